//! The command line itself: help, examples, exit statuses, the document, pipes that close.
#![allow(clippy::expect_used)]

use std::process::Stdio;

use crate::centre::{CALLS, Centre, repository};

const COMMANDS: [&[&str]; 15] = [
    &["import"],
    &["query"],
    &["metric", "list"],
    &["metric", "show"],
    &["metric", "check"],
    &["report", "handling"],
    &["alias", "add"],
    &["alias", "list"],
    &["serve"],
    &["forecast"],
    &["staff"],
    &["openapi"],
    &["demo"],
    &["goal", "assess"],
    &[],
];

#[test]
fn every_command_has_help_with_an_example() {
    let centre = Centre::new();
    for command in COMMANDS {
        let help = centre.ok(&[command, &["--help"]].concat());
        assert!(help.contains("Example"), "{command:?}: {help}");
        assert!(help.contains(&format!("pharos {}", command.join(" "))), "{command:?}: {help}");
    }
}

#[test]
fn the_description_of_the_api_is_that_of_the_code() {
    let centre = Centre::new();
    let written =
        std::fs::read_to_string(repository().join("openapi/pharos.json")).expect("openapi/pharos.json");
    let told = centre.ok(&["openapi"]);
    let differing = written.lines().zip(told.lines()).find(|(was, is)| was != is);
    assert!(written == told, "maybe run `cargo xtask openapi`; the first difference: {differing:?}");
}

#[test]
fn a_reader_that_goes_is_no_fault() {
    let centre = Centre::new();
    let mut child = centre
        .command(&["metric", "list"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn a_users_own_metric_is_checked_and_answers() {
    let centre = Centre::new();
    centre.import("calls.csv", CALLS, &[]);
    let own = std::fs::read_to_string(repository().join("crates/pharos-metric/catalogue/offered.toml"))
        .expect("a metric");
    let own = own.replace("id = \"offered\"", "id = \"own.offered\"");
    let file = centre.write("own.toml", &own);
    centre.ok(&["metric", "check", file.to_str().expect("a path")]);
    let wrong = own.replace("relation = \"contact_segments\"", "relation = \"contact_segment\"");
    let wrong = centre.write("wrong.toml", &wrong);
    let told = centre.fails(&["metric", "check", wrong.to_str().expect("a path")], 1);
    assert!(told.contains("line ") && told.contains("contact_segment"), "{told}");
    std::fs::create_dir_all(centre.data().join("metrics")).expect("a folder");
    std::fs::copy(&file, centre.data().join("metrics/own.toml")).expect("copied");
    assert_eq!(centre.value("own.offered"), Some(4.0));
    assert!(centre.ok(&["metric", "show", "own.offered"]).contains("own.offered (version 1)"));
}

#[test]
fn staffing_answers_row_by_row() {
    let centre = Centre::new();
    // 100 contacts in 30 minutes of 180 s each, 80 % in 20 s: 14 agents (the example of pyworkforce's documentation)
    centre.write(
        "in.csv",
        "model,lambda_per_interval,interval_s,aht_s,sl_target,sl_threshold_s\nC,100,1800,180,0.8,20\n",
    );
    centre.ok(&["staff", "--in", "in.csv", "--out", "out.csv"]);
    let out = std::fs::read_to_string(centre.path("out.csv")).expect("the answers");
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let place =
        reader.headers().expect("a head").iter().position(|name| name == "min_agents").expect("a column");
    assert_eq!(&reader.records().next().expect("one").expect("a row")[place], "14");
}

#[test]
fn a_history_is_forecast_for_every_slot_of_its_open_days() {
    let centre = Centre::new();
    let mut history = "timestamp,volume\n".to_owned();
    for day in (2..=29).filter(|day| day % 7 != 0 && day % 7 != 1) {
        // February 2026 begins on a Sunday; 1, 7 and 8 are a weekend.
        for hour in 9..12 {
            history += &format!("2026-02-{day:02} {hour:02}:00:00,{}\n", 10 * hour)
                .replace("2026-02-29", "2026-03-01");
        }
    }
    centre.write("history.csv", &history);
    let arguments = ["forecast", "--history", "history.csv", "--origin", "2026-02-27", "--horizon-days", "7"];
    centre.ok(&[&arguments[..], &["--out", "out.csv"]].concat());
    let out = std::fs::read_to_string(centre.path("out.csv")).expect("the forecasts");
    let rows: Vec<&str> = out.lines().collect();
    assert_eq!(rows[0], "origin,timestamp,mean,q10,q50,q90,q025,q975");
    assert_eq!(rows.len(), 1 + 5 * 3, "{out}");
    // Every day was alike, so the mean is what always came.
    assert!(rows[2].starts_with("2026-02-27,2026-02-27 10:00:00,100.0"), "{}", rows[2]);
    let told = centre.fails(
        &[
            "forecast",
            "--history",
            "history.csv",
            "--origin",
            "2025-01-01",
            "--horizon-days",
            "7",
            "--out",
            "o.csv",
        ],
        1,
    );
    assert!(told.contains("2025-01-01") && told.contains("maybe"), "{told}");
}

#[test]
fn parquet_is_parquet() {
    let centre = Centre::new();
    centre.import("calls.csv", CALLS, &[]);
    for rows in [&["--rows"][..], &[]] {
        let output = centre.run(&[&["query", "--metric", "offered", "--format", "parquet"], rows].concat());
        assert!(output.stdout.starts_with(b"PAR1") && output.stdout.ends_with(b"PAR1"));
    }
}
