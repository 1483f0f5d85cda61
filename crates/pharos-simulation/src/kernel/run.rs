//! One run of a model: a steady state cut into batches, or one day.

use std::collections::VecDeque;

use rand_distr::{Distribution as _, Gamma};

use super::event::{Event, EventHeap};
use super::pool::Pool;
use super::{GroupCount, Model, QueueCount};
use crate::random::{Stream, chance, exponential, stream};

mod duty;

/// The state of the system at `now`, and what was counted since the counts were last taken.
pub(crate) struct Run<'model> {
    model: &'model Model,
    now: f64,
    events: EventHeap,
    queues: Vec<QueueState>,
    agents: Vec<Agent>,
    pools: Vec<Pool>,
    /// By group known by numbers: agents who leave as soon as they end a contact.
    leaving: Vec<u32>,
    next_arrival: f64,
    next_queue: usize,
    /// The event being handled still lies on top of the heap and may be replaced there.
    top_is_spent: bool,
    queue_counts: Vec<QueueCount>,
    group_counts: Vec<GroupCount>,
}

struct QueueState {
    waiting: VecDeque<Waiting>,
    /// Ticket of the contact in front.
    front_ticket: u32,
    next_arrival: f64,
    busyness: f64,
    arrivals: Stream,
    handling: Stream,
    patience: Stream,
    choices: Stream,
}

#[derive(Debug, Clone, Copy)]
struct Waiting {
    since: f64,
    patience_ends: f64,
    slot: u32,
    /// Taken, called back or gone; the place in the line is cleared when it comes to the front.
    left: bool,
}

#[derive(Debug, Clone, Copy)]
struct Agent {
    group: u32,
    load: u32,
    on_duty: bool,
    on_since: f64,
    busy_since: f64,
}

