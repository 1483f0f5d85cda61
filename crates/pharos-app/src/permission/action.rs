//! What can be done: a closed list. A new kind of use case gets its line here and its place in the roles (`role.rs`).

/// What can be done. The word ([`Action::as_str`]) is stable: tokens of programs and the audit log use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// keep the own password, second factor, sessions, tokens
    UseAccount,
    /// ask for numbers about the own part of the organisation
    ReadMetrics,
    /// numbers and rows of single agents in the own part; without it groups of fewer than five persons are hidden
    ReadIndividuals,
    /// rows of contacts, with their customers
    ReadContacts,
    /// imports, sources, freshness
    ReadImports,
    /// import files under names of the own sources, take the own imports back, keep mappings
    ImportData,
    /// import whatever there is, undo any import, change any mapping, aliases, calendars
    ManageData,
    /// send facts by the streaming door
    SendFacts,
    /// re-attribute and exclude facts
    CorrectFacts,
    /// teams, sites and agents with their history
    ReadPeople,
    /// change teams, sites and agents
    ManagePeople,
    /// goals of the own part
    ReadGoals,
    /// set and change goals
    ManageGoals,
    /// forecasts, staffing, capacity, scenarios
    ReadPlans,
    /// make and publish forecasts, plans, schedules
    ManagePlans,
    /// evaluate contacts, calibrate
    Evaluate,
    /// coach, note, recognise
    Coach,
    /// saved views and what is shared with a role
    ShareViews,
    /// users, roles, tokens of others
    ManageUsers,
    /// the audit log
    ReadAudit,
    /// erase persons, retention, access reports
    ErasePersons,
    /// backup, restore, settings of the centre
    Operate,
}

impl Action {
    /// All of them.
    pub const ALL: [Action; 22] = [
        Action::UseAccount,
        Action::ReadMetrics,
        Action::ReadIndividuals,
        Action::ReadContacts,
        Action::ReadImports,
        Action::ImportData,
        Action::ManageData,
        Action::SendFacts,
        Action::CorrectFacts,
        Action::ReadPeople,
        Action::ManagePeople,
        Action::ReadGoals,
        Action::ManageGoals,
        Action::ReadPlans,
        Action::ManagePlans,
        Action::Evaluate,
        Action::Coach,
        Action::ShareViews,
        Action::ManageUsers,
        Action::ReadAudit,
        Action::ErasePersons,
        Action::Operate,
    ];

    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Action::UseAccount => "use_account",
            Action::ReadMetrics => "read_metrics",
            Action::ReadIndividuals => "read_individuals",
            Action::ReadContacts => "read_contacts",
            Action::ReadImports => "read_imports",
            Action::ImportData => "import_data",
            Action::ManageData => "manage_data",
            Action::SendFacts => "send_facts",
            Action::CorrectFacts => "correct_facts",
            Action::ReadPeople => "read_people",
            Action::ManagePeople => "manage_people",
            Action::ReadGoals => "read_goals",
            Action::ManageGoals => "manage_goals",
            Action::ReadPlans => "read_plans",
            Action::ManagePlans => "manage_plans",
            Action::Evaluate => "evaluate",
            Action::Coach => "coach",
            Action::ShareViews => "share_views",
            Action::ManageUsers => "manage_users",
            Action::ReadAudit => "read_audit",
            Action::ErasePersons => "erase_persons",
            Action::Operate => "operate",
        }
    }

    /// The action of that word.
    pub fn parse(word: &str) -> Option<Action> {
        Action::ALL.into_iter().find(|action| action.as_str() == word)
    }
}
