//! `pharos correction`

use std::process::ExitCode;

use pharos_app::{CorrectionRequest, CorrectionView, Permission};

use crate::arguments::CorrectionCommand;
use crate::output::{self, Done};

pub(crate) async fn run(command: CorrectionCommand) -> Done {
    let permission = Permission::owner();
    match command {
        CorrectionCommand::Add { what, source, key, value, reason, data } => {
            let request = CorrectionRequest { source_name: source, key, what, value };
            let made = super::open(&data).await?.correct(&permission, &[request], &reason).await?;
            made.iter().for_each(|it| output::message(&format!("correction {} is made", it.id)));
        }
        CorrectionCommand::Undo { id, data } => {
            let undone = super::open(&data).await?.undo_correction(&permission, id).await?;
            output::message(&format!("correction {} is taken back", undone.id));
        }
        CorrectionCommand::List { json, data } => {
            let all = super::open(&data).await?.corrections(&permission).await?;
            if json {
                output::json(&all)?;
            } else {
                let mut lines = vec![
                    ["id", "what", "source", "key", "value", "at", "undone", "why"]
                        .map(str::to_owned)
                        .to_vec(),
                ];
                lines.extend(all.iter().map(row));
                output::data(output::table(&lines).as_bytes())?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn row(it: &CorrectionView) -> Vec<String> {
    vec![
        it.id.to_string(),
        it.what.to_owned(),
        it.source_name.clone(),
        it.key.clone(),
        it.value.clone().unwrap_or_default(),
        it.at.clone(),
        it.undone_at.clone().unwrap_or_default(),
        it.reason.clone(),
    ]
}
