//! A data folder, the binary beside it, and a little centre of invented calls.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tempfile::TempDir;

/// The token test servers are started with.
pub const TOKEN: &str = "a token for tests";

/// A mapping for the invented calls: id, version, started, queue, outcome, wait, agent, talk.
pub const MAPPING: &str = r#"
source = "phone"

[read]
format = "csv"

[zone]
tz = "Asia/Jerusalem"

[[target]]
table = "contact_segments"
filter = "outcome <> 'TEST'"
filter_reason = "test call"
key = "id"
version = "CAST(version AS BIGINT)"

[target.columns]
segment_id = "id"
contact_id = "id"
channel = "'voice'"
direction = "'inbound'"
queue = "queue"
started_at = "local_instant(started)"
enqueued_at = "local_instant(started)"
wait_s = "number_of(wait)"
queued = "number_of(wait) > 0"
queue_result = "CASE outcome WHEN 'ANSWERED' THEN 'answered' WHEN 'HUNG UP' THEN 'abandoned' END"
agent_id = "agent"
connected_at = "CASE WHEN outcome = 'ANSWERED' THEN local_instant(started) END"
talk_s = "CASE WHEN outcome = 'ANSWERED' THEN number_of(talk) END"
ended_at = "local_instant(started)"
"#;

/// Six records: four contacts that count, one test call, one the same as another.
pub const CALLS: &str = "\
id,version,started,queue,outcome,wait,agent,talk
a,1,2026-03-01 09:00:00,sales,ANSWERED,10,noa,100
b,1,2026-03-01 09:05:00,sales,HUNG UP,40,,
c,1,2026-03-01 09:10:00,help,ANSWERED,0,dana,200
t,1,2026-03-01 09:15:00,help,TEST,0,dana,5
d,1,2026-03-02 23:50:00,help,ANSWERED,30,noa,60
d,1,2026-03-02 23:50:00,help,ANSWERED,30,noa,60
";

/// A data folder of one test.
pub struct Centre {
    folder: TempDir,
}

/// A running server; dropped, it is killed.
pub struct Server {
    child: Child,
    address: String,
    said: Arc<Mutex<String>>,
}

