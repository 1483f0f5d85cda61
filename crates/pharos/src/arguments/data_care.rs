//! Words of the commands that take care of the data: reconcile, correction, mapping.

use clap::{Args, Subcommand};

use super::DataArguments;

#[derive(Args, Debug)]
pub(crate) struct ReconcileArguments {
    /// Source of the old system's interval reports
    #[arg(long, value_name = "NAME")]
    pub(crate) reports: String,
    /// Source of the contacts
    #[arg(long, value_name = "NAME")]
    pub(crate) contacts: String,
    /// First instant; a date is midnight in --tz
    #[arg(long, value_name = "T")]
    pub(crate) from: Option<String>,
    /// First instant after
    #[arg(long, value_name = "T")]
    pub(crate) to: Option<String>,
    /// Compare by day and queue instead of by day
    #[arg(long, value_name = "queue", value_parser = ["queue"])]
    pub(crate) by: Option<String>,
    /// Zone of days: `site`, or a name [default: the centre's]
    #[arg(long, value_name = "ZONE|site")]
    pub(crate) tz: Option<String>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CorrectionCommand {
    /// Correct a contact segment, with a reason.
    #[command(
        after_help = "Examples:\n  pharos correction add agent --source phone --key 4711 --value dana --reason \"logged in on Noa's seat\"\n  pharos correction add exclude --source phone --key 4712 --reason \"line test\""
    )]
    Add {
        /// agent, queue or exclude
        what: String,
        /// Source of the segment
        #[arg(long, value_name = "NAME")]
        source: String,
        /// Key of the segment
        #[arg(long)]
        key: String,
        /// The agent or queue it belongs to; nobody that is known without it
        #[arg(long)]
        value: Option<String>,
        /// Why
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        data: DataArguments,
    },
    /// Take a correction back.
    #[command(after_help = "Example:\n  pharos correction undo 3")]
    Undo {
        /// Id of the correction
        id: i64,
        #[command(flatten)]
        data: DataArguments,
    },
    /// All corrections, newest first.
    #[command(after_help = "Example:\n  pharos correction list --json")]
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        data: DataArguments,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum MappingCommand {
    /// Mappings kept under a name; `pharos import table FILE --mapping NAME` uses one.
    #[command(after_help = "Example:\n  pharos mapping list")]
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        data: DataArguments,
    },
    /// One mapping as TOML.
    #[command(after_help = "Example:\n  pharos mapping show phone > phone.toml")]
    Show {
        /// Name of the mapping
        name: String,
        #[command(flatten)]
        data: DataArguments,
    },
    /// Forget a mapping.
    #[command(after_help = "Example:\n  pharos mapping forget phone")]
    Forget {
        /// Name of the mapping
        name: String,
        #[command(flatten)]
        data: DataArguments,
    },
}
