//! Published forecasts: kept for ever, with every manual change and whether they became the plan.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde_json::Value;

use crate::entity::{forecast_change, forecast_value, published_forecast};
use crate::{Result, Store, StoreError};

/// Which series a record is about; `None` is all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SeriesKey {
    /// the queue
    pub queue: Option<String>,
    /// the channel
    pub channel: Option<String>,
    /// any other filter, in the words of a question
    pub filter: Option<String>,
}

/// A published forecast without its values.
#[derive(Clone, Debug, PartialEq)]
pub struct ForecastRecord {
    /// names it for ever
    pub id: String,
    /// of what
    pub series: SeriesKey,
    /// length of its intervals
    pub interval_s: i32,
    /// nothing that came at or after was looked at
    pub origin_us: i64,
    /// first instant it speaks of
    pub from_us: i64,
    /// first instant after
    pub to_us: i64,
    /// id of the user who published it
    pub made_by: String,
    /// when
    pub made_at_us: i64,
    /// what its maker says of it
    pub note: String,
    /// members, weights, seed, events: what it was made with
    pub model: Value,
    /// hash of the history, events and decisions it stands on
    pub inputs_hash: String,
    /// id of the user who made it the plan
    pub plan_by: Option<String>,
    /// when it became the plan
    pub plan_at_us: Option<i64>,
}

/// A manual change: from `from_us` to `to_us` contacts and handle time are multiplied.
#[derive(Clone, Debug, PartialEq)]
pub struct ForecastChange {
    /// names it for ever
    pub id: String,
    /// the forecast
    pub forecast_id: String,
    /// first instant (inclusive)
    pub from_us: i64,
    /// first instant after
    pub to_us: i64,
    /// factor on contacts
    pub contacts: f64,
    /// factor on handle time
    pub handle_time: f64,
    /// why
    pub reason: String,
    /// id of the user
    pub made_by: String,
    /// when
    pub made_at_us: i64,
}

