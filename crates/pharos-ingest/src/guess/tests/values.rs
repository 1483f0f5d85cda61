use super::kinds::{Kind, kind_of};
use super::*;

fn column(values: &[&str]) -> SampleColumn {
    let values = values.iter().map(|value| (!value.is_empty()).then(|| (*value).to_owned())).collect();
    SampleColumn { name: "x".to_owned(), values }
}

fn time(format: Option<&str>, clock: bool, zoned: bool) -> Kind {
    Kind::Time { format: format.map(str::to_owned), clock, zoned }
}

#[test]
fn kinds_of_values() {
    let check = |values: &[&str], expected: Kind| {
        assert_eq!(kind_of(&column(values), false).0, expected, "{values:?}")
    };
    check(&["2021-01-01", "2021-12-31"], time(None, false, false));
    check(&["2021-01-01 10:00:00", "2021-12-31T11:00:00"], time(None, true, false));
    check(&["2012-10-09T14:50:17+00:00", "2012-10-12T15:02:56Z"], time(None, true, true));
    check(&["29/2/2016 01:16", "1/3/2016 09:52", "?"], time(Some("%d/%m/%Y %H:%M"), true, false));
    check(&["2/29/2016", "3/1/2016"], time(Some("%m/%d/%Y"), false, false));
    check(&["25.12.2021", "01.09.2021"], time(Some("%d.%m.%Y"), false, false));
    check(&["990201", "990228"], time(Some("%y%m%d"), false, false));
    check(&["20210131", "20211231"], time(None, false, false));
    check(&["01/31/2021 9:05 PM", "02/01/2021 10:00 AM"], time(Some("%m/%d/%Y %I:%M %p"), true, false));
    check(&["1266833361", "1266833407"], Kind::Epoch { unit: "s" });
    check(&["1266833361500", "1266833407000"], Kind::Epoch { unit: "ms" });
    check(&["7:02:47", "13:31:45", "23:59:59"], Kind::Clock);
    check(&["0:00:17", "0:02:14", "1:00:00"], Kind::Duration);
    check(&["02:14", "12:00"], Kind::Duration);
    check(&["Y", "N", ""], Kind::Flag);
    check(&["true", "false"], Kind::Flag);
    check(&["1", "5", "3"], Kind::Number { whole: true, low: 1.0, high: 5.0, distinct: 3 });
    check(&["1.5", "-2"], Kind::Number { whole: false, low: -2.0, high: 1.5, distinct: 2 });
    check(&["a", "b", "a"], Kind::Word { distinct: 2 });
    check(&["", "?", "N/A"], Kind::Empty);
}

#[test]
fn days_and_months_that_can_be_swapped_are_said() {
    let check = |values: &[&str], format: &str, asked: bool| {
        let (kind, open) = kind_of(&column(values), false);
        assert_eq!(kind, time(Some(format), false, false), "{values:?}");
        assert_eq!(open.is_some(), asked, "{values:?}: {open:?}");
    };
    check(&["01/02/2021", "03/04/2021"], "%d/%m/%Y", true);
    check(&["01/02/2021", "13/02/2021"], "%d/%m/%Y", false);
    check(&["01/02/2021", "01/13/2021"], "%m/%d/%Y", false);
    // In order only as months first: the order of the rows is evidence.
    let rising: Vec<String> =
        (1..=12).flat_map(|month| (1..=12).map(move |day| format!("{month:02}/{day:02}/2021"))).collect();
    check(&rising.iter().map(String::as_str).collect::<Vec<_>>(), "%m/%d/%Y", true);
}

#[test]
fn decimal_commas() {
    let check = |values: &[&str], expected: bool| {
        assert_eq!(kinds::decimal_comma(&[column(values)]), expected, "{values:?}")
    };
    check(&["1,5", "2,25"], true);
    check(&["1.234,5", "7"], true);
    check(&["1,234", "5,678"], false);
    check(&["1.5", "2"], false);
    check(&["a,5", "b,6"], false);
}

