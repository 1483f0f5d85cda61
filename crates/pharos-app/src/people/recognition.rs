//! Kudos, small wins, badges. What is given is a fact (`recognitions`).

use std::collections::{BTreeMap, BTreeSet};

use pharos_people::badge::{Deeds, earned};
use pharos_store::PersonRecord;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::records::{Filter, body, fact, new_record, words};
use super::roster::{Roster, me};
use crate::{App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// A recognition to be given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct NewRecognition {
    /// who receives it
    pub agent_id: String,
    /// `kudos` to somebody, or a `win` of one's own
    pub kind: String,
    /// what for
    pub text: String,
}

/// Somebody who can be thanked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColleagueView {
    /// the agent
    pub agent_id: String,
    /// the name
    pub name: String,
    /// the team, which tells namesakes apart
    pub team: Option<String>,
}

/// A recognition as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecognitionView {
    /// its id
    pub id: String,
    /// `kudos`, `win`, `badge`
    pub kind: String,
    /// who gave it
    pub from: String,
    /// who received it
    pub agent_id: String,
    /// by name
    pub agent: String,
    /// what for; the badge's word
    pub text: String,
    /// when
    pub at: String,
}

#[derive(Serialize, Deserialize)]
struct RecognitionBody {
    kind: String,
    text: String,
}

/// Badges of a page, and thanks and wins of it.
const PAGE_MAX: usize = 100;
const DAY_US: i64 = 86_400_000_000;

impl App {
    /// Gives kudos, or tells a small win of one's own.
    ///
    /// # Errors
    /// An unknown person or kind; kudos to oneself; no words.
    pub async fn recognise(&self, permission: &Permission, new: &NewRecognition) -> Result<RecognitionView> {
        let roster = self.roster().await?;
        let me = me(permission);
        // Anybody who is there can be thanked, from any team.
        if !roster.0.contains_key(&new.agent_id) {
            return Err(AppError::NotFound {
                what: "agent",
                name: new.agent_id.clone(),
                advice: String::new(),
            });
        }
        match new.kind.as_str() {
            "kudos" if new.agent_id == me => {
                return Err(AppError::refused(
                    Reason::KudosForOthers,
                    "kudos are for others; maybe tell it as a small win",
                ));
            }
            "win" if new.agent_id != me && !roster.is_led(permission, &new.agent_id) => {
                return Err(AppError::refused(
                    Reason::WinNotYours,
                    "a small win is one's own or of somebody one leads; maybe give kudos",
                ));
            }
            "kudos" | "win" => {}
            other => return Err(AppError::Input(format!("kind is `{other}`; maybe kudos or win"))),
        }
        self.audit(permission, "recognition.give", ("agent", &new.agent_id), &new.kind).await?;
        let record =
            self.keep_recognition(permission, &new.agent_id, &new.kind, &words("text", &new.text)?).await?;
        view(&roster, record)
    }

    /// Recognitions the reader may see, the newest first; of one person where named.
    ///
    /// # Errors
    /// The records.
    pub async fn recognitions(
        &self,
        permission: &Permission,
        agent: Option<&str>,
    ) -> Result<Vec<RecognitionView>> {
        let roster = self.roster().await?;
        let public = self.judgement().await?.kudos_public;
        let me = me(permission);
        let own_team = roster.0.get(&me).and_then(|it| it.now.team.clone());
        let seen = |it: &PersonRecord| {
            let Some(agent) = it.agent_id.as_deref() else { return false };
            let same_team =
                own_team.is_some() && roster.0.get(agent).and_then(|it| it.now.team.clone()) == own_team;
            agent == me || it.made_by == me || roster.seen(permission, agent).is_ok() || (public && same_team)
        };
        let all = self.records(Filter { agent, ..Filter::of(&["recognition"]) }).await?;
        let views: Vec<RecognitionView> =
            all.into_iter().rev().filter(seen).map(|it| view(&roster, it)).collect::<Result<_>>()?;
        // Badges come many at once; they must not push what people said out of sight.
        let mut left = [PAGE_MAX; 2];
        let within = |it: &RecognitionView| {
            let left = &mut left[usize::from(it.kind == "badge")];
            let is_in = 0 < *left;
            *left = left.saturating_sub(1);
            is_in
        };
        Ok(views.into_iter().filter(within).collect())
    }

