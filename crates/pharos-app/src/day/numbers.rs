//! A day in few numbers: the value, the same weekday a week before, and the target somebody has set.

use jiff::civil::Date;
use pharos_engine::query::{Answer, AnswerRow};
use pharos_metric::Metric;
use serde::Serialize;

use crate::{App, Permission, QueryRequest, Result};

/// What a supervisor asks of a day first, in this order: were people served in time, did they give up, were they content,
/// was it solved, and (as context, never as a target of its own) how long did it take.
const FIRST: [&str; 5] =
    ["sl.answered_over_offered", "abandon.offered", "csat.t2b", "fcr.cross_channel", "aht"];
/// Channels a waiting time may be asked of, the commonest first: waits of a mail and of a call have no common mean.
const CHANNEL_FIRST: &str = "voice";

/// A value with what stands behind it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DayMeasured {
    /// the value; none where nothing stands behind it
    pub value: Option<f64>,
    /// how many stand behind it
    pub n: Option<u64>,
    /// 95 % interval, lower bound
    pub lo: Option<f64>,
    /// 95 % interval, upper bound
    pub hi: Option<f64>,
}

/// A metric of one day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DayNumber {
    /// the metric
    pub metric: String,
    /// version of its definition
    pub version: u32,
    /// unit of the values
    pub unit: String,
    /// unit people read it in
    pub display_unit: String,
    /// `up`, `down`, `band`, `none`: which way is better
    pub direction: String,
    /// the filter it was asked with; empty for none
    pub filter: String,
    /// first day it is about, `YYYY-MM-DD`, in the centre's time zone
    pub from: String,
    /// first day after
    pub to: String,
    /// the value
    pub day: DayMeasured,
    /// the same weekday a week before
    pub week_before: DayMeasured,
    /// below this n it is no basis for a judgement
    pub n_min: u64,
    /// what to know before using it
    pub flags: Vec<String>,
}

impl App {
    /// The first numbers of a day. Metrics without a row behind them, that day and the week before, are left out.
    pub(super) async fn day_numbers(&self, permission: &Permission, day: Date) -> Result<Vec<DayNumber>> {
        let filter = self.first_channel(permission, day).await?;
        let metrics: Vec<&str> = FIRST.into_iter().filter(|id| self.catalogue.get(id).is_some()).collect();
        self.numbers_of(permission, &metrics, &filter, day).await
    }

    /// The numbers of some metrics for a day, asked with a filter.
    pub(super) async fn numbers_of(
        &self,
        permission: &Permission,
        metrics: &[&str],
        filter: &str,
        day: Date,
    ) -> Result<Vec<DayNumber>> {
        let mut requests = Vec::new();
        for metric in metrics {
            // Surveys and repeats are not asked by channel: their answers may come by another one.
            let fits = self.catalogue.get(metric).is_some_and(is_about_contacts);
            let filter = if fits { filter } else { "" };
            requests.push(day_request(metric, filter, day));
            requests.push(day_request(metric, filter, day.saturating_sub(jiff::Span::new().days(7))));
        }
        let answers = self.queries(permission, &requests).await?;
        let mut numbers = Vec::new();
        for ((metric, pair), request) in metrics.iter().zip(answers.chunks(2)).zip(requests.iter().step_by(2))
        {
            if let [now, before] = pair {
                numbers.extend(self.number(metric, request, now, before));
            }
        }
        Ok(numbers)
    }

    fn number(
        &self,
        metric: &str,
        request: &QueryRequest,
        now: &Answer,
        before: &Answer,
    ) -> Option<DayNumber> {
        let known = self.catalogue.get(metric)?;
        let (row, earlier) = (now.rows.first(), before.rows.first());
        let (day, week_before) = (measured(row), measured(earlier));
        (day.value.is_some() || week_before.value.is_some()).then(|| DayNumber {
            metric: metric.to_owned(),
            version: known.version,
            unit: known.unit.clone(),
            display_unit: known.display_unit.clone(),
            direction: known.direction.clone(),
            filter: request.filter.clone().unwrap_or_default(),
            from: request.from.clone().unwrap_or_default(),
            to: request.to.clone().unwrap_or_default(),
            n_min: known.n_min,
            flags: row.map(|row| row.flags.clone()).unwrap_or_default(),
            day,
            week_before,
        })
    }

    /// The filter for one channel where the day had several; voice where there is any.
    async fn first_channel(&self, permission: &Permission, day: Date) -> Result<String> {
        let request = QueryRequest { by: vec!["channel".to_owned()], ..day_request("offered", "", day) };
        let answer = self.query(permission, &request).await?;
        let mut channels: Vec<(&str, f64)> = answer
            .rows
            .iter()
            .filter_map(|row| Some((row.dims.first()?.as_deref()?, row.value?)))
            .filter(|(_, value)| 0.0 < *value)
            .collect();
        if channels.len() < 2 {
            return Ok(String::new());
        }
        channels.sort_by(|one, other| other.1.total_cmp(&one.1));
        let voice = channels.iter().find(|(name, _)| *name == CHANNEL_FIRST);
        Ok(voice.or(channels.first()).map_or_else(String::new, |(name, _)| format!("channel = '{name}'")))
    }
}

/// True if all it counts are contacts as they stand in the table, which all have a channel.
fn is_about_contacts(metric: &Metric) -> bool {
    metric.measure.values().all(|measure| measure.relation == "contact_segments")
}

fn measured(row: Option<&AnswerRow>) -> DayMeasured {
    row.map_or_else(DayMeasured::default, |row| DayMeasured {
        value: row.value,
        n: row.n,
        lo: row.lo,
        hi: row.hi,
    })
}

/// One metric over one day of the centre.
fn day_request(metric: &str, filter: &str, day: Date) -> QueryRequest {
    QueryRequest {
        metrics: vec![metric.to_owned()],
        filter: (!filter.is_empty()).then(|| filter.to_owned()),
        from: Some(day.to_string()),
        to: Some(day.saturating_add(jiff::Span::new().days(1)).to_string()),
        ..QueryRequest::default()
    }
}
