//! Chat: an agent holds several conversations at once, and each takes longer for it.
//!
//! With k conversations at an agent each lasts `alone_s (1 + growth (k - 1))`. Routing gives a new chat to the agent
//! with fewest. The number of chats in the system is then a birth-death chain; who comes when all slots are taken
//! waits as in Erlang A (or C). A measured chat handle time contains the overlap: [`ChatHandling::from_measured`]
//! takes it out, else the requirement counts it twice.

use crate::error::{StaffingError, positive, within};
use crate::performance::{Performance, ServiceLevels, Shares};
use crate::target::Target;
use crate::waiting::{Rates, offered_wait};

/// How long chats take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChatHandling {
    /// Duration of a chat with an agent who has no other.
    pub alone_s: f64,
    /// Share by which each further chat lengthens all: 0 nothing, 1 all of it (no gain from several at once).
    pub growth: f64,
    /// Chats an agent may hold at once.
    pub slots: u32,
}

/// Chats offered in an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChatWork {
    /// Chats arriving in the interval.
    pub contacts: f64,
    /// Length of the interval.
    pub interval_s: f64,
    /// Mean patience; `None`: customers wait for ever.
    pub patience_s: Option<f64>,
}

/// The steady state of chat agents.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChatPerformance {
    /// As for calls; `occupancy` is the share of time with at least one chat.
    pub state: Performance,
    /// Mean number of chats of an agent who has any.
    pub concurrency: f64,
    /// Mean duration of a chat as the customer sees it, from the first answer to the end.
    pub duration_s: f64,
}

impl ChatHandling {
    /// Duration of a chat while its agent holds `concurrency` of them.
    pub fn duration_s(&self, concurrency: f64) -> f64 {
        self.alone_s * (1.0 + self.growth * (concurrency - 1.0))
    }

    /// Takes the overlap out of a duration measured at a mean concurrency.
    ///
    /// # Errors
    /// [`StaffingError::Invalid`] for a number outside its range.
    pub fn from_measured(
        duration_s: f64,
        concurrency: f64,
        growth: f64,
        slots: u32,
    ) -> Result<Self, StaffingError> {
        within("concurrency", concurrency, 1.0, 1e3, "but must be at least 1: it is counted while chatting")?;
        let alone_s = duration_s / (1.0 + growth * (concurrency - 1.0));
        let handling = Self { alone_s, growth, slots };
        handling.check()?;
        Ok(handling)
    }

    /// Fits duration and growth to (concurrency, duration) of single chats by least squares; growth is kept in 0..1.
    ///
    /// # Errors
    /// [`StaffingError`] for less than 10 chats or a concurrency that never differs.
    pub fn fit(chats: &[(f64, f64)], slots: u32) -> Result<Self, StaffingError> {
        if chats.len() < 10 {
            return Err(StaffingError::TooFew { what: "chat durations", least: 10, found: chats.len() });
        }
        let n = chats.len() as f64;
        let mean_x = chats.iter().map(|c| c.0).sum::<f64>() / n;
        let mean_y = chats.iter().map(|c| c.1).sum::<f64>() / n;
        let sxx: f64 = chats.iter().map(|c| (c.0 - mean_x).powi(2)).sum();
        let sxy: f64 = chats.iter().map(|c| (c.0 - mean_x) * (c.1 - mean_y)).sum();
        positive("the spread of concurrency", sxx, "so growth cannot be told; maybe give it by hand")?;
        let slope = sxy / sxx;
        let at_one = mean_y - slope * (mean_x - 1.0);
        positive("the duration of a single chat", at_one, "so the durations do not fit the concurrency")?;
        let growth = (slope / at_one).clamp(0.0, 1.0);
        Self::from_measured(mean_y, mean_x, growth, slots)
    }

    fn check(&self) -> Result<(), StaffingError> {
        positive("chat duration", self.alone_s, "but must be above zero")?;
        within("growth", self.growth, 0.0, 1.0, "but must be 0..1; above 1 several chats at once only lose")?;
        within("slots", f64::from(self.slots), 1.0, 100.0, "but must be 1..100")
    }

    /// Chats ended per second by `agents` who hold `chats` as evenly as can be.
    fn rate(&self, agents: u32, chats: u64) -> f64 {
        let (each, more) = (chats / u64::from(agents), chats % u64::from(agents));
        let (low, high) = (each as f64, each as f64 + 1.0);
        let (more, rest) = (more as f64, f64::from(agents) - more as f64);
        let slow = if each > 0 { rest * low / self.duration_s(low) } else { 0.0 };
        slow + if more > 0.0 { more * high / self.duration_s(high) } else { 0.0 }
    }
}

