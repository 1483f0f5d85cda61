//! Logs: to stderr, as text or as one JSON object a line. They hold counts, ids of imports and causes, never people's data.

use pharos_app::LogConfig;
use tracing_subscriber::EnvFilter;

/// Begins to log.
pub(crate) fn start(config: &LogConfig) {
    let filter = EnvFilter::try_new(directives(&config.level)).unwrap_or_else(|_| EnvFilter::new("warn"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = if config.json { builder.json().try_init() } else { builder.try_init() };
    if let Err(error) = started {
        crate::output::message(&format!("pharos: logs cannot be written: {error}"));
    }
}

/// A single level is meant for our own crates: the libraries' chatter says nothing to whoever runs the server.
fn directives(level: &str) -> String {
    const OWN: [&str; 5] = ["pharos", "pharos_api", "pharos_app", "pharos_engine", "pharos_store"];
    if level.contains(['=', ',']) {
        return level.to_owned();
    }
    let own = OWN.map(|name| format!("{name}={level}"));
    format!("{},{}", if level == "error" { "error" } else { "warn" }, own.join(","))
}
