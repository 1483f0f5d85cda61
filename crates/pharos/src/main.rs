//! The one binary: serve, demo, import, query and the rest.
fn main() {}
