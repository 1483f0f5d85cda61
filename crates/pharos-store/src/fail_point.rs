//! Named points at which a test makes the process die, to see that nothing is lost or doubled there.
//!
//! `PHAROS_FAIL_AT=name:count` aborts the process (no destructors, like a kill) when the point is passed for the count-th
//! time. Release builds have none of it: the points are compiled in with debug assertions only, which the profile of the
//! tests has.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// Every point there is; the test of kills wants each of them hit.
pub const FAIL_POINTS: [&str; 10] = [
    "inbox-before-commit",
    "inbox-after-commit",
    "delta-before-commit",
    "delta-between-tables",
    "delta-after-commit",
    "heads-before-update",
    "inbox-before-delete",
    "heads-before-commit",
    "heads-after-commit",
    "compaction-after-commit",
];

/// Aborts the process if the environment asks for it at this point.
pub fn fail_point(name: &str) {
    if cfg!(debug_assertions) {
        abort_if_asked(name);
    }
}

fn abort_if_asked(name: &str) {
    static ASKED: OnceLock<Option<(String, u64)>> = OnceLock::new();
    static PASSED: AtomicU64 = AtomicU64::new(0);
    debug_assert!(FAIL_POINTS.contains(&name), "fail point {name} is not in the list");
    let asked = ASKED.get_or_init(|| {
        let text = std::env::var("PHAROS_FAIL_AT").ok()?;
        let (name, count) = text.split_once(':').unwrap_or((&text, "1"));
        Some((name.to_owned(), count.parse().unwrap_or(1)))
    });
    let Some((wanted, count)) = asked else { return };
    if wanted == name && PASSED.fetch_add(1, Ordering::SeqCst) + 1 == *count {
        std::process::abort();
    }
}
