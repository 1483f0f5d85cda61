use super::*;

/// Rows as [`shown`] and rejects as `line: reason`, `; ` between.
fn check(text: &str, rows: &str, rejects: &str) {
    for batch_rows in [1, 2, 65_536] {
        let options = ReadOptions { batch_rows, record_bytes_max: 1_000, ..ReadOptions::default() };
        let read = read_bytes("x.csv", text.as_bytes(), &options);
        assert_eq!(shown(&read), rows, "{text:?}");
        let shown: Vec<_> =
            read.rejects.iter().map(|reject| format!("{}: {}", reject.line, reject.reason)).collect();
        assert_eq!(shown.join("; "), rejects, "{text:?}");
    }
}

#[test]
fn records_split_into_fields() {
    check("a,b\n1,2\n3,4\n", "1|2 / 3|4", "");
    check("a,b\n1,2\n3,4", "1|2 / 3|4", "");
    check("a,b\r\n1,2\r\n", "1|2", "");
    check("a,b\r1,2\r3,4\r", "1|2 / 3|4", "");
    check("a,b\n\n1,2\n\r\n\n3,4\n\n", "1|2 / 3|4", "");
    check("a,b\n,\n1,\n,2\n", "~|~ / 1|~ / ~|2", "");
    check("a,b\n\"1,1\",\"2\"\n", "1,1|2", "");
    check("a,b\n\"say \"\"hi\"\"\",\"\"\n", "say \"hi\"|~", "");
    check("a,b\n\"two\nlines\",\"x\r\ny\"\n5,6\n", "two\nlines|x\r\ny / 5|6", "");
    check("a,b\n5\" pipe,x\"y\"\n", "5\" pipe|x\"y\"", "");
    check("a,b\n\"\"\"\",\"\"\"\"\"\"\n", "\"|\"\"", "");
    check("h\u{e9},\u{5d0}\n\u{4e2d},\u{1f600}\n", "\u{4e2d}|\u{1f600}", "");
    check("a\n1\n2\n", "1 / 2", "");
}

#[test]
fn a_bad_record_is_rejected_alone() {
    check(
        "a,b\n1\n2,3,4\n5,6\n",
        "5|6",
        "2: 1 fields where the header has 2; 3: 3 fields where the header has 2",
    );
    check("a,b\n\"x\"y,1\n5,6\n", "5|6", "2: text follows a closing quote");
    check("a,b\n\"open,1\n5,6\n7,8", "5|6 / 7|8", "2: a quote is opened and never closed");
    check("a,b\n\"two\nlines\"\n5,6\n", "5|6", "2: 1 fields where the header has 2");
    let long = "x".repeat(1_001);
    check(&format!("a,b\n1,{long}\n5,6\n"), "5|6", "2: longer than 1000 bytes, or a quote is never closed");
}

#[test]
fn lines_are_those_of_the_file() {
    let text = "a,b\n\n\"x\ny\",1\n2\r\n3,4\r\"open,1\n\n5,6";
    let read = read_bytes("x.csv", text.as_bytes(), &ReadOptions::default());
    assert_eq!(read.lines, [3, 6, 9]);
    let rejects: Vec<_> = read.rejects.iter().map(|reject| (reject.line, reject.row.as_str())).collect();
    assert_eq!(rejects, [(5, "2"), (7, "\"open,1")]);
}

#[test]
fn bytes_that_are_no_text_are_rejected() {
    let options = ReadOptions {
        read: ReadSettings { encoding: Some("utf-8".to_owned()), ..ReadSettings::default() },
        ..ReadOptions::default()
    };
    let read = read_bytes("x.csv", b"a,b\n1,\xff\n2,3\n", &options);
    assert_eq!(shown(&read), "2|3");
    assert!(read.rejects[0].reason.contains("UTF-8"), "{:?}", read.rejects);
}

#[test]
fn a_gigantic_line_stays_small_in_memory() {
    let mut bytes = b"a,b\n1,2\n".to_vec();
    bytes.extend(std::iter::repeat_n(b'x', 3 << 20));
    bytes.extend_from_slice(b"\n3,4\n");
    let read = read_bytes("x.csv", &bytes, &ReadOptions::default());
    assert_eq!(shown(&read), "1|2 / 3|4");
    assert_eq!((read.rejects[0].line, read.rejects[0].row.len()), (3, REJECT_ROW_BYTES_MAX));
    assert_eq!(read.lines, [2, 4]);
}

#[test]
fn a_header_may_be_missing() {
    let options = ReadOptions {
        read: ReadSettings { header: Some(false), ..ReadSettings::default() },
        ..ReadOptions::default()
    };
    let read = read_bytes("x.csv", b"a,b\n1,2\n", &options);
    assert_eq!(read.names, ["column_1", "column_2"]);
    assert_eq!(shown(&read), "a|b / 1|2");
}

#[test]
fn what_holds_nothing_is_an_error() {
    let error = |bytes: &[u8]| {
        open_bytes("x.csv", bytes.to_vec(), &ReadOptions::default()).expect_err("no columns").to_string()
    };
    assert_eq!(error(b""), "x.csv is empty");
    assert_eq!(error(b"\n\n"), "x.csv is empty");
    let wide = ",".repeat(COLUMNS_MAX);
    assert!(error(wide.as_bytes()).contains("columns; at most"), "{}", error(wide.as_bytes()));
    let read = read_bytes("x.csv", b"a,b\n", &ReadOptions::default());
    assert_eq!(read.names, ["a", "b"]);
    assert!(read.rows.is_empty());
}
