//! What planning asks of a permission, in one place.

use crate::{Action, App, FactsAnswer, FactsRequest, Permission, Result};

/// Goes on only where plans may be read.
///
/// # Errors
/// No right to read plans.
pub(crate) fn may_read_plans(permission: &Permission) -> Result<()> {
    permission.require(Action::ReadPlans)
}

/// Goes on only where plans may be made, kept and published.
///
/// # Errors
/// No right to manage plans.
pub(crate) fn may_manage_plans(permission: &Permission) -> Result<()> {
    permission.require(Action::ManagePlans)
}

/// Who keeps a plan.
pub(crate) fn keeper(permission: &Permission) -> &str {
    permission.user_id()
}

/// Whether persons of a team and site are in the part of the organisation that may be seen.
pub(crate) fn sees(permission: &Permission, team: Option<&str>, site: Option<&str>) -> bool {
    permission.part().contains(team, site)
}

impl App {
    /// Notes a change of a plan before it is made.
    ///
    /// # Errors
    /// A log that cannot be written.
    pub(crate) async fn note_plan(
        &self,
        permission: &Permission,
        action: &str,
        object: (&str, &str),
        details: &str,
    ) -> Result<()> {
        self.audit(permission, action, object, details).await
    }

    /// Facts of a use case that has asked for its own right already.
    pub(crate) async fn take_plan_facts(&self, request: FactsRequest<'_>) -> Result<FactsAnswer> {
        self.take_facts(request).await
    }
}
