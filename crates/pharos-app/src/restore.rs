//! A data folder made from a backup. Persons erased since the backup was made are erased again before anybody reads it.

use std::path::{Path, PathBuf};
use std::time::Instant;

use pharos_engine::warehouse::at_once;
use pharos_store::{ErasedName, ErasureRecord, Place, RECORDS_FILE, Store};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::archive::unpack;
use crate::backup::{copy_file, manifest, verify};
use crate::{App, AppError, Config, Result, now_us};

/// What to restore.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoreRequest {
    /// the backup: its folder, or the archive that was downloaded
    pub from: PathBuf,
    /// what is in the data folder is moved aside first
    pub replace: bool,
    /// requests to erase persons made since, by line: the `erasures.jsonl` of the data folder that was lost
    pub erasures: Option<PathBuf>,
}

/// What was restored.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RestoreReport {
    /// the data folder
    pub data: PathBuf,
    /// when the backup was made, RFC 3339
    pub made_at: String,
    /// files
    pub files: u64,
    /// their bytes
    pub bytes: u64,
    /// requests to erase persons that the backup did not know
    pub erasures_since: u64,
    /// rows in which persons were erased again
    pub rows_erased_again: u64,
    /// where the former data folder is now
    pub moved_aside: Option<PathBuf>,
    /// how long it took
    pub took_s: f64,
}

/// A line of `erasures.jsonl`.
#[derive(Debug, Deserialize)]
struct Line {
    id: String,
    kind: String,
    requested_by: String,
    requested_at: String,
    names: Vec<LineName>,
}

#[derive(Debug, Deserialize)]
struct LineName {
    mark: String,
    kind: String,
    erased_id: String,
}

type Requests = Vec<(ErasureRecord, Vec<ErasedName>)>;

/// Makes the data folder of a configuration from a backup.
///
/// # Errors
/// A folder that is no backup, or a damaged one; a data folder that is in use or not empty; the file system.
pub async fn restore(config: &Config, request: &RestoreRequest) -> Result<RestoreReport> {
    let started = Instant::now();
    let unpacked = beside(&config.data, "unpacked");
    let from = if request.from.is_file() { unpack(&request.from, &unpacked)? } else { request.from.clone() };
    let done = restore_folder(config, request, &from, started).await;
    if unpacked.exists() {
        std::fs::remove_dir_all(&unpacked).map_err(|source| AppError::io(&unpacked, source))?;
    }
    done
}

async fn restore_folder(
    config: &Config,
    request: &RestoreRequest,
    from: &Path,
    started: Instant,
) -> Result<RestoreReport> {
    let manifest = manifest(from)?;
    if pharos_schema::FORMAT_VERSION < manifest.data_format {
        return Err(AppError::Input(format!(
            "the backup has format {}, this version knows formats up to {}; maybe a newer pharos made it: update this one",
            manifest.data_format,
            pharos_schema::FORMAT_VERSION
        )));
    }
    verify(from, &manifest)?;
    let data = config.data.clone();
    let is_there =
        data.is_dir() && std::fs::read_dir(&data).is_ok_and(|mut entries| entries.next().is_some());
    if is_there && !request.replace {
        return Err(AppError::Input(format!(
            "{} is not empty; maybe --replace, which moves what is there aside, or another --data",
            data.display()
        )));
    }
    let since = requests_since(config, request).await?;
    let beside = beside(&data, "restoring");
    if beside.exists() {
        std::fs::remove_dir_all(&beside).map_err(|source| AppError::io(&beside, source))?;
    }
    at_once(&manifest.files, |file| copy_file(&from.join(&file.path), &beside.join(&file.path)))?;
    let (erasures_since, rows_erased_again) = erase_again(config, &beside, since).await?;
    let moved_aside = put_in_place(config, &data, &beside, is_there).await?;
    Ok(RestoreReport {
        data,
        made_at: manifest.made_at,
        files: manifest.files.len() as u64,
        bytes: manifest.files.iter().map(|file| file.size).sum(),
        erasures_since,
        rows_erased_again,
        moved_aside,
        took_s: started.elapsed().as_secs_f64(),
    })
}

