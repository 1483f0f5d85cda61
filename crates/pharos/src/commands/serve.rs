//! `pharos serve`

use std::process::ExitCode;

use crate::arguments::ServeArguments;
use crate::output::{self, Done};

pub(crate) async fn run(arguments: &ServeArguments) -> Done {
    let app = super::open(&arguments.data).await?;
    let address = arguments.listen.unwrap_or(app.config().listen);
    let server = pharos_api::Server::bind(app, address, token()).await?;
    output::message(&format!("Pharos is at {}", server.sign_in_address()));
    server.run().await?;
    Ok(ExitCode::SUCCESS)
}

/// The token of the environment, for scripts; random otherwise.
pub(crate) fn token() -> Option<String> {
    std::env::var("PHAROS_TOKEN").ok().filter(|token| !token.is_empty())
}
