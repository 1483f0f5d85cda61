//! Passwords: what will do, and how they are kept (argon2id, RFC 9106).

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::{AppError, Reason, Result};

mod common;

/// Least characters. Length is what makes a password hard to guess; rules about kinds of characters do not.
const CHARACTERS_MIN: usize = 12;
/// Most characters: a book takes long to hash.
const CHARACTERS_MAX: usize = 256;
/// KiB, passes, lanes: above what OWASP ASVS 5.0 asks for (19456, 2, 1).
const MEMORY_KIB: u32 = 65_536;
const PASSES: u32 = 3;
const LANES: u32 = 1;
/// Passwords hashed at a time: a flood of sign-ins takes no more memory than this many.
const AT_A_TIME: usize = 2;

/// Refuses passwords that are guessed first.
///
/// # Errors
/// Says what is wanted.
pub(crate) fn check(word: &str, about: &[&str]) -> Result<()> {
    let length = word.chars().count();
    if !(CHARACTERS_MIN..=CHARACTERS_MAX).contains(&length) {
        let words = format!(
            "a password has {CHARACTERS_MIN} to {CHARACTERS_MAX} characters, this one {length}; maybe four words that do not belong together"
        );
        return Err(AppError::refused(Reason::PasswordLength, words)
            .with("least", CHARACTERS_MIN)
            .with("most", CHARACTERS_MAX));
    }
    if common::is_common(word, about) {
        return Err(AppError::refused(
            Reason::PasswordCommon,
            "this password is among the first that are guessed; maybe four words that do not belong together",
        ));
    }
    Ok(())
}

/// Hashes and compares, a few at a time.
#[derive(Clone, Debug)]
pub(crate) struct Passwords {
    turns: Arc<Semaphore>,
    /// Hash of a password nobody has: comparing with it takes as long as with a user's.
    nobody: Arc<std::sync::OnceLock<String>>,
}

/// What comparing gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// not the password
    Different,
    /// the password
    Same,
    /// the password, kept by weaker means than today's: its new hash
    Rehashed(String),
}

impl Passwords {
    pub(crate) fn new() -> Passwords {
        Passwords { turns: Arc::new(Semaphore::new(AT_A_TIME)), nobody: Arc::default() }
    }

    /// The PHC string to keep.
    pub(crate) async fn hash(&self, word: &str) -> Result<String> {
        let word = word.to_owned();
        self.in_turn(move || hash(&word)).await?
    }

    /// Compares with what is kept; with `None` it takes as long and is never the same.
    pub(crate) async fn compare(&self, word: &str, kept: Option<&str>) -> Result<Comparison> {
        let (word, kept, nobody) = (word.to_owned(), kept.map(str::to_owned), Arc::clone(&self.nobody));
        self.in_turn(move || {
            let Some(kept) = kept else {
                let nobody = nobody.get_or_init(|| hash("nobody has this password").unwrap_or_default());
                let _ = is(&word, nobody);
                return Ok(Comparison::Different);
            };
            if !is(&word, &kept) {
                return Ok(Comparison::Different);
            }
            if is_weaker(&kept) { Ok(Comparison::Rehashed(hash(&word)?)) } else { Ok(Comparison::Same) }
        })
        .await?
    }

    async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let internal = |error: String| AppError::Internal(error);
        let _turn = self.turns.acquire().await.map_err(|error| internal(error.to_string()))?;
        tokio::task::spawn_blocking(work).await.map_err(|error| internal(error.to_string()))
    }
}

fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None)
        .map_err(|error| AppError::Internal(format!("argon2 parameters: {error}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(word: &str) -> Result<String> {
    let hash = argon2()?.hash_password(word.as_bytes());
    Ok(hash.map_err(|error| AppError::Internal(format!("a password cannot be hashed: {error}")))?.to_string())
}

fn is(word: &str, kept: &str) -> bool {
    PasswordHash::new(kept)
        .is_ok_and(|kept| Argon2::default().verify_password(word.as_bytes(), &kept).is_ok())
}

/// True if the hash was made with less than today's parameters.
fn is_weaker(kept: &str) -> bool {
    let Ok(kept) = PasswordHash::new(kept) else { return true };
    let Ok(params) = Params::try_from(&kept) else { return true };
    params.m_cost() < MEMORY_KIB || params.t_cost() < PASSES
}

#[cfg(test)]
mod tests;
