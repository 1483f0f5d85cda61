//! People: who is there, their pages, one's own day, what may be judged.

use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;

use crate::State;
use crate::answers::people::{AgentPage, MyDay, People, PeopleSettings, Scorecard, Talk, shaped};
use crate::body::Json;
use crate::problem::Problem;
use crate::questions::people::{TalkNew, taken};
use crate::session::SignedIn;

/// People by name
#[utoipa::path(get, path = "/api/v1/people", responses(
    (status = 200, description = "People by name", body = People),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_people(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<People>, Problem> {
    let found = state.app.people(&permission).await?;
    Ok(Json(People { people: shaped(&found)? }))
}

/// A person's page
#[utoipa::path(get, path = "/api/v1/people/{id}", params(("id" = String, Path)), responses(
    (status = 200, description = "A person's page", body = AgentPage),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_person(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<Json<AgentPage>, Problem> {
    let Path(id) = id?;
    let found = state.app.agent_page(&permission, &id).await?;
    Ok(Json(shaped(&found)?))
}

/// A person's scorecard
#[utoipa::path(get, path = "/api/v1/people/{id}/scorecard", params(("id" = String, Path)), responses(
    (status = 200, description = "A person's scorecard", body = Scorecard),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_scorecard(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<Json<Scorecard>, Problem> {
    let Path(id) = id?;
    let found = state.app.scorecard(&permission, &id).await?;
    Ok(Json(shaped(&found)?))
}

/// One's own day
#[utoipa::path(get, path = "/api/v1/my-day", responses(
    (status = 200, description = "One's own day", body = MyDay),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_my_day(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<MyDay>, Problem> {
    let found = state.app.my_day(&permission).await?;
    Ok(Json(shaped(&found)?))
}

/// What may be judged of persons
#[utoipa::path(get, path = "/api/v1/people-settings", responses(
    (status = 200, description = "What may be judged of persons", body = PeopleSettings),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_people_settings(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<PeopleSettings>, Problem> {
    let found = state.app.people_settings(&permission).await?;
    Ok(Json(shaped(&found)?))
}

/// Change what may be judged of persons
#[utoipa::path(put, path = "/api/v1/people-settings", request_body = PeopleSettings, responses(
    (status = 200, description = "Change what may be judged of persons", body = PeopleSettings),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn change_people_settings(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<PeopleSettings>, JsonRejection>,
) -> Result<Json<PeopleSettings>, Problem> {
    let Json(body) = body?;
    let found = state.app.set_people_settings(&permission, taken(&body)?).await?;
    Ok(Json(shaped(&found)?))
}

/// Note a talk
#[utoipa::path(post, path = "/api/v1/people/{id}/talks", params(("id" = String, Path)), request_body = TalkNew, responses(
    (status = 201, description = "Note a talk", body = Talk),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_talk(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
    body: Result<Json<TalkNew>, JsonRejection>,
) -> Result<(StatusCode, Json<Talk>), Problem> {
    let Path(id) = id?;
    let Json(body) = body?;
    let found = state.app.note_talk(&permission, &id, &taken(&body)?).await?;
    Ok((StatusCode::CREATED, Json(shaped(&found)?)))
}
