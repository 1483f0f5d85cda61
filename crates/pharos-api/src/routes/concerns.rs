//! Concerns, the watch for decline, support plans.

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query, State as Extract};
use axum::http::StatusCode;

use crate::State;
use crate::answers::people::shaped;
use crate::answers::support::{Concern, Concerns, DeclineLook, PlanWorths, SupportPlan, SupportPlans};
use crate::body::Json;
use crate::problem::Problem;
use crate::questions::people::{ConcernNew, ConcernStep, OfAgent, PlanChange, PlanNew, taken};
use crate::session::SignedIn;

/// Concerns
#[utoipa::path(get, path = "/api/v1/concerns", params(OfAgent), responses(
    (status = 200, description = "Concerns", body = Concerns),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_concerns(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    query: Result<Query<OfAgent>, QueryRejection>,
) -> Result<Json<Concerns>, Problem> {
    let Query(query) = query?;
    let found = state.app.concerns(&permission, query.agent.as_deref(), query.undecided).await?;
    Ok(Json(Concerns { concerns: shaped(&found)? }))
}

/// Open a concern
#[utoipa::path(post, path = "/api/v1/people/{id}/concerns", params(("id" = String, Path)), request_body = ConcernNew, responses(
    (status = 201, description = "Open a concern", body = Concern),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_concern(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    body: Result<Json<ConcernNew>, JsonRejection>,
) -> Result<(StatusCode, Json<Concern>), Problem> {
    let Path(id) = id?;
    let Json(body) = body?;
    let found = state.app.open_concern(&permission, &id, &taken(&body)?).await?;
    Ok((StatusCode::CREATED, Json(shaped(&found)?)))
}

/// See, contest, sign, drop or close a concern
#[utoipa::path(post, path = "/api/v1/concerns/{id}/steps", params(("id" = String, Path)), request_body = ConcernStep, responses(
    (status = 200, description = "See, contest, sign, drop or close a concern", body = Concern),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_concern_step(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    body: Result<Json<ConcernStep>, JsonRejection>,
) -> Result<Json<Concern>, Problem> {
    let Path(id) = id?;
    let Json(body) = body?;
    let found = state.app.step_concern(&permission, &id, &taken(&body)?).await?;
    Ok(Json(shaped(&found)?))
}

/// Look at the weeks of all agents
#[utoipa::path(post, path = "/api/v1/decline-looks", responses(
    (status = 200, description = "Look at the weeks of all agents", body = DeclineLook),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_decline_look(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<DeclineLook>, Problem> {
    let found = state.app.watch_decline(&permission).await?;
    Ok(Json(shaped(&found)?))
}

/// Support plans
#[utoipa::path(get, path = "/api/v1/plans", params(OfAgent), responses(
    (status = 200, description = "Support plans", body = SupportPlans),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_plans(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    query: Result<Query<OfAgent>, QueryRejection>,
) -> Result<Json<SupportPlans>, Problem> {
    let Query(query) = query?;
    let found = state.app.plans(&permission, query.agent.as_deref()).await?;
    Ok(Json(SupportPlans { plans: shaped(&found)? }))
}

/// How plans ended
#[utoipa::path(get, path = "/api/v1/plan-worth", responses(
    (status = 200, description = "How plans ended", body = PlanWorths),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_plan_worth(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<PlanWorths>, Problem> {
    let found = state.app.plan_worth(&permission).await?;
    Ok(Json(PlanWorths { kinds: shaped(&found)? }))
}

/// Propose a support plan
#[utoipa::path(post, path = "/api/v1/people/{id}/plans", params(("id" = String, Path)), request_body = PlanNew, responses(
    (status = 201, description = "Propose a support plan", body = SupportPlan),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_plan(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    body: Result<Json<PlanNew>, JsonRejection>,
) -> Result<(StatusCode, Json<SupportPlan>), Problem> {
    let Path(id) = id?;
    let Json(body) = body?;
    let found = state.app.propose_plan(&permission, &id, &taken(&body)?).await?;
    Ok((StatusCode::CREATED, Json(shaped(&found)?)))
}

/// Change a support plan
#[utoipa::path(patch, path = "/api/v1/plans/{id}", params(("id" = String, Path)), request_body = PlanChange, responses(
    (status = 200, description = "Change a support plan", body = SupportPlan),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn change_plan(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    body: Result<Json<PlanChange>, JsonRejection>,
) -> Result<Json<SupportPlan>, Problem> {
    let Path(id) = id?;
    let Json(body) = body?;
    let found = state.app.change_plan(&permission, &id, &taken(&body)?).await?;
    Ok(Json(shaped(&found)?))
}
