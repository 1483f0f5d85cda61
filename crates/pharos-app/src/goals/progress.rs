//! How a goal stands: the number with what stands behind it, periods, members, parts, guardrails.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use pharos_engine::dataset::Dataset;
use pharos_goal::assess::{Direction, Mode};
use pharos_goal::definition::{Definition, Measure, PeriodLength, Work};
use pharos_goal::history::Period;
use pharos_goal::standing::{Known, Standing, project, standing};
use pharos_goal::target::{Member, Whom, members_standing};
use pharos_goal::warning::direction_of;
use serde::{Deserialize, Serialize};

use super::eligible::{who_worked, who_works};
use super::moment::Answers;
use super::requests;
use crate::{App, Permission, Result};

/// How a goal stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoalProgress {
    /// the day it is looked at: the newest day of the data, in the centre's zone
    pub today: Date,
    /// status, number, way, plan, expected date, members
    pub standing: Option<Standing>,
    /// why there is none
    pub cannot: Option<String>,
    /// unit of the numbers
    pub unit: String,
    /// which way is better
    pub direction: Option<Direction>,
    /// the goal's periods from its first day on
    pub periods: Vec<PeriodView>,
    /// what each part contributed
    pub parts: Vec<ContributionView>,
    /// numbers that must not get worse
    pub guardrails: Vec<GuardrailView>,
    /// periods that read differently than when they were last shown
    pub restated: Vec<RestatedView>,
    /// how the goal's parts stand, rolled up by its rule
    pub rolled_up: Option<pharos_goal::way::RolledUp>,
}

/// A period with its number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PeriodView {
    /// first day
    pub start: Date,
    /// first day after
    pub end: Date,
    /// the number; of a goal about members the share that holds
    pub value: Option<f64>,
    /// what stands behind it
    pub n: Option<f64>,
    /// lower bound (95 %)
    pub lo: Option<f64>,
    /// upper bound (95 %)
    pub hi: Option<f64>,
    /// the period is over
    pub over: bool,
}

/// What a part contributed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContributionView {
    /// the part: a team, a queue, ...
    pub part: String,
    /// its number
    pub value: Option<f64>,
    /// what stands behind it
    pub n: Option<f64>,
    /// share of all there is behind the goal's number
    pub share: Option<f64>,
    /// how far the part moves the goal's number from its target, in the number's unit: positive is better. Its distance
    /// from the target, times its share.
    pub pull: Option<f64>,
}

/// A number that must not get worse.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GuardrailView {
    /// the metric
    pub metric: String,
    /// its value since the goal's first day
    pub value: Option<f64>,
    /// what stands behind it
    pub n: Option<u64>,
    /// its value before
    pub baseline: Option<f64>,
    /// the worst value that is still within the guardrail
    pub limit: Option<f64>,
    /// `kept`, `broken`, `unknown`
    pub state: String,
}

/// A period that reads differently now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RestatedView {
    /// first day
    pub start: Date,
    /// what was shown
    pub was: Option<f64>,
    /// what it is now
    pub is: Option<f64>,
    /// cases behind it then
    pub n_was: Option<f64>,
    /// cases behind it now
    pub n_is: Option<f64>,
}

