//! The streaming door.

use axum::extract::rejection::{PathRejection, QueryRejection, StringRejection};
use axum::extract::{Path, Query, State as Extract};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use pharos_app::FactsRequest;
use serde::Deserialize;

use crate::State;
use crate::answers::AcceptedFacts;
use crate::body::Json;
use crate::problem::Problem;
use crate::session::SignedIn;

/// Source of rows that name none.
const SOURCE_DEFAULT: &str = "stream";

#[derive(Debug, Deserialize)]
pub(crate) struct Source {
    source_name: Option<String>,
}

/// Facts as JSON lines; 202 only when they are on disk
#[utoipa::path(post, path = "/api/v1/facts/{table}",
    params(
        ("table" = String, Path, description = "Name of the fact table"),
        ("source_name" = Option<String>, Query, nullable = false, description = "Source of rows that name none"),
        ("Idempotency-Key" = Option<String>, Header, nullable = false, description = "The same key and body are accepted once"),
    ),
    request_body(content = String, content_type = "application/x-ndjson", description = "One object of the table's columns a line"),
    responses(
        (status = 202, description = "The batch is on disk", body = AcceptedFacts),
        (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub(crate) async fn accept_facts(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    table: Result<Path<String>, PathRejection>,
    source: Result<Query<Source>, QueryRejection>,
    headers: HeaderMap,
    body: Result<String, StringRejection>,
) -> Result<Response, Problem> {
    let (Path(table), Query(source)) = (table?, source?);
    let body = body.map_err(|rejection| {
        Problem::new(
            rejection.status().as_u16(),
            "status-400",
            "The body cannot be read",
            &rejection.body_text(),
        )
    })?;
    let request = FactsRequest {
        table: &table,
        source_name: source.source_name.as_deref().unwrap_or(SOURCE_DEFAULT),
        body: &body,
        idempotency_key: headers.get("idempotency-key").and_then(|value| value.to_str().ok()),
    };
    let answer = state.app.accept_facts(&permission, request).await?;
    if !answer.repeated {
        state.telemetry.accept_batch();
    }
    Ok((StatusCode::ACCEPTED, Json(AcceptedFacts::from(answer))).into_response())
}
