//! What people keep themselves: password, second factor, sessions.

use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;

use crate::State;
use crate::answers::identity::{Account, AccountSession, RecoveryCodes, SecondFactor};
use crate::body::Json;
use crate::problem::Problem;
use crate::questions::identity::{Code, OwnPassword, PasswordChange};
use crate::session::SignedIn;

/// The own account
#[utoipa::path(get, path = "/api/v1/account", responses(
    (status = 200, description = "The own account", body = Account),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_account(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Account>, Problem> {
    let sessions = state.app.own_sessions(&permission).await?;
    Ok(Json(Account {
        login: permission.login().to_owned(),
        name: permission.name().to_owned(),
        recovery_codes: state.app.recovery_codes_left(&permission).await?,
        sessions: sessions.into_iter().map(AccountSession::from).collect(),
    }))
}

/// Change the own password; all other sessions end
#[utoipa::path(put, path = "/api/v1/account/password", request_body = PasswordChange, responses(
    (status = 204, description = "Changed"),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "There is no account", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many attempts", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn change_password(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<PasswordChange>, JsonRejection>,
) -> Result<StatusCode, Problem> {
    let Json(body) = body?;
    state.app.change_password(&permission, &body.old, &body.new).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Begin a second factor
#[utoipa::path(post, path = "/api/v1/account/second-factor", request_body = OwnPassword, responses(
    (status = 200, description = "A secret that a first code must confirm", body = SecondFactor),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "One is in use already", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many attempts", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn begin_second_factor(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<OwnPassword>, JsonRejection>,
) -> Result<Json<SecondFactor>, Problem> {
    let Json(body) = body?;
    Ok(Json(state.app.begin_second_factor(&permission, &body.password).await?.into()))
}

/// Switch the second factor on with a first code
#[utoipa::path(post, path = "/api/v1/account/second-factor/confirm", request_body = Code, responses(
    (status = 200, description = "Recovery codes, told once", body = RecoveryCodes),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "Nothing was begun", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many attempts", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn confirm_second_factor(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<Code>, JsonRejection>,
) -> Result<Json<RecoveryCodes>, Problem> {
    let Json(body) = body?;
    let codes = state.app.confirm_second_factor(&permission, &body.code).await?;
    Ok(Json(RecoveryCodes { codes }))
}

/// Switch the second factor off
#[utoipa::path(post, path = "/api/v1/account/second-factor/off", request_body = OwnPassword, responses(
    (status = 204, description = "Switched off"),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "There is no account", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many attempts", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn end_second_factor(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    body: Result<Json<OwnPassword>, JsonRejection>,
) -> Result<StatusCode, Problem> {
    let Json(body) = body?;
    state.app.end_second_factor(&permission, &body.password).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// End one of the own sessions
#[utoipa::path(delete, path = "/api/v1/account/sessions/{id}", params(("id" = String, Path)), responses(
    (status = 204, description = "Ended"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn end_own_session(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<StatusCode, Problem> {
    let Path(id) = id?;
    state.app.end_own_session(&permission, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
