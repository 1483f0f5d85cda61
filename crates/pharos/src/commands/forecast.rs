//! `pharos forecast`

use std::process::ExitCode;

use pharos_app::ForecastFiles;

use crate::arguments::ForecastArguments;
use crate::output::{self, Done};

pub(crate) fn run(arguments: ForecastArguments) -> Done {
    let notes = pharos_app::forecast_files(&ForecastFiles {
        history: arguments.history,
        origins: arguments.origin,
        horizon_days: usize::from(arguments.horizon_days),
        events: arguments.events,
        open: arguments.open,
        interval: arguments.interval,
        out: arguments.out,
    })?;
    notes.iter().for_each(|note| output::message(note));
    Ok(ExitCode::SUCCESS)
}
