use std::collections::BTreeMap;

use super::{PersonalNames, without};

/// What is left of a value when a person who goes by a number is taken out.
fn of(column: &str, text: &str) -> Option<String> {
    let names = BTreeMap::from([("200".to_owned(), "erased-1".to_owned())]);
    let replaced = |text: &str| {
        let words: Vec<&str> =
            text.split(' ').map(|word| if word == "200" { "erased-1" } else { word }).collect();
        let new = words.join(" ");
        (new != text).then_some(new)
    };
    without(column, text, PersonalNames { names: &names, replaced: &replaced })
}

#[test]
fn a_number_that_reads_as_a_person_stays_a_number() {
    assert_eq!(of("counts", r#"{"read":200,"tables":{"t":[200]},"import_id":"200"}"#), None);
    assert_eq!(of("id", "200"), None, "an import's number");
    assert_eq!(of("agent_id", "200").as_deref(), Some("erased-1"));
    assert_eq!(of("note", "call 200 back").as_deref(), Some("call erased-1 back"));
}

#[test]
fn texts_of_documents_are_looked_through() {
    let body = r#"{"read":200,"of":[{"agent":"200"},"and 200"],"200":true,"other":"2000"}"#;
    assert_eq!(
        of("body", body).as_deref(),
        Some(r#"{"read":200,"of":[{"agent":"erased-1"},"and erased-1"],"erased-1":true,"other":"2000"}"#)
    );
    assert_eq!(of("words", "[200] no document, 200 is").as_deref(), Some("[200] no document, erased-1 is"));
}
