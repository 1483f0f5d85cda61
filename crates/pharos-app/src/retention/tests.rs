use super::*;
use crate::tests::Centre;

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

#[tokio::test]
async fn rules_are_tried_before_they_are_set() {
    let centre = Centre::new().await;
    let owner = Permission::owner();
    let before = centre.numbers().await;
    let short =
        |table: &str| RetentionRules { tables: [(table.to_owned(), 1)].into(), ..RetentionRules::default() };
    let outcome = centre.app.try_retention(&owner, &short("contact_segments")).await.unwrap();
    // Sixty contacts, and the older version of every fifth of them.
    let taken: Vec<(&str, u64)> = outcome.tables.iter().map(|it| (it.table.as_str(), it.rows)).collect();
    assert!(outcome.dry_run && taken == [("contact_segments", 72)], "{taken:?}");
    assert_eq!(centre.app.retention_rules().await.unwrap(), RetentionRules::default());
    assert_eq!(centre.numbers().await, before);
    assert!(centre.app.try_retention(&owner, &short("employment")).await.is_err(), "it is kept as a whole");
}
