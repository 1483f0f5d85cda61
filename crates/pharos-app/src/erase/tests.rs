#![allow(clippy::expect_used)]

use pharos_schema::Person;
use serde_json::json;

use super::*;
use crate::tests::{CUSTOMER, Centre, NAME, PHONE, WORDS, everything, open};
use crate::{AuditQuery, QueryRequest, RowsRequest};

fn request(id: &str, dry_run: bool) -> ErasureRequest {
    ErasureRequest { person: Person::Customer, id: id.to_owned(), dry_run, by: "test".to_owned() }
}

/// Files in which something of the person stands.
fn traces(folder: &std::path::Path, words: &[&str]) -> Vec<String> {
    let found = everything(folder).into_iter();
    let hits = found.filter_map(|(path, text)| {
        let word = words.iter().find(|word| text.contains(**word))?;
        Some(format!("{word} in {}", path.display()))
    });
    hits.collect()
}

const CANARIES: [&str; 4] = [CUSTOMER, PHONE, NAME, WORDS];

#[tokio::test]
async fn nothing_of_an_erased_customer_is_left_and_no_number_changes() {
    let centre = Centre::new().await;
    let before = centre.numbers().await;
    assert!(!traces(&centre.data(), &CANARIES).is_empty());
    let owner = Permission::owner();
    centre.app.backup(&owner, None).await.expect("a backup");
    let dry = centre.app.erase(&owner, &request(PHONE, true)).await.expect("counted");
    assert_eq!((dry.names, dry.dry_run, dry.rejects), (2, true, 1));
    assert!(dry.request_id.is_none() && centre.app.erasures(&owner).await.expect("a list").is_empty());
    let report = centre.app.erase(&owner, &request(PHONE, false)).await.expect("erased");
    assert_eq!((report.names, report.rejects, report.backups), (2, 1, 1));
    assert_eq!(report.saved_files, 1);
    assert_eq!(traces(&centre.data(), &CANARIES), Vec::<String>::new());
    assert_eq!(centre.numbers().await, before);
    let again = open(&centre.data()).await;
    assert_eq!(crate::tests::numbers(&again).await.expect("numbers"), before);
    let check = again.check(&owner, &|_| {}).await.expect("checked");
    assert!(check.ok, "{:?}", check.faults);
    let list = again.erasures(&owner).await.expect("a list");
    assert!(list.len() == 1 && list[0].done_at.is_some(), "{list:?}");
    let unknown = again.erase(&owner, &request(CUSTOMER, false)).await.expect_err("nobody any more");
    assert!(unknown.to_string().contains("there is no customer"), "{unknown}");
}

#[tokio::test]
async fn who_was_erased_does_not_come_back_by_a_stream() {
    let centre = Centre::new().await;
    centre.app.erase(&Permission::owner(), &request(CUSTOMER, false)).await.expect("erased");
    let before = centre.numbers().await;
    // The same rows once more: what came with the first delivery is the same row still.
    let rows = [json!({"key": format!("{CUSTOMER}|0"), "source_version": 2, "contact_id": "call-0",
        "segment_id": "seg-0", "channel": "voice", "direction": "inbound", "customer_id": CUSTOMER, "queue": "sales",
        "started_at": "2026-03-01T08:00:00Z", "enqueued_at": "2026-03-01T08:00:00Z", "wait_s": 2.0,
        "queue_result": "answered", "agent_id": "noa", "connected_at": "2026-03-01T08:00:00Z", "talk_s": 100.0,
        "acw_s": 5.0, "ended_at": "2026-03-01T08:00:00Z", "attributes": {"note": WORDS}})];
    centre.send("contact_segments", &rows).await;
    let words = json!({"key": "u0", "contact_id": "call-0", "turn": 0, "speaker": "customer", "text": WORDS,
        "at": "2026-03-01T08:00:00Z"});
    centre.send("utterances", &[words]).await;
    assert_eq!(centre.numbers().await, before, "while it waits");
    while 0 < centre.app.fold().await.expect("folded") {}
    assert_eq!(centre.numbers().await, before, "folded");
    assert_eq!(traces(&centre.data(), &CANARIES), Vec::<String>::new());
}

#[tokio::test]
async fn who_was_erased_is_not_named_by_a_question_about_them() {
    let centre = Centre::new().await;
    let owner = Permission::owner();
    centre.app.erase(&owner, &request(CUSTOMER, false)).await.expect("erased");
    let question = QueryRequest {
        metrics: vec!["offered".to_owned()],
        filter: Some(format!("customer_id = '{CUSTOMER}'")),
        ..QueryRequest::default()
    };
    let request = RowsRequest { query: question, part: None, limit: Some(10), offset: 0 };
    centre.app.rows(&owner, &request).await.expect("rows");
    let asked = AuditQuery { object_id: Some(CUSTOMER.to_owned()), ..AuditQuery::default() };
    centre.app.audit_records(&owner, &asked).await.expect("records");
    let log = centre.app.audit_records(&owner, &AuditQuery::default()).await.expect("records");
    let kept: Vec<&str> = log.records.iter().map(|it| it.details.as_str()).collect();
    assert!(kept.iter().any(|it| it.contains("customer_id = ")), "the question is kept: {kept:?}");
    assert_eq!(traces(&centre.data(), &CANARIES), Vec::<String>::new());
}

