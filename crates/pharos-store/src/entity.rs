//! The tables of the records' database, one entity each.

pub(crate) mod alias;
pub(crate) mod correction;
pub(crate) mod data_file;
pub(crate) mod erased_name;
pub(crate) mod erasure;
pub(crate) mod fact_head;
pub(crate) mod format_version;
pub(crate) mod idempotency_key;
pub(crate) mod import;
pub(crate) mod inbox_row;
pub(crate) mod kept_plan;
pub(crate) mod saved_mapping;
pub(crate) mod saved_view;
pub(crate) mod sequence;
pub(crate) mod setting;
pub(crate) mod unknown;
pub(crate) mod writer_lease;
