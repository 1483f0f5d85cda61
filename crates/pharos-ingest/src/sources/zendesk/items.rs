//! Tickets as work items, with their events and messages.

use pharos_schema::Value;
use serde_json::{Map, Value as Json};

use super::ticket::{Change, People, Ticket};
use crate::sources::json::{self, inner};
use crate::sources::rows::{Gathered, SECOND_US, count, instant, number, text};

const MINUTE_US: i64 = 60 * SECOND_US;

/// Names of the clock that runs until the solution, the best first: calendar time, then the ones that pause.
const RESOLUTION: &[&str] =
    &["resolution_time", "total_resolution_time", "requester_wait_time", "agent_work_time"];

pub(super) fn rows(id: &str, ticket: &Ticket<'_>, people: &People<'_>, gathered: &mut Gathered<'_>) {
    let history = history(ticket, people);
    messages(id, ticket, people, gathered);
    for event in &history {
        let values = vec![
            ("item_id", Value::from(id)),
            ("at", Value::Instant(event.at_us)),
            ("event", event.event.into()),
            ("activity", text(Some(&event.activity))),
            ("from_state", text(event.from_state)),
            ("to_state", text(event.to_state)),
            ("owner", event.owner.clone().into()),
            ("owner_changed", event.owner_changed.into()),
            ("agent_id", event.by.clone().into()),
            ("queue", event.queue.clone().into()),
            ("customer_id", ticket.id("requester_id").into()),
        ];
        gathered.row("work_item_events", event.record, &event.key, ticket.version(), values);
    }
    let Some((record, fields)) = ticket.fields else {
        gathered.finding("ticket_missing", || {
            format!("ticket {id} has metrics, events or comments but no ticket")
        });
        return;
    };
    let values = item(id, ticket, fields, &history, people);
    gathered.row("work_items", record, id, ticket.version(), values);
}

/// A change of the ticket.
struct ItemEvent {
    record: usize,
    key: String,
    at_us: i64,
    event: &'static str,
    activity: String,
    from_state: Option<&'static str>,
    to_state: Option<&'static str>,
    owner: Option<String>,
    owner_changed: bool,
    by: Option<String>,
    queue: Option<String>,
}

/// The canonical state of a status.
fn state(status: &str) -> Option<&'static str> {
    Some(match status {
        "new" => "new",
        "open" => "open",
        "pending" => "pending",
        "hold" | "on-hold" | "on_hold" => "on_hold",
        "solved" => "solved",
        "closed" | "deleted" => "closed",
        _ => return None,
    })
}

fn is_done(state: Option<&str>) -> bool {
    matches!(state, Some("solved" | "closed"))
}

/// The ticket's events: from its field history or audits, else from the clock of the resolution metric.
fn history(ticket: &Ticket<'_>, people: &People<'_>) -> Vec<ItemEvent> {
    if ticket.changes.iter().any(|change| change.field == "status") {
        from_changes(ticket, people)
    } else {
        from_metric(ticket, people)
    }
}

fn from_changes(ticket: &Ticket<'_>, people: &People<'_>) -> Vec<ItemEvent> {
    let (mut now, mut owner, mut queue) = (None, None, None);
    let mut owned = false;
    let mut events = Vec::new();
    if let (Some((record, _)), Some(created_us)) = (ticket.fields, ticket.at("created_at"))
        && ticket.changes.first().is_none_or(|change| change.at_us > created_us)
    {
        now = Some("new");
        let key = format!("created/{}", ticket.id("id").unwrap_or_default());
        let by = ticket.id("submitter_id").filter(|by| people.author_kind(by) == Some("agent"));
        let by = by.map(|by| people.agent(&by));
        events.push(ItemEvent {
            record,
            key,
            at_us: created_us,
            event: "created",
            activity: "created_at".to_owned(),
            from_state: None,
            to_state: now,
            owner: None,
            owner_changed: false,
            by,
            queue: None,
        });
    }
    let mut first = events.is_empty();
    for change in &ticket.changes {
        let (before, value) = (now, change.value.as_deref());
        let mut owner_changed = false;
        let event = match change.field.as_str() {
            "status" => {
                let to = value.and_then(state);
                now = to.or(now);
                match (before, to) {
                    _ if std::mem::take(&mut first) => "created",
                    (before, Some("solved")) if !is_done(before) => "solved",
                    (_, Some("closed")) => "closed",
                    (before, Some(_)) if is_done(before) && !is_done(now) => "reopened",
                    _ => "state",
                }
            }
            "assignee_id" => {
                let next = value.map(|id| people.agent(id));
                owner_changed = owned && next != owner;
                let event = if next.is_some() && !owned { "taken" } else { "assigned" };
                owned |= next.is_some();
                owner = next;
                event
            }
            "group_id" => {
                queue = value.map(|id| people.group(id.to_owned()));
                "assigned"
            }
            _ => continue,
        };
        events.push(ItemEvent {
            record: change.record,
            key: change.key.clone(),
            at_us: change.at_us,
            event,
            activity: format!("{}: {}", change.field, value.unwrap_or("none")),
            from_state: before.filter(|_| change.field == "status"),
            to_state: now.filter(|_| change.field == "status"),
            owner: owner.clone(),
            owner_changed,
            by: actor(change, people),
            queue: queue.clone(),
        });
    }
    events
}

