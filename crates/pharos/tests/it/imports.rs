//! Importing: counts, repetition, versions, undoing, refusing, interruption.
#![allow(clippy::expect_used)]

use serde_json::{Value, json};

use crate::centre::{CALLS, Centre, repository};

fn counts(report: &Value) -> Value {
    let mut counts = report.clone();
    let object = counts.as_object_mut().expect("an object");
    object.retain(|name, _| !matches!(name.as_str(), "import_id" | "quality" | "rejects_file"));
    counts
}

#[test]
fn records_are_counted_and_measured() {
    let centre = Centre::new();
    let report = centre.import("calls.csv", CALLS, &[]);
    assert_eq!(
        counts(&report),
        json!({"read": 6, "accepted": 4, "filtered": {"test call": 1}, "duplicate": 1, "rejected": 0, "unchanged": 0,
            "replaced": 0, "tables": {"contact_segments": {"inserted": 4, "replaced": 0, "unchanged": 1}}})
    );
    assert_eq!(centre.value("offered"), Some(4.0));
    assert_eq!(
        centre.groups("answered", &["--by", "queue"]),
        [("help".to_owned(), Some(2.0)), ("sales".to_owned(), Some(1.0))]
    );
    // (10 + 0 + 30) / 3 answered
    assert_eq!(centre.value("asa"), Some(40.0 / 3.0));
    let days = centre.json(&["query", "--metric", "offered", "--grain", "day", "--format", "json"]);
    // 23:50 in Jerusalem (UTC+2) on 2 March lies in the local 2 March, which begins at 22:00 UTC on the 1st.
    assert_eq!(days["rows"][1][3], json!("2026-03-01T22:00:00Z"));
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let centre = Centre::new();
    centre.import("calls.csv", CALLS, &[]);
    let before =
        centre.ok(&["query", "--metric", "offered,asa,aht", "--by", "queue,agent", "--format", "csv"]);
    let report = centre.import("calls.csv", CALLS, &[]);
    assert_eq!(
        counts(&report),
        json!({"read": 6, "accepted": 0, "filtered": {"test call": 1}, "duplicate": 1, "rejected": 0, "unchanged": 4,
            "replaced": 0, "tables": {"contact_segments": {"inserted": 0, "replaced": 0, "unchanged": 5}}})
    );
    let after =
        centre.ok(&["query", "--metric", "offered,asa,aht", "--by", "queue,agent", "--format", "csv"]);
    assert_eq!(before, after);
}

#[test]
fn the_newer_version_counts_in_whatever_order_they_come() {
    let newer = CALLS.replace(
        "a,1,2026-03-01 09:00:00,sales,ANSWERED,10,noa,100",
        "a,2,2026-03-01 09:00:00,sales,ANSWERED,25,noa,100",
    );
    for files in [[CALLS, newer.as_str()], [newer.as_str(), CALLS]] {
        let centre = Centre::new();
        centre.import("first.csv", files[0], &[]);
        let report = centre.import("second.csv", files[1], &[]);
        assert_eq!(
            (&report["accepted"], &report["replaced"], &report["unchanged"]),
            (&json!(1), &json!(1), &json!(3))
        );
        // (25 + 0 + 30) / 3
        assert_eq!(centre.value("asa"), Some(55.0 / 3.0));
    }
}

#[test]
fn an_import_can_be_listed_and_undone() {
    let centre = Centre::new();
    let first = centre.import("calls.csv", CALLS, &[]);
    let newer = CALLS.replace(",1,", ",2,").replace("ANSWERED,10", "ANSWERED,90");
    let second = centre.import("newer.csv", &newer, &["--source-name", "phone"]);
    assert_eq!(centre.value("asa"), Some(120.0 / 3.0));
    let id = second["import_id"].as_str().expect("an id");
    centre.ok(&["import", "--undo", id]);
    assert_eq!(centre.value("asa"), Some(40.0 / 3.0));
    let list = centre.json(&["import", "--list", "--json"]);
    let states: Vec<(&Value, &Value)> =
        list.as_array().expect("a list").iter().map(|it| (&it["id"], &it["state"])).collect();
    assert_eq!(states, [(&second["import_id"], &json!("undone")), (&first["import_id"], &json!("done"))]);
    assert!(centre.fails(&["import", "--undo", id], 1).contains("is undone"));
    assert!(centre.fails(&["import", "--undo", "999"], 1).contains("there is no import `999`"));
    centre.ok(&["import", "--undo", first["import_id"].as_str().expect("an id")]);
    assert!(centre.value("offered").is_none_or(|offered| offered == 0.0));
}

