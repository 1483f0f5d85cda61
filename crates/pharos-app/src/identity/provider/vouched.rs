//! Whom the provider vouches for, and which user that is.

use std::collections::BTreeSet;

use openidconnect::core::CoreGenderClaim;
use openidconnect::{IdTokenClaims, LocalizedClaim, StandardClaims, UserInfoClaims};
use pharos_store::UserRecord;
use serde_json::Value;

use super::conversation::OtherClaims;
use crate::config::{Admit, LoginClaim, OidcConfig};
use crate::identity::users;
use crate::{App, Entrance, Part, Permission, Result, Role, now_us};

/// Somebody a provider vouches for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Vouched {
    subject: String,
    /// verified only
    email: Option<String>,
    preferred_username: Option<String>,
    name: Option<String>,
    /// words of the claim of roles; `None`: there is no such claim
    roles: Option<BTreeSet<String>>,
    agent_id: Option<String>,
}

impl Vouched {
    /// From an identity token that was verified.
    pub(super) fn of_token(
        oidc: &OidcConfig,
        claims: &IdTokenClaims<OtherClaims, CoreGenderClaim>,
    ) -> Vouched {
        let mut vouched = Vouched { subject: claims.subject().to_string(), ..Vouched::default() };
        vouched.email = claims
            .email()
            .filter(|_| claims.email_verified() == Some(true))
            .map(|email| email.to_lowercase());
        vouched.preferred_username = claims.preferred_username().map(|name| name.to_lowercase());
        vouched.name = claims.name().and_then(first);
        vouched.others(oidc, claims.additional_claims());
        vouched
    }

    /// True if something that is needed may stand in the provider's information on users.
    pub(super) fn wants_more(&self, oidc: &OidcConfig) -> bool {
        let login = match oidc.login_claim {
            LoginClaim::Email => &self.email,
            LoginClaim::PreferredUsername => &self.preferred_username,
        };
        login.is_none()
            || (!oidc.domains.is_empty() && self.email.is_none())
            || (oidc.role_claim.is_some() && self.roles.is_none())
            || (oidc.agent_claim.is_some() && self.agent_id.is_none())
    }

    /// Adds what the provider's information on the same subject says; what the token says stays.
    pub(super) fn add(&mut self, oidc: &OidcConfig, more: &UserInfoClaims<OtherClaims, CoreGenderClaim>) {
        let standard: &StandardClaims<CoreGenderClaim> = more.standard_claims();
        let email = standard.email().filter(|_| standard.email_verified() == Some(true));
        self.email = self.email.take().or_else(|| email.map(|email| email.to_lowercase()));
        let name = standard.preferred_username().map(|name| name.to_lowercase());
        self.preferred_username = self.preferred_username.take().or(name);
        self.name = self.name.take().or_else(|| standard.name().and_then(first));
        self.others(oidc, more.additional_claims());
    }

    fn others(&mut self, oidc: &OidcConfig, claims: &OtherClaims) {
        let found = |name: &Option<String>| name.as_ref().and_then(|name| claims.all.get(name));
        self.roles = self.roles.take().or_else(|| found(&oidc.role_claim).map(words));
        let agent = found(&oidc.agent_claim).and_then(Value::as_str).map(str::to_owned);
        self.agent_id = self.agent_id.take().or(agent);
    }

    fn login(&self, oidc: &OidcConfig) -> Option<&str> {
        match oidc.login_claim {
            LoginClaim::Email => self.email.as_deref(),
            LoginClaim::PreferredUsername => self.preferred_username.as_deref(),
        }
    }

    /// False where only some domains are let in and the verified address is of none of them.
    fn is_of_domain(&self, oidc: &OidcConfig) -> bool {
        let domain = self.email.as_deref().and_then(|email| email.rsplit_once('@')).map(|(_, domain)| domain);
        oidc.domains.is_empty()
            || domain.is_some_and(|own| oidc.domains.iter().any(|it| it.to_lowercase() == own))
    }

    /// The roles the provider gives, the widest first; `None` where roles are not the provider's to give.
    fn roles(&self, oidc: &OidcConfig) -> Option<Vec<Role>> {
        oidc.role_claim.as_ref()?;
        let nothing = BTreeSet::new();
        let said = self.roles.as_ref().unwrap_or(&nothing);
        let meant = said.iter().filter_map(|word| oidc.roles.get(word));
        let mut roles: Vec<Role> = meant.filter_map(|word| Role::parse(word)).collect();
        roles.sort_by_key(|role| (std::cmp::Reverse(role.actions().len()), *role));
        roles.dedup();
        if roles.is_empty() {
            roles.extend(oidc.default_role.as_deref().and_then(Role::parse));
        }
        Some(roles)
    }
}

