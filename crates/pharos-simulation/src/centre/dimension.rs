//! The tables that do not grow by the day: who works here, who contacts us, what is open when.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Dimensions;
use super::clock::{Clock, micros};
use super::demand::CUSTOMERS;
use super::fact::{AgentSkill, Calendar, Customer, CustomerKey, Employment, Queue};
use super::floor::customer_id;
use super::holidays::holiday;
use super::layout::{Kind, QUEUES, SITES, TEAMS};
use super::people::{Agent, language, spell_skills};

/// Leaders are there for the whole time.
const SUPERVISORS: [(&str, usize); 4] =
    [("דנה אורן", 0), ("Ruth Kaplan", 1), ("王麗華", 2), ("Simon Cheung", 3)];
const MANAGERS: [(&str, usize); 2] = [("עמית נבון", 0), ("趙建國", 1)];

pub(super) fn dimensions(agents: &[Agent], from: Date, until: Date, clock: &Clock) -> Dimensions {
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
        queues: QUEUES.iter().map(queue).collect(),
        calendars: calendars(from, until),
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
        hired_at: micros(clock.at(site, from.saturating_sub(3.years()), 0)),
        left_at: None,
        leave_kind: None,
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
            hired_at: midnight(agent.hired),
            left_at,
            leave_kind: agent.left.as_ref().map(|leaving| leaving.kind),
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
                level: *priority as i32,
                valid_from: midnight(spell.from),
                valid_to,
            });
        }
    }
}

/// Segment and value follow from the number: no draw, so customers are the same under every seed.
fn customers(from: Date, clock: &Clock) -> (Vec<Customer>, Vec<CustomerKey>) {
    let mut customers = Vec::with_capacity(CUSTOMERS as usize);
    let mut keys = Vec::with_capacity(2 * CUSTOMERS as usize);
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
        let key = |kind: &'static str, value: String| CustomerKey {
            key: format!("{id}-{kind}"),
            source_version: 1,
            site: SITES[site].name,
            customer_id: id.clone(),
            kind,
            value,
            match_rule: "exact",
        };
        // Ranges that belong to nobody: a reserved top-level domain, and numbers without a country's prefix.
        keys.push(key("phone", format!("000-{number:07}")));
        keys.push(key("email", format!("customer{number}@mail.example")));
        customers.push(Customer {
            key: id.clone(),
            source_version: 1,
            site: SITES[site].name,
            customer_id: id,
            segment,
            language: language(site),
            value: value + f64::from(scrambled % 100),
            since: first[site] - i64::from(scrambled % 2000) * 86_400_000_000,
        });
    }
    (customers, keys)
}

fn queue(layout: &super::layout::QueueLayout) -> Queue {
    let site = &SITES[layout.site];
    Queue {
        key: layout.name.to_owned(),
        source_version: 1,
        site: site.name,
        queue: layout.name,
        channel: match layout.kind {
            Kind::Voice => "voice",
            Kind::Chat => "chat",
            Kind::Deferred => "email",
        },
        time_zone: site.zone,
        first_weekday: site.first_weekday,
        threshold_s: layout.threshold_s,
        target: layout.target,
        short_abandon_s: 5.0,
        hours: layout.hours,
        calendar: site.name,
    }
}

fn calendars(from: Date, until: Date) -> Vec<Calendar> {
    let mut rows = Vec::new();
    for (index, site) in SITES.iter().enumerate() {
        for day in from.series(1.day()).take_while(|day| *day < until) {
            if let Some(name) = holiday(index, day) {
                let date = day.to_string();
                let key = format!("{}-{date}", site.name);
                rows.push(Calendar {
                    key,
                    source_version: 1,
                    site: site.name,
                    calendar: site.name,
                    date,
                    name,
                    open: false,
                });
            }
        }
    }
    rows
}
