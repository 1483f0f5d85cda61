//! The fact tables as data: columns, units, versions, Arrow schemas and row builders.
//!
//! A fact is what happened: a contact's stay in a queue, a ticket, an answer to a survey. Every table is described once,
//! here; importers build rows against the description, the engine stores and reads them, the documentation lists them.
//!
//! Conventions: instants are UTC with microseconds, durations are seconds as `Float64` (whole milliseconds), shares lie in
//! 0..1, `NULL` means "this source cannot say" and is never replaced by zero.

mod rows;
mod table;
mod tables;

pub use rows::{RowError, TableBuilder, Value};
pub use table::{Column, Kind, Table};
pub use tables::{TABLES, table};

/// Version of the layout of the data folder as a whole. A folder written by a newer version is refused.
pub const FORMAT_VERSION: u32 = 1;
