//! Backups: made, listed, downloaded, removed.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as Extract};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use tokio::sync::mpsc;

use crate::State;
use crate::body::Json;
use crate::keeping::Backups;
use crate::problem::Problem;
use crate::session::SignedIn;

/// Stretches of an archive made ahead of the reader.
const AHEAD: usize = 4;
/// Bytes of a stretch.
const STRETCH_BYTES: usize = 256 << 10;

/// Backups kept on the server, newest first
#[utoipa::path(get, path = "/api/v1/backups", responses(
    (status = 200, description = "Backups kept on the server, newest first", body = Backups),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_backups(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Backups>, Problem> {
    let backups = state.app.backups(&permission).await?;
    Ok(Json(Backups::new(backups, state.app.backup_job(&permission))))
}

/// Begin to make a backup
#[utoipa::path(post, path = "/api/v1/backups", responses(
    (status = 202, description = "It is being made", body = Backups),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_backup(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<(StatusCode, Json<Backups>), Problem> {
    state.app.start_backup(&permission)?;
    let backups = state.app.backups(&permission).await?;
    Ok((StatusCode::ACCEPTED, Json(Backups::new(backups, state.app.backup_job(&permission)))))
}

/// A backup as one file
#[utoipa::path(get, path = "/api/v1/backups/{id}/archive", params(("id" = String, Path)), responses(
    (status = 200, description = "A tar archive", body = Vec<u8>, content_type = "application/x-tar"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_backup_archive(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<Response, Problem> {
    let Path(id) = id?;
    let folder = state.app.backup_folder(&permission, &id)?;
    let (sender, receiver) = mpsc::channel::<std::io::Result<Bytes>>(AHEAD);
    tokio::task::spawn_blocking(move || {
        let out = std::io::BufWriter::with_capacity(STRETCH_BYTES, Stretches(sender.clone()));
        if let Err(error) = pharos_app::write_archive(&folder, out) {
            tracing::error!(%error, "an archive could not be sent to its end");
            // The reader must see that the file is not whole.
            let _ = sender.blocking_send(Err(std::io::Error::other(error.to_string())));
        }
    });
    let stretches = futures::stream::unfold(receiver, |mut receiver| async move {
        receiver.recv().await.map(|stretch| (stretch, receiver))
    });
    let name = format!("attachment; filename=\"{id}.tar\"");
    let mut response = Body::from_stream(stretches).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-tar"));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// Remove a backup
#[utoipa::path(delete, path = "/api/v1/backups/{id}", params(("id" = String, Path)), responses(
    (status = 204, description = "It is gone"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn delete_backup(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<StatusCode, Problem> {
    let Path(id) = id?;
    state.app.remove_backup(&permission, &id)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Hands what is written to the answer that is on its way.
struct Stretches(mpsc::Sender<std::io::Result<Bytes>>);

impl std::io::Write for Stretches {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let gone = |_| std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        self.0.blocking_send(Ok(Bytes::copy_from_slice(bytes))).map_err(gone)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
