//! What is asked, and what its words mean for these data.

use std::collections::BTreeMap;
use std::sync::Arc;

use pharos_calendar::{Grain, PeriodFinder, Zone, previous_period};

use super::{Cause, QueryError, Result, Scope};
use crate::dataset::Dataset;
use crate::functions::{Clockwork, Hours};

/// Zone of periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ZoneChoice {
    /// every site in its own
    Site,
    /// a zone by name
    Named(String),
}

/// A question.
#[derive(Clone, Debug)]
pub struct Question {
    /// Ids of metrics.
    pub metrics: Vec<String>,
    /// Parameters: `name` for every metric that has it, or `metric.name`.
    pub params: Vec<(String, String)>,
    /// Dimensions to split by.
    pub by: Vec<String>,
    /// Rows that count.
    pub filter: Option<String>,
    /// First instant: a date (midnight), local time or RFC 3339.
    pub from: Option<String>,
    /// First instant after.
    pub to: Option<String>,
    /// Length of the periods.
    pub grain: Grain,
    /// Zone of periods and dates; default: the centre's.
    pub zone: Option<ZoneChoice>,
    /// The data clock; default: the newest event.
    pub as_of: Option<String>,
    /// Adds the same numbers of the period before.
    pub compare_previous: bool,
    /// Reads rows even where roll-ups could answer.
    pub raw: bool,
    /// Allows approximate answers from roll-ups.
    pub approx: bool,
    /// Leaves totals of interval reports out: contacts alone.
    pub without_reports: bool,
    /// Periods to leave out, microseconds: special events.
    pub without: Vec<(i64, i64)>,
    /// What may be seen.
    pub scope: Scope,
}

impl Question {
    /// Some metrics over everything.
    pub fn of(metrics: &[&str], scope: Scope) -> Question {
        Question {
            metrics: metrics.iter().map(|&id| id.to_owned()).collect(),
            params: Vec::new(),
            by: Vec::new(),
            filter: None,
            from: None,
            to: None,
            grain: Grain::None,
            zone: None,
            as_of: None,
            compare_previous: false,
            raw: false,
            approx: false,
            without_reports: false,
            without: Vec::new(),
            scope,
        }
    }
}

/// A question's words as instants and zones.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) from_us: Option<i64>,
    pub(crate) to_us: Option<i64>,
    /// The as-of instant; where none is given, the newest event.
    pub(crate) as_of_us: i64,
    /// True if as-of was given: rows after it do not count.
    pub(crate) as_of_given: bool,
    pub(crate) grain: Grain,
    pub(crate) clockwork: Arc<Clockwork>,
}

impl Asked {
    pub(crate) async fn of(dataset: &Dataset, question: &Question) -> Result<Asked> {
        if question.metrics.is_empty() {
            return Err(QueryError::refused(Cause::NoMetric, "no metric is named; maybe `--metric offered`"));
        }
        let zone = match &question.zone {
            Some(ZoneChoice::Named(name)) => {
                Zone::get(name).map_err(|error| QueryError::Question(error.to_string()))?
            }
            _ => dataset.centre.zone.clone(),
        };
        let instant =
            |text: &Option<String>| text.as_deref().map(|text| parse_instant(text, &zone)).transpose();
        let (from_us, to_us) = (instant(&question.from)?, instant(&question.to)?);
        if let (Some(from), Some(to)) = (from_us, to_us)
            && to <= from
        {
            let words = format!(
                "the period ends ({}) before it begins ({}); `to` is the first instant after it",
                question.to.as_deref().unwrap_or_default(),
                question.from.as_deref().unwrap_or_default()
            );
            return Err(QueryError::refused(Cause::Period, words));
        }
        let given = instant(&question.as_of)?;
        let as_of_us = match given {
            Some(given) => given,
            None => dataset.newest_us().await?.unwrap_or(0),
        };
        let by_hour = question.by.iter().any(|name| name == "hour_of_day")
            || question.filter.as_deref().is_some_and(|filter| filter.contains("hour_of_day"));
        let cut = match question.grain {
            Grain::Minutes15 | Grain::Minutes30 => question.grain,
            _ if question.grain == Grain::Hour || by_hour => Grain::Hour,
            _ => Grain::Day,
        };
        let site_zones = match question.zone {
            Some(ZoneChoice::Site) => dataset.centre.site_zones.clone(),
            _ => std::collections::HashMap::new(),
        };
        let hours = dataset.dimensions().await?.hours.clone();
        check_calendars(question, &hours)?;
        let clockwork = Clockwork {
            zone,
            site_zones,
            grain: question.grain,
            first_weekday: dataset.centre.first_weekday,
            as_of_us,
            cut,
            hours,
        };
        Ok(Asked {
            from_us,
            to_us,
            as_of_us,
            as_of_given: given.is_some(),
            grain: question.grain,
            clockwork: Arc::new(clockwork),
        })
    }

