//! What a mapping is: how a file is read and how its columns become rows of fact tables.
//!
//! The text is TOML; right-hand sides are SQL over the source's columns. Source columns are addressed by header name (a
//! doubled header becomes `name_2`) or by position (`column_7`, from 1). This module checks the shape and the names of
//! fact tables and columns; whether the SQL holds is the engine's to say.

mod check;
mod write;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A whole mapping.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Default name of the source; `--source-name` wins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How the file is read; what is left out is recognised from its first bytes.
    #[serde(default)]
    pub read: ReadSettings,
    /// The zone of times without one; `--tz` wins.
    #[serde(default)]
    pub zone: ZoneSettings,
    /// The fact tables each record feeds, in this order.
    #[serde(default, rename = "target")]
    pub targets: Vec<Target>,
}

/// How a file is read. `None` means: recognise it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadSettings {
    /// The file's format.
    pub format: Option<Format>,
    /// One ASCII character between fields.
    pub delimiter: Option<String>,
    /// Encoding by its WHATWG label: `utf-8`, `utf-16le`, `windows-1255`, `gb18030`, `big5`, ...
    pub encoding: Option<String>,
    /// `true`: 1.234,5 is one thousand two hundred thirty-four and a half.
    pub decimal_comma: Option<bool>,
    /// Sheet of a workbook; the first with more than one row where none is named.
    pub sheet: Option<String>,
    /// The first record holds the names of the columns.
    pub header: Option<bool>,
}

/// Formats of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Comma- or semicolon-separated text (RFC 4180 quoting).
    Csv,
    /// Tab-separated text.
    Tsv,
    /// Excel workbook.
    Xlsx,
    /// One JSON object a line.
    Jsonl,
    /// Parquet.
    Parquet,
}

/// The zone of times without one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZoneSettings {
    /// IANA name such as `Asia/Jerusalem`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tz: Option<String>,
}

/// Rows of one fact table made from the source's records.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The fact table.
    pub table: String,
    /// SQL condition of the records kept; NULL keeps nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// The name under which left-out records are counted; `filter` where none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter_reason: Option<String>,
    /// SQL text expression that identifies the row within its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The key is a hash of the record's text: for sources without a natural key.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub row_hash: bool,
    /// SQL whole number: the source's own version of the row, the greatest wins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// SQL per column of the fact table.
    #[serde(default)]
    pub columns: BTreeMap<String, String>,
}

/// Why a mapping was refused.
#[derive(Debug, Error, PartialEq)]
#[error("mapping, line {line}: {cause}")]
pub struct MappingError {
    /// Line in the text, from 1.
    pub line: usize,
    /// What is wrong, the value, and what may help.
    pub cause: String,
}

impl Mapping {
    /// Reads a mapping and checks everything that can be checked without the source: TOML, known settings, fact tables and
    /// their columns, a key or `row_hash` per target, delimiter, encoding and zone.
    ///
    /// # Errors
    /// [`MappingError`] with the line and the nearest known name.
    pub fn parse(text: &str) -> Result<Mapping, MappingError> {
        let mapping: Mapping = toml::from_str(text).map_err(|error| MappingError {
            line: error.span().map_or(1, |span| check::line_at(text, span.start)),
            cause: error.message().to_owned(),
        })?;
        check::check(&mapping, text)?;
        Ok(mapping)
    }

    /// The mapping as TOML: [`Mapping::parse`] of it gives the same mapping. Columns stand in the order of their table.
    pub fn to_toml(&self) -> String {
        write::write(self)
    }
}

impl Target {
    /// `true` where an expression looks beyond its own record (a window, `... OVER (...)`): such a target needs the whole
    /// file at once instead of batch after batch.
    pub fn needs_whole_file(&self) -> bool {
        let expressions =
            [&self.filter, &self.key, &self.version].into_iter().flatten().chain(self.columns.values());
        expressions.into_iter().any(|sql| check::has_window(sql))
    }
}

#[cfg(test)]
mod tests;
