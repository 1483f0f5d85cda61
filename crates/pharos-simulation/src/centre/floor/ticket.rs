//! Tickets: each e-mail or post opens one, and agents work on it until it is solved.
//!
//! After each handling: solved (in 65 of 100 cases, 90 after a reply), waiting for the customer, or handed to a
//! colleague. A solved one is opened again with the share of the truth. E-mail is due in 48 hours with a first reply in
//! 8, social in 24 and 2.

use super::super::clock::{Ms, micros, to_ms};
use super::super::demand::Arrival;
use super::super::fact::{WorkItem, WorkItemEvent};
use super::super::layout::{Kind, MESSAGES, QUEUES, SITES};
use super::super::truth;
use super::Floor;
use crate::random::{chance, exponential};

/// A ticket that is open or may be opened again.
pub(super) struct Item {
    pub row: WorkItem,
    /// As of the last event.
    owner: Option<String>,
    changed: bool,
    /// A reply is on its way; else a solved ticket is let go of.
    reply_planned: bool,
    event_count: u32,
}

const HOUR: Ms = 3_600_000;
const SOLVED_SHARE: f64 = 0.65;
const PENDING_SHARE: f64 = 0.22;

impl Floor<'_, '_> {
    /// A message has come into the queue: a new ticket, a reply, or work handed on.
    pub(super) fn item_waits(&mut self, contact: usize) {
        let known = self.contacts[contact].item.filter(|item| self.state.items.contains_key(item));
        let Some(item) = known else {
            self.new_item(contact);
            return;
        };
        let case_id = self.state.items.get(&item).map(|item| item.row.item_id.clone());
        self.contacts[contact].segment.case_id = case_id;
        if !self.contacts[contact].is_reply {
            return;
        }
        self.write_receipt(contact);
        let Some(found) = self.state.items.get_mut(&item) else { return };
        found.reply_planned = false;
        if found.row.state == "solved" {
            found.row.reopened += 1;
            found.row.solved_at = None;
            self.change(item, "reopened", "customer replied", "open", None);
        } else {
            self.change(item, "state", "customer replied", "open", None);
        }
    }

    fn new_item(&mut self, contact: usize) {
        self.state.item_count += 1;
        let item = self.state.item_count;
        let opened = &mut self.contacts[contact];
        let id = format!("W{}{item:06}", SITES[self.plan.site].letter);
        opened.item = Some(item);
        opened.segment.case_id = Some(id.clone());
        let segment = &opened.segment;
        let (first_hours, due_hours) = if segment.channel == "social" { (2, 24) } else { (8, 48) };
        let row = WorkItem {
            key: id.clone(),
            source_version: 0,
            site: segment.site,
            item_id: id,
            item_type: if segment.reason == Some("technical fault") { "incident" } else { "request" },
            channel: segment.channel,
            reason: segment.reason,
            product: segment.product,
            priority: segment.priority,
            customer_id: segment.customer_id.clone(),
            queue: QUEUES[MESSAGES].name,
            owner: None,
            state: "new",
            created_at: micros(self.now),
            updated_at: micros(self.now),
            first_response_at: None,
            first_solved_at: None,
            solved_at: None,
            solved_by: None,
            reopened: 0,
            reassignments: 0,
            public_replies: 0,
            escalated_at: None,
            escalation_ended_at: None,
            first_reply_due_at: Some(micros(self.now + first_hours * HOUR)),
            due_at: Some(micros(self.now + due_hours * HOUR)),
            sla_met: None,
        };
        self.state
            .items
            .insert(item, Item { row, owner: None, changed: true, reply_planned: false, event_count: 0 });
        self.change(item, "created", "created", "new", None);
        self.write_receipt(contact);
    }

    /// An agent begins to work on it.
    pub(super) fn item_taken(&mut self, contact: usize, agent_id: &str) {
        if let Some(item) = self.item_of(contact) {
            if let Some(found) = self.state.items.get_mut(&item) {
                found.row.owner = Some(agent_id.to_owned());
            }
            self.change(item, "taken", "taken in charge", "open", Some(agent_id.to_owned()));
        }
    }

