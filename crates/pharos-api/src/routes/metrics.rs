//! The metric catalogue.

use axum::extract::State as Extract;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::State;
use crate::answers::Catalogue;
use crate::problem::Problem;

/// The metric catalogue and the dimensions
#[utoipa::path(get, path = "/api/v1/metrics", responses(
    (status = 200, description = "The metric catalogue and the dimensions", body = Catalogue),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_metrics(
    Extract(state): Extract<State>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let catalogue = Catalogue::from(state.app.catalogue());
    let body = serde_json::to_vec(&catalogue)
        .map_err(|error| Problem::new(500, "status-500", "The server made a mistake", &error.to_string()))?;
    let tag = format!("\"{}\"", &blake3::hash(&body).to_hex()[..32]);
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let cache = [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, "private, no-cache".to_owned())];
    if known == Some(tag.as_str()) {
        return Ok((StatusCode::NOT_MODIFIED, cache).into_response());
    }
    Ok((cache, [(header::CONTENT_TYPE, "application/json")], body).into_response())
}
