//! Forecasts: run, published, changed, judged; events and odd days; the rest of today.

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query, State as Extract};
use axum::http::StatusCode;
use pharos_app::{
    AccuracyRequest, ChangeRequest, CleaningRequest, EventRequest, ForecastRequest, IntradayRequest,
    PublishRequest,
};
use serde::Deserialize;

use crate::State;
use crate::body::{Json, understood};
use crate::planning::forecast::{
    AccuracyQuestion, CleaningDecision, Forecast, ForecastAccuracy, ForecastChange, ForecastEntry,
    ForecastList, ForecastQuestion, Intraday, IntradayQuestion, NewPlanningEvent, PlanningCountry,
    PlanningEvent, PlanningEvents, PlanningSettings, PublishForecast, StoredForecast,
};
use crate::planning::{SignedIn, reshape};
use crate::problem::Problem;

/// Which series.
#[derive(Debug, Deserialize)]
pub(crate) struct OfSeries {
    queue: Option<String>,
    channel: Option<String>,
    filter: Option<String>,
}

/// Forecast a series; nothing is kept
#[utoipa::path(post, path = "/api/v1/forecasts/run", request_body = ForecastQuestion, responses(
    (status = 200, description = "Forecast a series; nothing is kept", body = Forecast),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn run_forecast(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<ForecastQuestion>, JsonRejection>,
) -> Result<Json<Forecast>, Problem> {
    let Json(body) = body?;
    let request: ForecastRequest = understood(&body)?;
    Ok(Json(reshape(&state.app.forecast(&permission, &request).await?)?))
}

/// Forecast a series and keep it for ever
#[utoipa::path(post, path = "/api/v1/forecasts", request_body = PublishForecast, responses(
    (status = 201, description = "Forecast a series and keep it for ever", body = ForecastEntry),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn publish_forecast(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<PublishForecast>, JsonRejection>,
) -> Result<(StatusCode, Json<ForecastEntry>), Problem> {
    let Json(body) = body?;
    let request: PublishRequest = understood(&body)?;
    let entry = state.app.publish_forecast(&permission, &request).await?;
    Ok((StatusCode::CREATED, Json(reshape(&entry)?)))
}

/// Published forecasts of a series, newest first
#[utoipa::path(get, path = "/api/v1/forecasts", params(("queue" = Option<String>, Query), ("channel" = Option<String>, Query), ("filter" = Option<String>, Query)), responses(
    (status = 200, description = "Published forecasts of a series, newest first", body = ForecastList),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_forecasts(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    series: Result<Query<OfSeries>, QueryRejection>,
) -> Result<Json<ForecastList>, Problem> {
    let Query(series) = series?;
    let series = ForecastRequest {
        queue: series.queue,
        channel: series.channel,
        filter: series.filter,
        ..ForecastRequest::default()
    };
    let forecasts = reshape(&state.app.forecasts(&permission, &series).await?)?;
    Ok(Json(ForecastList { forecasts }))
}

