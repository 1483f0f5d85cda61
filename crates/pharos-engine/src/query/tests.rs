//! The scenarios of `scenarios/*.md`: facts in, numbers out.

mod add_up;
mod agents;
mod markdown;
mod order;
mod together;

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use pharos_calendar::{Grain, Weekday, Zone};
use pharos_metric::Catalogue;
use pharos_schema::{Kind, TableBuilder, Value, table};

use super::question::parse_instant;
use super::*;
use crate::dataset::{Aliases, Centre};
use crate::warehouse::{Heads, Warehouse};
use markdown::{Facts, Scenario};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn scenarios_hold() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the scenarios")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    let only = std::env::var("SCENARIO").unwrap_or_default();
    let mut faults = Vec::new();
    let mut asked = std::collections::BTreeSet::new();
    let mut questions = 0;
    for file in files.iter().filter(|file| file.to_string_lossy().contains(&only)) {
        let text = std::fs::read_to_string(file).expect("a scenario");
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let scenario = markdown::parse(&text);
        for fault in check(&scenario, &mut asked, &mut questions).await {
            faults.push(format!("{name}: {fault}"));
        }
    }
    assert!(faults.is_empty(), "{} of {questions} questions:\n{}", faults.len(), faults.join("\n"));
    if only.is_empty() {
        let catalogue = Catalogue::built_in().expect("the catalogue");
        let unasked: Vec<&str> =
            catalogue.iter().map(|metric| metric.id.as_str()).filter(|id| !asked.contains(*id)).collect();
        assert!(unasked.is_empty(), "metrics no scenario asks for: {unasked:?}");
    }
}

async fn check(
    scenario: &Scenario,
    asked: &mut std::collections::BTreeSet<String>,
    questions: &mut usize,
) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let zone = Zone::get(&scenario.zone).expect("the scenario's zone");
    let mut dataset = Dataset {
        warehouse: Warehouse::new(folder.path()),
        heads: Heads::default(),
        inbox: BTreeMap::new(),
        centre: Centre { zone: zone.clone(), site_zones: HashMap::new(), first_weekday: Weekday::Sunday },
        corrections: Default::default(),
        aliases: Aliases::default(),
        catalogue: Arc::new(Catalogue::built_in().expect("the catalogue")),
        threads: 2,
        smallest_group: 5,
        held: None,
    };
    for (index, facts) in scenario.facts.iter().enumerate() {
        let sequence = index as i64 + 1;
        let (table, rows) = rows(facts, &zone, sequence);
        dataset.warehouse.merge(table, &mut dataset.heads, rows, sequence).await.expect("a merge");
    }
    let mut faults = Vec::new();
    for expectation in &scenario.expectations {
        *questions += 1;
        let question = question(&expectation.query);
        asked.extend(question.metrics.iter().cloned());
        match ask(&dataset, &question).await {
            Err(error) => faults.push(format!("{}: {error}", expectation.query)),
            Ok(answer) => {
                if let Some(fault) = compare(&answer, expectation, &zone) {
                    faults.push(format!("{}: {fault}", expectation.query));
                }
                faults.extend(behind(&dataset, &question, &answer, &expectation.query).await);
            }
        }
    }
    faults
}

/// The rows behind a number add up to it: counts exactly, sums to a thousandth a row.
async fn behind(dataset: &Dataset, question: &Question, answer: &Answer, query: &str) -> Option<String> {
    let metric = dataset.catalogue.get(&question.metrics[0])?;
    let plain = question.metrics.len() == 1 && metric.per.is_none() && metric.computed.is_none();
    let counts = metric.measure.values().all(|it| {
        matches!(it.aggregate, pharos_metric::Aggregate::Count | pharos_metric::Aggregate::CountTrue)
    });
    let several = answer.rows.iter().any(|row| row.flags.iter().any(|flag| flag == "no contacts behind"));
    let simple =
        metric.formula.split('/').all(|part| part.trim().chars().all(|c| c.is_alphanumeric() || c == '_'));
    if !plain || !counts || several || !simple {
        return None;
    }
    let total = |part: fn(&AnswerRow) -> Option<f64>| answer.rows.iter().filter_map(part).sum::<f64>();
    for (part, number) in [
        (Part::Numerator, total(|row| row.numerator)),
        (Part::Denominator, total(|row| row.denominator.or(row.numerator))),
    ] {
        match rows::rows(dataset, question, part, None, 0).await {
            Ok(rows) if (rows.total as f64 - number).abs() < 0.5 && rows.rows.len() as u64 == rows.total => {}
            Ok(rows) => return Some(format!("{query}: {part:?} has {} rows behind {number}", rows.total)),
            Err(error) => return Some(format!("{query}: rows: {error}")),
        }
    }
    None
}

