//! Two habits of every address under `/api`: answers to reading carry a tag, so that what has not changed is not sent again;
//! refusals are problem documents, also those the router itself makes.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::problem::Problem;

/// An answer longer than this is sent without a tag.
const TAGGED_BYTES_MAX: usize = 8 << 20;

/// Answers 304 where the reader has what would be sent (RFC 9110, 13.1.2).
pub(crate) async fn tag(request: Request, next: Next) -> Response {
    let is_read = request.method() == Method::GET;
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let response = next.run(request).await;
    let is_json = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    if !is_read
        || !is_json
        || response.status() != StatusCode::OK
        || response.headers().contains_key(header::ETAG)
    {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return Problem::new(500, "status-500", "The server made a mistake", "its log says more")
            .into_response();
    };
    if bytes.len() <= TAGGED_BYTES_MAX {
        let text = format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..32]);
        let is_known = known.is_some_and(|known| names(&known, &text));
        if let Ok(value) = HeaderValue::from_str(&text) {
            parts.headers.insert(header::ETAG, value);
        }
        parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        if is_known {
            parts.headers.remove(header::CONTENT_LENGTH);
            parts.status = StatusCode::NOT_MODIFIED;
            return Response::from_parts(parts, Body::empty());
        }
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// Gives refusals without a body of their own one.
pub(crate) async fn explain(request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with("/api/");
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let response = next.run(request).await;
    let status = response.status();
    let is_problem = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/problem+json"));
    if !is_api || is_problem || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let title = status.canonical_reason().unwrap_or("Refused");
    let detail = match status {
        StatusCode::METHOD_NOT_ALLOWED => {
            format!("{path} cannot be asked with {method}; maybe see /api/openapi.json")
        }
        _ => format!("{method} {path} was refused"),
    };
    let allow = response.headers().get(header::ALLOW).cloned();
    let kind = format!("status-{}", status.as_u16());
    let mut explained = Problem::new(status.as_u16(), &kind, title, &detail).into_response();
    if let Some(allow) = allow {
        explained.headers_mut().insert(header::ALLOW, allow);
    }
    explained
}

/// True if an `If-None-Match` names the tag.
fn names(known: &HeaderValue, tag: &str) -> bool {
    let known = known.to_str().unwrap_or_default();
    known.split(',').map(|it| it.trim().trim_start_matches("W/")).any(|it| it == tag || it == "*")
}
