//! Rows of a conversation: a contact segment per stay in a queue with the agent who answered, offers, callbacks.

use pharos_schema::Value;
use serde_json::{Map, Value as Json};

use super::conversation::{Leg, Stay, Stretch, legs, sessions, stays};
use crate::functions::attributes;
use crate::sources::SourceContext;
use crate::sources::json;
use crate::sources::rows::{Gathered, SECOND_US, count, instant, number, seconds_between, text};

/// A stay, a leg, or both: what becomes one contact segment.
struct Part<'a> {
    key: String,
    stay: Option<&'a Stay<'a>>,
    leg: Option<&'a Leg<'a>>,
    from_us: i64,
}

/// What all segments of a conversation share.
struct Whole<'a> {
    id: String,
    fields: &'a Map<String, Json>,
    context: &'a SourceContext,
    ended_us: Option<i64>,
}

pub(super) fn rows(
    record: usize,
    version: i64,
    fields: &Map<String, Json>,
    context: &SourceContext,
    gathered: &mut Gathered<'_>,
) {
    let Some(id) = json::id(fields, "conversationId") else { return };
    let (stays, legs) = (stays(fields), legs(fields));
    let whole = Whole { id, fields, context, ended_us: json::instant(fields, "conversationEnd") };
    let parts = parts(&whole, &stays, &legs);
    for (place, part) in parts.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|before| parts.get(before));
        let values = segment(&whole, part, before, parts.get(place + 1));
        gathered.row("contact_segments", record, &part.key, version, values);
        if let Some(stay) = part.stay.filter(|stay| stay.media == "callback") {
            gathered.row("callbacks", record, &part.key, version, callback(&whole, part, stay));
        }
    }
    for leg in &legs {
        let part = parts.iter().find(|part| part.leg.is_some_and(|own| own.session == leg.session));
        let part =
            part.or_else(|| parts.iter().find(|part| part.stay.is_some_and(|stay| leg.belongs_to(stay))));
        for alert in &leg.alerts {
            let key = format!("{}|{}|{}", whole.id, leg.session, alert.from_us);
            gathered.row("agent_offers", record, &key, version, offer(&whole, leg, alert, part));
        }
    }
    let backwards =
        |stretch: &Stretch<'_>| stretch.until_us.is_some_and(|until_us| until_us < stretch.from_us);
    if legs.iter().any(|leg| leg.talks.iter().chain(&leg.holds).chain(&leg.wrapups).any(backwards)) {
        gathered.finding("ends_before_it_begins", || format!("conversation {}", whole.id));
    }
}

/// Each stay with the first leg that answered it, then answered legs without a stay (called directly, handed on).
fn parts<'a>(whole: &Whole<'_>, stays: &'a [Stay<'a>], legs: &'a [Leg<'a>]) -> Vec<Part<'a>> {
    let mut taken = vec![false; legs.len()];
    let mut parts = Vec::new();
    for stay in stays {
        let answering =
            (0..legs.len()).find(|leg| !taken[*leg] && legs[*leg].answered() && legs[*leg].belongs_to(stay));
        if let Some(leg) = answering {
            taken[leg] = true;
        }
        let leg = answering.map(|leg| &legs[leg]);
        let key = format!("{}|{}", whole.id, stay.session);
        parts.push(Part { key, stay: Some(stay), leg, from_us: stay.from_us });
    }
    for (leg, taken) in legs.iter().zip(taken) {
        if !taken && leg.answered() {
            let key = format!("{}|{}", whole.id, leg.session);
            parts.push(Part { key, stay: None, leg: Some(leg), from_us: leg.from_us });
        }
    }
    if parts.is_empty() {
        // Served by menus or bots alone, or over before a queue.
        let from_us = json::instant(whole.fields, "conversationStart").unwrap_or(0);
        parts.push(Part { key: whole.id.clone(), stay: None, leg: None, from_us });
    }
    parts.sort_by(|a, b| (a.from_us, &a.key).cmp(&(b.from_us, &b.key)));
    parts
}

