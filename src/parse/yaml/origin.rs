//! The way back from a scalar's text to the characters of its file.

use saphyr_parser::ScalarStyle;

use crate::origin::Origin;

/// A scalar's text, whose source with quotes and indentation begins at `start`.
///
/// The text is found in its source character by character: what folding, indentation,
/// quoting and escaping add is stepped over.
pub(super) fn origin(text: &str, source: &str, start: usize, style: ScalarStyle) -> Origin {
    if matches!(style, ScalarStyle::Plain) && source.starts_with(text) {
        return Origin::straight(start);
    }
    // The place of a block is its first line of text, behind the `>` or `|`.
    let mut at = match style {
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => 1,
        ScalarStyle::Plain | ScalarStyle::Literal | ScalarStyle::Folded => 0,
    };
    let mut pairs = Vec::new();
    for (byte, character) in text.char_indices() {
        let (place, length) = find(source, at, character, style).unwrap_or((at, 0));
        at = place + length;
        pairs.push((byte, start + place));
    }
    pairs.push((text.len(), start + at));
    Origin::of_pairs(start, pairs)
}

/// How much of a source is the scalar itself. The parser ends a text at the next token; the
/// author sees its end before the comment and the white space between.
pub(super) fn length(source: &str, style: ScalarStyle) -> usize {
    match style {
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => quoted_length(source),
        ScalarStyle::Plain => source.split(" #").next().unwrap_or(source).trim_end().len(),
        ScalarStyle::Literal | ScalarStyle::Folded => source.trim_end().len(),
    }
}

/// The length of a quoted text with its quotes: a quote inside is doubled or escaped.
fn quoted_length(source: &str) -> usize {
    let quote = source.chars().next().unwrap_or('"');
    let mut characters = source.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' if quote == '"' => drop(characters.next()),
            _ if character != quote => {}
            '\'' if characters.next_if(|(_, next)| *next == '\'').is_some() => {}
            _ => return at + 1,
        }
    }
    source.trim_end().len()
}

/// The next place of a character in the source from `at` on, and how long it is there.
fn find(source: &str, at: usize, character: char, style: ScalarStyle) -> Option<(usize, usize)> {
    let double = matches!(style, ScalarStyle::DoubleQuoted);
    for (offset, there) in source.get(at..)?.char_indices() {
        if double && there == '\\' {
            let length = escape_length(&source[at + offset..]);
            let line_break = source[at + offset + 1..].starts_with(['\n', '\r']);
            if !line_break {
                return Some((at + offset, length));
            }
            continue;
        }
        if there == character {
            let doubled = matches!(style, ScalarStyle::SingleQuoted) && there == '\'';
            return Some((at + offset, there.len_utf8() * if doubled { 2 } else { 1 }));
        }
        // A folded line end is a space in the text.
        if character == ' ' && there == '\n' {
            return Some((at + offset, 1));
        }
        if !there.is_whitespace() {
            return None;
        }
    }
    None
}

/// The bytes of an escape such as `\n`, `\x41` or `\u4e2d`.
fn escape_length(source: &str) -> usize {
    let digits = match source.as_bytes().get(1) {
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        _ => 0,
    };
    let escaped = source[1..].chars().next().map_or(0, char::len_utf8);
    (1 + escaped + digits).min(source.len())
}

#[cfg(test)]
mod tests {
    use crate::files::Files;
    use crate::parse::yaml::{self, Value};

    /// Finds `needle` in the text of the value `key`, and says what stands in the file at
    /// the place it came from.
    #[track_caller]
    fn check(document: &str, needle: &str, expected: &str) {
        let files = Files::new([("a.yaml".to_owned(), document.to_owned())]);
        let id = files.find("a.yaml").expect("just added");
        let node = yaml::parse(id, document, 0);
        assert_eq!(node.problems, []);
        let Value::Text(text, origin) = &node.value.entries()[0].value.value else {
            panic!("not a text: {node:?}");
        };
        let at = text.find(needle).expect("the needle is in the text");
        assert_eq!(files.text(origin.span(id, at..at + needle.len())), expected);
    }

    #[test]
    fn a_plain_text_stands_as_it_is() {
        check("a: one 117 two\n", "117", "117");
    }

    #[test]
    fn quotes_are_stepped_over() {
        check("a: \"one 117 two\"\n", "117", "117");
        check("a: 'it''s 117'\n", "117", "117");
    }

    #[test]
    fn escapes_keep_their_source() {
        check("a: \"say \\\"so\\\" 117 times\"\n", "117", "117");
        check("a: \"\\u4e2d 117\"\n", "117", "117");
        check("a: \"\\u4e2d 117\"\n", "中", "\\u4e2d");
    }

    #[test]
    fn folded_and_literal_lines_are_found() {
        check("a: >\n  one\n  two 117\n  three\n", "117", "117");
        check("a: |\n    one\n    two 117\n", "117", "117");
        check("a: one\n  two 117\n  three\n", "117", "117");
    }

    #[test]
    fn a_match_over_a_fold_covers_both_lines() {
        check("a: >\n  one\n  two\n", "one two", "one\n  two");
    }

    #[test]
    fn chinese_is_counted_in_bytes() {
        check("a: \"截至 117 款\"\n", "117", "117");
    }
}
