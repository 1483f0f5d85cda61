//! `pharos hire`

use std::process::ExitCode;

use crate::arguments::HireArguments;
use crate::output::{self, Done, Failure};

pub(crate) fn run(arguments: &HireArguments) -> Done {
    let answer = pharos_app::hire_file(&arguments.plan)?;
    if arguments.json {
        let text =
            serde_json::to_string_pretty(&answer).map_err(|error| Failure::Fault(error.to_string()))?;
        output::line(&text)?;
    } else {
        output::data(pharos_app::write_hiring(&answer).as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}
