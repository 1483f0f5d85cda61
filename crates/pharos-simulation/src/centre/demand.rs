//! Who contacts the centre on a day, and when.
//!
//! First contacts of a queue are Poisson in slots of half an hour with the rate day_mean x weekday x season x growth x
//! the day's gamma factor x the shape of the day; events (outage, campaign, day after a holiday) multiply it.

use jiff::civil::Date;
use rand::Rng;
use rand_distr::{Distribution as _, Gamma, Poisson};

use super::clock::{Clock, Ms};
use super::holidays::{days_between, holiday};
use super::layout::{Kind, OFFER, QUEUES, QueueIndex, QueueLayout, TECHNICAL_FAULT};
use super::shift::{opening, weekday};
use super::truth::{self, CampaignTruth, OutageTruth};
use crate::random::{Stream, chance};

/// Somebody who makes contact.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Arrival {
    pub at: Ms,
    pub queue: QueueIndex,
    /// Index into the reasons.
    pub reason: usize,
    pub customer: u32,
    /// The work item a reply belongs to.
    pub item: Option<u32>,
}

/// Slots are half an hour.
const SLOT_MINUTES: i32 = 30;
/// Share of the calls that still come through when the telephony fails.
const THROUGH_SHARE: f64 = 0.25;

/// Events that change arrivals.
pub(super) struct Events<'a> {
    pub outages: &'a [OutageTruth],
    pub campaigns: &'a [CampaignTruth],
}

/// First contacts of one queue on one local day.
pub(super) fn first_contacts(
    queue: QueueIndex,
    day: Date,
    first_day: Date,
    events: &Events<'_>,
    clock: &Clock,
    draws: &mut Stream,
) -> Vec<Arrival> {
    let layout = &QUEUES[queue];
    let busyness = Gamma::new(truth::BUSYNESS_SHAPE, 1.0 / truth::BUSYNESS_SHAPE)
        .map_or(1.0, |gamma| gamma.sample(draws));
    let Some((opens, closes)) = hours_of_arrivals(queue, day) else { return Vec::new() };
    let slots: Vec<i32> = (opens..closes).step_by(SLOT_MINUTES as usize).collect();
    let weights: f64 = slots.iter().map(|minute| shape(layout.kind, *minute)).sum();
    let day_mean = expected(layout, day, first_day) * busyness;
    let campaign = campaign_factor(layout, day, events.campaigns);
    let mut arrivals = Vec::new();
    for minute in slots {
        let mean = day_mean * shape(layout.kind, minute) / weights;
        let start = clock.at(layout.site, day, minute);
        let end = clock.at(layout.site, day, (minute + SLOT_MINUTES).min(closes));
        let (outage, closed) = outage_factor(layout, start, end, events.outages);
        for (mean, reason) in
            [(mean, None), (mean * (campaign - 1.0), Some(OFFER)), (mean * outage, Some(TECHNICAL_FAULT))]
        {
            for _ in 0..poisson(mean, draws) {
                let at = draws.random_range(start..end.max(start + 1));
                let reason = reason.unwrap_or_else(|| pick_share(&layout.reason_shares, draws));
                let arrival = Arrival { at, queue, reason, customer: customer(layout, draws), item: None };
                let cut = closed.iter().any(|(from, until)| (*from..*until).contains(&at));
                if !cut || chance(draws, THROUGH_SHARE) {
                    arrivals.push(arrival);
                }
            }
        }
    }
    arrivals
}

/// Customers are numbered; even numbers belong to the first site. Small numbers make contact more often.
pub(super) const CUSTOMERS: u32 = 60_000;

fn customer(layout: &QueueLayout, draws: &mut Stream) -> u32 {
    let rank = draws.random::<f64>().powf(1.3) * f64::from(CUSTOMERS / 2);
    (rank as u32) * 2 + layout.site as u32
}

/// Messages come day and night, calls and chats in opening hours.
fn hours_of_arrivals(queue: QueueIndex, day: Date) -> Option<(i32, i32)> {
    if QUEUES[queue].kind == Kind::Deferred { Some((0, 1440)) } else { opening(queue, day) }
}

/// Mean first contacts of the day.
fn expected(layout: &QueueLayout, day: Date, first_day: Date) -> f64 {
    let days = days_between(first_day, day) as f64;
    let phase = (f64::from(day.day_of_year()) - layout.season_peak_day) / 365.25 * std::f64::consts::TAU;
    let season = 1.0 + truth::SEASON_AMPLITUDE * phase.cos();
    let growth = 1.0 + truth::GROWTH_PER_YEAR * days / 365.0;
    let yesterday = day.yesterday().ok().and_then(|day| holiday(layout.site, day));
    let after = if yesterday.is_some() { truth::AFTER_HOLIDAY_FACTOR } else { 1.0 };
    let mut factor = layout.weekday_factors[weekday(day)];
    if layout.kind == Kind::Deferred && holiday(layout.site, day).is_some() {
        factor = 0.4;
    }
    layout.day_mean * factor * season * growth * after
}

/// Relative rate at a minute of the day: a peak before noon and one in the afternoon; chat has its peak at night.
fn shape(kind: Kind, minute: i32) -> f64 {
    let hour = f64::from(minute) / 60.0;
    let peak = |at: f64, width: f64| (-((hour - at) / width).powi(2)).exp();
    match kind {
        Kind::Voice => 0.3 + 0.6 * peak(11.5, 1.8) + 0.7 * peak(15.3, 2.0),
        Kind::Chat => 0.5 + 0.6 * peak(13.0, 2.5) + peak(19.5, 2.2),
        Kind::Deferred => 0.12 + peak(10.5, 3.0) + 0.7 * peak(20.0, 2.5),
    }
}

fn campaign_factor(layout: &QueueLayout, day: Date, campaigns: &[CampaignTruth]) -> f64 {
    let text = day.to_string();
    let touched = campaigns.iter().filter(|campaign| campaign.queues.contains(&layout.name));
    touched
        .filter(|campaign| campaign.from <= text && text < campaign.until)
        .map(|campaign| campaign.factor)
        .product()
}

/// The extra share of arrivals in a slot, and the stretches in which hardly any comes through.
fn outage_factor(layout: &QueueLayout, start: Ms, end: Ms, outages: &[OutageTruth]) -> (f64, Vec<(Ms, Ms)>) {
    let mut extra = 0.0;
    let mut closed = Vec::new();
    for outage in outages.iter().filter(|outage| outage.queues.contains(&layout.name)) {
        let (from, until) = (outage.started_at / 1000, outage.ended_at / 1000);
        let overlap = (until.min(end) - from.max(start)).max(0);
        if overlap > 0 && outage.kind == "telephony" {
            closed.push((from, until));
        } else {
            extra += (outage.factor - 1.0) * overlap as f64 / (end - start).max(1) as f64;
        }
    }
    (extra, closed)
}

fn poisson(mean: f64, draws: &mut Stream) -> u32 {
    Poisson::new(mean).map_or(0, |poisson| poisson.sample(draws) as u32)
}

/// An index drawn with the given shares.
pub(super) fn pick_share(shares: &[f64], draws: &mut Stream) -> usize {
    let mut rest = draws.random::<f64>() * shares.iter().sum::<f64>();
    for (index, share) in shares.iter().enumerate() {
        rest -= share;
        if rest < 0.0 {
            return index;
        }
    }
    shares.len() - 1
}
