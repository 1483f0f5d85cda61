//! Coming in: from a session's or program's token to a permission, made from the records as they are at that moment. A
//! change of rights therefore holds with the next request.

use std::time::Duration;

use pharos_store::{SessionRecord, UserRecord};

use super::secret;
use crate::{App, Entrance, Permission, Result, now_us};

/// Tokens of programs begin so: they are told from others, and found by scanners of leaked secrets.
pub(crate) const TOKEN_PREFIX: &str = "pharos_";
/// Uses are noted to the minute, not with every request.
const SEEN_EVERY_US: i64 = 60 * 1_000_000;

/// Why nobody came in. The words never say whether it was the name, the password, or the second factor that was missing a
/// user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignInFault {
    /// name and password do not belong together, or the user is disabled
    #[error("name and password do not belong together")]
    Wrong,
    /// the password is right; a code of the second factor is wanted
    #[error("a code of the second factor is wanted")]
    CodeWanted,
    /// the code is wrong or was used before
    #[error("the code is wrong or was used before")]
    CodeWrong,
    /// too many attempts; seconds to wait
    #[error("too many attempts; try again in {0} s")]
    Slow(u64),
    /// the identity provider did not vouch for anybody, or its answer does not hold
    #[error("the identity provider did not sign anybody in; the log of the server says more")]
    Provider,
    /// the identity provider vouches for somebody who is not let in here
    #[error("the identity provider vouches for somebody who is no user here")]
    NoUser,
    /// nobody is signed in
    #[error("nobody is signed in")]
    Nobody,
}

impl App {
    /// Who comes in with a session's token; `None` where it has ended or never was.
    ///
    /// # Errors
    /// The records.
    pub async fn enter_by_session(&self, token: &str) -> Result<Option<Permission>> {
        let hash = secret::hash(token);
        let Some((session, user)) = self.store.session(&hash).await? else { return Ok(None) };
        let now = now_us();
        if !is_open(&session, now, self.config.sign_in.idle()) || user.disabled {
            return Ok(None);
        }
        if session.seen_at_us + SEEN_EVERY_US <= now {
            self.store.see_session(&hash, now).await?;
        }
        Ok(Some(Permission::of(&user, Entrance::Session(hash), None)))
    }

    /// Who comes in with the token of a program; `None` where it has run out, was taken back, or never was.
    ///
    /// # Errors
    /// The records.
    pub async fn enter_by_token(&self, token: &str) -> Result<Option<Permission>> {
        if !token.starts_with(TOKEN_PREFIX) {
            return Ok(None);
        }
        let Some((record, user)) = self.store.api_token(&secret::hash(token)).await? else { return Ok(None) };
        let now = now_us();
        if record.expires_at_us <= now || user.disabled {
            return Ok(None);
        }
        if record.used_at_us.is_none_or(|used| used + SEEN_EVERY_US <= now) {
            self.store.see_api_token(&record.id, now).await?;
        }
        Ok(Some(Permission::of(&user, Entrance::Token(record.id.clone()), Some(&record.actions))))
    }

    /// Begins a session for a user whose word was believed; gives its token, which is kept nowhere.
    pub(crate) async fn open_session(
        &self,
        user: &UserRecord,
        device: &str,
        address: &str,
    ) -> Result<String> {
        let token = secret::new("")?;
        let now = now_us();
        let absolute = i64::try_from(self.config.sign_in.absolute().as_micros()).unwrap_or(i64::MAX / 4);
        let session = SessionRecord {
            token_hash: secret::hash(&token),
            id: uuid::Uuid::new_v4().simple().to_string(),
            user_id: user.id.clone(),
            created_at_us: now,
            seen_at_us: now,
            ends_at_us: now.saturating_add(absolute),
            device: device.chars().take(200).collect(),
            address: address.to_owned(),
        };
        let permission = Permission::of(user, Entrance::Session(session.token_hash.clone()), None);
        let note = self.entry(&permission, "session.begin", ("user", &user.id), "");
        self.store.add_session(&session, &note).await?;
        Ok(token)
    }
}

/// A session is open until its end, and as long as it is used.
fn is_open(session: &SessionRecord, now_us: i64, idle: Duration) -> bool {
    let idle = i64::try_from(idle.as_micros()).unwrap_or(i64::MAX / 4);
    now_us < session.ends_at_us && now_us < session.seen_at_us.saturating_add(idle)
}
