//! The hiring plan as a user writes it in TOML, and the whole answer.
//!
//! ```toml
//! name = "Billing, next year"
//! starts = "2027-01-04"                 # first day of week 0
//! paid_hours = 40                       # a week, of a full-time agent
//!
//! [demand]
//! agent_hours = [1850, 1870]            # by week (the last goes on), or handling_hours with occupancy
//! weeks = 52
//! in_office_shrinkage = 0.18            # one number, one a week, or one a month of the year
//! leave_by_month = [0.10, 0.08, 0.08, 0.10, 0.08, 0.10, 0.16, 0.18, 0.08, 0.08, 0.08, 0.14]
//!
//! [[present]]
//! tenure_weeks = 80
//! people = 60
//!
//! [attrition]
//! ends_weeks = [13, 52]                 # or yearly = 0.3
//! weekly = [0.02, 0.008, 0.004]
//!
//! [ramp]
//! training_weeks = 6
//! productivity = [0.5, 0.6, 0.7, 0.8, 0.9]
//!
//! [funnel]
//! accepted = 0.7
//! came = 0.9
//! passed = 0.9
//!
//! [rules]
//! lead_weeks = 6
//! class_min = 6
//! class_max = 14
//! classes_at_once = 1
//!
//! [costs]
//! wage_week = 900
//! offer = 400
//! class = 5000
//! short_week = 2500
//! ```

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::attrition::Attrition;
use crate::error::{CapacityError, within};
use crate::headcount::{Class, Cohort, Move, Workforce};
use crate::offers::Funnel;
use crate::plan::{Costs, Problem, Rules};
use crate::ramp::RampUp;
use crate::required::{WeekDemand, agent_hours};
use crate::scenario::Outlook;
use crate::span::Level;

mod answer;

pub use answer::{HiringAnswer, MonthSummary, hiring_answer, write_text};

/// A hiring plan's text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HiringFile {
    /// What the user calls it.
    pub name: String,
    /// First day of week 0.
    pub starts: Date,
    /// Paid hours a week of a full-time agent.
    pub paid_hours: f64,
    /// The work.
    pub demand: Demand,
    /// People there today.
    #[serde(default)]
    pub present: Vec<Cohort>,
    /// Classes decided already.
    #[serde(default)]
    pub booked: Vec<Class>,
    /// Known changes.
    #[serde(default)]
    pub moves: Vec<Move>,
    /// Leaving.
    pub attrition: AttritionText,
    /// Training and learning.
    pub ramp: RampUp,
    /// Offers to starts.
    pub funnel: Funnel,
    /// What is possible.
    pub rules: Rules,
    /// What it costs.
    pub costs: Costs,
    /// Probability with which a class is to be full.
    #[serde(default = "four_fifths")]
    pub class_full: f64,
    /// Best, worst: other ways the year may turn out.
    #[serde(default, rename = "outlook")]
    pub outlooks: Vec<Outlook>,
    /// Levels of leaders and support.
    #[serde(default, rename = "level")]
    pub levels: Vec<Level>,
    /// Weeks of waiting whose cost is told.
    #[serde(default = "four")]
    pub wait_weeks: u32,
}

/// The work by week. A list shorter than `weeks` goes on with its last number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demand {
    /// Weeks of the plan.
    #[serde(default = "year")]
    pub weeks: u32,
    /// Hours agents must be at work.
    #[serde(default)]
    pub agent_hours: Option<Numbers>,
    /// Instead: hours of handling, with `occupancy`.
    #[serde(default)]
    pub handling_hours: Option<Numbers>,
    /// Occupancy wanted, with `handling_hours`.
    #[serde(default)]
    pub occupancy: Option<f64>,
    /// Share of paid time at work that is not for contacts.
    #[serde(default)]
    pub in_office_shrinkage: Option<Numbers>,
    /// Share of people away.
    #[serde(default)]
    pub leave: Option<Numbers>,
    /// Instead: one number for each month, January first; a week takes the month its middle lies in.
    #[serde(default)]
    pub leave_by_month: Option<Vec<f64>>,
}

/// One number or a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Numbers {
    /// The same in all weeks.
    One(f64),
    /// By week; the last goes on.
    Weeks(Vec<f64>),
}

/// Leaving: one yearly share, or hazards by tenure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttritionText {
    /// Share of today's people gone in a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yearly: Option<f64>,
    /// Ends of the tenure bands, weeks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ends_weeks: Vec<f64>,
    /// Leavers per person and week, one more than ends.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weekly: Vec<f64>,
}

