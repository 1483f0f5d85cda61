//! Use cases: load, decide, save. Permissions, imports, queries, reports.
