//! A goal seen by one agent: the own number beside the own past and the team's average.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use pharos_engine::query::AnswerRow;
use pharos_goal::definition::{Definition, Measure, PeriodLength};
use pharos_goal::leaderboard::is_team_cause;
use pharos_goal::target::{Aim, Whom};
use pharos_goal::warning::{direction_of, history_period};
use pharos_store::GoalState;
use serde::Serialize;

use super::Stored;
use super::evaluate::today;
use super::history::baseline_window;
use super::moment::Answers;
use super::requests;
use crate::permission::Part;
use crate::{Action, App, Permission, Result};

/// A goal as it is on an agent's own page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MyGoal {
    /// the goal
    pub goal: String,
    /// its title
    pub title: String,
    /// the metric
    pub metric: String,
    /// unit of the numbers
    pub unit: String,
    /// first day of the period that is running
    pub period_start: Date,
    /// the agent today
    pub today: Option<f64>,
    /// the agent in the running period so far
    pub value: Option<f64>,
    /// cases behind it
    pub n: Option<u64>,
    /// lower bound (95 %)
    pub lo: Option<f64>,
    /// upper bound (95 %)
    pub hi: Option<f64>,
    /// the agent over the baseline's window; of a number that is one of a period the mean of its periods
    pub own_baseline: Option<f64>,
    /// everybody of the goal in the running period; of a number that adds up the mean of the agents
    pub team: Option<f64>,
    /// the target in numbers, `[least, greatest]`
    pub aim: [Option<f64>; 2],
    /// of a count: what is left to the target, per day left in the period
    pub left_per_day: Option<f64>,
    /// the filter that leads to the own contacts behind the number
    pub filter: String,
    /// the average of all is below the target itself, so that the cause is not the person
    pub team_cause: bool,
}

/// One moment, and the agent whose goals are looked at.
struct Look<'a> {
    agent: &'a str,
    now: Date,
    first_weekday: jiff::civil::Weekday,
    smallest_group: usize,
    answers: Answers<'a>,
}

impl App {
    /// The goals of an agent with the agent's own numbers. Agents see themselves, supervisors the agents of their part.
    ///
    /// # Errors
    /// The right is missing; an agent that is not ours to see; data that cannot be read.
    pub async fn agent_goals(&self, permission: &Permission, agent: &str) -> Result<Vec<MyGoal>> {
        permission.require(Action::ReadGoals)?;
        let visible = self.visible_agents(permission).await?;
        if permission.agent_id() != Some(agent) && visible.is_some_and(|it| !it.contains(agent)) {
            return Err(crate::AppError::NotFound {
                what: "agent",
                name: agent.to_owned(),
                advice: String::new(),
            });
        }
        self.check_figures_of(permission, agent).await?;
        self.audit_seen(permission, "goal.agent", ("agent", agent), "goals of an agent", 1).await?;
        let dataset = self.goals_dataset().await?;
        let mut look = Look {
            agent,
            now: today(&dataset).await?,
            first_weekday: dataset.centre.first_weekday,
            smallest_group: dataset.smallest_group,
            answers: self.answers(&dataset, permission),
        };
        let mut mine = Vec::new();
        for goal in self.stored_goals().await? {
            let people = &goal.definition.people;
            let belongs = people.is_empty() || people.iter().any(|it| it == agent);
            if belongs && goal.record.state == GoalState::Active {
                mine.extend(self.my_goal(&mut look, &goal).await?);
            }
        }
        Ok(mine)
    }

