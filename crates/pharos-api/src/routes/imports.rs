//! Imports: begun, listed, taken back.

use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::State;
use crate::answers::{Import, Imports};
use crate::body::Json;
use crate::importing::{Job, StartImport};
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

/// Begin to import a file that was sent
#[utoipa::path(post, path = "/api/v1/imports", request_body = StartImport, responses(
    (status = 202, description = "The import has begun", body = Job),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn start_import(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<StartImport>, JsonRejection>,
) -> Result<(StatusCode, Json<Job>), Problem> {
    let Json(body) = body?;
    let job = state.app.start_import(&permission, body.into_request()?).await?;
    Ok((StatusCode::ACCEPTED, Json(Job::from(job))))
}

/// The rejected records of an import as CSV
#[utoipa::path(get, path = "/api/v1/imports/{id}/rejects", params(("id" = String, Path)), responses(
    (status = 200, description = "line, reason, row, file", body = String, content_type = "text/csv"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_rejects(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<Response, Problem> {
    let Path(id) = id?;
    let csv = state.app.rejects_csv(&permission, &id).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"rejects.csv\"".to_owned()),
    ];
    Ok((headers, csv).into_response())
}
