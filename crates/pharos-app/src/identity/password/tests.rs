#![allow(clippy::expect_used)]

use super::*;

#[test]
fn what_is_guessed_first_will_not_do() {
    let about = ["noa.levi@example.org", "Noa Levi"];
    let refused = [
        "short",
        "password1234",
        "P@ssw0rd2026!",
        "PasswordPassword",
        "Welcome2026!!",
        "123456789012",
        "qwertyuiop12",
        "1q2w3e4r5t6y",
        "abcdefghijkl",
        "aaaaaaaaaaaa",
        "abababababab",
        "noalevi2026!",
        "Levi12345678",
        "iloveyou1234",
        "callcenter2026",
        "Administrator1",
        "zyxwvutsrqpo",
        "000000000000",
        "Summer2026!!",
        "",
    ];
    for word in refused {
        assert!(check(word, &about).is_err(), "{word}");
    }
    let taken = [
        "correct-kettle-granite-owl",
        "סוס נכון סוללה סיכה",
        "正确的马电池订书钉一二三四",
        "k9#Vd!tq2Lz@",
        "my cat sits on the printer",
    ];
    for word in taken {
        check(word, &about).expect(word);
    }
    check(&"long ".repeat(20), &[]).expect_err("over and over");
    check("a phrase of well over sixty-four characters is taken as it is, whatever it says", &[])
        .expect("long");
    check(&"x y z q ".repeat(40), &[]).expect_err("a book");
}

#[tokio::test]
async fn hashes_are_argon2id_and_tell_the_password() {
    let passwords = Passwords::new();
    let kept = passwords.hash("correct-kettle-granite-owl").await.expect("a hash");
    assert!(kept.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"), "{kept}");
    assert_ne!(
        kept,
        passwords.hash("correct-kettle-granite-owl").await.expect("a hash"),
        "a salt of its own"
    );
    let compare = |word: &'static str, kept: Option<String>| {
        let passwords = passwords.clone();
        async move { passwords.compare(word, kept.as_deref()).await.expect("compared") }
    };
    assert_eq!(compare("correct-kettle-granite-owl", Some(kept.clone())).await, Comparison::Same);
    assert_eq!(compare("correct-kettle-granite-own", Some(kept)).await, Comparison::Different);
    assert_eq!(compare("nobody has this password", None).await, Comparison::Different);
    assert_eq!(compare("x", Some("no hash".to_owned())).await, Comparison::Different);
}

#[tokio::test]
async fn a_hash_of_weaker_days_is_made_anew() {
    // m=256, t=2, p=1, `password` with `somesalt`: a test vector of the reference implementation of argon2id.
    let weak = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
    let passwords = Passwords::new();
    let Comparison::Rehashed(new) = passwords.compare("password", Some(weak)).await.expect("compared") else {
        panic!("it was to be hashed anew");
    };
    assert!(new.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
    assert_eq!(passwords.compare("password", Some(&new)).await.expect("compared"), Comparison::Same);
}
