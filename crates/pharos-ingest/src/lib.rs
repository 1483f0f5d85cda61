//! Vendors' formats and mappings: bytes in, Arrow batches and rejects out.
