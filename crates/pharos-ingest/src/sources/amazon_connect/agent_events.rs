//! The agent event stream: states of agents and what they were offered.
//!
//! An event is a snapshot: the agent's status and contacts, each with the instant its state began. Those instants count,
//! not the order of events. There is no event for the end of after-contact work: it is the first later snapshot without
//! the contact. Heartbeats come every 120 s, so where nothing came for 150 s nobody knows whether the agent was idle.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use pharos_schema::Value;
use serde_json::{Map, Value as Json};

use super::arn_id;
use crate::functions::attributes;
use crate::sources::json::{self, inner};
use crate::sources::rows::{Gathered, SECOND_US, instant, number, seconds_between, text};
use crate::sources::states::not_ready_state;
use crate::sources::{SourceContext, SourceRecord};

const SILENCE_MAX_US: i64 = 150 * SECOND_US;

/// The fields of an agent event that are used.
pub(super) fn keep(fields: &Map<String, Json>) -> Map<String, Json> {
    let mut kept = json::keep(fields, &["EventId", "EventType", "EventTimestamp", "AgentARN"]);
    if let Some(snapshot) = inner(fields, "CurrentAgentSnapshot") {
        let mut small = json::keep(snapshot, &["AgentStatus", "Contacts"]);
        if let Some(user) = inner(snapshot, "Configuration").and_then(|all| json::text(all, "Username")) {
            small.insert("Username".to_owned(), user.into());
        }
        kept.insert("CurrentAgentSnapshot".to_owned(), Json::Object(small));
    }
    kept
}

/// One event of an agent.
struct Seen<'a> {
    at_us: i64,
    record: usize,
    logout: bool,
    /// The first event of the agent in its file: an interval begins there whatever other files hold.
    first_of_file: bool,
    status: Option<Status<'a>>,
    contacts: Vec<ContactState<'a>>,
}

#[derive(Clone, Copy)]
struct Status<'a> {
    name: &'a str,
    kind: &'a str,
    from_us: i64,
}

#[derive(Clone, Copy)]
struct ContactState<'a> {
    id: &'a str,
    state: &'a str,
    from_us: i64,
    fields: &'a Map<String, Json>,
}

/// A stretch during which a contact was in one state for the agent.
struct Stretch<'a> {
    contact: ContactState<'a>,
    until_us: Option<i64>,
    record: usize,
}

pub(super) fn rows(
    records: &[SourceRecord],
    mut events: Vec<(usize, Map<String, Json>)>,
    context: &SourceContext,
    gathered: &mut Gathered<'_>,
) {
    events.sort_by_key(|(record, fields)| {
        (json::instant(fields, "EventTimestamp"), records[*record].key.as_str())
    });
    let mut agents: BTreeMap<String, Vec<Seen<'_>>> = BTreeMap::new();
    let mut files = HashSet::new();
    for (record, fields) in &events {
        let (Some(arn), Some(at_us)) =
            (json::text(fields, "AgentARN"), json::instant(fields, "EventTimestamp"))
        else {
            gathered.reject(*record, "an agent event without AgentARN or EventTimestamp".to_owned());
            continue;
        };
        let snapshot = inner(fields, "CurrentAgentSnapshot");
        let name =
            snapshot.and_then(|snapshot| json::text(snapshot, "Username")).unwrap_or_else(|| arn_id(arn));
        let file = records.get(*record).map(|record| record.file.as_str()).unwrap_or_default();
        agents.entry(context.agent(name).to_owned()).or_default().push(Seen {
            at_us,
            record: *record,
            logout: json::text(fields, "EventType") == Some("LOGOUT"),
            first_of_file: files.insert((arn, file)),
            status: snapshot.and_then(|snapshot| inner(snapshot, "AgentStatus")).and_then(status),
            contacts: snapshot
                .into_iter()
                .flat_map(|snapshot| json::list(snapshot, "Contacts"))
                .filter_map(contact)
                .collect(),
        });
    }
    let newest_us = records.iter().map(|record| record.at_us).max().unwrap_or(0);
    let horizon_us = context.as_complete_until_us.unwrap_or(newest_us);
    for (agent, seen) in &agents {
        let stretches = stretches(seen);
        offers(agent, &stretches, gathered);
        intervals(agent, seen, &stretches, horizon_us, gathered);
    }
}

fn status(fields: &Map<String, Json>) -> Option<Status<'_>> {
    let name = json::text(fields, "Name")?;
    // Older streams have no type: the two built-in statuses are known by their names.
    let kind = json::text(fields, "Type").unwrap_or(match name {
        "Available" => "ROUTABLE",
        "Offline" => "OFFLINE",
        _ => "CUSTOM",
    });
    Some(Status { name, kind, from_us: json::instant(fields, "StartTimestamp")? })
}

