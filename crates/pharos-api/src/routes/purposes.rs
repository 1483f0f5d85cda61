//! Purposes and objectives; boards.

use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State as Extract};

use super::goals::pass;
use crate::State;
use crate::answers::goal_lists::{GoalBoards, Made, Purposes};
use crate::body::{Json, understood};
use crate::problem::Problem;
use crate::questions::goal_requests::BoardChange;
use crate::questions::goals::{BoardSpec, NewPurpose};
use crate::session::SignedIn;

/// Purposes and objectives
#[utoipa::path(get, path = "/api/v1/purposes", responses(
    (status = 200, description = "Purposes and objectives", body = Purposes),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_purposes(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Purposes>, Problem> {
    Ok(Json(Purposes { purposes: pass(&state.app.purposes(&permission).await?)? }))
}

/// Keep a new purpose or objective
#[utoipa::path(post, path = "/api/v1/purposes", request_body = NewPurpose, responses(
    (status = 200, description = "Keep a new purpose or objective", body = Made),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_purpose(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<NewPurpose>, JsonRejection>,
) -> Result<Json<Made>, Problem> {
    let Json(body) = body?;
    Ok(Json(Made { id: state.app.save_purpose(&permission, None, &understood(&body)?).await? }))
}

/// Change a purpose or objective
#[utoipa::path(put, path = "/api/v1/purposes/{id}", params(("id" = String, Path)), request_body = NewPurpose, responses(
    (status = 200, description = "Change a purpose or objective", body = Made),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn change_purpose(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    Path(id): Path<String>,
    body: Result<Json<NewPurpose>, JsonRejection>,
) -> Result<Json<Made>, Problem> {
    let Json(body) = body?;
    Ok(Json(Made { id: state.app.save_purpose(&permission, Some(&id), &understood(&body)?).await? }))
}

/// Leaderboards and contests
#[utoipa::path(get, path = "/api/v1/boards", responses(
    (status = 200, description = "Leaderboards and contests", body = GoalBoards),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_boards(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<GoalBoards>, Problem> {
    Ok(Json(GoalBoards { boards: pass(&state.app.boards(&permission).await?)? }))
}

/// Keep a new board or contest
#[utoipa::path(post, path = "/api/v1/boards", request_body = BoardSpec, responses(
    (status = 200, description = "Keep a new board or contest", body = Made),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No such metric", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_board(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<BoardSpec>, JsonRejection>,
) -> Result<Json<Made>, Problem> {
    let Json(body) = body?;
    Ok(Json(Made { id: state.app.save_board(&permission, None, &understood(&body)?, false).await? }))
}

/// Change or close a board
#[utoipa::path(put, path = "/api/v1/boards/{id}", params(("id" = String, Path)), request_body = BoardChange, responses(
    (status = 200, description = "Change or close a board", body = Made),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn change_board(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    Path(id): Path<String>,
    body: Result<Json<BoardChange>, JsonRejection>,
) -> Result<Json<Made>, Problem> {
    let Json(body) = body?;
    Ok(Json(Made {
        id: state.app.save_board(&permission, Some(&id), &understood(&body.spec)?, body.ended).await?,
    }))
}
