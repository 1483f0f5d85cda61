//! A goal seen by one agent: the own number beside the own past and the team's average.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use pharos_goal::definition::{Measure, PeriodLength};
use pharos_goal::leaderboard::is_team_cause;
use pharos_goal::target::Aim;
use pharos_goal::warning::direction_of;
use pharos_store::GoalState;
use serde::Serialize;

use super::evaluate::today;
use super::history::baseline_window;
use super::requests::{self, Answers};
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
    /// the agent over the baseline's window
    pub own_baseline: Option<f64>,
    /// everybody of the goal in the running period
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
        self.audit_seen(permission, "goal.agent", ("agent", agent), "goals of an agent", 1).await?;
        let dataset = self.dataset().await?;
        let now = today(&dataset).await?;
        let mut answers = Answers::new(&dataset, permission);
        let mut mine = Vec::new();
        for goal in self.stored_goals().await? {
            let definition = &goal.definition;
            let belongs = definition.people.is_empty() || definition.people.iter().any(|it| it == agent);
            let Some(measure) = definition.measure.as_ref().filter(|_| belongs) else { continue };
            let metric = self.catalogue_metric(&measure.metric)?;
            // A number of queues is no number of a person.
            if goal.record.state != GoalState::Active || metric.level == "queue" {
                continue;
            }
            let Some(direction) = direction_of(definition, &metric.direction) else { continue };
            let baseline = measure.baseline.as_ref().and_then(|it| it.value);
            let Ok(aim) = measure.target.aim(baseline, direction) else { continue };
            let own = own(measure, agent);
            let starts = definition.starts.unwrap_or(now);
            let last = definition.by.unwrap_or(now);
            let first = running(measure.period, starts, now, dataset.centre.first_weekday);
            let whole = PeriodLength::Whole;
            let (from, to) = baseline_window(measure, definition.starts, now);
            let mut value = async |measure: &Measure, from: Date, to: Date| {
                let asked = answers.get(requests::request(measure, from, to, whole, &[])).await?;
                Ok::<_, crate::AppError>(asked.ok().and_then(|it| it.rows.into_iter().next()))
            };
            let so_far = value(&own, first, now).await?;
            let Some(so_far) = so_far.filter(|it| it.value.is_some()) else { continue };
            let today = value(&own, now, now).await?.and_then(|it| it.value);
            let own_baseline = value(&own, from, to).await?.and_then(|it| it.value);
            let team = value(measure, first, now).await?;
            let limit = aim.nearest(so_far.value.unwrap_or_default());
            let interval = team.as_ref().and_then(|it| it.lo.zip(it.hi));
            let end = requests::end_of(measure.period, first, last, dataset.centre.first_weekday);
            let days = now.until((jiff::Unit::Day, end)).map_or(0, |it| it.get_days()) - 1;
            let left = match aim {
                Aim::AtLeast(least) if requests::adds_up(metric) => {
                    so_far.value.map(|it| (least - it).max(0.0))
                }
                _ => None,
            };
            mine.push(MyGoal {
                goal: goal.record.id.clone(),
                title: definition.title.clone(),
                metric: metric.id.clone(),
                unit: metric.unit.clone(),
                period_start: first,
                today,
                value: so_far.value,
                n: so_far.n,
                lo: so_far.lo,
                hi: so_far.hi,
                own_baseline,
                team: team.and_then(|it| it.value),
                aim: match aim {
                    Aim::AtLeast(least) => [Some(least), None],
                    Aim::AtMost(most) => [None, Some(most)],
                    Aim::Within(lo, hi) => [Some(lo), Some(hi)],
                },
                left_per_day: left.filter(|_| 0 < days).map(|it| it / f64::from(days)),
                filter: own.filter.clone(),
                team_cause: is_team_cause(interval, limit, direction, 0, 0),
            });
        }
        Ok(mine)
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
        let dataset = self.dataset().await?;
        let to = today(&dataset).await?;
        let from = to.saturating_sub(400.days());
        let request = requests::of_metric("handled", "", from, to, PeriodLength::Whole, &["agent"]);
        let question = crate::query::question(&dataset, permission, &request).await?;
        let answer = pharos_engine::query::ask(&dataset, &question).await?;
        let agents = answer.rows.iter().filter_map(|row| row.dims.first().cloned().flatten());
        Ok(Some(agents.chain(own).collect()))
    }
}

/// The measure of one agent.
fn own(measure: &Measure, agent: &str) -> Measure {
    let person = format!("agent = '{}'", agent.replace('\'', "''"));
    let filter =
        if measure.filter.trim().is_empty() { person } else { format!("({}) AND {person}", measure.filter) };
    Measure { filter, ..measure.clone() }
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
