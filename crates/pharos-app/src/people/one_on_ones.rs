//! 1:1s: a series that carries on by itself, notes shared or private, actions that become to-dos. A 1:1 held or missed is a
//! fact (`coaching_sessions`).

use std::collections::{BTreeMap, BTreeSet};

use pharos_store::{NewFact, PersonRecord};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::records::{Filter, as_value, body, fact, instant, new_record, shown, to_text, words};
use super::roster::{Roster, me};
use super::todos::TodoBody;
use crate::{App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// A 1:1 to be planned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct NewOneOnOne {
    /// when
    pub planned_at: String,
    /// seconds; half an hour where `None`
    pub length_s: Option<i64>,
    /// days between two of the series; `None`: this one alone
    pub every_days: Option<i64>,
    /// what about
    pub topic: Option<String>,
}

/// A change of a 1:1; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct OneOnOneChange {
    /// `held`, `missed`, `cancelled`, `planned`
    pub state: Option<String>,
    /// another time
    pub planned_at: Option<String>,
    /// notes both can read
    pub shared_notes: Option<String>,
    /// notes of the lead alone
    pub private_notes: Option<String>,
    /// actions agreed: each becomes a to-do
    pub actions: Vec<NewAction>,
}

/// An action agreed in a 1:1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct NewAction {
    /// what is to be done
    pub text: String,
    /// `agent` or `lead`
    pub who: String,
    /// until when
    pub due_at: Option<String>,
}

/// A 1:1 as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OneOnOneView {
    /// its id
    pub id: String,
    /// with whom
    pub agent_id: String,
    /// by name
    pub agent: String,
    /// who leads it
    pub lead_id: String,
    /// by name
    pub lead: String,
    /// planned, held, missed, cancelled
    pub state: String,
    /// when
    pub planned_at: String,
    /// until when
    pub ends_at: String,
    /// when it was held
    pub held_at: Option<String>,
    /// days between two of the series
    pub every_days: Option<i64>,
    /// what about
    pub topic: String,
    /// notes both can read
    pub shared_notes: String,
    /// notes of the lead alone; `None` for everybody else
    pub private_notes: Option<String>,
    /// to-dos agreed in it
    pub actions: Vec<super::TodoView>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct OneOnOneBody {
    length_s: i64,
    every_days: Option<i64>,
    topic: String,
    shared_notes: String,
    private_notes: String,
    held_us: Option<i64>,
}

/// A meeting with its time.
pub(super) struct Meeting {
    pub(super) id: String,
    pub(super) agent_id: String,
    pub(super) lead_id: String,
    pub(super) at_us: i64,
    pub(super) length_us: i64,
    pub(super) changed_us: i64,
}

const HALF_AN_HOUR_S: i64 = 1_800;
const DAY_US: i64 = 86_400_000_000;

impl App {
    /// Plans a 1:1 with somebody one leads.
    ///
    /// # Errors
    /// Somebody the planner does not lead; a time that cannot be read; a rhythm outside 1 to 365 days.
    pub async fn plan_one_on_one(
        &self,
        permission: &Permission,
        agent: &str,
        new: &NewOneOnOne,
    ) -> Result<OneOnOneView> {
        self.roster().await?.led(permission, agent)?;
        if new.every_days.is_some_and(|it| !(1..=365).contains(&it)) {
            return Err(AppError::refused(
                Reason::DaysRange,
                "every_days must lie between 1 and 365; maybe 14",
            )
            .with("least", 1)
            .with("most", 365));
        }
        let it = OneOnOneBody {
            length_s: new.length_s.unwrap_or(HALF_AN_HOUR_S).clamp(300, 6 * 3_600),
            every_days: new.every_days,
            topic: new.topic.clone().unwrap_or_default(),
            shared_notes: String::new(),
            private_notes: String::new(),
            held_us: None,
        };
        let mut record = new_record(permission, "one_on_one", &it)?;
        record.agent_id = Some(agent.to_owned());
        record.owner_id = Some(me(permission));
        record.state = "planned".to_owned();
        record.at_us = instant("planned_at", &new.planned_at)?;
        let fact = session_fact(&record, &it)?;
        self.audit(permission, "one_on_one.plan", ("agent", agent), &record.id).await?;
        let record = self.add(record, &[fact]).await?;
        self.one_on_one_view(permission, record).await
    }

