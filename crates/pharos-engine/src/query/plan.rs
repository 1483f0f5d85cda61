//! Which scans answer a question: measures that read the same relation by the same clock share one.

use std::collections::BTreeMap;

use pharos_metric::{Aggregate, Expression, IntervalMethod, Measure, Metric, ParamValue, Relation, relation};

use super::question::{Question, parameters};
use super::{Cause, QueryError, Result, bind};
use crate::dataset::Dataset;

mod sql;

/// The scans of a question and what each metric takes from them.
pub(crate) struct Plan {
    pub(crate) scans: Vec<Scan>,
    pub(crate) metrics: Vec<MetricPlan>,
    /// The scan of interval reports, where a metric can take totals from them.
    pub(crate) reports: Option<usize>,
}

/// One pass over a relation.
#[derive(Clone)]
pub(crate) struct Scan {
    pub(crate) relation: &'static Relation,
    pub(crate) clock: &'static str,
    pub(crate) clock_name: String,
    pub(crate) extra: Extra,
    /// SQL of the user's filter.
    pub(crate) filter: Option<String>,
    /// Dimensions that the filter or the keys need beside those the question splits by.
    pub(crate) joined: Vec<String>,
    /// Names in the filter and in the keys of a second level.
    pub(crate) named: Vec<String>,
    /// SQL of the aggregates.
    pub(crate) cells: Vec<String>,
    /// Length of `slot` keys.
    pub(crate) slot_s: i64,
    /// Closed slots are left out.
    pub(crate) open_only: bool,
    /// Rows of all times count, whatever the period: a function looks back from the period by itself.
    pub(crate) all_times: bool,
    /// Name of the relation's SQL.
    pub(crate) sql_name: &'static str,
}

/// What a scan groups by beside period and dimensions.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Extra {
    /// nothing
    Nothing,
    /// agent and local day: the units of a bootstrap
    Clusters,
    /// keys of a second level
    Per(Vec<String>),
    /// distinct values with their number: exact quantiles without sorting rows
    Values { value: String, filter: String, event: String },
}

/// A metric of the question.
pub(crate) struct MetricPlan {
    pub(crate) metric: Metric,
    pub(crate) params: BTreeMap<String, ParamValue>,
    pub(crate) formula: Expression,
    /// What stands above and below the formula's line.
    pub(crate) division: Option<(Expression, Expression)>,
    /// Measures below the line.
    pub(crate) below: Vec<String>,
    pub(crate) measures: BTreeMap<String, MeasurePlan>,
    /// Rows with NULL, by column: named in the flags.
    pub(crate) missing: Vec<(String, usize, usize)>,
    /// Least and greatest value, by column that must not be mixed: scan, two cells and the cell of NULLs and rows.
    pub(crate) mixed: Vec<(String, usize, [usize; 4])>,
}

/// Where a measure's value comes from.
#[derive(Clone, Debug)]
pub(crate) struct MeasurePlan {
    pub(crate) scan: usize,
    pub(crate) kind: Kind,
    /// SQL of the rows that count.
    filter: String,
    /// SQL of the value.
    value: String,
    aggregate: Aggregate,
}

/// How cells become the measure.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// a number of rows
    Count { cell: usize },
    /// rows that are true, rows that leave it unknown, rows
    CountTrue { cell: usize, unknown: usize, rows: usize },
    /// a sum in thousandths, the number of values, and the sum of squares where the interval needs it
    Sum { cell: usize, values: usize, squares: Option<usize> },
    /// least or greatest value
    Extreme { cell: usize },
    /// a quantile from distinct values
    Quantile { q: f64, censored: bool },
}

