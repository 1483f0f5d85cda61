//! What either database must do about users, sessions, tokens and the audit log.

use sea_orm::{ConnectionTrait, Statement};

use super::Fresh;
use crate::{
    ApiTokenRecord, AuditEntry, AuditFault, AuditFilter, PendingSignIn, SessionRecord, Store, StoreError,
    UserRecord,
};

const NOW: i64 = 1_700_000_000_000_000;

contract_of!(
    a_login_is_one_users,
    the_first_user_is_made_once,
    a_user_and_its_note_are_one,
    a_removed_user_leaves_nothing_open,
    a_step_and_a_code_are_used_once,
    a_session_shows_its_user_as_it_is_now,
    sessions_end_singly_all_but_one_and_with_time,
    a_pending_sign_in_is_taken_once,
    a_token_shows_its_user_and_is_taken_back,
    a_chain_is_whole_and_finds_its_records,
    notes_at_once_make_one_chain,
    what_is_done_to_the_chain_is_seen,
    a_forgotten_person_leaves_the_chain_whole,
);

fn user(login: &str) -> UserRecord {
    UserRecord {
        id: format!("id of {login}"),
        login: login.to_owned(),
        name: "נועה 诺雅".to_owned(),
        roles: vec!["supervisor".to_owned(), "planner".to_owned()],
        part: "{\"teams\":[\"red\"]}".to_owned(),
        agent_id: Some("noa".to_owned()),
        password_hash: None,
        disabled: false,
        created_at_us: NOW,
        signed_in_at_us: None,
        totp_secret: None,
        totp_confirmed: false,
        totp_step: 0,
        oidc: Some(("https://issuer".to_owned(), login.to_owned())),
    }
}

fn note(action: &str) -> AuditEntry {
    AuditEntry {
        at_us: NOW,
        actor: "id of admin".to_owned(),
        action: action.to_owned(),
        object_kind: "user".to_owned(),
        object_id: "id of noa".to_owned(),
        persons: None,
        details: format!("{action} in words"),
    }
}

fn session(number: i64) -> SessionRecord {
    SessionRecord {
        token_hash: format!("hash {number}"),
        id: format!("session {number}"),
        user_id: "id of noa".to_owned(),
        created_at_us: NOW + number,
        seen_at_us: NOW + number,
        ends_at_us: NOW + 100,
        device: "browser".to_owned(),
        address: "10.0.0.1".to_owned(),
    }
}

async fn with_noa(fresh: &Fresh) -> &Store {
    fresh.store.add_user(&user("noa"), &note("user.add")).await.expect("added");
    &fresh.store
}

async fn run(store: &Store, sql: &str) {
    let backend = store.database().get_database_backend();
    store.database().execute_raw(Statement::from_string(backend, sql)).await.expect("it runs");
}

async fn a_login_is_one_users(fresh: &Fresh) {
    let store = with_noa(fresh).await;
    let mut other = user("noa");
    other.id = "another id".to_owned();
    let refused = store.add_user(&other, &note("user.add")).await;
    assert!(matches!(refused, Err(StoreError::LoginTaken { login }) if login == "noa"));
    assert_eq!(store.users().await.expect("users"), [user("noa")]);
    assert_eq!(store.user_by_login("noa").await.expect("asked"), Some(user("noa")));
    assert_eq!(store.user_by_login("dana").await.expect("asked"), None);
    assert_eq!(store.user_by_subject("https://issuer", "noa").await.expect("asked"), Some(user("noa")));
    assert_eq!(store.user_by_subject("https://other", "noa").await.expect("asked"), None);
}

async fn the_first_user_is_made_once(fresh: &Fresh) {
    let (store, one, two) = (&fresh.store, user("one"), user("two"));
    let (entry_one, entry_two) = (note("user.first"), note("user.first"));
    let (first, second) =
        futures::join!(store.add_first_user(&one, &entry_one), store.add_first_user(&two, &entry_two));
    assert!(first.expect("asked") ^ second.expect("asked"), "one of two at once");
    assert_eq!(store.user_count().await.expect("counted"), 1);
    assert_eq!(store.audit_count().await.expect("counted"), 1);
}

