use std::io::Write;

use super::*;

const TEXT: &[u8] = b"a,b\n1,2\n3,4\n";

fn check(name: &str, bytes: Vec<u8>) {
    let reader = open_bytes(name, bytes, &ReadOptions::default()).expect(name);
    let read = read_all(reader).expect(name);
    assert_eq!(shown(&read), "1|2 / 3|4", "{name}");
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn zip(files: &[(&str, &[u8])], deflated: bool) -> Vec<u8> {
    let method = if deflated { zip::CompressionMethod::Deflated } else { zip::CompressionMethod::Stored };
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        writer.start_file(*name, options).expect("memory");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

#[test]
fn packed_files_are_unpacked() {
    check("x.csv.gz", gzip(TEXT));
    // Two members, as `cat a.gz b.gz` makes them.
    check("x.csv.gz", [gzip(&TEXT[..6]), gzip(&TEXT[6..])].concat());
    let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    bzip2.write_all(TEXT).expect("memory");
    check("x.csv.bz2", bzip2.finish().expect("memory"));
    check("x.zip", zip(&[("folder/x.csv", TEXT)], true));
    check("x.zip", zip(&[("x.csv", TEXT)], false));
}

#[test]
fn an_archive_of_several_files_is_refused() {
    let error = |bytes: Vec<u8>| {
        open_bytes("x.zip", bytes, &ReadOptions::default()).expect_err("refused").to_string()
    };
    assert!(error(zip(&[("a.csv", TEXT), ("b.csv", TEXT)], true)).contains("holds 2 files"));
    assert!(error(zip(&[], true)).contains("holds no file"));
    assert!(error(b"PK\x03\x04 and nothing more".to_vec()).contains("not a readable ZIP archive"));
}

#[test]
fn a_cut_archive_is_an_error_not_an_end() {
    let whole = gzip(&[TEXT, b"5,6\n".repeat(50_000).as_slice()].concat());
    let reader = open_bytes("x.csv.gz", whole[..whole.len() - 20].to_vec(), &ReadOptions::default());
    assert!(reader.and_then(read_all).is_err());
}
