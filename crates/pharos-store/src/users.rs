//! Who may sign in, and as what.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, Set, SqlErr,
};

use crate::entity::{api_token, recovery_code, session, user};
use crate::{AuditEntry, Result, Store, StoreError, audit};

/// Somebody who may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserRecord {
    /// names the user for ever
    pub id: String,
    /// typed to sign in; lower case, nobody else's
    pub login: String,
    /// shown to people
    pub name: String,
    /// words of roles; the first is the main one
    pub roles: Vec<String>,
    /// the part of the organisation, JSON
    pub part: String,
    /// the agent the user is, if any
    pub agent_id: Option<String>,
    /// hash of the password as a PHC string; `None`: no password opens
    pub password_hash: Option<String>,
    /// true: nothing opens
    pub disabled: bool,
    /// when the user was made
    pub created_at_us: i64,
    /// when the user last signed in
    pub signed_in_at_us: Option<i64>,
    /// secret of the second factor
    pub totp_secret: Option<String>,
    /// true: the second factor is asked for
    pub totp_confirmed: bool,
    /// last step of the second factor that was used
    pub totp_step: i64,
    /// who vouches for the user: issuer and subject of an identity provider
    pub oidc: Option<(String, String)>,
}

impl Store {
    /// The number of users.
    ///
    /// # Errors
    /// The database.
    pub async fn user_count(&self) -> Result<u64> {
        Ok(user::Entity::find().count(self.database()).await?)
    }

    /// All users by login.
    ///
    /// # Errors
    /// The database.
    pub async fn users(&self) -> Result<Vec<UserRecord>> {
        let rows = user::Entity::find().order_by_asc(user::Column::Login).all(self.database()).await?;
        Ok(rows.into_iter().map(record).collect())
    }

    /// The user of that id.
    ///
    /// # Errors
    /// The database.
    pub async fn user(&self, id: &str) -> Result<Option<UserRecord>> {
        Ok(user::Entity::find_by_id(id.to_owned()).one(self.database()).await?.map(record))
    }

    /// The user who types that login.
    ///
    /// # Errors
    /// The database.
    pub async fn user_by_login(&self, login: &str) -> Result<Option<UserRecord>> {
        let found = user::Entity::find().filter(user::Column::Login.eq(login)).one(self.database()).await?;
        Ok(found.map(record))
    }

    /// The user an identity provider vouches for.
    ///
    /// # Errors
    /// The database.
    pub async fn user_by_subject(&self, issuer: &str, subject: &str) -> Result<Option<UserRecord>> {
        let found = user::Entity::find()
            .filter(user::Column::OidcIssuer.eq(issuer))
            .filter(user::Column::OidcSubject.eq(subject))
            .one(self.database())
            .await?;
        Ok(found.map(record))
    }

    /// Adds a user and notes it in the audit log: both, or neither.
    ///
    /// # Errors
    /// [`StoreError::LoginTaken`]; the database.
    pub async fn add_user(&self, it: &UserRecord, note: &AuditEntry) -> Result<()> {
        let transaction = self.write().await?;
        user::Entity::insert(model(it))
            .exec_without_returning(&transaction)
            .await
            .map_err(|error| taken(it, error))?;
        audit::append(&transaction, std::slice::from_ref(note)).await?;
        Ok(transaction.commit().await?)
    }

