use std::collections::BTreeSet;
use std::path::PathBuf;

use super::*;
use crate::file::{FinalAfter, Language, ParamValue};

/// Definitions of the field the files are held against: a table beside the repository, absent from a plain clone.
fn reference_rows() -> Option<Vec<BTreeMap<String, String>>> {
    let data = std::env::var_os("PHAROS_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let path = data.parent()?.join("metric_ids.csv");
    let Ok(mut reader) = csv::Reader::from_path(&path) else {
        println!("skipped: {} is not there", path.display());
        return None;
    };
    Some(reader.deserialize().map(|row| row.expect("a row of the table")).collect())
}

/// `threshold_s=20;clock=started` as the file states it.
fn reference_params(text: &str) -> BTreeMap<String, ParamValue> {
    let value = |text: &str| match text {
        "true" => ParamValue::Flag(true),
        "false" => ParamValue::Flag(false),
        other => other
            .parse()
            .map(ParamValue::Whole)
            .or_else(|_| other.parse().map(ParamValue::Number))
            .unwrap_or_else(|_| ParamValue::Word(other.to_owned())),
    };
    text.split(';')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, text)| (name.to_owned(), value(text)))
        .collect()
}

fn words(text: &str, separator: char) -> Vec<&str> {
    text.split(separator).filter(|word| !word.is_empty()).collect()
}

#[test]
fn every_file_holds_and_is_named_by_its_id() {
    let catalogue = Catalogue::built_in().unwrap_or_else(|error| panic!("{error}"));
    let files: Vec<&str> = FILES.iter().map(|(file, _)| file.trim_end_matches(".toml")).collect();
    let ids: Vec<&str> = catalogue.iter().map(|metric| metric.id.as_str()).collect();
    let (files, ids): (BTreeSet<_>, BTreeSet<_>) = (files.into_iter().collect(), ids.into_iter().collect());
    assert_eq!(files, ids);
}

#[test]
fn every_term_can_be_read() {
    for (relation_name, own) in Catalogue::built_in().expect("the catalogue").terms() {
        let relation = crate::relation(relation_name).expect(relation_name);
        for (name, text) in own {
            assert!(relation.column(name).is_none(), "{relation_name}.{name} hides a column");
            crate::Expression::parse(text).unwrap_or_else(|error| panic!("{relation_name}.{name}: {error}"));
        }
    }
}

#[test]
fn every_text_is_written_in_every_language() {
    let catalogue = Catalogue::built_in().expect("the catalogue");
    let mut names = BTreeSet::new();
    for metric in catalogue.iter() {
        for (language, text) in &metric.text {
            let all = [&text.name, &text.tells, &text.computed, &text.not_for];
            assert!(all.iter().all(|text| !text.trim().is_empty()), "{} {language:?}", metric.id);
            let own_letters = |c: char| match language {
                Language::English => c.is_ascii_alphabetic(),
                Language::SimplifiedChinese | Language::TraditionalChinese => {
                    ('\u{4e00}'..='\u{9fff}').contains(&c)
                }
                Language::Hebrew => ('\u{5d0}'..='\u{5ea}').contains(&c),
            };
            for text in all {
                assert!(text.chars().any(own_letters), "{} {language:?}: {text}", metric.id);
            }
            assert!(
                names.insert((*language, text.name.clone())),
                "{language:?}: two metrics are named {}",
                text.name
            );
        }
    }
}

#[test]
fn guards_name_metrics_and_are_not_the_metric_itself() {
    let catalogue = Catalogue::built_in().expect("the catalogue");
    let planned: BTreeSet<String> =
        reference_rows().into_iter().flatten().map(|row| row["id"].clone()).collect();
    for metric in catalogue.iter() {
        for guard in &metric.guard {
            assert_ne!(guard, &metric.id);
            let known = catalogue.get(guard).is_some() || planned.contains(guard);
            assert!(known, "{}: the guard {guard} does not exist", metric.id);
        }
    }
}

#[test]
fn files_agree_with_the_definitions_of_the_field() {
    let Some(rows) = reference_rows() else { return };
    let catalogue = Catalogue::built_in().expect("the catalogue");
    let ids: BTreeSet<&str> =
        rows.iter().filter(|row| row["phase"] == "foundation").map(|row| row["id"].as_str()).collect();
    let mut faults = Vec::new();
    for row in rows.iter().filter(|row| row["phase"] == "foundation") {
        let Some(metric) = catalogue.get(&row["id"]) else {
            faults.push(format!("{}: the file is missing", row["id"]));
            continue;
        };
        let interval = serde_json::to_value(metric.interval).expect("a word");
        let mut same = |what: &str, file: String, reference: String| {
            if file != reference {
                faults.push(format!("{}: {what} is {file}, the reference says {reference}", metric.id));
            }
        };
        same("version", metric.version.to_string(), row["version"].clone());
        same("unit", metric.unit.clone(), row["unit"].clone());
        same("display_unit", metric.display_unit.clone(), row["display_unit"].clone());
        same("direction", metric.direction.clone(), row["direction"].clone());
        same("level", metric.level.clone(), row["level"].clone());
        same("interval", interval.as_str().unwrap_or_default().to_owned(), row["interval_method"].clone());
        same("n_min", metric.n_min.to_string(), row["n_min"].clone());
        let final_after = FinalAfter::try_from(row["final_after"].clone()).expect("a moment");
        same("final_after", format!("{:?}", metric.final_after), format!("{final_after:?}"));
        same("requirement", metric.requirement.join(" "), words(&row["requirement"], ' ').join(" "));
        let guards: Vec<&str> =
            words(&row["guard"], ';').into_iter().filter(|guard| ids.contains(guard)).collect();
        same("guard", metric.guard.join(";"), guards.join(";"));
        let params = reference_params(&row["params"]);
        same("params", format!("{:?}", metric.params), format!("{params:?}"));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The page for those who write their own metric file.
const PAGE: &str = include_str!("../../../../docs/metric-language.md");

#[test]
fn the_page_of_the_language_names_everything_there_is() {
    let mut missing = BTreeSet::new();
    let mut look_for = |section: &str, what: &str, name: &str| {
        if ![format!("`{name}`"), format!("`{name}(")].iter().any(|text| section.contains(text)) {
            missing.insert(format!("{what} {name}"));
        }
    };
    for relation in crate::RELATIONS {
        let section = PAGE.split("\n### ").find(|part| part.starts_with(&format!("`{}`", relation.name)));
        let section = section.unwrap_or_default();
        look_for(section, "relation", relation.name);
        let own = pharos_schema::table(relation.base).into_iter().flat_map(|base| base.columns);
        let names = own.map(|column| column.name).chain(relation.derived.iter().map(|column| column.name));
        names.for_each(|name| look_for(section, relation.name, name));
        for name in relation.clocks.iter().map(|clock| clock.name).chain(relation.dimensions.iter().copied())
        {
            look_for(section, relation.name, name);
        }
    }
    for (function, _) in crate::expression::FUNCTIONS {
        look_for(PAGE, "function", function);
    }
    for aggregate in ["count", "count_true", "sum", "min", "max", "distinct", "quantile", "km_quantile"] {
        look_for(PAGE, "aggregate", aggregate);
    }
    assert!(missing.is_empty(), "docs/metric-language.md does not name: {missing:?}");
}

#[test]
fn the_worked_example_holds() {
    let example =
        PAGE.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("the example");
    let mut catalogue = Catalogue::built_in().expect("the catalogue");
    let metric = catalogue.add("own.late_pickup.toml", example).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(metric.id, "own.late_pickup");
}
