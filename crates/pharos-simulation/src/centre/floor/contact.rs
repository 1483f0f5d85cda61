//! A contact in one queue and what becomes of it.

use rand::Rng;

use super::super::clock::{Ms, micros};
use super::super::demand::Arrival;
use super::super::fact::ContactSegment;
use super::super::layout::{Kind, QUEUES, QueueIndex, REASONS, SITES};
use super::super::people::language;
use super::Floor;
use crate::random::chance;

/// A segment in the making.
#[derive(Debug, Clone)]
pub(super) struct Contact {
    pub segment: ContactSegment,
    pub queue: QueueIndex,
    pub reason: usize,
    pub customer: u32,
    pub item: Option<u32>,
    /// The customer's reply in a ticket.
    pub is_reply: bool,
    pub phase: Phase,
    pub enqueued: Ms,
    pub offered: Ms,
    pub offers: u32,
    /// The agent who handed it on, who does not get it back.
    pub transferred_by: Option<usize>,
    /// The promise this contact keeps.
    pub promise: Option<usize>,
    pub handling: Handling,
}

/// What was drawn when an agent took the contact.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Handling {
    pub connected: Ms,
    pub talk: Ms,
    pub hold: Ms,
    pub acw: Ms,
    pub transfer: bool,
    /// The matter stays open, whatever the agent notes.
    pub unresolved: bool,
    /// Cut short by an agent who games.
    pub cut_short: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    Menu,
    Waiting,
    Ringing { desk: usize },
    Talking,
    Done,
}

impl Floor<'_, '_> {
    /// A contact of its own; nothing is known yet of what follows.
    pub(super) fn new_contact(&mut self, arrival: &Arrival) -> usize {
        let layout = &QUEUES[arrival.queue];
        let id = self.next_segment_id();
        let channel = self.channel(arrival);
        let segment = ContactSegment {
            key: id.clone(),
            source_version: 1,
            site: SITES[layout.site].name,
            contact_id: format!("C{id}"),
            segment_id: id,
            previous_segment_id: None,
            case_id: None,
            channel,
            direction: "inbound",
            initiation: "inbound",
            customer_id: chance(&mut self.draws, layout.identified_share)
                .then(|| identity(layout.kind, arrival.customer)),
            entry_point: Some(entry_point(channel)),
            language: Some(if chance(&mut self.draws, 0.1) { "en" } else { language(layout.site) }),
            priority: Some(if self.draws.random_range(0..20) == 0 { "high" } else { "normal" }),
            reason: Some(REASONS[arrival.reason].name),
            product: Some(REASONS[arrival.reason].product),
            started_at: micros(self.now),
            self_service_s: None,
            queue: None,
            queued: None,
            enqueued_at: None,
            left_queue_at: None,
            wait_s: None,
            queue_result: None,
            queue_result_detail: None,
            agent_id: None,
            connected_at: None,
            talk_s: None,
            hold_s: None,
            hold_count: None,
            acw_s: None,
            concurrency: None,
            ended_at: None,
            ended_by: None,
            transfer_kind: None,
            transferred_to: None,
            escalated: None,
            escalated_at: None,
            disposition: None,
            resolved: None,
            excluded: (layout.kind == Kind::Voice && chance(&mut self.draws, 0.0015)).then_some("test"),
            attributes: None,
        };
        self.contacts.push(Contact {
            segment,
            queue: arrival.queue,
            reason: arrival.reason,
            customer: arrival.customer,
            item: arrival.item,
            is_reply: arrival.item.is_some(),
            phase: Phase::Menu,
            enqueued: self.now,
            offered: self.now,
            offers: 0,
            transferred_by: None,
            promise: None,
            handling: Handling::default(),
        });
        self.contacts.len() - 1
    }

    /// The next segment of the same contact.
    pub(super) fn continue_contact(
        &mut self,
        contact: usize,
        queue: QueueIndex,
        initiation: &'static str,
    ) -> usize {
        let before = self.contacts[contact].clone();
        let arrival = Arrival {
            at: self.now,
            queue,
            reason: before.reason,
            customer: before.customer,
            item: before.item,
        };
        let next = self.new_contact(&arrival);
        self.contacts[next].is_reply = false;
        let segment = &mut self.contacts[next].segment;
        segment.contact_id = before.segment.contact_id;
        segment.previous_segment_id = Some(before.segment.segment_id);
        segment.case_id = before.segment.case_id;
        segment.channel = before.segment.channel;
        segment.initiation = initiation;
        segment.customer_id = before.segment.customer_id;
        segment.entry_point = before.segment.entry_point;
        segment.language = before.segment.language;
        segment.priority = before.segment.priority;
        segment.excluded = before.segment.excluded;
        next
    }

    fn next_segment_id(&mut self) -> String {
        let day = self.plan.day;
        self.segment_count += 1;
        let letter = SITES[self.plan.site].letter;
        format!("{letter}{:04}{:02}{:02}-{:05}", day.year(), day.month(), day.day(), self.segment_count)
    }

    /// A reply comes on the channel of its ticket.
    fn channel(&mut self, arrival: &Arrival) -> &'static str {
        let of_item = arrival.item.and_then(|item| self.state.items.get(&item)).map(|item| item.row.channel);
        match QUEUES[arrival.queue].kind {
            Kind::Voice => "voice",
            Kind::Chat => "chat",
            Kind::Deferred => {
                of_item.unwrap_or(if chance(&mut self.draws, 0.25) { "social" } else { "email" })
            }
        }
    }
}

pub(in crate::centre) fn customer_id(customer: u32) -> String {
    format!("K{customer:06}")
}

/// What a source knows a customer by: the mailbox in written messages, else the number in our own register.
fn identity(kind: Kind, customer: u32) -> String {
    if kind == Kind::Deferred { email(customer) } else { customer_id(customer) }
}

/// An address in a domain that belongs to nobody.
pub(in crate::centre) fn email(customer: u32) -> String {
    format!("customer{customer}@mail.example")
}

fn entry_point(channel: &str) -> &'static str {
    match channel {
        "voice" => "hotline",
        "chat" => "website",
        "email" => "support mailbox",
        _ => "public page",
    }
}