impl App {
    /// How a definition stands on a day.
    pub(super) async fn progress_of(
        &self,
        dataset: &Dataset,
        answers: &mut Answers<'_>,
        goal: &Definition,
        work: &Work,
        today: Date,
    ) -> Result<GoalProgress> {
        let mut progress = GoalProgress {
            today,
            standing: None,
            cannot: None,
            unit: "share".to_owned(),
            direction: Some(Direction::Up),
            periods: Vec::new(),
            parts: Vec::new(),
            guardrails: Vec::new(),
            restated: Vec::new(),
            rolled_up: None,
        };
        let Some(measure) = &goal.measure else {
            progress.standing = Some(project(goal, work, today));
            return Ok(progress);
        };
        let metric = self.catalogue_metric(&measure.metric)?;
        progress.unit.clone_from(&metric.unit);
        let Some(direction) = direction_of(goal, &metric.direction) else {
            progress.direction = None;
            progress.cannot = Some("it is not said which way is better".to_owned());
            return Ok(progress);
        };
        progress.direction = Some(direction);
        let counts = requests::adds_up(metric);
        let mut known = match self.known(dataset, answers, goal, measure, direction, today).await? {
            Ok(known) => known,
            Err(cause) => {
                progress.cannot = Some(cause);
                return Ok(progress);
            }
        };
        progress.periods = known.1;
        if counts && measure.period == PeriodLength::Whole {
            known.0.season = self.season(dataset, answers, goal, measure, today).await?;
        }
        match standing(goal, measure, direction, counts, &known.0, today) {
            Ok(mut standing) => {
                if let Some(members) = standing.members.as_mut().filter(|_| !answers.sees_individuals()) {
                    members.below.clear();
                    members.not_judged.clear();
                }
                progress.standing = Some(standing);
            }
            Err(error) => progress.cannot = Some(error.to_string()),
        }
        let (from, to) = span(goal, today);
        if from <= to {
            self.parts(answers, measure, &mut progress, direction, counts, (from, to)).await?;
            progress.guardrails = self.guardrails(answers, goal, measure, (from, to)).await?;
        }
        Ok(progress)
    }

    /// The goal's periods and members as the engine knows them, or why it cannot say.
    #[allow(clippy::type_complexity)]
    async fn known(
        &self,
        dataset: &Dataset,
        answers: &mut Answers<'_>,
        goal: &Definition,
        measure: &Measure,
        direction: Direction,
        today: Date,
    ) -> Result<std::result::Result<(Known, Vec<PeriodView>), String>> {
        let (from, to) = span(goal, today);
        let last = goal.by.unwrap_or(today);
        let mut known = Known::default();
        let mut views = Vec::new();
        if to < from {
            return Ok(Ok((known, views)));
        }
        let centre = &dataset.centre;
        for piece in requests::pieces(measure.period, from, to) {
            let request = requests::request(measure, piece.0, piece.1, measure.period, &[]);
            let answer = match answers.get(request).await? {
                Ok(answer) => answer,
                Err(cause) => return Ok(Err(cause)),
            };
            for row in &answer.rows {
                let (start, _) = requests::days(row, &centre.zone, piece);
                let end = requests::end_of(measure.period, start, last, centre.first_weekday);
                known.periods.push(requests::period(row, start));
                known.ends.push(end);
                views.push(PeriodView {
                    start,
                    end,
                    value: row.value,
                    n: row.n.map(|it| it as f64),
                    lo: row.lo,
                    hi: row.hi,
                    over: end <= today || last < today,
                });
            }
        }
        if measure.whom != Whom::Together {
            let counted =
                self.members(dataset, answers, goal, measure, direction, (from, to), &mut known).await?;
            let counted = match counted {
                Ok(counted) => counted,
                Err(cause) => return Ok(Err(cause)),
            };
            // The number is the share of members that hold it, and members are what stands behind it.
            for ((view, share), members) in views.iter_mut().zip(&known.member_shares).zip(counted) {
                (view.value, view.lo, view.hi, view.n) = (*share, None, None, Some(members as f64));
            }
        }
        Ok(Ok((known, views)))
    }

