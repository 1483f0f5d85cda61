//! Who is signed in.

use axum::Json;
use axum::extract::State as Extract;
use axum::extract::rejection::JsonRejection;
use axum::http::header;
use axum::response::{AppendHeaders, IntoResponse};

use crate::State;
use crate::answers::Session;
use crate::problem::Problem;
use crate::questions::SignIn;

/// Who is signed in
#[utoipa::path(get, path = "/api/v1/session", responses(
    (status = 200, description = "Who is signed in", body = Session),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_session(Extract(state): Extract<State>) -> Result<Json<Session>, Problem> {
    Ok(Json(Session::from(state.app.centre().await?)))
}

/// Sign in with the token of the printed address
#[utoipa::path(post, path = "/api/v1/session", request_body = SignIn, responses(
    (status = 200, description = "Sign in with the token of the printed address", body = Session),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_session(
    Extract(state): Extract<State>,
    body: Result<Json<SignIn>, JsonRejection>,
) -> Result<impl IntoResponse, Problem> {
    let Json(sign_in) = body?;
    if !state.token.is(&sign_in.token) {
        return Err(Problem::new(
            401,
            "invalid-token",
            "Wrong token",
            "the token is not that of the printed address",
        ));
    }
    let session = Session::from(state.app.centre().await?);
    Ok((AppendHeaders([(header::SET_COOKIE, state.token.cookie_header())]), Json(session)))
}
