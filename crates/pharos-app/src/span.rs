//! Span of control today: who leads how many, held against the bands, and what a number of agents needs.

use std::collections::BTreeMap;

use pharos_capacity::span::{Level, LevelResult, SpanVerdict, span_of_control, usual_levels};
use pharos_engine::dataset::Employment;
use serde::{Deserialize, Serialize};

use crate::plan_rights::{may_read_plans, sees};
use crate::{App, Permission, Result};

/// The organisation against the bands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpanView {
    /// agents today
    pub agents: u64,
    /// agents nobody is known to lead
    pub without_leader: u64,
    /// each leader of agents
    pub leaders: Vec<LeaderSpan>,
    /// levels
    pub levels: Vec<LevelResult>,
}

/// One leader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaderSpan {
    /// the leader
    pub leader: String,
    /// the leader's name, where known
    pub name: Option<String>,
    /// agents led
    pub reports: u64,
    /// against the band of the first level
    pub verdict: SpanVerdict,
}

impl App {
    /// Holds the organisation of today against the bands; the usual ones where none are given.
    ///
    /// # Errors
    /// No right to read plans; bands that make no sense; data that cannot be read.
    pub async fn span_of_control(
        &self,
        permission: &Permission,
        levels: Option<Vec<Level>>,
    ) -> Result<SpanView> {
        may_read_plans(permission)?;
        let dataset = self.dataset().await?;
        let now_us = dataset.newest_us().await?.unwrap_or_else(crate::now_us);
        let stretches = dataset.employment().await?;
        let now: Vec<&Employment> = stretches
            .iter()
            .filter(|it| it.holds_at(now_us) && sees(permission, it.team.as_deref(), it.site.as_deref()))
            .collect();
        view(&now, levels.unwrap_or_else(usual_levels))
    }
}

/// The pure part.
fn view(now: &[&Employment], mut levels: Vec<Level>) -> Result<SpanView> {
    let role = |it: &&&Employment, role: &str| it.role.as_deref().unwrap_or("agent") == role;
    let agents: Vec<&&Employment> = now.iter().filter(|it| role(it, "agent")).collect();
    let mut led: BTreeMap<&str, u64> = BTreeMap::new();
    for agent in &agents {
        if let Some(leader) = agent.supervisor.as_deref() {
            *led.entry(leader).or_default() += 1;
        }
    }
    for level in &mut levels {
        let people = now.iter().filter(|it| role(it, &level.role)).count();
        // Records without any person of a role say nothing of the role.
        if level.people.is_none() && people > 0 {
            level.people = Some(people as f64);
        }
    }
    let results = span_of_control(agents.len() as f64, &levels).map_err(crate::hiring::input)?;
    let band = results.first().map(|first| first.level.band);
    let leaders = led.iter().map(|(leader, &reports)| LeaderSpan {
        leader: (*leader).to_owned(),
        name: now.iter().find(|it| it.agent_id == *leader).and_then(|it| it.name.clone()),
        reports,
        verdict: band.map_or(SpanVerdict::Unknown, |band| match reports as f64 {
            reports if reports > band.high => SpanVerdict::Wide,
            reports if reports < band.low => SpanVerdict::Narrow,
            _ => SpanVerdict::Within,
        }),
    });
    Ok(SpanView {
        agents: agents.len() as u64,
        without_leader: agents.iter().filter(|agent| agent.supervisor.is_none()).count() as u64,
        leaders: leaders.collect(),
        levels: results,
    })
}

#[cfg(test)]
mod tests;
