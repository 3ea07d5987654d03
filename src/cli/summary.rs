//! The one line at the end.

use std::collections::BTreeSet;

use briefing::Counts;
use briefing::diag::{Diagnostic, Severity};
use briefing::write::Written;

/// How much there is: "4 pages, 31 facts, 6 charts".
pub(crate) fn contents(counts: &Counts) -> String {
    format!(
        "{}, {}, {}",
        counted(counts.pages, "page"),
        counted(counts.facts, "fact"),
        counted(counts.charts, "chart"),
    )
}

/// How much is wrong: "3 errors, 1 warning in 2 files".
pub(crate) fn problems(problems: &[Diagnostic]) -> String {
    let of = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let kinds = [(of(Severity::Error), "error"), (of(Severity::Warning), "warning")];
    let kinds: Vec<_> = kinds
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| counted(*number, noun))
        .collect();
    let files: BTreeSet<_> = problems.iter().map(|problem| problem.span.file).collect();

    match files.len() {
        0 => "no problems".to_owned(),
        number => format!("{} in {}", kinds.join(", "), counted(number, "file")),
    }
}

/// How much falls due within the time asked for: "; 2 things fall due".
pub(crate) fn due(number: usize) -> String {
    match number {
        0 => "; nothing falls due".to_owned(),
        1 => "; 1 thing falls due".to_owned(),
        _ => format!("; {number} things fall due"),
    }
}

/// What was done: "2 files written to public, 40 unchanged, 0 removed".
pub(crate) fn written(written: &Written, folder: &str) -> String {
    let files = counted(written.written, "file");
    format!(
        "{files} written to {folder}, {} unchanged, {} removed",
        written.unchanged, written.removed
    )
}

/// A number and its noun: "1 page", "2 pages".
pub(crate) fn counted(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use briefing::diag::Code;
    use briefing::files::{Files, Span};

    #[test]
    fn one_is_not_plural() {
        let counts = Counts { pages: 4, facts: 1, charts: 0 };
        assert_eq!(contents(&counts), "4 pages, 1 fact, 0 charts");
    }

    #[test]
    fn problems_are_counted_by_kind_and_file() {
        let files = Files::new(["a", "b"].map(|path| (path.to_owned(), String::new())));
        let at = |path: &str| Span::start_of(files.find(path).expect("the file was just added"));
        let error = |path| Diagnostic::new(Code::UnknownFact, at(path), "");
        let warning = |path| Diagnostic::new(Code::UnusedFact, at(path), "");

        assert_eq!(problems(&[]), "no problems");
        assert_eq!(problems(&[warning("a")]), "1 warning in 1 file");
        assert_eq!(
            problems(&[error("a"), error("a"), warning("b"), error("b")]),
            "3 errors, 1 warning in 2 files"
        );
    }

    #[test]
    fn what_was_written_is_told() {
        let done = Written { written: 2, unchanged: 40, removed: 0, leftover: None };
        assert_eq!(written(&done, "public"), "2 files written to public, 40 unchanged, 0 removed");
    }
}