/// Makes the plan.
pub(crate) fn plan(dataset: &Dataset, question: &Question) -> Result<Plan> {
    let mut plan = Plan { scans: Vec::new(), metrics: Vec::new(), reports: None };
    check_params(dataset, question)?;
    for id in &question.metrics {
        let metric = dataset.catalogue.get(id).ok_or_else(|| {
            let maybe =
                dataset.catalogue.nearest(id).map_or_else(String::new, |near| format!("; maybe `{near}`"));
            QueryError::refused(Cause::UnknownMetric, format!("there is no metric `{id}`{maybe}"))
        })?;
        let metric = plan_metric(dataset, question, metric, &mut plan.scans)?;
        plan.metrics.push(metric);
    }
    let wants_reports = !question.without_reports;
    if wants_reports
        && dataset.has_rows("interval_reports")
        && plan.metrics.iter().any(MetricPlan::takes_reports)
    {
        plan.reports = reports(question).map(|scan| {
            plan.scans.push(scan);
            plan.scans.len() - 1
        });
    }
    for scan in &mut plan.scans {
        scan.leave_out_joined(question);
    }
    Ok(plan)
}

/// The scan of interval reports; none where the question's words mean nothing there.
fn reports(question: &Question) -> Option<Scan> {
    let relation = relation("interval_reports")?;
    let filter = match &question.filter {
        Some(text) => Some(bind::filter(relation, text).ok()?),
        None => None,
    };
    if !question.by.iter().all(|name| relation.has_dimension(name)) {
        return None;
    }
    let (filter, joined) = filter.map_or((None, Vec::new()), |(sql, names)| (Some(sql), names));
    let cells = vec!["sum(CAST(round(value * 1000.0) AS BIGINT))".to_owned()];
    let extra = Extra::Per(vec!["measure".to_owned(), "threshold_s".to_owned()]);
    Some(Scan { extra, filter, joined, cells, sql_name: crate::relations::REPORTS, ..Scan::over(relation) })
}

fn check_params(dataset: &Dataset, question: &Question) -> Result<()> {
    for (name, _) in &question.params {
        let known = question.metrics.iter().filter_map(|id| dataset.catalogue.get(id)).any(|metric| {
            let own = name.strip_prefix(&metric.id).and_then(|rest| rest.strip_prefix('.')).unwrap_or(name);
            metric.params.contains_key(own)
        });
        if !known {
            let names: Vec<String> = question
                .metrics
                .iter()
                .filter_map(|id| dataset.catalogue.get(id))
                .flat_map(|metric| metric.params.keys().cloned())
                .collect();
            let known = if names.is_empty() { "none".into() } else { names.join(", ") };
            return Err(QueryError::Question(format!(
                "no metric of the question has a parameter `{name}`; known here: {known}"
            )));
        }
    }
    Ok(())
}

fn plan_metric(
    dataset: &Dataset,
    question: &Question,
    metric: &Metric,
    scans: &mut Vec<Scan>,
) -> Result<MetricPlan> {
    let params = parameters(metric, question)?;
    let formula = Expression::parse(&metric.formula)
        .map_err(|error| QueryError::Expression { part: metric.id.clone(), error })?;
    let division = formula.division();
    let below = division.iter().flat_map(|(_, below)| below.names()).collect();
    let mut planned = MetricPlan {
        metric: metric.clone(),
        params,
        formula,
        division,
        below,
        measures: BTreeMap::new(),
        missing: Vec::new(),
        mixed: Vec::new(),
    };
    for (name, measure) in &metric.measure {
        let found = relation(&measure.relation)
            .ok_or_else(|| QueryError::Question(format!("there is no relation `{}`", measure.relation)))?;
        check_dimensions(metric, found, question)?;
        let mut builder = Builder { dataset, question, planned: &mut planned, scans, relation: found };
        let plan = builder.measure(name, measure)?;
        planned.measures.insert(name.clone(), plan);
    }
    Ok(planned)
}

fn check_dimensions(metric: &Metric, relation: &'static Relation, question: &Question) -> Result<()> {
    for name in &question.by {
        let known = pharos_metric::dimension(name).is_some() || name.starts_with("attr:");
        if !known || !relation.has_dimension(name) {
            let mut list: Vec<&str> = vec!["site", "source", "hour_of_day", "weekday"];
            list.extend(relation.dimensions);
            let words =
                format!("{} cannot be split by `{name}`; it can be split by {}", metric.id, list.join(", "));
            return Err(QueryError::refused(Cause::Split, words));
        }
    }
    Ok(())
}