    /// Each member's number in each period; gives the number of members in each. Those with none in the period judged but known
    /// from before are members too. How many hold it is a number of a group: everybody is looked at for whoever asks, and who
    /// sees groups only learns of no small one.
    #[allow(clippy::too_many_arguments)]
    async fn members(
        &self,
        dataset: &Dataset,
        answers: &mut Answers<'_>,
        goal: &Definition,
        measure: &Measure,
        direction: Direction,
        (from, to): (Date, Date),
        known: &mut Known,
    ) -> Result<std::result::Result<Vec<u64>, String>> {
        if !answers.sees_individuals() && !goal.people.is_empty() {
            return Ok(Err("it names single people, and only groups are yours to see".to_owned()));
        }
        let smallest = answers.smallest_group();
        let baseline = measure.baseline.as_ref().and_then(|it| it.value);
        let aim = match measure.target.aim(baseline, direction) {
            Ok(aim) => aim,
            Err(error) => return Ok(Err(error.to_string())),
        };
        let mut by_period = match by_member(dataset, answers, goal, measure, (from, to)).await? {
            Ok(by_period) => by_period,
            Err(cause) => return Ok(Err(cause)),
        };
        let everybody = match measure.n_min {
            0 if goal.people.is_empty() => {
                let known = answers.get_as(&Permission::owner(), who_works(measure, (from, to))).await?;
                known.map(|it| who_worked(&it)).unwrap_or_default()
            }
            0 => goal.people.clone(),
            _ => Vec::new(),
        };
        let gone = self.gone_by(to).await?;
        let (mut shares, mut counted) = (Vec::new(), Vec::new());
        let mut last = Vec::new();
        for (index, period) in known.periods.iter().enumerate() {
            let mut members = by_period.remove(&period.start).unwrap_or_default();
            // What those did who have left stays in the periods that were over by then.
            if known.ends.get(index).is_none_or(|end| to < *end) {
                members.retain(|it| !gone.contains(&it.id));
            }
            add_absent(&mut members, everybody.iter().filter(|id| !gone.contains(*id)));
            let standing = members_standing(&members, aim, measure.whom, measure.n_min);
            // Where the engine hides the period's own number, as it could be told from others, this one could be too.
            let is_hidden = period.value.is_none() && !answers.sees_individuals();
            let is_small = standing.eligible < smallest || is_hidden;
            shares.push(standing.share.filter(|_| !is_small));
            counted.push(if is_small { 0 } else { standing.eligible });
            let running = known.ends.get(index).is_some_and(|end| to < *end);
            let each = measure.mode == Mode::Each && 0 < index;
            if !(running && each && measure.period != PeriodLength::Whole) {
                last = members;
            }
        }
        let judged = members_standing(&last, aim, measure.whom, measure.n_min);
        let is_told = answers.sees_individuals() || counted.last().is_none_or(|it| smallest <= *it);
        if 0 < judged.eligible && (judged.eligible < smallest || !is_told) {
            return Ok(Err(format!(
                "fewer than {smallest} people stand behind it, and only groups are yours to see"
            )));
        }
        known.member_shares = shares;
        known.members = last;
        Ok(Ok(counted))
    }

    async fn parts(
        &self,
        answers: &mut Answers<'_>,
        measure: &Measure,
        progress: &mut GoalProgress,
        direction: Direction,
        counts: bool,
        (from, to): (Date, Date),
    ) -> Result<()> {
        let Some(dimension) = measure.parts.as_deref() else { return Ok(()) };
        let request = requests::request(measure, from, to, PeriodLength::Whole, &[dimension]);
        let Ok(answer) = answers.get(request).await? else { return Ok(()) };
        let aim = progress.standing.as_ref().and_then(|it| it.aim[0].or(it.aim[1]));
        let weight = |row: &pharos_engine::query::AnswerRow| {
            if counts { row.value } else { row.denominator.or(row.n.map(|it| it as f64)) }
        };
        let all: f64 = answer.rows.iter().filter_map(weight).sum();
        let sign = if direction == Direction::Up { 1.0 } else { -1.0 };
        for row in answer.rows.iter().filter(|row| row.value.is_some()) {
            let share = weight(row).filter(|_| 0.0 < all).map(|it| it / all);
            let pull = aim.zip(share).zip(row.value).filter(|_| !counts);
            progress.parts.push(ContributionView {
                part: row.dims.first().cloned().flatten().unwrap_or_default(),
                value: row.value,
                n: row.n.map(|it| it as f64),
                share,
                pull: pull.map(|((aim, share), value)| sign * (value - aim) * share),
            });
        }
        progress.parts.sort_by(|a, b| a.part.cmp(&b.part));
        Ok(())
    }

