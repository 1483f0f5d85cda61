//! `pharos alias`

use std::process::ExitCode;

use pharos_app::Permission;

use crate::arguments::AliasCommand;
use crate::output::{self, Done};

pub(crate) async fn run(command: &AliasCommand) -> Done {
    match command {
        AliasCommand::Add { kind, from, to, reason, data } => {
            super::open(data).await?.set_alias(&Permission::owner(), kind, from, to, reason).await?;
            output::message(&format!("{kind} {from} counts under {to}"));
        }
        AliasCommand::List { json, data } => {
            let list = super::open(data).await?.aliases(&Permission::owner()).await?;
            if *json {
                output::json(&list)?;
            } else {
                let mut lines =
                    vec![["kind", "name", "counts under", "since", "why"].map(str::to_owned).to_vec()];
                lines.extend(list.aliases.iter().map(|it| {
                    vec![it.kind.to_owned(), it.from.clone(), it.to.clone(), it.at.clone(), it.reason.clone()]
                }));
                lines.extend(list.unknown.iter().map(|it| {
                    let why = format!("unknown, first seen in import {}", it.first_import);
                    vec![it.kind.to_owned(), it.name.clone(), String::new(), it.first_seen.clone(), why]
                }));
                output::data(output::table(&lines).as_bytes())?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
