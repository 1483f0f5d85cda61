//! Delimited text: CSV, TSV and their kin, quoted as in RFC 4180.
//!
//! Written here and not taken from a library because a record with a broken quote has to be rejected alone, with its line,
//! and reading has to go on at the next line; libraries read on to the next quote, or stop. Line ends may be LF, CRLF or
//! CR. A quote inside an unquoted field is an ordinary character.

use std::borrow::Cow;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, RecordBatch, RecordBatchOptions, StringBuilder};
use arrow::datatypes::SchemaRef;
use encoding_rs::UTF_8;
use memchr::{memchr, memchr_iter, memchr2};

use super::buffer::Buffer;
use super::decode::utf8_reader;
use super::input::Input;
use super::sniff::Sniffed;
use super::{
    COLUMNS_MAX, ReadError, ReadOptions, Reject, SourceBatch, SourceReader, column_names, position_name,
    reject_row, text_schema,
};

pub(crate) fn open(
    input: Input,
    sniffed: &Sniffed,
    options: &ReadOptions,
) -> Result<SourceReader, ReadError> {
    let name = input.name().to_owned();
    let mut records = Records {
        buffer: Buffer::new(utf8_reader(input.reader()?, sniffed.encoding)),
        splitter: Splitter::new(sniffed.delimiter),
        line: 1,
        replaced: sniffed.encoding != UTF_8,
        record_bytes_max: options.record_bytes_max,
    };
    let names = first_names(&mut records, sniffed.header, &name)?;
    let schema = text_schema(&names);
    let batches = DelimitedBatches {
        records,
        columns: names.iter().map(|_| StringBuilder::with_capacity(0, 0)).collect(),
        schema: Arc::clone(&schema),
        name,
        next_record: 1,
        options: options.clone(),
        ended: false,
    };
    Ok(SourceReader::new(schema, sniffed.settings.clone(), Box::new(batches)))
}

/// The fields of the first records of a text; records with broken quotes are left out.
pub(crate) fn split_sample(text: &str, delimiter: u8, records_max: usize) -> Vec<Vec<String>> {
    let mut splitter = Splitter::new(delimiter);
    let (bytes, mut from, mut sample) = (text.as_bytes(), 0, Vec::new());
    while sample.len() < records_max && from < bytes.len() {
        match splitter.split(&bytes[from..], true) {
            Split::Record { end, next, .. } => {
                if end > 0 {
                    let record = &text[from..from + end];
                    sample
                        .push(splitter.fields.iter().map(|field| field.text(record).into_owned()).collect());
                }
                from += next;
            }
            Split::Broken { .. } | Split::Incomplete => {
                from += memchr2(b'\n', b'\r', &bytes[from..]).map_or(bytes.len(), |end| end + 1);
            }
        }
    }
    // The last record of a cut-off head may be half a record.
    if from >= bytes.len() && sample.len() > 2 && !text.ends_with(['\n', '\r']) {
        sample.pop();
    }
    sample
}

/// Names of the columns; a first record that is no header is left for the rows.
fn first_names(records: &mut Records, header: bool, name: &str) -> Result<Vec<String>, ReadError> {
    let damaged = |cause: String| ReadError::Damaged { name: name.to_owned(), cause };
    loop {
        match records.peek().map_err(|error| ReadError::Io { name: name.to_owned(), error })? {
            Peeked::End => return Err(ReadError::Empty { name: name.to_owned() }),
            Peeked::Blank => {}
            Peeked::Rejected { reason } if header => {
                return Err(damaged(format!("the header on line {} cannot be read: {reason}", records.line)));
            }
            // Its own columns are unknown: the first good record decides.
            Peeked::Rejected { .. } => return Ok(vec![position_name(0)]),
            Peeked::Record { end, next, lines } => {
                let width = records.splitter.fields.len();
                if width > COLUMNS_MAX {
                    return Err(damaged(format!("{width} columns; at most {COLUMNS_MAX} are read")));
                }
                if !header {
                    return Ok((0..width).map(position_name).collect());
                }
                let text = String::from_utf8_lossy(&records.buffer.bytes()[..end]).into_owned();
                let names: Vec<_> = records.splitter.fields.iter().map(|field| field.text(&text)).collect();
                let names = column_names(names.iter().map(AsRef::as_ref));
                records.take(next, lines);
                return Ok(names);
            }
        }
    }
}

/// One field of a record: where its text lies, and how.
#[derive(Clone, Copy, Debug)]
struct Field {
    from: u32,
    until: u32,
    /// Doubled quotes inside.
    doubled: bool,
}

impl Field {
    fn text<'a>(&self, record: &'a str) -> Cow<'a, str> {
        let text = record.get(self.from as usize..self.until as usize).unwrap_or("");
        if self.doubled { Cow::Owned(text.replace("\"\"", "\"")) } else { Cow::Borrowed(text) }
    }
}

