//! 1:1s.

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query, State as Extract};
use axum::http::StatusCode;

use crate::State;
use crate::answers::people::{OneOnOne, OneOnOnes, shaped};
use crate::body::Json;
use crate::problem::Problem;
use crate::questions::people::{OfAgent, OneOnOneChange, OneOnOneNew, taken};
use crate::session::SignedIn;

/// 1:1s one takes part in
#[utoipa::path(get, path = "/api/v1/one-on-ones", params(OfAgent), responses(
    (status = 200, description = "1:1s one takes part in", body = OneOnOnes),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_one_on_ones(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    query: Result<Query<OfAgent>, QueryRejection>,
) -> Result<Json<OneOnOnes>, Problem> {
    let Query(query) = query?;
    let found = state.app.one_on_ones(&permission, query.agent.as_deref()).await?;
    Ok(Json(OneOnOnes { one_on_ones: shaped(&found)? }))
}

/// Plan a 1:1
#[utoipa::path(post, path = "/api/v1/people/{id}/one-on-ones", params(("id" = String, Path)), request_body = OneOnOneNew, responses(
    (status = 201, description = "Plan a 1:1", body = OneOnOne),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_one_on_one(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    body: Result<Json<OneOnOneNew>, JsonRejection>,
) -> Result<(StatusCode, Json<OneOnOne>), Problem> {
    let Path(id) = id?;
    let Json(body) = body?;
    let found = state.app.plan_one_on_one(&permission, &id, &taken(&body)?).await?;
    Ok((StatusCode::CREATED, Json(shaped(&found)?)))
}

/// Change a 1:1
#[utoipa::path(patch, path = "/api/v1/one-on-ones/{id}", params(("id" = String, Path)), request_body = OneOnOneChange, responses(
    (status = 200, description = "Change a 1:1", body = OneOnOne),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn change_one_on_one(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    body: Result<Json<OneOnOneChange>, JsonRejection>,
) -> Result<Json<OneOnOne>, Problem> {
    let Path(id) = id?;
    let Json(body) = body?;
    let found = state.app.change_one_on_one(&permission, &id, &taken(&body)?).await?;
    Ok(Json(shaped(&found)?))
}