impl<'model> Run<'model> {
    /// An empty system at time 0. `replication` numbers the days.
    pub(crate) fn new(model: &'model Model, seed: u64, replication: u64) -> Run<'model> {
        let of = |purpose: u64, queue: usize| stream(seed, purpose + 16 * replication, queue as u64);
        let factor = |shape: Option<f64>, stream: &mut Stream| {
            let gamma = shape.and_then(|shape| Gamma::new(shape, 1.0 / shape).ok());
            gamma.map_or(1.0, |gamma| gamma.sample(stream))
        };
        let of_day = factor(model.busyness_shape, &mut of(6, 0));
        let queues = model.queues.iter().enumerate().map(|(index, queue)| {
            let mut choices = of(4, index);
            QueueState {
                waiting: VecDeque::new(),
                front_ticket: 0,
                next_arrival: 0.0,
                busyness: of_day * factor(queue.busyness_shape, &mut choices),
                arrivals: of(1, index),
                handling: of(2, index),
                patience: of(3, index),
                choices,
            }
        });
        let mut run = Run {
            model,
            now: 0.0,
            events: EventHeap::default(),
            queues: queues.collect(),
            agents: Vec::new(),
            pools: model.groups.iter().map(|group| Pool::new(group.concurrency)).collect(),
            leaving: vec![0; model.groups.len()],
            next_arrival: f64::INFINITY,
            next_queue: 0,
            top_is_spent: false,
            queue_counts: vec![QueueCount::default(); model.queues.len() * model.slot_count],
            group_counts: vec![GroupCount::default(); model.groups.len()],
        };
        run.bring_agents(&mut of(5, 0));
        for queue in 0..model.queues.len() {
            run.draw_arrival(queue);
        }
        run.find_next_arrival();
        run
    }

    /// Handles everything up to and including `end`.
    pub(crate) fn run_until(&mut self, end: f64) {
        loop {
            let event_at = self.events.earliest();
            if self.next_arrival <= event_at {
                if self.next_arrival > end || self.next_arrival == f64::INFINITY {
                    break;
                }
                self.arrive();
            } else if event_at <= end {
                self.now = event_at;
                self.handle_top();
            } else {
                break;
            }
        }
        if end.is_finite() {
            self.now = end;
        }
    }

    /// Runs a day to its last contact. Who still waits when nobody is left to answer has abandoned.
    pub(crate) fn run_day(&mut self) {
        self.run_until(f64::INFINITY);
        for queue in 0..self.queues.len() {
            while let Some(waiting) = self.queues[queue].waiting.pop_front() {
                if !waiting.left {
                    let left_at =
                        if waiting.patience_ends.is_finite() { waiting.patience_ends } else { self.now };
                    self.count_abandoned(queue, &waiting, left_at);
                }
            }
        }
    }

    /// The counts since the last call: by queue and slot (`queue * slot_count + slot`), and by group.
    pub(crate) fn take_counts(&mut self) -> (Vec<QueueCount>, Vec<GroupCount>) {
        for agent in &mut self.agents {
            let count = &mut self.group_counts[agent.group as usize];
            if agent.on_duty || agent.load > 0 {
                count.staffed_s += self.now - agent.on_since;
                agent.on_since = self.now;
            }
            if agent.load > 0 {
                count.busy_s += self.now - agent.busy_since;
                agent.busy_since = self.now;
            }
        }
        let queue_counts = vec![QueueCount::default(); self.queue_counts.len()];
        let group_counts = vec![GroupCount::default(); self.group_counts.len()];
        (
            std::mem::replace(&mut self.queue_counts, queue_counts),
            std::mem::replace(&mut self.group_counts, group_counts),
        )
    }

    /// The next arrival of a Poisson process whose rate is constant within a slot, by inversion.
    fn draw_arrival(&mut self, queue: usize) {
        let model = &self.model.queues[queue];
        let state = &mut self.queues[queue];
        let mut work = exponential(&mut state.arrivals);
        state.next_arrival = match model.rates.as_slice() {
            [] => f64::INFINITY,
            [rate] => state.next_arrival + work / (rate * state.busyness),
            rates => {
                let mut at = state.next_arrival;
                loop {
                    let slot = (at / self.model.slot_s) as usize;
                    let Some(rate) = rates.get(slot) else { break f64::INFINITY };
                    let slot_end = (slot + 1) as f64 * self.model.slot_s;
                    let in_slot = (slot_end - at) * rate * state.busyness;
                    if work < in_slot {
                        break at + work / (rate * state.busyness);
                    }
                    work -= in_slot;
                    at = slot_end;
                }
            }
        };
        if state.next_arrival >= self.model.day_s {
            state.next_arrival = f64::INFINITY;
        }
    }

    fn find_next_arrival(&mut self) {
        self.next_arrival = f64::INFINITY;
        for (index, queue) in self.queues.iter().enumerate() {
            if queue.next_arrival < self.next_arrival {
                self.next_arrival = queue.next_arrival;
                self.next_queue = index;
            }
        }
    }

    fn arrive(&mut self) {
        self.now = self.next_arrival;
        let queue = self.next_queue;
        self.draw_arrival(queue);
        self.find_next_arrival();
        self.enter(queue);
    }

    fn handle_top(&mut self) {
        self.top_is_spent = true;
        let Some(event) = self.events.peek() else { return };
        match event {
            Event::ContactEnds { agent, queue } => self.end_contact(agent, queue as usize),
            Event::PatienceEnds { queue, ticket } => self.end_patience(queue as usize, ticket),
            Event::RouteOpens { queue, route, ticket } => {
                self.open_route(queue as usize, route as usize, ticket)
            }
            Event::CallbackOffered { queue, ticket } => self.offer_callback(queue as usize, ticket),
            Event::Returns { queue } => self.enter(queue as usize),
            Event::DutyStarts { agent } => self.start_duty(agent),
            Event::DutyEnds { agent } => self.end_duty(agent),
        }
        if self.top_is_spent {
            self.events.pop();
            self.top_is_spent = false;
        }
    }

    /// Every new event goes through here: the first one born of an event takes its place on the heap.
    #[inline]
    fn schedule(&mut self, at: f64, event: Event) {
        if self.top_is_spent {
            self.top_is_spent = false;
            self.events.replace(at, event);
        } else {
            self.events.push(at, event);
        }
    }

    fn enter(&mut self, queue: usize) {
        let slot = if self.model.slot_count == 1 { 0 } else { (self.now / self.model.slot_s) as usize };
        let slot = slot.min(self.model.slot_count - 1);
        self.count(queue, slot).offered += 1;
        if let Some((group, level, agent)) = self.free_agent(queue) {
            self.pools[group].pop(level);
            let count = self.count(queue, slot);
            count.answered += 1;
            count.in_time += 1;
            self.start_contact(agent, queue, slot);
            return;
        }
        self.count(queue, slot).waited += 1;
        self.wait(queue, slot);
    }

    fn wait(&mut self, queue: usize, slot: usize) {
        let now = self.now;
        let model = &self.model.queues[queue];
        let state = &mut self.queues[queue];
        if chance(&mut state.choices, model.balk) {
            let count = self.count(queue, slot);
            count.abandoned += 1;
            count.abandoned_in_time += 1;
            return;
        }
        let patience_s = model.patience.map_or(f64::INFINITY, |patience| {
            patience.draw(&mut state.patience) * model.patience_factor(slot)
        });
        let ticket = state.front_ticket.wrapping_add(state.waiting.len() as u32);
        let waiting = Waiting { since: now, patience_ends: now + patience_s, slot: slot as u32, left: false };
        state.waiting.push_back(waiting);
        if model.retry.is_some() && patience_s.is_finite() {
            self.schedule(now + patience_s, Event::PatienceEnds { queue: queue as u16, ticket });
        }
        for (index, route) in model.routes.iter().enumerate() {
            if route.after_s > 0.0 && route.after_s < patience_s {
                let event = Event::RouteOpens { queue: queue as u16, route: index as u16, ticket };
                self.schedule(now + route.after_s, event);
            }
        }
        if let Some(callback) = &model.callback
            && callback.after_s < patience_s
        {
            let event = Event::CallbackOffered { queue: queue as u16, ticket };
            self.schedule(now + callback.after_s, event);
        }
    }

    /// Group, load and agent for a contact that has just come: smallest rank, then least loaded, then longest idle.
    #[inline]
    fn free_agent(&self, queue: usize) -> Option<(usize, u32, u32)> {
        let mut best: Option<(u32, u32, f64, usize, u32)> = None;
        for route in &self.model.queues[queue].routes {
            if route.after_s > 0.0 {
                continue;
            }
            if let Some((level, free)) = self.pools[route.group].first() {
                let better = best.is_none_or(|(rank, load, since, ..)| {
                    (route.rank, level) < (rank, load)
                        || ((route.rank, level) == (rank, load) && free.since < since)
                });
                if better {
                    best = Some((route.rank, level, free.since, route.group, free.agent));
                }
            }
        }
        best.map(|(_, level, _, group, agent)| (group, level, agent))
    }

    /// The agent has been taken out of the pool; it goes back where it may have further contacts.
    #[inline]
    fn start_contact(&mut self, index: u32, queue: usize, slot: usize) {
        let agent = &mut self.agents[index as usize];
        let group = &self.model.groups[agent.group as usize];
        if agent.load == 0 {
            agent.busy_since = self.now;
        }
        let longer =
            (1.0 + group.slowdown * f64::from(agent.load)) * self.model.queues[queue].handle_factor(slot);
        agent.load += 1;
        let handle_s = group.handle[queue].draw(&mut self.queues[queue].handling) * longer;
        if group.concurrency > 1 && agent.on_duty {
            self.pools[agent.group as usize].push(agent.load, index, self.now);
        }
        self.group_counts[agent.group as usize].contact_s += handle_s;
        self.schedule(self.now + handle_s, Event::ContactEnds { agent: index, queue: queue as u16 });
    }

    fn end_contact(&mut self, index: u32, queue: usize) {
        let now = self.now;
        let agent = &mut self.agents[index as usize];
        let group = agent.group as usize;
        if self.model.groups[group].concurrency > 1 {
            self.pools[group].remove(agent.load, index);
        }
        agent.load -= 1;
        if agent.load == 0 {
            self.group_counts[group].busy_s += now - agent.busy_since;
        }
        if !agent.on_duty {
            if agent.load == 0 {
                self.group_counts[group].staffed_s += now - agent.on_since;
            }
        } else if self.leaving[group] > 0 {
            self.leaving[group] -= 1;
            self.leave(index);
        } else {
            self.find_work(index);
        }
        if let Some((share, to)) = self.model.queues[queue].transfer
            && chance(&mut self.queues[queue].choices, share)
        {
            self.enter(to);
        }
    }

    /// The agent takes waiting contacts as far as it may, and else joins the pool.
    fn find_work(&mut self, index: u32) {
        let group = self.agents[index as usize].group as usize;
        let model = self.model;
        let mut best: Option<(u32, f64, usize)> = None;
        for skill in &model.groups[group].skills {
            if best.is_some_and(|(priority, ..)| priority < skill.priority) {
                break;
            }
            if let Some(since) = self.front(skill.queue) {
                let open = skill.after_s == 0.0 || self.now - since >= skill.after_s;
                if open && best.is_none_or(|(_, oldest, _)| since < oldest) {
                    best = Some((skill.priority, since, skill.queue));
                }
            }
        }
        let Some((_, _, queue)) = best else {
            let agent = &self.agents[index as usize];
            self.pools[group].push(agent.load, index, self.now);
            return;
        };
        let state = &mut self.queues[queue];
        if let Some(waiting) = state.waiting.pop_front() {
            state.front_ticket = state.front_ticket.wrapping_add(1);
            self.answer(queue, &waiting);
            self.start_contact(index, queue, waiting.slot as usize);
        }
    }

    /// Since when the first contact of a queue waits; those in front who left are cleared away.
    #[inline]
    fn front(&mut self, queue: usize) -> Option<f64> {
        while let Some(&waiting) = self.queues[queue].waiting.front() {
            if !waiting.left && waiting.patience_ends > self.now {
                return Some(waiting.since);
            }
            let state = &mut self.queues[queue];
            state.waiting.pop_front();
            state.front_ticket = state.front_ticket.wrapping_add(1);
            if !waiting.left {
                self.count_abandoned(queue, &waiting, waiting.patience_ends);
            }
        }
        None
    }

    fn answer(&mut self, queue: usize, waiting: &Waiting) {
        let wait_s = self.now - waiting.since;
        let in_time = wait_s <= self.model.threshold_s;
        let count = self.count(queue, waiting.slot as usize);
        count.answered += 1;
        count.in_time += u64::from(in_time);
        count.wait_answered_s += wait_s;
        count.wait_all_s += wait_s;
    }

    fn count_abandoned(&mut self, queue: usize, waiting: &Waiting, left_at: f64) {
        let wait_s = left_at - waiting.since;
        let in_time = wait_s <= self.model.threshold_s;
        let count = self.count(queue, waiting.slot as usize);
        count.abandoned += 1;
        count.abandoned_in_time += u64::from(in_time);
        count.wait_all_s += wait_s;
    }

    /// The waiting contact of a ticket, where it is still there and willing.
    fn waiting(&mut self, queue: usize, ticket: u32) -> Option<&mut Waiting> {
        let now = self.now;
        let state = &mut self.queues[queue];
        let place = ticket.wrapping_sub(state.front_ticket) as usize;
        state.waiting.get_mut(place).filter(|waiting| !waiting.left && waiting.patience_ends >= now)
    }

    fn end_patience(&mut self, queue: usize, ticket: u32) {
        let Some(waiting) = self.waiting(queue, ticket) else { return };
        waiting.left = true;
        let waiting = *waiting;
        self.count_abandoned(queue, &waiting, waiting.patience_ends);
        if let Some((share, delay_mean_s)) = self.model.queues[queue].retry {
            let state = &mut self.queues[queue];
            if chance(&mut state.choices, share) {
                let at = self.now + delay_mean_s * exponential(&mut state.choices);
                if at < self.model.day_s {
                    self.schedule(at, Event::Returns { queue: queue as u16 });
                }
            }
        }
    }

    fn open_route(&mut self, queue: usize, route: usize, ticket: u32) {
        let group = self.model.queues[queue].routes[route].group;
        let Some((level, free)) = self.pools[group].first() else { return };
        let Some(waiting) = self.waiting(queue, ticket) else { return };
        waiting.left = true;
        let waiting = *waiting;
        self.pools[group].pop(level);
        self.answer(queue, &waiting);
        self.start_contact(free.agent, queue, waiting.slot as usize);
    }

    fn offer_callback(&mut self, queue: usize, ticket: u32) {
        let Some(callback) = &self.model.queues[queue].callback else { return };
        if self.waiting(queue, ticket).is_none() || !chance(&mut self.queues[queue].choices, callback.share) {
            return;
        }
        let Some(waiting) = self.waiting(queue, ticket) else { return };
        waiting.left = true;
        let waiting = *waiting;
        let wait_s = self.now - waiting.since;
        let count = self.count(queue, waiting.slot as usize);
        count.called_back += 1;
        count.wait_all_s += wait_s;
        self.schedule(self.now + callback.delay_s, Event::Returns { queue: callback.to as u16 });
    }

    #[inline]
    fn count(&mut self, queue: usize, slot: usize) -> &mut QueueCount {
        &mut self.queue_counts[queue * self.model.slot_count + slot]
    }
}
