//! Call-backs: offered to callers who wait long, promised within the hour, made between the calls.

use rand::Rng;

use super::super::clock::{Ms, micros};
use super::super::fact::Callback;
use super::super::layout::QUEUES;
use super::super::shift::opening;
use super::super::truth;
use super::contact::Phase;
use super::{Event, Floor};
use crate::random::chance;

/// A promise on its way.
pub(super) struct Promise {
    row: Callback,
    /// The contact that asked.
    contact: usize,
    promised: Ms,
    done: bool,
}

const MINUTE: Ms = 60_000;
/// A call-back may be made this long after the request ..
const READY_AFTER: Ms = 8 * MINUTE;
/// .. is promised within this ..
const PROMISED_AFTER: Ms = 45 * MINUTE;
/// .. goes before waiting callers this long before the promise ends ..
const URGENT_BEFORE: Ms = 15 * MINUTE;
/// .. and is tried again after this, three times in all.
const AGAIN_AFTER: Ms = 20 * MINUTE;
const ATTEMPTS: i64 = 3;

impl Floor<'_, '_> {
    pub(super) fn offer_callback(&mut self, contact: usize) {
        let queue = self.contacts[contact].queue;
        let in_time = opening(queue, self.plan.day).is_some_and(|(_, closes)| {
            self.now + 90 * MINUTE < self.plan.clock.at(self.plan.site, self.plan.day, closes)
        });
        if self.contacts[contact].phase != Phase::Waiting
            || !in_time
            || !chance(&mut self.draws, truth::CALLBACK_SHARE)
        {
            return;
        }
        self.leave_queue(contact, "flowed_out", Some("callback"));
        self.contacts[contact].segment.ended_at = Some(micros(self.now));
        self.contacts[contact].segment.ended_by = Some("system");
        self.write_segment(contact);
        let segment = &self.contacts[contact].segment;
        // Promised to the next full five minutes.
        let promised = (self.now + PROMISED_AFTER).div_euclid(5 * MINUTE) * 5 * MINUTE;
        let row = Callback {
            key: format!("B{}", segment.segment_id),
            source_version: 1,
            site: segment.site,
            segment_id: segment.segment_id.clone(),
            contact_id: segment.contact_id.clone(),
            callback_segment_id: None,
            customer_id: segment.customer_id.clone(),
            queue: QUEUES[queue].name,
            channel: segment.channel,
            requested_at: micros(self.now),
            promised_at: micros(promised),
            attempts: 0,
            first_attempt_at: None,
            reached_at: None,
            cancelled_at: None,
            cancelled_by: None,
            agent_id: None,
        };
        let promise = self.promises.len();
        self.promises.push(Promise { row, contact, promised, done: false });
        if chance(&mut self.draws, 0.04) {
            let cancelled = self.now + self.draws.random_range(1..8) * MINUTE;
            let promise = &mut self.promises[promise];
            promise.row.cancelled_at = Some(micros(cancelled));
            promise.row.cancelled_by = Some("customer");
            promise.done = true;
        } else {
            self.schedule(self.now + READY_AFTER, Event::CallbackDue { promise });
        }
    }

    pub(super) fn callback_due(&mut self, promise: usize) {
        let queue = self.contacts[self.promises[promise].contact].queue;
        self.promise_lines[queue].push_back(promise);
        let free =
            |desk: &super::Desk| desk.priority(queue) == Some(1) && desk.is_free_for(QUEUES[queue].kind);
        let longest_idle = self
            .desks
            .iter()
            .enumerate()
            .filter(|(_, desk)| free(desk))
            .min_by_key(|(_, desk)| desk.idle_since);
        if let Some((desk, _)) = longest_idle {
            self.seek_callback(desk);
        }
    }

    /// True where the agent has begun to call somebody back.
    pub(super) fn seek_callback(&mut self, desk: usize) -> bool {
        for &(queue, priority) in self.desks[desk].skills {
            let Some(&promise) = self.promise_lines[queue].front() else { continue };
            let urgent = self.now + URGENT_BEFORE >= self.promises[promise].promised;
            let may = priority == 1 && self.desks[desk].is_free_for(QUEUES[queue].kind);
            if may && (urgent || self.front(queue).is_none()) {
                self.promise_lines[queue].pop_front();
                self.dial(desk, promise);
                return true;
            }
        }
        false
    }

    fn dial(&mut self, desk: usize, promise: usize) {
        let agent_id = self.plan.agents[self.desks[desk].agent].id.clone();
        let now = self.now;
        let row = &mut self.promises[promise].row;
        row.attempts += 1;
        row.first_attempt_at = row.first_attempt_at.or(Some(micros(now)));
        row.agent_id = Some(agent_id);
        if chance(&mut self.draws, truth::CALLBACK_REACH_SHARE) {
            let before = self.promises[promise].contact;
            let queue = self.contacts[before].queue;
            let contact = self.continue_contact(before, queue, "callback");
            let segment = &mut self.contacts[contact].segment;
            segment.direction = "outbound";
            segment.queue_result = Some("answered");
            segment.attributes = Some(format!("{{\"callback_queue\":\"{}\"}}", QUEUES[queue].name));
            self.contacts[contact].promise = Some(promise);
            self.connect(desk, contact);
            return;
        }
        if self.promises[promise].row.attempts < ATTEMPTS {
            self.schedule(now + AGAIN_AFTER, Event::CallbackDue { promise });
        } else {
            self.promises[promise].done = true;
        }
        let lasts = self.draws.random_range(20_000..40_000);
        self.go_away(desk, ("off_contact_work", "Call-back, no reply"), lasts);
    }

    /// The customer was reached in this contact.
    pub(super) fn promise_kept(&mut self, contact: usize) {
        let kept = &self.contacts[contact];
        if let Some(promise) = kept.promise {
            let row = &mut self.promises[promise].row;
            row.reached_at = kept.segment.connected_at;
            row.callback_segment_id = Some(kept.segment.segment_id.clone());
            self.promises[promise].done = true;
        }
    }

    /// At the end of the day; who was not reached by then is not tried again.
    pub(super) fn write_promises(&mut self) {
        for promise in self.promises.drain(..) {
            let mut row = promise.row;
            if !promise.done {
                row.cancelled_at = Some(micros(self.now.max(promise.promised)));
                row.cancelled_by = Some("centre");
            }
            self.rows.callbacks.push(row);
        }
    }
}
