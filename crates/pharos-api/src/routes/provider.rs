//! Signing in through the identity provider: two navigations of a browser, not requests of the page. Whatever goes wrong on
//! the way back opens the page, which words it.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State as Extract};
use axum::http::{Extensions, HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use pharos_app::{AppError, Arrival, SignInFault};

use crate::State;
use crate::problem::Problem;
use crate::questions::identity::{ProviderAnswer, ReturnTo};
use crate::session::{away_cookie, binding, caller, clear_away_cookie, clear_cookies, session_cookie};

/// Go to the identity provider
#[utoipa::path(get, path = "/api/v1/sign-in/provider", security(()), params(ReturnTo), responses(
    (status = 303, description = "To the identity provider's page; a cookie binds the way back to this browser"),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No identity provider is configured", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "There is no administrator yet", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn leave_for_provider(
    Extract(state): Extract<State>,
    headers: HeaderMap,
    extensions: Extensions,
    query: Result<Query<ReturnTo>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(query) = query?;
    let return_to = query.return_to.unwrap_or_default();
    match state.app.leave_for_provider(&return_to, &caller(&headers, &extensions)).await {
        Ok(departure) => {
            let cookie = (header::SET_COOKIE, away_cookie(&state, &departure.binding));
            Ok(to(&departure.address, AppendHeaders([cookie])))
        }
        Err(AppError::SignIn(fault)) => Ok(to(&page_of(fault), AppendHeaders([]))),
        Err(error) => Err(error.into()),
    }
}

/// Come back from the identity provider
#[utoipa::path(get, path = "/api/v1/sign-in/provider/return", security(()), params(ProviderAnswer), responses(
    (status = 303, description = "To the page, signed in or told why not"),
    (status = 400, description = "What went wrong", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No identity provider is configured", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "There is no administrator yet", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn return_from_provider(
    Extract(state): Extract<State>,
    headers: HeaderMap,
    extensions: Extensions,
    query: Result<Query<ProviderAnswer>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(answer) = query?;
    let arrival = Arrival {
        code: answer.code,
        state: answer.state.unwrap_or_default(),
        binding: binding(&headers).unwrap_or_default().to_owned(),
        issuer: answer.iss,
        error: answer.error,
    };
    let away = clear_away_cookie(&state);
    match state.app.return_from_provider(&arrival, &caller(&headers, &extensions)).await {
        Ok((signed_in, return_to)) => {
            let [owner, _] = clear_cookies(&state);
            let cookies = [owner, away, session_cookie(&state, &signed_in.token)];
            Ok(to(&return_to, AppendHeaders(cookies.map(|cookie| (header::SET_COOKIE, cookie)))))
        }
        Err(AppError::SignIn(fault)) => Ok(to(&page_of(fault), AppendHeaders([(header::SET_COOKIE, away)]))),
        Err(error) => Err(error.into()),
    }
}

/// The page, told why nobody is signed in.
fn page_of(fault: SignInFault) -> String {
    let word = match fault {
        SignInFault::Slow(_) => "too-many-attempts",
        SignInFault::NoUser => "no-user",
        _ => "provider",
    };
    format!("/?sign_in={word}")
}

fn to<const N: usize>(address: &str, headers: AppendHeaders<[(header::HeaderName, String); N]>) -> Response {
    (StatusCode::SEE_OTHER, headers, [(header::LOCATION, address.to_owned())]).into_response()
}
