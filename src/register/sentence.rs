//! The sentence round a word.

use std::ops::Range;

use crate::lang::Lang;

/// Short words that end in a point without ending a sentence.
const SHORTENED: [&str; 24] = [
    "approx", "bzw", "ca", "cf", "dr", "eg", "etc", "ggf", "inkl", "jr", "mio", "mr", "mrd", "mrs",
    "no", "nr", "pp", "prof", "rd", "st", "tsd", "vgl", "vol", "vs",
];

/// The sentence of a text in which a stretch stands, without spaces round it.
///
/// Where it is not clear whether a sentence ends, it goes on: a reader is served by a word
/// too many, and misled by half a sentence.
pub(super) fn around(text: &str, at: Range<usize>, lang: Lang) -> Range<usize> {
    let ends: Vec<usize> = ends(text, lang).collect();
    let start = ends.iter().rev().find(|end| **end <= at.start).copied().unwrap_or(0);
    let end = ends.iter().find(|end| **end >= at.end).copied().unwrap_or(text.len());
    let inside = &text[start..end];
    let start = start + (inside.len() - inside.trim_start().len());
    let end = start + inside.trim().len();
    // What is looked for is in it, with the spaces that it may begin or end with.
    start.min(at.start)..end.max(at.end)
}

/// Where sentences end: behind the mark and what closes it.
fn ends(text: &str, lang: Lang) -> impl Iterator<Item = usize> {
    let marks = text.char_indices().filter(|(_, char)| ".!?。！？；".contains(*char));
    marks.filter_map(move |(at, mark)| {
        let mut end = at + mark.len_utf8();
        let closing = text[end..].chars().take_while(|char| "\"'”’»)）」』】".contains(*char));
        end += closing.map(char::len_utf8).sum::<usize>();
        if "。！？；".contains(mark) {
            return Some(end);
        }
        let rest = &text[end..];
        let (Some(gap), Some(next)) = (rest.chars().next(), rest.trim_start().chars().next())
        else {
            return Some(end);
        };
        let begins = gap.is_whitespace() && !next.is_lowercase();
        (begins && (mark != '.' || !is_shortened(&text[..at], lang))).then_some(end)
    })
}

/// Whether a point behind this text belongs to its last word: `e.g`, `No`, a single letter,
/// in German `28` before a month.
fn is_shortened(before: &str, lang: Lang) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || "([{“„«-–".contains(c)).next();
    let word = word.unwrap_or_default().to_lowercase();
    let letters = word.chars().count();
    let is_number = word.chars().all(|c| c.is_ascii_digit());
    if is_number {
        return lang == Lang::De && letters <= 2;
    }
    let has_points = word.contains('.') && word.chars().any(char::is_alphabetic);
    letters <= 1 || has_points || SHORTENED.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, word: &str, expected: &str) {
        let lang = if text.contains("ä") || text.contains("Mio") { Lang::De } else { Lang::En };
        let start = text.find(word).expect("the word is in the text");
        assert_eq!(&text[around(text, start..start + word.len(), lang)], expected);
    }

    #[test]
    fn a_sentence_ends_before_the_next_begins() {
        check("One is 1. Two is 22! Is it? Yes.", "22", "Two is 22!");
        check("It ended in 2024. Then came 302 more.", "302", "Then came 302 more.");
        check("He said: “It is 117.” She left.", "117", "He said: “It is 117.”");
        check("Only 117", "117", "Only 117");
        check("It was 117. ", "117", "It was 117.");
    }

    #[test]
    fn a_point_may_belong_to_its_word() {
        check("In the U.S. Congress of 535 sat.", "535", "In the U.S. Congress of 535 sat.");
        check("See No. 3 of 40. Then go.", "40", "See No. 3 of 40.");
        check("Am 28. März waren es 117. Danach mehr.", "117", "Am 28. März waren es 117.");
        check("Rund 800 Mio. US$ flossen. Viel.", "800", "Rund 800 Mio. US$ flossen.");
        check("It grew 14.6 times. More.", "14.6", "It grew 14.6 times.");
    }

    #[test]
    fn chinese_needs_no_space() {
        check("首批8个。截至三月，共117个。之后更多。", "117", "截至三月，共117个。");
    }

    #[test]
    fn a_word_of_two_sentences_has_both() {
        check("Yes. It is one. Two. End of it.", "one. Two", "It is one. Two.");
        check("", "", "");
        check("One. 117", " 117", " 117");
        check(" 117", " 117", " 117");
    }
}
