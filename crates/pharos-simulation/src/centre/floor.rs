//! One site on one local day, as discrete events: contacts come, wait, ring, are handled; agents come, rest, go.
//!
//! The simulation's grain is the millisecond, so the durations in the rows add up to their instants exactly.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap, VecDeque};

use jiff::civil::Date;

use super::CentreDay;
use super::clock::{Clock, Ms, micros, seconds, to_ms};
use super::demand::Arrival;
use super::fact::{AgentOffer, ContactSegment};
use super::layout::{Kind, QUEUES, QueueIndex, Site};
use super::people::Agent;
use super::shift::Shift;
use super::truth::{self, OutageTruth};
use crate::random::{Stream, chance, exponential};

mod callback;
mod contact;
mod desk;
mod follow;
mod talk;
mod text;
mod ticket;

use callback::Promise;
use contact::{Contact, Phase};
pub(super) use contact::{customer_id, email};
use desk::Desk;
use ticket::Item;

/// What a site takes from one day to the next.
#[derive(Default)]
pub(super) struct SiteState {
    /// Contacts that will come on a later day.
    pub planned: BTreeMap<Date, Vec<Arrival>>,
    /// Messages that wait.
    backlog: Vec<Contact>,
    /// Tickets that are open or may be opened again.
    items: BTreeMap<u32, Item>,
    item_count: u32,
    /// The day on which a customer was last asked, in days of the simulation.
    last_asked: HashMap<u32, i64>,
}

/// What the day is drawn from.
pub(super) struct DayPlan<'a> {
    pub site: Site,
    pub day: Date,
    /// Days since the first.
    pub day_index: i64,
    pub until: Date,
    pub agents: &'a [Agent],
    /// Index of the agent, and its shift.
    pub shifts: Vec<(usize, Shift)>,
    pub arrivals: Vec<Arrival>,
    pub outages: &'a [OutageTruth],
    pub clock: &'a Clock,
}

/// An overflow route opens after this wait.
const OVERFLOW_AFTER: Ms = 45_000;
/// An offer that is not answered rings so long.
const NO_ANSWER_RING: Ms = 20_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Comes(usize),
    Enters(usize),
    PatienceEnds(usize),
    RouteOpens(usize),
    CallbackOffered(usize),
    RingEnds { desk: usize, contact: usize, answered: bool },
    TalkEnds { desk: usize, contact: usize },
    WrapEnds { desk: usize },
    LogsIn { desk: usize },
    LogsOut { desk: usize },
    ActivityDue { desk: usize, activity: usize },
    Returns { desk: usize },
    CallbackDue { promise: usize },
    LinesCut { outage: usize },
}

struct Floor<'a, 'b> {
    plan: &'a DayPlan<'a>,
    state: &'b mut SiteState,
    draws: Stream,
    now: Ms,
    events: BinaryHeap<Reverse<(Ms, u64, Event)>>,
    event_count: u64,
    /// Contacts to come today, by the index of [`Event::Comes`].
    arrivals: Vec<Arrival>,
    contacts: Vec<Contact>,
    /// The waiting of each queue, the first in front.
    lines: Vec<VecDeque<usize>>,
    promises: Vec<Promise>,
    /// Call-backs that may be made, by queue.
    promise_lines: Vec<VecDeque<usize>>,
    desks: Vec<Desk>,
    segment_count: u32,
    rows: CentreDay,
}

/// Simulates the day; the rows are in the order in which they became final.
pub(super) fn simulate_day(plan: &DayPlan<'_>, state: &mut SiteState, draws: Stream) -> CentreDay {
    let mut floor = Floor {
        plan,
        draws,
        now: 0,
        events: BinaryHeap::new(),
        event_count: 0,
        arrivals: Vec::new(),
        contacts: std::mem::take(&mut state.backlog),
        lines: vec![VecDeque::new(); QUEUES.len()],
        promises: Vec::new(),
        promise_lines: vec![VecDeque::new(); QUEUES.len()],
        desks: Vec::new(),
        segment_count: 0,
        rows: CentreDay::new(plan.day),
        state,
    };
    floor.set_up();
    while let Some(Reverse((at, _, event))) = floor.events.pop() {
        floor.now = at;
        floor.handle(event);
    }
    floor.close();
    floor.rows
}

