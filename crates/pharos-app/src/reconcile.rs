//! Moving over safely: the old system's interval report beside the numbers recomputed from contacts, by day (and queue), with
//! the variant of each definition that explains the difference best.

mod compare;

use std::collections::{BTreeMap, BTreeSet};

use pharos_engine::query::{Answer, Reported, reported};
use serde::Serialize;

use crate::query::question;
use crate::{Action, App, AppError, Permission, QueryRequest, Result, rfc3339};
use compare::{Measure, Series, Slot, best, explains, fit};

pub use compare::{Fit, Variant};

/// Thresholds tried beside the report's own, seconds: those in use in the field, then "under so many", which in whole
/// seconds is one less. Of limits that explain a report equally well the earlier is named.
const THRESHOLDS_S: [&str; 8] = ["20", "30", "10", "15", "45", "60", "19", "29"];
/// Limits of short abandons tried, seconds, in the same order.
const SHORT_S: [&str; 7] = ["5", "10", "20", "3", "4", "9", "19"];
/// Service levels without a limit of short abandons, the plainer first.
const LEVELS: [&str; 7] = [
    "sl.answered_over_offered",
    "sl.answered_only",
    "sl.excl_abandon_in_t",
    "sl.asterisk_sl2",
    "sl.answered_over_entered",
    "sl.answered_over_all",
    "sl.removed_over_queued",
];

/// What to compare.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReconcileRequest {
    /// the source of the interval reports
    pub reports: String,
    /// the source of the contacts
    pub contacts: String,
    /// first day
    pub from: Option<String>,
    /// day after the last
    pub to: Option<String>,
    /// by queue beside by day
    pub by_queue: bool,
    /// zone of days; default: the centre's
    pub tz: Option<String>,
}

/// Reported beside recomputed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reconciliation {
    /// the source of the reports
    pub reports: String,
    /// the source of the contacts
    pub contacts: String,
    /// queues of the contacts of which the report says nothing: they are left out
    pub left_out: Vec<String>,
    /// queues of the report that the contacts do not have
    pub unknown: Vec<String>,
    /// quantities of the reports
    pub quantities: Vec<Quantity>,
}

/// One quantity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quantity {
    /// offered, answered, abandoned, service_level, abandonment, handle_time, speed_of_answer
    pub name: &'static str,
    /// count, share, s
    pub unit: &'static str,
    /// threshold the report names, seconds
    pub threshold_s: Option<f64>,
    /// by our own definition
    pub standard: FitView,
    /// by the definition that explains the report best
    pub best: FitView,
    /// true where another definition than ours explains it better
    pub is_explained_by_definition: bool,
    /// the other definitions, best first
    pub others: Vec<FitView>,
    /// by day (and queue)
    pub rows: Vec<QuantityRow>,
}

/// How well a definition fits.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FitView {
    /// the metric
    pub metric: String,
    /// what of it: value, numerator, denominator
    pub part: &'static str,
    /// parameters that differ from the metric's own
    pub params: BTreeMap<String, String>,
    /// weighted mean absolute difference: a share of the reported total for counts, points of share, seconds
    pub misfit: f64,
    /// days (and queues) that agree but for rounding
    pub agree: usize,
    /// days (and queues) compared
    pub compared: usize,
}

/// A day (and queue).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuantityRow {
    /// start of the day, RFC 3339
    pub day: String,
    /// the queue
    pub queue: Option<String>,
    /// what the old system says
    pub reported: f64,
    /// by our own definition
    pub standard: Option<f64>,
    /// by the definition that explains the report best
    pub best: Option<f64>,
}

/// Answers by metric, part and parameters, and what each slot says.
type Ours = Vec<(Variant, BTreeMap<Slot, f64>)>;

impl App {
    /// Compares reports with contacts.
    ///
    /// # Errors
    /// A source without interval reports, a question at fault, data that cannot be read.
    pub async fn reconcile(
        &self,
        permission: &Permission,
        request: &ReconcileRequest,
    ) -> Result<Reconciliation> {
        permission.require(Action::ReadImports)?;
        let totals = self.reported(permission, request).await?;
        if totals.is_empty() {
            return Err(AppError::NotFound {
                what: "interval report of source",
                name: request.reports.clone(),
                advice: "; maybe import the old system's report as `interval-report` under this source name, or widen the period".to_owned(),
            });
        }
        let thresholds = thresholds(&totals);
        let queues = self.queues(permission, request).await?;
        let ours = self.recomputed(permission, request, &thresholds, &queues).await?;
        let quantities = QUANTITIES.iter().filter_map(|kind| quantity(*kind, &totals, &ours)).collect();
        Ok(Reconciliation {
            reports: request.reports.clone(),
            contacts: request.contacts.clone(),
            left_out: queues.left_out,
            unknown: queues.unknown,
            quantities,
        })
    }

