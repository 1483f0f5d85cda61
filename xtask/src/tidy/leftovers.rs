//! What is left over from work: marks for later, debug prints, ignored tests, paths of somebody's machine.
use super::{Fault, Source};

const RULE: &str = "left-overs";
const PATH_RULE: &str = "absolute-paths";

/// Marks by the kind of file. Written in two halves, so that this file does not find itself.
const RUST: [&str; 6] = [
    concat!("to", "do!("),
    concat!("unimple", "mented!("),
    concat!("db", "g!("),
    concat!("#[ig", "nore"),
    concat!("#[should", "_panic"),
    concat!("allow(dead", "_code)"),
];
const PAGE: [&str; 5] = [
    concat!("console.", "log("),
    concat!("debug", "ger;"),
    concat!("@ts-", "ignore"),
    concat!("test.", "only("),
    concat!("describe.", "only("),
];
const WORDS: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];

/// Beginnings of paths that exist on one machine only.
const MACHINE_PATHS: [&str; 4] =
    [concat!("/wo", "rk/"), concat!("/ho", "me/"), concat!("/Us", "ers/"), concat!("/ro", "ot/")];

/// Left-overs, by line.
pub fn faults(source: &Source) -> Vec<Fault> {
    if is_not_ours(source) {
        return Vec::new();
    }
    let marks: &[&str] = match source.extension() {
        "rs" => &RUST,
        "ts" | "js" | "svelte" => &PAGE,
        _ => &[],
    };
    let mut res = Vec::new();
    for (index, line) in source.text.lines().enumerate() {
        let found = marks
            .iter()
            .find(|mark| line.contains(**mark))
            .or_else(|| WORDS.iter().find(|word| has_word(line, word)));
        if let Some(mark) = found {
            res.push(source.fault(RULE, index + 1, format!("left over: {mark}")));
        }
        if let Some(path) = MACHINE_PATHS.iter().find(|path| begins_a_path(line, path)) {
            res.push(source.fault(PATH_RULE, index + 1, format!("a path of one machine: {path}...")));
        }
    }
    res
}

/// Data and what tools write: marks in them are somebody's data.
fn is_not_ours(source: &Source) -> bool {
    matches!(source.extension(), "csv" | "tsv" | "json" | "jsonl" | "lock" | "svg" | "log")
        || source.path.starts_with("samples/")
}

fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        let after = line[start + word.len()..].chars().next();
        ![before, after].into_iter().flatten().any(|c| c.is_alphanumeric() || c == '_')
    })
}

/// Whether a path begins here: in a longer one (`docs/work/`) or an address it does not.
fn begins_a_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || "\"'`(=:<[".contains(c))
    })
}

#[cfg(test)]
mod tests;