/// What lies at the beginning of the bytes.
enum Split {
    /// A record: its text ends at `end`, the next one begins at `next`; it covers `lines` lines.
    Record { end: usize, next: usize, lines: u64 },
    /// More bytes are needed to say.
    Incomplete,
    /// Quotes that do not fit.
    Broken { reason: &'static str },
}

/// Splits records into fields.
struct Splitter {
    delimiter: u8,
    /// The bytes that end an unquoted field.
    ends: [bool; 256],
    fields: Vec<Field>,
}

impl Splitter {
    fn new(delimiter: u8) -> Splitter {
        let mut ends = [false; 256];
        for byte in [delimiter, b'\n', b'\r'] {
            ends[usize::from(byte)] = true;
        }
        Splitter { delimiter, ends, fields: Vec::new() }
    }

    /// Splits the record at the beginning of `bytes`; `ended`: nothing follows them.
    #[inline]
    fn split(&mut self, bytes: &[u8], ended: bool) -> Split {
        self.fields.clear();
        let (mut at, mut quoted) = (0, false);
        loop {
            let end = if bytes.get(at) == Some(&b'"') {
                quoted = true;
                match self.quoted(bytes, at, ended) {
                    Ok(end) => end,
                    Err(stop) => return stop,
                }
            } else {
                let rest = &bytes[at..];
                let length = rest.iter().position(|byte| self.ends[usize::from(*byte)]).unwrap_or(rest.len());
                self.fields.push(Field { from: at as u32, until: (at + length) as u32, doubled: false });
                at + length
            };
            let next = match bytes.get(end) {
                Some(byte) if *byte == self.delimiter => {
                    at = end + 1;
                    continue;
                }
                Some(b'\n') => end + 1,
                Some(_) => match bytes.get(end + 1) {
                    Some(b'\n') => end + 2,
                    None if !ended => return Split::Incomplete,
                    _ => end + 1,
                },
                None if ended => end,
                None => return Split::Incomplete,
            };
            let lines = 1 + if quoted { line_ends(&bytes[..end]) } else { 0 };
            return Split::Record { end, next, lines };
        }
    }

    /// The quoted field that begins at `at`; gives where it ends, behind its closing quote.
    fn quoted(&mut self, bytes: &[u8], at: usize, ended: bool) -> Result<usize, Split> {
        let (mut from, mut doubled) = (at + 1, false);
        loop {
            let Some(quote) = memchr(b'"', &bytes[from..]).map(|offset| from + offset) else {
                let open = Split::Broken { reason: "a quote is opened and never closed" };
                return Err(if ended { open } else { Split::Incomplete });
            };
            match bytes.get(quote + 1) {
                Some(b'"') => {
                    doubled = true;
                    from = quote + 2;
                }
                None if !ended => return Err(Split::Incomplete),
                Some(byte) if !self.ends[usize::from(*byte)] => {
                    return Err(Split::Broken { reason: "text follows a closing quote" });
                }
                _ => {
                    self.fields.push(Field { from: at as u32 + 1, until: quote as u32, doubled });
                    return Ok(quote + 1);
                }
            }
        }
    }
}

/// Line ends inside a record: LF, CRLF or CR.
fn line_ends(bytes: &[u8]) -> u64 {
    let line_feeds = memchr_iter(b'\n', bytes).count();
    let lone_returns = memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n')).count();
    (line_feeds + lone_returns) as u64
}

/// What stands next in the stream.
enum Peeked {
    Record { end: usize, next: usize, lines: u64 },
    Rejected { reason: String },
    Blank,
    End,
}

/// The records of a stream.
struct Records {
    buffer: Buffer,
    splitter: Splitter,
    /// Line the next record begins on.
    line: u64,
    /// The text was decoded, so U+FFFD stands for bytes without meaning.
    replaced: bool,
    record_bytes_max: usize,
}

impl Records {
    /// Looks at the next record; [`Records::take`] or [`Records::reject`] then removes it. Blank lines are removed here.
    #[inline]
    fn peek(&mut self) -> std::io::Result<Peeked> {
        loop {
            let bytes = self.buffer.bytes();
            let ended = self.buffer.ended();
            if bytes.is_empty() && ended {
                return Ok(Peeked::End);
            }
            match self.splitter.split(bytes, ended) {
                Split::Record { end: 0, next, lines } => {
                    self.take(next, lines);
                    return Ok(Peeked::Blank);
                }
                Split::Record { end, .. } if end > self.record_bytes_max => return Ok(self.too_long()),
                Split::Record { end, next, lines } => return Ok(Peeked::Record { end, next, lines }),
                Split::Broken { reason } => return Ok(Peeked::Rejected { reason: reason.to_owned() }),
                Split::Incomplete if bytes.len() > self.record_bytes_max => return Ok(self.too_long()),
                Split::Incomplete => self.buffer.fill()?,
            }
        }
    }

    fn too_long(&self) -> Peeked {
        Peeked::Rejected {
            reason: format!("longer than {} bytes, or a quote is never closed", self.record_bytes_max),
        }
    }

    #[inline]
    fn take(&mut self, bytes: usize, lines: u64) {
        self.buffer.take(bytes);
        self.line += lines;
    }

