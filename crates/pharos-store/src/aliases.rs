//! Agents, queues and customers that are known under several names, and those nothing else is known of.

use std::collections::HashSet;

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entity::{alias, unknown};
use crate::{Result, Store};

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AliasKind {
    /// an agent
    Agent,
    /// a queue
    Queue,
    /// a customer
    Customer,
}

/// The name `from` means `to`, everywhere and for all time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// what is named
    pub kind: AliasKind,
    /// the name in the facts
    pub from: String,
    /// the name it counts under
    pub to: String,
    /// why
    pub reason: String,
    /// who said so
    pub made_by: String,
    /// when
    pub made_at_us: i64,
}

/// An agent or queue met in facts of which nothing else is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// what is named
    pub kind: AliasKind,
    /// the name in the facts
    pub name: String,
    /// the import it was first met in
    pub first_import: String,
    /// when
    pub first_seen_us: i64,
}

impl AliasKind {
    /// As stored and typed: `agent`, `queue`, `customer`.
    pub fn as_str(self) -> &'static str {
        match self {
            AliasKind::Agent => "agent",
            AliasKind::Queue => "queue",
            AliasKind::Customer => "customer",
        }
    }

    /// The kind of that word.
    pub fn parse(word: &str) -> Option<AliasKind> {
        [AliasKind::Agent, AliasKind::Queue, AliasKind::Customer]
            .into_iter()
            .find(|kind| kind.as_str() == word)
    }
}

impl Store {
    /// Sets or changes an alias.
    ///
    /// # Errors
    /// The database.
    pub async fn set_alias(&self, it: &Alias) -> Result<()> {
        let row = alias::ActiveModel {
            kind: Set(it.kind.as_str().to_owned()),
            from_name: Set(it.from.clone()),
            to_name: Set(it.to.clone()),
            reason: Set(it.reason.clone()),
            made_by: Set(it.made_by.clone()),
            made_at_us: Set(it.made_at_us),
        };
        let replace = OnConflict::columns([alias::Column::Kind, alias::Column::FromName])
            .update_columns([
                alias::Column::ToName,
                alias::Column::Reason,
                alias::Column::MadeBy,
                alias::Column::MadeAtUs,
            ])
            .to_owned();
        alias::Entity::insert(row).on_conflict(replace).exec(self.database()).await?;
        Ok(())
    }

    /// Takes an alias back; false where there was none.
    ///
    /// # Errors
    /// The database.
    pub async fn remove_alias(&self, kind: AliasKind, from: &str) -> Result<bool> {
        let key = (kind.as_str().to_owned(), from.to_owned());
        let done = alias::Entity::delete_by_id(key).exec(self.database()).await?;
        Ok(0 < done.rows_affected)
    }

    /// All aliases.
    ///
    /// # Errors
    /// The database.
    pub async fn aliases(&self) -> Result<Vec<Alias>> {
        aliases(self.database()).await
    }

    /// Agents and queues nothing else is known of, without those that have an alias by now.
    ///
    /// # Errors
    /// The database.
    pub async fn unknowns(&self) -> Result<Vec<Unknown>> {
        let aliased: HashSet<(AliasKind, String)> =
            self.aliases().await?.into_iter().map(|it| (it.kind, it.from)).collect();
        let rows = unknown::Entity::find()
            .order_by_asc(unknown::Column::Kind)
            .order_by_asc(unknown::Column::Name)
            .all(self.database())
            .await?;
        let named = rows.into_iter().filter_map(|row| {
            Some(Unknown {
                kind: AliasKind::parse(&row.kind)?,
                name: row.name,
                first_import: row.first_import,
                first_seen_us: row.first_seen_us,
            })
        });
        Ok(named.filter(|it| !aliased.contains(&(it.kind, it.name.clone()))).collect())
    }
}

impl Store {
    /// Takes names off the unknown: something is known of them now.
    ///
    /// # Errors
    /// The database.
    pub async fn forget_unknowns(&self, kind: AliasKind, names: &[&str]) -> Result<()> {
        for part in names.chunks(500) {
            unknown::Entity::delete_many()
                .filter(unknown::Column::Kind.eq(kind.as_str()))
                .filter(unknown::Column::Name.is_in(part.iter().copied()))
                .exec(self.database())
                .await?;
        }
        Ok(())
    }
}

pub(crate) async fn aliases(connection: &impl ConnectionTrait) -> Result<Vec<Alias>> {
    let rows = alias::Entity::find()
        .order_by_asc(alias::Column::Kind)
        .order_by_asc(alias::Column::FromName)
        .all(connection)
        .await?;
    let named = rows.into_iter().filter_map(|row| {
        Some(Alias {
            kind: AliasKind::parse(&row.kind)?,
            from: row.from_name,
            to: row.to_name,
            reason: row.reason,
            made_by: row.made_by,
            made_at_us: row.made_at_us,
        })
    });
    Ok(named.collect())
}

/// Adds entries; those that are there already keep their first import.
pub(crate) async fn add_unknowns(connection: &impl ConnectionTrait, entries: &[Unknown]) -> Result<()> {
    for part in entries.chunks(500) {
        let rows = part.iter().map(|it| unknown::ActiveModel {
            kind: Set(it.kind.as_str().to_owned()),
            name: Set(it.name.clone()),
            first_import: Set(it.first_import.clone()),
            first_seen_us: Set(it.first_seen_us),
        });
        let keep =
            OnConflict::columns([unknown::Column::Kind, unknown::Column::Name]).do_nothing().to_owned();
        unknown::Entity::insert_many(rows).on_conflict(keep).exec_without_returning(connection).await?;
    }
    Ok(())
}

/// Takes back the entries an import brought.
pub(crate) async fn remove_unknowns(connection: &impl ConnectionTrait, import: &str) -> Result<()> {
    unknown::Entity::delete_many().filter(unknown::Column::FirstImport.eq(import)).exec(connection).await?;
    Ok(())
}
