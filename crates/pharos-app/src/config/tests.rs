#![allow(clippy::expect_used)]
use super::{Config, ConfigError};

#[test]
fn the_environment_stands_over_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "listen = '127.0.0.1:1'\nthreads = 3\n[centre]\nname = 'Bank'\n[log]\njson = true\n";
    std::fs::write(folder.path().join("pharos.toml"), text).expect("written");
    let data = Some(folder.path().to_owned());
    let alone = Config::load(data.clone(), None, |_| None).expect("a configuration");
    assert_eq!((alone.listen.port(), alone.threads, alone.log.json), (1, 3, true));
    assert_eq!(alone.centre.name.as_deref(), Some("Bank"));
    let over = |name: &str| (name == "PHAROS_LISTEN").then(|| "0.0.0.0:2".to_owned());
    assert_eq!(Config::load(data, None, over).expect("a configuration").listen.port(), 2);
}

#[test]
fn what_does_not_fit_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = Some(folder.path().to_owned());
    let wrong = |name: &str| (name == "PHAROS_LISTEN").then(|| "here".to_owned());
    let error = Config::load(data.clone(), None, wrong).expect_err("no address");
    assert_eq!(
        error.to_string(),
        "PHAROS_LISTEN is `here`; it must be an address and a port such as 127.0.0.1:7070"
    );
    std::fs::write(folder.path().join("pharos.toml"), "listne = ''").expect("written");
    let error = Config::load(data, None, |_| None).expect_err("an unknown key");
    assert!(matches!(&error, ConfigError::File { cause, .. } if cause.contains("listne")), "{error}");
}

#[test]
fn memory_is_stated_in_mib_and_never_next_to_none() {
    let of = |text: Option<&str>| {
        let variable = |name: &str| text.filter(|_| name == "PHAROS_MEMORY_MIB").map(str::to_owned);
        Config::load(Some("nowhere".into()), None, variable).map(|config| config.memory_bytes)
    };
    assert_eq!(of(None).expect("a configuration"), None);
    assert_eq!(of(Some("512")).expect("a configuration"), Some(512 << 20));
    for wrong in ["0", "63", "-1", "much"] {
        let error = of(Some(wrong)).expect_err("no memory to speak of").to_string();
        assert!(error.contains("PHAROS_MEMORY_MIB") && error.contains(wrong), "{error}");
    }
}

#[test]
fn a_group_is_of_five_unless_it_is_said_otherwise() {
    let of = |text: Option<&str>| {
        let variable = |name: &str| text.filter(|_| name == "PHAROS_SMALLEST_GROUP").map(str::to_owned);
        Config::load(Some("nowhere".into()), None, variable).map(|config| config.smallest_group)
    };
    assert_eq!(of(None).expect("a configuration"), 5);
    assert_eq!(of(Some("8")).expect("a configuration"), 8);
    let error = of(Some("2")).expect_err("each would know of the other").to_string();
    assert!(error.contains("PHAROS_SMALLEST_GROUP is `2`"), "{error}");
}
