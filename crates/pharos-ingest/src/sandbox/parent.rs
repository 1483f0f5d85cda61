//! The parent: starts the child, takes its frames, says what happened when it dies.

use std::io::{Cursor, Read};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::Arc;

use arrow::array::{Array, RecordBatch, RecordBatchOptions, StringArray, UInt64Array};
use arrow::datatypes::{Schema, SchemaRef};
use arrow_ipc::reader::StreamReader;

use super::{FRAME_BYTES_MAX, Limits, Order, SETTINGS, SUBCOMMAND};
use crate::mapping::ReadSettings;
use crate::readers::{ReadError, ReadOptions, Reject, SourceBatch, SourceReader};

/// Bytes of the child's explanation that are read.
const EXPLANATION_BYTES_MAX: u64 = 4_096;
/// Longest name of a file that is taken.
const NAME_BYTES_MAX: u64 = 4_096;
/// Columns the protocol adds at the end.
const OWN_COLUMNS: usize = 3;
const SIGABRT: i32 = 6;
const SIGKILL: i32 = 9;
const SIGXCPU: i32 = 24;

/// Opens a file in a child process of the program `exe`, whose hidden subcommand [`SUBCOMMAND`] calls
/// [`super::child_main`]. Dropping the reader ends the child.
///
/// # Errors
/// [`ReadError`] where the child cannot be started, finds the file damaged, or dies of its limits; also later, while
/// batches are read.
pub fn open_untrusted(
    exe: &Path,
    file: &Path,
    options: &ReadOptions,
    limits: Limits,
) -> Result<SourceReader, ReadError> {
    // Smaller batches: the whole frame is in memory on both sides.
    let options = ReadOptions { batch_bytes: options.batch_bytes.min(8 << 20), ..options.clone() };
    let mut batches = start(exe, file, &Order { columns: true, options, limits })?;
    let (wire, _) = batches.frame()?.ok_or_else(|| batches.nothing())?;
    let columns = wire.fields().len().saturating_sub(OWN_COLUMNS);
    let settings: ReadSettings = wire
        .metadata()
        .get(SETTINGS)
        .and_then(|text| serde_json::from_str(text).ok())
        .ok_or_else(|| batches.nothing())?;
    let schema: SchemaRef = Arc::new(Schema::new(wire.fields()[..columns].to_vec()));
    batches.schema = Some(Arc::clone(&schema));
    Ok(SourceReader::new(schema, settings, Box::new(batches)))
}

/// The bytes of a file and its name once unpacked, from a child process as in [`open_untrusted`].
///
/// # Errors
/// [`ReadError`] where the child cannot be started or finds no archive it can read; what it finds later, or dies of, is an
/// error of the reader.
pub fn unpack_untrusted(
    exe: &Path,
    file: &Path,
    limits: Limits,
) -> Result<(String, Box<dyn Read + Send>), ReadError> {
    let order = Order { columns: false, options: ReadOptions::default(), limits };
    let mut child = start(exe, file, &order)?;
    let mut length = [0; 8];
    if child.frames.read_exact(&mut length).is_err() {
        child.end()?;
        return Err(child.nothing());
    }
    let length = u64::from_le_bytes(length);
    let mut name = Vec::new();
    let read = (&mut child.frames).take(length.min(NAME_BYTES_MAX)).read_to_end(&mut name);
    if !read.is_ok_and(|read| read as u64 == length) {
        return Err(child.nothing());
    }
    Ok((String::from_utf8_lossy(&name).into_owned(), Box::new(child)))
}

/// Starts the child.
fn start(exe: &Path, file: &Path, order: &Order) -> Result<ChildBatches, ReadError> {
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
    let limits = order.limits;
    let order = serde_json::to_string(order)
        .map_err(|error| ReadError::Damaged { name: name.clone(), cause: error.to_string() })?;
    let mut child = Command::new(exe)
        .arg(SUBCOMMAND)
        .arg(order)
        .arg(file)
        .env_clear()
        // The allocator sets no address space aside: it would count as used before the limit is set.
        .env("MIMALLOC_ARENA_RESERVE", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| ReadError::Io { name: format!("{name} (the process that opens it)"), error })?;
    let Some(frames) = child.stdout.take() else {
        return Err(ReadError::Damaged { name, cause: "the process that opens it has no output".to_owned() });
    };
    Ok(ChildBatches { child, frames, name, limits, next_record: 1, schema: None, ended: false })
}

/// What the child sends.
struct ChildBatches {
    child: Child,
    frames: ChildStdout,
    name: String,
    limits: Limits,
    next_record: u64,
    schema: Option<SchemaRef>,
    ended: bool,
}

impl Drop for ChildBatches {
    fn drop(&mut self) {
        // Both fail only where the child is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Read for ChildBatches {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let count = self.frames.read(out)?;
        if count == 0 && !out.is_empty() && !self.ended {
            self.ended = true;
            self.end().map_err(std::io::Error::other)?;
        }
        Ok(count)
    }
}