fn segment(
    whole: &Whole<'_>,
    part: &Part<'_>,
    before: Option<&Part<'_>>,
    after: Option<&Part<'_>>,
) -> Vec<(&'static str, Value)> {
    let (stay, leg) = (part.stay, part.leg);
    let connected_us = leg.and_then(|leg| leg.calls.first().or(leg.talks.first())).map(|talk| talk.from_us);
    let answered_us = leg.and_then(|leg| leg.talks.first()).map(|talk| talk.from_us);
    let talks = leg.map(|leg| if leg.calls.is_empty() { &leg.talks } else { &leg.calls });
    let talk_ended = talks.is_some_and(|talks| talks.iter().all(|talk| talk.until_us.is_some()));
    let last = leg.and_then(|leg| {
        leg.talks.iter().chain(&leg.holds).max_by_key(|stretch| stretch.until_us.unwrap_or(i64::MAX))
    });
    let ended_us = match leg {
        Some(_) => last.and_then(|last| last.until_us),
        None => stay.map_or(whole.ended_us, |stay| stay.until_us),
    };
    let acw = leg.filter(|_| talk_ended).map(|leg| &leg.wrapups);
    let last_disconnect =
        leg.map_or(stay.and_then(|stay| stay.disconnect), |_| last.and_then(|last| last.disconnect));
    let handed_on = leg.and_then(|_| transfer_kind(last_disconnect));
    let media = stay.map(|stay| stay.media).or(leg.map(|leg| leg.media)).or_else(|| whole.media());
    let outbound = whole.outbound(stay.map(|stay| stay.fields).or(leg.map(|leg| leg.fields)));
    let queue = stay.and_then(|stay| stay.queue).or(leg.and_then(|leg| leg.queue));
    let wrapup = leg
        .and_then(|leg| leg.wrapups.iter().rev().find_map(|wrapup| json::text(wrapup.fields, "wrapUpCode")));
    let (result, detail) = queue_result(stay, leg);
    vec![
        ("segment_id", Value::from(part.key.as_str())),
        ("contact_id", Value::from(whole.id.as_str())),
        ("previous_segment_id", before.map(|before| before.key.clone()).into()),
        ("channel", media.map(channel).into()),
        ("direction", if outbound { "outbound" } else { "inbound" }.into()),
        ("initiation", initiation(before, media, outbound).into()),
        ("customer_id", text(whole.customer().as_deref())),
        ("entry_point", text(whole.entry_point().as_deref())),
        ("started_at", instant(json::instant(whole.fields, "conversationStart"))),
        ("self_service_s", number(whole.self_service_s(part, before))),
        ("queue", text(queue)),
        ("queued", stay.map(|_| true).into()),
        ("enqueued_at", instant(stay.map(|stay| stay.from_us))),
        ("left_queue_at", instant(stay.and_then(|stay| answered_us.or(stay.until_us)))),
        (
            "wait_s",
            number(stay.and_then(|stay| seconds_between(Some(stay.from_us), answered_us.or(stay.until_us)))),
        ),
        ("queue_result", text(result)),
        ("queue_result_detail", text(detail)),
        ("agent_id", text(leg.and_then(|leg| leg.user).map(|user| whole.context.agent(user)))),
        ("connected_at", instant(connected_us)),
        ("talk_s", number(talks.and_then(|talks| total_s(talks)))),
        ("hold_s", number(leg.filter(|_| talk_ended).and_then(|leg| total_s(&leg.holds)))),
        ("hold_count", count(leg.map(|leg| leg.holds.len() as i64))),
        ("acw_s", number(acw.and_then(|wrapups| total_s(wrapups)))),
        ("ended_at", instant(ended_us)),
        ("ended_by", text(ended_by(last_disconnect, leg.is_some()).filter(|_| ended_us.is_some()))),
        ("transfer_kind", text(handed_on)),
        ("transferred_to", handed_on.and(after).and_then(|after| goal(after, whole)).into()),
        ("consulted", leg.map(|leg| leg.consulted).into()),
        ("disposition", text(wrapup)),
        ("attributes", whole.attributes().into()),
    ]
}

