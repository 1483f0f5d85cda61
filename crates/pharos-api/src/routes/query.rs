//! Questions and the rows behind their answers.

use axum::extract::State as Extract;
use axum::extract::rejection::JsonRejection;

use crate::State;
use crate::answers::{QueryResult, QueryResults, Rows};
use crate::body::Json;
use crate::problem::Problem;
use crate::questions::{QueryBatch, RowsRequest};
use crate::session::SignedIn;

/// Metrics by dimension and period, several queries at once
#[utoipa::path(post, path = "/api/v1/query", request_body = QueryBatch, responses(
    (status = 200, description = "Metrics by dimension and period, several queries at once", body = QueryResults),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn run_query(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<QueryBatch>, JsonRejection>,
) -> Result<Json<QueryResults>, Problem> {
    let Json(batch) = body?;
    let answers = state.app.queries(&permission, &batch.into_requests()?).await?;
    let simulated = state.app.is_simulated().await?;
    let results = answers.into_iter().map(|answer| QueryResult::new(answer, simulated)).collect();
    Ok(Json(QueryResults { results }))
}

/// The rows behind a number
#[utoipa::path(post, path = "/api/v1/rows", request_body = RowsRequest, responses(
    (status = 200, description = "The rows behind a number", body = Rows),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_rows(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<RowsRequest>, JsonRejection>,
) -> Result<Json<Rows>, Problem> {
    let Json(body) = body?;
    let request = body.into_request()?;
    let rows = state.app.rows(&permission, &request).await?;
    Ok(Json(Rows::new(&rows, request.offset)))
}
