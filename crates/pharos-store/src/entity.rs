//! The tables of the records' database, one entity each.

pub(crate) mod alias;
pub(crate) mod fact_head;
pub(crate) mod format_version;
pub(crate) mod goal;
pub(crate) mod goal_board;
pub(crate) mod goal_entry;
pub(crate) mod goal_shown;
pub(crate) mod goal_version;
pub(crate) mod idempotency_key;
pub(crate) mod import;
pub(crate) mod inbox_row;
pub(crate) mod purpose;
pub(crate) mod sequence;
pub(crate) mod setting;
pub(crate) mod unknown;
pub(crate) mod writer_lease;
