//! Who may come in: whoever has the token of the printed address, as a bearer or traded for a cookie.

use axum::extract::{Request, State as Extract};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::State;
use crate::problem::Problem;

const COOKIE: &str = "pharos_session";

/// The token, and the cookie it is traded for. Comparing goes over hashes, whose equality takes the same time whatever
/// the difference.
pub(crate) struct Token {
    text: String,
    hash: blake3::Hash,
    cookie: String,
}

impl Token {
    pub(crate) fn new(text: String) -> Token {
        let hash = blake3::hash(text.as_bytes());
        // The cookie proves the token and does not contain it.
        let cookie = blake3::Hash::from(blake3::derive_key("pharos 2026 session cookie", text.as_bytes()));
        Token { hash, cookie: cookie.to_hex().to_string(), text }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn is(&self, given: &str) -> bool {
        blake3::hash(given.as_bytes()) == self.hash
    }

    fn is_cookie(&self, given: &str) -> bool {
        blake3::hash(given.as_bytes()) == blake3::hash(self.cookie.as_bytes())
    }

    /// The header that sets the cookie.
    pub(crate) fn cookie_header(&self) -> String {
        format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Strict", self.cookie)
    }

    /// True if the request brings the token or its cookie.
    fn admits(&self, headers: &HeaderMap) -> bool {
        let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        if let Some(given) = bearer.and_then(|value| value.strip_prefix("Bearer ")) {
            return self.is(given.trim());
        }
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs =
            cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.any(|(name, value)| name == COOKIE && self.is_cookie(value))
    }
}

/// Lets nobody pass without the token.
pub(crate) async fn require(Extract(state): Extract<State>, request: Request, next: Next) -> Response {
    if state.token.admits(request.headers()) {
        next.run(request).await
    } else {
        Problem::new(
            401,
            "status-401",
            "Nobody is signed in",
            "open the printed address, or send its token as a bearer",
        )
        .into_response()
    }
}
