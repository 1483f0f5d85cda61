//! What the records say data files must be, taught to the warehouse as the heads move.

use std::collections::BTreeMap;
use std::sync::Arc;

use pharos_engine::warehouse::{Changes, Heads, Seal, SealedFile};
use pharos_store::{FileChanges, FileSeal, Snapshot};
use tokio::sync::Mutex;

use crate::{App, Result};

/// Per table the sequence up to which its files are known here.
#[derive(Clone, Debug, Default)]
pub(crate) struct Learned(Arc<Mutex<BTreeMap<String, i64>>>);

impl App {
    /// One moment of the records; the warehouse knows the files of its heads.
    pub(crate) async fn snapshot(&self) -> Result<Snapshot> {
        let snapshot = self.store.snapshot().await?;
        let mut learned = self.learned.0.lock().await;
        for (table, sequence) in &snapshot.sequences {
            let known = learned.get(table).copied().unwrap_or(-1);
            let Some(version) = snapshot.heads.get(table).filter(|_| known < *sequence) else { continue };
            let files = self.store.data_files(table, known).await?;
            self.warehouse.learn(files.into_iter().map(|file| sealed(file.seal)));
            let live = self.store.live_files(table, *sequence).await?;
            self.warehouse.expect_files(table, *version, usize::try_from(live).unwrap_or(usize::MAX));
            learned.insert(table.clone(), *sequence);
        }
        Ok(snapshot)
    }

    /// Seals the files of tables that were written before there were seals. Only the writer does so.
    pub(crate) async fn seal_old_files(&self, heads: &Heads, snapshot: &Snapshot) -> Result<()> {
        for (table, sequence) in &snapshot.sequences {
            if 0 < self.store.live_files(table, *sequence).await? {
                continue;
            }
            let files = self.warehouse.seal_all(table, heads).await?;
            if !files.is_empty() {
                tracing::info!(table, files = files.len(), "hashes of older data files are stored");
                let seals: Vec<FileSeal> = files.into_iter().map(seal).collect();
                self.store.seal_files(&seals, *sequence).await?;
            }
        }
        Ok(())
    }
}

/// Changes of files as the records take them.
pub(crate) fn file_changes(changes: Changes) -> FileChanges {
    FileChanges { added: changes.added.into_iter().map(seal).collect(), removed: changes.removed }
}

pub(crate) fn sealed(file: FileSeal) -> SealedFile {
    let seal = Seal { hash: file.hash, entry_hash: file.entry_hash, size: file.size };
    SealedFile { table: file.table, path: file.path, seal }
}

fn seal(file: SealedFile) -> FileSeal {
    FileSeal {
        table: file.table,
        path: file.path,
        hash: file.seal.hash,
        entry_hash: file.seal.entry_hash,
        size: file.seal.size,
    }
}
