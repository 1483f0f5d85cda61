//! Agents: when they were hired and left, their teams, and what they are like.
//!
//! Each seat of a team is held by one agent after another. The time until an agent leaves is exponential with a rate
//! of 0.3 a year, twice that in the first 90 days; the seat is empty for 10 to 35 days and then a new agent comes, who
//! is in training for the first 10 days.

use jiff::ToSpan;
use jiff::civil::Date;
use rand::Rng;

use super::holidays::days_between;
use super::layout::{SITES, Site, TEAMS, skills};
use super::names::{name, pick};
use super::truth::{self, AgentTruth, DeclineTruth, GamingTruth};
use crate::random::{Stream, chance, exponential, normal, stream};

/// An agent over all the simulated time.
pub(super) struct Agent {
    pub id: String,
    pub name: String,
    pub site: Site,
    pub hired: Date,
    pub left: Option<Leaving>,
    pub spells: Vec<Spell>,
    /// From .. until, exclusive.
    pub holidays: Vec<(Date, Date)>,
    pub talk_factor: f64,
    pub unresolved_factor: f64,
    pub satisfaction_shift: f64,
    pub no_answer_share: f64,
    pub contract: &'static str,
    pub decline: Option<Decline>,
    pub gaming: Option<Gaming>,
}

pub(super) struct Leaving {
    pub on: Date,
    pub kind: &'static str,
    pub regretted: bool,
}

/// A stretch in one team.
pub(super) struct Spell {
    pub team: usize,
    pub seat: usize,
    pub from: Date,
    pub until: Option<Date>,
}

pub(super) struct Decline {
    pub since: Date,
    pub talk_factor: f64,
    pub satisfaction_shift: f64,
    pub no_answer_more: f64,
}

pub(super) struct Gaming {
    pub since: Date,
    pub share: f64,
}

/// Training days of a new agent.
pub(super) const TRAINING_DAYS: i64 = 10;

/// Team and seat of the agents with a story, who stay for the whole time.
const DECLINES: [(usize, usize); 4] = [(0, 2), (1, 5), (2, 3), (3, 1)];
const GAMING: [(usize, usize); 3] = [(0, 8), (1, 10), (2, 6)];
/// From team and seat to the team and seat there; both seats have their own holder until then.
const TEAM_CHANGES: [(usize, usize, usize); 3] = [(0, 4, 1), (2, 9, 3), (3, 11, 2)];

impl Agent {
    /// The team and seat on a day of employment.
    pub(super) fn spell(&self, day: Date) -> Option<&Spell> {
        let employed = self.left.as_ref().is_none_or(|leaving| day < leaving.on);
        let mut spells = self.spells.iter();
        spells.find(|spell| employed && spell.from <= day && spell.until.is_none_or(|until| day < until))
    }

    /// How much of the decline has come by that day, 0..1.
    pub(super) fn decline_share(&self, day: Date) -> f64 {
        self.decline.as_ref().map_or(0.0, |decline| {
            (days_between(decline.since, day) as f64 / truth::DECLINE_RAMP_DAYS).clamp(0.0, 1.0)
        })
    }

    /// Talk time on that day / talk time of an average trained agent.
    pub(super) fn talk_factor(&self, day: Date) -> f64 {
        let tenure_days = days_between(self.hired, day) as f64 - TRAINING_DAYS as f64;
        let learning = 1.0 + truth::LEARNING_SHARE * (-tenure_days.max(0.0) / truth::LEARNING_DAYS).exp();
        let decline = self
            .decline
            .as_ref()
            .map_or(1.0, |decline| 1.0 + (decline.talk_factor - 1.0) * self.decline_share(day));
        self.talk_factor * learning * decline
    }

    pub(super) fn truth(&self) -> AgentTruth {
        let kind = match (&self.decline, &self.gaming) {
            (Some(_), _) => "declines",
            (_, Some(_)) => "games",
            _ => "ordinary",
        };
        AgentTruth {
            agent_id: self.id.clone(),
            kind,
            talk_factor: self.talk_factor,
            unresolved_factor: self.unresolved_factor,
            satisfaction_shift: self.satisfaction_shift,
            no_answer_share: self.no_answer_share,
        }
    }

    pub(super) fn decline_truth(&self) -> Option<DeclineTruth> {
        self.decline.as_ref().map(|decline| DeclineTruth {
            agent_id: self.id.clone(),
            since: decline.since.to_string(),
            ramp_days: truth::DECLINE_RAMP_DAYS,
            talk_factor: decline.talk_factor,
            satisfaction_shift: decline.satisfaction_shift,
            no_answer_more: decline.no_answer_more,
        })
    }

    pub(super) fn gaming_truth(&self) -> Option<GamingTruth> {
        self.gaming.as_ref().map(|gaming| GamingTruth {
            agent_id: self.id.clone(),
            since: gaming.since.to_string(),
            share: gaming.share,
        })
    }
}

