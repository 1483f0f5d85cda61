//! The metric language and the catalogue: one file, one metric.
