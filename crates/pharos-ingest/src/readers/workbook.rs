//! Excel workbooks: one sheet, dates and clocks as ISO text.
//!
//! The cells are read in a thread of their own, because the library's reader borrows its workbook; two batches wait at
//! most.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use arrow::array::{ArrayRef, RecordBatch, RecordBatchOptions, StringBuilder};
use arrow::datatypes::SchemaRef;
use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};

use super::input::{Input, ReadSeek};
use super::sniff::Sniffed;
use super::{
    COLUMNS_MAX, ReadError, ReadOptions, Reject, SourceBatch, SourceReader, column_names, position_name,
    text_schema,
};

/// Cells of one row: column (from 0) and text.
type Row = Vec<(usize, String)>;
type Message = Result<SourceBatch, ReadError>;

pub(crate) fn open(
    input: &Input,
    sniffed: &Sniffed,
    options: &ReadOptions,
) -> Result<SourceReader, ReadError> {
    let name = input.name().to_owned();
    let damaged = move |cause: String| ReadError::Damaged { name: name.clone(), cause };
    let book: Xlsx<Box<dyn ReadSeek>> =
        Xlsx::new(input.seekable()?).map_err(|error| damaged(format!("not a readable workbook: {error}")))?;
    let sheets = book.sheet_names();
    let sheet = match &sniffed.settings.sheet {
        Some(wanted) if sheets.contains(wanted) => wanted.clone(),
        Some(wanted) => {
            return Err(damaged(format!("no sheet `{wanted}`; there are: {}", sheets.join(", "))));
        }
        None => sheets.first().cloned().ok_or_else(|| damaged("the workbook has no sheet".to_owned()))?,
    };
    let (schema_out, schema_in) = sync_channel(1);
    let (batches_out, batches_in) = sync_channel::<Message>(1);
    let reading = Reading {
        name: input.name().to_owned(),
        sheet: sheet.clone(),
        header: sniffed.settings.header.unwrap_or(true),
        options: options.clone(),
    };
    std::thread::spawn(move || {
        let result = read_sheet(book, &reading, &schema_out, &batches_out);
        if let Err(error) = result
            && let Err(unsent) = schema_out.try_send(Err(error))
        {
            let error = match unsent {
                std::sync::mpsc::TrySendError::Full(error)
                | std::sync::mpsc::TrySendError::Disconnected(error) => error,
            };
            if let Err(error) = error {
                // Nobody listens any more when this fails.
                let _ = batches_out.send(Err(error));
            }
        }
    });
    let schema: SchemaRef =
        schema_in.recv().map_err(|_| ReadError::Empty { name: input.name().to_owned() })??;
    let mut settings = sniffed.settings.clone();
    settings.sheet = Some(sheet);
    settings.header = Some(sniffed.settings.header.unwrap_or(true));
    Ok(SourceReader::new(schema, settings, Box::new(SheetBatches { batches_in })))
}

struct SheetBatches {
    batches_in: Receiver<Message>,
}

impl Iterator for SheetBatches {
    type Item = Message;

    fn next(&mut self) -> Option<Message> {
        self.batches_in.recv().ok()
    }
}

/// What the reading thread is told.
struct Reading {
    name: String,
    sheet: String,
    header: bool,
    options: ReadOptions,
}

fn read_sheet(
    mut book: Xlsx<Box<dyn ReadSeek>>,
    reading: &Reading,
    schema_out: &SyncSender<Result<SchemaRef, ReadError>>,
    batches_out: &SyncSender<Message>,
) -> Result<(), ReadError> {
    let damaged = |error: calamine::XlsxError| ReadError::Damaged {
        name: reading.name.clone(),
        cause: format!("sheet `{}`: {error}", reading.sheet),
    };
    let mut cells = book.worksheet_cells_reader(&reading.sheet).map_err(damaged)?;
    let mut sheet: Option<SheetRows> = None;
    let mut row: Row = Vec::new();
    let mut row_number = 0;
    loop {
        let cell = cells.next_cell().map_err(damaged)?;
        let next_row = cell.as_ref().map(|cell| cell.get_position().0);
        if !row.is_empty() && next_row != Some(row_number) {
            let full = std::mem::take(&mut row);
            match &mut sheet {
                None => {
                    let (rows, first) = SheetRows::new(full, reading)?;
                    // The opener waits for exactly this.
                    let _ = schema_out.send(Ok(Arc::clone(&rows.schema)));
                    let rows = sheet.insert(rows);
                    if let Some(first) = first {
                        rows.add(first, row_number);
                    }
                }
                Some(rows) => rows.add(full, row_number),
            }
        }
        if let Some(rows) = &mut sheet
            && (cell.is_none() || rows.is_full())
            && let Some(batch) = rows.finish(reading)
            && batches_out.send(batch).is_err()
        {
            return Ok(());
        }
        let Some(cell) = cell else {
            return if sheet.is_some() {
                Ok(())
            } else {
                Err(ReadError::Empty { name: reading.name.clone() })
            };
        };
        row_number = cell.get_position().0;
        if let Some(text) = cell_text(cell.get_value()) {
            row.push((cell.get_position().1 as usize, text));
        }
    }
}