struct Builder<'a> {
    dataset: &'a Dataset,
    question: &'a Question,
    planned: &'a mut MetricPlan,
    scans: &'a mut Vec<Scan>,
    relation: &'static Relation,
}

impl Builder<'_> {
    fn measure(&mut self, name: &str, measure: &Measure) -> Result<MeasurePlan> {
        let filter = match &measure.filter {
            Some(text) => self.sql(name, text)?,
            None => "TRUE".to_owned(),
        };
        let value = measure.value.as_deref().map(|text| self.sql(name, text)).transpose()?;
        let value = value.unwrap_or_else(|| "1".to_owned());
        let clock = match measure.clock.as_str() {
            "$clock" => match self.planned.params.get("clock") {
                Some(ParamValue::Word(word)) => word.clone(),
                _ => String::new(),
            },
            other => other.to_owned(),
        };
        let extra = self.extra(name, measure, &filter, &value)?;
        let scan = self.scan(&clock, extra)?;
        let kind = self.cells(scan, measure, &filter, &value);
        self.flags(scan, measure, &filter);
        Ok(MeasurePlan { scan, kind, filter, value, aggregate: measure.aggregate })
    }

    fn sql(&self, name: &str, text: &str) -> Result<String> {
        let part = format!("{}, measure {name}", self.planned.metric.id);
        bind::sql(&self.dataset.catalogue, self.relation, &self.planned.params, &part, text)
    }

    fn extra(&self, name: &str, measure: &Measure, filter: &str, value: &str) -> Result<Extra> {
        let metric = &self.planned.metric;
        match metric.computed.as_deref() {
            Some("aht_adj") => {
                let keys = ["agent", "reason", "channel", "hour_of_day", "tenure_band"];
                return Ok(Extra::Per(keys.map(str::to_owned).to_vec()));
            }
            Some("backlog_days") if measure.relation == "items" => {
                let value = "age_s(\"solved_at\")".to_owned();
                return Ok(Extra::Values { value, filter: filter.to_owned(), event: "TRUE".to_owned() });
            }
            _ => {}
        }
        if let Some(per) = &metric.per {
            return Ok(Extra::Per(per.keys.clone()));
        }
        match measure.aggregate {
            Aggregate::Quantile | Aggregate::KmQuantile => {
                let event = match &measure.event {
                    Some(text) => self.sql(name, text)?,
                    None => "TRUE".to_owned(),
                };
                Ok(Extra::Values { value: value.to_owned(), filter: filter.to_owned(), event })
            }
            _ if metric.interval == IntervalMethod::Bootstrap => Ok(Extra::Clusters),
            _ => Ok(Extra::Nothing),
        }
    }

    /// The scan of this relation, clock and extra keys; made where there is none yet.
    fn scan(&mut self, clock_name: &str, extra: Extra) -> Result<usize> {
        let clock = self.relation.clock(clock_name).ok_or_else(|| {
            let known: Vec<&str> = self.relation.clocks.iter().map(|clock| clock.name).collect();
            QueryError::Question(format!(
                "{} has no clock `{clock_name}`; it has {}",
                self.planned.metric.id,
                known.join(", ")
            ))
        })?;
        let slot_s = match self.planned.params.get("slot_s") {
            Some(ParamValue::Whole(seconds)) if *seconds > 0 => *seconds,
            Some(_) => {
                return Err(QueryError::Question("slot_s must be a whole number of seconds above 0".into()));
            }
            None => 1800,
        };
        let open_only = self.planned.metric.per.as_ref().is_some_and(|per| per.open_only);
        let all_times =
            self.planned.metric.computed.as_deref() == Some("backlog_days") && self.relation.name == "items";
        let same = |scan: &Scan| {
            scan.relation.name == self.relation.name
                && scan.clock_name == clock_name
                && scan.extra == extra
                && scan.open_only == open_only
                && scan.all_times == all_times
                && (scan.slot_s == slot_s || !matches!(extra, Extra::Per(_)))
        };
        if let Some(index) = self.scans.iter().position(same) {
            return Ok(index);
        }
        let (filter, mut joined) = match &self.question.filter {
            Some(text) => bind::filter(self.relation, text).map(|(sql, names)| (Some(sql), names))?,
            None => (None, Vec::new()),
        };
        if let Extra::Per(keys) = &extra {
            joined.extend(keys.iter().cloned());
        }
        let named = joined.clone();
        for measure in self.planned.metric.measure.values() {
            for text in [&measure.filter, &measure.value].into_iter().flatten() {
                joined.extend(Expression::parse(text).map(|it| it.names()).unwrap_or_default());
            }
        }
        self.scans.push(Scan {
            relation: self.relation,
            clock: clock.expression,
            clock_name: clock_name.to_owned(),
            extra,
            filter,
            joined,
            named,
            cells: Vec::new(),
            slot_s,
            open_only,
            all_times,
            sql_name: self.relation.name,
        });
        Ok(self.scans.len() - 1)
    }

    fn cells(&mut self, scan: usize, measure: &Measure, filter: &str, value: &str) -> Kind {
        let thousandths = format!("thousandths(CAST(({value}) AS DOUBLE))");
        match measure.aggregate {
            Aggregate::Count => {
                Kind::Count { cell: self.cell(scan, format!("count(*) FILTER (WHERE {filter})")) }
            }
            Aggregate::CountTrue => Kind::CountTrue {
                cell: self.cell(scan, format!("count(*) FILTER (WHERE ({filter}) AND ({value}) IS TRUE)")),
                unknown: self.cell(scan, format!("count(*) FILTER (WHERE ({filter}) AND ({value}) IS NULL)")),
                rows: self.cell(scan, format!("count(*) FILTER (WHERE {filter})")),
            },
            Aggregate::Sum => {
                let by_sums = self.planned.metric.interval == IntervalMethod::MeanT
                    && self.planned.metric.per.is_none();
                let squares = (by_sums || self.planned.metric.computed.as_deref() == Some("aht_adj"))
                    .then(|| self.cell(scan, format!("sum(squared({thousandths})) FILTER (WHERE {filter})")));
                Kind::Sum {
                    cell: self.cell(scan, format!("sum({thousandths}) FILTER (WHERE {filter})")),
                    values: self.cell(scan, format!("count({value}) FILTER (WHERE {filter})")),
                    squares,
                }
            }
            Aggregate::Min | Aggregate::Max => {
                let function = if measure.aggregate == Aggregate::Min { "min" } else { "max" };
                let sql = format!("{function}(CAST(({value}) AS DOUBLE)) FILTER (WHERE {filter})");
                Kind::Extreme { cell: self.cell(scan, sql) }
            }
            Aggregate::Distinct => Kind::Count {
                cell: self.cell(scan, format!("count(DISTINCT {value}) FILTER (WHERE {filter})")),
            },
            Aggregate::Quantile | Aggregate::KmQuantile => Kind::Quantile {
                q: measure.q.unwrap_or(0.5),
                censored: measure.aggregate == Aggregate::KmQuantile,
            },
        }
    }

    fn flags(&mut self, scan: usize, measure: &Measure, filter: &str) {
        if matches!(self.scans[scan].extra, Extra::Values { .. }) {
            return;
        }
        let columns: Vec<String> = self.planned.metric.flag_missing.clone();
        for column in columns {
            if measure.aggregate == Aggregate::Sum && self.relation.column(&column).is_some() {
                let cell =
                    self.cell(scan, format!("count(*) FILTER (WHERE ({filter}) AND \"{column}\" IS NULL)"));
                self.planned.missing.push((column, scan, cell));
            }
        }
        let columns: Vec<String> = self.planned.metric.refuse_mixed.clone();
        for column in columns {
            let cells = [
                format!("min(CAST(\"{column}\" AS VARCHAR)) FILTER (WHERE {filter})"),
                format!("max(CAST(\"{column}\" AS VARCHAR)) FILTER (WHERE {filter})"),
                format!("count(*) FILTER (WHERE ({filter}) AND \"{column}\" IS NULL)"),
                format!("count(*) FILTER (WHERE {filter})"),
            ]
            .map(|sql| self.cell(scan, sql));
            self.planned.mixed.push((column, scan, cells));
        }
    }

    fn cell(&mut self, scan: usize, sql: String) -> usize {
        let cells = &mut self.scans[scan].cells;
        match cells.iter().position(|known| *known == sql) {
            Some(place) => place,
            None => {
                cells.push(sql);
                cells.len() - 1
            }
        }
    }
}

