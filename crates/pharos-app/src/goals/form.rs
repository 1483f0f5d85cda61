//! The guided form: live answers beside each part of a goal while it is written. It drafts, people decide.

mod members;
mod people;

use jiff::ToSpan;
use jiff::civil::Date;
use pharos_engine::dataset::Dataset;
use pharos_goal::assess::{self, Assessment, Direction, Mode, Question};
use pharos_goal::definition::{Baseline, Definition, Measure, Missing, PeriodLength};
use pharos_goal::drivers::{self, Driver, Series};
use pharos_goal::future::Kind;
use pharos_goal::history::{Period, Regular};
use pharos_goal::target::{Aim, Whom};
use pharos_goal::track_record::{TrackRecord, track_record};
use pharos_goal::warning::{self, Beside, Code, Warning, direction_of};
use pharos_goal::way::{self, Point, Split};
use pharos_metric::Metric;
use pharos_stats::control_chart;
use pharos_stats::level_shift::{LevelShift, level_shift};
use pharos_store::GoalState;
use serde::Serialize;

use super::evaluate::today;
use super::history::{HistoryPeriod, baseline_window, history_request, kind};
use super::moment::Answers;
use super::requests;
use super::{GoalDraft, Stored, facts};
use crate::{Action, App, PeopleThere, Permission, Result};

/// What the form answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FormAnswer {
    /// the day it is looked at
    pub today: Date,
    /// parts that are missing, in the order of the form
    pub missing: Vec<Missing>,
    /// what is warned of
    pub warnings: Vec<Warning>,
    /// why the metric cannot be fed; `None`: it can
    pub not_fed: Option<String>,
    /// unit of the numbers
    pub unit: Option<String>,
    /// which way is better
    pub direction: Option<Direction>,
    /// where it starts from, over the window shown
    pub baseline: Option<Baseline>,
    /// the target in numbers, `[least, greatest]`
    pub aim: Option<[Option<f64>; 2]>,
    /// the metric's history
    pub history: Option<HistoryView>,
    /// of a goal about members: the share of them that held the target, period by period
    pub member_history: Option<HistoryView>,
    /// how likely the target is reached by the date; of a goal about members in shares of them
    pub assessment: Option<Assessment>,
    /// what became of goals this history would have seen: how far the probability can be trusted here
    pub record: Option<RecordView>,
    /// process metrics that move with the aim here
    pub drivers: Vec<DriverView>,
    /// a number to watch beside it, preselected
    pub guardrails: Vec<GuardrailProposal>,
    /// milestones on the way
    pub milestones: Vec<Point>,
    /// whether the people are there whom the promise needs; `None` where that is not the question, or no plan can say
    pub people_there: Option<PeopleThere>,
}

/// The history of a metric.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HistoryView {
    /// length of its periods
    pub period: PeriodLength,
    /// the periods, oldest first
    pub periods: Vec<HistoryPoint>,
    /// limits of natural variation: centre, lower, upper (individuals chart); `None` with less than two values
    pub limits: Option<[f64; 3]>,
    /// where its level changed, if it did: what is read of it before that is of another time
    pub shift: Option<ShiftView>,
}

/// A change of level in the history.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ShiftView {
    /// first day of the first period on the new level
    pub on: Date,
    /// the days between which that lies with 95 % confidence; `None` where it cannot be told
    pub between: Option<[Date; 2]>,
    /// mean of the periods before
    pub before: f64,
    /// mean of the periods from there on
    pub after: f64,
}

/// A period of the history.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HistoryPoint {
    /// first day
    pub start: Date,
    /// the number
    pub value: Option<f64>,
    /// what stands behind it
    pub n: Option<u64>,
    /// lower bound (95 %)
    pub lo: Option<f64>,
    /// upper bound (95 %)
    pub hi: Option<f64>,
}

/// Of pseudo-goals given a probability, how many were reached.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecordView {
    /// pseudo-goals
    pub n: u64,
    /// share that was reached
    pub base_rate: f64,
    /// mean squared error of the probabilities
    pub brier: f64,
    /// 1 - brier / brier of always saying the base rate
    pub skill: Option<f64>,
    /// mean difference of said and come
    pub calibration_error: f64,
    /// share of outcomes inside the 80 % band
    pub coverage80: f64,
    /// per tenth: how many, mean said, share that came
    pub bins: Vec<(u64, f64, f64)>,
}

/// A process metric that moves with the aim. Not called a cause.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DriverView {
    /// how strongly, how surely
    #[serde(flatten)]
    pub driver: Driver,
    /// true where the history tells it from chance (q at most 0.1)
    pub told_apart: bool,
}

