//! What a board shows beside its numbers: goals with their next step, thanks and wins. No person is named unless that was
//! switched on for the board and the centre lets the team read kudos.

use std::collections::BTreeMap;

use serde::Serialize;

use super::today::{DayGoal, day_goal};
use super::wall::WallConfig;
use crate::goals::{GoalsSoon, PATIENCE};
use crate::{App, GoalView, Permission, Result, now_us, rfc3339};

/// Goals of a board at most: more are not read from afar.
pub(super) const GOALS_MAX: usize = 4;
/// Days a win is news.
const WIN_DAYS: i64 = 7;
/// Wins shown with their words.
const WINS_MAX: usize = 5;
const DAY_US: i64 = 86_400_000_000;

/// A goal on a board.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WallGoal {
    /// how it stands
    pub goal: DayGoal,
    /// the metric's name by language: a screen has no catalogue
    pub names: BTreeMap<String, String>,
    /// unit of the numbers
    pub unit: String,
    /// unit people read them in
    pub display_unit: String,
    /// the first step of its plan that is not done
    pub next_step: Option<String>,
}

/// Thanks or a small win.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WallWin {
    /// `kudos` or `win`
    pub kind: String,
    /// who receives it
    pub name: String,
    /// what for
    pub text: String,
    /// RFC 3339
    pub at: String,
}

/// Thanks and wins of the last seven days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct WallWins {
    /// how many times somebody was thanked
    pub kudos: usize,
    /// how many small wins were told
    pub wins: usize,
    /// goals reached
    pub reached: Vec<String>,
    /// the newest in words; empty unless persons may be named
    pub named: Vec<WallWin>,
}

impl App {
    /// The goals of a board as they stand, and the newest fact they know while newer ones are still being worked in.
    pub(super) async fn wall_goals(
        &self,
        permission: &Permission,
        config: &WallConfig,
        goals: &[GoalView],
    ) -> Result<(Vec<WallGoal>, Option<String>)> {
        if config.goals.is_empty() {
            return Ok((Vec::new(), None));
        }
        let GoalsSoon { progress, as_of } = self.goals_soon(permission, PATIENCE).await?;
        let chosen = config.goals.iter().filter_map(|id| goals.iter().find(|it| it.id == *id));
        let goals = chosen
            .map(|it| {
                let metric = it.definition.measure.as_ref().and_then(|it| self.catalogue.get(&it.metric));
                WallGoal {
                    goal: day_goal(it, &progress),
                    names: metric.map(|it| self.metric_names(&it.id)).unwrap_or_default(),
                    unit: metric.map_or_else(|| "share".to_owned(), |it| it.unit.clone()),
                    display_unit: metric.map_or_else(|| "%".to_owned(), |it| it.display_unit.clone()),
                    next_step: it
                        .work
                        .steps
                        .iter()
                        .find(|it| it.done_on.is_none())
                        .map(|it| it.title.clone()),
                }
            })
            .collect();
        Ok((goals, as_of))
    }

    /// Thanks and wins of the last days; with names where the board and the centre allow them.
    pub(super) async fn wall_wins(&self, config: &WallConfig, goals: &[GoalView]) -> Result<WallWins> {
        let since = rfc3339(now_us() - WIN_DAYS * DAY_US);
        let recent = self.recognitions_since(&since).await?;
        let count = |kind: &str| recent.iter().filter(|it| it.kind == kind).count();
        let reached = goals.iter().filter(|it| it.state == "reached");
        let reached = reached.filter(|it| it.ended_at.as_deref().is_some_and(|at| since.as_str() <= at));
        let may_name =
            config.persons && self.people_settings(&super::wall::screen_permission()).await?.kudos_public;
        let named = recent.iter().filter(|it| may_name && it.kind != "badge").take(WINS_MAX);
        Ok(WallWins {
            kudos: count("kudos"),
            wins: count("win"),
            reached: reached.map(|it| it.definition.title.clone()).collect(),
            named: named
                .map(|it| WallWin {
                    kind: it.kind.clone(),
                    name: it.agent.clone(),
                    text: it.text.clone(),
                    at: it.at.clone(),
                })
                .collect(),
        })
    }
}
