use proptest::prelude::*;

use super::*;
use crate::period::tests::{ZONES, any_instant_us};

proptest! {
    #[test]
    fn the_cursor_agrees_with_the_zone(name in proptest::sample::select(&ZONES), instants in proptest::collection::vec(any_instant_us(), 1..40)) {
        let zone = Zone::get(name).expect("a zone");
        let mut cursor = OffsetCursor::new(&zone);
        for at in instants {
            prop_assert_eq!(cursor.offset_s(at), zone.offset_s(at));
            prop_assert_eq!(cursor.local_date(at), zone.local_date(at));
            prop_assert_eq!(cursor.weekday(at), zone.weekday(at));
            prop_assert_eq!(cursor.hour_of_day(at), zone.hour_of_day(at));
        }
    }
}

#[test]
fn the_cursor_stands_right_on_both_sides_of_a_change() {
    let zone = Zone::get("Europe/Berlin").expect("a zone");
    let mut cursor = OffsetCursor::new(&zone);
    let change_us = 1_711_846_800 * SECOND_US;
    for (at, expected) in [
        (change_us, 7_200),
        (change_us - 1, 3_600),
        (change_us + 1, 7_200),
        (i64::MIN, 3_208),
        (i64::MAX, 3_600),
    ] {
        assert_eq!(cursor.offset_s(at), expected, "{at}");
    }
}
