use super::*;

fn fault(rule: &'static str, place: &str, words: &str) -> Fault {
    Fault { rule, place: place.to_owned(), line: 1, words: words.to_owned() }
}

#[test]
fn an_exception_covers_its_own_only_and_must_be_of_use() {
    let text = r#"
        [[exception]]
        rule = "function-lines"
        place = "a.rs"
        words = "solve "
        reason = "one loop, no part of it has a name"
        [[exception]]
        rule = "file-lines"
        place = "gone.rs"
        reason = "it was long once"
        [[exception]]
        rule = "purity"
        place = "b.rs"
        reason = " "
    "#;
    let faults = vec![
        fault("function-lines", "a.rs", "solve has 80 lines"),
        fault("function-lines", "a.rs", "resolve_all has 80 lines"),
        fault("function-lines", "b.rs", "solve has 80 lines"),
        fault("purity", "b.rs", "std::fs"),
    ];
    let res = excuse_by(text, faults).expect("a readable text");
    let lines: Vec<String> = res.iter().map(Fault::to_string).collect();
    let expected = [
        "a.rs:1: resolve_all has 80 lines [function-lines]",
        "b.rs:1: solve has 80 lines [function-lines]",
        "xtask/tidy-exceptions.toml: the exception of file-lines for gone.rs allows nothing any more [exceptions]",
        "xtask/tidy-exceptions.toml: the exception of purity for b.rs gives no reason [exceptions]",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn a_misspelt_key_is_an_error() {
    assert!(excuse_by("[[exception]]\nrule = \"a\"\nplace = \"b\"\nbecause = \"c\"\n", Vec::new()).is_err());
}
