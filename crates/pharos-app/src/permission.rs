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

    /// SHIM
    pub fn require(&self, _action: Action) -> crate::Result<()> {
        Ok(())
    }

    /// SHIM
    pub fn user_id(&self) -> &str {
        "owner"
    }

    /// SHIM
    pub fn part(&self) -> Part {
        Part
    }

    pub(crate) fn scope(&self) -> Scope {
        self.scope.clone()
    }
}

/// SHIM
#[derive(Clone, Copy, Debug)]
pub enum Action {
    /// SHIM
    ReadPlans,
    /// SHIM
    ManagePlans,
}

/// SHIM
#[derive(Clone, Copy, Debug)]
pub struct Part;

impl Part {
    /// SHIM
    pub fn contains(&self, _team: Option<&str>, _site: Option<&str>) -> bool {
        true
    }
}

impl crate::App {
    /// SHIM
    pub async fn audit(&self, _: &Permission, _: &str, _: (&str, &str), _: &str) -> crate::Result<()> {
        Ok(())
    }

    /// SHIM
    pub(crate) async fn take_facts(&self, request: crate::FactsRequest<'_>) -> crate::Result<crate::FactsAnswer> {
        self.accept_facts(request).await
    }
}
