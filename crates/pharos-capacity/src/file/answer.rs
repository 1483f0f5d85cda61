//! The whole answer to a hiring plan: classes with dates, weeks, months, outlooks, waiting, leaders.

use std::fmt::Write as _;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::HiringFile;
use crate::error::CapacityError;
use crate::plan::{Plan, PlanCost, PlanWeek, PlannedClass, plan};
use crate::scenario::{Outlook, Waiting, outlooks, waiting};
use crate::span::{LevelResult, span_of_control};

/// The answer. Dates are first days of weeks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HiringAnswer {
    /// Name of the plan.
    pub name: String,
    /// The classes to hold.
    pub classes: Vec<ClassAnswer>,
    /// By week.
    pub weeks: Vec<WeekAnswer>,
    /// By calendar month of the weeks' first days.
    pub months: Vec<MonthSummary>,
    /// What the plan costs.
    pub cost: PlanCost,
    /// All of it.
    pub cost_total: f64,
    /// The cost is at most this share above the least possible.
    pub gap: f64,
    /// Person-weeks missing.
    pub short_person_weeks: f64,
    /// Other ways the year may turn out.
    pub outlooks: Vec<OutlookAnswer>,
    /// What it costs to decide later.
    pub waiting: Waiting,
    /// Leaders and support for the people at the end of the plan.
    pub levels: Vec<LevelResult>,
}

/// A class with its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassAnswer {
    /// To be decided by this day.
    pub decide_by: Date,
    /// First day of training.
    pub starts_on: Date,
    /// First day on the floor.
    pub on_floor: Date,
    /// Weeks, people, offers.
    #[serde(flatten)]
    pub class: PlannedClass,
}

/// A week with its date.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WeekAnswer {
    /// First day.
    pub starts_on: Date,
    /// Required, there, short.
    #[serde(flatten)]
    pub week: PlanWeek,
    /// Output on an unlucky week: nine in ten are better, as far as leaving goes.
    pub output_lo: f64,
    /// Output on a lucky week.
    pub output_hi: f64,
}

/// A month: means of its weeks, sums of people who start.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MonthSummary {
    /// First day of the month.
    pub month: Date,
    /// Mean people required.
    pub required: f64,
    /// Mean people on the payroll.
    pub people: f64,
    /// Mean output.
    pub output: f64,
    /// Mean people missing.
    pub short: f64,
    /// People who start.
    pub starts: u32,
    /// Offers to be made for classes that start in the month, so that they are full on average.
    pub offers: u64,
}

/// An outlook in short.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutlookAnswer {
    /// The outlook.
    pub outlook: Outlook,
    /// Starts of the plan that is best for it.
    pub own_starts: u32,
    /// Its cost.
    pub own_cost: f64,
    /// Person-weeks missing with it.
    pub own_short_person_weeks: f64,
    /// Cost of the likely plan if it comes so.
    pub likely_plan_cost: f64,
    /// Person-weeks missing of the likely plan if it comes so.
    pub likely_plan_short_person_weeks: f64,
    /// Required and output of the likely plan by week if it comes so.
    pub weeks: Vec<PlanWeek>,
}

/// Plans the classes and everything around them.
///
/// # Errors
/// [`CapacityError`] for a number outside its range.
pub fn hiring_answer(file: &HiringFile) -> Result<HiringAnswer, CapacityError> {
    let problem = file.problem()?;
    let best = plan(&problem)?;
    let of_outlook = outlooks(&problem, &best, &file.outlooks)?.into_iter().map(|result| OutlookAnswer {
        own_starts: result.own_plan.classes.iter().map(|class| class.starts).sum(),
        own_cost: result.own_plan.cost.total(),
        own_short_person_weeks: result.own_plan.short_person_weeks(),
        likely_plan_cost: result.likely_plan.cost.total(),
        likely_plan_short_person_weeks: result.likely_plan.short_person_weeks(),
        weeks: result.likely_plan.weeks,
        outlook: result.outlook,
    });
    let agents = best.weeks.last().map_or(0.0, |week| week.headcount.people.max(0.0));
    Ok(HiringAnswer {
        name: file.name.clone(),
        classes: best.classes.iter().map(|class| class_answer(file, *class)).collect(),
        weeks: weeks(file, &best),
        months: months(file, &best),
        cost: best.cost,
        cost_total: best.cost.total(),
        gap: best.gap,
        short_person_weeks: best.short_person_weeks(),
        outlooks: of_outlook.collect(),
        waiting: waiting(&problem, &best, file.wait_weeks)?,
        levels: span_of_control(agents, &file.levels)?,
    })
}

