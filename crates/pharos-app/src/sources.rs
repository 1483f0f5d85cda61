//! Sources and freshness: how far the data of each source reach, when it was last heard of, what it could not say.

use std::collections::BTreeMap;

use pharos_schema::TABLES;
use pharos_store::ImportState;

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
        names.extend(imports.iter().filter(|it| it.state != ImportState::Undone).map(|it| it.source_name.clone()));
        names.sort();
        names.dedup();
        let now = now_us();
        let view = |name: String| {
            let tables = reaches.get(&name);
            let all = || tables.into_iter().flat_map(|tables| tables.values());
            let mut own: Vec<_> = imports.iter().filter(|it| it.source_name == name).collect();
            own.sort_by_key(|it| it.seq);
            let done: Vec<i64> = own
                .iter()
                .filter(|it| it.state == ImportState::Done)
                .map(|it| it.finished_at_us.unwrap_or(it.started_at_us))
                .collect();
            let pause_s = usual_pause(&done);
            let heard = done.last().copied().max(all().filter_map(|reach| reach.newest_us).max().filter(|_| done.is_empty()));
            let late_us = pause_s.map(|pause| (pause * LATE_AFTER_PAUSES * 1e6) as i64).map(|late| late.max(LATE_MIN_US));
            let rejected = |it: &&&pharos_store::ImportRecord| it.counts.get("rejected").and_then(serde_json::Value::as_u64);
            let mut kinds: Vec<String> = own.iter().map(|it| it.source.clone()).collect();
            if own.is_empty() {
                kinds.push("stream".to_owned());
            }
            kinds.sort();
            kinds.dedup();
            let mut sites: Vec<String> = own.iter().filter_map(|it| it.site.clone()).collect();
            sites.sort();
            sites.dedup();
            SourceView {
                kinds,
                sites,
                oldest: all().filter_map(|reach| reach.oldest_us).min().map(rfc3339),
                newest: all().filter_map(|reach| reach.newest_us).max().map(rfc3339),
                heard_at: heard.map(rfc3339),
                is_late: late_us.zip(heard).is_some_and(|(late, heard)| heard + late < now),
                pause_s,
                tables: tables
                    .into_iter()
                    .flat_map(|tables| tables.iter().map(|(name, reach)| ((*name).to_owned(), reach.rows)))
                    .collect(),
                imports: done.len() as u64,
                rejected: own.iter().filter(|it| it.state == ImportState::Done).filter_map(|it| rejected(&it)).sum(),
                failed_since: own.iter().rev().take_while(|it| it.state != ImportState::Done).filter(|it| it.state == ImportState::Failed).count() as u64,
                name,
            }
        };
        Ok(names.into_iter().map(view).collect())
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
mod tests {
    use super::usual_pause;

    #[test]
    fn the_usual_pause_is_the_median() {
        let day = 86_400_000_000;
        assert_eq!(usual_pause(&[0, day]), None);
        assert_eq!(usual_pause(&[0, day, 2 * day, 9 * day]), Some(86_400.0));
    }
}
