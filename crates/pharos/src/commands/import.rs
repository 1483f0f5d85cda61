//! `pharos import`

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use pharos_app::{App, ImportReport, ImportRequest, ImportView, MappingChoice, Permission};

use crate::arguments::ImportArguments;
use crate::output::{self, Done, Failure};

pub(crate) async fn run(arguments: &ImportArguments) -> Done {
    if arguments.list {
        return list(&super::open_existing(&arguments.data).await?, arguments.json).await;
    }
    if let Some(id) = &arguments.undo {
        return undo(&super::open_existing(&arguments.data).await?, id, arguments.json).await;
    }
    let app = super::open(&arguments.data).await?;
    let request = ImportRequest {
        source: arguments.source.clone().unwrap_or_default(),
        files: arguments.files.clone(),
        mapping: arguments.mapping.clone().map(MappingChoice::Named),
        source_name: arguments.source_name.clone(),
        site: arguments.site.clone(),
        tz: arguments.tz.clone(),
        dry_run: arguments.dry_run,
        strict: arguments.strict,
    };
    if let Some(out) = &arguments.guess {
        return guess(&app, &request, out, arguments.json).await;
    }
    let bar = progress_bar();
    let report = app.import(&Permission::owner(), &request, &|records| bar.set_position(records)).await;
    bar.finish_and_clear();
    let report = report?;
    for note in &report.notes {
        output::message(&format!("note: {note}"));
    }
    if arguments.json {
        output::json(&report)?
    } else {
        output::data(summary(&report).as_bytes())?
    }
    if report.published || (request.dry_run && !refused(&report, request.strict)) {
        return Ok(ExitCode::SUCCESS);
    }
    Err(Failure::Input(format!(
        "{} of {} records are rejected, nothing was kept; see {}",
        report.rejected,
        report.read,
        report.rejects_file.as_deref().unwrap_or("the messages above")
    )))
}

async fn guess(app: &App, request: &ImportRequest, out: &Path, json: bool) -> Done {
    let report = app.guess_mapping(request, out).await?;
    if json {
        output::json(&report)?;
    } else {
        report.recognised.iter().for_each(|note| output::message(&format!("recognised: {note}")));
        report.undecided.iter().for_each(|note| output::message(&format!("please decide: {note}")));
        output::message(&format!("{} is written; look it over, then import with --mapping", report.mapping));
    }
    Ok(ExitCode::SUCCESS)
}

fn refused(report: &ImportReport, strict: bool) -> bool {
    0 < report.rejected && (strict || report.rejected == report.read)
}

/// A bar on a terminal, nothing elsewhere (indicatif looks for itself).
fn progress_bar() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {human_pos} records, {per_sec}, {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

fn summary(report: &ImportReport) -> String {
    let mut lines = vec![
        vec!["read".to_owned(), report.read.to_string()],
        vec!["accepted".to_owned(), format!("{} (replaced {})", report.accepted, report.replaced)],
        vec!["unchanged".to_owned(), report.unchanged.to_string()],
        vec!["duplicate".to_owned(), report.duplicate.to_string()],
    ];
    lines.extend(
        report.filtered.iter().map(|(reason, n)| vec!["filtered".to_owned(), format!("{n} ({reason})")]),
    );
    let rejects = report.rejects_file.as_deref().map_or_else(String::new, |file| format!(" ({file})"));
    lines.push(vec!["rejected".to_owned(), format!("{}{rejects}", report.rejected)]);
    lines.extend(report.tables.iter().map(|(name, counts)| {
        vec![
            name.clone(),
            format!(
                "{} inserted, {} replaced, {} unchanged",
                counts.inserted, counts.replaced, counts.unchanged
            ),
        ]
    }));
    lines.extend(report.quality.iter().map(|finding| {
        let example =
            finding.example.as_deref().map_or_else(String::new, |example| format!(", such as {example}"));
        vec![format!("quality: {}", finding.check), format!("{}{example}", finding.count)]
    }));
    if let Some(id) = report.import_id.as_deref().filter(|_| report.published) {
        lines.push(vec!["import".to_owned(), format!("{id} (to take it back: pharos import --undo {id})")]);
    }
    output::table(&lines)
}

async fn list(app: &App, json: bool) -> Done {
    let imports = app.imports(&Permission::owner()).await?;
    if json {
        output::json(&imports)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut lines = vec![
        ["id", "at", "state", "source", "name", "read", "accepted", "rejected"].map(str::to_owned).to_vec(),
    ];
    lines.extend(imports.iter().map(row));
    output::data(output::table(&lines).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn row(import: &ImportView) -> Vec<String> {
    let count = |name: &str| import.counts.get(name).map_or_else(String::new, ToString::to_string);
    vec![
        import.id.clone(),
        import.at.clone(),
        import.state.clone(),
        import.source.clone(),
        import.source_name.clone(),
        count("read"),
        count("accepted"),
        count("rejected"),
    ]
}

async fn undo(app: &App, id: &str, json: bool) -> Done {
    let import = app.undo_import(&Permission::owner(), id).await?;
    if json {
        output::json(&import)?;
    } else {
        output::message(&format!("import {id} is undone"));
    }
    Ok(ExitCode::SUCCESS)
}
