//! People and organisation as far as facts need them: who belonged to which team and site from when to when, and names nothing
//! is known of yet. A change is a row of `employment` that goes in by the same door as every other fact.

use std::collections::BTreeMap;

use jiff::civil::Date;
use pharos_calendar::Zone;
use pharos_engine::dataset::Dataset;
use pharos_engine::query::{cells, columns};
use pharos_schema::{RecordBatch, table};
use pharos_store::CentreSettings;
use serde_json::{Map, Value, json};

use crate::error::no_zone;
use crate::{Action, App, AppError, FactsRequest, Part, Permission, Reason, Result};

/// Source of the rows made here.
const SOURCE: &str = "organisation";
/// The table of who belonged where.
const TABLE: &str = "employment";
/// Rows of one change at most.
const AT_ONCE_MAX: usize = 20_000;

/// The organisation as shown.
#[derive(Clone, Debug, PartialEq)]
pub struct OrganisationView {
    /// time zone by site
    pub sites: BTreeMap<String, String>,
    /// the centre's time zone
    pub time_zone: Option<String>,
    /// people, by id
    pub people: Vec<PersonView>,
}

/// A person with her history.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PersonView {
    /// the agent
    pub agent_id: String,
    /// the name, the newest one known
    pub name: Option<String>,
    /// first day of employment
    pub hired_on: Option<String>,
    /// day after the last
    pub left_on: Option<String>,
    /// where she belonged, oldest first
    pub history: Vec<MembershipView>,
}

/// Where a person belonged for a time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MembershipView {
    /// first day
    pub from: Option<String>,
    /// day after the last; `None`: still
    pub to: Option<String>,
    /// site
    pub site: Option<String>,
    /// team
    pub team: Option<String>,
    /// supervisor
    pub supervisor: Option<String>,
    /// role
    pub role: Option<String>,
    /// shift
    pub shift: Option<String>,
    /// contract
    pub contract: Option<String>,
    /// full-time share
    pub fte: Option<f64>,
    /// source of the row
    pub source_name: String,
}

/// A line of a change: where somebody belongs from a day on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MembershipChange {
    /// the agent
    pub agent_id: String,
    /// the name
    pub name: Option<String>,
    /// first day, `2026-03-01`; from the beginning where `None`
    pub from: Option<String>,
    /// day after the last; `None`: still
    pub to: Option<String>,
    /// site
    pub site: Option<String>,
    /// team
    pub team: Option<String>,
    /// supervisor
    pub supervisor: Option<String>,
    /// role
    pub role: Option<String>,
    /// shift
    pub shift: Option<String>,
    /// contract
    pub contract: Option<String>,
    /// full-time share
    pub fte: Option<f64>,
    /// first day of employment
    pub hired_on: Option<String>,
    /// day after the last day of employment
    pub left_on: Option<String>,
}

impl App {
    /// Sites and people with their history.
    ///
    /// # Errors
    /// Records or fact tables that cannot be read.
    pub async fn organisation(&self, permission: &Permission) -> Result<OrganisationView> {
        permission.require(Action::ReadPeople)?;
        let people = people(&self.dataset().await?).await?;
        let settings = self.settings(&self.store.centre().await?);
        let mut sites = settings.sites;
        if let Part::Sites(own) = permission.part() {
            sites.retain(|site, _| own.contains(site));
        }
        let seen = people.into_values().filter(|person| is_in_sight(permission, person, None));
        Ok(OrganisationView { sites, time_zone: settings.time_zone, people: seen.collect() })
    }