impl MetricPlan {
    /// True if every measure can be taken from interval reports.
    pub(crate) fn takes_reports(&self) -> bool {
        self.metric.per.is_none()
            && self.metric.computed.is_none()
            && self.metric.measure.values().any(|measure| measure.report.is_some())
            && self.metric.measure.values().all(|it| it.report.is_some() || it.relation == "interval_reports")
    }

    /// SQL of: a row counts above the line, below it, and with what weight above it.
    pub(crate) fn membership(&self) -> (String, String, String) {
        let (above, below) = match &self.division {
            Some((above, below)) => (above.names(), below.names()),
            None => (self.formula.names(), std::collections::BTreeSet::new()),
        };
        let any = |names: &std::collections::BTreeSet<String>| {
            let parts: Vec<String> =
                names.iter().filter_map(|name| self.measures.get(name)).map(MeasurePlan::counts).collect();
            if parts.is_empty() { "TRUE".to_owned() } else { format!("({})", parts.join(" OR ")) }
        };
        let whole = self.division.as_ref().map_or(&self.formula, |(above, _)| above);
        let weight = self.share_of(whole, &above);
        let numerator = any(&above);
        let denominator = if self.division.is_some() { any(&below) } else { numerator.clone() };
        (numerator, denominator, weight)
    }
}

