//! Needs about people: signs to talk about, support plans, promises and agreed actions, talks and learning that are due.
//!
//! A sign about a person reaches this list by `App::concerns`, which shows it to a lead only once the person has seen it, or
//! after the days the centre has set.

use std::collections::BTreeSet;

use super::{Need, Severity, path};
use crate::people::{DECLINED, PersonView, WITHDRAWN};
use crate::{AssignmentView, ConcernView, OneOnOneView, PlanView, TodoView};

/// An action this many days late has the greatest impact.
const DAYS_LATE_MAX: f64 = 14.0;
const SECONDS_OF_DAY: i64 = 86_400;

/// Signs that wait for a talk, an answer, or a plan.
pub(crate) fn of_concerns(concerns: &[ConcernView], plans: &[PlanView]) -> Vec<Need> {
    let stands = plans.iter().filter(|it| it.outcome.as_deref() != Some(WITHDRAWN));
    let planned: BTreeSet<&str> = stands.filter_map(|it| it.concern_id.as_deref()).collect();
    let need = |it: &ConcernView| {
        let (kind, severity) = match it.state.as_str() {
            "contested" => ("concern-contested", Severity::Warning),
            "open" => ("concern-open", Severity::Warning),
            "signed" if !planned.contains(it.id.as_str()) => ("concern-signed", Severity::Notice),
            _ => return None,
        };
        // Where many of the team moved the same way the cause is likelier the team's: it comes later.
        let team = it.team_share.unwrap_or(0.0);
        let sure = it.q.map_or(1.0, |q| 1.0 - q);
        let metric = it.signs.first().map(|it| it.metric.clone()).unwrap_or_default();
        let href = format!("{}#concerns", page_of(&it.agent_id));
        Some(
            Need::new(kind, severity, &it.agent, href)
                .with("metric_name", metric)
                .with("source", &it.source)
                .ranked(sure * (1.0 - team))
                .personal(),
        )
    };
    concerns.iter().filter_map(need).collect()
}

/// Plans the person does not agree to as they stand or that are to be looked at again, and what was promised in them and is late.
pub(crate) fn of_plans(plans: &[PlanView], today: &str) -> Vec<Need> {
    let mut needs = Vec::new();
    for plan in plans.iter().filter(|it| it.can_lead && it.ended_at.is_none()) {
        let href = format!("{}#plans", page_of(&plan.agent_id));
        if plan.state == DECLINED {
            needs.push(
                Need::new("plan-declined", Severity::Warning, &plan.agent, href.clone())
                    .with("text", &plan.declined_because)
                    .ranked(0.5)
                    .personal(),
            );
        }
        if let Some(due) = plan.review_at.as_deref().map(day_of).filter(|due| *due <= today) {
            needs.push(
                Need::new("plan-review", Severity::Warning, &plan.agent, href.clone())
                    .with("due", due)
                    .ranked(days_late(due, today) / DAYS_LATE_MAX)
                    .personal(),
            );
        }
        // What was not agreed yet is no promise.
        let agreed = plan.agreed_at.is_some();
        for measure in plan.measures.iter().filter(|it| agreed && it.done_at.is_none()) {
            let Some(due) = measure.due_at.as_deref().map(day_of).filter(|due| *due <= today) else {
                continue;
            };
            let severity = if due < today { Severity::Critical } else { Severity::Warning };
            needs.push(
                Need::new("plan-measure", severity, &plan.agent, href.clone())
                    .with("text", &measure.text)
                    .with("due", due)
                    .ranked(days_late(due, today) / DAYS_LATE_MAX)
                    .personal(),
            );
        }
    }
    needs
}

/// Promises and agreed actions whose day has come: those to do oneself, and those asked of others once they are late.
pub(crate) fn of_todos(todos: &[TodoView], me: &str, today: &str) -> Vec<Need> {
    let mut needs = Vec::new();
    for todo in todos.iter().filter(|it| it.done_at.is_none()) {
        let Some(due) = todo.due_at.as_deref().map(day_of).filter(|due| *due <= today) else { continue };
        let (own, late) = (todo.owner_id == me, due < today);
        let impact = days_late(due, today) / DAYS_LATE_MAX;
        let need = match (&todo.promised_to, own) {
            (Some(whom), _) => {
                let severity = if late { Severity::Critical } else { Severity::Warning };
                Need::new("promise", severity, whom, "/my-day#todos".to_owned())
            }
            (None, true) => {
                let severity = if late { Severity::Warning } else { Severity::Notice };
                Need::new("action", severity, &todo.owner, "/my-day#todos".to_owned())
            }
            (None, false) if late => {
                let whom = todo.agent_id.as_deref().unwrap_or(&todo.owner_id);
                Need::new("action-of", Severity::Notice, &todo.owner, format!("{}#todos", page_of(whom)))
            }
            (None, false) => continue,
        };
        needs.push(need.with("text", &todo.text).with("due", due).ranked(impact).personal());
    }
    needs
}

/// 1:1s whose time has passed and of which nobody has said whether they were held.
pub(crate) fn of_one_on_ones(meetings: &[OneOnOneView], me: &str, now: &str) -> Vec<Need> {
    let open = meetings.iter().filter(|it| it.state == "planned" && it.lead_id == me);
    let past = open.filter(|it| it.ends_at.as_str() < now);
    past.map(|it| {
        let href = format!("{}/one-on-one?id={}", page_of(&it.agent_id), it.id);
        Need::new("one-on-one-open", Severity::Notice, &it.agent, href)
            .with("due", &it.planned_at)
            .ranked(0.3)
            .personal()
    })
    .collect()
}

/// People nobody has talked with for longer than the rhythm: one line for all of them.
pub(crate) fn of_talks(people: &[PersonView]) -> Vec<Need> {
    let due: Vec<&PersonView> = people.iter().filter(|it| 0 < it.talk_overdue_days).collect();
    let Some(longest) = due.iter().max_by_key(|it| it.talk_overdue_days) else { return Vec::new() };
    let share = due.len() as f64 / people.len().max(1) as f64;
    let need = Need::new("talks-due", Severity::Notice, &longest.name, "/people?show=talk".to_owned())
        .with("count", due.len())
        .with("days", longest.talk_overdue_days)
        .ranked(share)
        .personal();
    vec![need]
}

/// Courses that are late: one line for all of them.
pub(crate) fn of_learning(assignments: &[AssignmentView]) -> Vec<Need> {
    let late: Vec<&AssignmentView> = assignments.iter().filter(|it| it.overdue).collect();
    let people: BTreeSet<&str> = late.iter().map(|it| it.agent_id.as_str()).collect();
    let Some(first) = late.first() else { return Vec::new() };
    let all: BTreeSet<&str> = assignments.iter().map(|it| it.agent_id.as_str()).collect();
    let need = Need::new("learning-late", Severity::Notice, &first.course, "/courses".to_owned())
        .with("count", people.len())
        .ranked(people.len() as f64 / all.len().max(1) as f64);
    vec![need]
}

fn page_of(agent: &str) -> String {
    format!("/people/{}", path(agent))
}

/// The day of an RFC 3339 instant.
fn day_of(instant: &str) -> &str {
    instant.get(..10).unwrap_or(instant)
}

fn days_late(due: &str, today: &str) -> f64 {
    let day = |text: &str| text.parse::<jiff::civil::Date>().ok().map(pharos_calendar::date_to_local);
    let late_us = day(due).zip(day(today)).map_or(0, |(due, today)| today - due);
    (late_us / 1_000_000 / SECONDS_OF_DAY) as f64
}
