//! What the facts say is to be talked about in a meeting: how many items wait, how the goals stand, what went well, what is in
//! the way. Nothing about single persons but their thanks.

use jiff::civil::Date;
use pharos_goal::definition::ResourceState;
use pharos_goal::progress::Status;

use super::super::needs::{self, Need, Severity};
use super::super::numbers::DayNumber;
use crate::goals::{GoalsSoon, PATIENCE};
use crate::{App, GoalView, Permission, Result, now_us};

/// Thanks and wins told in a meeting.
const WINS_MAX: usize = 6;
/// Days a win is news.
const WIN_DAYS: i64 = 7;
const DAY_US: i64 = 86_400_000_000;

/// What each meeting looks at, over how many days.
fn numbers_of(meeting: &str) -> (&'static [&'static str], i32) {
    match meeting {
        "huddle" => (
            &[
                "sl.answered_over_offered",
                "abandon.offered",
                "csat.t2b",
                "backlog",
                "pending_share",
                "oldest",
            ],
            1,
        ),
        "escalations" => (
            &[
                "escalation_rate",
                "time_to_escalate",
                "escalation_age",
                "reopen_rate.solved",
                "sla_attainment.first_reply",
                "sla_attainment.resolution",
                "promise_kept",
            ],
            7,
        ),
        "operations" => (
            &[
                "offered",
                "sl.answered_over_offered",
                "abandon.offered",
                "csat.t2b",
                "fcr.cross_channel",
                "aht",
                "occupancy.wall",
                "adherence",
                "backlog",
            ],
            7,
        ),
        _ => (&[], 7),
    }
}

impl App {
    /// Facts and numbers of a meeting on a day, and the newest fact the goals know while newer ones are still being worked in.
    pub(super) async fn agenda_facts(
        &self,
        permission: &Permission,
        meeting: &str,
        day: Date,
    ) -> Result<(Vec<Need>, Vec<DayNumber>, Option<String>)> {
        let (metrics, days) = numbers_of(meeting);
        let metrics: Vec<&str> =
            metrics.iter().copied().filter(|id| self.catalogue.get(id).is_some()).collect();
        let from = day.saturating_sub(jiff::Span::new().days(days));
        let mut numbers = Vec::new();
        if !metrics.is_empty() && permission.may(crate::Action::ReadMetrics) {
            let filter = self.first_channel(permission, from).await?;
            numbers = self.numbers_over(permission, &metrics, &filter, (from, days)).await?;
        }
        let goals = self.goals(permission).await?;
        let GoalsSoon { progress, as_of } = self.goals_soon(permission, PATIENCE).await?;
        let mut facts = Vec::new();
        match meeting {
            "huddle" => {
                let active: Vec<&GoalView> = goals.iter().filter(|it| it.state == "active").collect();
                let standing = |it: &&&GoalView| progress.get(&it.id).and_then(|it| it.standing.as_ref());
                let on_pace = active.iter().filter(|it| {
                    standing(it)
                        .is_some_and(|it| matches!(it.progress.status, Status::OnTrack | Status::Reached))
                });
                if !active.is_empty() {
                    facts.push(
                        fact("fact-goals", "", "/goals".to_owned())
                            .with("on_pace", on_pace.count())
                            .with("all", active.len()),
                    );
                }
                facts.extend(needs::ranked(needs::goals::of_goals(&goals, &progress, day)));
                facts.extend(self.wins(permission).await?);
            }
            "obstacles" => {
                facts.extend(goals.iter().filter(|it| it.state == "active").flat_map(obstacles));
                let late = needs::goals::of_goals(&goals, &progress, day);
                let late =
                    late.into_iter().filter(|it| matches!(it.kind.as_str(), "goal-step" | "goal-guardrail"));
                facts.extend(needs::ranked(late.collect()));
            }
            "operations" => {
                facts.extend(needs::of_numbers(&numbers));
                let sources = match permission.may(crate::Action::ReadImports) {
                    true => self.sources(permission).await?.into_iter().map(Into::into).collect(),
                    false => Vec::new(),
                };
                facts.extend(needs::of_sources(&sources));
                facts.extend(needs::ranked(needs::goals::of_goals(&goals, &progress, day)));
            }
            _ => facts.extend(needs::of_numbers(&numbers)),
        }
        Ok((facts, numbers, as_of))
    }

    /// Thanks and small wins of the last days, the newest first.
    async fn wins(&self, permission: &Permission) -> Result<Vec<Need>> {
        let since = crate::rfc3339(now_us() - WIN_DAYS * DAY_US);
        let recent = self.recognitions(permission, None).await?;
        let news = recent.into_iter().filter(|it| it.kind != "badge" && since <= it.at).take(WINS_MAX);
        Ok(news
            .map(|it| {
                let kind = if it.kind == "win" { "fact-win" } else { "fact-kudos" };
                fact(kind, &it.agent, "/kudos".to_owned()).with("text", it.text).with("from", it.from)
            })
            .collect())
    }
}

/// Obstacles people foresee, and what was asked for and is not there.
fn obstacles(goal: &GoalView) -> Vec<Need> {
    let href = format!("/goals/{}", goal.id);
    let title = &goal.definition.title;
    let mut facts = Vec::new();
    for it in goal.work.obstacles.iter().filter(|it| it.became_step.is_none()) {
        let kind = if it.happened_on.is_some() { "fact-obstacle-happened" } else { "fact-obstacle" };
        facts.push(fact(kind, title, href.clone()).with("text", &it.what).with("response", &it.response));
    }
    let missing = |it: &&pharos_goal::definition::Resource| {
        matches!(it.state, ResourceState::Asked | ResourceState::Refused)
    };
    for it in goal.work.resources.iter().filter(missing) {
        facts.push(fact("fact-resource", title, href.clone()).with("text", &it.what));
    }
    facts
}

fn fact(kind: &str, name: &str, href: String) -> Need {
    Need::new(kind, Severity::Notice, name, href)
}
