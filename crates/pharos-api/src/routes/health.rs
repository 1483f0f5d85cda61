//! For those who watch over the server.

use axum::extract::State as Extract;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::State;

/// Answers 200 while the records answer.
pub(crate) async fn get_health(Extract(state): Extract<State>) -> Response {
    if state.app.is_healthy().await {
        (StatusCode::OK, "ok\n").into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the records' database does not answer\n").into_response()
    }
}

/// Telemetry in the text format of Prometheus.
pub(crate) async fn get_telemetry(Extract(state): Extract<State>) -> Response {
    let text = state.telemetry.text(state.app.inbox_len().await.ok());
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}
