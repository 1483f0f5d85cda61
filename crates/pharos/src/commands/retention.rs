//! `pharos retention`

use std::process::ExitCode;

use pharos_app::{App, Permission, RetentionOutcome};

use crate::arguments::RetentionCommand;
use crate::output::{self, Done, Failure};

pub(crate) async fn run(command: &RetentionCommand) -> Done {
    match command {
        RetentionCommand::List { json, data } => list(&super::open(data).await?, *json).await,
        RetentionCommand::Set { what, days, data } => set(&super::open(data).await?, what, days).await,
        RetentionCommand::Apply { dry_run, json, data } => {
            let app = super::open(data).await?;
            let outcome = app.apply_retention(&Permission::owner(), *dry_run).await?;
            if *json {
                output::json(&outcome)?;
            } else {
                output::data(text(&outcome).as_bytes())?;
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

async fn list(app: &App, json: bool) -> Done {
    let view = app.retention(&Permission::owner()).await?;
    if json {
        output::json(&view)?;
        return Ok(ExitCode::SUCCESS);
    }
    let keep = |days: Option<u32>| days.map_or_else(|| "forever".to_owned(), |days| format!("{days} days"));
    let mut lines = vec![["table", "kept", "from", "to", "rows", "bytes"].map(str::to_owned).to_vec()];
    lines.extend(view.tables.iter().map(|it| {
        let day = |day: &Option<String>| day.clone().unwrap_or_default();
        vec![
            it.table.clone(),
            keep(it.keep_days),
            day(&it.first_day),
            day(&it.last_day),
            it.rows.to_string(),
            it.bytes.to_string(),
        ]
    }));
    lines.push(vec!["rejects".to_owned(), keep(view.rejects_days)]);
    lines.push(vec!["backups".to_owned(), keep(Some(view.backups_days))]);
    output::data(output::table(&lines).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

async fn set(app: &App, what: &str, days: &str) -> Done {
    let wanted = || Failure::Input(format!("`{days}` is no number of days; maybe 90 or forever"));
    let number = match days {
        "forever" => None,
        text => Some(text.parse::<u32>().map_err(|_| wanted())?),
    };
    let mut rules = app.retention_rules().await?;
    match (what, number) {
        ("backups", Some(days)) => rules.backups_days = days,
        ("backups", None) => {
            return Err(Failure::Input(
                "backups must have an age at which they go: an erased person must not live on in them"
                    .to_owned(),
            ));
        }
        ("rejects", number) => rules.rejects_days = number,
        (table, Some(days)) => {
            rules.tables.insert(table.to_owned(), days);
        }
        (table, None) => {
            rules.tables.remove(table);
        }
    }
    app.set_retention(&Permission::owner(), &rules).await?;
    output::message(&format!(
        "{what} is kept {}",
        number.map_or_else(|| "forever".to_owned(), |it| format!("{it} days"))
    ));
    Ok(ExitCode::SUCCESS)
}

fn text(outcome: &RetentionOutcome) -> String {
    let mut lines =
        vec![["table", "days", "from", "to", "rows", "bytes", "first kept"].map(str::to_owned).to_vec()];
    lines.extend(outcome.tables.iter().map(|it| {
        let day = |day: &Option<String>| day.clone().unwrap_or_default();
        vec![
            it.table.clone(),
            it.days.to_string(),
            day(&it.first_day),
            day(&it.last_day),
            it.rows.to_string(),
            it.bytes.to_string(),
            it.first_kept.clone(),
        ]
    }));
    let done = if outcome.dry_run { "would be removed" } else { "removed" };
    lines.push(vec!["rejects".to_owned(), format!("{} files {done}", outcome.rejects)]);
    lines.push(vec!["backups".to_owned(), format!("{} {done}", outcome.backups)]);
    output::table(&lines)
}
