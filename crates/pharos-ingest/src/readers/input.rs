//! Where bytes come from: a file or memory, plain or packed, readable more than once.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bzip2::read::MultiBzDecoder;
use flate2::read::{DeflateDecoder, MultiGzDecoder};

use super::ReadError;

/// Most an archive may grow by. Call records shrink to a tenth or a thirtieth; a bomb grows a thousandfold.
const EXPANSION_MAX: u64 = 100;
/// An archive may always grow to this.
const EXPANSION_BYTES_MIN: u64 = 64 << 20;

/// Bytes of a source, readable from their beginning as often as needed.
#[derive(Clone, Debug)]
pub struct Input {
    name: String,
    place: Place,
    packing: Packing,
}

/// How the bytes are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    None,
    /// gzip, members joined.
    Gzip,
    /// bzip2, streams joined.
    Bzip2,
    /// The only file of a ZIP archive: where its data lie.
    Zip {
        /// Offset of its data.
        start: u64,
        /// Bytes of its data.
        packed_bytes: u64,
        /// Deflated, or stored as it is.
        deflated: bool,
    },
}

#[derive(Clone, Debug)]
enum Place {
    File(PathBuf),
    Memory(Arc<[u8]>),
}

/// Reads that can go back: what workbooks and Parquet files need.
pub(crate) trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

impl Input {
    /// A file.
    pub fn file(path: &Path) -> Input {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Input { name, place: Place::File(path.to_owned()), packing: Packing::None }
    }

    /// Bytes in memory.
    pub fn bytes(name: &str, bytes: Vec<u8>) -> Input {
        Input { name: name.to_owned(), place: Place::Memory(bytes.into()), packing: Packing::None }
    }

    /// The file's name without its folder and, once unpacked, without the archive's ending.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// `true` for what is opened without a child process: neither packed, nor a workbook, nor Parquet.
    pub(crate) fn is_plain_text(&self) -> Result<bool, ReadError> {
        let head = self.head(4)?;
        let packed = head.starts_with(&[0x1f, 0x8b]) || head.starts_with(b"BZh") || head.starts_with(b"PK");
        let lower = self.name.to_lowercase();
        let named = [".parquet", ".xlsx", ".xlsm", ".zip", ".gz", ".bz2"]
            .iter()
            .any(|ending| lower.ends_with(ending));
        Ok(!packed && !named && !head.starts_with(b"PAR1"))
    }

    /// The first bytes.
    pub(crate) fn head(&self, bytes: usize) -> Result<Vec<u8>, ReadError> {
        let mut head = Vec::new();
        self.reader()?.take(bytes as u64).read_to_end(&mut head).map_err(|error| self.io_error(error))?;
        Ok(head)
    }

    /// The same input seen through its packing: gzip and bzip2 by their first bytes, ZIP archives that are no workbook by
    /// their only file.
    pub(crate) fn unpacked(self) -> Result<Input, ReadError> {
        if self.packing != Packing::None {
            return Ok(self);
        }
        let head = self.head(4)?;
        let (packing, endings): (_, &[&str]) = match head.as_slice() {
            [0x1f, 0x8b, ..] => (Packing::Gzip, &[".gz", ".gzip"]),
            [b'B', b'Z', b'h', ..] => (Packing::Bzip2, &[".bz2"]),
            [b'P', b'K', 3 | 5, 4 | 6] => return self.unpacked_zip(),
            _ => return Ok(self),
        };
        let lower = self.name.to_lowercase();
        let ending = endings.iter().find(|ending| lower.ends_with(**ending)).map_or(0, |ending| ending.len());
        let name = self.name[..self.name.len() - ending].to_owned();
        Ok(Input { name, packing, ..self })
    }