    /// One goal with the agent's numbers; `None` where it says nothing about the agent.
    async fn my_goal(&self, look: &mut Look<'_>, goal: &Stored) -> Result<Option<MyGoal>> {
        let definition = &goal.definition;
        let Some(measure) = &definition.measure else { return Ok(None) };
        let metric = self.catalogue_metric(&measure.metric)?;
        let direction = direction_of(definition, &metric.direction);
        // A number of queues is no number of a person.
        let Some(direction) = direction.filter(|_| metric.level != "queue") else { return Ok(None) };
        let baseline = measure.baseline.as_ref().and_then(|it| it.value);
        let Ok(aim) = measure.target.aim(baseline, direction) else { return Ok(None) };
        let now = look.now;
        let first = running(measure.period, definition.starts.unwrap_or(now), now, look.first_weekday);
        let so_far = look.own(measure, (first, now)).await?.filter(|it| it.value.is_some());
        let known = so_far.as_ref().and_then(|it| it.value);
        let counts = requests::adds_up(metric) && measure.whom != Whom::Together;
        if known.is_none() && !(counts && self.is_asked(look, definition, measure, (first, now)).await?) {
            return Ok(None);
        }
        let value = known.unwrap_or(0.0);
        let (from, to) = baseline_window(measure, definition.starts, now);
        let each = requests::adds_up(metric) || metric.per.is_some();
        let team = if each {
            let absent = match requests::adds_up(metric) {
                // Who has none of what is counted counts as well.
                true => self.eligible(&mut look.answers, &definition.people, measure, (first, now)).await?,
                false => Vec::new(),
            };
            look.average(measure, (first, now), &definition.people, &absent).await?
        } else {
            look.all(measure, (first, now)).await?.and_then(|it| Some((it.value?, it.lo.zip(it.hi))))
        };
        let interval = team.and_then(|it| it.1);
        let before = if each { history_period(measure.period) } else { PeriodLength::Whole };
        let end = requests::end_of(measure.period, first, definition.by.unwrap_or(now), look.first_weekday);
        let days = now.until((jiff::Unit::Day, end)).map_or(0, |it| it.get_days()) - 1;
        // A count that all make together asks nothing of each: only the average stands beside the own part of it.
        let of_all = requests::adds_up(metric) && measure.whom == Whom::Together;
        let left = match aim {
            Aim::AtLeast(least) if requests::adds_up(metric) && !of_all => Some((least - value).max(0.0)),
            _ => None,
        };
        Ok(Some(MyGoal {
            goal: goal.record.id.clone(),
            title: definition.title.clone(),
            metric: metric.id.clone(),
            unit: metric.unit.clone(),
            period_start: first,
            today: look.own(measure, (now, now)).await?.and_then(|it| it.value),
            value: Some(value),
            n: so_far.as_ref().map_or(Some(0), |it| it.n),
            lo: so_far.as_ref().and_then(|it| it.lo),
            hi: so_far.as_ref().and_then(|it| it.hi),
            own_baseline: look.own_before(measure, (from, to), before).await?,
            team: team.map(|it| it.0),
            aim: match aim {
                _ if of_all => [None, None],
                Aim::AtLeast(least) => [Some(least), None],
                Aim::AtMost(most) => [None, Some(most)],
                Aim::Within(lo, hi) => [Some(lo), Some(hi)],
            },
            left_per_day: left.filter(|_| 0 < days).map(|it| it / f64::from(days)),
            filter: own_filter(measure, look.agent),
            team_cause: !of_all && is_team_cause(interval, aim.nearest(value), direction, 0, 0),
        }))
    }

    /// True where the agent is one of those asked for a number of things: who has none of them yet has none, which is a number.
    async fn is_asked(
        &self,
        look: &mut Look<'_>,
        definition: &Definition,
        measure: &Measure,
        span: (Date, Date),
    ) -> Result<bool> {
        let asked = self.eligible(&mut look.answers, &definition.people, measure, span).await?;
        Ok(asked.iter().any(|it| it == look.agent))
    }

    /// The agents whose numbers the user may see; `None`: all of them.
    pub(super) async fn visible_agents(&self, permission: &Permission) -> Result<Option<BTreeSet<String>>> {
        let individuals = permission.may(Action::ReadIndividuals);
        if individuals && *permission.part() == Part::Whole {
            return Ok(None);
        }
        let own: BTreeSet<String> = permission.agent_id().map(str::to_owned).into_iter().collect();
        if !individuals {
            return Ok(Some(own));
        }
        let dataset = self.goals_dataset().await?;
        let to = today(&dataset).await?;
        let from = to.saturating_sub(400.days());
        let request = requests::of_metric("handled", "", from, to, PeriodLength::Whole, &["agent"]);
        let rows = self
            .answers(&dataset, permission)
            .get_as(permission, request)
            .await?
            .map_or_else(|_| Vec::new(), |it| it.rows);
        let agents = rows.iter().filter_map(|row| row.dims.first().cloned().flatten());
        // Who worked in the part and works elsewhere now is another's: their page would not open either.
        let roster = self.roster().await?;
        let is_ours = |agent: &String| roster.0.get(agent).is_none_or(|it| it.is_seen_by(permission));
        Ok(Some(agents.filter(is_ours).chain(own).collect()))
    }
}

