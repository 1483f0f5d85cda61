#![allow(clippy::expect_used)]

use super::*;
use crate::Config;

async fn app(folder: &tempfile::TempDir) -> App {
    let config = Config::load(Some(folder.path().to_owned()), None, |_| None).expect("a configuration");
    App::open(config).await.expect("an app")
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_at_once_are_one_chain_without_gaps() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(&folder).await;
    let mut work = tokio::task::JoinSet::new();
    for number in 0..300 {
        let app = app.clone();
        work.spawn(async move {
            let id = number.to_string();
            app.audit(&Permission::owner(), "test.change", ("thing", &id), "").await
        });
    }
    while let Some(done) = work.join_next().await {
        done.expect("no panic").expect("noted");
    }
    let state = app.verify_audit(&Permission::owner(), None).await.expect("verified");
    assert_eq!((state.records, state.last_seq, state.fault), (300, 300, None));
    let query = AuditQuery { action: Some("test".to_owned()), limit: Some(1_000), ..AuditQuery::default() };
    let page = app.audit_records(&Permission::owner(), &query).await.expect("a page");
    let mut ids: Vec<i32> = page.records.iter().filter_map(|record| record.object_id.parse().ok()).collect();
    ids.sort_unstable();
    assert_eq!(ids, (0..300).collect::<Vec<i32>>());
}

#[tokio::test]
async fn what_cannot_be_noted_does_not_happen() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(&folder).await;
    app.store.clone().close().await.expect("closed");
    let refused = app.audit(&Permission::owner(), "test.change", ("thing", "1"), "").await;
    assert!(matches!(refused, Err(AppError::Busy(_))), "{refused:?}");
}

#[tokio::test]
async fn the_log_is_for_those_who_may_read_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(&folder).await;
    let user = crate::NewUser {
        login: "dan".to_owned(),
        name: "Dan".to_owned(),
        roles: vec![crate::Role::Manager],
        part: crate::Part::Whole,
        agent_id: None,
        password: None,
    };
    app.add_user(&Permission::owner(), &user).await.expect("made");
    let dan = app.permission_of("dan").await.expect("dan");
    let refused = app.audit_records(&dan, &AuditQuery::default()).await;
    assert!(matches!(refused, Err(AppError::Forbidden { action: "read_audit" })));
    assert!(app.verify_audit(&dan, None).await.is_err());
}
