//! Work that goes on after its request was answered.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as Extract};

use crate::State;
use crate::body::Json;
use crate::importing::Job;
use crate::problem::Problem;
use crate::session::SignedIn;

/// Where a job stands
#[utoipa::path(get, path = "/api/v1/jobs/{id}", params(("id" = String, Path)), responses(
    (status = 200, description = "Where a job stands", body = Job),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_job(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<Json<Job>, Problem> {
    let Path(id) = id?;
    Ok(Json(Job::from(state.app.job(&permission, &id)?)))
}