impl Floor<'_, '_> {
    fn set_up(&mut self) {
        for index in 0..self.contacts.len() {
            let queue = self.contacts[index].queue;
            self.lines[queue].push_back(index);
        }
        let plan = self.plan;
        for (agent, shift) in &plan.shifts {
            let desk = self.desks.len();
            self.desks.push(Desk::new(*agent, &plan.agents[*agent], plan.day));
            self.schedule(shift.start, Event::LogsIn { desk });
            self.schedule(shift.end, Event::LogsOut { desk });
            for (activity, due) in shift.activities.iter().enumerate() {
                if due.start > shift.start {
                    self.schedule(due.start, Event::ActivityDue { desk, activity });
                } else {
                    self.desks[desk].due = Some(activity);
                }
            }
        }
        let planned = self.state.planned.remove(&plan.day).unwrap_or_default();
        for arrival in plan.arrivals.iter().cloned().chain(planned) {
            self.comes_today(arrival);
        }
        for (index, outage) in plan.outages.iter().enumerate() {
            if outage.kind == "telephony" && plan.clock.date(plan.site, outage.started_at / 1000) == plan.day
            {
                self.schedule(outage.started_at / 1000, Event::LinesCut { outage: index });
            }
        }
        self.ask_relationship();
        self.serve_menu_visits();
    }

    fn comes_today(&mut self, arrival: Arrival) {
        self.schedule(arrival.at, Event::Comes(self.arrivals.len()));
        self.arrivals.push(arrival);
    }

