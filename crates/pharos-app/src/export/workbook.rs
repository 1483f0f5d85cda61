//! A sheet as a workbook: the rows, and on a second sheet what is said of them.

use pharos_schema::harmless;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use serde_json::Value;

use super::{Sheet, internal};
use crate::Result;

/// Characters of a cell at most (Excel's specification).
const CELL_CHARS_MAX: usize = 32_767;
/// Whole numbers beyond are not exact in a cell: they stand as text.
const EXACT_MAX: f64 = 9_007_199_254_740_992.0;

pub(super) fn write(sheet: Sheet) -> Result<Vec<u8>> {
    workbook(sheet).map_err(|error| internal(&error))
}

fn workbook(sheet: Sheet) -> std::result::Result<Vec<u8>, XlsxError> {
    let bold = Format::new().set_bold();
    let instant = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let mut workbook = Workbook::new();
    let data = workbook.add_worksheet().set_name("Data")?;
    for (place, (name, _)) in (0u16..).zip(&sheet.columns) {
        data.write_string_with_format(0, place, harmless(name), &bold)?;
        data.set_column_width(place, 16)?;
    }
    data.set_freeze_panes(1, 0)?;
    for (line, row) in (1u32..).zip(sheet.rows) {
        for (place, (value, (_, kind))) in (0u16..).zip(row.iter().zip(&sheet.columns)) {
            cell(data, line, place, value, kind, &instant)?;
        }
    }
    let about = workbook.add_worksheet().set_name("About")?;
    about.set_column_width(0, 26)?.set_column_width(1, 100)?;
    for (line, (name, value)) in (0u32..).zip(&sheet.about) {
        about.write_string_with_format(line, 0, harmless(name), &bold)?;
        about.write_string(line, 1, text(value))?;
    }
    workbook.save_to_buffer()
}

fn cell(
    sheet: &mut Worksheet,
    line: u32,
    place: u16,
    value: &Value,
    kind: &str,
    instant: &Format,
) -> std::result::Result<(), XlsxError> {
    match value {
        Value::Null => {}
        Value::Bool(flag) => {
            sheet.write_boolean(line, place, *flag)?;
        }
        Value::Number(number) => match number.as_f64().filter(|number| number.abs() <= EXACT_MAX) {
            Some(number) => {
                sheet.write_number(line, place, number)?;
            }
            None => {
                sheet.write_string(line, place, number.to_string())?;
            }
        },
        Value::String(words) => match date_time(words, kind) {
            Some(at) => {
                sheet.write_datetime_with_format(line, place, &at, instant)?;
            }
            None => {
                sheet.write_string(line, place, text(words))?;
            }
        },
        other => {
            sheet.write_string(line, place, text(&other.to_string()))?;
        }
    }
    Ok(())
}

/// An instant as a date and time of UTC.
fn date_time(words: &str, kind: &str) -> Option<ExcelDateTime> {
    if kind != "instant" {
        return None;
    }
    ExcelDateTime::parse_from_str(words.trim_end_matches('Z')).ok()
}

fn text(words: &str) -> String {
    let harmless = harmless(words);
    match harmless.char_indices().nth(CELL_CHARS_MAX) {
        Some((end, _)) => harmless[..end].to_owned(),
        None => harmless.into_owned(),
    }
}
