//! `pharos token`

use std::process::ExitCode;

use pharos_app::{Action, NewApiToken, Permission};

use super::user::id_of;
use crate::arguments::TokenCommand;
use crate::output::{self, Done, Failure};

pub(crate) async fn run(command: &TokenCommand) -> Done {
    let owner = Permission::owner();
    match command {
        TokenCommand::List { json, data } => {
            let tokens = super::open(data).await?.api_tokens(&owner).await?;
            if *json {
                output::json(&tokens)?;
            } else {
                let mut lines = vec![["id", "name", "may", "until", "last used"].map(str::to_owned).to_vec()];
                lines.extend(tokens.into_iter().map(|it| {
                    vec![it.id, it.name, it.actions.join(","), it.expires_at, it.used_at.unwrap_or_default()]
                }));
                output::data(output::table(&lines).as_bytes())?;
            }
        }
        TokenCommand::Add { user, name, may, days, json, data } => {
            let app = super::open(data).await?;
            let new = NewApiToken {
                name: name.clone(),
                actions: actions(may)?,
                days: *days,
                user_id: Some(id_of(&app, user).await?),
            };
            let (token, record) = app.add_api_token(&owner, &new).await?;
            if *json {
                output::json(&serde_json::json!({ "token": token, "record": record }))?;
            } else {
                output::line(&token)?;
                output::message(&format!("it opens until {}, and is shown only now", record.expires_at));
            }
        }
        TokenCommand::Remove { id, data } => {
            let app = super::open(data).await?;
            let tokens = app.api_tokens(&owner).await?;
            let mut fits = tokens.iter().filter(|token| token.id.starts_with(id.as_str()));
            let (Some(token), None) = (fits.next(), fits.next()) else {
                let words =
                    format!("`{id}` does not begin the id of one token; maybe see `pharos token list`");
                return Err(Failure::Input(words));
            };
            app.remove_api_token(&owner, &token.id).await?;
            output::message(&format!("the token {} opens nothing any more", token.name));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn actions(words: &[String]) -> Result<Vec<Action>, Failure> {
    let action = |word: &String| {
        Action::parse(word).ok_or_else(|| {
            let known: Vec<&str> = Action::ALL.iter().map(|action| action.as_str()).collect();
            Failure::Input(format!("there is no action `{word}`; maybe one of {}", known.join(" ")))
        })
    };
    words.iter().map(action).collect()
}
