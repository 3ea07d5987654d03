//! The raised numbers of a citation.

use std::fmt::Write as _;

use super::html::escape;

/// One source of a citation, with its number on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark<'a> {
    /// Its number.
    pub number: usize,
    /// Its key.
    pub key: &'a str,
    /// The passage; may be empty.
    pub locator: &'a str,
}

/// The numbers in ascending order, each once; three or more in a row as `17–22`, since a
/// long row of raised numbers tears a line apart. `word` says what they are, for those who
/// hear them.
pub(super) fn marks(mut marks: Vec<Mark>, word: &str) -> String {
    marks.sort_by_key(|mark| mark.number);
    marks.dedup();
    let mut out = String::from("<sup class=\"cite\">");
    let mut rest = &marks[..];
    while let Some(first) = rest.first() {
        let run = run(rest);
        push(&mut out, word, first);
        if run > 2 {
            out.push('–');
            push(&mut out, word, &rest[run - 1]);
            rest = &rest[run..];
        } else {
            rest = &rest[1..];
        }
        if let Some(next) = rest.first() {
            // A comma would be read as part of a locator.
            let plain = first.locator.is_empty() && next.locator.is_empty();
            out.push_str(if plain { "," } else { "; " });
        }
    }
    out.push_str("</sup>");
    out
}

/// How many of the first marks follow one another and name no passage.
fn run(marks: &[Mark]) -> usize {
    let plain = marks.iter().take_while(|mark| mark.locator.is_empty());
    plain.zip(marks[0].number..).take_while(|(mark, expected)| mark.number == *expected).count()
}

fn push(out: &mut String, word: &str, mark: &Mark) {
    let Mark { number, key, locator } = mark;
    let key = escape(key);
    let locator = if locator.is_empty() { String::new() } else { format!(", {}", escape(locator)) };
    let _ = write!(
        out,
        "<a href=\"#source-{key}\" aria-label=\"{word} {number}{locator}\">{number}{locator}</a>"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(numbers: &[(usize, &'static str)], expected: &str) {
        let all =
            numbers.iter().map(|(number, locator)| Mark { number: *number, key: "k", locator });
        let html = marks(all.collect(), "source");
        let mut shown = String::new();
        let mut inside = false;
        for char in html.chars() {
            match char {
                '<' => inside = true,
                '>' => inside = false,
                char if !inside => shown.push(char),
                _ => {}
            }
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn three_in_a_row_are_a_range() {
        check(&[(1, "")], "1");
        check(&[(1, ""), (2, "")], "1,2");
        check(&[(1, ""), (2, ""), (3, "")], "1–3");
        check(&[(17, ""), (18, ""), (19, ""), (25, ""), (26, "")], "17–19,25,26");
        check(&[(33, ""), (1, ""), (33, "")], "1,33");
    }

    #[test]
    fn a_passage_stands_alone() {
        check(&[(1, ""), (2, "p. 3"), (3, "")], "1; 2, p. 3; 3");
        check(&[(1, ""), (2, ""), (3, ""), (4, "p. 3")], "1–3; 4, p. 3");
    }
}