/// Seconds of all stretches; `None` while one is open.
fn total_s(stretches: &[Stretch<'_>]) -> Option<f64> {
    let total_us = stretches
        .iter()
        .map(|stretch| Some((stretch.until_us? - stretch.from_us).max(0)))
        .sum::<Option<i64>>()?;
    Some((total_us as f64 / 1e3).round() / 1e3)
}

fn channel(media: &str) -> String {
    match media {
        "message" => "messaging",
        "sms" => "sms",
        "video" | "screenshare" | "cobrowse" => "video",
        "workitem" => "task",
        "socialExpression" => "social",
        other => other,
    }
    .to_owned()
}

fn initiation(before: Option<&Part<'_>>, media: Option<&str>, outbound: bool) -> &'static str {
    match before {
        Some(before) if before.leg.is_some() => "transfer",
        Some(_) => "queue_transfer",
        None if media == Some("callback") => "callback",
        None if outbound => "outbound",
        None => "inbound",
    }
}

fn queue_result<'a>(
    stay: Option<&Stay<'a>>,
    leg: Option<&Leg<'_>>,
) -> (Option<&'static str>, Option<&'a str>) {
    let Some(stay) = stay else { return (leg.map(|_| "answered"), None) };
    let detail = stay.disconnect;
    if leg.is_some() {
        return (Some("answered"), detail);
    }
    let has = |name: &str| {
        json::list(stay.fields, "metrics").any(|metric| json::text(metric, "name") == Some(name))
    };
    if stay.until_us.is_none() {
        return (Some("waiting"), detail);
    }
    // The system's own verdict where it came along, else who ended the queue's leg.
    let result = if has("tFlowOut") || has("nFlowOut") {
        "flowed_out"
    } else if has("tAbandon") {
        "abandoned"
    } else {
        match detail {
            Some("client" | "endpoint" | "peer") => "abandoned",
            Some("error") => "lost",
            _ => "flowed_out",
        }
    };
    (Some(result), detail)
}

fn transfer_kind(disconnect: Option<&str>) -> Option<&'static str> {
    match disconnect? {
        "transfer" | "noAnswerTransfer" | "notAvailableTransfer" | "forwardTransfer" => Some("blind"),
        "consultTransfer" | "conferenceTransfer" | "transferConference" | "transferConsult" => {
            Some("attended")
        }
        _ => None,
    }
}

/// Who hung up, seen from the agent's leg (`client`: the agent's own) or from the queue's.
fn ended_by(disconnect: Option<&str>, of_agent: bool) -> Option<&'static str> {
    match disconnect? {
        "client" if of_agent => Some("agent"),
        "client" | "peer" | "endpoint" => Some("customer"),
        "system" | "timeout" | "error" | "transportFailure" | "spam" | "uncallable" => Some("system"),
        _ => None,
    }
}

fn goal(after: &Part<'_>, whole: &Whole<'_>) -> Option<String> {
    let queue = after.stay.and_then(|stay| stay.queue).map(str::to_owned);
    queue.or_else(|| Some(whole.context.agent(after.leg?.user?).to_owned()))
}

fn offer(
    whole: &Whole<'_>,
    leg: &Leg<'_>,
    alert: &Stretch<'_>,
    part: Option<&Part<'_>>,
) -> Vec<(&'static str, Value)> {
    let last_alert = leg.alerts.last().is_some_and(|last| last.from_us == alert.from_us);
    let stay_ended_by_customer = part.and_then(|part| part.stay).is_some_and(|stay| {
        stay.until_us
            .zip(alert.until_us)
            .is_some_and(|(stay_us, alert_us)| (stay_us - alert_us).abs() <= SECOND_US)
            && matches!(stay.disconnect, Some("client" | "peer" | "endpoint"))
    });
    let result = match alert.disconnect {
        _ if leg.answered() && last_alert => Some("answered"),
        _ if alert.until_us.is_none() => None,
        Some("client") => Some("rejected"),
        Some("peer" | "endpoint") if stay_ended_by_customer => Some("caller_gone"),
        _ => Some("no_answer"),
    };
    let notes = [("error", json::text(alert.fields, "errorCode")), ("disconnect", alert.disconnect)];
    vec![
        ("segment_id", Value::from(part.map(|part| part.key.clone()))),
        ("contact_id", Value::from(whole.id.as_str())),
        ("agent_id", text(leg.user.map(|user| whole.context.agent(user)))),
        ("queue", text(leg.queue)),
        ("channel", channel(leg.media).into()),
        ("offered_at", Value::Instant(alert.from_us)),
        ("ring_s", number(seconds_between(Some(alert.from_us), alert.until_us))),
        ("result", text(result)),
        ("attributes", attributes(notes).into()),
    ]
}

