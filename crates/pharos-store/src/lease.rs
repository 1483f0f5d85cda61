//! The writer's lease: one process writes the fact tables.

use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};

use crate::entity::writer_lease;
use crate::{Result, Store, imports};

const ROW: i32 = 1;

/// How long a lease lasts without renewal. A writer renews it more often than that.
pub const LEASE_TTL_US: i64 = 60_000_000;

/// A process that writes, or wants to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaseHolder {
    /// a name nobody else has
    pub name: String,
    /// the machine
    pub host: String,
}

impl Store {
    /// Takes the lease if it is free, run out, or already the holder's. `host_is_ours` says that the holder has proof that
    /// no other process of its machine writes (a lock on the data folder): then a lease of that machine is a dead one's.
    /// Whoever takes over marks imports that still say "running" as failed.
    ///
    /// # Errors
    /// The database.
    pub async fn take_lease(&self, holder: &LeaseHolder, host_is_ours: bool, now_us: i64) -> Result<bool> {
        let transaction = self.write().await?;
        let row = writer_lease::ActiveModel {
            id: Set(ROW),
            holder: Set(holder.name.clone()),
            host: Set(holder.host.clone()),
            expires_at_us: Set(now_us + LEASE_TTL_US),
        };
        let taken = match writer_lease::Entity::find_by_id(ROW).one(&transaction).await? {
            None => {
                row.insert(&transaction).await?;
                true
            }
            Some(found) => {
                let free = found.holder == holder.name
                    || found.expires_at_us <= now_us
                    || (host_is_ours && found.host == holder.host);
                if free {
                    row.update(&transaction).await?;
                }
                free
            }
        };
        if taken {
            imports::fail_running(&transaction, now_us).await?;
        }
        transaction.commit().await?;
        Ok(taken)
    }

    /// True if somebody holds the lease, or ended without giving it back.
    ///
    /// # Errors
    /// The database.
    pub async fn has_lease(&self) -> Result<bool> {
        Ok(writer_lease::Entity::find_by_id(ROW).one(self.database()).await?.is_some())
    }

    /// Extends the holder's lease; `false` if it went to another.
    ///
    /// # Errors
    /// The database.
    pub async fn renew_lease(&self, holder: &LeaseHolder, now_us: i64) -> Result<bool> {
        let renewed = writer_lease::Entity::update_many()
            .col_expr(writer_lease::Column::ExpiresAtUs, (now_us + LEASE_TTL_US).into())
            .filter(writer_lease::Column::Holder.eq(&holder.name))
            .exec(self.database())
            .await?;
        Ok(renewed.rows_affected == 1)
    }

    /// Gives the lease back.
    ///
    /// # Errors
    /// The database.
    pub async fn release_lease(&self, holder: &LeaseHolder) -> Result<()> {
        let own = writer_lease::Entity::delete_many().filter(writer_lease::Column::Holder.eq(&holder.name));
        own.exec(self.database()).await?;
        Ok(())
    }
}

pub(crate) async fn is_held(connection: &impl ConnectionTrait, holder: &LeaseHolder) -> Result<bool> {
    let row = writer_lease::Entity::find_by_id(ROW).one(connection).await?;
    Ok(row.is_some_and(|row| row.holder == holder.name))
}
