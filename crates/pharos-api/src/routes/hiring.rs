//! Hiring: a year of classes; span of control.

use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use pharos_app::{HiringFile, Keep, Level};

use crate::State;
use crate::body::{Json, understood};
use crate::planning::hiring::{HiringAnswer, HiringPlan, HiringStart, KeepHiring, KeptHiring, KeptHirings};
use crate::planning::span::{Span, SpanQuestion};
use crate::planning::{SignedIn, reshape};
use crate::problem::Problem;

/// A plan of hiring to start from, from the records
#[utoipa::path(get, path = "/api/v1/hiring/start", responses(
    (status = 200, description = "A plan of hiring to start from, from the records", body = HiringStart),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_hiring_start(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<HiringStart>, Problem> {
    Ok(Json(reshape(&state.app.hiring_start(&permission).await?)?))
}

/// Plan the classes of a year at least cost
#[utoipa::path(post, path = "/api/v1/hiring/plan", request_body = HiringPlan, responses(
    (status = 200, description = "Plan the classes of a year at least cost", body = HiringAnswer),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn plan_hiring(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<HiringPlan>, JsonRejection>,
) -> Result<Json<HiringAnswer>, Problem> {
    let Json(question) = body?;
    let request: HiringFile = understood(&question)?;
    Ok(Json(reshape(&state.app.plan_hiring(&permission, request).await?)?))
}

/// Plan a year of hiring and keep it
#[utoipa::path(post, path = "/api/v1/hiring", request_body = KeepHiring, responses(
    (status = 200, description = "Plan a year of hiring and keep it", body = KeptHiring),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn keep_hiring(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<KeepHiring>, JsonRejection>,
) -> Result<Json<KeptHiring>, Problem> {
    let Json(question) = body?;
    let request: Keep<HiringFile> = understood(&question)?;
    Ok(Json(reshape(&state.app.keep_hiring(&permission, &request).await?)?))
}

/// Kept plans of hiring, newest first
#[utoipa::path(get, path = "/api/v1/hiring", responses(
    (status = 200, description = "Kept plans of hiring, newest first", body = KeptHirings),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_hirings(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<KeptHirings>, Problem> {
    Ok(Json(KeptHirings { hirings: reshape(&state.app.hirings(&permission).await?)? }))
}

/// Throw a kept plan of hiring away
#[utoipa::path(delete, path = "/api/v1/hiring/{id}", params(("id" = String, Path)), responses(
    (status = 204, description = "Throw a kept plan of hiring away"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn forget_hiring(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<StatusCode, Problem> {
    let Path(id) = id?;
    state.app.forget_hiring(&permission, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Span of control today against the bands
#[utoipa::path(post, path = "/api/v1/span", request_body = SpanQuestion, responses(
    (status = 200, description = "Span of control today against the bands", body = Span),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn compute_span(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<SpanQuestion>, JsonRejection>,
) -> Result<Json<Span>, Problem> {
    let Json(question) = body?;
    let levels: Option<Vec<Level>> = question.levels.as_ref().map(reshape).transpose()?;
    Ok(Json(reshape(&state.app.span_of_control(&permission, levels).await?)?))
}