    fn unpacked_zip(self) -> Result<Input, ReadError> {
        let damaged = |cause: String| ReadError::Damaged { name: self.name.clone(), cause };
        let mut archive = zip::ZipArchive::new(self.seekable()?)
            .map_err(|error| damaged(format!("not a readable ZIP archive: {error}")))?;
        let mut files = Vec::new();
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index).map_err(|error| damaged(error.to_string()))?;
            let name = entry.name().map_err(|error| damaged(error.to_string()))?.into_owned();
            if name == "[Content_Types].xml" || name.starts_with("xl/") {
                // A workbook is an archive too.
                return Ok(Input { packing: Packing::None, ..self.clone() });
            }
            if !name.ends_with('/') && !name.starts_with("__MACOSX/") {
                let packing = zip_packing(&entry).ok_or_else(|| {
                    damaged(format!("`{name}` is packed in a way that is not read; maybe use deflate"))
                });
                files.push((name, packing));
            }
        }
        if files.len() > 1 {
            return Err(damaged(format!(
                "the archive holds {} files; maybe unpack it and name one",
                files.len()
            )));
        }
        let Some((name, packing)) = files.pop() else {
            return Err(damaged("the archive holds no file".to_owned()));
        };
        let name = name.rsplit('/').next().unwrap_or(&name).to_owned();
        Ok(Input { name, packing: packing?, place: self.place.clone() })
    }

    /// A reader from the beginning, unpacking on the way.
    pub(crate) fn reader(&self) -> Result<Box<dyn Read + Send>, ReadError> {
        let mut raw = self.seekable()?;
        let packed_bytes = raw.seek(SeekFrom::End(0)).and_then(|end| raw.rewind().map(|()| end));
        let packed_bytes = packed_bytes.map_err(|error| self.io_error(error))?;
        let unpacked: Box<dyn Read + Send> = match self.packing {
            Packing::None => return Ok(Box::new(raw)),
            Packing::Gzip => Box::new(MultiGzDecoder::new(BufReader::with_capacity(1 << 16, raw))),
            Packing::Bzip2 => Box::new(MultiBzDecoder::new(BufReader::with_capacity(1 << 16, raw))),
            Packing::Zip { start, packed_bytes, deflated } => {
                raw.seek(SeekFrom::Start(start)).map_err(|error| self.io_error(error))?;
                let data = BufReader::with_capacity(1 << 16, raw).take(packed_bytes);
                if deflated { Box::new(DeflateDecoder::new(data)) } else { Box::new(data) }
            }
        };
        let room = EXPANSION_BYTES_MIN.max(packed_bytes.saturating_mul(EXPANSION_MAX));
        Ok(Box::new(Expanding { unpacked, room }))
    }

    /// The file itself, where the bytes are not packed.
    pub(crate) fn plain_path(&self) -> Option<&Path> {
        match &self.place {
            Place::File(path) if self.packing == Packing::None => Some(path),
            _ => None,
        }
    }

    /// The bytes as they lie there, with going back; only for what is not packed.
    pub(crate) fn seekable(&self) -> Result<Box<dyn ReadSeek>, ReadError> {
        Ok(match &self.place {
            Place::File(path) => Box::new(File::open(path).map_err(|error| self.io_error(error))?),
            Place::Memory(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
        })
    }

    /// The whole content; for formats that need it, in the process with limits only.
    pub(crate) fn content(&self) -> Result<Vec<u8>, ReadError> {
        let mut content = Vec::new();
        self.reader()?.read_to_end(&mut content).map_err(|error| self.io_error(error))?;
        Ok(content)
    }

    pub(crate) fn io_error(&self, error: std::io::Error) -> ReadError {
        ReadError::Io { name: self.name.clone(), error }
    }
}

fn zip_packing<R: Read>(entry: &zip::read::ZipFile<'_, R>) -> Option<Packing> {
    let deflated = match entry.compression() {
        zip::CompressionMethod::Stored => false,
        zip::CompressionMethod::Deflated => true,
        _ => return None,
    };
    let start = entry.data_start()?;
    (!entry.encrypted()).then_some(Packing::Zip { start, packed_bytes: entry.compressed_size(), deflated })
}

/// Unpacked bytes, as many as an honest archive may hold.
struct Expanding {
    unpacked: Box<dyn Read + Send>,
    room: u64,
}

impl Read for Expanding {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let count = self.unpacked.read(out)?;
        self.room = self.room.checked_sub(count as u64).ok_or_else(|| {
            std::io::Error::other(format!(
                "it unpacks to more than {EXPANSION_MAX} times its size; maybe unpack it yourself"
            ))
        })?;
        Ok(count)
    }
}
