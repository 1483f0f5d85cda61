//! Agendas: the huddle of fifteen minutes and the weekly meetings. Facts make most of it; people add their lines before; a
//! point that needs doing becomes an action with an owner and a day, which stands on the next agendas until it is done.

mod action;
mod facts;

use jiff::civil::Date;
use pharos_store::AgendaPointRecord;
use serde::Serialize;

use super::needs::Need;
use super::numbers::DayNumber;
use crate::{Action, App, AppError, Permission, Reason, Result, TodoView, now_us, rfc3339};

pub use action::NewAgendaAction;

/// The meetings there are: the daily huddle and three weekly ones.
pub(super) const MEETINGS: [&str; 4] = ["huddle", "obstacles", "escalations", "operations"];
/// Points still shown this many days after their meeting while they are open.
const OPEN_DAYS: i64 = 28;
/// Characters of a point at most.
const POINT_MAX: usize = 1_000;

/// A point as somebody hands it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAgendaPoint {
    /// `huddle`, `obstacles`, `escalations` or `operations`
    pub meeting: String,
    /// day of the meeting, `YYYY-MM-DD`
    pub day: String,
    /// the team that meets
    pub team: Option<String>,
    /// the point
    pub words: String,
}

/// A point of an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgendaPointView {
    /// names it for ever
    pub id: String,
    /// day of the meeting
    pub day: String,
    /// the team that meets
    pub team: Option<String>,
    /// who put it there
    pub author: String,
    /// the point
    pub words: String,
    /// RFC 3339
    pub made_at: String,
    /// the action it became
    pub action_id: Option<String>,
    /// RFC 3339; open where none
    pub closed_at: Option<String>,
    /// left open at an earlier meeting
    pub carried_over: bool,
}

/// The points of a meeting.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AgendaView {
    /// the meeting
    pub meeting: String,
    /// its day
    pub day: String,
    /// open points of earlier meetings first, then those of this one
    pub points: Vec<AgendaPointView>,
    /// what was agreed in this meeting before: open, or done since the last ones
    pub actions: Vec<TodoView>,
    /// what the facts say is to be talked about, in order
    pub facts: Vec<Need>,
    /// the newest fact the goals know, RFC 3339, while newer ones are still being worked in
    pub goals_as_of: Option<String>,
    /// numbers of the meeting's time beside those of the time before
    pub numbers: Vec<DayNumber>,
    /// the centre's time zone
    pub time_zone: String,
}

impl App {
    /// The agenda of a meeting; `day` defaults to the day of the newest fact.
    ///
    /// # Errors
    /// The right is missing; a meeting there is not; a day that is none.
    pub async fn agenda(
        &self,
        permission: &Permission,
        meeting: &str,
        day: Option<&str>,
    ) -> Result<AgendaView> {
        permission.require(Action::ReadGoals)?;
        known(meeting)?;
        let (date, as_of, time_zone) = self.day_of(day).await?;
        let points = self.points_of(permission, meeting, date).await?;
        let (facts, numbers, goals_as_of) = match as_of {
            Some(_) => self.agenda_facts(permission, meeting, date).await?,
            None => (Vec::new(), Vec::new(), None),
        };
        let day = date.to_string();
        Ok(AgendaView {
            meeting: meeting.to_owned(),
            points: points.into_iter().map(|point| view(point, &day)).collect(),
            actions: self.agreed_in(permission, meeting).await?,
            facts,
            goals_as_of,
            numbers,
            day,
            time_zone,
        })
    }

    /// How many points wait for a meeting of a day.
    pub(super) async fn open_points(
        &self,
        permission: &Permission,
        meeting: &str,
        day: Date,
    ) -> Result<usize> {
        let points = self.points_of(permission, meeting, day).await?;
        Ok(points.iter().filter(|point| point.closed_at_us.is_none()).count())
    }

