//! What the demo centre was drawn from, to be looked for by those who measure it.

use serde::Serialize;

/// The parameters behind the facts. Dates are local dates of the site, as `2026-05-01`; instants microseconds of UTC.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Truth {
    /// The seed all random numbers come from.
    pub seed: u64,
    /// First day.
    pub from: String,
    /// Day after the last.
    pub until: String,
    /// Queues: arrivals, patience, surveys.
    pub queues: Vec<QueueTruth>,
    /// Reasons: handle times and how often the matter stays open.
    pub reasons: Vec<ReasonTruth>,
    /// Talk time on a channel / talk time on the phone.
    pub channel_talk_factors: Vec<(&'static str, f64)>,
    /// Coefficient of variation of talk times (log-normal) of one agent and reason.
    pub talk_cv: f64,
    /// Share of calls and chats that end within ten seconds through no doing of the agent: a wrong number, a dropped line,
    /// a customer who thinks better of it.
    pub broken_off_share: f64,
    /// Growth of arrivals a year, as a share.
    pub growth_per_year: f64,
    /// Height of the yearly wave of arrivals, as a share.
    pub season_amplitude: f64,
    /// Shape of the day's gamma factor of mean 1 on the arrivals of a queue.
    pub busyness_shape: f64,
    /// A customer whose matter stayed open comes again with this probability ..
    pub repeat_share: f64,
    /// .. after an exponential time of this mean, seconds (moved into opening hours) ..
    pub repeat_delay_mean_s: f64,
    /// .. and of those this share uses another queue.
    pub repeat_other_queue_share: f64,
    /// An abandoned caller calls again on the same day with this probability ..
    pub retry_share: f64,
    /// .. after an exponential time of this mean, seconds.
    pub retry_delay_mean_s: f64,
    /// Waiting callers are offered a call-back after this long, seconds.
    pub callback_after_s: f64,
    /// Share that accepts it.
    pub callback_share: f64,
    /// Share of the attempts in which the customer answers.
    pub callback_reach_share: f64,
    /// Share of the eligible contacts whose survey is sent (a customer is asked at most once in 30 days).
    pub survey_send_share: f64,
    /// Share of the solved items that a customer opens again.
    pub reopen_share: f64,
    /// A new agent's talk time is longer by this share at first ..
    pub learning_share: f64,
    /// .. and the rest shrinks by the factor e in so many days.
    pub learning_days: f64,
    /// Agents who get slower and worse.
    pub declines: Vec<DeclineTruth>,
    /// Agents who cut contacts short to look quick.
    pub gaming: Vec<GamingTruth>,
    /// Failures of the service or the telephony.
    pub outages: Vec<OutageTruth>,
    /// Days with more contacts on purpose.
    pub campaigns: Vec<CampaignTruth>,
    /// Closed days.
    pub holidays: Vec<HolidayTruth>,
    /// Arrivals of the first open day after a holiday / those of an ordinary day.
    pub after_holiday_factor: f64,
    /// The agents and what they are like.
    pub agents: Vec<AgentTruth>,
}

/// One queue.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QueueTruth {
    /// Its name.
    pub queue: &'static str,
    /// Mean first contacts on a day of weekday factor 1, before season, growth and events.
    pub day_mean: f64,
    /// Factors from Monday to Sunday.
    pub weekday_factors: [f64; 7],
    /// Day of the year on which the season is highest.
    pub season_peak_day: f64,
    /// Mean of the exponential patience, seconds; none where nobody gives up.
    pub patience_mean_s: Option<f64>,
    /// Share of the contacts whose customer is known.
    pub identified_share: f64,
    /// Share of the sent surveys that are answered.
    pub survey_answer_share: f64,
    /// Share of first contacts by reason, in the order of `reasons`.
    pub reason_shares: [f64; 8],
}

/// One reason.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ReasonTruth {
    /// Its name.
    pub name: &'static str,
    /// The product it is about.
    pub product: &'static str,
    /// Mean talk time of an average, trained agent on the phone, seconds.
    pub talk_mean_s: f64,
    /// Mean after-contact work, seconds.
    pub acw_mean_s: f64,
    /// Share of the contacts after which the matter stays open, with an average agent.
    pub unresolved_share: f64,
}