async fn a_user_and_its_note_are_one(fresh: &Fresh) {
    let store = with_noa(fresh).await;
    let mut noa = user("noa");
    (noa.disabled, noa.roles) = (true, vec!["agent".to_owned()]);
    store.add_session(&session(1), &note("session.begin")).await.expect("added");
    store.change_user(&noa, true, &note("user.change")).await.expect("changed");
    assert_eq!(store.user("id of noa").await.expect("asked"), Some(noa.clone()));
    assert_eq!(store.session("hash 1").await.expect("asked"), None, "all sessions were closed");
    assert_eq!(store.audit_count().await.expect("counted"), 3);
    run(store, "DROP TABLE audit_details").await;
    noa.name = "another".to_owned();
    store.change_user(&noa, false, &note("user.change")).await.expect_err("it cannot be noted");
    let kept = store.user("id of noa").await.expect("asked").expect("there");
    assert_ne!(kept.name, "another", "what cannot be noted does not happen");
}

async fn a_removed_user_leaves_nothing_open(fresh: &Fresh) {
    let store = with_noa(fresh).await;
    store.add_session(&session(1), &note("session.begin")).await.expect("added");
    store.add_api_token(&token("t"), &note("token.add")).await.expect("added");
    store.set_recovery_codes("id of noa", &["a".to_owned()]).await.expect("set");
    store.remove_user("id of noa", &note("user.remove")).await.expect("removed");
    assert_eq!(store.session("hash 1").await.expect("asked"), None);
    assert_eq!(store.api_token("hash of t").await.expect("asked"), None);
    assert_eq!(store.recovery_codes_left("id of noa").await.expect("asked"), 0);
    assert_eq!(store.user_count().await.expect("counted"), 0);
}

async fn a_step_and_a_code_are_used_once(fresh: &Fresh) {
    let store = with_noa(fresh).await;
    let used = futures::future::join_all((0..20).map(|_| store.use_totp_step("id of noa", 7))).await;
    assert_eq!(used.into_iter().filter(|it| matches!(it, Ok(true))).count(), 1, "one of twenty at once");
    assert!(!store.use_totp_step("id of noa", 6).await.expect("asked"), "an earlier one");
    assert!(store.use_totp_step("id of noa", 8).await.expect("asked"));
    store.set_recovery_codes("id of noa", &["a".to_owned(), "b".to_owned()]).await.expect("set");
    let used = futures::future::join_all((0..20).map(|_| store.use_recovery_code("id of noa", "a"))).await;
    assert_eq!(used.into_iter().filter(|it| matches!(it, Ok(true))).count(), 1, "one of twenty at once");
    assert_eq!(store.recovery_codes_left("id of noa").await.expect("asked"), 1);
}

async fn a_session_shows_its_user_as_it_is_now(fresh: &Fresh) {
    let store = with_noa(fresh).await;
    store.add_session(&session(1), &note("session.begin")).await.expect("added");
    assert_eq!(store.session("hash 1").await.expect("asked"), Some((session(1), user("noa"))));
    assert_eq!(store.session("hash 2").await.expect("asked"), None);
    let mut noa = user("noa");
    noa.roles = vec!["agent".to_owned()];
    store.change_user(&noa, false, &note("user.change")).await.expect("changed");
    assert_eq!(store.session("hash 1").await.expect("asked").map(|(_, user)| user), Some(noa));
    store.see_session("hash 1", NOW + 60).await.expect("seen");
    let seen = store.session("hash 1").await.expect("asked").expect("there").0;
    assert_eq!(seen.seen_at_us, NOW + 60);
}

async fn sessions_end_singly_all_but_one_and_with_time(fresh: &Fresh) {
    let store = with_noa(fresh).await;
    for number in 1..=4 {
        store.add_session(&session(number), &note("session.begin")).await.expect("added");
    }
    assert!(!store.end_session("somebody else", "session 1", &note("session.end")).await.expect("asked"));
    assert!(store.end_session("id of noa", "session 1", &note("session.end")).await.expect("asked"));
    assert!(!store.end_session("id of noa", "session 1", &note("session.end")).await.expect("asked"));
    let left = || async {
        let sessions = store.sessions_of("id of noa").await.expect("sessions");
        sessions.into_iter().map(|it| it.id).collect::<Vec<_>>()
    };
    assert_eq!(left().await, ["session 4", "session 3", "session 2"]);
    store.end_other_sessions("id of noa", "hash 3").await.expect("ended");
    assert_eq!(left().await, ["session 3"]);
    store.forget_sessions(NOW, NOW, NOW).await.expect("nothing to forget");
    assert_eq!(left().await, ["session 3"]);
    store.forget_sessions(NOW + 101, NOW, NOW).await.expect("its time is over");
    assert_eq!(left().await, Vec::<String>::new());
}

