//! Bodies about the supervisor's day as they come in.

use pharos_app::{Letter, NewAgendaAction, NewAgendaPoint, NewStrategyItem, NewUpdate, NewWall};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::answers::wall::WallSettings;

/// Which day.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DayQuery {
    /// The day in the centre's time zone, `2026-03-01`; default: the day of the newest fact.
    #[serde(default)]
    pub(crate) day: Option<String>,
}

/// A version of an update for one audience.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LetterNew {
    /// team, managers or a name of one's own
    audience: String,
    recipients: Vec<String>,
    subject: String,
    text: String,
    /// en, zh-Hans, zh-Hant or he
    language: String,
}

/// An update to keep.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UpdateNew {
    /// daily or monthly
    kind: String,
    /// The day, or first day of the month, it reports.
    day: String,
    #[serde(default)]
    team: Option<String>,
    /// What the author says in own words.
    #[serde(default)]
    own_words: String,
    letters: Vec<LetterNew>,
}

/// When to send.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SendWhen {
    /// Instant; now where absent.
    pub(crate) at: Option<String>,
}

/// A point for an agenda.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgendaPointNew {
    /// Day of the meeting.
    day: String,
    #[serde(default)]
    team: Option<String>,
    words: String,
}

/// What a point of an agenda becomes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgendaActionNew {
    /// What is to be done; the words of the point where absent.
    #[serde(default)]
    text: Option<String>,
    /// Who does it; whoever agrees it where absent.
    #[serde(default)]
    owner_id: Option<String>,
    /// Until when, a date.
    due_at: String,
}

/// An item of the strategy register.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StrategyItemNew {
    /// strategy, decision, policy, process or activity
    kind: String,
    title: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    owner: Option<String>,
    /// The item it serves.
    #[serde(default)]
    serves: Option<String>,
    /// It has ended.
    #[serde(default)]
    retired: bool,
}

/// A wallboard.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WallNew {
    name: String,
    /// floor or operations
    kind: String,
    config: WallSettings,
}

/// The code a screen shows.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScreenCode {
    pub(crate) code: String,
}

impl UpdateNew {
    pub(crate) fn into_update(self, id: Option<String>) -> NewUpdate {
        let letters = self.letters.into_iter().map(|it| Letter {
            audience: it.audience,
            recipients: it.recipients,
            subject: it.subject,
            text: it.text,
            language: it.language,
        });
        NewUpdate {
            id,
            kind: self.kind,
            day: self.day,
            team: self.team,
            own_words: self.own_words,
            letters: letters.collect(),
        }
    }
}

impl AgendaPointNew {
    pub(crate) fn into_point(self, meeting: String) -> NewAgendaPoint {
        NewAgendaPoint { meeting, day: self.day, team: self.team, words: self.words }
    }
}

impl AgendaActionNew {
    pub(crate) fn into_action(self) -> NewAgendaAction {
        NewAgendaAction { text: self.text, owner_id: self.owner_id, due_at: self.due_at }
    }
}

impl StrategyItemNew {
    pub(crate) fn into_item(self, id: Option<String>) -> NewStrategyItem {
        NewStrategyItem {
            id,
            kind: self.kind,
            title: self.title,
            note: self.note,
            owner: self.owner,
            serves: self.serves,
            retired: self.retired,
        }
    }
}

impl WallNew {
    pub(crate) fn into_wall(self, id: Option<String>) -> NewWall {
        NewWall { id, name: self.name, kind: self.kind, config: self.config.into() }
    }
}
