//! The tables that do not grow by the day: who works here, who contacts us, what is open when.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Dimensions;
use super::clock::{Clock, micros};
use super::demand::CUSTOMERS;
use super::fact::{AgentSkill, Calendar, Customer, CustomerKey, Employment, Queue};
use super::floor::{customer_id, email};

use super::layout::{Kind, QUEUES, QueueLayout, SITES, TEAMS};
use super::people::{Agent, spell_skills};
use super::truth::Truth;

/// Leaders are there for the whole time.
const SUPERVISORS: [(&str, usize); 4] =
    [("דנה אורן", 0), ("Ruth Kaplan", 1), ("王麗華", 2), ("Simon Cheung", 3)];
const MANAGERS: [(&str, usize); 2] = [("עמית נבון", 0), ("趙建國", 1)];

pub(super) fn dimensions(agents: &[Agent], truth: &Truth, from: Date, clock: &Clock) -> Dimensions {
    let mut employment = leaders(from, clock);
    let mut agent_skills = Vec::new();
    for agent in agents {
        employ(agent, clock, &mut employment, &mut agent_skills);
    }
    let (customers, customer_keys) = customers(from, clock);
    Dimensions {
        employment,
        agent_skills,
        customers,
        customer_keys,
        queues: QUEUES.iter().map(|layout| queue(layout, micros(clock.at(layout.site, from, 0)))).collect(),
        calendars: calendars(truth, from, clock),
    }
}

fn leaders(from: Date, clock: &Clock) -> Vec<Employment> {
    let row = |id: String, name: &str, site: usize, team, supervisor, role| Employment {
        key: format!("{id}-0"),
        source_version: 1,
        site: SITES[site].name,
        agent_id: id,
        name: name.to_owned(),
        team,
        supervisor,
        role,
        shift: "day",
        contract: "full time",
        fte: 1.0,
        hired_at: micros(clock.at(site, from.saturating_sub(3.years()), 0)),
        left_at: None,
        leaving_kind: None,
        regretted: None,
        valid_from: micros(clock.at(site, from.saturating_sub(3.years()), 0)),
        valid_to: None,
    };
    let supervisors = SUPERVISORS.iter().map(|(name, team)| {
        let site = TEAMS[*team].site;
        row(supervisor_id(*team), name, site, Some(TEAMS[*team].name), Some(manager_id(site)), "supervisor")
    });
    let managers =
        MANAGERS.iter().map(|(name, site)| row(manager_id(*site), name, *site, None, None, "manager"));
    supervisors.chain(managers).collect()
}

fn supervisor_id(team: usize) -> String {
    format!("L{}", 11 + team)
}

fn manager_id(site: usize) -> String {
    format!("M{}", 1 + site)
}

/// One row for each stretch in a team, and one for each queue in it.
fn employ(
    agent: &Agent,
    clock: &Clock,
    employment: &mut Vec<Employment>,
    agent_skills: &mut Vec<AgentSkill>,
) {
    let midnight = |day: Date| micros(clock.at(agent.site, day, 0));
    let left_at = agent.left.as_ref().map(|leaving| midnight(leaving.on));
    for (index, spell) in agent.spells.iter().enumerate() {
        let valid_to = spell.until.map(midnight).or(left_at);
        employment.push(Employment {
            key: format!("{}-{index}", agent.id),
            source_version: 1,
            site: SITES[agent.site].name,
            agent_id: agent.id.clone(),
            name: agent.name.clone(),
            team: Some(TEAMS[spell.team].name),
            supervisor: Some(supervisor_id(spell.team)),
            role: "agent",
            shift: "rotating",
            contract: agent.contract,
            fte: 1.0,
            hired_at: midnight(agent.hired),
            left_at,
            leaving_kind: agent.left.as_ref().map(|leaving| leaving.kind),
            regretted: agent.left.as_ref().map(|leaving| leaving.regretted),
            valid_from: midnight(spell.from),
            valid_to,
        });
        for (queue, priority) in spell_skills(spell) {
            agent_skills.push(AgentSkill {
                key: format!("{}-{index}-{}", agent.id, QUEUES[*queue].name),
                source_version: 1,
                site: SITES[agent.site].name,
                agent_id: agent.id.clone(),
                skill: QUEUES[*queue].name,
                level: f64::from(3 - *priority),
                valid_from: midnight(spell.from),
                valid_to,
            });
        }
    }
}

