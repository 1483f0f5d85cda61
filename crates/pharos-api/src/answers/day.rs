//! Bodies about the supervisor's day: Today, daily updates, the strategy register.

use std::collections::BTreeMap;

use pharos_app::{
    DayGoal as AppDayGoal, DayMeasured as AppDayMeasured, DayMeeting as AppDayMeeting,
    DayNumber as AppDayNumber, Freshness, Letter, MailView, Need as AppNeed, StrategyItemView, StrategyView,
    TodayView, UpdateView,
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::people::Todo;

/// Updates, the newest day first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Updates {
    pub(crate) updates: Vec<Update>,
}

/// A value with what stands behind it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DayMeasured {
    #[schema(required)]
    value: Option<f64>,
    #[schema(required)]
    n: Option<u64>,
    /// 95 % interval, lower bound
    #[schema(required)]
    lo: Option<f64>,
    /// 95 % interval, upper bound
    #[schema(required)]
    hi: Option<f64>,
}

/// A metric of one day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DayNumber {
    metric: String,
    version: u32,
    unit: String,
    display_unit: String,
    /// up, down, band or none: which way is better
    direction: String,
    /// The filter it was asked with; empty for none.
    filter: String,
    /// First day it is about, in the centre's time zone.
    from: String,
    /// First day after.
    to: String,
    day: DayMeasured,
    /// The same weekday a week before.
    week_before: DayMeasured,
    /// Below this n it is no basis for a judgement.
    n_min: u64,
    flags: Vec<String>,
}

/// Something that needs somebody.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Need {
    /// What kind it is; the page words it by this.
    kind: String,
    /// critical, warning or notice
    severity: String,
    /// The name of what it is about.
    name: String,
    /// Where it is dealt with, an address of the page.
    href: String,
    /// Values the wording needs.
    values: BTreeMap<String, String>,
    /// 0..1, larger comes first within its severity.
    impact: f64,
    /// It is about a person or between two: nothing for a huddle, a wall or a letter.
    personal: bool,
}

/// A meeting of the day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DayMeeting {
    /// one_on_one, huddle, obstacles, escalations or operations
    kind: String,
    /// Instant; null of one without a set time.
    #[schema(required)]
    at: Option<String>,
    /// With whom.
    #[schema(required)]
    name: Option<String>,
    /// Of a 1:1: planned, held or missed.
    #[schema(required)]
    state: Option<String>,
    /// Its page.
    href: String,
    /// Points that wait for it.
    open_points: usize,
}

/// A goal as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DayGoal {
    id: String,
    title: String,
    /// on_track, at_risk, ...
    #[schema(required)]
    status: Option<String>,
    /// Null of a project goal.
    #[schema(required)]
    metric: Option<String>,
    /// The number is the share of members that hold.
    of_members: bool,
    #[schema(required)]
    value: Option<f64>,
    /// Least value of the target; of a goal about members what is asked of each.
    #[schema(required)]
    aim_lo: Option<f64>,
    /// Greatest value of the target.
    #[schema(required)]
    aim_hi: Option<f64>,
    /// Part of the way gone, 0..1.
    #[schema(required)]
    way: Option<f64>,
    /// Part of the way the plan asks for by today.
    #[schema(required)]
    planned_way: Option<f64>,
}

/// How new the facts of a source are.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SourceFreshness {
    name: String,
    /// Instant
    #[schema(required)]
    imported_at: Option<String>,
    /// Instant of its newest fact
    #[schema(required)]
    newest: Option<String>,
    /// Older than is usual.
    late: bool,
}

/// What needs somebody, yesterday in few numbers, how fresh the data are.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Today {
    /// The day looked at, in the centre's time zone.
    day: String,
    /// The last full day before it.
    yesterday: String,
    time_zone: String,
    /// Instant of the newest fact
    #[schema(required)]
    as_of: Option<String>,
    needs: Vec<Need>,
    numbers: Vec<DayNumber>,
    /// The reader's to-dos of the day, and those left undone.
    todos: Vec<Todo>,
    /// Who the reader is among the owners of to-dos.
    me: String,
    meetings: Vec<DayMeeting>,
    /// Goals that are pursued, the most important first.
    goals: Vec<DayGoal>,
    /// Instant of the newest fact the goals know, while newer ones are still being worked in; null where all are.
    #[schema(required)]
    goals_as_of: Option<String>,
    sources: Vec<SourceFreshness>,
}

/// A version of an update for one audience.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UpdateLetter {
    /// team, managers or a name of one's own
    audience: String,
    /// Mail addresses.
    recipients: Vec<String>,
    subject: String,
    /// The text as it goes out.
    text: String,
    /// en, zh-Hans, zh-Hant or he
    language: String,
}

/// Where a mail stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UpdateMail {
    recipient: String,
    /// queued, sent or failed
    state: String,
    attempts: i32,
    /// What the mail server said last.
    #[schema(required)]
    last_error: Option<String>,
    /// Instant
    #[schema(required)]
    sent_at: Option<String>,
}

