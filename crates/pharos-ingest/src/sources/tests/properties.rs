//! What holds for every source and any bytes.

use proptest::prelude::*;

use super::*;

fn any_text() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just("|".to_owned()),
        Just("\n".to_owned()),
        Just("{".to_owned()),
        Just("}".to_owned()),
        Just("[".to_owned()),
        Just("]".to_owned()),
        Just(r#"{"ContactId":"c","InitiationMethod":"INBOUND","InitiationTimestamp":"2024-01-01T00:00:00Z","Queue":[],"Agent":{"ConnectedToAgentTimestamp":7}}"#.to_owned()),
        Just(r#"{"EventId":"e","AgentARN":"a/b","EventTimestamp":"9999-12-31T23:59:59Z","CurrentAgentSnapshot":{"Contacts":[{},{"ContactId":"c","State":"ENDED","StateStartTimestamp":"0001-01-01T00:00:00Z"}]}}"#.to_owned()),
        Just(r#"{"conversationId":"c","conversationStart":"2024-01-01T00:00:00Z","participants":[{"purpose":"acd","sessions":[{"segments":[{"segmentType":"interact","segmentStart":"9999-01-01T00:00:00Z","segmentEnd":"0001-01-01T00:00:00Z"}]}]},{"purpose":"agent","sessions":[{"segments":[{"segmentType":"interact","segmentStart":"2024-01-01T00:00:00Z"}]}]}]}"#.to_owned()),
        Just(r#"{"id":1,"status":"open","subject":"","created_at":"2024-01-01T00:00:00Z"}"#.to_owned()),
        Just(r#"{"id":2,"ticket_id":1,"metric":"reply_time","type":"apply_sla","time":"2024-01-01T00:00:00Z","sla":{"target":1e300,"business_hours":false}}"#.to_owned()),
        Just(r#"{"ticket_id":1,"created_at":"2024-01-01T00:00:00Z","reply_time_in_minutes":{"calendar":1e308}}"#.to_owned()),
        Just("253402300799|1.1|q|a|CONNECT|9223372036854775807|x|31622400000\n".to_owned()),
        Just("1|1.1|q|a|ENTERQUEUE||5|1\n1|1.1|q|a|COMPLETEAGENT|31622400000|31622400000|1\n".to_owned()),
        Just("1|NONE|q|a|PAUSE|\n1|NONE|NONE|NONE|QUEUESTART|\n".to_owned()),
        "[ -~]{0,12}",
    ];
    prop_oneof![
        proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat().into_bytes()),
        proptest::collection::vec(any::<u8>(), 0..400),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_a_source_panic(bytes in any_text()) {
        for source in SOURCES {
            let Ok(split) = source.split(&mut bytes.as_slice(), "file", &context()) else { continue };
            prop_assert_eq!(split.read, split.records.len() as u64 + split.rejects.len() as u64 + split.duplicate);
            let derived = source.derive(&split.records, &context());
            for (_, batch, origins) in &derived.batches {
                prop_assert_eq!(batch.num_rows(), origins.len());
                prop_assert!(origins.iter().all(|origin| *origin < split.records.len() as u64));
            }
        }
    }
}

/// A log of whole days: calls that wait, are answered, are handed on, with agents who log in and pause.
fn log() -> String {
    super::super::asterisk_queue_log::sample_log(7)
}

/// Derives the pieces of a log imported one after the other, as a store would keep their records.
fn derive_files(pieces: &[Vec<&str>], order: &[usize]) -> Vec<String> {
    let source = source("asterisk-queue-log").expect("source");
    let mut stored: BTreeMap<String, SourceRecord> = BTreeMap::new();
    for file in order {
        let text = pieces[*file].join("\n");
        for record in split("asterisk-queue-log", &format!("queue_log.{file}"), text).records {
            stored.entry(record.key.clone()).or_insert(record);
        }
    }
    let records: Vec<_> = stored.into_values().collect();
    all_rows(&source.derive(&records, &context()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cutting_and_ordering_files_changes_nothing(cuts in proptest::collection::vec(0usize..200, 0..5), shuffle in any::<u64>(), again in any::<bool>()) {
        let log = log();
        let lines: Vec<&str> = log.lines().collect();
        let whole = derive_files(std::slice::from_ref(&lines), &[0]);
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut % lines.len()).collect();
        cuts.extend([0, lines.len()]);
        cuts.sort_unstable();
        let mut pieces: Vec<Vec<&str>> = cuts.windows(2).map(|cut| lines[cut[0]..cut[1]].to_vec()).collect();
        if again {
            // A file read before it had grown.
            pieces.push(lines[..lines.len() / 2].to_vec());
        }
        let mut order: Vec<usize> = (0..pieces.len()).collect();
        order.sort_by_key(|file| (*file as u64 + 1).wrapping_mul(shuffle | 1));
        prop_assert_eq!(derive_files(&pieces, &order), whole);
    }

    #[test]
    fn a_row_keeps_its_key_and_its_version_never_falls(cut in 1usize..200) {
        let log = log();
        let lines: Vec<&str> = log.lines().collect();
        let source = source("asterisk-queue-log").expect("source");
        let keys = |lines: &[&str]| -> BTreeMap<String, i64> {
            let derived = source.derive(&split("asterisk-queue-log", "queue_log", lines.join("\n")).records, &context());
            let tables = ["contact_segments", "agent_offers", "agent_intervals"];
            let rows = tables.iter().flat_map(|table| rows(&derived, table, "key source_version"));
            rows.map(|row| { let (key, version) = row.rsplit_once(' ').expect("two columns"); (key.to_owned(), version.parse().expect("number")) }).collect()
        };
        let (part, whole) = (keys(&lines[cut % lines.len()..]), keys(&lines));
        for (key, version) in part {
            prop_assert!(whole.get(&key).is_some_and(|later| *later >= version), "{} at {}", key, version);
        }
    }
}
