//! Today: what needs somebody, yesterday against the same weekday, what was left undone, today's meetings, the goals, how fresh
//! the data are.
//!
//! The day is that of the newest fact, in the centre's time zone: a centre whose data end last night is looked at as of last
//! night, and says so. Meetings and to-dos are those of the clock on the wall.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::civil::Date;
use pharos_engine::dataset::Dataset;
use serde::Serialize;

use super::needs::{self, Need};
use super::numbers::DayNumber;
use crate::goals::{GoalsSoon, PATIENCE};
use crate::people::me;
use crate::{
    Action, App, AppError, GoalProgress, GoalView, OneOnOneView, Permission, Reason, Result, SourceView,
    TodoView, now_us, rfc3339,
};

/// Somebody below target should have heard something within so many days.
pub(super) const FEEDBACK_DAYS: i64 = 14;

/// How new the facts of a source are.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Freshness {
    /// the source
    pub name: String,
    /// when it last delivered, RFC 3339
    pub imported_at: Option<String>,
    /// its newest fact, RFC 3339
    pub newest: Option<String>,
    /// silent for longer than twice its usual pause
    pub late: bool,
}

impl From<SourceView> for Freshness {
    fn from(it: SourceView) -> Self {
        Freshness { name: it.name, imported_at: it.heard_at, newest: it.newest, late: it.is_late }
    }
}

/// A meeting of the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DayMeeting {
    /// `one_on_one`, `huddle`, `obstacles`, `escalations`, `operations`
    pub kind: String,
    /// when it begins, RFC 3339; none for one without a set time
    pub at: Option<String>,
    /// with whom
    pub name: Option<String>,
    /// of a 1:1: planned, held, missed
    pub state: Option<String>,
    /// its page
    pub href: String,
    /// points that wait for it
    pub open_points: usize,
}

/// A goal on the day's page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DayGoal {
    /// its id
    pub id: String,
    /// its title
    pub title: String,
    /// `on_track`, `at_risk`, ...
    pub status: Option<String>,
    /// the metric; none of a project goal
    pub metric: Option<String>,
    /// the number is the share of members that hold
    pub of_members: bool,
    /// the number
    pub value: Option<f64>,
    /// the target, `[least, greatest]`; of a goal about members what is asked of each
    pub aim: [Option<f64>; 2],
    /// part of the way gone, 0..1
    pub way: Option<f64>,
    /// part of the way the plan asks for by today
    pub planned_way: Option<f64>,
}

/// The first screen of whoever leads people.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TodayView {
    /// the day looked at, `YYYY-MM-DD` in the centre's time zone
    pub day: String,
    /// the last day before it on which contacts came (two weeks back at most)
    pub yesterday: String,
    /// the centre's time zone
    pub time_zone: String,
    /// newest fact, RFC 3339
    pub as_of: Option<String>,
    /// what needs somebody, the most pressing first
    pub needs: Vec<Need>,
    /// yesterday in few numbers
    pub numbers: Vec<DayNumber>,
    /// the reader's to-dos whose day has come or passed, those without a day, and what was done lately
    pub todos: Vec<TodoView>,
    /// who the reader is among the owners of to-dos
    pub me: String,
    /// today's meetings, in the order of their time
    pub meetings: Vec<DayMeeting>,
    /// goals that are pursued, the most important first
    pub goals: Vec<DayGoal>,
    /// the newest fact the goals know, RFC 3339, while newer ones are still being worked in
    pub goals_as_of: Option<String>,
    /// sources and how new they are
    pub sources: Vec<Freshness>,
}

impl TodayView {
    /// Without what is about single persons or the reader alone: for letters and what others may read.
    pub(super) fn for_everybody(mut self) -> TodayView {
        self.needs.retain(|need| !need.personal);
        self.todos.clear();
        self.meetings.clear();
        self.me.clear();
        self
    }
}

impl App {
    /// Today as the visitor sees it; `day` in the centre's time zone, default the day of the newest fact.
    ///
    /// # Errors
    /// A day that is none; data that cannot be read; the right is missing.
    pub async fn today(&self, permission: &Permission, day: Option<&str>) -> Result<TodayView> {
        self.today_within(permission, day, PATIENCE).await
    }

