//! Which system a file comes from, told by its first records.

use std::io::{Cursor, Read};
use std::path::Path;

use pharos_calendar::Zone;

use super::{IngestError, SOURCES, Source, SourceContext};
use crate::readers::unpacked;

/// Bytes looked at.
const HEAD_BYTES: u64 = 1 << 20;
/// Share of the records that must be those of the system: a damaged line among good ones is no other system.
const SHARE_MIN: f64 = 0.8;

/// The system whose export a file looks like; `None` for everything that is read as a table.
///
/// # Errors
/// A file that cannot be read.
pub fn recognise(file: &Path) -> Result<Option<&'static dyn Source>, IngestError> {
    let (name, reader) = unpacked(file)?;
    let mut head = Vec::new();
    reader
        .take(HEAD_BYTES)
        .read_to_end(&mut head)
        .map_err(|error| IngestError::Io { name: name.clone(), error })?;
    Ok(recognise_head(&name, head))
}

/// The system of a file's beginning.
pub(crate) fn recognise_head(name: &str, mut head: Vec<u8>) -> Option<&'static dyn Source> {
    if head.starts_with(b"PK") || head.starts_with(b"PAR1") {
        return None;
    }
    if head.len() as u64 >= HEAD_BYTES
        && let Some(end) = memchr::memrchr(b'\n', &head)
    {
        head.truncate(end + 1);
    }
    let context = SourceContext {
        source_name: name.to_owned(),
        site: String::new(),
        zone: Zone::utc(),
        as_complete_until_us: None,
        aliases: std::collections::BTreeMap::new(),
    };
    let share = |source: &&'static dyn Source| {
        let split = source.split(&mut Cursor::new(head.as_slice()), name, &context).ok()?;
        let known = split.records.len() as f64;
        let share = known / (known + split.rejects.len() as f64);
        (known > 0.0 && share >= SHARE_MIN).then_some(share)
    };
    let found = SOURCES.iter().copied().filter_map(|source| Some((share(&source)?, source)));
    found.max_by(|(left, _), (right, _)| left.total_cmp(right)).map(|(_, source)| source)
}

#[cfg(test)]
mod tests;