fn contact(fields: &Map<String, Json>) -> Option<ContactState<'_>> {
    let from_us = json::instant(fields, "StateStartTimestamp")?;
    Some(ContactState {
        id: json::text(fields, "ContactId")?,
        state: json::text(fields, "State")?,
        from_us,
        fields,
    })
}

/// Each state of each contact once, until the contact's next state or the first later event without the contact.
fn stretches<'a>(seen: &[Seen<'a>]) -> Vec<Stretch<'a>> {
    let mut by_contact: BTreeMap<&str, BTreeMap<(i64, &str), (ContactState<'a>, usize, i64)>> =
        BTreeMap::new();
    for event in seen {
        for contact in &event.contacts {
            let states = by_contact.entry(contact.id).or_default();
            let last = states.entry((contact.from_us, contact.state)).or_insert((
                *contact,
                event.record,
                event.at_us,
            ));
            last.2 = event.at_us;
        }
    }
    let mut stretches = Vec::new();
    for states in by_contact.into_values() {
        let starts: Vec<i64> = states.keys().map(|(from_us, _)| *from_us).collect();
        for (place, (contact, record, last_seen_us)) in states.into_values().enumerate() {
            let gone = || {
                seen.get(seen.partition_point(|event| event.at_us <= last_seen_us)).map(|event| event.at_us)
            };
            let until_us = starts.get(place + 1).copied().or_else(gone);
            stretches.push(Stretch { contact, until_us, record });
        }
    }
    stretches.sort_by_key(|stretch| (stretch.contact.from_us, stretch.contact.id));
    stretches
}

