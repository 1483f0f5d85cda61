//! What goes to stdout (data), to stderr (messages), and as exit status.

use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use pharos_app::{AppError, ConfigError};

/// The input is at fault.
const INPUT: u8 = 1;
/// We are at fault.
const FAULT: u8 = 3;

/// Why a command ends without its result.
pub(crate) enum Failure {
    /// the input is at fault, with the words for it
    Input(String),
    /// we are at fault, with the words for it
    Fault(String),
    /// whoever read our output has gone: nothing to say
    Gone,
}

pub(crate) type Done = Result<ExitCode, Failure>;

impl Failure {
    /// Says it on stderr; gives the exit status.
    pub(crate) fn tell(self) -> ExitCode {
        match self {
            Failure::Input(words) => {
                message(&format!("pharos: {words}"));
                ExitCode::from(INPUT)
            }
            Failure::Fault(words) => {
                message(&format!("pharos: {words}"));
                ExitCode::from(FAULT)
            }
            Failure::Gone => ExitCode::SUCCESS,
        }
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        if error.is_input() { Failure::Input(error.to_string()) } else { Failure::Fault(error.to_string()) }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Failure::Input(error.to_string())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::BrokenPipe => Failure::Gone,
            ErrorKind::AddrInUse | ErrorKind::AddrNotAvailable | ErrorKind::PermissionDenied => {
                Failure::Input(error.to_string())
            }
            _ => Failure::Fault(error.to_string()),
        }
    }
}

/// Data to stdout. A reader that has gone (`| head`) is no fault.
pub(crate) fn data(bytes: &[u8]) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(bytes)?;
    Ok(stdout.flush()?)
}

/// Text with a line end to stdout.
pub(crate) fn line(text: &str) -> Result<(), Failure> {
    data(format!("{text}\n").as_bytes())
}

/// A message to stderr; where even that is gone, nobody is left to tell.
pub(crate) fn message(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// JSON to stdout, one line.
pub(crate) fn json(value: &impl serde::Serialize) -> Result<(), Failure> {
    line(&serde_json::to_string(value).map_err(|error| Failure::Fault(error.to_string()))?)
}

/// Lines of cells as columns, the first line being the head.
pub(crate) fn table(lines: &[Vec<String>]) -> String {
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for line in lines {
        let cells = line
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.chars().count())));
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}