/// A daily update or monthly report as kept.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Update {
    id: String,
    /// daily or monthly
    kind: String,
    /// The day, or first day of the month, it reports.
    day: String,
    #[schema(required)]
    team: Option<String>,
    /// Id of the user who finished it.
    author: String,
    /// What the author says in own words.
    own_words: String,
    letters: Vec<UpdateLetter>,
    /// The numbers as they were when it was last saved: the shape of Today.
    #[schema(value_type = Object)]
    facts: Value,
    /// draft, waiting or sent
    state: String,
    /// Instant
    changed_at: String,
    /// Instant, where a time was set
    #[schema(required)]
    send_at: Option<String>,
    /// Instant
    #[schema(required)]
    sent_at: Option<String>,
    /// The mails, once it is sent.
    mails: Vec<UpdateMail>,
}

/// A part of the strategy, or what serves it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StrategyItem {
    id: String,
    /// strategy, decision, policy, process or activity
    kind: String,
    title: String,
    note: String,
    /// Who answers for it.
    #[schema(required)]
    owner: Option<String>,
    /// The item, purpose or objective it serves.
    #[schema(required)]
    serves: Option<String>,
    /// Instant
    changed_at: String,
    /// Instant
    #[schema(required)]
    retired_at: Option<String>,
    /// no_owner, serves_nothing, nothing_serves_it, serves_what_ended
    faults: Vec<String>,
}

/// The register of what serves the strategy.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Strategy {
    items: Vec<StrategyItem>,
    /// Items at which something is missing.
    at_fault: usize,
}

impl From<AppDayMeasured> for DayMeasured {
    fn from(it: AppDayMeasured) -> Self {
        DayMeasured { value: it.value, n: it.n, lo: it.lo, hi: it.hi }
    }
}

impl From<AppDayNumber> for DayNumber {
    fn from(it: AppDayNumber) -> Self {
        DayNumber {
            metric: it.metric,
            version: it.version,
            unit: it.unit,
            display_unit: it.display_unit,
            direction: it.direction,
            filter: it.filter,
            from: it.from,
            to: it.to,
            day: it.day.into(),
            week_before: it.week_before.into(),
            n_min: it.n_min,
            flags: it.flags,
        }
    }
}

impl From<AppNeed> for Need {
    fn from(it: AppNeed) -> Self {
        Need {
            kind: it.kind,
            severity: word(&it.severity),
            name: it.name,
            href: it.href,
            values: it.values,
            impact: it.impact,
            personal: it.personal,
        }
    }
}

impl From<AppDayMeeting> for DayMeeting {
    fn from(it: AppDayMeeting) -> Self {
        DayMeeting {
            kind: it.kind,
            at: it.at,
            name: it.name,
            state: it.state,
            href: it.href,
            open_points: it.open_points,
        }
    }
}

impl From<AppDayGoal> for DayGoal {
    fn from(it: AppDayGoal) -> Self {
        let [aim_lo, aim_hi] = it.aim;
        DayGoal {
            id: it.id,
            title: it.title,
            status: it.status,
            metric: it.metric,
            of_members: it.of_members,
            value: it.value,
            aim_lo,
            aim_hi,
            way: it.way,
            planned_way: it.planned_way,
        }
    }
}

impl From<Freshness> for SourceFreshness {
    fn from(it: Freshness) -> Self {
        SourceFreshness { name: it.name, imported_at: it.imported_at, newest: it.newest, late: it.late }
    }
}

impl From<TodayView> for Today {
    fn from(it: TodayView) -> Self {
        Today {
            day: it.day,
            yesterday: it.yesterday,
            time_zone: it.time_zone,
            as_of: it.as_of,
            needs: it.needs.into_iter().map(Into::into).collect(),
            numbers: it.numbers.into_iter().map(Into::into).collect(),
            todos: it.todos.into_iter().map(Into::into).collect(),
            me: it.me,
            meetings: it.meetings.into_iter().map(Into::into).collect(),
            goals: it.goals.into_iter().map(Into::into).collect(),
            goals_as_of: it.goals_as_of,
            sources: it.sources.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Letter> for UpdateLetter {
    fn from(it: Letter) -> Self {
        UpdateLetter {
            audience: it.audience,
            recipients: it.recipients,
            subject: it.subject,
            text: it.text,
            language: it.language,
        }
    }
}

impl From<MailView> for UpdateMail {
    fn from(it: MailView) -> Self {
        UpdateMail {
            recipient: it.recipient,
            state: it.state,
            attempts: it.attempts,
            last_error: it.last_error,
            sent_at: it.sent_at,
        }
    }
}

impl From<UpdateView> for Update {
    fn from(it: UpdateView) -> Self {
        Update {
            id: it.id,
            kind: it.kind,
            day: it.day,
            team: it.team,
            author: it.author,
            own_words: it.own_words,
            letters: it.letters.into_iter().map(Into::into).collect(),
            facts: it.facts,
            state: it.state,
            changed_at: it.changed_at,
            send_at: it.send_at,
            sent_at: it.sent_at,
            mails: it.mails.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<StrategyItemView> for StrategyItem {
    fn from(it: StrategyItemView) -> Self {
        StrategyItem {
            id: it.id,
            kind: it.kind,
            title: it.title,
            note: it.note,
            owner: it.owner,
            serves: it.serves,
            changed_at: it.changed_at,
            retired_at: it.retired_at,
            faults: it.faults.iter().map(word).collect(),
        }
    }
}

impl From<StrategyView> for Strategy {
    fn from(it: StrategyView) -> Self {
        Strategy { items: it.items.into_iter().map(Into::into).collect(), at_fault: it.at_fault }
    }
}

/// The word of a member of a closed list.
fn word(it: &impl Serialize) -> String {
    let value = serde_json::to_value(it).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}
