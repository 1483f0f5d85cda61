//! Files on their way in: sent, looked at, forgotten.

use axum::body::Body;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query, State as Extract};
use axum::http::StatusCode;
use futures::StreamExt;
use serde::Deserialize;

use crate::State;
use crate::body::Json;
use crate::importing::{ImportOptions, Preview, PreviewRequest, Upload};
use crate::problem::Problem;
use crate::session::SignedIn;

#[derive(Debug, Deserialize)]
pub(crate) struct FileName {
    name: String,
}

/// Send a file; it is streamed to the disk
#[utoipa::path(post, path = "/api/v1/uploads",
    params(("name" = String, Query, description = "The file's name")),
    request_body(content = String, content_type = "application/octet-stream", description = "The file"),
    responses(
        (status = 201, description = "The file is there", body = Upload),
        (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    ))]
pub(crate) async fn send_file(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    name: Result<Query<FileName>, QueryRejection>,
    body: Body,
) -> Result<(StatusCode, Json<Upload>), Problem> {
    let Query(FileName { name }) = name?;
    let mut writer = state.app.begin_upload(&permission, &name).await?;
    let mut pieces = body.into_data_stream();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|error| {
            Problem::new(400, "status-400", "The file did not arrive whole", &error.to_string())
        })?;
        writer.write(&piece).await?;
    }
    Ok((StatusCode::CREATED, Json(Upload::from(writer.finish().await?))))
}

/// Look at a file that was sent: what it is, a mapping, its first rows as facts
#[utoipa::path(post, path = "/api/v1/uploads/{id}/preview", params(("id" = String, Path)), request_body = PreviewRequest, responses(
    (status = 200, description = "The file before it is imported", body = Preview),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn preview_file(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    body: Result<Json<PreviewRequest>, JsonRejection>,
) -> Result<Json<Preview>, Problem> {
    let (Path(id), Json(body)) = (id?, body?);
    let request = body.into_request(id)?;
    Ok(Json(Preview::from(state.app.preview_import(&permission, &request).await?)))
}

/// Forget a file that was sent
#[utoipa::path(delete, path = "/api/v1/uploads/{id}", params(("id" = String, Path)), responses(
    (status = 204, description = "The file is forgotten"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn forget_file(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<StatusCode, Problem> {
    let Path(id) = id?;
    state.app.forget_upload(&permission, &id)?;
    Ok(StatusCode::NO_CONTENT)
}

/// What can be chosen when a file is imported
#[utoipa::path(get, path = "/api/v1/import-options", responses(
    (status = 200, description = "What can be chosen when a file is imported", body = ImportOptions),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_import_options(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<ImportOptions>, Problem> {
    Ok(Json(ImportOptions::from(state.app.import_options(&permission).await?)))
}
