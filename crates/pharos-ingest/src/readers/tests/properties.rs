//! Any bytes: no panic, and records read = rows + rejects; well-formed text reads as the csv library reads it.

use proptest::prelude::*;

use super::*;

fn config() -> ProptestConfig {
    ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() }
}

fn options(batch_rows: usize) -> ReadOptions {
    let read = ReadSettings {
        format: Some(Format::Csv),
        delimiter: Some(",".to_owned()),
        encoding: Some("utf-8".to_owned()),
        header: Some(true),
        ..ReadSettings::default()
    };
    ReadOptions { read, batch_rows, record_bytes_max: 40, ..ReadOptions::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_give_rows_and_rejects(bytes in prop::collection::vec(prop_oneof![
        4 => prop::sample::select(b"ab1,\"\n\r;{}:[]".to_vec()), 1 => any::<u8>()], 0..300), batch_rows in 1usize..5) {
        for name in ["x.csv", "x.jsonl", "x.xlsx", "x.parquet", "x"] {
            for chosen in [options(batch_rows), ReadOptions { batch_rows, ..ReadOptions::default() }] {
                let mut chosen = chosen;
                if name != "x.csv" {
                    chosen.read = ReadSettings::default();
                }
                if let Ok(reader) = open_bytes(name, bytes.clone(), &chosen) {
                    // read_all checks that records are numbered without gaps: rows + rejects.
                    let _ = read_all(reader);
                }
            }
        }
    }

    #[test]
    fn the_size_of_batches_changes_nothing(text in "[ab,\"\n\r]{0,200}") {
        let whole = open_bytes("x.csv", text.clone().into_bytes(), &options(65_536)).and_then(read_all);
        for batch_rows in [1, 3] {
            let pieces = open_bytes("x.csv", text.clone().into_bytes(), &options(batch_rows)).and_then(read_all);
            match (&whole, &pieces) {
                (Ok(whole), Ok(pieces)) => prop_assert_eq!(whole, pieces),
                (whole, pieces) => prop_assert_eq!(whole.is_err(), pieces.is_err()),
            }
        }
    }

    #[test]
    fn written_fields_are_read_again(
        rows in prop::collection::vec(prop::collection::vec("[a-c\u{5d0}\u{4e2d},;\"\n\r ]{0,6}", 3), 1..20),
    ) {
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        writer.write_record(["h1", "h2", "h3"]).expect("memory");
        for row in &rows {
            writer.write_record(row).expect("memory");
        }
        let bytes = writer.into_inner().expect("memory");
        let mut chosen = options(7);
        chosen.record_bytes_max = 1_000;
        let read = read_bytes("x.csv", &bytes, &chosen);
        prop_assert!(read.rejects.is_empty(), "{:?}", read.rejects);
        let wanted: Vec<Vec<Option<String>>> = rows
            .into_iter()
            .map(|row| row.into_iter().map(|field| (!field.is_empty()).then_some(field)).collect())
            .collect();
        prop_assert_eq!(read.rows, wanted);
    }
}
