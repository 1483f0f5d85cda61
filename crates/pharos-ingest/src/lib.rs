//! Vendors' formats and mappings: bytes in, Arrow batches and rejects out.
//!
//! A *reader* turns a file into Arrow batches of text columns plus the records it could not read, each with its line and
//! reason: nothing is skipped silently and no input makes it panic. A *mapping* says in TOML how such columns become rows
//! of the fact tables; its right-hand sides are SQL, which the engine evaluates. The functions that SQL may use beside the
//! dialect's own are here too, as plain Rust on text. This crate knows no query engine and no store.
#![cfg_attr(test, allow(clippy::expect_used))]

pub mod functions;
pub mod guess;
pub mod mapping;
pub mod quality;
pub mod readers;
pub mod sandbox;
pub mod sources;
