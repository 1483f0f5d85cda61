//! Support plans: talks, hours, learning, other work, agreed with the person and followed until things are back.

use std::collections::BTreeMap;

use pharos_store::PersonRecord;
use serde::{Deserialize, Serialize};

use super::concerns::ConcernStep;
use super::records::{Filter, body, instant_of, new_record, shown, to_text, words};
use super::roster::{Roster, me};
use crate::{Action, App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// A plan to be proposed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct NewPlan {
    /// what is to be better, and how one will see it
    pub aim: String,
    /// the concern it comes from, which somebody has signed
    pub concern_id: Option<String>,
    /// when it is looked at again
    pub review_at: Option<String>,
    /// what is done
    pub measures: Vec<NewMeasure>,
}

/// A measure to be agreed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct NewMeasure {
    /// `talks`, `hours`, `learning`, `other_work`, `other`
    pub kind: String,
    /// in words
    pub text: String,
    /// until when
    pub due_at: Option<String>,
}

/// A change of a plan; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct PlanChange {
    /// the person agrees, or (`false`, with a `reason`) does not agree to it as it stands
    pub agree: Option<bool>,
    /// why not
    pub reason: Option<String>,
    /// another measure
    pub add_measure: Option<NewMeasure>,
    /// the measure of that place is done
    pub measure_done: Option<usize>,
    /// looked at again on
    pub review_at: Option<String>,
    /// `back`, `partly`, `not_back`: ends a plan that was agreed; `withdrawn`: one that was not
    pub outcome: Option<String>,
    /// in words
    pub note: Option<String>,
}

/// A measure as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MeasureView {
    /// `talks`, `hours`, `learning`, `other_work`, `other`
    pub kind: String,
    /// in words
    pub text: String,
    /// until when
    pub due_at: Option<String>,
    /// when it was done
    pub done_at: Option<String>,
}

/// A plan as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlanView {
    /// its id
    pub id: String,
    /// for whom
    pub agent_id: String,
    /// by name
    pub agent: String,
    /// who proposed it
    pub lead: String,
    /// what is to be better
    pub aim: String,
    /// the concern it comes from
    pub concern_id: Option<String>,
    /// proposed, declined, agreed, ended
    pub state: String,
    /// since when
    pub made_at: String,
    /// when the person agreed
    pub agreed_at: Option<String>,
    /// when the person said no to it as it stood
    pub declined_at: Option<String>,
    /// why
    pub declined_because: String,
    /// when it is looked at again
    pub review_at: Option<String>,
    /// that day has passed
    pub review_due: bool,
    /// what is done
    pub measures: Vec<MeasureView>,
    /// back, partly, not_back, withdrawn
    pub outcome: Option<String>,
    /// in words
    pub note: String,
    /// when it ended
    pub ended_at: Option<String>,
    /// the reader can agree now, or decline
    pub can_agree: bool,
    /// the reader leads it
    pub can_lead: bool,
    /// outcomes the reader can end it with now
    pub ends: Vec<String>,
}

