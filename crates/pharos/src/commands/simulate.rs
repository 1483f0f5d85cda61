//! `pharos simulate`

use std::process::ExitCode;

use pharos_app::{SimulateRequest, simulate_file, staff_file, write_simulation, write_staffing};
use serde::Serialize;

use crate::arguments::SimulateArguments;
use crate::output::{self, Done, Failure};

pub(crate) fn run(arguments: &SimulateArguments) -> Done {
    let request = SimulateRequest {
        case: arguments.case.clone(),
        contacts: arguments.contacts,
        seed: arguments.seed,
        half_width: arguments.half_width,
    };
    if arguments.staff {
        let found = staff_file(&arguments.scenario, &request)?;
        return tell(&found, arguments.json, write_staffing);
    }
    let results = simulate_file(&arguments.scenario, &request)?;
    tell(&results, arguments.json, write_simulation)
}

/// One case is an object, several are a list.
fn tell<T: Serialize>(all: &[T], json: bool, words: impl Fn(&T) -> String) -> Done {
    if json {
        let text = match all {
            [one] => serde_json::to_string_pretty(one),
            all => serde_json::to_string_pretty(all),
        };
        output::line(&text.map_err(|error| Failure::Fault(error.to_string()))?)?;
    } else {
        let texts: Vec<String> = all.iter().map(words).collect();
        output::data(texts.join("\n").as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}
