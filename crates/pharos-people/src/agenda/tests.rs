use super::*;

#[test]
fn promises_come_before_praise_and_praise_before_worry() {
    let points = agenda(vec![
        Point::Concern { id: "c".to_owned(), metric: None },
        Point::Kudos { text: "thanks".to_owned() },
        Point::OpenAction { id: "1".to_owned(), text: "call back".to_owned(), overdue: false },
        Point::OpenAction { id: "2".to_owned(), text: "read up".to_owned(), overdue: true },
    ]);
    let kinds: Vec<&str> = points
        .iter()
        .map(|it| match it {
            Point::HowAreYou => "how",
            Point::OpenAction { id, .. } => id,
            Point::Kudos { .. } => "kudos",
            Point::Concern { .. } => "concern",
            _ => "other",
        })
        .collect();
    assert_eq!(kinds, ["how", "2", "1", "kudos", "concern"]);
    assert_eq!(agenda(Vec::new()), [Point::HowAreYou]);
}
