//! HTTP and JSON: routes, the OpenAPI document, the embedded page. Nothing is decided here.

mod answers;
mod background;
mod body;
mod document;
mod headers;
mod importing;
mod keeping;
mod page;
mod planning;
mod problem;
mod questions;
mod routes;
mod server;
mod session;
mod strict;
mod tags;
mod telemetry;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use pharos_app::App;

use session::Token;
use telemetry::Telemetry;

pub use background::STACK_BYTES;
pub use document::{document, document_text};
pub use server::Server;
pub use session::Door;

/// What every handler can reach.
#[derive(Clone)]
pub(crate) struct State {
    app: App,
    token: Arc<Token>,
    telemetry: Arc<Telemetry>,
}