    /// Points of the day, and those left open before, as far as they may be seen.
    async fn points_of(
        &self,
        permission: &Permission,
        meeting: &str,
        day: Date,
    ) -> Result<Vec<AgendaPointRecord>> {
        let from = day.saturating_sub(jiff::Span::new().days(OPEN_DAYS)).to_string();
        let day = day.to_string();
        let mut points = self.store.agenda_points(meeting, &from).await?;
        points.retain(|point| {
            let is_on = point.day == day || (point.day < day && point.closed_at_us.is_none());
            is_on && sees(permission, point)
        });
        Ok(points)
    }

    /// Puts a point on an agenda. Agents may: they bring their line to the huddle.
    ///
    /// # Errors
    /// The right is missing; a field at fault.
    pub async fn add_agenda_point(
        &self,
        permission: &Permission,
        new: &NewAgendaPoint,
    ) -> Result<AgendaView> {
        permission.require(Action::ReadGoals)?;
        known(&new.meeting)?;
        if new.words.trim().is_empty() {
            return Err(AppError::refused(Reason::TextNeeded, "a point has no words"));
        }
        if POINT_MAX < new.words.chars().count() {
            let words = format!("a point has at most {POINT_MAX} characters");
            return Err(AppError::refused(Reason::TextLong, words).with("most", POINT_MAX));
        }
        let (day, _, _) = self.day_of(Some(&new.day)).await?;
        let point = AgendaPointRecord {
            id: uuid::Uuid::now_v7().simple().to_string(),
            meeting: new.meeting.clone(),
            day: day.to_string(),
            team: new.team.clone(),
            author: permission.user_id().to_owned(),
            author_name: permission.name().to_owned(),
            words: new.words.trim().to_owned(),
            made_at_us: now_us(),
            action_id: None,
            closed_at_us: None,
        };
        self.audit(permission, "agenda.add", ("agenda_point", &point.id), &new.meeting).await?;
        self.store.save_agenda_point(&point).await?;
        self.agenda(permission, &new.meeting, Some(&new.day)).await
    }

    /// Settles a point, by its author or whoever leads.
    ///
    /// # Errors
    /// The right is missing; no such point.
    pub async fn close_agenda_point(&self, permission: &Permission, id: &str) -> Result<AgendaView> {
        let mut point = self.agenda_point_record(permission, id).await?;
        if point.author != permission.user_id() {
            permission.require(Action::Coach)?;
        }
        self.audit(permission, "agenda.close", ("agenda_point", id), "").await?;
        point.closed_at_us = Some(now_us());
        self.store.save_agenda_point(&point).await?;
        self.agenda(permission, &point.meeting, Some(&point.day)).await
    }

    pub(super) async fn agenda_point_record(
        &self,
        permission: &Permission,
        id: &str,
    ) -> Result<AgendaPointRecord> {
        permission.require(Action::ReadGoals)?;
        let found = self.store.agenda_point(id).await?.filter(|point| sees(permission, point));
        found.ok_or_else(|| AppError::NotFound {
            what: "agenda point",
            name: id.to_owned(),
            advice: String::new(),
        })
    }
}

/// Points of the whole centre and one's own are everybody's; those of a team are for whoever may see the team.
fn sees(permission: &Permission, point: &AgendaPointRecord) -> bool {
    point.team.is_none()
        || point.author == permission.user_id()
        || permission.part().contains(point.team.as_deref(), None)
}

fn known(meeting: &str) -> Result<()> {
    if MEETINGS.contains(&meeting) {
        return Ok(());
    }
    Err(AppError::NotFound {
        what: "meeting",
        name: meeting.to_owned(),
        advice: format!("; maybe one of {}", MEETINGS.join(" ")),
    })
}

fn view(point: AgendaPointRecord, day: &str) -> AgendaPointView {
    AgendaPointView {
        carried_over: point.day.as_str() < day,
        made_at: rfc3339(point.made_at_us),
        closed_at: point.closed_at_us.map(rfc3339),
        id: point.id,
        day: point.day,
        team: point.team,
        author: point.author_name,
        words: point.words,
        action_id: point.action_id,
    }
}
