//! `pharos reconcile`

use std::process::ExitCode;

use pharos_app::{FitView, Permission, Quantity, ReconcileRequest};

use crate::arguments::ReconcileArguments;
use crate::output::{self, Done};

pub(crate) async fn run(arguments: ReconcileArguments) -> Done {
    let app = super::open_existing(&arguments.data).await?;
    let request = ReconcileRequest {
        reports: arguments.reports,
        contacts: arguments.contacts,
        from: arguments.from,
        to: arguments.to,
        by_queue: arguments.by.as_deref() == Some("queue"),
        tz: arguments.tz,
    };
    let found = app.reconcile(&Permission::owner(), &request).await?;
    if arguments.json {
        output::json(&found)?;
        return Ok(ExitCode::SUCCESS);
    }
    for (what, queues) in [
        ("left out, the report says nothing of", &found.left_out),
        ("the contacts do not have", &found.unknown),
    ] {
        if !queues.is_empty() {
            output::data(format!("queues: {what} {}\n", queues.join(", ")).as_bytes())?;
        }
    }
    for quantity in &found.quantities {
        output::data(output::table(&lines(quantity)).as_bytes())?;
        output::data(format!("{}\n\n", verdict(quantity)).as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn lines(quantity: &Quantity) -> Vec<Vec<String>> {
    let number = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |it| format!("{it:.4}"));
    let mut lines =
        vec![[quantity.name, "queue", "reported", "ours", "explained"].map(str::to_owned).to_vec()];
    lines.extend(quantity.rows.iter().map(|row| {
        vec![
            row.day.clone(),
            row.queue.clone().unwrap_or_else(|| "all".to_owned()),
            number(Some(row.reported)),
            number(row.standard),
            number(row.best),
        ]
    }));
    lines
}

fn verdict(quantity: &Quantity) -> String {
    let words = |fit: &FitView| {
        let params: Vec<String> = fit.params.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let params = if params.is_empty() { String::new() } else { format!(" with {}", params.join(", ")) };
        format!(
            "{} ({}){params}: {} of {} agree, mean difference {:.4}",
            fit.metric, fit.part, fit.agree, fit.compared, fit.misfit
        )
    };
    if quantity.is_explained_by_definition {
        format!("best explained by {}; ours is {}", words(&quantity.best), words(&quantity.standard))
    } else if quantity.standard.agree < quantity.standard.compared {
        format!("no definition explains it; by ours {}", words(&quantity.standard))
    } else {
        format!("our own definition explains it: {}", words(&quantity.standard))
    }
}