/// A published forecast with its values
#[utoipa::path(get, path = "/api/v1/forecasts/{id}", params(("id" = String, Path)), responses(
    (status = 200, description = "A published forecast with its values", body = StoredForecast),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_forecast(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<Json<StoredForecast>, Problem> {
    let Path(id) = id?;
    Ok(Json(reshape(&state.app.stored_forecast(&permission, &id).await?)?))
}

/// Make a published forecast the plan
#[utoipa::path(post, path = "/api/v1/forecasts/{id}/plan", params(("id" = String, Path)), responses(
    (status = 200, description = "Make a published forecast the plan", body = ForecastEntry),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn plan_by_forecast(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<Json<ForecastEntry>, Problem> {
    let Path(id) = id?;
    Ok(Json(reshape(&state.app.plan_by_forecast(&permission, &id).await?)?))
}

/// Change a published forecast by hand, with a reason
#[utoipa::path(post, path = "/api/v1/forecasts/{id}/changes", params(("id" = String, Path)), request_body = ForecastChange, responses(
    (status = 200, description = "Change a published forecast by hand, with a reason", body = ForecastEntry),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn change_forecast(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    body: Result<Json<ForecastChange>, JsonRejection>,
) -> Result<Json<ForecastEntry>, Problem> {
    let Path(id) = id?;
    let Json(body) = body?;
    let request: ChangeRequest = understood(&body)?;
    Ok(Json(reshape(&state.app.adjust_forecast(&permission, &id, &request).await?)?))
}

/// How good forecasts were, by how far ahead they spoke
#[utoipa::path(post, path = "/api/v1/forecasts/accuracy", request_body = AccuracyQuestion, responses(
    (status = 200, description = "How good forecasts were, by how far ahead they spoke", body = ForecastAccuracy),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn judge_forecasts(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<AccuracyQuestion>, JsonRejection>,
) -> Result<Json<ForecastAccuracy>, Problem> {
    let Json(body) = body?;
    let request: AccuracyRequest = understood(&body)?;
    Ok(Json(reshape(&state.app.forecast_accuracy(&permission, &request).await?)?))
}

/// A day so far, its rest, and the people it takes
#[utoipa::path(post, path = "/api/v1/intraday", request_body = IntradayQuestion, responses(
    (status = 200, description = "A day so far, its rest, and the people it takes", body = Intraday),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_intraday(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<IntradayQuestion>, JsonRejection>,
) -> Result<Json<Intraday>, Problem> {
    let Json(body) = body?;
    let request: IntradayRequest = understood(&body)?;
    Ok(Json(reshape(&state.app.today_of_queue(&permission, &request).await?)?))
}

/// Events planners entered
#[utoipa::path(get, path = "/api/v1/planning-events", responses(
    (status = 200, description = "Events planners entered", body = PlanningEvents),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_planning_events(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<PlanningEvents>, Problem> {
    Ok(Json(PlanningEvents { events: reshape(&state.app.planning_events(&permission).await?)? }))
}

/// Enter an event
#[utoipa::path(post, path = "/api/v1/planning-events", request_body = NewPlanningEvent, responses(
    (status = 201, description = "Enter an event", body = PlanningEvent),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn add_planning_event(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<NewPlanningEvent>, JsonRejection>,
) -> Result<(StatusCode, Json<PlanningEvent>), Problem> {
    let Json(body) = body?;
    let request: EventRequest = understood(&body)?;
    let event = state.app.add_planning_event(&permission, &request).await?;
    Ok((StatusCode::CREATED, Json(reshape(&event)?)))
}

/// Take an event back; forecasts made with it keep it
#[utoipa::path(delete, path = "/api/v1/planning-events/{id}", params(("id" = String, Path)), responses(
    (status = 204, description = "Take an event back; forecasts made with it keep it"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn remove_planning_event(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<StatusCode, Problem> {
    let Path(id) = id?;
    state.app.remove_planning_event(&permission, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Decide what forecasts learn from an odd day
#[utoipa::path(post, path = "/api/v1/cleaning", request_body = CleaningDecision, responses(
    (status = 204, description = "Decide what forecasts learn from an odd day"),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn decide_cleaning(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<CleaningDecision>, JsonRejection>,
) -> Result<StatusCode, Problem> {
    let Json(body) = body?;
    let request: CleaningRequest = understood(&body)?;
    state.app.decide_cleaning(&permission, &request).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whose holidays count
#[utoipa::path(get, path = "/api/v1/planning-settings", responses(
    (status = 200, description = "Whose holidays count", body = PlanningSettings),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_planning_settings(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<PlanningSettings>, Problem> {
    Ok(Json(reshape(&state.app.planning_settings(&permission).await?)?))
}

/// Set whose holidays count
#[utoipa::path(put, path = "/api/v1/planning-settings", request_body = PlanningCountry, responses(
    (status = 200, description = "Set whose holidays count", body = PlanningSettings),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn set_planning_settings(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<PlanningCountry>, JsonRejection>,
) -> Result<Json<PlanningSettings>, Problem> {
    let Json(body) = body?;
    let country = body.country.as_deref();
    Ok(Json(reshape(&state.app.set_planning_country(&permission, country).await?)?))
}
