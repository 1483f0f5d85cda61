//! What can be checked of a mapping without its source.

use encoding_rs::Encoding;
use pharos_calendar::Zone;
use pharos_schema::{TABLES, table};

use super::{Mapping, MappingError, Target};

/// Line (from 1) of a byte offset.
pub(super) fn line_at(text: &str, offset: usize) -> usize {
    text.as_bytes()[..offset.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}

pub(super) fn check(mapping: &Mapping, text: &str) -> Result<(), MappingError> {
    if mapping.targets.is_empty() {
        return fail(text, "", "no [[target]]: a mapping names at least one fact table".to_owned());
    }
    check_read(mapping, text)?;
    if let Some(tz) = &mapping.zone.tz
        && let Err(error) = Zone::get(tz)
    {
        return fail(text, "tz", error.to_string());
    }
    let lines = target_lines(text);
    for (index, target) in mapping.targets.iter().enumerate() {
        check_target(target, &TargetText { text, from: lines.get(index).copied().unwrap_or(0) })?;
    }
    Ok(())
}

/// `true` where SQL has a window: the word OVER before a parenthesis, outside quotes.
pub(super) fn has_window(sql: &str) -> bool {
    let mut quote = None;
    let mut plain = String::with_capacity(sql.len());
    for character in sql.chars() {
        match quote {
            Some(open) if character == open => quote = None,
            Some(_) => continue,
            None if character == '\'' || character == '"' => quote = Some(character),
            None => {}
        }
        plain.push(character.to_ascii_lowercase());
    }
    let mut words = plain.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let bare = word.trim_start_matches(')');
        if bare.starts_with("over(") || word.contains(")over(") {
            return true;
        }
        if bare == "over" && words.peek().is_some_and(|next| next.starts_with('(')) {
            return true;
        }
    }
    false
}

fn check_read(mapping: &Mapping, text: &str) -> Result<(), MappingError> {
    let read = &mapping.read;
    if let Some(delimiter) = &read.delimiter {
        let bytes = delimiter.as_bytes();
        if bytes.len() != 1 || !bytes[0].is_ascii() || matches!(bytes[0], b'"' | b'\n' | b'\r') {
            let cause = format!("delimiter {delimiter:?} is not one ASCII character; maybe \"\\t\" or \";\"");
            return fail(text, "delimiter", cause);
        }
    }
    if let Some(label) = &read.encoding
        && Encoding::for_label(label.as_bytes()).is_none()
    {
        let cause =
            format!("unknown encoding {label:?}; maybe utf-8, utf-16le, windows-1255, gb18030 or big5");
        return fail(text, "encoding", cause);
    }
    Ok(())
}

fn check_target(target: &Target, place: &TargetText<'_>) -> Result<(), MappingError> {
    let Some(known) = table(&target.table) else {
        let nearest = nearest_name(&target.table, TABLES.iter().map(|table| table.name));
        return place.fail("table", format!("no fact table `{}`; maybe `{nearest}`", target.table));
    };
    if target.key.is_some() == target.row_hash {
        let cause = if target.row_hash {
            "both `key` and `row_hash`: one of them names the row"
        } else {
            "neither `key` nor `row_hash = true`: without one the same file twice would count twice"
        };
        return place.fail(if target.row_hash { "row_hash" } else { "table" }, cause.to_owned());
    }
    if target.filter_reason.is_some() && target.filter.is_none() {
        return place.fail("filter_reason", "`filter_reason` without `filter`".to_owned());
    }
    for (name, sql) in &target.columns {
        if known.column(name).is_none() {
            let nearest = nearest_name(name, known.all_columns().map(|column| column.name));
            return place.fail(name, format!("{} has no column `{name}`; maybe `{nearest}`", known.name));
        }
        if matches!(name.as_str(), "key" | "source_name" | "source_version" | "ingest_seq") {
            let cause =
                format!("`{name}` is set by the import; use `key`, `version` or `source` of the mapping");
            return place.fail(name, cause);
        }
        if sql.trim().is_empty() {
            return place
                .fail(name, format!("`{name}` is empty; leave the line out where the source cannot say"));
        }
    }
    Ok(())
}

fn nearest_name<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> &'a str {
    let wanted = wanted.to_lowercase();
    names
        .max_by(|a, b| strsim::jaro_winkler(&wanted, a).total_cmp(&strsim::jaro_winkler(&wanted, b)))
        .unwrap_or("")
}

/// The text of one `[[target]]` block, to find the line a name stands on.
struct TargetText<'a> {
    text: &'a str,
    /// Index of the block's first line, from 0.
    from: usize,
}

impl TargetText<'_> {
    fn fail(&self, name: &str, cause: String) -> Result<(), MappingError> {
        Err(MappingError { line: line_of_name(self.text, self.from, name).unwrap_or(self.from + 1), cause })
    }
}

fn fail(text: &str, name: &str, cause: String) -> Result<(), MappingError> {
    Err(MappingError { line: line_of_name(text, 0, name).unwrap_or(1), cause })
}

/// The line (from 1) at or after line index `from` that sets `name`.
fn line_of_name(text: &str, from: usize, name: &str) -> Option<usize> {
    if name.is_empty() {
        return None;
    }
    text.lines().enumerate().skip(from).find_map(|(index, line)| {
        let sets_name = line.split(['{', ',', '[', ']']).any(|part| {
            part.split_once('=').is_some_and(|(left, _)| left.trim().trim_matches(['"', '\'']) == name)
        });
        sets_name.then_some(index + 1)
    })
}

/// Line indices (from 0) of the `[[target]]` headings.
fn target_lines(text: &str) -> Vec<usize> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| line.trim_start().starts_with("[[") && line.contains("target"))
        .map(|(index, _)| index)
        .collect()
}
