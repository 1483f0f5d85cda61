//! A sheet as CSV (RFC 4180): lines of `#` and what is said of the numbers, the head, the rows. NULL is empty.

use pharos_schema::harmless;
use serde_json::Value;

use super::{Sheet, internal};
use crate::Result;

/// Spreadsheets take a text for UTF-8 where it begins with this.
const MARK: &[u8] = "\u{feff}".as_bytes();

pub(super) fn write(sheet: Sheet) -> Result<Vec<u8>> {
    let mut writer =
        csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(MARK.to_vec());
    let mut record = |cells: Vec<String>| writer.write_record(cells).map_err(|error| internal(&error));
    for (name, value) in &sheet.about {
        record(vec![format!("# {name}"), harmless(value).into_owned()])?;
    }
    record(sheet.columns.iter().map(|(name, _)| harmless(name).into_owned()).collect())?;
    for row in sheet.rows {
        record(row.iter().map(cell).collect())?;
    }
    writer.into_inner().map_err(|error| internal(&error))
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => harmless(text).into_owned(),
        other => other.to_string(),
    }
}
