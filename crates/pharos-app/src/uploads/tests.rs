#![allow(clippy::expect_used)]

use super::file_name;

#[test]
fn a_name_stays_in_its_folder() {
    for (given, kept) in [
        ("calls.csv", "calls.csv"),
        ("C:\\Users\\noa\\calls.csv", "calls.csv"),
        ("../../records.sqlite", "records.sqlite"),
        ("..", "file"),
        ("", "file"),
        (".hidden", "hidden"),
        ("שיחות פברואר.xlsx", "שיחות פברואר.xlsx"),
        ("a\u{0}b\n<c>.csv", "a_b__c_.csv"),
    ] {
        assert_eq!(file_name(given), kept, "{given:?}");
    }
    let long = format!("{}.parquet", "x".repeat(300));
    assert!(file_name(&long).ends_with(".parquet") && file_name(&long).len() == 120);
}

#[tokio::test]
async fn a_file_longer_than_allowed_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = crate::Config::load(Some(folder.path().join("data")), None, |name| {
        (name == "PHAROS_UPLOAD_MIB_MAX").then(|| "1".to_owned())
    });
    let app = crate::App::open(config.expect("a configuration")).await.expect("an app");
    let permission = crate::Permission::owner();
    let mut writer = app.begin_upload(&permission, "calls.csv").await.expect("begun");
    writer.write(&vec![b'x'; 1 << 20]).await.expect("room for a MiB");
    let error = writer.write(b"x").await.expect_err("no room for more");
    assert!(matches!(error, crate::AppError::TooLarge(_)), "{error}");
    drop(writer);
    assert_eq!(std::fs::read_dir(folder.path().join("data/spool")).expect("a spool").count(), 0);
    let mut writer = app.begin_upload(&permission, "calls.csv").await.expect("begun");
    writer.write(b"a,b\n1,2\n").await.expect("written");
    let view = writer.finish().await.expect("finished");
    assert_eq!((view.bytes, view.lines, view.name.as_str()), (8, 2, "calls.csv"));
    assert!(app.upload(&permission, &view.id).is_ok());
    assert!(app.upload(&permission, "../../etc").is_err());
    app.forget_upload(&permission, &view.id).expect("forgotten");
    assert!(app.upload(&permission, &view.id).is_err());
}