impl Iterator for ChildBatches {
    type Item = Result<SourceBatch, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let batch = self.frame().and_then(|frame| match frame {
            Some((_, batches)) => self.source_batch(&batches).map(Some),
            None => Ok(None),
        });
        self.ended = !matches!(batch, Ok(Some(_)));
        batch.transpose()
    }
}

impl ChildBatches {
    /// The next frame, or `None` once the child has ended well.
    fn frame(&mut self) -> Result<Option<(SchemaRef, Vec<RecordBatch>)>, ReadError> {
        let mut length = [0; 8];
        if self.frames.read_exact(&mut length).is_err() {
            return self.end().map(|()| None);
        }
        let length = u64::from_le_bytes(length);
        if length > FRAME_BYTES_MAX {
            return Err(
                self.damaged(format!("a frame of {length} bytes; at most {FRAME_BYTES_MAX} are taken"))
            );
        }
        let mut frame = Vec::new();
        let read = (&mut self.frames).take(length).read_to_end(&mut frame);
        if !read.is_ok_and(|read| read as u64 == length) {
            self.end()?;
            return Err(self.damaged("the process that opened it stopped in the middle".to_owned()));
        }
        let arrow = |error| ReadError::Arrow { name: self.name.clone(), error };
        let reader = StreamReader::try_new(Cursor::new(frame), None).map_err(arrow)?;
        let schema = reader.schema();
        let batches = reader.collect::<Result<Vec<_>, _>>().map_err(arrow)?;
        Ok(Some((schema, batches)))
    }

    fn source_batch(&mut self, batches: &[RecordBatch]) -> Result<SourceBatch, ReadError> {
        let (Some(wire), Some(schema)) = (batches.first(), self.schema.clone()) else {
            return Err(self.nothing());
        };
        let columns = schema.fields().len();
        let own = wire.columns().get(columns..).unwrap_or_default();
        let [lines, reasons, rows] = own else { return Err(self.nothing()) };
        let (Some(lines), Some(reasons), Some(rows)) = (
            lines.as_any().downcast_ref::<UInt64Array>(),
            reasons.as_any().downcast_ref::<StringArray>(),
            rows.as_any().downcast_ref::<StringArray>(),
        ) else {
            return Err(self.nothing());
        };
        let first_record = self.next_record;
        self.next_record += wire.num_rows() as u64;
        if wire.num_rows() > 0 && reasons.null_count() == 0 {
            let reject = |row| Reject {
                line: lines.value(row),
                reason: reasons.value(row).to_owned(),
                row: rows.value(row).to_owned(),
            };
            let rejects = (0..wire.num_rows()).map(reject).collect();
            return Ok(SourceBatch {
                first_record,
                batch: RecordBatch::new_empty(schema),
                rejects,
                lines: Vec::new(),
            });
        }
        let options = RecordBatchOptions::new().with_row_count(Some(wire.num_rows()));
        let batch = RecordBatch::try_new_with_options(schema, wire.columns()[..columns].to_vec(), &options)
            .map_err(|error| ReadError::Arrow { name: self.name.clone(), error })?;
        Ok(SourceBatch { first_record, batch, rejects: Vec::new(), lines: lines.values().to_vec() })
    }

    /// Waits for the child; an error where it did not end well.
    fn end(&mut self) -> Result<(), ReadError> {
        let status = self.child.wait().map_err(|error| ReadError::Io { name: self.name.clone(), error })?;
        if status.success() {
            return Ok(());
        }
        let mut explanation = Vec::new();
        if let Some(stderr) = &mut self.child.stderr {
            // An explanation that cannot be read is missing from the message, no more.
            let _ = stderr.take(EXPLANATION_BYTES_MAX).read_to_end(&mut explanation);
        }
        let explanation = String::from_utf8_lossy(&explanation).into_owned();
        Err(self.damaged(self.why(status, &explanation)))
    }

    fn why(&self, status: ExitStatus, explanation: &str) -> String {
        let memory = self.limits.memory_bytes >> 20;
        let out_of_memory =
            explanation.contains("memory allocation") || explanation.contains("capacity overflow");
        match status.signal() {
            _ if out_of_memory => format!(
                "opening it needs more than {memory} MiB of memory: it is damaged, or built to do harm; maybe export it as CSV"
            ),
            Some(SIGXCPU | SIGKILL) => {
                "opening it takes too long: it is damaged, or built to do harm; maybe export it as CSV"
                    .to_owned()
            }
            Some(SIGABRT) => {
                "its contents crashed the process that opened it: it is damaged; maybe export it as CSV"
                    .to_owned()
            }
            Some(signal) => format!("the process that opened it was ended by signal {signal}"),
            None if explanation.contains("panicked at") => {
                "its contents crashed the process that opened it: it is damaged; maybe export it as CSV"
                    .to_owned()
            }
            None => {
                let line = explanation.lines().next().unwrap_or("no explanation").trim();
                line.strip_prefix(&format!("{}: ", self.name)).unwrap_or(line).to_owned()
            }
        }
    }

    fn damaged(&self, cause: String) -> ReadError {
        ReadError::Damaged { name: self.name.clone(), cause }
    }

    fn nothing(&self) -> ReadError {
        self.damaged("the process that opened it sent something else than columns".to_owned())
    }
}
