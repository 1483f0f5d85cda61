//! Does a metric file hold? Names the line and the cause.

use thiserror::Error;

use crate::expression::{Expression, ExpressionError, Names, nearest};
use crate::file::{Aggregate, Language, Measure, Metric, ParamValue};
use crate::meaning::{Meaning, Terms, meaning};
use crate::relation::{RELATIONS, Relation, relation};

#[cfg(test)]
mod tests;

/// What is wrong in a metric file.
#[derive(Debug, Error, PartialEq)]
#[error("line {line}: {cause}")]
pub struct CheckError {
    /// Line, from 1.
    pub line: usize,
    /// The cause, with the value and what may help.
    pub cause: String,
}

/// Reads and checks one metric file.
///
/// # Errors
/// The first fault found, with its line.
pub fn check(text: &str, terms: &Terms) -> Result<Metric, CheckError> {
    let metric: Metric = toml::from_str(text).map_err(|error| CheckError {
        line: error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1),
        cause: error.message().to_owned(),
    })?;
    let at =
        |section: &str, key: &str, cause: String| CheckError { line: line_of(text, section, key), cause };
    words(&metric).map_err(|(key, cause)| at("", key, cause))?;
    for (name, measure) in &metric.measure {
        let section = format!("measure.{name}");
        check_measure(&metric, measure, terms).map_err(|(key, cause)| at(&section, key, cause))?;
    }
    check_refuse_mixed(&metric).map_err(|(key, cause)| at("", key, cause))?;
    check_formula(&metric).map_err(|(key, cause)| at("", key, cause))?;
    if let Some(per) = &metric.per {
        check_per(&metric, per).map_err(|(key, cause)| at("per", key, cause))?;
    }
    for language in
        [Language::English, Language::SimplifiedChinese, Language::TraditionalChinese, Language::Hebrew]
    {
        if metric.text.get(&language).is_none_or(|text| text.name.trim().is_empty()) {
            return Err(at("text", "", format!("the name in {language:?} is missing")));
        }
    }
    Ok(metric)
}