fn class_answer(file: &HiringFile, class: PlannedClass) -> ClassAnswer {
    ClassAnswer {
        decide_by: file.date(class.decide_week),
        starts_on: file.date(class.week),
        on_floor: file.date(class.floor_week),
        class,
    }
}

fn weeks(file: &HiringFile, plan: &Plan) -> Vec<WeekAnswer> {
    // Nine in ten above the one, nine in ten below the other.
    const DEVIATIONS: f64 = 1.281_551_565_544_6;
    let answers = plan.weeks.iter().enumerate().map(|(index, week)| {
        let spread = DEVIATIONS * week.headcount.output_sd;
        WeekAnswer {
            starts_on: file.date(index as u32),
            week: *week,
            output_lo: (week.headcount.output - spread).max(0.0),
            output_hi: week.headcount.output + spread,
        }
    });
    answers.collect()
}

fn months(file: &HiringFile, plan: &Plan) -> Vec<MonthSummary> {
    let mut months: Vec<(MonthSummary, f64)> = Vec::new();
    for (index, week) in plan.weeks.iter().enumerate() {
        let month = file.date(index as u32).first_of_month();
        if months.last().is_none_or(|(last, _)| last.month != month) {
            let empty = MonthSummary {
                month,
                required: 0.0,
                people: 0.0,
                output: 0.0,
                short: 0.0,
                starts: 0,
                offers: 0,
            };
            months.push((empty, 0.0));
        }
        let Some((sum, count)) = months.last_mut() else { continue };
        sum.required += week.required;
        sum.people += week.headcount.people;
        sum.output += week.headcount.output;
        sum.short += week.short;
        for class in plan.classes.iter().filter(|class| class.week == index as u32) {
            sum.starts += class.starts;
            sum.offers += class.offers.expected;
        }
        *count += 1.0;
    }
    let means = months.into_iter().map(|(sum, count)| MonthSummary {
        required: sum.required / count,
        people: sum.people / count,
        output: sum.output / count,
        short: sum.short / count,
        ..sum
    });
    means.collect()
}

/// The answer as tables for a terminal.
pub fn write_text(answer: &HiringAnswer) -> String {
    let mut text = format!(
        "{}: cost {:.0}, within {:.2} % of the least possible; {:.1} person-weeks missing\n\nclasses\n",
        answer.name,
        answer.cost_total,
        answer.gap * 100.0,
        answer.short_person_weeks
    );
    let _ = writeln!(
        text,
        "{:<12}{:<12}{:<12}{:>7}{:>8}{:>14}",
        "decide by", "starts", "on floor", "starts", "offers", "offers (sure)"
    );
    for class in &answer.classes {
        let offers = class.class.offers;
        let _ = writeln!(
            text,
            "{:<12}{:<12}{:<12}{:>7}{:>8}{:>14}",
            class.decide_by.to_string(),
            class.starts_on.to_string(),
            class.on_floor.to_string(),
            class.class.starts,
            offers.expected,
            offers.sure
        );
    }
    let _ = writeln!(
        text,
        "\n{:<10}{:>10}{:>10}{:>10}{:>8}{:>8}{:>8}",
        "month", "required", "people", "output", "short", "starts", "offers"
    );
    for month in &answer.months {
        let _ = writeln!(
            text,
            "{:<10}{:>10.1}{:>10.1}{:>10.1}{:>8.1}{:>8}{:>8}",
            month.month.strftime("%Y-%m").to_string(),
            month.required,
            month.people,
            month.output,
            month.short,
            month.starts,
            month.offers
        );
    }
    write_outlook(&mut text, answer);
    text
}

fn write_outlook(text: &mut String, answer: &HiringAnswer) {
    for outlook in &answer.outlooks {
        let _ = writeln!(
            text,
            "\noutlook {}: its own plan {} starts, cost {:.0}, {:.1} person-weeks missing; this plan: cost {:.0}, {:.1} missing",
            outlook.outlook.name,
            outlook.own_starts,
            outlook.own_cost,
            outlook.own_short_person_weeks,
            outlook.likely_plan_cost,
            outlook.likely_plan_short_person_weeks
        );
    }
    let waiting = &answer.waiting;
    let _ = writeln!(
        text,
        "\ndeciding {} weeks later costs {:.0} more; {:.1} instead of {:.1} person-weeks missing",
        waiting.weeks, waiting.extra, waiting.short_later, waiting.short_now
    );
    for level in &answer.levels {
        let _ = writeln!(
            text,
            "{}: {} needed ({} to {}) for {:.0} of {}",
            level.level.role, level.need, level.need_least, level.need_most, level.reports, level.level.of
        );
    }
}
