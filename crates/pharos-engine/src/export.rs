//! Answers as files other programs read.

use arrow::array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::errors::ParquetError;

/// Batches of one schema as a Parquet file in memory.
///
/// # Errors
/// No batch at all, or batches of several schemas.
pub fn parquet(batches: &[RecordBatch]) -> Result<Vec<u8>, ParquetError> {
    let schema = batches
        .first()
        .map(RecordBatch::schema)
        .ok_or_else(|| ParquetError::General("there are no columns to write".to_owned()))?;
    let mut writer = ArrowWriter::try_new(Vec::new(), schema, None)?;
    for batch in batches {
        writer.write(batch)?;
    }
    writer.into_inner()
}
