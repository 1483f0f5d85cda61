//! The token of the printed address.

/// When the printed address opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// always: the simulated centre, or a token the owner has set
    Open,
    /// until there is an administrator
    FirstStart,
}

/// The token, and the cookie it is traded for. Comparing goes over hashes, whose equality takes the same time whatever
/// the difference.
pub(crate) struct Token {
    text: String,
    hash: blake3::Hash,
    cookie: String,
    door: Door,
}

impl Token {
    pub(crate) fn new(text: String, door: Door) -> Token {
        let hash = blake3::hash(text.as_bytes());
        // The cookie proves the token and does not contain it.
        let cookie = blake3::Hash::from(blake3::derive_key("pharos 2026 session cookie", text.as_bytes()));
        Token { hash, cookie: cookie.to_hex().to_string(), text, door }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn door(&self) -> Door {
        self.door
    }

    /// The value of the cookie the token is traded for.
    pub(crate) fn cookie(&self) -> &str {
        &self.cookie
    }

    pub(crate) fn is(&self, given: &str) -> bool {
        blake3::hash(given.as_bytes()) == self.hash
    }

    pub(crate) fn is_cookie(&self, given: &str) -> bool {
        blake3::hash(given.as_bytes()) == blake3::hash(self.cookie.as_bytes())
    }
}
