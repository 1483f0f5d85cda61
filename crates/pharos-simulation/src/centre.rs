//! The demo centre: thirteen months of a contact centre that does not exist.
//!
//! Two sites in different time zones (Tel Aviv with Sunday as first weekday, Hong Kong), four teams, about sixty
//! agents, five queues; voice, chat, e-mail, social media and call-backs. Everything is drawn from a seed by
//! simulating each site's day event by event, so the rows agree with each other as those of a real centre do: an agent
//! handles only when logged in, never two calls at once, and the parts of a segment add up to the millisecond.
//!
//! The model, with its parameters in [`Truth`]:
//!
//! * arrivals: Poisson in half-hours, rate = day mean x weekday x season x growth x gamma factor of the day x shape of
//!   the day; outages, campaigns and holidays change it (the gamma factor after Avramidis, Deslauriers, L'Ecuyer 2004);
//! * patience: exponential, by queue; abandoned callers may try again the same day;
//! * handling: log-normal talk time (Brown et al. 2005) with the mean reason x channel x agent x learning x decline;
//! * routing: own queue first, then overflow after 45 seconds; among free agents the longest idle;
//! * what follows: a matter that stays open brings the customer back, perhaps on another channel; surveys; tickets;
//! * people: exponential employment (doubled rate in the first 90 days), learning, some who decline, some who game.
//!
//! Units: instants are microseconds of UTC, durations seconds in whole milliseconds, shares 0..1. The same seed and
//! `until` give the same bytes.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use thiserror::Error;

use crate::random::stream;

mod clock;
mod demand;
mod dimension;
mod event;
mod fact;
mod floor;
mod holidays;
mod layout;
mod names;
mod people;
mod shift;
mod truth;

pub use fact::{
    AgentInterval, AgentOffer, AgentSkill, Calendar, Callback, ContactSegment, Customer, CustomerKey,
    Employment, Message, Queue, SelfServiceStep, SiteSettings, SurveyAnswer, WorkItem, WorkItemEvent,
};
pub use truth::{
    AgentTruth, CampaignTruth, DeclineTruth, GamingTruth, HolidayTruth, OutageTruth, QueueTruth, ReasonTruth,
    Truth,
};

use clock::Clock;
use floor::{DayPlan, SiteState, simulate_day};
use layout::{QUEUES, REASONS, SITES};
use people::Agent;

/// Months simulated up to `until`.
pub const MONTHS: i32 = 13;

/// The centre of one seed.
pub struct Centre {
    seed: u64,
    from: Date,
    until: Date,
    clock: Clock,
    agents: Vec<Agent>,
    truth: Truth,
}

/// The facts of one local day of both sites. A row belongs to the day on which it became final, except work items,
/// which are written as they are at the end of each day they changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CentreDay {
    /// Local date, as 2026-05-01.
    pub date: String,
    /// See [`ContactSegment`].
    pub contact_segments: Vec<ContactSegment>,
    /// See [`AgentOffer`].
    pub agent_offers: Vec<AgentOffer>,
    /// See [`AgentInterval`].
    pub agent_intervals: Vec<AgentInterval>,
    /// See [`Callback`].
    pub callbacks: Vec<Callback>,
    /// See [`Message`].
    pub messages: Vec<Message>,
    /// See [`WorkItem`].
    pub work_items: Vec<WorkItem>,
    /// See [`WorkItemEvent`].
    pub work_item_events: Vec<WorkItemEvent>,
    /// See [`SurveyAnswer`].
    pub survey_answers: Vec<SurveyAnswer>,
    /// See [`SelfServiceStep`].
    pub self_service_steps: Vec<SelfServiceStep>,
}

/// The tables that do not grow by the day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dimensions {
    /// See [`Employment`].
    pub employment: Vec<Employment>,
    /// See [`AgentSkill`].
    pub agent_skills: Vec<AgentSkill>,
    /// See [`Customer`].
    pub customers: Vec<Customer>,
    /// See [`CustomerKey`].
    pub customer_keys: Vec<CustomerKey>,
    /// See [`Queue`].
    pub queues: Vec<Queue>,
    /// See [`Calendar`].
    pub calendars: Vec<Calendar>,
}

/// Why a centre cannot be simulated.
#[derive(Debug, Error)]
pub enum CentreError {
    /// The time zone of a site is not among the data compiled in.
    #[error("a site's time zone is not known: {0}")]
    Zone(jiff::Error),
    /// There are no thirteen months before that date.
    #[error("until is {0}: thirteen months before it cannot be reckoned; maybe a date from 1971 on")]
    Until(Date),
}

impl Centre {
    /// Thirteen months up to `until` (exclusive: the day after the last).
    pub fn new(seed: u64, until: Date) -> Result<Centre, CentreError> {
        let from = until.checked_sub(MONTHS.months()).map_err(|_| CentreError::Until(until))?;
        if from.year() < 1971 || until.year() > 9000 {
            return Err(CentreError::Until(until));
        }
        let clock = Clock::new()?;
        let agents = people::hire(seed, from, until);
        let truth = find_truth(seed, from, until, &clock, &agents);
        Ok(Centre { seed, from, until, clock, agents, truth })
    }

    /// What it is drawn from.
    pub fn truth(&self) -> &Truth {
        &self.truth
    }

    /// Agents, customers, queues, holidays.
    pub fn dimensions(&self) -> Dimensions {
        dimension::dimensions(&self.agents, &self.truth, self.from, &self.clock)
    }

    /// The time zone of the first site, which is the centre's.
    pub const TIME_ZONE: &str = SITES[0].zone;