/// The rows of a batch under way.
struct SheetRows {
    schema: SchemaRef,
    columns: Vec<StringBuilder>,
    lines: Vec<u64>,
    rejects: Vec<Reject>,
    bytes: usize,
    next_record: u64,
    batch_rows: usize,
    batch_bytes: usize,
}

impl SheetRows {
    /// Columns from the first row; gives the row back where it holds no names.
    fn new(first: Row, reading: &Reading) -> Result<(SheetRows, Option<Row>), ReadError> {
        let width = first.iter().map(|(column, _)| column + 1).max().unwrap_or(0);
        if width > COLUMNS_MAX {
            let cause = format!("{width} columns; at most {COLUMNS_MAX} are read");
            return Err(ReadError::Damaged { name: reading.name.clone(), cause });
        }
        let mut texts = vec![""; width];
        for (column, text) in &first {
            texts[*column] = text;
        }
        let names =
            if reading.header { column_names(texts) } else { (0..width).map(position_name).collect() };
        let rows = SheetRows {
            schema: text_schema(&names),
            columns: names.iter().map(|_| StringBuilder::with_capacity(0, 0)).collect(),
            lines: Vec::new(),
            rejects: Vec::new(),
            bytes: 0,
            next_record: 1,
            batch_rows: reading.options.batch_rows,
            batch_bytes: reading.options.batch_bytes,
        };
        Ok((rows, (!reading.header).then_some(first)))
    }

    fn add(&mut self, row: Row, row_number: u32) {
        let line = u64::from(row_number) + 1;
        self.bytes += row.iter().map(|(_, text)| text.len()).sum::<usize>();
        if let Some((column, _)) = row.iter().find(|(column, _)| *column >= self.columns.len()) {
            let reason =
                format!("a value in column {} where the header has {}", column + 1, self.columns.len());
            let texts: Vec<String> = row.into_iter().map(|(_, text)| text).collect();
            self.rejects.push(Reject { line, reason, row: super::reject_row(texts.join("\t").as_bytes()) });
            return;
        }
        let mut cells = row.into_iter().peekable();
        for (index, column) in self.columns.iter_mut().enumerate() {
            // A damaged sheet may name a cell twice: its last value counts.
            let mut text = None;
            while let Some((_, next)) = cells.next_if(|(column, _)| *column <= index) {
                text = Some(next);
            }
            column.append_option(text);
        }
        self.lines.push(line);
    }

    fn is_full(&self) -> bool {
        self.lines.len() >= self.batch_rows
            || self.rejects.len() >= self.batch_rows
            || self.bytes >= self.batch_bytes
    }

    fn finish(&mut self, reading: &Reading) -> Option<Message> {
        if self.lines.is_empty() && self.rejects.is_empty() {
            return None;
        }
        let lines = std::mem::take(&mut self.lines);
        let rejects = std::mem::take(&mut self.rejects);
        let columns = self.columns.iter_mut().map(|builder| Arc::new(builder.finish()) as ArrayRef).collect();
        let first_record = self.next_record;
        self.next_record += (lines.len() + rejects.len()) as u64;
        self.bytes = 0;
        let options = RecordBatchOptions::new().with_row_count(Some(lines.len()));
        let batch = RecordBatch::try_new_with_options(Arc::clone(&self.schema), columns, &options)
            .map_err(|error| ReadError::Arrow { name: reading.name.clone(), error });
        Some(batch.map(|batch| SourceBatch { first_record, batch, rejects, lines }))
    }
}

/// A cell as text; `None` for an empty one. Error values such as `#N/A` are empty: the sheet does not know.
fn cell_text(value: &DataRef<'_>) -> Option<String> {
    let text = match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(flag) => flag.to_string(),
        DataRef::DateTime(instant) => date_time_text(*instant),
        DataRef::Error(_) | DataRef::Empty => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// ISO text of a date, a clock, both, or a duration `h:mm:ss`.
fn date_time_text(value: ExcelDateTime) -> String {
    let serial = value.as_f64();
    if value.is_duration() {
        let seconds = (serial * 86_400.0).round() as i64;
        let (sign, seconds) = if seconds < 0 { ("-", -seconds) } else { ("", seconds) };
        return format!("{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let (year, month, day, hour, minute, second, milli) = value.to_ymd_hms_milli();
    let fraction = if milli == 0 { String::new() } else { format!(".{milli:03}") };
    let clock = format!("{hour:02}:{minute:02}:{second:02}{fraction}");
    if (0.0..1.0).contains(&serial) {
        clock
    } else if serial.fract() == 0.0 {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{clock}")
    }
}
