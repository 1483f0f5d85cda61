//! Imports: listed, taken back.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as Extract};

use crate::State;
use crate::answers::{Import, Imports};
use crate::problem::Problem;
use crate::session::SignedIn;

/// Imports, newest first
#[utoipa::path(get, path = "/api/v1/imports", responses(
    (status = 200, description = "Imports, newest first", body = Imports),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_imports(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Imports>, Problem> {
    Ok(Json(Imports {
        imports: state.app.imports(&permission).await?.into_iter().map(Import::from).collect(),
    }))
}

/// Take an import back
#[utoipa::path(post, path = "/api/v1/imports/{id}/undo", params(("id" = String, Path)), responses(
    (status = 200, description = "Take an import back", body = Import),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn undo_import(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<Json<Import>, Problem> {
    let Path(id) = id?;
    Ok(Json(Import::from(state.app.undo_import(&permission, &id).await?)))
}
