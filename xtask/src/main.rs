//! Chores of the workspace: run, test, setup, tidy, bench.
fn main() {}
