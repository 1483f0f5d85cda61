//! `pharos roll-up`

use std::process::ExitCode;

use crate::arguments::RollUpArguments;
use crate::output::{self, Done};

pub(crate) async fn run(arguments: &RollUpArguments) -> Done {
    let app = super::open_existing(&arguments.data).await?;
    let report = app.make_rollups().await?;
    if arguments.json {
        output::json(&report)?;
    } else {
        let text = format!(
            "{} parts of days, {} of months and {} of weeks made, {} removed\n",
            report.days, report.months, report.weeks, report.removed
        );
        output::data(text.as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}