fn offers(agent: &str, stretches: &[Stretch<'_>], gathered: &mut Gathered<'_>) {
    for ring in stretches.iter().filter(|stretch| matches!(stretch.contact.state, "CONNECTING" | "INCOMING"))
    {
        let after = stretches
            .iter()
            .find(|next| next.contact.id == ring.contact.id && Some(next.contact.from_us) == ring.until_us);
        let result = match after.map(|after| after.contact.state) {
            Some("CONNECTED" | "CONNECTED_ONHOLD") => "answered",
            Some("MISSED" | "ERROR") => "no_answer",
            Some("REJECTED") => "rejected",
            // It rang and was over: the caller was gone before anybody answered.
            Some("ENDED") => "caller_gone",
            Some("INCOMING" | "CONNECTING") => continue,
            _ if ring.until_us.is_none() => continue,
            _ => "caller_gone",
        };
        let fields = ring.contact.fields;
        let queue = inner(fields, "Queue").and_then(|queue| json::text(queue, "Name"));
        let channel = json::text(fields, "Channel").map(str::to_lowercase);
        let values = vec![
            ("segment_id", Value::from(ring.contact.id)),
            ("contact_id", json::text(fields, "InitialContactId").unwrap_or(ring.contact.id).into()),
            ("agent_id", agent.into()),
            ("queue", text(queue)),
            ("channel", channel.into()),
            ("offered_at", Value::Instant(ring.contact.from_us)),
            ("ring_s", number(seconds_between(Some(ring.contact.from_us), ring.until_us))),
            ("result", result.into()),
            ("attributes", attributes([("state", after.map(|after| after.contact.state))]).into()),
        ];
        let key = format!("{}|{agent}|{}", ring.contact.id, ring.contact.from_us);
        gathered.row("agent_offers", ring.record, &key, stretches.len() as i64, values);
    }
}

/// Where an interval begins, its key, and the record that says so.
type Beginnings = BTreeMap<i64, (String, usize)>;

fn beginnings(agent: &str, seen: &[Seen<'_>], stretches: &[Stretch<'_>]) -> Beginnings {
    let mut found = Beginnings::new();
    let mut begin = |at_us: i64, key: String, record: usize| {
        found.entry(at_us).or_insert((key, record));
    };
    for (place, event) in seen.iter().enumerate() {
        if let Some(status) = event.status {
            begin(status.from_us, format!("{agent}|status|{}", status.from_us), event.record);
        }
        let silent = place > 0 && event.at_us - seen[place - 1].at_us > SILENCE_MAX_US;
        if silent || event.first_of_file || event.logout {
            begin(event.at_us, format!("{agent}|event|{}", event.at_us), event.record);
        }
    }
    for stretch in stretches {
        let contact = &stretch.contact;
        begin(
            contact.from_us,
            format!("{agent}|{}|{}|{}", contact.id, contact.state, contact.from_us),
            stretch.record,
        );
        if let Some(until_us) = stretch.until_us {
            // The key says what ended, not when: the end moves when an earlier snapshot without the contact arrives.
            begin(
                until_us,
                format!("{agent}|{}|after {}|{}", contact.id, contact.state, contact.from_us),
                stretch.record,
            );
        }
    }
    found
}

fn intervals(
    agent: &str,
    seen: &[Seen<'_>],
    stretches: &[Stretch<'_>],
    horizon_us: i64,
    gathered: &mut Gathered<'_>,
) {
    let beginnings: Vec<_> = beginnings(agent, seen, stretches).into_iter().collect();
    let silences = silences(seen, horizon_us);
    let statuses: BTreeMap<i64, Status<'_>> =
        seen.iter().filter_map(|event| event.status).map(|status| (status.from_us, status)).collect();
    let logouts: BTreeSet<i64> = seen.iter().filter(|event| event.logout).map(|event| event.at_us).collect();
    let (mut busy, mut next_stretch): (Vec<&Stretch<'_>>, _) = (Vec::new(), 0);
    for (place, (from_us, (key, record))) in beginnings.iter().enumerate() {
        while let Some(stretch) =
            stretches.get(next_stretch).filter(|stretch| stretch.contact.from_us <= *from_us)
        {
            busy.push(stretch);
            next_stretch += 1;
        }
        busy.retain(|stretch| stretch.until_us.is_none_or(|until_us| until_us > *from_us));
        let contacts = busy.iter().map(|stretch| stretch.contact);
        let contact = contacts.min_by_key(|contact| (precedence(contact.state), contact.from_us));
        let status = statuses.range(..=from_us).next_back().map(|(_, status)| *status);
        let out_us = logouts.range(..=from_us).next_back();
        let out = out_us.is_some_and(|out_us| status.is_none_or(|status| status.from_us <= *out_us));
        let Some((state, source_state)) = state(contact, status, out) else { continue };
        let next_us = beginnings.get(place + 1).map(|(next_us, _)| *next_us);
        let silent_us = silences.get(silences.partition_point(|silent_us| silent_us < from_us)).copied();
        // Only what a snapshot confirms lasts; a contact that is there again behind the silence was there all the time.
        let confirmed = state == "offline" || (contact.is_some() && next_us.is_some());
        let cut_us =
            silent_us.filter(|silent_us| !confirmed && next_us.is_none_or(|next_us| *silent_us < next_us));
        if cut_us.is_some() && next_us.is_some() {
            gathered
                .finding("agent_events_missing", || format!("agent {agent}: nothing for more than 150 s"));
        }
        let values = vec![
            ("agent_id", Value::from(agent)),
            ("state", state.into()),
            ("source_state", text(Some(source_state))),
            ("started_at", Value::Instant(*from_us)),
            ("ended_at", instant(cut_us.or(next_us))),
        ];
        gathered.row("agent_intervals", *record, key, seen.len() as i64, values);
    }
}

/// The last words of an agent before each silence.
fn silences(seen: &[Seen<'_>], horizon_us: i64) -> Vec<i64> {
    let next = seen.iter().skip(1).map(|event| event.at_us).chain([horizon_us]);
    seen.iter()
        .zip(next)
        .filter(|(event, next_us)| next_us - event.at_us > SILENCE_MAX_US)
        .map(|(event, _)| event.at_us)
        .collect()
}

/// Of several contacts at once the one with the smallest number says what the agent does.
fn precedence(state: &str) -> u8 {
    match state {
        "CONNECTED" => 0,
        "CONNECTED_ONHOLD" => 1,
        "ENDED" => 2,
        "CONNECTING" | "INCOMING" | "PENDING" => 3,
        _ => 4,
    }
}

fn state<'a>(
    contact: Option<ContactState<'a>>,
    status: Option<Status<'a>>,
    out: bool,
) -> Option<(&'static str, &'a str)> {
    if let Some(contact) = contact {
        let state = match contact.state {
            "CONNECTED" => "talking",
            "CONNECTED_ONHOLD" => "holding",
            "ENDED" => "acw",
            "CONNECTING" | "INCOMING" | "PENDING" => "ringing",
            _ => "not_responding",
        };
        return Some((state, contact.state));
    }
    if out {
        return Some(("offline", "LOGOUT"));
    }
    let status = status?;
    let state = match status.kind {
        "OFFLINE" => "offline",
        "ROUTABLE" => "available_idle",
        _ => not_ready_state(status.name),
    };
    Some((state, status.name))
}
