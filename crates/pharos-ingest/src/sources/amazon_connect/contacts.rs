//! Contact records: one object a contact segment.

use std::collections::HashMap;

use pharos_schema::Value;
use serde_json::{Map, Value as Json};

use super::arn_id;
use crate::sources::SourceContext;
use crate::sources::json::{self, inner};
use crate::sources::rows::{Gathered, count, instant, number, seconds_between, text};

const KEPT: &[&str] = &[
    "ContactId",
    "InitialContactId",
    "PreviousContactId",
    "NextContactId",
    "Channel",
    "InitiationMethod",
    "InitiationTimestamp",
    "ConnectedToSystemTimestamp",
    "DisconnectTimestamp",
    "LastUpdateTimestamp",
    "ScheduledTimestamp",
    "TransferCompletedTimestamp",
    "TransferredToEndpoint",
    "DisconnectReason",
    "AgentConnectionAttempts",
    "Attributes",
    "CustomerEndpoint",
    "SystemEndpoint",
    "Queue",
    "Agent",
    "LanguageCode",
];

/// The fields of a contact record that are used.
pub(super) fn keep(fields: &Map<String, Json>) -> Map<String, Json> {
    json::keep(fields, KEPT)
}

pub(super) fn rows(
    mut records: Vec<(usize, Map<String, Json>)>,
    context: &SourceContext,
    gathered: &mut Gathered<'_>,
) {
    records.sort_by_key(|(_, fields)| json::id(fields, "ContactId"));
    let by_id: HashMap<String, &Map<String, Json>> =
        records.iter().filter_map(|(_, fields)| Some((json::id(fields, "ContactId")?, fields))).collect();
    for (record, fields) in &records {
        let Some(id) = json::id(fields, "ContactId") else { continue };
        let next = json::id(fields, "NextContactId");
        let contact = Contact {
            fields,
            id: &id,
            next_id: next.as_deref(),
            next: next.as_ref().and_then(|next| by_id.get(next).copied()),
            context,
        };
        let updated_us =
            json::instant(fields, "LastUpdateTimestamp").or_else(|| contact.at("InitiationTimestamp"));
        // A record known together with its successor says more than alone.
        let version = updated_us.unwrap_or(0).saturating_add(i64::from(contact.next.is_some()));
        gathered.row("contact_segments", *record, &id, version, contact.segment());
        if contact.method() == "CALLBACK" {
            gathered.row("callbacks", *record, &id, version, contact.callback());
        }
        contact.check(gathered);
    }
}

struct Contact<'a> {
    fields: &'a Map<String, Json>,
    id: &'a str,
    next_id: Option<&'a str>,
    /// The record that continues this one, where it is known.
    next: Option<&'a Map<String, Json>>,
    context: &'a SourceContext,
}

impl<'a> Contact<'a> {
    fn at(&self, name: &str) -> Option<i64> {
        json::instant(self.fields, name)
    }

