//! Agents and queues of which nothing else is known: they become entries that can be aliased.

use std::collections::BTreeSet;

use pharos_engine::warehouse::{Heads, read_file};
use pharos_schema::{RecordBatch, distinct_texts, table};
use pharos_store::{Alias, AliasKind, Unknown};

use crate::{App, Result};

/// What facts name, and what is known of by the dimension tables and aliases.
pub(super) struct Names {
    seen: BTreeSet<(AliasKind, String)>,
    known: BTreeSet<(AliasKind, String)>,
}

/// Columns that name agents and queues, with the dimension table that knows them.
const NAMED: [(AliasKind, &str, &str); 2] =
    [(AliasKind::Agent, "agent_id", "employment"), (AliasKind::Queue, "queue", "queues")];

impl Names {
    /// What is known before the import.
    pub(super) async fn load(app: &App, heads: &Heads, aliases: &[Alias]) -> Result<Names> {
        let mut known: BTreeSet<(AliasKind, String)> =
            aliases.iter().map(|alias| (alias.kind, alias.from.clone())).collect();
        for (kind, column, dimension) in NAMED {
            let Some(table) = table(dimension) else { continue };
            for file in app.warehouse.files(table, heads).await?.iter() {
                for batch in read_file(&app.warehouse.path(table, file), Some(&[column]))? {
                    known.extend(distinct_texts(&batch, column).into_iter().map(|name| (kind, name)));
                }
            }
        }
        Ok(Names { seen: BTreeSet::new(), known })
    }

    /// Notes what a batch of a table names.
    pub(super) fn note(&mut self, table: &str, batch: &RecordBatch) {
        for (kind, column, dimension) in NAMED {
            let names = distinct_texts(batch, column).into_iter().map(|name| (kind, name));
            if table == dimension { self.known.extend(names) } else { self.seen.extend(names) }
        }
    }

    /// The entries to add.
    pub(super) fn unknowns(&self, import: &str, now_us: i64) -> Vec<Unknown> {
        let entry = |(kind, name): &(AliasKind, String)| Unknown {
            kind: *kind,
            name: name.clone(),
            first_import: import.to_owned(),
            first_seen_us: now_us,
        };
        self.seen.difference(&self.known).map(entry).collect()
    }
}
