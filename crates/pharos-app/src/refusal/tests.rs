use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Reason;
use crate::AppError;

/// Messages of a language by their ids, each with the variables it uses.
fn messages(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/src/lib/messages").join(language);
    let mut res: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let mut id = String::new();
        for line in text.lines() {
            if let Some((name, _)) = line.split_once(" =").filter(|(name, _)| name.starts_with("problem-")) {
                id = name.to_owned();
            } else if !line.starts_with([' ', '}']) {
                id = String::new();
            }
            let is_name = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == '-';
            let variables = line.split('$').skip(1).map(|rest| rest.split(|it| !is_name(it)).next().unwrap());
            if !id.is_empty() {
                res.entry(id.clone()).or_default().extend(variables.map(str::to_owned));
            }
        }
    }
    res
}

#[test]
fn the_page_has_words_for_every_reason() {
    let mut faults = Vec::new();
    for language in ["en", "zh-Hans", "zh-Hant", "he"] {
        let messages = messages(language);
        for reason in Reason::ALL {
            let id = format!("problem-{}", reason.as_str());
            match messages.get(&id) {
                None => faults.push(format!("{language}: {id} is missing")),
                Some(used) => {
                    let unknown = used.iter().filter(|name| !reason.values().contains(&name.as_str()));
                    faults.extend(unknown.map(|name| format!("{language}: {id} has no value {name}")));
                }
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn a_reason_is_said_once() {
    let words: BTreeSet<&str> = Reason::ALL.iter().map(|reason| reason.as_str()).collect();
    assert_eq!(words.len(), Reason::ALL.len());
}

#[test]
fn the_command_line_prints_the_words() {
    let error =
        AppError::refused(Reason::WallsFull, "there are 20 boards; maybe remove one").with("most", 20);
    assert_eq!(error.to_string(), "there are 20 boards; maybe remove one");
    assert!(error.is_input());
    assert!(error.is_conflict());
    assert!(!AppError::refused(Reason::TextNeeded, "text is empty").is_conflict());
}
