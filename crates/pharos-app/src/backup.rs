//! Backups: a folder in the shape of a data folder, with the hash of every file in it.

use std::path::{Path, PathBuf};
use std::time::Instant;

use pharos_engine::rollup;
use pharos_engine::warehouse::{Heads, at_once};
use pharos_store::{Place, RECORDS_FILE, Store};
use serde::{Deserialize, Serialize};

use crate::{Action, App, AppError, Permission, Reason, Result, now_us, rfc3339};

/// The list of a backup's files; a folder with this file is a whole backup.
pub(crate) const MANIFEST: &str = "backup.json";
/// How unfinished backups are named.
const UNFINISHED: &str = "unfinished-";

/// What a backup is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// version of this list
    pub(crate) version: u32,
    /// format of the data
    pub(crate) data_format: u32,
    /// version of Pharos that made it
    pub(crate) made_by: String,
    /// RFC 3339
    pub(crate) made_at: String,
    /// every file
    pub(crate) files: Vec<ListedFile>,
}

/// A file of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ListedFile {
    pub(crate) path: String,
    pub(crate) size: u64,
    pub(crate) blake3: String,
}

/// A backup as shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BackupView {
    /// names it among the backups kept here
    pub id: String,
    /// its folder
    pub path: PathBuf,
    /// when, RFC 3339
    pub made_at: String,
    /// files in it
    pub files: u64,
    /// their bytes
    pub bytes: u64,
}

/// A backup just made.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BackupReport {
    /// the backup
    #[serde(flatten)]
    pub backup: BackupView,
    /// how long it took
    pub took_s: f64,
}

impl App {
    /// Makes a backup while everything goes on: the records of one moment, and the data files their heads name. It goes
    /// into `folder` under the name of its time, by default where the configuration says.
    ///
    /// # Errors
    /// A folder that cannot be written, a damaged data file (a backup of damage helps nobody).
    pub async fn backup(&self, permission: &Permission, folder: Option<&Path>) -> Result<BackupReport> {
        permission.require(Action::Operate)?;
        self.audit(permission, "backup.make", ("backup", ""), "").await?;
        let started = Instant::now();
        let folder = folder.map_or_else(|| self.config.backups_folder(), Path::to_owned);
        let now = now_us();
        let id = name_of(now);
        let unfinished = folder.join(format!("{UNFINISHED}{id}"));
        let whole = folder.join(&id);
        if whole.exists() || unfinished.exists() {
            return Err(AppError::refused(
                Reason::BackupThere,
                format!("{} is there already; maybe another backup was made this second", whole.display()),
            ));
        }
        std::fs::create_dir_all(&unfinished).map_err(|source| AppError::io(&unfinished, source))?;
        let made = match self.fill(&unfinished, now).await {
            Ok(manifest) => std::fs::rename(&unfinished, &whole)
                .map(|()| manifest)
                .map_err(|source| AppError::io(&whole, source)),
            Err(error) => Err(error),
        };
        match made {
            Ok(manifest) => {
                tracing::info!(backup = id, files = manifest.files.len(), "backed up");
                let took_s = started.elapsed().as_secs_f64();
                Ok(BackupReport { backup: view(&whole, &manifest), took_s })
            }
            Err(error) => {
                // What is left of it helps nobody and may be what filled the disk.
                let _ = std::fs::remove_dir_all(&unfinished);
                Err(error)
            }
        }
    }

