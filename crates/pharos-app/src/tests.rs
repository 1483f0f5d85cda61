//! A little centre for the tests of what keeps the data: contacts of several days, newer versions of some, a customer known by
//! two ids, transcripts, surveys, people.
#![allow(clippy::expect_used)]

use std::path::{Path, PathBuf};

use pharos_store::UserRecord;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{App, Config, FactsRequest, Permission, QueryRequest};

/// The customer everything is erased of, by id, by phone, by name, and a word from its own mouth.
pub(crate) const CUSTOMER: &str = "canary-4711";
pub(crate) const PHONE: &str = "+972-50-7654321";
pub(crate) const NAME: &str = "Canary Person";
pub(crate) const WORDS: &str = "my canary is yellow";

/// Somebody who may sign in, with a part of the centre as it is kept (JSON).
pub(crate) fn user(roles: &[&str], part: &str, agent_id: Option<&str>) -> UserRecord {
    UserRecord {
        id: "u".to_owned(),
        login: "noa".to_owned(),
        name: "Noa".to_owned(),
        roles: roles.iter().map(|&role| role.to_owned()).collect(),
        part: part.to_owned(),
        agent_id: agent_id.map(str::to_owned),
        password_hash: None,
        disabled: false,
        created_at_us: 0,
        signed_in_at_us: None,
        totp_secret: None,
        totp_confirmed: false,
        totp_step: 0,
        oidc: None,
    }
}

/// A data folder and the app in it.
pub(crate) struct Centre {
    folder: TempDir,
    pub(crate) app: App,
}

impl Centre {
    pub(crate) async fn new() -> Centre {
        let folder = tempfile::tempdir().expect("a folder");
        let app = open(&folder.path().join("data")).await;
        let centre = Centre { folder, app };
        centre.fill().await;
        centre
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) async fn send(&self, table: &str, rows: &[Value]) {
        let lines: Vec<String> = rows.iter().map(Value::to_string).collect();
        let body = lines.join("\n");
        let request = FactsRequest { table, source_name: "acd", body: &body, idempotency_key: None };
        self.app.take_facts(request).await.expect("accepted");
    }

    async fn fill(&self) {
        for version in 1..=2 {
            let rows: Vec<Value> =
                (0..60).filter(|n| version == 1 || n % 5 == 0).map(|n| segment(n, version)).collect();
            self.send("contact_segments", &rows).await;
            self.app.fold().await.expect("folded");
        }
        let said = |n: i64| {
            json!({"key": format!("u{n}"), "contact_id": format!("call-{n}"), "turn": 0, "speaker": "customer",
                "text": if n % 3 == 0 { WORDS } else { "hello" }, "at": at(n)})
        };
        self.send("utterances", &(0..12).map(said).collect::<Vec<_>>()).await;
        let answer = |n: i64| {
            json!({"key": format!("s{n}"), "survey_id": format!("s{n}"), "kind": "csat", "moment": "after_contact",
                "question": "q", "scale_min": 1, "scale_max": 5, "scale_direction": "up", "sent_at": at(n),
                "answered_at": at(n), "value": 1 + n % 5, "comment": if n % 3 == 0 { WORDS } else { "fine" },
                "contact_id": format!("call-{n}"), "customer_id": customer(n), "agent_id": agent(n)})
        };
        self.send("survey_answers", &(0..30).map(answer).collect::<Vec<_>>()).await;
        self.send(
            "customers",
            &[json!({"key": CUSTOMER, "customer_id": CUSTOMER, "name": NAME, "segment": "gold"})],
        )
        .await;
        self.send(
            "customer_keys",
            &[json!({"key": PHONE, "identity": PHONE, "customer_id": CUSTOMER, "rule": "source"})],
        )
        .await;
        self.send(
            "employment",
            &[json!({"key": "noa", "agent_id": "noa", "name": "Noa Levi", "team": "red",
            "valid_from": "2026-01-01T00:00:00Z"})],
        )
        .await;
        while 0 < self.app.fold().await.expect("folded") {}
        // One that still lasts, and waits.
        let mut open = segment(90, 1);
        open["ended_at"] = Value::Null;
        open["customer_id"] = CUSTOMER.into();
        self.send("contact_segments", &[open]).await;
        let rejects = self.data().join("rejects");
        std::fs::create_dir_all(&rejects).expect("a folder");
        let lines = format!(
            "line,reason,row,file\n3,no time,\"x,{CUSTOMER},{WORDS}\",f.csv\n4,no time,\"y,c-2\",f.csv\n"
        );
        std::fs::write(rejects.join("1.csv"), lines).expect("a file");
        self.app.seal_rejects(&rejects.join("1.csv")).await.expect("sealed");
        std::fs::create_dir_all(self.data().join("exports")).expect("a folder");
        std::fs::write(self.data().join("exports/a.csv"), format!("customer\n{CUSTOMER}\n")).expect("a file");
        std::fs::write(self.data().join("exports/b.csv"), "customer\nc-2\n").expect("a file");
    }

