//! The daily update and the monthly report: numbers from facts, words from a person, sent by mail on click or at a set time,
//! kept for ever. Nothing goes out that nobody has written a word of.

use std::time::Duration;

use pharos_store::{DailyUpdateRecord, OutgoingMailRecord};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::letter;
use super::mail::mailbox;
use crate::{Action, App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// Letters of one update at most.
const LETTERS_MAX: usize = 10;
/// Recipients of one letter at most.
const RECIPIENTS_MAX: usize = 200;
/// Characters of one text at most.
const TEXT_MAX: usize = 20_000;
/// Updates listed at most.
const LISTED_MAX: u64 = 400;

/// A version of the update for one audience.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// who reads it: `team`, `managers` or a name of one's own
    pub audience: String,
    /// addresses
    pub recipients: Vec<String>,
    /// subject
    pub subject: String,
    /// the text as it goes out
    pub text: String,
    /// language of the text: en, zh-Hans, zh-Hant, he
    pub language: String,
}

/// An update as somebody hands it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUpdate {
    /// changes this one; a new one where `None`
    pub id: Option<String>,
    /// `daily` or `monthly`
    pub kind: String,
    /// the day, or first day of the month, it reports
    pub day: String,
    /// the team it is about
    pub team: Option<String>,
    /// what the author says in own words; a daily update without it cannot be sent
    pub own_words: String,
    /// one letter an audience
    pub letters: Vec<Letter>,
}

/// Where a mail stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MailView {
    /// address
    pub recipient: String,
    /// `queued`, `sent` or `failed`
    pub state: String,
    /// tries so far
    pub attempts: i32,
    /// what the mail server said last
    pub last_error: Option<String>,
    /// RFC 3339
    pub sent_at: Option<String>,
}

/// An update as kept.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UpdateView {
    /// names it for ever
    pub id: String,
    /// `daily` or `monthly`
    pub kind: String,
    /// the day, or first day of the month
    pub day: String,
    /// the team it is about
    pub team: Option<String>,
    /// id of the user who finished it
    pub author: String,
    /// the author's own words
    pub own_words: String,
    /// one letter an audience
    pub letters: Vec<Letter>,
    /// the numbers as they were when it was last saved: the shape of Today
    pub facts: Value,
    /// `draft`, `waiting` or `sent`
    pub state: String,
    /// RFC 3339
    pub changed_at: String,
    /// RFC 3339; where a time was set
    pub send_at: Option<String>,
    /// RFC 3339
    pub sent_at: Option<String>,
    /// the mails, once it is sent
    pub mails: Vec<MailView>,
}

#[derive(Default, Serialize, Deserialize)]
struct Words {
    own: String,
}

impl App {
    /// Updates, the newest day first.
    ///
    /// # Errors
    /// The right is missing; the records.
    pub async fn updates(&self, permission: &Permission) -> Result<Vec<UpdateView>> {
        permission.require(Action::ReadGoals)?;
        let found = self.store.daily_updates(LISTED_MAX).await?;
        let seen = found.into_iter().filter(|it| concerns(permission, it));
        seen.map(|record| view(record, Vec::new())).collect()
    }

    /// An update with its mails.
    ///
    /// # Errors
    /// No such update, or not one's own to see; the records.
    pub async fn update(&self, permission: &Permission, id: &str) -> Result<UpdateView> {
        permission.require(Action::ReadGoals)?;
        let record = self.update_record(permission, id).await?;
        let mails = self.store.mails_about("daily_update", id).await?;
        view(record, mails)
    }

