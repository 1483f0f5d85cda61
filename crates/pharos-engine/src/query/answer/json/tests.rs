//! The JSON that is written straight from the rows says what the cells of a table say, for any row.

use proptest::prelude::*;

use super::*;

fn number() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        Just(None),
        Just(Some(f64::NAN)),
        Just(Some(f64::INFINITY)),
        Just(Some(-0.0)),
        (-1e6_f64..1e6).prop_map(|it| Some(it.round())),
        any::<f64>().prop_map(Some),
    ]
}

prop_compose! {
    fn row()(
        numbers in prop::collection::vec(number(), 6),
        counts in prop::collection::vec(prop::option::of(0..1_u64 << 53), 2),
        instants in prop::collection::vec(prop::option::of(-62_135_596_800_000_000..253_402_300_799_999_999_i64), 3),
        dims in prop::collection::vec(prop::option::of(".{0,8}"), 2),
        flags in prop::collection::vec("[a-z ]{1,9}", 0..3),
        compared in any::<bool>(),
    ) -> AnswerRow {
        AnswerRow {
            metric: "asa".into(), version: 2, params: "threshold_s=20".into(),
            period_start_us: instants[0], period_end_us: instants[1], dims: dims.into(),
            value: numbers[0], numerator: numbers[1], denominator: numbers[2], n: counts[0],
            lo: numbers[3], hi: numbers[4], method: "mean_t", final_at_us: instants[2], flags,
            previous: compared.then_some((numbers[5], counts[1])),
        }
    }
}

proptest! {
    #[test]
    fn rows_say_what_cells_say(rows in prop::collection::vec(row(), 0..5)) {
        let by = vec!["queue".to_owned(), "channel".to_owned()];
        let answer = Answer { by, rows, definitions: Vec::new(), as_of_us: 0, sources: Vec::new() };
        let written = serde_json::to_string(&answer.to_json()).expect("an answer is JSON");
        let read: Value = serde_json::from_str(&written).expect("what was written is JSON");
        let cells: Vec<Vec<Value>> = answer.clone().table_rows().collect();
        let again: Value = serde_json::from_str(&json!(cells).to_string()).expect("cells are JSON");
        prop_assert_eq!(&read["rows"], &again);
    }
}
