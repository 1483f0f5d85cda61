//! `pharos erase` and `pharos access-report`

use std::process::ExitCode;

use pharos_app::{App, ErasureReport, ErasureRequest, Permission, Person};

use crate::arguments::{AccessReportArguments, EraseArguments, PersonArguments};
use crate::output::{self, Done, Failure};

/// Who asks, from the command line.
const BY: &str = "command line";

pub(crate) async fn erase(arguments: &EraseArguments) -> Done {
    if arguments.list {
        return list(&super::open(&arguments.data).await?, arguments.json).await;
    }
    let (person, id) = person(&arguments.person)?;
    let app = super::open(&arguments.data).await?;
    let request = ErasureRequest { person, id, dry_run: arguments.dry_run, by: BY.to_owned() };
    let report = app.erase(&Permission::owner(), &request).await?;
    if arguments.json {
        output::json(&report)?;
    } else {
        output::data(text(&report).as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn access_report(arguments: &AccessReportArguments) -> Done {
    let (person, id) = person(&arguments.person)?;
    let app = super::open(&arguments.data).await?;
    let report = app.access_report(&Permission::owner(), person, &id).await?;
    if arguments.json {
        output::json(&report)?;
    } else {
        output::data(report.text().as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn person(arguments: &PersonArguments) -> Result<(Person, String), Failure> {
    match (&arguments.customer, &arguments.agent) {
        (Some(id), None) if !id.is_empty() => Ok((Person::Customer, id.clone())),
        (None, Some(id)) if !id.is_empty() => Ok((Person::Agent, id.clone())),
        _ => Err(Failure::Input("nobody is named; maybe --customer ID or --agent ID".to_owned())),
    }
}

fn text(report: &ErasureReport) -> String {
    let done = if report.dry_run { "would change" } else { "changed" };
    let mut lines = vec![vec!["ids".to_owned(), format!("{} known for this {}", report.names, report.kind)]];
    lines.extend(report.tables.iter().map(|(name, counts)| {
        vec![name.clone(), format!("{done} {} rows in {} files", counts.rows, counts.files)]
    }));
    lines.push(vec!["records".to_owned(), format!("{done} {} rows", report.records)]);
    lines.push(vec!["rejects".to_owned(), format!("{done} {} rows", report.rejects)]);
    if !report.dry_run {
        lines.push(vec!["saved files".to_owned(), format!("removed {}", report.saved_files)]);
        lines.push(vec!["backups".to_owned(), format!("erased in {}", report.backups)]);
    }
    if let Some(id) = &report.request_id {
        lines.push(vec!["request".to_owned(), id.clone()]);
    }
    output::table(&lines)
}

async fn list(app: &App, json: bool) -> Done {
    let requests = app.erasures(&Permission::owner()).await?;
    if json {
        output::json(&requests)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut lines = vec![["request", "kind", "asked for at", "by", "done at"].map(str::to_owned).to_vec()];
    lines.extend(
        requests
            .into_iter()
            .map(|it| vec![it.id, it.kind, it.requested_at, it.requested_by, it.done_at.unwrap_or_default()]),
    );
    output::data(output::table(&lines).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
