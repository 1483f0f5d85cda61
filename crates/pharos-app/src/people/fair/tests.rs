use pharos_engine::query::AnswerRow;

use super::fair;

/// What a share can be.
const SHARE: [Option<f64>; 2] = [Some(0.0), Some(1.0)];

fn row(dims: &[&str], hits: f64, cases: f64) -> AnswerRow {
    let share = hits / cases;
    let margin = 1.96 * (share * (1.0 - share) / cases).sqrt();
    AnswerRow {
        metric: "fcr".into(),
        version: 1,
        params: "".into(),
        period_start_us: None,
        period_end_us: None,
        dims: dims.iter().map(|it| Some((*it).to_owned())).collect(),
        value: Some(share),
        numerator: Some(hits),
        denominator: Some(cases),
        n: Some(cases as u64),
        lo: Some(share - margin),
        hi: Some(share + margin),
        method: "wald",
        final_at_us: None,
        flags: Vec::new(),
        previous: None,
    }
}

/// Six agents on one queue, worked out with the formulas' textbook form in another language (numbers beside each).
#[test]
fn a_person_on_few_cases_is_drawn_towards_colleagues() {
    let seen = [
        ("a", 90.0, 100.0),
        ("b", 700.0, 1000.0),
        ("c", 640.0, 1000.0),
        ("d", 720.0, 1000.0),
        ("e", 760.0, 1000.0),
        ("f", 9.0, 10.0),
    ];
    let cells: Vec<AnswerRow> =
        seen.iter().map(|(who, hits, cases)| row(&[who, "billing"], *hits, *cases)).collect();
    let own: Vec<AnswerRow> = seen.iter().map(|(who, hits, cases)| row(&[who], *hits, *cases)).collect();
    let found = fair(&cells, &own.iter().collect::<Vec<_>>(), SHARE);
    // The others of `f`: (90 + 700 + 640 + 720 + 760) / 4100.
    let peers = found["f"].peers.expect("colleagues");
    assert!((peers - 2910.0 / 4100.0).abs() < 1e-12);
    let few = found["f"].shrunken.expect("a value");
    let many = found["a"].shrunken.expect("a value");
    // 0.9 of 10 says little, 0.9 of 100 more.
    assert!(few[0] < many[0] && peers < few[0] && many[0] < 0.9, "{few:?} {many:?}");
    assert!(few[1] < few[0] && few[0] < few[2]);
}

#[test]
fn work_that_nobody_else_does_is_not_compared() {
    let seen = [("a", "billing", 500.0), ("b", "billing", 500.0), ("c", "legal", 500.0)];
    let cells: Vec<AnswerRow> =
        seen.iter().map(|(who, work, cases)| row(&[who, work], cases * 0.7, *cases)).collect();
    let own: Vec<AnswerRow> = seen.iter().map(|(who, _, cases)| row(&[who], cases * 0.7, *cases)).collect();
    let found = fair(&cells, &own.iter().collect::<Vec<_>>(), SHARE);
    assert!(found["a"].peers.is_some());
    assert_eq!(found["c"].peers, None);
    // Three agents: their spread cannot be known.
    assert_eq!(found["a"].shrunken, None);
}

#[test]
fn an_interval_of_shares_holds_shares_only() {
    let seen = [
        ("a", 1.0, 400.0),
        ("b", 1.0, 300.0),
        ("c", 3.0, 500.0),
        ("d", 9.0, 450.0),
        ("e", 2.0, 380.0),
        ("f", 1.0, 200.0),
    ];
    let cells: Vec<AnswerRow> =
        seen.iter().map(|(who, hits, cases)| row(&[who, "billing"], *hits, *cases)).collect();
    let own: Vec<AnswerRow> = seen.iter().map(|(who, hits, cases)| row(&[who], *hits, *cases)).collect();
    let bounds = |possible| -> Vec<[f64; 3]> {
        let found = fair(&cells, &own.iter().collect::<Vec<_>>(), possible);
        found.values().filter_map(|it| it.shrunken).collect()
    };
    let free = bounds([None, None]);
    assert!(free.iter().any(|it| it[1] < 0.0), "{free:?}");
    let held: Vec<[f64; 3]> = free.iter().map(|it| [it[0], it[1].max(0.0), it[2].min(1.0)]).collect();
    assert_eq!(bounds(SHARE), held);
}
