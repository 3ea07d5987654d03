//! What is written to the terminal, the file or the pipe.

#[cfg(feature = "external")]
use std::io::IsTerminal as _;
use std::io::{ErrorKind, Write as _};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use anyhow::Context as _;
use briefing::diag::Colour;

use super::Failure;
use super::args::Color;

/// How wide excerpts are when no terminal says its width: logs and files have room.
const WIDTH_WITHOUT_TERMINAL: usize = 120;

/// How wide results are in files and pipes: as wide as a page that is read.
const WIDTH_OF_RESULTS: usize = 100;

/// How many cells hold any progress. Spaces clear them, which needs no escape codes.
#[cfg(feature = "external")]
const PROGRESS_WIDTH: usize = 40;

/// Writes a result to the standard output.
///
/// A reader who closes the pipe, as `head` does, has what they want.
pub(crate) fn result(text: &str) -> Result<(), Failure> {
    written(&mut anstream::stdout().lock(), text)
}

fn written(stdout: &mut impl std::io::Write, text: &str) -> Result<(), Failure> {
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(error).context("the standard output cannot be written").map_err(Failure::world)
        }
        _ => Ok(()),
    }
}

/// How the standard error and results for people are written.
#[derive(Debug, Clone)]
pub(crate) struct Screen {
    color: Color,
    choice: ColorChoice,
    quiet: bool,
    /// The width of the terminal that problems go to.
    pub(crate) width: usize,
}

/// Whether a stream gets colours.
fn choice(color: Color, stream: &impl anstream::stream::RawStream) -> ColorChoice {
    match color {
        Color::Auto => AutoStream::choice(stream),
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    }
}

impl Screen {
    /// With colours as asked; `auto` also heeds `NO_COLOR`, `CLICOLOR` and `TERM`.
    pub(crate) fn new(color: Color, quiet: bool) -> Screen {
        let stderr = std::io::stderr();
        let width = terminal_size::terminal_size_of(&stderr);
        Screen {
            color,
            choice: choice(color, &stderr),
            quiet,
            width: width.map_or(WIDTH_WITHOUT_TERMINAL, |(width, _)| width.0.into()),
        }
    }

    /// Whether problems are written with colours.
    pub(crate) fn colour(&self) -> Colour {
        match self.choice {
            ColorChoice::Never => Colour::Never,
            _ => Colour::Always,
        }
    }

    /// Whether a result for people has colours, and how wide its lines are: as wide as the
    /// terminal it goes to.
    pub(crate) fn result_look(&self) -> (Colour, usize) {
        let stdout = std::io::stdout();
        let colour = match choice(self.color, &stdout) {
            ColorChoice::Never => Colour::Never,
            _ => Colour::Always,
        };
        let width = terminal_size::terminal_size_of(&stdout);
        (colour, width.map_or(WIDTH_OF_RESULTS, |(width, _)| width.0.into()))
    }

    /// Writes a result made for people, with the colours it has.
    pub(crate) fn result(&self, text: &str) -> Result<(), Failure> {
        let stdout = std::io::stdout();
        let choice = choice(self.color, &stdout);
        written(&mut AutoStream::new(stdout, choice).lock(), text)
    }

    /// Rendered problems, on the standard error.
    pub(crate) fn problems(&self, text: &str) {
        self.error(text);
    }

    /// The one line at the end, unless `--quiet`.
    pub(crate) fn summary(&self, text: &str) {
        if !self.quiet {
            self.error(&format!("{text}\n"));
        }
    }

    /// How far something long is, in place of what this said before; nothing ends it.
    ///
    /// Only on a terminal: in a file or pipe nobody waits, and the lines would stay.
    #[cfg(feature = "external")]
    pub(crate) fn progress(&self, text: &str) {
        if !self.quiet && std::io::stderr().is_terminal() {
            self.error(&format!("\r{:PROGRESS_WIDTH$}\r{text}", ""));
        }
    }

    /// Why the command could not do its work.
    pub(crate) fn failure(&self, failure: &Failure) {
        let style = AnsiColor::BrightRed.on_default().bold();
        self.sentence(style, "error", &format!("{:#}", failure.error), &failure.help);
    }

    /// Something that the command could do without.
    pub(crate) fn warning(&self, text: &str, help: &str) {
        self.sentence(AnsiColor::Yellow.on_default().bold(), "warning", text, help);
    }

    fn sentence(&self, style: Style, word: &str, text: &str, help: &str) {
        self.error(&format!("{style}{word}{style:#}: {text}\n"));
        if !help.is_empty() {
            self.error(&format!("  help: {help}\n"));
        }
    }

    /// When the standard error is closed, nobody is left to be told.
    fn error(&self, text: &str) {
        let mut stderr = AutoStream::new(std::io::stderr(), self.choice).lock();
        write!(stderr, "{text}").and_then(|()| stderr.flush()).ok();
    }
}
