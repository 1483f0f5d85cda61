use super::*;

fn check(text: &str, names: &[&str], rows: &str, rejects: &str) {
    let options = ReadOptions { record_bytes_max: 1_000, ..ReadOptions::default() };
    let read = read_bytes("x.jsonl", text.as_bytes(), &options);
    assert_eq!(read.names, names, "{text}");
    assert_eq!(shown(&read), rows, "{text}");
    let shown: Vec<_> =
        read.rejects.iter().map(|reject| format!("{}: {}", reject.line, reject.reason)).collect();
    assert_eq!(shown.join("; "), rejects, "{text}");
}

#[test]
fn objects_become_columns() {
    check("{\"a\":1,\"b\":\"x\"}\n{\"b\":\"y\",\"c\":true}\n", &["a", "b", "c"], "1|x|~ / ~|y|true", "");
    check("{\"a\":{\"b\":1,\"c\":{\"d\":\"x\"}},\"e\":null}", &["a.b", "a.c.d", "e"], "1|x|~", "");
    check("{\"a\":[1,{\"b\":2}],\"b\":{}}", &["a"], "[1,{\"b\":2}]", "");
    check("{\"id\":12345678901234567890123,\"x\":1.50}", &["id", "x"], "12345678901234567890123|1.50", "");
    check("{\"a\":\"\\u05d0\\n\"}\r\n\r\n{\"a\":\"\"}", &["a"], "\u{5d0}\n / ~", "");
    check("{\"a\":1,\"a\":2}", &["a"], "2", "");
}

#[test]
fn a_line_that_is_no_object_is_rejected() {
    let reason = "not a JSON object: ";
    let read = read_bytes("x.jsonl", b"{\"a\":1}\n[1]\n{\"a\":\n{\"a\":2}\n7\n", &ReadOptions::default());
    assert_eq!(shown(&read), "1 / 2");
    assert_eq!(read.lines, [1, 4]);
    assert_eq!(read.rejects.iter().map(|reject| reject.line).collect::<Vec<_>>(), [2, 3, 5]);
    assert!(read.rejects.iter().all(|reject| reject.reason.starts_with(reason)), "{:?}", read.rejects);
    let long = format!("{{\"a\":\"{}\"}}\n{{\"a\":3}}\n", "x".repeat(1_000));
    check(&long, &["a"], "3", "1: longer than 1000 bytes");
}

#[test]
fn deep_nesting_neither_breaks_nor_is_lost() {
    let deep = format!("{}1{}", "{\"a\":".repeat(5_000), "}".repeat(5_000));
    let read = read_bytes("x.jsonl", deep.as_bytes(), &ReadOptions::default());
    assert_eq!(read.rows.len() + read.rejects.len(), 1);
    if let Some(row) = read.rows.first() {
        assert!(row[0].as_deref().is_some_and(|text| text.starts_with("{\"a\"")), "the rest stays JSON text");
    }
}