    /// Who can be thanked, by name: of an agent all colleagues, of others the people in their sight. A name says nothing about
    /// anybody's work.
    ///
    /// # Errors
    /// The records.
    pub async fn colleagues(&self, permission: &Permission) -> Result<Vec<ColleagueView>> {
        let roster = self.roster().await?;
        let me = me(permission);
        let is_agent = roster.0.contains_key(&me);
        let others = roster.0.values().filter(|it| it.agent_id != me);
        let mut found: Vec<ColleagueView> = others
            .filter(|it| is_agent || roster.seen(permission, &it.agent_id).is_ok())
            .map(|it| ColleagueView {
                agent_id: it.agent_id.clone(),
                name: it.name.clone(),
                team: it.team().map(str::to_owned),
            })
            .collect();
        found.sort_by(|one, other| (&one.name, &one.agent_id).cmp(&(&other.name, &other.agent_id)));
        Ok(found)
    }

    /// Recognitions of everybody since an instant, the newest first, for boards that count them.
    pub(crate) async fn recognitions_since(&self, since: &str) -> Result<Vec<RecognitionView>> {
        let roster = self.roster().await?;
        let all = self.records(Filter::of(&["recognition"])).await?;
        let views = all.into_iter().rev().map(|it| view(&roster, it)).collect::<Result<Vec<_>>>()?;
        Ok(views.into_iter().filter(|it| since <= it.at.as_str()).collect())
    }

    /// Gives the badges that were earned and are not given yet; how many.
    pub(super) async fn give_badges(&self, permission: &Permission) -> Result<usize> {
        if !self.judgement().await?.badges {
            return Ok(0);
        }
        let roster = self.roster().await?;
        let (mut thanked_by, mut thanked) = (People::new(), People::new());
        let mut given: BTreeSet<(String, String)> = BTreeSet::new();
        for it in self.records(Filter::of(&["recognition"])).await? {
            let what: RecognitionBody = body(&it)?;
            let agent = it.agent_id.unwrap_or_default();
            if what.kind == "kudos" {
                thanked.entry(it.made_by.clone()).or_default().insert(agent.clone());
                thanked_by.entry(agent).or_default().insert(it.made_by);
            } else if what.kind == "badge" {
                given.insert((agent, what.text));
            }
        }
        let now = now_us();
        let mut count = 0;
        for person in roster.0.values() {
            let learning = self.learning_of(&person.agent_id).await?;
            let id = &person.agent_id;
            let number = |people: &People| people.get(id).map_or(0, |it| it.len() as u32);
            let deeds = Deeds {
                thanked_by: number(&thanked_by),
                thanked: number(&thanked),
                days_here: person.now.hired_us.map_or(0, |it| (now - it) / DAY_US),
                ..learning
            };
            for badge in earned(deeds) {
                if given.insert((id.clone(), badge.as_str().to_owned())) {
                    self.keep_recognition(permission, id, "badge", badge.as_str()).await?;
                    count += 1;
                }
            }
        }
        Ok(count)
    }

    async fn keep_recognition(
        &self,
        permission: &Permission,
        agent: &str,
        kind: &str,
        text: &str,
    ) -> Result<PersonRecord> {
        let content = RecognitionBody { kind: kind.to_owned(), text: text.to_owned() };
        let mut record = new_record(permission, "recognition", &content)?;
        record.agent_id = Some(agent.to_owned());
        let columns = [
            ("from_id", json!(record.made_by)),
            ("agent_id", json!(agent)),
            ("kind", json!(kind)),
            ("text", json!(text)),
            ("at", json!(rfc3339(record.at_us))),
        ];
        let fact = fact("recognitions", &record.id, 1, &columns)?;
        self.add(record, &[fact]).await
    }
}

type People = BTreeMap<String, BTreeSet<String>>;

fn view(roster: &Roster, record: PersonRecord) -> Result<RecognitionView> {
    let what: RecognitionBody = body(&record)?;
    let agent = record.agent_id.unwrap_or_default();
    Ok(RecognitionView {
        kind: what.kind,
        from: roster.name(&record.made_by),
        agent: roster.name(&agent),
        agent_id: agent,
        text: what.text,
        at: rfc3339(record.at_us),
        id: record.id,
    })
}
