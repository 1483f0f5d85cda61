//! Cookies. Where people reach us by HTTPS they are `Secure` and named `__Host-...`, which browsers take from this very host
//! only; scripts see none of them, and pages of other sites do not make browsers send them.

use axum::http::{HeaderMap, header};

use crate::State;

const OWNER: &str = "pharos_owner";
const SESSION: &str = "pharos_session";

/// The header that sets the owner's cookie.
pub(crate) fn owner_cookie(state: &State) -> String {
    set(state, OWNER, state.token.cookie(), None)
}

/// The header that sets a session's cookie; it goes when the session must end.
pub(crate) fn session_cookie(state: &State, token: &str) -> String {
    set(state, SESSION, token, Some(state.app.config().sign_in.absolute_s))
}

/// The headers that take both cookies away.
pub(crate) fn clear_cookies(state: &State) -> [String; 2] {
    [OWNER, SESSION].map(|name| set(state, name, "", Some(0)))
}

fn set(state: &State, name: &str, value: &str, seconds: Option<u64>) -> String {
    let (prefix, secure) =
        if state.app.config().sign_in.is_https() { ("__Host-", "; Secure") } else { ("", "") };
    let age = seconds.map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
    format!("{prefix}{name}={value}; Path=/; HttpOnly; SameSite=Strict{secure}{age}")
}

/// The owner's cookie and the session's, as the request has them.
pub(super) fn read(headers: &HeaderMap) -> (Option<&str>, Option<&str>) {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (mut owner, mut session) = (None, None);
    for (name, value) in pairs {
        match name.strip_prefix("__Host-").unwrap_or(name) {
            OWNER => owner = Some(value),
            SESSION => session = Some(value),
            _ => {}
        }
    }
    (owner, session)
}