#[test]
fn a_dry_run_counts_and_keeps_nothing() {
    let centre = Centre::new();
    let dry = centre.import("calls.csv", CALLS, &["--dry-run"]);
    assert_eq!((&dry["accepted"], &dry["import_id"]), (&json!(4), &Value::Null));
    assert_eq!(centre.json(&["import", "--list", "--json"]), json!([]));
    let real = centre.import("calls.csv", CALLS, &[]);
    assert_eq!(counts(&dry), counts(&real));
    assert_eq!(centre.value("offered"), Some(4.0));
}

#[test]
fn rejected_records_are_told_with_line_and_reason() {
    let centre = Centre::new();
    let damaged = CALLS.replace("2026-03-01 09:05:00", "some day");
    let report = centre.import("calls.csv", &damaged, &[]);
    assert_eq!((&report["accepted"], &report["rejected"]), (&json!(3), &json!(1)));
    let file = report["rejects_file"].as_str().expect("a file");
    let rejects = std::fs::read_to_string(centre.path(".").join(file)).expect("the rejects");
    let mut reader = csv::Reader::from_reader(rejects.as_bytes());
    let row = reader.records().next().expect("one").expect("a row");
    assert_eq!(&row[0], "3");
    assert!(row[1].contains("some day"), "{row:?}");
    let strict = centre.write("strict.csv", &damaged.replace("\na,", "\nz,"));
    let words =
        ["import", "table", strict.to_str().expect("a path"), "--mapping", "mapping.toml", "--strict"];
    centre.fails(&words, 1);
    assert_eq!(centre.value("offered"), Some(3.0));
}

#[test]
fn faults_of_the_input_are_named() {
    let centre = Centre::new();
    centre.write("calls.csv", CALLS);
    let check = |words: &[&str], expected: &str| {
        let told = centre.fails(words, 1);
        assert!(told.contains(expected), "{told}");
    };
    check(&["query", "--metric", "offered"], "there is no centre at");
    check(&["import", "--list"], "there is no centre at");
    assert!(!centre.data().exists(), "a question makes no centre");
    check(&["import", "table", "calls.csv"], "a table needs a mapping");
    check(&["import", "table", "none.csv", "--mapping", "mapping.toml"], "none.csv is no file");
    check(&["import", "fax", "calls.csv"], "there is no source `fax`");
    check(&["query", "--metric", "ofered"], "there is no metric `ofered`; maybe `offered`");
    check(&["query", "--metric", "asa", "--by", "colour"], "colour");
    check(
        &["query", "--metric", "asa", "--param", "treshold_s=2"],
        "no metric of the question has a parameter `treshold_s`",
    );
    centre.fails(&["query"], 2);
    centre.fails(&["import", "table"], 2);
}

#[test]
fn an_interrupted_import_leaves_nothing() {
    for point in ["delta-before-commit", "delta-after-commit", "heads-before-update", "heads-before-commit"] {
        let centre = Centre::new();
        centre.import("before.csv", &CALLS.lines().take(2).collect::<Vec<_>>().join("\n"), &[]);
        let file = centre.write("calls.csv", CALLS);
        let words =
            ["import", "table", file.to_str().expect("a path"), "--mapping", "mapping.toml", "--json"];
        let killed =
            centre.command(&words).env("PHAROS_FAIL_AT", format!("{point}:1")).output().expect("it starts");
        assert!(!killed.status.success(), "{point} was not hit");
        assert_eq!(centre.value("offered"), Some(1.0), "{point}");
        let report = centre.json(&words);
        assert_eq!((&report["accepted"], &report["unchanged"]), (&json!(3), &json!(1)), "{point}");
        assert_eq!(centre.value("offered"), Some(4.0), "{point}");
        let list = centre.json(&["import", "--list", "--json"]);
        let states: Vec<&Value> = list.as_array().expect("a list").iter().map(|it| &it["state"]).collect();
        assert_eq!(states, ["done", "failed", "done"], "{point}");
    }
}

