//! Helpers of the sources' tests, what holds for all sources, and the samples.

mod properties;

use std::path::PathBuf;

use arrow::array::Array;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use pharos_calendar::Zone;

use super::*;

pub(super) fn context() -> SourceContext {
    SourceContext {
        source_name: "test".to_owned(),
        site: "main".to_owned(),
        zone: Zone::utc(),
        as_complete_until_us: None,
        aliases: BTreeMap::new(),
    }
}

pub(super) fn split(source: &str, file: &str, text: impl AsRef<[u8]>) -> SplitRecords {
    let split =
        super::source(source).expect("source").split(&mut text.as_ref(), file, &context()).expect("readable");
    let taken = split.records.len() + split.rejects.len();
    assert_eq!(split.read, taken as u64 + split.duplicate, "read = records + rejects + duplicate");
    split
}

pub(super) fn derive(source: &str, text: impl AsRef<[u8]>) -> Derived {
    let records = split(source, "file", text).records;
    super::source(source).expect("source").derive(&records, &context())
}

/// The rows of a table in the order of their keys, the named columns between blanks; NULL is `-`.
pub(super) fn rows(derived: &Derived, table: &str, columns: &str) -> Vec<String> {
    let options = FormatOptions::new().with_null("-");
    let mut rows = Vec::new();
    for (found, batch, origins) in &derived.batches {
        assert_eq!(batch.num_rows(), origins.len(), "each row has its record");
        if found.name != table {
            continue;
        }
        for row in 0..batch.num_rows() {
            let value = |name: &str| {
                let column = batch.column_by_name(name).unwrap_or_else(|| panic!("{table} has no {name}"));
                assert!(column.len() > row);
                let text = ArrayFormatter::try_new(column, &options).expect("format").value(row).to_string();
                text.trim_end_matches(".0").to_owned()
            };
            let shown: Vec<_> = columns.split_whitespace().map(&value).collect();
            rows.push((value("key"), shown.join(" ")));
        }
    }
    rows.sort();
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Every row of every table with all its columns, whatever order they came in.
pub(super) fn all_rows(derived: &Derived) -> Vec<String> {
    let mut all = Vec::new();
    for (table, _, _) in &derived.batches {
        let columns: Vec<_> = table.all_columns().map(|column| column.name).collect();
        all.extend(
            rows(derived, table.name, &columns.join(" "))
                .into_iter()
                .map(|row| format!("{}: {row}", table.name)),
        );
    }
    all.sort();
    all
}

pub(super) fn finding(derived: &Derived, check: &str) -> u64 {
    derived.findings.iter().find(|finding| finding.check == check).map_or(0, |finding| finding.count)
}

/// A file of the shared data, or a note that it is not there.
pub(super) fn shared(path: &str) -> Option<Vec<u8>> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("PHAROS_SHARED").map_or(beside, PathBuf::from);
    let read = std::fs::read(folder.join("events").join(path)).ok();
    if read.is_none() {
        println!("skipped: {path} is not among the shared data");
    }
    read
}

/// The sample in the repository is what its generator writes. `PHAROS_WRITE_SAMPLES=1` writes it.
pub(super) fn check_sample(path: &str, generated: &str) {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(path);
    if std::env::var_os("PHAROS_WRITE_SAMPLES").is_some() {
        std::fs::create_dir_all(file.parent().expect("folder")).expect("folder");
        std::fs::write(&file, generated).expect("write");
    }
    let stored = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        stored == generated,
        "samples/{path} differs from its generator; PHAROS_WRITE_SAMPLES=1 writes it"
    );
}

#[test]
fn every_source_is_found_by_its_name() {
    for known in SOURCES {
        assert_eq!(source(known.name()).map(Source::name), Some(known.name()));
    }
    assert!(source("nothing").is_none());
}
