//! Rows of calls: contact segments and offers to agents.

use std::collections::HashMap;

use pharos_schema::Value;

use super::aliases::AgentNames;
use super::calls::{Calls, Stay};
use super::line::{Entry, Event, Line};
use crate::functions::attributes;
use crate::sources::rows::{Gathered, SECOND_US, instant, number, text};

/// Asterisk's default of `timeout` in queues.conf; a shorter ringing is not taken as the configured one.
const RING_TIMEOUT_MS: i64 = 15_000;
const RING_TIMEOUT_MS_MIN: i64 = 5_000;

/// Calls whose times and durations differ by more are flagged.
const DIFFERENCE_MAX_US: i64 = 2 * SECOND_US;

/// A call id begins with the second its channel was made; a call longer before the queue is not believed.
const BEFORE_QUEUE_MAX_US: i64 = 6 * 3600 * SECOND_US;

pub(super) fn rows(
    entries: &[Entry<'_>],
    calls: &Calls<'_>,
    names: &AgentNames<'_>,
    gathered: &mut Gathered<'_>,
) {
    let neighbours = Neighbours::new(calls);
    let dids = dids(entries);
    for (index, stay) in calls.stays.iter().enumerate() {
        let values = segment(entries, calls, names, index, &neighbours, dids.get(stay.callid).copied());
        gathered.row("contact_segments", entries[stay.enter].record, &stay.key(), stay.version, values);
        check(entries, stay, gathered);
    }
    for index in &calls.orphans {
        let line = &entries[*index].line;
        if !matches!(line.event, Event::RingNoAnswer | Event::RingCanceled) {
            gathered.finding("call_without_beginning", || {
                format!(
                    "{} of call {} in queue {} has no ENTERQUEUE",
                    line.event_name, line.callid, line.queue
                )
            });
        }
    }
    offers(entries, calls, names, gathered);
    for entry in entries.iter().filter(|entry| entry.line.event == Event::OutCall) {
        let key = format!("outcall|{}", entry.key);
        gathered.row("contact_segments", entry.record, &key, 0, outbound(&entry.line, names));
    }
}

/// The stays of the same contact before and after each stay.
struct Neighbours {
    before: HashMap<usize, usize>,
    after: HashMap<usize, usize>,
}

impl Neighbours {
    fn new(calls: &Calls<'_>) -> Self {
        let mut order: Vec<usize> = (0..calls.stays.len()).collect();
        order.sort_by_key(|index| {
            let stay = &calls.stays[*index];
            (stay.contact, stay.entered_us, stay.queue)
        });
        let (mut before, mut after) = (HashMap::new(), HashMap::new());
        for pair in order.windows(2) {
            if calls.stays[pair[0]].contact == calls.stays[pair[1]].contact {
                before.insert(pair[1], pair[0]);
                after.insert(pair[0], pair[1]);
            }
        }
        Neighbours { before, after }
    }
}

/// The number a call came in by (FreePBX writes it before the queue).
fn dids<'a>(entries: &[Entry<'a>]) -> HashMap<&'a str, &'a str> {
    let dids = entries.iter().filter(|entry| entry.line.event == Event::Did);
    dids.filter_map(|entry| Some((entry.line.callid, entry.line.param(0)?))).collect()
}

