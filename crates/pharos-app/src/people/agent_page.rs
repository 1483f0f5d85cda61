//! A person's page and the agent's own day: what matters on one screen.

use pharos_people::agenda::Point;
use serde::Serialize;

use super::agenda::{Known, points};
use super::records::Filter;
use super::roster::me;
use super::{
    AssignmentView, ConcernView, OneOnOneView, PersonView, PlanView, PulseView, RecognitionView,
    ScorecardView, TalkView, TodoView,
};
use crate::{App, AppError, Permission, Result, now_us, rfc3339};

/// A person's page. What is not the reader's to see is empty or absent.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AgentPage {
    /// the person
    pub person: PersonView,
    /// the reader is the person
    pub own: bool,
    /// the reader leads the person
    pub leads: bool,
    /// the scorecard, where switched on and the reader may see it
    pub scorecard: Option<ScorecardView>,
    /// concerns
    pub concerns: Vec<ConcernView>,
    /// support plans
    pub plans: Vec<PlanView>,
    /// courses to take and taken
    pub learning: Vec<AssignmentView>,
    /// kudos, wins, badges
    pub recognitions: Vec<RecognitionView>,
    /// talks noted
    pub talks: Vec<TalkView>,
    /// 1:1s the reader takes part in
    pub one_on_ones: Vec<OneOnOneView>,
    /// to-dos about the person
    pub todos: Vec<TodoView>,
    /// the agenda of the next 1:1
    pub agenda: Vec<Point>,
    /// courses passed by half-year, the newest first
    pub learned: Vec<LearningLine>,
}

/// What somebody passed in a half-year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LearningLine {
    /// as 2026-H1
    pub half_year: String,
    /// courses, assessments, certifications passed
    pub passed: u64,
    /// of these certifications
    pub certifications: u64,
}

/// The agent's own day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MyDay {
    /// the page of one's own; `None` for somebody who is no agent
    pub page: Option<AgentPage>,
    /// the next meetings, today's first, then those held of which something agreed is not done yet, the newest first
    pub meetings: Vec<OneOnOneView>,
    /// to-dos
    pub todos: Vec<TodoView>,
    /// surveys that can be answered
    pub pulses: Vec<PulseView>,
    /// what was agreed with the works council, in the centre's own words
    pub notice: String,
    /// what may be judged of persons
    pub settings: super::PeopleSettings,
    /// who the reader is among the owners of to-dos
    pub me: String,
}

/// Meetings shown.
const MEETINGS_MAX: usize = 5;
const HOUR_US: i64 = 3_600_000_000;

impl App {
    /// A person's page.
    ///
    /// # Errors
    /// Somebody the reader may not see; data that cannot be read.
    pub async fn agent_page(&self, permission: &Permission, agent: &str) -> Result<AgentPage> {
        let roster = self.roster().await?;
        roster.seen(permission, agent)?;
        self.audit_seen(permission, "person.read", ("agent", agent), "", 1).await?;
        let (own, leads) = (permission.agent_id() == Some(agent), roster.is_led(permission, agent));
        let all = self.people(permission).await?;
        let person = all.into_iter().find(|it| it.agent_id == agent).ok_or_else(|| AppError::NotFound {
            what: "agent",
            name: agent.to_owned(),
            advice: String::new(),
        })?;
        let scorecard = match self.scorecard(permission, agent).await {
            Ok(card) => Some(card),
            // Switched off: the block is absent.
            Err(error) if error.is_conflict() => None,
            Err(other) => return Err(other),
        };
        let one_on_ones = self.one_on_ones(permission, Some(agent)).await?;
        let learning = self.assignments(permission, Some(agent)).await?;
        let about = Filter { agent: Some(agent), ..Filter::of(&["todo"]) };
        let mut todos = Vec::new();
        if own || leads {
            let records = self.records(about).await?;
            let me = me(permission);
            let mine = |it: &pharos_store::PersonRecord| {
                it.owner_id.as_deref() == Some(&me)
                    || it.made_by == me
                    || it.owner_id.as_deref() == Some(agent)
            };
            todos = self.shown_todos(records.into_iter().filter(mine).collect()).await?;
        }
        let concerns = self.concerns(permission, Some(agent), false).await?;
        let plans = self.plans(permission, Some(agent)).await?;
        let recognitions = self.recognitions(permission, Some(agent)).await?;
        let last = one_on_ones.iter().filter_map(|it| it.held_at.as_deref()).max();
        let known = Known {
            todos: &todos,
            kudos: &recognitions,
            concerns: &concerns,
            plans: &plans,
            learning: &learning,
            scorecard: scorecard.as_ref(),
            since: last,
        };
        let agenda = if own || leads { points(&known) } else { Vec::new() };
        Ok(AgentPage {
            talks: if own || leads { self.talks_of(agent).await? } else { Vec::new() },
            learned: learned(&learning),
            person,
            own,
            leads,
            scorecard,
            agenda,
            concerns,
            plans,
            learning,
            recognitions,
            one_on_ones,
            todos,
        })
    }

    /// The reader's own day.
    ///
    /// # Errors
    /// Data that cannot be read.
    pub async fn my_day(&self, permission: &Permission) -> Result<MyDay> {
        let settings = self.judgement().await?;
        let roster = self.roster().await?;
        let page = match permission.agent_id().filter(|it| roster.0.contains_key(*it)) {
            Some(agent) => Some(self.agent_page(permission, agent).await?),
            None => None,
        };
        let now = rfc3339(now_us() - HOUR_US);
        let all = self.one_on_ones(permission, None).await?;
        let is_next = |it: &&OneOnOneView| it.state == "planned" && now <= it.planned_at;
        let is_owed =
            |it: &&OneOnOneView| it.state == "held" && it.actions.iter().any(|it| it.done_at.is_none());
        let next = all.iter().filter(is_next).take(MEETINGS_MAX);
        let owed = all.iter().rev().filter(is_owed).take(MEETINGS_MAX);
        let meetings = next.chain(owed).cloned().collect();
        let mut pulses = self.pulses(permission).await?;
        pulses.retain(|it| it.open && !it.answered);
        let todos = self.todos(permission).await?;
        let (notice, me) = (settings.notice.clone(), me(permission));
        Ok(MyDay { page, meetings, todos, pulses, notice, settings, me })
    }
}

fn learned(all: &[AssignmentView]) -> Vec<LearningLine> {
    let mut lines: Vec<LearningLine> = Vec::new();
    let mut passed: Vec<(&str, &AssignmentView)> =
        all.iter().filter_map(|it| Some((it.passed_at.as_deref()?, it))).collect();
    passed.sort_by(|a, b| b.0.cmp(a.0));
    for (at, it) in passed {
        let half = if at.get(5..7).is_some_and(|month| "07" <= month) { "H2" } else { "H1" };
        let half_year = format!("{}-{half}", at.get(..4).unwrap_or_default());
        if lines.last().is_none_or(|line| line.half_year != half_year) {
            lines.push(LearningLine { half_year, passed: 0, certifications: 0 });
        }
        if let Some(line) = lines.last_mut() {
            line.passed += 1;
            line.certifications += u64::from(it.kind == "certification");
        }
    }
    lines
}
