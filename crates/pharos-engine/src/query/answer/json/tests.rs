//! The JSON that is written straight from the rows says what the cells of a table say, whatever stands in a row.

use super::*;

const NUMBERS: [Option<f64>; 9] = [
    None,
    Some(f64::NAN),
    Some(f64::INFINITY),
    Some(-0.0),
    Some(20.0),
    Some(-3.0),
    Some(0.1),
    Some(1e300),
    Some(9.1e15),
];
const COUNTS: [Option<u64>; 3] = [None, Some(0), Some(1 << 52)];
const INSTANTS: [Option<i64>; 4] =
    [None, Some(0), Some(-62_135_596_800_000_000), Some(1_795_980_630_931_318)];
const WORDS: [Option<&str>; 4] = [None, Some(""), Some("say \"hello\",\n你好"), Some("שלום")];

fn row(place: usize) -> AnswerRow {
    let number = |step: usize| NUMBERS[(place * 5 + step) % NUMBERS.len()];
    let count = |step: usize| COUNTS[(place + step) % COUNTS.len()];
    let instant = |step: usize| INSTANTS[(place * 3 + step) % INSTANTS.len()];
    let flags = ["small n", "missing wait_s"].iter().take(place % 3).map(|it| (*it).to_owned()).collect();
    AnswerRow {
        metric: "asa".into(),
        version: 2,
        params: "threshold_s=20".into(),
        period_start_us: instant(0),
        period_end_us: instant(1),
        dims: [0, 1].map(|step| WORDS[(place + step) % WORDS.len()].map(str::to_owned)).to_vec().into(),
        value: number(0),
        numerator: number(1),
        denominator: number(2),
        n: count(0),
        lo: number(3),
        hi: number(4),
        method: "mean_t",
        final_at_us: instant(2),
        flags,
        previous: (place % 2 == 1).then(|| (number(6), count(1))),
    }
}

#[test]
fn rows_say_what_cells_say() {
    let by = vec!["queue".to_owned(), "channel".to_owned()];
    // 9, 3, 4 and 2 values: after so many places everything has stood beside everything.
    let rows = (0..180).map(row).collect();
    let answer = Answer { by, rows, definitions: Vec::new(), as_of_us: 0, sources: Vec::new() };
    let written = serde_json::to_string(&answer.to_json()).expect("an answer is JSON");
    let read: Value = serde_json::from_str(&written).expect("what was written is JSON");
    let cells: Vec<Vec<Value>> = answer.clone().table_rows().collect();
    let again: Value = serde_json::from_str(&json!(cells).to_string()).expect("cells are JSON");
    assert_eq!(read["rows"], again);
}
