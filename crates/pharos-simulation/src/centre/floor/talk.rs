//! The conversation: how long it takes and how it ends.
//!
//! Some contacts break off within seconds. Of the others, talk time is log-normal with the mean reason x channel x agent
//! (x learning x decline) x (1 + 0.2 for each other chat at the same time). One contact in eight is held.

use rand::Rng;

use super::super::clock::{Ms, micros, seconds, to_ms};
use super::super::layout::{Kind, QUEUES, REASONS};

use super::super::truth;
use super::contact::{Handling, Phase};
use super::{Event, Floor};
use crate::random::{Sampler, chance, exponential};
use crate::scenario::Distribution;

/// Another chat at the same time makes a chat longer by this share.
const CHAT_SLOWDOWN: f64 = 0.2;
/// Share of calls handed to another queue.
const TRANSFER_SHARE: f64 = 0.07;
/// Nothing is handed to a queue that closes within this time.
const LATEST_TRANSFER: Ms = 900_000;
const HOLD_SHARE: f64 = 0.125;
const HOLD_MEAN_S: f64 = 48.0;

impl Floor<'_, '_> {
    /// The agent and the customer are connected now.
    pub(super) fn connect(&mut self, desk: usize, contact: usize) {
        let kind = QUEUES[self.contacts[contact].queue].kind;
        let handling = self.draw_handling(desk, contact);
        let at_desk = &mut self.desks[desk];
        let concurrency = at_desk.talking + at_desk.wrapping + 1;
        at_desk.talking += 1;
        at_desk.exclusive = kind != Kind::Chat;
        let agent_id = self.plan.agents[at_desk.agent].id.clone();
        self.item_taken(contact, &agent_id);
        let connected = &mut self.contacts[contact];
        connected.phase = Phase::Talking;
        connected.handling = handling;
        connected.segment.agent_id = Some(agent_id);
        connected.segment.connected_at = Some(micros(self.now));
        connected.segment.concurrency = Some(i64::from(concurrency));
        self.show_state(desk);
        self.schedule(self.now + handling.talk + handling.hold, Event::TalkEnds { desk, contact });
        // A chat agent may have room for another.
        self.freed(desk);
    }

    fn draw_handling(&mut self, desk: usize, contact: usize) -> Handling {
        let talking = &self.contacts[contact];
        let (reason, channel) = (&REASONS[talking.reason], talking.segment.channel);
        let layout = &QUEUES[talking.queue];
        let open = layout.transfer_to.is_some_and(|to| self.is_open(to, self.now + LATEST_TRANSFER));
        let may_transfer = talking.transferred_by.is_none() && talking.promise.is_none();
        let agent = &self.plan.agents[self.desks[desk].agent];
        let draws = &mut self.draws;
        let day = self.plan.day;
        let games =
            agent.gaming.as_ref().is_some_and(|gaming| day >= gaming.since && chance(draws, gaming.share));
        if games && layout.kind != Kind::Deferred {
            let (talk, acw) = (draws.random_range(2_000..8_000), draws.random_range(500..3_000));
            return Handling {
                connected: self.now,
                talk,
                acw,
                unresolved: true,
                cut_short: true,
                ..Handling::default()
            };
        }
        if layout.kind != Kind::Deferred && chance(draws, truth::BROKEN_OFF_SHARE) {
            let (talk, acw) = (draws.random_range(1_500..9_500), draws.random_range(500..6_000));
            return Handling { connected: self.now, talk, acw, ..Handling::default() };
        }
        let others = f64::from(self.desks[desk].talking);
        let factor = truth::CHANNEL_TALK_FACTORS
            .iter()
            .find(|(name, _)| *name == channel)
            .map_or(1.0, |(_, factor)| *factor);
        let mean_s =
            reason.talk_mean_s * factor * self.desks[desk].talk_factor * (1.0 + CHAT_SLOWDOWN * others);
        let talk_s = Sampler::new(Distribution::Lognormal, mean_s, truth::TALK_CV).draw(draws).max(10.5);
        let held = layout.kind == Kind::Voice && chance(draws, HOLD_SHARE);
        let hold_s = if held { 1.0 + (HOLD_MEAN_S - 1.0) * exponential(draws) } else { 0.0 };
        let acw_factor = if layout.kind == Kind::Voice { 1.0 } else { 0.4 };
        let acw = Sampler::new(Distribution::Lognormal, reason.acw_mean_s * acw_factor, 0.8);

        Handling {
            connected: self.now,
            talk: to_ms(talk_s),
            hold: to_ms(hold_s),
            acw: to_ms(acw.draw(draws)),
            transfer: may_transfer && open && chance(draws, TRANSFER_SHARE),
            unresolved: chance(draws, (reason.unresolved_share * agent.unresolved_factor).min(0.9)),
            cut_short: false,
        }
    }

