//! How people sign in, and for how long.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde::Deserialize;

use crate::Role;

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
#[derive(Clone, PartialEq, Deserialize)]
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
    /// What the provider is asked for beside `openid`.
    #[serde(default = "scopes_default")]
    pub scopes: Vec<String>,
    /// A user is found by this claim at the first sign-in, and by the subject from then on: `email` (must be verified) or
    /// `preferred_username`.
    #[serde(default)]
    pub login_claim: LoginClaim,
    /// Who is let in.
    #[serde(default)]
    pub admit: Admit,
    /// Only verified e-mail addresses of these domains come in for the first time; any where it is empty.
    #[serde(default)]
    pub domains: BTreeSet<String>,
    /// The role of whoever no claim gives one.
    #[serde(default)]
    pub default_role: Option<String>,
    /// The claim that says what somebody is (a text or a list of texts); roles then follow the provider at every sign-in.
    #[serde(default)]
    pub role_claim: Option<String>,
    /// Words of that claim and the roles they mean.
    #[serde(default)]
    pub roles: BTreeMap<String, String>,
    /// The claim that holds the id of the agent somebody is, for those who are made at their first sign-in.
    #[serde(default)]
    pub agent_claim: Option<String>,
}

/// The claim a user is found by at the first sign-in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoginClaim {
    /// a verified e-mail address
    #[default]
    Email,
    /// the name the provider shows; only for providers whose people cannot change it
    PreferredUsername,
}

/// Whom an identity provider may bring in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Admit {
    /// users that are here already
    #[default]
    Known,
    /// whoever the provider vouches for; a user is made at the first sign-in
    Everybody,
}

impl std::fmt::Debug for OidcConfig {
    // Without the secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OidcConfig")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .field("client_secret", &self.client_secret.as_ref().map(|_| ".."))
            .field("admit", &self.admit)
            .finish_non_exhaustive()
    }
}

impl OidcConfig {
    /// What cannot work: the key, its value, and what is wanted.
    pub(super) fn fault(&self, public_address: Option<&str>) -> Option<(&'static str, String, &'static str)> {
        if public_address.is_none() {
            let wanted = "it must be the address people type, as the identity provider sends them back there";
            return Some(("sign_in.public_address", String::new(), wanted));
        }
        if !is_safe(&self.issuer) {
            let wanted = "it must begin with https:// (http:// is for a provider on this machine)";
            return Some(("sign_in.oidc.issuer", self.issuer.clone(), wanted));
        }
        let known = |word: &str| Role::parse(word).is_some();
        let roles = self.default_role.iter().chain(self.roles.values());
        if let Some(word) = roles.into_iter().find(|word| !known(word)) {
            let wanted = "it must be a role: agent, supervisor, planner, quality_analyst, hr, manager, director, \
                          administrator, auditor, machine";
            return Some(("sign_in.oidc.default_role", word.clone(), wanted));
        }
        if self.role_claim.is_some() == self.roles.is_empty() {
            let wanted = "role_claim and roles belong together";
            return Some(("sign_in.oidc.role_claim", self.role_claim.clone().unwrap_or_default(), wanted));
        }
        if self.admit == Admit::Everybody && self.default_role.is_none() && self.role_claim.is_none() {
            let wanted = "whoever is let in needs a role: default_role, or role_claim and roles";
            return Some(("sign_in.oidc.admit", "everybody".to_owned(), wanted));
        }
        None
    }
}

/// True for addresses nobody can listen to on the way.
pub(crate) fn is_safe(address: &str) -> bool {
    if address.starts_with("https://") {
        return true;
    }
    let host =
        address.strip_prefix("http://").map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    host.is_some_and(|host| {
        let host = host.rsplit_once(':').map_or(host, |(name, _)| name);
        ["127.0.0.1", "localhost", "[::1]"].contains(&host)
    })
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

fn scopes_default() -> Vec<String> {
    vec!["email".to_owned(), "profile".to_owned()]
}
