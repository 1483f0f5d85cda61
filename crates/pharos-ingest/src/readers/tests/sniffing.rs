use super::*;

fn check(name: &str, text: &str, format: Format, delimiter: u8, header: bool) {
    let sniffed = sniff(text.as_bytes(), name, &ReadSettings::default());
    assert_eq!((sniffed.format, sniffed.delimiter, sniffed.header), (format, delimiter, header), "{text}");
}

#[test]
fn delimiters_and_headers_are_recognised() {
    check("x", "a,b,c\n1,2,3\n4,5,6\n", Format::Csv, b',', true);
    check("x", "a;b;c\n1,5;2;3\n4,5;5;6\n", Format::Csv, b';', true);
    check("x", "a\tb, c\n1\t2\n", Format::Tsv, b'\t', true);
    check("x", "a|b\n1|2\n", Format::Csv, b'|', true);
    check("x", "\"a;b\",\"c\"\n\"1;2;3\",\"4\"\n\"5\",\"6\"\n", Format::Csv, b',', true);
    check("x", "1,2021-01-01,Dana\n2,2021-01-02,Yossi\n", Format::Csv, b',', false);
    check("x", "name,city\nDana,Haifa\nYossi,Haifa\n", Format::Csv, b',', true);
    check("x", "yes,Haifa\nno,Haifa\n", Format::Csv, b',', false);
    check("x", "{\"a\":1}\n", Format::Jsonl, b',', true);
    check("x", "length\n1\n2\n", Format::Csv, b',', true);
}

#[test]
fn what_is_given_wins() {
    let given =
        ReadSettings { delimiter: Some(";".to_owned()), header: Some(false), ..ReadSettings::default() };
    let sniffed = sniff(b"a,b\n1,2\n", "x.csv", &given);
    assert_eq!((sniffed.delimiter, sniffed.header), (b';', false));
    let given = ReadSettings { format: Some(Format::Tsv), ..ReadSettings::default() };
    assert_eq!(sniff(b"a,b\n1,2\n", "x.csv", &given).delimiter, b'\t');
}
