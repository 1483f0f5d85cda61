//! For those who watch over the server.

use axum::extract::State as Extract;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
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

/// Telemetry in the text format of Prometheus; who asks for a page (a browser) gets the page of that address, the metric cards.
pub(crate) async fn get_telemetry(
    Extract(state): Extract<State>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let wants_page = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    let mut response = if wants_page {
        crate::page::serve(method, uri, headers).await
    } else {
        let text = state.telemetry.text(state.app.inbox_len().await.ok());
        ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
    };
    response.headers_mut().append(header::VARY, header::HeaderValue::from_static("accept"));
    response
}