/// The steady state with `agents`; service levels need a threshold.
///
/// # Errors
/// [`StaffingError::Invalid`] for a number outside its range, no agents or no chats.
pub fn chat_performance(
    work: &ChatWork,
    handling: &ChatHandling,
    agents: u32,
    threshold_s: Option<f64>,
) -> Result<ChatPerformance, StaffingError> {
    check(work, handling)?;
    positive("contacts", work.contacts, "so there is no wait to speak of; maybe the interval is closed")?;
    within("agents", f64::from(agents), 1.0, 1e6, "but must be 1 or more")?;
    if let Some(threshold_s) = threshold_s {
        within("threshold_s", threshold_s, 0.0, f64::MAX, "but must be zero or more")?;
    }
    Ok(steady_state(work, handling, agents, threshold_s))
}

/// Least number of agents that meets all promises; 0 where no chat arrives.
///
/// # Errors
/// [`StaffingError::Invalid`] for a number outside its range.
pub fn min_chat_agents(
    work: &ChatWork,
    handling: &ChatHandling,
    target: &Target,
) -> Result<u32, StaffingError> {
    check(work, handling)?;
    target.check()?;
    if work.contacts == 0.0 {
        return Ok(0);
    }
    let meets = |agents: u32| target.met(&steady_state(work, handling, agents, target.threshold_s()).state);
    let (mut fails, mut works) = (0, 1);
    while !meets(works) {
        fails = works;
        works *= 2;
        within("agents", f64::from(works), 1.0, 1e6, "and still too few; maybe a unit is wrong")?;
    }
    while works - fails > 1 {
        let middle = fails + (works - fails) / 2;
        if meets(middle) { works = middle } else { fails = middle }
    }
    Ok(works)
}

fn check(work: &ChatWork, handling: &ChatHandling) -> Result<(), StaffingError> {
    within("contacts", work.contacts, 0.0, f64::MAX, "but must be zero or more")?;
    positive("interval_s", work.interval_s, "but must be above zero")?;
    if let Some(patience_s) = work.patience_s {
        positive("patience_s", patience_s, "but must be above zero")?;
    }
    handling.check()
}

fn steady_state(
    work: &ChatWork,
    handling: &ChatHandling,
    agents: u32,
    threshold_s: Option<f64>,
) -> ChatPerformance {
    let all_slots = u64::from(agents) * u64::from(handling.slots);
    let rates = Rates {
        arrival: work.contacts / work.interval_s,
        service: handling.rate(agents, all_slots),
        abandon: work.patience_s.map_or(0.0, |patience_s| 1.0 / patience_s),
    };
    let steady = rates.abandon > 0.0 || rates.arrival < rates.service;
    let below = BelowFull::of(handling, agents, rates.arrival);
    let shares = if steady {
        let wait = offered_wait(rates, threshold_s.unwrap_or(0.0));
        Shares::of(below.free, rates, &wait, 0.0, threshold_s.unwrap_or(0.0))
    } else {
        let forever = f64::INFINITY;
        Shares { wait: 1.0, asa_s: forever, mean_wait_s: forever, ..Shares::default() }
    };
    let at_once = if steady { 1.0 - shares.wait } else { 0.0 };
    let busy = at_once * below.busy_agents + shares.wait * f64::from(agents);
    let chats = at_once * below.chats + shares.wait * all_slots as f64;
    let served_per_s = if steady { rates.arrival * shares.served } else { rates.service };
    let state = Performance {
        agents,
        offered_load_erl: rates.arrival * handling.alone_s,
        effective_contacts: work.contacts,
        p_wait: shares.wait,
        p_block: 0.0,
        p_abandon: shares.abandon,
        asa_s: shares.asa_s,
        mean_wait_s: shares.mean_wait_s,
        mean_queue: rates.arrival * shares.mean_wait_s,
        occupancy: busy / f64::from(agents),
        service: threshold_s.map(|threshold_s| ServiceLevels { threshold_s, ..shares.service }),
        steady,
    };
    ChatPerformance { state, concurrency: chats / busy, duration_s: chats / served_per_s }
}

/// Means over the states with a free slot.
struct BelowFull {
    /// Their probability over that of exactly one free slot.
    free: f64,
    /// Mean chats in them.
    chats: f64,
    /// Mean agents with a chat in them.
    busy_agents: f64,
}

impl BelowFull {
    fn of(handling: &ChatHandling, agents: u32, arrival: f64) -> Self {
        let all_slots = u64::from(agents) * u64::from(handling.slots);
        let (mut weight, mut sum, mut chats, mut busy) = (1.0, 1.0, 0.0, 0.0);
        for j in 1..all_slots {
            weight *= arrival / handling.rate(agents, j);
            sum += weight;
            chats += weight * j as f64;
            busy += weight * j.min(u64::from(agents)) as f64;
            if sum > 1e250 {
                for value in [&mut weight, &mut sum, &mut chats, &mut busy] {
                    *value *= 1e-250;
                }
            }
        }
        Self { free: sum / weight, chats: chats / sum, busy_agents: busy / sum }
    }
}

#[cfg(test)]
mod tests;
