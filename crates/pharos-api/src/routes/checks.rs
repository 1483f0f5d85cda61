//! Whether the data are whole.

use axum::extract::State as Extract;
use axum::http::StatusCode;

use crate::State;
use crate::body::Json;
use crate::keeping::Check;
use crate::problem::Problem;
use crate::session::SignedIn;

/// The check that goes on, and the last result
#[utoipa::path(get, path = "/api/v1/check", responses(
    (status = 200, description = "The check that goes on, and the last result", body = Check),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_check(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Check>, Problem> {
    Ok(Json(Check::from(state.app.check_job(&permission))))
}

/// Begin to compare every data file with its hash
#[utoipa::path(post, path = "/api/v1/check", responses(
    (status = 202, description = "It has begun", body = Check),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_check(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<(StatusCode, Json<Check>), Problem> {
    state.app.start_check(&permission)?;
    Ok((StatusCode::ACCEPTED, Json(Check::from(state.app.check_job(&permission)))))
}