/// The agent who made a change; nobody where it was the customer or a rule.
fn actor(change: &Change, people: &People<'_>) -> Option<String> {
    let by = change.by.as_deref()?;
    (people.author_kind(by) == Some("agent")).then(|| people.agent(by))
}

/// The resolution clock starts with the ticket, stops when it is solved and starts again when it is reopened. Who owned the
/// ticket is known only where it had one owner.
fn from_metric(ticket: &Ticket<'_>, people: &People<'_>) -> Vec<ItemEvent> {
    let stations = ticket.metrics.and_then(|metrics| json::number(metrics, "assignee_stations"));
    let only_owner = stations.filter(|stations| *stations <= 1.0).and_then(|_| ticket.id("assignee_id"));
    let owned_us = ticket.metrics.and_then(|metrics| json::instant(metrics, "initially_assigned_at"));
    let queue = ticket.id("group_id").map(|id| people.group(id));
    let clock = ticket
        .metric_events
        .iter()
        .filter(|event| event.metric == "resolution_time" && !deleted(event.fields));
    let mut now = None;
    let mut events = Vec::new();
    for clock in clock {
        let (event, to) = match clock.event {
            "activate" if clock.instance <= 1 => ("created", "open"),
            "activate" => ("reopened", "open"),
            "fulfill" => ("solved", "solved"),
            _ => continue,
        };
        let owner = only_owner.as_ref().filter(|_| owned_us.is_none_or(|owned_us| owned_us <= clock.at_us));
        events.push(ItemEvent {
            record: clock.record,
            key: format!("clock/{}", json::id(clock.fields, "id").unwrap_or_default()),
            at_us: clock.at_us,
            event,
            activity: format!("{} {}", clock.metric, clock.event),
            from_state: now,
            to_state: Some(to),
            owner: owner.map(|owner| people.agent(owner)),
            owner_changed: false,
            by: None,
            queue: queue.clone(),
        });
        now = Some(to);
    }
    events
}

fn deleted(fields: &Map<String, Json>) -> bool {
    json::flag(fields, "deleted") == Some(true)
}

