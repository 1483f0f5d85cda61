//! Mappings kept under a name.

use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;

use crate::State;
use crate::body::Json;
use crate::importing::{KeepMapping, SavedMapping, SavedMappings};
use crate::problem::Problem;
use crate::session::SignedIn;

/// Mappings kept under a name
#[utoipa::path(get, path = "/api/v1/mappings", responses(
    (status = 200, description = "Mappings kept under a name", body = SavedMappings),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_mappings(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<SavedMappings>, Problem> {
    let mappings = state.app.saved_mappings(&permission).await?;
    Ok(Json(SavedMappings { mappings: mappings.into_iter().map(SavedMapping::from).collect() }))
}

/// Keep a mapping under a name
#[utoipa::path(put, path = "/api/v1/mappings/{name}", params(("name" = String, Path)), request_body = KeepMapping, responses(
    (status = 200, description = "The mapping is kept", body = SavedMapping),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn keep_mapping(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    name: Result<Path<String>, PathRejection>,
    body: Result<Json<KeepMapping>, JsonRejection>,
) -> Result<Json<SavedMapping>, Problem> {
    let (Path(name), Json(body)) = (name?, body?);
    let mapping = body.mapping.into_app()?;
    let saved = state.app.save_mapping(&permission, &name, &body.columns, &mapping).await?;
    Ok(Json(SavedMapping::from(saved)))
}

/// Forget a mapping
#[utoipa::path(delete, path = "/api/v1/mappings/{name}", params(("name" = String, Path)), responses(
    (status = 204, description = "The mapping is forgotten"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn forget_mapping(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    name: Result<Path<String>, PathRejection>,
) -> Result<StatusCode, Problem> {
    let Path(name) = name?;
    state.app.forget_mapping(&permission, &name).await?;
    Ok(StatusCode::NO_CONTENT)
}