    fn method(&self) -> &'a str {
        json::text(self.fields, "InitiationMethod").unwrap_or_default()
    }

    fn agent(&self) -> Option<&'a Map<String, Json>> {
        inner(self.fields, "Agent")
    }

    fn queue(&self) -> Option<&'a Map<String, Json>> {
        inner(self.fields, "Queue")
    }

    fn connected_us(&self) -> Option<i64> {
        self.agent().and_then(|agent| json::instant(agent, "ConnectedToAgentTimestamp"))
    }

    fn enqueued_us(&self) -> Option<i64> {
        self.queue().and_then(|queue| json::instant(queue, "EnqueueTimestamp"))
    }

    fn agent_id(&self) -> Option<&'a str> {
        let agent = self.agent()?;
        let name = json::text(agent, "Username").or_else(|| json::text(agent, "ARN").map(arn_id))?;
        Some(self.context.aliases.get(name).map_or(name, String::as_str))
    }

    /// When agent and customer parted: a transferred customer talks on with others.
    fn ended_us(&self) -> Option<i64> {
        let transferred = self.at("TransferCompletedTimestamp").filter(|_| self.connected_us().is_some());
        transferred.or_else(|| self.at("DisconnectTimestamp"))
    }

    fn outbound(&self) -> bool {
        match self.method() {
            "OUTBOUND" | "EXTERNAL_OUTBOUND" => true,
            // The API starts chats and tasks for customers, but calls to them.
            "API" => json::text(self.fields, "Channel") == Some("VOICE"),
            _ => false,
        }
    }

    fn segment(&self) -> Vec<(&'static str, Value)> {
        let agent = self.agent();
        let agent_number = |name: &str| number(agent.and_then(|agent| json::number(agent, name)));
        let connected_us = self.connected_us();
        let (transfer_kind, transferred_to) = self.transfer();
        let holds = agent.and_then(|agent| json::number(agent, "NumberOfHolds")).map(|holds| holds as i64);
        let endpoint = |name: &str| inner(self.fields, name).and_then(|end| json::text(end, "Address"));
        let queue = self.queue().filter(|_| !self.outbound());
        let left_us = queue.and_then(|queue| json::instant(queue, "DequeueTimestamp")).or(connected_us);
        let wait_s = queue
            .and_then(|queue| json::number(queue, "Duration"))
            .or_else(|| seconds_between(self.enqueued_us(), left_us));
        let (result, detail) = self.queue_result();
        vec![
            ("segment_id", Value::from(self.id)),
            (
                "contact_id",
                json::id(self.fields, "InitialContactId").unwrap_or_else(|| self.id.to_owned()).into(),
            ),
            ("previous_segment_id", json::id(self.fields, "PreviousContactId").into()),
            ("channel", text(self.channel())),
            ("direction", if self.outbound() { "outbound" } else { "inbound" }.into()),
            ("initiation", Value::from(self.method().to_lowercase())),
            ("customer_id", text(endpoint("CustomerEndpoint"))),
            ("entry_point", text(endpoint("SystemEndpoint"))),
            ("language", text(json::text(self.fields, "LanguageCode"))),
            ("started_at", instant(self.at("InitiationTimestamp"))),
            ("self_service_s", number(self.self_service_s())),
            ("queue", queue.and_then(queue_name).into()),
            ("queued", queue.map(|_| self.enqueued_us().is_some()).into()),
            ("enqueued_at", instant(self.enqueued_us().filter(|_| queue.is_some()))),
            ("left_queue_at", instant(left_us.filter(|_| queue.is_some()))),
            ("wait_s", number(wait_s.filter(|_| self.enqueued_us().is_some()))),
            ("queue_result", text(result)),
            ("queue_result_detail", text(detail)),
            ("agent_id", text(self.agent_id())),
            ("connected_at", instant(connected_us)),
            ("talk_s", agent_number("AgentInteractionDuration")),
            ("hold_s", agent_number("CustomerHoldDuration")),
            ("hold_count", count(holds)),
            ("acw_s", agent_number("AfterContactWorkDuration")),
            ("ended_at", instant(self.ended_us())),
            ("ended_by", text(self.ended_by().filter(|_| transfer_kind.is_none()))),
            ("transfer_kind", text(transfer_kind)),
            ("transferred_to", transferred_to.into()),
            ("excluded", text((self.method() == "MONITOR").then_some("monitor"))),
            ("attributes", self.attributes().into()),
        ]
    }

    fn channel(&self) -> Option<&'static str> {
        match json::text(self.fields, "Channel")? {
            "VOICE" => Some("voice"),
            "CHAT" => Some("chat"),
            "TASK" | "TASKS" => Some("task"),
            "EMAIL" => Some("email"),
            _ => None,
        }
    }

    /// Time in flows before the queue, or until the end where there was none. Only a contact that begins with the customer
    /// has it: a callback's first instant is that of the request.
    fn self_service_s(&self) -> Option<f64> {
        let begins =
            matches!(self.method(), "INBOUND" | "WEBRTC_API") || self.method() == "API" && !self.outbound();
        if !begins {
            return None;
        }
        let without_queue =
            || if self.connected_us().is_none() { self.at("DisconnectTimestamp") } else { None };
        seconds_between(self.at("InitiationTimestamp"), self.enqueued_us().or_else(without_queue))
    }

    fn queue_result(&self) -> (Option<&'static str>, Option<&'a str>) {
        let reason = json::text(self.fields, "DisconnectReason");
        if self.connected_us().is_some() {
            return (Some("answered"), reason);
        }
        if self.enqueued_us().is_none() || self.outbound() {
            return (None, reason);
        }
        let next_method = self.next.and_then(|next| json::text(next, "InitiationMethod"));
        if self.next_id.is_some() || inner(self.fields, "TransferredToEndpoint").is_some() {
            return (Some("flowed_out"), next_method.or(Some("NextContactId")));
        }
        // The customer did not take the call the centre made: nobody gave up waiting.
        if self.method() == "CALLBACK" && self.at("DisconnectTimestamp").is_some() {
            return (Some("flowed_out"), Some("callback not reached"));
        }
        match self.at("DisconnectTimestamp") {
            None => (Some("waiting"), None),
            Some(_) => (Some("abandoned"), reason),
        }
    }

    fn ended_by(&self) -> Option<&'static str> {
        Some(match json::text(self.fields, "DisconnectReason")? {
            "CUSTOMER_DISCONNECT" => "customer",
            "AGENT_DISCONNECT" | "BARGED" => "agent",
            "THIRD_PARTY_DISCONNECT" => "third_party",
            "TELECOM_PROBLEM" | "CONTACT_FLOW_DISCONNECT" | "EXPIRED" | "API" | "IDLE_DISCONNECT" => "system",
            _ => return None,
        })
    }

    /// How an answered contact went on: to a number outside, or as the next contact.
    fn transfer(&self) -> (Option<&'static str>, Option<String>) {
        if self.connected_us().is_none() {
            return (None, None);
        }
        if let Some(endpoint) = inner(self.fields, "TransferredToEndpoint") {
            return (Some("external"), json::text(endpoint, "Address").map(str::to_owned));
        }
        let Some(next_id) = self.next_id else { return (None, None) };
        let Some(next) = self.next else { return (Some("queue"), Some(next_id.to_owned())) };
        if !matches!(json::text(next, "InitiationMethod"), Some("TRANSFER" | "QUEUE_TRANSFER")) {
            return (None, None);
        }
        let named = inner(next, "Queue").filter(|queue| json::text(queue, "Name").is_some());
        let agent = || {
            let agent = inner(next, "Agent")?;
            json::text(agent, "Username").map(|name| self.context.agent(name).to_owned())
        };
        match named {
            Some(queue) => (Some("queue"), queue_name(queue)),
            None => (Some("attended"), agent()),
        }
    }

    fn attributes(&self) -> Option<String> {
        let mut all = inner(self.fields, "Attributes").cloned().unwrap_or_default();
        let profile = self.agent().and_then(|agent| inner(agent, "RoutingProfile"));
        if let Some(profile) = profile.and_then(|profile| json::text(profile, "Name")) {
            all.insert("routing_profile".to_owned(), profile.into());
        }
        let groups = self.agent().and_then(|agent| inner(agent, "HierarchyGroups"));
        for level in ["Level1", "Level2", "Level3", "Level4", "Level5"] {
            let group = groups.and_then(|groups| inner(groups, level));
            if let Some(name) = group.and_then(|group| json::text(group, "GroupName")) {
                all.insert(format!("hierarchy_{}", level.to_lowercase()), name.into());
            }
        }
        if let Some(queue) = self.queue().filter(|_| self.outbound()).and_then(queue_name) {
            all.insert("outbound_queue".to_owned(), queue.into());
        }
        (!all.is_empty()).then(|| Json::Object(all).to_string())
    }

    fn callback(&self) -> Vec<(&'static str, Value)> {
        let attempts = json::number(self.fields, "AgentConnectionAttempts").map(|attempts| attempts as i64);
        let connected_us = self.connected_us();
        let talked = self
            .agent()
            .and_then(|agent| json::number(agent, "AgentInteractionDuration"))
            .is_some_and(|s| s > 0.0);
        // The agent is connected first, then the customer is called.
        let picked_up_us =
            self.at("ConnectedToSystemTimestamp").filter(|at| connected_us.is_some_and(|agent| *at >= agent));
        let reached_us = connected_us.filter(|_| talked).map(|at| picked_up_us.unwrap_or(at));
        vec![
            ("segment_id", Value::from(json::id(self.fields, "PreviousContactId"))),
            (
                "contact_id",
                json::id(self.fields, "InitialContactId").unwrap_or_else(|| self.id.to_owned()).into(),
            ),
            ("callback_segment_id", reached_us.map(|_| self.id).into()),
            (
                "customer_id",
                text(inner(self.fields, "CustomerEndpoint").and_then(|end| json::text(end, "Address"))),
            ),
            ("queue", self.queue().and_then(queue_name).into()),
            ("channel", text(self.channel())),
            ("requested_at", instant(self.at("InitiationTimestamp"))),
            ("promised_at", instant(self.at("ScheduledTimestamp"))),
            ("attempts", count(attempts)),
            (
                "first_attempt_at",
                instant(connected_us.filter(|_| attempts.is_none_or(|attempts| attempts <= 1))),
            ),
            ("reached_at", instant(reached_us)),
            ("agent_id", text(self.agent_id())),
        ]
    }

    fn check(&self, gathered: &mut Gathered<'_>) {
        let backwards =
            |from: Option<i64>, until: Option<i64>| from.zip(until).is_some_and(|(from, until)| until < from);
        if backwards(self.at("InitiationTimestamp"), self.at("DisconnectTimestamp"))
            || backwards(self.enqueued_us(), self.connected_us())
        {
            gathered.finding("ends_before_it_begins", || format!("contact {}", self.id));
        }
        if self.channel().is_none() {
            gathered.finding("unknown_channel", || {
                format!("contact {}: {}", self.id, json::text(self.fields, "Channel").unwrap_or("none"))
            });
        }
    }
}

/// A queue's name; an agent's own queue has none and is called by the agent's id.
fn queue_name(queue: &Map<String, Json>) -> Option<String> {
    if let Some(name) = json::text(queue, "Name") {
        return Some(name.to_owned());
    }
    let arn = json::text(queue, "ARN")?;
    Some(if arn.contains("/queue/agent/") {
        format!("agent/{}", arn_id(arn))
    } else {
        arn_id(arn).to_owned()
    })
}
