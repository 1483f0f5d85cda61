//! The supervisor's day: Today, agendas of meetings, the strategy register.

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query, State as Extract};
use axum::http::StatusCode;

use crate::State;
use crate::answers::agenda::Agenda;
use crate::answers::day::{Strategy, Today};
use crate::body::Json;
use crate::problem::Problem;
use crate::questions::day::{AgendaActionNew, AgendaPointNew, DayQuery, StrategyItemNew};
use crate::session::SignedIn;

/// Today
#[utoipa::path(get, path = "/api/v1/today", params(DayQuery), responses(
    (status = 200, description = "Today", body = Today),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_today(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    query: Result<Query<DayQuery>, QueryRejection>,
) -> Result<Json<Today>, Problem> {
    let Query(query) = query?;
    Ok(Json(state.app.today(&permission, query.day.as_deref()).await?.into()))
}

/// The points of a meeting's agenda
#[utoipa::path(get, path = "/api/v1/agendas/{meeting}", params(("meeting" = String, Path), DayQuery), responses(
    (status = 200, description = "The points of a meeting's agenda", body = Agenda),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_agenda(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    meeting: Result<Path<String>, PathRejection>,
    query: Result<Query<DayQuery>, QueryRejection>,
) -> Result<Json<Agenda>, Problem> {
    let Path(meeting) = meeting?;
    let Query(query) = query?;
    Ok(Json(state.app.agenda(&permission, &meeting, query.day.as_deref()).await?.into()))
}

/// Put a point on an agenda
#[utoipa::path(post, path = "/api/v1/agendas/{meeting}/points", params(("meeting" = String, Path)), request_body = AgendaPointNew, responses(
    (status = 201, description = "Put a point on an agenda", body = Agenda),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn add_agenda_point(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    meeting: Result<Path<String>, PathRejection>,
    body: Result<Json<AgendaPointNew>, JsonRejection>,
) -> Result<(StatusCode, Json<Agenda>), Problem> {
    let Path(meeting) = meeting?;
    let Json(body) = body?;
    Ok((
        StatusCode::CREATED,
        Json(state.app.add_agenda_point(&permission, &body.into_point(meeting)).await?.into()),
    ))
}

/// Settle a point of an agenda
#[utoipa::path(post, path = "/api/v1/agenda-points/{id}/close", params(("id" = String, Path)), responses(
    (status = 200, description = "Settle a point of an agenda", body = Agenda),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn close_agenda_point(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<Json<Agenda>, Problem> {
    let Path(id) = id?;
    Ok(Json(state.app.close_agenda_point(&permission, &id).await?.into()))
}

/// Make an action of a point of an agenda
#[utoipa::path(post, path = "/api/v1/agenda-points/{id}/actions", params(("id" = String, Path)), request_body = AgendaActionNew, responses(
    (status = 201, description = "Make an action of a point of an agenda", body = Agenda),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn act_on_agenda_point(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    body: Result<Json<AgendaActionNew>, JsonRejection>,
) -> Result<(StatusCode, Json<Agenda>), Problem> {
    let Path(id) = id?;
    let Json(body) = body?;
    Ok((
        StatusCode::CREATED,
        Json(state.app.act_on_agenda_point(&permission, &id, &body.into_action()).await?.into()),
    ))
}

/// The strategy register, with what is missing
#[utoipa::path(get, path = "/api/v1/strategy", responses(
    (status = 200, description = "The strategy register, with what is missing", body = Strategy),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_strategy(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Strategy>, Problem> {
    Ok(Json(state.app.strategy(&permission).await?.into()))
}

/// Add to the strategy register
#[utoipa::path(post, path = "/api/v1/strategy/items", request_body = StrategyItemNew, responses(
    (status = 201, description = "Add to the strategy register", body = Strategy),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_strategy_item(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<StrategyItemNew>, JsonRejection>,
) -> Result<(StatusCode, Json<Strategy>), Problem> {
    let Json(body) = body?;
    Ok((
        StatusCode::CREATED,
        Json(state.app.save_strategy_item(&permission, &body.into_item(None)).await?.into()),
    ))
}

/// Change an item of the strategy register
#[utoipa::path(put, path = "/api/v1/strategy/items/{id}", params(("id" = String, Path)), request_body = StrategyItemNew, responses(
    (status = 200, description = "Change an item of the strategy register", body = Strategy),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn change_strategy_item(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    body: Result<Json<StrategyItemNew>, JsonRejection>,
) -> Result<Json<Strategy>, Problem> {
    let Path(id) = id?;
    let Json(body) = body?;
    Ok(Json(state.app.save_strategy_item(&permission, &body.into_item(Some(id))).await?.into()))
}
