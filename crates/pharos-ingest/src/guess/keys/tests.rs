#![allow(clippy::expect_used)]

use std::sync::Arc;

use super::*;
use crate::guess::{Hints, guess};

fn batch(rows: &[(&str, &str, &str)]) -> RecordBatch {
    let column = |pick: fn(&(&str, &str, &str)) -> String| -> ArrayRef {
        Arc::new(rows.iter().map(|row| Some(pick(row))).collect::<StringArray>())
    };
    RecordBatch::try_from_iter([
        ("call_id", column(|row| row.0.to_owned())),
        ("start time", column(|row| row.1.to_owned())),
        ("result", column(|row| row.2.to_owned())),
    ])
    .expect("a batch")
}

#[test]
fn a_number_that_comes_again_later_is_no_key_alone() {
    let number = |from: usize| -> Vec<(String, String)> {
        (0..30).map(|n| (format!("{}", 1000 + n), format!("2026-03-{:02} 09:{n:02}:00", 1 + from))).collect()
    };
    let (first, later) = (number(0), number(1));
    let rows = |numbers: &[(String, String)]| {
        batch(&numbers.iter().map(|(id, at)| (id.as_str(), at.as_str(), "ANSWERED")).collect::<Vec<_>>())
    };
    let mut sample = SourceSample::from_batch(&Default::default(), &rows(&first));
    let proposed = guess(&sample, &Hints::default()).mapping;
    let mut check = KeyCheck::of(&proposed).expect("a key");
    check.add(&rows(&first));
    assert!(check.is_unique());
    check.add(&rows(&first));
    assert!(check.is_unique(), "the same records again are no others");
    check.add(&rows(&later));
    assert!(!check.is_unique());
    let mut taken = 0;
    check.collect(&rows(&first), &mut sample, &mut taken);
    check.collect(&rows(&later), &mut sample, &mut taken);
    assert_eq!(taken, 60);
    // The first 30 stand twice in the sample; records that differ must have keys that differ.
    let again = guess(&sample, &Hints::default()).mapping;
    match KeyCheck::of(&again) {
        None => assert!(again.targets[0].row_hash),
        Some(mut check) => {
            check.add(&rows(&first));
            check.add(&rows(&later));
            assert!(check.is_unique(), "{:?}", again.targets[0].key);
        }
    }
}

#[test]
fn names_in_quotes() {
    assert_eq!(quoted_names(r#""a ""b""" || '-"no"-' || "c" || "c""#), ["a \"b\"", "c"]);
    assert_eq!(quoted_names("id"), Vec::<String>::new());
}
