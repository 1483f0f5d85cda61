//! Signing in and out, and who is signed in.

use axum::extract::State as Extract;
use axum::extract::rejection::JsonRejection;
use axum::http::{Extensions, HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use pharos_app::{AppError, Credentials, Permission};

use crate::State;
use crate::answers::Session;
use crate::answers::identity::SignInOptions;
use crate::body::Json;
use crate::problem::Problem;
use crate::questions::identity::{FirstUser, SignIn};
use crate::session::{
    SignedIn, caller, clear_cookies, is_open, owner_cookie, require_own_page, session_cookie,
};

/// Who is signed in
#[utoipa::path(get, path = "/api/v1/session", responses(
    (status = 200, description = "Who is signed in", body = Session),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn get_session(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Json<Session>, Problem> {
    Ok(Json(session(&state, &permission).await?))
}

/// How people can sign in here
#[utoipa::path(get, path = "/api/v1/sign-in", security(()), responses(
    (status = 200, description = "How people can sign in here", body = SignInOptions),
))]
pub(crate) async fn get_sign_in(Extract(state): Extract<State>) -> Result<Json<SignInOptions>, Problem> {
    let first_start = state.app.wants_first_user().await?;
    let provider = match &state.app.config().sign_in.oidc {
        Some(oidc) if !first_start => Some(oidc.label.clone()),
        _ => None,
    };
    Ok(Json(SignInOptions { first_start, password: !first_start, provider }))
}

/// Sign in with login and password, or with the token of the printed address
#[utoipa::path(post, path = "/api/v1/session", security(()), request_body = SignIn, responses(
    (status = 200, description = "Signed in: a cookie is set", body = Session),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many attempts", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_session(
    Extract(state): Extract<State>,
    headers: HeaderMap,
    extensions: Extensions,
    body: Result<Json<SignIn>, JsonRejection>,
) -> Result<Response, Problem> {
    // Whoever brings neither header is no browser, and has nothing another page could misuse.
    if headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN) {
        require_own_page(&headers, state.app.config().sign_in.public_address.as_deref())?;
    }
    let Json(body) = body?;
    if let Some(token) = &body.token {
        if !state.token.is(token) || !is_open(&state).await? {
            return Err(Problem::new(
                401,
                "invalid-token",
                "Wrong token",
                "the token is not that of the printed address, or there is an administrator by now: sign in",
            ));
        }
        let answer = session(&state, &Permission::owner()).await?;
        return Ok(
            (AppendHeaders([(header::SET_COOKIE, owner_cookie(&state))]), Json(answer)).into_response()
        );
    }
    let (Some(login), Some(password)) = (body.login, body.password) else {
        return Err(AppError::Input(
            "login and password are wanted, or the token of the printed address".into(),
        )
        .into());
    };
    let credentials = Credentials { login, password, code: body.code };
    let signed_in = state.app.sign_in(&credentials, &caller(&headers, &extensions)).await?;
    begun(&state, &signed_in.permission, &signed_in.token).await
}

/// Sign out: the session ends, its cookie opens nothing any more
#[utoipa::path(delete, path = "/api/v1/session", responses(
    (status = 204, description = "Signed out"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn end_session(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
) -> Result<Response, Problem> {
    state.app.sign_out(&permission).await?;
    let cookies = clear_cookies(&state).map(|cookie| (header::SET_COOKIE, cookie));
    Ok((StatusCode::NO_CONTENT, AppendHeaders(cookies)).into_response())
}

/// Make the first administrator; the printed address opens nothing from then on
#[utoipa::path(post, path = "/api/v1/first-user", request_body = FirstUser, responses(
    (status = 200, description = "The administrator is made and signed in", body = Session),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "There are users already", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many attempts", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create_first_user(
    Extract(state): Extract<State>,
    SignedIn(permission): SignedIn,
    headers: HeaderMap,
    extensions: Extensions,
    body: Result<Json<FirstUser>, JsonRejection>,
) -> Result<Response, Problem> {
    permission.require(pharos_app::Action::ManageUsers)?;
    let Json(body) = body?;
    state.app.set_up(&permission, &body.login, &body.name, &body.password).await?;
    let credentials = Credentials { login: body.login, password: body.password, code: None };
    let signed_in = state.app.sign_in(&credentials, &caller(&headers, &extensions)).await?;
    begun(&state, &signed_in.permission, &signed_in.token).await
}

/// The answer to a session that has begun: its cookie, and no other.
pub(crate) async fn begun(state: &State, permission: &Permission, token: &str) -> Result<Response, Problem> {
    let answer = session(state, permission).await?;
    let [owner, _] = clear_cookies(state);
    let cookies = [owner, session_cookie(state, token)].map(|cookie| (header::SET_COOKIE, cookie));
    Ok((AppendHeaders(cookies), Json(answer)).into_response())
}

async fn session(state: &State, permission: &Permission) -> Result<Session, Problem> {
    let first_start = state.app.wants_first_user().await?;
    Ok(Session::new(permission, state.app.centre().await?, first_start))
}
