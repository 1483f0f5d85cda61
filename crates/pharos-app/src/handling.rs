//! `report handling`: agents whose share of very short contacts stands out from peers with the same mix.

use pharos_engine::query::ask;
use pharos_stats::peer_share::{CellCount, Evidence, Strictness, compare};
use serde::Serialize;

use crate::query::question;
use crate::{Action, App, Permission, QueryRequest, Result};

/// The metric whose rows are counted.
const METRIC: &str = "short_handle_rate";
/// Agents are compared within queue and hour of the day.
const MIX: [&str; 3] = ["agent", "queue", "hour_of_day"];

/// The report. A name is a reason to look, no verdict.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HandlingReport {
    /// the metric and the version of its definition
    pub metric: String,
    /// version of the definition
    pub version: u32,
    /// parameters, `name=value;...`
    pub params: String,
    /// share of false names tolerated among the agents named
    pub false_share_max: f64,
    /// agents whose spread served as the yardstick; `null`: fewer than eight could be compared, nobody is named
    pub ordinary_agents: Option<u64>,
    /// standard deviation of the ordinary agents' true excess shares
    pub ordinary_sd: f64,
    /// every agent, the greatest excess share first
    pub agents: Vec<HandlingAgent>,
}

/// An agent against the peers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HandlingAgent {
    /// the agent
    pub agent: String,
    /// true: the agent stands out
    pub stands_out: bool,
    /// contacts handled
    pub n: u64,
    /// very short ones among them
    pub short: u64,
    /// share of very short ones
    pub share: f64,
    /// number expected at the peers' shares in the same queues and hours
    pub expected: f64,
    /// share beyond the expectation
    pub excess_share: f64,
    /// short / expected
    pub ratio: f64,
    /// lower bound of the ratio (95 %)
    pub ratio_lo: Option<f64>,
    /// upper bound of the ratio (95 %)
    pub ratio_hi: Option<f64>,
    /// probability of such a count for an ordinary agent
    pub p: f64,
    /// the same, adjusted for the number of agents looked at
    pub q: f64,
    /// false: too little is expected, or hardly anybody else serves the same queues and hours
    pub comparable: bool,
    /// mean handle time of the agent in seconds, which may look good
    pub handle_time_s: Option<f64>,
}

impl App {
    /// Compares each agent's share of very short contacts with peers of the same mix.
    ///
    /// # Errors
    /// Data that cannot be read.
    pub async fn handling_report(
        &self,
        permission: &Permission,
        request: &QueryRequest,
    ) -> Result<HandlingReport> {
        permission.require(Action::ReadIndividuals)?;
        let dataset = self.dataset().await?;
        let by = |metric: &str, dimensions: &[&str], params: &[(String, String)]| QueryRequest {
            metrics: vec![metric.to_owned()],
            by: dimensions.iter().map(|&name| name.to_owned()).collect(),
            params: params.to_vec(),
            ..request.clone()
        };
        let cells = question(&dataset, permission, &by(METRIC, &MIX, &request.params)).await?;
        let cells = ask(&dataset, &cells).await?;
        let means = question(&dataset, permission, &by("aht", &MIX[..1], &[])).await?;
        let means = ask(&dataset, &means).await?;
        let mix: Vec<(String, String, u64, u64)> = cells.rows.iter().filter_map(cell).collect();
        let rows: Vec<CellCount<'_>> = mix
            .iter()
            .map(|(agent, cell, contacts, counted)| CellCount {
                agent,
                cell,
                contacts: *contacts,
                counted: *counted,
            })
            .collect();
        let comparison = compare(&rows, Strictness::HANDLING);
        let mean_of = |agent: &str| {
            let row =
                means.rows.iter().find(|row| row.dims.first().is_some_and(|it| it.as_deref() == Some(agent)));
            row.and_then(|row| row.value)
        };
        let first = cells.rows.first();
        Ok(HandlingReport {
            metric: METRIC.to_owned(),
            version: first.map_or(0, |row| row.version),
            params: first.map_or_else(String::new, |row| row.params.to_string()),
            false_share_max: Strictness::HANDLING.false_share_max,
            ordinary_agents: comparison.ordinary_agents,
            ordinary_sd: comparison.ordinary_sd,
            agents: comparison.agents.into_iter().map(|it| agent(&it, mean_of(&it.agent))).collect(),
        })
    }
}

/// Agent, cell, contacts and short contacts of an answer's row; rows without a known agent say nothing about anybody.
fn cell(row: &pharos_engine::query::AnswerRow) -> Option<(String, String, u64, u64)> {
    let [Some(agent), queue, hour] = &row.dims[..] else { return None };
    let whole = |number: Option<f64>| number.filter(|it| 0.0 <= *it).map(|it| it.round() as u64);
    let cell = format!("{} {}", queue.as_deref().unwrap_or_default(), hour.as_deref().unwrap_or_default());
    Some((agent.clone(), cell, whole(row.denominator)?, whole(row.numerator)?))
}

fn agent(it: &Evidence, handle_time_s: Option<f64>) -> HandlingAgent {
    HandlingAgent {
        agent: it.agent.clone(),
        stands_out: it.stands_out,
        n: it.n,
        short: it.observed,
        share: it.observed as f64 / it.n as f64,
        expected: it.expected,
        excess_share: it.excess_share,
        ratio: it.ratio,
        ratio_lo: it.interval.map(|interval| interval.lo),
        ratio_hi: it.interval.map(|interval| interval.hi),
        p: it.p,
        q: it.q,
        comparable: it.comparable,
        handle_time_s,
    }
}
