#![allow(clippy::expect_used)]

use pharos_schema::Person;

use crate::tests::{CUSTOMER, Centre, NAME, PHONE, WORDS, everything, numbers, open};
use crate::{Config, ErasureRequest, Permission, RestoreRequest, restore, write_archive};

fn config(data: std::path::PathBuf) -> Config {
    Config::load(Some(data), None, |_| None).expect("a configuration")
}

#[tokio::test]
async fn what_is_restored_gives_the_same_answers() {
    let centre = Centre::new().await;
    let owner = Permission::owner();
    let before = centre.numbers().await;
    let made = centre.app.backup(&owner, Some(&centre.path("elsewhere"))).await.expect("a backup");
    assert!(centre.app.backups(&owner).await.expect("a list").is_empty(), "it is elsewhere");
    // What comes later is not in it.
    centre.send("contact_segments", &[serde_json::json!({"key": "later", "channel": "voice",
        "direction": "inbound", "queue": "sales", "started_at": "2026-03-02T08:00:00Z", "enqueued_at": "2026-03-02T08:00:00Z",
        "wait_s": 1.0, "queue_result": "abandoned", "ended_at": "2026-03-02T08:00:00Z"})]).await;
    assert_ne!(centre.numbers().await, before);
    let request = |from: std::path::PathBuf| RestoreRequest { from, replace: false, erasures: None };
    let done =
        restore(&config(centre.path("again")), &request(made.backup.path.clone())).await.expect("restored");
    assert_eq!((done.files, done.bytes), (made.backup.files, made.backup.bytes));
    let again = open(&centre.path("again")).await;
    assert_eq!(numbers(&again).await.expect("numbers"), before);
    let check = again.check(&owner, &|_| {}).await.expect("checked");
    assert!(check.ok, "{:?}", check.faults);
    // It is a data folder like any other: it can be written.
    again.fold().await.expect("folded");
    let full = restore(&config(centre.path("again")), &request(made.backup.path.clone())).await;
    assert!(full.expect_err("refused").to_string().contains("is not empty"));
    // As one file, too.
    let file = centre.path("backup.tar");
    write_archive(&made.backup.path, std::fs::File::create(&file).expect("a file")).expect("written");
    restore(&config(centre.path("from-file")), &request(file)).await.expect("restored");
    assert_eq!(numbers(&open(&centre.path("from-file")).await).await.expect("numbers"), before);
}

#[tokio::test]
async fn a_damaged_backup_is_refused() {
    let centre = Centre::new().await;
    let made = centre.app.backup(&Permission::owner(), None).await.expect("a backup");
    let victim = made.backup.path.join("records.sqlite");
    let mut bytes = std::fs::read(&victim).expect("a file");
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(&victim, bytes).expect("written");
    let request = RestoreRequest { from: made.backup.path, replace: false, erasures: None };
    let refused = restore(&config(centre.path("again")), &request).await.expect_err("refused").to_string();
    assert!(refused.contains("damaged") && refused.contains("records.sqlite"), "{refused}");
    assert!(!centre.path("again").exists());
}

#[tokio::test]
async fn who_was_erased_since_is_erased_again() {
    let centre = Centre::new().await;
    let owner = Permission::owner();
    // Roll-ups hold rows of persons, too, and a backup holds the roll-ups.
    roll_up(&centre).await;
    let made = centre.app.backup(&owner, Some(&centre.path("elsewhere"))).await.expect("a backup");
    let erase = ErasureRequest {
        person: Person::Customer,
        id: CUSTOMER.to_owned(),
        dry_run: false,
        by: "test".to_owned(),
    };
    centre.app.erase(&owner, &erase).await.expect("erased");
    let before = centre.numbers().await;
    let ids = |app: &crate::App| {
        let app = app.clone();
        async move { app.snapshot().await.expect("a snapshot").heads }
    };
    assert!(!ids(&centre.app).await.is_empty());
    centre.app.clone().close().await.expect("closed");
    // In the place of the folder that knows of it.
    let request = RestoreRequest { from: made.backup.path.clone(), replace: true, erasures: None };
    let done = restore(&config(centre.data()), &request).await.expect("restored");
    assert!(done.erasures_since == 1 && 0 < done.rows_erased_again, "{done:?}");
    assert!(done.moved_aside.is_some());
    let canaries = [CUSTOMER, PHONE, NAME, WORDS];
    let left = |folder: &std::path::Path| {
        everything(folder).into_iter().filter(|(_, text)| canaries.iter().any(|it| text.contains(it))).count()
    };
    assert_eq!(left(&centre.data()), 0);
    let again = open(&centre.data()).await;
    assert_eq!(numbers(&again).await.expect("numbers"), before);
    // On another machine, where the list of requests is all there is.
    let list = centre.data().join("erasures.jsonl");
    let request = RestoreRequest { from: made.backup.path, replace: false, erasures: Some(list) };
    restore(&config(centre.path("other")), &request).await.expect("restored");
    assert_eq!(left(&centre.path("other")), 0);
}

#[tokio::test]
async fn a_restored_centre_has_its_roll_ups() {
    let centre = Centre::new().await;
    roll_up(&centre).await;
    let backup = centre.app.backup(&Permission::owner(), None).await.expect("a backup").backup;
    let request = RestoreRequest { from: backup.path, replace: false, erasures: None };
    restore(&config(centre.path("again")), &request).await.expect("restored");
    let again = open(&centre.path("again")).await;
    let dataset = again.dataset().await.expect("a dataset");
    let left = pharos_engine::rollup::make(&dataset, 0).await.expect("roll-ups");
    assert_eq!((left.days, left.months, left.weeks), (0, 0, 0));
}

/// Rows are rolled up once they are in data files.
async fn roll_up(centre: &Centre) {
    centre.app.fold().await.expect("folded");
    let dataset = centre.app.dataset().await.expect("a dataset");
    let made = pharos_engine::rollup::make(&dataset, 0).await.expect("roll-ups");
    assert!(0 < made.days, "{made:?}");
}
