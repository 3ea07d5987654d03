//! What stands beside a number.

use crate::lang::Lang;
use crate::number::{
    currency,
    scan::{Cursor, is_letter},
    units, words,
};

/// Whether a place lies inside a word of letters or digits.
pub(super) fn is_cut(text: &str, at: usize) -> bool {
    let joins = |char: char| is_letter(char) || char.is_ascii_digit();
    let before = text[..at].chars().next_back();
    let behind = text[at..].chars().next();
    before.is_some_and(joins) && behind.is_some_and(joins)
}

/// The word before a place, without what opens it: "Art.", "Section", "than".
pub(super) fn word_before(text: &str) -> &str {
    let text = text.trim_end();
    let start = text
        .char_indices()
        .rev()
        .find(|(_, char)| char.is_whitespace())
        .map_or(0, |(at, char)| at + char.len_utf8());
    text[start..].trim_start_matches(['(', '[', '“', '„', '"', '«', '»', '‚', '‘'])
}

/// The words before a place, the nearest first.
pub(super) fn words_before(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .rev()
        .map(|word| word.trim_start_matches(['(', '[', '“', '„', '"', '«', '»', '‚', '‘']))
}

/// The word behind a place, without what closes it.
pub(super) fn word_behind(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    text[..end]
        .trim_end_matches(['.', ',', ';', ':', ')', ']', '”', '“', '"', '»', '«', '!', '?', '…'])
}

/// Whether a place begins a sentence: nothing stands before it, or a full stop does.
pub(super) fn begins_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(|char: char| {
        char.is_whitespace()
            || matches!(char, '(' | '[' | '“' | '„' | '"' | '*' | '_' | '–' | '—' | '-')
    });
    text.is_empty() || text.ends_with(['.', '!', '?', ':', '|', '。', '！', '？', '：'])
}

/// Whether what follows a numeral makes it a quantity: a scale, a per cent sign, a currency.
pub(super) fn is_quantity_ahead(rest: &str) -> bool {
    Lang::ALL.into_iter().any(|lang| measured(rest, lang).is_some())
}

/// The length of the scale, sign, currency or symbol of a unit that follows a numeral.
pub(super) fn measured(rest: &str, lang: Lang) -> Option<usize> {
    let mut end = Cursor::new(rest);
    let mut length = None;
    for _ in 0..3 {
        let gap = end.skip_space();
        // What stands on another line or behind a wide gap belongs to something else.
        if gap.at() - end.at() > 3 {
            break;
        }
        let gap = gap.eat_exact("-").filter(|_| lang != Lang::Zh).unwrap_or(gap);
        let scale = gap.eat_longest(words::scales(lang)).map(|(_, after)| after);
        let sign = || gap.eat_longest(words::signs(lang)).map(|(_, after)| after);
        let money = || currency::eat(gap).map(|(_, after)| after);
        let Some(after) = scale.or_else(sign).or_else(money).or_else(|| symbol(gap)) else { break };
        end = after;
        length = Some(end.at());
    }
    length
}

/// The symbol of a unit at the cursor: "km", "MW", "°C".
pub(super) fn symbol(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    let found = units::symbols().filter_map(|symbol| cursor.eat_exact(symbol));
    found.max_by_key(|after| after.at()).filter(|after| {
        // "5G" and "3D" are names, and so is any symbol with digits behind it.
        !after.rest().starts_with(|char: char| char.is_ascii_alphanumeric())
    })
}
