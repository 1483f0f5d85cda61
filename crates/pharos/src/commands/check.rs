//! `pharos check`

use std::process::ExitCode;

use indicatif::ProgressBar;
use pharos_app::{CheckReport, Permission};

use crate::arguments::CheckArguments;
use crate::output::{self, Done, Failure};

pub(crate) async fn run(arguments: &CheckArguments) -> Done {
    let app = super::open_existing(&arguments.data).await?;
    let bar = ProgressBar::new_spinner();
    let report = app.check(&Permission::owner(), &|what| bar.set_message(what.to_owned())).await;
    bar.finish_and_clear();
    let report = report?;
    if arguments.json {
        output::json(&report)?;
    } else {
        output::data(text(&report).as_bytes())?;
    }
    if report.ok {
        return Ok(ExitCode::SUCCESS);
    }
    Err(Failure::Input(format!("{} faults found; maybe restore a backup", report.faults.len())))
}

fn text(report: &CheckReport) -> String {
    let mut lines = vec![
        vec!["tables".to_owned(), report.tables.to_string()],
        vec!["files".to_owned(), format!("{} ({} bytes)", report.files, report.bytes)],
        vec!["took".to_owned(), format!("{:.1} s", report.took_s)],
        vec![
            "result".to_owned(),
            if report.ok { "everything is whole".to_owned() } else { "damaged".to_owned() },
        ],
    ];
    if !report.ok {
        lines.push(Vec::new());
    }
    let mut text = output::table(&lines);
    if !report.ok {
        let mut faults = vec![["area", "table", "day", "file", "what is wrong"].map(str::to_owned).to_vec()];
        faults.extend(report.faults.iter().map(|it| {
            let word = |it: &Option<String>| it.clone().unwrap_or_default();
            vec![it.area.to_owned(), word(&it.table), word(&it.day), word(&it.file), it.fault.clone()]
        }));
        text.push_str(&output::table(&faults));
    }
    text
}
