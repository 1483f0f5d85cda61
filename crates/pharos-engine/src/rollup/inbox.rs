//! Days whose stored rows read otherwise than they are stored: superseded by the inbox, or corrected.

use std::collections::HashSet;

use arrow::array::{AsArray, RecordBatch};
use pharos_schema::Table;

use crate::dataset::{Dataset, twins};
use crate::query::Result;
use crate::warehouse::{DataFile, days_of};

/// Days with a stored row whose key waits in the inbox as well (an older version of it, or a newer one) or that is
/// corrected. A key is stored once, most often on the day the waiting row itself names, so that is looked at first.
pub(super) fn superseded_days(
    dataset: &Dataset,
    table: &'static Table,
    files: &[DataFile],
) -> Result<HashSet<String>> {
    let corrected = dataset.corrections.rows(table.name);
    let nothing = RecordBatch::new_empty(table.arrow_schema());
    let rows = dataset.inbox.get(table.name).unwrap_or(&nothing);
    let (keys, sources) = (rows.column(0).as_string::<i32>(), rows.column(1).as_string::<i32>());
    let own_days: HashSet<String> = days_of(table, rows).into_iter().flatten().collect();
    let mut names: Vec<(&str, &str)> =
        (0..rows.num_rows()).map(|row| (keys.value(row), sources.value(row))).collect();
    names.extend(corrected.iter().map(|(source, key)| (key.as_str(), source.as_str())));
    let own = |file: &&DataFile| file.day.as_ref().is_some_and(|day| own_days.contains(day));
    let (first, then): (Vec<&DataFile>, Vec<&DataFile>) = files.iter().partition(own);
    let found = twins(dataset, table, &names, first.into_iter().chain(then))?;
    Ok(found.into_iter().filter_map(|twin| twin.day).collect())
}