async fn a_pending_sign_in_is_taken_once(fresh: &Fresh) {
    let pending = PendingSignIn {
        state_hash: "s".to_owned(),
        nonce: "n".to_owned(),
        pkce_verifier: "v".to_owned(),
        return_to: "/explore".to_owned(),
        created_at_us: NOW,
    };
    fresh.store.add_pending_sign_in(&pending).await.expect("added");
    assert_eq!(fresh.store.take_pending_sign_in("other").await.expect("asked"), None);
    assert_eq!(fresh.store.take_pending_sign_in("s").await.expect("asked"), Some(pending));
    assert_eq!(fresh.store.take_pending_sign_in("s").await.expect("asked"), None);
}

fn token(id: &str) -> ApiTokenRecord {
    ApiTokenRecord {
        id: id.to_owned(),
        token_hash: format!("hash of {id}"),
        user_id: "id of noa".to_owned(),
        name: "export".to_owned(),
        actions: vec!["read_metrics".to_owned(), "send_facts".to_owned()],
        created_at_us: NOW,
        expires_at_us: NOW + 10,
        used_at_us: None,
    }
}

async fn a_token_shows_its_user_and_is_taken_back(fresh: &Fresh) {
    let store = with_noa(fresh).await;
    store.add_api_token(&token("t"), &note("token.add")).await.expect("added");
    assert_eq!(store.api_token("hash of t").await.expect("asked"), Some((token("t"), user("noa"))));
    store.see_api_token("t", NOW + 5).await.expect("seen");
    let seen = store.api_tokens(Some("id of noa")).await.expect("tokens");
    assert_eq!(seen, [ApiTokenRecord { used_at_us: Some(NOW + 5), ..token("t") }]);
    assert_eq!(store.api_tokens(Some("somebody else")).await.expect("tokens"), []);
    assert!(!store.remove_api_token(Some("somebody else"), "t", &note("token.remove")).await.expect("asked"));
    assert!(store.remove_api_token(None, "t", &note("token.remove")).await.expect("asked"));
    assert_eq!(store.api_token("hash of t").await.expect("asked"), None);
}

/// Ten notes, one a microsecond: `thing.add` and `thing.read` in turns.
async fn ten(store: &Store) {
    let entries: Vec<AuditEntry> = (0..10)
        .map(|number| AuditEntry {
            at_us: NOW + number,
            actor: format!("id of {}", if number < 5 { "noa" } else { "dana" }),
            action: if number % 2 == 0 { "thing.add" } else { "thing.read" }.to_owned(),
            object_kind: if number == 9 { "agent" } else { "thing" }.to_owned(),
            object_id: number.to_string(),
            persons: (number % 2 == 1).then_some(number),
            details: format!("details of {number}"),
        })
        .collect();
    store.append_audit(&entries[..4]).await.expect("noted");
    store.append_audit(&entries[4..]).await.expect("noted");
}

async fn a_chain_is_whole_and_finds_its_records(fresh: &Fresh) {
    let store = &fresh.store;
    assert_eq!(store.verify_audit(None).await.expect("verified").fault, None, "an empty chain is whole");
    ten(store).await;
    let state = store.verify_audit(None).await.expect("verified");
    assert_eq!((state.records, state.last_seq, state.fault.clone()), (10, 10, None));
    let found = |filter: AuditFilter| async move {
        let records = store.audit(&filter, 100).await.expect("records");
        records.into_iter().map(|record| record.seq).collect::<Vec<_>>()
    };
    let all = store.audit(&AuditFilter::default(), 3).await.expect("records");
    assert_eq!(all.iter().map(|it| it.seq).collect::<Vec<_>>(), [10, 9, 8]);
    assert_eq!(all[0].entry.actor, "id of dana");
    assert_eq!((all[0].entry.object_id.as_str(), all[0].entry.persons), ("9", Some(9)));
    assert_eq!(all[0].entry.details, "details of 9");
    assert_eq!(all[0].hash, state.last_hash);
    let by = |actor: &str| AuditFilter { actor: Some(actor.to_owned()), ..AuditFilter::default() };
    assert_eq!(found(by("id of noa")).await, [5, 4, 3, 2, 1]);
    assert_eq!(found(by("nobody")).await, Vec::<i64>::new());
    let of = |action: &str| AuditFilter { action: Some(action.to_owned()), ..AuditFilter::default() };
    assert_eq!(found(of("thing.read")).await, [10, 8, 6, 4, 2]);
    assert_eq!(found(of("thing")).await.len(), 10);
    assert_eq!(found(of("thin")).await.len(), 0);
    let about = AuditFilter { object_id: Some("9".to_owned()), ..AuditFilter::default() };
    assert_eq!(found(about).await, [10]);
    let when = AuditFilter { from_us: Some(NOW + 2), to_us: Some(NOW + 4), ..AuditFilter::default() };
    assert_eq!(found(when).await, [4, 3]);
    let before = AuditFilter { before_seq: Some(3), ..AuditFilter::default() };
    assert_eq!(found(before).await, [2, 1]);
    let kept = store.verify_audit(Some(&all[2].hash)).await.expect("verified");
    assert_eq!(kept.fault, None, "a hash kept elsewhere is part of the chain");
    let foreign = store.verify_audit(Some("0123")).await.expect("verified");
    assert!(matches!(foreign.fault, Some(AuditFault::Anchor { .. })));
}

