//! Arguments of the commands that keep the data.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::DataArguments;

#[derive(Args, Debug)]
pub(crate) struct CheckArguments {
    /// Print the result as JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}

#[derive(Args, Debug)]
pub(crate) struct BackupArguments {
    /// Folder to put the backup into [default: $PHAROS_BACKUPS, else backups in the data folder]
    pub(crate) folder: Option<PathBuf>,
    /// List the backups kept in the default folder, newest first
    #[arg(long, conflicts_with = "folder")]
    pub(crate) list: bool,
    /// Print the result as JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}

#[derive(Args, Debug)]
pub(crate) struct RestoreArguments {
    /// Folder of the backup
    pub(crate) from: PathBuf,
    /// Move what is in the data folder aside first
    #[arg(long)]
    pub(crate) replace: bool,
    /// erasures.jsonl of the lost data folder: who was erased since the backup is erased again
    #[arg(long, value_name = "FILE")]
    pub(crate) erasures: Option<PathBuf>,
    /// Print the result as JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}

/// Who is meant.
#[derive(Args, Debug)]
#[group(multiple = false)]
pub(crate) struct PersonArguments {
    /// A customer, by any id it is known by
    #[arg(long, value_name = "ID")]
    pub(crate) customer: Option<String>,
    /// An employee, by any id he or she is known by
    #[arg(long, value_name = "ID")]
    pub(crate) agent: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct EraseArguments {
    #[command(flatten)]
    pub(crate) person: PersonArguments,
    /// Count what would go, change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// List the requests made so far
    #[arg(long, conflicts_with_all = ["customer", "agent", "dry_run"])]
    pub(crate) list: bool,
    /// Print the result as JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}

#[derive(Args, Debug)]
pub(crate) struct AccessReportArguments {
    #[command(flatten)]
    pub(crate) person: PersonArguments,
    /// Print the report as JSON instead of text
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RetentionCommand {
    /// What is kept how long, and how much of it there is.
    #[command(after_help = "Example:\n  pharos retention list")]
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        data: DataArguments,
    },
    /// Keep a fact table, `rejects` or `backups` for so many UTC days, or `forever`.
    #[command(
        after_help = "Examples:\n  pharos retention set utterances 90\n  pharos retention set utterances forever\n  pharos retention set backups 30"
    )]
    Set {
        /// A fact table, `rejects`, or `backups`
        what: String,
        /// A number of days, or `forever`
        days: String,
        #[command(flatten)]
        data: DataArguments,
    },
    /// Let go of what is older, now. The server does so by itself once a day.
    #[command(after_help = "Example:\n  pharos retention apply --dry-run")]
    Apply {
        /// Count what would go, change nothing
        #[arg(long)]
        dry_run: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        data: DataArguments,
    },
}
