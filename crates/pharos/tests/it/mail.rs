//! Mail of the real binary over TLS, with a user and a password, to a real SMTP server on this machine.
#![allow(clippy::expect_used)]

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::centre::{Centre, Server};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../pharos-app/src/day/mail/smtp_server.py");
/// A round of the mail queue takes five seconds; a loaded machine several.
const ROUNDS: usize = 240;
const PAUSE: Duration = Duration::from_millis(500);

struct MailServer(Child);

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn can(words: &[&str]) -> bool {
    let mut asked = Command::new(words[0]);
    asked.args(&words[1..]).stdout(Stdio::null()).stderr(Stdio::null());
    asked.status().is_ok_and(|status| status.success())
}

/// An authority of our own and a certificate of `localhost` it vouches for: authority, certificate, key.
fn certificates(folder: &Path) -> [PathBuf; 3] {
    let [authority, authority_key, request, certificate, key] =
        ["ca.pem", "ca.key", "host.csr", "host.pem", "host.key"].map(|name| folder.join(name));
    let text = |path: &Path| path.to_str().expect("a path").to_owned();
    let names = folder.join("names");
    std::fs::write(&names, "subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n").expect("a file");
    let run = |words: &[&str]| assert!(can(&[&["openssl"], words].concat()), "openssl {words:?}");
    let (ca, ca_key) = (text(&authority), text(&authority_key));
    run(&[
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=Pharos test authority",
        "-keyout",
        &ca_key,
        "-out",
        &ca,
    ]);
    run(&[
        "req",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=localhost",
        "-keyout",
        &text(&key),
        "-out",
        &text(&request),
    ]);
    run(&[
        "x509",
        "-req",
        "-in",
        &text(&request),
        "-CA",
        &ca,
        "-CAkey",
        &ca_key,
        "-CAcreateserial",
        "-days",
        "2",
        "-extfile",
        &text(&names),
        "-out",
        &text(&certificate),
    ]);
    [authority, certificate, key]
}

fn mail_server(python: &str, folder: &Path, mode: &str, [certificate, key]: [&Path; 2]) -> (MailServer, u16) {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a free port").port();
    let mut child = Command::new(python)
        .arg(SCRIPT)
        .arg(folder)
        .arg(port.to_string())
        .arg(mode)
        .args([certificate, key])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the mail server starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("its words")).read_line(&mut line).expect("a line");
    assert_eq!(line.trim(), "ready");
    (MailServer(child), port)
}

/// Sends an update; gives its mail once it is no longer where it was.
fn send(server: &Server) -> Value {
    let letter = json!({ "audience": "team", "recipients": ["noa@example.com"], "subject": "s", "text": "t", "language": "en" });
    let update =
        json!({ "kind": "daily", "day": "2026-03-03", "own_words": "Thank you", "letters": [letter] });
    let reply = server.post("/api/v1/updates", &update.to_string());
    assert_eq!(reply.status, 201, "{}", reply.body);
    let id = reply.json()["id"].as_str().expect("an id").to_owned();
    let reply = server.post(&format!("/api/v1/updates/{id}/send"), "{}");
    assert_eq!(reply.status, 200, "{}", reply.body);
    for _ in 0..ROUNDS {
        let mail = server.get(&format!("/api/v1/updates/{id}")).json()["mails"][0].clone();
        if mail["attempts"].as_i64() != Some(0) || mail["state"] == json!("sent") {
            return mail;
        }
        std::thread::sleep(PAUSE);
    }
    panic!("the mail was never tried");
}

#[test]
fn updates_go_out_over_tls_to_a_server_that_is_vouched_for() {
    const TEST: &str = "updates_go_out_over_tls_to_a_server_that_is_vouched_for";
    let python = ["python3", "/usr/bin/python3"].into_iter().find(|it| can(&[it, "-c", "import aiosmtpd"]));
    let (Some(python), true) = (python, can(&["openssl", "version"])) else {
        eprintln!("skipped: {TEST} (no aiosmtpd or no openssl here; `make setup` installs them)");
        return;
    };
    for (mode, scheme, query) in [("starttls", "smtp", "?tls=required"), ("smtps", "smtps", "")] {
        let centre = Centre::new();
        let folder = centre.path("mail");
        std::fs::create_dir_all(&folder).expect("a folder");
        let [authority, certificate, key] = certificates(&folder);
        let (_mail, port) = mail_server(python, &folder, mode, [&certificate, &key]);
        let url = format!("{scheme}://noa:p%40ss%20word@localhost:{port}{query}");
        let from = ("PHAROS_MAIL_FROM", "Pharos <pharos@example.com>");
        let kept =
            || std::fs::read_dir(&folder).expect("a folder").filter_map(Result::ok).map(|it| it.path());
        let mails = || kept().filter(|it| it.extension().is_some_and(|it| it == "json"));

        // Nobody vouches for the server: nothing goes out, and the cause is shown.
        let nobody = centre.write("nobody.pem", "");
        let nobody = nobody.to_str().expect("a path");
        let server = centre.serve_with(&[("PHAROS_SMTP", &url), from, ("SSL_CERT_FILE", nobody)]);
        let mail = send(&server);
        assert_eq!(mail["state"], json!("queued"), "{mail}");
        assert!(mail["last_error"].as_str().is_some_and(|it| !it.contains("p@ss")), "{mail}");
        assert_eq!(mails().count(), 0);
        drop(server);

        let authority = authority.to_str().expect("a path");
        let server = centre.serve_with(&[("PHAROS_SMTP", &url), from, ("SSL_CERT_FILE", authority)]);
        let mail = send(&server);
        assert_eq!(mail["state"], json!("sent"), "{mode}: {mail}");
        let came = mails().last().expect("a mail");
        let came: Value =
            serde_json::from_str(&std::fs::read_to_string(came).expect("a file")).expect("JSON");
        assert_eq!((&came["tls"], &came["user"]), (&json!(true), &json!("noa")), "{mode}");
    }
}
