//! `pharos decline`

use std::process::ExitCode;

use crate::arguments::DeclineArguments;
use crate::output::{self, Done};

pub(crate) fn run(arguments: &DeclineArguments) -> Done {
    let report = pharos_app::decline(&arguments.history, &arguments.output, arguments.seed)?;
    for (metric, reading) in &report.readings {
        output::message(&format!("{metric}: {reading}"));
    }
    for (agent, cause) in &report.not_judged {
        output::message(&format!("{agent} is not judged: {cause}"));
    }
    output::message(&format!(
        "{} rows, {} agents, {} to talk with (at most 10 % of these are expected to be false; seed {})",
        report.rows, report.agents, report.flagged, arguments.seed
    ));
    Ok(ExitCode::SUCCESS)
}