    pub(super) async fn guardrails(
        &self,
        answers: &mut Answers<'_>,
        goal: &Definition,
        measure: &Measure,
        (from, to): (Date, Date),
    ) -> Result<Vec<GuardrailView>> {
        let mut views = Vec::new();
        for guardrail in &goal.guardrails {
            let metric = self.catalogue_metric(&guardrail.metric)?;
            let whole = PeriodLength::Whole;
            let scoped = requests::of_metric(&metric.id, &measure.filter, from, to, whole, &[]);
            let answer = match answers.get(scoped).await? {
                Ok(answer) => Some(answer),
                // The guardrail's relation may not know the goal's filter: then it is watched for everybody.
                Err(_) => answers.get(requests::of_metric(&metric.id, "", from, to, whole, &[])).await?.ok(),
            };
            let row = answer.as_ref().and_then(|it| it.rows.first());
            let value = row.and_then(|it| it.value);
            let worse = guardrail.baseline.map(|it| it.abs() * guardrail.worse_by);
            let limit =
                guardrail.baseline.zip(worse).map(|(baseline, worse)| match metric.direction.as_str() {
                    "up" => baseline - worse,
                    _ => baseline + worse,
                });
            let broken = value.zip(limit).map(|(value, limit)| match metric.direction.as_str() {
                "up" => value < limit,
                _ => limit < value,
            });
            views.push(GuardrailView {
                metric: metric.id.clone(),
                value,
                n: row.and_then(|it| it.n),
                baseline: guardrail.baseline,
                limit,
                state: match broken {
                    Some(true) => "broken",
                    Some(false) => "kept",
                    None => "unknown",
                }
                .to_owned(),
            });
        }
        Ok(views)
    }
}

/// First and last day of the goal that lie before today or on it.
pub(super) fn span(goal: &Definition, today: Date) -> (Date, Date) {
    let from = goal.starts.unwrap_or(today);
    (from, goal.by.unwrap_or(today).min(today))
}

/// Those without a number are members, too; everybody in the order of their ids.
fn add_absent<'a>(members: &mut Vec<Member>, everybody: impl Iterator<Item = &'a String>) {
    let known: BTreeSet<String> = members.iter().map(|it| it.id.clone()).collect();
    let absent = everybody.filter(|id| !known.contains(*id));
    members.extend(absent.map(|id| Member { id: id.clone(), value: None, n: 0 }));
    members.sort_by(|a, b| a.id.cmp(&b.id));
}

/// Each member's number by period, of everybody: who sees groups only is shown how many, not who.
async fn by_member(
    dataset: &Dataset,
    answers: &mut Answers<'_>,
    goal: &Definition,
    measure: &Measure,
    (from, to): (Date, Date),
) -> Result<std::result::Result<BTreeMap<Date, Vec<Member>>, String>> {
    let mut by_period: BTreeMap<Date, Vec<Member>> = BTreeMap::new();
    for piece in requests::pieces(measure.period, from, to) {
        let request = requests::request(measure, piece.0, piece.1, measure.period, &["agent"]);
        let answer = match answers.get_as(&Permission::owner(), request).await? {
            Ok(answer) => answer,
            Err(cause) => return Ok(Err(cause)),
        };
        for row in &answer.rows {
            let Some(Some(agent)) = row.dims.first() else { continue };
            if !goal.people.is_empty() && !goal.people.contains(agent) {
                continue;
            }
            let start = requests::days(row, &dataset.centre.zone, piece).0;
            let n = row.n.unwrap_or_else(|| row.value.map_or(0, |it| it.max(0.0) as u64));
            let member = Member { id: agent.clone(), value: row.value, n };
            by_period.entry(start).or_default().push(member);
        }
    }
    Ok(Ok(by_period))
}

/// Who worked lately on what a goal about members measures.
/// Periods of a history as they stand in the records, to notice a restatement.
pub(super) fn shown(periods: &[PeriodView]) -> Vec<Period> {
    let period =
        |it: &PeriodView| Period { start: it.start, value: it.value, numerator: None, denominator: it.n };
    periods.iter().filter(|it| it.over).map(period).collect()
}