    /// Queues on both sides. A report of some queues says nothing of the contacts of others; one that names none, or names all
    /// of them otherwise, is held against all contacts.
    async fn queues(&self, permission: &Permission, request: &ReconcileRequest) -> Result<Queues> {
        let by_queue = ReconcileRequest { by_queue: true, ..request.clone() };
        let reported = self.reported(permission, &by_queue).await?;
        let named: Option<BTreeSet<String>> =
            reported.into_iter().map(|it| it.dims.first().cloned().flatten()).collect();
        let question = base(&by_queue, &request.contacts);
        let answer = self.query(permission, &question).await?;
        let known: BTreeSet<String> =
            answer.rows.into_iter().filter_map(|row| row.dims.first().cloned().flatten()).collect();
        let Some(named) = named.filter(|named| !named.is_disjoint(&known)) else {
            return Ok(Queues::default());
        };
        Ok(Queues {
            compared: named.intersection(&known).cloned().collect(),
            left_out: known.difference(&named).cloned().collect(),
            unknown: named.difference(&known).cloned().collect(),
        })
    }

    /// Names of sources with interval reports, and with contacts.
    ///
    /// # Errors
    /// Data that cannot be read.
    pub async fn reconcilable(&self, permission: &Permission) -> Result<(Vec<String>, Vec<String>)> {
        permission.require(Action::ReadImports)?;
        let dataset = self.dataset().await?;
        let mut names = Vec::new();
        for name in ["interval_reports", "contact_segments"] {
            let table =
                pharos_schema::table(name).ok_or_else(|| AppError::Internal(format!("no table {name}")))?;
            names.push(dataset.reach(table).await?.into_keys().collect::<Vec<_>>());
        }
        let contacts = names.pop().unwrap_or_default();
        Ok((names.pop().unwrap_or_default(), contacts))
    }

    async fn reported(&self, permission: &Permission, request: &ReconcileRequest) -> Result<Vec<Reported>> {
        let dataset = self.dataset().await?;
        let asked = base(request, &request.reports);
        let question = question(&dataset, permission, &asked).await?;
        Ok(reported(&dataset, &question).await?)
    }

    async fn recomputed(
        &self,
        permission: &Permission,
        request: &ReconcileRequest,
        thresholds: &[String],
        queues: &Queues,
    ) -> Result<Ours> {
        let plain =
            ["offered", "answered", "abandoned", "entered", "handled", "abandon.offered", "abandon.queued"];
        let times = ["aht", "talk.mean", "asa", "asa.waited"];
        let own = |metrics: &[&str], params: Vec<(String, String)>| QueryRequest {
            metrics: metrics.iter().map(|&id| id.to_owned()).collect(),
            params,
            filter: queues.filter(&request.contacts),
            ..base(request, &request.contacts)
        };
        let mut requests = vec![own(&plain, Vec::new())];
        requests.extend(times.iter().map(|metric| own(&[metric], Vec::new())));
        for threshold in thresholds {
            requests.push(own(&LEVELS, vec![("threshold_s".to_owned(), threshold.clone())]));
        }
        for short in SHORT_S {
            let limit = ("short_abandon_s".to_owned(), short.to_owned());
            requests.push(own(&["abandon.excl_short"], vec![limit.clone()]));
            for threshold in thresholds {
                let params = vec![limit.clone(), ("threshold_s".to_owned(), threshold.clone())];
                requests.push(own(&["sl.excl_short"], params));
            }
        }
        let answers = self.queries(permission, &requests).await?;
        let mut ours = Ours::new();
        for (request, answer) in requests.iter().zip(&answers) {
            collect(&mut ours, request, answer);
        }
        Ok(ours)
    }
}

/// Queues of a report and of contacts; none where all contacts are compared.
#[derive(Debug, Default)]
struct Queues {
    compared: Vec<String>,
    left_out: Vec<String>,
    unknown: Vec<String>,
}

