//! A `pharos demo` for the browser's journey against the real binary.
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::postgres::free_port;
use crate::workspace::Workspace;

/// The demo centre is simulated at the first start; a slow machine takes minutes.
const START_LIMIT: Duration = Duration::from_secs(300);

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
        let folder = std::env::temp_dir().join(format!("pharos-test-demo-{}", std::process::id()));
        fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let token = random_token()?;
        let port = free_port()?;
        let log = fs::File::create(folder.join("log"))?;
        let server = Command::new(workspace.binary())
            .args(["demo", "--listen", &format!("127.0.0.1:{port}")])
            .env("PHAROS_TOKEN", &token)
            .env("XDG_CACHE_HOME", &folder)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| format!("cannot start {}", workspace.binary().display()))?;
        let mut demo = Demo { server, folder, address: format!("http://127.0.0.1:{port}"), token };
        demo.wait_until_healthy(port)?;
        Ok(demo)
    }

    fn wait_until_healthy(&mut self, port: u16) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < START_LIMIT {
            if is_healthy(port) {
                return Ok(());
            }
            if let Some(status) = self.server.try_wait()? {
                bail!("`pharos demo` ended ({status}); it said:\n{}", self.log());
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        bail!("`pharos demo` did not answer within {} s; it said:\n{}", START_LIMIT.as_secs(), self.log())
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

fn random_token() -> Result<String> {
    let mut bytes = [0_u8; 24];
    fs::File::open("/dev/urandom")
        .and_then(|mut file| file.read_exact(&mut bytes))
        .context("cannot read /dev/urandom")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests;