    /// Says where people belong from a day on: all lines, or none. What held before ends the day it begins.
    ///
    /// # Errors
    /// A line at fault, with its number.
    pub async fn change_organisation(
        &self,
        permission: &Permission,
        lines: &[MembershipChange],
    ) -> Result<u64> {
        permission.require(Action::ManagePeople)?;
        let details = format!("{} lines", lines.len());
        self.audit(permission, "people.change", ("people", ""), &details).await?;
        if lines.is_empty() || AT_ONCE_MAX < lines.len() {
            return Err(AppError::refused(
                Reason::LinesMany,
                format!("{} lines; 1 to {AT_ONCE_MAX} can be taken at once", lines.len()),
            )
            .with("most", AT_ONCE_MAX));
        }
        let settings = self.settings(&self.store.centre().await?);
        let mut body = String::new();
        let mut faults = Vec::new();
        for (number, line) in lines.iter().enumerate() {
            match row(line, &settings) {
                Ok(row) => {
                    body.push_str(&Value::Object(row).to_string());
                    body.push('\n');
                }
                Err(fault) => faults.push((number + 1, fault)),
            }
        }
        if let Some((line, first)) = faults.first() {
            let words: Vec<String> =
                faults.iter().take(10).map(|(line, fault)| format!("line {line}: {}", fault.words)).collect();
            let refused = AppError::refused(first.reason, words.join("\n")).with("line", *line);
            return Err(match &first.day {
                Some(day) => refused.with("day", day.as_str()),
                None => refused,
            });
        }
        let request = FactsRequest { table: TABLE, source_name: SOURCE, body: &body, idempotency_key: None };
        let accepted = self.take_facts(request).await?.accepted;
        self.know_agents(lines).await?;
        Ok(accepted)
    }

    /// Sets the time zone of a site; the site is made where it is new.
    ///
    /// # Errors
    /// A zone that is none.
    pub async fn set_site(&self, permission: &Permission, site: &str, time_zone: &str) -> Result<()> {
        permission.require(Action::ManagePeople)?;
        self.audit(permission, "site.set", ("site", site), time_zone).await?;
        let site = site.trim();
        if site.is_empty() {
            return Err(AppError::refused(Reason::TextNeeded, "a site needs a name"));
        }
        Zone::get(time_zone).map_err(|error| no_zone(time_zone, &error))?;
        let mut settings: CentreSettings = self.store.centre().await?;
        settings.sites.insert(site.to_owned(), time_zone.to_owned());
        Ok(self.store.set_centre(&settings).await?)
    }

    /// Agents that are known of now are no longer among the unknown.
    async fn know_agents(&self, lines: &[MembershipChange]) -> Result<()> {
        let names: Vec<&str> = lines.iter().map(|line| line.agent_id.as_str()).collect();
        Ok(self.store.forget_unknowns(pharos_store::AliasKind::Agent, &names).await?)
    }
}

/// Everybody with the history, by id.
pub(crate) async fn people(dataset: &Dataset) -> Result<BTreeMap<String, PersonView>> {
    let zones = Zones { centre: dataset.centre.zone.clone(), sites: dataset.centre.site_zones.clone() };
    let mut people: BTreeMap<String, PersonView> = BTreeMap::new();
    for batch in dataset.rows_of_small(TABLE).await? {
        add_people(&mut people, &batch, &zones, &dataset.aliases.agents)?;
    }
    for person in people.values_mut() {
        person.history.sort_by(|left, right| left.from.cmp(&right.from));
    }
    Ok(people)
}

/// True if a person belongs, or belonged, to the reader's part; on a day where one is given.
pub(crate) fn is_in_sight(permission: &Permission, person: &PersonView, day: Option<&str>) -> bool {
    let holds = |it: &MembershipView| {
        day.is_none_or(|day| {
            it.from.as_deref().is_none_or(|from| from <= day) && it.to.as_deref().is_none_or(|to| day < to)
        })
    };
    *permission.part() == Part::Whole
        || permission.agent_id() == Some(person.agent_id.as_str())
        || person
            .history
            .iter()
            .filter(|it| holds(it))
            .any(|it| permission.part().contains(it.team.as_deref(), it.site.as_deref()))
}

struct Zones {
    centre: Zone,
    sites: std::collections::HashMap<String, Zone>,
}

impl Zones {
    fn of(&self, site: Option<&str>) -> &Zone {
        site.and_then(|site| self.sites.get(site)).unwrap_or(&self.centre)
    }
}

