//! The rhythm of talks: a two-line note that somebody was talked with.

use serde::{Deserialize, Serialize};

use super::records::{Filter, body, instant_of, new_record, words};
use crate::{App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// Letters of a note at most: two lines.
const NOTE_MAX: usize = 280;

/// A talk to be noted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct NewTalk {
    /// two lines
    pub text: String,
    /// when; now where `None`
    pub at: Option<String>,
}

/// A talk as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TalkView {
    /// its id
    pub id: String,
    /// when
    pub at: String,
    /// who noted it
    pub by: String,
    /// the note
    pub text: String,
}

#[derive(Serialize, Deserialize)]
struct TalkBody {
    text: String,
}

impl App {
    /// Notes a talk with somebody one leads. The person it is about can read it.
    ///
    /// # Errors
    /// Somebody the writer does not lead; no words, or more than two lines; a time in the future.
    pub async fn note_talk(&self, permission: &Permission, agent: &str, new: &NewTalk) -> Result<TalkView> {
        self.roster().await?.led(permission, agent)?;
        let text = words("text", &new.text)?;
        if NOTE_MAX < text.chars().count() {
            return Err(AppError::refused(
                Reason::TextLong,
                format!("the note has more than {NOTE_MAX} letters; maybe two lines do"),
            )
            .with("most", NOTE_MAX));
        }
        let mut record = new_record(permission, "talk", &TalkBody { text })?;
        record.agent_id = Some(agent.to_owned());
        record.at_us = instant_of("at", new.at.as_deref())?.unwrap_or(record.at_us);
        if now_us() + 60_000_000 < record.at_us {
            return Err(AppError::refused(
                Reason::TimeInFuture,
                "the talk lies in the future; maybe plan a 1:1",
            ));
        }
        self.audit(permission, "talk.note", ("agent", agent), &record.id).await?;
        let record = self.add(record, &[]).await?;
        let mut talks = self.talks_of(agent).await?;
        talks.retain(|it| it.id == record.id);
        talks.pop().ok_or_else(|| AppError::Internal("a talk without a view".to_owned()))
    }

    /// Talks noted with somebody, the newest first.
    pub(super) async fn talks_of(&self, agent: &str) -> Result<Vec<TalkView>> {
        let roster = self.roster().await?;
        let mut talks = Vec::new();
        for it in
            self.records(Filter { agent: Some(agent), ..Filter::of(&["talk"]) }).await?.into_iter().rev()
        {
            let talk: TalkBody = body(&it)?;
            talks.push(TalkView {
                at: rfc3339(it.at_us),
                by: roster.name(&it.made_by),
                text: talk.text,
                id: it.id,
            });
        }
        Ok(talks)
    }
}