/// A guardrail that is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GuardrailProposal {
    /// the metric
    pub metric: String,
    /// it has values here
    pub fed: bool,
}

/// Process metrics that may move an aim; those without values here fall out.
const PROCESS: [&str; 12] = [
    "occupancy.wall",
    "aht",
    "hold.all_contacts",
    "acw.mean",
    "transfer_rate",
    "escalation_rate",
    "ring_no_answer_rate",
    "abandon.offered",
    "asa",
    "fcr.cross_channel",
    "wrapup_code_complete",
    "short_handle_rate",
];
/// Periods a level lasts, at least.
const SHIFT_PERIODS_MIN: usize = 5;
/// Drivers that are shown at most.
const DRIVERS_MAX: usize = 6;
/// Share a guardrail may get worse by where nobody says otherwise.
pub(super) const WORSE_BY: f64 = 0.05;
/// Seed of the drawn futures: the same question gets the same answer.
const SEED: u64 = 1;
/// A driver or pull with a greater q is chance.
const TOLD_APART_Q: f64 = 0.1;

impl App {
    /// What there is to say about a goal as it is stated so far. `id` is that of the goal itself where it is known already.
    ///
    /// # Errors
    /// The right is missing; an unknown metric; data that cannot be read.
    pub async fn assess_goal(
        &self,
        permission: &Permission,
        draft: &GoalDraft,
        id: Option<&str>,
    ) -> Result<FormAnswer> {
        permission.require(Action::ReadGoals)?;
        let mut answer = self.form_answer(permission, draft, id, true).await?;
        answer.people_there = self.people_for(permission, &draft.definition, &answer).await?;
        Ok(answer)
    }

    /// The same; drivers and other goals only where `deep`.
    pub(super) async fn form_answer(
        &self,
        permission: &Permission,
        draft: &GoalDraft,
        id: Option<&str>,
        deep: bool,
    ) -> Result<FormAnswer> {
        let dataset = self.goals_dataset().await?;
        let today = today(&dataset).await?;
        let goal = &draft.definition;
        let mut answer = FormAnswer {
            today,
            missing: goal.missing(&draft.work),
            warnings: Vec::new(),
            not_fed: None,
            unit: None,
            direction: None,
            baseline: None,
            aim: None,
            history: None,
            member_history: None,
            assessment: None,
            record: None,
            drivers: Vec::new(),
            guardrails: Vec::new(),
            milestones: Vec::new(),
            people_there: None,
        };
        let mut goal = goal.clone();
        let mut answers = self.answers(&dataset, permission);
        if goal.measure.is_some() {
            self.answer_measure(&dataset, &mut answers, &mut goal, &mut answer, deep).await?;
        }
        let metric = goal.measure.as_ref().map(|it| self.catalogue_metric(&it.metric)).transpose()?;
        answer.warnings =
            warning::warnings(&goal, &draft.work, metric.map(facts).as_ref(), answer.assessment.as_ref());
        if deep {
            self.beside_others(&dataset, &mut answers, &goal, id, &mut answer).await?;
        }
        Ok(answer)
    }

    /// The answers about the number.
    async fn answer_measure(
        &self,
        dataset: &Dataset,
        answers: &mut Answers<'_>,
        goal: &mut Definition,
        answer: &mut FormAnswer,
        deep: bool,
    ) -> Result<()> {
        let Some(mut measure) = goal.measure.clone() else { return Ok(()) };
        let metric = self.catalogue_metric(&measure.metric)?;
        answer.unit = Some(metric.unit.clone());
        answer.not_fed = self.fed(dataset, answers, &measure).await?;
        if measure.baseline.is_none() {
            let window = baseline_window(&measure, goal.starts, answer.today);
            measure.baseline = Some(self.baseline(answers, &measure, window).await?);
        }
        answer.baseline.clone_from(&measure.baseline);
        goal.measure = Some(measure.clone());
        answer.direction = direction_of(goal, &metric.direction);
        for id in &metric.guard {
            let Some(known) = self.catalogue.get(id) else { continue };
            let whole = PeriodLength::Whole;
            let (from, to) = baseline_window(&measure, goal.starts, answer.today);
            let asked = answers.get(requests::of_metric(&known.id, "", from, to, whole, &[])).await?;
            let fed = asked.is_ok_and(|it| it.rows.iter().any(|row| row.value.is_some()));
            answer.guardrails.push(GuardrailProposal { metric: id.clone(), fed });
        }
        let Some(direction) = answer.direction else { return Ok(()) };
        let baseline = measure.baseline.as_ref().and_then(|it| it.value);
        let aim = measure.target.aim(baseline, direction).ok();
        answer.aim = aim.map(|it| match it {
            Aim::AtLeast(least) => [Some(least), None],
            Aim::AtMost(most) => [None, Some(most)],
            Aim::Within(lo, hi) => [Some(lo), Some(hi)],
        });
        let Ok(history) = self.metric_history(dataset, answers, &measure, answer.today).await? else {
            return Ok(());
        };
        answer.history = Some(history_view(measure.period, &history));
        if let Some(aim) = aim {
            if measure.whom == Whom::Together {
                let asked = (kind(metric), bound(aim, direction), direction);
                judge(measure.mode, asked, goal.by, &history, answer);
            } else if let Some(shares) =
                self.members_history(dataset, answers, goal, &measure, aim, answer.today).await?
            {
                // What is asked of members is no number of the scope as a whole: their share that holds it is judged.
                answer.member_history = Some(history_view(measure.period, &shares));
                let asked = (Kind::Rate, members::needed(measure.whom), Direction::Up);
                judge(measure.mode, asked, goal.by, &shares, answer);
            }
            if let (Some(baseline), Some(starts), Some(by)) = (baseline, goal.starts, goal.by) {
                let parts = milestone_parts(starts, by);
                let target = aim.nearest(baseline);
                answer.milestones =
                    way::milestones(baseline, target, starts, by, parts, Split::Backward, &[]);
            }
        }
        if deep {
            let until = answer.today;
            answer.drivers = self.drivers(dataset, answers, &measure, direction, &history, until).await?;
        }
        Ok(())
    }

