//! `pharos serve`

use std::process::ExitCode;

use pharos_api::Door;

use crate::arguments::ServeArguments;
use crate::output::{self, Done};

pub(crate) async fn run(arguments: &ServeArguments) -> Done {
    let app = super::open(&arguments.data).await?;
    let address = arguments.listen.unwrap_or(app.config().listen);
    // A token the owner has set opens as long as it is set; the random one until there is an administrator.
    let token = token();
    let door = if token.is_some() { Door::Open } else { Door::FirstStart };
    let is_first = app.wants_first_user().await?;
    let server = pharos_api::Server::bind(app, address, token, door).await?;
    output::message(&format!("Pharos is at {}", server.sign_in_address().await));
    if is_first {
        output::message("Nobody can sign in yet: open this address and make the administrator.");
    }
    server.run().await?;
    Ok(ExitCode::SUCCESS)
}

/// The token of the environment, for scripts; random otherwise.
pub(crate) fn token() -> Option<String> {
    std::env::var("PHAROS_TOKEN").ok().filter(|token| !token.is_empty())
}
