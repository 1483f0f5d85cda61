//! What an object is, told by its fields.

use serde_json::{Map, Value as Json};

use crate::functions::word_hash;
use crate::sources::json;

/// An object of a known kind, reduced to what is used; `kept` has its kind under `kind`.
pub(super) struct Known {
    pub(super) key: String,
    pub(super) group: String,
    pub(super) at_us: i64,
    pub(super) version: i64,
    pub(super) kept: Map<String, Json>,
}

/// Groups of records that belong to no ticket.
pub(super) const USERS: &str = "users";
pub(super) const GROUPS: &str = "groups";

const TICKET: &[&str] = &[
    "id",
    "via",
    "via_channel",
    "status",
    "priority",
    "type",
    "group_id",
    "assignee_id",
    "requester_id",
    "submitter_id",
    "organization_id",
    "brand_id",
    "ticket_form_id",
    "tags",
    "created_at",
    "updated_at",
    "due_at",
    "problem_id",
    "satisfaction_rating",
    "custom_fields",
];
const METRICS: &[&str] = &[
    "id",
    "ticket_id",
    "reopens",
    "replies",
    "assignee_stations",
    "group_stations",
    "initially_assigned_at",
    "assigned_at",
    "solved_at",
    "created_at",
    "updated_at",
    "reply_time_in_minutes",
    "first_resolution_time_in_minutes",
    "full_resolution_time_in_minutes",
    "requester_wait_time_in_minutes",
    "on_hold_time_in_minutes",
];
const METRIC_EVENT: &[&str] = &["id", "ticket_id", "metric", "instance_id", "type", "time", "sla", "deleted"];
const RATING: &[&str] = &[
    "id",
    "ticket_id",
    "score",
    "comment",
    "reason",
    "reason_id",
    "assignee_id",
    "group_id",
    "requester_id",
    "created_at",
    "updated_at",
];
const COMMENT: &[&str] =
    &["id", "ticket_id", "author_id", "user_id", "public", "created", "created_at", "via"];
const HISTORY: &[&str] = &["ticket_id", "field_name", "updated", "user_id", "value"];
const USER: &[&str] = &["id", "role", "updated_at", "created_at"];
const GROUP: &[&str] = &["id", "name", "updated_at", "created_at"];

/// Recognises and reduces an object; `list` is the list or stream it came from.
pub(super) fn known(fields: &Map<String, Json>, list: Option<&str>) -> Result<Known, String> {
    let kind = kind(fields, list).ok_or_else(|| {
        let names: Vec<&str> = fields.keys().take(6).map(String::as_str).collect();
        format!(
            "no ticket, metric, metric event, rating, comment, field history, audit, user or group: fields {}",
            names.join(", ")
        )
    })?;
    let (names, times): (&[&str], &[&str]) = match kind {
        "ticket" => (TICKET, &["created_at", "updated_at"]),
        "metrics" => (METRICS, &["created_at", "updated_at", "solved_at"]),
        "metric_event" => (METRIC_EVENT, &["time"]),
        "rating" => (RATING, &["created_at", "updated_at"]),
        "comment" => (COMMENT, &["created_at", "created"]),
        "history" => (HISTORY, &["updated"]),
        "user" => (USER, &["updated_at", "created_at"]),
        "group" => (GROUP, &["updated_at", "created_at"]),
        _ => (&["id", "ticket_id", "created_at", "author_id"], &["created_at"]),
    };
    let at_us = times.iter().find_map(|name| json::instant(fields, name));
    // Users and groups are looked up, not filed by day.
    let at_us = at_us.or_else(|| matches!(kind, "user" | "group").then_some(0));
    let at_us = at_us.ok_or_else(|| format!("a {kind} without {}", times.join(" or ")))?;
    let version = json::instant(fields, "updated_at").unwrap_or(at_us);
    let id = json::id(fields, if kind == "history" { "ticket_id" } else { "id" });
    let ticket = json::id(fields, if kind == "ticket" { "id" } else { "ticket_id" });
    let group = match kind {
        "user" => USERS.to_owned(),
        "group" => GROUPS.to_owned(),
        _ => ticket.clone().ok_or_else(|| format!("a {kind} without ticket id"))?,
    };
    let mut kept = json::keep(fields, names);
    if kind == "audit" {
        let events: Vec<Json> =
            json::list(fields, "events").map(|event| Json::Object(audit_event(event))).collect();
        kept.insert("events".to_owned(), Json::Array(events));
    }
    kept.insert("kind".to_owned(), kind.into());
    let key = match (kind, id) {
        ("history", _) => format!("history/{}", word_hash(&Json::Object(kept.clone()).to_string())),
        // One row of metrics a ticket.
        ("metrics", _) => format!("metrics/{group}"),
        (_, Some(id)) => format!("{kind}/{id}"),
        (_, None) => return Err(format!("a {kind} without id")),
    };
    Ok(Known { key, group, at_us, version, kept })
}

fn kind(fields: &Map<String, Json>, list: Option<&str>) -> Option<&'static str> {
    let has = |names: &[&str]| names.iter().all(|name| fields.contains_key(*name));
    Some(match list {
        Some("tickets") => "ticket",
        Some("ticket_metrics") => "metrics",
        Some("ticket_metric_events") => "metric_event",
        Some("satisfaction_ratings") => "rating",
        Some("users") => "user",
        Some("groups") => "group",
        Some("comments" | "ticket_comments") => "comment",
        Some("audits" | "ticket_audits") => "audit",
        _ if has(&["ticket_id", "metric", "type", "time"]) => "metric_event",
        _ if has(&["ticket_id", "field_name", "updated"]) => "history",
        _ if has(&["ticket_id", "score"]) => "rating",
        _ if has(&["ticket_id", "events"]) => "audit",
        _ if has(&["ticket_id"])
            && ["reply_time_in_minutes", "reopens", "solved_at"].iter().any(|name| has(&[name])) =>
        {
            "metrics"
        }
        _ if has(&["ticket_id", "public"]) => "comment",
        _ if has(&["id", "status"])
            && ["requester_id", "via", "via_channel", "subject"].iter().any(|name| has(&[name])) =>
        {
            "ticket"
        }
        _ if has(&["id", "role"]) => "user",
        _ if has(&["id", "name", "url"])
            && json::text(fields, "url").is_some_and(|url| url.contains("/groups/")) =>
        {
            "group"
        }
        _ => return None,
    })
}

/// The parts of an audit's event that are used.
fn audit_event(event: &Map<String, Json>) -> Map<String, Json> {
    json::keep(event, &["id", "type", "field_name", "value", "previous_value", "public", "author_id"])
}
