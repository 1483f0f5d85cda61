//! What people keep themselves: password, second factor, sessions, tokens of programs.

use std::time::Instant;

use pharos_store::ApiTokenRecord;
use serde::Serialize;
use totp_rs::{Algorithm, Builder, Secret, Totp};

use super::door::TOKEN_PREFIX;
use super::password::{self, Comparison};
use super::slowdown::Counted;
use super::{SignInFault, secret};
use crate::{Action, App, AppError, Entrance, Permission, Reason, Result, now_us, rfc3339};

/// Recovery codes given out at a time.
const RECOVERY_CODES: usize = 10;
/// Days a token of a program lives at most.
const TOKEN_DAYS_MAX: u32 = 366;
/// Name authenticator apps show.
const ISSUER: &str = "Pharos";
const DAY_US: i64 = 24 * 3_600 * 1_000_000;

/// A session as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SessionView {
    /// names it
    pub id: String,
    /// RFC 3339
    pub created_at: String,
    /// RFC 3339, to the minute
    pub seen_at: String,
    /// what the browser says it is
    pub device: String,
    /// network address it began from
    pub address: String,
    /// the session that asks
    pub current: bool,
}

/// A second factor on its way: it is asked for once a first code has confirmed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SecondFactor {
    /// the secret in base 32, for typing in
    pub secret: String,
    /// the same as an address that authenticator apps read
    pub address: String,
    /// the address as a picture to be scanned (QR code), SVG
    pub picture: String,
}

/// A token to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewApiToken {
    /// what it is for
    pub name: String,
    /// what it opens: no more than its user may
    pub actions: Vec<Action>,
    /// days until it opens nothing
    pub days: u32,
    /// the machine user it is for; the own user where `None`
    pub user_id: Option<String>,
}

/// A token as shown. The token itself is told once, when it is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ApiTokenView {
    /// names it
    pub id: String,
    /// whose it is
    pub user_id: String,
    /// what it is for
    pub name: String,
    /// words of actions
    pub actions: Vec<String>,
    /// RFC 3339
    pub created_at: String,
    /// RFC 3339
    pub expires_at: String,
    /// RFC 3339, to the minute
    pub used_at: Option<String>,
}

impl App {
    /// Changes the own password; all other sessions end.
    ///
    /// # Errors
    /// The old one is wrong; the new one will not do; too many attempts.
    pub async fn change_password(&self, permission: &Permission, old: &str, new: &str) -> Result<()> {
        permission.require(Action::UseAccount)?;
        let mut user = self.own_user(permission).await?;
        self.check_own_password(permission, old).await?;
        password::check(new, &[&user.login, &user.name])?;
        user.password_hash = Some(self.passwords.hash(new).await?);
        let note = self.entry(permission, "account.password", ("user", &user.id), "");
        self.store.change_user(&user, false, &note).await?;
        if let Entrance::Session(hash) = permission.entrance() {
            self.store.end_other_sessions(&user.id, hash).await?;
        }
        Ok(())
    }

    /// Begins a second factor: a new secret, asked for once [`App::confirm_second_factor`] has seen a first code.
    ///
    /// # Errors
    /// The password is wrong; one is in use already.
    pub async fn begin_second_factor(&self, permission: &Permission, word: &str) -> Result<SecondFactor> {
        permission.require(Action::UseAccount)?;
        let mut user = self.own_user(permission).await?;
        self.check_own_password(permission, word).await?;
        if user.totp_confirmed {
            return Err(AppError::refused(
                Reason::SecondFactorOn,
                "a second factor is in use; maybe switch it off first",
            ));
        }
        let mut bytes = [0_u8; 20];
        getrandom::fill(&mut bytes).map_err(|error| AppError::Internal(error.to_string()))?;
        let secret = Secret::from(bytes.to_vec());
        user.totp_secret = Some(secret.to_base32());
        let note = self.entry(permission, "account.second_factor.begin", ("user", &user.id), "");
        self.store.change_user(&user, false, &note).await?;
        let secret = secret.to_base32();
        let login = user.login.replace('@', "%40").replace('+', "%2B");
        let address = format!("otpauth://totp/{ISSUER}:{login}?secret={secret}&issuer={ISSUER}");
        let picture = picture(&address)?;
        Ok(SecondFactor { secret, address, picture })
    }