impl Look<'_> {
    /// The agent's number: out of one question about all agents, which the next agent need not ask again.
    async fn own(&mut self, measure: &Measure, (from, to): (Date, Date)) -> Result<Option<AnswerRow>> {
        let request = requests::request(measure, from, to, PeriodLength::Whole, &["agent"]);
        let rows = self.answers.get(request).await?.map_or_else(|_| Vec::new(), |it| it.rows);
        Ok(rows.into_iter().find(|it| it.dims.first().and_then(Option::as_deref) == Some(self.agent)))
    }

    /// The agent's number before, over whole periods their mean.
    async fn own_before(
        &mut self,
        measure: &Measure,
        (from, to): (Date, Date),
        period: PeriodLength,
    ) -> Result<Option<f64>> {
        let request = requests::request(measure, from, to, period, &["agent"]);
        let rows = self.answers.get(request).await?.map_or_else(|_| Vec::new(), |it| it.rows);
        let mine = rows.iter().filter(|it| it.dims.first().and_then(Option::as_deref) == Some(self.agent));
        let values: Vec<f64> = mine.filter_map(|it| it.value).collect();
        Ok((!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64))
    }

    /// The mean of all agents who share the goal, with its 95 % interval, whoever asks: single numbers do not follow from it
    /// where the smallest group is behind it. A smaller one is told to those who may see each of its people. Those of
    /// `absent` who have no number have none of what is counted.
    async fn average(
        &mut self,
        measure: &Measure,
        (from, to): (Date, Date),
        people: &[String],
        absent: &[String],
    ) -> Result<Option<(f64, Option<(f64, f64)>)>> {
        let request = requests::request(measure, from, to, PeriodLength::Whole, &["agent"]);
        let everybody = self.answers.get_as(&Permission::owner(), request.clone()).await?;
        let rows = everybody.map_or_else(|_| Vec::new(), |it| it.rows);
        let shares = |row: &AnswerRow| {
            row.dims
                .first()
                .and_then(Option::as_deref)
                .is_some_and(|agent| people.is_empty() || people.iter().any(|it| it == agent))
        };
        let of = |rows: &[AnswerRow]| -> Vec<f64> {
            rows.iter().filter(|it| shares(it)).filter_map(|it| it.value).collect()
        };
        let mut values = of(&rows);
        let has_row =
            |agent: &String| rows.iter().any(|it| it.dims.first().and_then(Option::as_ref) == Some(agent));
        values.extend(absent.iter().filter(|it| !has_row(it)).map(|_| 0.0));
        if values.len() < self.smallest_group {
            let seen = self.answers.get(request).await?.map_or_else(|_| Vec::new(), |it| it.rows);
            if of(&seen).len() < of(&rows).len() {
                return Ok(None);
            }
        }
        Ok(mean(&values))
    }

    /// Everybody's number.
    async fn all(&mut self, measure: &Measure, (from, to): (Date, Date)) -> Result<Option<AnswerRow>> {
        let request = requests::request(measure, from, to, PeriodLength::Whole, &[]);
        Ok(self.answers.get(request).await?.ok().and_then(|it| it.rows.into_iter().next()))
    }
}

/// A mean with its 95 % interval, which two values at least give.
fn mean(values: &[f64]) -> Option<(f64, Option<(f64, f64)>)> {
    let n = values.len() as f64;
    if values.is_empty() {
        return None;
    }
    let mean = values.iter().sum::<f64>() / n;
    let interval = (2 <= values.len()).then(|| {
        let squares: f64 = values.iter().map(|it| (it - mean).powi(2)).sum();
        let margin = 1.96 * (squares / (n - 1.0) / n).sqrt();
        (mean - margin, mean + margin)
    });
    Some((mean, interval))
}

/// The filter of the agent's contacts behind the measure.
fn own_filter(measure: &Measure, agent: &str) -> String {
    let person = format!("agent = '{}'", agent.replace('\'', "''"));
    if measure.filter.trim().is_empty() { person } else { format!("({}) AND {person}", measure.filter) }
}

/// First day of the period that is running.
fn running(period: PeriodLength, starts: Date, now: Date, first_weekday: jiff::civil::Weekday) -> Date {
    let month = |months: i8| {
        let month = (now.month() - 1) / months * months + 1;
        jiff::civil::date(now.year(), month, 1)
    };
    let first = match period {
        PeriodLength::Day => now,
        PeriodLength::Week => now.saturating_sub(i64::from(first_weekday.until(now.weekday())).days()),
        PeriodLength::Month => month(1),
        PeriodLength::Quarter => month(3),
        PeriodLength::HalfYear => month(6),
        PeriodLength::Year => month(12),
        PeriodLength::Whole => starts,
    };
    first.max(starts.min(now))
}

#[cfg(test)]
mod tests;