    /// The same; the goals are by the newest facts where that takes no longer than `patience`.
    pub(super) async fn today_within(
        &self,
        permission: &Permission,
        day: Option<&str>,
        patience: Duration,
    ) -> Result<TodayView> {
        permission.require(Action::ReadMetrics)?;
        let looks_back = day.is_some();
        let (day, as_of, time_zone) = self.day_of(day).await?;
        let yesterday = self.last_open_day(permission, day).await?;
        let numbers = self.day_numbers(permission, yesterday).await?;
        let sources = match permission.may(Action::ReadImports) {
            true => self.sources(permission).await?.into_iter().map(Freshness::from).collect(),
            false => Vec::new(),
        };
        let (goals, soon) = match permission.may(Action::ReadGoals) && as_of.is_some() {
            true => (self.goals(permission).await?, self.goals_soon(permission, patience).await?),
            false => (Vec::new(), GoalsSoon::default()),
        };
        let progress = soon.progress;
        let dataset = self.dataset().await?;
        let now = if looks_back { day } else { dataset.centre.zone.local_date(now_us()) };
        let todos = self.todos(permission).await?;
        let meetings = self.one_on_ones(permission, None).await?;
        let mut found = needs::of_sources(&sources);
        found.extend(needs::of_numbers(&numbers));
        // A goal that slips asks something of who keeps goals, or reports on this one.
        let asked: Vec<GoalView> = goals.iter().filter(|it| is_asked(permission, it)).cloned().collect();
        found.extend(needs::goals::of_goals(&asked, &progress, day));
        found.extend(self.needs_of_people(permission, &todos, &meetings, now).await?);
        if permission.may(Action::Coach) && !progress.is_empty() {
            let missing = self.feedback_missing_in(&progress, FEEDBACK_DAYS).await?;
            found.extend(needs::goals::of_feedback(&missing, &progress, FEEDBACK_DAYS));
        }
        Ok(TodayView {
            day: day.to_string(),
            yesterday: yesterday.to_string(),
            time_zone,
            as_of,
            needs: needs::ranked(found),
            numbers,
            meetings: self.day_meetings(permission, &dataset, &meetings, now).await?,
            todos: of_the_day(todos, &me(permission), &now.to_string()),
            me: me(permission),
            goals: goals.iter().filter(|it| it.state == "active").map(|it| day_goal(it, &progress)).collect(),
            goals_as_of: soon.as_of,
            sources,
        })
    }

    /// Signs, plans, promises, actions, talks and learning that want something of the reader.
    async fn needs_of_people(
        &self,
        permission: &Permission,
        todos: &[TodoView],
        meetings: &[OneOnOneView],
        now: Date,
    ) -> Result<Vec<Need>> {
        let (me, today) = (me(permission), now.to_string());
        let concerns = self.concerns(permission, None, true).await?;
        let plans = self.plans(permission, None).await?;
        let mut found = needs::people::of_concerns(&concerns, &plans);
        found.extend(needs::people::of_plans(&plans, &today));
        found.extend(needs::people::of_todos(todos, &me, &today));
        found.extend(needs::people::of_one_on_ones(meetings, &me, &rfc3339(now_us())));
        if permission.may(Action::Coach) {
            found.extend(needs::people::of_talks(&self.people(permission).await?));
            found.extend(needs::people::of_learning(&self.assignments(permission, None).await?));
        }
        Ok(found)
    }

