//! Signing in through an identity provider: OpenID Connect, authorisation code with PKCE.
//!
//! A browser leaves with a state, and with a binding in a cookie; what is kept is the hash of both together, with the nonce
//! and the verifier of the code. Whoever comes back with another browser's state finds nothing. What came back is taken away
//! by being read: no answer counts twice.

mod conversation;
mod vouched;

use std::time::Instant;

use pharos_store::PendingSignIn;

use super::slowdown::Counted;
use super::{Origin, SignInFault, SignedInSession, secret};
use crate::config::OidcConfig;
use crate::{App, AppError, Reason, Result, now_us};

pub(crate) use conversation::Descriptions;
use conversation::Provider;

/// Somebody who left has so long to come back.
const AWAY_US: i64 = 10 * 60 * 1_000_000;
/// Characters of the page to open afterwards at most.
const RETURN_TO_MAX: usize = 1_000;

/// Somebody on the way to the identity provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// the provider's page
    pub address: String,
    /// what the browser must bring back in a cookie
    pub binding: String,
}

/// Somebody who comes back from the identity provider.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// the code the provider gave
    pub code: Option<String>,
    /// the state that was taken along
    pub state: String,
    /// what the cookie holds
    pub binding: String,
    /// who says so (RFC 9207)
    pub issuer: Option<String>,
    /// why the provider gave no code
    pub error: Option<String>,
}

impl App {
    /// Sends somebody to the identity provider; `return_to` is the page to open afterwards.
    ///
    /// # Errors
    /// No provider is configured, or it does not answer; too many attempts.
    pub async fn leave_for_provider(&self, return_to: &str, from: &Origin) -> Result<Departure> {
        let oidc = self.provider_config().await?;
        self.slowdown
            .take(&[Counted::Departure(from.address.clone())], Instant::now())
            .map_err(|wait_s| AppError::SignIn(SignInFault::Slow(wait_s)))?;
        let provider = match Provider::known(oidc, &self.return_address(), &self.descriptions).await {
            Ok(provider) => provider,
            Err(cause) => return Err(self.provider_failed(from, &cause).await?),
        };
        let (state, nonce, binding) = (secret::new("")?, secret::new("")?, secret::new("")?);
        let (address, pkce_verifier) = provider.departure(oidc, &state, &nonce);
        let pending = PendingSignIn {
            state_hash: state_hash(&state, &binding),
            nonce,
            pkce_verifier,
            return_to: own_page(return_to),
            created_at_us: now_us(),
        };
        self.store.add_pending_sign_in(&pending).await?;
        Ok(Departure { address, binding })
    }

    /// Signs somebody in whom the identity provider vouches for; gives the page to open as well.
    ///
    /// # Errors
    /// [`SignInFault::Provider`]: an answer that does not hold, or is nobody's who left; [`SignInFault::NoUser`]: somebody who
    /// is not let in here; too many attempts.
    pub async fn return_from_provider(
        &self,
        arrival: &Arrival,
        from: &Origin,
    ) -> Result<(SignedInSession, String)> {
        let oidc = self.provider_config().await?;
        let counted = [Counted::Address(from.address.clone())];
        self.slowdown
            .take(&counted, Instant::now())
            .map_err(|wait_s| AppError::SignIn(SignInFault::Slow(wait_s)))?;
        let hash = state_hash(&arrival.state, &arrival.binding);
        let pending = self.store.take_pending_sign_in(&hash).await?;
        let Some(pending) = pending.filter(|it| now_us() < it.created_at_us.saturating_add(AWAY_US)) else {
            return Err(self.provider_failed(from, "nobody left with this state from this browser").await?);
        };
        let vouched = match self.vouched(oidc, arrival, &pending).await {
            Ok(vouched) => vouched,
            Err(cause) => return Err(self.provider_failed(from, &cause).await?),
        };
        let Some(user) = self.user_vouched_for(oidc, &vouched).await? else {
            self.note_failure(None, from, "identity provider: nobody of ours").await?;
            return Err(AppError::SignIn(SignInFault::NoUser));
        };
        self.slowdown.give_back(&counted, Instant::now());
        Ok((self.admit(user, from, "identity provider").await?, pending.return_to))
    }

    async fn vouched(
        &self,
        oidc: &OidcConfig,
        arrival: &Arrival,
        pending: &PendingSignIn,
    ) -> std::result::Result<vouched::Vouched, String> {
        if arrival.issuer.as_ref().is_some_and(|issuer| *issuer != oidc.issuer) {
            return Err("the answer is another provider's".to_owned());
        }
        let code = match (&arrival.code, &arrival.error) {
            (Some(code), None) => code.clone(),
            (_, Some(error)) => return Err(format!("the provider says {}", plain(error))),
            (None, None) => return Err("there is no code".to_owned()),
        };
        // Keys may have been changed since: read anew.
        let provider = Provider::fresh(oidc, &self.return_address(), &self.descriptions).await?;
        provider.vouch(oidc, code, pending).await
    }

    async fn provider_config(&self) -> Result<&OidcConfig> {
        let oidc = self.config.sign_in.oidc.as_ref().ok_or_else(|| AppError::NotFound {
            what: "identity provider",
            name: "sign_in.oidc".to_owned(),
            advice: "; maybe sign in with a password".to_owned(),
        })?;
        if self.wants_first_user().await? {
            return Err(AppError::refused(
                Reason::NoAdministrator,
                "there is no administrator yet; maybe make the first one with the printed address",
            ));
        }
        Ok(oidc)
    }

    /// Where the provider sends people back to.
    fn return_address(&self) -> String {
        let public = self.config.sign_in.public_address.as_deref().unwrap_or_default();
        format!("{public}/api/v1/sign-in/provider/return")
    }

    async fn provider_failed(&self, from: &Origin, cause: &str) -> Result<AppError> {
        tracing::warn!(cause, address = %from.address, "nobody was signed in through the identity provider");
        self.note_failure(None, from, "identity provider").await?;
        Ok(AppError::SignIn(SignInFault::Provider))
    }
}

fn state_hash(state: &str, binding: &str) -> String {
    secret::hash(&format!("{state}/{binding}"))
}

/// A page of ours, or the first one: nobody is sent elsewhere by signing in.
fn own_page(return_to: &str) -> String {
    let is_own = return_to.starts_with('/')
        && !return_to.starts_with("//")
        && return_to.len() <= RETURN_TO_MAX
        && return_to.chars().all(|it| it.is_ascii_graphic() && it != '\\');
    if is_own { return_to.to_owned() } else { "/".to_owned() }
}

/// Words from outside, as a log takes them.
fn plain(text: &str) -> String {
    text.chars().filter(|it| it.is_ascii_graphic()).take(60).collect()
}

#[cfg(test)]
mod tests;
