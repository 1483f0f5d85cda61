use std::io::Write;

use super::*;

/// A workbook of one sheet from rows of cells as XML; dates have style 1, clocks 2, durations 3.
pub(crate) fn workbook(rows: &str) -> Vec<u8> {
    const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
    const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Calls" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="[h]:mm:ss"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="21"/><xf numFmtId="164"/></cellXfs></styleSheet>"#;
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let files = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", sheet.as_str()),
    ];
    for (name, text) in files {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("memory");
        writer.write_all(text.as_bytes()).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

const ROWS: &str = concat!(
    r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Call</t></is></c><c r="B1" t="inlineStr"><is><t>Day</t></is></c>"#,
    r#"<c r="C1" t="inlineStr"><is><t>Clock</t></is></c><c r="D1" t="inlineStr"><is><t>Talk</t></is></c></row>"#,
    r#"<row r="2"><c r="A2"><v>7</v></c><c r="B2" s="1"><v>44197</v></c><c r="C2" s="2"><v>0.5</v></c><c r="D2" s="3"><v>1.25</v></c></row>"#,
    r#"<row r="4"><c r="A4"><v>8.5</v></c><c r="B4" s="1"><v>44197.25</v></c><c r="D4" t="b"><v>1</v></c></row>"#,
    r#"<row r="5"><c r="A5"><v>9</v></c><c r="F5"><v>1</v></c></row>"#,
);

#[test]
fn cells_become_text() {
    let read = read_bytes("x.xlsx", &workbook(ROWS), &ReadOptions::default());
    assert_eq!(read.names, ["Call", "Day", "Clock", "Talk"]);
    assert_eq!(shown(&read), "7|2021-01-01|12:00:00|30:00:00 / 8.5|2021-01-01T06:00:00|~|true");
    assert_eq!(read.lines, [2, 4]);
    assert_eq!((read.rejects[0].line, read.rejects[0].row.as_str()), (5, "9\t1"));
}

#[test]
fn batches_and_headers_follow_the_options() {
    let settings = ReadSettings { header: Some(false), ..ReadSettings::default() };
    let options = ReadOptions { read: settings, batch_rows: 1, ..ReadOptions::default() };
    let read = read_bytes("x.xlsx", &workbook(ROWS), &options);
    assert_eq!(read.names[0], "column_1");
    assert_eq!(read.rows.len(), 3);
}

#[test]
fn an_unknown_sheet_names_those_there_are() {
    let settings = ReadSettings { sheet: Some("Cals".to_owned()), ..ReadSettings::default() };
    let options = ReadOptions { read: settings, ..ReadOptions::default() };
    let error = open_bytes("x.xlsx", workbook(ROWS), &options).expect_err("no such sheet").to_string();
    assert!(error.contains("there are: Calls"), "{error}");
}