fn segment(
    entries: &[Entry<'_>],
    calls: &Calls<'_>,
    names: &AgentNames<'_>,
    index: usize,
    neighbours: &Neighbours,
    did: Option<&str>,
) -> Vec<(&'static str, Value)> {
    let stay = &calls.stays[index];
    let enter = &entries[stay.enter].line;
    let end = stay.end.map(|end| &entries[end].line);
    let connect = stay.connect.map(|connect| &entries[connect].line);
    let before = neighbours.before.get(&index).map(|before| &calls.stays[*before]);
    let after = neighbours.after.get(&index).map(|after| &calls.stays[*after]);
    let talk_end = end.filter(|end| end.event.ends_talk());
    // An answered call whose CONNECT was lost: its end says how long they talked.
    let connected_us =
        connect.map(|line| line.at_us).or_else(|| Some(talk_end?.at_us - talk_end?.talk_s()? * SECOND_US));
    let answered = connect.is_some() || talk_end.is_some();
    let (result, detail) = result(stay, answered, end);
    let agent = connect.or(talk_end).and_then(Line::agent_name).map(|name| names.id(name));
    let (transfer_kind, transferred_to) = transfer(talk_end);
    let moved = transfer_kind.is_some() && transferred_to.is_none();
    let next_queue = after.filter(|_| moved).map(|after| after.queue.to_owned());
    let began_us = match before {
        Some(_) => None,
        None => channel_made_us(stay.contact, stay.entered_us),
    };
    let wait_s = connect.or(end).and_then(|line| line.wait_s().or_else(|| elapsed_s(stay, line)));
    vec![
        ("segment_id", Value::from(stay.key())),
        ("contact_id", Value::from(stay.contact)),
        ("previous_segment_id", before.map(Stay::key).into()),
        ("channel", "voice".into()),
        ("direction", "inbound".into()),
        ("initiation", initiation(before, entries).into()),
        ("customer_id", text(enter.param(1).filter(|number| names_a_caller(number)))),
        ("entry_point", text(did)),
        ("started_at", Value::Instant(began_us.unwrap_or(stay.entered_us))),
        ("queue", stay.queue.into()),
        ("queued", true.into()),
        ("enqueued_at", Value::Instant(stay.entered_us)),
        ("left_queue_at", instant(connected_us.filter(|_| answered).or(end.map(|line| line.at_us)))),
        ("wait_s", number(wait_s.map(|wait| wait as f64))),
        ("queue_result", result.into()),
        ("queue_result_detail", text(detail)),
        ("agent_id", agent.filter(|_| answered).into()),
        ("connected_at", instant(connected_us.filter(|_| answered))),
        ("talk_s", number(talk_end.and_then(Line::talk_s).map(|talk| talk as f64))),
        ("ended_at", instant(end.map(|line| line.at_us))),
        ("ended_by", text(end.and_then(ended_by))),
        ("transfer_kind", text(transfer_kind)),
        ("transferred_to", transferred_to.or(next_queue).into()),
        ("attributes", notes(enter, end).into()),
    ]
}

fn elapsed_s(stay: &Stay<'_>, line: &Line<'_>) -> Option<i64> {
    // Without the parameter only an event at the moment of leaving tells the wait.
    (line.event.leaves() || line.event == Event::Connect)
        .then(|| (line.at_us - stay.entered_us).max(0) / SECOND_US)
}

fn result<'a>(stay: &Stay<'a>, answered: bool, end: Option<&Line<'a>>) -> (&'static str, Option<&'a str>) {
    let detail = end.map(|line| line.event_name).or(stay.lost);
    let result = match end.map(|line| line.event) {
        _ if answered => "answered",
        Some(Event::Abandon) => "abandoned",
        // The channels could not talk to one another: a fault, not the caller's choice.
        Some(Event::SysCompat) => "lost",
        Some(_) => "flowed_out",
        None if stay.lost.is_some() => "lost",
        None => "waiting",
    };
    (result, detail)
}

fn ended_by(end: &Line<'_>) -> Option<&'static str> {
    match end.event {
        Event::CompleteCaller | Event::Abandon | Event::ExitKey => Some("customer"),
        Event::CompleteAgent => Some("agent"),
        Event::ExitTimeout | Event::ExitEmpty | Event::Withdraw | Event::SysCompat => Some("system"),
        // Handed on: nobody hung up.
        _ => None,
    }
}

fn initiation(before: Option<&Stay<'_>>, entries: &[Entry<'_>]) -> &'static str {
    match before {
        None => "inbound",
        Some(before) if before.connect.is_some() => "transfer",
        Some(before) => match before.end.map(|end| entries[end].line.event) {
            Some(event) if event.ends_talk() => "transfer",
            _ => "queue_transfer",
        },
    }
}

