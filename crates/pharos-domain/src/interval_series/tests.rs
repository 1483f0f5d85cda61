use super::*;

const MINUTE_US: i64 = 60_000_000;

fn slot(minute: i64, minutes: u32) -> Interval {
    Interval { start_us: minute * MINUTE_US, length_s: minutes * 60 }
}

#[test]
fn a_value_is_found_by_an_instant_inside_its_interval_only() -> Result<(), NotRising> {
    let series = IntervalSeries::new(vec![(slot(0, 15), 'a'), (slot(30, 15), 'b')])?;
    let cases =
        [(-1, None), (0, Some('a')), (14, Some('a')), (15, None), (29, None), (30, Some('b')), (45, None)];
    for (minute, expected) in cases {
        assert_eq!(series.at(minute * MINUTE_US).copied(), expected, "minute {minute}");
    }
    Ok(())
}

#[test]
fn overlapping_intervals_are_refused_with_their_place() {
    let doubled = vec![(slot(0, 15), 1), (slot(15, 15), 2), (slot(15, 15), 3)];
    assert_eq!(IntervalSeries::new(doubled), Err(NotRising { index: 2 }));
}
