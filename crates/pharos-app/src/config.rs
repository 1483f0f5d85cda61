//! Configuration: a file in the data folder, the environment over it, the command line over both.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

mod sign_in;
#[cfg(test)]
mod tests;

use serde::Deserialize;
use thiserror::Error;

pub(crate) use sign_in::is_safe;
pub use sign_in::{Admit, LoginClaim, OidcConfig, SignInConfig};

/// The data folder where none is named.
const DATA_DEFAULT: &str = "pharos-data";
/// How often the inbox is folded where nothing is said.
const FOLD_EVERY_DEFAULT: Duration = Duration::from_secs(2);
/// Longest file the page may send where nothing is said, in MiB.
const UPLOAD_MIB_MAX_DEFAULT: u64 = 2_048;
/// Persons a group has at least where nothing is said.
const SMALLEST_GROUP_DEFAULT: usize = 5;
/// A group of two tells each of them about the other.
const SMALLEST_GROUP_MIN: usize = 3;
/// With less memory hardly a question could be answered, MiB.
const MEMORY_MIB_MIN: usize = 64;
/// The configuration file in the data folder.
const FILE: &str = "pharos.toml";

/// What an [`crate::App`] is opened with.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The data folder.
    pub data: PathBuf,
    /// PostgreSQL for the records; SQLite in the data folder where `None`.
    pub database_url: Option<String>,
    /// Where the server listens.
    pub listen: SocketAddr,
    /// Threads a question may use.
    pub threads: usize,
    /// Memory that questions may use together, bytes; half of what there is where `None`.
    pub memory_bytes: Option<usize>,
    /// Where backups are kept that name no folder; `backups` in the data folder where `None`.
    pub backups: Option<PathBuf>,
    /// How often the server folds the inbox into the tables.
    pub fold_every: Duration,
    /// Longest file the page may send, bytes.
    pub upload_bytes_max: u64,
    /// Persons a group has at least in the sight of whoever may not see single ones.
    pub smallest_group: usize,
    /// The centre, as far as the file says.
    pub centre: CentreConfig,
    /// Signing in.
    pub sign_in: SignInConfig,
    /// Logs.
    pub log: LogConfig,
    /// Outgoing mail.
    pub mail: MailConfig,
}

/// What the file says of the centre; it wins over what imports have set.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CentreConfig {
    /// Name shown on the page.
    pub name: Option<String>,
    /// IANA name of its time zone.
    pub time_zone: Option<String>,
    /// `monday` .. `sunday`
    pub first_weekday: Option<String>,
    /// Time zone by site.
    pub sites: BTreeMap<String, String>,
}

/// Logs.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LogConfig {
    /// `error`, `warn`, `info`, `debug` or a filter by module.
    pub level: String,
    /// One JSON object a line.
    pub json: bool,
}

/// Outgoing mail.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MailConfig {
    /// The mail server: `smtp://host:25`, `smtps://name:password@host`, `smtp://name:password@host:587?tls=required`.
    pub smtp: Option<String>,
    /// The address mail comes from: `Pharos <pharos@example.com>`.
    pub from: Option<String>,
}

impl std::fmt::Debug for MailConfig {
    // The server's address may hold a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let smtp = self.smtp.as_ref().map(|_| "..");
        f.debug_struct("MailConfig").field("smtp", &smtp).field("from", &self.from).finish()
    }
}

/// Why the configuration cannot be used.
#[derive(Debug, Error, PartialEq)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{path}: {cause}")]
    File {
        /// the file
        path: PathBuf,
        /// the cause
        cause: String,
    },
    /// A value does not fit.
    #[error("{name} is `{value}`; {wanted}")]
    Value {
        /// the variable or key
        name: &'static str,
        /// the value
        value: String,
        /// what is wanted
        wanted: &'static str,
    },
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    database_url: Option<String>,
    listen: Option<String>,
    threads: Option<usize>,
    memory_mib: Option<usize>,
    fold_every_s: Option<f64>,
    upload_mib_max: Option<u64>,
    smallest_group: Option<usize>,
    backups: Option<PathBuf>,
    centre: CentreConfig,
    sign_in: SignInConfig,
    log: LogConfig,
    mail: MailConfig,
}

impl Default for LogConfig {
    fn default() -> Self {
        LogConfig { level: "warn".to_owned(), json: false }
    }
}

