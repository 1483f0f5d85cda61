//! How good published forecasts were, by how far ahead they spoke; the same of what the method would have said at past
//! origins.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::judge::{Came, Case, Pairs, miss};
use super::known::Known;
use super::run::{DAY_S, make};
use super::series::Series;
use super::stored::{Kept, Values};
use super::{ForecastRequest, KnownEvent};
use crate::plan_rights::may_read_plans;
use crate::{App, AppError, Permission, Result, now_us};

/// Past origins of one answer at most.
const ORIGINS_MAX: u16 = 26;

/// Which series is judged, and whether as published or as the method would have said.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccuracyRequest {
    /// the series; `days` is how far the method looks from past origins
    pub question: ForecastRequest,
    /// weekly origins of the past to forecast from; 0: what was published is judged
    #[serde(default)]
    pub backtest: u16,
}

/// The figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccuracyView {
    /// what was asked
    pub request: AccuracyRequest,
    /// forecasts judged
    pub forecasts: usize,
    /// by level, days ahead, measure, version and set
    pub rows: Vec<AccuracyRow>,
    /// why each was missed, newest first
    pub misses: Vec<MissView>,
}

/// Figures of a set of stretches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccuracyRow {
    /// `interval`, `day`, `week`
    pub level: String,
    /// first of the days ahead; `None`: all
    pub ahead_from: Option<i64>,
    /// last of the days ahead
    pub ahead_to: Option<i64>,
    /// `contacts`, `handle_time`, `workload`
    pub measure: String,
    /// `statistical`, `adjusted`
    pub version: String,
    /// `all`; `plan`: what was scheduled by; `usual`: without days of events the forecast did not know
    pub set: String,
    /// stretches judged
    pub n: usize,
    /// sum of what came
    pub came: f64,
    /// weighted absolute percentage error
    pub wape: f64,
    /// above zero: too much was said
    pub bias: f64,
    /// share inside the 80 % interval
    pub coverage_80: f64,
    /// share inside the 95 % interval
    pub coverage_95: f64,
    /// pinball loss on the scale of WAPE
    pub pinball: f64,
    /// WAPE of the mean of the same slot in six weeks
    pub same_slot_wape: Option<f64>,
    /// WAPE that counts of that size have by chance
    pub poisson_floor: Option<f64>,
}

/// Why the workload of a forecast was missed: `came - said` = event + volume + handle + rest. Agent seconds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MissView {
    /// the forecast; empty for a past origin of the method
    pub id: String,
    /// first instant
    pub from: String,
    /// first instant after
    pub to: String,
    /// days that came
    pub days: usize,
    /// work said by the models
    pub said_s: f64,
    /// work said with manual changes
    pub adjusted_s: f64,
    /// work that came
    pub came_s: f64,
    /// by more contacts on days of events the forecast did not know
    pub event_s: f64,
    /// by more contacts on other days
    pub volume_s: f64,
    /// by longer contacts
    pub handle_s: f64,
    /// by contacts and length moving together
    pub rest_s: f64,
    /// share of the days with more contacts than said: near 0 or 1 the level was missed, near 0.5 single days
    pub level_days: f64,
}

impl App {
    /// Judges the forecasts of a series.
    ///
    /// # Errors
    /// No right to read plans; as [`App::forecast`].
    pub async fn forecast_accuracy(
        &self,
        permission: &Permission,
        request: &AccuracyRequest,
    ) -> Result<AccuracyView> {
        may_read_plans(permission)?;
        request.question.check()?;
        if request.backtest > ORIGINS_MAX {
            let value = request.backtest;
            return Err(AppError::Input(format!("backtest is {value}; maybe 8 (at most {ORIGINS_MAX})")));
        }
        let key = request.question.key();
        let sees = request.backtest == 0 && self.sees_series(permission, &key).await?;
        // What is published speaks of the whole queue, so it is judged by all that came there.
        let whole = Permission::owner();
        let series = self
            .series(if sees { &whole } else { permission }, &key, &request.question.interval, None)
            .await?;
        let known = self.known_days(&key, &series).await?;
        let kept = if sees {
            let mut kept = vec![];
            for record in self.store.published_forecasts(Some(&key), i64::MIN).await? {
                if record.interval_s == i32::try_from(series.slot_s).unwrap_or(0) {
                    kept.push(self.kept_forecast(record).await?);
                }
            }
            kept
        } else {
            vec![]
        };
        let asked = request.clone();
        let answer = tokio::task::spawn_blocking(move || judged(asked, kept, &series, &known)).await;
        answer.map_err(|error| AppError::Internal(error.to_string()))?
    }
}

fn judged(request: AccuracyRequest, kept: Vec<Kept>, series: &Series, known: &Known) -> Result<AccuracyView> {
    let cases = if request.backtest == 0 {
        kept.into_iter().map(|kept| case(kept, series, known)).collect()
    } else {
        past(&request, series, known)?
    };
    let came = Came::new(series);
    let pairs = Pairs::new(&cases, &came);
    Ok(AccuracyView {
        forecasts: cases.len(),
        rows: pairs.rows(),
        misses: cases.iter().filter_map(|case| miss(case, &came)).collect(),
        request,
    })
}

/// What the method would have said a week before the end of the history, two weeks before, and so on.
fn past(request: &AccuracyRequest, series: &Series, known: &Known) -> Result<Vec<Case>> {
    let mut res = vec![];
    let first = series.contacts.first().map_or(i64::MAX, |point| point.local_s.div_euclid(DAY_S));
    for week in 1..=i64::from(request.backtest) {
        let origin = series.origin_day - 7 * week;
        if origin < first + 14 {
            break;
        }
        let made = make(series.known_on(origin), known, usize::from(request.question.days))?;
        let record = pharos_store::ForecastRecord {
            id: String::new(),
            series: request.question.key(),
            interval_s: i32::try_from(series.slot_s).unwrap_or(i32::MAX),
            origin_us: made.day_start_us(0),
            from_us: made.day_start_us(0),
            to_us: made.day_start_us(made.works.days.len() as i64),
            made_by: String::new(),
            made_at_us: now_us(),
            note: String::new(),
            model: serde_json::Value::Null,
            inputs_hash: made.hash.clone(),
            plan_by: None,
            plan_at_us: None,
        };
        let kept = Kept { record, values: Values::of(&made), changes: vec![] };
        res.push(Case { kept, surprises: HashSet::new() });
    }
    Ok(res)
}

/// A published forecast with the days of the events it did not know.
fn case(kept: Kept, series: &Series, known: &Known) -> Case {
    let told: Vec<KnownEvent> = kept
        .record
        .model
        .get("events")
        .cloned()
        .and_then(|it| serde_json::from_value(it).ok())
        .unwrap_or_default();
    let was_told = |name: &str, from: &str| told.iter().any(|it| it.name == name && it.from == from);
    let mut surprises = HashSet::new();
    for (name, from, days) in known.windows(series) {
        if !was_told(&name, &from) {
            surprises.extend(days);
        }
    }
    Case { kept, surprises }
}
