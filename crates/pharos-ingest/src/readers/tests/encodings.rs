use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE, UTF_16LE, WINDOWS_1255};

use super::*;

const HEBREW: &str = "שם,תוצאה,תור\nדנה כהן,נענתה,שירות לקוחות\nיוסי לוי,ננטשה,תמיכה טכנית\nמיכל אברהם,נענתה,חשבונות ותשלומים\n";
const SIMPLIFIED: &str =
    "姓名,结果,队列\n王小明,已接听,客户服务\n李娜,已放弃,技术支持\n张伟,已接听,账单与付款\n";
const TRADITIONAL: &str =
    "姓名,結果,佇列\n王小明,已接聽,客戶服務\n李娜,已放棄,技術支援\n張偉,已接聽,帳單與付款\n";

fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
    let units = if mark { "\u{feff}" } else { "" }.encode_utf16().chain(text.encode_utf16());
    units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

fn check(bytes: &[u8], text: &str, encoding: &'static Encoding) {
    let wanted = read_bytes("x.csv", text.as_bytes(), &ReadOptions::default());
    let reader = open_bytes("x.csv", bytes.to_vec(), &ReadOptions::default()).expect("readable");
    assert_eq!(reader.settings().encoding, Some(encoding.name().to_lowercase()));
    assert_eq!(read_all(reader).expect("readable"), wanted);
    let named = ReadSettings { encoding: Some(encoding.name().to_owned()), ..ReadSettings::default() };
    let read = read_bytes("x.csv", bytes, &ReadOptions { read: named, ..ReadOptions::default() });
    assert_eq!(read, wanted, "{} by name", encoding.name());
}

#[test]
fn encodings_are_recognised_and_read() {
    let encode = |text: &str, encoding: &'static Encoding| encoding.encode(text).0.into_owned();
    check(HEBREW.as_bytes(), HEBREW, encoding_rs::UTF_8);
    check(format!("\u{feff}{HEBREW}").as_bytes(), HEBREW, encoding_rs::UTF_8);
    check(&encode(HEBREW, WINDOWS_1255), HEBREW, WINDOWS_1255);
    check(&encode(SIMPLIFIED, GB18030), SIMPLIFIED, GB18030);
    check(&encode(TRADITIONAL, BIG5), TRADITIONAL, BIG5);
    for text in [HEBREW, SIMPLIFIED, "name,result\nDana,answered\n"] {
        for mark in [true, false] {
            check(&utf16(text, false, mark), text, UTF_16LE);
            check(&utf16(text, true, mark), text, UTF_16BE);
        }
    }
}

#[test]
fn bytes_without_meaning_reject_their_record() {
    let mut bytes = GB18030.encode("姓名,结果\n王,已接听\n").0.into_owned();
    bytes.extend_from_slice(b"x,\xff\xff\ny,z\n");
    let named = ReadSettings { encoding: Some("gb18030".to_owned()), ..ReadSettings::default() };
    let read = read_bytes("x.csv", &bytes, &ReadOptions { read: named, ..ReadOptions::default() });
    assert_eq!(shown(&read), "王|已接听 / y|z");
    assert_eq!(read.rejects[0].line, 3);
}

#[test]
fn a_character_cut_by_a_piece_is_whole() {
    // Longer than the decoder's pieces, so characters fall across their borders.
    let text = format!("a,b\n{}", "中文字,שלום\n".repeat(40_000));
    let read = read_bytes("x.csv", &utf16(&text, false, true), &ReadOptions::default());
    assert_eq!(read.rows.len(), 40_000);
    assert!(
        read.rows.iter().all(|row| row[0].as_deref() == Some("中文字") && row[1].as_deref() == Some("שלום"))
    );
}
