use super::*;

/// 1,000 hours at work, 40 paid hours, a fifth of the time at work for breaks and a tenth on leave: 1000 / (40 x 0.8 x 0.9).
#[test]
fn shrinkage_divides() {
    let week = WeekDemand { agent_hours: 1000.0, in_office_shrinkage: 0.2, leave: 0.1 };
    week.check().unwrap();
    assert!((week.people(40.0) - 34.722_222_222_222).abs() < 1e-9);
    assert!((agent_hours(800.0, 0.8).unwrap() - 1000.0).abs() < 1e-9);
    assert!(agent_hours(800.0, 80.0).is_err());
    assert!(WeekDemand { leave: 10.0, ..week }.check().is_err());
}
