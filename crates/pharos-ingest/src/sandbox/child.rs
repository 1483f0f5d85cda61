//! The child: limits itself, reads, sends frames.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, StringArray, UInt64Array, new_null_array};
use arrow::datatypes::SchemaRef;
use arrow_ipc::writer::StreamWriter;
use rustix::process::{Resource, Rlimit, setrlimit};

use super::{FRAME_BYTES_MAX, Limits, Order, wire_schema};
use crate::readers::{Input, Reject, SourceBatch, open};

/// Columns of a frame are split above this.
const FRAME_BYTES: usize = 16 << 20;

/// The child's whole run: `args` are the order as JSON and the file, as [`super::open_untrusted`] passes them. The result
/// is the exit code; frames go to `stdout`, one line of explanation to `stderr`.
pub fn child_main(args: &[String]) -> i32 {
    let result = match args {
        [order, file] => run(order, Path::new(file), &mut std::io::stdout().lock()),
        _ => Err("expected the order and the file".to_owned()),
    };
    match result {
        Ok(()) => 0,
        Err(message) => {
            // Nobody is left to tell when this fails.
            let _ = writeln!(std::io::stderr(), "{message}");
            1
        }
    }
}

fn run(order: &str, file: &Path, out: &mut impl Write) -> Result<(), String> {
    let order: Order =
        serde_json::from_str(order).map_err(|error| format!("the order cannot be read: {error}"))?;
    limit(order.limits, file)?;
    if !order.columns {
        return unpack(file, out);
    }
    let reader = open(file, &order.options).map_err(|error| error.to_string())?;
    let settings = serde_json::to_string(reader.settings()).map_err(|error| error.to_string())?;
    let schema = wire_schema(reader.schema(), &settings);
    let source = Arc::clone(reader.schema());
    send(out, &schema, None)?;
    for batch in reader {
        let batch = batch.map_err(|error| error.to_string())?;
        send_split(out, &schema, &rows(&schema, &batch)?)?;
        if !batch.rejects.is_empty() {
            send_split(out, &schema, &rejected(&schema, &source, &batch.rejects)?)?;
        }
    }
    out.flush().map_err(|error| error.to_string())
}

/// Sends the name as a frame, then the bytes as they come.
fn unpack(file: &Path, out: &mut impl Write) -> Result<(), String> {
    let input = Input::file(file).unpacked().map_err(|error| error.to_string())?;
    let mut bytes = input.reader().map_err(|error| error.to_string())?;
    let name = input.name().as_bytes();
    let head = out.write_all(&(name.len() as u64).to_le_bytes()).and_then(|()| out.write_all(name));
    head.and_then(|()| std::io::copy(&mut bytes, out))
        .and_then(|_| out.flush())
        .map_err(|error| format!("{}: {error}", input.name()))
}

/// Limits this process: what it may map, how long it may compute, no core file.
fn limit(limits: Limits, file: &Path) -> Result<(), String> {
    let megabytes = std::fs::metadata(file).map_or(0, |data| data.len() >> 20);
    let cpu_s = limits.cpu_s.saturating_add(megabytes);
    let set = |resource, current: u64, maximum: u64| {
        setrlimit(resource, Rlimit { current: Some(current), maximum: Some(maximum) })
            .map_err(|error| format!("the limits of the process cannot be set: {error}"))
    };
    set(Resource::As, limits.memory_bytes, limits.memory_bytes)?;
    set(Resource::Cpu, cpu_s, cpu_s.saturating_add(1))?;
    set(Resource::Core, 0, 0)
}

fn rows(schema: &SchemaRef, batch: &SourceBatch) -> Result<RecordBatch, String> {
    let count = batch.batch.num_rows();
    let lines: UInt64Array = (0..count).map(|row| batch.line_of(row)).collect::<Vec<_>>().into();
    let mut columns = batch.batch.columns().to_vec();
    columns.push(Arc::new(lines));
    columns.extend(
        [schema.fields().len() - 2, schema.fields().len() - 1]
            .map(|index| new_null_array(schema.field(index).data_type(), count)),
    );
    RecordBatch::try_new(Arc::clone(schema), columns).map_err(|error| error.to_string())
}

fn rejected(schema: &SchemaRef, source: &SchemaRef, rejects: &[Reject]) -> Result<RecordBatch, String> {
    let mut columns: Vec<ArrayRef> =
        source.fields().iter().map(|field| new_null_array(field.data_type(), rejects.len())).collect();
    columns.push(Arc::new(UInt64Array::from_iter_values(rejects.iter().map(|reject| reject.line))));
    columns.push(Arc::new(StringArray::from_iter_values(rejects.iter().map(|reject| &reject.reason))));
    columns.push(Arc::new(StringArray::from_iter_values(rejects.iter().map(|reject| &reject.row))));
    let nullable = source.fields().iter().map(|field| Arc::new(field.as_ref().clone().with_nullable(true)));
    let own = schema.fields().iter().skip(source.fields().len()).cloned();
    let fields: Vec<_> = nullable.chain(own).collect();
    let schema = arrow::datatypes::Schema::new_with_metadata(fields, schema.metadata().clone());
    RecordBatch::try_new(Arc::new(schema), columns).map_err(|error| error.to_string())
}

/// Sends a batch in as many frames as it needs.
fn send_split(out: &mut impl Write, schema: &SchemaRef, batch: &RecordBatch) -> Result<(), String> {
    if batch.num_rows() > 1 && batch.get_array_memory_size() > FRAME_BYTES {
        // A slice counts the memory of its whole batch, so the number of pieces comes from the whole.
        let pieces = batch.get_array_memory_size().div_ceil(FRAME_BYTES).min(batch.num_rows());
        let rows = batch.num_rows().div_ceil(pieces);
        for from in (0..batch.num_rows()).step_by(rows) {
            send(out, schema, Some(&batch.slice(from, rows.min(batch.num_rows() - from))))?;
        }
        return Ok(());
    }
    send(out, schema, Some(batch))
}

/// One frame: its length and an IPC stream of one batch, or of none: the first frame only tells the schema.
fn send(out: &mut impl Write, schema: &SchemaRef, batch: Option<&RecordBatch>) -> Result<(), String> {
    let mut frame = Vec::new();
    let schema = batch.map_or_else(|| Arc::clone(schema), RecordBatch::schema);
    let mut writer = StreamWriter::try_new(&mut frame, &schema).map_err(|error| error.to_string())?;
    if let Some(batch) = batch {
        writer.write(batch).map_err(|error| error.to_string())?;
    }
    writer.finish().map_err(|error| error.to_string())?;
    drop(writer);
    let length = frame.len() as u64;
    if length > FRAME_BYTES_MAX {
        return Err(format!("a single record takes {length} bytes; at most {FRAME_BYTES_MAX} are read"));
    }
    out.write_all(&length.to_le_bytes())
        .and_then(|()| out.write_all(&frame))
        .map_err(|error| error.to_string())
}
