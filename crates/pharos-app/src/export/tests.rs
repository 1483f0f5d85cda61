#![allow(clippy::expect_used)]

use std::io::Read;

use serde_json::json;

use super::*;

fn sheet() -> Sheet {
    Sheet {
        about: vec![("metric".to_owned(), "asa@1: Average speed of answer".to_owned())],
        columns: ["queue", "value", "at", "flag"]
            .into_iter()
            .zip(["text", "number", "instant", "flag"])
            .map(|(name, kind)| (name.to_owned(), kind.to_owned()))
            .collect(),
        rows: Box::new(
            vec![
                vec![
                    json!("=HYPERLINK(\"http://x\")"),
                    json!(-12.5),
                    json!("2026-03-01T08:00:00Z"),
                    json!(true),
                ],
                vec![json!("＝1+1"), json!(-3), json!(null), json!(false)],
                vec![json!("הזמנות, \"预订\""), json!(null), json!("2026-03-01T08:00:00.25Z"), json!(null)],
            ]
            .into_iter(),
        ),
    }
}

#[test]
fn a_csv_runs_no_formula_and_keeps_negative_numbers() {
    let bytes = csv_file::write(sheet()).expect("a file");
    let text = String::from_utf8(bytes).expect("UTF-8");
    let expected = "\u{feff}# metric,asa@1: Average speed of answer\r\n\
        queue,value,at,flag\r\n\
        \"'=HYPERLINK(\"\"http://x\"\")\",-12.5,2026-03-01T08:00:00Z,true\r\n\
        '＝1+1,-3,,false\r\n\
        \"הזמנות, \"\"预订\"\"\",,2026-03-01T08:00:00.25Z,\r\n";
    assert_eq!(text, expected);
}

/// A part of a workbook, which is a ZIP archive of XML files.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
    text
}

#[test]
fn a_workbook_holds_numbers_as_numbers_and_formulas_as_text() {
    let bytes = workbook::write(sheet()).expect("a file");
    let data = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(
        data.contains("<c r=\"B2\"><v>-12.5</v></c>") && data.contains("<c r=\"B3\"><v>-3</v></c>"),
        "{data}"
    );
    assert!(!data.contains("<f>"), "no formula: {data}");
    // 2026-03-01 is day 46082 of Excel's calendar (a third of it has passed at 08:00).
    assert!(data.contains("<v>46082.33333333333"), "{data}");
    let texts = part(&bytes, "xl/sharedStrings.xml");
    assert!(texts.contains("'=HYPERLINK") && texts.contains("'＝1+1") && texts.contains("הזמנות"), "{texts}");
    assert!(texts.contains("asa@1: Average speed of answer"), "the definition is in the file");
}

#[test]
fn a_name_says_what_is_inside() {
    let request = QueryRequest {
        metrics: vec!["asa".to_owned()],
        from: Some("2026-03-01".to_owned()),
        to: Some("2026-04-01T00:00:00+03:00".to_owned()),
        ..QueryRequest::default()
    };
    assert_eq!(
        name_of(&request, "numbers", FileFormat::Xlsx),
        "pharos_asa_numbers_2026-03-01_2026-04-01.xlsx"
    );
    let odd = QueryRequest { metrics: vec!["a/../b\"".to_owned()], ..QueryRequest::default() };
    assert_eq!(name_of(&odd, "contacts", FileFormat::Csv), "pharos_a_.._b__contacts.csv");
}
