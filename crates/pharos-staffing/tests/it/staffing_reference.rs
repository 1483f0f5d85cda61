//! Least agents of `tests/data/erlang_staffing.csv` (computed for this project by exhaustive search at 230 bits).

use pharos_staffing::table::staff_table;

use crate::reference::rows;

#[test]
fn every_staffing_row_is_met_and_minimal() {
    let text = include_bytes!("../data/erlang_staffing.csv");
    let expected = rows(text);
    let mut out = Vec::new();
    let report = staff_table(text.as_slice(), &mut out).unwrap();
    assert_eq!(report.errors, vec![]);
    let found = rows(&out);
    assert_eq!(found.len(), 336);
    for (expected, found) in expected.iter().zip(&found) {
        assert_eq!(expected["min_agents"], found["min_agents"], "{expected:?}");
        for column in ["sl_at_min", "sl_at_min_minus_1"] {
            if expected[column].is_empty() {
                continue;
            }
            let wanted: f64 = expected[column].parse().unwrap();
            let got: f64 = found[column].parse().unwrap();
            // The file prints 15 digits.
            assert!((got - wanted).abs() <= 1e-9 * wanted, "{column} {got} of {expected:?}");
        }
    }
}
