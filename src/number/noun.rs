//! Whether the words behind a number are the noun that a project counts, in languages that
//! decline nouns or count with measure words.
//!
//! These rules only ever refuse what is surely another noun: a form that they do not know is
//! let pass.

use super::unit::{Noun, Unit};
use crate::lang::Lang;

/// Whether words may stand for the unit's own noun in a language.
pub(super) fn fits(words: &str, unit: &Unit, lang: Lang) -> bool {
    let Some(noun) = unit.local.get(&lang) else { return true };
    match lang {
        Lang::De => declined(words, noun),
        Lang::Zh => measured(words, noun),
        Lang::En => true,
    }
}

/// In German, endings and umlauts change ("Land", "Länder", "Ländern"), words are joined
/// ("Pilotdienste"), and adjectives stand before: the stem has to stand somewhere.
fn declined(words: &str, noun: &Noun) -> bool {
    let words = folded(words);
    [&noun.one, &noun.other].into_iter().any(|form| {
        // Of a noun of several words, the last is declined and counts.
        let form = folded(form);
        let last = form.split_whitespace().next_back().unwrap_or("");
        words.contains(stem(last))
    })
}

fn folded(text: &str) -> String {
    let plain = |letter| match letter {
        'ä' => 'a',
        'ö' => 'o',
        'ü' => 'u',
        letter => letter,
    };
    text.to_lowercase().chars().map(plain).collect()
}

/// A word without an ending of declension, but with three letters at least.
fn stem(word: &str) -> &str {
    const ENDINGS: [&str; 8] = ["ern", "en", "er", "es", "em", "e", "n", "s"];
    let cut = ENDINGS.into_iter().filter_map(|ending| word.strip_suffix(ending));
    cut.filter(|stem| stem.chars().count() >= 3).min_by_key(|stem| stem.len()).unwrap_or(word)
}

/// In Chinese a measure word stands before the noun or for it ("117项", "117个服务"): one
/// character alone is let pass, and of more one has to be the noun's.
fn measured(words: &str, noun: &Noun) -> bool {
    let own: String = [noun.one.as_str(), noun.other.as_str()].concat();
    let mut characters = words.chars().filter(|character| character.is_alphabetic());
    let first = characters.next();
    characters.next().is_none()
        || first.is_some_and(|first| own.contains(first))
        || words.chars().skip(1).any(|character| own.contains(character) && character != '个')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lang: Lang, [one, other]: [&str; 2], fitting: &[&str], others: &[&str]) {
        let unit = Unit::declared("u", "u", "us").with(lang, one, other);
        for words in fitting {
            assert!(fits(words, &unit, lang), "{words}");
        }
        for words in others {
            assert!(!fits(words, &unit, lang), "{words}");
        }
    }

    #[test]
    fn german_nouns_are_known_by_their_stems() {
        check(
            Lang::De,
            ["Dienst", "Dienste"],
            &["Dienste", "Diensten", "neue KI-Dienste", "Dienstes"],
            &["Modelle", "Firmen", "Länder"],
        );
        check(
            Lang::De,
            ["Land", "Länder"],
            &["Länder", "Ländern", "Staaten und Länder"],
            &["Tage"],
        );
        check(Lang::De, ["Modell", "Modelle"], &["großen Sprachmodellen"], &["Dienste"]);
        check(Lang::De, ["Haus", "Häuser"], &["Häusern", "Hauses"], &["Hallen"]);
    }

    #[test]
    fn chinese_nouns_may_have_another_measure_word_or_none() {
        check(
            Lang::Zh,
            ["项服务", "项服务"],
            &["项", "项服务", "个服务", "款"],
            &["个模型", "款模型"],
        );
    }
}
