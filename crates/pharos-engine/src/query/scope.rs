//! The part of the organisation a question may see, and what it means for rows.

use std::collections::BTreeSet;

use pharos_metric::Relation;

/// The part of the organisation a question may see. Nothing can be asked without one.
///
/// Teams are joined as of the row's own instant: a lead sees what the team's members of that day did. Rows without an agent
/// belong to no team: under a scope of teams, or of one agent, they do not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope(Limit);

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
        Scope(Limit::Nothing)
    }

    /// Rows of these sites.
    pub fn of_sites(sites: impl IntoIterator<Item = String>) -> Scope {
        Scope(Limit::Sites(sites.into_iter().collect()))
    }

    /// Rows of agents who were in these teams at the time.
    pub fn of_teams(teams: impl IntoIterator<Item = String>) -> Scope {
        Scope(Limit::Teams(teams.into_iter().collect()))
    }

    /// Rows of one agent.
    pub fn of_agent(agent: &str) -> Scope {
        Scope(Limit::Agent(agent.to_owned()))
    }

    /// True if nothing is out of sight.
    pub fn is_whole(&self) -> bool {
        self.0 == Limit::Nothing
    }

    /// The limit in words, for the definition of a number.
    pub(crate) fn words(&self) -> Option<String> {
        let list = |names: &BTreeSet<String>| names.iter().cloned().collect::<Vec<_>>().join(", ");
        match &self.0 {
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
        match &self.0 {
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
