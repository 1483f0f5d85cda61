//! Files of at most 500 lines, functions of at most 70.
use super::{Fault, Source};

const FILE_RULE: &str = "file-lines";
const FUNCTION_RULE: &str = "function-lines";
const FILE_LINES_MAX: usize = 500;
const FUNCTION_LINES_MAX: usize = 70;

/// Files written by hand in a language; data, lock files and generated clients may be as long as they are.
const CODE: [&str; 6] = ["rs", "ts", "js", "svelte", "css", "sh"];

/// Too long files and functions.
pub fn faults(source: &Source) -> Vec<Fault> {
    let mut res = Vec::new();
    if !CODE.contains(&source.extension()) || is_generated(source) {
        return res;
    }
    let n_lines = source.text.lines().count();
    if FILE_LINES_MAX < n_lines {
        res.push(source.fault(FILE_RULE, 0, format!("{n_lines} lines, at most {FILE_LINES_MAX}")));
    }
    if source.extension() == "rs" {
        res.extend(long_functions(source));
    }
    res
}

/// A function ends at the closing brace that stands as far in as the line it begins on: `cargo fmt --check` stands
/// behind that.
fn long_functions(source: &Source) -> Vec<Fault> {
    let lines: Vec<&str> = source.text.lines().collect();
    let mut res = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else { continue };
        let indent = &line[..line.len() - line.trim_start().len()];
        let end = lines[index..]
            .iter()
            .position(|line| line.strip_prefix(indent).is_some_and(|rest| rest.starts_with('}')));
        // Without a body (a trait's method, one line) the next brace is another item's.
        let has_body = !line.trim_end().ends_with([';', '}']);
        let n_lines = end.map_or(1, |end| end + 1);
        if has_body && FUNCTION_LINES_MAX < n_lines {
            let words = format!("{name} has {n_lines} lines, at most {FUNCTION_LINES_MAX}");
            res.push(source.fault(FUNCTION_RULE, index + 1, words));
        }
    }
    res
}

/// The name of the function that begins on a line.
fn function_name(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace();
    for word in words.by_ref() {
        match word {
            "fn" => break,
            "pub" | "const" | "async" | "default" | "unsafe" | "extern" => {}
            _ if word.starts_with("pub(") => {}
            _ => return None,
        }
    }
    let name = words.next()?;
    Some(name.split(['(', '<']).next().unwrap_or(name))
}

fn is_generated(source: &Source) -> bool {
    source.text.lines().take(5).any(|line| {
        let line = line.to_ascii_lowercase();
        line.contains("generated") && (line.contains("do not edit") || line.contains("auto-generated"))
    })
}

#[cfg(test)]
mod tests;
