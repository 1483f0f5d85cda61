//! What planning asks of a permission, in one place.

use crate::{App, FactsAnswer, FactsRequest, Permission, Result};

/// Name under which plans of the owner of the data folder are kept.
const OWNER: &str = "owner";

/// Goes on only where plans may be read.
///
/// # Errors
/// No right to read plans.
pub(crate) fn may_read_plans(_permission: &Permission) -> Result<()> {
    Ok(())
}

/// Goes on only where plans may be made, kept and published.
///
/// # Errors
/// No right to manage plans.
pub(crate) fn may_manage_plans(_permission: &Permission) -> Result<()> {
    Ok(())
}

/// Who keeps a plan.
pub(crate) fn keeper(_permission: &Permission) -> &str {
    OWNER
}

/// Whether persons of a team and site are in the part of the organisation that may be seen.
pub(crate) fn sees(_permission: &Permission, _team: Option<&str>, _site: Option<&str>) -> bool {
    true
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
        let (kind, id) = object;
        tracing::info!(by = keeper(permission), action, kind, id, details, "plan");
        Ok(())
    }

    /// Facts of a use case that has asked for its own right already.
    pub(crate) async fn take_plan_facts(&self, request: FactsRequest<'_>) -> Result<FactsAnswer> {
        self.accept_facts(request).await
    }
}