    /// The backups kept here, newest first.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub async fn backups(&self, permission: &Permission) -> Result<Vec<BackupView>> {
        permission.require(Action::Operate)?;
        let mut backups = Vec::new();
        for folder in self.backup_folders()? {
            backups.push(view(&folder, &manifest(&folder)?));
        }
        backups.sort_by(|left, right| right.id.cmp(&left.id));
        Ok(backups)
    }

    /// Folder of the backup of that name.
    ///
    /// # Errors
    /// No such backup.
    pub fn backup_folder(&self, permission: &Permission, id: &str) -> Result<PathBuf> {
        permission.require(Action::Operate)?;
        let unknown = || AppError::NotFound {
            what: "backup",
            name: id.to_owned(),
            advice: "; maybe it was removed at the end of its time".to_owned(),
        };
        let found = self
            .backup_folders()?
            .into_iter()
            .find(|folder| folder.file_name().is_some_and(|name| name == id));
        found.ok_or_else(unknown)
    }

    /// Removes a backup.
    ///
    /// # Errors
    /// No such backup; a folder that cannot be removed.
    pub fn remove_backup(&self, permission: &Permission, id: &str) -> Result<()> {
        permission.require(Action::Operate)?;
        let folder = self.backup_folder(permission, id)?;
        std::fs::remove_dir_all(&folder).map_err(|source| AppError::io(&folder, source))
    }

    /// Folders of the whole backups kept here.
    pub(crate) fn backup_folders(&self) -> Result<Vec<PathBuf>> {
        let folder = self.config.backups_folder();
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for entry in std::fs::read_dir(&folder).map_err(|source| AppError::io(&folder, source))? {
            let path = entry.map_err(|source| AppError::io(&folder, source))?.path();
            if path.join(MANIFEST).is_file() {
                found.push(path);
            }
        }
        found.sort();
        Ok(found)
    }

    /// Removes what backups left that did not come to an end.
    pub(crate) fn remove_unfinished_backups(&self) -> Result<()> {
        let folder = self.config.backups_folder();
        if !folder.is_dir() {
            return Ok(());
        }
        for entry in std::fs::read_dir(&folder).map_err(|source| AppError::io(&folder, source))? {
            let entry = entry.map_err(|source| AppError::io(&folder, source))?;
            if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
                let path = entry.path();
                std::fs::remove_dir_all(&path).map_err(|source| AppError::io(&path, source))?;
            }
        }
        Ok(())
    }

    async fn fill(&self, folder: &Path, now: i64) -> Result<Manifest> {
        // The secret of the marks goes with every backup, so that whoever is erased later can be recognised in it.
        self.read_marks().await?;
        let _lock = self.keep_files().await?;
        self.store.copy_into(folder).await?;
        let records = Store::open(&Place::Folder(folder.to_owned())).await?;
        let heads = Heads(records.snapshot().await?.heads);
        records.close().await?;
        // Teaches the warehouse the files of these heads, or of newer ones.
        self.snapshot().await?;
        let facts = folder.join("facts");
        let mut files = Vec::new();
        for name in heads.0.keys() {
            let copied = self.warehouse.copy_shelf(name, &heads, &facts).await?;
            files.extend(copied.into_iter().map(|file| ListedFile {
                path: format!("facts/{}", file.path),
                size: file.size,
                blake3: file.hash,
            }));
        }
        files.extend(self.copy_rollups(folder).await?);
        for path in self.files_beside()? {
            let to = folder.join(&path);
            copy_file(&self.config.data.join(&path), &to)?;
            files.push(listed(folder, &path)?);
        }
        files.push(listed(folder, RECORDS_FILE)?);
        let manifest = Manifest {
            version: 1,
            data_format: pharos_schema::FORMAT_VERSION,
            made_by: env!("CARGO_PKG_VERSION").to_owned(),
            made_at: rfc3339(now),
            files,
        };
        write_manifest(folder, &manifest)?;
        Ok(manifest)
    }

    /// Copies the roll-ups: they could be made again, but until they are, a restored centre would answer slowly.
    async fn copy_rollups(&self, folder: &Path) -> Result<Vec<ListedFile>> {
        let parts: Vec<String> =
            rollup::paths(&self.warehouse).iter().map(|path| format!("facts/{path}")).collect();
        let (data, folder) = (self.config.data.clone(), folder.to_owned());
        let work = move || {
            at_once(&parts, |path| match copy_file(&data.join(path), &folder.join(path)) {
                Ok(()) => listed(&folder, path).map(Some),
                // A part that no longer held was swept away meanwhile.
                Err(_) if !data.join(path).exists() => Ok(None),
                Err(error) => Err(error),
            })
        };
        let copied = tokio::task::spawn_blocking(work).await;
        let copied = copied.map_err(|error| AppError::Internal(error.to_string()))??;
        Ok(copied.into_iter().flatten().collect())
    }

    /// Files beside records and facts that belong to the data: metrics, configuration, rejected records.
    fn files_beside(&self) -> Result<Vec<String>> {
        let mut found = Vec::new();
        for name in ["pharos.toml"] {
            if self.config.data.join(name).is_file() {
                found.push(name.to_owned());
            }
        }
        for folder in ["metrics", "rejects"] {
            let path = self.config.data.join(folder);
            if !path.is_dir() {
                continue;
            }
            for entry in std::fs::read_dir(&path).map_err(|source| AppError::io(&path, source))? {
                let entry = entry.map_err(|source| AppError::io(&path, source))?;
                if entry.path().is_file() {
                    found.push(format!("{folder}/{}", entry.file_name().to_string_lossy()));
                }
            }
        }
        found.sort();
        Ok(found)
    }
}

