//! One JSON object a line, for other programs.

use serde_json::{Value, json};

use super::{Diagnostic, shown_path};
use crate::files::Files;

/// Every key is always there; a text that does not apply is empty.
///
/// Lines and columns count from one, columns in characters; the end is one past the
/// last character.
pub(super) fn render(problems: &[Diagnostic], files: &Files, folder: &str) -> String {
    let objects = problems.iter().map(|problem| object(problem, files, folder).to_string() + "\n");
    objects.collect()
}

fn object(problem: &Diagnostic, files: &Files, folder: &str) -> Value {
    let place = files.place(problem.span);
    let related = problem.related.iter().map(|related| {
        let place = files.place(related.span);
        json!({
            "path": shown_path(folder, &place.path),
            "line": place.line,
            "column": place.column,
            "message": related.message,
        })
    });

    json!({
        "code": problem.code.name(),
        "severity": problem.severity.word(),
        "message": problem.message,
        "label": problem.label,
        "help": problem.help,
        "path": shown_path(folder, &place.path),
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "related": related.collect::<Vec<_>>(),
    })
}