#[test]
fn the_rows_behind_a_number_add_up_to_it() {
    let centre = Centre::new();
    centre.import("calls.csv", CALLS, &[]);
    let text =
        centre.ok(&["query", "--metric", "asa", "--where", "queue = 'help'", "--rows", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().expect("a head").clone();
    let place = |name: &str| head.iter().position(|it| it == name).expect("a column");
    let (weight, below) = (place("weight"), place("in_denominator"));
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let sum: f64 = rows.iter().filter_map(|row| row[weight].parse::<f64>().ok()).sum();
    let n = rows.iter().filter(|row| &row[below] == "true").count();
    assert_eq!((sum, n), (30.0, 2));
    assert_eq!(centre.groups("asa", &["--where", "queue = 'help'"])[0].1, Some(15.0));
}

#[test]
fn a_mapping_can_be_guessed_and_used() {
    let centre = Centre::new();
    let sample = repository().join("samples/pwc/sample.csv").display().to_string();
    let guess = centre.json(&["import", "table", &sample, "--guess", "guess.toml", "--tz", "UTC", "--json"]);
    assert_eq!(guess["tables"][0], json!("contact_segments"));
    assert_eq!(centre.json(&["import", "--list", "--json"]), json!([]), "a guess imports nothing");
    let report =
        centre.json(&["import", "table", &sample, "--mapping", "guess.toml", "--tz", "UTC", "--json"]);
    assert_eq!((&report["read"], &report["rejected"]), (&json!(200), &json!(0)));
    assert_eq!(centre.value("offered"), Some(200.0));
}

#[test]
fn a_guess_reads_decimal_commas_says_what_it_leaves_out_and_overwrites_nothing() {
    let centre = Centre::new();
    let mut text = "Call ID;Start Time;Queue;Agent;Wait Time;Result;Talk Time;Gezwitscher\n".to_owned();
    for call in 0..40 {
        let (second, result) = (call % 60, if call % 4 == 0 { "Abandoned" } else { "Answered" });
        let row = format!(
            "{call};21.03.2026 09:14:{second:02};Sales;dana;{call},5;{result};1.268,25;x{}\n",
            call % 3
        );
        text.push_str(&row);
    }
    let file = centre.write("calls.csv", &text).display().to_string();
    let guess = centre.json(&["import", "table", &file, "--guess", "calls.toml", "--tz", "UTC", "--json"]);
    let notes = guess["recognised"].to_string();
    assert!(notes.contains("columns left out: `Gezwitscher`;"), "{notes}");
    let report = centre.json(&["import", "table", &file, "--mapping", "calls.toml", "--tz", "UTC", "--json"]);
    assert_eq!((&report["read"], &report["rejected"]), (&json!(40), &json!(0)));
    // Answered are the calls whose number four does not divide: their waits are on average 20.5 s.
    assert_eq!((centre.value("offered"), centre.value("asa")), (Some(40.0), Some(20.5)));
    assert_eq!(centre.value("talk.mean"), Some(1268.25));
    let again = centre.run(&["import", "table", &file, "--guess", "calls.toml"]);
    let told = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(!again.status.success() && told.contains("calls.toml exists"), "{told}");
}

#[test]
fn totals_without_contacts_answer_too() {
    let centre = Centre::new();
    let sample = repository().join("samples/interval-report/sample.csv");
    let report = centre.json(&[
        "import",
        "interval-report",
        sample.to_str().expect("a path"),
        "--tz",
        "UTC",
        "--json",
    ]);
    assert_eq!((&report["read"], &report["rejected"]), (&json!(200), &json!(0)));
    let text = std::fs::read_to_string(&sample).expect("the sample");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let place =
        reader.headers().expect("a head").iter().position(|name| name == "offered").expect("a column");
    let offered: f64 =
        reader.records().map(|row| row.expect("a row")[place].parse::<f64>().expect("a number")).sum();
    assert_eq!(centre.value("offered"), Some(offered));
}

#[test]
fn what_is_odd_is_reported_and_kept() {
    let centre = Centre::new();
    let odd = CALLS.replace("ANSWERED,10,noa,100", "ANSWERED,-10,noa,100");
    let report = centre.import("calls.csv", &odd, &[]);
    let quality = report["quality"].as_array().expect("findings");
    let count = |check: &str| quality.iter().find(|it| it["check"] == check).map(|it| it["count"].clone());
    assert_eq!(count("negative_duration"), Some(json!(1)));
    assert_eq!((count("unknown_agent"), count("unknown_queue")), (Some(json!(2)), Some(json!(2))));
    assert_eq!(centre.value("offered"), Some(4.0));
    let listed = centre.json(&["import", "--list", "--json"]);
    assert_eq!(&listed[0]["quality"], &report["quality"]);
}