/// What a server answered.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Centre {
    pub fn new() -> Centre {
        let centre = Centre { folder: tempfile::tempdir().expect("a folder") };
        centre.write("mapping.toml", MAPPING);
        centre
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).expect("a file can be written");
        path
    }

    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pharos"));
        command
            .args(words)
            .env("PHAROS_DATA", self.data())
            .env_remove("PHAROS_FAIL_AT")
            .current_dir(self.folder.path());
        command
    }

    pub fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().expect("pharos starts")
    }

    /// Runs a command that must succeed; gives its stdout.
    pub fn ok(&self, words: &[&str]) -> String {
        let output = self.run(words);
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "pharos {words:?} ended with {}: {stderr}", output.status);
        String::from_utf8(output.stdout).expect("text")
    }

    /// Runs a command that must end with that status; gives its stderr.
    pub fn fails(&self, words: &[&str], status: i32) -> String {
        let output = self.run(words);
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "pharos {words:?}: {stderr}");
        stderr
    }

    pub fn json(&self, words: &[&str]) -> Value {
        serde_json::from_str(&self.ok(words)).expect("JSON")
    }

    /// Imports a file of calls; gives the report.
    pub fn import(&self, name: &str, calls: &str, options: &[&str]) -> Value {
        let file = self.write(name, calls);
        let file = file.to_str().expect("a path");
        self.json(&[&["import", "table", file, "--mapping", "mapping.toml", "--json"], options].concat())
    }

    /// The value of a metric over everything; `None` is NULL.
    pub fn value(&self, metric: &str) -> Option<f64> {
        self.groups(metric, &[]).into_iter().next().and_then(|(_, value)| value)
    }

    /// The values of a metric by the last dimension of `options`.
    pub fn groups(&self, metric: &str, options: &[&str]) -> Vec<(String, Option<f64>)> {
        let text = self.ok(&[&["query", "--metric", metric, "--format", "csv"], options].concat());
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let head = reader.headers().expect("a head").clone();
        let place = head.iter().position(|name| name == "value").expect("a value");
        let rows = reader.records().map(|row| {
            let row = row.expect("a row");
            (row[place - 1].to_owned(), row[place].parse().ok())
        });
        rows.collect()
    }

    /// Starts a server on a free port.
    pub fn serve(&self, fail_at: Option<&str>) -> Server {
        self.start(self.command(&["serve", "--listen", "127.0.0.1:0"]), fail_at)
    }

    /// Starts a server on a free port with more words of its environment.
    pub fn serve_with(&self, environment: &[(&str, &str)]) -> Server {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        command.envs(environment.iter().copied());
        self.start(command, None)
    }

    /// Starts a server through another program: its words, then ours.
    pub fn serve_through(&self, words: &[&str]) -> Server {
        let own = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        let mut command = Command::new(words[0]);
        command
            .args(&words[1..])
            .arg(own.get_program())
            .args(own.get_args())
            .env("PHAROS_DATA", self.data())
            .current_dir(self.folder.path());
        self.start(command, None)
    }

    fn start(&self, mut command: Command, fail_at: Option<&str>) -> Server {
        command
            .env("PHAROS_TOKEN", TOKEN)
            .env("PHAROS_FOLD_EVERY_S", "0.05")
            .stderr(Stdio::piped())
            .stdout(Stdio::null());
        if let Some(point) = fail_at {
            command.env("PHAROS_FAIL_AT", point);
        }
        let mut child = command.spawn().expect("pharos starts");
        let mut lines = BufReader::new(child.stderr.take().expect("its stderr")).lines();
        let told = lines.find_map(|line| {
            let line = line.expect("text");
            Some(line.split_once("http://")?.1.split_once("/#")?.0.to_owned())
        });
        // What it says later must not fill the pipe, and may tell why a test failed.
        let said = Arc::new(Mutex::new(String::new()));
        let heard = Arc::clone(&said);
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let mut heard = heard.lock().unwrap();
                heard.push_str(&line);
                heard.push('\n');
            }
        });
        Server { child, address: told.expect("the server tells its address"), said }
    }
}

impl Server {
    /// What it has said since it told its address.
    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Waits for it to end by itself.
    pub fn wait(mut self) -> std::process::ExitStatus {
        self.child.wait().expect("it ends")
    }

    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().expect("it can be asked").is_some()
    }

    pub fn get(&self, path: &str) -> Reply {
        self.request("GET", path, &[&format!("Authorization: Bearer {TOKEN}")], "").expect("an answer")
    }

    pub fn post(&self, path: &str, body: &str) -> Reply {
        let headers = [format!("Authorization: Bearer {TOKEN}"), "Content-Type: application/json".to_owned()];
        self.request("POST", path, &[&headers[0], &headers[1]], body).expect("an answer")
    }

    /// One request by hand; an error where the server is gone.
    pub fn request(&self, method: &str, path: &str, headers: &[&str], body: &str) -> std::io::Result<Reply> {
        let mut stream = TcpStream::connect(&self.address)?;
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        for header in headers {
            head.push_str(header);
            head.push_str("\r\n");
        }
        stream.write_all(format!("{head}Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let gone = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
        let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(gone)?;
        let status = head.get(9..12).and_then(|digits| digits.parse().ok()).ok_or_else(gone)?;
        let body = if head.to_ascii_lowercase().contains("transfer-encoding: chunked") {
            unchunked(body)
        } else {
            body.to_owned()
        };
        Ok(Reply { status, head: head.to_owned(), body })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }
}

fn unchunked(body: &str) -> String {
    let mut text = String::new();
    let mut rest = body;
    while let Some((size, after)) = rest.split_once("\r\n") {
        let size = usize::from_str_radix(size.trim(), 16).unwrap_or(0);
        if size == 0 {
            break;
        }
        text.push_str(&after[..size]);
        rest = after[size..].trim_start_matches("\r\n");
    }
    text
}

/// The shared data, where they are; says by name what is skipped where they are not.
pub fn shared_data(test: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("PHAROS_SHARED").map_or(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: {test} (no shared data at {})", folder.display());
    None
}

/// The repository's root.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