#[test]
fn states_of_agents() {
    let rows: Vec<String> = (0..20)
        .map(|row| {
            format!(
                "a{}|{}|2024-01-01T{:02}:00:00|2024-01-01T{:02}:30:00",
                row % 3,
                ["Available", "Lunch"][row % 2],
                row,
                row
            )
        })
        .collect();
    let guess = guess(&sample("Agent|Aux Code|Start Time|End Time", &rows), &Hints::default());
    let target = &guess.mapping.targets[0];
    assert_eq!(target.table, "agent_intervals", "{}", guess.to_toml());
    assert!(target.columns["state"].contains("WHEN 'Lunch' THEN 'meal'"), "{}", guess.to_toml());
    assert!(target.columns["ended_at"].contains("End Time"), "{}", guess.to_toml());
}

#[test]
fn names_and_words_with_quotes_stay_text() {
    let rows: Vec<String> = (0..30)
        .map(|row| format!("{row}|2024-01-01 10:00:{row:02}|{}|{row}", ["Answered", "it's"][row % 2]))
        .collect();
    let guess = guess(&sample("Call \"Id\"|Start Time|Result|Wait Time", &rows), &Hints::default());
    let text = guess.to_toml();
    assert!(text.contains("\"\"Id\"\""), "{text}");
    assert_eq!(Mapping::parse(&text).expect("a mapping"), guess.mapping);
}

/// A report with its day and its half hour in columns of their own, under several names: no interval replaces another.
#[test]
fn a_report_with_day_and_clock_apart_is_no_report_of_days() {
    let clocks = ["8:00", "8:30", "9:00", "13:30"];
    let row = |place: usize, clock: &str| {
        format!("{}|{}/11/2026|{clock}|20|18|2", ["sales", "billing"][place % 2], 10 + place)
    };
    let rows: Vec<String> = (0..8).flat_map(|place| clocks.map(|clock| row(place, clock))).collect();
    for names in ["Date|Interval", "Date|Time", "Day|Half hour", "Date|Interval start"] {
        let head = format!("Queue|{names}|Offered|Answered|Abandoned");
        let guess = guess(&sample(&head, &rows), &Hints::default());
        let [day, clock] = [0, 1].map(|place| names.split('|').nth(place).expect("two names"));
        assert_eq!(guess.mapping.targets.len(), 3, "{}", guess.to_toml());
        for target in &guess.mapping.targets {
            let key = target.key.as_deref().expect("a key");
            assert!([day, clock, "Queue"].iter().all(|name| key.contains(&format!("\"{name}\""))), "{key}");
            let starts_at = target.columns["starts_at"].as_str();
            assert_eq!(starts_at, format!("local_day_clock(\"{day}\", '%d/%m/%Y', \"{clock}\")"));
            assert_eq!(target.columns["interval_s"].as_str(), "1800");
        }
    }
}

/// Half hours written from one clock to another.
#[test]
fn a_report_whose_half_hours_say_from_when_to_when_is_read_by_their_beginning() {
    let halves = ["08:00 - 08:30", "08:30 - 09:00", "13:30 - 14:00", "23:30 - 24:00"];
    for dash in [" - ", "-", " \u{2013} "] {
        let row = |place: usize, half: &str| {
            format!("{}|{}/11/2026|{half}|20|18|2", ["sales", "billing"][place % 2], 10 + place)
        };
        let of_day = |place: usize| halves.map(|half| row(place, &half.replace(" - ", dash)));
        let rows: Vec<String> = (0..8).flat_map(of_day).collect();
        for name in ["Interval", "Time", "Half hour"] {
            let head = format!("Queue|Date|{name}|Offered|Answered|Abandoned");
            let guess = guess(&sample(&head, &rows), &Hints::default());
            for target in &guess.mapping.targets {
                let starts_at = target.columns["starts_at"].as_str();
                assert_eq!(starts_at, format!("local_day_clock(\"Date\", '%d/%m/%Y', \"{name}\")"));
                assert_eq!(target.columns["interval_s"].as_str(), "1800");
                assert!(target.key.as_deref().expect("a key").contains(&format!("\"{name}\"")));
            }
        }
    }
}

/// Totals that a further column splits are added up; none stands in for another.
#[test]
fn a_report_split_by_another_column_keeps_its_parts_apart() {
    let rows: Vec<String> = (10..20)
        .flat_map(|day| ["he", "en"].map(|language| format!("sales|2026-11-{day}|{language}|20|18|2")))
        .collect();
    let guess = guess(&sample("Queue|Date|Language|Offered|Answered|Abandoned", &rows), &Hints::default());
    let key = guess.mapping.targets[0].key.as_deref().expect("a key");
    assert!(key.contains("\"Language\""), "{key}");
}
