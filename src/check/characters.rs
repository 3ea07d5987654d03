//! Characters that cannot be seen, in all texts and data.

use crate::diag::Diagnostic;
use crate::files::{FileId, Files, Span};
use crate::parse::hidden;

/// The hidden characters of the texts and data, the first of each line.
pub(super) fn check(files: &Files) -> Vec<Diagnostic> {
    let written = files.iter().filter(|(_, file)| !file.path.starts_with("templates/"));
    written.flat_map(|(id, file)| in_text(id, &file.text)).collect()
}

fn in_text(id: FileId, text: &str) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut characters = line.char_indices();
        if let Some((at, hidden)) = characters.find(|(_, character)| hidden::is_hidden(*character))
        {
            let span = Span::new(id, start + at, start + at + hidden.len_utf8());
            problems.push(hidden::problem(hidden, span));
        }
        start += line.len();
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(usize, usize, &str)]) {
        let files = Files::new([("content/a.md".to_owned(), text.to_owned())]);
        let problems = super::check(&files);
        let found: Vec<_> = problems
            .iter()
            .map(|problem| {
                let place = files.place(problem.span);
                (place.line, place.column, problem.message.as_str())
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_cannot_be_seen_is_shown_at_its_place() {
        check("a\n审\u{202e}117", &[(2, 2, "a change of writing direction, U+202E, stands here")]);
        check(
            "\u{0}\u{0}\n\u{1b}",
            &[
                (1, 1, "a control character, U+0000, stands here"),
                (2, 1, "a control character, U+001B, stands here"),
            ],
        );
    }

    #[test]
    fn line_ends_tabs_and_joiners_are_part_of_texts() {
        check("a\tb\r\nc\u{200d}d\u{200b}\n", &[]);
    }
}
