//! Concerns: something to talk about with somebody. The statistics or a person open one; the person it is about sees it
//! first or at the same time and can contest it; a person signs. Nothing follows from it by itself.

use pharos_people::concern::{Actor, State, Step, StepError, lead_sees, step};
use pharos_store::PersonRecord;
use serde::{Deserialize, Serialize};

use super::records::{Filter, body, new_record, shown, to_text, words};
use super::roster::{Roster, me};
use super::settings::PeopleSettings;
use crate::{Action, App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// A concern to be opened by a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct NewConcern {
    /// what was noticed, in words the person can read
    pub text: String,
}

/// A step on a concern's way.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ConcernStep {
    /// `see`, `contest`, `sign`, `drop`, `close`
    pub step: String,
    /// why; needed to contest, sign and drop
    pub reason: String,
}

/// What one metric showed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConcernSign {
    /// id of the metric
    pub metric: String,
    /// first week of the change (its Monday)
    pub since: Option<String>,
    /// probability of such a sign in somebody who stays as he is
    pub p: f64,
    /// relative change
    pub effect: Option<f64>,
    /// lower limit, 95 %
    pub lo: Option<f64>,
    /// upper limit
    pub hi: Option<f64>,
    /// weeks it stands on
    pub n: u64,
}

/// What was done, when, by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConcernLog {
    /// when
    pub at: String,
    /// by whom
    pub by: String,
    /// opened, see, contest, sign, drop, close
    pub what: String,
    /// why
    pub text: String,
}

/// A concern as shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConcernView {
    /// its id
    pub id: String,
    /// whom it is about
    pub agent_id: String,
    /// by name
    pub agent: String,
    /// `statistics` or `person`
    pub source: String,
    /// open, contested, signed, dropped, closed
    pub state: String,
    /// when it was opened
    pub opened_at: String,
    /// when the person it is about saw it
    pub seen_at: Option<String>,
    /// what was noticed, of a person's concern
    pub text: String,
    /// what the metrics showed, the surest first
    pub signs: Vec<ConcernSign>,
    /// expected share of false ones among such concerns
    pub q: Option<f64>,
    /// what would explain it: mix, tenure, schedule, team
    pub explained_by: Option<String>,
    /// share of the team's people with the same change: a cause of the team is likelier then
    pub team_share: Option<f64>,
    /// the way so far
    pub log: Vec<ConcernLog>,
    /// what the reader can do now
    pub steps: Vec<String>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct ConcernBody {
    pub(super) source: String,
    pub(super) text: String,
    pub(super) signs: Vec<ConcernSign>,
    pub(super) q: Option<f64>,
    pub(super) explained_by: Option<String>,
    pub(super) team_share: Option<f64>,
    pub(super) week: Option<String>,
    pub(super) seen_us: Option<i64>,
    pub(super) log: Vec<ConcernLog>,
}

const STEPS: [(&str, Step); 5] = [
    ("see", Step::See),
    ("contest", Step::Contest),
    ("sign", Step::Sign),
    ("drop", Step::Drop),
    ("close", Step::Close),
];
pub(super) const UNDECIDED: &[&str] = &["open", "contested", "signed"];

impl App {
    /// Concerns the reader may see: one's own, and those about people one leads; of one person where named, the newest
    /// first.
    ///
    /// # Errors
    /// The records.
    pub async fn concerns(
        &self,
        permission: &Permission,
        agent: Option<&str>,
        only_undecided: bool,
    ) -> Result<Vec<ConcernView>> {
        let (roster, settings) = (self.roster().await?, self.judgement().await?);
        let states = if only_undecided { UNDECIDED } else { &[] };
        let mut views = Vec::new();
        for record in
            self.records(Filter { agent, states, ..Filter::of(&["concern"]) }).await?.into_iter().rev()
        {
            let it: ConcernBody = body(&record)?;
            if may_see(permission, &roster, &settings, &record, &it) {
                views.push(view(permission, &roster, &record, it)?);
            }
        }
        Ok(views)
    }

    /// Opens a concern before any statistics do. The person it is about sees it at once.
    ///
    /// # Errors
    /// Somebody the opener does not lead; no words.
    pub async fn open_concern(
        &self,
        permission: &Permission,
        agent: &str,
        new: &NewConcern,
    ) -> Result<ConcernView> {
        let roster = self.roster().await?;
        roster.led(permission, agent)?;
        let it = ConcernBody {
            source: "person".to_owned(),
            text: words("text", &new.text)?,
            log: vec![log(permission, "opened", "")],
            ..ConcernBody::default()
        };
        let mut record = new_record(permission, "concern", &it)?;
        record.agent_id = Some(agent.to_owned());
        record.owner_id = Some(me(permission));
        self.audit(permission, "concern.open", ("agent", agent), &record.id).await?;
        let record = self.add(record, &[]).await?;
        view(permission, &roster, &record, it)
    }