impl MetricPlan {
    /// SQL of what one row adds to an expression over the measures; for measures that do not add up the row's own value.
    fn share_of(&self, whole: &Expression, names: &std::collections::BTreeSet<String>) -> String {
        let own: Vec<&MeasurePlan> = names.iter().filter_map(|name| self.measures.get(name)).collect();
        let picks = |it: &&&MeasurePlan| {
            !matches!(it.kind, Kind::Count { .. } | Kind::CountTrue { .. } | Kind::Sum { .. })
        };
        if let Some(measure) = own.iter().find(picks) {
            return format!("({})", measure.value);
        }
        if own.iter().any(|it| it.aggregate == Aggregate::Distinct) {
            return "1".to_owned();
        }
        // Names stand in double quotes, and only names do: a formula has no words.
        let mut sql = String::new();
        for (place, part) in whole.sql().split('"').enumerate() {
            match (place % 2, self.measures.get(part), self.params.get(part)) {
                (0, ..) => sql.push_str(part),
                (_, Some(measure), _) => sql.push_str(&measure.share()),
                (_, None, Some(ParamValue::Whole(number))) => sql.push_str(&number.to_string()),
                (_, None, Some(ParamValue::Number(number))) => sql.push_str(&number.to_string()),
                (_, None, Some(ParamValue::Flag(flag))) => sql.push_str(&u8::from(*flag).to_string()),
                _ => sql.push_str("NULL"),
            }
        }
        sql
    }
}

impl MeasurePlan {
    /// SQL of what one row adds to the measure.
    fn share(&self) -> String {
        match self.aggregate {
            Aggregate::Sum => format!(
                "(CASE WHEN {} THEN thousandths(CAST(({}) AS DOUBLE)) / 1000.0 ELSE 0.0 END)",
                self.counts(),
                self.value
            ),
            _ => format!("(CASE WHEN {} THEN 1 ELSE 0 END)", self.counts()),
        }
    }

    /// SQL of: the row counts in this measure.
    fn counts(&self) -> String {
        match self.aggregate {
            Aggregate::Count => format!("({})", self.filter),
            Aggregate::CountTrue => format!("(({}) AND ({}) IS TRUE)", self.filter, self.value),
            _ => format!("(({}) AND ({}) IS NOT NULL)", self.filter, self.value),
        }
    }
}
