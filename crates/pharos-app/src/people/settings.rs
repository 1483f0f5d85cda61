//! What may be judged of persons, and how: switched by the centre, shown to everybody.

use serde::{Deserialize, Serialize};

use crate::{Action, App, AppError, Permission, Reason, Result};

/// What may be judged of persons. Every switch can be off; nothing else of the product depends on one being on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PeopleSettings {
    /// figures of single persons: seen by the person and the direct lead only
    pub groups_only: bool,
    /// the weekly watch for decline
    pub watch_decline: bool,
    /// a concern of the watch is the agent's alone for some days
    pub agent_first: bool,
    /// how many days
    pub agent_first_days: i64,
    /// scorecards
    pub scorecards: bool,
    /// badges are given
    pub badges: bool,
    /// kudos can be seen by the team
    pub kudos_public: bool,
    /// days between two talks with the same person
    pub talk_every_days: i64,
    /// what was agreed with the works council, in the centre's own words; shown to every agent
    pub notice: String,
    /// lines of the scorecard
    pub scorecard: Vec<ScorecardItem>,
}

/// A line of the scorecard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScorecardItem {
    /// id of the metric; one fit for a person
    pub metric: String,
    /// weight, above zero
    pub weight: f64,
    /// the target, in the metric's unit
    pub target: Option<f64>,
}

impl Default for PeopleSettings {
    fn default() -> PeopleSettings {
        let item = |metric: &str, weight, target| ScorecardItem { metric: metric.to_owned(), weight, target };
        PeopleSettings {
            groups_only: false,
            watch_decline: true,
            agent_first: true,
            agent_first_days: 3,
            scorecards: true,
            badges: true,
            kudos_public: true,
            talk_every_days: 14,
            notice: String::new(),
            scorecard: vec![
                item("csat.t2b", 3.0, Some(0.80)),
                item("fcr.cross_channel", 3.0, Some(0.70)),
                item("transfer_rate", 1.0, Some(0.10)),
                item("escalation_rate", 1.0, Some(0.05)),
                item("ring_no_answer_rate", 1.0, Some(0.03)),
            ],
        }
    }
}

/// Lines of a scorecard at most: who has ten aims has none.
const LINES_MAX: usize = 8;

impl App {
    /// What may be judged of persons. Everybody may know.
    ///
    /// # Errors
    /// The records.
    pub async fn people_settings(&self, _permission: &Permission) -> Result<PeopleSettings> {
        self.judgement().await
    }

    /// Changes what may be judged of persons.
    ///
    /// # Errors
    /// The right is missing; a metric that is unknown or not fit for a person; the records.
    pub async fn set_people_settings(
        &self,
        permission: &Permission,
        settings: PeopleSettings,
    ) -> Result<PeopleSettings> {
        permission.require(Action::ManagePeople)?;
        self.check_settings(&settings)?;
        let text = serde_json::to_string(&settings).map_err(|error| AppError::Internal(error.to_string()))?;
        self.audit(permission, "people.settings", ("settings", "people"), &text).await?;
        self.store.set_people_settings(&text).await?;
        Ok(settings)
    }

    pub(super) async fn judgement(&self) -> Result<PeopleSettings> {
        let stored = self.store.people_settings().await?;
        let read = |text: String| {
            serde_json::from_str(&text)
                .map_err(|error| AppError::Internal(format!("settings of people: {error}")))
        };
        stored.map_or_else(|| Ok(PeopleSettings::default()), read)
    }

    fn check_settings(&self, settings: &PeopleSettings) -> Result<()> {
        if LINES_MAX < settings.scorecard.len() {
            return Err(AppError::refused(
                Reason::ScorecardLines,
                format!(
                    "the scorecard has {} lines; maybe {LINES_MAX} at most: who has ten aims has none",
                    settings.scorecard.len()
                ),
            )
            .with("most", LINES_MAX));
        }
        for (name, days, least, most) in [
            ("talk_every_days", settings.talk_every_days, 1, 365),
            ("agent_first_days", settings.agent_first_days, 0, 30),
        ] {
            if !(least..=most).contains(&days) {
                let words = format!("{name} is {days}; it must be {least} to {most}");
                return Err(AppError::refused(Reason::DaysRange, words)
                    .with("least", least)
                    .with("most", most));
            }
        }
        for it in &settings.scorecard {
            let metric = self.catalogue.get(&it.metric).ok_or_else(|| AppError::NotFound {
                what: "metric",
                name: it.metric.clone(),
                advice: "; maybe one of `pharos metric list`".to_owned(),
            })?;
            if !(it.weight.is_finite() && 0.0 < it.weight) {
                return Err(AppError::refused(
                    Reason::WeightAboveZero,
                    format!("{}: weight is {}; it must be above 0", it.metric, it.weight),
                ));
            }
            if metric.direction.as_str() != "up" && metric.direction.as_str() != "down" {
                return Err(AppError::refused(
                    Reason::MetricNoBetterSide,
                    format!(
                        "{} has no side that is better for a person (its direction is {}); maybe take a metric of results",
                        it.metric,
                        metric.direction.as_str()
                    ),
                ));
            }
        }
        Ok(())
    }
}
