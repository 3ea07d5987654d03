//! One line a problem, for editors, logs and tests.

use std::fmt::Write as _;

use super::{Diagnostic, shown_path, visible};
use crate::files::Files;

/// `path:line:column: error[code]: message`, and the help on a line of its own.
pub(super) fn render(problems: &[Diagnostic], files: &Files, folder: &str) -> String {
    let mut text = String::new();
    for problem in problems {
        let place = files.place(problem.span);
        writeln!(
            text,
            "{}:{}:{}: {}[{}]: {}",
            visible(&shown_path(folder, &place.path)),
            place.line,
            place.column,
            problem.severity.word(),
            problem.code.name(),
            visible(&problem.message),
        )
        .expect("writing to a string cannot fail");

        if !problem.help.is_empty() {
            writeln!(text, "  help: {}", visible(&problem.help))
                .expect("writing to a string cannot fail");
        }
    }
    text
}
