//! Real data: every expected value of the shared data, through `pharos import` and `pharos query`.
#![allow(clippy::expect_used)]

use std::collections::BTreeMap;
use std::path::Path;

use jiff::tz::TimeZone;
use serde_json::Value;

use crate::centre::{Centre, repository, shared_data};

/// How a data set is loaded: source, mapping in `samples/`, zone.
struct DataSet {
    name: &'static str,
    source: &'static str,
    mapping: Option<&'static str>,
    zone: &'static str,
}

const DATA_SETS: [DataSet; 8] = [
    DataSet {
        name: "anonymous_bank_1999_02",
        source: "table",
        mapping: Some("bank/mapping.toml"),
        zone: "Asia/Jerusalem",
    },
    DataSet { name: "pwc_phonenow", source: "table", mapping: Some("pwc/mapping.toml"), zone: "UTC" },
    DataSet { name: "uci_incident", source: "table", mapping: Some("servicenow/mapping.toml"), zone: "UTC" },
    DataSet { name: "helpdesk", source: "table", mapping: Some("helpdesk/mapping.toml"), zone: "UTC" },
    DataSet { name: "nps", source: "table", mapping: Some("nps/mapping.toml"), zone: "UTC" },
    DataSet { name: "asterisk_queue_log", source: "asterisk-queue-log", mapping: None, zone: "UTC" },
    DataSet { name: "amazon_connect_ctr", source: "amazon-connect", mapping: None, zone: "UTC" },
    DataSet { name: "genesys_dev_sample", source: "genesys-cloud", mapping: None, zone: "UTC" },
];

/// One line of the list.
#[derive(Debug, serde::Deserialize)]
struct Expected {
    dataset: String,
    file: String,
    key: String,
    metric_id: String,
    params: String,
    #[serde(rename = "where")]
    filter: String,
    by: String,
    grain: String,
    expected: String,
    tolerance: String,
}

#[test]
fn every_expected_value_is_reproduced() {
    let Some(folder) = shared_data("every_expected_value_is_reproduced") else { return };
    let text = std::fs::read_to_string(folder.join("events/expected_cli.csv")).expect("the list");
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    let expected: Vec<Expected> = reader.deserialize().map(|row| row.expect("a line")).collect();
    let mut centres: BTreeMap<&str, Centre> = BTreeMap::new();
    let mut faults = Vec::new();
    for line in &expected {
        let set =
            DATA_SETS.iter().find(|set| set.name == line.dataset).expect("a data set that can be loaded");
        let centre =
            centres.entry(set.name).or_insert_with(|| load(set, &folder.join("events").join(&line.file)));
        if let Err(fault) = check(centre, set, line) {
            faults.push(format!("{} {} ({}): {fault}", line.dataset, line.key, line.metric_id));
        }
    }
    assert!(100 < expected.len(), "{} lines", expected.len());
    assert!(faults.is_empty(), "{} of {} lines:\n{}", faults.len(), expected.len(), faults.join("\n"));
}

fn load(set: &DataSet, file: &Path) -> Centre {
    let centre = Centre::new();
    let mapping = set.mapping.map(|name| repository().join("samples").join(name).display().to_string());
    let file = file.display().to_string();
    let mut words = vec!["import", set.source, &file, "--tz", set.zone];
    if let Some(mapping) = &mapping {
        words.extend(["--mapping", mapping]);
    }
    centre.ok(&words);
    centre
}

fn check(centre: &Centre, set: &DataSet, line: &Expected) -> Result<(), String> {
    let mut words = vec!["query", "--metric", &line.metric_id, "--grain", &line.grain, "--format", "csv"];
    let mut zone = set.zone;
    for token in line.params.split(';').filter(|token| !token.is_empty()) {
        match token.strip_prefix("--").and_then(|option| option.split_once('=')) {
            Some((name, value)) => {
                if name == "tz" {
                    zone = value;
                }
                words.push(&token[..token.len() - value.len() - 1]);
                words.push(value);
            }
            None => words.extend(["--param", token]),
        }
    }
    if !line.filter.is_empty() {
        words.extend(["--where", &line.filter]);
    }
    if !line.by.is_empty() {
        words.extend(["--by", &line.by]);
    }
    let output = centre.run(&words);
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    let rows: Vec<BTreeMap<String, String>> = csv::Reader::from_reader(output.stdout.as_slice())
        .deserialize()
        .map(|row| row.expect("a row"))
        .collect();
    compare(line, zone, &rows)
}

fn compare(line: &Expected, zone: &str, rows: &[BTreeMap<String, String>]) -> Result<(), String> {
    let expected: Value = serde_json::from_str(&line.expected).expect("JSON");
    let single = || rows.first().filter(|_| rows.len() == 1).ok_or_else(|| format!("{} rows", rows.len()));
    match &expected {
        Value::Object(columns) if line.by.is_empty() && line.grain == "none" => {
            let row = single()?;
            columns.iter().try_for_each(|(name, wanted)| near(line, name, wanted, row.get(name)))
        }
        Value::Object(groups) => {
            let found: BTreeMap<String, &String> =
                rows.iter().map(|row| (group(line, zone, row), &row["value"])).collect();
            groups.iter().try_for_each(|(name, wanted)| match found.get(name) {
                // A slot that is not there has nothing in it.
                None if wanted.as_f64() == Some(0.0) && line.grain != "none" => Ok(()),
                got => near(line, name, wanted, got.copied()),
            })?;
            let beside = found.iter().find(|(name, value)| {
                !groups.contains_key(*name)
                    && !name.is_empty()
                    && (line.grain == "none" || !matches!(value.as_str(), "" | "0"))
            });
            beside.map_or(Ok(()), |(name, value)| Err(format!("there is {name} = {value} beside")))
        }
        wanted => near(line, "value", wanted, single()?.get("value")),
    }
}

/// The name of a row's group: its dimension, or the local start of its period.
fn group(line: &Expected, zone: &str, row: &BTreeMap<String, String>) -> String {
    if line.grain == "none" {
        return row[&line.by].clone();
    }
    let start: jiff::Timestamp = row["period_start"].parse().expect("an instant");
    let local = start.to_zoned(TimeZone::get(zone).expect("a zone"));
    let form =
        if matches!(line.grain.as_str(), "15m" | "30m" | "hour") { "%Y-%m-%dT%H:%M" } else { "%Y-%m-%d" };
    local.strftime(form).to_string()
}

fn near(line: &Expected, name: &str, wanted: &Value, got: Option<&String>) -> Result<(), String> {
    let wanted = wanted.as_f64().expect("a number");
    let number: f64 = got
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| format!("{name} is {got:?}, expected {wanted}"))?;
    let allowed = match line.tolerance.as_str() {
        "exact" => 0.0,
        "1e-9" => 1e-9 * wanted.abs().max(1.0),
        "5e-7 abs" => 5e-7 + 1e-12,
        other => return Err(format!("the tolerance {other:?} is not known")),
    };
    let difference = (number - wanted).abs();
    if difference <= allowed { Ok(()) } else { Err(format!("{name} is {number}, expected {wanted}")) }
}
