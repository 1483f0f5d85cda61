//! What is to be imported.

use std::path::PathBuf;

use pharos_ingest::mapping::Mapping;

/// What is to be imported, in the words of the command line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportRequest {
    /// `table` or a source by name
    pub source: String,
    /// the files, in the order their records come
    pub files: Vec<PathBuf>,
    /// for `table`: how columns become rows
    pub mapping: Option<MappingChoice>,
    /// the name its rows carry; default: the mapping's, else the source's
    pub source_name: Option<String>,
    /// the site its rows belong to
    pub site: Option<String>,
    /// zone of times that have none (IANA name)
    pub tz: Option<String>,
    /// count everything, keep nothing
    pub dry_run: bool,
    /// keep nothing if a record is rejected
    pub strict: bool,
}

/// Where the mapping comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum MappingChoice {
    /// a file; where there is none of that name, the mapping kept under it
    Named(PathBuf),
    /// given with the request
    Given(Box<Mapping>),
}
