//! The real binary: every test runs `pharos` as a user does, in a data folder of its own.

mod aliases;
mod centre;
mod doors;
mod expected_cli;
mod imports;
mod keeping;
mod kills;
mod schemas;
mod shapes;
