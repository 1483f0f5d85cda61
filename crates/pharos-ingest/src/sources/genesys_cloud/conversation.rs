//! A conversation as stays in queues and legs of agents.

use serde_json::{Map, Value as Json};

use crate::sources::json;
use crate::sources::rows::SECOND_US;

/// A session of an `acd` participant: the conversation in one queue.
#[derive(Clone, Debug)]
pub(super) struct Stay<'a> {
    pub(super) session: &'a str,
    pub(super) media: &'a str,
    pub(super) queue: Option<&'a str>,
    pub(super) from_us: i64,
    /// `None` while it waits.
    pub(super) until_us: Option<i64>,
    pub(super) disconnect: Option<&'a str>,
    pub(super) fields: &'a Map<String, Json>,
}

/// What one agent did: the sessions of one `agent` participant of one medium, and the calls of a callback with it.
#[derive(Clone, Debug)]
pub(super) struct Leg<'a> {
    pub(super) user: Option<&'a str>,
    pub(super) session: &'a str,
    pub(super) media: &'a str,
    pub(super) queue: Option<&'a str>,
    pub(super) from_us: i64,
    pub(super) alerts: Vec<Stretch<'a>>,
    pub(super) talks: Vec<Stretch<'a>>,
    pub(super) holds: Vec<Stretch<'a>>,
    pub(super) wrapups: Vec<Stretch<'a>>,
    /// The calls to the customer, for a callback.
    pub(super) calls: Vec<Stretch<'a>>,
    pub(super) consulted: bool,
    pub(super) fields: &'a Map<String, Json>,
}

/// A segment of a session.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch<'a> {
    pub(super) kind: &'a str,
    pub(super) from_us: i64,
    pub(super) until_us: Option<i64>,
    pub(super) disconnect: Option<&'a str>,
    pub(super) fields: &'a Map<String, Json>,
}

/// The newest instant anywhere in a conversation: it grows while the conversation goes on.
pub(super) fn newest_instant(fields: &Map<String, Json>) -> Option<i64> {
    let ends = sessions(fields).flat_map(|(_, session)| stretches(session));
    let ends = ends.map(|stretch| stretch.until_us.unwrap_or(stretch.from_us));
    ends.chain(json::instant(fields, "conversationEnd"))
        .chain(json::instant(fields, "conversationStart"))
        .max()
}

/// Participants with each of their sessions.
pub(super) fn sessions(
    fields: &Map<String, Json>,
) -> impl Iterator<Item = (&Map<String, Json>, &Map<String, Json>)> {
    json::list(fields, "participants").flat_map(|participant| {
        json::list(participant, "sessions").map(move |session| (participant, session))
    })
}

/// The segments of a session in the order of time.
pub(super) fn stretches(session: &Map<String, Json>) -> Vec<Stretch<'_>> {
    let stretch = |fields| {
        Some(Stretch {
            kind: json::text(fields, "segmentType")?,
            from_us: json::instant(fields, "segmentStart")?,
            until_us: json::instant(fields, "segmentEnd"),
            disconnect: json::text(fields, "disconnectType"),
            fields,
        })
    };
    let mut all: Vec<_> = json::list(session, "segments").filter_map(stretch).collect();
    all.sort_by_key(|stretch| (stretch.from_us, stretch.until_us));
    all
}

pub(super) fn stays(fields: &Map<String, Json>) -> Vec<Stay<'_>> {
    let mut stays = Vec::new();
    for (_, session) in
        sessions(fields).filter(|(participant, _)| json::text(participant, "purpose") == Some("acd"))
    {
        let all = stretches(session);
        let (Some(first), Some(last)) = (all.first(), all.last()) else { continue };
        let ended = all.iter().all(|stretch| stretch.until_us.is_some());
        stays.push(Stay {
            session: json::text(session, "sessionId").unwrap_or_default(),
            media: json::text(session, "mediaType").unwrap_or_default(),
            queue: all.iter().find_map(|stretch| json::text(stretch.fields, "queueId")),
            from_us: first.from_us,
            until_us: all.iter().filter_map(|stretch| stretch.until_us).max().filter(|_| ended),
            disconnect: last.disconnect,
            fields: session,
        });
    }
    stays.sort_by_key(|stay| (stay.from_us, stay.session));
    stays
}

