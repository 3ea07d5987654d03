//! Numbers that stand in running text by themselves, which a source should stand behind.
//!
//! Most digits in prose are no figures: years, dates, times, ordinals, versions, references
//! to a section or an act, names of products. [`find`] leaves those out, so that an author is
//! told of the others only. The corpora in `tests/corpus/` hold it to less than one false
//! alarm in a thousand words.

mod chinese;
mod context;
mod digits;
mod lists;
mod spelled;

use std::ops::Range;

use crate::lang::Lang;

/// Stands in a text for something that is looked at elsewhere or not at all: a checked
/// number, code, a picture.
pub const MASK: char = '\u{fffc}';

/// A number in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The bytes of the number, with its currency, scale and sign.
    pub at: Range<usize>,
    /// How it is written.
    pub written: Written,
}

/// How a number in running text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Written {
    /// With digits.
    Digits,
    /// In words: "eight", "two thirds", "doubled".
    Words,
}

/// The numbers of a text in order, `names` and quotations left out.
pub fn find(text: &str, lang: Lang, names: &[&str]) -> Vec<Found> {
    let may_count = |char: char| char.is_alphanumeric();
    if !text.contains(may_count) {
        return Vec::new();
    }
    let digits = digits::found(text, lang);
    let words = match lang {
        Lang::En | Lang::De => spelled::found(text, lang),
        Lang::Zh => chinese::found(text),
    };
    let mut found: Vec<Found> = digits;
    for word in words {
        if !found.iter().any(|known| overlap(&known.at, &word.at)) {
            found.push(word);
        }
    }
    if found.is_empty() {
        return found;
    }
    let masked: Vec<Range<usize>> =
        [quotations(text), addresses(text), telephones(text), named(text, names)].concat();
    found.retain(|found| !masked.iter().any(|range| overlap(range, &found.at)));
    found.sort_by_key(|found| found.at.start);
    found
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// What is quoted: others answer for the numbers in it.
fn quotations(text: &str) -> Vec<Range<usize>> {
    const PAIRS: &[(char, char)] =
        &[('“', '”'), ('„', '“'), ('»', '«'), ('«', '»'), ('「', '」'), ('『', '』'), ('"', '"')];
    let mut quotations = Vec::new();
    let mut from = 0;
    while let Some(opening) = text[from..].find(|char| PAIRS.iter().any(|(open, _)| *open == char))
    {
        let start = from + opening;
        let open = text[start..].chars().next().unwrap_or_default();
        let inside = start + open.len_utf8();
        let closings = PAIRS.iter().filter(|(other, _)| *other == open);
        let end = closings
            .filter_map(|(_, close)| text[inside..].find(*close).map(|at| inside + at))
            .min();
        from = match end {
            Some(end) => {
                quotations.push(start..end);
                end + text[end..].chars().next().map_or(1, char::len_utf8)
            }
            None => inside,
        };
    }
    quotations
}

/// Addresses of the web, e-mails and identifiers of documents.
fn addresses(text: &str) -> Vec<Range<usize>> {
    const MARKS: &[&str] = &["://", "www.", "@", "doi:", "DOI", "arXiv:", "ISBN", "ISSN"];
    let mut addresses = Vec::new();
    let (mut start, mut leads) = (0, false);
    for word in text.split_inclusive(char::is_whitespace) {
        let inner = word.trim_end();
        let is_doi = inner.contains("10.") && inner.contains('/');
        let is_address = leads || is_doi || MARKS.iter().any(|mark| inner.contains(mark));
        if is_address {
            addresses.push(start..start + inner.len());
        }
        leads = inner.ends_with("ISBN") || inner.ends_with("ISSN") || inner.ends_with("DOI");
        start += word.len();
    }
    addresses
}

/// Numbers of telephones and of books: groups of digits that begin with a zero, a plus or a
/// bracket, or that have two dashes and more.
fn telephones(text: &str) -> Vec<Range<usize>> {
    let belongs = |char: char| char.is_ascii_digit() || " +()/-‑–\u{a0}\u{202f}".contains(char);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) =
        text[at..].find(|char: char| char.is_ascii_digit() || char == '+' || char == '(')
    {
        let start = at + next;
        let length = text[start..].find(|char| !belongs(char)).unwrap_or(text.len() - start);
        let row = text[start..start + length].trim_end_matches(|char: char| !char.is_ascii_digit());
        let groups: Vec<&str> = row
            .split(|char: char| !char.is_ascii_digit())
            .filter(|group| !group.is_empty())
            .collect();
        let digits: usize = groups.iter().map(|group| group.len()).sum();
        let dashed = row.matches('-').count() >= 3;
        let dialled = row.starts_with(['+', '(', '0']) && groups.len() >= 2;
        if digits >= 7 && (dialled || dashed) {
            found.push(start..start + row.len());
        }
        at = start + length.max(1);
    }
    found
}

/// The names in a text, each with a version behind it: "Llama 3", "GLM-4".
fn named(text: &str, names: &[&str]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for name in names.iter().filter(|name| !name.is_empty()) {
        for (start, matched) in text.match_indices(name) {
            let end = start + matched.len();
            let cut = context::is_cut(text, start) || context::is_cut(text, end);
            if !cut {
                found.push(start..end + version(&text[end..]));
            }
        }
    }
    found
}

/// The length of a version behind a name: " 2.5", "-4o"; none where a quantity follows.
fn version(rest: &str) -> usize {
    let gap = rest.chars().next().filter(|char| matches!(char, ' ' | '-' | '\u{a0}' | '‑'));
    let from = gap.map_or(0, char::len_utf8);
    let body = &rest[from..];
    let length = body
        .find(|char: char| !(char.is_ascii_alphanumeric() || char == '.'))
        .unwrap_or(body.len());
    let version = body[..length].trim_end_matches('.');
    let figures = version.bytes().take_while(u8::is_ascii_digit).count();
    let is_version = (1..=3).contains(&figures);
    let quantity = context::is_quantity_ahead(&body[version.len()..]);
    if is_version && !quantity { from + version.len() } else { 0 }
}

#[cfg(test)]
#[path = "find_tests.rs"]
mod tests;