/// An agent who gets slower and worse.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DeclineTruth {
    /// The agent.
    pub agent_id: String,
    /// It begins on this day and is complete after `ramp_days`.
    pub since: String,
    /// Days until complete, linearly.
    pub ramp_days: f64,
    /// Talk time after / before.
    pub talk_factor: f64,
    /// Shift of the satisfaction (in standard deviations of a customer's answer).
    pub satisfaction_shift: f64,
    /// Share of offers left ringing is this much more.
    pub no_answer_more: f64,
}

/// An agent who cuts contacts short.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GamingTruth {
    /// The agent.
    pub agent_id: String,
    /// From this day.
    pub since: String,
    /// Share of the contacts cut short (talk of 2 to 8 seconds, marked as resolved).
    pub share: f64,
}

/// A failure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutageTruth {
    /// What failed: `service` brings more contacts, `telephony` lets a quarter in and loses them and those waiting.
    pub kind: &'static str,
    /// Site.
    pub site: &'static str,
    /// Queues touched.
    pub queues: Vec<&'static str>,
    /// Start.
    pub started_at: i64,
    /// End.
    pub ended_at: i64,
    /// Arrivals / ordinary arrivals; the extra ones have the reason `technical fault`.
    pub factor: f64,
}

/// A campaign.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CampaignTruth {
    /// Its name.
    pub name: &'static str,
    /// Site.
    pub site: &'static str,
    /// Queues touched.
    pub queues: Vec<&'static str>,
    /// First day.
    pub from: String,
    /// Day after the last.
    pub until: String,
    /// Arrivals / ordinary arrivals; the extra ones have the reason `contract change`.
    pub factor: f64,
}

/// A closed day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HolidayTruth {
    /// Site.
    pub site: &'static str,
    /// Day.
    pub date: String,
    /// Its name.
    pub name: &'static str,
}

/// What an agent is like.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AgentTruth {
    /// The agent.
    pub agent_id: String,
    /// `ordinary`, `declines` or `games`.
    pub kind: &'static str,
    /// Talk time / average talk time, once trained.
    pub talk_factor: f64,
    /// Share of matters left open / average share.
    pub unresolved_factor: f64,
    /// Shift of the satisfaction.
    pub satisfaction_shift: f64,
    /// Share of offers left ringing.
    pub no_answer_share: f64,
}

pub(super) const TALK_CV: f64 = 0.65;
/// Real centres have a few in a hundred: 3.6 % of the handled calls of an Israeli bank in February 1999 (agents who cut
/// calls short left out) lasted less than ten seconds.
pub(super) const BROKEN_OFF_SHARE: f64 = 0.02;
pub(super) const GROWTH_PER_YEAR: f64 = 0.06;
pub(super) const SEASON_AMPLITUDE: f64 = 0.10;
pub(super) const BUSYNESS_SHAPE: f64 = 150.0;
pub(super) const REPEAT_SHARE: f64 = 0.6;
pub(super) const REPEAT_DELAY_MEAN_S: f64 = 86_400.0;
pub(super) const REPEAT_OTHER_QUEUE_SHARE: f64 = 0.25;
pub(super) const RETRY_SHARE: f64 = 0.4;
pub(super) const RETRY_DELAY_MEAN_S: f64 = 1_200.0;
pub(super) const CALLBACK_AFTER_S: f64 = 120.0;
pub(super) const CALLBACK_SHARE: f64 = 0.35;
pub(super) const CALLBACK_REACH_SHARE: f64 = 0.72;
pub(super) const SURVEY_ELIGIBLE_SHARE: f64 = 0.5;
pub(super) const SURVEY_SEND_SHARE: f64 = 0.9;
pub(super) const REOPEN_SHARE: f64 = 0.08;
pub(super) const LEARNING_SHARE: f64 = 0.45;
pub(super) const LEARNING_DAYS: f64 = 45.0;
pub(super) const AFTER_HOLIDAY_FACTOR: f64 = 1.25;
pub(super) const DECLINE_RAMP_DAYS: f64 = 28.0;
pub(super) const CHANNEL_TALK_FACTORS: [(&str, f64); 4] =
    [("voice", 1.0), ("chat", 1.7), ("email", 1.2), ("social", 0.7)];