#[tokio::test]
async fn an_erasure_that_was_interrupted_is_ended() {
    let centre = Centre::new().await;
    let marks = centre.app.read_marks().await.expect("marks");
    let mut erasure = Erasure::default();
    erasure.customers.insert(CUSTOMER.to_owned(), "erased-x".to_owned());
    erasure.customers.insert(PHONE.to_owned(), "erased-y".to_owned());
    let record = ErasureRecord {
        id: "r".to_owned(),
        kind: "customer".to_owned(),
        requested_by: "test".to_owned(),
        requested_at_us: 1,
        done_at_us: None,
        report: json!({}),
    };
    let names = erased_names(&marks, "r", Person::Customer, &erasure);
    centre.app.store.note_erasure(&record, &names).await.expect("noted");
    let before = centre.numbers().await;
    centre.app.erase_again().await.expect("erased");
    assert_eq!(traces(&centre.data(), &CANARIES), Vec::<String>::new());
    assert_eq!(centre.numbers().await, before);
    let list = centre.app.erasures(&Permission::owner()).await.expect("a list");
    assert!(list[0].done_at.is_some());
}

#[tokio::test]
async fn an_agent_is_erased_and_the_report_tells_before_what_is_held() {
    let centre = Centre::new().await;
    let owner = Permission::owner();
    let report = centre.app.access_report(&owner, Person::Agent, "noa").await.expect("a report");
    // One more waits in the inbox and is among the records.
    assert_eq!((report.facts["contact_segments"].len(), report.records["inbox"].len()), (30, 1));
    assert_eq!(report.facts["survey_answers"].len(), 15);
    assert_eq!(report.facts["employment"][0]["name"], json!("Noa Levi"));
    assert!(report.text().contains("Noa Levi"));
    let mut request = request("noa", false);
    request.person = Person::Agent;
    let before = centre.numbers().await;
    // What the audit log has of her: an account, a name that was changed, questions about her.
    let account = crate::NewUser {
        login: "noa.levi@bank.example".to_owned(),
        name: "Noa Levi".to_owned(),
        roles: vec![crate::Role::Agent],
        part: crate::Part::Own,
        agent_id: Some("noa".to_owned()),
        password: None,
    };
    centre.app.add_user(&owner, &account).await.expect("an account");
    let asked = crate::QueryRequest {
        metrics: vec!["answered".to_owned()],
        filter: Some("agent = 'noa'".to_owned()),
        ..crate::QueryRequest::default()
    };
    centre.app.query(&owner, &asked).await.expect("an answer");
    centre.app.audit(&owner, "test", ("agent", "noa"), "about Noa Levi").await.expect("noted");
    centre.app.erase(&owner, &request).await.expect("erased");
    let words = ["Noa Levi", "\"noa\"", "'noa'", "noa.levi@bank.example"];
    assert_eq!(traces(&centre.data(), &words), Vec::<String>::new());
    assert_eq!(centre.numbers().await, before);
    let log = centre.app.audit_records(&owner, &crate::AuditQuery::default()).await.expect("the log");
    assert!(log.records.iter().filter(|it| it.erased).count() >= 3, "{:?}", log.records);
    let chain = centre.app.verify_audit(&owner, None).await.expect("verified");
    assert_eq!(chain.fault, None, "the chain is whole without her");
    assert!(centre.app.check(&owner, &|_| {}).await.expect("checked").ok);
}

#[tokio::test]
async fn a_report_holds_every_row_about_a_customer() {
    let centre = Centre::new().await;
    let report =
        centre.app.access_report(&Permission::owner(), Person::Customer, CUSTOMER).await.expect("a report");
    assert_eq!(report.names, [PHONE, CUSTOMER]);
    // 60 contacts, every third by one of the two ids; one waits in the inbox and is among the records.
    assert_eq!(report.facts["contact_segments"].len(), 20);
    assert_eq!(report.facts["survey_answers"].len(), 10);
    assert_eq!(report.facts["utterances"].len(), 4);
    assert_eq!(report.facts["customers"].len(), 1);
    assert_eq!(report.facts["customer_keys"].len(), 1);
    assert_eq!(report.records["inbox"].len(), 1);
    assert_eq!(report.rejects.len(), 1);
}
