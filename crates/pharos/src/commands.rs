//! One file a command.

mod alias;
mod backup;
mod check;
mod correction;
mod decline;
mod demo;
mod erase;
mod forecast;
mod goal;
mod hire;
mod import;
mod mapping;
mod metric;
mod query;
mod reconcile;
mod report;
mod retention;
mod roll_up;
mod serve;
mod simulate;
mod staff;
mod token;
mod user;

use std::num::NonZero;
use std::process::ExitCode;

use pharos_app::{App, Config};

use crate::arguments::{Arguments, Command, DataArguments};
use crate::output::{self, Done, Failure};

/// Workers per core of a server. A query computes on the workers; with one to a core, two long queries on two cores would keep
/// every other request waiting, while the system shares the cores between more threads than there are.
const SERVER_WORKERS_PER_CORE: usize = 4;

/// Runs a command.
pub(crate) fn run(arguments: Arguments) -> Done {
    let runtime = runtime(matches!(arguments.command, Command::Serve(_) | Command::Demo(_)))?;
    runtime.block_on(async {
        match arguments.command {
            Command::Import(arguments) => import::run(&arguments).await,
            Command::Query(arguments) => query::run(arguments).await,
            Command::Metric { command } => metric::run(&command).await,
            Command::Report { command } => report::run(command).await,
            Command::Alias { command } => alias::run(&command).await,
            Command::Demo(arguments) => demo::run(&arguments).await,
            Command::RollUp(arguments) => roll_up::run(&arguments).await,
            Command::Serve(arguments) => serve::run(&arguments).await,
            Command::Forecast(arguments) => forecast::run(arguments).await,
            Command::Decline(arguments) => decline::run(&arguments),
            Command::Goal { command } => goal::run(&command),
            Command::Staff(arguments) => staff::run(&arguments),
            Command::Reconcile(arguments) => reconcile::run(arguments).await,
            Command::Correction { command } => correction::run(command).await,
            Command::Mapping { command } => mapping::run(command).await,
            Command::Check(arguments) => check::run(&arguments).await,
            Command::Backup(arguments) => backup::backup(&arguments).await,
            Command::Restore(arguments) => backup::restore(&arguments).await,
            Command::Erase(arguments) => erase::erase(&arguments).await,
            Command::AccessReport(arguments) => erase::access_report(&arguments).await,
            Command::Retention { command } => retention::run(&command).await,
            Command::User { command } => user::run(&command).await,
            Command::Token { command } => token::run(&command).await,
            Command::Simulate(arguments) => simulate::run(&arguments),
            Command::Hire(arguments) => hire::run(&arguments),
            Command::Openapi => {
                output::data(pharos_api::document_text().as_bytes())?;
                Ok(ExitCode::SUCCESS)
            }
        }
    })
}

fn config(data: &DataArguments) -> Result<Config, Failure> {
    Ok(Config::load(data.data.clone(), data.config.clone(), |name| std::env::var(name).ok())?)
}

async fn open(data: &DataArguments) -> Result<App, Failure> {
    let config = config(data)?;
    crate::log::start(&config.log);
    Ok(App::open(config).await?)
}

/// The same where something must be there already: a mistyped folder would answer that nothing ever happened.
async fn open_existing(data: &DataArguments) -> Result<App, Failure> {
    let folder = config(data)?.data;
    if !folder.exists() {
        return Err(Failure::Input(format!(
            "there is no centre at {}; maybe --data means another folder, or nothing was imported yet",
            folder.display()
        )));
    }
    open(data).await
}

fn runtime(is_server: bool) -> std::io::Result<tokio::runtime::Runtime> {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    // A command that answers nobody is quickest with a worker to a core, and needs the least memory.
    if is_server {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        builder.worker_threads(SERVER_WORKERS_PER_CORE * cores);
    }
    builder.thread_stack_size(pharos_api::STACK_BYTES).enable_all().build()
}
