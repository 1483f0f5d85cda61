//! A private PostgreSQL for the contract tests: own folder, own port, gone afterwards.
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::command;

/// A running server; dropping it stops the server and removes its folder.
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    server: Child,
}

/// The folder with initdb, postgres and pg_ctl: Debian keeps it off the search path, the newest version is taken.
pub fn programs() -> Option<PathBuf> {
    let complete =
        |folder: &PathBuf| ["initdb", "postgres", "pg_ctl"].iter().all(|name| folder.join(name).is_file());
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    versions.sort_unstable();
    let on_path = command::find_program(&["initdb"]).and_then(|path| path.parent().map(Path::to_owned));
    versions.into_iter().rev().map(|(_, folder)| folder).chain(on_path).find(complete)
}

impl Cluster {
    /// Starts a server on a free port of 127.0.0.1 with nothing kept safe on disk (it lives for the tests only).
    pub fn start(programs: PathBuf) -> Result<Cluster> {
        // Two may run at once.
        static STARTED: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let number = STARTED.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let name = format!("pharos-test-postgres-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        if command::is_root() {
            // PostgreSQL refuses to run as the superuser.
            command::run(Command::new("chown").arg(server_user()).arg(&folder))?;
        }
        let data = folder.join("data");
        let mut initdb = as_server_user(&programs.join("initdb"));
        initdb.args([
            "--username=pharos",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            "--pgdata",
        ]);
        command::run(initdb.arg(&data).current_dir(&folder).stdout(Stdio::null()))?;
        let port = free_port()?;
        let mut server = as_server_user(&programs.join("postgres"));
        server.arg("-D").arg(&data).args(["-p", &port.to_string(), "-h", "127.0.0.1", "-k"]).arg(&folder);
        for setting in ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]
        {
            server.args(["-c", setting]);
        }
        let log = fs::File::create(folder.join("log"))?;
        let server =
            server.current_dir(&folder).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log).spawn()?;
        let mut cluster = Cluster { programs, folder, port, server };
        cluster.wait_until_it_answers()?;
        Ok(cluster)
    }

    /// The address of its database.
    pub fn url(&self) -> String {
        format!("postgres://pharos@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_it_answers(&mut self) -> Result<()> {
        for _ in 0..300 {
            let mut ready = Command::new(self.programs.join("pg_isready"));
            ready.args([
                "--host=127.0.0.1",
                "--port",
                &self.port.to_string(),
                "--dbname=postgres",
                "--username=pharos",
            ]);
            if command::succeeds(&mut ready) {
                return Ok(());
            }
            if self.server.try_wait()?.is_some() {
                break;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        bail!("PostgreSQL did not start; its log says:\n{log}")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = as_server_user(&self.programs.join("pg_ctl"));
        stop.args(["stop", "--mode=immediate", "--silent", "--pgdata"]).arg(self.folder.join("data"));
        command::succeeds(stop.current_dir(&self.folder));
        // Already gone in the good case; then both calls have nothing to do.
        let _ = self.server.kill();
        let _ = self.server.wait();
        if let Err(fault) = fs::remove_dir_all(&self.folder) {
            eprintln!("xtask: cannot remove {}: {fault}", self.folder.display());
        }
    }
}

/// A port nobody listens on just now.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn as_server_user(program: &Path) -> Command {
    if !command::is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", server_user(), "--"]).arg(program);
    command
}

/// The distribution's own user of the server where there is one.
fn server_user() -> &'static str {
    if command::succeeds(Command::new("id").arg("postgres")) { "postgres" } else { "nobody" }
}

#[cfg(test)]
mod tests;