    /// The huddle, the weekly meetings that have points, and the reader's 1:1s.
    async fn day_meetings(
        &self,
        permission: &Permission,
        dataset: &Dataset,
        one_on_ones: &[OneOnOneView],
        now: Date,
    ) -> Result<Vec<DayMeeting>> {
        let mut meetings = Vec::new();
        if permission.may(Action::ReadGoals) {
            for kind in super::agenda::MEETINGS {
                let open_points = self.open_points(permission, kind, now).await?;
                if kind == "huddle" || 0 < open_points {
                    let href = format!("/meetings?meeting={kind}");
                    meetings.push(DayMeeting {
                        kind: kind.to_owned(),
                        at: None,
                        name: None,
                        state: None,
                        href,
                        open_points,
                    });
                }
            }
        }
        let me = me(permission);
        let on_the_day = |it: &&OneOnOneView| {
            let at = it.planned_at.parse::<jiff::Timestamp>().map(jiff::Timestamp::as_microsecond);
            it.state != "cancelled" && at.is_ok_and(|at| dataset.centre.zone.local_date(at) == now)
        };
        let of_one_on_one = |it: &OneOnOneView| DayMeeting {
            kind: "one_on_one".to_owned(),
            at: Some(it.planned_at.clone()),
            name: Some(if it.agent_id == me { it.lead.clone() } else { it.agent.clone() }),
            state: Some(it.state.clone()),
            href: format!("/people/{}/one-on-one?id={}", needs::path(&it.agent_id), it.id),
            open_points: it.actions.iter().filter(|it| it.done_at.is_none()).count(),
        };
        meetings.extend(one_on_ones.iter().filter(on_the_day).map(of_one_on_one));
        Ok(meetings)
    }

    /// The day asked for, or that of the newest fact; the newest fact; the centre's time zone.
    pub(super) async fn day_of(&self, day: Option<&str>) -> Result<(Date, Option<String>, String)> {
        let dataset = self.dataset().await?;
        let newest = dataset.reaches_us().await?;
        let zone = dataset.centre.zone.name().to_owned();
        let day = match day {
            Some(text) => text.parse::<Date>().map_err(|_| {
                AppError::refused(Reason::DateWrong, format!("day is `{text}`; maybe 2026-03-01"))
            })?,
            None => {
                let at = newest.unwrap_or_else(now_us);
                let instant = jiff::Timestamp::from_microsecond(at)
                    .map_err(|_| AppError::Internal(format!("{at} is no instant")))?;
                instant.in_tz(&zone).map_err(|error| AppError::Internal(error.to_string()))?.date()
            }
        };
        Ok((day, newest.map(rfc3339), zone))
    }
}

/// One's own to-dos that are on today: their day has come, or they have none, or they were done lately.
fn of_the_day(mut todos: Vec<TodoView>, me: &str, today: &str) -> Vec<TodoView> {
    todos.retain(|it| {
        let is_due = it.due_at.as_deref().is_none_or(|due| due.get(..10).unwrap_or(due) <= today);
        let done_today = it.done_at.as_deref().is_some_and(|at| at.get(..10) == Some(today));
        it.owner_id == me && (done_today || (it.done_at.is_none() && is_due))
    });
    todos
}

pub(super) fn day_goal(goal: &GoalView, progress: &BTreeMap<String, GoalProgress>) -> DayGoal {
    let standing = progress.get(&goal.id).and_then(|it| it.standing.as_ref());
    let members = standing.and_then(|it| it.members.as_ref());
    let word = |it: &pharos_goal::standing::Standing| {
        serde_json::to_value(it.progress.status).ok().and_then(|it| it.as_str().map(str::to_owned))
    };
    DayGoal {
        id: goal.id.clone(),
        title: goal.definition.title.clone(),
        status: standing.and_then(word),
        metric: goal.definition.measure.as_ref().map(|it| it.metric.clone()),
        of_members: members.is_some(),
        value: members.map_or(standing.and_then(|it| it.value), |it| it.share),
        aim: standing.map_or([None, None], |it| it.aim),
        way: standing.and_then(|it| it.progress.way),
        planned_way: standing.map(|it| it.progress.planned_way),
    }
}

/// True if a goal that slips is the visitor's to act on.
fn is_asked(permission: &Permission, goal: &GoalView) -> bool {
    let names = [Some(permission.name()), Some(permission.login()), permission.agent_id()];
    let is_named = |it: &String| names.iter().flatten().any(|name| name == it);
    permission.may(Action::ManageGoals) || goal.definition.owners.iter().any(is_named)
}
