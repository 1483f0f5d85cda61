//! What happens once: failures and campaigns, at drawn days and times.

use jiff::ToSpan;
use jiff::civil::Date;
use rand::Rng;

use super::clock::{Clock, micros};
use super::holidays::days_between;
use super::layout::{BILLING_HE, CHAT, MESSAGES, QUEUES, QueueIndex, SITES, SUPPORT_HE, SUPPORT_ZH};
use super::shift::opening;
use super::truth::{CampaignTruth, OutageTruth};
use crate::random::stream;

/// An event before its day is drawn.
struct Plan {
    name: &'static str,
    queues: &'static [QueueIndex],
    /// About where in the simulated time, 0..1.
    share: f64,
    /// Minutes of an outage, days of a campaign.
    lasts: i32,
    factor: f64,
}

const OUTAGES: [Plan; 4] = [
    Plan { name: "service", queues: &[SUPPORT_HE, MESSAGES], share: 0.18, lasts: 150, factor: 2.6 },
    Plan { name: "telephony", queues: &[SUPPORT_ZH], share: 0.42, lasts: 40, factor: 1.0 },
    Plan { name: "service", queues: &[SUPPORT_ZH, CHAT], share: 0.63, lasts: 120, factor: 2.4 },
    Plan { name: "service", queues: &[SUPPORT_HE, MESSAGES], share: 0.94, lasts: 105, factor: 3.0 },
];

const CAMPAIGNS: [Plan; 3] = [
    Plan { name: "spring offer", queues: &[BILLING_HE, SUPPORT_HE], share: 0.25, lasts: 5, factor: 1.35 },
    Plan { name: "double data", queues: &[CHAT, SUPPORT_ZH], share: 0.5, lasts: 7, factor: 1.3 },
    Plan { name: "winter sale", queues: &[CHAT], share: 0.86, lasts: 4, factor: 1.5 },
];

/// Three failures of the service and one of the telephony.
pub(super) fn outages(seed: u64, from: Date, until: Date, clock: &Clock) -> Vec<OutageTruth> {
    let mut draws = stream(seed, 101, 0);
    let outage = |plan: &Plan| {
        let day = open_day(plan.queues[0], plan.share + 0.03 * draws.random::<f64>(), from, until);
        let minute = 600 + 15 * draws.random_range(0..16);
        let site = QUEUES[plan.queues[0]].site;
        OutageTruth {
            kind: plan.name,
            site: SITES[site].name,
            queues: names(plan),
            started_at: micros(clock.at(site, day, minute)),
            ended_at: micros(clock.at(site, day, minute + plan.lasts)),
            factor: plan.factor,
        }
    };
    OUTAGES.iter().map(outage).collect()
}

/// Three campaigns of a few days.
pub(super) fn campaigns(seed: u64, from: Date, until: Date) -> Vec<CampaignTruth> {
    let mut draws = stream(seed, 102, 0);
    let campaign = |plan: &Plan| {
        let day = open_day(plan.queues[0], plan.share + 0.04 * draws.random::<f64>(), from, until);
        CampaignTruth {
            name: plan.name,
            site: SITES[QUEUES[plan.queues[0]].site].name,
            queues: names(plan),
            from: day.to_string(),
            until: day.saturating_add(plan.lasts.days()).to_string(),
            factor: plan.factor,
        }
    };
    CAMPAIGNS.iter().map(campaign).collect()
}

/// An open day of the queue, not a short one, from that share of the time on.
fn open_day(queue: QueueIndex, share: f64, from: Date, until: Date) -> Date {
    let days = (days_between(from, until) as f64 * share) as i64;
    let mut day = from.saturating_add(days.days());
    while opening(queue, day).is_none_or(|(opens, closes)| closes - opens < 600) {
        day = day.saturating_add(1.day());
    }
    day
}

fn names(plan: &Plan) -> Vec<&'static str> {
    plan.queues.iter().map(|queue| QUEUES[*queue].name).collect()
}