impl Store {
    /// Keeps a forecast and its values.
    ///
    /// # Errors
    /// The database; an id that is taken.
    pub async fn publish_forecast(&self, forecast: &ForecastRecord, values: &Value) -> Result<()> {
        let row = published_forecast::ActiveModel {
            id: Set(forecast.id.clone()),
            queue: Set(forecast.series.queue.clone()),
            channel: Set(forecast.series.channel.clone()),
            filter: Set(forecast.series.filter.clone()),
            interval_s: Set(forecast.interval_s),
            origin_us: Set(forecast.origin_us),
            from_us: Set(forecast.from_us),
            to_us: Set(forecast.to_us),
            made_by: Set(forecast.made_by.clone()),
            made_at_us: Set(forecast.made_at_us),
            note: Set(forecast.note.clone()),
            model: Set(forecast.model.to_string()),
            inputs_hash: Set(forecast.inputs_hash.clone()),
            plan_by: Set(forecast.plan_by.clone()),
            plan_at_us: Set(forecast.plan_at_us),
        };
        let values = forecast_value::ActiveModel {
            forecast_id: Set(forecast.id.clone()),
            body: Set(values.to_string()),
        };
        let transaction = self.write().await?;
        row.insert(&transaction).await?;
        values.insert(&transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// Forecasts that end after an instant, newest first; of one series where it is given.
    ///
    /// # Errors
    /// The database; a damaged row.
    pub async fn published_forecasts(
        &self,
        series: Option<&SeriesKey>,
        end_after_us: i64,
    ) -> Result<Vec<ForecastRecord>> {
        let mut query =
            published_forecast::Entity::find().filter(published_forecast::Column::ToUs.gt(end_after_us));
        if let Some(series) = series {
            query = match &series.queue {
                Some(queue) => query.filter(published_forecast::Column::Queue.eq(queue)),
                None => query.filter(published_forecast::Column::Queue.is_null()),
            };
            query = match &series.channel {
                Some(channel) => query.filter(published_forecast::Column::Channel.eq(channel)),
                None => query.filter(published_forecast::Column::Channel.is_null()),
            };
            query = match &series.filter {
                Some(filter) => query.filter(published_forecast::Column::Filter.eq(filter)),
                None => query.filter(published_forecast::Column::Filter.is_null()),
            };
        }
        let rows = query
            .order_by_desc(published_forecast::Column::MadeAtUs)
            .order_by_desc(published_forecast::Column::Id)
            .all(self.database())
            .await?;
        rows.into_iter().map(record).collect()
    }

    /// Of which series there are forecasts.
    ///
    /// # Errors
    /// The database.
    pub async fn forecast_series(&self) -> Result<Vec<SeriesKey>> {
        let rows: Vec<(Option<String>, Option<String>, Option<String>)> = published_forecast::Entity::find()
            .select_only()
            .column(published_forecast::Column::Queue)
            .column(published_forecast::Column::Channel)
            .column(published_forecast::Column::Filter)
            .distinct()
            .into_tuple()
            .all(self.database())
            .await?;
        let mut keys: Vec<SeriesKey> =
            rows.into_iter().map(|(queue, channel, filter)| SeriesKey { queue, channel, filter }).collect();
        keys.sort();
        Ok(keys)
    }

    /// A forecast by its id.
    ///
    /// # Errors
    /// The database; a damaged row.
    pub async fn published_forecast(&self, id: &str) -> Result<Option<ForecastRecord>> {
        let row = published_forecast::Entity::find_by_id(id.to_owned()).one(self.database()).await?;
        row.map(record).transpose()
    }

    /// The values of a forecast as they were published; `None` where there is none.
    ///
    /// # Errors
    /// The database; a damaged row.
    pub async fn forecast_values(&self, id: &str) -> Result<Option<Value>> {
        let row = forecast_value::Entity::find_by_id(id.to_owned()).one(self.database()).await?;
        row.map(|row| json(&row.body)).transpose()
    }

    /// Notes that a forecast became the plan; the first note stays.
    ///
    /// # Errors
    /// The database.
    pub async fn make_forecast_the_plan(&self, id: &str, user_id: &str, now_us: i64) -> Result<()> {
        let transaction = self.write().await?;
        published_forecast::Entity::update_many()
            .col_expr(published_forecast::Column::PlanBy, Expr::value(Some(user_id.to_owned())))
            .col_expr(published_forecast::Column::PlanAtUs, Expr::value(Some(now_us)))
            .filter(published_forecast::Column::Id.eq(id))
            .filter(published_forecast::Column::PlanAtUs.is_null())
            .exec(&transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Keeps a manual change.
    ///
    /// # Errors
    /// The database.
    pub async fn change_forecast(&self, change: &ForecastChange) -> Result<()> {
        let row = forecast_change::ActiveModel {
            id: Set(change.id.clone()),
            forecast_id: Set(change.forecast_id.clone()),
            from_us: Set(change.from_us),
            to_us: Set(change.to_us),
            contacts: Set(change.contacts),
            handle_time: Set(change.handle_time),
            reason: Set(change.reason.clone()),
            made_by: Set(change.made_by.clone()),
            made_at_us: Set(change.made_at_us),
        };
        let transaction = self.write().await?;
        row.insert(&transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// The manual changes of forecasts, in the order they were made.
    ///
    /// # Errors
    /// The database.
    pub async fn forecast_changes(&self, forecast_ids: &[String]) -> Result<Vec<ForecastChange>> {
        let rows = forecast_change::Entity::find()
            .filter(forecast_change::Column::ForecastId.is_in(forecast_ids))
            .order_by_asc(forecast_change::Column::MadeAtUs)
            .order_by_asc(forecast_change::Column::Id)
            .all(self.database())
            .await?;
        let change = |row: forecast_change::Model| ForecastChange {
            id: row.id,
            forecast_id: row.forecast_id,
            from_us: row.from_us,
            to_us: row.to_us,
            contacts: row.contacts,
            handle_time: row.handle_time,
            reason: row.reason,
            made_by: row.made_by,
            made_at_us: row.made_at_us,
        };
        Ok(rows.into_iter().map(change).collect())
    }
}

fn json(text: &str) -> Result<Value> {
    serde_json::from_str(text).map_err(|source| StoreError::Stored { what: "published forecast", source })
}

fn record(row: published_forecast::Model) -> Result<ForecastRecord> {
    Ok(ForecastRecord {
        model: json(&row.model)?,
        id: row.id,
        series: SeriesKey { queue: row.queue, channel: row.channel, filter: row.filter },
        interval_s: row.interval_s,
        origin_us: row.origin_us,
        from_us: row.from_us,
        to_us: row.to_us,
        made_by: row.made_by,
        made_at_us: row.made_at_us,
        note: row.note,
        inputs_hash: row.inputs_hash,
        plan_by: row.plan_by,
        plan_at_us: row.plan_at_us,
    })
}
