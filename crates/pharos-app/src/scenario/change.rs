//! The changes of a scenario, and the day they make of today's plan.

use super::*;
use crate::Reason;

/// What would change. What is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Changes {
    /// contacts times this
    #[serde(default)]
    pub volume: Option<f64>,
    /// handle time times this
    #[serde(default)]
    pub handle_time: Option<f64>,
    /// patience times this
    #[serde(default)]
    pub patience: Option<f64>,
    /// agents more in every interval; below zero: fewer
    #[serde(default)]
    pub agents: Option<i32>,
    /// a bot answers first
    #[serde(default)]
    pub bot: Option<Bot>,
    /// other opening hours
    #[serde(default)]
    pub hours: Option<Hours>,
}

/// A bot in front of the queue.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bot {
    /// share of contacts it settles: they never reach an agent
    pub containment: f64,
    /// handle time of the others times this: the easy ones are gone
    #[serde(default)]
    pub handle_time: Option<f64>,
}

/// The queue is open only then, local hours of the day (8.5 is half past eight).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// opens
    pub from_h: f64,
    /// closes
    pub to_h: f64,
    /// share of the contacts of closed hours that come in open hours instead
    #[serde(default)]
    pub moved: f64,
}

/// One side's day.
pub(super) struct Day {
    pub(super) scenario: Scenario,
    pub(super) paid_hours: f64,
    pub(super) contained: f64,
}

impl Changes {
    pub(super) fn check(&self) -> Result<()> {
        let factor = |what: &str, value: Option<f64>| match value {
            Some(value) if !(value > 0.0 && value <= 20.0) => Err(AppError::refused(
                Reason::NumberRange,
                format!("{what} is {value}; it is a factor above 0, maybe 1.1"),
            )
            .with("value", value)),
            _ => Ok(()),
        };
        let share = |what: &str, value: f64| {
            if (0.0..1.0).contains(&value) || value == 1.0 && what != "bot.containment" {
                return Ok(());
            }
            Err(AppError::refused(
                Reason::NumberRange,
                format!("{what} is {value}; it is a share of 0..1, maybe 0.2"),
            )
            .with("value", value))
        };
        factor("volume", self.volume)?;
        factor("handle_time", self.handle_time)?;
        factor("patience", self.patience)?;
        if let Some(bot) = self.bot {
            share("bot.containment", bot.containment)?;
            factor("bot.handle_time", bot.handle_time)?;
        }
        if let Some(hours) = self.hours {
            share("hours.moved", hours.moved)?;
            if !(0.0 <= hours.from_h && hours.from_h < hours.to_h && hours.to_h <= 24.0) {
                let words = format!("hours are {} to {}; maybe 8 to 18", hours.from_h, hours.to_h);
                return Err(AppError::refused(Reason::ScenarioHours, words));
            }
        }
        Ok(())
    }
}

/// Slots from the first to the last of the plan; those without contacts in between have no arrivals and no agents.
pub(super) fn day(request: &ScenarioRequest, plan: &Plan<'_>, changes: &Changes) -> Result<Day> {
    let points = plan.slots.points();
    let (Some((first, _)), Some((last, _))) = (points.first(), points.last()) else {
        let words = "there is no workload in that time; maybe another day, or the queue's name is mistyped";
        return Err(AppError::refused(Reason::NoWorkload, words));
    };
    let slot_us = i64::from(first.length_s) * 1_000_000;
    let count = ((last.end_us() - first.start_us) / slot_us) as usize;
    if count > 96 * 2 {
        return Err(AppError::refused(
            Reason::ScenarioOneDay,
            "a scenario is about one day; maybe a shorter time",
        ));
    }
    let place = |start_us: i64| ((start_us - first.start_us) / slot_us) as usize;
    let slot_h = f64::from(first.length_s) / 3600.0;
    let (mut rates, mut agents, mut work) = (vec![0.0; count], vec![0_u32; count], 0.0);
    let mut handle_s = vec![0.0; count];
    for (at, slot) in points {
        let index = place(at.start_us);
        rates[index] = slot.contacts / slot_h;
        agents[index] = slot.agents;
        handle_s[index] = slot.handle_s;
        work += slot.contacts * slot.handle_s;
    }
    let contacts: f64 = rates.iter().sum::<f64>() * slot_h;
    let mean_handle_s = work / contacts.max(1e-9);
    let by_slot = handle_s.iter().map(|&it| if it > 0.0 { it / mean_handle_s } else { 1.0 }).collect();
    if let Some(hours) = changes.hours {
        close(&mut rates, &mut agents, hours, |index| plan.first_hour + index as f64 * slot_h);
    }
    let bot = changes.bot.unwrap_or(Bot { containment: 0.0, handle_time: None });
    let volume = changes.volume.unwrap_or(1.0);
    let contained = rates.iter().sum::<f64>() * slot_h * volume * bot.containment;
    for rate in &mut rates {
        *rate *= volume * (1.0 - bot.containment);
    }
    for agents in &mut agents {
        // Where nobody was planned nobody is added: the queue is closed then.
        if *agents > 0 {
            *agents = agents.saturating_add_signed(changes.agents.unwrap_or(0)).max(1);
        }
    }
    let at_work_h = agents.iter().map(|&it| f64::from(it)).sum::<f64>() * slot_h;
    let slots = Slots { rates, agents, mean_handle_s, handle_by_slot: by_slot };
    let scenario = scenario_of(request, plan, changes, slots, f64::from(first.length_s));
    let scenario = scenario.checked().map_err(super::input)?;
    Ok(Day { scenario, paid_hours: at_work_h / (1.0 - request.staffing.shrinkage), contained })
}

