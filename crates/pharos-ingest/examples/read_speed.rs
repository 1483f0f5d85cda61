//! Rows a second of the delimited reader: `cargo run --release -p pharos-ingest --example read_speed -- FILE [TIMES]`.
//! The file's rows are repeated in memory, so the disk plays no part.

use std::time::Instant;

use pharos_ingest::readers::{ReadOptions, open_bytes};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("the file to read is missing")?;
    let times: usize = args.next().map_or(Ok(30), |text| text.parse())?;
    let bytes = std::fs::read(&path)?;
    let header_end = bytes.iter().position(|byte| *byte == b'\n').ok_or("the file has one line only")? + 1;
    let mut whole = bytes[..header_end].to_vec();
    (0..times).for_each(|_| whole.extend_from_slice(&bytes[header_end..]));
    let megabytes = whole.len() as f64 / 1e6;
    let (mut rows, mut rejects) = (0, 0);
    let start = Instant::now();
    for batch in open_bytes(&path, whole, &ReadOptions::default())? {
        let batch = batch?;
        rows += batch.batch.num_rows();
        rejects += batch.rejects.len();
    }
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{rows} rows, {rejects} rejects, {megabytes:.0} MB in {seconds:.2} s: {:.2} million rows/s, {:.0} MB/s",
        rows as f64 / seconds / 1e6,
        megabytes / seconds
    );
    Ok(())
}