    /// Switches the second factor on with a first code; gives the recovery codes, told once.
    ///
    /// # Errors
    /// A wrong code; nothing was begun; too many attempts.
    pub async fn confirm_second_factor(&self, permission: &Permission, code: &str) -> Result<Vec<String>> {
        permission.require(Action::UseAccount)?;
        let user = self.own_user(permission).await?;
        let Some(secret) = user.totp_secret.as_deref().filter(|_| !user.totp_confirmed) else {
            return Err(AppError::refused(
                Reason::SecondFactorNotBegun,
                "no second factor was begun; maybe begin one first",
            ));
        };
        let counted = [Counted::Code(user.id.clone())];
        self.slowdown
            .take(&counted, Instant::now())
            .map_err(|wait_s| AppError::SignIn(SignInFault::Slow(wait_s)))?;
        let step = totp_step(secret, code, now_us())?;
        let Some(step) = step else {
            return Err(AppError::refused(Reason::CodeWrong, SignInFault::CodeWrong.to_string()));
        };
        if !self.store.use_totp_step(&user.id, step).await? {
            return Err(AppError::refused(Reason::CodeWrong, SignInFault::CodeWrong.to_string()));
        }
        self.slowdown.give_back(&counted, Instant::now());
        let codes = recovery_codes()?;
        let hashes: Vec<String> = codes.iter().map(|code| recovery_hash(&user.id, code)).collect();
        self.store.set_recovery_codes(&user.id, &hashes).await?;
        let mut user = self.own_user(permission).await?;
        user.totp_confirmed = true;
        let note = self.entry(permission, "account.second_factor.on", ("user", &user.id), "");
        self.store.change_user(&user, false, &note).await?;
        Ok(codes)
    }

    /// Switches the second factor off.
    ///
    /// # Errors
    /// The password is wrong; too many attempts.
    pub async fn end_second_factor(&self, permission: &Permission, word: &str) -> Result<()> {
        permission.require(Action::UseAccount)?;
        let mut user = self.own_user(permission).await?;
        self.check_own_password(permission, word).await?;
        (user.totp_secret, user.totp_confirmed) = (None, false);
        let note = self.entry(permission, "account.second_factor.off", ("user", &user.id), "");
        self.store.change_user(&user, false, &note).await?;
        Ok(self.store.set_recovery_codes(&user.id, &[]).await?)
    }

    /// Recovery codes left; `None` where no second factor is in use.
    ///
    /// # Errors
    /// The records.
    pub async fn recovery_codes_left(&self, permission: &Permission) -> Result<Option<u64>> {
        let Some(user) = self.store.user(permission.user_id()).await? else { return Ok(None) };
        if !user.totp_confirmed {
            return Ok(None);
        }
        Ok(Some(self.store.recovery_codes_left(&user.id).await?))
    }

    /// The own sessions, the newest first.
    ///
    /// # Errors
    /// The records.
    pub async fn own_sessions(&self, permission: &Permission) -> Result<Vec<SessionView>> {
        permission.require(Action::UseAccount)?;
        let sessions =
            self.store.sessions_of(permission.user_id()).await?.into_iter().map(|session| SessionView {
                current: *permission.entrance() == Entrance::Session(session.token_hash),
                id: session.id,
                created_at: rfc3339(session.created_at_us),
                seen_at: rfc3339(session.seen_at_us),
                device: session.device,
                address: session.address,
            });
        Ok(sessions.collect())
    }

    /// Ends one of the own sessions.
    ///
    /// # Errors
    /// An unknown one; the records.
    pub async fn end_own_session(&self, permission: &Permission, id: &str) -> Result<()> {
        permission.require(Action::UseAccount)?;
        let note = self.entry(permission, "session.end", ("user", permission.user_id()), "");
        if self.store.end_session(permission.user_id(), id, &note).await? {
            return Ok(());
        }
        Err(AppError::NotFound { what: "session", name: id.to_owned(), advice: String::new() })
    }

    /// Makes a token for a program; the token is told once.
    ///
    /// # Errors
    /// A right the user does not have; a span that is too long; another user's without the right to manage users.
    pub async fn add_api_token(
        &self,
        permission: &Permission,
        new: &NewApiToken,
    ) -> Result<(String, ApiTokenView)> {
        permission.require(Action::UseAccount)?;
        let user_id = new.user_id.clone().unwrap_or_else(|| permission.user_id().to_owned());
        if user_id != permission.user_id() {
            permission.require(Action::ManageUsers)?;
        }
        let user = self.known_user(&user_id).await?;
        let owner = Permission::of(&user, Entrance::Owner, None);
        if let Some(beyond) = new.actions.iter().find(|action| !owner.may(**action)) {
            return Err(AppError::refused(
                Reason::TokenBeyond,
                format!(
                    "the token cannot open `{}`: its user may not do that; maybe another role",
                    beyond.as_str()
                ),
            ));
        }
        if new.name.trim().is_empty() || 100 < new.name.chars().count() {
            return Err(AppError::refused(Reason::NameLength, "a token has a name of 1 to 100 characters")
                .with("most", 100));
        }
        if new.actions.is_empty() {
            let words = "a token opens something; maybe choose what its program may do";
            return Err(AppError::refused(Reason::TokenEmpty, words));
        }
        if new.days == 0 || TOKEN_DAYS_MAX < new.days {
            let words = format!("a token lives for 1 to {TOKEN_DAYS_MAX} days, not {}", new.days);
            return Err(AppError::refused(Reason::DaysRange, words)
                .with("least", 1)
                .with("most", TOKEN_DAYS_MAX));
        }
        let token = secret::new(TOKEN_PREFIX)?;
        let now = now_us();
        let record = ApiTokenRecord {
            id: uuid::Uuid::new_v4().simple().to_string(),
            token_hash: secret::hash(&token),
            user_id,
            name: new.name.trim().to_owned(),
            actions: new.actions.iter().map(|action| action.as_str().to_owned()).collect(),
            created_at_us: now,
            expires_at_us: now + i64::from(new.days) * DAY_US,
            used_at_us: None,
        };
        let details = format!(
            "{} for {} until {}",
            record.name,
            record.actions.join(","),
            rfc3339(record.expires_at_us)
        );
        let note = self.entry(permission, "token.add", ("user", &record.user_id), &details);
        self.store.add_api_token(&record, &note).await?;
        Ok((token, token_view(record)))
    }

