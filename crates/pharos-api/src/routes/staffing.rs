//! Staffing of a queue, and its requirements published.

use axum::extract::State as Extract;
use axum::extract::rejection::JsonRejection;
use pharos_app::StaffingRequest;

use crate::State;
use crate::body::{Json, understood};
use crate::planning::staffing::{Requirements, Staffing, StaffingQuestion};
use crate::planning::{SignedIn, reshape};
use crate::problem::Problem;

/// Staff of a queue by interval, with the risk
#[utoipa::path(post, path = "/api/v1/staffing", request_body = StaffingQuestion, responses(
    (status = 200, description = "Staff of a queue by interval, with the risk", body = Staffing),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn compute_staffing(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<StaffingQuestion>, JsonRejection>,
) -> Result<Json<Staffing>, Problem> {
    let Json(question) = body?;
    let request: StaffingRequest = understood(&question)?;
    Ok(Json(reshape(&state.app.staffing(&permission, &request).await?)?))
}

/// Publish the least agents of every interval
#[utoipa::path(post, path = "/api/v1/requirements", request_body = StaffingQuestion, responses(
    (status = 200, description = "Publish the least agents of every interval", body = Requirements),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn publish_requirements(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<StaffingQuestion>, JsonRejection>,
) -> Result<Json<Requirements>, Problem> {
    let Json(question) = body?;
    let request: StaffingRequest = understood(&question)?;
    Ok(Json(reshape(&state.app.publish_requirements(&permission, &request).await?)?))
}
