//! What follows a contact: the customer comes again, or is asked how it was.

use rand::Rng;

use super::super::clock::{Ms, micros, to_ms};
use super::super::demand::{Arrival, CUSTOMERS};
use super::super::fact::SurveyAnswer;
use super::super::layout::{Kind, QUEUES, QueueIndex, SITES};
use super::super::shift::opening;
use super::super::truth;
use super::Floor;
use super::contact::customer_id;
use crate::random::{chance, exponential, normal};

/// Nobody is asked twice in so many days.
const QUIET_DAYS: i64 = 30;
/// Customers asked each day about the company as a whole, by site.
const RELATIONSHIP_ASKED: u32 = 6;
const RELATIONSHIP_ANSWER_SHARE: f64 = 0.16;
const MINUTE: Ms = 60_000;

impl Floor<'_, '_> {
    /// An abandoned caller may call again the same day.
    pub(super) fn plan_retry(&mut self, contact: usize) {
        if !chance(&mut self.draws, truth::RETRY_SHARE) {
            return;
        }
        let at = self.now + to_ms(truth::RETRY_DELAY_MEAN_S * exponential(&mut self.draws));
        let gone = &self.contacts[contact];
        let queue = gone.queue;
        let arrival = Arrival { at, queue, reason: gone.reason, customer: gone.customer, item: None };
        if self.is_open(queue, at) {
            self.comes_today(arrival);
        }
    }

    /// A customer whose matter stayed open may come again, perhaps elsewhere. Tickets have their own ways.
    pub(super) fn plan_repeat(&mut self, contact: usize) {
        let done = &self.contacts[contact];
        let (queue, cut_short) = (done.queue, done.handling.cut_short);
        let (reason, customer) = (done.reason, done.customer);
        if QUEUES[queue].kind == Kind::Deferred || !done.handling.unresolved {
            return;
        }
        let share = if cut_short { 0.85 } else { truth::REPEAT_SHARE };
        if !chance(&mut self.draws, share) {
            return;
        }
        // Who was cut off calls again at once.
        let delay_s = if cut_short { 600.0 } else { truth::REPEAT_DELAY_MEAN_S };
        let at = self.now + to_ms(delay_s * exponential(&mut self.draws)).max(30_000);
        let others = QUEUES[queue].other_queues;
        let elsewhere = !cut_short && chance(&mut self.draws, truth::REPEAT_OTHER_QUEUE_SHARE);
        let queue = if elsewhere { others[self.draws.random_range(0..others.len())] } else { queue };
        self.comes_later(Arrival { at, queue, reason, customer, item: None });
    }

    /// On the day of its instant, or the next on which the queue is open.
    pub(super) fn comes_later(&mut self, mut arrival: Arrival) {
        let site = self.plan.site;
        let mut day = self.plan.clock.date(site, arrival.at);
        if QUEUES[arrival.queue].kind != Kind::Deferred {
            let closing = |day| {
                opening(arrival.queue, day).map(|(_, closes)| self.plan.clock.at(site, day, closes - 5))
            };
            while day < self.plan.until && closing(day).is_none_or(|closes| arrival.at >= closes) {
                let Ok(next) = day.tomorrow() else { return };
                day = next;
            }
            let Some((opens, _)) = opening(arrival.queue, day) else { return };
            let opens = self.plan.clock.at(site, day, opens);
            if arrival.at < opens {
                arrival.at = opens + self.draws.random_range(0..180 * MINUTE);
            }
        }
        if day == self.plan.day {
            self.comes_today(arrival);
        } else if day < self.plan.until {
            self.state.planned.entry(day).or_default().push(arrival);
        }
    }

    pub(super) fn is_open(&self, queue: QueueIndex, at: Ms) -> bool {
        let (site, day) = (self.plan.site, self.plan.day);
        opening(queue, day).is_some_and(|(_, closes)| at < self.plan.clock.at(site, day, closes))
    }

