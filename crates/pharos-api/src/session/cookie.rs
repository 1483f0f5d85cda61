//! Cookies. Where people reach us by HTTPS they are `Secure` and named `__Host-...`, which browsers take from this very host
//! only; scripts see none of them, and pages of other sites do not make browsers send them.

use axum::http::{HeaderMap, header};

use crate::State;

const OWNER: &str = "pharos_owner";
const SESSION: &str = "pharos_session";
const AWAY: &str = "pharos_away";
/// Somebody may be away at the identity provider for so many seconds.
const AWAY_S: u64 = 600;

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

/// The header that binds the way back from the identity provider to this browser. Coming back is a navigation from another
/// site, so this one cookie goes along with those (`Lax`); it opens nothing by itself.
pub(crate) fn away_cookie(state: &State, binding: &str) -> String {
    lax(set(state, AWAY, binding, Some(AWAY_S)))
}

/// The header that takes it away.
pub(crate) fn clear_away_cookie(state: &State) -> String {
    lax(set(state, AWAY, "", Some(0)))
}

/// What the browser was given when it left.
pub(crate) fn binding(headers: &HeaderMap) -> Option<&str> {
    pairs(headers).find(|(name, _)| *name == AWAY).map(|(_, value)| value)
}

fn lax(cookie: String) -> String {
    cookie.replace("SameSite=Strict", "SameSite=Lax")
}

fn set(state: &State, name: &str, value: &str, seconds: Option<u64>) -> String {
    let (prefix, secure) =
        if state.app.config().sign_in.is_https() { ("__Host-", "; Secure") } else { ("", "") };
    let age = seconds.map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
    format!("{prefix}{name}={value}; Path=/; HttpOnly; SameSite=Strict{secure}{age}")
}

/// The owner's cookie and the session's, as the request has them.
pub(super) fn read(headers: &HeaderMap) -> (Option<&str>, Option<&str>) {
    let (mut owner, mut session) = (None, None);
    for (name, value) in pairs(headers) {
        match name {
            OWNER => owner = Some(value),
            SESSION => session = Some(value),
            _ => {}
        }
    }
    (owner, session)
}

/// Names (without the prefix of secure ones) and values.
fn pairs(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.map(|(name, value)| (name.strip_prefix("__Host-").unwrap_or(name), value))
}
