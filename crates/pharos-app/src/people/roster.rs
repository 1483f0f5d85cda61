//! Who is there, and who may see whom.

use std::collections::BTreeMap;
use std::sync::Arc;

use pharos_engine::dataset::Employment;
use pharos_people::rhythm::rhythm;
use serde::Serialize;

use super::records::Filter;
use crate::{Action, App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// Somebody who is there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PersonView {
    /// the agent
    pub agent_id: String,
    /// the name
    pub name: String,
    /// the team
    pub team: Option<String>,
    /// the site
    pub site: Option<String>,
    /// the role
    pub role: Option<String>,
    /// the shift
    pub shift: Option<String>,
    /// who leads the agent
    pub supervisor: Option<String>,
    /// first day, RFC 3339
    pub hired_at: Option<String>,
    /// the last noted talk, RFC 3339
    pub last_talk_at: Option<String>,
    /// days since
    pub days_since_talk: Option<i64>,
    /// days beyond the rhythm
    pub talk_overdue_days: i64,
    /// concerns that are open and that the reader may see
    pub open_concerns: usize,
    /// a support plan is under way
    pub has_plan: bool,
}

/// Somebody as employed now.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Person {
    pub(super) agent_id: String,
    pub(super) name: String,
    pub(super) now: Employment,
}

impl Person {
    pub(super) fn team(&self) -> Option<&str> {
        self.now.team.as_deref()
    }

    /// True where the reader may see the person as employed now.
    pub(crate) fn is_seen_by(&self, permission: &Permission) -> bool {
        permission.sees_agent(&self.agent_id, self.team(), self.now.site.as_deref())
    }
}

/// Everybody who is there, by agent, and the names of users: who leads or plans need not be an agent.
#[derive(Debug)]
pub(crate) struct Roster(pub(crate) Arc<ByAgent>, BTreeMap<String, String>);

/// People by their agent's id.
pub(crate) type ByAgent = BTreeMap<String, Person>;

impl Roster {
    /// The person, if the reader may see it; what is not ours to see is not there.
    pub(super) fn seen<'a>(&'a self, permission: &Permission, agent: &str) -> Result<&'a Person> {
        let unknown = || AppError::NotFound {
            what: "agent",
            name: agent.to_owned(),
            advice: "; maybe one of the people listed".to_owned(),
        };
        self.0.get(agent).filter(|it| it.is_seen_by(permission)).ok_or_else(unknown)
    }

    /// The person, if the reader leads it; oneself nobody leads.
    pub(super) fn led<'a>(&'a self, permission: &Permission, agent: &str) -> Result<&'a Person> {
        let person = self.seen(permission, agent)?;
        permission.require(Action::Coach)?;
        if permission.agent_id() == Some(agent) {
            return Err(AppError::refused(
                Reason::NotOneself,
                "nobody leads oneself; maybe ask your own lead",
            ));
        }
        Ok(person)
    }

    pub(super) fn is_led(&self, permission: &Permission, agent: &str) -> bool {
        self.led(permission, agent).is_ok()
    }

    pub(super) fn name(&self, id: &str) -> String {
        let name = self.0.get(id).map(|it| &it.name).or_else(|| self.1.get(id));
        name.map_or_else(|| id.to_owned(), Clone::clone)
    }
}

/// Who the reader is among the people: the agent, else the user.
pub(crate) fn me(permission: &Permission) -> String {
    permission.agent_id().unwrap_or_else(|| permission.user_id()).to_owned()
}

impl App {
    /// Everybody the reader may see, by name: no order says who is better.
    ///
    /// # Errors
    /// Data that cannot be read.
    pub async fn people(&self, permission: &Permission) -> Result<Vec<PersonView>> {
        let roster = self.roster().await?;
        let settings = self.judgement().await?;
        let now = now_us();
        let zone = self.dataset().await?.centre.zone;
        let today = zone.local_date(now);
        let days_since =
            |at_us: i64| zone.local_date(at_us).until(today).map_or(0, |it| i64::from(it.get_days()));
        let mut last: BTreeMap<String, i64> = BTreeMap::new();
        for it in self.records(Filter::of(&["talk", "one_on_one"])).await? {
            let held = it.kind == "talk" || it.state == "held";
            if let Some(agent) = it.agent_id.filter(|_| held && it.at_us <= now) {
                let latest = last.entry(agent).or_insert(it.at_us);
                *latest = it.at_us.max(*latest);
            }
        }
        let mut concerns: BTreeMap<String, usize> = BTreeMap::new();
        for it in self.concerns(permission, None, true).await? {
            *concerns.entry(it.agent_id).or_default() += 1;
        }
        let plans = self
            .records(Filter { states: &["proposed", "declined", "agreed"], ..Filter::of(&["plan"]) })
            .await?;
        let has_plan = |agent: &str| plans.iter().any(|it| it.agent_id.as_deref() == Some(agent));
        let mut people: Vec<PersonView> = Vec::new();
        for person in roster.0.values().filter(|it| it.is_seen_by(permission)) {
            let leads = roster.is_led(permission, &person.agent_id);
            let since = person.now.hired_us.unwrap_or(now);
            let last_us = last.get(&person.agent_id).copied();
            let stand = rhythm(last_us.map(days_since), days_since(since), settings.talk_every_days);
            people.push(PersonView {
                agent_id: person.agent_id.clone(),
                name: person.name.clone(),
                team: person.now.team.clone(),
                site: person.now.site.clone(),
                role: person.now.role.clone(),
                shift: person.now.shift.clone(),
                supervisor: person.now.supervisor.clone(),
                hired_at: person.now.hired_us.map(rfc3339),
                last_talk_at: last_us.map(rfc3339),
                days_since_talk: stand.days,
                talk_overdue_days: if leads { stand.overdue_days } else { 0 },
                open_concerns: concerns.get(&person.agent_id).copied().unwrap_or(0),
                has_plan: leads && has_plan(&person.agent_id),
            });
        }
        people.sort_by(|a, b| (&a.name, &a.agent_id).cmp(&(&b.name, &b.agent_id)));
        Ok(people)
    }

    /// Everybody who is employed at the newest instant of the data.
    pub(crate) async fn roster(&self) -> Result<Roster> {
        let users = self.store.users().await?.into_iter().map(|user| (user.id, user.name));
        Ok(Roster(self.people_by_agent().await?, users.collect()))
    }

    async fn people_by_agent(&self) -> Result<Arc<ByAgent>> {
        let (mark, dataset) = self.marked_dataset().await?;
        let mut kept = self.kept_roster.lock().await;
        if let Some((known, people)) = kept.as_ref()
            && *known == mark
        {
            return Ok(Arc::clone(people));
        }
        let now = dataset.newest_us().await?.unwrap_or_else(now_us);
        let mut people = BTreeMap::new();
        for it in dataset.employment().await?.into_iter().filter(|it| it.holds_at(now)) {
            let name = it.name.clone().unwrap_or_else(|| it.agent_id.clone());
            people.insert(it.agent_id.clone(), Person { agent_id: it.agent_id.clone(), name, now: it });
        }
        let people = Arc::new(people);
        *kept = Some((mark, Arc::clone(&people)));
        Ok(people)
    }
}
