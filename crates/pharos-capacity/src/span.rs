//! Span of control: how many people report to one leader, and how many leaders follow from a number of agents.

use serde::{Deserialize, Serialize};

use crate::error::{CapacityError, within};

/// How many reports one leader should have.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpanBand {
    /// Fewer make the level too thick.
    pub low: f64,
    /// More leave people without attention.
    pub high: f64,
}

/// A level of the organisation to look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// `supervisor`, `manager`, `director`, `planning`, `quality`, `training` or what the centre has.
    pub role: String,
    /// The role counted as reports: `agent`, or a level before this one.
    pub of: String,
    /// Reports per person of this role.
    pub band: SpanBand,
    /// People in the role today; none where nobody knows.
    #[serde(default)]
    pub people: Option<f64>,
}

/// Where a level stands against its band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpanVerdict {
    /// The number of people today is not known.
    Unknown,
    /// Reports, but nobody to report to.
    Nobody,
    /// Fewer reports than the band.
    Narrow,
    /// Inside the band.
    Within,
    /// More reports than the band.
    Wide,
}

/// One level's answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LevelResult {
    /// The level asked about.
    pub level: Level,
    /// Number of reports: agents, or the people of the lower level (its need where the people are not known).
    pub reports: f64,
    /// Reports per person today.
    pub span: Option<f64>,
    /// Against the band.
    pub verdict: SpanVerdict,
    /// Least people so that nobody has more than the band's high end.
    pub need_least: u32,
    /// Most people so that nobody has less than the low end; at least `need_least`, as one leader of few is still one.
    pub need_most: u32,
    /// Nearest to the middle of the band.
    pub need: u32,
}

/// The bands of the product's first use: 12 to 15 agents a supervisor, 3 to 4 supervisors a manager, 5 to 6 managers a
/// director.
pub fn usual_levels() -> Vec<Level> {
    let level = |role: &str, of: &str, low, high| Level {
        role: role.to_owned(),
        of: of.to_owned(),
        band: SpanBand { low, high },
        people: None,
    };
    vec![
        level("supervisor", "agent", 12.0, 15.0),
        level("manager", "supervisor", 3.0, 4.0),
        level("director", "manager", 5.0, 6.0),
    ]
}

/// Holds levels against their bands and says how many people each needs for `agents` agents. A level counts the people its
/// lower level *needs*, so that the answer for a year ahead follows from the agents alone; `span` is of today.
///
/// # Errors
/// [`CapacityError::Invalid`] for a band upside down, a role twice, or a level whose lower role is not before it.
pub fn span_of_control(agents: f64, levels: &[Level]) -> Result<Vec<LevelResult>, CapacityError> {
    within("agents", agents, 0.0, 1e7, "but must be 0 or more")?;
    let mut results: Vec<LevelResult> = Vec::new();
    for level in levels {
        check(level)?;
        if level.role == "agent" || results.iter().any(|before| before.level.role == level.role) {
            let rule = "but each role stands once";
            return Err(CapacityError::Invalid { what: "role".to_owned(), value: level.role.clone(), rule });
        }
        let (reports_need, reports_now) = if level.of == "agent" {
            (agents, Some(agents))
        } else {
            let Some(lower) = results.iter().find(|before| before.level.role == level.of) else {
                let rule = "but must be `agent` or a role before this one";
                return Err(CapacityError::Invalid {
                    what: format!("of {}", level.role),
                    value: level.of.clone(),
                    rule,
                });
            };
            (f64::from(lower.need), lower.level.people)
        };
        results.push(level_result(level, reports_need, reports_now));
    }
    Ok(results)
}

fn check(level: &Level) -> Result<(), CapacityError> {
    let of = |end: &str| format!("{end} end of the span of a {}", level.role);
    within(&of("low"), level.band.low, 0.1, 1e5, "but must be above 0")?;
    within(&of("high"), level.band.high, level.band.low, 1e5, "but must not be below the low end")?;
    level
        .people
        .map_or(Ok(()), |people| within("people of a level", people, 0.0, 1e6, "but must be 0 or more"))
}

fn level_result(level: &Level, reports: f64, reports_now: Option<f64>) -> LevelResult {
    const SLACK: f64 = 1e-9;
    let need_least = (reports / level.band.high - SLACK).ceil().max(0.0) as u32;
    let need_most = ((reports / level.band.low + SLACK).floor() as u32).max(need_least);
    let middle = 2.0 * reports / (level.band.low + level.band.high);
    let need = (middle.round() as u32).clamp(need_least, need_most);
    let span = match (level.people, reports_now) {
        (Some(people), Some(now)) if people > 0.0 => Some(now / people),
        _ => None,
    };
    let verdict = match (level.people, reports_now, span) {
        (Some(people), Some(now), _) if people == 0.0 && now > 0.0 => SpanVerdict::Nobody,
        (_, _, Some(span)) if span > level.band.high + SLACK => SpanVerdict::Wide,
        (_, _, Some(span)) if span < level.band.low - SLACK => SpanVerdict::Narrow,
        (_, _, Some(_)) => SpanVerdict::Within,
        _ => SpanVerdict::Unknown,
    };
    LevelResult { level: level.clone(), reports, span, verdict, need_least, need_most, need }
}

#[cfg(test)]
mod tests;
