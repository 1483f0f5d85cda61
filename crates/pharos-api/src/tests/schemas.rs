//! Two bodies of one name would silently become one in the description.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[test]
fn every_body_has_a_name_of_its_own() {
    let mut places: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let text = std::fs::read_to_string(&file).expect("a source file");
        let mut described = false;
        for line in text.lines().map(str::trim) {
            if line.starts_with("#[derive(") {
                described = line.contains("ToSchema");
            }
            let body = ["pub(crate) struct ", "pub(crate) enum "].iter().find_map(|it| line.strip_prefix(it));
            if let Some(rest) = body.filter(|_| std::mem::take(&mut described)) {
                let name = rest.split(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
                // A macro's name is another one each time.
                if !name.is_empty() {
                    places.entry(name.to_owned()).or_default().push(file.clone());
                }
            }
        }
    }
    places.retain(|_, files| 1 < files.len());
    assert!(places.is_empty(), "{places:#?}");
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries
        .flat_map(|path| match path.is_dir() {
            true => sources(&path),
            false => vec![path],
        })
        .filter(|path| path.extension().is_some_and(|it| it == "rs"))
        .collect()
}
