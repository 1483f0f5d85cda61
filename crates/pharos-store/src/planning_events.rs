//! What planners know of their series: events to come or past, and what is to be learned from odd days.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entity::{cleaning_decision, planning_event};
use crate::{Result, SeriesKey, Store};

/// Something unusual that a planner knows of.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanningEvent {
    /// names it for ever
    pub id: String,
    /// its name
    pub name: String,
    /// events of a kind act alike; `closed`: nobody is there
    pub kind: String,
    /// first instant (inclusive)
    pub from_us: i64,
    /// first instant after
    pub to_us: i64,
    /// only this queue; all where `None`
    pub queue: Option<String>,
    /// only this channel; all where `None`
    pub channel: Option<String>,
    /// share added to the volume as expected by a person; history says where `None`
    pub expected: Option<f64>,
    /// id of the user
    pub made_by: String,
    /// when
    pub made_at_us: i64,
    /// id of the user who took it back
    pub removed_by: Option<String>,
    /// when
    pub removed_at_us: Option<i64>,
}

/// What somebody decided of an odd day, or of a part of it.
#[derive(Clone, Debug, PartialEq)]
pub struct CleaningDecision {
    /// names it for ever
    pub id: String,
    /// of which series
    pub series: SeriesKey,
    /// the local day, ISO
    pub day: String,
    /// seconds of the wall clock from (inclusive) and to (exclusive); `None`: the whole day
    pub slots_s: Option<(i32, i32)>,
    /// `keep`, `leave_out`, `replace`, `undecided`
    pub decision: String,
    /// the total to learn from instead
    pub value: Option<f64>,
    /// why
    pub reason: String,
    /// id of the user
    pub made_by: String,
    /// when
    pub made_at_us: i64,
}

impl Store {
    /// Keeps an event.
    ///
    /// # Errors
    /// The database.
    pub async fn add_planning_event(&self, event: &PlanningEvent) -> Result<()> {
        let row = planning_event::ActiveModel {
            id: Set(event.id.clone()),
            name: Set(event.name.clone()),
            kind: Set(event.kind.clone()),
            from_us: Set(event.from_us),
            to_us: Set(event.to_us),
            queue: Set(event.queue.clone()),
            channel: Set(event.channel.clone()),
            expected: Set(event.expected),
            made_by: Set(event.made_by.clone()),
            made_at_us: Set(event.made_at_us),
            removed_by: Set(event.removed_by.clone()),
            removed_at_us: Set(event.removed_at_us),
        };
        let transaction = self.write().await?;
        row.insert(&transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// The events in force, in the order of time.
    ///
    /// # Errors
    /// The database.
    pub async fn planning_events(&self) -> Result<Vec<PlanningEvent>> {
        let rows = planning_event::Entity::find()
            .filter(planning_event::Column::RemovedAtUs.is_null())
            .order_by_asc(planning_event::Column::FromUs)
            .order_by_asc(planning_event::Column::Id)
            .all(self.database())
            .await?;
        Ok(rows.into_iter().map(event).collect())
    }

    /// Takes an event back; its row stays, as forecasts were made with it. False where there is none in force.
    ///
    /// # Errors
    /// The database.
    pub async fn remove_planning_event(&self, id: &str, user_id: &str, now_us: i64) -> Result<bool> {
        let transaction = self.write().await?;
        let removed = planning_event::Entity::update_many()
            .col_expr(planning_event::Column::RemovedBy, Expr::value(Some(user_id.to_owned())))
            .col_expr(planning_event::Column::RemovedAtUs, Expr::value(Some(now_us)))
            .filter(planning_event::Column::Id.eq(id))
            .filter(planning_event::Column::RemovedAtUs.is_null())
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
        Ok(removed.rows_affected == 1)
    }

    /// Keeps a decision; earlier ones on the same day stay on record.
    ///
    /// # Errors
    /// The database.
    pub async fn decide_cleaning(&self, decision: &CleaningDecision) -> Result<()> {
        let row = cleaning_decision::ActiveModel {
            id: Set(decision.id.clone()),
            queue: Set(decision.series.queue.clone()),
            channel: Set(decision.series.channel.clone()),
            filter: Set(decision.series.filter.clone()),
            day: Set(decision.day.clone()),
            from_s: Set(decision.slots_s.map(|(from, _)| from)),
            to_s: Set(decision.slots_s.map(|(_, to)| to)),
            decision: Set(decision.decision.clone()),
            value: Set(decision.value),
            reason: Set(decision.reason.clone()),
            made_by: Set(decision.made_by.clone()),
            made_at_us: Set(decision.made_at_us),
        };
        let transaction = self.write().await?;
        row.insert(&transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// All decisions on a series, in the order they were made.
    ///
    /// # Errors
    /// The database.
    pub async fn cleaning_decisions(&self, series: &SeriesKey) -> Result<Vec<CleaningDecision>> {
        let rows = cleaning_decision::Entity::find()
            .order_by_asc(cleaning_decision::Column::MadeAtUs)
            .order_by_asc(cleaning_decision::Column::Id)
            .all(self.database())
            .await?;
        Ok(rows.into_iter().map(decision).filter(|it| it.series == *series).collect())
    }
}

fn event(row: planning_event::Model) -> PlanningEvent {
    PlanningEvent {
        id: row.id,
        name: row.name,
        kind: row.kind,
        from_us: row.from_us,
        to_us: row.to_us,
        queue: row.queue,
        channel: row.channel,
        expected: row.expected,
        made_by: row.made_by,
        made_at_us: row.made_at_us,
        removed_by: row.removed_by,
        removed_at_us: row.removed_at_us,
    }
}

fn decision(row: cleaning_decision::Model) -> CleaningDecision {
    CleaningDecision {
        id: row.id,
        series: SeriesKey { queue: row.queue, channel: row.channel, filter: row.filter },
        day: row.day,
        slots_s: row.from_s.zip(row.to_s),
        decision: row.decision,
        value: row.value,
        reason: row.reason,
        made_by: row.made_by,
        made_at_us: row.made_at_us,
    }
}
