//! Coming in: a request's token or cookie becomes a permission, which every handler takes by [`SignedIn`].
//!
//! The owner's door is the token of the printed address, as a bearer or traded for a cookie. Everybody else signs in and has
//! a session's token in a cookie, or a program's token as a bearer. A request that changes something and brings a cookie
//! must come from a page of ours (`Sec-Fetch-Site`, `Origin`): a browser sends cookies along for strangers' pages as well.

use axum::extract::{FromRequestParts, Request, State as Extract};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use pharos_app::{Action, Permission, SignInFault};

use crate::State;
use crate::problem::Problem;

mod cookie;
mod origin;
mod token;

pub(crate) use cookie::{
    away_cookie, binding, clear_away_cookie, clear_cookies, owner_cookie, session_cookie,
};
pub(crate) use origin::{caller, require_own_page};
pub use token::Door;
pub(crate) use token::Token;

/// Who is signed in: the first argument of every handler.
pub(crate) struct SignedIn(pub(crate) Permission);

impl FromRequestParts<State> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &State) -> Result<Self, Problem> {
        parts.extensions.get::<Permission>().cloned().map(SignedIn).ok_or_else(nobody)
    }
}

/// Lets nobody pass who is not signed in; those who are get their permission.
pub(crate) async fn require(Extract(state): Extract<State>, mut request: Request, next: Next) -> Response {
    match permission(&state, request.method(), request.headers()).await {
        Ok(Some(permission)) => {
            request.extensions_mut().insert(permission);
            next.run(request).await
        }
        Ok(None) => nobody().into_response(),
        Err(problem) => problem.into_response(),
    }
}

/// Lets nobody pass to whom the action is not open, before anything of the request is read.
pub(crate) async fn need(Extract(action): Extract<Action>, request: Request, next: Next) -> Response {
    let permission = request.extensions().get::<Permission>();
    match permission.map(|permission| permission.require(action)) {
        Some(Ok(())) => next.run(request).await,
        Some(Err(error)) => Problem::from(error).into_response(),
        None => nobody().into_response(),
    }
}

fn nobody() -> Problem {
    Problem::from(pharos_app::AppError::SignIn(SignInFault::Nobody))
}

/// What the request's bearer or cookie opens.
async fn permission(
    state: &State,
    method: &Method,
    headers: &HeaderMap,
) -> Result<Option<Permission>, Problem> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if let Some(given) = bearer {
        let Some(given) = given.strip_prefix("Bearer ").map(str::trim) else { return Ok(None) };
        if state.token.is(given) && is_open(state).await? {
            return Ok(Some(Permission::owner()));
        }
        return Ok(state.app.enter_by_token(given).await?);
    }
    let (owner, session) = cookie::read(headers);
    let permission = if owner.is_some_and(|given| state.token.is_cookie(given)) && is_open(state).await? {
        Some(Permission::owner())
    } else if let Some(session) = session {
        state.app.enter_by_session(session).await?
    } else {
        None
    };
    if permission.is_some() && !method.is_safe() {
        require_own_page(headers, state.app.config().sign_in.public_address.as_deref())?;
    }
    Ok(permission)
}

/// True while the printed address opens.
pub(crate) async fn is_open(state: &State) -> Result<bool, Problem> {
    match state.token.door() {
        Door::Open => Ok(true),
        Door::FirstStart => Ok(state.app.wants_first_user().await?),
    }
}