    fn schedule(&mut self, at: Ms, event: Event) {
        self.event_count += 1;
        self.events.push(Reverse((at, self.event_count, event)));
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Comes(arrival) => self.come(arrival),
            Event::Enters(contact) => self.enter(contact),
            Event::PatienceEnds(contact) => self.end_patience(contact),
            Event::RouteOpens(contact) => self.seek_agent(contact),
            Event::CallbackOffered(contact) => self.offer_callback(contact),
            Event::RingEnds { desk, contact, answered } => self.end_ring(desk, contact, answered),
            Event::TalkEnds { desk, contact } => self.end_talk(desk, contact),
            Event::WrapEnds { desk } => self.end_wrap(desk),
            Event::LogsIn { desk } => self.log_in(desk),
            Event::LogsOut { desk } => self.log_out(desk),
            Event::ActivityDue { desk, activity } => self.activity_due(desk, activity),
            Event::Returns { desk } => self.return_to_work(desk),
            Event::CallbackDue { promise } => self.callback_due(promise),
            Event::LinesCut { outage } => self.cut_lines(outage),
        }
    }

    /// A contact reaches the centre: a call first meets the menu.
    fn come(&mut self, arrival: usize) {
        let arrival = self.arrivals[arrival].clone();
        let contact = self.new_contact(&arrival);
        let menu = self.menu(contact);
        self.schedule(self.now + menu, Event::Enters(contact));
    }

    fn enter(&mut self, contact: usize) {
        let queue = self.contacts[contact].queue;
        let layout = &QUEUES[queue];
        let now = self.now;
        let entering = &mut self.contacts[contact];
        entering.phase = Phase::Waiting;
        entering.enqueued = now;
        entering.segment.enqueued_at = Some(micros(now));
        entering.segment.queue = Some(layout.name);
        if self.is_cut(queue) {
            self.lose(contact);
            return;
        }
        self.lines[queue].push_back(contact);
        if layout.kind == Kind::Deferred {
            self.item_waits(contact);
        }
        self.seek_agent(contact);
        let entering = &mut self.contacts[contact];
        entering.segment.queued = Some(entering.phase == Phase::Waiting);
        if layout.patience_mean_s.is_finite() {
            // The patience of a caller runs while the agent's telephone rings, too.
            let patience = to_ms(layout.patience_mean_s * exponential(&mut self.draws)).max(1);
            self.schedule(now + patience, Event::PatienceEnds(contact));
        }
        if self.contacts[contact].phase == Phase::Waiting {
            self.schedule(now + OVERFLOW_AFTER, Event::RouteOpens(contact));
            if layout.callback {
                self.schedule(now + to_ms(truth::CALLBACK_AFTER_S), Event::CallbackOffered(contact));
            }
        }
    }

    fn end_patience(&mut self, contact: usize) {
        match self.contacts[contact].phase {
            Phase::Waiting => {}
            Phase::Ringing { desk } => {
                self.note_offer(desk, contact, "caller_gone");
                self.desks[desk].ringing = None;
            }
            _ => return,
        }
        let ringing = self.contacts[contact].phase;
        self.leave_queue(contact, "abandoned", None);
        self.contacts[contact].segment.ended_at = Some(micros(self.now));
        self.contacts[contact].segment.ended_by = Some("customer");
        self.write_segment(contact);
        self.plan_retry(contact);
        if let Phase::Ringing { desk } = ringing {
            self.freed(desk);
        }
    }

    /// The telephony fails: who waits is lost.
    fn cut_lines(&mut self, outage: usize) {
        let names = self.plan.outages[outage].queues.clone();
        for contact in 0..self.contacts.len() {
            let waits = self.contacts[contact].phase == Phase::Waiting;
            if waits && names.contains(&QUEUES[self.contacts[contact].queue].name) {
                self.lose(contact);
            }
        }
    }

    /// The telephony of the queue fails just now.
    fn is_cut(&self, queue: QueueIndex) -> bool {
        let now = micros(self.now);
        let mut outages = self.plan.outages.iter().filter(|outage| outage.kind == "telephony");
        outages.any(|outage| {
            (outage.started_at..outage.ended_at).contains(&now) && outage.queues.contains(&QUEUES[queue].name)
        })
    }

    fn lose(&mut self, contact: usize) {
        self.leave_queue(contact, "lost", Some("outage"));
        self.contacts[contact].segment.queued = Some(true);
        self.contacts[contact].segment.ended_at = Some(micros(self.now));
        self.contacts[contact].segment.ended_by = Some("system");
        self.write_segment(contact);
        self.plan_retry(contact);
    }

    /// The contact is out of the queue now, with this result.
    fn leave_queue(&mut self, contact: usize, result: &'static str, detail: Option<&'static str>) {
        let now = self.now;
        let contact = &mut self.contacts[contact];
        contact.phase = Phase::Done;
        contact.segment.queue_result = Some(result);
        contact.segment.queue_result_detail = detail;
        contact.segment.left_queue_at = Some(micros(now));
        contact.segment.wait_s = Some(seconds(now - contact.enqueued));
    }

    /// Offers a waiting contact to the best agent who is free: first choice before overflow, fewest contacts, longest
    /// idle.
    fn seek_agent(&mut self, contact: usize) {
        let waiting = &self.contacts[contact];
        if waiting.phase != Phase::Waiting {
            return;
        }
        let (queue, waited) = (waiting.queue, self.now - waiting.enqueued);
        let not_again = waiting.transferred_by;
        let mut best: Option<((u32, u32, Ms), usize)> = None;
        for (index, desk) in self.desks.iter().enumerate() {
            let Some(priority) = desk.priority(queue) else { continue };
            if !desk.is_free_for(QUEUES[queue].kind)
                || (priority > 1 && waited < OVERFLOW_AFTER)
                || not_again == Some(desk.agent)
            {
                continue;
            }
            let rank = (priority, desk.talking + desk.wrapping, desk.idle_since);
            if best.is_none_or(|(other, _)| rank < other) {
                best = Some((rank, index));
            }
        }
        if let Some((_, desk)) = best {
            self.take_from_line(contact);
            self.offer(desk, contact);
        }
    }

    fn take_from_line(&mut self, contact: usize) {
        let line = &mut self.lines[self.contacts[contact].queue];
        if let Some(place) = line.iter().position(|other| *other == contact) {
            line.remove(place);
        }
    }

    /// The first who still waits in a queue.
    fn front(&mut self, queue: QueueIndex) -> Option<usize> {
        while let Some(&contact) = self.lines[queue].front() {
            if self.contacts[contact].phase == Phase::Waiting {
                return Some(contact);
            }
            self.lines[queue].pop_front();
        }
        None
    }

    /// A free agent looks for work: a call-back that is due, its own queues, then those it helps.
    fn seek_work(&mut self, desk: usize) {
        if self.seek_callback(desk) {
            return;
        }
        for &(queue, priority) in self.desks[desk].skills {
            if !self.desks[desk].is_free_for(QUEUES[queue].kind) {
                continue;
            }
            let Some(contact) = self.front(queue) else { continue };
            let waited = self.now - self.contacts[contact].enqueued;
            let by_me = self.contacts[contact].transferred_by == Some(self.desks[desk].agent);
            if (priority > 1 && waited < OVERFLOW_AFTER) || by_me {
                continue;
            }
            self.lines[queue].pop_front();
            self.offer(desk, contact);
            return;
        }
    }

    /// Rings at the agent; deferred work is simply taken.
    fn offer(&mut self, desk: usize, contact: usize) {
        let kind = QUEUES[self.contacts[contact].queue].kind;
        if kind == Kind::Deferred {
            self.answer(desk, contact);
            return;
        }
        self.contacts[contact].phase = Phase::Ringing { desk };
        self.contacts[contact].offered = self.now;
        self.desks[desk].ringing = Some(contact);
        self.show_state(desk);
        // Who is in a chat sits at the desk.
        let busy = self.desks[desk].talking + self.desks[desk].wrapping > 0;
        let answered = busy || !chance(&mut self.draws, self.desks[desk].no_answer_share);
        let ring = if answered {
            to_ms(1.0 + 2.5 * exponential(&mut self.draws)).min(18_000)
        } else {
            NO_ANSWER_RING
        };
        self.schedule(self.now + ring, Event::RingEnds { desk, contact, answered });
    }

    fn end_ring(&mut self, desk: usize, contact: usize, answered: bool) {
        let still_rings = self.contacts[contact].phase == Phase::Ringing { desk };
        if !still_rings || self.desks[desk].ringing != Some(contact) {
            return;
        }
        self.desks[desk].ringing = None;
        if answered {
            self.note_offer(desk, contact, "answered");
            self.answer(desk, contact);
            return;
        }
        self.note_offer(desk, contact, "no_answer");
        self.not_responding(desk);
        self.contacts[contact].phase = Phase::Waiting;
        let queue = self.contacts[contact].queue;
        self.contacts[contact].segment.queued = Some(true);
        self.lines[queue].push_front(contact);
        self.seek_agent(contact);
    }

    fn note_offer(&mut self, desk: usize, contact: usize, result: &'static str) {
        let ringing = &self.contacts[contact];
        let row = AgentOffer {
            key: format!("{}-{}", ringing.segment.segment_id, ringing.offers),
            source_version: 1,
            site: ringing.segment.site,
            segment_id: ringing.segment.segment_id.clone(),
            contact_id: ringing.segment.contact_id.clone(),
            queue: QUEUES[ringing.queue].name,
            channel: ringing.segment.channel,
            agent_id: self.plan.agents[self.desks[desk].agent].id.clone(),
            offered_at: micros(ringing.offered),
            ring_s: seconds(self.now - ringing.offered),
            result,
        };
        self.contacts[contact].offers += 1;
        self.rows.agent_offers.push(row);
    }

    fn answer(&mut self, desk: usize, contact: usize) {
        self.leave_queue(contact, "answered", None);
        self.connect(desk, contact);
    }

    fn write_segment(&mut self, contact: usize) {
        let row: ContactSegment = self.contacts[contact].segment.clone();
        self.rows.contact_segments.push(row);
    }

    /// After the last event: what keeps goes to the next day, the rest of the rows are written.
    fn close(&mut self) {
        self.write_promises();
        self.write_items();
        let last_day = self.plan.day.tomorrow().is_ok_and(|tomorrow| tomorrow >= self.plan.until);
        let mut backlog = Vec::new();
        for line in &mut self.lines {
            for contact in line.drain(..) {
                if self.contacts[contact].phase == Phase::Waiting {
                    backlog.push(contact);
                }
            }
        }
        for contact in backlog {
            let mut waiting = self.contacts[contact].clone();
            if last_day {
                waiting.segment.queue_result = Some("waiting");
                self.rows.contact_segments.push(waiting.segment);
            } else {
                self.state.backlog.push(waiting);
            }
        }
    }
}
