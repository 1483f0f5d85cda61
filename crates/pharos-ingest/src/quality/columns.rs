//! Columns of a batch, looked up once and read row by row.

use arrow::array::{Array, Float64Array, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray};
use pharos_schema::{Kind, Table};

/// A column with its name.
pub(super) type Named<'a, T> = (&'static str, &'a T);

/// A column that may be missing.
pub(super) struct Column<'a, T>(Option<&'a T>);

/// The columns the checks read, as far as they are there.
pub(super) struct Columns<'a> {
    batch: &'a RecordBatch,
    pub(super) key: Column<'a, StringArray>,
    pub(super) source_version: Column<'a, Int64Array>,
    pub(super) ids: [(&'static str, Column<'a, StringArray>); 3],
    pub(super) agent_id: Column<'a, StringArray>,
    pub(super) channel: Column<'a, StringArray>,
    pub(super) queue_result: Column<'a, StringArray>,
    pub(super) talk_s: Column<'a, Float64Array>,
    pub(super) started_at: Column<'a, TimestampMicrosecondArray>,
    pub(super) connected_at: Column<'a, TimestampMicrosecondArray>,
    pub(super) ended_at: Column<'a, TimestampMicrosecondArray>,
    pub(super) value: Column<'a, Float64Array>,
    pub(super) scale_min: Column<'a, Float64Array>,
    pub(super) scale_max: Column<'a, Float64Array>,
}

impl<'a> Columns<'a> {
    pub(super) fn new(batch: &'a RecordBatch) -> Columns<'a> {
        Columns {
            batch,
            key: column(batch, "key"),
            source_version: column(batch, "source_version"),
            ids: ["customer_id", "contact_id", "agent_id"].map(|name| (name, column(batch, name))),
            agent_id: column(batch, "agent_id"),
            channel: column(batch, "channel"),
            queue_result: column(batch, "queue_result"),
            talk_s: column(batch, "talk_s"),
            started_at: column(batch, "started_at"),
            connected_at: column(batch, "connected_at"),
            ended_at: column(batch, "ended_at"),
            value: column(batch, "value"),
            scale_min: column(batch, "scale_min"),
            scale_max: column(batch, "scale_max"),
        }
    }

    /// The durations of a table that the batch has.
    pub(super) fn seconds(&self, table: &Table) -> Vec<Named<'a, Float64Array>> {
        let durations = table.columns.iter().filter(|column| column.kind == Kind::Seconds);
        durations.filter_map(|own| Some((own.name, column(self.batch, own.name).0?))).collect()
    }

    /// The instants of a column.
    pub(super) fn instants(&self, name: &str) -> Option<&'a TimestampMicrosecondArray> {
        column(self.batch, name).0
    }

    /// The row's key, to name it in an example.
    pub(super) fn name(&self, row: usize) -> String {
        self.key.at(row).unwrap_or("a row without key").to_owned()
    }
}

impl<'a> Column<'a, StringArray> {
    pub(super) fn at(&self, row: usize) -> Option<&'a str> {
        self.0.filter(|array| array.is_valid(row)).map(|array| array.value(row))
    }
}

impl Column<'_, Float64Array> {
    pub(super) fn at(&self, row: usize) -> Option<f64> {
        self.0.filter(|array| array.is_valid(row)).map(|array| array.value(row))
    }
}

impl Column<'_, Int64Array> {
    pub(super) fn at(&self, row: usize) -> Option<i64> {
        self.0.filter(|array| array.is_valid(row)).map(|array| array.value(row))
    }
}

impl Column<'_, TimestampMicrosecondArray> {
    pub(super) fn at(&self, row: usize) -> Option<i64> {
        self.0.filter(|array| array.is_valid(row)).map(|array| array.value(row))
    }
}

fn column<'a, T: 'static>(batch: &'a RecordBatch, name: &str) -> Column<'a, T> {
    Column(batch.column_by_name(name).and_then(|array| array.as_any().downcast_ref::<T>()))
}
