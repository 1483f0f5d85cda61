//! Daily updates and monthly reports.

use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;

use crate::State;
use crate::answers::day::{Update, Updates};
use crate::body::Json;
use crate::problem::Problem;
use crate::questions::day::{SendWhen, UpdateNew};
use crate::session::SignedIn;

/// Updates, the newest day first
#[utoipa::path(get, path = "/api/v1/updates", responses(
    (status = 200, description = "Updates, the newest day first", body = Updates),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_updates(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Updates>, Problem> {
    let updates = state.app.updates(&permission).await?;
    Ok(Json(Updates { updates: updates.into_iter().map(Update::from).collect() }))
}

/// Keep an update as a draft
#[utoipa::path(post, path = "/api/v1/updates", request_body = UpdateNew, responses(
    (status = 201, description = "Keep an update as a draft", body = Update),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_update(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<UpdateNew>, JsonRejection>,
) -> Result<(StatusCode, Json<Update>), Problem> {
    let Json(body) = body?;
    Ok((StatusCode::CREATED, Json(state.app.save_update(&permission, &body.into_update(None)).await?.into())))
}

/// An update with its mails
#[utoipa::path(get, path = "/api/v1/updates/{id}", params(("id" = String, Path)), responses(
    (status = 200, description = "An update with its mails", body = Update),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_update(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<Json<Update>, Problem> {
    let Path(id) = id?;
    Ok(Json(state.app.update(&permission, &id).await?.into()))
}

/// Change a draft
#[utoipa::path(put, path = "/api/v1/updates/{id}", params(("id" = String, Path)), request_body = UpdateNew, responses(
    (status = 200, description = "Change a draft", body = Update),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn change_update(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    body: Result<Json<UpdateNew>, JsonRejection>,
) -> Result<Json<Update>, Problem> {
    let Path(id) = id?;
    let Json(body) = body?;
    Ok(Json(state.app.save_update(&permission, &body.into_update(Some(id))).await?.into()))
}

/// Send an update now or at a time
#[utoipa::path(post, path = "/api/v1/updates/{id}/send", params(("id" = String, Path)), request_body = SendWhen, responses(
    (status = 200, description = "Send an update now or at a time", body = Update),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn send_update(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    body: Result<Json<SendWhen>, JsonRejection>,
) -> Result<Json<Update>, Problem> {
    let Path(id) = id?;
    let Json(body) = body?;
    Ok(Json(state.app.send_update(&permission, &id, body.at.as_deref()).await?.into()))
}

/// Try the failed mails of an update once more
#[utoipa::path(post, path = "/api/v1/updates/{id}/retry", params(("id" = String, Path)), responses(
    (status = 200, description = "Try the failed mails of an update once more", body = Update),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn retry_update(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<Json<Update>, Problem> {
    let Path(id) = id?;
    Ok(Json(state.app.retry_update(&permission, &id).await?.into()))
}