/// Applies requests the backup does not know, and those it knows and had not ended.
async fn erase_again(config: &Config, folder: &Path, since: Requests) -> Result<(u64, u64)> {
    let own = Config { data: folder.to_owned(), database_url: None, ..config.clone() };
    let app = Box::pin(App::open(own)).await?;
    let known: Vec<String> = app.store.erasures().await?.into_iter().map(|record| record.id).collect();
    let mut count = 0;
    for (record, names) in since {
        if !known.contains(&record.id) {
            app.store.note_erasure(&record, &names).await?;
            count += 1;
        }
    }
    let report = Box::pin(app.erase_again()).await?;
    app.close().await?;
    Ok((count, report.tables.values().map(|table| table.rows).sum()))
}

/// Requests the data folder that is replaced knows, and those of the file that was named.
async fn requests_since(config: &Config, request: &RestoreRequest) -> Result<Requests> {
    let mut requests = Vec::new();
    let own_file = config.data.join("erasures.jsonl");
    for path in request.erasures.iter().chain(own_file.is_file().then_some(&own_file)) {
        requests.extend(read_requests(path)?);
    }
    let is_open = config.database_url.is_some() || config.data.join(RECORDS_FILE).is_file();
    if is_open && requests.is_empty() {
        let place = match &config.database_url {
            Some(url) => Place::Url(url.clone()),
            None => Place::Folder(config.data.clone()),
        };
        // Records that cannot be opened are why somebody restores: then the file is all there is.
        if let Ok(store) = Store::open(&place).await {
            let names: Vec<ErasedName> = store.erased_names().await?.into_values().collect();
            for record in store.erasures().await? {
                let own = names.iter().filter(|name| name.erasure == record.id).cloned().collect();
                requests.push((record, own));
            }
            store.close().await?;
        }
    }
    Ok(requests)
}

fn read_requests(path: &Path) -> Result<Requests> {
    let text = std::fs::read_to_string(path).map_err(|source| AppError::io(path, source))?;
    let request = |(index, line): (usize, &str)| {
        let line: Line = serde_json::from_str(line).map_err(|error| {
            AppError::Input(format!(
                "{} line {}: {error}; maybe it is another file",
                path.display(),
                index + 1
            ))
        })?;
        let at: jiff::Timestamp = line.requested_at.parse().unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let record = ErasureRecord {
            id: line.id.clone(),
            kind: line.kind,
            requested_by: line.requested_by,
            requested_at_us: at.as_microsecond(),
            done_at_us: None,
            report: json!({}),
        };
        let names = line.names.into_iter().map(|name| ErasedName {
            mark: name.mark,
            erasure: line.id.clone(),
            kind: name.kind,
            erased_id: name.erased_id,
        });
        Ok((record, names.collect()))
    };
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(request).collect()
}

/// The folder that was made takes the data folder's place.
async fn put_in_place(config: &Config, data: &Path, made: &Path, is_there: bool) -> Result<Option<PathBuf>> {
    if let Some(url) = &config.database_url {
        let store = Store::open(&Place::Url(url.clone())).await?;
        store.replace_from(made).await?;
        store.close().await?;
        let records = made.join(RECORDS_FILE);
        std::fs::remove_file(&records).map_err(|source| AppError::io(&records, source))?;
    }
    let aside = is_there.then(|| beside(data, &format!("before-restore-{}", now_us() / 1_000_000)));
    if let Some(aside) = &aside {
        let _lock = free(data)?;
        std::fs::rename(data, aside).map_err(|source| AppError::io(aside, source))?;
        // Backups stay with the data they are backups of.
        let (kept, back) = (aside.join("backups"), made.join("backups"));
        if kept.is_dir() {
            std::fs::rename(&kept, &back).map_err(|source| AppError::io(&kept, source))?;
        }
        let requests = aside.join("erasures.jsonl");
        if requests.is_file() {
            copy_file(&requests, &made.join("erasures.jsonl"))?;
        }
    } else if data.is_dir() {
        std::fs::remove_dir(data).map_err(|source| AppError::io(data, source))?;
    }
    std::fs::rename(made, data).map_err(|source| AppError::io(data, source))?;
    Ok(aside)
}

/// Holds the writer's lock of a data folder: no server and no import works there.
fn free(data: &Path) -> Result<std::fs::File> {
    let path = data.join(crate::writer::LOCK_FILE);
    let file = std::fs::File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|source| AppError::io(&path, source))?;
    file.try_lock().map_err(|_| {
        AppError::Busy(format!("another process writes to {}; maybe stop the server first", data.display()))
    })?;
    Ok(file)
}

fn beside(data: &Path, what: &str) -> PathBuf {
    let name = data.file_name().map_or_else(|| "data".to_owned(), |name| name.to_string_lossy().into_owned());
    data.with_file_name(format!("{name}.{what}"))
}
