//! One goal.

use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State as Extract};

use super::goals::pass;
use crate::State;
use crate::answers::goal_lists::{GoalEntries, GoalVersions, MyGoals};
use crate::answers::goals::{Goal, GoalEntry, GoalProgress};
use crate::body::{Json, understood};
use crate::problem::Problem;
use crate::questions::goal_requests::GoalRevision;
use crate::questions::goals::{GoalDraft, GoalEnd, GoalWork, NewGoalEntry};
use crate::session::SignedIn;

/// The goals of an agent with the own numbers
#[utoipa::path(get, path = "/api/v1/goals/agents/{agent}", params(("agent" = String, Path)), responses(
    (status = 200, description = "The goals of an agent with the own numbers", body = MyGoals),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_agent_goals(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    Path(agent): Path<String>,
) -> Result<Json<MyGoals>, Problem> {
    Ok(Json(MyGoals { goals: pass(&state.app.agent_goals(&permission, &agent).await?)? }))
}

/// A goal
#[utoipa::path(get, path = "/api/v1/goals/{id}", params(("id" = String, Path)), responses(
    (status = 200, description = "A goal", body = Goal),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_goal(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<Goal>, Problem> {
    Ok(Json(pass(&state.app.goal(&permission, &id).await?)?))
}

/// Replace what a draft says
#[utoipa::path(put, path = "/api/v1/goals/{id}", params(("id" = String, Path)), request_body = GoalDraft, responses(
    (status = 200, description = "Replace what a draft says", body = Goal),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn change_goal_draft(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    Path(id): Path<String>,
    body: Result<Json<GoalDraft>, JsonRejection>,
) -> Result<Json<Goal>, Problem> {
    let Json(body) = body?;
    Ok(Json(pass(&state.app.change_goal_draft(&permission, &id, &understood(&body)?).await?)?))
}

/// Change plan, obstacles, resources, milestones done
#[utoipa::path(put, path = "/api/v1/goals/{id}/work", params(("id" = String, Path)), request_body = GoalWork, responses(
    (status = 200, description = "Change plan, obstacles, resources, milestones done", body = Goal),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn change_goal_work(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    Path(id): Path<String>,
    body: Result<Json<GoalWork>, JsonRejection>,
) -> Result<Json<Goal>, Problem> {
    let Json(body) = body?;
    Ok(Json(pass(&state.app.change_goal_work(&permission, &id, &understood(&body)?).await?)?))
}

/// Begin a goal
#[utoipa::path(post, path = "/api/v1/goals/{id}/activate", params(("id" = String, Path)), responses(
    (status = 200, description = "Begin a goal", body = Goal),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn activate_goal(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<Goal>, Problem> {
    Ok(Json(pass(&state.app.activate_goal(&permission, &id).await?)?))
}

/// Change what a goal says, with a reason
#[utoipa::path(post, path = "/api/v1/goals/{id}/revise", params(("id" = String, Path)), request_body = GoalRevision, responses(
    (status = 200, description = "Change what a goal says, with a reason", body = Goal),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn revise_goal(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    Path(id): Path<String>,
    body: Result<Json<GoalRevision>, JsonRejection>,
) -> Result<Json<Goal>, Problem> {
    let Json(body) = body?;
    let GoalRevision { definition, reason, from_version } = body;
    let definition = understood(&definition)?;
    Ok(Json(pass(&state.app.revise_goal(&permission, &id, &definition, &reason, from_version).await?)?))
}

/// End a goal: reached, missed, retired
#[utoipa::path(post, path = "/api/v1/goals/{id}/end", params(("id" = String, Path)), request_body = GoalEnd, responses(
    (status = 200, description = "End a goal: reached, missed, retired", body = Goal),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn end_goal(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    Path(id): Path<String>,
    body: Result<Json<GoalEnd>, JsonRejection>,
) -> Result<Json<Goal>, Problem> {
    let Json(body) = body?;
    Ok(Json(pass(&state.app.end_goal(&permission, &id, &understood(&body)?).await?)?))
}

/// How a goal stands
#[utoipa::path(get, path = "/api/v1/goals/{id}/progress", params(("id" = String, Path)), responses(
    (status = 200, description = "How a goal stands", body = GoalProgress),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_goal_progress(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<GoalProgress>, Problem> {
    Ok(Json(pass(&state.app.goal_progress(&permission, &id).await?)?))
}

/// Every version of a goal with its progress
#[utoipa::path(get, path = "/api/v1/goals/{id}/versions", params(("id" = String, Path)), responses(
    (status = 200, description = "Every version of a goal with its progress", body = GoalVersions),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_goal_versions(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<GoalVersions>, Problem> {
    Ok(Json(GoalVersions { versions: pass(&state.app.goal_versions(&permission, &id).await?)? }))
}

/// A draft of the next step after a goal
#[utoipa::path(get, path = "/api/v1/goals/{id}/next", params(("id" = String, Path)), responses(
    (status = 200, description = "A draft of the next step after a goal", body = GoalDraft),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn propose_next_goal(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<GoalDraft>, Problem> {
    Ok(Json(pass(&state.app.next_goal_step(&permission, &id).await?)?))
}

/// What was said about a goal
#[utoipa::path(get, path = "/api/v1/goals/{id}/entries", params(("id" = String, Path)), responses(
    (status = 200, description = "What was said about a goal", body = GoalEntries),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_goal_entries(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<GoalEntries>, Problem> {
    Ok(Json(GoalEntries {
        entries: pass(&state.app.goal_entries(&permission, &id).await?)?,
        confidence: pass(&state.app.goal_confidence(&permission, &id).await?)?,
        may_sign: state.app.may_sign_goal(&permission, &id).await?,
    }))
}

/// Say something about a goal
#[utoipa::path(post, path = "/api/v1/goals/{id}/entries", params(("id" = String, Path)), request_body = NewGoalEntry, responses(
    (status = 200, description = "Say something about a goal", body = GoalEntry),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn add_goal_entry(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    Path(id): Path<String>,
    body: Result<Json<NewGoalEntry>, JsonRejection>,
) -> Result<Json<GoalEntry>, Problem> {
    let Json(body) = body?;
    Ok(Json(pass(&state.app.add_goal_entry(&permission, &id, &understood(&body)?).await?)?))
}