/// The claim in no language, or in any.
fn first<T: std::ops::Deref<Target = String>>(claim: &LocalizedClaim<T>) -> Option<String> {
    claim.get(None).or_else(|| claim.iter().next().map(|(_, name)| name)).map(|name| (**name).clone())
}

/// A text, or a list of texts.
fn words(value: &Value) -> BTreeSet<String> {
    match value {
        Value::String(word) => [word.clone()].into(),
        Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => BTreeSet::new(),
    }
}

impl App {
    /// The user somebody vouched for is, made or changed as the configuration says; `None`: nobody who is let in.
    pub(super) async fn user_vouched_for(
        &self,
        oidc: &OidcConfig,
        vouched: &Vouched,
    ) -> Result<Option<UserRecord>> {
        let roles = vouched.roles(oidc);
        if roles.as_ref().is_some_and(Vec::is_empty) {
            return Ok(None);
        }
        let linked = self.store.user_by_subject(&oidc.issuer, &vouched.subject).await?;
        let user = match linked {
            Some(user) => user,
            None => match self.first_time(oidc, vouched, roles.as_deref()).await? {
                Some(user) => user,
                None => return Ok(None),
            },
        };
        if user.disabled {
            return Ok(None);
        }
        match roles {
            Some(roles) => self.with_roles(user, &roles).await.map(Some),
            None => Ok(Some(user)),
        }
    }

    /// Somebody who comes for the first time: the user of that login is theirs from now on, or one is made.
    async fn first_time(
        &self,
        oidc: &OidcConfig,
        vouched: &Vouched,
        roles: Option<&[Role]>,
    ) -> Result<Option<UserRecord>> {
        let Some(login) = vouched.login(oidc).filter(|_| vouched.is_of_domain(oidc)) else { return Ok(None) };
        let own = Some((oidc.issuer.clone(), vouched.subject.clone()));
        if let Some(mut user) = self.store.user_by_login(login).await? {
            // Another person of the provider's has this login already, or nobody may come in by it.
            if user.oidc.is_some() || user.disabled {
                return Ok(None);
            }
            user.oidc = own;
            let note = self.own_entry(&user, "user.link", &oidc.issuer);
            self.store.change_user(&user, false, &note).await?;
            return Ok(Some(user));
        }
        let default = oidc.default_role.as_deref().and_then(Role::parse);
        let roles: Vec<Role> = roles.map_or_else(|| default.into_iter().collect(), <[Role]>::to_vec);
        if oidc.admit != Admit::Everybody || roles.is_empty() {
            return Ok(None);
        }
        let user = UserRecord {
            id: uuid::Uuid::new_v4().simple().to_string(),
            login: users::login(login)?,
            name: vouched.name.as_deref().map_or_else(|| Ok(login.to_owned()), users::shown_name)?,
            roles: users::role_words(&roles)?,
            part: Part::Own.to_json(),
            agent_id: vouched.agent_id.clone().filter(|id| !id.is_empty()),
            password_hash: None,
            disabled: false,
            created_at_us: now_us(),
            signed_in_at_us: None,
            totp_secret: None,
            totp_confirmed: false,
            totp_step: 0,
            oidc: own,
        };
        let details =
            format!("by the identity provider: login={} roles={}", user.login, user.roles.join(","));
        let note = self.own_entry(&user, "user.add", &details);
        self.store.add_user(&user, &note).await?;
        Ok(Some(user))
    }

    /// Roles follow the provider; only the last administrator stays one.
    async fn with_roles(&self, mut user: UserRecord, roles: &[Role]) -> Result<UserRecord> {
        let words = users::role_words(roles)?;
        if words == user.roles {
            return Ok(user);
        }
        if users::is_administrator(&user) && !roles.contains(&Role::Administrator) {
            match self.keep_an_administrator(&user.id).await {
                Ok(()) => {}
                Err(cause) if cause.is_conflict() => {
                    tracing::warn!(%cause, "a user keeps a role the identity provider does not give");
                    return Ok(user);
                }
                Err(error) => return Err(error),
            }
        }
        let details =
            format!("by the identity provider: roles: {} -> {}", user.roles.join(","), words.join(","));
        user.roles = words;
        let note = self.own_entry(&user, "user.change", &details);
        self.store.change_user(&user, false, &note).await?;
        Ok(user)
    }

    /// What a user's own sign-in changes of the user.
    fn own_entry(&self, user: &UserRecord, action: &str, details: &str) -> pharos_store::AuditEntry {
        let permission = Permission::of(user, Entrance::Session(String::new()), None);
        self.entry(&permission, action, ("user", &user.id), details)
    }
}
