//! Tokens of programs.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

use crate::entity::api_token;
use crate::{AuditEntry, Result, Store, UserRecord, audit, users};

/// A token of a program. It opens what its user may do, and of that only the actions named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiTokenRecord {
    /// names it
    pub id: String,
    /// hash of the token; the token itself is nowhere
    pub token_hash: String,
    /// whose it is
    pub user_id: String,
    /// what it is for
    pub name: String,
    /// words of actions
    pub actions: Vec<String>,
    /// made
    pub created_at_us: i64,
    /// opens nothing from then on
    pub expires_at_us: i64,
    /// last used, to the minute
    pub used_at_us: Option<i64>,
}

impl Store {
    /// Adds a token and notes it.
    ///
    /// # Errors
    /// The database.
    pub async fn add_api_token(&self, it: &ApiTokenRecord, note: &AuditEntry) -> Result<()> {
        let transaction = self.write().await?;
        let row = api_token::Model {
            id: it.id.clone(),
            token_hash: it.token_hash.clone(),
            user_id: it.user_id.clone(),
            name: it.name.clone(),
            actions: it.actions.join(" "),
            created_at_us: it.created_at_us,
            expires_at_us: it.expires_at_us,
            used_at_us: it.used_at_us,
        };
        api_token::Entity::insert(row.into_active_model().reset_all())
            .exec_without_returning(&transaction)
            .await?;
        audit::append(&transaction, std::slice::from_ref(note)).await?;
        Ok(transaction.commit().await?)
    }

    /// The token of that hash and its user, as they are now.
    ///
    /// # Errors
    /// The database.
    pub async fn api_token(&self, token_hash: &str) -> Result<Option<(ApiTokenRecord, UserRecord)>> {
        let found = api_token::Entity::find()
            .filter(api_token::Column::TokenHash.eq(token_hash))
            .one(self.database());
        let Some(found) = found.await?.map(record) else { return Ok(None) };
        let user = users::find(self.database(), &found.user_id).await?;
        Ok(user.map(|user| (found, user)))
    }

    /// All tokens, or those of one user, the newest first.
    ///
    /// # Errors
    /// The database.
    pub async fn api_tokens(&self, user_id: Option<&str>) -> Result<Vec<ApiTokenRecord>> {
        let mut find = api_token::Entity::find().order_by_desc(api_token::Column::CreatedAtUs);
        if let Some(user_id) = user_id {
            find = find.filter(api_token::Column::UserId.eq(user_id));
        }
        Ok(find.all(self.database()).await?.into_iter().map(record).collect())
    }

    /// Notes when a token was last used.
    ///
    /// # Errors
    /// The database.
    pub async fn see_api_token(&self, id: &str, now_us: i64) -> Result<()> {
        api_token::Entity::update_many()
            .col_expr(api_token::Column::UsedAtUs, now_us.into())
            .filter(api_token::Column::Id.eq(id))
            .exec(self.database())
            .await?;
        Ok(())
    }

    /// Takes a token back; with a user, only one of the user's own. `false` where there is none.
    ///
    /// # Errors
    /// The database.
    pub async fn remove_api_token(&self, user_id: Option<&str>, id: &str, note: &AuditEntry) -> Result<bool> {
        let transaction = self.write().await?;
        let mut condition = api_token::Column::Id.eq(id);
        if let Some(user_id) = user_id {
            condition = condition.and(api_token::Column::UserId.eq(user_id));
        }
        let removed = api_token::Entity::delete_many().filter(condition).exec(&transaction).await?;
        if removed.rows_affected == 0 {
            transaction.rollback().await?;
            return Ok(false);
        }
        audit::append(&transaction, std::slice::from_ref(note)).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

fn record(row: api_token::Model) -> ApiTokenRecord {
    ApiTokenRecord {
        id: row.id,
        token_hash: row.token_hash,
        user_id: row.user_id,
        name: row.name,
        actions: row.actions.split_whitespace().map(str::to_owned).collect(),
        created_at_us: row.created_at_us,
        expires_at_us: row.expires_at_us,
        used_at_us: row.used_at_us,
    }
}
