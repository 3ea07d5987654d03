//! A place in a text that moves on over phrases.

use std::ops::Range;

/// A place in a text. It is a value: to try something, go on with a copy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Cursor<'a> {
        Cursor { text, at: 0 }
    }

    /// The byte offset in the whole text.
    pub(super) fn at(self) -> usize {
        self.at
    }

    /// What has not been read.
    pub(super) fn rest(self) -> &'a str {
        &self.text[self.at..]
    }

    /// The next character.
    pub(super) fn peek(self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character just read.
    pub(super) fn previous(self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    /// The cursor `length` bytes further.
    pub(super) fn advance(self, length: usize) -> Cursor<'a> {
        Cursor { at: self.at + length, ..self }
    }

    /// The cursor behind any white space, no-break spaces included.
    pub(super) fn skip_space(self) -> Cursor<'a> {
        self.advance(self.rest().len() - self.rest().trim_start().len())
    }

    /// The cursor behind `phrase`, when the text goes on with it in any case of letters.
    pub(super) fn eat(self, phrase: &str) -> Option<Cursor<'a>> {
        let after = self.eat_part(phrase)?;
        let cut = after.previous().is_some_and(is_letter) && after.peek().is_some_and(is_letter);
        (!cut).then_some(after)
    }

    /// The cursor behind `phrase`, even when a word goes on behind it.
    pub(super) fn eat_part(self, phrase: &str) -> Option<Cursor<'a>> {
        Some(self.advance(folded_prefix(self.rest(), phrase)?))
    }

    /// The cursor behind `phrase`, when the text goes on with exactly it.
    pub(super) fn eat_exact(self, phrase: &str) -> Option<Cursor<'a>> {
        let after = self.eat(phrase)?;
        (&self.text[self.at..after.at] == phrase).then_some(after)
    }

    /// The longest phrase of a table that the text goes on with, and what it means.
    pub(super) fn eat_longest<T: Copy>(self, table: &[(&str, T)]) -> Option<(T, Cursor<'a>)> {
        table
            .iter()
            .filter_map(|(phrase, meaning)| Some((*meaning, self.eat(phrase)?)))
            .max_by_key(|(_, after)| after.at)
    }

    /// The bytes between here and a later place.
    pub(super) fn until(self, end: Cursor<'_>) -> Range<usize> {
        self.at..end.at
    }
}

/// Whether a character joins to a word, so that a phrase must not end beside it.
///
/// Chinese puts no spaces between words, so its characters join to nothing.
pub(super) fn is_letter(char: char) -> bool {
    char.is_alphabetic() && char < '\u{2E80}'
}

/// How much of `text` is `phrase`, letters compared without case and spaces of any kind alike.
fn folded_prefix(text: &str, phrase: &str) -> Option<usize> {
    let mut rest = text.chars();
    for expected in phrase.chars() {
        let found = rest.next()?;
        // Most phrases differ at their first letter; ASCII needs no tables to tell.
        let same = match (found.is_ascii(), expected.is_ascii()) {
            (true, true) => {
                found.eq_ignore_ascii_case(&expected)
                    || expected == ' ' && found.is_ascii_whitespace()
            }
            _ => {
                found == expected
                    || expected == ' ' && found.is_whitespace()
                    || found.to_lowercase().eq(expected.to_lowercase())
            }
        };
        if !same {
            return None;
        }
    }
    Some(text.len() - rest.as_str().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_ends_where_its_word_ends() {
        let rest = |text, phrase| Cursor::new(text).eat(phrase).map(Cursor::rest);
        assert_eq!(rest("Über 5", "über"), Some(" 5"));
        assert_eq!(rest("More\u{a0}than 5", "more than"), Some(" 5"));
        assert_eq!(rest("overt", "over"), None);
        assert_eq!(rest("超过5", "超过"), Some("5"));
        assert_eq!(rest("约八", "约"), Some("八"));
    }

    #[test]
    fn the_longest_phrase_wins() {
        let table = [("per", 1), ("percent", 2), ("percentage points", 3)];
        let meaning =
            Cursor::new("percentage points up").eat_longest(&table).map(|(meaning, _)| meaning);
        assert_eq!(meaning, Some(3));
    }
}
