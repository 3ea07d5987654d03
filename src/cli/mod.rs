//! The command line: arguments to values, values to text and an exit code.
//!
//! This is the edge of the program. The clock, the environment and the terminal are read
//! here, once, in [`Surroundings`]; everything below gets them as arguments. Problems go
//! to the standard error, results to the standard output.

mod args;
mod build;
mod check;
mod due;
mod engine;
mod explain;
mod facts;
mod fix;
mod paths;
mod screen;
#[cfg(feature = "serve")]
mod serve;
mod summary;
mod surroundings;
mod why;

use std::io::Write as _;
use std::panic::PanicHookInfo;
use std::process::ExitCode;

use anyhow::anyhow;
use clap::Parser as _;

use args::{Arguments, Command};
use screen::Screen;
use surroundings::Surroundings;

/// Runs the command that the arguments name.
pub(crate) fn run() -> Exit {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(asked) => {
            // Help and version come this way too. A reader who closed the pipe has seen enough.
            asked.print().ok();
            return if asked.use_stderr() { Exit::Usage } else { Exit::Fine };
        }
    };

    let screen = Screen::new(arguments.color, arguments.quiet);
    let done = Surroundings::read().and_then(|surroundings| match &arguments.command {
        Command::Build(asked) => build::run(asked, &surroundings, &screen),
        Command::Check(asked) => check::run(asked, &surroundings, &screen),
        #[cfg(feature = "serve")]
        Command::Serve(asked) => serve::run(asked, &surroundings, &screen),
        Command::Fix(asked) => fix::run(asked, &surroundings, &screen),
        Command::Facts(asked) => facts::run(asked, &surroundings, &screen),
        Command::Why(asked) => why::run(asked, &surroundings, &screen),
        Command::Explain(asked) => explain::run(asked),
    });

    done.unwrap_or_else(|failure| {
        screen.failure(&failure);
        failure.exit
    })
}

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All is well.
    Fine = 0,
    /// The project has problems.
    Problems = 1,
    /// The command cannot be understood, or no project is there.
    Usage = 2,
    /// The disk, the port or the network failed.
    World = 3,
    /// The program itself is wrong. 70 is `EX_SOFTWARE` of BSD's `sysexits.h`, far from the
    /// codes that scripts test for.
    Mistake = 70,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// Why a command could not do its work, and how the program ends for it.
#[derive(Debug)]
pub(crate) struct Failure {
    exit: Exit,
    error: anyhow::Error,
    help: String,
}

impl Failure {
    /// The one who typed the command can mend it.
    fn usage(error: impl std::fmt::Display) -> Failure {
        Failure { exit: Exit::Usage, error: anyhow!("{error}"), help: String::new() }
    }

    /// The disk, the port or the network failed.
    fn world(error: impl Into<anyhow::Error>) -> Failure {
        Failure { exit: Exit::World, error: error.into(), help: String::new() }
    }

    /// Says what to do.
    fn help(mut self, help: impl Into<String>) -> Failure {
        self.help = help.into();
        self
    }
}

/// Tells of a panic in one line. A backtrace follows when `RUST_BACKTRACE` asks for it.
pub(crate) fn confess(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let message = panic.payload_as_str().unwrap_or("no message").replace('\n', " ");
    let mut stderr = anstream::stderr().lock();
    writeln!(
        stderr,
        "briefing stopped on a mistake of its own at {place}: {message}; \
         please report it with the project and this line"
    )
    .ok();

    let backtrace = std::backtrace::Backtrace::capture();
    if backtrace.status() == std::backtrace::BacktraceStatus::Captured {
        writeln!(stderr, "{backtrace}").ok();
    }
}