async fn notes_at_once_make_one_chain(fresh: &Fresh) {
    let mut work = tokio::task::JoinSet::new();
    for number in 0..40 {
        let store = fresh.store.clone();
        work.spawn(async move { store.append_audit(&[note(&format!("a.{number}")), note("b")]).await });
    }
    while let Some(done) = work.join_next().await {
        done.expect("no panic").expect("noted");
    }
    let state = fresh.store.verify_audit(None).await.expect("verified");
    assert_eq!((state.records, state.last_seq, state.fault), (80, 80, None));
}

async fn what_is_done_to_the_chain_is_seen(fresh: &Fresh) {
    let store = &fresh.store;
    ten(store).await;
    let table = [
        ("UPDATE audit_log SET persons = 1 WHERE seq = 2", "UPDATE audit_log SET persons = 1 WHERE seq = 2"),
        (
            "UPDATE audit_log SET action = 'x' WHERE seq = 5",
            "UPDATE audit_log SET action = 'thing.add' WHERE seq = 5",
        ),
        (
            "UPDATE audit_log SET at_us = at_us + 1 WHERE seq = 6",
            "UPDATE audit_log SET at_us = at_us - 1 WHERE seq = 6",
        ),
        ("UPDATE audit_log SET seq = 77 WHERE seq = 4", "UPDATE audit_log SET seq = 4 WHERE seq = 77"),
        (
            "UPDATE audit_details SET words = 'x' WHERE seq = 8",
            "UPDATE audit_details SET words = 'details of 7' WHERE seq = 8",
        ),
        (
            "UPDATE audit_details SET seq = 77 WHERE seq = 3",
            "UPDATE audit_details SET seq = 3 WHERE seq = 77",
        ),
        ("UPDATE audit_head SET seq = 9", "UPDATE audit_head SET seq = 10"),
    ];
    for (number, (harm, mend)) in table.into_iter().enumerate() {
        run(store, harm).await;
        // The first harm writes what stands there already: a chain nobody touched.
        assert_eq!(store.verify_audit(None).await.expect("verified").fault.is_some(), number != 0, "{harm}");
        run(store, mend).await;
        assert_eq!(store.verify_audit(None).await.expect("verified").fault, None, "{mend}");
    }
    run(store, "DELETE FROM audit_log WHERE seq = 10").await;
    let fault = store.verify_audit(None).await.expect("verified").fault;
    assert_eq!(fault, Some(AuditFault::End { found: 9, expected: 10 }));
}

async fn a_forgotten_person_leaves_the_chain_whole(fresh: &Fresh) {
    let store = &fresh.store;
    ten(store).await;
    let mut about = note("query.rows");
    (about.object_kind, about.object_id) = ("agent".to_owned(), "agent noa".to_owned());
    about.details = "--where agent = 'agent noa'".to_owned();
    let mut named = note("user.change");
    named.details = "name: Noa Levi -> Noa Bar".to_owned();
    store.append_audit(&[about, named]).await.expect("noted");
    let ids = ["agent noa".to_owned()];
    let is_named_in = |text: &str| text.contains("agent noa") || text.contains("Noa Levi");
    let erased = store.forget_in_audit("agent", &ids, &is_named_in, &note("erase")).await.expect("forgotten");
    assert_eq!(erased, 2);
    let state = store.verify_audit(None).await.expect("verified");
    assert_eq!((state.records, state.erased, state.fault), (13, 2, None));
    let records = store.audit(&AuditFilter::default(), 3).await.expect("records");
    assert_eq!((records[2].entry.object_id.as_str(), records[2].entry.details.as_str()), ("", ""));
    assert!(records[2].is_erased && records[1].is_erased && !records[0].is_erased);
}
