//! Sources and freshness: how far the data of each source reach, when it was last heard of, what it could not say.

use std::collections::{BTreeMap, BTreeSet};

use pharos_engine::dataset::Reach;
use pharos_schema::TABLES;
use pharos_store::{ImportRecord, ImportState};

use crate::{App, Permission, Result, now_us, rfc3339};

/// A source that has not been heard of for longer than this many of its usual pauses is late.
const LATE_AFTER_PAUSES: f64 = 2.0;
/// No source is late before this.
const LATE_MIN_US: i64 = 36 * 3_600 * 1_000_000;

/// A source of the centre's data.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceView {
    /// the name its rows carry
    pub name: String,
    /// the kinds it came as: `table`, `asterisk-queue-log`, `stream`
    pub kinds: Vec<String>,
    /// sites of its imports
    pub sites: Vec<String>,
    /// oldest fact, RFC 3339
    pub oldest: Option<String>,
    /// newest fact, RFC 3339
    pub newest: Option<String>,
    /// when it last delivered, RFC 3339
    pub heard_at: Option<String>,
    /// usual pause between deliveries, seconds; `None` before the third
    pub pause_s: Option<f64>,
    /// it is longer silent than twice its usual pause
    pub is_late: bool,
    /// rows by table
    pub tables: BTreeMap<String, u64>,
    /// imports that count
    pub imports: u64,
    /// records rejected by them
    pub rejected: u64,
    /// imports that failed since the last good one
    pub failed_since: u64,
}

impl App {
    /// All sources, by name.
    ///
    /// # Errors
    /// Records or fact tables that cannot be read.
    pub async fn sources(&self, _permission: &Permission) -> Result<Vec<SourceView>> {
        let dataset = self.dataset().await?;
        let mut reaches = BTreeMap::new();
        for table in TABLES.iter().copied() {
            for (source, reach) in dataset.reach(table).await? {
                let entry: &mut BTreeMap<&'static str, _> = reaches.entry(source).or_default();
                entry.insert(table.name, reach);
            }
        }
        let imports = self.store.imports().await?;
        let mut names: Vec<String> = reaches.keys().cloned().collect();
        names.extend(
            imports.iter().filter(|it| it.state != ImportState::Undone).map(|it| it.source_name.clone()),
        );
        names.sort();
        names.dedup();
        let now = now_us();
        let none = BTreeMap::new();
        let view = |name: String| {
            let mut own: Vec<&ImportRecord> = imports.iter().filter(|it| it.source_name == name).collect();
            own.sort_by_key(|it| it.seq);
            source(&own, reaches.get(&name).unwrap_or(&none), now, name)
        };
        Ok(names.into_iter().map(view).collect())
    }
}

fn source(
    imports: &[&ImportRecord],
    tables: &BTreeMap<&'static str, Reach>,
    now_us: i64,
    name: String,
) -> SourceView {
    let done: Vec<&&ImportRecord> = imports.iter().filter(|it| it.state == ImportState::Done).collect();
    let times: Vec<i64> = done.iter().map(|it| it.finished_at_us.unwrap_or(it.started_at_us)).collect();
    let newest_us = tables.values().filter_map(|reach| reach.newest_us).max();
    let pause_s = usual_pause(&times);
    // What comes by the streaming door is heard of when it happens.
    let heard_us = times.last().copied().or(newest_us);
    let late_us = pause_s.map(|pause| ((pause * LATE_AFTER_PAUSES * 1e6) as i64).max(LATE_MIN_US));
    let words = |of: &dyn Fn(&ImportRecord) -> Option<String>| -> Vec<String> {
        let all: BTreeSet<String> = imports.iter().filter_map(|it| of(it)).collect();
        all.into_iter().collect()
    };
    let mut kinds = words(&|it| Some(it.source.clone()));
    if imports.is_empty() {
        kinds.push("stream".to_owned());
    }
    let failed = imports.iter().rev().take_while(|it| it.state != ImportState::Done);
    let rejected = done.iter().filter_map(|it| it.counts.get("rejected").and_then(serde_json::Value::as_u64));
    SourceView {
        kinds,
        sites: words(&|it| it.site.clone()),
        oldest: tables.values().filter_map(|reach| reach.oldest_us).min().map(rfc3339),
        newest: newest_us.map(rfc3339),
        heard_at: heard_us.map(rfc3339),
        is_late: late_us.zip(heard_us).is_some_and(|(late, heard)| heard + late < now_us),
        pause_s,
        tables: tables.iter().map(|(name, reach)| ((*name).to_owned(), reach.rows)).collect(),
        imports: done.len() as u64,
        rejected: rejected.sum(),
        failed_since: failed.filter(|it| it.state == ImportState::Failed).count() as u64,
        name,
    }
}

/// The median pause between deliveries, seconds; `None` before the third.
fn usual_pause(times_us: &[i64]) -> Option<f64> {
    let mut pauses: Vec<i64> = times_us.windows(2).map(|pair| pair[1] - pair[0]).collect();
    if pauses.len() < 2 {
        return None;
    }
    pauses.sort_unstable();
    Some(pauses[pauses.len() / 2] as f64 / 1e6)
}

#[cfg(test)]
mod tests;
