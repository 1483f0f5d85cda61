//! The people over the weeks: those there, those to come, and what they can do.
//!
//! A week is looked at in its middle. Expected numbers, with the spread that leaving alone makes (each person stays or
//! goes independently: a binomial variance); the uncertainty of the demand is the scenarios' business.

use serde::{Deserialize, Serialize};

use crate::attrition::Attrition;
use crate::error::{CapacityError, share, within};
use crate::ramp::RampUp;

/// People there today with the same length of service.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cohort {
    /// Weeks since their first day.
    pub tenure_weeks: f64,
    /// Full-time equivalents.
    pub people: f64,
}

/// A class of new agents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Week of the first day, from 0.
    pub week: u32,
    /// People on the first day.
    pub starts: u32,
}

/// People who come or go for a known reason (a promotion, a project, the end of a season).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// From this week on.
    pub week: u32,
    /// Fully productive people more; below zero: fewer.
    pub people: f64,
}

/// Who is there and how people come, learn and go.
#[derive(Debug, Clone, PartialEq)]
pub struct Workforce {
    /// People today.
    pub present: Vec<Cohort>,
    /// Classes that are decided already.
    pub booked: Vec<Class>,
    /// Known changes.
    pub moves: Vec<Move>,
    /// Leaving by tenure.
    pub attrition: Attrition,
    /// Training and learning.
    pub ramp: RampUp,
    /// Share of a class that passes the training.
    pub passed: f64,
}

/// One week of a projection.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct WeekHeadcount {
    /// People on the payroll, those in training included.
    pub people: f64,
    /// Of those, in training.
    pub in_training: f64,
    /// What they can do, in fully productive people.
    pub output: f64,
    /// Standard deviation of `output` from who happens to stay.
    pub output_sd: f64,
}

/// Share of a group that is still paid, and what one of the group can do, in one week.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Presence {
    pub there: f64,
    pub productivity: f64,
}

impl Workforce {
    /// Checks the numbers.
    ///
    /// # Errors
    /// [`CapacityError::Invalid`] names the first number outside its range.
    pub fn check(&self) -> Result<(), CapacityError> {
        for cohort in &self.present {
            within(
                "tenure of people present in weeks",
                cohort.tenure_weeks,
                0.0,
                5_200.0,
                "but must be 0 or more",
            )?;
            within("people present", cohort.people, 0.0, 1e6, "but must be 0 or more")?;
        }
        for change in &self.moves {
            within("people who come or go", change.people, -1e6, 1e6, "but must be a number of people")?;
        }
        self.ramp.check()?;
        share("share that passes the training", self.passed)
    }

    /// A person of `tenure_weeks` today, `week` weeks on.
    fn present_in(&self, tenure_weeks: f64, week: u32) -> Presence {
        let age = tenure_weeks + f64::from(week);
        let training = f64::from(self.ramp.training_weeks);
        let passes = tenure_weeks < training && age >= training;
        let stays = self.attrition.staying(tenure_weeks, f64::from(week) + 0.5);
        Presence {
            there: stays * if passes { self.passed } else { 1.0 },
            productivity: self.ramp.productivity_at(age as u32),
        }
    }

    /// A person of a class, `age` whole weeks after its first day.
    pub(crate) fn of_class(&self, age: u32) -> Presence {
        let passed = if age >= self.ramp.training_weeks { self.passed } else { 1.0 };
        Presence {
            there: self.attrition.survival(f64::from(age) + 0.5) * passed,
            productivity: self.ramp.productivity_at(age),
        }
    }

    fn in_training(&self, age: f64) -> bool {
        age < f64::from(self.ramp.training_weeks)
    }
}

/// The people in each of `weeks` weeks, with `classes` besides those booked.
pub fn project(workforce: &Workforce, classes: &[Class], weeks: u32) -> Vec<WeekHeadcount> {
    (0..weeks).map(|week| project_week(workforce, classes, week)).collect()
}

fn project_week(workforce: &Workforce, classes: &[Class], week: u32) -> WeekHeadcount {
    let mut sum = WeekHeadcount::default();
    let mut variance = 0.0;
    let mut add = |people: f64, presence: Presence, training: bool| {
        let there = people * presence.there;
        sum.people += there;
        sum.in_training += if training { there } else { 0.0 };
        sum.output += there * presence.productivity;
        variance += there * (1.0 - presence.there) * presence.productivity.powi(2);
    };
    for cohort in &workforce.present {
        let presence = workforce.present_in(cohort.tenure_weeks, week);
        add(cohort.people, presence, workforce.in_training(cohort.tenure_weeks + f64::from(week)));
    }
    for class in workforce.booked.iter().chain(classes) {
        if let Some(age) = week.checked_sub(class.week) {
            add(f64::from(class.starts), workforce.of_class(age), workforce.in_training(f64::from(age)));
        }
    }
    for change in workforce.moves.iter().filter(|change| change.week <= week) {
        sum.people += change.people;
        sum.output += change.people;
    }
    sum.output_sd = variance.sqrt();
    sum
}

#[cfg(test)]
mod tests;