type Fault = (&'static str, String);

fn words(metric: &Metric) -> Result<(), Fault> {
    let closed: [(&'static str, &str, &[&str]); 3] = [
        (
            "unit",
            &metric.unit,
            &["count", "share", "s", "points", "ratio", "per_hour", "currency", "currency_per_hour", "fte"],
        ),
        ("direction", &metric.direction, &["up", "down", "band", "none"]),
        ("level", &metric.level, &["agent", "team", "queue"]),
    ];
    for (key, value, allowed) in closed {
        if !allowed.contains(&value) {
            return Err((key, format!("{key} is `{value}`; it is one of {}", allowed.join(", "))));
        }
    }
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.' || c == '_';
    if metric.id.is_empty() || !metric.id.chars().all(plain) {
        return Err((
            "id",
            format!("the id `{}` has other signs than a-z, 0-9, dot and underscore", metric.id),
        ));
    }
    Ok(())
}

fn check_measure(metric: &Metric, measure: &Measure, terms: &Terms) -> Result<(), Fault> {
    let found = relation(&measure.relation).ok_or_else(|| {
        let names = RELATIONS.iter().map(|relation| relation.name);
        let maybe =
            nearest(&measure.relation, names).map_or_else(String::new, |name| format!("; maybe `{name}`"));
        ("relation", format!("there is no relation `{}`{maybe}", measure.relation))
    })?;
    let clocks: Vec<&str> = match measure.clock.as_str() {
        "$clock" => match metric.params.get("clock") {
            Some(ParamValue::Word(word)) => vec![word.as_str()],
            _ => return Err(("clock", "`$clock` needs a parameter `clock` with a word".into())),
        },
        other => vec![other],
    };
    for clock in clocks {
        if found.clock(clock).is_none() {
            let known: Vec<&str> = found.clocks.iter().map(|clock| clock.name).collect();
            return Err((
                "clock",
                format!("{} has no clock `{clock}`; it has {}", found.name, known.join(", ")),
            ));
        }
    }
    let needs_value = measure.aggregate != Aggregate::Count;
    if needs_value && measure.value.is_none() {
        return Err(("aggregate", "this aggregate needs a `value`".into()));
    }
    let quantile = matches!(measure.aggregate, Aggregate::Quantile | Aggregate::KmQuantile);
    if quantile && !measure.q.is_some_and(|q| 0.0 < q && q < 1.0) {
        return Err(("q", "a quantile needs `q` between 0 and 1".into()));
    }
    for (key, text) in [("filter", &measure.filter), ("value", &measure.value), ("event", &measure.event)] {
        if let Some(text) = text {
            check_expression(metric, found, terms, text).map_err(|error| (key, error.to_string()))?;
        }
    }
    Ok(())
}

fn check_expression(
    metric: &Metric,
    relation: &Relation,
    terms: &Terms,
    text: &str,
) -> Result<(), ExpressionError> {
    let look_up = |name: &str| {
        Ok(match meaning(name, relation, &metric.params, terms)? {
            Meaning::Parameter(value) => Names::Value(value),
            Meaning::Term(term) => Names::Term(term),
            Meaning::Column | Meaning::Dimension => Names::Column(""),
        })
    };
    Expression::parse(text)?.bind(&look_up).map(drop)
}

fn check_refuse_mixed(metric: &Metric) -> Result<(), Fault> {
    for column in &metric.refuse_mixed {
        for found in metric.measure.values().filter_map(|measure| relation(&measure.relation)) {
            if found.column(column).is_none() {
                let maybe = nearest(column, found.column_names())
                    .map_or_else(String::new, |name| format!("; maybe `{name}`"));
                return Err(("refuse_mixed", format!("{} has no column `{column}`{maybe}", found.name)));
            }
        }
    }
    Ok(())
}

fn check_formula(metric: &Metric) -> Result<(), Fault> {
    let formula = Expression::parse(&metric.formula).map_err(|error| ("formula", error.to_string()))?;
    for name in formula.names() {
        if !metric.measure.contains_key(&name) && !metric.params.contains_key(&name) {
            let known = metric.measure.keys().map(String::as_str);
            let maybe = nearest(&name, known).map_or_else(String::new, |name| format!("; maybe `{name}`"));
            return Err((
                "formula",
                format!("the formula names `{name}`, which is no measure of this file{maybe}"),
            ));
        }
    }
    if let Some(n) = &metric.n
        && !metric.measure.contains_key(n)
    {
        return Err(("n", format!("n names `{n}`, which is no measure of this file")));
    }
    Ok(())
}

fn check_per(metric: &Metric, per: &crate::file::Per) -> Result<(), Fault> {
    use crate::file::Over;
    if per.keys.is_empty() {
        return Err(("keys", "`per` needs at least one key".into()));
    }
    for key in &per.keys {
        let known = matches!(key.as_str(), "day" | "slot")
            || metric.measure.values().all(|m| relation(&m.relation).is_some_and(|r| r.has_dimension(key)));
        if !known {
            return Err((
                "keys",
                format!("`{key}` is no dimension of this metric's relations (day and slot are keys too)"),
            ));
        }
    }
    if per.keys.iter().any(|key| key == "slot") && !metric.params.contains_key("slot_s") {
        return Err(("keys", "the key `slot` needs a parameter `slot_s`".into()));
    }
    if let Some(condition) = &per.condition {
        let condition = Expression::parse(condition).map_err(|error| ("condition", error.to_string()))?;
        let strange =
            condition.names().into_iter().find(|name| name != "value" && !metric.params.contains_key(name));
        if let Some(name) = strange {
            return Err((
                "condition",
                format!("`{name}` is unknown here: a condition names `value` and parameters"),
            ));
        }
    }
    let has = |key: &str| per.keys.iter().any(|own| own == key);
    if per.open_only && !(has("slot") && has("queue")) {
        return Err(("open_only", "`open_only` needs the keys `queue` and `slot`".into()));
    }
    match per.over {
        Over::TopShare if per.keys.len() < 2 => Err((
            "over",
            "`top_share` needs at least two keys: the last one is ranked within the others".into(),
        )),
        Over::Share if per.condition.is_none() => {
            Err(("over", "`share` needs a `condition` on `value`".into()))
        }
        Over::Quantile if per.q.is_none() => Err(("over", "`quantile` needs `q`".into())),
        _ => Ok(()),
    }
}

/// Line of a key within a section (`[section]`; empty: the head of the file), else of the section, else 1.
fn line_of(text: &str, section: &str, key: &str) -> usize {
    let mut current = String::new();
    let mut section_line = 1;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            current = name.trim().to_owned();
            if current == section {
                section_line = index + 1;
            }
        } else if current == section
            && line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
        {
            return index + 1;
        }
    }
    section_line
}