    /// Tokens of programs: the own ones, or with the right to manage users all of them.
    ///
    /// # Errors
    /// The records.
    pub async fn api_tokens(&self, permission: &Permission) -> Result<Vec<ApiTokenView>> {
        permission.require(Action::UseAccount)?;
        let own = (!permission.may(Action::ManageUsers)).then(|| permission.user_id());
        Ok(self.store.api_tokens(own).await?.into_iter().map(token_view).collect())
    }

    /// Takes a token back: from then on it opens nothing.
    ///
    /// # Errors
    /// An unknown one, or another's without the right to manage users.
    pub async fn remove_api_token(&self, permission: &Permission, id: &str) -> Result<()> {
        permission.require(Action::UseAccount)?;
        let own = (!permission.may(Action::ManageUsers)).then(|| permission.user_id());
        let note = self.entry(permission, "token.remove", ("token", id), "");
        if self.store.remove_api_token(own, id, &note).await? {
            return Ok(());
        }
        Err(AppError::NotFound { what: "token", name: id.to_owned(), advice: String::new() })
    }

    async fn own_user(&self, permission: &Permission) -> Result<pharos_store::UserRecord> {
        self.store.user(permission.user_id()).await?.ok_or_else(|| {
            AppError::refused(
                Reason::NoAccount,
                "the owner of the data folder has no account; maybe make a user and sign in",
            )
        })
    }

    /// Whoever changes the account proves the password again, under the same brakes as at the door.
    async fn check_own_password(&self, permission: &Permission, word: &str) -> Result<()> {
        let user = self.own_user(permission).await?;
        let counted = [Counted::UserAt(user.login.clone(), "account".to_owned())];
        self.slowdown
            .take(&counted, Instant::now())
            .map_err(|wait_s| AppError::SignIn(SignInFault::Slow(wait_s)))?;
        if self.passwords.compare(word, user.password_hash.as_deref()).await? == Comparison::Different {
            return Err(AppError::refused(
                Reason::PasswordNotYours,
                "the password is not yours; maybe it is mistyped",
            ));
        }
        self.slowdown.give_back(&counted, Instant::now());
        Ok(())
    }
}

/// A text as a QR code (ISO/IEC 18004) with the quiet zone around it: black on white whatever the theme, since phones read no
/// other.
fn picture(text: &str) -> Result<String> {
    use qrcode::render::svg;
    let code = qrcode::QrCode::new(text).map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(code
        .render::<svg::Color>()
        .quiet_zone(true)
        .module_dimensions(4, 4)
        .dark_color(svg::Color("#000000"))
        .light_color(svg::Color("#ffffff"))
        .build())
}

/// The step a code belongs to: 30 seconds each, the one before and after count as well; `None`: a wrong code.
pub(super) fn totp_step(secret: &str, code: &str, now_us: i64) -> Result<Option<i64>> {
    let digits: String = code.chars().filter(|it| !it.is_whitespace()).collect();
    let seconds = u64::try_from(now_us / 1_000_000).unwrap_or(0);
    Ok(totp(secret)?.check(&digits, seconds).and_then(|step| i64::try_from(step).ok()))
}

fn totp(secret: &str) -> Result<Totp> {
    let damaged = |error: String| AppError::Internal(format!("a stored second factor: {error}"));
    let secret = Secret::try_from_base32(secret).map_err(|error| damaged(error.to_string()))?;
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(30)
        .with_secret(secret)
        .build()
        .map_err(|error| damaged(error.to_string()))
}

/// How a recovery code is kept: 80 random bits need no slow hash; blanks, hyphens and case do not matter.
pub(super) fn recovery_hash(user_id: &str, code: &str) -> String {
    let code: String =
        code.chars().filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase()).collect();
    secret::hash(&format!("{user_id}/{code}"))
}

fn recovery_codes() -> Result<Vec<String>> {
    (0..RECOVERY_CODES)
        .map(|_| {
            let secret = secret::new("")?;
            Ok(secret.as_bytes()[..20].chunks(5).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-"))
        })
        .collect()
}

fn token_view(record: ApiTokenRecord) -> ApiTokenView {
    ApiTokenView {
        id: record.id,
        user_id: record.user_id,
        name: record.name,
        actions: record.actions,
        created_at: rfc3339(record.created_at_us),
        expires_at: rfc3339(record.expires_at_us),
        used_at: record.used_at_us.map(rfc3339),
    }
}

#[cfg(test)]
mod tests;
