//! Hostile files in a real child process: this program is parent and child.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use pharos_ingest::readers::{ReadError, ReadOptions, SourceReader};
use pharos_ingest::sandbox::{
    Limits, SUBCOMMAND, child_main, open_any, open_untrusted, unpack_any, unpack_untrusted,
};

/// A scenario by name.
type Scenario = (&'static str, fn(&Path));

fn main() {
    let args: Vec<String> = std::env::args().collect();
    if args.get(1).is_some_and(|word| word == SUBCOMMAND) {
        std::process::exit(child_main(&args[2..]));
    }
    // A runner that asks for the list gets one name: the scenarios share a folder and run together.
    if args.iter().any(|word| word == "--list") {
        if !args.iter().any(|word| word == "--ignored") {
            println!("sandbox: test");
        }
        return;
    }
    let folder = tempfile::tempdir().expect("a folder for files");
    let tests: [Scenario; 10] = [
        ("honest files come through whole", honest_files),
        ("rejects keep line and reason", rejects),
        ("ten bytes of Parquet", short_parquet),
        ("a footer that asks for gigabytes", forged_footer),
        ("a gzip bomb", gzip_bomb),
        ("unpacked bytes come through whole", unpacked_bytes),
        ("a bomb of a system's own format", unpacked_bomb),
        ("a workbook bomb", workbook_bomb),
        ("endless work", endless_work),
        ("a reader dropped early ends its child", dropped_early),
    ];
    for (name, test) in tests {
        test(folder.path());
        println!("test {name} ... ok");
    }
}

fn exe() -> PathBuf {
    std::env::current_exe().expect("this program")
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("the folder is writable");
    path
}

fn open(file: &Path, limits: Limits) -> Result<SourceReader, ReadError> {
    open_untrusted(&exe(), file, &ReadOptions::default(), limits)
}

/// The error of reading a file to its end.
fn failure(file: &Path, limits: Limits) -> String {
    let outcome = open(file, limits).and_then(|reader| reader.collect::<Result<Vec<_>, _>>());
    outcome.expect_err("the file is hostile").to_string()
}

fn gzip(write_into: impl FnOnce(&mut dyn Write)) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    write_into(&mut encoder);
    encoder.finish().expect("memory")
}

fn honest_files(folder: &Path) {
    let text: String = (0..200_000).map(|row| format!("{row},name {row}\n")).collect();
    let packed = gzip(|out| out.write_all(format!("id,name\n{text}").as_bytes()).expect("memory"));
    let file = write(folder, "honest.csv.gz", &packed);
    let reader = open_any(&exe(), &file, &ReadOptions::default()).expect("honest");
    assert_eq!(reader.schema().field(1).name(), "name");
    let (mut rows, mut next) = (0, 1);
    for batch in reader {
        let batch = batch.expect("honest");
        assert_eq!(batch.first_record, next);
        assert_eq!(batch.line_of(0), next + 1);
        next += batch.records();
        rows += batch.batch.num_rows();
    }
    assert_eq!(rows, 200_000);
    let plain = write(folder, "honest.csv", b"a,b\n1,2\n");
    let rows: usize = open_any(Path::new("/nowhere"), &plain, &ReadOptions::default())
        .expect("plain text needs no child")
        .map(|batch| batch.expect("honest").batch.num_rows())
        .sum();
    assert_eq!(rows, 1);
}

fn rejects(folder: &Path) {
    let file =
        write(folder, "rejects.csv.gz", &gzip(|out| out.write_all(b"a,b\n1,2\n3\n4,5\n").expect("memory")));
    let batches: Vec<_> =
        open(&file, Limits::default()).expect("readable").map(|batch| batch.expect("readable")).collect();
    let rejects: Vec<_> = batches.iter().flat_map(|batch| &batch.rejects).collect();
    assert_eq!((rejects.len(), rejects[0].line, rejects[0].row.as_str()), (1, 3, "3"));
    assert_eq!(batches.iter().map(|batch| batch.records()).sum::<u64>(), 3);
}

fn short_parquet(folder: &Path) {
    // Ten bytes, of which the last eight are a footer's length and the magic word.
    let file = write(folder, "short.parquet", b"\x15\x02\x02\x00\x00\x00PAR1");
    let error = failure(&file, Limits::default());
    assert!(error.contains("short.parquet"), "{error}");
}

fn forged_footer(folder: &Path) {
    // A list header in the footer that announces 2^31 - 1 entries (Thrift compact protocol: field 2, list of structs).
    let mut footer = vec![0x15, 0x02, 0x19, 0xfc];
    footer.extend([0xff, 0xff, 0xff, 0xff, 0x07]);
    footer.extend([0u8; 200]);
    let mut bytes = b"PAR1".to_vec();
    bytes.extend(&footer);
    bytes.extend((footer.len() as u32).to_le_bytes());
    bytes.extend(b"PAR1");
    let file = write(folder, "forged.parquet", &bytes);
    let error = failure(&file, Limits { memory_bytes: 256 << 20, ..Limits::default() });
    assert!(error.contains("forged.parquet"), "{error}");
    println!("  {error}");
}

