//! Citations: `[@key, p. 3; @other]`, and several side by side.

use std::ops::Range;

use crate::diag::{Checked, Code, Diagnostic};
use crate::files::{Span, Spanned};
use crate::model::{Citation, Cited};

/// The sources that the brackets of `source` name. `place` gives the span of a part of it,
/// so that each key keeps its own.
pub(super) fn read(source: &str, place: impl Fn(Range<usize>) -> Span) -> Checked<Citation> {
    let mut problems = Vec::new();
    let mut items = Vec::new();
    let mut from = 0;
    while let Some(open) = source[from..].find('[').map(|at| from + at + 1) {
        let close = source[open..].find(']').map_or(source.len(), |at| open + at);
        let mut at = open;
        for part in source[open..close].split(';') {
            let lead = part.len() - part.trim_start().len();
            items.extend(cited(part.trim(), at + lead, &place, &mut problems));
            at += part.len() + 1;
        }
        from = (close + 1).min(source.len());
    }
    let citation = Citation { items, span: place(0..source.len()) };
    Checked { value: citation, problems }
}

/// One source: `@key, p. 3`.
fn cited(
    part: &str,
    at: usize,
    place: &impl Fn(Range<usize>) -> Span,
    problems: &mut Vec<Diagnostic>,
) -> Option<Cited> {
    let (key, locator) = part.split_once(',').unwrap_or((part, ""));
    let key = key.trim_end();
    let span = place(at..at + key.len());
    let problem =
        Diagnostic::new(Code::UnknownSource, span, format!("`{key}` is not a source's key"));
    match key.strip_prefix('@') {
        Some(name) if name.contains(char::is_whitespace) => {
            let (name, rest) = name.split_once(char::is_whitespace).unwrap_or((name, ""));
            problems
                .push(problem.help(format!("write a comma behind the key: `[@{name}, {rest}]`")));
            None
        }
        Some(name) if !name.is_empty() => {
            let key = Spanned::new(name.to_owned(), span);
            Some(Cited { key, locator: locator.trim().to_owned() })
        }
        _ => {
            problems.push(problem.help("write `[@key]`, `[@key, p. 3]` or `[@key; @other]`"));
            None
        }
    }
}
