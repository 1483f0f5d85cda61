//! The part of the organisation a question may see, and what it means for rows.

use std::collections::BTreeSet;

use pharos_metric::Relation;

/// The part of the organisation a question may see. Nothing can be asked without one.
///
/// Teams are joined as of the row's own instant: a lead sees what the team's members of that day did. Rows without an agent
/// belong to no team: under a scope of teams, or of one agent, they do not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    limit: Limit,
    smallest_group: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Limit {
    Nothing,
    Sites(BTreeSet<String>),
    Teams(BTreeSet<String>),
    Agent(String),
}

impl Scope {
    /// Everything. Only the permission layer of the application may call this, and the others.
    pub fn whole_centre() -> Scope {
        Scope::of(Limit::Nothing)
    }

    /// Rows of these sites.
    pub fn of_sites(sites: impl IntoIterator<Item = String>) -> Scope {
        Scope::of(Limit::Sites(sites.into_iter().collect()))
    }

    /// Rows of agents who were in these teams at the time.
    pub fn of_teams(teams: impl IntoIterator<Item = String>) -> Scope {
        Scope::of(Limit::Teams(teams.into_iter().collect()))
    }

    /// Rows of one agent.
    pub fn of_agent(agent: &str) -> Scope {
        Scope::of(Limit::Agent(agent.to_owned()))
    }

    /// The same, of groups of at least so many persons only: what is smaller is not shown, nor what it follows from.
    pub fn in_groups_of(self, persons: usize) -> Scope {
        Scope { smallest_group: Some(persons), ..self }
    }

    fn of(limit: Limit) -> Scope {
        Scope { limit, smallest_group: None }
    }

    /// Persons a group has at least; `None`: single persons may be seen.
    pub(crate) fn smallest_group(&self) -> Option<usize> {
        self.smallest_group
    }

    /// True if nothing is out of sight.
    pub fn is_whole(&self) -> bool {
        self.limit == Limit::Nothing
    }

    /// Dimensions by which its condition tells rows apart: whatever stands for the rows must be able to say them.
    pub(crate) fn dimensions(&self) -> &'static [&'static str] {
        match self.limit {
            Limit::Nothing => &[],
            Limit::Sites(_) => &["site"],
            Limit::Teams(_) => &["team"],
            Limit::Agent(_) => &["agent"],
        }
    }

    /// The limit in words, for the definition of a number.
    pub(crate) fn words(&self) -> Option<String> {
        let groups = self.smallest_group.map(|persons| format!("groups of at least {persons} people"));
        let words: Vec<String> = self.part().into_iter().chain(groups).collect();
        (!words.is_empty()).then(|| words.join("; "))
    }

    fn part(&self) -> Option<String> {
        let list = |names: &BTreeSet<String>| names.iter().cloned().collect::<Vec<_>>().join(", ");
        match &self.limit {
            Limit::Nothing => None,
            Limit::Sites(sites) => Some(format!("your part: site in ({})", list(sites))),
            Limit::Teams(teams) => Some(format!("your part: team in ({})", list(teams))),
            Limit::Agent(agent) => Some(format!("your part: agent = {agent}")),
        }
    }

    /// SQL that is true for rows in sight, over a relation's rows with their clock.
    pub(crate) fn condition(&self, relation: &Relation) -> Option<String> {
        let list = |names: &BTreeSet<String>| {
            let names: Vec<String> = names.iter().map(|name| literal(name)).collect();
            // `IN ()` is no SQL; nothing is in an empty part.
            if names.is_empty() { "NULL".to_owned() } else { names.join(", ") }
        };
        let has_agents = relation.has_dimension("agent");
        match &self.limit {
            Limit::Nothing => None,
            Limit::Sites(sites) => Some(format!("site IN ({})", list(sites))),
            Limit::Teams(_) | Limit::Agent(_) if !has_agents => Some("FALSE".to_owned()),
            Limit::Agent(agent) => Some(format!("agent_id = {}", literal(agent))),
            Limit::Teams(teams) => Some(format!(
                "EXISTS (SELECT 1 FROM agent_timeline t WHERE t.person = agent_id AND clock_at_ >= t.valid_from
                    AND clock_at_ < t.valid_to AND t.team IN ({}))",
                list(teams)
            )),
        }
    }
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