impl Numbers {
    fn at(&self, week: usize) -> Option<f64> {
        match self {
            Numbers::One(number) => Some(*number),
            Numbers::Weeks(numbers) => numbers.get(week).or(numbers.last()).copied(),
        }
    }
}

impl AttritionText {
    /// The curve.
    ///
    /// # Errors
    /// [`CapacityError::Invalid`] where both or neither are given, or numbers are outside their range.
    pub fn curve(&self) -> Result<Attrition, CapacityError> {
        match (self.yearly, self.weekly.is_empty()) {
            (Some(yearly), true) => Attrition::yearly(yearly),
            (None, false) => Attrition::assumed(&self.ends_weeks, &self.weekly),
            _ => Err(invalid("attrition", "given twice or not at all", "give either yearly or weekly")),
        }
    }
}

impl HiringFile {
    /// Reads and checks a plan's text.
    ///
    /// # Errors
    /// [`CapacityError`] with the place and what may help.
    pub fn read(text: &str) -> Result<HiringFile, CapacityError> {
        let file: HiringFile = toml::from_str(text)?;
        file.problem()?;
        Ok(file)
    }

    /// First day of a week.
    pub fn date(&self, week: u32) -> Date {
        self.starts.saturating_add(jiff::Span::new().weeks(i64::from(week.min(10_000))))
    }

    /// The question in numbers.
    ///
    /// # Errors
    /// [`CapacityError::Invalid`] names the first number outside its range.
    pub fn problem(&self) -> Result<Problem, CapacityError> {
        within("paid_hours", self.paid_hours, 1.0, 100.0, "but must be 1..100 a week")?;
        within("demand.weeks", f64::from(self.demand.weeks), 1.0, 208.0, "but must be 1..208")?;
        let required = (0..self.demand.weeks).map(|week| {
            let demand = self.week_demand(week)?;
            demand.check()?;
            Ok(demand.people(self.paid_hours))
        });
        let problem = Problem {
            required: required.collect::<Result<_, CapacityError>>()?,
            workforce: Workforce {
                present: self.present.clone(),
                booked: self.booked.clone(),
                moves: self.moves.clone(),
                attrition: self.attrition.curve()?,
                ramp: self.ramp.clone(),
                passed: self.funnel.passed,
            },
            funnel: self.funnel,
            rules: self.rules.clone(),
            costs: self.costs,
            class_full: self.class_full,
        };
        problem.check()?;
        Ok(problem)
    }

    fn week_demand(&self, week: u32) -> Result<WeekDemand, CapacityError> {
        let demand = &self.demand;
        let index = week as usize;
        let number = |numbers: &Option<Numbers>| numbers.as_ref().and_then(|it| it.at(index));
        let hours = match (number(&demand.agent_hours), number(&demand.handling_hours), demand.occupancy) {
            (Some(hours), None, _) => hours,
            (None, Some(hours), Some(occupancy)) => agent_hours(hours, occupancy)?,
            (None, Some(_), None) => {
                return Err(invalid("demand.occupancy", "missing", "handling_hours need an occupancy"));
            }
            _ => {
                let advice = "give either agent_hours or handling_hours";
                return Err(invalid("demand.agent_hours", "given twice or not at all", advice));
            }
        };
        let leave = match (&demand.leave, &demand.leave_by_month) {
            (Some(_), Some(_)) => {
                return Err(invalid("demand.leave", "given twice", "give leave or leave_by_month"));
            }
            (_, Some(months)) => {
                let middle = self.date(week).saturating_add(jiff::Span::new().days(3));
                let month = months.get(middle.month() as usize - 1).copied();
                let advice = "there must be twelve, January first";
                month.filter(|_| months.len() == 12).ok_or_else(|| {
                    invalid("demand.leave_by_month", format!("a list of {}", months.len()), advice)
                })?
            }
            (leave, None) => number(leave).unwrap_or(0.0),
        };
        let in_office_shrinkage = number(&demand.in_office_shrinkage).unwrap_or(0.0);
        Ok(WeekDemand { agent_hours: hours, in_office_shrinkage, leave })
    }
}

fn invalid(what: &str, value: impl Into<String>, rule: &'static str) -> CapacityError {
    CapacityError::Invalid { what: what.to_owned(), value: value.into(), rule }
}

fn four_fifths() -> f64 {
    0.8
}

fn four() -> u32 {
    4
}

fn year() -> u32 {
    52
}

#[cfg(test)]
mod tests;