/// A day by slot.
struct Slots {
    /// Contacts an hour.
    rates: Vec<f64>,
    agents: Vec<u32>,
    mean_handle_s: f64,
    /// Against the mean.
    handle_by_slot: Vec<f64>,
}

/// The day's one queue and its agents as a scenario.
fn scenario_of(
    request: &ScenarioRequest,
    plan: &Plan<'_>,
    changes: &Changes,
    slots: Slots,
    slot_s: f64,
) -> Scenario {
    let bot_factor = changes.bot.and_then(|bot| bot.handle_time).unwrap_or(1.0);
    let factor = changes.handle_time.unwrap_or(1.0) * bot_factor;
    let count = slots.agents.len();
    let handling = &request.staffing.handling;
    let queue = Queue {
        name: "queue".to_owned(),
        arrivals_per_hour: slots.rates,
        busyness_shape: busyness(plan),
        patience: plan.patience_s.map(|mean_s| Patience {
            mean_s: mean_s * changes.patience.unwrap_or(1.0),
            distribution: Distribution::Exponential,
            cv: 1.0,
            balk: 0.0,
        }),
        handle: Handle {
            mean_s: slots.mean_handle_s * factor,
            distribution: Distribution::Lognormal,
            cv: plan.handle_cv,
        },
        handle_by_slot: slots.handle_by_slot,
        patience_by_slot: Vec::new(),
        routes: vec![Route {
            group: "agents".to_owned(),
            rank: 1,
            priority: 1,
            after_s: 0.0,
            handle_mean_s: None,
        }],
        retry: None,
        transfer: None,
        callback: None,
        target: None,
    };
    let group = Group {
        name: "agents".to_owned(),
        agents: slots.agents,
        shifts: Vec::new(),
        concurrency: handling.slots.unwrap_or(1).max(1),
        slowdown: handling.growth.unwrap_or(0.0),
        absence: 0.0,
        cost: 1.0,
    };
    Scenario {
        name: "day".to_owned(),
        threshold_s: request.staffing.target.threshold_s,
        slot_s,
        horizon: Horizon::Days { days: DAYS, day_s: count as f64 * slot_s },
        busyness_shape: None,
        queues: vec![queue],
        groups: vec![group],
    }
}

/// Contacts of closed slots are lost or come in the open ones, in proportion; nobody works in closed slots.
fn close(rates: &mut [f64], agents: &mut [u32], hours: Hours, hour: impl Fn(usize) -> f64) {
    let is_open = |index: usize| {
        let hour = hour(index).rem_euclid(24.0);
        hour + 1e-9 >= hours.from_h && hour + 1e-9 < hours.to_h
    };
    let open: f64 = rates.iter().enumerate().filter(|(index, _)| is_open(*index)).map(|(_, rate)| rate).sum();
    let closed: f64 = rates.iter().sum::<f64>() - open;
    let more = if open > 0.0 { 1.0 + hours.moved * closed / open } else { 1.0 };
    for index in 0..rates.len() {
        if is_open(index) {
            rates[index] *= more;
        } else {
            rates[index] = 0.0;
            agents[index] = 0;
        }
    }
}

/// The shape of the day's gamma factor that gives the contacts the forecast's spread beyond Poisson, pooled over the slots:
/// the 80 % interval of a normal law is 2.563 deviations wide.
fn busyness(plan: &Plan<'_>) -> Option<f64> {
    let (mut beyond, mut squares) = (0.0, 0.0);
    for (_, workload) in plan.workload.points() {
        let contacts = workload.contacts;
        let deviation = (contacts.q90 - contacts.q10) / 2.563_103;
        beyond += deviation * deviation - contacts.mean;
        squares += contacts.mean * contacts.mean;
    }
    let share = beyond / squares.max(1e-9);
    (share > 1e-4).then(|| 1.0 / share)
}
