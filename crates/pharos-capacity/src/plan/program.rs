//! The integer program of the classes: its value, its bound, its search.
//!
//! Choose classes (week t, people x between least and greatest size) to minimise
//! `sum of (class cost + cost per start x) + price of the people missing`. The program is small (some fifty weeks) and its
//! structure is known, so no general solver is asked: the cover of the weeks is relaxed by multipliers, what remains is a
//! choice of weeks that an exact recursion solves, and the multipliers' best value is a proven bound, at least as strong as the
//! linear relaxation's (A. M. Geoffrion, "Lagrangean relaxation for integer programming", 1974; M. L. Fisher, "The Lagrangian
//! relaxation method for solving integer programming problems", 1981). The classes come from a descent that starts at the
//! choices the multipliers suggest.

mod bound;
mod descent;

use super::Problem;
use crate::headcount::{Class, project};

/// The program in numbers.
pub(super) struct Program {
    /// Weeks in which a class may start, with the cost of a person who starts (offers and wages until the end).
    pub(super) starts: Vec<Start>,
    /// What a start can do, by whole weeks since the first day.
    pub(super) output: Vec<f64>,
    /// Fully productive people missing without new classes, by week; below zero: too many.
    pub(super) wanted: Vec<f64>,
    /// Classes that can be in training besides those booked, by week.
    pub(super) free: Vec<u32>,
    /// Weeks a class takes a place.
    pub(super) training: u32,
    pub(super) least: u32,
    pub(super) most: u32,
    pub(super) class_cost: f64,
    pub(super) short_cost: f64,
}

/// A week in which a class may start.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    pub(super) week: u32,
    pub(super) cost: f64,
}

/// The classes, and by how much their cost can at most exceed the least possible.
pub(super) fn solve(problem: &Problem) -> (Vec<Class>, f64) {
    let program = Program::new(problem);
    let nothing = program.cost(&[]);
    if program.starts.is_empty() || nothing <= 0.0 {
        return (Vec::new(), 0.0);
    }
    let first = descent::descend(&program, Vec::new());
    let found = bound::improve(&program, program.cost(&first));
    let mut best = first;
    for candidate in found.candidates {
        let classes = descent::descend(&program, candidate);
        if program.cost(&classes) < program.cost(&best) {
            best = classes;
        }
    }
    let slack = (program.cost(&best) - found.bound).max(0.0);
    best.sort_by_key(|class| class.week);
    (best, slack)
}

impl Program {
    pub(super) fn new(problem: &Problem) -> Program {
        let weeks = problem.required.len() as u32;
        let rules = &problem.rules;
        let training = problem.workforce.ramp.training_weeks.max(1);
        let output: Vec<f64> = (0..weeks)
            .map(|age| {
                let presence = problem.workforce.of_class(age);
                presence.there * presence.productivity
            })
            .collect();
        let paid: Vec<f64> = (0..weeks).map(|age| problem.workforce.of_class(age).there).collect();
        let per_offer = problem.costs.offer / problem.funnel.starts_per_offer();
        // A class that never reaches the floor within the plan only costs.
        let is_useful = |week: u32| week + problem.workforce.ramp.training_weeks < weeks;
        let starts = (rules.lead_weeks.min(weeks)..weeks)
            .filter(|week| !rules.no_start_weeks.contains(week) && is_useful(*week))
            .map(|week| Start {
                week,
                cost: per_offer
                    + problem.costs.wage_week * paid[..(weeks - week) as usize].iter().sum::<f64>(),
            });
        let without = project(&problem.workforce, &[], weeks);
        let booked = |week: u32| {
            let running = |class: &&Class| class.week <= week && week - class.week < training;
            problem.workforce.booked.iter().filter(running).count() as u32
        };
        Program {
            starts: starts.collect(),
            output,
            wanted: problem
                .required
                .iter()
                .zip(&without)
                .map(|(required, there)| required - there.output)
                .collect(),
            free: (0..weeks).map(|week| rules.classes_at_once.saturating_sub(booked(week))).collect(),
            training,
            least: rules.class_min,
            most: rules.class_max,
            class_cost: problem.costs.class,
            short_cost: problem.costs.short_week,
        }
    }

    pub(super) fn weeks(&self) -> usize {
        self.wanted.len()
    }

    /// Cost of a start in a week; `None` where no class may start.
    pub(super) fn start_cost(&self, week: u32) -> Option<f64> {
        let first = self.starts.first()?.week;
        let near = week.checked_sub(first).map_or(0, |it| it as usize).min(self.starts.len() - 1);
        // Forbidden weeks are gaps, so the place is at or before `near`.
        self.starts[..=near]
            .iter()
            .rev()
            .find(|start| start.week <= week)
            .filter(|it| it.week == week)
            .map(|it| it.cost)
    }

    /// Adds `people` of a class (or takes them away) to the people missing.
    pub(super) fn change(&self, missing: &mut [f64], week: u32, people: f64) {
        for (missing, output) in missing[week as usize..].iter_mut().zip(&self.output) {
            *missing -= people * output;
        }
    }

    pub(super) fn short(&self, missing: &[f64]) -> f64 {
        self.short_cost * missing.iter().map(|it| it.max(0.0)).sum::<f64>()
    }

    pub(super) fn class(&self, week: u32, people: u32) -> f64 {
        self.start_cost(week).map_or(f64::INFINITY, |cost| self.class_cost + cost * f64::from(people))
    }

    pub(super) fn cost(&self, classes: &[Class]) -> f64 {
        let mut missing = self.wanted.clone();
        for class in classes {
            self.change(&mut missing, class.week, f64::from(class.starts));
        }
        self.short(&missing) + classes.iter().map(|class| self.class(class.week, class.starts)).sum::<f64>()
    }

    /// Whether a class may start in `week` beside the others.
    pub(super) fn has_room(&self, classes: &[Class], week: u32) -> bool {
        let last = (week + self.training).min(self.weeks() as u32);
        (week..last).all(|at| {
            let running = classes.iter().filter(|class| class.week <= at && at - class.week < self.training);
            (running.count() as u32) < self.free[at as usize]
        })
    }
}
