//! Updates and reports against a real SMTP server (aiosmtpd) on this machine: sent on a click and at a set time, refused, tried
//! again.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::{App, Config, Letter, MailConfig, NewUpdate, Permission, UpdateView, now_us};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/day/mail/smtp_server.py");
const SECOND_US: i64 = 1_000_000;

/// A mail server of one test; dropped, it ends.
struct Server {
    child: Child,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The interpreter that knows the server's library; says by name what is skipped where there is none.
fn python(test: &str) -> Option<&'static str> {
    let knows = |python: &&&str| {
        let mut asked = Command::new(python);
        asked.args(["-c", "import aiosmtpd.controller"]).stderr(Stdio::null());
        asked.status().is_ok_and(|status| status.success())
    };
    let found = ["python3", "/usr/bin/python3"].iter().find(knows);
    if found.is_none() {
        eprintln!("skipped: {test} (no aiosmtpd here; `make setup` installs it)");
    }
    found.copied()
}

fn free_port() -> u16 {
    let door = TcpListener::bind("127.0.0.1:0").expect("a free port");
    door.local_addr().expect("its address").port()
}

fn start(python: &str, folder: &Path, port: u16, mode: &str, more: &[&Path]) -> Server {
    let mut child = Command::new(python)
        .arg(SCRIPT)
        .arg(folder)
        .arg(port.to_string())
        .arg(mode)
        .args(more)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the mail server starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("its words")).read_line(&mut line).expect("a line");
    assert_eq!(line.trim(), "ready");
    Server { child }
}

/// The mails that came, in their order.
fn mails(folder: &Path) -> Vec<Value> {
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
        .collect();
    found.sort();
    let read = |path| std::fs::read_to_string(path).expect("a mail");
    found.into_iter().map(|path| serde_json::from_str(&read(path)).expect("JSON")).collect()
}

async fn open(folder: &Path, smtp: String) -> App {
    let mail = MailConfig { smtp: Some(smtp), from: Some("Pharos <pharos@example.com>".to_owned()) };
    let config = Config::load(Some(folder.join("data")), None, |_| None).expect("a configuration");
    App::open(Config { mail, ..config }).await.expect("the folder opens")
}

async fn kept(app: &App, kind: &str, recipients: &[&str], text: &str) -> UpdateView {
    let letter = Letter {
        audience: "team".to_owned(),
        recipients: recipients.iter().map(|&it| it.to_owned()).collect(),
        subject: "Update for 3 March: 更新, עדכון".to_owned(),
        text: text.to_owned(),
        language: "he".to_owned(),
    };
    let new = NewUpdate {
        id: None,
        kind: kind.to_owned(),
        day: "2026-03-03".to_owned(),
        team: None,
        own_words: "Thank you".to_owned(),
        letters: vec![letter],
    };
    app.save_update(&Permission::owner(), &new).await.expect("kept")
}

async fn states(app: &App, id: &str) -> Vec<(String, String, i32, bool)> {
    let update = app.update(&Permission::owner(), id).await.expect("an update");
    let state = |it: crate::MailView| (it.recipient, it.state, it.attempts, it.last_error.is_some());
    update.mails.into_iter().map(state).collect()
}

#[tokio::test]
async fn an_update_arrives_on_a_click_and_a_report_at_its_time() {
    let Some(python) = python("an_update_arrives_on_a_click_and_a_report_at_its_time") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let (inbox, port) = (folder.path(), free_port());
    let _server = start(python, inbox, port, "clear", &[]);
    let app = open(inbox, format!("smtp://127.0.0.1:{port}")).await;
    let owner = Permission::owner();

    let daily =
        kept(&app, "daily", &["noa@example.com", "dana@example.com"], "שלום <b>\n\nhttp://x.test/today")
            .await;
    app.send_update(&owner, &daily.id, None).await.expect("sent");
    let now = now_us();
    assert_eq!(app.send_due(now + SECOND_US).await.expect("a round"), 2);
    let came = mails(inbox);
    assert_eq!(
        came.iter().map(|it| it["to"][0].clone()).collect::<Vec<_>>(),
        ["noa@example.com", "dana@example.com"]
    );
    let data = came[0]["data"].as_str().expect("a mail");
    for part in
        ["multipart/alternative", "text/plain", "text/html", "From: Pharos <pharos@example.com>", "Subject: "]
    {
        assert!(data.contains(part), "no {part} in {data}");
    }
    assert_eq!(app.send_due(now + 2 * SECOND_US).await.expect("a round"), 0, "each goes out once");

    // At a set time: not before it, and then by itself.
    let monthly = kept(&app, "monthly", &["head@example.com"], "March").await;
    let at = now + 3_600 * SECOND_US;
    let waiting = app.send_update(&owner, &monthly.id, Some(&crate::rfc3339(at))).await.expect("waits");
    assert_eq!(waiting.state, "waiting");
    assert_eq!(app.send_due(at - SECOND_US).await.expect("a round"), 0);
    assert_eq!(app.send_due(at + SECOND_US).await.expect("a round"), 1);
    assert_eq!(mails(inbox).len(), 3);
    let update = app.update(&owner, &monthly.id).await.expect("an update");
    assert_eq!((update.state.as_str(), update.mails[0].state.as_str()), ("sent", "sent"));
}

#[tokio::test]
async fn what_fails_is_shown_and_tried_again() {
    let Some(python) = python("what_fails_is_shown_and_tried_again") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let (inbox, port) = (folder.path(), free_port());
    let app = open(inbox, format!("smtp://127.0.0.1:{port}")).await;
    let update = kept(&app, "daily", &["full@example.com", "noa@example.com"], "text").await;
    app.send_update(&Permission::owner(), &update.id, None).await.expect("queued");

    // Nobody listens: both stay, with the cause.
    let mut now = now_us() + SECOND_US;
    assert_eq!(app.send_due(now).await.expect("a round"), 0);
    let queued = |who: &str, attempts| (who.to_owned(), "queued".to_owned(), attempts, true);
    assert_eq!(states(&app, &update.id).await, [queued("full@example.com", 1), queued("noa@example.com", 1)]);
    assert_eq!(app.send_due(now + SECOND_US).await.expect("a round"), 0, "it is not tried before its time");

    // The server is there, one mailbox is full: one arrives, the other says what the server said.
    let _server = start(python, inbox, port, "clear", &[]);
    now += 61 * SECOND_US;
    assert_eq!(app.send_due(now).await.expect("a round"), 1);
    let seen = app.update(&Permission::owner(), &update.id).await.expect("an update");
    let full = seen.mails.iter().find(|it| it.recipient.starts_with("full")).expect("a mail");
    assert!(full.last_error.as_deref().is_some_and(|it| it.contains("mailbox full")), "{full:?}");

    // Refused to the end, it has failed; tried again by hand it arrives.
    for pause_s in [300, 900, 3_600, 14_400] {
        now += (pause_s + 1) * SECOND_US;
        assert_eq!(app.send_due(now).await.expect("a round"), 0);
    }
    assert_eq!(
        states(&app, &update.id).await[0],
        ("full@example.com".to_owned(), "failed".to_owned(), 6, true)
    );
    std::fs::write(inbox.join("emptied"), "").expect("a file");
    app.retry_update(&Permission::owner(), &update.id).await.expect("queued again");
    assert_eq!(app.send_due(now + SECOND_US).await.expect("a round"), 1);
    assert_eq!(states(&app, &update.id).await[0].1, "sent");
    assert_eq!(mails(inbox).len(), 2);
}