    /// Adds the first user and notes it; `false` (and nothing added) where there are users already.
    ///
    /// # Errors
    /// The database.
    pub async fn add_first_user(&self, it: &UserRecord, note: &AuditEntry) -> Result<bool> {
        let transaction = self.write().await?;
        // The lock on the audit chain serialises two set-ups at once on PostgreSQL as well.
        audit::append(&transaction, std::slice::from_ref(note)).await?;
        if user::Entity::find().count(&transaction).await? != 0 {
            transaction.rollback().await?;
            return Ok(false);
        }
        user::Entity::insert(model(it))
            .exec_without_returning(&transaction)
            .await
            .map_err(|error| taken(it, error))?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Changes a user and notes it: both, or neither. `close` also ends all sessions of the user.
    ///
    /// # Errors
    /// [`StoreError::LoginTaken`]; the database.
    pub async fn change_user(&self, it: &UserRecord, close: bool, note: &AuditEntry) -> Result<()> {
        let transaction = self.write().await?;
        model(it).update(&transaction).await.map_err(|error| taken(it, error))?;
        if close {
            let own = session::Entity::delete_many().filter(session::Column::UserId.eq(&it.id));
            own.exec(&transaction).await?;
        }
        audit::append(&transaction, std::slice::from_ref(note)).await?;
        Ok(transaction.commit().await?)
    }

    /// Removes a user with all sessions, tokens and codes, and notes it.
    ///
    /// # Errors
    /// The database.
    pub async fn remove_user(&self, id: &str, note: &AuditEntry) -> Result<()> {
        let transaction = self.write().await?;
        user::Entity::delete_by_id(id.to_owned()).exec(&transaction).await?;
        session::Entity::delete_many().filter(session::Column::UserId.eq(id)).exec(&transaction).await?;
        api_token::Entity::delete_many().filter(api_token::Column::UserId.eq(id)).exec(&transaction).await?;
        let codes = recovery_code::Entity::delete_many().filter(recovery_code::Column::UserId.eq(id));
        codes.exec(&transaction).await?;
        audit::append(&transaction, std::slice::from_ref(note)).await?;
        Ok(transaction.commit().await?)
    }

    /// Notes that a step of the second factor was used; `false` where it, or a later one, was used before.
    ///
    /// # Errors
    /// The database.
    pub async fn use_totp_step(&self, user_id: &str, step: i64) -> Result<bool> {
        let used = user::Entity::update_many()
            .col_expr(user::Column::TotpStep, step.into())
            .filter(user::Column::Id.eq(user_id))
            .filter(user::Column::TotpStep.lt(step))
            .exec(self.database())
            .await?;
        Ok(used.rows_affected == 1)
    }

    /// Replaces the recovery codes of a user by these hashes.
    ///
    /// # Errors
    /// The database.
    pub async fn set_recovery_codes(&self, user_id: &str, hashes: &[String]) -> Result<()> {
        let transaction = self.write().await?;
        let old = recovery_code::Entity::delete_many().filter(recovery_code::Column::UserId.eq(user_id));
        old.exec(&transaction).await?;
        if !hashes.is_empty() {
            let rows = hashes.iter().map(|hash| recovery_code::ActiveModel {
                user_id: Set(user_id.to_owned()),
                code_hash: Set(hash.clone()),
            });
            recovery_code::Entity::insert_many(rows).exec_without_returning(&transaction).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// The number of recovery codes a user has left.
    ///
    /// # Errors
    /// The database.
    pub async fn recovery_codes_left(&self, user_id: &str) -> Result<u64> {
        let own = recovery_code::Entity::find().filter(recovery_code::Column::UserId.eq(user_id));
        Ok(own.count(self.database()).await?)
    }

    /// Uses up a recovery code; `false` where it is not there (any more).
    ///
    /// # Errors
    /// The database.
    pub async fn use_recovery_code(&self, user_id: &str, hash: &str) -> Result<bool> {
        let used = recovery_code::Entity::delete_many()
            .filter(recovery_code::Column::UserId.eq(user_id).and(recovery_code::Column::CodeHash.eq(hash)))
            .exec(self.database())
            .await?;
        Ok(used.rows_affected == 1)
    }
}

/// The user of that id, as one of several things read together.
pub(crate) async fn find(connection: &impl ConnectionTrait, id: &str) -> Result<Option<UserRecord>> {
    Ok(user::Entity::find_by_id(id.to_owned()).one(connection).await?.map(record))
}

fn taken(it: &UserRecord, error: sea_orm::DbErr) -> StoreError {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => StoreError::LoginTaken { login: it.login.clone() },
        _ => StoreError::Database(error),
    }
}

fn model(it: &UserRecord) -> user::ActiveModel {
    user::Model {
        id: it.id.clone(),
        login: it.login.clone(),
        name: it.name.clone(),
        roles: it.roles.join(" "),
        part: it.part.clone(),
        agent_id: it.agent_id.clone(),
        password_hash: it.password_hash.clone(),
        disabled: it.disabled,
        created_at_us: it.created_at_us,
        signed_in_at_us: it.signed_in_at_us,
        totp_secret: it.totp_secret.clone(),
        totp_confirmed: it.totp_confirmed,
        totp_step: it.totp_step,
        oidc_issuer: it.oidc.as_ref().map(|(issuer, _)| issuer.clone()),
        oidc_subject: it.oidc.as_ref().map(|(_, subject)| subject.clone()),
    }
    .into_active_model()
    .reset_all()
}

fn record(row: user::Model) -> UserRecord {
    UserRecord {
        id: row.id,
        login: row.login,
        name: row.name,
        roles: row.roles.split_whitespace().map(str::to_owned).collect(),
        part: row.part,
        agent_id: row.agent_id,
        password_hash: row.password_hash,
        disabled: row.disabled,
        created_at_us: row.created_at_us,
        signed_in_at_us: row.signed_in_at_us,
        totp_secret: row.totp_secret,
        totp_confirmed: row.totp_confirmed,
        totp_step: row.totp_step,
        oidc: row.oidc_issuer.zip(row.oidc_subject),
    }
}