    /// Takes a step: seen and contested by the person it is about, signed, dropped or closed by who leads that person.
    ///
    /// # Errors
    /// A concern that is not there; a step that is not the reader's, comes too early or lacks its reason.
    pub async fn step_concern(
        &self,
        permission: &Permission,
        id: &str,
        asked: &ConcernStep,
    ) -> Result<ConcernView> {
        let (roster, settings) = (self.roster().await?, self.judgement().await?);
        let mut record = self.record(id, "concern").await?;
        let mut it: ConcernBody = body(&record)?;
        if !may_see(permission, &roster, &settings, &record, &it) {
            return Err(AppError::NotFound { what: "concern", name: id.to_owned(), advice: String::new() });
        }
        let Some((word, what)) = STEPS.iter().find(|it| it.0 == asked.step) else {
            return Err(AppError::Input(format!(
                "step is `{}`; maybe see, contest, sign, drop or close",
                asked.step
            )));
        };
        let after = step(
            state(&record)?,
            it.seen_us.is_some(),
            *what,
            actor(permission, &roster, &record),
            &asked.reason,
        )
        .map_err(refused)?;
        if *what == Step::See && it.seen_us.is_some() {
            return view(permission, &roster, &record, it);
        }
        if *what == Step::See || *what == Step::Contest {
            it.seen_us = it.seen_us.or_else(|| Some(now_us()));
        }
        it.log.push(log(permission, word, asked.reason.trim()));
        record.state = word_of(after).to_owned();
        record.body = to_text(&it)?;
        let agent = record.agent_id.clone().unwrap_or_default();
        self.audit(permission, &format!("concern.{word}"), ("agent", &agent), id).await?;
        self.change(&record, &[]).await?;
        view(permission, &roster, &record, it)
    }
}

fn refused(error: StepError) -> AppError {
    let reason = match error {
        StepError::NoReason => Reason::ReasonNeeded,
        StepError::NotConcerned => Reason::ConcernNotYours,
        StepError::NotLead => Reason::ConcernNotLead,
        StepError::NotSeen => Reason::ConcernNotSeen,
        StepError::Decided => Reason::ConcernDecided,
    };
    AppError::refused(reason, error.to_string())
}

pub(super) fn log(permission: &Permission, what: &str, text: &str) -> ConcernLog {
    ConcernLog { at: rfc3339(now_us()), by: me(permission), what: what.to_owned(), text: text.to_owned() }
}

fn actor(permission: &Permission, roster: &Roster, record: &PersonRecord) -> Actor {
    let agent = record.agent_id.as_deref().unwrap_or_default();
    Actor { concerned: permission.agent_id() == Some(agent), leads: roster.is_led(permission, agent) }
}

fn may_see(
    permission: &Permission,
    roster: &Roster,
    settings: &PeopleSettings,
    record: &PersonRecord,
    it: &ConcernBody,
) -> bool {
    let actor = actor(permission, roster, record);
    let by_statistics = it.source == "statistics";
    let first = settings.agent_first && by_statistics;
    let lead = lead_sees(first, it.seen_us.is_some(), record.at_us, settings.agent_first_days, now_us());
    // What is switched off is not shown, not even what was found before.
    let switched_on = settings.watch_decline || !by_statistics;
    switched_on && (actor.concerned || (actor.leads && lead && permission.may(Action::Coach)))
}

fn state(record: &PersonRecord) -> Result<State> {
    serde_json::from_value(serde_json::Value::String(record.state.clone()))
        .map_err(|error| AppError::Internal(format!("concern {}: {error}", record.id)))
}

fn word_of(state: State) -> &'static str {
    match state {
        State::Open => "open",
        State::Contested => "contested",
        State::Signed => "signed",
        State::Dropped => "dropped",
        State::Closed => "closed",
    }
}

fn view(
    permission: &Permission,
    roster: &Roster,
    record: &PersonRecord,
    it: ConcernBody,
) -> Result<ConcernView> {
    let state = state(record)?;
    let who = actor(permission, roster, record);
    let open = |what: Step| step(state, it.seen_us.is_some(), what, who, "-").is_ok();
    let useful = |what: Step| match what {
        Step::See => it.seen_us.is_none(),
        Step::Contest => state != State::Contested,
        Step::Sign => state != State::Signed,
        Step::Drop => true,
        Step::Close => state == State::Signed,
    };
    let steps =
        STEPS.iter().filter(|(_, what)| open(*what) && useful(*what)).map(|it| it.0.to_owned()).collect();
    let agent = record.agent_id.clone().unwrap_or_default();
    let named = |it: ConcernLog| ConcernLog { by: roster.name(&it.by), ..it };
    Ok(ConcernView {
        id: record.id.clone(),
        agent: roster.name(&agent),
        agent_id: agent,
        source: it.source,
        state: record.state.clone(),
        opened_at: rfc3339(record.at_us),
        seen_at: shown(it.seen_us),
        text: it.text,
        signs: it.signs,
        q: it.q,
        explained_by: it.explained_by,
        team_share: it.team_share,
        log: it.log.into_iter().map(named).collect(),
        steps,
    })
}