fn callback(whole: &Whole<'_>, part: &Part<'_>, stay: &Stay<'_>) -> Vec<(&'static str, Value)> {
    let calls = part.leg.map(|leg| leg.calls.as_slice()).unwrap_or_default();
    let reached_us = calls.first().map(|call| call.from_us);
    vec![
        ("segment_id", Value::from(part.key.as_str())),
        ("contact_id", Value::from(whole.id.as_str())),
        ("callback_segment_id", reached_us.map(|_| part.key.clone()).into()),
        ("customer_id", text(whole.customer().as_deref())),
        ("queue", text(stay.queue)),
        ("channel", "callback".into()),
        ("requested_at", Value::Instant(stay.from_us)),
        ("promised_at", instant(json::instant(stay.fields, "callbackScheduledTime"))),
        ("attempts", count(part.leg.map(|leg| leg.calls.len() as i64))),
        ("first_attempt_at", instant(reached_us)),
        ("reached_at", instant(reached_us)),
        ("agent_id", text(part.leg.and_then(|leg| leg.user).map(|user| whole.context.agent(user)))),
    ]
}

impl<'a> Whole<'a> {
    fn media(&self) -> Option<&'a str> {
        sessions(self.fields).find_map(|(_, session)| json::text(session, "mediaType"))
    }

    fn outbound(&self, session: Option<&Map<String, Json>>) -> bool {
        let campaign = session.is_some_and(|session| json::text(session, "outboundCampaignId").is_some());
        let direction = json::text(self.fields, "originatingDirection")
            .or_else(|| session.and_then(|session| json::text(session, "direction")));
        direction.map_or(campaign, |direction| direction == "outbound")
    }

    /// Sessions of the one outside (or of the user who called from inside).
    fn outside(&self) -> impl Iterator<Item = (&'a Map<String, Json>, &'a Map<String, Json>)> {
        sessions(self.fields).filter(|(participant, _)| {
            matches!(json::text(participant, "purpose"), Some("customer" | "external"))
        })
    }

    fn customer(&self) -> Option<String> {
        let contact =
            self.outside().find_map(|(participant, _)| json::text(participant, "externalContactId"));
        let address = || {
            self.outside().find_map(|(_, session)| {
                let ours = json::text(session, "direction") == Some("outbound");
                let number = json::text(session, if ours { "dnis" } else { "ani" });
                let called = session.get("callbackNumbers").and_then(Json::as_array);
                number.or_else(|| called?.first()?.as_str())
            })
        };
        contact.or_else(address).map(|address| bare(address).to_owned())
    }

    fn entry_point(&self) -> Option<String> {
        let mut inbound = sessions(self.fields).filter(|(participant, session)| {
            json::text(session, "direction") == Some("inbound")
                && matches!(json::text(participant, "purpose"), Some("customer" | "external" | "ivr" | "acd"))
        });
        inbound.find_map(|(_, session)| json::text(session, "dnis")).map(|number| bare(number).to_owned())
    }

    /// Time in menus and bots before the first queue.
    fn self_service_s(&self, part: &Part<'_>, before: Option<&Part<'_>>) -> Option<f64> {
        let flows = sessions(self.fields).filter(|(participant, _)| {
            matches!(json::text(participant, "purpose"), Some("ivr" | "botflow" | "workflow"))
        });
        let all: Vec<_> = flows.flat_map(|(_, session)| super::conversation::stretches(session)).collect();
        let from_us = all.iter().map(|stretch| stretch.from_us).min()?;
        let until_us = all.iter().filter_map(|stretch| stretch.until_us).max()?;
        let until_us =
            if part.stay.is_some() || part.leg.is_some() { until_us.min(part.from_us) } else { until_us };
        if before.is_some() { None } else { seconds_between(Some(from_us), Some(until_us)) }
    }

    fn attributes(&self) -> Option<String> {
        let mut all = Map::new();
        for (participant, _) in self.outside() {
            if let Some(own) = participant.get("attributes").and_then(Json::as_object) {
                all.extend(own.clone());
            }
        }
        let campaign =
            sessions(self.fields).find_map(|(_, session)| json::text(session, "outboundCampaignId"));
        if let Some(campaign) = campaign {
            all.insert("campaign".to_owned(), campaign.into());
        }
        (!all.is_empty()).then(|| Json::Object(all).to_string())
    }
}

/// `tel:+15550100` and `sip:...@host` without their scheme and host.
fn bare(address: &str) -> &str {
    let bare = address.strip_prefix("tel:").or_else(|| address.strip_prefix("sip:")).unwrap_or(address);
    bare.split(['@', ';']).next().unwrap_or(bare)
}