    /// Keeps an update as a draft, with the numbers of its day as they are now.
    ///
    /// # Errors
    /// The right is missing; a field at fault; an update that was sent already.
    pub async fn save_update(&self, permission: &Permission, new: &NewUpdate) -> Result<UpdateView> {
        permission.require(Action::Coach)?;
        check(new)?;
        let id = match &new.id {
            None => uuid::Uuid::now_v7().simple().to_string(),
            Some(id) => {
                if self.update_record(permission, id).await?.state == "sent" {
                    return Err(AppError::refused(
                        Reason::UpdateSent,
                        "this update was sent; it stays as it is",
                    ));
                }
                id.clone()
            }
        };
        // What is reported is the day before the one it is looked back from.
        let day: jiff::civil::Date = new
            .day
            .parse()
            .map_err(|_| AppError::refused(Reason::DateWrong, format!("day is `{}`", new.day)))?;
        let next = day.saturating_add(jiff::Span::new().days(1)).to_string();
        // Others read what is kept: nothing about single persons, nothing of the author's own.
        // What is kept is not looked at again, so it waits for the newest numbers.
        let facts = self.today_within(permission, Some(&next), Duration::MAX).await?.for_everybody();
        let record = DailyUpdateRecord {
            id: id.clone(),
            kind: new.kind.clone(),
            day: new.day.clone(),
            team: new.team.clone(),
            author: permission.user_id().to_owned(),
            words: json(&Words { own: new.own_words.clone() })?,
            facts: json(&facts)?,
            audiences: json(&new.letters)?,
            state: "draft".to_owned(),
            changed_at_us: now_us(),
            send_at_us: None,
            sent_at_us: None,
        };
        let note = self.entry(permission, "update.save", ("update", &id), &new.day);
        self.store.save_daily_update(&record, &[], Some(&note)).await?;
        view(record, Vec::new())
    }

    /// Sends an update now, or at a time (RFC 3339).
    ///
    /// # Errors
    /// The right is missing; no mail server; nobody's own words in it; nobody to send it to; sent already.
    pub async fn send_update(
        &self,
        permission: &Permission,
        id: &str,
        at: Option<&str>,
    ) -> Result<UpdateView> {
        permission.require(Action::Coach)?;
        self.require_mail()?;
        let mut record = self.update_record(permission, id).await?;
        if record.state == "sent" {
            return Err(AppError::refused(Reason::UpdateSent, "this update was sent already"));
        }
        let letters = letters(&record)?;
        if words(&record)?.own.trim().is_empty() {
            return Err(AppError::refused(
                Reason::UpdateOwnWords,
                "own_words is empty; maybe say one thing in your own words",
            ));
        }
        if letters.iter().all(|letter| letter.recipients.is_empty()) {
            return Err(AppError::refused(Reason::UpdateNobody, "nobody would get it; maybe add recipients"));
        }
        let now = now_us();
        let mails = match at {
            Some(text) => {
                record.send_at_us = Some(crate::audit::instant_us(text)?);
                record.state = "waiting".to_owned();
                Vec::new()
            }
            None => sent(&mut record, now)?,
        };
        let note = self.entry(permission, "update.send", ("update", id), at.unwrap_or("now"));
        self.store.save_daily_update(&record, &mails, Some(&note)).await?;
        view(record, mails)
    }

    /// Tries the failed mails of an update once more.
    ///
    /// # Errors
    /// The right is missing; no such update; no mail server.
    pub async fn retry_update(&self, permission: &Permission, id: &str) -> Result<UpdateView> {
        permission.require(Action::Coach)?;
        self.require_mail()?;
        self.update_record(permission, id).await?;
        for mut mail in self.store.mails_about("daily_update", id).await? {
            if mail.state == "failed" {
                mail.state = "queued".to_owned();
                mail.attempts = 0;
                mail.next_try_us = now_us();
                self.store.save_mail(&mail).await?;
            }
        }
        self.update(permission, id).await
    }

    /// Puts the letters of updates whose time has come into the queue.
    pub(super) async fn queue_due_updates(&self, now_us: i64) -> Result<()> {
        for mut record in self.store.daily_updates_due(now_us).await? {
            let mails = sent(&mut record, now_us)?;
            self.store.save_daily_update(&record, &mails, None).await?;
        }
        Ok(())
    }

    async fn update_record(&self, permission: &Permission, id: &str) -> Result<DailyUpdateRecord> {
        let found = self.store.daily_update(id).await?.filter(|it| concerns(permission, it));
        found.ok_or_else(|| AppError::NotFound { what: "update", name: id.to_owned(), advice: String::new() })
    }
}

/// True if the update is about a part of the organisation the visitor may see, or the visitor wrote it.
fn concerns(permission: &Permission, record: &DailyUpdateRecord) -> bool {
    record.author == permission.user_id()
        || permission.part().contains(record.team.as_deref(), None)
        || (record.team.is_none() && record.state == "sent")
}

