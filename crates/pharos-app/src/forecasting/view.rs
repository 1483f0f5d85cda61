//! A forecast in words, instants and local days.

use pharos_domain::Quantiles;
use serde::{Deserialize, Serialize};

use super::{ForecastRequest, KnownEvent};

/// A forecast with everything it stands on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ForecastView {
    /// what was asked
    pub request: ForecastRequest,
    /// the clock of the series, IANA name
    pub time_zone: String,
    /// nothing that came at or after was looked at, RFC 3339
    pub origin: String,
    /// length of an interval
    pub interval_s: u32,
    /// open intervals ahead
    pub slots: Vec<ForecastSlot>,
    /// days ahead
    pub days: Vec<ForecastPart>,
    /// weeks ahead, seven days each
    pub weeks: Vec<ForecastPart>,
    /// calendar months ahead, as far as they are forecast
    pub months: Vec<ForecastPart>,
    /// past days
    pub came: Vec<CameDay>,
    /// the models with their weights, heaviest first
    pub members: Vec<MemberView>,
    /// past origins the weights and intervals were learned from
    pub origins: usize,
    /// what history taught of kinds of events
    pub learned: Vec<LearnedEffect>,
    /// events in the history and ahead
    pub events: Vec<KnownEvent>,
    /// odd days and intervals of the history, newest first
    pub odd: Vec<OddView>,
    /// readings of the clock that came twice (an hour shown twice)
    pub doubled: usize,
    /// intervals at times of day the last eight weeks do not have
    pub off_hours: usize,
    /// whether the opening hours bind arrivals
    pub by_opening_hours: bool,
    /// hash of the history, events and decisions
    pub inputs_hash: String,
}

/// One interval ahead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ForecastSlot {
    /// start, RFC 3339
    pub starts_at: String,
    /// contacts offered
    pub contacts: Quantiles,
    /// mean handle time
    pub handle_s: Option<Quantiles>,
    /// agent seconds of work
    pub workload_s: Option<Quantiles>,
}

/// Several days ahead together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ForecastPart {
    /// first local day
    pub from: String,
    /// local day after the last
    pub to: String,
    /// contacts offered
    pub contacts: Quantiles,
    /// mean handle time
    pub handle_s: Option<Quantiles>,
    /// agent seconds of work
    pub workload_s: Option<Quantiles>,
}

/// A past day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CameDay {
    /// the local day
    pub date: String,
    /// contacts; `None` on closed days
    pub contacts: Option<f64>,
    /// mean handle time
    pub handle_s: Option<f64>,
}

/// A model of the pool.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MemberView {
    /// its name
    pub member: String,
    /// weight 1 to 3, 4 to 9, 10 to 18 and more days ahead
    pub weights: Vec<f64>,
}

/// What a kind of event did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LearnedEffect {
    /// the kind
    pub kind: String,
    /// factor on a day's volume
    pub factor: f64,
    /// days it was learned from
    pub days: f64,
}

/// An odd day, or intervals of it, and what was decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OddView {
    /// the local day
    pub date: String,
    /// second of the wall clock from; `None`: the whole day
    pub from_s: Option<i32>,
    /// second of the wall clock until
    pub to_s: Option<i32>,
    /// `empty`, `high`, `low`, `gaps`; `decided` where only a decision names the day
    pub kind: String,
    /// what came
    pub came: Option<f64>,
    /// what was usual
    pub usual: f64,
    /// robust deviations it stands off
    pub deviations: f64,
    /// name of an event that explains it
    pub event: Option<String>,
    /// `keep`, `leave_out`, `replace`; `None`: nobody decided
    pub decision: Option<String>,
    /// the total to learn from instead
    pub value: Option<f64>,
    /// why
    pub reason: Option<String>,
    /// name of who decided
    #[serde(default)]
    pub decided_by: Option<String>,
    /// when, RFC 3339
    #[serde(default)]
    pub decided_at: Option<String>,
}
