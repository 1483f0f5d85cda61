//! Words of the commands that plan: forecast, staff, simulate, hire.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::DataArguments;

#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct ForecastArguments {
    #[command(subcommand)]
    pub(crate) command: Option<ForecastCommand>,
    #[command(flatten)]
    pub(crate) file: ForecastFileArguments,
}

/// Forecasts of the stored data.
#[derive(Subcommand, Debug)]
pub(crate) enum ForecastCommand {
    /// Forecast a series of the stored data; nothing is kept.
    #[command(
        after_help = "Example:\n  pharos forecast run --queue billing --interval 30m --days 28 > forecast.csv"
    )]
    Run(RunArguments),
    /// Forecast a series and keep it for ever.
    #[command(after_help = "Example:\n  pharos forecast publish --queue billing --note \"week 12\" --plan")]
    Publish(PublishArguments),
    /// Published forecasts of a series, newest first.
    #[command(after_help = "Example:\n  pharos forecast list --queue billing")]
    List(SeriesArguments),
    /// How good forecasts were, by how far ahead they spoke.
    #[command(after_help = "Example:\n  pharos forecast accuracy --queue billing --backtest 8")]
    Accuracy(AccuracyArguments),
    /// Whose public holidays count in forecasts of the stored data.
    #[command(after_help = "Example:\n  pharos forecast country IL\n  pharos forecast country none")]
    Country(CountryArguments),
}

#[derive(Args, Debug)]
pub(crate) struct CountryArguments {
    /// Two letters (ISO 3166-1), or `none`; without it, what is set
    pub(crate) country: Option<String>,
    #[command(flatten)]
    pub(crate) data: DataArguments,
    /// JSON, with all countries whose holidays are known
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct ForecastFileArguments {
    /// History: timestamp,volume on the local clock
    #[arg(long, value_name = "F.csv", required = true)]
    pub(crate) history: Option<PathBuf>,
    /// What came at T or after is not looked at; a date is its midnight, a time within a day forecasts its rest
    #[arg(long, value_name = "T,..", value_delimiter = ',', required = true)]
    pub(crate) origin: Vec<String>,
    /// Days ahead, the origin's own included
    #[arg(long, value_name = "N", required = true, value_parser = clap::value_parser!(u16).range(1..=800))]
    pub(crate) horizon_days: Option<u16>,
    /// Events: name,start,end,kind (and expected: share added); kind closed means nobody is there
    #[arg(long, value_name = "E.csv")]
    pub(crate) events: Option<PathBuf>,
    /// Country whose public holidays count where no event tells of the day, such as IL, US
    #[arg(long, value_name = "CODE")]
    pub(crate) country: Option<String>,
    /// Opening hours, such as "mon-fri 07:00-21:00" [default: as in the last eight weeks]
    #[arg(long, value_name = "HOURS")]
    pub(crate) open: Option<String>,
    /// Interval: 15m, 30m, 1h, 1d [default: that of the history]
    #[arg(long, value_name = "LENGTH")]
    pub(crate) interval: Option<String>,
    /// The forecasts: origin,timestamp,mean,q10,q50,q90,q025,q975
    #[arg(long, value_name = "F.csv", required = true)]
    pub(crate) out: Option<PathBuf>,
}

/// Which series of the stored data.
#[derive(Args, Debug)]
pub(crate) struct SeriesArguments {
    /// The queue [default: all]
    #[arg(long, value_name = "NAME")]
    pub(crate) queue: Option<String>,
    /// The channel [default: all]
    #[arg(long, value_name = "NAME")]
    pub(crate) channel: Option<String>,
    /// Rows that count
    #[arg(long = "where", value_name = "EXPR")]
    pub(crate) filter: Option<String>,
    #[command(flatten)]
    pub(crate) data: DataArguments,
    /// JSON instead of a table
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct RunArguments {
    #[command(flatten)]
    pub(crate) series: SeriesArguments,
    /// Interval: 15m, 30m, hour, day
    #[arg(long, value_name = "LENGTH", default_value = "30m")]
    pub(crate) interval: String,
    /// First day ahead, a local date [default: the day of the newest event]
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,
    /// Days ahead
    #[arg(long, value_name = "N", default_value_t = 28)]
    pub(crate) days: u16,
}

#[derive(Args, Debug)]
pub(crate) struct PublishArguments {
    #[command(flatten)]
    pub(crate) run: RunArguments,
    /// What there is to say of it
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) note: String,
    /// Make it the plan at once
    #[arg(long)]
    pub(crate) plan: bool,
}

#[derive(Args, Debug)]
pub(crate) struct AccuracyArguments {
    #[command(flatten)]
    pub(crate) run: RunArguments,
    /// Judge what the method would have said from so many weekly origins, instead of what was published
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) backtest: u16,
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