    /// The same question about the period before.
    pub(super) fn previous(&self) -> Result<Asked> {
        let (Some(from), Some(to)) = (self.from_us, self.to_us) else {
            let words = "a comparison with the previous period needs both ends of this one (from and to)";
            return Err(QueryError::refused(Cause::OpenPeriod, words));
        };
        let (from, to) = previous_period(&self.clockwork.zone, from, to);
        Ok(Asked { from_us: Some(from), to_us: Some(to), ..self.clone() })
    }

    /// Start and end of the period a start stands for; the whole question where there are no periods.
    pub(super) fn period(&self, start: Option<i64>) -> (Option<i64>, Option<i64>) {
        match start {
            None => (self.from_us, self.to_us),
            Some(start) => {
                let clockwork = &self.clockwork;
                let mut finder = PeriodFinder::new(&clockwork.zone, self.grain, clockwork.first_weekday);
                (Some(start), Some(finder.period(start).1))
            }
        }
    }

    /// Instants at which open items are counted: the end of each period, not after as-of; with the last microsecond of
    /// the period, under which they are filed.
    pub(super) fn instants(&self, earliest_us: i64) -> Vec<(i64, i64)> {
        let end = self.to_us.map_or(self.as_of_us, |to| (to - 1).min(self.as_of_us));
        if self.grain == Grain::None {
            return vec![(end, end)];
        }
        let from = self.from_us.unwrap_or(earliest_us).min(end);
        let clockwork = &self.clockwork;
        let mut finder = PeriodFinder::new(&clockwork.zone, self.grain, clockwork.first_weekday);
        finder
            .periods(from, end + 1)
            .into_iter()
            .map(|(start, after)| ((after - 1).min(self.as_of_us), (after - 1).min(end).max(start)))
            .collect()
    }
}

/// The parameter `calendar` names the queue's hours, the site's, or a calendar there is.
fn check_calendars(question: &Question, hours: &Hours) -> Result<()> {
    let named = question.params.iter().filter(|(name, _)| name == "calendar" || name.ends_with(".calendar"));
    for (name, word) in named {
        if !matches!(word.as_str(), "queue" | "site") && !hours.calendars.contains_key(word) {
            let mut known: Vec<&str> = hours.calendars.keys().map(String::as_str).collect();
            known.sort_unstable();
            return Err(QueryError::Question(format!(
                "there is no calendar `{word}` for {name}; it is {}",
                ["queue", "site"].into_iter().chain(known).collect::<Vec<_>>().join(", ")
            )));
        }
    }
    Ok(())
}

/// A date (midnight in the zone), a local date and time, or RFC 3339.
pub(crate) fn parse_instant(text: &str, zone: &Zone) -> Result<i64> {
    if let Ok(instant) = text.parse::<jiff::Timestamp>() {
        return Ok(instant.as_microsecond());
    }
    let local = if let Ok(date) = text.parse::<jiff::civil::Date>() {
        if text.len() <= 10 {
            return Ok(zone.date_start(date));
        }
        text.parse::<jiff::civil::DateTime>()
    } else {
        text.parse::<jiff::civil::DateTime>()
    };
    let local = local.map_err(|_| {
        let advice = "maybe 2026-03-01, 2026-03-01T09:00 (in the zone) or 2026-03-01T09:00:00+02:00";
        QueryError::refused(Cause::Instant, format!("`{text}` is no instant; {advice}"))
    })?;
    let utc = local
        .to_zoned(jiff::tz::TimeZone::UTC)
        .map_err(|error| QueryError::Question(format!("`{text}`: {error}")))?;
    Ok(zone.local_to_instant(utc.timestamp().as_microsecond()))
}

/// Values of a metric's parameters: defaults, then what the question says.
pub(super) fn parameters(
    metric: &pharos_metric::Metric,
    question: &Question,
) -> Result<BTreeMap<String, pharos_metric::ParamValue>> {
    use pharos_metric::ParamValue;
    let mut values = metric.params.clone();
    for (name, text) in &question.params {
        let own = name.strip_prefix(&metric.id).and_then(|rest| rest.strip_prefix('.')).unwrap_or(name);
        let Some(value) = values.get_mut(own) else { continue };
        let wrong = |kind: &str| {
            let words = format!("the parameter {own} of {} is `{text}`; it must be {kind}", metric.id);
            QueryError::refused(Cause::Parameter, words)
        };
        *value = match value {
            ParamValue::Flag(_) => ParamValue::Flag(text.parse().map_err(|_| wrong("true or false"))?),
            ParamValue::Whole(_) | ParamValue::Number(_) => match text.parse::<i64>() {
                Ok(whole) => ParamValue::Whole(whole),
                Err(_) => {
                    let number: f64 = text.parse().map_err(|_| wrong("a number"))?;
                    if !number.is_finite() {
                        return Err(wrong("a finite number"));
                    }
                    ParamValue::Number(number)
                }
            },
            ParamValue::Word(_) => ParamValue::Word(text.clone()),
        };
    }
    Ok(values)
}
