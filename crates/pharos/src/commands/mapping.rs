//! `pharos mapping`

use std::process::ExitCode;

use pharos_app::Permission;

use crate::arguments::MappingCommand;
use crate::output::{self, Done, Failure};

pub(crate) async fn run(command: MappingCommand) -> Done {
    let permission = Permission::owner();
    match command {
        MappingCommand::List { json, data } => {
            let all = super::open(&data).await?.saved_mappings(&permission).await?;
            if json {
                output::json(&all)?;
            } else {
                let mut lines = vec![["name", "feeds", "columns", "since", "by"].map(str::to_owned).to_vec()];
                lines.extend(all.iter().map(|it| {
                    let columns = it.columns.len().to_string();
                    vec![it.name.clone(), it.tables.join(", "), columns, it.at.clone(), it.by.clone()]
                }));
                output::data(output::table(&lines).as_bytes())?;
            }
        }
        MappingCommand::Show { name, data } => {
            let all = super::open(&data).await?.saved_mappings(&permission).await?;
            let Some(found) = all.into_iter().find(|it| it.name == name) else {
                return Err(Failure::Input(format!(
                    "there is no saved mapping `{name}`; maybe one of `pharos mapping list`"
                )));
            };
            output::data(found.mapping.as_bytes())?;
        }
        MappingCommand::Forget { name, data } => {
            super::open(&data).await?.forget_mapping(&permission, &name).await?;
            output::message(&format!("the mapping {name} is forgotten"));
        }
    }
    Ok(ExitCode::SUCCESS)
}