/// How plans with a kind of measure ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlanWorth {
    /// the kind of measure
    pub kind: String,
    /// plans that ended
    pub ended: u64,
    /// of these, things were back
    pub back: u64,
    /// of these, partly
    pub partly: u64,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct PlanBody {
    aim: String,
    concern_id: Option<String>,
    measures: Vec<Measure>,
    agreed_us: Option<i64>,
    #[serde(default)]
    declined_us: Option<i64>,
    #[serde(default)]
    declined_because: String,
    outcome: Option<String>,
    note: String,
    ended_us: Option<i64>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Measure {
    kind: String,
    text: String,
    due_us: Option<i64>,
    done_us: Option<i64>,
}

const KINDS: [&str; 5] = ["talks", "hours", "learning", "other_work", "other"];
/// Things are back: the concern the plan stands on closes with it.
const BACK: &str = "back";
const OUTCOMES: [&str; 3] = [BACK, "partly", "not_back"];
/// State of a plan the person did not agree to as it stood.
pub(crate) const DECLINED: &str = "declined";
/// How a plan ends that nobody agreed to.
pub(crate) const WITHDRAWN: &str = "withdrawn";

impl App {
    /// Plans the reader may see: one's own and those of people one leads; of one person where named, the newest first.
    ///
    /// # Errors
    /// The records.
    pub async fn plans(&self, permission: &Permission, agent: Option<&str>) -> Result<Vec<PlanView>> {
        let roster = self.roster().await?;
        let mut views = Vec::new();
        for record in self.records(Filter { agent, ..Filter::of(&["plan"]) }).await?.into_iter().rev() {
            if is_party(permission, &roster, &record) {
                views.push(view(permission, &roster, &record)?);
            }
        }
        Ok(views)
    }

    /// Proposes a plan to somebody one leads. It begins when that person agrees.
    ///
    /// # Errors
    /// Somebody the proposer does not lead; no concern, or one nobody has signed; no aim; a review that has passed; an unknown kind
    /// of measure.
    pub async fn propose_plan(
        &self,
        permission: &Permission,
        agent: &str,
        new: &NewPlan,
    ) -> Result<PlanView> {
        let roster = self.roster().await?;
        roster.led(permission, agent)?;
        self.require_signed(agent, new.concern_id.as_deref()).await?;
        let due_us = review_of(new.review_at.as_deref())?;
        let it = PlanBody {
            aim: words("aim", &new.aim)?,
            concern_id: new.concern_id.clone(),
            measures: new.measures.iter().map(measure).collect::<Result<_>>()?,
            ..PlanBody::default()
        };
        let mut record = new_record(permission, "plan", &it)?;
        record.agent_id = Some(agent.to_owned());
        record.owner_id = Some(me(permission));
        record.state = "proposed".to_owned();
        record.due_us = due_us;
        self.audit(permission, "plan.propose", ("agent", agent), &record.id).await?;
        let record = self.add(record, &[]).await?;
        view(permission, &roster, &record)
    }

    /// A plan stands on a concern about the same person that a person has signed.
    async fn require_signed(&self, agent: &str, concern: Option<&str>) -> Result<()> {
        if let Some(id) = concern {
            let concern = self.record(id, "concern").await?;
            if concern.agent_id.as_deref() == Some(agent) && concern.state == "signed" {
                return Ok(());
            }
        }
        Err(AppError::refused(
            Reason::PlanConcernUnsigned,
            "a plan stands on a concern that a person has signed; talk first, then sign it",
        ))
    }

    /// Changes a plan: agreed or declined by the person, measures done, ended with what came of it. One that ends with things
    /// being back closes the concern it stands on.
    ///
    /// # Errors
    /// A plan that is not there or not the reader's; answering for somebody else; declining without a reason; an outcome that is
    /// unknown or does not fit.
    pub async fn change_plan(
        &self,
        permission: &Permission,
        id: &str,
        change: &PlanChange,
    ) -> Result<PlanView> {
        let roster = self.roster().await?;
        let mut record = self.record(id, "plan").await?;
        if !is_party(permission, &roster, &record) {
            return Err(AppError::NotFound { what: "plan", name: id.to_owned(), advice: String::new() });
        }
        let mut it: PlanBody = body(&record)?;
        if it.ended_us.is_some() {
            return Err(AppError::refused(Reason::PlanEnded, "the plan has ended; maybe propose a new one"));
        }
        let agent = record.agent_id.clone().unwrap_or_default();
        let leads = roster.is_led(permission, &agent);
        if let Some(agree) = change.agree {
            if permission.agent_id() != Some(agent.as_str()) {
                return Err(AppError::refused(
                    Reason::PlanNotYours,
                    "only the person the plan is for can answer it",
                ));
            }
            answer(&mut it, agree, change.reason.as_deref().unwrap_or_default())?;
            state_of(&it).clone_into(&mut record.state);
        }
        if let Some(new) = &change.add_measure {
            it.measures.push(measure(new)?);
        }
        if let Some(place) = change.measure_done {
            let found = it.measures.get_mut(place).ok_or_else(|| AppError::NotFound {
                what: "measure",
                name: place.to_string(),
                advice: "; they count from 0".to_owned(),
            })?;
            found.done_us = found.done_us.or_else(|| Some(now_us()));
        }
        if change.review_at.is_some() {
            record.due_us = review_of(change.review_at.as_deref())?;
        }
        if let Some(outcome) = &change.outcome {
            end(&mut it, outcome, leads)?;
            state_of(&it).clone_into(&mut record.state);
        }
        if let Some(note) = &change.note {
            it.note.clone_from(note);
        }
        record.body = to_text(&it)?;
        self.audit(permission, "plan.change", ("agent", &agent), id).await?;
        self.change(&record, &[]).await?;
        record.version += 1;
        if it.outcome.as_deref() == Some(BACK) {
            self.close_concern(permission, &it).await?;
        }
        view(permission, &roster, &record)
    }

    /// Things are back: the concern a plan stands on is closed, if nobody has closed or dropped it meanwhile.
    async fn close_concern(&self, permission: &Permission, it: &PlanBody) -> Result<()> {
        let Some(id) = &it.concern_id else { return Ok(()) };
        let close = async {
            if self.record(id, "concern").await?.state == "signed" {
                let step = ConcernStep { step: "close".to_owned(), reason: it.note.clone() };
                self.step_concern(permission, id, &step).await?;
            }
            Ok(())
        };
        match close.await {
            // It was erased with what it said; or signs are switched off: shown to nobody, they change no more.
            Err(AppError::NotFound { .. }) => Ok(()),
            other => other,
        }
    }

    /// How plans ended, by kind of measure: which of them were followed by things being back. It says what happened, not
    /// what caused it. Kinds with fewer than five ended plans are left out.
    ///
    /// # Errors
    /// The right is missing; the records.
    pub async fn plan_worth(&self, permission: &Permission) -> Result<Vec<PlanWorth>> {
        permission.require(Action::Coach)?;
        let mut kinds: BTreeMap<String, PlanWorth> = BTreeMap::new();
        for record in self.records(Filter { states: &["ended"], ..Filter::of(&["plan"]) }).await? {
            let it: PlanBody = body(&record)?;
            if it.agreed_us.is_none() {
                continue;
            }
            let mut done: Vec<&str> =
                it.measures.iter().filter(|it| it.done_us.is_some()).map(|it| it.kind.as_str()).collect();
            done.sort_unstable();
            done.dedup();
            for kind in done {
                let blank = PlanWorth { kind: kind.to_owned(), ended: 0, back: 0, partly: 0 };
                let worth = kinds.entry(kind.to_owned()).or_insert(blank);
                worth.ended += 1;
                worth.back += u64::from(it.outcome.as_deref() == Some("back"));
                worth.partly += u64::from(it.outcome.as_deref() == Some("partly"));
            }
        }
        Ok(kinds.into_values().filter(|it| 5 <= it.ended).collect())
    }
}

fn state_of(it: &PlanBody) -> &'static str {
    match it {
        PlanBody { ended_us: Some(_), .. } => "ended",
        PlanBody { agreed_us: Some(_), .. } => "agreed",
        PlanBody { declined_us: Some(_), .. } => DECLINED,
        _ => "proposed",
    }
}

