use super::*;

#[test]
fn the_rhythm_counts_from_the_last_talk_or_the_beginning() {
    // last talk (days ago), known since (days ago), every -> days, overdue
    let table = [
        (Some(3), 400, 14, Some(3), 0),
        (Some(14), 400, 14, Some(14), 0),
        (Some(20), 400, 14, Some(20), 6),
        (None, 10, 14, None, 0),
        (None, 30, 14, None, 16),
        (Some(-1), 400, 14, Some(0), 0),
    ];
    for (last, since, every, days, overdue) in table {
        let it = rhythm(last, since, every);
        assert_eq!((it.days, it.overdue_days), (days, overdue), "{last:?} {since}");
    }
}
