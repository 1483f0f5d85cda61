//! Parquet files: typed columns as they are.

use std::fs::File;
use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::datatypes::{Schema, SchemaRef};
use arrow::error::ArrowError;
use bytes::Bytes;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::file::reader::ChunkReader;

use super::input::Input;
use super::sniff::Sniffed;
use super::{ReadError, ReadOptions, SourceBatch, SourceReader, column_names};

pub(crate) fn open(
    input: &Input,
    sniffed: &Sniffed,
    options: &ReadOptions,
) -> Result<SourceReader, ReadError> {
    let damaged = |error: parquet::errors::ParquetError| ReadError::Damaged {
        name: input.name().to_owned(),
        cause: format!("not a readable Parquet file: {error}"),
    };
    let (schema, reader) = match input.plain_path() {
        Some(path) => start(File::open(path).map_err(|error| input.io_error(error))?, options),
        None => start(Bytes::from(input.content()?), options),
    }
    .map_err(damaged)?;
    let batches = ParquetBatches {
        reader,
        schema: Arc::clone(&schema),
        name: input.name().to_owned(),
        next_record: 1,
        ended: false,
    };
    Ok(SourceReader::new(schema, sniffed.settings.clone(), Box::new(batches)))
}

/// Schema with unique names, and the reader of the batches.
fn start<T: ChunkReader + 'static>(
    file: T,
    options: &ReadOptions,
) -> Result<(SchemaRef, ParquetRecordBatchReader), parquet::errors::ParquetError> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file)?;
    let names = column_names(builder.schema().fields().iter().map(|field| field.name().as_str()));
    let fields = builder.schema().fields().iter().zip(names);
    let fields: Vec<_> =
        fields.map(|(field, name)| Arc::new(field.as_ref().clone().with_name(name))).collect();
    Ok((Arc::new(Schema::new(fields)), builder.with_batch_size(options.batch_rows).build()?))
}

struct ParquetBatches {
    reader: ParquetRecordBatchReader,
    schema: SchemaRef,
    name: String,
    next_record: u64,
    ended: bool,
}

impl Iterator for ParquetBatches {
    type Item = Result<SourceBatch, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let batch = self.reader.next()?;
        let batch: Result<RecordBatch, ArrowError> =
            batch.and_then(|batch| RecordBatch::try_new(Arc::clone(&self.schema), batch.columns().to_vec()));
        match batch {
            Ok(batch) => {
                let first_record = self.next_record;
                self.next_record += batch.num_rows() as u64;
                Some(Ok(SourceBatch { first_record, batch, rejects: Vec::new(), lines: Vec::new() }))
            }
            Err(error) => {
                self.ended = true;
                Some(Err(ReadError::Arrow { name: self.name.clone(), error }))
            }
        }
    }
}
