//! A point of an agenda becomes an action: a to-do with an owner and a day, looked at again in the next meetings.

use serde::Deserialize;

use super::{AgendaView, known, sees};
use crate::{Action, App, AppError, NewTodo, Permission, Reason, Result, TodoView, now_us};

/// What a point becomes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct NewAgendaAction {
    /// what is to be done; the words of the point where `None`
    pub text: Option<String>,
    /// who does it; whoever agrees it where `None`
    pub owner_id: Option<String>,
    /// until when, a date
    pub due_at: String,
}

impl App {
    /// Makes an action of a point: its owner finds it among the to-dos, and it stands on the next agendas until it is done. The
    /// point itself is settled.
    ///
    /// # Errors
    /// The right is missing; no such point; it is an action already; no day; an owner the maker does not lead.
    pub async fn act_on_agenda_point(
        &self,
        permission: &Permission,
        id: &str,
        new: &NewAgendaAction,
    ) -> Result<AgendaView> {
        let mut point = self.agenda_point_record(permission, id).await?;
        if point.author != permission.user_id() {
            permission.require(Action::Coach)?;
        }
        if point.action_id.is_some() {
            return Err(AppError::refused(Reason::ActionAlready, "the point is an action already"));
        }
        if new.due_at.trim().is_empty() {
            return Err(AppError::refused(Reason::DayNeeded, "an action has a day; maybe set `due_at`"));
        }
        let todo = NewTodo {
            text: new.text.clone().unwrap_or_else(|| point.words.clone()),
            owner_id: new.owner_id.clone(),
            due_at: Some(new.due_at.clone()),
            source_kind: Some(point.meeting.clone()),
            source_id: Some(point.id.clone()),
            ..NewTodo::default()
        };
        self.audit(permission, "agenda.act", ("agenda_point", id), &new.due_at).await?;
        let todo = self.add_todo(permission, &todo).await?;
        point.action_id = Some(todo.id);
        point.closed_at_us = Some(now_us());
        self.store.save_agenda_point(&point).await?;
        self.agenda(permission, &point.meeting, Some(&point.day)).await
    }

    /// What was agreed in a meeting: whoever may see the point sees what became of it.
    pub(super) async fn agreed_in(&self, permission: &Permission, meeting: &str) -> Result<Vec<TodoView>> {
        known(meeting)?;
        let mut agreed = self.todos_from(meeting).await?;
        let mut seen = Vec::new();
        for todo in agreed.drain(..) {
            let Some(id) = todo.source_id.as_deref() else { continue };
            if self.store.agenda_point(id).await?.is_some_and(|point| sees(permission, &point)) {
                seen.push(todo);
            }
        }
        Ok(seen)
    }
}
