//! A sentence typed in words, read against this centre's metrics, queues, teams and shifts.

use pharos_goal::definition::{Definition, Guardrail, Measure};
use pharos_goal::sentence::{self, Draft, KnownMetric, KnownValue};
use serde::Serialize;

use super::form::WORSE_BY;
use crate::{Action, App, Permission, Result};

/// What was made of a sentence: what was read, and a draft of the goal for the form.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SentenceAnswer {
    /// what was read, and what is asked back
    pub read: Draft,
    /// the goal as far as it goes
    pub draft: Definition,
}

/// Dimensions whose values a sentence may name, and how many values are looked at.
const DIMENSIONS: [&str; 8] =
    ["shift", "channel", "direction", "tenure_band", "queue", "team", "site", "reason"];
const VALUES_MAX: usize = 200;

impl App {
    /// Reads a sentence in any of the four languages.
    ///
    /// # Errors
    /// The right is missing; data that cannot be read.
    pub async fn read_goal_sentence(
        &self,
        permission: &Permission,
        sentence: &str,
    ) -> Result<SentenceAnswer> {
        permission.require(Action::ReadGoals)?;
        let dataset = self.goals_dataset().await?;
        let today = super::evaluate::today(&dataset).await?;
        let named = self.answers(&dataset, permission).values(&DIMENSIONS).await?;
        let values: Vec<KnownValue> = DIMENSIONS
            .iter()
            .filter_map(|&dimension| Some((dimension, named.get(dimension)?)))
            .flat_map(|(dimension, found)| {
                let known =
                    |value: &String| KnownValue { dimension: dimension.to_owned(), value: value.clone() };
                found.iter().take(VALUES_MAX).map(known)
            })
            .collect();
        let metrics: Vec<KnownMetric> = self
            .catalogue
            .iter()
            .map(|metric| KnownMetric {
                id: metric.id.clone(),
                names: metric.text.values().map(|text| text.name.clone()).collect(),
                unit: metric.unit.clone(),
                direction: metric.direction.clone(),
            })
            .collect();
        let read = sentence::read(sentence, today, &metrics, &values);
        let guardrail = read.metric.as_deref().and_then(|id| self.catalogue.get(id)?.guard.first().cloned());
        let measure = read.metric.clone().zip(read.target).map(|(metric, target)| Measure {
            version: self.catalogue.get(&metric).map_or(0, |it| it.version),
            metric,
            params: read.params.iter().cloned().collect(),
            filter: filter(&read.scope),
            target,
            whom: read.whom,
            direction: read.direction,
            period: read.period,
            mode: read.mode,
            n_min: 0,
            parts: None,
            baseline: None,
            baseline_window: None,
        });
        let draft = Definition {
            title: sentence.trim().to_owned(),
            what: sentence.trim().to_owned(),
            starts: read.starts,
            by: read.by,
            guardrails: guardrail
                .into_iter()
                .filter(|_| measure.is_some())
                .map(|metric| Guardrail { metric, worse_by: WORSE_BY, baseline: None })
                .collect(),
            measure,
            ..Definition::default()
        };
        Ok(SentenceAnswer { read, draft })
    }
}

/// The scope as a filter: several values of a dimension are any of them.
fn filter(scope: &[(String, String)]) -> String {
    let mut parts: Vec<(&str, Vec<String>)> = Vec::new();
    for (dimension, value) in scope {
        let is = format!("{dimension} = '{}'", value.replace('\'', "''"));
        match parts.iter_mut().find(|it| it.0 == dimension) {
            Some(part) => part.1.push(is),
            None => parts.push((dimension, vec![is])),
        }
    }
    let any = |part: (&str, Vec<String>)| match part.1.as_slice() {
        [one] => one.clone(),
        several => format!("({})", several.join(" OR ")),
    };
    parts.into_iter().map(any).collect::<Vec<_>>().join(" AND ")
}
