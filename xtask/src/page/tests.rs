use super::*;

#[test]
fn the_hash_sees_names_and_contents() {
    let folder = tempfile::tempdir().expect("a folder");
    let (one, two) = (folder.path().join("a.ts"), folder.path().join("b.ts"));
    fs::write(&one, "x").expect("a file");
    fs::write(&two, "").expect("a file");
    let hash = |paths: &[PathBuf]| hash_of(paths, folder.path()).expect("a hash");
    let first = hash(&[one.clone(), two.clone()]);
    assert_eq!(hash(&[one.clone(), two.clone()]), first);
    assert_ne!(hash(std::slice::from_ref(&one)), first);
    fs::write(&one, "").expect("a file");
    fs::write(&two, "x").expect("a file");
    assert_ne!(hash(&[one, two]), first, "the same bytes in another file");
}

#[test]
fn a_stamp_holds_until_the_hash_changes() {
    let web = tempfile::tempdir().expect("a folder");
    assert!(!stamp_is(web.path(), "page", "1"));
    write_stamp(web.path(), "page", "1").expect("a stamp");
    assert!(stamp_is(web.path(), "page", "1"));
    assert!(!stamp_is(web.path(), "page", "2"));
    assert!(!stamp_is(web.path(), "packages", "1"));
}