    /// The agent has replied; what comes next.
    pub(super) fn item_handled(&mut self, contact: usize) {
        let Some(item) = self.item_of(contact) else { return };
        let handled = &self.contacts[contact];
        let agent = handled.segment.agent_id.clone();
        let (escalated, is_reply) = (handled.segment.escalated == Some(true), handled.is_reply);
        let Some(found) = self.state.items.get_mut(&item) else { return };
        found.row.public_replies += 1;
        found.row.first_response_at = found.row.first_response_at.or(Some(micros(self.now)));
        if escalated && found.row.escalated_at.is_none() {
            found.row.escalated_at = Some(micros(self.now));
            self.change(item, "escalated", "escalated", "open", agent.clone());
        }
        let solves = chance(&mut self.draws, if is_reply { 0.9 } else { SOLVED_SHARE });
        let waits = chance(&mut self.draws, PENDING_SHARE / (1.0 - SOLVED_SHARE));
        if solves {
            self.solve(item, contact, agent);
        } else if waits {
            self.change(item, "state", "asked the customer", "pending", agent);
            self.plan_reply(item, contact, 64_800.0);
        } else {
            if let Some(found) = self.state.items.get_mut(&item) {
                found.row.reassignments += 1;
                found.row.owner = None;
            }
            self.change(item, "assigned", "handed on", "open", agent);
            let next = self.continue_contact(contact, MESSAGES, "transfer");
            self.contacts[contact].segment.transfer_kind = Some("queue");
            self.contacts[contact].segment.transferred_to = Some(QUEUES[MESSAGES].name);
            self.contacts[contact].segment.resolved = None;
            self.contacts[contact].handling.transfer = false;
            self.enter(next);
        }
    }

    fn solve(&mut self, item: u32, contact: usize, agent: Option<String>) {
        let now = self.now;
        if let Some(found) = self.state.items.get_mut(&item) {
            found.row.first_solved_at = found.row.first_solved_at.or(Some(micros(now)));
            found.row.solved_at = Some(micros(now));
            found.row.solved_by.clone_from(&agent);
            found.row.escalation_ended_at = found.row.escalated_at.map(|_| micros(now));
            found.row.sla_met =
                Some(found.row.sla_met != Some(false) && found.row.due_at >= Some(micros(now)));
        }
        self.change(item, "solved", "solved", "solved", agent);
        if chance(&mut self.draws, truth::REOPEN_SHARE) {
            self.plan_reply(item, contact, 108_000.0);
        }
    }

    fn plan_reply(&mut self, item: u32, contact: usize, mean_s: f64) {
        let at = self.now + to_ms(600.0 + mean_s * exponential(&mut self.draws));
        if let Some(found) = self.state.items.get_mut(&item) {
            found.reply_planned = true;
        }
        let handled = &self.contacts[contact];
        let (reason, customer) = (handled.reason, handled.customer);
        self.comes_later(Arrival { at, queue: MESSAGES, reason, customer, item: Some(item) });
    }

    fn item_of(&self, contact: usize) -> Option<u32> {
        let contact = &self.contacts[contact];
        contact.item.filter(|_| QUEUES[contact.queue].kind == Kind::Deferred)
    }

    fn change(
        &mut self,
        item: u32,
        event: &'static str,
        activity: &'static str,
        to_state: &'static str,
        agent_id: Option<String>,
    ) {
        let Some(found) = self.state.items.get_mut(&item) else { return };
        found.event_count += 1;
        let from_state = (event != "created").then_some(found.row.state);
        found.row.state = to_state;
        found.row.source_version = micros(self.now);
        found.row.updated_at = micros(self.now);
        let owner_changed = found.owner != found.row.owner;
        found.owner.clone_from(&found.row.owner);
        found.changed = true;
        self.rows.work_item_events.push(WorkItemEvent {
            key: format!("{}-{}", found.row.item_id, found.event_count),
            source_version: 1,
            site: found.row.site,
            item_id: found.row.item_id.clone(),
            at: micros(self.now),
            event,
            activity,
            from_state,
            to_state,
            owner: found.row.owner.clone(),
            owner_changed,
            agent_id,
            queue: found.row.queue,
            customer_id: found.row.customer_id.clone(),
        });
    }

    /// At the end of the day: the tickets that changed, or whose time has run out.
    pub(super) fn write_items(&mut self) {
        let day_ends = micros(self.plan.clock.at(self.plan.site, self.plan.day, 1440));
        for item in self.state.items.values_mut() {
            let late =
                item.row.state != "solved" && item.row.sla_met.is_none() && item.row.due_at < Some(day_ends);
            if late {
                item.row.sla_met = Some(false);
                item.row.source_version = item.row.source_version.max(day_ends);
            }
            if item.changed || late {
                item.changed = false;
                self.rows.work_items.push(item.row.clone());
            }
        }
        self.state.items.retain(|_, item| item.row.state != "solved" || item.reply_planned);
    }
}
