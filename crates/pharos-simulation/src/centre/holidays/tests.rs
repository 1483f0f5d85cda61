use super::*;

/// Dates as printed in civil calendars of those years.
#[test]
fn holidays_fall_on_their_days() {
    let expected = [
        (0, date(2024, 10, 3), Some("Rosh Hashanah")),
        (0, date(2025, 9, 23), Some("Rosh Hashanah")),
        (0, date(2026, 9, 12), Some("Rosh Hashanah")),
        (0, date(2025, 10, 2), Some("Yom Kippur")),
        (0, date(2025, 4, 13), Some("Passover")),
        (0, date(2026, 4, 2), Some("Passover")),
        (0, date(2025, 6, 2), Some("Shavuot")),
        (0, date(2026, 5, 22), Some("Shavuot")),
        (0, date(2025, 6, 3), None),
        (1, date(2025, 1, 29), Some("Lunar New Year")),
        (1, date(2026, 2, 19), Some("Lunar New Year")),
        (1, date(2026, 2, 20), None),
        (1, date(2026, 10, 1), Some("National Day")),
        (1, date(2045, 2, 17), None),
    ];
    for (site, day, name) in expected {
        assert_eq!(holiday(site, day), name, "{day}");
    }
}
