//! Goals: all of them at once, and what is asked before there is one.

use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{Query, State as Extract};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::State;
use crate::answers::goal_boards::GoalReport;
use crate::answers::goal_form::{GoalFormAnswer, GoalSentenceAnswer};
use crate::answers::goal_lists::{Done, Goals, GoalsFeedbackMissing, GoalsProgress};
use crate::answers::goals::Goal;
use crate::body::{Json, understood};
use crate::problem::Problem;
use crate::questions::goal_requests::{
    FeedbackQuery, GoalOrder, GoalQuestion, GoalSentenceText, ReportQuery,
};
use crate::questions::goals::GoalDraft;
use crate::session::SignedIn;

/// Days within which feedback counts where nobody says otherwise.
const WITHIN_DAYS: i64 = 14;

/// All goals, in their order
#[utoipa::path(get, path = "/api/v1/goals", responses(
    (status = 200, description = "All goals, in their order", body = Goals),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_goals(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Goals>, Problem> {
    Ok(Json(Goals { goals: pass(&state.app.goals(&permission).await?)? }))
}

/// Keep a new goal as a draft
#[utoipa::path(post, path = "/api/v1/goals", request_body = GoalDraft, responses(
    (status = 200, description = "Keep a new goal as a draft", body = Goal),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_goal(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<GoalDraft>, JsonRejection>,
) -> Result<Json<Goal>, Problem> {
    let Json(body) = body?;
    Ok(Json(pass(&state.app.create_goal(&permission, &understood(&body)?).await?)?))
}

/// How every goal stands
#[utoipa::path(get, path = "/api/v1/goals/progress", responses(
    (status = 200, description = "How every goal stands", body = GoalsProgress),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_goals_progress(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<GoalsProgress>, Problem> {
    Ok(Json(GoalsProgress { progress: pass(&state.app.goals_progress(&permission).await?)? }))
}

/// Live answers about a goal while it is written
#[utoipa::path(post, path = "/api/v1/goals/assess", request_body = GoalQuestion, responses(
    (status = 200, description = "Live answers about a goal while it is written", body = GoalFormAnswer),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn assess_goal(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<GoalQuestion>, JsonRejection>,
) -> Result<Json<GoalFormAnswer>, Problem> {
    let Json(body) = body?;
    Ok(Json(pass(&state.app.assess_goal(&permission, &understood(&body.draft)?, body.id.as_deref()).await?)?))
}

/// Read a goal typed in words
#[utoipa::path(post, path = "/api/v1/goals/sentence", request_body = GoalSentenceText, responses(
    (status = 200, description = "Read a goal typed in words", body = GoalSentenceAnswer),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read_goal_sentence(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<GoalSentenceText>, JsonRejection>,
) -> Result<Json<GoalSentenceAnswer>, Problem> {
    let Json(body) = body?;
    Ok(Json(pass(&state.app.read_goal_sentence(&permission, &body.sentence).await?)?))
}

/// Set the order of importance
#[utoipa::path(post, path = "/api/v1/goals/rank", request_body = GoalOrder, responses(
    (status = 200, description = "Set the order of importance", body = Done),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn rank_goals(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<GoalOrder>, JsonRejection>,
) -> Result<Json<Done>, Problem> {
    let Json(body) = body?;
    Ok(Json({
        state.app.rank_goals(&permission, &body.ids).await?;
        Done { done: true }
    }))
}

/// Who is below a target without recorded feedback
#[utoipa::path(get, path = "/api/v1/goals/feedback-missing", params(FeedbackQuery), responses(
    (status = 200, description = "Who is below a target without recorded feedback", body = GoalsFeedbackMissing),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_goals_feedback_missing(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    query: Result<Query<FeedbackQuery>, QueryRejection>,
) -> Result<Json<GoalsFeedbackMissing>, Problem> {
    let Query(query) = query?;
    Ok(Json(GoalsFeedbackMissing {
        missing: pass(
            &state.app.missing_feedback(&permission, query.within_days.unwrap_or(WITHIN_DAYS)).await?,
        )?,
    }))
}

/// The content of the monthly report
#[utoipa::path(get, path = "/api/v1/goals/report", params(ReportQuery), responses(
    (status = 200, description = "The content of the monthly report", body = GoalReport),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_goal_report(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    query: Result<Query<ReportQuery>, QueryRejection>,
) -> Result<Json<GoalReport>, Problem> {
    let Query(query) = query?;
    let (goal, team) = (query.goal.as_deref(), query.team.as_deref());
    Ok(Json(pass(&state.app.goal_report(&permission, &query.month, goal, team).await?)?))
}

/// The monthly report as a workbook
#[utoipa::path(get, path = "/api/v1/goals/report/workbook", params(ReportQuery), responses(
    (status = 200, description = "The workbook", body = String,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_goal_report_workbook(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    query: Result<Query<ReportQuery>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(query) = query?;
    let (goal, team) = (query.goal.as_deref(), query.team.as_deref());
    let file = state.app.goal_report_workbook(&permission, &query.month, goal, team).await?;
    let headers = [
        (header::CONTENT_TYPE, file.content_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file.name)),
    ];
    Ok((headers, file.bytes).into_response())
}

/// A value of the application in the shape that goes out, or the other way round.
pub(crate) fn pass<T: DeserializeOwned>(value: &impl Serialize) -> Result<T, Problem> {
    let wrong = |error: serde_json::Error| {
        tracing::error!(%error, "a shape of the API differs from the application's");
        Problem::new(500, "status-500", "The server made a mistake", "its log says more")
    };
    serde_json::from_value(serde_json::to_value(value).map_err(wrong)?).map_err(wrong)
}
