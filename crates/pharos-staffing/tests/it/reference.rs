//! All rows of the reference table, through the CSV door: `tests/data/erlang_reference.csv` holds values computed
//! for this project at 230 bits by birth-death sums and checked by a second, closed-form path.

use std::collections::HashMap;

use pharos_staffing::table::staff_table;

const COLUMNS: [&str; 14] = [
    "offered_load_erl",
    "service_level",
    "asa_s",
    "p_abandon",
    "occupancy",
    "p_wait",
    "p_block",
    "mean_wait_all_s",
    "mean_queue",
    "sl_patient",
    "sl_of_served",
    "sl_excl_short_ab",
    "sl_answered_or_ab",
    "effective_lambda_per_interval",
];

pub fn rows(text: &[u8]) -> Vec<HashMap<String, String>> {
    csv::Reader::from_reader(text).deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn every_reference_row_is_met() {
    let text = include_bytes!("../data/erlang_reference.csv");
    let expected = rows(text);
    let mut out = Vec::new();
    let report = staff_table(text.as_slice(), &mut out).unwrap();
    assert_eq!(report.errors, vec![]);
    let found = rows(&out);
    assert_eq!(found.len(), 676);
    let mut failures = Vec::new();
    let mut values = 0;
    let mut worst: HashMap<String, f64> = HashMap::new();
    for (expected, found) in expected.iter().zip(&found) {
        assert_eq!(expected["id"], found["id"]);
        for column in COLUMNS {
            if expected[column].is_empty() {
                continue;
            }
            values += 1;
            let wanted: f64 = expected[column].parse().unwrap();
            let got: f64 = found[column].parse().unwrap_or(f64::NAN);
            let (error, allowed) = error_of(expected, wanted, got);
            let entry = worst.entry(expected["model"].clone()).or_default();
            if wanted > 1e-300 && wanted.is_finite() && allowed < 1.1e-9 {
                *entry = entry.max(error);
            }
            if error.is_nan() || error > allowed {
                failures.push(format!(
                    "{} {}: {column} {got:e}, expected {wanted:e}",
                    expected["id"], expected["model"]
                ));
            }
        }
    }
    println!("{values} values, greatest relative error by model: {worst:?}");
    assert!(failures.is_empty(), "{} of {values} values:\n{}", failures.len(), failures.join("\n"));
}

/// Error and what is allowed: relative 1e-9, near saturation 8 ulp x a / (n - a); below 1e-300 zero is right, and a
/// value floored to zero by the reference must be below 1e-40.
fn error_of(row: &HashMap<String, String>, wanted: f64, got: f64) -> (f64, f64) {
    if wanted == got {
        return (0.0, 0.0);
    }
    if wanted.abs() <= 1e-300 {
        return (got.abs(), if row["note"].contains("floored") { 1e-40 } else { 1e-300 });
    }
    let load: f64 = row["offered_load_erl"].parse().unwrap();
    let agents: f64 = row["agents"].parse().unwrap();
    let condition = if row["model"] == "C" && agents > load { load / (agents - load) } else { 0.0 };
    ((got - wanted).abs() / wanted.abs(), f64::max(1e-9, 8.0 * f64::EPSILON * condition))
}
