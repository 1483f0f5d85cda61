//! Files that were sent and wait to be imported: streamed into the spool of the data folder, forgotten after a day.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use tokio::io::AsyncWriteExt;

use crate::{App, AppError, Permission, Reason, Result};

/// A file nobody imported is forgotten after this long.
const KEPT: Duration = Duration::from_secs(24 * 3_600);
/// What is known of the file, beside it.
const ABOUT: &str = "upload.json";
/// The folder the file lies in: its name is the sender's, and must not meet `upload.json`.
const CONTENT: &str = "file";
/// Characters of a file's name at most.
const NAME_MAX: usize = 120;

/// A file that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadView {
    /// names it
    pub id: String,
    /// the file's name, without what no file name may have
    pub name: String,
    /// its length
    pub bytes: u64,
    /// line ends in it: about the number of records of a text file
    pub lines: u64,
    /// the user who sent it
    pub made_by: String,
}

/// A file on its way in. Dropped before it is finished, nothing of it stays.
#[derive(Debug)]
pub struct UploadWriter {
    file: tokio::fs::File,
    folder: PathBuf,
    path: PathBuf,
    bytes_max: u64,
    view: UploadView,
    is_finished: bool,
}

impl App {
    /// Begins to take a file in.
    ///
    /// # Errors
    /// The file system.
    pub async fn begin_upload(&self, permission: &Permission, name: &str) -> Result<UploadWriter> {
        permission.require_import()?;
        let spool = self.config.spool_folder();
        forget_old(&spool);
        let id = uuid::Uuid::new_v4().simple().to_string();
        let folder = spool.join(&id);
        let content = folder.join(CONTENT);
        std::fs::create_dir_all(&content).map_err(|source| AppError::io(&content, source))?;
        let view = UploadView {
            id,
            name: file_name(name),
            bytes: 0,
            lines: 0,
            made_by: permission.user_id().to_owned(),
        };
        let path = content.join(&view.name);
        let file = tokio::fs::File::create(&path).await.map_err(|source| AppError::io(&path, source))?;
        let bytes_max = self.config.upload_bytes_max;
        Ok(UploadWriter { file, folder, path, bytes_max, view, is_finished: false })
    }

    /// Forgets a file that was sent; nothing happens where it is not there.
    ///
    /// # Errors
    /// The file system.
    pub fn forget_upload(&self, permission: &Permission, id: &str) -> Result<()> {
        permission.require_import()?;
        match self.upload_folder(id) {
            Some(_) if self.upload(permission, id).is_err() => Ok(()),
            Some(folder) => std::fs::remove_dir_all(&folder).map_err(|source| AppError::io(&folder, source)),
            None => Ok(()),
        }
    }

    /// What is known of a file that was sent, and where it lies.
    pub(crate) fn upload(&self, permission: &Permission, id: &str) -> Result<(UploadView, PathBuf)> {
        let gone = || AppError::NotFound {
            what: "file that was sent",
            name: id.chars().take(40).collect(),
            advice: "; maybe it was imported already, or waited for more than a day: send it again"
                .to_owned(),
        };
        let folder = self.upload_folder(id).ok_or_else(gone)?;
        let text = std::fs::read_to_string(folder.join(ABOUT)).map_err(|_| gone())?;
        let view: UploadView = serde_json::from_str(&text).map_err(|_| gone())?;
        if !permission.may_change(Some(&view.made_by)) {
            return Err(gone());
        }
        let path = folder.join(CONTENT).join(&view.name);
        Ok((view, path))
    }

    /// The folder of an upload, where the id is one and the folder is there.
    fn upload_folder(&self, id: &str) -> Option<PathBuf> {
        let is_id = id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        let folder = self.config.spool_folder().join(id);
        (is_id && folder.is_dir()).then_some(folder)
    }
}

impl UploadWriter {
    /// Takes a piece of the file.
    ///
    /// # Errors
    /// A file longer than the configuration allows, the file system.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.view.bytes += bytes.len() as u64;
        if self.bytes_max < self.view.bytes {
            return Err(AppError::TooLarge(format!(
                "the file is longer than {} MiB; maybe raise `upload_mib_max`, cut the file, or use `pharos import` on the server",
                self.bytes_max >> 20
            )));
        }
        self.view.lines += bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.file.write_all(bytes).await.map_err(|source| AppError::io(&self.path, source))
    }

    /// Ends the file: from now on it can be looked at and imported.
    ///
    /// # Errors
    /// An empty file, the file system.
    pub async fn finish(mut self) -> Result<UploadView> {
        if self.view.bytes == 0 {
            return Err(AppError::refused(
                Reason::FileEmpty,
                format!("{} is empty; maybe the export was not finished", self.view.name),
            )
            .with("name", self.view.name.as_str()));
        }
        self.file.sync_all().await.map_err(|source| AppError::io(&self.path, source))?;
        let about = self.folder.join(ABOUT);
        let text =
            serde_json::to_string(&self.view).map_err(|error| AppError::Internal(error.to_string()))?;
        std::fs::write(&about, text).map_err(|source| AppError::io(&about, source))?;
        self.is_finished = true;
        Ok(self.view.clone())
    }
}

impl Drop for UploadWriter {
    fn drop(&mut self) {
        if !self.is_finished {
            // What cannot be removed now is removed with the old ones.
            drop(std::fs::remove_dir_all(&self.folder));
        }
    }
}

/// The last part of a name, without separators and control characters.
fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String =
        last.chars()
            .map(|it| {
                if it.is_control() || matches!(it, ':' | '*' | '?' | '"' | '<' | '>' | '|') {
                    '_'
                } else {
                    it
                }
            })
            .collect();
    let kept = kept.trim().trim_start_matches('.');
    // The ending tells the format: of a name that is too long the beginning goes.
    let too_many = kept.chars().count().saturating_sub(NAME_MAX);
    let kept: String = kept.chars().skip(too_many).collect();
    if kept.is_empty() { "file".to_owned() } else { kept }
}

fn forget_old(spool: &Path) {
    let Ok(entries) = std::fs::read_dir(spool) else { return };
    let now = SystemTime::now();
    for entry in entries.flatten() {
        let age = entry
            .metadata()
            .and_then(|it| it.modified())
            .map(|at| now.duration_since(at).unwrap_or_default());
        if age.is_ok_and(|age| KEPT < age) {
            drop(std::fs::remove_dir_all(entry.path()));
        }
    }
}

#[cfg(test)]
mod tests;
