#![allow(clippy::expect_used)]

use super::*;
use crate::{Action, AuditQuery, Config, NewUser, Part, Role, UserChange};

const WORD: &str = "correct-kettle-granite-owl";

async fn app(folder: &tempfile::TempDir) -> App {
    let config = Config::load(Some(folder.path().to_owned()), None, |_| None).expect("a configuration");
    App::open(config).await.expect("an app")
}

async fn with_noa(folder: &tempfile::TempDir) -> (App, String) {
    let app = app(folder).await;
    let noa = NewUser {
        login: "Noa@Example.org".to_owned(),
        name: "Noa".to_owned(),
        roles: vec![Role::Supervisor],
        part: Part::Whole,
        agent_id: None,
        password: Some(WORD.to_owned()),
    };
    let id = app.add_user(&Permission::owner(), &noa).await.expect("made").id;
    (app, id)
}

fn typed(login: &str, password: &str, code: Option<&str>) -> Credentials {
    Credentials { login: login.to_owned(), password: password.to_owned(), code: code.map(str::to_owned) }
}

fn from(address: &str) -> Origin {
    Origin { address: address.to_owned(), device: "test".to_owned() }
}

fn fault(result: Result<SignedInSession>) -> SignInFault {
    match result {
        Err(AppError::SignIn(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_session_opens_until_it_is_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    let (app, _) = with_noa(&folder).await;
    let first = app.sign_in(&typed(" NOA@example.org ", WORD, None), &from("a")).await.expect("signed in");
    let second = app.sign_in(&typed("noa@example.org", WORD, None), &from("a")).await.expect("signed in");
    assert_ne!(first.token, second.token, "a new token every time");
    assert_eq!(first.token.len(), 64, "256 bits");
    let entered = app.enter_by_session(&first.token).await.expect("asked").expect("open");
    assert_eq!((entered.login(), entered.role()), ("noa@example.org", Role::Supervisor));
    app.sign_out(&entered).await.expect("out");
    assert!(app.enter_by_session(&first.token).await.expect("asked").is_none());
    assert!(app.enter_by_session(&second.token).await.expect("asked").is_some());
    assert!(app.enter_by_session("").await.expect("asked").is_none());
    // The token itself is nowhere on disk.
    app.close().await.expect("closed");
    for file in std::fs::read_dir(folder.path()).expect("a folder") {
        let path = file.expect("a file").path();
        if path.is_file() {
            let bytes = std::fs::read(&path).expect("read");
            let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
            assert!(!holds(&second.token) && !holds(WORD), "{}", path.display());
        }
    }
}

#[tokio::test]
async fn wrong_words_say_the_same_for_known_and_unknown() {
    let folder = tempfile::tempdir().expect("a folder");
    let (app, id) = with_noa(&folder).await;
    let wrong = app.sign_in(&typed("noa@example.org", "not her password", None), &from("a")).await;
    let unknown = app.sign_in(&typed("nobody", "not her password", None), &from("b")).await;
    assert_eq!((fault(wrong), fault(unknown)), (SignInFault::Wrong, SignInFault::Wrong));
    let change = UserChange { disabled: Some(true), ..UserChange::default() };
    app.change_user(&Permission::owner(), &id, &change).await.expect("changed");
    assert_eq!(
        fault(app.sign_in(&typed("noa@example.org", WORD, None), &from("c")).await),
        SignInFault::Wrong
    );
    let query = AuditQuery { action: Some("sign_in.failed".to_owned()), ..AuditQuery::default() };
    let page = app.audit_records(&Permission::owner(), &query).await.expect("a page");
    assert_eq!(page.records.len(), 3);
    assert!(page.records.iter().all(|record| !record.details.contains("nobody")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_wrong_words_at_once_are_not_looked_at() {
    let folder = tempfile::tempdir().expect("a folder");
    let (app, _) = with_noa(&folder).await;
    let mut work = tokio::task::JoinSet::new();
    for number in 0..1_000 {
        let app = app.clone();
        work.spawn(async move {
            let credentials = typed("noa@example.org", &format!("a wrong guess {number}"), None);
            fault(app.sign_in(&credentials, &from("a")).await)
        });
    }
    let mut looked_at = 0;
    while let Some(fault) = work.join_next().await {
        looked_at += usize::from(fault.expect("no panic") == SignInFault::Wrong);
    }
    assert_eq!(looked_at, 5);
    // She herself, elsewhere, is let in.
    app.sign_in(&typed("noa@example.org", WORD, None), &from("b")).await.expect("signed in");
}

#[tokio::test]
async fn rights_change_with_the_next_request() {
    let folder = tempfile::tempdir().expect("a folder");
    let (app, id) = with_noa(&folder).await;
    let session = app.sign_in(&typed("noa@example.org", WORD, None), &from("a")).await.expect("signed in");
    assert!(session.permission.may(Action::Coach));
    let part = UserChange { part: Some(Part::Teams(["red".to_owned()].into())), ..UserChange::default() };
    app.change_user(&Permission::owner(), &id, &part).await.expect("changed");
    let now = app.enter_by_session(&session.token).await.expect("asked").expect("still open");
    assert_eq!(now.part(), &Part::Teams(["red".to_owned()].into()));
    let new = crate::NewApiToken {
        name: "export".to_owned(),
        actions: vec![Action::ReadMetrics],
        days: 30,
        user_id: None,
    };
    let (token, view) = app.add_api_token(&now, &new).await.expect("made");
    let program = app.enter_by_token(&token).await.expect("asked").expect("open");
    assert!(program.may(Action::ReadMetrics) && !program.may(Action::Coach));
    assert_eq!(program.part(), now.part());
    let roles = UserChange { roles: Some(vec![Role::Auditor]), ..UserChange::default() };
    app.change_user(&Permission::owner(), &id, &roles).await.expect("changed");
    assert!(
        app.enter_by_session(&session.token).await.expect("asked").is_none(),
        "a lost role ends sessions"
    );
    let program = app.enter_by_token(&token).await.expect("asked").expect("an auditor reads metrics");
    let beyond = crate::NewApiToken { actions: vec![Action::Coach], ..new };
    assert!(app.add_api_token(&program, &beyond).await.is_err());
    app.remove_api_token(&Permission::owner(), &view.id).await.expect("taken back");
    assert!(app.enter_by_token(&token).await.expect("asked").is_none());
}

#[tokio::test]
async fn somebody_stays_to_administer() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(&folder).await;
    let owner = Permission::owner();
    assert!(app.wants_first_user().await.expect("asked"));
    let admin = app.set_up(&owner, "ada", "Ada", WORD).await.expect("set up");
    assert!(app.set_up(&owner, "eve", "Eve", WORD).await.is_err_and(|error| error.is_conflict()));
    assert!(app.remove_user(&owner, &admin.id).await.is_err_and(|error| error.is_conflict()));
    for change in [
        UserChange { disabled: Some(true), ..UserChange::default() },
        UserChange { roles: Some(vec![Role::Agent]), ..UserChange::default() },
    ] {
        assert!(app.change_user(&owner, &admin.id, &change).await.is_err_and(|error| error.is_conflict()));
    }
    let state = app.verify_audit(&owner, None).await.expect("verified");
    assert_eq!((state.records, state.fault), (1, None), "what was refused was not noted as done");
}
