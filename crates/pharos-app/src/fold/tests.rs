use pharos_store::{InboxRow, NewFact};

use super::{OPEN_MAX_US, due};

#[test]
fn a_key_folds_as_a_whole_when_ended_or_old() {
    let row = |id: i64, key: &str, committed_at_us: i64, ended: bool| InboxRow {
        id,
        seq: id,
        committed_at_us,
        fact: NewFact {
            table: "contact_segments".to_owned(),
            source_name: "pbx".to_owned(),
            key: key.to_owned(),
            source_version: id,
            row: String::new(),
            ended,
        },
    };
    let rows = [
        row(1, "a", 0, false),
        row(2, "b", 0, false),
        row(3, "a", 5, true),
        row(4, "c", 10, false),
        row(5, "b", 10, false),
    ];
    let ids = |now_us: i64| due(&rows, now_us).into_iter().map(|row| row.id).collect::<Vec<_>>();
    assert_eq!(ids(10), [1, 3]);
    assert_eq!(ids(OPEN_MAX_US - 1), [1, 3]);
    assert_eq!(ids(OPEN_MAX_US), [1, 2, 3, 5]);
    assert_eq!(ids(OPEN_MAX_US + 10), [1, 2, 3, 4, 5]);
}
