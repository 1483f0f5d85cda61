//! The content of the monthly report of goals: data, no words; whoever shows it words it.

use jiff::civil::Date;
use pharos_goal::warning::Warning;
use serde::Serialize;

use super::{ConfidenceView, EntryView, GoalProgress, GoalView};
use crate::{App, AppError, Permission, Result};

/// A month of goals.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GoalReport {
    /// first day of the month
    pub month: Date,
    /// the day it was made for
    pub today: Date,
    /// the goals in their order
    pub goals: Vec<GoalReportLine>,
}

/// A goal in the report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GoalReportLine {
    /// what it says and where it is in its life
    pub goal: GoalView,
    /// how it stands
    pub progress: Option<GoalProgress>,
    /// how sure people are
    pub confidence: ConfidenceView,
    /// what was said in the month, the newest first
    pub entries: Vec<EntryView>,
    /// steps that were due in the month or before and are not done
    pub late_steps: Vec<String>,
    /// warnings that hold now
    pub warnings: Vec<Warning>,
}

impl App {
    /// The report of a month, of all goals or of one.
    ///
    /// # Errors
    /// The right is missing; data that cannot be read.
    pub async fn goal_report(
        &self,
        permission: &Permission,
        month: &str,
        only: Option<&str>,
    ) -> Result<GoalReport> {
        let month: Date = format!("{month}-01")
            .parse()
            .map_err(|_| AppError::Input(format!("month is `{month}`; maybe it should look like 2026-10")))?;
        let last = month.last_of_month();
        let progress = self.goals_progress(permission).await?;
        let today = self.goals_today().await?;
        let mut lines = Vec::new();
        for goal in self.goals(permission).await? {
            let begun = goal.definition.starts.is_some_and(|it| it <= last);
            if goal.state == "draft" || !begun || only.is_some_and(|it| it != goal.id) {
                continue;
            }
            let mut entries = self.goal_entries(permission, &goal.id).await?;
            let within = |at: &str| at.get(..7) == Some(&month.to_string()[..7]);
            entries.retain(|it| within(&it.at));
            let late = |it: &&pharos_goal::definition::Step| {
                it.done_on.is_none() && it.due.is_some_and(|due| due <= last.min(today))
            };
            let late_steps = goal.work.steps.iter().filter(late).map(|it| it.title.clone()).collect();
            let metric = goal
                .definition
                .measure
                .as_ref()
                .and_then(|it| self.catalogue.get(&it.metric))
                .map(super::facts);
            lines.push(GoalReportLine {
                progress: progress.get(&goal.id).cloned(),
                confidence: self.goal_confidence(permission, &goal.id).await?,
                entries,
                late_steps,
                warnings: pharos_goal::warning::warnings(&goal.definition, &goal.work, metric.as_ref(), None),
                goal,
            });
        }
        Ok(GoalReport { month, today, goals: lines })
    }
}
