//! Texts that a spreadsheet would run as a formula: made harmless on the way out, plain again on the way in.

use std::borrow::Cow;

/// A text is run as a formula where it begins so (OWASP, CSV injection; full-width signs are taken alike in East Asian locales).
const STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'];

/// The text with an apostrophe before it where a spreadsheet would run it: "text follows". Numbers are no texts: never give
/// one to this function.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(STARTS) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text as it was before [`harmless`].
pub fn plain(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(STARTS) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests;