    /// Process metrics whose changes go with those of the aim.
    async fn drivers(
        &self,
        dataset: &Dataset,
        answers: &mut Answers<'_>,
        measure: &Measure,
        direction: Direction,
        history: &[HistoryPeriod],
        until: Date,
    ) -> Result<Vec<DriverView>> {
        // Weeks tell more than the few months of a year.
        let weekly = Measure { period: PeriodLength::Week, ..measure.clone() };
        let history = if measure.period == PeriodLength::Week {
            history.to_vec()
        } else {
            self.metric_history(dataset, answers, &weekly, until).await?.unwrap_or_default()
        };
        let aim = series(&measure.metric, Some(direction), &history, &history);
        let processes: Vec<(&Metric, Measure)> = PROCESS
            .iter()
            .filter(|it| **it != measure.metric)
            .filter_map(|id| self.catalogue.get(id))
            .map(|metric| {
                let (id, params) = (metric.id.clone(), std::collections::BTreeMap::new());
                (metric, Measure { metric: id, params, ..weekly.clone() })
            })
            .collect();
        let histories: Vec<_> = processes.iter().map(|(_, it)| history_request(it, until)).collect();
        answers.ask_ahead(&histories).await?;
        let mut candidates = Vec::new();
        for (metric, process) in processes {
            let Ok(found) = self.metric_history(dataset, answers, &process, until).await? else { continue };
            let direction = match metric.direction.as_str() {
                "up" => Some(Direction::Up),
                "down" => Some(Direction::Down),
                _ => None,
            };
            candidates.push(series(&metric.id, direction, &found, &history));
        }
        let mut found = drivers::drivers(&aim, &candidates);
        found.truncate(DRIVERS_MAX);
        let view = |driver: Driver| DriverView { told_apart: driver.q <= TOLD_APART_Q, driver };
        Ok(found.into_iter().map(view).collect())
    }

    /// Warnings about other goals pursued at the same time: too many for one person, pulls by rule and by history.
    async fn beside_others(
        &self,
        dataset: &Dataset,
        answers: &mut Answers<'_>,
        goal: &Definition,
        id: Option<&str>,
        answer: &mut FormAnswer,
    ) -> Result<()> {
        let stored = self.stored_goals().await?;
        let pursued =
            |it: &&Stored| it.record.state == GoalState::Active && Some(it.record.id.as_str()) != id;
        let others: Vec<&Stored> = stored.iter().filter(pursued).collect();
        let direction = |it: &Definition| {
            let metric = self.catalogue.get(&it.measure.as_ref()?.metric)?;
            direction_of(it, &metric.direction)
        };
        let mine = Beside { id: id.unwrap_or(""), goal, direction: direction(goal) };
        let beside: Vec<Beside<'_>> = others
            .iter()
            .map(|it| Beside {
                id: &it.record.id,
                goal: &it.definition,
                direction: direction(&it.definition),
            })
            .collect();
        answer.warnings.extend(warning::beside(&mine, &beside));
        let Some((measure, way)) = goal.measure.as_ref().zip(mine.direction) else { return Ok(()) };
        let weekly = |it: &Measure| Measure { period: PeriodLength::Week, ..it.clone() };
        let Ok(own) = self.metric_history(dataset, answers, &weekly(measure), answer.today).await? else {
            return Ok(());
        };
        let own_series = series(&measure.metric, Some(way), &own, &own);
        for other in beside {
            let Some((theirs, way)) = other.goal.measure.as_ref().zip(other.direction) else { continue };
            if theirs.metric == measure.metric {
                continue;
            }
            let found = self.metric_history(dataset, answers, &weekly(theirs), answer.today).await?;
            let Ok(found) = found else { continue };
            let pull = drivers::pull(&own_series, &series(&theirs.metric, Some(way), &found, &own));
            if let Some(pull) = pull.filter(|it| it.hi < 0.0 && it.q <= TOLD_APART_Q) {
                answer.warnings.push(Warning {
                    code: Code::ConflictByHistory,
                    values: std::collections::BTreeMap::from([
                        ("goal", other.id.to_owned()),
                        ("title", other.goal.title.clone()),
                        ("strength", pull.strength.to_string()),
                        ("lo", pull.lo.to_string()),
                        ("hi", pull.hi.to_string()),
                        ("n", pull.n.to_string()),
                    ]),
                });
            }
        }
        Ok(())
    }
}

