//! Signing in with a password and, where the user has one, a second factor.
//!
//! One request carries everything, so there is no half-open state to attack. An unknown name takes as long as a known one,
//! and the answer is the same.

use std::time::Instant;

use pharos_store::{AuditEntry, UserRecord};

use super::password::Comparison;
use super::slowdown::Counted;
use super::{SignInFault, account};
use crate::{App, AppError, Entrance, Permission, Result, now_us};

/// What somebody types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// the login, in whatever case
    pub login: String,
    /// the password
    pub password: String,
    /// six digits of the second factor, or a recovery code
    pub code: Option<String>,
}

/// Where somebody comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// network address
    pub address: String,
    /// what the browser says it is
    pub device: String,
}

/// Somebody has signed in.
#[derive(Clone, Debug)]
pub struct SignedInSession {
    /// the session's token: told once
    pub token: String,
    /// what the user may do
    pub permission: Permission,
}

impl App {
    /// Signs in; a new session with a new token every time.
    ///
    /// # Errors
    /// [`AppError::SignIn`] with what is wanted; the records.
    pub async fn sign_in(&self, credentials: &Credentials, from: &Origin) -> Result<SignedInSession> {
        let login = credentials.login.trim().to_lowercase();
        let found = self.store.user_by_login(&login).await?.filter(|user| !user.disabled);
        let mut counted = vec![
            Counted::UserAt(login.clone(), from.address.clone()),
            Counted::Address(from.address.clone()),
        ];
        if !self.was_here(found.as_ref(), from).await? {
            counted.push(Counted::User(login));
        }
        self.slowdown
            .take(&counted, Instant::now())
            .map_err(|wait_s| AppError::SignIn(SignInFault::Slow(wait_s)))?;
        let kept = found.as_ref().and_then(|user| user.password_hash.as_deref());
        let same = self.passwords.compare(&credentials.password, kept).await?;
        let (Some(mut user), false) = (found, same == Comparison::Different) else {
            self.note_failure(None, from, "password").await?;
            return Err(AppError::SignIn(SignInFault::Wrong));
        };
        if let Err(fault) = self.second_factor(&user, credentials.code.as_deref()).await? {
            // The right password is no failure of passwords; codes have a bucket of their own.
            self.slowdown.give_back(&counted, Instant::now());
            if fault == SignInFault::CodeWrong {
                self.note_failure(Some(&user), from, "code").await?;
            }
            return Err(AppError::SignIn(fault));
        }
        self.slowdown.give_back(&counted, Instant::now());
        // The step of the code was noted in the meantime: not to be written over.
        if let Some(now) = self.store.user(&user.id).await? {
            user = now;
        }
        if let Comparison::Rehashed(new) = same {
            user.password_hash = Some(new);
        }
        self.admit(user, from, "password").await
    }

    /// Begins a session for somebody whose word was believed, by whatever means.
    pub(crate) async fn admit(
        &self,
        mut user: UserRecord,
        from: &Origin,
        means: &str,
    ) -> Result<SignedInSession> {
        user.signed_in_at_us = Some(now_us());
        let permission = Permission::of(&user, Entrance::Session(String::new()), None);
        let note = self.entry(&permission, "sign_in.done", ("user", &user.id), means);
        self.store.change_user(&user, false, &note).await?;
        let token = self.open_session(&user, &from.device, &from.address).await?;
        let permission = self.enter_by_session(&token).await?;
        let permission = permission.ok_or(AppError::SignIn(SignInFault::Nobody))?;
        Ok(SignedInSession { token, permission })
    }

    /// Ends the session somebody came in by; programs and the owner have none.
    ///
    /// # Errors
    /// The records.
    pub async fn sign_out(&self, permission: &Permission) -> Result<()> {
        if let Entrance::Session(hash) = permission.entrance()
            && let Some((session, _)) = self.store.session(hash).await?
        {
            let note = self.entry(permission, "session.end", ("user", permission.user_id()), "");
            self.store.end_session(permission.user_id(), &session.id, &note).await?;
        }
        Ok(())
    }

    /// Removes sessions whose time is over; the server calls it now and then.
    ///
    /// # Errors
    /// The records.
    pub async fn forget_ended_sessions(&self) -> Result<()> {
        let now = now_us();
        let idle = i64::try_from(self.config.sign_in.idle().as_micros()).unwrap_or(i64::MAX / 4);
        Ok(self.store.forget_sessions(now, now - idle, now - 3_600 * 1_000_000).await?)
    }

    /// True where the user has a session from the address: attempts from elsewhere do not hold the user up there.
    async fn was_here(&self, user: Option<&UserRecord>, from: &Origin) -> Result<bool> {
        let Some(user) = user else { return Ok(false) };
        Ok(self.store.sessions_of(&user.id).await?.iter().any(|session| session.address == from.address))
    }

    /// Nothing where no second factor is asked for, or the code is right.
    async fn second_factor(
        &self,
        user: &UserRecord,
        code: Option<&str>,
    ) -> Result<std::result::Result<(), SignInFault>> {
        let Some(secret) = user.totp_secret.as_deref().filter(|_| user.totp_confirmed) else {
            return Ok(Ok(()));
        };
        let Some(code) = code.map(str::trim).filter(|code| !code.is_empty()) else {
            return Ok(Err(SignInFault::CodeWanted));
        };
        let counted = [Counted::Code(user.id.clone())];
        if let Err(wait_s) = self.slowdown.take(&counted, Instant::now()) {
            return Ok(Err(SignInFault::Slow(wait_s)));
        }
        if self.use_code(&user.id, secret, code).await? {
            self.slowdown.give_back(&counted, Instant::now());
            return Ok(Ok(()));
        }
        Ok(Err(SignInFault::CodeWrong))
    }

    /// True if the code is right and was not used before; it is used up by this.
    pub(crate) async fn use_code(&self, user_id: &str, secret: &str, code: &str) -> Result<bool> {
        match account::totp_step(secret, code, now_us())? {
            Some(step) => Ok(self.store.use_totp_step(user_id, step).await?),
            None => {
                let hash = account::recovery_hash(user_id, code);
                Ok(self.store.use_recovery_code(user_id, &hash).await?)
            }
        }
    }

    /// A failure is noted without the name that was typed: people type their passwords there.
    pub(super) async fn note_failure(
        &self,
        user: Option<&UserRecord>,
        from: &Origin,
        what: &str,
    ) -> Result<()> {
        let entry = AuditEntry {
            at_us: now_us(),
            action: "sign_in.failed".to_owned(),
            object_kind: "user".to_owned(),
            object_id: user.map(|user| user.id.clone()).unwrap_or_default(),
            details: format!("{what}; from {}", from.address),
            ..AuditEntry::default()
        };
        self.note(entry).await
    }
}

#[cfg(test)]
mod tests;