fn rows(
    facts: &Facts,
    zone: &Zone,
    sequence: i64,
) -> (&'static pharos_schema::Table, arrow::array::RecordBatch) {
    let table = table(&facts.table).unwrap_or_else(|| panic!("no table {}", facts.table));
    let mut builder = TableBuilder::new(table);
    for row in &facts.rows {
        let times: usize = row.get("times").and_then(|times| times.parse().ok()).unwrap_or(1);
        for time in 0..times {
            let mut values =
                vec![("source_name", Value::from("scenario")), ("ingest_seq", Value::Count(sequence))];
            for (name, cell) in row.iter().filter(|(name, cell)| *name != "times" && !cell.is_empty()) {
                let kind =
                    table.column(name).unwrap_or_else(|| panic!("no column {name} in {}", facts.table)).kind;
                let cell = if name == "key" && times > 1 { format!("{cell}-{time}") } else { cell.clone() };
                values.push((name.as_str(), value(kind, &cell, zone)));
            }
            builder.push(values).expect("a row");
        }
    }
    (table, builder.finish().expect("a batch"))
}

fn value(kind: Kind, cell: &str, zone: &Zone) -> Value {
    match kind {
        Kind::Instant => Value::Instant(parse_instant(cell, zone).expect("an instant")),
        Kind::Seconds | Kind::Number => Value::Number(cell.parse().expect("a number")),
        Kind::Count => Value::Count(cell.parse().expect("a count")),
        Kind::Flag => Value::Flag(cell.parse().expect("true or false")),
        _ => Value::from(cell),
    }
}

fn question(query: &str) -> Question {
    let words = markdown::words(query);
    let mut question = Question::of(&[], Scope::whole_centre());
    question.metrics = words[0].split(',').map(str::to_owned).collect();
    for pair in words[1..].chunks(2) {
        let value = pair[1].clone();
        match pair[0].as_str() {
            "--by" => question.by = value.split(',').map(str::to_owned).collect(),
            "--where" => question.filter = Some(value),
            "--param" => {
                let (name, text) = value.split_once('=').expect("name=value");
                question.params.push((name.to_owned(), text.to_owned()));
            }
            "--grain" => question.grain = value.parse::<Grain>().expect("a grain"),
            "--from" => question.from = Some(value),
            "--to" => question.to = Some(value),
            "--as-of" => question.as_of = Some(value),
            "--tz" => question.zone = Some(ZoneChoice::Named(value)),
            other => panic!("unknown option {other}"),
        }
    }
    question
}

fn compare(answer: &Answer, expectation: &markdown::Expectation, zone: &Zone) -> Option<String> {
    let actual: Vec<BTreeMap<String, String>> =
        answer.rows.iter().map(|row| cells(answer, row, &expectation.columns, zone)).collect();
    let same = |expected: &BTreeMap<String, String>, actual: &BTreeMap<String, String>| {
        expected.iter().all(|(name, cell)| actual.get(name).is_some_and(|other| equal(cell, other)))
    };
    let mut left = actual.clone();
    for expected in &expectation.rows {
        match left.iter().position(|row| same(expected, row)) {
            Some(place) => drop(left.remove(place)),
            None => return Some(format!("expected {expected:?}, got {actual:?}")),
        }
    }
    (!left.is_empty()).then(|| format!("more rows than expected: {left:?}"))
}

fn cells(answer: &Answer, row: &AnswerRow, columns: &[String], zone: &Zone) -> BTreeMap<String, String> {
    let number = |value: Option<f64>| value.map_or(String::new(), |value| value.to_string());
    let local = |us: Option<i64>| {
        us.map_or(String::new(), |us| {
            jiff::Timestamp::from_microsecond(zone.instant_to_local(us))
                .map(|it| it.strftime("%Y-%m-%d %H:%M:%S").to_string())
                .unwrap_or_default()
        })
    };
    let cell = |name: &str| match name {
        "metric" => row.metric.to_string(),
        "period_start" => local(row.period_start_us),
        "period_end" => local(row.period_end_us),
        "value" => number(row.value),
        "numerator" => number(row.numerator),
        "denominator" => number(row.denominator),
        "n" => row.n.map_or(String::new(), |n| n.to_string()),
        "lo" => number(row.lo),
        "hi" => number(row.hi),
        "method" => row.method.to_owned(),
        "final_at" => local(row.final_at_us),
        "flags" => row.flags.join(";"),
        dim => answer
            .by
            .iter()
            .position(|name| name == dim)
            .and_then(|place| row.dims[place].clone())
            .unwrap_or_default(),
    };
    columns.iter().map(|name| (name.clone(), cell(name))).collect()
}

fn equal(expected: &str, actual: &str) -> bool {
    if expected == actual {
        return true;
    }
    match (expected.parse::<f64>(), actual.parse::<f64>()) {
        (Ok(expected), Ok(actual)) => (expected - actual).abs() <= 1e-9 * expected.abs().max(1.0),
        _ => {
            let short = actual.strip_suffix(" 00:00:00").or_else(|| actual.strip_suffix(":00"));
            short == Some(expected)
        }
    }
}
