//! Words of the commands that plan: forecast, staff, simulate, hire.

use std::path::PathBuf;

use clap::Args;

#[derive(Args, Debug)]
pub(crate) struct ForecastArguments {
    /// History: timestamp,volume on the local clock
    #[arg(long, value_name = "F.csv")]
    pub(crate) history: PathBuf,
    /// What came at T or after is not looked at; a date is its midnight, a time within a day forecasts its rest
    #[arg(long, value_name = "T,..", value_delimiter = ',', required = true)]
    pub(crate) origin: Vec<String>,
    /// Days ahead, the origin's own included
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=800))]
    pub(crate) horizon_days: u16,
    /// Events: name,start,end,kind (and expected: share added); kind closed means nobody is there
    #[arg(long, value_name = "E.csv")]
    pub(crate) events: Option<PathBuf>,
    /// Opening hours, such as "mon-fri 07:00-21:00" [default: as in the last eight weeks]
    #[arg(long, value_name = "HOURS")]
    pub(crate) open: Option<String>,
    /// Interval: 15m, 30m, 1h, 1d [default: that of the history]
    #[arg(long, value_name = "LENGTH")]
    pub(crate) interval: Option<String>,
    /// The forecasts: origin,timestamp,mean,q10,q50,q90,q025,q975
    #[arg(long, value_name = "F.csv")]
    pub(crate) out: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct StaffArguments {
    /// Questions: model, lambda_per_interval, interval_s, aht_s, ...
    #[arg(long = "in", value_name = "F.csv")]
    pub(crate) input: PathBuf,
    /// The same rows with their answers
    #[arg(long = "out", value_name = "F.csv")]
    pub(crate) output: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct SimulateArguments {
    /// A scenario in TOML (see samples/scenarios), or a list of Markov instances in JSON
    #[arg(long, value_name = "F")]
    pub(crate) scenario: PathBuf,
    /// Only the case of that name [default: all of the file]
    #[arg(long, value_name = "NAME")]
    pub(crate) case: Option<String>,
    /// Contacts instead of the file's, for a steady state
    #[arg(long, value_name = "N")]
    pub(crate) contacts: Option<u64>,
    /// The same seed gives the same answer
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,
    /// For days: add days until every service level is as sure as this half-width of its 95 % interval
    #[arg(long, value_name = "SHARE")]
    pub(crate) half_width: Option<f64>,
    /// Find the least agents by group that keep the queues' targets
    #[arg(long, conflicts_with = "half_width")]
    pub(crate) staff: bool,
    /// Print JSON (docs/schemas/simulation.json, group-staffing.json)
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct HireArguments {
    /// The plan in TOML (see samples/hiring/year.toml)
    #[arg(long, value_name = "F.toml")]
    pub(crate) plan: PathBuf,
    /// Print JSON (docs/schemas/hiring.json)
    #[arg(long)]
    pub(crate) json: bool,
}
