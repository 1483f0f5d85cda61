//! The supervisor's day: daily updates, outgoing mail, agenda points, wallboards and their screens, the strategy register.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, Iterable, ModelTrait,
    PrimaryKeyToColumn, QueryFilter, QueryOrder, QuerySelect,
};

use crate::entity::{agenda_point, daily_update, outgoing_mail, strategy_item, wall, wall_device};
use crate::{AuditEntry, Result, Store};

pub use crate::entity::agenda_point::Model as AgendaPointRecord;
pub use crate::entity::daily_update::Model as DailyUpdateRecord;
pub use crate::entity::outgoing_mail::Model as OutgoingMailRecord;
pub use crate::entity::strategy_item::Model as StrategyItemRecord;
pub use crate::entity::wall::Model as WallRecord;
pub use crate::entity::wall_device::Model as WallDeviceRecord;

impl Store {
    /// Makes or changes an update, and queues the mails that go out with it, together with the note of who did it.
    ///
    /// # Errors
    /// The database.
    pub async fn save_daily_update(
        &self,
        update: &DailyUpdateRecord,
        mails: &[OutgoingMailRecord],
        note: Option<&AuditEntry>,
    ) -> Result<()> {
        let transaction = self.write().await?;
        put(&transaction, update.clone()).await?;
        for mail in mails {
            put(&transaction, mail.clone()).await?;
        }
        if let Some(note) = note {
            crate::audit::append(&transaction, std::slice::from_ref(note)).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Updates, the newest day first.
    ///
    /// # Errors
    /// The database.
    pub async fn daily_updates(&self, limit: u64) -> Result<Vec<DailyUpdateRecord>> {
        let found = daily_update::Entity::find()
            .order_by_desc(daily_update::Column::Day)
            .order_by_desc(daily_update::Column::ChangedAtUs)
            .limit(limit);
        Ok(found.all(self.database()).await?)
    }

    /// The update of that id.
    ///
    /// # Errors
    /// The database.
    pub async fn daily_update(&self, id: &str) -> Result<Option<DailyUpdateRecord>> {
        Ok(daily_update::Entity::find_by_id(id.to_owned()).one(self.database()).await?)
    }

    /// Updates that wait for a time that has come.
    ///
    /// # Errors
    /// The database.
    pub async fn daily_updates_due(&self, now_us: i64) -> Result<Vec<DailyUpdateRecord>> {
        let due = daily_update::Entity::find()
            .filter(daily_update::Column::State.eq("waiting"))
            .filter(daily_update::Column::SendAtUs.lte(now_us));
        Ok(due.all(self.database()).await?)
    }

    /// Mails that wait for a time that has come, the oldest first.
    ///
    /// # Errors
    /// The database.
    pub async fn mails_due(&self, now_us: i64, limit: u64) -> Result<Vec<OutgoingMailRecord>> {
        let due = outgoing_mail::Entity::find()
            .filter(outgoing_mail::Column::State.eq("queued"))
            .filter(outgoing_mail::Column::NextTryUs.lte(now_us))
            .order_by_asc(outgoing_mail::Column::CreatedAtUs)
            .limit(limit);
        Ok(due.all(self.database()).await?)
    }

    /// The mails about something.
    ///
    /// # Errors
    /// The database.
    pub async fn mails_about(&self, kind: &str, id: &str) -> Result<Vec<OutgoingMailRecord>> {
        let found = outgoing_mail::Entity::find()
            .filter(outgoing_mail::Column::AboutKind.eq(kind))
            .filter(outgoing_mail::Column::AboutId.eq(id))
            .order_by_asc(outgoing_mail::Column::Recipient);
        Ok(found.all(self.database()).await?)
    }

    /// Changes where a mail stands.
    ///
    /// # Errors
    /// The database.
    pub async fn save_mail(&self, mail: &OutgoingMailRecord) -> Result<()> {
        put(self.database(), mail.clone()).await
    }

    /// Makes or changes a point of an agenda.
    ///
    /// # Errors
    /// The database.
    pub async fn save_agenda_point(&self, point: &AgendaPointRecord) -> Result<()> {
        put(self.database(), point.clone()).await
    }

    /// Points of a kind of meeting from a day on, in the order they were made.
    ///
    /// # Errors
    /// The database.
    pub async fn agenda_points(&self, meeting: &str, from_day: &str) -> Result<Vec<AgendaPointRecord>> {
        let found = agenda_point::Entity::find()
            .filter(agenda_point::Column::Meeting.eq(meeting))
            .filter(agenda_point::Column::Day.gte(from_day))
            .order_by_asc(agenda_point::Column::Day)
            .order_by_asc(agenda_point::Column::MadeAtUs);
        Ok(found.all(self.database()).await?)
    }

    /// The point of that id.
    ///
    /// # Errors
    /// The database.
    pub async fn agenda_point(&self, id: &str) -> Result<Option<AgendaPointRecord>> {
        Ok(agenda_point::Entity::find_by_id(id.to_owned()).one(self.database()).await?)
    }

    /// Makes or changes a board.
    ///
    /// # Errors
    /// The database.
    pub async fn save_wall(&self, board: &WallRecord) -> Result<()> {
        put(self.database(), board.clone()).await
    }

    /// All boards by name.
    ///
    /// # Errors
    /// The database.
    pub async fn walls(&self) -> Result<Vec<WallRecord>> {
        Ok(wall::Entity::find().order_by_asc(wall::Column::Name).all(self.database()).await?)
    }

    /// Removes a board and unpairs its screens.
    ///
    /// # Errors
    /// The database.
    pub async fn remove_wall(&self, id: &str) -> Result<()> {
        let transaction = self.write().await?;
        wall_device::Entity::delete_many()
            .filter(wall_device::Column::WallId.eq(id))
            .exec(&transaction)
            .await?;
        wall::Entity::delete_by_id(id.to_owned()).exec(&transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// Makes or changes a screen.
    ///
    /// # Errors
    /// The database.
    pub async fn save_wall_device(&self, device: &WallDeviceRecord) -> Result<()> {
        put(self.database(), device.clone()).await
    }

    /// All screens, the newest first.
    ///
    /// # Errors
    /// The database.
    pub async fn wall_devices(&self) -> Result<Vec<WallDeviceRecord>> {
        let found = wall_device::Entity::find().order_by_desc(wall_device::Column::AskedAtUs);
        Ok(found.all(self.database()).await?)
    }

    /// The screen with that token.
    ///
    /// # Errors
    /// The database.
    pub async fn wall_device_of(&self, token_hash: &str) -> Result<Option<WallDeviceRecord>> {
        let found = wall_device::Entity::find().filter(wall_device::Column::TokenHash.eq(token_hash));
        Ok(found.one(self.database()).await?)
    }

    /// Removes a screen.
    ///
    /// # Errors
    /// The database.
    pub async fn remove_wall_device(&self, id: &str) -> Result<()> {
        wall_device::Entity::delete_by_id(id.to_owned()).exec(self.database()).await?;
        Ok(())
    }

    /// Removes screens that waited in vain: asked before an instant and never paired.
    ///
    /// # Errors
    /// The database.
    pub async fn remove_stale_wall_devices(&self, before_us: i64) -> Result<()> {
        wall_device::Entity::delete_many()
            .filter(wall_device::Column::WallId.is_null())
            .filter(wall_device::Column::AskedAtUs.lt(before_us))
            .exec(self.database())
            .await?;
        Ok(())
    }

    /// Makes or changes an item of the strategy register.
    ///
    /// # Errors
    /// The database.
    pub async fn save_strategy_item(&self, item: &StrategyItemRecord) -> Result<()> {
        put(self.database(), item.clone()).await
    }

    /// All items of the register by title.
    ///
    /// # Errors
    /// The database.
    pub async fn strategy_items(&self) -> Result<Vec<StrategyItemRecord>> {
        Ok(strategy_item::Entity::find()
            .order_by_asc(strategy_item::Column::Title)
            .all(self.database())
            .await?)
    }
}

/// Inserts a row, or replaces the one with its key.
async fn put<M, A>(connection: &impl ConnectionTrait, row: M) -> Result<()>
where
    M: ModelTrait + IntoActiveModel<A>,
    A: ActiveModelTrait<Entity = M::Entity>,
{
    let key = <M::Entity as EntityTrait>::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column);
    let replace =
        OnConflict::columns(key).update_columns(<M::Entity as EntityTrait>::Column::iter()).to_owned();
    <M::Entity as EntityTrait>::insert(row.into_active_model())
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}
