//! What needs somebody: one list over all parts of the product, ranked by impact. Each part adds its own lines; a part
//! without data adds none.
//!
//! The order is a rule, the same for everybody: first how pressing it is (a promise that is late; then what is for today; then
//! what can wait), within that by impact, 0..1: of a goal the part of its plan it is behind, of missing feedback the share of
//! the goal's members, of a sign about a person how sure it is (less where much of the team moved alike), of what is due the
//! days it is late (14 and more: 1), of a number its relative change; ties by name.

pub(super) mod goals;
pub(super) mod people;

use std::collections::BTreeMap;

use serde::Serialize;

use super::numbers::DayNumber;
use super::today::Freshness;

/// How pressing a need is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// at once
    Critical,
    /// today
    Warning,
    /// when there is time
    Notice,
}

/// Something that needs somebody.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Need {
    /// what kind it is; the page words it by this
    pub kind: String,
    /// how pressing
    pub severity: Severity,
    /// the name of what it is about, as people know it
    pub name: String,
    /// where it is dealt with, an address of the page
    pub href: String,
    /// values the wording needs
    pub values: BTreeMap<String, String>,
    /// 0..1, larger comes first within its severity
    pub impact: f64,
    /// it is about a person or between two: nothing for a huddle, a wall or a letter
    pub personal: bool,
}

impl Need {
    /// A need without values.
    pub(super) fn new(kind: &str, severity: Severity, name: &str, href: String) -> Need {
        Need {
            kind: kind.to_owned(),
            severity,
            name: name.to_owned(),
            href,
            values: BTreeMap::new(),
            impact: 0.0,
            personal: false,
        }
    }

    /// As something that is about a person or between two.
    pub(super) fn personal(self) -> Need {
        Need { personal: true, ..self }
    }

    /// With a value for its wording.
    pub(super) fn with(mut self, name: &str, value: impl ToString) -> Need {
        self.values.insert(name.to_owned(), value.to_string());
        self
    }

    /// With its rank within its severity.
    pub(super) fn ranked(mut self, impact: f64) -> Need {
        self.impact = impact.clamp(0.0, 1.0);
        self
    }
}

/// The most pressing first; ties by name, so that the list does not jump.
pub(super) fn ranked(mut needs: Vec<Need>) -> Vec<Need> {
    needs.sort_by(|one, other| {
        one.severity
            .cmp(&other.severity)
            .then(other.impact.total_cmp(&one.impact))
            .then_with(|| (&one.kind, &one.name).cmp(&(&other.kind, &other.name)))
    });
    needs
}

/// Sources whose newest fact is older than is usual for them.
pub(super) fn of_sources(sources: &[Freshness]) -> Vec<Need> {
    let late = sources.iter().filter(|source| source.late);
    late.map(|source| {
        Need::new("source-late", Severity::Warning, &source.name, "/imports".to_owned())
            .with("newest", source.newest.as_deref().unwrap_or_default())
            .ranked(0.5)
    })
    .collect()
}

/// Numbers of the day that fell out of what the week before and its own uncertainty would let expect: the intervals of both
/// days do not touch, and the change is for the worse.
pub(super) fn of_numbers(numbers: &[DayNumber]) -> Vec<Need> {
    let mut needs = Vec::new();
    for number in numbers {
        let (Some(value), Some(before)) = (number.day.value, number.week_before.value) else { continue };
        let enough = |n: Option<u64>| n.is_some_and(|n| number.n_min.max(30) <= n);
        if !enough(number.day.n) || !enough(number.week_before.n) {
            continue;
        }
        let worse = match number.direction.as_str() {
            "up" => number.day.hi < number.week_before.lo && number.day.hi.is_some(),
            "down" => number.week_before.hi < number.day.lo && number.week_before.hi.is_some(),
            _ => false,
        };
        if worse {
            let filter = if number.filter.is_empty() {
                String::new()
            } else {
                format!("&where={}", encoded(&number.filter))
            };
            let href = format!("/explore?m={}&from={}&to={}{filter}", number.metric, number.from, number.to);
            let change = (value - before).abs() / before.abs().max(f64::MIN_POSITIVE);
            needs.push(
                Need::new("number-worse", Severity::Notice, &number.metric, href)
                    .with("value", value)
                    .with("before", before)
                    .with("unit", &number.unit)
                    .ranked(change),
            );
        }
    }
    needs
}

/// As it stands in the path of an address.
pub(super) fn path(text: &str) -> String {
    encoded(text).replace('+', "%20")
}

/// As it stands behind the question mark of an address.
pub(super) fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[cfg(test)]
mod tests;