    /// The survey after a contact.
    pub(super) fn ask(&mut self, contact: usize) {
        let asked = &self.contacts[contact];
        let (queue, customer, handling) = (asked.queue, asked.customer, asked.handling);
        let known = asked.segment.customer_id.is_some() && asked.segment.excluded.is_none();
        if !known || handling.talk < 20_000 || !chance(&mut self.draws, truth::SURVEY_ELIGIBLE_SHARE) {
            return;
        }
        let layout = &QUEUES[queue];
        let quiet =
            self.state.last_asked.get(&customer).is_some_and(|day| self.plan.day_index - day < QUIET_DAYS);
        let sent = !quiet && chance(&mut self.draws, truth::SURVEY_SEND_SHARE);
        let willing = sent && chance(&mut self.draws, layout.survey.answer_share);
        let sent_at = self.now + self.draws.random_range(2..30) * MINUTE;
        let answered_at = sent_at + to_ms(30.0 + 14_400.0 * exponential(&mut self.draws));
        let answered = willing && answered_at < self.last_moment();
        let happiness = self.happiness(contact);
        if sent {
            self.state.last_asked.insert(customer, self.plan.day_index);
        }
        let segment = &self.contacts[contact].segment;
        for (question, scale_min, scale_max) in layout.survey.questions {
            let value = match *question {
                "fcr" => f64::from(u8::from(!handling.unresolved)),
                _ => on_scale(happiness, *scale_min, *scale_max),
            };
            let row = SurveyAnswer {
                key: format!("Q{}-{question}", segment.segment_id),
                source_version: 1,
                site: segment.site,
                survey_id: format!("Q{}", segment.segment_id),
                kind: question,
                moment: "after_contact",
                question: wording(question),
                scale_min: *scale_min,
                scale_max: *scale_max,
                scale_direction: "up",
                wording_version: "1",
                channel: segment.channel,
                eligible: true,
                eligible_at: segment.ended_at,
                sent_at: sent.then_some(micros(sent_at)),
                answered_at: answered.then_some(micros(answered_at)),
                value: answered.then_some(value),
                comment: (answered && happiness < -0.8).then_some("waited too long and nothing was solved"),
                contact_id: Some(segment.contact_id.clone()),
                item_id: segment.case_id.clone(),
                customer_id: segment.customer_id.clone(),
                agent_id: segment.agent_id.clone(),
                queue: Some(layout.name),
            };
            self.rows.survey_answers.push(row);
        }
    }

    /// What would come later is not known yet.
    fn last_moment(&self) -> Ms {
        self.plan.clock.at(self.plan.site, self.plan.until, 0)
    }

    /// In standard deviations: the agent, what came of it, the wait, and chance.
    fn happiness(&mut self, contact: usize) -> f64 {
        let asked = &self.contacts[contact];
        let agent = self.plan.agents.iter().find(|agent| Some(&agent.id) == asked.segment.agent_id.as_ref());
        let agent_shift = agent.map_or(0.0, |agent| {
            let decline = agent.decline.as_ref().map_or(0.0, |decline| decline.satisfaction_shift);
            agent.satisfaction_shift + decline * agent.decline_share(self.plan.day)
        });
        let outcome = if asked.handling.unresolved { -0.9 } else { 0.35 };
        let patience_s = QUEUES[asked.queue].threshold_s * 6.0;
        let wait = (asked.segment.wait_s.unwrap_or(0.0) / patience_s).min(2.0);
        0.85 + agent_shift + outcome - 0.5 * wait + normal(&mut self.draws)
    }

    /// The survey about the company as a whole, to customers drawn by chance at ten in the morning.
    pub(super) fn ask_relationship(&mut self) {
        let site = self.plan.site;
        let sent_at = self.plan.clock.at(site, self.plan.day, 600);
        for number in 0..RELATIONSHIP_ASKED {
            let customer = self.draws.random_range(0..CUSTOMERS / 2) * 2 + site as u32;
            let willing = chance(&mut self.draws, RELATIONSHIP_ANSWER_SHARE);
            let answered_at = sent_at + to_ms(86_400.0 * exponential(&mut self.draws));
            let answered = willing && answered_at < self.last_moment();
            let value = on_scale(1.0 + normal(&mut self.draws), 0.0, 10.0);
            let id = format!("R{}{}-{number}", SITES[site].letter, self.plan.day);
            self.rows.survey_answers.push(SurveyAnswer {
                key: format!("{id}-nps"),
                source_version: 1,
                site: SITES[site].name,
                survey_id: id,
                kind: "nps",
                moment: "relationship",
                question: "recommend company",
                scale_min: 0.0,
                scale_max: 10.0,
                scale_direction: "up",
                wording_version: "1",
                channel: "email",
                eligible: true,
                eligible_at: Some(micros(sent_at)),
                sent_at: Some(micros(sent_at)),
                answered_at: answered.then_some(micros(answered_at)),
                value: answered.then_some(value),
                comment: None,
                contact_id: None,
                item_id: None,
                customer_id: Some(customer_id(customer)),
                agent_id: None,
                queue: None,
            });
        }
    }
}

/// The question's name.
fn wording(kind: &str) -> &'static str {
    match kind {
        "csat" => "satisfied with the contact",
        "nps" => "recommend after the contact",
        "ces" => "made it easy",
        _ => "solved at first contact",
    }
}

/// A whole number of the scale: the logistic image of the happiness, rounded.
fn on_scale(happiness: f64, scale_min: f64, scale_max: f64) -> f64 {
    let share = 1.0 / (1.0 + (-1.25 * happiness).exp());
    (scale_min + share * (scale_max - scale_min)).round()
}
