//! Roles: what people are, and so what they may do.

use super::Action;

/// What somebody is. Who is several things may do what any of them may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// serves customers; sees what is the agent's own
    Agent,
    /// leads a team
    Supervisor,
    /// plans the workforce
    Planner,
    /// evaluates contacts
    QualityAnalyst,
    /// human resources
    Hr,
    /// leads supervisors
    Manager,
    /// leads the centre; sees groups, no single agents
    Director,
    /// keeps the system
    Administrator,
    /// looks at what was done, changes nothing
    Auditor,
    /// a program
    Machine,
}

use Action::{
    Coach, CorrectFacts, ErasePersons, Evaluate, ImportData, ManageData, ManageGoals, ManagePeople,
    ManagePlans, ReadAudit, ReadContacts, ReadGoals, ReadImports, ReadIndividuals, ReadMetrics, ReadPeople,
    ReadPlans, SendFacts, ShareViews, UseAccount,
};

const AGENT: &[Action] = &[UseAccount, ReadMetrics, ReadIndividuals, ReadContacts, ReadGoals];
const SUPERVISOR: &[Action] = &[
    UseAccount,
    ReadMetrics,
    ReadIndividuals,
    ReadContacts,
    ReadImports,
    ImportData,
    CorrectFacts,
    ReadPeople,
    ReadGoals,
    ManageGoals,
    ReadPlans,
    Evaluate,
    Coach,
    ShareViews,
];
const PLANNER: &[Action] = &[
    UseAccount,
    ReadMetrics,
    ReadIndividuals,
    ReadImports,
    ReadPeople,
    ReadGoals,
    ReadPlans,
    ManagePlans,
    ShareViews,
];
const QUALITY_ANALYST: &[Action] = &[
    UseAccount,
    ReadMetrics,
    ReadIndividuals,
    ReadContacts,
    ReadImports,
    ReadPeople,
    ReadGoals,
    Evaluate,
    ShareViews,
];
const HR: &[Action] =
    &[UseAccount, ReadMetrics, ReadIndividuals, ReadPeople, ManagePeople, ReadGoals, ReadPlans, ErasePersons];
const MANAGER: &[Action] = &[
    UseAccount,
    ReadMetrics,
    ReadIndividuals,
    ReadContacts,
    ReadImports,
    ImportData,
    CorrectFacts,
    ReadPeople,
    ManagePeople,
    ReadGoals,
    ManageGoals,
    ReadPlans,
    ManagePlans,
    Evaluate,
    Coach,
    ShareViews,
];
const DIRECTOR: &[Action] =
    &[UseAccount, ReadMetrics, ReadImports, ReadGoals, ManageGoals, ReadPlans, ShareViews];
const AUDITOR: &[Action] = &[UseAccount, ReadMetrics, ReadImports, ReadGoals, ReadPlans, ReadAudit];
/// A program may do what its token names, and its token can name no more than this.
const MACHINE: &[Action] = &[
    ReadMetrics,
    ReadIndividuals,
    ReadContacts,
    ReadImports,
    ImportData,
    ManageData,
    SendFacts,
    ReadPeople,
    ReadGoals,
    ReadPlans,
];

impl Role {
    /// All of them.
    pub const ALL: [Role; 10] = [
        Role::Agent,
        Role::Supervisor,
        Role::Planner,
        Role::QualityAnalyst,
        Role::Hr,
        Role::Manager,
        Role::Director,
        Role::Administrator,
        Role::Auditor,
        Role::Machine,
    ];

    /// Its word, as stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Agent => "agent",
            Role::Supervisor => "supervisor",
            Role::Planner => "planner",
            Role::QualityAnalyst => "quality_analyst",
            Role::Hr => "hr",
            Role::Manager => "manager",
            Role::Director => "director",
            Role::Administrator => "administrator",
            Role::Auditor => "auditor",
            Role::Machine => "machine",
        }
    }

    /// The role of that word.
    pub fn parse(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// What it may do.
    pub fn actions(self) -> &'static [Action] {
        match self {
            Role::Agent => AGENT,
            Role::Supervisor => SUPERVISOR,
            Role::Planner => PLANNER,
            Role::QualityAnalyst => QUALITY_ANALYST,
            Role::Hr => HR,
            Role::Manager => MANAGER,
            Role::Director => DIRECTOR,
            Role::Administrator => &Action::ALL,
            Role::Auditor => AUDITOR,
            Role::Machine => MACHINE,
        }
    }
}
