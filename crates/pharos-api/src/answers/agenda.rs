//! Bodies about the agendas of meetings.

use pharos_app::{AgendaPointView, AgendaView};
use serde::Serialize;
use utoipa::ToSchema;

use super::day::{DayNumber, Need};
use super::people::Todo;

/// A point somebody put on an agenda.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgendaPoint {
    id: String,
    /// Day of the meeting.
    day: String,
    #[schema(required)]
    team: Option<String>,
    author: String,
    words: String,
    /// Instant
    made_at: String,
    /// The action it became.
    #[schema(required)]
    action_id: Option<String>,
    /// Instant; open where null.
    #[schema(required)]
    closed_at: Option<String>,
    /// Left open at an earlier meeting.
    carried_over: bool,
}

/// The agenda of a meeting: what people put on it, what was agreed before, what the facts say.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Agenda {
    meeting: String,
    day: String,
    points: Vec<AgendaPoint>,
    /// Agreed in this meeting before: open, or done in the last two weeks.
    actions: Vec<Todo>,
    /// What the facts say is to be talked about.
    facts: Vec<Need>,
    /// Instant of the newest fact the goals know, while newer ones are still being worked in; null where all are.
    #[schema(required)]
    goals_as_of: Option<String>,
    /// Numbers of the meeting's time, beside those of the time before.
    numbers: Vec<DayNumber>,
    time_zone: String,
}

impl From<AgendaPointView> for AgendaPoint {
    fn from(it: AgendaPointView) -> Self {
        AgendaPoint {
            id: it.id,
            day: it.day,
            team: it.team,
            author: it.author,
            words: it.words,
            made_at: it.made_at,
            action_id: it.action_id,
            closed_at: it.closed_at,
            carried_over: it.carried_over,
        }
    }
}

impl From<AgendaView> for Agenda {
    fn from(it: AgendaView) -> Self {
        Agenda {
            meeting: it.meeting,
            day: it.day,
            points: it.points.into_iter().map(Into::into).collect(),
            actions: it.actions.into_iter().map(Into::into).collect(),
            facts: it.facts.into_iter().map(Into::into).collect(),
            goals_as_of: it.goals_as_of,
            numbers: it.numbers.into_iter().map(Into::into).collect(),
            time_zone: it.time_zone,
        }
    }
}