/// Segment and value follow from the number: no draw, so customers are the same under every seed.
fn customers(from: Date, clock: &Clock) -> (Vec<Customer>, Vec<CustomerKey>) {
    let mut customers = Vec::with_capacity(CUSTOMERS as usize);
    let mut keys = Vec::with_capacity(CUSTOMERS as usize);
    let first = [0, 1].map(|site| micros(clock.at(site, from, 0)));
    for number in 0..CUSTOMERS {
        let site = (number % 2) as usize;
        let scrambled = number.wrapping_mul(2_654_435_761);
        let (segment, value) = match scrambled % 20 {
            0 => ("gold", 2400.0),
            1..=5 => ("silver", 900.0),
            _ => ("basic", 240.0),
        };
        let id = customer_id(number);
        let address = email(number);
        keys.push(CustomerKey {
            key: address.clone(),
            source_version: 1,
            site: SITES[site].name,
            identity: address,
            customer_id: id.clone(),
            rule: "exact_email",
            valid_from: first[site],
            valid_to: None,
        });
        customers.push(Customer {
            key: id.clone(),
            source_version: 1,
            site: SITES[site].name,
            customer_id: id,
            segment,

            value: value + f64::from(scrambled % 100),
            since: first[site] - i64::from(scrambled % 2000) * 86_400_000_000,
            valid_from: first[site],
            valid_to: None,
        });
    }
    (customers, keys)
}

fn queue(layout: &QueueLayout, from: i64) -> Queue {
    Queue {
        key: layout.name.to_owned(),
        source_version: 1,
        site: SITES[layout.site].name,
        queue: layout.name,
        name: layout.name,
        channel: match layout.kind {
            Kind::Voice => "voice",
            Kind::Chat => "chat",
            Kind::Deferred => "email",
        },
        threshold_s: layout.threshold_s,
        target: layout.target,
        short_abandon_s: 5.0,
        calendar: layout.name,
        valid_from: from,
        valid_to: None,
    }
}

/// Opening hours, closed days, and the events a planner would have written down.
fn calendars(truth: &Truth, from: Date, clock: &Clock) -> Vec<Calendar> {
    let mut rows = Vec::new();
    for layout in &QUEUES {
        rows.push(Calendar {
            key: format!("hours-{}", layout.name),
            source_version: 1,
            site: SITES[layout.site].name,
            calendar: Some(layout.name),
            kind: "hours",
            name: layout.name,
            event_kind: None,
            hours: Some(layout.hours),
            valid_from: micros(clock.at(layout.site, from, 0)),
            valid_to: None,
        });
    }
    let site_of = |name: &str| SITES.iter().position(|site| site.name == name).unwrap_or(0);
    let midnight = |site: &str, date: &str, days: i32| {
        let day = date.parse::<Date>().unwrap_or(from);
        micros(clock.at(site_of(site), day, 1440 * days))
    };
    let mut add =
        |site: &'static str, kind, name: &'static str, event_kind, valid_from: i64, valid_to: i64| {
            rows.push(Calendar {
                key: format!("{kind}-{site}-{name}-{valid_from}"),
                source_version: 1,
                site,
                calendar: None,
                kind,
                name,
                event_kind: Some(event_kind),
                hours: None,
                valid_from,
                valid_to: Some(valid_to),
            });
        };
    for holiday in &truth.holidays {
        let (start, end) =
            (midnight(holiday.site, &holiday.date, 0), midnight(holiday.site, &holiday.date, 1));
        add(holiday.site, "holiday", holiday.name, "holiday", start, end);
    }
    for campaign in &truth.campaigns {
        let (start, end) =
            (midnight(campaign.site, &campaign.from, 0), midnight(campaign.site, &campaign.until, 0));
        add(campaign.site, "event", campaign.name, "campaign", start, end);
    }
    for outage in &truth.outages {
        let name = if outage.kind == "telephony" { "telephony outage" } else { "service outage" };
        add(outage.site, "event", name, "outage", outage.started_at, outage.ended_at);
    }
    rows
}