fn item(
    id: &str,
    ticket: &Ticket<'_>,
    fields: &Map<String, Json>,
    history: &[ItemEvent],
    people: &People<'_>,
) -> Vec<(&'static str, Value)> {
    let created_us = ticket.at("created_at");
    let status = ticket.word("status");
    let now = status.and_then(state);
    let metric =
        |name: &str| ticket.metrics.and_then(|metrics| json::number(metrics, name)).map(|count| count as i64);
    let calendar = |name: &str| ticket.metrics.and_then(|metrics| minutes(metrics, name));
    let after = |name: &str| {
        created_us
            .zip(calendar(name))
            .map(|(created_us, minutes)| created_us.saturating_add((minutes * MINUTE_US as f64) as i64))
    };
    let solves = || history.iter().filter(|event| event.event == "solved");
    let closed_us = history.iter().rev().find(|event| event.event == "closed").map(|event| event.at_us);
    let reopened = || {
        let known = history.iter().any(|event| event.event == "created");
        known.then(|| history.iter().filter(|event| event.event == "reopened").count() as i64)
    };
    let first_solved_us =
        solves().map(|event| event.at_us).next().or_else(|| after("first_resolution_time_in_minutes"));
    let solved_us = ticket.metrics.and_then(|metrics| json::instant(metrics, "solved_at"));
    let solved_us = solved_us
        .or_else(|| solves().next_back().map(|event| event.at_us))
        .or_else(|| after("full_resolution_time_in_minutes"));
    let solved_us = solved_us.filter(|_| is_done(now));
    let solver = solves().next_back().and_then(|event| event.by.clone());
    let owner = ticket.id("assignee_id").map(|owner| people.agent(&owner));
    let (first_reply_us, public_replies) = replies(ticket, people);
    let seconds = |name: &str| number(calendar(name).map(|minutes| minutes * 60.0));
    let due = Deadlines::of(ticket);
    vec![
        ("item_id", Value::from(id)),
        ("item_type", ticket.word("type").map(|word| if word == "task" { "request" } else { word }).into()),
        ("channel", channel(fields).into()),
        ("priority", text(ticket.word("priority"))),
        ("customer_id", ticket.id("requester_id").into()),
        ("queue", ticket.id("group_id").map(|id| people.group(id)).into()),
        ("owner", owner.clone().into()),
        ("state", text(now)),
        ("source_state", text(status)),
        ("created_at", instant(created_us)),
        ("updated_at", instant(ticket.at("updated_at"))),
        (
            "first_response_at",
            instant(due.first_replied_us.or(first_reply_us).or_else(|| after("reply_time_in_minutes"))),
        ),
        ("first_solved_at", instant(first_solved_us)),
        ("solved_at", instant(solved_us)),
        ("solved_by", solver.or(owner).filter(|_| solved_us.is_some()).into()),
        ("closed_at", instant(closed_us)),
        ("reopened", count(metric("reopens").or_else(reopened))),
        (
            "reassignments",
            count(
                metric("assignee_stations")
                    .map(|stations| (stations - 1).max(0))
                    .or_else(|| hand_overs(history)),
            ),
        ),
        ("public_replies", count(public_replies.or_else(|| metric("replies")))),
        ("on_hold_s", seconds("on_hold_time_in_minutes")),
        ("requester_wait_s", seconds("requester_wait_time_in_minutes")),
        ("first_reply_due_at", instant(due.first_reply_us)),
        ("next_reply_due_at", instant(due.next_reply_us)),
        ("next_reply_at", instant(due.next_replied_us)),
        ("due_at", instant(due.solution_us.or_else(|| ticket.at("due_at")))),
        ("sla_met", due.met.into()),
        ("attributes", notes(fields).into()),
    ]
}

fn hand_overs(history: &[ItemEvent]) -> Option<i64> {
    let known = history.iter().any(|event| event.activity.starts_with("assignee_id"));
    known.then(|| history.iter().filter(|event| event.owner_changed).count() as i64)
}

/// Calendar minutes of a metric: an object in the API, columns in flattened exports.
fn minutes(metrics: &Map<String, Json>, name: &str) -> Option<f64> {
    inner(metrics, name)
        .and_then(|both| json::number(both, "calendar"))
        .or_else(|| json::number(metrics, name))
}

fn channel(fields: &Map<String, Json>) -> Option<String> {
    let via = inner(fields, "via").and_then(|via| json::text(via, "channel"));
    let word = via.or_else(|| json::text(fields, "via_channel"))?;
    Some(
        match word {
            "email" | "mail" => "email",
            "voice" | "phone" | "phone_call_inbound" | "phone_call_outbound" | "voicemail" => "voice",
            "chat" => "chat",
            "native_messaging" | "messaging" | "whatsapp" | "any_channel" => "messaging",
            "sms" => "sms",
            "facebook" | "twitter" | "instagram" | "x" => "social",
            other => other,
        }
        .to_owned(),
    )
}

fn notes(fields: &Map<String, Json>) -> Option<String> {
    let notes = json::keep(
        fields,
        &["tags", "brand_id", "organization_id", "ticket_form_id", "problem_id", "custom_fields"],
    );
    (!notes.is_empty()).then(|| Json::Object(notes).to_string())
}

/// First public reply of an agent and the number of such replies; `None` without comments. Where an agent opened the
/// ticket with a public comment, that one is no reply.
fn replies(ticket: &Ticket<'_>, people: &People<'_>) -> (Option<i64>, Option<i64>) {
    if ticket.comments.is_empty() {
        return (None, None);
    }
    let public: Vec<_> = ticket.comments.iter().filter(|comment| comment.public != Some(false)).collect();
    let is_agent = |author: &Option<String>| {
        author.as_deref().and_then(|author| ticket.author_kind(author, people)) == Some("agent")
    };
    let opened_by_agent = public.first().is_some_and(|comment| is_agent(&comment.author));
    let replies: Vec<i64> = public
        .iter()
        .filter(|comment| is_agent(&comment.author))
        .map(|comment| comment.at_us)
        .skip(usize::from(opened_by_agent))
        .collect();
    (replies.first().copied(), Some(replies.len() as i64))
}

