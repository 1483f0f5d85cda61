//! The classes that cost least.
//!
//! A mixed integer program: how many start in each week (none, or a class between its least and greatest size), against
//! wages, recruiting and trainers; people missing in a week have a price (overtime, lost service), so that weeks that no
//! class can reach any more are told instead of making the plan impossible. With a price above what a class costs per
//! week of its output the target is met wherever it can be.

mod program;

use serde::{Deserialize, Serialize};

use crate::error::{CapacityError, within};
use crate::headcount::{Class, WeekHeadcount, Workforce, project};
use crate::offers::{Funnel, Offers};

/// What a centre can do about hiring.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Weeks from the decision to the first day: posting, interviews, notice.
    pub lead_weeks: u32,
    /// Least people of a class.
    pub class_min: u32,
    /// Greatest number of people of a class (room, trainer).
    pub class_max: u32,
    /// Classes that can be in training at the same time.
    pub classes_at_once: u32,
    /// Weeks in which no class may start.
    #[serde(default)]
    pub no_start_weeks: Vec<u32>,
}

/// Prices, in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Costs {
    /// A person on the payroll for a week, with all that goes with it.
    pub wage_week: f64,
    /// An offer made: advertising, interviews, agency.
    pub offer: f64,
    /// A class: trainer, room, material.
    pub class: f64,
    /// A person missing for a week: overtime, an outsourcer, or the worth of the service lost.
    pub short_week: f64,
}

/// A question of hiring.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// Fully productive people required, by week.
    pub required: Vec<f64>,
    /// Who is there.
    pub workforce: Workforce,
    /// Offers to starts to the floor.
    pub funnel: Funnel,
    /// What is possible.
    pub rules: Rules,
    /// What it costs.
    pub costs: Costs,
    /// Probability with which a class is to be full.
    pub class_full: f64,
}

/// A class to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedClass {
    /// Week of the first day.
    pub week: u32,
    /// Week in which it must be decided.
    pub decide_week: u32,
    /// First week on the floor.
    pub floor_week: u32,
    /// People on the first day.
    pub starts: u32,
    /// Offers for them.
    pub offers: Offers,
}

/// One week of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PlanWeek {
    /// Fully productive people required.
    pub required: f64,
    /// The people there.
    pub headcount: WeekHeadcount,
    /// People missing: required less output, where above zero.
    pub short: f64,
}

/// What a plan costs over its weeks.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct PlanCost {
    /// Wages of everybody.
    pub wages: f64,
    /// Offers.
    pub offers: f64,
    /// Classes.
    pub classes: f64,
    /// People missing.
    pub short: f64,
}

/// A plan of classes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The classes, in order of time.
    pub classes: Vec<PlannedClass>,
    /// By week.
    pub weeks: Vec<PlanWeek>,
    /// What it costs.
    pub cost: PlanCost,
    /// The cost is at most this share above the least possible, by a proven bound.
    pub gap: f64,
}

impl PlanCost {
    /// All of it.
    pub fn total(&self) -> f64 {
        self.wages + self.offers + self.classes + self.short
    }
}

impl Plan {
    /// Person-weeks missing.
    pub fn short_person_weeks(&self) -> f64 {
        self.weeks.iter().map(|week| week.short).sum()
    }

    /// The classes as the projection takes them.
    pub fn starts(&self) -> Vec<Class> {
        self.classes.iter().map(|class| Class { week: class.week, starts: class.starts }).collect()
    }
}

impl Problem {
    /// Checks the numbers.
    ///
    /// # Errors
    /// [`CapacityError::Invalid`] names the first number outside its range.
    pub fn check(&self) -> Result<(), CapacityError> {
        within("weeks of the plan", self.required.len() as f64, 1.0, 208.0, "but must be 1..208")?;
        for &required in &self.required {
            within("people required", required, 0.0, 1e6, "but must be 0 or more")?;
        }
        self.workforce.check()?;
        self.funnel.check()?;
        let rules = &self.rules;
        within("class_min", f64::from(rules.class_min), 1.0, 1e4, "but must be 1 or more")?;
        let rule = "but must not be below class_min";
        within("class_max", f64::from(rules.class_max), f64::from(rules.class_min), 1e4, rule)?;
        within("classes_at_once", f64::from(rules.classes_at_once), 1.0, 1e3, "but must be 1 or more")?;
        for (what, cost) in [
            ("wage_week", self.costs.wage_week),
            ("offer", self.costs.offer),
            ("class", self.costs.class),
            ("short_week", self.costs.short_week),
        ] {
            within(what, cost, 0.0, 1e9, "but must be 0 or more")?;
        }
        Ok(())
    }
}

/// The classes of least cost.
///
/// `gap` says how near the least possible cost it is proven to be.
///
/// # Errors
/// [`CapacityError`] for numbers outside their range.
pub fn plan(problem: &Problem) -> Result<Plan, CapacityError> {
    problem.check()?;
    let (classes, slack) = program::solve(problem);
    let mut plan = evaluate(problem, &classes)?;
    let total = plan.cost.total();
    plan.gap = if total > 0.0 { slack / total } else { 0.0 };
    Ok(plan)
}

/// What given classes lead to (their own plan, or one made for other numbers). `gap` is 0: nothing was searched.
///
/// # Errors
/// [`CapacityError`] for numbers outside their range.
pub fn evaluate(problem: &Problem, classes: &[Class]) -> Result<Plan, CapacityError> {
    problem.check()?;
    let mut classes = classes.to_vec();
    classes.sort_by_key(|class| class.week);
    let headcounts = project(&problem.workforce, &classes, problem.required.len() as u32);
    let weeks: Vec<PlanWeek> = problem
        .required
        .iter()
        .zip(headcounts)
        .map(|(&required, headcount)| PlanWeek {
            required,
            headcount,
            short: (required - headcount.output).max(0.0),
        })
        .collect();
    let classes = classes.iter().map(|class| planned(problem, *class)).collect::<Result<Vec<_>, _>>()?;
    let starts: f64 = classes.iter().map(|class| f64::from(class.starts)).sum();
    let costs = &problem.costs;
    let cost = PlanCost {
        wages: costs.wage_week * weeks.iter().map(|week| week.headcount.people).sum::<f64>(),
        offers: costs.offer * starts / problem.funnel.starts_per_offer(),
        classes: costs.class * classes.len() as f64,
        short: costs.short_week * weeks.iter().map(|week| week.short).sum::<f64>(),
    };
    Ok(Plan { classes, weeks, cost, gap: 0.0 })
}

fn planned(problem: &Problem, class: Class) -> Result<PlannedClass, CapacityError> {
    Ok(PlannedClass {
        week: class.week,
        decide_week: class.week.saturating_sub(problem.rules.lead_weeks),
        floor_week: class.week + problem.workforce.ramp.training_weeks,
        starts: class.starts,
        offers: problem.funnel.offers(u64::from(class.starts), problem.class_full)?,
    })
}

#[cfg(test)]
mod tests;