/// How and where a talk was handed on.
fn transfer(end: Option<&Line<'_>>) -> (Option<&'static str>, Option<String>) {
    let Some(end) = end else { return (None, None) };
    let (first, second) = (end.param(0), end.param(1));
    match end.event {
        Event::BlindTransfer => (Some("blind"), first.map(str::to_owned)),
        // Older versions were documented in both orders: the extension is the one made of digits.
        Event::Transfer => {
            let dialled =
                |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || b"*#+".contains(&byte));
            let swapped = second.is_some_and(dialled) && !first.is_some_and(dialled);
            (Some("blind"), (if swapped { second } else { first }).map(str::to_owned))
        }
        Event::AttendedTransfer if first == Some("APP") => (Some("attended"), second.map(str::to_owned)),
        // A bridge or a pair of channels says nothing about who is there.
        Event::AttendedTransfer => (Some("attended"), None),
        _ => (None, None),
    }
}

/// The second a call's channel was made: `pbx1-1266833905.2`.
fn channel_made_us(callid: &str, entered_us: i64) -> Option<i64> {
    let (head, _) = callid.split_once('.')?;
    let made_us = head.rsplit('-').next()?.parse::<i64>().ok()?.checked_mul(SECOND_US)?;
    (made_us <= entered_us && entered_us - made_us <= BEFORE_QUEUE_MAX_US).then_some(made_us)
}

fn names_a_caller(number: &str) -> bool {
    let hidden = ["anonymous", "unknown", "restricted", "unavailable", "private", "withheld", "none", "s"];
    !hidden.contains(&number.to_ascii_lowercase().as_str())
}

fn notes(enter: &Line<'_>, end: Option<&Line<'_>>) -> Option<String> {
    let end_part = |event: Event, place: usize| end.filter(|end| end.event == event)?.param(place);
    let left_at = end.filter(|end| end.event.leaves() && end.event != Event::SysCompat);
    let position = left_at.and_then(|end| end.param(usize::from(end.event == Event::ExitKey)));
    attributes([
        ("url", enter.param(0)),
        ("first_position", enter.param(2)),
        ("caller_name", enter.param(3)),
        ("last_position", position),
        ("key", end_part(Event::ExitKey, 0)),
        ("withdrawn_for", end_part(Event::Withdraw, 3)),
    ])
}

