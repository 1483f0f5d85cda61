//! Reads, writes and measures the fact tables: the only crate with DataFusion and Delta.