/// Marks an update as sent and makes its mails.
fn sent(record: &mut DailyUpdateRecord, now_us: i64) -> Result<Vec<OutgoingMailRecord>> {
    record.state = "sent".to_owned();
    record.sent_at_us = Some(now_us);
    let mut mails = Vec::new();
    for letter in letters(record)? {
        let direction = if letter.language == "he" { "rtl" } else { "ltr" };
        for recipient in &letter.recipients {
            mails.push(OutgoingMailRecord {
                id: uuid::Uuid::now_v7().simple().to_string(),
                about_kind: "daily_update".to_owned(),
                about_id: record.id.clone(),
                recipient: recipient.trim().to_owned(),
                subject: letter.subject.clone(),
                body_html: letter::html(&letter.text, &letter.language, direction),
                body_text: letter.text.clone(),
                state: "queued".to_owned(),
                attempts: 0,
                next_try_us: now_us,
                last_error: None,
                created_at_us: now_us,
                sent_at_us: None,
            });
        }
    }
    Ok(mails)
}

fn check(new: &NewUpdate) -> Result<()> {
    let at_fault = |words: String| Err(AppError::Input(words));
    let long = |words: String| Err(AppError::refused(Reason::TextLong, words).with("most", TEXT_MAX));
    if !["daily", "monthly"].contains(&new.kind.as_str()) {
        return at_fault(format!("kind is `{}`; maybe daily or monthly", new.kind));
    }
    if LETTERS_MAX < new.letters.len() {
        return at_fault(format!("{} letters; at most {LETTERS_MAX}", new.letters.len()));
    }
    if TEXT_MAX < new.own_words.chars().count() {
        return long(format!("own_words is longer than {TEXT_MAX} characters"));
    }
    for letter in &new.letters {
        if letter.subject.trim().is_empty() || letter.text.trim().is_empty() {
            let words = format!("the letter to `{}` has no subject or no text", letter.audience);
            return Err(AppError::refused(Reason::LetterEmpty, words));
        }
        if letter.subject.contains(['\r', '\n']) {
            return at_fault(format!("the letter to `{}` has a subject of several lines", letter.audience));
        }
        if TEXT_MAX < letter.text.chars().count() {
            let audience = &letter.audience;
            return long(format!("the letter to `{audience}` is longer than {TEXT_MAX} characters"));
        }
        if RECIPIENTS_MAX < letter.recipients.len() {
            let words = format!("{} recipients; at most {RECIPIENTS_MAX}", letter.recipients.len());
            return Err(AppError::refused(Reason::RecipientsMany, words).with("most", RECIPIENTS_MAX));
        }
        for recipient in &letter.recipients {
            mailbox(recipient)?;
        }
    }
    Ok(())
}

fn letters(record: &DailyUpdateRecord) -> Result<Vec<Letter>> {
    serde_json::from_str(&record.audiences)
        .map_err(|error| AppError::Internal(format!("a stored letter: {error}")))
}

fn words(record: &DailyUpdateRecord) -> Result<Words> {
    serde_json::from_str(&record.words).map_err(|error| AppError::Internal(format!("stored words: {error}")))
}

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| AppError::Internal(error.to_string()))
}

fn view(record: DailyUpdateRecord, mails: Vec<OutgoingMailRecord>) -> Result<UpdateView> {
    let facts = serde_json::from_str(&record.facts)
        .map_err(|error| AppError::Internal(format!("stored facts: {error}")))?;
    Ok(UpdateView {
        own_words: words(&record)?.own,
        letters: letters(&record)?,
        facts,
        changed_at: rfc3339(record.changed_at_us),
        send_at: record.send_at_us.map(rfc3339),
        sent_at: record.sent_at_us.map(rfc3339),
        mails: mails
            .into_iter()
            .map(|mail| MailView {
                recipient: mail.recipient,
                state: mail.state,
                attempts: mail.attempts,
                last_error: mail.last_error,
                sent_at: mail.sent_at_us.map(rfc3339),
            })
            .collect(),
        id: record.id,
        kind: record.kind,
        day: record.day,
        team: record.team,
        author: record.author,
        state: record.state,
    })
}
