//! `pharos goal`

use std::process::ExitCode;

use pharos_app::{AssessFileRequest, assess_file};

use crate::arguments::{GoalAssessArguments, GoalCommand};
use crate::output::{self, Done, Failure};

pub(crate) fn run(command: &GoalCommand) -> Done {
    match command {
        GoalCommand::Assess(arguments) => assess(arguments),
    }
}

fn assess(arguments: &GoalAssessArguments) -> Done {
    let request = AssessFileRequest {
        history: arguments.history.clone(),
        kind: arguments.kind.clone(),
        target: arguments.target,
        direction: arguments.direction.clone(),
        by: arguments.by.clone(),
        mode: arguments.mode.clone(),
        seed: arguments.seed,
    };
    let answer = assess_file(&request)?;
    let text = if arguments.json {
        serde_json::to_string_pretty(&answer).map_err(|error| Failure::Fault(error.to_string()))?
    } else {
        let percent = |it: Option<f64>| it.map_or("-".to_owned(), |it| format!("{:.0} %", 100.0 * it));
        let band = answer.band80.map_or("-".to_owned(), |[lo, hi]| format!("{lo:.4} to {hi:.4}"));
        let past = &answer.reached_before;
        let step =
            answer.step.map_or("-".to_owned(), |it| format!("{} ({})", it.target, percent(Some(it.p))));
        let odds = answer.refused.as_ref().map_or_else(
            || format!("{} ({} to {})", percent(answer.p), percent(answer.p_lo), percent(answer.p_hi)),
            |reason| format!("none: {reason}"),
        );
        format!(
            "probability      {odds}\n80 % band        {band}\nreached before   {} of past windows, last {}, longest run {}\nstep             {step}\nperiods          {}\nmethod           {}",
            percent(past.share),
            past.last.map_or("never".to_owned(), |it| it.to_string()),
            past.longest,
            answer.n,
            answer.method,
        )
    };
    output::data((text + "\n").as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
