//! Who may read files that are about to be removed: backups hold a shared lock, removing wants it alone.

use std::fs::File;

use crate::{App, AppError, Result};

const LOCK_FILE: &str = "keep.lock";

impl App {
    /// Waits until no backup copies files; until the lock is dropped none begins.
    pub(crate) async fn keep_backups_out(&self) -> Result<File> {
        self.keep_lock(false).await
    }

    /// No file is removed while this lives.
    pub(crate) async fn keep_files(&self) -> Result<File> {
        self.keep_lock(true).await
    }

    async fn keep_lock(&self, is_shared: bool) -> Result<File> {
        let path = self.config.data.join(LOCK_FILE);
        let work = move || {
            let options = File::options().create(true).truncate(false).write(true).open(&path);
            let locked = options
                .and_then(|file| if is_shared { file.lock_shared() } else { file.lock() }.map(|()| file));
            locked.map_err(|source| AppError::io(&path, source))
        };
        tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Internal(error.to_string()))?
    }
}
