use super::*;

#[test]
fn a_rule_keeps_that_many_utc_days_today_among_them() {
    // 2026-03-10T23:59:59Z
    let now = 1_773_187_199_000_000;
    let check = |days: u32, expected: &str| {
        let rules = RetentionRules {
            tables: [("contact_segments".to_owned(), days)].into(),
            ..RetentionRules::default()
        };
        let due: Vec<String> = due(&rules, now).into_iter().map(|(_, day)| day).collect();
        assert_eq!(due, [expected], "{days} days");
    };
    check(1, "2026-03-10");
    check(2, "2026-03-09");
    check(10, "2026-03-01");
    check(365, "2025-03-11");
}
