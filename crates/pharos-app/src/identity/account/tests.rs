#![allow(clippy::expect_used)]

use super::*;
use crate::{Config, Credentials, NewUser, Origin, Part, Role};

const WORD: &str = "correct-kettle-granite-owl";

/// RFC 6238, appendix B: the secret `12345678901234567890`, its codes of eight digits at these seconds for SHA-1; ours are
/// the last six of them.
#[test]
fn codes_are_those_of_rfc_6238() {
    let secret = Secret::from(b"12345678901234567890".to_vec()).to_base32();
    for (second, code) in [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
    ] {
        let step = |at: i64| totp_step(&secret, &code[2..], at * 1_000_000).expect("checked");
        assert_eq!(step(second), Some(second / 30));
        assert_eq!(step(second + 30), Some(second / 30), "a clock may be half a minute off");
        assert_eq!(step(second + 90), None);
    }
    assert_eq!(totp_step(&secret, "", 59_000_000).expect("checked"), None);
    assert_eq!(
        totp_step(&secret, "94287082", 59_000_000).expect("checked"),
        None,
        "eight digits are none of ours"
    );
}

#[tokio::test]
async fn a_code_counts_once_and_so_does_a_recovery_code() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = Config::load(Some(folder.path().to_owned()), None, |_| None).expect("a configuration");
    let app = App::open(config).await.expect("an app");
    let noa = NewUser {
        login: "noa".to_owned(),
        name: "Noa".to_owned(),
        roles: vec![Role::Supervisor],
        part: Part::Whole,
        agent_id: None,
        password: Some(WORD.to_owned()),
    };
    app.add_user(&Permission::owner(), &noa).await.expect("made");
    let from = Origin { address: "a".to_owned(), device: String::new() };
    let sign_in = |code: Option<String>| {
        let (app, from) = (app.clone(), from.clone());
        async move {
            let credentials = Credentials { login: "noa".to_owned(), password: WORD.to_owned(), code };
            match app.sign_in(&credentials, &from).await {
                Ok(session) => Ok(session.permission),
                Err(AppError::SignIn(fault)) => Err(fault),
                Err(other) => panic!("{other}"),
            }
        }
    };
    let permission = sign_in(None).await.expect("no second factor yet");
    assert!(app.begin_second_factor(&permission, "not her password").await.is_err());
    let factor = app.begin_second_factor(&permission, WORD).await.expect("begun");
    assert!(factor.address.starts_with("otpauth://totp/Pharos:noa?secret="));
    sign_in(None).await.expect("not asked for before it is confirmed");
    let code = |steps: i64| {
        let seconds = u64::try_from(now_us() / 1_000_000 + 30 * steps).expect("after 1970");
        totp(&factor.secret).expect("a secret").generate(seconds).to_string()
    };
    let first = code(-1);
    let recovery = app.confirm_second_factor(&permission, &first).await.expect("confirmed");
    assert_eq!(recovery.len(), 10);
    assert_eq!(app.recovery_codes_left(&permission).await.expect("asked"), Some(10));
    assert_eq!(sign_in(None).await.expect_err("asked for"), SignInFault::CodeWanted);
    assert_eq!(sign_in(Some(first)).await.expect_err("used"), SignInFault::CodeWrong);
    let now = code(0);
    sign_in(Some(now.clone())).await.expect("a new code");
    assert_eq!(sign_in(Some(now)).await.expect_err("used"), SignInFault::CodeWrong);
    sign_in(Some(recovery[3].to_uppercase().replace('-', " ")))
        .await
        .expect("a recovery code, as people type it");
    assert_eq!(sign_in(Some(recovery[3].clone())).await.expect_err("used"), SignInFault::CodeWrong);
    assert_eq!(app.recovery_codes_left(&permission).await.expect("asked"), Some(9));
    app.end_second_factor(&permission, WORD).await.expect("off");
    sign_in(None).await.expect("no second factor any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_codes_at_once_are_not_looked_at() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = Config::load(Some(folder.path().to_owned()), None, |_| None).expect("a configuration");
    let app = App::open(config).await.expect("an app");
    let slowdown = std::sync::Arc::clone(&app.slowdown);
    let mut work = tokio::task::JoinSet::new();
    for _ in 0..1_000 {
        let slowdown = std::sync::Arc::clone(&slowdown);
        work.spawn(async move { slowdown.take(&[Counted::Code("u".to_owned())], Instant::now()).is_ok() });
    }
    let mut looked_at = 0;
    while let Some(taken) = work.join_next().await {
        looked_at += usize::from(taken.expect("no panic"));
    }
    assert_eq!(looked_at, 5);
}
