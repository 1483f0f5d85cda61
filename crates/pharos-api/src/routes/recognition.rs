//! Kudos, small wins, badges, pulse surveys.

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query, State as Extract};
use axum::http::StatusCode;

use crate::State;
use crate::answers::people::shaped;
use crate::answers::support::{Pulse, Pulses, Recognition, Recognitions};
use crate::body::Json;
use crate::problem::Problem;
use crate::questions::people::{OfAgent, PulseAnswerNew, PulseNew, RecognitionNew, taken};
use crate::session::SignedIn;

/// Kudos, small wins, badges
#[utoipa::path(get, path = "/api/v1/recognitions", params(OfAgent), responses(
    (status = 200, description = "Kudos, small wins, badges", body = Recognitions),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_recognitions(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    query: Result<Query<OfAgent>, QueryRejection>,
) -> Result<Json<Recognitions>, Problem> {
    let Query(query) = query?;
    let found = state.app.recognitions(&permission, query.agent.as_deref()).await?;
    let colleagues = state.app.colleagues(&permission).await?;
    Ok(Json(Recognitions { recognitions: shaped(&found)?, colleagues: shaped(&colleagues)? }))
}

/// Give kudos, tell a small win
#[utoipa::path(post, path = "/api/v1/recognitions", request_body = RecognitionNew, responses(
    (status = 201, description = "Give kudos, tell a small win", body = Recognition),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_recognition(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<RecognitionNew>, JsonRejection>,
) -> Result<(StatusCode, Json<Recognition>), Problem> {
    let Json(body) = body?;
    let found = state.app.recognise(&permission, &taken(&body)?).await?;
    Ok((StatusCode::CREATED, Json(shaped(&found)?)))
}

/// Pulse surveys
#[utoipa::path(get, path = "/api/v1/pulses", responses(
    (status = 200, description = "Pulse surveys", body = Pulses),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_pulses(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Pulses>, Problem> {
    let found = state.app.pulses(&permission).await?;
    Ok(Json(Pulses { pulses: shaped(&found)? }))
}

/// Open a pulse survey
#[utoipa::path(post, path = "/api/v1/pulses", request_body = PulseNew, responses(
    (status = 201, description = "Open a pulse survey", body = Pulse),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_pulse(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<PulseNew>, JsonRejection>,
) -> Result<(StatusCode, Json<Pulse>), Problem> {
    let Json(body) = body?;
    let found = state.app.open_pulse(&permission, &taken(&body)?).await?;
    Ok((StatusCode::CREATED, Json(shaped(&found)?)))
}

/// Answer a pulse survey, once and without a name
#[utoipa::path(post, path = "/api/v1/pulses/{id}/answers", params(("id" = String, Path)), request_body = PulseAnswerNew, responses(
    (status = 204, description = "Kept without a name"),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_pulse_answer(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    body: Result<Json<PulseAnswerNew>, JsonRejection>,
) -> Result<StatusCode, Problem> {
    let (Path(id), Json(body)) = (id?, body?);
    state.app.answer_pulse(&permission, &id, body.value, &body.comment).await?;
    Ok(StatusCode::NO_CONTENT)
}
