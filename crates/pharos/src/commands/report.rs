//! `pharos report`

use std::process::ExitCode;

use pharos_app::{HandlingAgent, HandlingReport, Permission, QueryRequest};

use crate::arguments::ReportCommand;
use crate::output::{self, Done};

pub(crate) async fn run(command: ReportCommand) -> Done {
    let ReportCommand::Handling { from, to, param, json, data } = command;
    let app = super::open_existing(&data).await?;
    let request = QueryRequest { from, to, params: param, ..QueryRequest::default() };
    let report = app.handling_report(&Permission::owner(), &request).await?;
    if json {
        output::json(&report)?
    } else {
        output::data(text(&report).as_bytes())?
    }
    Ok(ExitCode::SUCCESS)
}

fn text(report: &HandlingReport) -> String {
    let named: Vec<&HandlingAgent> = report.agents.iter().filter(|agent| agent.stands_out).collect();
    let mut lines = vec![
        ["agent", "contacts", "short", "share", "expected", "ratio", "95 %", "q", "handle time"]
            .map(str::to_owned)
            .to_vec(),
    ];
    lines.extend(named.iter().map(|agent| row(agent)));
    let head = match (report.ordinary_agents, named.is_empty()) {
        (None, _) => "Fewer than eight agents can be compared: nobody is named.\n".to_owned(),
        (Some(_), true) => {
            "No agent's share of very short contacts stands out from peers with the same mix.\n".to_owned()
        }
        (Some(peers), false) => format!(
            "Agents whose share of very short contacts stands out from {peers} peers of the same queues and hours.\n\
             A name is a reason to look at contacts (pharos query --metric {} --rows), no verdict.\n\n{}",
            report.metric,
            output::table(&lines)
        ),
    };
    format!(
        "{head}\n{} version {} {}; at most {:.0} % of the names are expected to be false.\n",
        report.metric,
        report.version,
        report.params,
        report.false_share_max * 100.0
    )
}

fn row(agent: &HandlingAgent) -> Vec<String> {
    let number = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.1}"));
    vec![
        agent.agent.clone(),
        agent.n.to_string(),
        agent.short.to_string(),
        format!("{:.1} %", agent.share * 100.0),
        format!("{:.1}", agent.expected),
        format!("{:.1}", agent.ratio),
        format!("{} .. {}", number(agent.ratio_lo), number(agent.ratio_hi)),
        format!("{:.1e}", agent.q),
        format!("{} s", number(agent.handle_time_s)),
    ]
}
