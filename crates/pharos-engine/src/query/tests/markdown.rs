//! Scenario files: Markdown tables of facts and of expected numbers.

use std::collections::BTreeMap;

#[derive(Debug, Default)]
pub(super) struct Scenario {
    pub(super) zone: String,
    pub(super) facts: Vec<Facts>,
    pub(super) expectations: Vec<Expectation>,
}

#[derive(Debug)]
pub(super) struct Facts {
    pub(super) table: String,
    pub(super) rows: Vec<BTreeMap<String, String>>,
}

#[derive(Debug)]
pub(super) struct Expectation {
    pub(super) query: String,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<BTreeMap<String, String>>,
}

/// Reads a scenario: `zone:`, `## facts: TABLE`, `## expect`, `query:` and the tables below them.
pub(super) fn parse(text: &str) -> Scenario {
    let mut scenario = Scenario { zone: "UTC".into(), ..Scenario::default() };
    let mut head: Option<Vec<String>> = None;
    let mut in_facts = false;
    for line in text.lines().map(str::trim) {
        if let Some(zone) = line.strip_prefix("zone:") {
            scenario.zone = zone.trim().to_owned();
        } else if let Some(title) = line.strip_prefix("## ") {
            head = None;
            in_facts = title.starts_with("facts:");
            if let Some(name) = title.strip_prefix("facts:") {
                let table = name.split_whitespace().next().unwrap_or_default().to_owned();
                scenario.facts.push(Facts { table, rows: Vec::new() });
            }
        } else if let Some(query) = line.strip_prefix("query:") {
            head = None;
            let query = query.trim().trim_matches('`').to_owned();
            scenario.expectations.push(Expectation { query, columns: Vec::new(), rows: Vec::new() });
        } else if line.starts_with('|') {
            let cells: Vec<String> = line
                .trim_matches('|')
                .split('|')
                .map(|cell| cell.trim().trim_matches('`').to_owned())
                .collect();
            match &head {
                None => {
                    if !in_facts && let Some(last) = scenario.expectations.last_mut() {
                        last.columns.clone_from(&cells);
                    }
                    head = Some(cells);
                }
                Some(_)
                    if cells
                        .iter()
                        .all(|cell| cell.chars().all(|c| matches!(c, '-' | ':')) && !cell.is_empty()) => {}
                Some(names) => {
                    let row = names.iter().cloned().zip(cells).collect();
                    if in_facts {
                        scenario.facts.last_mut().expect("a facts heading").rows.push(row);
                    } else {
                        scenario.expectations.last_mut().expect("a query").rows.push(row);
                    }
                }
            }
        }
    }
    scenario
}

/// Words of a command line; double quotes keep words together.
pub(super) fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for sign in line.chars() {
        match sign {
            '"' => quoted = !quoted,
            ' ' if !quoted => {
                if words.last().is_some_and(|word| !word.is_empty()) {
                    words.push(String::new());
                }
            }
            sign => words.last_mut().expect("a word").push(sign),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