impl Queues {
    /// The contacts of a source that are compared.
    fn filter(&self, source: &str) -> Option<String> {
        let source = format!("source = {}", quoted(source));
        if self.left_out.is_empty() {
            return Some(source);
        }
        let names: Vec<String> = self.compared.iter().map(|it| quoted(it)).collect();
        Some(format!("{source} and queue in ({})", names.join(", ")))
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A question about one source, by day (and queue), from contacts alone.
fn base(request: &ReconcileRequest, source: &str) -> QueryRequest {
    QueryRequest {
        metrics: vec!["offered".to_owned()],
        by: if request.by_queue { vec!["queue".to_owned()] } else { Vec::new() },
        filter: Some(format!("source = {}", quoted(source))),
        from: request.from.clone(),
        to: request.to.clone(),
        grain: "day".to_owned(),
        tz: request.tz.clone(),
        without_reports: true,
        ..QueryRequest::default()
    }
}

/// The report's own thresholds first, then those in use.
fn thresholds(totals: &[Reported]) -> Vec<String> {
    let named: BTreeSet<i64> =
        totals.iter().filter_map(|it| it.threshold_s).map(|it| it.round() as i64).collect();
    let mut all: Vec<String> = named.iter().map(ToString::to_string).collect();
    all.extend(
        THRESHOLDS_S
            .iter()
            .filter(|it| !all.contains(&(**it).to_owned()))
            .map(|&it| it.to_owned())
            .collect::<Vec<_>>(),
    );
    all
}

fn collect(ours: &mut Ours, request: &QueryRequest, answer: &Answer) {
    for metric in &request.metrics {
        for part in ["value", "numerator", "denominator"] {
            let slots = answer.rows.iter().filter(|row| *row.metric == **metric).filter_map(|row| {
                let number = match part {
                    "value" => row.value,
                    "numerator" => row.numerator,
                    _ => row.denominator,
                }?;
                Some(((row.period_start_us?, row.dims.first().cloned().flatten()), number))
            });
            let variant =
                Variant { metric: metric.clone(), part, params: request.params.iter().cloned().collect() };
            ours.push((variant, slots.collect()));
        }
    }
}

/// A quantity of the reports: its name, what it is, our own definition first.
#[derive(Clone, Copy)]
struct Kind {
    name: &'static str,
    measure: Measure,
    above: &'static [&'static str],
    below: Option<&'static str>,
    definitions: &'static [(&'static str, &'static str)],
}

const QUANTITIES: &[Kind] = &[
    Kind {
        name: "offered",
        measure: Measure::Count,
        above: &["offered"],
        below: None,
        definitions: &[
            ("offered", "value"),
            ("entered", "value"),
            ("sl.excl_short", "denominator"),
            ("answered", "value"),
        ],
    },
    Kind {
        name: "answered",
        measure: Measure::Count,
        above: &["answered"],
        below: None,
        definitions: &[("answered", "value"), ("handled", "value")],
    },
    Kind {
        name: "abandoned",
        measure: Measure::Count,
        above: &["abandoned"],
        below: None,
        definitions: &[
            ("abandoned", "value"),
            ("abandon.excl_short", "numerator"),
            ("abandon.queued", "numerator"),
        ],
    },
    Kind {
        name: "service_level",
        measure: Measure::Share,
        above: &["answered_in_threshold"],
        below: Some("offered"),
        definitions: &[
            ("sl.answered_over_offered", "value"),
            ("sl.answered_only", "value"),
            ("sl.excl_short", "value"),
            ("sl.excl_abandon_in_t", "value"),
            ("sl.asterisk_sl2", "value"),
            ("sl.answered_over_entered", "value"),
            ("sl.answered_over_all", "value"),
            ("sl.removed_over_queued", "value"),
        ],
    },
    Kind {
        name: "abandonment",
        measure: Measure::Share,
        above: &["abandoned"],
        below: Some("offered"),
        definitions: &[
            ("abandon.offered", "value"),
            ("abandon.excl_short", "value"),
            ("abandon.queued", "value"),
        ],
    },
    Kind {
        name: "handle_time",
        measure: Measure::Seconds,
        above: &["talk_s", "hold_s", "acw_s"],
        below: Some("answered"),
        definitions: &[("aht", "value"), ("talk.mean", "value")],
    },
    Kind {
        name: "speed_of_answer",
        measure: Measure::Seconds,
        above: &["wait_s"],
        below: Some("answered"),
        definitions: &[("asa", "value"), ("asa.waited", "value")],
    },
];

fn quantity(kind: Kind, totals: &[Reported], ours: &Ours) -> Option<Quantity> {
    let threshold_s =
        totals.iter().find(|it| kind.above.contains(&it.measure.as_str())).and_then(|it| it.threshold_s);
    let series = series(kind, totals, threshold_s)?;
    let mut fits: Vec<(Fit, &BTreeMap<Slot, f64>)> = Vec::new();
    for (metric, part) in kind.definitions {
        let own = ours.iter().filter(|(variant, _)| variant.metric == *metric && variant.part == *part);
        fits.extend(
            own.filter_map(|(variant, slots)| Some((fit(kind.measure, &series, variant, slots)?, slots))),
        );
    }
    let all: Vec<Fit> = fits.iter().map(|(fit, _)| fit.clone()).collect();
    let standard = standard(kind, &all, threshold_s)?.clone();
    // The standard is asked first: another one must be better.
    let ordered: Vec<Fit> = std::iter::once(standard.clone()).chain(all.iter().cloned()).collect();
    let chosen = best(&ordered).filter(|it| explains(it, &standard)).unwrap_or(&standard).clone();
    let slots =
        |wanted: &Fit| fits.iter().find(|(fit, _)| fit.variant == wanted.variant).map(|(_, slots)| *slots);
    let (standard_slots, best_slots) = (slots(&standard)?, slots(&chosen)?);
    let rows = series.iter().map(|(slot, (value, _))| QuantityRow {
        day: rfc3339(slot.0),
        queue: slot.1.clone(),
        reported: *value,
        standard: standard_slots.get(slot).copied(),
        best: best_slots.get(slot).copied(),
    });
    let rows = rows.collect();
    let mut others: Vec<&Fit> =
        all.iter().filter(|it| it.variant != chosen.variant && it.variant != standard.variant).collect();
    others.sort_by(|left, right| right.agree.cmp(&left.agree).then(left.misfit.total_cmp(&right.misfit)));
    Some(Quantity {
        name: kind.name,
        unit: kind.measure.word(),
        threshold_s,
        is_explained_by_definition: chosen.variant != standard.variant,
        others: others.into_iter().take(5).map(view).collect(),
        standard: view(&standard),
        best: view(&chosen),
        rows,
    })
}

/// The fit of our own definition, at the report's threshold where it names one.
fn standard(kind: Kind, fits: &[Fit], threshold_s: Option<f64>) -> Option<&Fit> {
    let (metric, part) = kind.definitions.first()?;
    let own: Vec<&Fit> =
        fits.iter().filter(|it| it.variant.metric == *metric && it.variant.part == *part).collect();
    let wanted = threshold_s.map_or_else(|| "20".to_owned(), |it| (it.round() as i64).to_string());
    let at = own.iter().find(|it| it.variant.params.get("threshold_s").is_none_or(|it| *it == wanted));
    at.or(own.first()).copied()
}

/// What the reports say, by slot: a count, or a quotient weighted by what stands below the line.
fn series(kind: Kind, totals: &[Reported], threshold_s: Option<f64>) -> Option<Series> {
    let sums = |names: &[&str]| {
        let mut sums: BTreeMap<Slot, f64> = BTreeMap::new();
        for total in totals.iter().filter(|it| names.contains(&it.measure.as_str())) {
            // Of several thresholds one is compared.
            if total.threshold_s == threshold_s || total.threshold_s.is_none() {
                let Some(day) = total.period_start_us else { continue };
                *sums.entry((day, total.dims.first().cloned().flatten())).or_default() += total.value;
            }
        }
        sums
    };
    let above = sums(kind.above);
    let series: Series = match kind.below {
        None => above.into_iter().map(|(slot, value)| (slot, (value, value))).collect(),
        Some(below) => {
            let below = sums(&[below]);
            let one = |(slot, above): (Slot, f64)| {
                let below = below.get(&slot).copied().filter(|below| 0.0 < *below)?;
                Some((slot, (above / below, below)))
            };
            above.into_iter().filter_map(one).collect()
        }
    };
    (!series.is_empty()).then_some(series)
}

fn view(fit: &Fit) -> FitView {
    FitView {
        metric: fit.variant.metric.clone(),
        part: fit.variant.part,
        params: fit.variant.params.clone(),
        misfit: fit.misfit,
        agree: fit.agree,
        compared: fit.compared,
    }
}