/// Legs of agents. Supervisors who listen are none. A caller inside the house has the purpose `user`: a leg of an agent
/// only where it belongs to a queue, or where nobody else could have made the conversation.
pub(super) fn legs(fields: &Map<String, Json>) -> Vec<Leg<'_>> {
    let others = ["agent", "acd", "ivr"];
    let served = sessions(fields).any(|(participant, _)| {
        json::text(participant, "purpose").is_some_and(|purpose| others.contains(&purpose))
    });
    let mut legs: Vec<Leg<'_>> = Vec::new();
    for participant in json::list(fields, "participants") {
        let purpose = json::text(participant, "purpose");
        let mut own = Vec::new();
        for session in json::list(participant, "sessions") {
            let all = stretches(session);
            let queue = all.iter().find_map(|stretch| json::text(stretch.fields, "queueId"));
            let takes_part = match purpose {
                Some("agent") => true,
                Some("user") => queue.is_some() || !served,
                _ => false,
            };
            let listens =
                all.iter().any(|stretch| matches!(stretch.kind, "monitoring" | "barging" | "coaching"));
            if takes_part && !listens && !all.is_empty() {
                own.push(leg(participant, session, queue, &all));
            }
        }
        legs.extend(with_calls(own));
    }
    legs.sort_by_key(|leg| (leg.from_us, leg.session));
    legs
}

fn leg<'a>(
    participant: &'a Map<String, Json>,
    session: &'a Map<String, Json>,
    queue: Option<&'a str>,
    all: &[Stretch<'a>],
) -> Leg<'a> {
    let of = |kinds: &[&str]| {
        all.iter().filter(|stretch| kinds.contains(&stretch.kind)).copied().collect::<Vec<_>>()
    };
    Leg {
        user: json::text(participant, "userId"),
        session: json::text(session, "sessionId").unwrap_or_default(),
        media: json::text(session, "mediaType").unwrap_or_default(),
        queue,
        from_us: all.first().map_or(0, |first| first.from_us),
        alerts: of(&["alert"]),
        talks: of(&["interact"]),
        holds: of(&["hold"]),
        wrapups: of(&["wrapup"]),
        calls: Vec::new(),
        consulted: all
            .iter()
            .any(|stretch| matches!(stretch.disconnect, Some("consultTransfer" | "conferenceTransfer")))
            || all.iter().any(|stretch| json::flag(stretch.fields, "conference") == Some(true)),
        fields: session,
    }
}

/// A callback's agent has the callback's session and those of the calls made: one leg, whose talk is the calls'.
fn with_calls(own: Vec<Leg<'_>>) -> Vec<Leg<'_>> {
    let Some(callback) = own.iter().position(|leg| leg.media == "callback") else { return own };
    let (mut calls, mut kept): (Vec<_>, Vec<_>) = own
        .into_iter()
        .enumerate()
        .partition(|(place, leg)| *place != callback && leg.media == "voice" && leg.alerts.is_empty());
    if let Some((_, leg)) = kept.iter_mut().find(|(place, _)| *place == callback) {
        calls.sort_by_key(|(_, call)| call.from_us);
        for (_, call) in calls {
            leg.calls.extend(call.talks);
            leg.holds.extend(call.holds);
            leg.wrapups.extend(call.wrapups);
        }
    }
    kept.into_iter().map(|(_, leg)| leg).collect()
}

impl Leg<'_> {
    /// The agent took it.
    pub(super) fn answered(&self) -> bool {
        !self.talks.is_empty()
    }

    /// The offer or talk lies in the time the conversation stood in the queue (a second's grace at either end).
    pub(super) fn belongs_to(&self, stay: &Stay<'_>) -> bool {
        self.media == stay.media
            && (self.queue.is_none() || stay.queue.is_none() || self.queue == stay.queue)
            && self.from_us >= stay.from_us - SECOND_US
            && stay.until_us.is_none_or(|until_us| self.from_us <= until_us + SECOND_US)
    }
}