impl Config {
    /// Reads the file (`--config`, `PHAROS_CONFIG`, or `pharos.toml` in the data folder where there is one) and the
    /// environment.
    ///
    /// # Errors
    /// A file that cannot be read, an unknown key, a value that does not fit.
    pub fn load(
        data: Option<PathBuf>,
        file: Option<PathBuf>,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Config, ConfigError> {
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
        let data = data
            .or_else(|| variable("PHAROS_DATA").map(PathBuf::from))
            .unwrap_or_else(|| DATA_DEFAULT.into());
        let named = file.or_else(|| variable("PHAROS_CONFIG").map(PathBuf::from));
        let file = match named {
            Some(path) => read(&path)?,
            None if data.join(FILE).is_file() => read(&data.join(FILE))?,
            None => File::default(),
        };
        let listen = variable("PHAROS_LISTEN").or(file.listen).unwrap_or_else(|| "127.0.0.1:7070".to_owned());
        let threads = match variable("PHAROS_THREADS") {
            Some(text) => parse("PHAROS_THREADS", &text, "it must be a whole number from 1 on")?,
            None => {
                file.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(2, usize::from))
            }
        };
        let fold_every_s = match variable("PHAROS_FOLD_EVERY_S") {
            Some(text) => parse("PHAROS_FOLD_EVERY_S", &text, "it must be a number of seconds")?,
            None => file.fold_every_s.unwrap_or(FOLD_EVERY_DEFAULT.as_secs_f64()),
        };
        let upload_mib_max = match variable("PHAROS_UPLOAD_MIB_MAX") {
            Some(text) => parse("PHAROS_UPLOAD_MIB_MAX", &text, "it must be a whole number of MiB")?,
            None => file.upload_mib_max.unwrap_or(UPLOAD_MIB_MAX_DEFAULT),
        };
        let smallest_group = smallest_group(file.smallest_group, &variable)?;
        let json = match variable("PHAROS_LOG_JSON") {
            Some(text) => parse("PHAROS_LOG_JSON", &text, "it must be true or false")?,
            None => file.log.json,
        };
        let mail = MailConfig {
            smtp: variable("PHAROS_SMTP").or(file.mail.smtp),
            from: variable("PHAROS_MAIL_FROM").or(file.mail.from),
        };
        Ok(Config {
            mail,
            data,
            database_url: variable("PHAROS_DATABASE_URL").or(file.database_url),
            listen: parse(
                "PHAROS_LISTEN",
                &listen,
                "it must be an address and a port such as 127.0.0.1:7070",
            )?,
            threads: threads.max(1),
            memory_bytes: memory_bytes(file.memory_mib, &variable)?,
            backups: variable("PHAROS_BACKUPS").map(PathBuf::from).or(file.backups),
            fold_every: Duration::try_from_secs_f64(fold_every_s.clamp(0.01, 600.0))
                .unwrap_or(FOLD_EVERY_DEFAULT),
            upload_bytes_max: upload_mib_max.saturating_mul(1 << 20),
            smallest_group,
            centre: file.centre,
            sign_in: sign_in(file.sign_in, &variable)?,
            log: LogConfig { level: variable("PHAROS_LOG").unwrap_or(file.log.level), json },
        })
    }

    pub(crate) fn facts_folder(&self) -> PathBuf {
        self.data.join("facts")
    }

    pub(crate) fn metrics_folder(&self) -> PathBuf {
        self.data.join("metrics")
    }

    pub(crate) fn spool_folder(&self) -> PathBuf {
        self.data.join("spool")
    }

    pub(crate) fn backups_folder(&self) -> PathBuf {
        self.backups.clone().unwrap_or_else(|| self.data.join("backups"))
    }

    pub(crate) fn rejects_folder(&self) -> PathBuf {
        self.data.join("rejects")
    }
}

fn memory_bytes(
    file: Option<usize>,
    variable: &impl Fn(&str) -> Option<String>,
) -> Result<Option<usize>, ConfigError> {
    const NAME: &str = "PHAROS_MEMORY_MIB";
    const WANTED: &str = "it must be a whole number of MiB from 64 on";
    let mib = match variable(NAME) {
        Some(text) => Some(parse(NAME, &text, WANTED)?),
        None => file,
    };
    match mib.filter(|mib| *mib < MEMORY_MIB_MIN) {
        Some(mib) => Err(ConfigError::Value { name: NAME, value: mib.to_string(), wanted: WANTED }),
        None => Ok(mib.map(|mib| mib.saturating_mul(1 << 20))),
    }
}

fn smallest_group(
    file: Option<usize>,
    variable: &impl Fn(&str) -> Option<String>,
) -> Result<usize, ConfigError> {
    const NAME: &str = "PHAROS_SMALLEST_GROUP";
    const WANTED: &str = "it must be a whole number from 3 on";
    let persons = match variable(NAME) {
        Some(text) => parse(NAME, &text, WANTED)?,
        None => file.unwrap_or(SMALLEST_GROUP_DEFAULT),
    };
    if persons < SMALLEST_GROUP_MIN {
        return Err(ConfigError::Value { name: NAME, value: persons.to_string(), wanted: WANTED });
    }
    Ok(persons)
}

fn sign_in(
    mut file: SignInConfig,
    variable: &impl Fn(&str) -> Option<String>,
) -> Result<SignInConfig, ConfigError> {
    if let Some(address) = variable("PHAROS_PUBLIC_ADDRESS") {
        file.public_address = Some(address);
    }
    let address = file.public_address.take().map(|address| address.trim_end_matches('/').to_owned());
    if let Some(address) =
        address.as_ref().filter(|it| !it.starts_with("https://") && !it.starts_with("http://"))
    {
        let wanted = "it must begin with https:// or http://";
        return Err(ConfigError::Value { name: "PHAROS_PUBLIC_ADDRESS", value: address.clone(), wanted });
    }
    file.public_address = address;
    if let (Some(oidc), Some(secret)) = (&mut file.oidc, variable("PHAROS_OIDC_SECRET")) {
        oidc.client_secret = Some(secret);
    }
    let fault = file.oidc.as_ref().and_then(|oidc| oidc.fault(file.public_address.as_deref()));
    if let Some((name, value, wanted)) = fault {
        return Err(ConfigError::Value { name, value, wanted });
    }
    Ok(file)
}

fn read(path: &Path) -> Result<File, ConfigError> {
    let failed = |cause: String| ConfigError::File { path: path.to_owned(), cause };
    let text = std::fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
    toml::from_str(&text).map_err(|error| failed(error.to_string()))
}

fn parse<T: std::str::FromStr>(
    name: &'static str,
    value: &str,
    wanted: &'static str,
) -> Result<T, ConfigError> {
    value.parse().map_err(|_| ConfigError::Value { name, value: value.to_owned(), wanted })
}
