//! Recognising format, encoding, delimiter and header from the first bytes.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::delimited::split_sample;
use crate::mapping::{Format, ReadSettings};

/// How much of a file is looked at.
pub const HEAD_BYTES: usize = 256 << 10;

/// Delimiters looked for, the likelier first.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// How a file is read, all questions answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Sniffed {
    /// Its format.
    pub format: Format,
    /// Its encoding (text formats).
    pub encoding: &'static Encoding,
    /// Its delimiter (delimited text).
    pub delimiter: u8,
    /// The first record holds names.
    pub header: bool,
    /// The settings these answers came from, with what was recognised filled in.
    pub settings: ReadSettings,
}

/// Answers what the settings leave open. `head` is the file's beginning, unpacked; a setting given always wins.
pub fn sniff(head: &[u8], name: &str, given: &ReadSettings) -> Sniffed {
    let encoding = given
        .encoding
        .as_ref()
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .map(|encoding| mark(head).unwrap_or(encoding))
        .unwrap_or_else(|| sniff_encoding(head));
    let (text, _) = encoding.decode_with_bom_removal(head);
    let format = given.format.unwrap_or_else(|| sniff_format(head, &text, name));
    let delimiter =
        match (given.delimiter.as_ref().and_then(|delimiter| delimiter.bytes().next()), given.format) {
            (Some(delimiter), _) => delimiter,
            (None, Some(Format::Tsv)) => b'\t',
            _ => sniff_delimiter(&text),
        };
    let format = if given.format.is_none() && format == Format::Csv && delimiter == b'\t' {
        Format::Tsv
    } else {
        format
    };
    let header = given.header.unwrap_or_else(|| sniff_header(&split_sample(&text, delimiter, 60)));
    let mut settings = given.clone();
    settings.format = Some(format);
    if matches!(format, Format::Csv | Format::Tsv | Format::Jsonl) {
        settings.encoding = Some(encoding.name().to_lowercase());
    }
    if matches!(format, Format::Csv | Format::Tsv) {
        settings.delimiter = Some(char::from(delimiter).to_string());
        settings.header = Some(header);
    }
    Sniffed { format, encoding, delimiter, header, settings }
}

fn sniff_format(head: &[u8], text: &str, name: &str) -> Format {
    let lower = name.to_lowercase();
    if head.starts_with(b"PAR1") || lower.ends_with(".parquet") {
        Format::Parquet
    } else if head.starts_with(b"PK\x03\x04") || lower.ends_with(".xlsx") || lower.ends_with(".xlsm") {
        Format::Xlsx
    } else if text.trim_start().starts_with('{') || lower.ends_with(".jsonl") || lower.ends_with(".ndjson") {
        Format::Jsonl
    } else {
        Format::Csv
    }
}

/// The encoding a byte order mark names.
fn mark(head: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_bom(head).map(|(encoding, _)| encoding)
}

/// The encoding: byte order mark, the zero bytes of UTF-16, valid UTF-8, else what the frequencies of letters say.
pub(crate) fn sniff_encoding(head: &[u8]) -> &'static Encoding {
    if let Some(encoding) = mark(head) {
        return encoding;
    }
    if let Some(encoding) = utf16_by_zeros(head) {
        return encoding;
    }
    match std::str::from_utf8(head) {
        Ok(_) => return UTF_8,
        // A character cut off at the end of the head is no mistake.
        Err(error) if error.error_len().is_none() => return UTF_8,
        Err(_) => {}
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    // GB18030 contains GBK, so nothing is lost by the larger one.
    if guess == GBK {
        GB18030
    } else if guess == BIG5 {
        BIG5
    } else {
        guess
    }
}

fn utf16_by_zeros(head: &[u8]) -> Option<&'static Encoding> {
    let pairs = head.len() / 2;
    if pairs < 2 {
        return None;
    }
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Delimiters, digits and line ends have a zero half in every language; other encodings of text have no zero bytes.
    if odd * 50 > pairs && even * 10 < odd {
        Some(UTF_16LE)
    } else if even * 50 > pairs && odd * 10 < even {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The delimiter under which most records have the same number of fields, and more than one.
pub(crate) fn sniff_delimiter(text: &str) -> u8 {
    let mut best = (0.0, b',');
    for delimiter in DELIMITERS {
        let widths: Vec<usize> = split_sample(text, delimiter, 100).iter().map(Vec::len).collect();
        let Some(first) = widths.first().copied() else { continue };
        if first < 2 {
            continue;
        }
        let alike = widths.iter().filter(|width| **width == first).count() as f64 / widths.len() as f64;
        // Agreement of the records first, then the number of fields.
        let score = alike * 100.0 + (first as f64).min(50.0) / 10.0;
        if score > best.0 + 1e-9 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// `true` where the first record looks like names: none of its fields is a number, date or clock while a column below is,
/// or, where all is text, none of its fields comes again in its column.
pub(crate) fn sniff_header(records: &[Vec<String>]) -> bool {
    let Some((first, rest)) = records.split_first() else { return true };
    if rest.is_empty() {
        return !first.iter().any(|field| looks_like_value(field));
    }
    if first.iter().any(|field| looks_like_value(field)) {
        return false;
    }
    let width = first.len();
    let typed_below = (0..width).any(|column| {
        let mut fields =
            rest.iter().filter_map(|record| record.get(column)).filter(|field| !field.is_empty()).peekable();
        fields.peek().is_some() && fields.all(|field| looks_like_value(field))
    });
    let repeats = |column: usize| rest.iter().any(|record| record.get(column) == first.get(column));
    typed_below || !(0..width).any(repeats)
}

/// A number, date, clock or identifier with digits only: what a column name is not.
fn looks_like_value(field: &str) -> bool {
    let field = field.trim();
    field.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+')
        && field.chars().any(|c| c.is_ascii_digit())
        && field.chars().all(|c| c.is_ascii_digit() || " .,:;-+/TZeE%".contains(c))
}
