//! Shared data sets for tests, looked for outside the repository.

use std::io::Read;
use std::path::PathBuf;

/// Text of a compressed shared file, or None after saying which test goes without it.
pub fn unzipped(file: &str, test: &str) -> Option<String> {
    let folder = std::env::var_os("PHAROS_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")),
        PathBuf::from,
    );
    let Ok(file) = std::fs::File::open(folder.join(file)) else {
        println!("skipped: {test}, since {file} of the shared data is not there");
        return None;
    };
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).expect("a gzip file");
    Some(text)
}
