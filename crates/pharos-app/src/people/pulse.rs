//! Pulse surveys: one question, five steps, nobody's name; shown from five answers on.

use pharos_people::pulse::{ANSWERS_MIN, SCALE, groups};
use pharos_store::PulseAnswer;
use serde::{Deserialize, Serialize};

use super::records::{Filter, body, instant, new_record, words};
use super::roster::me;
use crate::{Action, App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// A survey to be opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct NewPulse {
    /// the question
    pub question: String,
    /// until when it can be answered
    pub closes_at: String,
}

/// What a team answered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PulseGroup {
    /// the team; `None`: all together
    pub team: Option<String>,
    /// answers; `None`: fewer than five, or it could be reckoned from the others
    pub n: Option<u64>,
    /// mean on 0..100
    pub mean: Option<f64>,
    /// number of each answer, 1 to 5
    pub spread: Vec<u64>,
}

/// A survey as shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PulseView {
    /// its id
    pub id: String,
    /// the question
    pub question: String,
    /// since when
    pub opened_at: String,
    /// until when
    pub closes_at: String,
    /// it can be answered
    pub open: bool,
    /// the reader has answered
    pub answered: bool,
    /// answers from which something is shown
    pub answers_min: u64,
    /// what was answered
    pub groups: Vec<PulseGroup>,
    /// free words, without order and name; empty below five answers
    pub comments: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct PulseBody {
    question: String,
}

const COMMENT_MAX: usize = 1_000;

impl App {
    /// Opens a survey for everybody.
    ///
    /// # Errors
    /// The right is missing; no question; a time that cannot be read or has passed.
    pub async fn open_pulse(&self, permission: &Permission, new: &NewPulse) -> Result<PulseView> {
        permission.require(Action::Coach)?;
        let mut record =
            new_record(permission, "pulse", &PulseBody { question: words("question", &new.question)? })?;
        let closes = instant("closes_at", &new.closes_at)?;
        if closes <= now_us() {
            return Err(AppError::refused(
                Reason::TimeInPast,
                format!("closes_at is {}, which has passed", new.closes_at),
            ));
        }
        record.due_us = Some(closes);
        self.audit(permission, "pulse.open", ("pulse", &record.id), "").await?;
        let record = self.add(record, &[]).await?;
        let mut all = self.pulses(permission).await?;
        all.retain(|it| it.id == record.id);
        all.pop().ok_or_else(|| AppError::Internal("a survey without a view".to_owned()))
    }

    /// All surveys, the newest first. While one is open nothing of it is shown: nobody is told by the last answer.
    ///
    /// # Errors
    /// The records.
    pub async fn pulses(&self, permission: &Permission) -> Result<Vec<PulseView>> {
        let me = me(permission);
        let mut views = Vec::new();
        for record in self.records(Filter::of(&["pulse"])).await?.into_iter().rev() {
            let it: PulseBody = body(&record)?;
            let closes = record.due_us.unwrap_or(record.at_us);
            let open = now_us() < closes;
            let answers = if open { Vec::new() } else { self.store.pulse_answers(&record.id).await? };
            let values: Vec<(String, i64)> = answers.iter().map(|it| (it.team.clone(), it.value)).collect();
            let mut comments: Vec<String> = Vec::new();
            if ANSWERS_MIN <= answers.len() && permission.may(Action::Coach) {
                comments.extend(answers.into_iter().map(|it| it.comment).filter(|it| !it.is_empty()));
            }
            let group = |it: pharos_people::pulse::Group| PulseGroup {
                team: it.team,
                n: it.n.map(|it| it as u64),
                mean: it.mean,
                spread: it.spread.into_iter().map(|it| it as u64).collect(),
            };
            views.push(PulseView {
                answered: self.store.has_taken_pulse(&record.id, &me).await?,
                question: it.question,
                opened_at: rfc3339(record.at_us),
                closes_at: rfc3339(closes),
                open,
                answers_min: ANSWERS_MIN as u64,
                groups: if open { Vec::new() } else { groups(&values).into_iter().map(group).collect() },
                comments,
                id: record.id,
            });
        }
        Ok(views)
    }

    /// Answers a survey, once. The answer is kept without a name and without a time.
    ///
    /// # Errors
    /// A survey that is closed or answered already; a value outside 1 to 5.
    pub async fn answer_pulse(
        &self,
        permission: &Permission,
        id: &str,
        value: i64,
        comment: &str,
    ) -> Result<()> {
        let record = self.record(id, "pulse").await?;
        if record.due_us.is_some_and(|it| it <= now_us()) {
            return Err(AppError::refused(Reason::PulseClosed, "the survey is closed"));
        }
        let (low, high) = SCALE;
        if !(low..=high).contains(&value) {
            return Err(AppError::refused(
                Reason::ScoreRange,
                format!("value is {value}; it must lie between {low} and {high}"),
            )
            .with("least", low)
            .with("most", high));
        }
        if COMMENT_MAX < comment.chars().count() {
            return Err(AppError::refused(
                Reason::TextLong,
                format!("the comment has more than {COMMENT_MAX} letters"),
            )
            .with("most", COMMENT_MAX));
        }
        let me = me(permission);
        let team = self.roster().await?.0.get(&me).and_then(|it| it.now.team.clone()).unwrap_or_default();
        let answer = PulseAnswer {
            id: uuid::Uuid::new_v4().simple().to_string(),
            survey_id: id.to_owned(),
            team,
            value,
            comment: comment.trim().to_owned(),
        };
        if self.store.add_pulse_answer(&me, &answer).await? {
            Ok(())
        } else {
            Err(AppError::refused(Reason::PulseAnswered, "you have answered already; nobody can see what"))
        }
    }
}
