//! `pharos metric`

use std::process::ExitCode;

use pharos_app::MetricView;

use crate::arguments::MetricCommand;
use crate::output::{self, Done, Failure};

pub(crate) async fn run(command: &MetricCommand) -> Done {
    match command {
        MetricCommand::List { json, data } => {
            let catalogue = super::open(data).await?.catalogue();
            if *json {
                output::json(&catalogue)?;
            } else {
                let mut lines = vec![["id", "unit", "level", "name"].map(str::to_owned).to_vec()];
                lines.extend(catalogue.metrics.iter().map(|metric| {
                    vec![metric.id.clone(), metric.unit.clone(), metric.level.clone(), name(metric)]
                }));
                output::data(output::table(&lines).as_bytes())?;
            }
        }
        MetricCommand::Show { id, json, data } => {
            let metric = super::open(data).await?.metric(id)?;
            show(&metric, *json)?;
        }
        MetricCommand::Check { file, json, data } => {
            let metric = super::open(data).await?.check_metric(file)?;
            if *json {
                output::json(&metric)?;
            } else {
                output::message(&format!("{} holds: {}", file.display(), metric.id));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn name(metric: &MetricView) -> String {
    metric.names.get("en").cloned().unwrap_or_default()
}

fn show(metric: &MetricView, json: bool) -> Result<(), Failure> {
    if json {
        return output::json(metric);
    }
    let params: Vec<String> = metric
        .params
        .iter()
        .map(|param| format!("{}={} ({})", param.name, param.default, param.kind))
        .collect();
    let lines: Vec<Vec<String>> = [
        ("formula", metric.formula.clone()),
        ("unit", metric.unit.clone()),
        ("better", metric.direction.clone()),
        ("level", metric.level.clone()),
        ("relation", metric.relation.clone()),
        ("clock", metric.clock.clone()),
        ("parameters", params.join(", ")),
        ("interval", metric.interval_method.clone()),
        ("least n", metric.n_min.to_string()),
        ("final", metric.final_after.clone()),
        ("read beside", metric.guard.join(", ")),
    ]
    .into_iter()
    .map(|(name, value)| vec![name.to_owned(), value])
    .collect();
    let help = metric.help.get("en").cloned().unwrap_or_default();
    let text = format!(
        "{} (version {})\n{}\n\n{help}\n\n{}",
        metric.id,
        metric.version,
        name(metric),
        output::table(&lines)
    );
    output::data(text.as_bytes())
}
