//! Needs that come of goals: behind plan, a guardrail that broke, a step or milestone that is due, people without feedback.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use pharos_goal::progress::Status;
use pharos_goal::standing::Standing;

use super::{Need, Severity};
use crate::{GoalFeedbackMissing, GoalProgress, GoalView};

/// Goals that are pursued and want something of somebody.
pub(crate) fn of_goals(
    goals: &[GoalView],
    progress: &BTreeMap<String, GoalProgress>,
    today: Date,
) -> Vec<Need> {
    let mut needs = Vec::new();
    for goal in goals.iter().filter(|it| it.state == "active") {
        if let Some(progress) = progress.get(&goal.id) {
            needs.extend(of_pace(goal, progress));
            let broken = progress.guardrails.iter().filter(|it| it.state == "broken");
            needs.extend(broken.map(|it| {
                about(goal, "goal-guardrail", Severity::Warning).with("metric_name", &it.metric).ranked(0.6)
            }));
        }
        let late = goal.work.steps.iter().filter(|it| it.done_on.is_none());
        needs.extend(late.filter_map(|step| {
            let due = step.due.filter(|due| *due <= today)?;
            let days = days_late(due, today);
            let severity = if 0 < days { Severity::Warning } else { Severity::Notice };
            let need = about(goal, "goal-step", severity).with("step", &step.title).with("due", due);
            Some(need.ranked(f64::from(days) / 14.0))
        }));
        let open = goal.work.obstacles.iter();
        needs.extend(
            open.filter(|it| it.happened_on.is_some() && it.became_step.is_none())
                .map(|it| about(goal, "goal-obstacle", Severity::Notice).with("step", &it.what).ranked(0.4)),
        );
    }
    needs
}

/// People below target without feedback: a line a goal, with how many of its members it is about.
pub(crate) fn of_feedback(
    missing: &[GoalFeedbackMissing],
    progress: &BTreeMap<String, GoalProgress>,
    days: i64,
) -> Vec<Need> {
    let mut by_goal: BTreeMap<&str, (&str, BTreeSet<&str>)> = BTreeMap::new();
    for it in missing {
        by_goal.entry(&it.goal).or_insert((&it.title, BTreeSet::new())).1.insert(&it.agent);
    }
    let need = |(id, (title, people)): (&str, (&str, BTreeSet<&str>))| {
        let standing = progress.get(id).and_then(|it| it.standing.as_ref());
        let members = standing.and_then(|it| it.members.as_ref()).map_or(0, |it| it.eligible);
        let share = people.len() as f64 / (members.max(people.len() as u64) as f64);
        Need::new("feedback-missing", Severity::Warning, title, format!("/goals/{id}#feedback"))
            .with("count", people.len())
            .with("days", days)
            .ranked(share)
    };
    by_goal.into_iter().map(need).collect()
}

/// How far a goal is behind what its plan asks for by today.
fn of_pace(goal: &GoalView, progress: &GoalProgress) -> Option<Need> {
    let standing = progress.standing.as_ref()?;
    let (kind, severity) = match standing.progress.status {
        Status::OffTrack => ("goal-off-track", Severity::Warning),
        Status::AtRisk => ("goal-at-risk", Severity::Notice),
        Status::Missed => ("goal-missed", Severity::Warning),
        Status::NotStarted | Status::NoData | Status::Reached | Status::OnTrack => return None,
    };
    let behind = match (standing.progress.status, standing.periods) {
        (Status::Missed, _) => 1.0,
        // A goal that holds in each period is behind by the periods in which it did not.
        (_, Some([over, held])) if 0 < over => 1.0 - held as f64 / over as f64,
        _ => standing.progress.planned_way - standing.progress.way.unwrap_or(0.0),
    };
    Some(valued(about(goal, kind, severity), goal, standing).ranked(behind))
}

/// With the goal's number and what it is set against.
pub(crate) fn valued(need: Need, goal: &GoalView, standing: &Standing) -> Need {
    let mut need = need;
    let of_members = standing.members.is_some();
    if let Some(measure) = &goal.definition.measure {
        need = need.with("metric", &measure.metric);
    }
    let value = standing.members.as_ref().map_or(standing.value, |it| it.share);
    for (name, value) in [("value", value), ("aim_lo", standing.aim[0]), ("aim_hi", standing.aim[1])] {
        if let Some(value) = value {
            need = need.with(name, value);
        }
    }
    if of_members { need.with("members", "true") } else { need }
}

fn about(goal: &GoalView, kind: &str, severity: Severity) -> Need {
    Need::new(kind, severity, &goal.definition.title, format!("/goals/{}", goal.id))
}

fn days_late(due: Date, today: Date) -> i32 {
    due.until((jiff::Unit::Day, today)).map_or(0, |it| it.get_days())
}
