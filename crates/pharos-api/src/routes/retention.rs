//! How long the data are kept.

use axum::extract::State as Extract;
use axum::extract::rejection::JsonRejection;

use crate::State;
use crate::body::Json;
use crate::keeping::{ApplyRetention, Retention, RetentionOutcome, RetentionRules};
use crate::problem::Problem;
use crate::session::SignedIn;

/// What is kept how long, and how much of it there is
#[utoipa::path(get, path = "/api/v1/retention", responses(
    (status = 200, description = "What is kept how long", body = Retention),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_retention(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Retention>, Problem> {
    Ok(Json(Retention::from(state.app.retention(&permission).await?)))
}

/// Set what is kept how long
#[utoipa::path(put, path = "/api/v1/retention", request_body = RetentionRules, responses(
    (status = 200, description = "What is kept how long", body = Retention),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn set_retention(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<RetentionRules>, JsonRejection>,
) -> Result<Json<Retention>, Problem> {
    let Json(body) = body?;
    state.app.set_retention(&permission, &body.into()).await?;
    Ok(Json(Retention::from(state.app.retention(&permission).await?)))
}

/// Let go of what is older than the rules say, or count it
#[utoipa::path(post, path = "/api/v1/retention/apply", request_body = ApplyRetention, responses(
    (status = 200, description = "What went, or would", body = RetentionOutcome),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn apply_retention(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<ApplyRetention>, JsonRejection>,
) -> Result<Json<RetentionOutcome>, Problem> {
    let Json(body) = body?;
    let outcome = match body.rules {
        Some(rules) if body.dry_run => state.app.try_retention(&permission, &rules.into()).await?,
        Some(_) => return Err(not_set()),
        None => state.app.apply_retention(&permission, body.dry_run).await?,
    };
    Ok(Json(outcome.into()))
}

fn not_set() -> Problem {
    let detail = "rules that are not set can only be tried; maybe set them first, or ask with dry_run";
    Problem::new(400, "status-400", "The request cannot be understood", detail)
}