fn messages(id: &str, ticket: &Ticket<'_>, people: &People<'_>, gathered: &mut Gathered<'_>) {
    let channel = ticket.fields.and_then(|(_, fields)| channel(fields));
    let queue = ticket.id("group_id").map(|id| people.group(id));
    for comment in &ticket.comments {
        let author = comment.author.as_deref();
        let kind = author.and_then(|author| ticket.author_kind(author, people));
        if kind.is_none() {
            gathered.finding("unknown_author", || {
                format!("comment {} of ticket {id}: maybe import the users too", comment.id)
            });
        }
        let values = vec![
            ("item_id", Value::from(id)),
            ("at", Value::Instant(comment.at_us)),
            ("author_kind", text(kind)),
            ("public", comment.public.into()),
            ("agent_id", author.filter(|_| kind == Some("agent")).map(|author| people.agent(author)).into()),
            ("customer_id", ticket.id("requester_id").into()),
            ("channel", channel.clone().into()),
            ("queue", queue.clone().into()),
        ];
        gathered.row("messages", comment.record, &comment.id, ticket.version(), values);
    }
}

/// Deadlines of the ticket's service level agreement, from the events of its clocks.
#[derive(Default)]
struct Deadlines {
    first_reply_us: Option<i64>,
    first_replied_us: Option<i64>,
    next_reply_us: Option<i64>,
    next_replied_us: Option<i64>,
    solution_us: Option<i64>,
    met: Option<bool>,
}

/// One run of a clock.
#[derive(Default)]
struct Clock {
    begun_us: Option<i64>,
    fulfilled_us: Option<i64>,
    due_us: Option<i64>,
    has_target: bool,
}

impl Deadlines {
    fn of(ticket: &Ticket<'_>) -> Deadlines {
        let last = |metric: &str| {
            let runs = ticket.metric_events.iter().filter(|event| event.metric == metric);
            runs.map(|event| event.instance).max()
        };
        let first = Clock::of(ticket, "reply_time", 1);
        let next = match (last("next_reply_time"), last("reply_time")) {
            (Some(instance), _) => Clock::of(ticket, "next_reply_time", instance),
            (None, Some(instance)) if instance > 1 => Clock::of(ticket, "reply_time", instance),
            _ => Clock::default(),
        };
        let mut solutions =
            RESOLUTION.iter().filter_map(|metric| Some(Clock::of(ticket, metric, last(metric)?)));
        let solution = solutions.find(|clock| clock.has_target).unwrap_or_default();
        let verdicts: Vec<_> = [&first, &next, &solution].into_iter().filter_map(Clock::met).collect();
        Deadlines {
            first_reply_us: first.due_us,
            first_replied_us: first.fulfilled_us,
            next_reply_us: next.due_us,
            next_replied_us: next.fulfilled_us,
            solution_us: solution.due_us,
            met: (!verdicts.is_empty()).then(|| verdicts.iter().all(|met| *met)),
        }
    }
}

impl Clock {
    fn of(ticket: &Ticket<'_>, metric: &str, instance: i64) -> Clock {
        let mut clock = Clock::default();
        let (mut target, mut breach_us) = (None, None);
        let own =
            |event: &&super::ticket::MetricEvent<'_>| event.metric == metric && event.instance == instance;
        for event in ticket.metric_events.iter().filter(own).filter(|event| !deleted(event.fields)) {
            match event.event {
                "activate" => clock.begun_us = clock.begun_us.or(Some(event.at_us)),
                "fulfill" => clock.fulfilled_us = Some(event.at_us),
                "breach" => breach_us = Some(event.at_us),
                "apply_sla" => target = inner(event.fields, "sla").or(target),
                _ => {}
            }
        }
        // The breach is written with the instant of the deadline, whatever hours the target runs in. Without it only a
        // target in calendar time of a clock that does not pause tells the deadline.
        let pauses = matches!(metric, "requester_wait_time" | "agent_work_time");
        let calendar = target.filter(|target| !pauses && json::flag(target, "business_hours") == Some(false));
        let target_us = calendar.and_then(target_us);
        clock.has_target = target.is_some() || breach_us.is_some();
        clock.due_us = breach_us.or_else(|| Some(clock.begun_us? + target_us?));
        clock
    }

    /// The target was met; `None` while it runs or where there was none.
    fn met(&self) -> Option<bool> {
        let fulfilled_us = self.fulfilled_us.filter(|_| self.has_target)?;
        Some(self.due_us.is_none_or(|due_us| fulfilled_us <= due_us))
    }
}

fn target_us(sla: &Map<String, Json>) -> Option<i64> {
    let seconds = json::number(sla, "target_in_seconds").map(|seconds| seconds * SECOND_US as f64);
    let us = seconds.or_else(|| json::number(sla, "target").map(|minutes| minutes * MINUTE_US as f64))?;
    (0.0..1e17).contains(&us).then_some(us as i64)
}
