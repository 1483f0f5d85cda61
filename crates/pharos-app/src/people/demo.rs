//! What the demo needs of the records about people.

use pharos_store::{NewFact, PersonRecord};
use serde_json::{Value, json};

use super::concerns::{ConcernBody, ConcernLog};
use super::records::{Filter, body, to_text};
use crate::{App, Result, rfc3339};

pub(crate) const DAY_US: i64 = 86_400_000_000;

/// Somebody of the demo.
pub(crate) struct DemoPerson {
    pub(crate) agent_id: String,
    pub(crate) team: String,
    pub(crate) supervisor: Option<String>,
    pub(crate) hired_us: i64,
}

/// A record of the demo, made at its time.
pub(crate) fn record(kind: &str, id: &str, at_us: i64, body: &Value) -> PersonRecord {
    PersonRecord {
        id: id.to_owned(),
        kind: kind.to_owned(),
        agent_id: None,
        owner_id: None,
        state: "open".to_owned(),
        at_us,
        due_us: None,
        made_by: "owner".to_owned(),
        made_at_us: at_us,
        version: 1,
        body: body.to_string(),
    }
}

pub(crate) fn fact(table: &'static str, key: &str, columns: &[(&str, Value)]) -> Result<NewFact> {
    super::records::fact(table, key, 1, columns)
}

impl App {
    pub(crate) async fn demo_people(&self) -> Result<Vec<DemoPerson>> {
        let roster = self.roster().await?;
        let people = roster.0.values().filter(|it| it.now.role.as_deref() == Some("agent"));
        let person = |it: &super::roster::Person| DemoPerson {
            agent_id: it.agent_id.clone(),
            team: it.now.team.clone().unwrap_or_default(),
            supervisor: it.now.supervisor.clone(),
            hired_us: it.now.hired_us.or(it.now.from_us).unwrap_or(0),
        };
        Ok(people.map(person).collect())
    }

    /// A support plan under way for the first person the look found: seen, talked about, signed, agreed.
    pub(crate) async fn demo_support(&self, until_us: i64) -> Result<()> {
        let open = self.records(Filter { states: &["open"], ..Filter::of(&["concern"]) }).await?;
        let mut open = open;
        open.sort_by(|a, b| a.agent_id.cmp(&b.agent_id));
        let mut open = open.into_iter();
        let Some(mut concern) = open.next() else { return Ok(()) };
        // A second one has just been seen by its person, so its lead may know too; the others are still the person's alone.
        if let Some(mut second) = open.next() {
            let mut it: ConcernBody = body(&second)?;
            opened(&mut second, &mut it, until_us - 2 * DAY_US);
            it.seen_us = Some(until_us - DAY_US);
            it.log.push(ConcernLog {
                at: rfc3339(until_us - DAY_US),
                by: second.agent_id.clone().unwrap_or_default(),
                what: "see".to_owned(),
                text: String::new(),
            });
            second.body = to_text(&it)?;
            self.change(&second, &[]).await?;
        }
        let agent = concern.agent_id.clone().unwrap_or_default();
        let roster = self.roster().await?;
        let lead = roster
            .0
            .get(&agent)
            .and_then(|it| it.now.supervisor.clone())
            .unwrap_or_else(|| "owner".to_owned());
        let mut it: ConcernBody = body(&concern)?;
        opened(&mut concern, &mut it, until_us - 13 * DAY_US);
        it.seen_us = Some(until_us - 12 * DAY_US);
        let entry = |days: i64, by: &str, what: &str, text: &str| ConcernLog {
            at: rfc3339(until_us - days * DAY_US),
            by: by.to_owned(),
            what: what.to_owned(),
            text: text.to_owned(),
        };
        it.log.push(entry(12, &agent, "see", ""));
        it.log.push(entry(
            11,
            &lead,
            "sign",
            "We talked: tired from the late shift, and the new tariff calls are hard.",
        ));
        concern.state = "signed".to_owned();
        concern.body = to_text(&it)?;
        self.change(&concern, &[]).await?;
        let day = |days: i64| until_us + days * DAY_US;
        let measure = |kind: &str, text: &str, due: i64, done: Option<i64>| json!({"kind": kind, "text": text, "due_us": day(due), "done_us": done.map(day)});
        let plan = json!({
            "aim": "Calls on the new tariff feel manageable again; handle time back near the usual.",
            "concern_id": concern.id,
            "measures": [
                measure("talks", "a short talk every Tuesday", 14, None),
                measure("hours", "four weeks of early shift", 0, Some(-3)),
                measure("learning", "half a day on the new tariff, with a colleague", -2, Some(-4)),
                measure("other_work", "two hours of chat a day instead of calls", 10, None),
            ],
            "agreed_us": day(-10), "outcome": null, "note": "", "ended_us": null,
        });
        let mut made = record("plan", "plan-1", day(-10), &plan);
        made.agent_id = Some(agent);
        made.owner_id = Some(lead);
        made.state = "agreed".to_owned();
        made.due_us = Some(day(14));
        self.add(made, &[]).await?;
        Ok(())
    }
}

/// The look of the demo is made today; what follows from it took its time.
fn opened(concern: &mut PersonRecord, it: &mut ConcernBody, at_us: i64) {
    concern.at_us = at_us;
    if let Some(first) = it.log.first_mut() {
        first.at = rfc3339(at_us);
    }
}
