//! Messages of a conversation, and the steps of callers in the voice menu.

use rand::Rng;

use super::super::clock::{Ms, micros, seconds, to_ms};
use super::super::fact::{Message, SelfServiceStep};
use super::super::layout::{Kind, QUEUES, SITES, SUPPORT_ZH};
use super::Floor;
use super::contact::customer_id;
use crate::random::{chance, exponential};

/// Visits that end in the menu / visits that go on to an agent.
const CONTAINED: f64 = 0.2;

impl Floor<'_, '_> {
    /// How long the menu takes; only calls have one.
    pub(super) fn menu(&mut self, contact: usize) -> Ms {
        let queue = self.contacts[contact].queue;
        if QUEUES[queue].kind != Kind::Voice {
            return 0;
        }
        let menu = to_ms(12.0 + 18.0 * exponential(&mut self.draws));
        let segment = &mut self.contacts[contact].segment;
        segment.self_service_s = Some(seconds(menu));
        if queue == SUPPORT_ZH {
            let visit = format!("V{}", segment.segment_id);
            let customer = segment.customer_id.clone();
            let steps =
                [("language", "select", "ok", 0), ("menu", "ask for agent", "agent_requested", menu / 2)];
            self.write_steps(&visit, customer, self.now, &steps);
        }
        menu
    }

    /// Callers who find what they want in the menu, or give up there.
    pub(super) fn serve_menu_visits(&mut self) {
        let arrivals: Vec<(Ms, u32)> = self
            .arrivals
            .iter()
            .filter(|arrival| arrival.queue == SUPPORT_ZH)
            .map(|arrival| (arrival.at, arrival.customer))
            .collect();
        for (index, (at, customer)) in arrivals.into_iter().enumerate() {
            if !chance(&mut self.draws, CONTAINED) {
                continue;
            }
            // Somebody else with the same habits: the next customer of the site, some minutes later.
            let at = at + self.draws.random_range(0..600_000);
            let customer = chance(&mut self.draws, 0.8).then(|| customer_id(customer + 2));
            let visit = format!("V{}{}-{index}", SITES[self.plan.site].letter, self.plan.day);
            let gave_up = chance(&mut self.draws, 0.2);
            let (action, result) = if gave_up { ("wait", "abandoned") } else { ("read out", "completed") };
            let steps = [
                ("language", "select", "ok", 0),
                ("menu", "select", "ok", 9_000),
                ("balance", action, result, 17_000),
            ];
            self.write_steps(&visit, customer, at, &steps);
        }
    }

    fn write_steps(
        &mut self,
        visit: &str,
        customer: Option<String>,
        at: Ms,
        steps: &[(&'static str, &'static str, &'static str, Ms)],
    ) {
        for (number, (node, action, result, after)) in steps.iter().enumerate() {
            self.rows.self_service_steps.push(SelfServiceStep {
                key: format!("{visit}-{number}"),
                source_version: 1,
                site: SITES[self.plan.site].name,
                visit_id: visit.to_owned(),
                customer_id: customer.clone(),
                channel: "ivr",
                node,
                version: "1",
                action,
                result,
                at: micros(at + after),
            });
        }
    }

    /// Written when the conversation has ended.
    pub(super) fn write_messages(&mut self, contact: usize) {
        let ended = &self.contacts[contact];
        match QUEUES[ended.queue].kind {
            Kind::Voice => {}
            Kind::Chat => self.write_chat(contact),
            Kind::Deferred => {
                let agent = ended.segment.agent_id.clone();
                self.write_message(contact, 3, self.now, "agent", agent);
            }
        }
    }

    /// The customer's message and the system's receipt, when a message comes in.
    pub(super) fn write_receipt(&mut self, contact: usize) {
        self.write_message(contact, 0, self.now, "customer", None);
        self.write_message(contact, 1, self.now + 20_000, "auto", None);
    }

    /// Questions and replies at even distances, the agent's first one soon after the start.
    fn write_chat(&mut self, contact: usize) {
        let ended = &self.contacts[contact];
        let (connected, talk) = (ended.handling.connected, ended.handling.talk);
        let (started, agent) = (ended.segment.started_at / 1000, ended.segment.agent_id.clone());
        let turns: i64 = self.draws.random_range(1..3);
        self.write_message(contact, 0, started, "customer", None);
        self.write_message(contact, 1, started + 1_500, "bot", None);
        let greeting = connected + (talk / 10).min(15_000);
        self.write_message(contact, 2, greeting, "agent", agent.clone());
        for turn in 0..turns {
            let span = connected + talk - greeting;
            let asks = greeting + span * (2 * turn + 1) / (2 * turns + 1);
            let reply = greeting + span * (2 * turn + 2) / (2 * turns + 1);
            self.write_message(contact, 3 + 2 * turn as usize, asks, "customer", None);
            self.write_message(contact, 4 + 2 * turn as usize, reply, "agent", agent.clone());
        }
    }

    fn write_message(
        &mut self,
        contact: usize,
        number: usize,
        at: Ms,
        author_kind: &'static str,
        agent_id: Option<String>,
    ) {
        let segment = &self.contacts[contact].segment;
        self.rows.messages.push(Message {
            key: format!("{}-{number}", segment.segment_id),
            source_version: 1,
            site: segment.site,
            contact_id: Some(segment.contact_id.clone()),
            item_id: segment.case_id.clone(),
            at: micros(at),
            author_kind,
            public: true,
            agent_id,
            customer_id: segment.customer_id.clone(),
            channel: segment.channel,
            queue: QUEUES[self.contacts[contact].queue].name,
        });
    }
}
