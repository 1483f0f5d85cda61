//! Guesses on the samples of the repository and, where they are there, on the real files: under their own names, reordered,
//! under synonyms, in Hebrew, in Chinese, and under names that say nothing.

mod files;
mod values;

use super::*;
use crate::readers::{ReadOptions, open};

/// The first rows of a file.
pub(super) fn sample_of(path: &std::path::Path) -> SourceSample {
    let mut reader =
        open(path, &ReadOptions { batch_rows: SAMPLE_ROWS_MAX, ..ReadOptions::default() }).expect("readable");
    let batch = reader.next().expect("rows").expect("readable");
    SourceSample::from_batch(reader.settings(), &batch.batch)
}

/// A sample from a header and rows, fields separated by `|`, empty is NULL.
pub(super) fn sample(header: &str, rows: &[String]) -> SourceSample {
    let columns = header
        .split('|')
        .enumerate()
        .map(|(index, name)| SampleColumn {
            name: name.to_owned(),
            values: rows
                .iter()
                .map(|row| row.split('|').nth(index).filter(|field| !field.is_empty()).map(str::to_owned))
                .collect(),
        })
        .collect();
    SourceSample { settings: ReadSettings::default(), columns }
}