    /// 1:1s the reader takes part in, of one person where named, in the order of their time.
    ///
    /// # Errors
    /// The records.
    pub async fn one_on_ones(
        &self,
        permission: &Permission,
        agent: Option<&str>,
    ) -> Result<Vec<OneOnOneView>> {
        let me = me(permission);
        let mut records = self.records(Filter { agent, ..Filter::of(&["one_on_one"]) }).await?;
        records.retain(|it| takes_part(it, &me));
        self.one_on_one_views(permission, agent, records).await
    }

    /// Changes a 1:1: held, missed, moved, notes, actions. When one of a series is over, the next is planned.
    ///
    /// # Errors
    /// A 1:1 that is not there or not the reader's to change; an unknown state; no words for an action.
    pub async fn change_one_on_one(
        &self,
        permission: &Permission,
        id: &str,
        change: &OneOnOneChange,
    ) -> Result<OneOnOneView> {
        let me = me(permission);
        let mut record = self.record(id, "one_on_one").await?;
        if !takes_part(&record, &me) {
            return Err(AppError::NotFound {
                what: "one_on_one",
                name: id.to_owned(),
                advice: String::new(),
            });
        }
        let leads = record.owner_id.as_deref() == Some(&me);
        if !leads && (change.state.is_some() || change.planned_at.is_some() || change.private_notes.is_some())
        {
            return Err(AppError::refused(
                Reason::OneOnOneLeads,
                "time and state of a 1:1 are changed by who leads it; maybe ask",
            ));
        }
        let mut it: OneOnOneBody = body(&record)?;
        let mut new: Vec<PersonRecord> = Vec::new();
        let mut facts: Vec<NewFact> = Vec::new();
        if let Some(at) = &change.planned_at {
            record.at_us = instant("planned_at", at)?;
        }
        if let Some(notes) = &change.shared_notes {
            it.shared_notes.clone_from(notes);
        }
        if let Some(notes) = &change.private_notes {
            it.private_notes.clone_from(notes);
        }
        for action in &change.actions {
            new.push(action_record(permission, &record, action)?);
        }
        if let Some(state) = &change.state {
            let is_over = |state: &str| matches!(state, "held" | "missed");
            if !matches!(state.as_str(), "planned" | "held" | "missed" | "cancelled") {
                return Err(AppError::Input(format!(
                    "state is `{state}`; maybe held, missed, cancelled or planned"
                )));
            }
            if is_over(state)
                && !is_over(&record.state)
                && let Some(next) = next_of(permission, &record, &it)?
            {
                facts.push(session_fact(&next, &body(&next)?)?);
                new.push(next);
            }
            it.held_us = (state == "held").then(now_us);
            record.state.clone_from(state);
        }
        record.body = to_text(&it)?;
        facts.push(session_fact(&record, &it)?);
        let about = record.agent_id.clone().unwrap_or_default();
        self.audit(permission, "one_on_one.change", ("agent", &about), id).await?;
        self.store.change_person_record(&record, &new, &facts, now_us()).await?;
        self.one_on_one_view(permission, record).await
    }

    /// Meetings somebody takes part in that are planned or were held, for calendars.
    pub(super) async fn meetings(&self, person: &str) -> Result<Vec<Meeting>> {
        let mut meetings = Vec::new();
        let states: &[&str] = &["planned", "held"];
        for record in self.records(Filter { states, ..Filter::of(&["one_on_one"]) }).await? {
            if !takes_part(&record, person) {
                continue;
            }
            let it: OneOnOneBody = body(&record)?;
            meetings.push(Meeting {
                at_us: record.at_us,
                length_us: it.length_s * 1_000_000,
                changed_us: record.made_at_us,
                agent_id: record.agent_id.unwrap_or_default(),
                lead_id: record.owner_id.unwrap_or_default(),
                id: record.id,
            });
        }
        Ok(meetings)
    }

    async fn one_on_one_view(&self, permission: &Permission, record: PersonRecord) -> Result<OneOnOneView> {
        let agent = record.agent_id.clone();
        let mut views = self.one_on_one_views(permission, agent.as_deref(), vec![record]).await?;
        views.pop().ok_or_else(|| AppError::Internal("a 1:1 without a view".to_owned()))
    }

