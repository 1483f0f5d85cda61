//! What is kept about people and for them, pulse surveys, addresses of calendars.

use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set, SqlErr};

use crate::entity::{calendar_feed, person_record, pulse_answer, pulse_taken, setting};
use crate::{NewFact, Result, Store, StoreError, inbox};

const SETTINGS: &str = "people";

/// Something kept about a person, or for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRecord {
    /// names it for ever
    pub id: String,
    /// `one_on_one`, `todo`, `assignment`, ...
    pub kind: String,
    /// whom it is about
    pub agent_id: Option<String>,
    /// who has to act, or leads it
    pub owner_id: Option<String>,
    /// `open`, `done`, ...; the kind knows which
    pub state: String,
    /// when it happens or happened
    pub at_us: i64,
    /// when it is due
    pub due_us: Option<i64>,
    /// who made it
    pub made_by: String,
    /// when it was made
    pub made_at_us: i64,
    /// grows with each change
    pub version: i64,
    /// the rest, JSON of its kind
    pub body: String,
}

/// Which records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonRecordFilter {
    /// of these kinds
    pub kinds: Vec<String>,
    /// about this person
    pub agent_id: Option<String>,
    /// of this owner
    pub owner_id: Option<String>,
    /// in one of these states; all where empty
    pub states: Vec<String>,
    /// at or after
    pub from_us: Option<i64>,
    /// before
    pub to_us: Option<i64>,
}

/// An answer to a pulse survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PulseAnswer {
    /// draws the row out of any order of time
    pub id: String,
    /// the survey
    pub survey_id: String,
    /// the team of whoever answered
    pub team: String,
    /// the answer
    pub value: i64,
    /// free words, often empty
    pub comment: String,
}

