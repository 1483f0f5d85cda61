//! The `queue_log` table of Asterisk's realtime database, exported as CSV.
//!
//! `time` is the server's local time (UTC where `queue_log_realtime_use_gmt` is set: then the import's zone is UTC). The
//! parameters stand in `data1` to `data5`, what is more in `data5` with its `|`; older schemas have one column `data`.
//! Each row becomes the line the file would hold.

use std::io::Read;

use arrow::array::AsArray;

use super::Cut;
use crate::functions::InstantFormat;
use crate::readers::{ReadOptions, open_bytes};
use crate::sources::json::read_whole;
use crate::sources::{IngestError, SourceContext, SplitRecords};

/// The file begins with the table's column names.
pub(super) fn is_export(head: &[u8]) -> bool {
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let first = String::from_utf8_lossy(first).to_lowercase();
    !first.contains('|') && ["time", "callid", "queuename", "event"].iter().all(|name| first.contains(name))
}

pub(super) fn split(
    file: &mut dyn Read,
    name: &str,
    context: &SourceContext,
) -> Result<SplitRecords, IngestError> {
    let bytes = read_whole(file, name)?;
    let mut cut = Cut::new(name);
    for batch in open_bytes(name, bytes, &ReadOptions::default())? {
        let batch = batch?;
        let columns: Vec<(String, _)> = batch
            .batch
            .schema_ref()
            .fields()
            .iter()
            .map(|field| field.name().to_lowercase())
            .zip(batch.batch.columns().iter().map(|column| column.as_string_opt::<i32>()))
            .collect();
        for row in 0..batch.batch.num_rows() {
            let field = |name: &str| {
                let column = columns.iter().find(|(column, _)| column == name)?.1?;
                (!arrow::array::Array::is_null(column, row)).then(|| column.value(row))
            };
            let number = batch.line_of(row);
            match as_line(field, context) {
                Ok(text) => cut.line(number, &text),
                Err(reason) => {
                    let row: Vec<_> = columns.iter().filter_map(|(column, _)| field(column)).collect();
                    cut.reject(number, reason, &row.join(","));
                }
            }
        }
        cut.split.read += batch.rejects.len() as u64;
        cut.split.rejects.extend(batch.rejects);
    }
    Ok(cut.split)
}

fn as_line<'a>(field: impl Fn(&str) -> Option<&'a str>, context: &SourceContext) -> Result<String, String> {
    let time = field("time").unwrap_or_default();
    let seconds = match time.parse::<i64>() {
        Ok(seconds) => format!("{seconds}"),
        Err(_) => {
            let local = InstantFormat::iso().local_instant(time, &context.zone);
            let at_us = local.map_err(|error| error.to_string())?.ok_or("the column `time` is empty")?;
            let (seconds, micro) = (at_us.div_euclid(1_000_000), at_us.rem_euclid(1_000_000));
            if micro == 0 { format!("{seconds}") } else { format!("{seconds}.{micro:06}") }
        }
    };
    let data = match field("data") {
        Some(data) => data.to_owned(),
        None => {
            let params: Vec<_> =
                (1..=5).map(|place| field(&format!("data{place}")).unwrap_or_default()).collect();
            params.join("|").trim_end_matches('|').to_owned()
        }
    };
    let fixed = ["callid", "queuename", "agent", "event"].map(|name| field(name).unwrap_or_default());
    Ok(format!("{seconds}|{}|{data}", fixed.join("|")))
}
