//! The real binary: every test runs `pharos` as a user does, in a data folder of its own.

mod aliases;
mod care;
mod centre;
mod day;
mod doors;
mod expected_cli;
mod goal_assess;
mod goals;
mod identity;
mod imports;
mod keeping;
mod kills;
mod mail;
mod order;
mod schemas;
mod shapes;