/// What the person says to a plan. Whoever has agreed is held to it by nobody but by talking; a plan that was declined can
/// still be agreed to once it has changed.
fn answer(it: &mut PlanBody, agree: bool, reason: &str) -> Result<()> {
    if it.agreed_us.is_some() {
        return if agree {
            Ok(())
        } else {
            Err(AppError::refused(Reason::PlanAgreed, "it is agreed already; maybe talk about it"))
        };
    }
    if agree {
        it.agreed_us = Some(now_us());
        return Ok(());
    }
    it.declined_because = words("reason", reason)?;
    it.declined_us = Some(now_us());
    Ok(())
}

/// Outcomes a plan can end with as it stands.
fn ends_of(it: &PlanBody) -> &'static [&'static str] {
    if it.agreed_us.is_some() { &OUTCOMES } else { &[WITHDRAWN] }
}

fn end(it: &mut PlanBody, outcome: &str, leads: bool) -> Result<()> {
    if !leads {
        return Err(AppError::refused(
            Reason::PlanEndsByLead,
            "a plan is ended by who leads it; maybe talk about it",
        ));
    }
    if !OUTCOMES.contains(&outcome) && outcome != WITHDRAWN {
        let known = OUTCOMES.join(", ");
        return Err(AppError::Input(format!("outcome is `{outcome}`; maybe {known} or {WITHDRAWN}")));
    }
    if !ends_of(it).contains(&outcome) {
        let advice = if it.agreed_us.is_some() { "it was agreed to" } else { "nobody has agreed to it" };
        let fitting = ends_of(it).join(", ");
        return Err(AppError::refused(
            Reason::PlanEndUnfitting,
            format!("the plan cannot end as `{outcome}`: {advice}; maybe {fitting}"),
        ));
    }
    it.outcome = Some(outcome.to_owned());
    it.ended_us = Some(now_us());
    Ok(())
}