fn add_people(
    people: &mut BTreeMap<String, PersonView>,
    batch: &RecordBatch,
    zones: &Zones,
    aliases: &std::collections::HashMap<String, String>,
) -> Result<()> {
    let batches = [batch.clone()];
    let names = columns(&batches);
    for row in cells(&batches)? {
        let cell =
            |name: &str| names.iter().position(|(known, _)| known == name).and_then(|place| row.get(place));
        let text = |name: &str| cell(name).and_then(Value::as_str).map(str::to_owned);
        let Some(agent) = text("agent_id") else { continue };
        let agent = aliases.get(&agent).cloned().unwrap_or(agent);
        let site = text("site");
        let zone = zones.of(site.as_deref());
        let day = |name: &str| {
            let instant = text(name)?.parse::<jiff::Timestamp>().ok()?;
            Some(zone.local_date(instant.as_microsecond()).to_string())
        };
        let person = people
            .entry(agent.clone())
            .or_insert_with(|| PersonView { agent_id: agent, ..PersonView::default() });
        person.name = text("name").or(person.name.take());
        person.hired_on = day("hired_at").or(person.hired_on.take());
        person.left_on = day("left_at").or(person.left_on.take());
        person.history.push(MembershipView {
            from: day("valid_from"),
            to: day("valid_to"),
            team: text("team"),
            supervisor: text("supervisor"),
            role: text("role"),
            shift: text("shift"),
            contract: text("contract"),
            fte: cell("fte").and_then(Value::as_f64),
            source_name: text("source_name").unwrap_or_default(),
            site,
        });
    }
    Ok(())
}

/// What is wrong with a line.
#[derive(Debug)]
struct LineFault {
    reason: Reason,
    /// the day that is none
    day: Option<String>,
    words: String,
}

impl LineFault {
    fn new(reason: Reason, words: &str) -> LineFault {
        LineFault { reason, day: None, words: words.to_owned() }
    }
}

/// A line as a row of the table: days become midnights of the site.
fn row(
    line: &MembershipChange,
    settings: &CentreSettings,
) -> std::result::Result<Map<String, Value>, LineFault> {
    let agent = line.agent_id.trim();
    if agent.is_empty() {
        let words = "agent_id is empty; it is the name the agent goes by in the contacts";
        return Err(LineFault::new(Reason::LineAgent, words));
    }
    let zone = line.site.as_ref().and_then(|site| settings.sites.get(site)).or(settings.time_zone.as_ref());
    let zone = match zone {
        Some(name) => Zone::get(name).map_err(|error| LineFault {
            reason: Reason::LineDay,
            day: Some(name.clone()),
            words: error.to_string(),
        })?,
        None => Zone::utc(),
    };
    let midnight = |name: &str, day: &Option<String>| match day.as_deref().map(str::trim) {
        None | Some("") => Ok(Value::Null),
        Some(day) => {
            let fault =
                |words: String| LineFault { reason: Reason::LineDay, day: Some(day.to_owned()), words };
            let date: Date = day
                .parse()
                .map_err(|_| fault(format!("{name} is `{day}`; it must be a day such as 2026-03-01")))?;
            let instant = jiff::Timestamp::from_microsecond(zone.date_start(date))
                .map_err(|error| fault(error.to_string()))?;
            Ok::<Value, LineFault>(json!(instant.to_string()))
        }
    };
    if let Some(fte) = line.fte.filter(|fte| !(0.0..=1.5).contains(fte)) {
        let words = format!("fte is {fte}; it is the full-time share, 1 for a full post");
        return Err(LineFault::new(Reason::LineShare, &words));
    }
    let from = midnight("from", &line.from)?;
    let to = midnight("to", &line.to)?;
    if let (Some(from), Some(to)) = (from.as_str(), to.as_str())
        && to <= from
    {
        let words = "it ends before it begins; `to` is the first day after";
        return Err(LineFault::new(Reason::LineReversed, words));
    }
    let mut row = Map::new();
    row.insert("key".to_owned(), json!(format!("{agent}@{}", from.as_str().unwrap_or("always"))));
    row.insert("source_version".to_owned(), json!(crate::now_us()));
    row.insert("agent_id".to_owned(), json!(agent));
    row.insert("valid_from".to_owned(), from);
    row.insert("valid_to".to_owned(), to);
    row.insert("hired_at".to_owned(), midnight("hired_on", &line.hired_on)?);
    row.insert("left_at".to_owned(), midnight("left_on", &line.left_on)?);
    row.insert("fte".to_owned(), json!(line.fte));
    for (name, value) in [
        ("name", &line.name),
        ("site", &line.site),
        ("team", &line.team),
        ("supervisor", &line.supervisor),
        ("role", &line.role),
        ("shift", &line.shift),
        ("contract", &line.contract),
    ] {
        let filled = value.as_deref().map(str::trim).filter(|text| !text.is_empty());
        row.insert(name.to_owned(), json!(filled));
    }
    debug_assert!(table(TABLE).is_some());
    Ok(row)
}

#[cfg(test)]
mod tests;
