//! Corrections of facts, laid over the rows when they are read: what a source sent stays as it was sent.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, BooleanArray, StringArray};
use arrow::datatypes::DataType;
use datafusion::logical_expr::{ColumnarValue, ScalarUDF, Volatility, create_udf};

/// Source and key of a row.
type RowName = (String, String);
/// What a field of a row reads instead; `None` is NULL.
type Values = HashMap<RowName, Option<String>>;

/// Columns that can be corrected.
pub const CORRECTABLE: [&str; 3] = ["agent_id", "queue", "excluded"];

/// The corrections in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    by_field: HashMap<(String, &'static str), Arc<Values>>,
}

impl Corrections {
    /// Adds one; a later one of the same field counts.
    ///
    /// Columns that cannot be corrected are passed over: nothing stores them.
    pub fn add(&mut self, table: &str, row: RowName, field: &str, value: Option<String>) {
        if let Some(field) = CORRECTABLE.into_iter().find(|known| *known == field) {
            let values = self.by_field.entry((table.to_owned(), field)).or_default();
            Arc::make_mut(values).insert(row, value);
        }
    }

    /// True if rows of the table are corrected.
    pub fn touch(&self, table: &str) -> bool {
        self.by_field.keys().any(|(known, _)| known == table)
    }

    /// Source and key of every corrected row of a table.
    pub(crate) fn rows(&self, table: &str) -> BTreeSet<RowName> {
        let of_table = self.by_field.iter().filter(|((known, _), _)| known == table);
        of_table.flat_map(|(_, values)| values.keys().cloned()).collect()
    }

    /// Everything that is corrected in a table, in one order: source, key, field, what it reads instead.
    pub(crate) fn entries(&self, table: &str) -> Vec<(String, String, &'static str, Option<String>)> {
        let of_table = self.by_field.iter().filter(|((known, _), _)| known == table);
        let mut entries: Vec<_> = of_table
            .flat_map(|((_, field), values)| {
                let entry = |((source, key), value): (&RowName, &Option<String>)| {
                    (source.clone(), key.clone(), *field, value.clone())
                };
                values.iter().map(entry)
            })
            .collect();
        entries.sort_unstable();
        entries
    }

    /// The function that corrects a column, where something of it is corrected.
    pub(super) fn function(&self, table: &str, column: &str) -> Option<String> {
        let is_corrected = self.by_field.keys().any(|(known, field)| known == table && *field == column);
        is_corrected.then(|| format!("corrected_{table}_{column}"))
    }

    /// The functions of a session: one per corrected column, and whether a row is corrected.
    pub(super) fn functions(&self) -> Vec<ScalarUDF> {
        let columns = self.by_field.iter().map(|((table, field), values)| {
            correct(&format!("corrected_{table}_{field}"), Arc::clone(values))
        });
        let mut rows: HashMap<&str, BTreeSet<RowName>> = HashMap::new();
        for ((table, _), values) in &self.by_field {
            rows.entry(table).or_default().extend(values.keys().cloned());
        }
        let flags =
            rows.into_iter().map(|(table, rows)| is_corrected(&format!("is_corrected_{table}"), rows));
        columns.chain(flags).collect()
    }
}

fn texts(array: &ArrayRef) -> &StringArray {
    array.as_string::<i32>()
}

fn row_name(sources: &StringArray, keys: &StringArray, row: usize) -> RowName {
    (sources.value(row).to_owned(), keys.value(row).to_owned())
}

/// `(source_name, key, value)`: the corrected value where there is one.
fn correct(name: &str, values: Arc<Values>) -> ScalarUDF {
    create_udf(
        name,
        vec![DataType::Utf8; 3],
        DataType::Utf8,
        Volatility::Immutable,
        Arc::new(move |arguments: &[ColumnarValue]| {
            let arrays = ColumnarValue::values_to_arrays(arguments)?;
            let (sources, keys, old) = (texts(&arrays[0]), texts(&arrays[1]), texts(&arrays[2]));
            let corrected: StringArray = (0..keys.len())
                .map(|row| match values.get(&row_name(sources, keys, row)) {
                    Some(value) => value.as_deref(),
                    None => old.is_valid(row).then(|| old.value(row)),
                })
                .collect();
            Ok(ColumnarValue::Array(Arc::new(corrected)))
        }),
    )
}

fn is_corrected(name: &str, rows: BTreeSet<RowName>) -> ScalarUDF {
    create_udf(
        name,
        vec![DataType::Utf8; 2],
        DataType::Boolean,
        Volatility::Immutable,
        Arc::new(move |arguments: &[ColumnarValue]| {
            let arrays = ColumnarValue::values_to_arrays(arguments)?;
            let (sources, keys) = (texts(&arrays[0]), texts(&arrays[1]));
            let flags: BooleanArray =
                (0..keys.len()).map(|row| Some(rows.contains(&row_name(sources, keys, row)))).collect();
            Ok(ColumnarValue::Array(Arc::new(flags)))
        }),
    )
}