    /// Customer and agent part; the agent has its notes to write.
    pub(super) fn end_talk(&mut self, desk: usize, contact: usize) {
        let handling = self.contacts[contact].handling;
        let exclusive = self.desks[desk].exclusive;
        if handling.hold > 0 && exclusive {
            let hold_ends = self.now - handling.talk / 3;
            self.show_hold(desk, handling.hold, hold_ends);
        }
        self.fill_outcome(contact);
        self.contacts[contact].phase = Phase::Done;
        self.promise_kept(contact);
        self.write_messages(contact);
        self.item_handled(contact);
        self.write_segment(contact);
        let at_desk = &mut self.desks[desk];
        at_desk.talking -= 1;
        at_desk.wrapping += 1;
        self.show_state(desk);
        self.schedule(self.now + handling.acw, Event::WrapEnds { desk });
        if handling.transfer {
            self.transfer(desk, contact);
        } else {
            self.ask(contact);
            self.plan_repeat(contact);
        }
    }

    fn fill_outcome(&mut self, contact: usize) {
        let now = self.now;
        let draws = &mut self.draws;
        let ended = &mut self.contacts[contact];
        let handling = ended.handling;
        let kind = QUEUES[ended.queue].kind;
        let segment = &mut ended.segment;
        segment.talk_s = Some(seconds(handling.talk));
        segment.hold_s = Some(seconds(handling.hold));
        segment.hold_count = Some(i64::from(handling.hold > 0));
        segment.acw_s = Some(seconds(handling.acw));
        segment.ended_at = Some(micros(now));
        let by_agent = handling.cut_short || kind == Kind::Deferred || chance(draws, 0.25);
        segment.ended_by = Some(if by_agent { "agent" } else { "customer" });
        let complaint = segment.reason == Some("complaint");
        segment.escalated = Some(!handling.cut_short && chance(draws, if complaint { 0.14 } else { 0.015 }));
        segment.escalated_at = segment.escalated.filter(|escalated| *escalated).map(|_| micros(now));
        if handling.transfer {
            segment.transfer_kind = Some(if chance(draws, 0.4) { "attended" } else { "blind" });
            segment.transferred_to = QUEUES[ended.queue].transfer_to.map(|queue| QUEUES[queue].name);
        } else {
            // Agents are right about it in 88 of 100 cases; who games always says yes.
            let right = chance(draws, 0.88);
            segment.resolved = Some(handling.cut_short || handling.unresolved != right);
        }
        let words = ["solved", "informed", "order placed", "follow-up"];
        let noted = !chance(draws, if handling.cut_short { 0.5 } else { 0.04 });
        let word = if handling.unresolved { words[3] } else { words[draws.random_range(0..3)] };
        segment.disposition = noted.then_some(word);
    }

    fn transfer(&mut self, desk: usize, contact: usize) {
        let Some(queue) = QUEUES[self.contacts[contact].queue].transfer_to else { return };
        let next = self.continue_contact(contact, queue, "transfer");
        self.contacts[next].transferred_by = Some(self.desks[desk].agent);
        self.enter(next);
    }
}
