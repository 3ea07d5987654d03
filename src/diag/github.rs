//! Workflow commands: GitHub shows each problem beside the changed line.
//!
//! The form and its escapes are those of `@actions/core`, `command.ts`.

use super::{Diagnostic, shown_path};
use crate::files::Files;

/// `::error file=…,line=…,title=code::message`, the help on the message's second line.
pub(super) fn render(problems: &[Diagnostic], files: &Files, folder: &str) -> String {
    problems.iter().map(|problem| command(problem, files, folder)).collect()
}

fn command(problem: &Diagnostic, files: &Files, folder: &str) -> String {
    let place = files.place(problem.span);
    let lines = if place.line == place.end_line {
        format!(
            "line={},col={},endLine={},endColumn={}",
            place.line, place.column, place.line, place.end_column
        )
    } else {
        // GitHub takes columns only when a problem stays in one line.
        format!("line={},endLine={}", place.line, place.end_line)
    };
    let message = match problem.help.as_str() {
        "" => problem.message.clone(),
        help => format!("{}\nhelp: {help}", problem.message),
    };

    format!(
        "::{} file={},{lines},title={}::{}\n",
        problem.severity.word(),
        property(&shown_path(folder, &place.path)),
        property(problem.code.name()),
        data(&message),
    )
}

/// A text after the `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text between commas.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
