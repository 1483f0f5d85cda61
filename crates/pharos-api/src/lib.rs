//! HTTP and JSON: routes, the OpenAPI document, the embedded page. Nothing is decided here.

mod answers;
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
mod tags;
mod telemetry;

use std::sync::Arc;

use pharos_app::App;

use session::Token;
use telemetry::Telemetry;

pub use document::{document, document_text};
pub use server::Server;

/// What every handler can reach.
#[derive(Clone)]
pub(crate) struct State {
    app: App,
    token: Arc<Token>,
    telemetry: Arc<Telemetry>,
}