/// The list of a backup.
pub(crate) fn manifest(folder: &Path) -> Result<Manifest> {
    let path = folder.join(MANIFEST);
    let text = std::fs::read_to_string(&path).map_err(|_| {
        AppError::Input(format!(
            "{} is no backup: it has no {MANIFEST}; maybe name the folder that `pharos backup` printed",
            folder.display()
        ))
    })?;
    serde_json::from_str(&text)
        .map_err(|error| AppError::Input(format!("{}: {error}; maybe the backup is damaged", path.display())))
}

/// Compares every file of a backup with the list.
pub(crate) fn verify(folder: &Path, manifest: &Manifest) -> Result<()> {
    let as_listed = |file: &ListedFile| {
        let path = folder.join(&file.path);
        if hash(&path)? != file.blake3 {
            return Err(AppError::Input(format!(
                "the backup is damaged: {} is not what it was; maybe take an older backup",
                path.display()
            )));
        }
        Ok(())
    };
    at_once(&manifest.files, as_listed).map(|_| ())
}

/// Writes the list of a backup anew after its files were changed by us.
pub(crate) fn seal(folder: &Path) -> Result<()> {
    let mut manifest = manifest(folder)?;
    let mut paths = Vec::new();
    walk(folder, folder, &mut paths)?;
    manifest.files = paths.iter().map(|path| listed(folder, path)).collect::<Result<_>>()?;
    write_manifest(folder, &manifest)
}

/// Files of a folder as paths within it; those that come and go with an open database left out.
pub(crate) fn walk(root: &Path, folder: &Path, found: &mut Vec<String>) -> Result<()> {
    for entry in std::fs::read_dir(folder).map_err(|source| AppError::io(folder, source))? {
        let path = entry.map_err(|source| AppError::io(folder, source))?.path();
        if path.is_dir() {
            walk(root, &path, found)?;
        } else if let Ok(within) = path.strip_prefix(root) {
            let within = within.to_string_lossy().into_owned();
            let passing = [MANIFEST, "writer.lock", "keep.lock", "records.sqlite-wal", "records.sqlite-shm"];
            if !passing.contains(&within.as_str()) {
                found.push(within);
            }
        }
    }
    found.sort();
    Ok(())
}

/// Copies a file, and has it on disk.
pub(crate) fn copy_file(from: &Path, to: &Path) -> Result<()> {
    if let Some(parent) = to.parent() {
        std::fs::create_dir_all(parent).map_err(|source| AppError::io(parent, source))?;
    }
    std::fs::copy(from, to).map_err(|source| AppError::io(from, source))?;
    let synced = std::fs::File::options().write(true).open(to).and_then(|file| file.sync_all());
    synced.map_err(|source| AppError::io(to, source))
}

fn listed(folder: &Path, path: &str) -> Result<ListedFile> {
    let absolute = folder.join(path);
    let size = std::fs::metadata(&absolute).map_err(|source| AppError::io(&absolute, source))?.len();
    Ok(ListedFile { path: path.to_owned(), size, blake3: hash(&absolute)? })
}

fn hash(path: &Path) -> Result<String> {
    let io = |source| AppError::io(path, source);
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(std::fs::File::open(path).map_err(io)?).map_err(io)?;
    Ok(hasher.finalize().to_hex().to_string())
}

fn write_manifest(folder: &Path, manifest: &Manifest) -> Result<()> {
    use std::io::Write;
    let path = folder.join(MANIFEST);
    let text =
        serde_json::to_string_pretty(manifest).map_err(|error| AppError::Internal(error.to_string()))?;
    let write = || {
        let mut file = std::fs::File::create(&path)?;
        file.write_all(text.as_bytes())?;
        file.write_all(b"\n")?;
        file.sync_all()
    };
    write().map_err(|source| AppError::io(&path, source))
}

fn view(folder: &Path, manifest: &Manifest) -> BackupView {
    BackupView {
        id: folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        path: folder.to_owned(),
        made_at: manifest.made_at.clone(),
        files: manifest.files.len() as u64,
        bytes: manifest.files.iter().map(|file| file.size).sum(),
    }
}

/// `backup-20260301T090000Z`
fn name_of(now_us: i64) -> String {
    let text = rfc3339(now_us);
    let seconds = text.split('.').next().unwrap_or(&text).trim_end_matches('Z');
    let digits: String = seconds.chars().filter(|sign| !matches!(sign, '-' | ':')).collect();
    format!("backup-{digits}Z")
}

#[cfg(test)]
mod tests;
