//! Who may see and do what. The only place where a `Scope` is made: without one no question can be built.
//!
//! A [`Permission`] is made at the door, from the user's record as it is at that moment, and handed to every use case. It
//! says who acts ([`Permission::user_id`], [`Permission::agent_id`]), in which part of the organisation
//! ([`Permission::part`]), and which actions are open ([`Permission::may`], [`Permission::require`]).

mod action;
mod part;
mod role;

use std::collections::BTreeSet;
use std::sync::Arc;

use pharos_engine::query::Scope;
use pharos_store::UserRecord;

use crate::{AppError, Result};

pub use action::Action;
pub use part::Part;
pub use role::Role;

/// Id of the owner of the data folder: whoever starts the command line, or has the token of the printed address.
pub const OWNER: &str = "owner";

/// What somebody may do, decided at the door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permission(Arc<Known>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    user_id: String,
    login: String,
    name: String,
    roles: Vec<Role>,
    agent_id: Option<String>,
    part: Part,
    actions: BTreeSet<Action>,
    entrance: Entrance,
}

/// How somebody came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entrance {
    /// by the command line, or the token of the printed address
    Owner,
    /// by signing in: hash of the session's token
    Session(String),
    /// by a token of a program: its id
    Token(String),
}

impl Permission {
    /// The owner of the data folder: whoever starts the command line, or has the token of the printed address.
    pub fn owner() -> Permission {
        Permission(Arc::new(Known {
            user_id: OWNER.to_owned(),
            login: OWNER.to_owned(),
            name: "Owner".to_owned(),
            roles: vec![Role::Administrator],
            agent_id: None,
            part: Part::Whole,
            actions: Action::ALL.into_iter().collect(),
            entrance: Entrance::Owner,
        }))
    }

    /// Numbers of groups in the whole centre, and nothing else.
    pub(crate) fn groups() -> Permission {
        Permission::screen(Part::Whole, &[Action::ReadMetrics])
    }

    /// A screen that shows a board: it sees groups only, and of those only what is named here.
    pub(crate) fn screen(part: Part, actions: &[Action]) -> Permission {
        Permission(Arc::new(Known {
            user_id: "screen".to_owned(),
            login: "screen".to_owned(),
            name: "Wallboard".to_owned(),
            roles: vec![Role::Machine],
            agent_id: None,
            part,
            actions: actions.iter().copied().collect(),
            entrance: Entrance::Token("screen".to_owned()),
        }))
    }

    /// What the records say of a user now; `only` narrows it to the actions of a token.
    pub(crate) fn of(user: &UserRecord, entrance: Entrance, only: Option<&[String]>) -> Permission {
        let roles: Vec<Role> = user.roles.iter().filter_map(|word| Role::parse(word)).collect();
        let open = roles.iter().flat_map(|role| role.actions().iter().copied());
        let actions =
            open.filter(|action| only.is_none_or(|only| only.iter().any(|it| it == action.as_str())));
        // A part that cannot be read opens nothing.
        let part = Part::from_json(&user.part).unwrap_or(Part::Teams(BTreeSet::new()));
        let is_agent_only = roles.iter().all(|role| *role == Role::Agent);
        Permission(Arc::new(Known {
            user_id: user.id.clone(),
            login: user.login.clone(),
            name: user.name.clone(),
            actions: actions.collect(),
            agent_id: user.agent_id.clone(),
            part: if is_agent_only { Part::Own } else { part },
            roles,
            entrance,
        }))
    }

    /// Names the user for ever; [`OWNER`] for the owner of the folder.
    pub fn user_id(&self) -> &str {
        &self.0.user_id
    }

    /// What the user types to sign in.
    pub fn login(&self) -> &str {
        &self.0.login
    }

    /// The user's name as shown.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The main role: it decides the first screen.
    pub fn role(&self) -> Role {
        self.0.roles.first().copied().unwrap_or(Role::Agent)
    }

    /// All roles, the main one first.
    pub fn roles(&self) -> &[Role] {
        &self.0.roles
    }

    /// The agent the user is, if any.
    pub fn agent_id(&self) -> Option<&str> {
        self.0.agent_id.as_deref()
    }

    /// The part of the organisation the user may see.
    pub fn part(&self) -> &Part {
        &self.0.part
    }

    /// How the user came in.
    pub fn entrance(&self) -> &Entrance {
        &self.0.entrance
    }

    /// True if the action is open.
    pub fn may(&self, action: Action) -> bool {
        self.0.actions.contains(&action)
    }

    /// All actions that are open.
    pub fn actions(&self) -> impl Iterator<Item = Action> + '_ {
        self.0.actions.iter().copied()
    }

    /// Goes on only if the action is open.
    ///
    /// # Errors
    /// [`AppError::Forbidden`], naming the action.
    pub fn require(&self, action: Action) -> Result<()> {
        if self.may(action) { Ok(()) } else { Err(AppError::Forbidden { action: action.as_str() }) }
    }

    /// Goes on only if files may be imported: whatever there is, or under the own sources.
    ///
    /// # Errors
    /// [`AppError::Forbidden`].
    pub fn require_import(&self) -> Result<()> {
        if self.may(Action::ManageData) { Ok(()) } else { self.require(Action::ImportData) }
    }

    /// True if what somebody brought in (a file, an import, a mapping) may be changed: whoever manages data may change all of
    /// it, others what they brought in themselves.
    pub fn may_change(&self, made_by: Option<&str>) -> bool {
        self.may(Action::ManageData) || (self.may(Action::ImportData) && made_by == Some(self.user_id()))
    }

    /// Goes on only if an agent of that team and site is in the user's part of the organisation, or is the user. What is
    /// not ours to see is not there: the error is that of an unknown agent.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub fn require_agent(&self, agent: &str, team: Option<&str>, site: Option<&str>) -> Result<()> {
        if self.sees_agent(agent, team, site) {
            return Ok(());
        }
        Err(AppError::NotFound { what: "agent", name: agent.to_owned(), advice: String::new() })
    }

    /// True if an agent of that team and site is in the user's part of the organisation, or is the user.
    pub fn sees_agent(&self, agent: &str, team: Option<&str>, site: Option<&str>) -> bool {
        self.agent_id() == Some(agent)
            || (self.may(Action::ReadIndividuals) && self.part().contains(team, site))
    }

    /// What questions may see; `smallest_group` is what the configuration says.
    pub(crate) fn scope(&self, smallest_group: usize) -> Scope {
        let scope = self.scope_of_part();
        if self.may(Action::ReadIndividuals) { scope } else { scope.in_groups_of(smallest_group) }
    }

    /// True if questions may see the whole centre, by person or in groups.
    pub(crate) fn is_of_the_whole(&self) -> bool {
        self.scope_of_part().is_whole()
    }

    fn scope_of_part(&self) -> Scope {
        match &self.0.part {
            Part::Whole => Scope::whole_centre(),
            Part::Sites(sites) => Scope::of_sites(sites.iter().cloned()),
            Part::Teams(teams) => Scope::of_teams(teams.iter().cloned()),
            // Whoever is no agent sees nothing of the kind.
            Part::Own => Scope::of_agent(self.agent_id().unwrap_or_default()),
        }
    }
}

#[cfg(test)]
mod tests;
