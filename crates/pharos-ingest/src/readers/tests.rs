//! Tables of small files: bytes in, rows and rejects out.

mod delimited;
mod encodings;
mod json_lines;
mod packed;
mod properties;
mod shared_files;
mod sniffing;
mod workbooks;

use super::*;
use arrow::array::{Array, StringArray};

/// Everything a reader gave, as text.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Read {
    pub(super) names: Vec<String>,
    pub(super) rows: Vec<Vec<Option<String>>>,
    pub(super) lines: Vec<u64>,
    pub(super) rejects: Vec<Reject>,
}

pub(super) fn read_all(reader: SourceReader) -> Result<Read, ReadError> {
    let mut read = Read {
        names: reader.schema().fields().iter().map(|field| field.name().clone()).collect(),
        ..Read::default()
    };
    let mut next_record = 1;
    for batch in reader {
        let batch = batch?;
        assert_eq!(batch.first_record, next_record, "records are numbered without gaps");
        next_record += batch.records();
        let columns: Vec<&StringArray> = batch
            .batch
            .columns()
            .iter()
            .map(|column| column.as_any().downcast_ref::<StringArray>().expect("text"))
            .collect();
        for row in 0..batch.batch.num_rows() {
            let value = |column: &&StringArray| column.is_valid(row).then(|| column.value(row).to_owned());
            read.rows.push(columns.iter().map(value).collect());
            read.lines.push(batch.line_of(row));
        }
        read.rejects.extend(batch.rejects);
    }
    Ok(read)
}

pub(super) fn read_bytes(name: &str, bytes: &[u8], options: &ReadOptions) -> Read {
    read_all(open_bytes(name, bytes.to_vec(), options).expect(name)).expect(name)
}

/// Rows in one line: fields joined by `|`, NULL as `~`, rows by ` / `.
pub(super) fn shown(read: &Read) -> String {
    let row = |row: &Vec<Option<String>>| {
        row.iter().map(|field| field.clone().unwrap_or("~".to_owned())).collect::<Vec<_>>().join("|")
    };
    read.rows.iter().map(row).collect::<Vec<_>>().join(" / ")
}

/// The folder with real data, where it is there.
pub(crate) fn shared_file(path: &str) -> Option<std::path::PathBuf> {
    let folder = std::env::var_os("PHAROS_SHARED").map_or_else(
        || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        std::path::PathBuf::from,
    );
    let file = folder.join(path);
    if file.exists() {
        return Some(file);
    }
    println!("skipped: {path} is not there");
    None
}

#[test]
fn columns_are_named_by_header_or_place() {
    assert_eq!(column_names([" a ", "", "a", "a_2", "a"]), ["a", "column_2", "a_2", "a_2_2", "a_3"]);
    let read =
        open_bytes("x.csv", b"a,column_1,c\n1,2,3\n".to_vec(), &ReadOptions::default()).expect("readable");
    let batch = read.into_iter().next().expect("one batch").expect("readable");
    let wide = with_positions(&batch.batch).expect("as many rows");
    let names: Vec<_> = wide.schema_ref().fields().iter().map(|field| field.name().as_str()).collect();
    assert_eq!(names, ["a", "column_1", "c", "column_2", "column_3"]);
    assert_eq!(wide.schema(), positions_schema(&batch.batch.schema()));
}
