//! `pharos staff`

use std::process::ExitCode;

use crate::arguments::StaffArguments;
use crate::output::{self, Done, Failure};

pub(crate) fn run(arguments: &StaffArguments) -> Done {
    let report = pharos_app::staff(&arguments.input, &arguments.output)?;
    for (line, cause) in &report.errors {
        output::message(&format!("line {line}: {cause}"));
    }
    if 0 < report.rows && report.errors.len() == report.rows {
        return Err(Failure::Input("no row could be answered".to_owned()));
    }
    Ok(ExitCode::SUCCESS)
}
