//! Which files hold the corrected rows of a table. Every question asks, so that its numbers are marked; files never change, so
//! each is looked into once.

use std::collections::{BTreeSet, HashMap};
use std::sync::PoisonError;

use pharos_schema::Table;

use super::files::holding;
use crate::dataset::Dataset;
use crate::query::QueryError;
use crate::warehouse::DataFile;

/// What is known of files, for one set of corrections.
#[derive(Debug, Default)]
pub(crate) struct LookedInto {
    names: BTreeSet<(String, String)>,
    /// path (within the table's folder): whether it holds one of them
    files: HashMap<String, bool>,
}

/// Paths (within the table's folder) of the files with corrected rows.
///
/// # Errors
/// A file that is missing or damaged.
pub(crate) async fn corrected_files(
    dataset: &Dataset,
    table: &'static Table,
) -> Result<BTreeSet<String>, QueryError> {
    let names = dataset.corrections.rows(table.name);
    let looked_into = || dataset.warehouse.looked_into().lock().unwrap_or_else(PoisonError::into_inner);
    let known: BTreeSet<String> = {
        let mut kept = looked_into();
        if kept.names != names {
            *kept = LookedInto { names: names.clone(), files: HashMap::new() };
        }
        kept.files.keys().cloned().collect()
    };
    let keys = names.iter().map(|(_, key)| key.clone()).collect();
    let is_new = |file: &DataFile| !known.contains(&file.path);
    let found = holding(dataset, table, &["key"], keys, &is_new).await?;
    let files = dataset.warehouse.files(table, &dataset.heads).await?;
    let mut kept = looked_into();
    if kept.names != names {
        // Somebody corrected something meanwhile: what was found holds for this question alone.
        *kept = LookedInto { names, files: HashMap::new() };
    }
    for file in files.iter().filter(|file| is_new(file)) {
        kept.files.insert(file.path.clone(), found.contains(&file.path));
    }
    let holds = |file: &&DataFile| kept.files.get(&file.path).copied().unwrap_or(true);
    Ok(files.iter().filter(holds).map(|file| file.path.clone()).collect())
}
