//! Scenarios: a change simulated before and after; kept, shared, thrown away.

use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use pharos_app::{Keep, ScenarioRequest};

use crate::State;
use crate::body::{Json, understood};
use crate::planning::scenario::{
    KeepScenario, KeptScenario, KeptScenarios, ScenarioAnswer, ScenarioQuestion,
};
use crate::planning::{SignedIn, reshape};
use crate::problem::Problem;

/// Simulate a change of the plan of a day
#[utoipa::path(post, path = "/api/v1/scenarios/simulate", request_body = ScenarioQuestion, responses(
    (status = 200, description = "Simulate a change of the plan of a day", body = ScenarioAnswer),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn simulate_scenario(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<ScenarioQuestion>, JsonRejection>,
) -> Result<Json<ScenarioAnswer>, Problem> {
    let Json(question) = body?;
    let request: ScenarioRequest = understood(&question)?;
    Ok(Json(reshape(&state.app.scenario(&permission, &request).await?)?))
}

/// Simulate a scenario and keep it
#[utoipa::path(post, path = "/api/v1/scenarios", request_body = KeepScenario, responses(
    (status = 200, description = "Simulate a scenario and keep it", body = KeptScenario),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn keep_scenario(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<KeepScenario>, JsonRejection>,
) -> Result<Json<KeptScenario>, Problem> {
    let Json(question) = body?;
    let request: Keep<ScenarioRequest> = understood(&question)?;
    Ok(Json(reshape(&state.app.keep_scenario(&permission, &request).await?)?))
}

/// Kept scenarios, newest first
#[utoipa::path(get, path = "/api/v1/scenarios", responses(
    (status = 200, description = "Kept scenarios, newest first", body = KeptScenarios),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_scenarios(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<KeptScenarios>, Problem> {
    Ok(Json(KeptScenarios { scenarios: reshape(&state.app.scenarios(&permission).await?)? }))
}

/// Throw a kept scenario away
#[utoipa::path(delete, path = "/api/v1/scenarios/{id}", params(("id" = String, Path)), responses(
    (status = 204, description = "Throw a kept scenario away"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn forget_scenario(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<StatusCode, Problem> {
    let Path(id) = id?;
    state.app.forget_scenario(&permission, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
