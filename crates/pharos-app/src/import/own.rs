//! What somebody who imports but does not manage data may bring in: rows under names of the own sources, and none that decide
//! who sees whom.

use std::collections::BTreeSet;

use pharos_schema::TABLES;
use pharos_store::{ImportRecord, ImportState};

use crate::{Action, App, AppError, Permission, Reason, Result};

/// Says who belongs to which team, and so who sees whom.
const DECIDES_SIGHT: &str = "employment";

/// True if rows of a table may be brought in.
pub(super) fn may_bring(permission: &Permission, table: &str) -> bool {
    table != DECIDES_SIGHT || permission.may(Action::ManageData)
}

/// Why rows of a table are not taken.
pub(super) fn refusal(table: &str) -> AppError {
    AppError::refused(
        Reason::TeamsByOthers,
        format!(
            "rows of `{table}` say who belongs to which team, and so who sees whom; maybe somebody who manages data brings this file in"
        ),
    )
}

impl App {
    /// Goes on only if rows of that source's name may be written: a row replaces one of the same source and key, so whoever
    /// does not manage data writes under names that nobody else's rows carry.
    ///
    /// # Errors
    /// The name is somebody else's; records or tables that cannot be read.
    pub(super) async fn require_own_source(&self, permission: &Permission, name: &str) -> Result<()> {
        if permission.may(Action::ManageData) {
            return Ok(());
        }
        let counts = |it: &ImportRecord| matches!(it.state, ImportState::Done | ImportState::Running);
        let imports = self.store.imports().await?;
        let makers: BTreeSet<Option<&str>> = imports
            .iter()
            .filter(|it| it.source_name == name && counts(it))
            .map(|it| it.made_by.as_deref())
            .collect();
        let is_own = match makers.len() {
            // Rows that no import brought came by the streaming door, or are the system's own.
            0 => !self.has_rows_of(name).await?,
            _ => makers.iter().all(|maker| *maker == Some(permission.user_id())),
        };
        if is_own {
            return Ok(());
        }
        let words = format!(
            "the source `{name}` is somebody else's, and its rows could be replaced; maybe give this file another source name"
        );
        Err(AppError::refused(Reason::SourceAnothers, words).with("name", name))
    }

    async fn has_rows_of(&self, source: &str) -> Result<bool> {
        let dataset = self.dataset().await?;
        for table in TABLES.iter().copied() {
            if dataset.reach(table).await?.contains_key(source) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
