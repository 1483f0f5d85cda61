//! What can be chosen when a file is imported.

use std::collections::BTreeMap;

use pharos_ingest::sources::SOURCES;
use pharos_schema::{Column, Kind, TABLES};

use super::own::may_bring;
use super::settings::{INTERVAL_REPORT, TABLE};
use crate::{App, Permission, Result};

/// What can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportOptions {
    /// kinds of sources, tables first
    pub sources: Vec<&'static str>,
    /// fact tables a mapping can feed
    pub tables: Vec<TableView>,
    /// time zone by site
    pub sites: BTreeMap<String, String>,
    /// the centre's time zone; `None`: nobody has said
    pub time_zone: Option<String>,
    /// longest file that is taken, bytes
    pub bytes_max: u64,
}

/// A fact table as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableView {
    /// its name
    pub name: &'static str,
    /// what a row is
    pub doc: &'static str,
    /// its columns: name, kind (text, instant, seconds, number, count, flag), meaning
    pub columns: Vec<(&'static str, &'static str, &'static str)>,
}

impl App {
    /// What can be chosen when a file is imported.
    ///
    /// # Errors
    /// The records.
    pub async fn import_options(&self, permission: &Permission) -> Result<ImportOptions> {
        permission.require_import()?;
        let centre = self.settings(&self.store.centre().await?);
        let systems = SOURCES.iter().map(|source| source.name());
        let column = |it: &Column| (it.name, reading(it.kind), it.doc);
        Ok(ImportOptions {
            sources: [TABLE, INTERVAL_REPORT].into_iter().chain(systems).collect(),
            tables: TABLES
                .iter()
                .filter(|table| table.name != "source_events" && may_bring(permission, table.name))
                .map(|table| TableView {
                    name: table.name,
                    doc: table.doc,
                    columns: table.columns.iter().map(column).collect(),
                })
                .collect(),
            sites: centre.sites,
            time_zone: centre.time_zone,
            bytes_max: self.config.upload_bytes_max,
        })
    }
}

/// How a source's column is read to feed one of that kind.
fn reading(kind: Kind) -> &'static str {
    match kind {
        Kind::Seconds => "seconds",
        other => other.word(),
    }
}
