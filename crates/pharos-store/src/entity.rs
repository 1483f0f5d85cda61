//! The tables of the records' database, one entity each.

pub(crate) mod alias;
pub(crate) mod api_token;
pub(crate) mod audit_details;
pub(crate) mod audit_head;
pub(crate) mod audit_person;
pub(crate) mod audit_record;
pub(crate) mod calendar_feed;
pub(crate) mod data_file;
pub(crate) mod erased_name;
pub(crate) mod erasure;
pub(crate) mod fact_head;
pub(crate) mod format_version;
pub(crate) mod idempotency_key;
pub(crate) mod import;
pub(crate) mod inbox_row;
pub(crate) mod pending_sign_in;
pub(crate) mod person_record;
pub(crate) mod pulse_answer;
pub(crate) mod pulse_taken;
pub(crate) mod recovery_code;
pub(crate) mod sequence;
pub(crate) mod session;
pub(crate) mod setting;
pub(crate) mod unknown;
pub(crate) mod user;
pub(crate) mod writer_lease;