/// When it is looked at again: today or later.
fn review_of(text: Option<&str>) -> Result<Option<i64>> {
    const DAY_US: i64 = 86_400_000_000;
    let due_us = instant_of("review_at", text)?;
    // A day begins up to a day before or after ours, depending on where it is.
    match due_us {
        Some(due) if due < now_us() - 2 * DAY_US => Err(AppError::refused(
            Reason::TimeInPast,
            format!("review_at is {}, which has passed; maybe a later day", rfc3339(due)),
        )),
        other => Ok(other),
    }
}

fn measure(new: &NewMeasure) -> Result<Measure> {
    if !KINDS.contains(&new.kind.as_str()) {
        return Err(AppError::Input(format!("kind is `{}`; maybe {}", new.kind, KINDS.join(", "))));
    }
    Ok(Measure {
        kind: new.kind.clone(),
        text: words("text", &new.text)?,
        due_us: instant_of("due_at", new.due_at.as_deref())?,
        done_us: None,
    })
}

fn is_party(permission: &Permission, roster: &Roster, record: &PersonRecord) -> bool {
    let agent = record.agent_id.as_deref().unwrap_or_default();
    permission.agent_id() == Some(agent) || roster.is_led(permission, agent)
}

fn view(permission: &Permission, roster: &Roster, record: &PersonRecord) -> Result<PlanView> {
    let it: PlanBody = body(record)?;
    let agent = record.agent_id.clone().unwrap_or_default();
    let measure = |it: Measure| MeasureView {
        kind: it.kind,
        text: it.text,
        due_at: shown(it.due_us),
        done_at: shown(it.done_us),
    };
    let running = it.ended_us.is_none();
    let can_lead = running && roster.is_led(permission, &agent);
    let ends = if can_lead { ends_of(&it) } else { &[] };
    Ok(PlanView {
        id: record.id.clone(),
        agent: roster.name(&agent),
        lead: roster.name(record.owner_id.as_deref().unwrap_or_default()),
        state: record.state.clone(),
        made_at: rfc3339(record.made_at_us),
        agreed_at: shown(it.agreed_us),
        declined_at: shown(it.declined_us),
        declined_because: it.declined_because,
        review_at: shown(record.due_us),
        review_due: running && record.due_us.is_some_and(|due| due < now_us()),
        can_agree: running && it.agreed_us.is_none() && permission.agent_id() == Some(agent.as_str()),
        can_lead,
        ends: ends.iter().map(|it| (*it).to_owned()).collect(),
        agent_id: agent,
        aim: it.aim,
        concern_id: it.concern_id,
        measures: it.measures.into_iter().map(measure).collect(),
        outcome: it.outcome,
        note: it.note,
        ended_at: shown(it.ended_us),
    })
}

#[cfg(test)]
mod tests;