impl Store {
    /// Adds records and facts that come of them, in one transaction.
    ///
    /// # Errors
    /// The database.
    pub async fn add_person_records(
        &self,
        records: &[PersonRecord],
        facts: &[NewFact],
        now_us: i64,
    ) -> Result<()> {
        let transaction = self.write().await?;
        for part in records.chunks(200) {
            let rows = part.iter().map(model);
            person_record::Entity::insert_many(rows).exec_without_returning(&transaction).await?;
        }
        inbox::add(&transaction, facts, now_us).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Changes a record whose version is still the one read, with the records and facts that come of the change.
    ///
    /// # Errors
    /// [`StoreError::Changed`] where somebody else was quicker; the database.
    pub async fn change_person_record(
        &self,
        record: &PersonRecord,
        new: &[PersonRecord],
        facts: &[NewFact],
        now_us: i64,
    ) -> Result<()> {
        let transaction = self.write().await?;
        let changed = person_record::Entity::update_many()
            .col_expr(person_record::Column::AgentId, Expr::value(record.agent_id.clone()))
            .col_expr(person_record::Column::OwnerId, Expr::value(record.owner_id.clone()))
            .col_expr(person_record::Column::State, Expr::value(record.state.clone()))
            .col_expr(person_record::Column::AtUs, Expr::value(record.at_us))
            .col_expr(person_record::Column::DueUs, Expr::value(record.due_us))
            .col_expr(person_record::Column::Version, Expr::value(record.version + 1))
            .col_expr(person_record::Column::Body, Expr::value(record.body.clone()))
            .filter(person_record::Column::Id.eq(&record.id))
            .filter(person_record::Column::Version.eq(record.version))
            .exec(&transaction)
            .await?;
        if changed.rows_affected == 0 {
            return Err(StoreError::Changed { what: "record", id: record.id.clone() });
        }
        for record in new {
            person_record::Entity::insert(model(record)).exec_without_returning(&transaction).await?;
        }
        inbox::add(&transaction, facts, now_us).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The settings of what concerns people, JSON; None where none were made.
    ///
    /// # Errors
    /// The database.
    pub async fn people_settings(&self) -> Result<Option<String>> {
        let found = setting::Entity::find_by_id(SETTINGS.to_owned()).one(self.database()).await?;
        Ok(found.map(|it| it.value))
    }

    /// Stores the settings of what concerns people.
    ///
    /// # Errors
    /// The database.
    pub async fn set_people_settings(&self, value: &str) -> Result<()> {
        let row = setting::ActiveModel { name: Set(SETTINGS.to_owned()), value: Set(value.to_owned()) };
        let replace =
            OnConflict::column(setting::Column::Name).update_column(setting::Column::Value).to_owned();
        setting::Entity::insert(row).on_conflict(replace).exec_without_returning(self.database()).await?;
        Ok(())
    }

    /// One record.
    ///
    /// # Errors
    /// The database.
    pub async fn person_record(&self, id: &str) -> Result<Option<PersonRecord>> {
        let found = person_record::Entity::find_by_id(id.to_owned()).one(self.database()).await?;
        Ok(found.map(record).filter(|it| !it.body.is_empty()))
    }

    /// Records in the order of their time.
    ///
    /// # Errors
    /// The database.
    pub async fn person_records(&self, filter: &PersonRecordFilter) -> Result<Vec<PersonRecord>> {
        use person_record::Column;
        let mut select = person_record::Entity::find().filter(Column::Kind.is_in(filter.kinds.iter()));
        if let Some(agent) = &filter.agent_id {
            select = select.filter(Column::AgentId.eq(agent));
        }
        if let Some(owner) = &filter.owner_id {
            select = select.filter(Column::OwnerId.eq(owner));
        }
        if !filter.states.is_empty() {
            select = select.filter(Column::State.is_in(filter.states.iter()));
        }
        if let Some(from) = filter.from_us {
            select = select.filter(Column::AtUs.gte(from));
        }
        if let Some(to) = filter.to_us {
            select = select.filter(Column::AtUs.lt(to));
        }
        let rows = select.order_by_asc(Column::AtUs).order_by_asc(Column::Id).all(self.database()).await?;
        // An empty body is what is left of a record about somebody who was erased.
        Ok(rows.into_iter().map(record).filter(|it| !it.body.is_empty()).collect())
    }

    /// Keeps an answer to a pulse survey; false where the person has answered already. `person` does not stand in the answer.
    ///
    /// # Errors
    /// The database.
    pub async fn add_pulse_answer(&self, person: &str, answer: &PulseAnswer) -> Result<bool> {
        let transaction = self.write().await?;
        let taken = pulse_taken::ActiveModel {
            survey_id: Set(answer.survey_id.clone()),
            person_id: Set(person.to_owned()),
        };
        match pulse_taken::Entity::insert(taken).exec_without_returning(&transaction).await {
            Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
                return Ok(false);
            }
            other => other?,
        };
        let row = pulse_answer::ActiveModel {
            id: Set(answer.id.clone()),
            survey_id: Set(answer.survey_id.clone()),
            team: Set(answer.team.clone()),
            value: Set(answer.value),
            comment: Set(answer.comment.clone()),
        };
        pulse_answer::Entity::insert(row).exec_without_returning(&transaction).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Answers to a survey, in an order that says nothing about who gave them.
    ///
    /// # Errors
    /// The database.
    pub async fn pulse_answers(&self, survey: &str) -> Result<Vec<PulseAnswer>> {
        let rows = pulse_answer::Entity::find()
            .filter(pulse_answer::Column::SurveyId.eq(survey))
            .order_by_asc(pulse_answer::Column::Id)
            .all(self.database())
            .await?;
        let answer = |row: pulse_answer::Model| PulseAnswer {
            id: row.id,
            survey_id: row.survey_id,
            team: row.team,
            value: row.value,
            comment: row.comment,
        };
        Ok(rows.into_iter().map(answer).collect())
    }

    /// True if the person has answered the survey.
    ///
    /// # Errors
    /// The database.
    pub async fn has_taken_pulse(&self, survey: &str, person: &str) -> Result<bool> {
        let found = pulse_taken::Entity::find_by_id((survey.to_owned(), person.to_owned()));
        Ok(0 < found.count(self.database()).await?)
    }

    /// Sets the address of somebody's calendar; the one before is dead then.
    ///
    /// # Errors
    /// The database.
    pub async fn set_calendar_feed(&self, owner: &str, secret_hash: &str, now_us: i64) -> Result<()> {
        let row = calendar_feed::ActiveModel {
            owner_id: Set(owner.to_owned()),
            secret_hash: Set(secret_hash.to_owned()),
            made_at_us: Set(now_us),
        };
        let replace = OnConflict::column(calendar_feed::Column::OwnerId)
            .update_columns([calendar_feed::Column::SecretHash, calendar_feed::Column::MadeAtUs])
            .to_owned();
        calendar_feed::Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(self.database())
            .await?;
        Ok(())
    }

    /// Takes the address of somebody's calendar away.
    ///
    /// # Errors
    /// The database.
    pub async fn remove_calendar_feed(&self, owner: &str) -> Result<()> {
        calendar_feed::Entity::delete_by_id(owner.to_owned()).exec(self.database()).await?;
        Ok(())
    }

    /// When the address of somebody's calendar was made; None without one.
    ///
    /// # Errors
    /// The database.
    pub async fn calendar_feed_made_us(&self, owner: &str) -> Result<Option<i64>> {
        let found = calendar_feed::Entity::find_by_id(owner.to_owned()).one(self.database()).await?;
        Ok(found.map(|it| it.made_at_us))
    }

    /// Whose calendar the secret of that hash opens.
    ///
    /// # Errors
    /// The database.
    pub async fn calendar_feed_owner(&self, secret_hash: &str) -> Result<Option<String>> {
        let found = calendar_feed::Entity::find()
            .filter(calendar_feed::Column::SecretHash.eq(secret_hash))
            .one(self.database())
            .await?;
        Ok(found.map(|it| it.owner_id))
    }
}

fn model(it: &PersonRecord) -> person_record::ActiveModel {
    person_record::ActiveModel {
        id: Set(it.id.clone()),
        kind: Set(it.kind.clone()),
        agent_id: Set(it.agent_id.clone()),
        owner_id: Set(it.owner_id.clone()),
        state: Set(it.state.clone()),
        at_us: Set(it.at_us),
        due_us: Set(it.due_us),
        made_by: Set(it.made_by.clone()),
        made_at_us: Set(it.made_at_us),
        version: Set(it.version),
        body: Set(it.body.clone()),
    }
}

fn record(row: person_record::Model) -> PersonRecord {
    PersonRecord {
        id: row.id,
        kind: row.kind,
        agent_id: row.agent_id,
        owner_id: row.owner_id,
        state: row.state,
        at_us: row.at_us,
        due_us: row.due_us,
        made_by: row.made_by,
        made_at_us: row.made_at_us,
        version: row.version,
        body: row.body,
    }
}
