//! Everything known of each ticket, and of the people and groups that tickets name.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value as Json};

use crate::sources::json;
use crate::sources::rows::knowledge_version;
use crate::sources::{SourceContext, SourceRecord};

/// What is known of one ticket.
#[derive(Default)]
pub(super) struct Ticket<'a> {
    pub(super) fields: Option<(usize, &'a Map<String, Json>)>,
    pub(super) metrics: Option<&'a Map<String, Json>>,
    pub(super) metric_events: Vec<MetricEvent<'a>>,
    pub(super) ratings: Vec<(usize, &'a Map<String, Json>)>,
    pub(super) comments: Vec<Comment>,
    pub(super) changes: Vec<Change>,
    newest_us: i64,
    records: usize,
}

/// An event of a metric's clock.
pub(super) struct MetricEvent<'a> {
    pub(super) record: usize,
    pub(super) at_us: i64,
    pub(super) metric: &'a str,
    pub(super) instance: i64,
    pub(super) event: &'a str,
    pub(super) fields: &'a Map<String, Json>,
}

/// A comment of the ticket.
pub(super) struct Comment {
    pub(super) record: usize,
    pub(super) id: String,
    pub(super) at_us: i64,
    pub(super) author: Option<String>,
    pub(super) public: Option<bool>,
}

/// A field that took a value.
pub(super) struct Change {
    pub(super) record: usize,
    pub(super) key: String,
    pub(super) at_us: i64,
    pub(super) field: String,
    pub(super) value: Option<String>,
    pub(super) by: Option<String>,
}

/// Users and groups by id.
pub(super) struct People<'a> {
    roles: HashMap<String, &'a str>,
    groups: HashMap<String, &'a str>,
    context: &'a SourceContext,
}

impl<'a> People<'a> {
    /// The group's name, else its id.
    pub(super) fn group(&self, id: String) -> String {
        self.groups.get(&id).map_or(id, |name| (*name).to_owned())
    }

    /// The agent of a user's id.
    pub(super) fn agent(&self, id: &str) -> String {
        self.context.agent(id).to_owned()
    }

    /// customer, agent, auto; `None` where the user is not known.
    pub(super) fn author_kind(&self, id: &str) -> Option<&'static str> {
        // Zendesk's own automations and triggers.
        if id == "-1" {
            return Some("auto");
        }
        match *self.roles.get(id)? {
            "end-user" => Some("customer"),
            "agent" | "admin" | "owner" => Some("agent"),
            _ => None,
        }
    }
}

impl Ticket<'_> {
    /// Grows with what is known.
    pub(super) fn version(&self) -> i64 {
        knowledge_version(self.newest_us, self.records)
    }

    /// The ticket's own field.
    pub(super) fn id(&self, name: &str) -> Option<String> {
        json::id(self.fields?.1, name)
    }

    pub(super) fn at(&self, name: &str) -> Option<i64> {
        json::instant(self.fields?.1, name)
    }

    pub(super) fn word(&self, name: &str) -> Option<&str> {
        json::text(self.fields?.1, name)
    }

    /// Who wrote something: by role, else the requester is the customer and the assignee an agent.
    pub(super) fn author_kind(&self, author: &str, people: &People<'_>) -> Option<&'static str> {
        people.author_kind(author).or_else(|| {
            if self.id("assignee_id").as_deref() == Some(author) {
                Some("agent")
            } else if self.id("requester_id").as_deref() == Some(author) {
                Some("customer")
            } else {
                None
            }
        })
    }
}

/// Sorts objects by ticket.
pub(super) fn gather<'a>(
    records: &[SourceRecord],
    objects: &'a [(usize, Map<String, Json>)],
    context: &'a SourceContext,
) -> (BTreeMap<String, Ticket<'a>>, People<'a>) {
    let mut tickets: BTreeMap<String, Ticket<'a>> = BTreeMap::new();
    let mut people = People { roles: HashMap::new(), groups: HashMap::new(), context };
    for (index, fields) in objects {
        let kind = json::text(fields, "kind").unwrap_or_default();
        match (kind, json::id(fields, "id")) {
            ("user", Some(id)) => {
                people.roles.insert(id, json::text(fields, "role").unwrap_or_default());
                continue;
            }
            ("group", Some(id)) => {
                if let Some(name) = json::text(fields, "name") {
                    people.groups.insert(id, name);
                }
                continue;
            }
            _ => {}
        }
        let record = &records[*index];
        let ticket = tickets.entry(record.group.clone()).or_default();
        ticket.newest_us = ticket.newest_us.max(record.at_us).max(record.version);
        ticket.records += 1;
        match kind {
            "ticket" => ticket.fields = Some((*index, fields)),
            "metrics" => ticket.metrics = Some(fields),
            "metric_event" => ticket.metric_events.extend(metric_event(*index, record.at_us, fields)),
            "rating" => ticket.ratings.push((*index, fields)),
            "comment" => ticket.comments.extend(comment(*index, record.at_us, fields)),
            "history" => ticket.changes.extend(change(*index, record, fields)),
            "audit" => audit(ticket, *index, record, fields),
            _ => {}
        }
    }
    for ticket in tickets.values_mut() {
        ticket.metric_events.sort_by_key(|event| (event.at_us, event.record));
        ticket.comments.sort_by(|a, b| (a.at_us, &a.id).cmp(&(b.at_us, &b.id)));
        ticket.comments.dedup_by(|a, b| a.id == b.id);
        ticket.changes.sort_by(|a, b| (a.at_us, &a.key).cmp(&(b.at_us, &b.key)));
    }
    (tickets, people)
}

fn metric_event(record: usize, at_us: i64, fields: &Map<String, Json>) -> Option<MetricEvent<'_>> {
    Some(MetricEvent {
        record,
        at_us,
        metric: json::text(fields, "metric")?,
        instance: json::number(fields, "instance_id").unwrap_or(1.0) as i64,
        event: json::text(fields, "type")?,
        fields,
    })
}

fn comment(record: usize, at_us: i64, fields: &Map<String, Json>) -> Option<Comment> {
    let author = json::id(fields, "author_id").or_else(|| json::id(fields, "user_id"));
    Some(Comment { record, id: json::id(fields, "id")?, at_us, author, public: json::flag(fields, "public") })
}

fn change(record: usize, source: &SourceRecord, fields: &Map<String, Json>) -> Option<Change> {
    Some(Change {
        record,
        key: source.key.clone(),
        at_us: source.at_us,
        field: json::text(fields, "field_name")?.to_owned(),
        value: json::id(fields, "value"),
        by: json::id(fields, "user_id"),
    })
}

/// An audit holds the changes and the comment of one update.
fn audit(ticket: &mut Ticket<'_>, record: usize, source: &SourceRecord, fields: &Map<String, Json>) {
    let by = json::id(fields, "author_id");
    for (place, event) in json::list(fields, "events").enumerate() {
        match json::text(event, "type") {
            Some("Create" | "Change") => ticket.changes.push(Change {
                record,
                key: format!("{}/{place}", source.key),
                at_us: source.at_us,
                field: json::text(event, "field_name").unwrap_or_default().to_owned(),
                value: json::id(event, "value"),
                by: by.clone(),
            }),
            Some("Comment") => ticket.comments.push(Comment {
                record,
                id: json::id(event, "id").unwrap_or_else(|| format!("{}/{place}", source.key)),
                at_us: source.at_us,
                author: json::id(event, "author_id").or_else(|| by.clone()),
                public: json::flag(event, "public"),
            }),
            _ => {}
        }
    }
}
