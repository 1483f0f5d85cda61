//! Agents, queues and customers known under several names, and those nothing else is known of.

use pharos_store::{Alias, AliasKind};
use serde::Serialize;

use crate::{Action, App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// An alias as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AliasEntry {
    /// agent, queue, customer
    pub kind: &'static str,
    /// the name in the facts
    pub from: String,
    /// the name it counts under
    pub to: String,
    /// why
    pub reason: String,
    /// who said so
    pub by: String,
    /// when, RFC 3339
    pub at: String,
}

/// An agent or queue nothing else is known of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnknownEntry {
    /// agent, queue
    pub kind: &'static str,
    /// the name in the facts
    pub name: String,
    /// the import that brought it
    pub first_import: String,
    /// when, RFC 3339
    pub first_seen: String,
}

/// Both lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AliasList {
    /// names that mean others
    pub aliases: Vec<AliasEntry>,
    /// names nothing else is known of
    pub unknown: Vec<UnknownEntry>,
}

impl App {
    /// From now on the name `from` counts under `to`, in all data.
    ///
    /// # Errors
    /// An unknown kind, a name that would mean itself, an alias of an alias.
    pub async fn set_alias(
        &self,
        permission: &Permission,
        kind: &str,
        from: &str,
        to: &str,
        reason: &str,
    ) -> Result<()> {
        permission.require(Action::ManageData)?;
        let parsed = AliasKind::parse(kind).ok_or_else(|| no_such_kind(kind))?;
        if from == to || from.is_empty() || to.is_empty() {
            return Err(AppError::refused(
                Reason::AliasSelf,
                format!("`{from}` cannot be an alias of `{to}`; maybe a name is mistyped"),
            ));
        }
        let known = self.store.aliases().await?;
        let of_kind = || known.iter().filter(|alias| alias.kind == parsed);
        if let Some(further) = of_kind().find(|alias| alias.from == to) {
            return Err(AppError::refused(
                Reason::AliasFurther,
                format!("`{to}` itself counts under `{}`; maybe name that one", further.to),
            )
            .with("name", to)
            .with("further", further.to.as_str()));
        }
        if let Some(user) = of_kind().find(|alias| alias.to == from) {
            return Err(AppError::refused(
                Reason::AliasUsed,
                format!("`{}` counts under `{from}`; maybe change that alias first", user.from),
            )
            .with("name", from)
            .with("other", user.from.as_str()));
        }
        let alias = Alias {
            kind: parsed,
            from: from.to_owned(),
            to: to.to_owned(),
            reason: reason.to_owned(),
            made_by: permission.login().to_owned(),
            made_at_us: now_us(),
        };
        self.audit(permission, "alias.set", (kind, from), &format!("to {to}: {reason}")).await?;
        Ok(self.store.set_alias(&alias).await?)
    }

    /// Takes an alias back: the name is its own again.
    ///
    /// # Errors
    /// An unknown kind, a name that has no alias.
    pub async fn remove_alias(&self, permission: &Permission, kind: &str, from: &str) -> Result<()> {
        permission.require(Action::ManageData)?;
        self.audit(permission, "alias.remove", (kind, from), "").await?;
        let parsed = AliasKind::parse(kind).ok_or_else(|| no_such_kind(kind))?;
        if self.store.remove_alias(parsed, from).await? {
            return Ok(());
        }
        Err(AppError::NotFound { what: "alias", name: from.to_owned(), advice: String::new() })
    }

    /// Aliases, and names nothing else is known of.
    ///
    /// # Errors
    /// The records.
    pub async fn aliases(&self, permission: &Permission) -> Result<AliasList> {
        permission.require(Action::ReadPeople)?;
        let aliases = self.store.aliases().await?.into_iter().map(|alias| AliasEntry {
            kind: alias.kind.as_str(),
            from: alias.from,
            to: alias.to,
            reason: alias.reason,
            by: alias.made_by,
            at: rfc3339(alias.made_at_us),
        });
        let unknown = self.store.unknowns().await?.into_iter().map(|it| UnknownEntry {
            kind: it.kind.as_str(),
            name: it.name,
            first_import: it.first_import,
            first_seen: rfc3339(it.first_seen_us),
        });
        Ok(AliasList { aliases: aliases.collect(), unknown: unknown.collect() })
    }
}

fn no_such_kind(kind: &str) -> AppError {
    AppError::NotFound {
        what: "kind of names",
        name: kind.to_owned(),
        advice: "; an alias is of an agent, queue or customer".to_owned(),
    }
}