fn gzip_bomb(folder: &Path) {
    let line = b"1,2\n".repeat(1 << 18);
    let bomb = gzip(|out| (0..200).for_each(|_| out.write_all(&line).expect("memory")));
    let file = write(folder, "bomb.csv.gz", &bomb);
    let error = failure(&file, Limits::default());
    assert!(error.contains("unpacks to more than"), "{error}");
}

fn unpacked_bytes(folder: &Path) {
    let text: String = (0..300_000).map(|row| format!("17000000{row}|x|queue|NONE|JOINEMPTY|\n")).collect();
    let file = write(folder, "queue_log.1.gz", &gzip(|out| out.write_all(text.as_bytes()).expect("memory")));
    let (name, mut bytes) = unpack_any(&exe(), &file).expect("honest");
    let mut read = String::new();
    bytes.read_to_string(&mut read).expect("honest");
    assert_eq!(name, "queue_log.1");
    assert!(read == text, "{} bytes instead of {}", read.len(), text.len());
    let plain = write(folder, "queue_log", b"1700000000|x\n");
    let (name, mut bytes) = unpack_any(Path::new("/nowhere"), &plain).expect("plain text needs no child");
    read.clear();
    bytes.read_to_string(&mut read).expect("honest");
    assert_eq!((name.as_str(), read.as_str()), ("queue_log", "1700000000|x\n"));
}

fn unpacked_bomb(folder: &Path) {
    let line = b"1,2\n".repeat(1 << 18);
    let bomb = gzip(|out| (0..200).for_each(|_| out.write_all(&line).expect("memory")));
    let file = write(folder, "events.json.gz", &bomb);
    let (_, mut bytes) = unpack_untrusted(&exe(), &file, Limits::default()).expect("it begins well");
    let error = std::io::copy(&mut bytes, &mut std::io::sink()).expect_err("the file is hostile").to_string();
    assert!(error.contains("unpacks to more than") && error.contains("events.json"), "{error}");
    let file = write(folder, "broken.zip", b"PK\x03\x04 and nothing else");
    let Err(error) = unpack_any(&exe(), &file) else { panic!("a broken archive was read") };
    assert!(error.to_string().contains("broken.zip"), "{error}");
}

fn workbook_bomb(folder: &Path) {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &[u8], times: usize| {
        let options =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        writer.start_file(name, options).expect("memory");
        (0..times).for_each(|_| writer.write_all(text).expect("memory"));
    };
    add("[Content_Types].xml", br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#, 1);
    add("_rels/.rels", br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#, 1);
    add("xl/workbook.xml", br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#, 1);
    add("xl/_rels/workbook.xml.rels", br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#, 1);
    let string = format!("<si><t>{}</t></si>", "x".repeat(100_000)).into_bytes();
    // 300 MB of shared strings in 300 kB.
    add(
        "xl/sharedStrings.xml",
        &[
            br#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#.as_slice(),
            &string.repeat(100),
        ]
        .concat(),
        30,
    );
    add("xl/worksheets/sheet1.xml", br#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>"#, 1);
    let bytes = writer.finish().expect("memory").into_inner();
    let file = write(folder, "bomb.xlsx", &bytes);
    let error = failure(&file, Limits { memory_bytes: 200 << 20, ..Limits::default() });
    assert!(error.contains("bomb.xlsx"), "{error}");
    println!("  {error}");
}

fn endless_work(folder: &Path) {
    // Many honest rows, and a second of time for them.
    let text = b"1,2,3,4,5,6,7,8\n".repeat(1 << 22);
    let mut lines = b"a,b,c,d,e,f,g,h\n".to_vec();
    lines.extend(text);
    let packed = gzip(|out| out.write_all(&lines).expect("memory"));
    // Incompressible bytes behind it keep the archive's growth modest.
    let file = write(folder, "long.csv.gz", &packed);
    let outcome = open(&file, Limits { cpu_s: 0, ..Limits::default() })
        .and_then(|reader| reader.map(|batch| batch.map(|batch| batch.records())).sum::<Result<u64, _>>());
    let error = outcome.expect_err("no time").to_string();
    assert!(error.contains("takes too long"), "{error}");
}

fn dropped_early(folder: &Path) {
    let file = folder.join("honest.csv.gz");
    let mut reader = open(&file, Limits::default()).expect("honest");
    assert!(reader.next().is_some_and(|batch| batch.is_ok()));
    drop(reader);
}
