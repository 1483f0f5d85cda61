use super::*;

#[test]
fn lengths_are_read_with_their_unit() {
    let cases = [("15m", 900), ("30m", 1_800), ("1h", 3_600), ("1d", 86_400), ("900s", 900)];
    for (text, expected) in cases {
        assert_eq!(interval(text).ok(), Some(expected), "{text}");
    }
    for text in ["", "m", "30", "0m", "-5m", "1w", "99999999d"] {
        assert!(interval(text).is_err_and(|error| error.is_input()), "{text}");
    }
}

#[test]
fn a_country_is_known_by_its_two_letters() {
    assert_eq!(country(" il ").ok().as_deref(), Some("IL"));
    for text in ["", "Israel", "XX"] {
        assert!(country(text).is_err_and(|error| error.is_input()), "{text}");
    }
    assert!(years_known(1_767_225_600) && !years_known(1_041_379_200), "2026, 2003");
}
