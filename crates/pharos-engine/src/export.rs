//! Answers as files other programs read.

use arrow::array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

/// Batches of one schema as a Parquet file in memory, with what is said of them as key-value metadata.
///
/// # Errors
/// No batch at all, or batches of several schemas.
pub fn parquet(batches: &[RecordBatch], about: &[(String, String)]) -> Result<Vec<u8>, ParquetError> {
    let schema = batches
        .first()
        .map(RecordBatch::schema)
        .ok_or_else(|| ParquetError::General("there are no columns to write".to_owned()))?;
    let about =
        about.iter().map(|(name, value)| KeyValue::new(format!("pharos.{name}"), value.clone())).collect();
    let properties = WriterProperties::builder().set_key_value_metadata(Some(about)).build();
    let mut writer = ArrowWriter::try_new(Vec::new(), schema, Some(properties))?;
    for batch in batches {
        writer.write(batch)?;
    }
    writer.into_inner()
}
