//! Span of control.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A level of the organisation.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SpanLevel {
    role: String,
    /// `agent` or a level before this one.
    of: String,
    band: SpanBand,
    /// People in the role today.
    #[serde(default)]
    people: Option<f64>,
}

/// Reports per person.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SpanBand {
    low: f64,
    high: f64,
}

/// A level held against its band.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct SpanResult {
    level: SpanLevel,
    reports: f64,
    span: Option<f64>,
    /// unknown, nobody, narrow, within, wide
    verdict: String,
    need_least: u32,
    need_most: u32,
    need: u32,
}

/// Bands other than the usual ones.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SpanQuestion {
    /// The usual levels where absent.
    #[serde(default)]
    pub(crate) levels: Option<Vec<SpanLevel>>,
}

/// The organisation against the bands.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct Span {
    agents: u64,
    without_leader: u64,
    leaders: Vec<LeaderSpan>,
    levels: Vec<SpanResult>,
}

/// One leader.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct LeaderSpan {
    leader: String,
    name: Option<String>,
    reports: u64,
    verdict: String,
}
