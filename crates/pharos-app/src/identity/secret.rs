//! Secrets that are given out once and kept as hashes.

use crate::{AppError, Result};

/// Bytes of a secret: 256 bits.
const BYTES: usize = 32;

/// A new secret of 256 bits in hexadecimal digits, after `prefix`.
pub(crate) fn new(prefix: &str) -> Result<String> {
    let mut bytes = [0_u8; BYTES];
    getrandom::fill(&mut bytes)
        .map_err(|error| AppError::Internal(format!("no random numbers from the system: {error}")))?;
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("{prefix}{digits}"))
}

/// How a secret is kept. A plain hash is enough: nobody guesses 256 random bits.
pub(crate) fn hash(secret: &str) -> String {
    blake3::hash(secret.as_bytes()).to_hex().to_string()
}
