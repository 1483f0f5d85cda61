//! A day in few numbers: the value, the same weekday a week before, and the target somebody has set.

use jiff::civil::Date;
use pharos_engine::query::AnswerRow;
use pharos_metric::Metric;
use serde::Serialize;

use crate::{App, Part, Permission, QueryRequest, Result};

/// What a supervisor asks of a day first, in this order: were people served in time, did they give up, were they content,
/// was it solved, and (as context, never as a target of its own) how long did it take.
const FIRST: [&str; 5] =
    ["sl.answered_over_offered", "abandon.offered", "csat.t2b", "fcr.cross_channel", "aht"];
/// Metrics that say nothing of teams, and what does in their place: who gave up waiting was nobody's yet, so of what was offered
/// a team sees only what it answered.
const OF_TEAMS: [(&str, Option<&str>); 2] =
    [("sl.answered_over_offered", Some("sl.answered_only")), ("abandon.offered", None)];
/// Channels on which somebody waits meanwhile, the first one first: what is promised of waiting is promised of these, and waits
/// of a mail and of a call have no common mean.
const IMMEDIATE: [&str; 4] = ["voice", "video", "chat", "callback"];

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

/// A metric of one day, or of the days of a meeting.
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
    /// the same days a week before
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
        let mut numbers = self.numbers_of(permission, &metrics, &filter, day).await?;
        // Nothing behind it on a day with contacts: whether they were resolved for good shows in the days after.
        numbers.retain(|it| it.day.value.is_some() || it.day.n != Some(0));
        Ok(numbers)
    }

    /// The last day before `day` on which contacts were offered: after a closed weekend the numbers are Friday's. Mails that
    /// come in meanwhile do not open it, where there are channels on which somebody waits. Looks back two weeks; the day before
    /// where nothing was offered in them.
    pub(super) async fn last_open_day(&self, permission: &Permission, day: Date) -> Result<Date> {
        let first = day.saturating_sub(jiff::Span::new().days(14));
        let asked = |filter: &str| QueryRequest {
            grain: "day".to_owned(),
            ..days_request(&["offered"], filter, (first, 14))
        };
        let names = IMMEDIATE.map(|it| format!("'{it}'")).join(", ");
        let requests = [asked(&format!("channel in ({names})")), asked("")];
        let zone = self.dataset().await?.centre.zone;
        let last = self.queries(permission, &requests).await?.into_iter().find_map(|answer| {
            let open = answer.rows.iter().filter(|row| row.value.is_some_and(|offered| 0.0 < offered));
            open.filter_map(|row| row.period_start_us).max()
        });
        Ok(last.map_or_else(|| day.saturating_sub(jiff::Span::new().days(1)), |it| zone.local_date(it)))
    }

    /// The numbers of some metrics for a day, asked with a filter, beside the same weekday a week before.
    pub(super) async fn numbers_of(
        &self,
        permission: &Permission,
        metrics: &[&str],
        filter: &str,
        day: Date,
    ) -> Result<Vec<DayNumber>> {
        self.numbers_over(permission, metrics, filter, (day, 1)).await
    }

    /// The numbers of some metrics over so many days from a day on, beside the same days a week before (or the days before, of
    /// a week and more).
    pub(super) async fn numbers_over(
        &self,
        permission: &Permission,
        metrics: &[&str],
        filter: &str,
        (from, days): (Date, i32),
    ) -> Result<Vec<DayNumber>> {
        let metrics: Vec<&str> =
            metrics.iter().filter_map(|metric| fit_for(permission.part(), metric)).collect();
        // Surveys and repeats are not asked by channel: their answers may come by another one.
        let fits = |metric: &&str| self.catalogue.get(metric).is_some_and(is_about_contacts);
        let (contacts, others): (Vec<&str>, Vec<&str>) = metrics.iter().copied().partition(fits);
        let before = from.saturating_sub(jiff::Span::new().days(days.max(7)));
        let asked: Vec<(Vec<&str>, &str)> =
            [(contacts, filter), (others, "")].into_iter().filter(|it| !it.0.is_empty()).collect();
        let mut requests = Vec::new();
        for (metrics, filter) in &asked {
            requests.push(days_request(metrics, filter, (from, days)));
            requests.push(days_request(metrics, filter, (before, days)));
        }
        // One question for all metrics with the same filter: those that read the same rows share a scan.
        let answers = self.queries(permission, &requests).await?;
        let row_of = |place: usize, metric: &str| {
            answers.get(place).and_then(|answer| answer.rows.iter().find(|row| *row.metric == *metric))
        };
        let mut numbers = Vec::new();
        for metric in &metrics {
            let group = asked.iter().position(|(those, _)| those.contains(metric));
            let Some(place) = group.map(|group| 2 * group) else { continue };
            let Some(request) = requests.get(place) else { continue };
            numbers.extend(self.number(metric, request, row_of(place, metric), row_of(place + 1, metric)));
        }
        Ok(numbers)
    }

    fn number(
        &self,
        metric: &str,
        request: &QueryRequest,
        now: Option<&AnswerRow>,
        before: Option<&AnswerRow>,
    ) -> Option<DayNumber> {
        let known = self.catalogue.get(metric)?;
        let (day, week_before) = (measured(now), measured(before));
        // A count of nothing is no number of a day where nothing is ever counted: a part without tickets has no open ones.
        let is_known = |it: &DayMeasured| it.value.is_some() && it.n != Some(0);
        (is_known(&day) || is_known(&week_before)).then(|| DayNumber {
            metric: metric.to_owned(),
            version: known.version,
            unit: known.unit.clone(),
            display_unit: known.display_unit.clone(),
            direction: known.direction.clone(),
            filter: request.filter.clone().unwrap_or_default(),
            from: request.from.clone().unwrap_or_default(),
            to: request.to.clone().unwrap_or_default(),
            n_min: known.n_min,
            flags: now.map(|row| row.flags.clone()).unwrap_or_default(),
            day,
            week_before,
        })
    }

    /// The filter for one channel where the day had several: the first on which somebody waits, else the commonest.
    pub(super) async fn first_channel(&self, permission: &Permission, day: Date) -> Result<String> {
        let request =
            QueryRequest { by: vec!["channel".to_owned()], ..days_request(&["offered"], "", (day, 1)) };
        let answer = self.query(permission, &request).await?;
        // A channel whose number is protected is there all the same: its contacts are in what is not asked by channel.
        let mut channels: Vec<(&str, f64)> = answer
            .rows
            .iter()
            .filter(|row| row.value.is_none_or(|offered| 0.0 < offered))
            .filter_map(|row| Some((row.dims.first()?.as_deref()?, row.value.unwrap_or_default())))
            .collect();
        if channels.len() < 2 {
            return Ok(String::new());
        }
        channels.sort_by(|one, other| other.1.total_cmp(&one.1));
        let waits = IMMEDIATE.iter().find_map(|first| channels.iter().find(|(name, _)| name == first));
        Ok(waits.or(channels.first()).map_or_else(String::new, |(name, _)| format!("channel = '{name}'")))
    }
}

/// The metric as it can be asked of a part of the centre.
fn fit_for<'a>(part: &Part, metric: &'a str) -> Option<&'a str> {
    let is_of_people = matches!(part, Part::Teams(_) | Part::Own);
    let other = OF_TEAMS.iter().find(|(name, _)| is_of_people && *name == metric);
    other.map_or(Some(metric), |(_, instead)| *instead)
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

/// Metrics over days of the centre.
fn days_request(metrics: &[&str], filter: &str, (from, days): (Date, i32)) -> QueryRequest {
    QueryRequest {
        metrics: metrics.iter().map(|&metric| metric.to_owned()).collect(),
        filter: (!filter.is_empty()).then(|| filter.to_owned()),
        from: Some(from.to_string()),
        to: Some(from.saturating_add(jiff::Span::new().days(days)).to_string()),
        ..QueryRequest::default()
    }
}
