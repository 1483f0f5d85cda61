//! The command line.

mod data_care;
mod identity;
mod keeping;
mod outcomes;
mod planning;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use data_care::{CorrectionCommand, MappingCommand, ReconcileArguments};
pub(crate) use identity::{PartArguments, TokenCommand, UserAddArguments, UserChangeArguments, UserCommand};
pub(crate) use keeping::{
    AccessReportArguments, BackupArguments, CheckArguments, EraseArguments, PersonArguments,
    RestoreArguments, RetentionCommand,
};
pub(crate) use outcomes::{DeclineArguments, GoalAssessArguments, GoalCommand};
pub(crate) use planning::{
    AccuracyArguments, CountryArguments, ForecastArguments, ForecastCommand, ForecastFileArguments,
    HireArguments, PublishArguments, RunArguments, SeriesArguments, SimulateArguments, StaffArguments,
};

/// Performance management and workforce planning of a contact centre.
#[derive(Debug, Parser)]
#[command(name = "pharos", version, propagate_version = true, max_term_width = 100)]
#[command(
    after_help = "Example:\n  pharos import table calls.csv --mapping calls.toml --tz Asia/Jerusalem\n  pharos query --metric asa,abandon.offered --by queue --grain day"
)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read files into the fact tables; list imports, take one back.
    #[command(
        after_help = "Examples:\n  pharos import table calls.csv --mapping calls.toml --tz Asia/Jerusalem --json\n  pharos import table calls.csv --guess calls.toml\n  pharos import --list\n  pharos import --undo 7"
    )]
    Import(ImportArguments),
    /// Ask for metrics, or for the rows behind them.
    #[command(
        after_help = "Examples:\n  pharos query --metric sl.answered_over_offered --param threshold_s=20 --by queue --grain day --format csv\n  pharos query --metric abandoned --where \"queue = 'sales'\" --rows --format json"
    )]
    Query(QueryArguments),
    /// The metric catalogue: list it, show one metric, check a file of your own.
    Metric {
        /// What to do with metrics.
        #[command(subcommand)]
        command: MetricCommand,
    },
    /// Reports.
    Report {
        /// Which report.
        #[command(subcommand)]
        command: ReportCommand,
    },
    /// Names that mean others: merge agents, queues and customers; list those nothing is known of.
    Alias {
        /// What to do with aliases.
        #[command(subcommand)]
        command: AliasCommand,
    },
    /// Goals: how likely a target is reached by a date.
    Goal {
        /// What to do with goals.
        #[command(subcommand)]
        command: GoalCommand,
    },
    /// A simulated centre to look around in; simulated at the first start, then kept.
    #[command(after_help = "Example:\n  pharos demo --seed 7 --listen 127.0.0.1:7070")]
    Demo(DemoArguments),
    /// Serve page and API.
    #[command(after_help = "Example:\n  pharos serve --data /var/lib/pharos --listen 127.0.0.1:7070")]
    Serve(ServeArguments),
    /// Forecast: a CSV file of history in, forecasts with their intervals out; or of the stored data (see the commands).
    #[command(
        after_help = "Examples:\n  pharos forecast --history calls.csv --origin 2026-03-01,2026-03-15 --horizon-days 28 --out forecasts.csv\n  pharos forecast run --queue billing --days 28\n  pharos forecast publish --queue billing --plan"
    )]
    Forecast(ForecastArguments),
    /// Staffing: a CSV file of questions in, the same rows with their answers out.
    #[command(after_help = "Example:\n  pharos staff --in questions.csv --out answers.csv")]
    Staff(StaffArguments),
    /// Make the roll-ups that are missing; the server does so by itself.
    #[command(after_help = "Example:\n  pharos roll-up --data /var/lib/pharos")]
    RollUp(RollUpArguments),
    /// Hold the old system's interval report against the numbers recomputed from contacts.
    #[command(
        after_help = "Example:\n  pharos reconcile --reports old-acd --contacts phone --from 2026-03-01 --to 2026-04-01 --by queue"
    )]
    Reconcile(ReconcileArguments),
    /// Correct facts: another agent or queue, or left out, each with a reason.
    Correction {
        #[command(subcommand)]
        command: CorrectionCommand,
    },
    /// Mappings kept under a name.
    Mapping {
        #[command(subcommand)]
        command: MappingCommand,
    },
    /// Look whether every data file, history, log, rejects file and the records are whole.
    #[command(after_help = "Example:\n  pharos check --json")]
    Check(CheckArguments),
    /// Make a backup, also while the server runs and imports go on.
    #[command(after_help = "Examples:\n  pharos backup /mnt/backups\n  pharos backup --list")]
    Backup(BackupArguments),
    /// Make a data folder from a backup; whoever was erased since is erased again.
    #[command(
        after_help = "Examples:\n  pharos restore backups/backup-20260301T090000Z --data new-folder\n  pharos restore /mnt/backups/backup-20260301T090000Z --replace"
    )]
    Restore(RestoreArguments),
    /// Erase a person: rows and numbers stay, the person goes.
    #[command(after_help = "Examples:\n  pharos erase --customer 4711 --dry-run\n  pharos erase --agent noa")]
    Erase(EraseArguments),
    /// Everything held about one person.
    #[command(after_help = "Example:\n  pharos access-report --customer 4711 > report.txt")]
    AccessReport(AccessReportArguments),
    /// How long facts, rejected records and backups are kept.
    Retention {
        /// What to do with it.
        #[command(subcommand)]
        command: RetentionCommand,
    },
    /// Who may sign in, as what, and what each may see.
    User {
        /// What to do with users.
        #[command(subcommand)]
        command: UserCommand,
    },
    /// Tokens for programs: limited to some actions and to some time.
    Token {
        /// What to do with tokens.
        #[command(subcommand)]
        command: TokenCommand,
    },
    /// Who may need a talk: agents whose figures got worse than their own past, with mix, season and common events taken out.
    #[command(
        after_help = "Example:\n  pharos decline --history weeks.csv --out findings.csv\n\nColumns in: agent,period,metric,cell,n,value (value is the sum over the n cases; cell may have levels, as billing|refund|voice).\nColumns out: agent,flagged,since,p,q,effect,lo,hi,explained_by."
    )]
    Decline(DeclineArguments),
    /// Simulate a queue system: several skills, routing, patience, schedules; or find the agents it needs.
    #[command(
        after_help = "Examples:\n  pharos simulate --scenario samples/scenarios/day.toml --seed 7\n  pharos simulate --scenario samples/scenarios/two-skills.toml --staff\n  pharos simulate --scenario ctmc_reference.json --case \"N-design small\" --contacts 1000000 --json"
    )]
    Simulate(SimulateArguments),
    /// Plan a year of hiring: classes, offers, people by week and month, what waiting costs, leaders.
    #[command(after_help = "Example:\n  pharos hire --plan samples/hiring/year.toml --json")]
    Hire(HireArguments),
    /// Print the API's OpenAPI document.
    #[command(after_help = "Example:\n  pharos openapi > pharos.json")]
    Openapi,
}

