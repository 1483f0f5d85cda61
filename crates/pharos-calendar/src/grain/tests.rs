use super::*;

#[test]
fn every_grain_reads_back_as_written() {
    for grain in Grain::ALL {
        assert_eq!(grain.to_string().parse(), Ok(grain));
    }
    let names = Grain::ALL.map(Grain::as_str).join(" ");
    assert_eq!(names, "none 15m 30m hour day week month quarter year");
}

#[test]
fn an_unknown_name_is_answered_with_the_known_ones() {
    let fault = "fortnight".parse::<Grain>().expect_err("no grain");
    assert!(fault.to_string().contains("\"fortnight\", maybe one of none 15m"), "{fault}");
    assert!(parse_weekday("Funday").is_err());
}

#[test]
fn weekdays_have_short_and_long_names() {
    assert_eq!(parse_weekday(" Sunday "), Ok(Weekday::Sunday));
    assert_eq!(parse_weekday("WED"), Ok(Weekday::Wednesday));
    assert_eq!(weekday_name(Weekday::Saturday), "sat");
}
