//! The fact tables as data: columns, units, versions, Arrow schemas and row builders.
//!
//! A fact is what happened: a contact's stay in a queue, a ticket, an answer to a survey. Every table is described once,
//! here; importers build rows against the description, the engine stores and reads them, the documentation lists them.
//!
//! Conventions: instants are UTC with microseconds, durations are seconds as `Float64` (whole milliseconds), shares lie in
//! 0..1, `NULL` means "this source cannot say" and is never replaced by zero.

mod batch;
mod json;
mod person;
mod rows;
mod spreadsheet;
mod table;
mod tables;

/// Rows of a table in memory; named here so that those who only carry them need not know Arrow.
pub use arrow::array::RecordBatch;
pub use batch::{concat, distinct_texts, from_structs, with_sequence, with_source};
pub use json::{JsonRowError, json_cells, row_from_json};
pub use person::{ErasureRule, Person, erasure_rule, person_id_columns};
pub use rows::{RowError, TableBuilder, Value};
pub use spreadsheet::{harmless, plain};
pub use table::{Column, Kind, Table};
pub use tables::{TABLES, table};

/// Version of the layout of the data folder as a whole. A folder written by a newer version is refused.
pub const FORMAT_VERSION: u32 = 1;
