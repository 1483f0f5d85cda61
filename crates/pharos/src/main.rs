//! The one binary. `pharos --help` lists the commands; `docs/` describes them.

mod arguments;
mod commands;
mod log;
mod output;

use std::process::ExitCode;

use clap::Parser;
use pharos_ingest::sandbox;

use arguments::Arguments;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // The child that opens a stranger's file is a process of its own from its first line on.
    let words: Vec<String> = std::env::args().collect();
    if words.get(1).is_some_and(|word| word == sandbox::SUBCOMMAND) {
        let code = sandbox::child_main(&words[2..]);
        return ExitCode::from(u8::try_from(code).unwrap_or(1));
    }
    let arguments = Arguments::parse();
    match commands::run(arguments) {
        Ok(code) => code,
        Err(failure) => failure.tell(),
    }
}
