use super::*;

fn item(
    metric: &str,
    weight: f64,
    better: Better,
    own: (f64, f64, f64, u64),
    target: f64,
    peers: f64,
) -> Item {
    let (value, lo, hi, n) = own;
    Item {
        metric: metric.to_owned(),
        weight,
        better,
        target: Some(target),
        own: Some(Measured { value, lo, hi, n }),
        past: Some(value),
        peers: Some(peers),
        shrunken: None,
        n_min: 30,
    }
}

#[test]
fn the_card_says_what_is_sure_and_nothing_else() {
    let card = scorecard(&[
        // Above target and colleagues beyond doubt.
        item("csat", 3.0, Better::Up, (0.92, 0.88, 0.95, 200), 0.85, 0.84),
        // Below target by the number, not by the interval: no area, and it counts as reached.
        item("fcr", 2.0, Better::Up, (0.70, 0.60, 0.79, 60), 0.75, 0.72),
        // Less is better, and there is more.
        item("transfers", 1.0, Better::Down, (0.20, 0.16, 0.24, 300), 0.10, 0.12),
        // Too few to say anything.
        item("reopens", 4.0, Better::Down, (0.50, 0.10, 0.90, 4), 0.05, 0.06),
    ]);
    let standings: Vec<Standing> = card.lines.iter().map(|it| it.to_target).collect();
    assert_eq!(standings, [Standing::Better, Standing::Same, Standing::Worse, Standing::Unknown]);
    assert_eq!((card.strengths, card.areas), (vec!["csat".to_owned()], vec!["transfers".to_owned()]));
    // 3 + 2 of the 6 that can be told.
    assert!((card.reached.unwrap() - 5.0 / 6.0).abs() < 1e-12);
    assert!((card.lines[3].weight - 0.4).abs() < 1e-12);
}

#[test]
fn a_line_good_against_one_and_bad_against_the_other_is_neither() {
    let card = scorecard(&[item("csat", 1.0, Better::Up, (0.80, 0.78, 0.82, 900), 0.85, 0.70)]);
    assert!(card.strengths.is_empty() && card.areas.is_empty(), "{card:?}");
}

#[test]
fn without_anything_nothing_is_said() {
    assert_eq!(scorecard(&[]).reached, None);
    let mut it = item("csat", 1.0, Better::Up, (0.8, 0.7, 0.9, 99), 0.85, 0.70);
    it.own = None;
    let card = scorecard(&[it]);
    assert_eq!((card.reached, card.lines[0].to_past, card.lines[0].n), (None, Standing::Unknown, 0));
}

/// A small number far from colleagues is drawn so near that it cannot be told from theirs; against the target the value itself counts.
#[test]
fn colleagues_are_set_against_the_value_drawn_towards_them() {
    let raw = item("fcr", 1.0, Better::Up, (0.90, 0.75, 0.97, 40), 0.70, 0.72);
    let drawn = Item { shrunken: Some((0.70, 0.82)), ..raw.clone() };
    assert_eq!(scorecard(&[raw]).lines[0].to_peers, Standing::Better);
    let card = scorecard(&[drawn]);
    assert_eq!((card.lines[0].to_peers, card.lines[0].to_target), (Standing::Same, Standing::Better));
}
