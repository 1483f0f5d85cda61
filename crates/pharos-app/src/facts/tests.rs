#![allow(clippy::expect_used)]
use super::parse;
use pharos_schema::table;

fn check(body: &str, expected: Result<&[(&str, &str, i64, bool)], &str>) {
    let segments = table("contact_segments").expect("a known table");
    let facts = parse(segments, "stream", body, None).map_err(|error| error.to_string());
    let facts = facts.map(|facts| {
        let short = facts.into_iter().map(|it| (it.source_name, it.key, it.source_version, it.ended));
        short.collect::<Vec<_>>()
    });
    let expected = expected.map_err(str::to_owned).map(|rows| {
        rows.iter()
            .map(|(source, key, version, ended)| ((*source).to_owned(), (*key).to_owned(), *version, *ended))
            .collect::<Vec<_>>()
    });
    assert_eq!(facts, expected);
}

#[test]
fn lines_are_facts_or_all_are_refused() {
    check(
        "{\"key\":\"a\",\"source_version\":2,\"ended_at\":null}\n\n{\"key\":\"b\",\"source_name\":\"pbx\",\"ended_at\":\"2026-01-01T00:00:00Z\"}\n",
        Ok(&[("stream", "a", 2, false), ("pbx", "b", 0, true)]),
    );
    check("", Err("the body holds no row; it must be one JSON object a line"));
    check(
        "{\"key\":\"a\"}\n{\"kee\":1}\n{",
        Err(
            "line 2: contact_segments has no column `kee`\nline 3: EOF while parsing an object at line 1 column 1",
        ),
    );
}
