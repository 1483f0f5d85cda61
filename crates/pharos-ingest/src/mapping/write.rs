//! A mapping as TOML text for people: settings first, columns in the order of their table.

use std::fmt::Write;

use pharos_schema::table;
use toml::Value;

use super::{Format, Mapping, ReadSettings, Target};

pub(super) fn write(mapping: &Mapping) -> String {
    let mut text = String::new();
    if let Some(source) = &mapping.source {
        line(&mut text, "source", quoted(source));
    }
    if mapping.read != ReadSettings::default() {
        text.push_str("\n[read]\n");
        write_read(&mut text, &mapping.read);
    }
    if let Some(tz) = &mapping.zone.tz {
        text.push_str("\n[zone]\n");
        line(&mut text, "tz", quoted(tz));
    }
    for target in &mapping.targets {
        write_target(&mut text, target);
    }
    text
}

fn write_read(text: &mut String, read: &ReadSettings) {
    let format = read.format.map(|format| match format {
        Format::Csv => "csv",
        Format::Tsv => "tsv",
        Format::Xlsx => "xlsx",
        Format::Jsonl => "jsonl",
        Format::Parquet => "parquet",
    });
    let words = [
        ("format", format),
        ("delimiter", read.delimiter.as_deref()),
        ("encoding", read.encoding.as_deref()),
        ("sheet", read.sheet.as_deref()),
    ];
    for (name, value) in words {
        if let Some(value) = value {
            line(text, name, quoted(value));
        }
    }
    for (name, value) in [("decimal_comma", read.decimal_comma), ("header", read.header)] {
        if let Some(value) = value {
            line(text, name, value.to_string());
        }
    }
}

fn write_target(text: &mut String, target: &Target) {
    text.push_str("\n[[target]]\n");
    line(text, "table", quoted(&target.table));
    let settings = [
        ("filter", &target.filter),
        ("filter_reason", &target.filter_reason),
        ("key", &target.key),
        ("version", &target.version),
    ];
    for (name, value) in settings {
        if let Some(value) = value {
            line(text, name, quoted(value));
        }
    }
    if target.row_hash {
        line(text, "row_hash", "true".to_owned());
    }
    text.push_str("[target.columns]\n");
    let place = |name: &str| {
        let known = table(&target.table)?;
        known.all_columns().position(|column| column.name == name)
    };
    let mut columns: Vec<(&String, &String)> = target.columns.iter().collect();
    columns.sort_by_key(|(name, _)| place(name).unwrap_or(usize::MAX));
    for (name, sql) in columns {
        line(text, name, quoted(sql));
    }
}

fn line(text: &mut String, name: &str, value: String) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{name} = {value}");
}

/// TOML of a text; SQL with double quotes stands in single ones where it can.
fn quoted(value: &str) -> String {
    let plain = !value.contains('\'') && !value.contains(|character: char| character.is_control());
    if plain && value.contains('"') {
        format!("'{value}'")
    } else {
        Value::String(value.to_owned()).to_string()
    }
}
