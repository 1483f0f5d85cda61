//! A simulated centre for the browser's journey against the real binary, and the same with its records in PostgreSQL.
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::command;
use crate::postgres::free_port;
use crate::workspace::Workspace;

/// The demo centre is simulated at the first start; a slow machine takes minutes.
const START_LIMIT: Duration = Duration::from_secs(600);

/// A running demo; dropping it stops it and removes its data.
pub struct Demo {
    server: Child,
    folder: PathBuf,
    /// Where it listens, `http://127.0.0.1:port`.
    pub address: String,
    /// The token it lets in.
    pub token: String,
}

impl Demo {
    /// Starts the dev binary on a free port with a token of its own and a data folder of its own.
    pub fn start(workspace: &Workspace) -> Result<Demo> {
        let folder = own_folder("demo")?;
        let mut command = Command::new(workspace.binary());
        command.arg("demo").env("XDG_CACHE_HOME", &folder);
        let mut demo = Demo::serve(command, folder)?;
        demo.wait_until_filled()?;
        Ok(demo)
    }

    /// Starts a server over the same centre whose records are in PostgreSQL: a backup of this one, restored there. This one is
    /// stopped once it is kept, so that two servers do not share the cores.
    pub fn over_postgres(self, workspace: &Workspace, database: &str) -> Result<Demo> {
        let folder = own_folder("postgres")?;
        let kept = folder.join("kept");
        let data = folder.join("data");
        let pharos = || Command::new(workspace.binary());
        command::run(pharos().arg("backup").arg(&kept).arg("--data").arg(self.data()))?;
        drop(self);
        let backup = fs::read_dir(&kept)?.next().context("no backup was made")??.path();
        let mut restore = pharos();
        restore.arg("restore").arg(backup).arg("--data").arg(&data).env("PHAROS_DATABASE_URL", database);
        command::run(&mut restore)?;
        let mut command = pharos();
        command.arg("serve").arg("--data").arg(&data).env("PHAROS_DATABASE_URL", database);
        Demo::serve(command, folder)
    }

    fn serve(mut command: Command, folder: PathBuf) -> Result<Demo> {
        let token = random_token()?;
        let port = free_port()?;
        let log = fs::File::create(folder.join("log"))?;
        let server = command
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .env("PHAROS_TOKEN", &token)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("cannot start pharos")?;
        let mut demo = Demo { server, folder, address: format!("http://127.0.0.1:{port}"), token };
        demo.wait_until_healthy(port)?;
        Ok(demo)
    }

    /// Its data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.join("pharos").join("demo")
    }

    /// The address as it is printed, with the sign-in.
    pub fn printed(&self) -> String {
        format!("{}/#token={}", self.address, self.token)
    }

    fn wait_until_healthy(&mut self, port: u16) -> Result<()> {
        self.wait_until("answer", || is_healthy(port))
    }

    /// It answers before its goals, talks and forecasts are there; its folder says when they are.
    fn wait_until_filled(&mut self) -> Result<()> {
        let mark = self.data().join("demo.json");
        self.wait_until("fill its centre", || {
            fs::read_to_string(&mark).is_ok_and(|text| text.contains("\"filled\": true"))
        })
    }

    fn wait_until(&mut self, what: &str, is_so: impl Fn() -> bool) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < START_LIMIT {
            if is_so() {
                return Ok(());
            }
            if let Some(status) = self.server.try_wait()? {
                bail!("the server ended ({status}); it said:\n{}", self.log());
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        bail!("the server did not {what} within {} s; it said:\n{}", START_LIMIT.as_secs(), self.log())
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
        if let Err(fault) = fs::remove_dir_all(&self.folder) {
            eprintln!("xtask: cannot remove {}: {fault}", self.folder.display());
        }
    }
}

/// Asks `/healthz` by hand: one request is no reason for a library.
fn is_healthy(port: u16) -> bool {
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else { return false };
    let request = format!("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    let mut answer = Vec::new();
    let asked = stream
        .set_read_timeout(Some(Duration::from_secs(5)))
        .and_then(|()| stream.write_all(request.as_bytes()))
        .and_then(|()| stream.read_to_end(&mut answer));
    asked.is_ok() && answer.starts_with(b"HTTP/1.1 200")
}

fn own_folder(name: &str) -> Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("pharos-test-{name}-{}", std::process::id()));
    fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}

fn random_token() -> Result<String> {
    let mut bytes = [0_u8; 24];
    fs::File::open("/dev/urandom")
        .and_then(|mut file| file.read_exact(&mut bytes))
        .context("cannot read /dev/urandom")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests;