/// The number that has to be reached.
fn bound(aim: Aim, direction: Direction) -> f64 {
    match (aim, direction) {
        (Aim::AtLeast(it) | Aim::AtMost(it), _) => it,
        (Aim::Within(lo, _), Direction::Up) => lo,
        (Aim::Within(_, hi), Direction::Down) => hi,
    }
}

/// Probability, facts of the past, smaller step and record of calibration.
fn judge(
    mode: Mode,
    (kind, target, direction): (Kind, f64, Direction),
    by: Option<Date>,
    history: &[HistoryPeriod],
    answer: &mut FormAnswer,
) {
    let periods: Vec<Period> = history.iter().map(|it| it.period).collect();
    let by = by.unwrap_or_else(|| answer.today.saturating_add(90.days()));
    let question = Question { kind, target, direction, by, mode, seed: SEED };
    answer.assessment = assess::assess(&periods, &question).ok();
    let Ok(regular) = Regular::new(&periods) else { return };
    let horizon = regular.periods_until(by).clamp(1, periods.len() / 4 + 1);
    answer.record = track_record(&regular, &question, horizon).map(|it| record_view(&it));
}

fn record_view(it: &TrackRecord) -> RecordView {
    RecordView {
        n: it.record.n,
        base_rate: it.record.base_rate,
        brier: it.record.brier,
        skill: it.record.skill,
        calibration_error: it.record.calibration_error,
        coverage80: it.coverage80,
        bins: it.record.bins.clone(),
    }
}

fn history_view(period: PeriodLength, history: &[HistoryPeriod]) -> HistoryView {
    let values: Vec<f64> = history.iter().filter_map(|it| it.period.value).collect();
    let limits = control_chart::individuals(&values);
    let point = |it: &HistoryPeriod| HistoryPoint {
        start: it.period.start,
        value: it.period.value,
        n: it.n,
        lo: it.lo,
        hi: it.hi,
    };
    HistoryView {
        period: warning::history_period(period),
        periods: history.iter().map(point).collect(),
        limits: limits.map(|it| [it.centre, it.lower, it.upper]),
        shift: shift(history),
    }
}

/// The change of level that the periods show, if it explains more than it costs.
fn shift(history: &[HistoryPeriod]) -> Option<ShiftView> {
    let known: Vec<(Date, f64)> =
        history.iter().filter_map(|it| Some((it.period.start, it.period.value?))).collect();
    let values: Vec<f64> = known.iter().map(|it| it.1).collect();
    let found = level_shift(&values, SHIFT_PERIODS_MIN).filter(LevelShift::is_there)?;
    let day = |place: usize| known.get(place).map(|it| it.0);
    Some(ShiftView {
        on: day(found.at)?,
        between: found.between.and_then(|(from, to)| Some([day(from)?, day(to)?])),
        before: found.before,
        after: found.after,
    })
}

/// The values in the periods of `of`.
fn series(
    metric: &str,
    direction: Option<Direction>,
    history: &[HistoryPeriod],
    of: &[HistoryPeriod],
) -> Series {
    let value = |start: Date| history.iter().find(|it| it.period.start == start)?.period.value;
    Series {
        metric: metric.to_owned(),
        direction,
        values: of.iter().map(|it| value(it.period.start)).collect(),
    }
}

/// As many milestones as months, up to a year's.
fn milestone_parts(starts: Date, by: Date) -> u32 {
    let months = i32::from(by.year() - starts.year()) * 12 + i32::from(by.month() - starts.month()) + 1;
    u32::try_from(months.clamp(0, 12)).unwrap_or(0)
}