/// Everybody who works between the two days.
pub(super) fn hire(seed: u64, from: Date, until: Date) -> Vec<Agent> {
    let mut draws = stream(seed, 100, 0);
    let mut agents = Vec::new();
    for (team, layout) in TEAMS.iter().enumerate() {
        for seat in 0..layout.seats {
            let stays = DECLINES.contains(&(team, seat))
                || GAMING.contains(&(team, seat))
                || TEAM_CHANGES.iter().any(|change| (change.0, change.1) == (team, seat));
            // Agents with a story have been there long: nothing of what they do is learning.
            let least_days = if stays { 300 } else { 0 };
            let mut hired = from.saturating_sub(draws.random_range(least_days..1800i64).days());
            loop {
                let mut agent = new_agent(agents.len(), team, seat, hired, from, until, &mut draws);
                let left = if stays { None } else { leaving(&agent, from, &mut draws) };
                let vacant_from = left.as_ref().map(|leaving| leaving.on);
                agent.left = left.filter(|leaving| leaving.on < until);
                agents.push(agent);
                let Some(vacant_from) = vacant_from.filter(|day| *day < until) else { break };
                hired = vacant_from.saturating_add(draws.random_range(10..35i64).days());
                if hired >= until {
                    break;
                }
            }
        }
    }
    tell_stories(&mut agents, from, until, &mut draws);
    agents
}

/// The language names and customers of a site have.
pub(super) fn language(site: Site) -> &'static str {
    SITES[site].language
}

fn new_agent(
    index: usize,
    team: usize,
    seat: usize,
    hired: Date,
    from: Date,
    until: Date,
    draws: &mut Stream,
) -> Agent {
    let site = TEAMS[team].site;
    Agent {
        id: format!("A{}", 1001 + index),
        name: name(site, draws),
        site,
        hired,
        left: None,
        spells: vec![Spell { team, seat, from: hired, until: None }],
        holidays: vacations(from, until, draws),
        talk_factor: (0.11 * normal(draws)).exp(),
        unresolved_factor: (0.20 * normal(draws)).exp(),
        satisfaction_shift: 0.15 * normal(draws),
        no_answer_share: (0.015 * exponential(draws)).min(0.06),
        contract: pick(&["full time", "full time", "full time", "agency"], draws),
        decline: None,
        gaming: None,
    }
}

/// The day an agent leaves, drawn from the later of hiring and the first simulated day.
fn leaving(agent: &Agent, from: Date, draws: &mut Stream) -> Option<Leaving> {
    let start = agent.hired.max(from);
    let early_days = (90 - days_between(agent.hired, start)).max(0) as f64;
    // The hazard is doubled in the first 90 days: spend the exponential work twice as fast there.
    let work_days = exponential(draws) * 365.0 / 0.3;
    let days = if work_days < 2.0 * early_days { work_days / 2.0 } else { work_days - early_days };
    let on = start.checked_add((days.min(3000.0) as i64 + 1).days()).ok()?;
    let voluntary = chance(draws, 0.8);
    let kind = if voluntary { "voluntary" } else { "involuntary" };
    let regretted = voluntary && agent.talk_factor < 1.05 && chance(draws, 0.6);
    Some(Leaving { on, kind, regretted })
}

/// A week or two off, about every four months.
fn vacations(from: Date, until: Date, draws: &mut Stream) -> Vec<(Date, Date)> {
    let mut vacations = Vec::new();
    let mut day = from.saturating_add(draws.random_range(0..120i64).days());
    while day < until {
        let days = if chance(draws, 0.4) { 12 } else { 6i64 };
        vacations.push((day, day.saturating_add(days.days())));
        day = day.saturating_add(draws.random_range(80..150i64).days());
    }
    vacations
}

/// Who declines, games, or changes team.
fn tell_stories(agents: &mut [Agent], from: Date, until: Date, draws: &mut Stream) {
    let total_days = days_between(from, until);
    let at = |share: f64, spread: f64, draws: &mut Stream| {
        let share = share + spread * draws.random::<f64>();
        from.saturating_add(((total_days as f64 * share) as i64).days())
    };
    for (team, seat) in DECLINES {
        let since = at(0.40, 0.30, draws);
        let decline = Decline {
            since,
            talk_factor: 1.18 + 0.17 * draws.random::<f64>(),
            satisfaction_shift: -0.45 - 0.3 * draws.random::<f64>(),
            no_answer_more: 0.03 + 0.04 * draws.random::<f64>(),
        };
        if let Some(agent) = holder(agents, team, seat) {
            agent.decline = Some(decline);
        }
    }
    for (index, (team, seat)) in GAMING.into_iter().enumerate() {
        let since = if index == 0 { from } else { at(0.05, 0.3, draws) };
        let share = 0.05 + 0.05 * draws.random::<f64>();
        if let Some(agent) = holder(agents, team, seat) {
            agent.gaming = Some(Gaming { since, share });
        }
    }
    for (index, (team, seat, to)) in TEAM_CHANGES.into_iter().enumerate() {
        let on = at(0.25 + 0.2 * index as f64, 0.1, draws);
        if let Some(agent) = holder(agents, team, seat) {
            if let Some(spell) = agent.spells.first_mut() {
                spell.until = Some(on);
            }
            // A seat of its own beyond the others; its remainder by five says which queues.
            agent.spells.push(Spell { team: to, seat: TEAMS[to].seats + index, from: on, until: None });
        }
    }
}

fn holder(agents: &mut [Agent], team: usize, seat: usize) -> Option<&mut Agent> {
    agents
        .iter_mut()
        .find(|agent| agent.spells.first().is_some_and(|spell| (spell.team, spell.seat) == (team, seat)))
}

/// The queues of a spell with their priority.
pub(super) fn spell_skills(spell: &Spell) -> &'static [(usize, u32)] {
    skills(spell.team, spell.seat)
}
