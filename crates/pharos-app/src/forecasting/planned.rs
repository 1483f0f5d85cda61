//! The published forecast as others plan by it: of each moment the plan, else the newest published.

use pharos_domain::{Interval, WorkloadForecast};
use pharos_store::SeriesKey;

use super::resized;
use super::stored::Value;
use crate::{App, Permission, Result};

/// Published values of a time.
#[derive(Clone, Debug)]
pub(crate) struct Published {
    /// rising
    pub(crate) points: Vec<(Interval, WorkloadForecast)>,
    /// stretches of time the forecasts speak of, as far as asked for
    pub(crate) stretches: Vec<(i64, i64)>,
    /// the forecast that says most of it
    pub(crate) id: String,
}

impl Published {
    /// Whether the forecasts speak of all of a time.
    pub(crate) fn covers(&self, (from_us, to_us): (i64, i64)) -> bool {
        let mut sorted = self.stretches.clone();
        sorted.sort_unstable();
        let mut reached_us = from_us;
        for (from, to) in sorted {
            if from > reached_us {
                return false;
            }
            reached_us = reached_us.max(to);
        }
        to_us <= reached_us
    }
}

impl App {
    /// What published forecasts of a series say of a time, with their manual changes, in intervals of the length asked for; `None` where there is none, or where
    /// the reader sees a part of the centre only.
    pub(crate) async fn published_workload(
        &self,
        permission: &Permission,
        key: &SeriesKey,
        slot_s: u32,
        (from_us, to_us): (i64, i64),
    ) -> Result<Option<Published>> {
        if !permission.is_of_the_whole() {
            return Ok(None);
        }
        let mut records = self.store.published_forecasts(Some(key), from_us).await?;
        let is_readable = |own_s: i32| u32::try_from(own_s).is_ok_and(|own_s| resized::fits(own_s, slot_s));
        records.retain(|it| is_readable(it.interval_s) && it.from_us < to_us);
        records.sort_by_key(|it| (it.plan_at_us, it.origin_us, it.made_at_us));
        let mut res = Published { points: vec![], stretches: vec![], id: String::new() };
        let mut most = 0;
        while let Some(record) = records.pop() {
            let stretch = (record.from_us.max(from_us), record.to_us.min(to_us));
            if res.covers(stretch) {
                continue;
            }
            let id = record.id.clone();
            let kept = self.kept_forecast(record).await?;
            let free = |value: &Value| {
                stretch.0 <= value.from_us
                    && value.to_us <= stretch.1
                    && !res.stretches.iter().any(|(from, to)| *from <= value.from_us && value.from_us < *to)
            };
            let own: Vec<_> = kept.adjusted().slots.iter().filter(|value| free(value)).map(point).collect();
            let own = resized::resized(own, slot_s, from_us);
            if own.len() > most || res.id.is_empty() {
                most = own.len();
                res.id = id;
            }
            res.points.extend(own);
            res.stretches.push(stretch);
        }
        res.points.retain(|(_, it)| it.contacts.mean > 0.0);
        res.points.sort_by_key(|(at, _)| at.start_us);
        Ok((!res.stretches.is_empty()).then_some(res))
    }
}

fn point(value: &Value) -> (Interval, WorkloadForecast) {
    let length_s = ((value.to_us - value.from_us) / 1_000_000) as u32;
    (Interval { start_us: value.from_us, length_s }, value.workload())
}
