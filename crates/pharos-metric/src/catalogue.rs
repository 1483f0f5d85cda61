//! The metrics that ship with the product, and a centre's own beside them.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::check::{CheckError, check};
use crate::file::Metric;
use crate::meaning::Terms;

#[cfg(test)]
mod tests;

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// Named conditions shared by metric files (`catalogue/terms.toml`).
pub const TERMS: &str = include_str!("../catalogue/terms.toml");

/// All metrics that can be asked for.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    metrics: BTreeMap<String, Metric>,
    terms: Terms,
}

/// Why a catalogue cannot be loaded.
#[derive(Debug, Error)]
pub enum CatalogueError {
    /// A file is at fault.
    #[error("{file}: {error}")]
    File {
        /// the file
        file: String,
        /// what is wrong, with the line
        error: CheckError,
    },
    /// The terms cannot be read.
    #[error("terms.toml: {0}")]
    Terms(#[from] toml::de::Error),
    /// Two files with one id.
    #[error("{file}: the id `{id}` is taken; maybe choose a name of your own such as `own.{id}`")]
    Taken {
        /// the file
        file: String,
        /// the id
        id: String,
    },
}

impl Catalogue {
    /// The metrics that ship with the product.
    ///
    /// # Errors
    /// Never in a tested build: every file is checked by a test.
    pub fn built_in() -> Result<Catalogue, CatalogueError> {
        let mut catalogue = Catalogue { metrics: BTreeMap::new(), terms: toml::from_str(TERMS)? };
        for (file, text) in FILES {
            catalogue.add(file, text)?;
        }
        Ok(catalogue)
    }

    /// Adds a metric file.
    ///
    /// # Errors
    /// A file that does not hold (line and cause), or an id that is taken.
    pub fn add(&mut self, file: &str, text: &str) -> Result<&Metric, CatalogueError> {
        let metric = check(text, &self.terms)
            .map_err(|error| CatalogueError::File { file: file.to_owned(), error })?;
        if self.metrics.contains_key(&metric.id) {
            return Err(CatalogueError::Taken { file: file.to_owned(), id: metric.id });
        }
        let id = metric.id.clone();
        Ok(self.metrics.entry(id).or_insert(metric))
    }

    /// The metric of that id.
    pub fn get(&self, id: &str) -> Option<&Metric> {
        self.metrics.get(id)
    }

    /// The known id nearest to what was typed.
    pub fn nearest(&self, id: &str) -> Option<String> {
        crate::expression::nearest(id, self.metrics.keys().map(String::as_str))
    }

    /// All metrics, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Metric> {
        self.metrics.values()
    }

    /// Terms by relation and name.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }
}
