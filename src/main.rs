//! The program `briefing`: reads its arguments and runs one command.

mod cli;

use std::process::ExitCode;

/// A mistake of our own is told in one line as well, and has an exit code of its own.
fn main() -> ExitCode {
    std::panic::set_hook(Box::new(cli::confess));
    let exit = std::panic::catch_unwind(cli::run).unwrap_or(cli::Exit::Mistake);
    exit.into()
}
