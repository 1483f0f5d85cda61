//! Lists the catalogue's files, so that adding a metric is adding a file.

use std::fmt::Write as _;
use std::path::Path;

fn main() {
    let folder =
        Path::new(&std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets the folder")).join("catalogue");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("the catalogue's folder")
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .filter(|path| path.file_name().is_some_and(|name| name != "terms.toml"))
        .collect();
    files.sort();
    let mut list = String::from("pub(crate) const FILES: &[(&str, &str)] = &[\n");
    for file in files {
        let name = file.file_name().expect("a file").to_string_lossy().into_owned();
        let _ = writeln!(list, "    ({name:?}, include_str!({:?})),", file.display().to_string());
    }
    list.push_str("];\n");
    let out = std::env::var("OUT_DIR").expect("cargo sets the folder");
    std::fs::write(Path::new(&out).join("files.rs"), list).expect("the list can be written");
}