/// Durations that do not fit the instants, ends that never came.
fn check(entries: &[Entry<'_>], stay: &Stay<'_>, gathered: &mut Gathered<'_>) {
    let connect = stay.connect.map(|connect| &entries[connect].line);
    let end = stay.end.map(|end| &entries[end].line);
    if let Some(line) = connect.or(end)
        && let Some(entered_us) = line.entered_us()
        && (entered_us - stay.entered_us).abs() > DIFFERENCE_MAX_US
    {
        gathered.finding("wait_differs", || {
            let apart = (line.at_us - stay.entered_us) / SECOND_US;
            format!(
                "call {}: {} says otherwise than the {apart} s since ENTERQUEUE",
                stay.callid, line.event_name
            )
        });
    }
    if let (Some(connect), Some(end)) = (connect, end)
        && let Some(talk_s) = end.talk_s()
        && (end.at_us - connect.at_us - talk_s * SECOND_US).abs() > DIFFERENCE_MAX_US
    {
        gathered.finding("talk_differs", || {
            let apart = (end.at_us - connect.at_us) / SECOND_US;
            format!("call {}: {talk_s} s of talk in {apart} s", stay.callid)
        });
    }
    if let Some(lost) = stay.lost {
        gathered.finding("missing_end", || format!("call {} in queue {}: {lost}", stay.callid, stay.queue));
    }
    if stay.contact != stay.callid {
        gathered.finding("call_ids_swapped", || {
            format!("queue {}: {} entered as {}", stay.queue, stay.contact, stay.callid)
        });
    }
}

fn offers(entries: &[Entry<'_>], calls: &Calls<'_>, names: &AgentNames<'_>, gathered: &mut Gathered<'_>) {
    let timeouts = ring_timeouts_ms(entries);
    for (index, entry) in entries.iter().enumerate() {
        let line = &entry.line;
        let Some(name) = line.agent_name() else { continue };
        let (ring_ms, result) = match line.event {
            Event::Connect => (line.number(2).map(|ring_s| ring_s * 1000), "answered"),
            Event::RingNoAnswer => {
                let ring_ms = line.number(0);
                // The configured time means nobody answered; less, that it was busy or refused.
                let timeout_ms = timeouts.get(line.queue).copied().unwrap_or(RING_TIMEOUT_MS);
                (
                    ring_ms,
                    if ring_ms.is_none_or(|ring| ring >= timeout_ms) { "no_answer" } else { "rejected" },
                )
            }
            Event::RingCanceled => (line.number(0), "caller_gone"),
            // Hung up while the announcement was played: to the agent, or by the caller.
            Event::AgentDump => (None, "rejected"),
            Event::Abandon => (None, "caller_gone"),
            _ => continue,
        };
        let stay = calls.stay_of.get(&index).map(|stay| &calls.stays[*stay]);
        let offered_us = line.at_us - ring_ms.unwrap_or(0).saturating_mul(1000);
        let values = vec![
            ("segment_id", stay.map(Stay::key).into()),
            ("contact_id", Value::from(stay.map_or(line.callid, |stay| stay.contact))),
            ("agent_id", names.id(name).into()),
            ("queue", line.queue.into()),
            ("channel", "voice".into()),
            ("offered_at", Value::Instant(offered_us)),
            ("ring_s", number(ring_ms.map(|ring| ring as f64 / 1e3))),
            ("result", result.into()),
            ("attributes", attributes([("event", Some(line.event_name))]).into()),
        ];
        gathered.row("agent_offers", entry.record, entry.key, stay.map_or(0, |stay| stay.version), values);
    }
}

/// The configured ring timeout of each queue: the longest unanswered ringing seen, unless that is too short to be one.
fn ring_timeouts_ms<'a>(entries: &[Entry<'a>]) -> HashMap<&'a str, i64> {
    let mut timeouts = HashMap::new();
    for line in entries.iter().map(|entry| &entry.line).filter(|line| line.event == Event::RingNoAnswer) {
        if let Some(ring_ms) = line.number(0).filter(|ring| *ring >= RING_TIMEOUT_MS_MIN) {
            let longest = timeouts.entry(line.queue).or_insert(ring_ms);
            *longest = ring_ms.max(*longest);
        }
    }
    timeouts
}

/// A call an agent made that the dial plan credits to a queue. It never stood in the queue, so the row has none.
fn outbound(line: &Line<'_>, names: &AgentNames<'_>) -> Vec<(&'static str, Value)> {
    let talk_s = line.number(1);
    let answered = line.param(0).is_some_and(|status| {
        status.eq_ignore_ascii_case("ANSWER") || status.eq_ignore_ascii_case("ANSWERED")
    }) || talk_s.is_some_and(|talk| talk > 0);
    let began_us = line.at_us - talk_s.unwrap_or(0) * SECOND_US;
    vec![
        ("contact_id", Value::from(line.callid)),
        ("channel", "voice".into()),
        ("direction", "outbound".into()),
        ("initiation", "outbound".into()),
        ("started_at", Value::Instant(channel_made_us(line.callid, began_us).unwrap_or(began_us))),
        ("queue_result", answered.then_some("answered").into()),
        ("queue_result_detail", text(line.param(0))),
        ("agent_id", line.agent_name().map(|name| names.id(name)).into()),
        ("connected_at", instant(answered.then_some(began_us))),
        ("talk_s", number(talk_s.filter(|_| answered).map(|talk| talk as f64))),
        ("ended_at", Value::Instant(line.at_us)),
        ("attributes", attributes([("queue", Some(line.queue)), ("parameters", line.param(2))]).into()),
    ]
}
