//! To-dos: one's own, and those agreed with others.

use pharos_store::PersonRecord;
use serde::{Deserialize, Serialize};

use super::records::{Filter, body, instant_of, new_record, shown, to_text, words};
use super::roster::me;
use crate::{App, AppError, Permission, Reason, Result, now_us};

/// A to-do to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct NewTodo {
    /// what is to be done
    pub text: String,
    /// who does it; the maker where `None`
    pub owner_id: Option<String>,
    /// whom it is about
    pub agent_id: Option<String>,
    /// a date or instant
    pub due_at: Option<String>,
    /// what it comes from: `one_on_one`, `plan`, `huddle`, `goal`
    pub source_kind: Option<String>,
    /// which one
    pub source_id: Option<String>,
    /// it is a promise, made to this customer or employee
    pub promised_to: Option<String>,
}

/// A change of a to-do; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct TodoChange {
    /// done, or not after all
    pub done: Option<bool>,
    /// another day; empty for none
    pub due_at: Option<String>,
    /// other words
    pub text: Option<String>,
}

/// A to-do as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TodoView {
    /// its id
    pub id: String,
    /// what is to be done
    pub text: String,
    /// who does it
    pub owner_id: String,
    /// by name
    pub owner: String,
    /// whom it is about
    pub agent_id: Option<String>,
    /// by name
    pub agent: Option<String>,
    /// when it is due
    pub due_at: Option<String>,
    /// its day has passed
    pub overdue: bool,
    /// when it was done
    pub done_at: Option<String>,
    /// what it comes from
    pub source_kind: Option<String>,
    /// which one
    pub source_id: Option<String>,
    /// who made it
    pub made_by: String,
    /// it is a promise, made to this customer or employee
    pub promised_to: Option<String>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct TodoBody {
    pub(super) text: String,
    pub(super) source_kind: Option<String>,
    pub(super) source_id: Option<String>,
    pub(super) done_us: Option<i64>,
    #[serde(default)]
    pub(super) promised_to: Option<String>,
}

/// Days for which what is done is still shown.
const DONE_DAYS: i64 = 14;
const DAY_US: i64 = 86_400_000_000;

impl App {
    /// The reader's to-dos: those to do and those asked of others, the most urgent first, then what was done lately.
    ///
    /// # Errors
    /// The records.
    pub async fn todos(&self, permission: &Permission) -> Result<Vec<TodoView>> {
        let me = me(permission);
        let own = self.records(Filter { owner: Some(&me), ..Filter::of(&["todo"]) }).await?;
        let all = self.records(Filter::of(&["todo"])).await?;
        let asked = all.into_iter().filter(|it| it.made_by == me && it.owner_id.as_deref() != Some(&me));
        self.shown_todos(own.into_iter().chain(asked).collect()).await
    }

    /// Adds a to-do. For another person it can be added by who leads that person.
    ///
    /// # Errors
    /// No words; a day that cannot be read; a person the maker does not lead.
    pub async fn add_todo(&self, permission: &Permission, new: &NewTodo) -> Result<TodoView> {
        let me = me(permission);
        let owner = new.owner_id.clone().filter(|it| !it.is_empty()).unwrap_or_else(|| me.clone());
        if owner != me {
            self.roster().await?.led(permission, &owner)?;
        }
        if let Some(agent) = &new.agent_id {
            self.roster().await?.seen(permission, agent)?;
        }
        let body = TodoBody {
            text: words("text", &new.text)?,
            source_kind: new.source_kind.clone(),
            source_id: new.source_id.clone(),
            done_us: None,
            promised_to: promised(new.promised_to.as_deref(), new.due_at.as_deref())?,
        };
        let mut record = new_record(permission, "todo", &body)?;
        record.agent_id.clone_from(&new.agent_id);
        record.owner_id = Some(owner);
        record.due_us = instant_of("due_at", new.due_at.as_deref())?;
        let record = self.add(record, &[]).await?;
        self.one_todo(record).await
    }

