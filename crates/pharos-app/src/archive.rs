//! A backup as one file (tar), written to whatever takes bytes and read back from a file.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::backup::{MANIFEST, manifest};
use crate::{AppError, Result};

/// Writes a backup's folder as a tar archive: the list first, so that a reader knows what must come.
///
/// # Errors
/// A folder that is no backup; whoever takes the bytes has gone.
pub fn write_archive(folder: &Path, out: impl Write) -> Result<()> {
    let list = manifest(folder)?;
    let name = folder.file_name().map_or_else(|| PathBuf::from("backup"), PathBuf::from);
    let mut archive = tar::Builder::new(out);
    let paths = std::iter::once(MANIFEST).chain(list.files.iter().map(|file| file.path.as_str()));
    for path in paths {
        let absolute = folder.join(path);
        archive
            .append_path_with_name(&absolute, name.join(path))
            .map_err(|source| AppError::io(&absolute, source))?;
    }
    archive.finish().map_err(|source| AppError::io(folder, source))
}

/// Unpacks an archive into a folder; gives the backup's folder in it. Paths that lead out of the folder are refused.
///
/// # Errors
/// A file that is no archive of a backup; the file system.
pub(crate) fn unpack(file: &Path, into: &Path) -> Result<PathBuf> {
    let io = |source| AppError::io(file, source);
    let mut archive = tar::Archive::new(std::fs::File::open(file).map_err(io)?);
    let no_archive = |error: std::io::Error| {
        AppError::Input(format!(
            "{}: {error}; maybe it is no archive that was downloaded as a backup",
            file.display()
        ))
    };
    std::fs::create_dir_all(into).map_err(|source| AppError::io(into, source))?;
    let mut top: Option<PathBuf> = None;
    for entry in archive.entries().map_err(no_archive)? {
        let mut entry = entry.map_err(no_archive)?;
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let path = entry.path().map_err(no_archive)?.into_owned();
        top = top.or_else(|| path.components().next().map(|part| into.join(part)));
        if !entry.unpack_in(into).map_err(|source| AppError::io(into, source))? {
            return Err(AppError::Input(format!(
                "{}: its entry {} leads out of the folder; it is not unpacked",
                file.display(),
                path.display()
            )));
        }
    }
    top.ok_or_else(|| AppError::Input(format!("{} is empty", file.display())))
}
