use std::collections::HashMap;

use super::*;

fn run(text: &str) -> (TableReport, Vec<HashMap<String, String>>) {
    let mut out = Vec::new();
    let report = staff_table(text.as_bytes(), &mut out).unwrap();
    let rows = csv::Reader::from_reader(out.as_slice()).deserialize().map(|row| row.unwrap()).collect();
    (report, rows)
}

/// pyworkforce README: 14 agents, 20 scheduled with 30 % shrinkage, level 0.8883500191794669; and a closed hour.
#[test]
fn a_readme_row_and_a_closed_hour() {
    let (report, rows) = run(
        "hour,model,lambda_per_interval,interval_s,aht_s,sl_target,sl_threshold_s,shrinkage,occupancy_max\n\
         9,C,100,1800,180,0.8,20,0.3,0.85\n\
         10,C,0,1800,180,0.8,20,0.3,0.85\n",
    );
    assert_eq!(report, TableReport { rows: 2, errors: vec![] });
    let cell = |row: usize, name: &str| rows[row][name].as_str();
    assert_eq!((cell(0, "hour"), cell(0, "min_agents"), cell(0, "error")), ("9", "14", ""));
    let number = |name: &str| rows[0][name].parse::<f64>().unwrap();
    assert!((number("sl_at_min") - 0.888_350_019_179_466_9).abs() < 1e-12);
    assert!((number("scheduled_agents") - 20.0).abs() < 1e-12);
    assert_eq!(number("service_level"), number("sl_at_min"));
    assert!(number("sl_at_min_minus_1") < 0.8889);
    assert_eq!(
        (cell(1, "min_agents"), cell(1, "service_level"), cell(1, "scheduled_agents")),
        ("0", "", "0.0")
    );
}

#[test]
fn a_bad_row_keeps_its_place() {
    let (report, rows) =
        run("model,lambda_per_interval,interval_s,aht_s,patience_s,agents,lines,redial_prob,sl_target\n\
         A,100,1800,180,60,9,,,\n\
         A,100,1800,180,,9,,,\n\
         Z,100,1800,180,,9,,,\n\
         C,\"1,5\",1800,180,,9,,,\n\
         C,100,1800,180,,9.5,,,\n\
         C,100,1800,180,,,,,\n\
         C,100,1800,180,,,,,0.8\n\
         C,100,1800,-1,,9,,,\n\
         X,100,1800,180,60,9,,,\n\
         A_lines,100,1800,180,60,9,,,\n\
         C,100,1800,180,,9\n");
    assert_eq!((report.rows, report.errors.len(), rows.len()), (11, 10, 11));
    let expected = [
        "",
        "patience_s is empty, but model A needs it",
        "model is \"Z\"",
        "lambda_per_interval is \"1,5\"",
        "agents is \"9.5\"",
        "agents is empty",
        "sl_threshold_s is empty",
        "handle_s is -1",
        "redial_prob is empty",
        "lines is empty",
        "the number of cells is \"6\"",
    ];
    for (row, expected) in rows.iter().zip(expected) {
        assert!(row["error"].starts_with(expected), "{} / {expected}", row["error"]);
        assert_eq!(row["error"].is_empty(), !row["p_wait"].is_empty());
    }
    assert_eq!((report.errors[0].line, report.errors[9].line), (3, 12));
}

#[test]
fn a_table_without_its_columns_is_refused() {
    let refused = |text: &str| staff_table(text.as_bytes(), Vec::new()).unwrap_err().to_string();
    assert!(refused("model,lambda,interval_s\n").contains("\"aht_s\" is missing"));
    assert!(refused("model,aht_s,aht_s\n").contains("there twice"));
}

/// The byte-order mark of a spreadsheet, a result column computed anew, a load instead of contacts.
#[test]
fn what_spreadsheets_send() {
    let (report, rows) =
        run("\u{feff}model,offered_load_erl,aht_s,agents,p_wait\nC,10,180,10,0.5\nB,10,180,14,\n");
    assert_eq!(report.errors, vec![]);
    assert_eq!((rows[0]["p_wait"].as_str(), rows[0]["asa_s"].as_str()), ("1.0", "inf"));
    assert!(rows[0]["warning"].contains("grows without bound"));
    let blocked: f64 = rows[1]["p_block"].parse().unwrap();
    assert!((blocked - 0.056_819_143_386_5).abs() < 1e-12);
    assert_eq!(rows[1]["offered_load_erl"], "10.0");
}
