//! What is odd in an import: findings of the checks of each table, of the source, and names nothing is known of.

use std::collections::BTreeMap;

use pharos_ingest::quality::Quality;
use pharos_schema::{RecordBatch, Table};
use pharos_store::{AliasKind, Unknown};

use super::report::QualityFinding;

/// Findings under way.
#[derive(Default)]
pub(super) struct Findings {
    tables: BTreeMap<&'static str, Quality>,
    found: BTreeMap<String, (u64, Option<String>)>,
}

impl Findings {
    /// Looks at rows of a table.
    pub(super) fn observe(&mut self, table: &'static Table, rows: &RecordBatch) {
        self.tables.entry(table.name).or_insert_with(|| Quality::new(table)).add(rows);
    }

    /// Adds what somebody else found; the first example stays.
    pub(super) fn add(&mut self, check: &str, count: u64, example: &str) {
        let (sum, _) = self.found.entry(check.to_owned()).or_insert_with(|| (0, Some(example.to_owned())));
        *sum += count;
    }

    /// All findings, by check.
    pub(super) fn finish(mut self, unknowns: &[Unknown]) -> Vec<QualityFinding> {
        for (_, quality) in std::mem::take(&mut self.tables) {
            for finding in quality.finish() {
                self.add(&finding.check, finding.count, &finding.example);
            }
        }
        for unknown in unknowns {
            let check = match unknown.kind {
                AliasKind::Agent => "unknown_agent",
                AliasKind::Queue => "unknown_queue",
                AliasKind::Customer => "unknown_customer",
            };
            self.add(check, 1, &unknown.name);
        }
        let finding = |(check, (count, example))| QualityFinding { check, count, example };
        self.found.into_iter().map(finding).collect()
    }
}
