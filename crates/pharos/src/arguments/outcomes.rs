//! Words of the commands about what came of it: goals, performance that declines.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum GoalCommand {
    /// Was a target reached before, how likely is it by a date, and which step has even odds.
    #[command(
        after_help = "Example:\n  pharos goal assess --history fcr.csv --kind rate --target 0.78 --direction up --by 2026-07-31 --mode sustained:4 --json"
    )]
    Assess(GoalAssessArguments),
}

#[derive(Args, Debug)]
pub(crate) struct GoalAssessArguments {
    /// The metric's history: period_start,value[,numerator,denominator]
    #[arg(long, value_name = "F.csv")]
    pub(crate) history: PathBuf,
    /// Kind of number: rate count duration score
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: String,
    /// The number to reach; of a rate a share (0.8)
    #[arg(long, value_name = "X", allow_negative_numbers = true)]
    pub(crate) target: f64,
    /// Which way is better: up down
    #[arg(long, value_name = "WAY")]
    pub(crate) direction: String,
    /// Last day
    #[arg(long, value_name = "DATE")]
    pub(crate) by: String,
    /// When it has to hold: once each sustained[:m]
    #[arg(long, value_name = "MODE")]
    pub(crate) mode: String,
    /// Seed of the drawn futures
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct DeclineArguments {
    /// What agents did: agent,period,metric,cell,n,value
    #[arg(long, value_name = "F.csv")]
    pub(crate) history: PathBuf,
    /// One row an agent
    #[arg(long = "out", value_name = "F.csv")]
    pub(crate) output: PathBuf,
    /// Seed of the simulated null
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,
}