    /// Numbers over everything, as text; no dimension that names a person.
    pub(crate) async fn numbers(&self) -> String {
        numbers(&self.app).await.expect("an answer")
    }
}

pub(crate) async fn open(data: &Path) -> App {
    try_open(data).await.expect("the folder opens")
}

pub(crate) async fn try_open(data: &Path) -> crate::Result<App> {
    let config = Config::load(Some(data.to_owned()), None, |_| None).expect("a configuration");
    App::open(config).await
}

pub(crate) async fn numbers(app: &App) -> crate::Result<String> {
    let request = QueryRequest {
        metrics: ["offered", "asa", "aht", "csat.t2b", "repeat_contact_rate"].map(str::to_owned).to_vec(),
        by: vec!["queue".to_owned()],
        grain: "day".to_owned(),
        as_of: Some("2026-04-01T00:00:00Z".to_owned()),
        ..QueryRequest::default()
    };
    Ok(format!("{:#?}", app.query(&Permission::owner(), &request).await?.rows))
}

fn at(n: i64) -> String {
    format!("2026-03-{:02}T{:02}:{:02}:00Z", 1 + n % 4, 8 + n % 10, n % 60)
}

fn agent(n: i64) -> &'static str {
    ["noa", "dana"][usize::try_from(n % 2).unwrap_or(0)]
}

fn customer(n: i64) -> &'static str {
    // The canary calls by either of its ids.
    ["canary-4711", "c-2", "c-3", PHONE, "c-5", "c-6"][usize::try_from(n % 6).unwrap_or(0)]
}

fn segment(n: i64, version: i64) -> Value {
    json!({"key": format!("{}|{n}", customer(n)), "source_version": version, "contact_id": format!("call-{n}"),
        "segment_id": format!("seg-{n}"), "channel": "voice", "direction": "inbound",
        "customer_id": customer(n), "queue": if n % 2 == 0 { "sales" } else { "help" },
        "started_at": at(n), "enqueued_at": at(n), "wait_s": (n % 30 + version) as f64, "queue_result": "answered",
        "agent_id": agent(n), "connected_at": at(n), "talk_s": (100 + n) as f64, "acw_s": 5.0, "ended_at": at(n),
        "attributes": {"note": if n % 3 == 0 { WORDS } else { "none" }}})
}

/// Everything that stands in the files of a folder: their bytes, and what compressed files hold.
pub(crate) fn everything(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(everything(&path));
            continue;
        }
        let mut text = String::from_utf8_lossy(&std::fs::read(&path).expect("a file")).into_owned();
        if path.extension().is_some_and(|extension| extension == "parquet") {
            let rows = pharos_engine::warehouse::read_file(&path, None).expect("a whole file");
            text.push_str(&format!("{rows:?}"));
        }
        text.push_str(&path.display().to_string());
        found.push((path, text));
    }
    found
}
