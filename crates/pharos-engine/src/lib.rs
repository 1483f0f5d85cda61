//! Reads, writes and measures the fact tables: the only crate with DataFusion and Delta.
//!
//! - `warehouse`: the tables on disk. Plain Parquet under a Delta log, merged by key and version; readers name the version.
//! - `functions`: SQL functions of metric files and mappings.
//! - `relations`: what metric files can read, each derived relation written once.
//! - `query`: a metric file and a question in, a table of numbers with n and interval out.
//! - `erasure`: persons taken out of rows.
//! - `rollup`: what the catalogue's measures add up to, made beforehand.
//! - `stored_records`: raw records of sources whose contacts run over several files.
//! - `lookup`: one contact with all that belongs to it.
//! - `mapping`: a user's file through a mapping into rows of fact tables.

mod cores;
pub mod dataset;
pub mod erasure;
pub mod export;
mod footers;
pub mod functions;
pub mod lookup;
pub mod mapping;
mod memory;
pub mod query;
mod relations;
pub mod rollup;
mod spill;
pub mod stored_records;
#[cfg(test)]
mod testing;
pub mod warehouse;

pub use spill::sweep_spills;
