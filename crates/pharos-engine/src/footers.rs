//! What data files say of themselves at their end, kept from question to question: a year of days is some hundred files, and
//! reading their ends again takes longer than a small answer.

use std::sync::Arc;

use datafusion::execution::cache::cache_manager::{CacheManager, CacheManagerConfig};

/// Bytes of footers that are kept; some hundred kilobytes for a file of many groups of rows, the least asked for go first.
const FOOTERS: usize = 128 << 20;
/// Bytes of the statistics read from them.
const STATISTICS: usize = 64 << 20;

/// Footers and statistics of files, which never change: a file is known by its path, and read again where its size or its
/// time is another.
#[derive(Clone, Debug)]
pub(crate) struct Footers(Option<Arc<CacheManager>>);

impl Footers {
    /// An empty store; one that cannot be made keeps nothing.
    pub(crate) fn new() -> Footers {
        Footers(CacheManager::try_new(&limits()).ok())
    }

    /// How a question's environment finds what is kept.
    pub(crate) fn config(&self) -> CacheManagerConfig {
        match &self.0 {
            None => CacheManagerConfig::default(),
            Some(kept) => limits()
                .with_file_metadata_cache(Some(kept.get_file_metadata_cache()))
                .with_file_statistics_cache(kept.get_file_statistic_cache()),
        }
    }
}

fn limits() -> CacheManagerConfig {
    CacheManagerConfig::default()
        .with_metadata_cache_limit(FOOTERS)
        .with_file_statistics_cache_limit(STATISTICS)
}