    /// Removes the line the next record begins on, however long it is, and gives its beginning.
    fn reject(&mut self, reason: String) -> std::io::Result<Reject> {
        let line = self.line;
        let mut row = Vec::new();
        loop {
            let bytes = self.buffer.bytes();
            let end = memchr2(b'\n', b'\r', bytes);
            let room = super::REJECT_ROW_BYTES_MAX.saturating_sub(row.len());
            row.extend_from_slice(&bytes[..end.unwrap_or(bytes.len()).min(room)]);
            let Some(end) = end else {
                self.buffer.take(bytes.len());
                if self.buffer.ended() {
                    break;
                }
                self.buffer.fill()?;
                continue;
            };
            if bytes[end] == b'\r' && end + 1 == bytes.len() && !self.buffer.ended() {
                // CR at the end of what is read: only the next byte tells CRLF from CR.
                self.buffer.take(end);
                self.buffer.fill()?;
                continue;
            }
            let pair = bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n');
            self.buffer.take(end + if pair { 2 } else { 1 });
            break;
        }
        self.line += 1;
        Ok(Reject { line, reason, row: reject_row(&row) })
    }
}

struct DelimitedBatches {
    records: Records,
    columns: Vec<StringBuilder>,
    schema: SchemaRef,
    name: String,
    next_record: u64,
    options: ReadOptions,
    ended: bool,
}

impl Iterator for DelimitedBatches {
    type Item = Result<SourceBatch, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let mut lines = Vec::new();
        let mut rejects = Vec::new();
        if let Err(error) = self.read_records(&mut lines, &mut rejects) {
            self.ended = true;
            return Some(Err(ReadError::Io { name: self.name.clone(), error }));
        }
        if lines.is_empty() && rejects.is_empty() {
            return None;
        }
        let first_record = self.next_record;
        self.next_record += (lines.len() + rejects.len()) as u64;
        let columns = self.finish_columns();
        let options = RecordBatchOptions::new().with_row_count(Some(lines.len()));
        let batch = RecordBatch::try_new_with_options(Arc::clone(&self.schema), columns, &options)
            .map_err(|error| ReadError::Arrow { name: self.name.clone(), error });
        Some(batch.map(|batch| SourceBatch { first_record, batch, rejects, lines }))
    }
}

impl DelimitedBatches {
    fn read_records(&mut self, lines: &mut Vec<u64>, rejects: &mut Vec<Reject>) -> std::io::Result<()> {
        let mut bytes = 0;
        while lines.len() < self.options.batch_rows
            && rejects.len() < self.options.batch_rows
            && bytes < self.options.batch_bytes
        {
            match self.records.peek()? {
                Peeked::End => {
                    self.ended = true;
                    break;
                }
                Peeked::Blank => {}
                Peeked::Rejected { reason } => {
                    let reject = self.records.reject(reason)?;
                    bytes += reject.row.len();
                    rejects.push(reject);
                }
                Peeked::Record { end, next, lines: covered } => {
                    bytes += end;
                    let record = &self.records.buffer.bytes()[..end];
                    match fields_problem(record, self.columns.len(), &self.records) {
                        Some(reason) => {
                            let row = reject_row(record);
                            rejects.push(Reject { line: self.records.line, reason, row });
                        }
                        None => {
                            // Checked above.
                            let record = std::str::from_utf8(record).unwrap_or("");
                            append(&mut self.columns, &self.records.splitter.fields, record);
                            lines.push(self.records.line);
                        }
                    }
                    self.records.take(next, covered);
                }
            }
        }
        Ok(())
    }

    /// The columns of a batch; the next one gets room for as much.
    fn finish_columns(&mut self) -> Vec<ArrayRef> {
        let finish = |builder: &mut StringBuilder| {
            let array = builder.finish();
            *builder = StringBuilder::with_capacity(array.len(), array.value_data().len());
            Arc::new(array) as ArrayRef
        };
        self.columns.iter_mut().map(finish).collect()
    }
}

/// Why a record cannot become a row, or `None`.
#[inline]
fn fields_problem(record: &[u8], columns: usize, records: &Records) -> Option<String> {
    let fields = records.splitter.fields.len();
    if fields != columns {
        return Some(format!("{fields} fields where the header has {columns}"));
    }
    match std::str::from_utf8(record) {
        Err(_) => Some("bytes that are no UTF-8; maybe name the file's encoding in the mapping".to_owned()),
        Ok(text) if records.replaced && text.contains(char::REPLACEMENT_CHARACTER) => {
            Some("bytes that mean nothing in the file's encoding".to_owned())
        }
        Ok(_) => None,
    }
}

#[inline]
fn append(columns: &mut [StringBuilder], fields: &[Field], record: &str) {
    for (builder, field) in columns.iter_mut().zip(fields) {
        if field.from == field.until {
            builder.append_null();
        } else if field.doubled {
            builder.append_value(pharos_schema::plain(&field.text(record)));
        } else {
            let text = record.get(field.from as usize..field.until as usize).unwrap_or("");
            builder.append_value(pharos_schema::plain(text));
        }
    }
}
