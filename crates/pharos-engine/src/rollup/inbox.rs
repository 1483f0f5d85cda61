//! Days whose stored rows read otherwise than they are stored: superseded by the inbox, or corrected.

use std::collections::{HashMap, HashSet};

use arrow::array::{AsArray, RecordBatch};
use pharos_schema::Table;

use crate::dataset::Dataset;
use crate::query::Result;
use crate::warehouse::{DataFile, days_of, read_file};

/// Days with a stored row whose key waits in the inbox as well (an older version of it, or a newer one) or that is
/// corrected. A key is stored once, most often on the day the waiting row itself names, so that is looked at first.
pub(super) fn superseded_days(
    dataset: &Dataset,
    table: &'static Table,
    files: &[DataFile],
) -> Result<HashSet<String>> {
    let mut found = HashSet::new();
    let corrected = dataset.corrections.rows(table.name);
    let nothing = RecordBatch::new_empty(table.arrow_schema());
    let rows = dataset.inbox.get(table.name).unwrap_or(&nothing);
    let (keys, sources) = (rows.column(0).as_string::<i32>(), rows.column(1).as_string::<i32>());
    let own_days: HashSet<String> = days_of(table, rows).into_iter().flatten().collect();
    let mut left: Vec<Option<(&str, &str)>> =
        (0..rows.num_rows()).map(|row| Some((keys.value(row), sources.value(row)))).collect();
    left.extend(corrected.iter().map(|(source, key)| Some((key.as_str(), source.as_str()))));
    let own = |file: &&DataFile| file.day.as_ref().is_some_and(|day| own_days.contains(day));
    let (first, then): (Vec<&DataFile>, Vec<&DataFile>) = files.iter().partition(own);
    for file in first.into_iter().chain(then) {
        let candidates: HashMap<(&str, &str), usize> = left
            .iter()
            .enumerate()
            .filter_map(|(place, name)| Some(((*name)?, place)))
            .filter(|((key, _), _)| file.may_hold_keys(key, key))
            .collect();
        if candidates.is_empty() {
            continue;
        }
        let path = dataset.warehouse.path(table, file);
        dataset.warehouse.verify_file(&path)?;
        for place in places_in(&path, &candidates)? {
            left[place] = None;
            found.extend(file.day.clone());
        }
    }
    Ok(found)
}

/// Places of the candidates that stand in a file.
fn places_in(path: &std::path::Path, candidates: &HashMap<(&str, &str), usize>) -> Result<Vec<usize>> {
    let mut places = Vec::new();
    for batch in read_file(path, Some(&["key", "source_name"]))? {
        let (keys, sources) = (batch.column(0).as_string::<i32>(), batch.column(1).as_string::<i32>());
        let names = (0..batch.num_rows()).map(|row| (keys.value(row), sources.value(row)));
        places.extend(names.filter_map(|name| candidates.get(&name)).copied());
    }
    Ok(places)
}
