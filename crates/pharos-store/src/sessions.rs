//! Who has signed in, and who is on the way to an identity provider and back.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

use crate::entity::{pending_sign_in, session};
use crate::{AuditEntry, Result, Store, UserRecord, audit, users};

/// Somebody who has signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRecord {
    /// hash of the token; the token itself is nowhere
    pub token_hash: String,
    /// names it on the page
    pub id: String,
    /// who
    pub user_id: String,
    /// signed in
    pub created_at_us: i64,
    /// last request, to the minute
    pub seen_at_us: i64,
    /// it ends then, whatever happens
    pub ends_at_us: i64,
    /// what the browser says it is
    pub device: String,
    /// network address it began from
    pub address: String,
}

/// Somebody sent to the identity provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingSignIn {
    /// hash of the state parameter
    pub state_hash: String,
    /// the ID token must repeat it
    pub nonce: String,
    /// proof that whoever comes back is whoever left (RFC 7636)
    pub pkce_verifier: String,
    /// the page to open afterwards
    pub return_to: String,
    /// when
    pub created_at_us: i64,
}

impl Store {
    /// Adds a session and notes it.
    ///
    /// # Errors
    /// The database.
    pub async fn add_session(&self, it: &SessionRecord, note: &AuditEntry) -> Result<()> {
        let transaction = self.write().await?;
        session::Entity::insert(model(it)).exec_without_returning(&transaction).await?;
        audit::append(&transaction, std::slice::from_ref(note)).await?;
        Ok(transaction.commit().await?)
    }

    /// The session of that hash and its user, as they are now.
    ///
    /// # Errors
    /// The database.
    pub async fn session(&self, token_hash: &str) -> Result<Option<(SessionRecord, UserRecord)>> {
        let found = session::Entity::find_by_id(token_hash.to_owned()).one(self.database()).await?;
        let Some(found) = found.map(record) else { return Ok(None) };
        let user = users::find(self.database(), &found.user_id).await?;
        Ok(user.map(|user| (found, user)))
    }

    /// Notes when a session was last used.
    ///
    /// # Errors
    /// The database.
    pub async fn see_session(&self, token_hash: &str, now_us: i64) -> Result<()> {
        session::Entity::update_many()
            .col_expr(session::Column::SeenAtUs, now_us.into())
            .filter(session::Column::TokenHash.eq(token_hash))
            .exec(self.database())
            .await?;
        Ok(())
    }

    /// The sessions of a user, the newest first.
    ///
    /// # Errors
    /// The database.
    pub async fn sessions_of(&self, user_id: &str) -> Result<Vec<SessionRecord>> {
        let rows = session::Entity::find()
            .filter(session::Column::UserId.eq(user_id))
            .order_by_desc(session::Column::CreatedAtUs)
            .all(self.database())
            .await?;
        Ok(rows.into_iter().map(record).collect())
    }

    /// Ends a session of a user by its id; `false` where there is none.
    ///
    /// # Errors
    /// The database.
    pub async fn end_session(&self, user_id: &str, id: &str, note: &AuditEntry) -> Result<bool> {
        let transaction = self.write().await?;
        let ended = session::Entity::delete_many()
            .filter(session::Column::UserId.eq(user_id).and(session::Column::Id.eq(id)))
            .exec(&transaction)
            .await?;
        if ended.rows_affected == 0 {
            transaction.rollback().await?;
            return Ok(false);
        }
        audit::append(&transaction, std::slice::from_ref(note)).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Ends all sessions of a user but one.
    ///
    /// # Errors
    /// The database.
    pub async fn end_other_sessions(&self, user_id: &str, kept_hash: &str) -> Result<()> {
        session::Entity::delete_many()
            .filter(session::Column::UserId.eq(user_id).and(session::Column::TokenHash.ne(kept_hash)))
            .exec(self.database())
            .await?;
        Ok(())
    }

    /// Removes sessions whose time is over, and sign-ins nobody came back from.
    ///
    /// # Errors
    /// The database.
    pub async fn forget_sessions(
        &self,
        ended_before_us: i64,
        seen_before_us: i64,
        left_before_us: i64,
    ) -> Result<()> {
        session::Entity::delete_many()
            .filter(
                session::Column::EndsAtUs
                    .lt(ended_before_us)
                    .or(session::Column::SeenAtUs.lt(seen_before_us)),
            )
            .exec(self.database())
            .await?;
        pending_sign_in::Entity::delete_many()
            .filter(pending_sign_in::Column::CreatedAtUs.lt(left_before_us))
            .exec(self.database())
            .await?;
        Ok(())
    }

    /// Notes that somebody left for the identity provider.
    ///
    /// # Errors
    /// The database.
    pub async fn add_pending_sign_in(&self, it: &PendingSignIn) -> Result<()> {
        let row = pending_sign_in::Model {
            state_hash: it.state_hash.clone(),
            nonce: it.nonce.clone(),
            pkce_verifier: it.pkce_verifier.clone(),
            return_to: it.return_to.clone(),
            created_at_us: it.created_at_us,
        };
        pending_sign_in::Entity::insert(row.into_active_model().reset_all())
            .exec_without_returning(self.database())
            .await?;
        Ok(())
    }

    /// Takes the note away and gives it: nobody comes back twice.
    ///
    /// # Errors
    /// The database.
    pub async fn take_pending_sign_in(&self, state_hash: &str) -> Result<Option<PendingSignIn>> {
        let transaction = self.write().await?;
        let found = pending_sign_in::Entity::find_by_id(state_hash.to_owned()).one(&transaction).await?;
        let taken = pending_sign_in::Entity::delete_by_id(state_hash.to_owned()).exec(&transaction).await?;
        transaction.commit().await?;
        Ok(found.filter(|_| taken.rows_affected == 1).map(|row| PendingSignIn {
            state_hash: row.state_hash,
            nonce: row.nonce,
            pkce_verifier: row.pkce_verifier,
            return_to: row.return_to,
            created_at_us: row.created_at_us,
        }))
    }
}

fn model(it: &SessionRecord) -> session::ActiveModel {
    session::Model {
        token_hash: it.token_hash.clone(),
        id: it.id.clone(),
        user_id: it.user_id.clone(),
        created_at_us: it.created_at_us,
        seen_at_us: it.seen_at_us,
        ends_at_us: it.ends_at_us,
        device: it.device.clone(),
        address: it.address.clone(),
    }
    .into_active_model()
    .reset_all()
}

fn record(row: session::Model) -> SessionRecord {
    SessionRecord {
        token_hash: row.token_hash,
        id: row.id,
        user_id: row.user_id,
        created_at_us: row.created_at_us,
        seen_at_us: row.seen_at_us,
        ends_at_us: row.ends_at_us,
        device: row.device,
        address: row.address,
    }
}
