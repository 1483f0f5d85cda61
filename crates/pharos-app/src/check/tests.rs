#![allow(clippy::expect_used)]

use std::path::{Path, PathBuf};

use crate::tests::{Centre, numbers, open, try_open};
use crate::{Permission, Result};

/// Cases of each kind of file.
const CASES: u64 = 12;

fn files(folder: &Path, wanted: &dyn Fn(&str) -> bool, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, wanted, found);
        } else if wanted(&path.to_string_lossy()) {
            found.push(path);
        }
    }
    found.sort();
}

/// What somebody sees who opens the damaged folder: faults of the check, and the numbers or the words instead of them.
async fn look(data: &Path) -> (Result<Vec<String>>, Result<String>) {
    let app = match try_open(data).await {
        Ok(app) => app,
        Err(error) => return (Ok(vec![error.to_string()]), Err(error)),
    };
    let report = app.check(&Permission::owner(), &|_| {}).await;
    let faults = report.map(|report| {
        report
            .faults
            .into_iter()
            .map(|it| format!("{} {:?} {:?} {}", it.area, it.table, it.file, it.fault))
            .collect()
    });
    let seen = numbers(&app).await;
    let _ = app.close().await;
    (faults, seen)
}

#[tokio::test]
async fn a_flipped_bit_is_found_or_harmless_and_never_another_number() {
    let seed: u64 = std::env::var("PHAROS_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    eprintln!("PHAROS_SEED={seed}");
    let centre = Centre::new().await;
    let data = centre.data();
    let right = centre.numbers().await;
    let report = centre.app.check(&Permission::owner(), &|_| {}).await.expect("checked");
    assert!(report.ok, "{:?}", report.faults);
    assert!(0 < report.files && 0 < report.bytes);
    centre.app.clone().close().await.expect("closed");
    let is_data = |path: &str| path.ends_with(".parquet") && !path.contains("_delta_log");
    // Kind, its files, and whether every flip must be found by the check.
    type Kind<'a> = (&'a str, &'a dyn Fn(&str) -> bool, bool);
    let kinds: [Kind; 5] = [
        ("data", &|path| is_data(path) && !path.contains("/history/"), true),
        ("history", &|path| is_data(path) && path.contains("/history/"), true),
        ("log", &|path| path.contains("_delta_log"), false),
        ("rejects", &|path| path.contains("/rejects/"), true),
        ("records", &|path| path.ends_with("records.sqlite"), false),
    ];
    // Knuth's multiplier again.
    let mut random = seed;
    for (kind, wanted, must_be_found) in kinds {
        let mut all = Vec::new();
        files(&data, wanted, &mut all);
        // Replaced files that wait for their removal belong to nobody any more.
        let live = open(&data).await;
        let gone = live.vacuum_now().await.expect("vacuumed");
        let _ = gone;
        live.close().await.expect("closed");
        all.retain(|path| path.exists());
        assert!(!all.is_empty(), "{kind}");
        for case in 0..CASES {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let path = &all[usize::try_from((random >> 33) % all.len() as u64).expect("small")];
            let whole = std::fs::read(path).expect("a file");
            let mut bytes = whole.clone();
            let place = usize::try_from((random >> 20) % bytes.len() as u64).expect("small");
            bytes[place] ^= 1 << (case % 8);
            std::fs::write(path, &bytes).expect("written");
            let (faults, seen) = look(&data).await;
            std::fs::write(path, &whole).expect("written");
            let told = format!("{kind}: bit {} of byte {place} of {}: {faults:?}", case % 8, path.display());
            let found = match &faults {
                Ok(faults) => !faults.is_empty(),
                Err(_) => true,
            };
            assert!(found || !must_be_found, "{told}");
            match seen {
                Ok(numbers) => assert!(numbers == right, "another number! {told}"),
                Err(error) => assert!(found, "{told}: {error}"),
            }
            if must_be_found {
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                assert!(faults.expect("checked").iter().any(|fault| fault.contains(&name)), "{told}");
            }
        }
    }
    let (faults, seen) = look(&data).await;
    assert_eq!(faults.expect("checked"), Vec::<String>::new());
    assert_eq!(seen.expect("numbers"), right);
}

#[tokio::test]
async fn reading_a_damaged_file_names_it() {
    let centre = Centre::new().await;
    let mut all = Vec::new();
    files(&centre.data().join("facts/contact_segments"), &|path| path.ends_with(".parquet"), &mut all);
    for path in &all {
        let mut bytes = std::fs::read(path).expect("a file");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 4;
        std::fs::write(path, &bytes).expect("written");
    }
    let error = numbers(&open(&centre.data()).await).await.expect_err("no number");
    let words = error.to_string();
    assert!(words.contains("damaged") && words.contains("part-"), "{words}");
    assert!(matches!(error, crate::AppError::Damaged(_)), "{error:?}");
}

#[tokio::test]
async fn what_an_interrupted_writer_left_is_removed_by_the_next() {
    let centre = Centre::new().await;
    let day = centre.data().join("facts/contact_segments/day=2026-03-01");
    let left = day.join("part-000000009999-interrupted.parquet");
    std::fs::write(&left, b"half a file").expect("written");
    // A writer that ends without giving the lease back.
    let writer = centre.app.writer(std::time::Duration::ZERO).await.expect("a writer");
    drop(writer);
    assert!(left.exists());
    let writer = centre.app.writer(std::time::Duration::ZERO).await.expect("a writer");
    writer.abandon().await.expect("given up");
    assert!(!left.exists());
    let report = centre.app.check(&Permission::owner(), &|_| {}).await.expect("checked");
    assert!(report.ok, "{:?}", report.faults);
}
