//! Who may see what. The only place where a `Scope` is made: without one no question can be built.

use pharos_engine::query::Scope;

/// What somebody may do, decided at the door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permission {
    scope: Scope,
}

impl Permission {
    /// The owner of the data folder: whoever starts the command line, or has the token of the printed address.
    pub fn owner() -> Permission {
        Permission { scope: Scope::whole_centre() }
    }

    /// Names the user for ever.
    pub fn user_id(&self) -> &str {
        "owner"
    }

    /// Name of whoever acts, as records of changes show it.
    pub fn name(&self) -> &str {
        "Owner"
    }

    pub(crate) fn scope(&self) -> Scope {
        self.scope.clone()
    }
}
