//! Special events.

use axum::extract::State as Extract;

use crate::State;
use crate::answers::{Event, Events};
use crate::body::Json;
use crate::problem::Problem;
use crate::session::SignedIn;

/// Special events
#[utoipa::path(get, path = "/api/v1/events", responses(
    (status = 200, description = "Special events", body = Events),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list_events(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Events>, Problem> {
    Ok(Json(Events { events: state.app.events(&permission).await?.into_iter().map(Event::from).collect() }))
}
