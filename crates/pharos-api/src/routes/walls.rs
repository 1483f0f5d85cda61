//! Wallboards and their screens.

use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State as Extract};
use axum::http::{HeaderMap, StatusCode, header};

use crate::State;
use crate::answers::wall::{AskedScreen, ScreenNow, Wall, WallFrame, WallScreen, Walls};
use crate::body::Json;
use crate::problem::Problem;
use crate::questions::day::{ScreenCode, WallNew};
use crate::session::SignedIn;

/// Wallboards and their screens
#[utoipa::path(get, path = "/api/v1/walls", responses(
    (status = 200, description = "Wallboards and their screens", body = Walls),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_walls(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Walls>, Problem> {
    let walls = state.app.walls(&permission).await?;
    // Whoever may not pair sees the boards only.
    let screens = state.app.wall_screens(&permission).await.unwrap_or_default();
    Ok(Json(Walls {
        walls: walls.into_iter().map(Wall::from).collect(),
        screens: screens.into_iter().map(WallScreen::from).collect(),
    }))
}

/// Make a wallboard
#[utoipa::path(post, path = "/api/v1/walls", request_body = WallNew, responses(
    (status = 201, description = "Make a wallboard", body = Wall),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_wall(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<WallNew>, JsonRejection>,
) -> Result<(StatusCode, Json<Wall>), Problem> {
    let Json(body) = body?;
    Ok((StatusCode::CREATED, Json(state.app.save_wall(&permission, &body.into_wall(None)).await?.into())))
}

/// Change a wallboard
#[utoipa::path(put, path = "/api/v1/walls/{id}", params(("id" = String, Path)), request_body = WallNew, responses(
    (status = 200, description = "Change a wallboard", body = Wall),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn change_wall(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    body: Result<Json<WallNew>, JsonRejection>,
) -> Result<Json<Wall>, Problem> {
    let Path(id) = id?;
    let Json(body) = body?;
    Ok(Json(state.app.save_wall(&permission, &body.into_wall(Some(id))).await?.into()))
}

/// Remove a wallboard and unpair its screens
#[utoipa::path(delete, path = "/api/v1/walls/{id}", params(("id" = String, Path)), responses(
    (status = 204, description = "Done"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn delete_wall(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<StatusCode, Problem> {
    let Path(id) = id?;
    state.app.remove_wall(&permission, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a wallboard shows now
#[utoipa::path(get, path = "/api/v1/walls/{id}/frame", params(("id" = String, Path)), responses(
    (status = 200, description = "What a wallboard shows now", body = WallFrame),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_wall_frame(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<Json<WallFrame>, Problem> {
    let Path(id) = id?;
    Ok(Json(state.app.wall_frame(&permission, &id).await?.into()))
}

/// Show a wallboard on the screen with a code
#[utoipa::path(post, path = "/api/v1/walls/{id}/screens", params(("id" = String, Path)), request_body = ScreenCode, responses(
    (status = 201, description = "Show a wallboard on the screen with a code", body = WallScreen),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn pair_screen(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    body: Result<Json<ScreenCode>, JsonRejection>,
) -> Result<(StatusCode, Json<WallScreen>), Problem> {
    let Path(id) = id?;
    let Json(body) = body?;
    Ok((StatusCode::CREATED, Json(state.app.pair_wall(&permission, &id, &body.code).await?.into())))
}

/// Take a screen's right away
#[utoipa::path(delete, path = "/api/v1/wall-screens/{id}", params(("id" = String, Path)), responses(
    (status = 204, description = "Done"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn unpair_screen(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<StatusCode, Problem> {
    let Path(id) = id?;
    state.app.unpair_wall(&permission, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A screen asks for a code; anybody may, it sees nothing until somebody signed in types the code
#[utoipa::path(post, path = "/api/v1/wall-screens", security(()), responses(
    (status = 201, description = "Its token and the code to show", body = AskedScreen),
    (status = 503, description = "Too many wait", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn ask_screen(
    Extract(state): Extract<State>,
) -> Result<(StatusCode, Json<AskedScreen>), Problem> {
    let asked = state.app.ask_for_wall().await?;
    Ok((StatusCode::CREATED, Json(AskedScreen { token: asked.token, code: asked.code })))
}

/// What the screen with the bearer's token shows
#[utoipa::path(get, path = "/api/v1/wall-screens/own", security(()), responses(
    (status = 200, description = "The code to show, or the board", body = ScreenNow),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_own_screen(
    Extract(state): Extract<State>,
    headers: HeaderMap,
) -> Result<Json<ScreenNow>, Problem> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let Some(token) = bearer.and_then(|value| value.strip_prefix("Bearer ")) else {
        return Err(Problem::new(401, "status-401", "No token", "send the screen's token as a bearer"));
    };
    Ok(Json(state.app.wall_screen(token.trim()).await?.into()))
}