    /// The sites' time zones, first weekdays and languages.
    pub fn sites(&self) -> Vec<SiteSettings> {
        let settings = |site: &layout::SiteLayout| SiteSettings {
            site: site.name,
            time_zone: site.zone,
            first_weekday: site.first_weekday,
            language: site.language,
        };
        SITES.iter().map(settings).collect()
    }

    /// The facts, day by day; only one day is held at a time.
    pub fn days(&self) -> impl Iterator<Item = CentreDay> + '_ {
        let mut states = [SiteState::default(), SiteState::default()];
        let days = self.from.series(1.day()).take_while(|day| *day < self.until);
        days.enumerate().map(move |(index, day)| {
            let mut rows = CentreDay::new(day);
            for (site, state) in states.iter_mut().enumerate() {
                rows.append(self.site_day(site, day, index as i64, state));
            }
            rows
        })
    }

    fn site_day(&self, site: layout::Site, day: Date, day_index: i64, state: &mut SiteState) -> CentreDay {
        let mut draws = stream(self.seed, 200 + site as u64, day_index as u64);
        let events = demand::Events { outages: &self.truth.outages, campaigns: &self.truth.campaigns };
        let mut arrivals = Vec::new();
        for queue in (0..QUEUES.len()).filter(|queue| QUEUES[*queue].site == site) {
            arrivals.extend(demand::first_contacts(queue, day, self.from, &events, &self.clock, &mut draws));
        }
        let mut shifts = Vec::new();
        for (index, agent) in self.agents.iter().enumerate().filter(|(_, agent)| agent.site == site) {
            shifts.extend(shift::shift(agent, day, &self.clock, &mut draws).map(|shift| (index, shift)));
        }
        let plan = DayPlan {
            site,
            day,
            day_index,
            until: self.until,
            agents: &self.agents,
            shifts,
            arrivals,
            outages: &self.truth.outages,
            clock: &self.clock,
        };
        simulate_day(&plan, state, draws)
    }
}

impl CentreDay {
    fn new(day: Date) -> CentreDay {
        CentreDay {
            date: day.to_string(),
            contact_segments: Vec::new(),
            agent_offers: Vec::new(),
            agent_intervals: Vec::new(),
            callbacks: Vec::new(),
            messages: Vec::new(),
            work_items: Vec::new(),
            work_item_events: Vec::new(),
            survey_answers: Vec::new(),
            self_service_steps: Vec::new(),
        }
    }

    fn append(&mut self, other: CentreDay) {
        self.contact_segments.extend(other.contact_segments);
        self.agent_offers.extend(other.agent_offers);
        self.agent_intervals.extend(other.agent_intervals);
        self.callbacks.extend(other.callbacks);
        self.messages.extend(other.messages);
        self.work_items.extend(other.work_items);
        self.work_item_events.extend(other.work_item_events);
        self.survey_answers.extend(other.survey_answers);
        self.self_service_steps.extend(other.self_service_steps);
    }
}

fn find_truth(seed: u64, from: Date, until: Date, clock: &Clock, agents: &[Agent]) -> Truth {
    let queues = QUEUES.iter().map(|queue| QueueTruth {
        queue: queue.name,
        day_mean: queue.day_mean,
        weekday_factors: queue.weekday_factors,
        season_peak_day: queue.season_peak_day,
        patience_mean_s: Some(queue.patience_mean_s).filter(|mean| mean.is_finite()),
        identified_share: queue.identified_share,
        survey_answer_share: queue.survey.answer_share,
        reason_shares: queue.reason_shares,
    });
    let days = || from.series(1.day()).take_while(|day| *day < until);
    let holidays = (0..SITES.len()).flat_map(|site| {
        days().filter_map(move |day| holidays::holiday(site, day).map(|name| (site, day, name)))
    });
    Truth {
        seed,
        from: from.to_string(),
        until: until.to_string(),
        queues: queues.collect(),
        reasons: REASONS.to_vec(),
        channel_talk_factors: truth::CHANNEL_TALK_FACTORS.to_vec(),
        talk_cv: truth::TALK_CV,
        broken_off_share: truth::BROKEN_OFF_SHARE,
        growth_per_year: truth::GROWTH_PER_YEAR,
        season_amplitude: truth::SEASON_AMPLITUDE,
        busyness_shape: truth::BUSYNESS_SHAPE,
        repeat_share: truth::REPEAT_SHARE,
        repeat_delay_mean_s: truth::REPEAT_DELAY_MEAN_S,
        repeat_other_queue_share: truth::REPEAT_OTHER_QUEUE_SHARE,
        retry_share: truth::RETRY_SHARE,
        retry_delay_mean_s: truth::RETRY_DELAY_MEAN_S,
        callback_after_s: truth::CALLBACK_AFTER_S,
        callback_share: truth::CALLBACK_SHARE,
        callback_reach_share: truth::CALLBACK_REACH_SHARE,
        survey_send_share: truth::SURVEY_SEND_SHARE,
        reopen_share: truth::REOPEN_SHARE,
        learning_share: truth::LEARNING_SHARE,
        learning_days: truth::LEARNING_DAYS,
        declines: agents.iter().filter_map(Agent::decline_truth).collect(),
        gaming: agents.iter().filter_map(Agent::gaming_truth).collect(),
        outages: event::outages(seed, from, until, clock),
        campaigns: event::campaigns(seed, from, until),
        holidays: holidays
            .map(|(site, day, name)| HolidayTruth { site: SITES[site].name, date: day.to_string(), name })
            .collect(),
        after_holiday_factor: truth::AFTER_HOLIDAY_FACTOR,
        agents: agents.iter().map(Agent::truth).collect(),
    }
}

#[cfg(test)]
mod tests;