    /// Changes a to-do of one's own, or one asked of others.
    ///
    /// # Errors
    /// A to-do that is somebody else's, or not there; no words; a day that cannot be read.
    pub async fn change_todo(
        &self,
        permission: &Permission,
        id: &str,
        change: &TodoChange,
    ) -> Result<TodoView> {
        let me = me(permission);
        let mut record = self.record(id, "todo").await?;
        if record.owner_id.as_deref() != Some(&me) && record.made_by != me {
            return Err(AppError::NotFound { what: "todo", name: id.to_owned(), advice: String::new() });
        }
        let mut todo: TodoBody = body(&record)?;
        if let Some(text) = &change.text {
            todo.text = words("text", text)?;
        }
        if let Some(due) = &change.due_at {
            record.due_us = instant_of("due_at", Some(due))?;
        }
        if let Some(done) = change.done {
            todo.done_us = done.then(now_us);
            record.state = if done { "done" } else { "open" }.to_owned();
        }
        record.body = to_text(&todo)?;
        self.change(&record, &[]).await?;
        self.one_todo(record).await
    }

    /// To-dos that come from something: open ones, and those done lately.
    pub(crate) async fn todos_from(&self, source_kind: &str) -> Result<Vec<TodoView>> {
        let mut from = Vec::new();
        for record in self.records(Filter::of(&["todo"])).await? {
            let todo: TodoBody = body(&record)?;
            if todo.source_kind.as_deref() == Some(source_kind) {
                from.push(record);
            }
        }
        self.shown_todos(from).await
    }

    pub(super) async fn shown_todos(&self, records: Vec<PersonRecord>) -> Result<Vec<TodoView>> {
        let roster = self.roster().await?;
        let now = now_us();
        let mut kept: Vec<(PersonRecord, TodoBody)> = Vec::new();
        for record in records {
            let todo: TodoBody = body(&record)?;
            if todo.done_us.is_none_or(|it| now - DONE_DAYS * DAY_US <= it) {
                kept.push((record, todo));
            }
        }
        let far = i64::MAX;
        kept.sort_by_key(|(record, todo)| {
            (
                todo.done_us.is_some(),
                record.due_us.unwrap_or(far),
                -todo.done_us.unwrap_or(0),
                record.made_at_us,
            )
        });
        let view = |(record, todo): (PersonRecord, TodoBody)| {
            let owner = record.owner_id.clone().unwrap_or_default();
            TodoView {
                owner: roster.name(&owner),
                agent: record.agent_id.as_deref().map(|it| roster.name(it)),
                overdue: todo.done_us.is_none() && record.due_us.is_some_and(|it| it + DAY_US <= now),
                done_at: shown(todo.done_us),
                due_at: shown(record.due_us),
                text: todo.text,
                source_kind: todo.source_kind,
                source_id: todo.source_id,
                promised_to: todo.promised_to,
                made_by: roster.name(&record.made_by),
                owner_id: owner,
                id: record.id,
                agent_id: record.agent_id,
            }
        };
        Ok(kept.into_iter().map(view).collect())
    }

    async fn one_todo(&self, record: PersonRecord) -> Result<TodoView> {
        let mut views = self.shown_todos(vec![record]).await?;
        views.pop().ok_or_else(|| AppError::Internal("a to-do without a view".to_owned()))
    }
}

/// Whom something was promised to; a promise has a day.
fn promised(whom: Option<&str>, due: Option<&str>) -> Result<Option<String>> {
    let Some(whom) = whom.map(str::trim).filter(|it| !it.is_empty()) else { return Ok(None) };
    if due.is_none_or(str::is_empty) {
        return Err(AppError::refused(Reason::DayNeeded, "a promise has a day; maybe set `due_at`"));
    }
    words("promised_to", whom).map(Some)
}