    /// The 1:1s with their actions: to-dos are read once for all of them.
    async fn one_on_one_views(
        &self,
        permission: &Permission,
        agent: Option<&str>,
        records: Vec<PersonRecord>,
    ) -> Result<Vec<OneOnOneView>> {
        if records.is_empty() {
            return Ok(Vec::new());
        }
        let roster = self.roster().await?;
        let meetings: BTreeSet<&str> = records.iter().map(|it| it.id.as_str()).collect();
        let mut agreed = Vec::new();
        for it in self.records(Filter { agent, ..Filter::of(&["todo"]) }).await? {
            let todo: TodoBody = body(&it)?;
            if todo.source_id.is_some_and(|source| meetings.contains(source.as_str())) {
                agreed.push(it);
            }
        }
        let mut actions: BTreeMap<String, Vec<super::TodoView>> = BTreeMap::new();
        for it in self.shown_todos(agreed).await? {
            actions.entry(it.source_id.clone().unwrap_or_default()).or_default().push(it);
        }
        let me = me(permission);
        let mut views = Vec::with_capacity(records.len());
        for record in records {
            let actions = actions.remove(&record.id).unwrap_or_default();
            views.push(view(&roster, &me, record, actions)?);
        }
        Ok(views)
    }
}

fn takes_part(record: &PersonRecord, me: &str) -> bool {
    record.owner_id.as_deref() == Some(me) || record.agent_id.as_deref() == Some(me)
}

fn action_record(permission: &Permission, of: &PersonRecord, action: &NewAction) -> Result<PersonRecord> {
    let todo = TodoBody {
        text: words("text", &action.text)?,
        source_kind: Some("one_on_one".to_owned()),
        source_id: Some(of.id.clone()),
        done_us: None,
        promised_to: None,
    };
    let mut record = new_record(permission, "todo", &todo)?;
    record.agent_id.clone_from(&of.agent_id);
    record.owner_id = match action.who.as_str() {
        "agent" => of.agent_id.clone(),
        "lead" => of.owner_id.clone(),
        other => return Err(AppError::Input(format!("who is `{other}`; maybe agent or lead"))),
    };
    record.due_us = super::records::instant_of("due_at", action.due_at.as_deref())?;
    Ok(record)
}

/// The next of the series: so many days later, in the future.
fn next_of(
    permission: &Permission,
    record: &PersonRecord,
    it: &OneOnOneBody,
) -> Result<Option<PersonRecord>> {
    let Some(every) = it.every_days else { return Ok(None) };
    let blank = OneOnOneBody {
        shared_notes: String::new(),
        private_notes: String::new(),
        held_us: None,
        ..it.clone()
    };
    let mut next = new_record(permission, "one_on_one", &blank)?;
    let step = every * DAY_US;
    let passed = (now_us() - record.at_us).max(0) / step;
    next.at_us = record.at_us + (passed + 1) * step;
    next.agent_id.clone_from(&record.agent_id);
    next.owner_id.clone_from(&record.owner_id);
    next.state = "planned".to_owned();
    Ok(Some(next))
}

fn session_fact(record: &PersonRecord, it: &OneOnOneBody) -> Result<NewFact> {
    let columns = [
        ("agent_id", json!(record.agent_id)),
        ("coach_id", json!(record.owner_id)),
        ("planned_at", json!(rfc3339(record.at_us))),
        ("held_at", as_value(it.held_us.filter(|_| record.state == "held"))),
        ("length_s", json!(it.length_s as f64)),
        ("topic", if it.topic.is_empty() { json!("one_on_one") } else { json!(it.topic) }),
    ];
    fact("coaching_sessions", &record.id, record.version, &columns)
}

fn view(
    roster: &Roster,
    me: &str,
    record: PersonRecord,
    actions: Vec<super::TodoView>,
) -> Result<OneOnOneView> {
    let it: OneOnOneBody = body(&record)?;
    let agent = record.agent_id.unwrap_or_default();
    let lead = record.owner_id.unwrap_or_default();
    Ok(OneOnOneView {
        agent: roster.name(&agent),
        lead: roster.name(&lead),
        private_notes: (lead == me).then_some(it.private_notes),
        agent_id: agent,
        lead_id: lead,
        state: record.state,
        planned_at: rfc3339(record.at_us),
        ends_at: rfc3339(record.at_us + it.length_s * 1_000_000),
        held_at: shown(it.held_us),
        every_days: it.every_days,
        topic: it.topic,
        shared_notes: it.shared_notes,
        actions,
        id: record.id,
    })
}
