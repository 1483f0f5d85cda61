//! To-dos and the calendar's address.

use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;

use crate::State;
use crate::answers::people::{CalendarAddress, Todo, Todos, shaped};
use crate::body::Json;
use crate::problem::Problem;
use crate::questions::people::{TodoChange, TodoNew, taken};
use crate::session::SignedIn;

/// To-dos
#[utoipa::path(get, path = "/api/v1/todos", responses(
    (status = 200, description = "To-dos", body = Todos),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_todos(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Todos>, Problem> {
    let found = state.app.todos(&permission).await?;
    Ok(Json(Todos { todos: shaped(&found)? }))
}

/// Add a to-do
#[utoipa::path(post, path = "/api/v1/todos", request_body = TodoNew, responses(
    (status = 201, description = "Add a to-do", body = Todo),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_todo(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<TodoNew>, JsonRejection>,
) -> Result<(StatusCode, Json<Todo>), Problem> {
    let Json(body) = body?;
    let found = state.app.add_todo(&permission, &taken(&body)?).await?;
    Ok((StatusCode::CREATED, Json(shaped(&found)?)))
}

/// Change a to-do
#[utoipa::path(patch, path = "/api/v1/todos/{id}", params(("id" = String, Path)), request_body = TodoChange, responses(
    (status = 200, description = "Change a to-do", body = Todo),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn change_todo(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    body: Result<Json<TodoChange>, JsonRejection>,
) -> Result<Json<Todo>, Problem> {
    let Path(id) = id?;
    let Json(body) = body?;
    let found = state.app.change_todo(&permission, &id, &taken(&body)?).await?;
    Ok(Json(shaped(&found)?))
}

/// Whether one's calendar has an address
#[utoipa::path(get, path = "/api/v1/calendar", responses(
    (status = 200, description = "Whether one's calendar has an address", body = CalendarAddress),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_calendar_address(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<CalendarAddress>, Problem> {
    let found = state.app.calendar_address(&permission).await?;
    Ok(Json(shaped(&found)?))
}

/// Make an address of one's calendar
#[utoipa::path(post, path = "/api/v1/calendar", responses(
    (status = 201, description = "Make an address of one's calendar", body = CalendarAddress),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_calendar_address(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<(StatusCode, Json<CalendarAddress>), Problem> {
    let found = state.app.make_calendar_address(&permission).await?;
    Ok((StatusCode::CREATED, Json(shaped(&found)?)))
}

/// Take the address of one's calendar back
#[utoipa::path(delete, path = "/api/v1/calendar", responses(
    (status = 204, description = "Take the address of one's calendar back"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn delete_calendar_address(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<StatusCode, Problem> {
    state.app.remove_calendar_address(&permission).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A calendar by its secret address, for calendar programs
#[utoipa::path(get, path = "/api/v1/calendars/{secret}", security(()), params(("secret" = String, Path)), responses(
    (status = 200, description = "iCalendar", body = String, content_type = "text/calendar"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_calendar(
    Extract(state): Extract<State>,
    secret: Result<Path<String>, PathRejection>,
) -> Result<impl IntoResponse, Problem> {
    let Path(secret) = secret?;
    let text = state.app.calendar(secret.trim_end_matches(".ics")).await?;
    let kind = "text/calendar; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "private, no-store")], text))
}
