//! Goals: how likely a target is reached, from a file with the history of a metric.

mod file;

pub use file::{AssessFileRequest, assess_file};
