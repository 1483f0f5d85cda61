//! How people sign in, and for how long.

use std::time::Duration;

use serde::Deserialize;

/// A session nobody uses ends after this long.
const IDLE_DEFAULT_S: u64 = 8 * 3_600;
/// A session ends after this long, whatever happens.
const ABSOLUTE_DEFAULT_S: u64 = 7 * 24 * 3_600;

/// How people sign in, and for how long.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignInConfig {
    /// A session nobody uses ends after so many seconds.
    pub idle_s: u64,
    /// A session ends after so many seconds, whatever happens.
    pub absolute_s: u64,
    /// The address people type, such as `https://pharos.example.org`: behind a proxy that speaks HTTPS, cookies are then
    /// marked as secure, and requests made by pages of other addresses are told apart.
    pub public_address: Option<String>,
    /// An identity provider (OpenID Connect).
    pub oidc: Option<OidcConfig>,
}

/// An identity provider (OpenID Connect): authorisation code with PKCE.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OidcConfig {
    /// The provider's issuer address; its description is read from `/.well-known/openid-configuration` below it.
    pub issuer: String,
    /// The name the provider knows us by.
    pub client_id: String,
    /// The secret the provider gave us; `PHAROS_OIDC_SECRET` wins.
    #[serde(default)]
    pub client_secret: Option<String>,
    /// Words on the button.
    #[serde(default = "label_default")]
    pub label: String,
    /// A user is found by this claim of the ID token at the first sign-in, and by the subject from then on:
    /// `email` (must be verified) or `preferred_username`.
    #[serde(default = "claim_default")]
    pub login_claim: String,
}

impl Default for SignInConfig {
    fn default() -> Self {
        SignInConfig {
            idle_s: IDLE_DEFAULT_S,
            absolute_s: ABSOLUTE_DEFAULT_S,
            public_address: None,
            oidc: None,
        }
    }
}

impl SignInConfig {
    /// A session nobody uses ends after this long.
    pub fn idle(&self) -> Duration {
        Duration::from_secs(self.idle_s)
    }

    /// A session ends after this long, whatever happens.
    pub fn absolute(&self) -> Duration {
        Duration::from_secs(self.absolute_s)
    }

    /// True if people reach us by HTTPS.
    pub fn is_https(&self) -> bool {
        self.public_address.as_deref().is_some_and(|address| address.starts_with("https://"))
    }
}

fn label_default() -> String {
    "Single sign-on".to_owned()
}

fn claim_default() -> String {
    "email".to_owned()
}