/// Where the data are.
#[derive(Args, Debug)]
pub(crate) struct DataArguments {
    /// Data folder [default: $PHAROS_DATA, else ./pharos-data]
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Configuration file [default: $PHAROS_CONFIG, else pharos.toml in the data folder]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct ImportArguments {
    /// `table`, or a system by name
    #[arg(required_unless_present_any = ["list", "undo"])]
    pub(crate) source: Option<String>,
    /// Files, in the order of their records
    #[arg(required_unless_present_any = ["list", "undo"])]
    pub(crate) files: Vec<PathBuf>,
    /// How the columns of a table become rows (TOML)
    #[arg(long, value_name = "M.toml")]
    pub(crate) mapping: Option<PathBuf>,
    /// Name the rows carry [default: the mapping's, else the source's]
    #[arg(long, value_name = "NAME")]
    pub(crate) source_name: Option<String>,
    /// Site the rows belong to
    #[arg(long, value_name = "S")]
    pub(crate) site: Option<String>,
    /// Zone of times that have none, such as Asia/Jerusalem
    #[arg(long, value_name = "ZONE")]
    pub(crate) tz: Option<String>,
    /// Count everything, keep nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Propose a mapping from the file, write it there, and import nothing
    #[arg(long, value_name = "OUT.toml")]
    pub(crate) guess: Option<PathBuf>,
    /// Keep nothing if a record is rejected (exit status 1)
    #[arg(long)]
    pub(crate) strict: bool,
    /// Print the result as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// List the imports, newest first
    #[arg(long, conflicts_with_all = ["source", "files", "undo"])]
    pub(crate) list: bool,
    /// Take an import back
    #[arg(long, value_name = "IMPORT_ID", conflicts_with_all = ["source", "files"])]
    pub(crate) undo: Option<String>,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}

#[derive(Args, Debug)]
pub(crate) struct QueryArguments {
    /// Ids of metrics (`pharos metric list`)
    #[arg(long, value_name = "ID[,ID]", value_delimiter = ',', required = true)]
    pub(crate) metric: Vec<String>,
    /// A parameter of all metrics that have it, or of one
    #[arg(long, value_name = "[ID.]K=V", value_parser = key_value)]
    pub(crate) param: Vec<(String, String)>,
    /// Dimensions to split by
    #[arg(long, value_name = "DIM,..", value_delimiter = ',')]
    pub(crate) by: Vec<String>,
    /// Rows that count, such as "queue = 'sales' AND wait_s > 20"
    #[arg(long = "where", value_name = "EXPR")]
    pub(crate) filter: Option<String>,
    /// First instant; a date is midnight in --tz
    #[arg(long, value_name = "T")]
    pub(crate) from: Option<String>,
    /// First instant after
    #[arg(long, value_name = "T")]
    pub(crate) to: Option<String>,
    /// Length of periods: 15m 30m hour day week month quarter year none
    #[arg(long, value_name = "GRAIN", default_value = "none")]
    pub(crate) grain: String,
    /// Zone of periods and dates: `site`, or a name [default: the centre's]
    #[arg(long, value_name = "ZONE|site")]
    pub(crate) tz: Option<String>,
    /// Data clock [default: the newest event]
    #[arg(long, value_name = "T")]
    pub(crate) as_of: Option<String>,
    /// Add the same numbers of the period before
    #[arg(long, value_name = "previous")]
    pub(crate) compare: Option<String>,
    /// Leave out the time of special events (ids)
    #[arg(long, value_name = "ID,..", value_delimiter = ',')]
    pub(crate) without_event: Vec<String>,
    /// Read rows even where roll-ups could answer
    #[arg(long)]
    pub(crate) raw: bool,
    /// Allow approximate answers from roll-ups; the flags say so
    #[arg(long)]
    pub(crate) approx: bool,
    /// The rows behind the number instead of the number
    #[arg(long)]
    pub(crate) rows: bool,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// columns for people
    Table,
    /// comma-separated values
    Csv,
    /// JSON
    Json,
    /// Parquet
    Parquet,
}

#[derive(Debug, Subcommand)]
pub(crate) enum MetricCommand {
    /// All metrics.
    #[command(after_help = "Example:\n  pharos metric list --json")]
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        data: DataArguments,
    },
    /// One metric: what it tells, how it is computed, what not to use it for.
    #[command(after_help = "Example:\n  pharos metric show fcr.cross_channel")]
    Show {
        /// Id of the metric
        id: String,
        /// As JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        data: DataArguments,
    },
    /// Check a metric file of your own; names line and cause.
    #[command(after_help = "Example:\n  pharos metric check own.long_calls.toml")]
    Check {
        /// The file
        file: PathBuf,
        /// As JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        data: DataArguments,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ReportCommand {
    /// Agents whose share of very short contacts stands out from peers with the same mix.
    #[command(after_help = "Example:\n  pharos report handling --from 2026-03-01 --to 2026-04-01")]
    Handling {
        /// First instant; a date is midnight in the centre's zone
        #[arg(long, value_name = "T")]
        from: Option<String>,
        /// First instant after
        #[arg(long, value_name = "T")]
        to: Option<String>,
        /// A parameter, such as short_handle_s=10
        #[arg(long, value_name = "K=V", value_parser = key_value)]
        param: Vec<(String, String)>,
        /// As JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        data: DataArguments,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum AliasCommand {
    /// From now on FROM counts under TO, in all data.
    #[command(after_help = "Example:\n  pharos alias add agent SIP/100 noa --reason \"her desk phone\"")]
    Add {
        /// agent, queue or customer
        kind: String,
        /// The name in the facts
        from: String,
        /// The name it counts under
        to: String,
        /// Why
        #[arg(long, default_value = "")]
        reason: String,
        #[command(flatten)]
        data: DataArguments,
    },
    /// Aliases, and agents and queues nothing else is known of.
    #[command(after_help = "Example:\n  pharos alias list")]
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        data: DataArguments,
    },
}

#[derive(Args, Debug)]
pub(crate) struct RollUpArguments {
    /// What was made, as JSON.
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}

#[derive(Args, Debug)]
pub(crate) struct ServeArguments {
    /// Address and port [default: $PHAROS_LISTEN, else 127.0.0.1:7070]
    #[arg(long, value_name = "ADDR")]
    pub(crate) listen: Option<SocketAddr>,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}

#[derive(Args, Debug)]
pub(crate) struct DemoArguments {
    /// What the centre is drawn from [default: the one that is there, else 1]
    #[arg(long, value_name = "S")]
    pub(crate) seed: Option<u64>,
    /// The day after its last [default: the one that is there, else today]
    #[arg(long, value_name = "T")]
    pub(crate) until: Option<String>,
    /// Simulate again
    #[arg(long)]
    pub(crate) reset: bool,
    /// Address and port [default: $PHAROS_LISTEN, else 127.0.0.1:7070]
    #[arg(long, value_name = "ADDR")]
    pub(crate) listen: Option<SocketAddr>,
}

fn key_value(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err("it must be NAME=VALUE, maybe threshold_s=20".to_owned()),
    }
}
