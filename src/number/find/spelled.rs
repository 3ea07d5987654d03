//! Numbers in words, in English and German.

use std::ops::Range;

use super::{
    Found, Written,
    context::{measured, word_before, word_behind, words_before},
    lists,
};
use crate::lang::Lang;
use crate::number::{
    Decimal, numeral,
    scan::{Cursor, is_letter},
    words,
};

/// Words of multiplication: their stems, behind which inflection may follow.
#[rustfmt::skip]
fn multiplying(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &[
            "doubled", "doubling", "doubles", "tripled", "tripling", "triples", "trebled", "trebling", "quadrupled", "quadrupling",
            "quintupled", "halved", "halving", "halves", "twofold", "threefold", "fourfold", "fivefold", "sixfold", "sevenfold", "eightfold",
            "ninefold", "tenfold", "twentyfold", "fiftyfold", "hundredfold",
        ],
        Lang::De => &[
            "verdoppel", "halbiert", "halbieren", "halbierung", "verdreifach", "vervierfach", "verfünffach", "versechsfach", "versiebenfach", "verachtfach", "verneunfach",
            "verzehnfach", "verzwanzigfach", "verhundertfach", "verdopplung",
        ],
        Lang::Zh => &[],
    }
}

/// What looks like a number and is none, whole: the words before and behind decide.
#[rustfmt::skip]
fn idioms(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &[
            "fifty-fifty", "nine-to-five", "on all fours", "at sixes and sevens", "second to none", "two-thirds majority rule", "in two minds",
            "ten to one", "power of ten", "powers of ten", "think twice", "thinks twice", "thinking twice", "thought twice", "once or twice", "two and two", "two sides of", "put two", "doubled down", "doubling down",
            "doubles down", "double down", "doubled as", "doubles as", "doubling as", "doubled back", "double as", "half past", "half way", "half a dozen", "half the battle", "one or two", "two or three", "a thousand and one", "catch-twenty-two", "twenty-four seven", "forty winks",
        ],
        Lang::De => &[
            "unter vier augen", "eins zu eins", "in acht", "außer acht", "acht geben", "acht gibt", "acht zu geben", "auf allen vieren", "im siebten",
            "ein oder zwei", "zwei oder drei", "zum einen", "fünf vor zwölf", "null und nichtig", "fifty-fifty", "acht nehmen", "zwischen zwei stühlen", "auf zwei beinen",
        ],
        Lang::Zh => &[],
    }
}

/// The numbers in words of a text.
pub(super) fn found(text: &str, lang: Lang) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_letter).map(|next| at + next) {
        let length =
            text[start..].find(|char: char| !is_letter(char)).unwrap_or(text.len() - start);
        let end = start + length;
        // "100-fold" and "3rd" begin with their digits.
        let cut = text[..start].ends_with(|char: char| char.is_ascii_digit());
        let number = if cut { None } else { word(text, start..end, lang) };
        at = match number {
            Some(Word::Figure(range)) => {
                let end = range.end;
                found.push(Found { at: range, written: Written::Words });
                end
            }
            Some(Word::Other(until)) => until.max(end),
            None => end,
        };
    }
    found
}

/// What a word begins.
enum Word {
    /// A figure.
    Figure(Range<usize>),
    /// A number that is none, up to a place.
    Other(usize),
}

fn word(text: &str, at: Range<usize>, lang: Lang) -> Option<Word> {
    let lower = text[at.clone()].to_lowercase();
    if let Some(end) = idiom(text, at.start, lang) {
        return Some(Word::Other(end));
    }
    let multiplied = match lang {
        Lang::De => multiplying(lang).iter().any(|stem| lower.starts_with(stem)),
        _ => multiplying(lang).contains(&lower.as_str()),
    };
    if multiplied {
        return Some(Word::Figure(at));
    }
    // Most words are no numbers: what follows is dear.
    if lang == Lang::En && matches!(lower.as_str(), "twice" | "thrice") {
        // Of occasions it is no figure: "they voted twice".
        const FOLLOWS: &[&str] =
            &["as", "the", "that", "what", "its", "their", "more", "larger", "higher"];
        let next = word_behind(&text[at.end..]).to_lowercase();
        return FOLLOWS.contains(&next.as_str()).then_some(Word::Figure(at));
    }
    if !may_begin_number(&lower, lang) {
        return None;
    }
    let cursor = Cursor::new(text).advance(at.start);
    if let Some(part) = part(text, &at, &lower, lang) {
        return Some(part);
    }
    let (number, after) = numeral::numeral(cursor, lang).ok().flatten()?;
    let end = after.at();
    if number.form == crate::number::Form::Ordinal {
        return Some(Word::Other(end));
    }
    let whole = number.value.to_string();
    let trivial = matches!(whole.as_str(), "0" | "1") && number.scale == 0;
    if trivial {
        return Some(Word::Other(end));
    }
    let fraction = number.form == crate::number::Form::Fraction;
    if fraction && !is_share(text, &at, end, &lower, lang) {
        return Some(Word::Other(end));
    }
    if number.is_multiple && !is_multiple(text, &at, end, lang) {
        return Some(Word::Other(end));
    }
    if !fraction && !number.is_multiple && is_spoken_of(text, &at, end, &lower, &number.value, lang)
    {
        return Some(Word::Other(end));
    }
    let more = measured(&text[end..], lang).unwrap_or(0);
    Some(Word::Figure(at.start..end + more))
}

/// Whether a word may begin a number: a quick look before the dear one.
fn may_begin_number(lower: &str, lang: Lang) -> bool {
    let simple = words::numbers(lang).iter().any(|(word, _)| *word == lower);
    match lang {
        Lang::En => {
            simple
                || matches!(
                    lower,
                    "a" | "an"
                        | "half"
                        | "double"
                        | "triple"
                        | "at"
                        | "on"
                        | "in"
                        | "second"
                        | "catch"
                )
        }
        _ => {
            simple
                || [
                    "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
                    "elf", "zwölf", "und", "hundert", "zwanzig", "ßig", "zig",
                ]
                .iter()
                .any(|stem| lower.contains(stem))
                || matches!(
                    lower,
                    "hälfte"
                        | "halbe"
                        | "halb"
                        | "doppelt"
                        | "doppelte"
                        | "doppelten"
                        | "das"
                        | "dem"
                        | "drittel"
                        | "viertel"
                        | "unter"
                        | "auf"
                        | "in"
                        | "außer"
                        | "im"
                        | "zum"
                        | "ein"
                        | "eins"
                )
        }
    }
}

fn idiom(text: &str, start: usize, lang: Lang) -> Option<usize> {
    let cursor = Cursor::new(text).advance(start);
    idioms(lang).iter().find_map(|idiom| cursor.eat(idiom)).map(Cursor::at)
}

/// Forms that only one language has.
fn part(text: &str, at: &Range<usize>, lower: &str, lang: Lang) -> Option<Word> {
    let behind = &text[at.end..];
    match (lang, lower) {
        (Lang::De, "zweier" | "dreier" | "dreien" | "zweien") => Some(Word::Figure(at.clone())),
        (Lang::De, "sieben")
            if text[at.clone()].starts_with('s') && behind.trim_start().is_empty() =>
        {
            None
        }
        (Lang::De, "sieben")
            if ["wir", "sie", "zu"]
                .contains(&word_before(&text[..at.start]).to_lowercase().as_str()) =>
        {
            Some(Word::Other(at.end))
        }
        (Lang::De, "doppelt") => {
            let so = word_behind(behind).to_lowercase();
            let counts = ["so", "oder"].contains(&so.as_str());
            Some(if counts { Word::Figure(at.clone()) } else { Word::Other(at.end) })
        }
        (Lang::De, "doppelte" | "doppelten") => {
            let noun = text[at.clone()].starts_with('D');
            Some(if noun { Word::Figure(at.clone()) } else { Word::Other(at.end) })
        }
        (Lang::De, "drittel" | "viertel") | (Lang::En, "second") => Some(Word::Other(at.end)),
        _ if lang == Lang::De => {
            // "zehnmal so viel"
            if let Some(stem) = lower.strip_suffix("mal") {
                let known = words::numbers(Lang::De).iter().any(|(word, _)| *word == stem);
                let so = word_behind(behind).to_lowercase() == "so";
                return known.then(
                    || {
                        if so { Word::Figure(at.clone()) } else { Word::Other(at.end) }
                    },
                );
            }
            // "ein siebenköpfiges Gremium"
            if let Some((stem, _)) = lower.split_once("köpfig") {
                let known = words::numbers(Lang::De).iter().any(|(word, _)| *word == stem);
                return known.then(|| Word::Figure(at.clone()));
            }
            // "das Dreifache", "um ein Zehnfaches"
            let stem = lower
                .strip_suffix("fache")
                .or_else(|| lower.strip_suffix("faches"))
                .or_else(|| lower.strip_suffix("fachen"))
                .or_else(|| lower.strip_suffix("fach"))?;
            let known =
                words::numbers(Lang::De).iter().any(|(word, number)| *word == stem && *number > 1);
            known.then(|| Word::Figure(at.clone()))
        }
        _ => None,
    }
}

/// What goes on from a share: "a third more".
const FOLLOWING_SHARES: &[&str] = &[
    "more", "less", "fewer", "higher", "lower", "larger", "smaller", "below", "above", "cheaper",
    "compared", "between", "within",
];

/// Whether a fraction is a share of something, and not a time or an ordinal.
fn is_share(text: &str, at: &Range<usize>, end: usize, lower: &str, lang: Lang) -> bool {
    let behind = &text[end..];
    let before = word_before(&text[..at.start]).to_lowercase();
    let next = word_behind(behind).to_lowercase();
    match lang {
        Lang::En => {
            let share = text[at.start..end].to_lowercase();
            let dashed = behind.strip_prefix(['-', '‑']);
            let points = dashed.is_some_and(|rest| lists::COUNTED_EN.contains(&joined_word(rest)));
            if points {
                return true;
            }
            if share.starts_with("half") || share.ends_with("half") {
                return dashed.is_none() && is_half(&text[..at.start], &share, &next, &before);
            }
            if lower != "a" && lower != "an" {
                return dashed.is_none() || next.contains("majority");
            }
            // "a third" may be the third of several, "a quarter" three months.
            dashed.is_none()
                && (ends(behind)
                    || FOLLOWING_SHARES.contains(&next.as_str())
                    || lists::FUNCTION_WORDS.contains(&next.as_str()))
        }
        _ => {
            let ordinal = [
                "ersten",
                "zweiten",
                "erste",
                "zweite",
                "letzten",
                "anderen",
                "nördlichen",
                "südlichen",
            ];
            let halved = ["halbe", "halb", "eine halbe", "ein halb"]
                .contains(&text[at.start..end].to_lowercase().as_str());
            let time = lists::times(lang).contains(&next.as_str());
            let counted = next.starts_with("mill") || next.starts_with("prozent");
            !ordinal.contains(&before.as_str()) && !time && (!halved || counted)
        }
    }
}

/// Whether a text ends or a mark follows.
fn ends(behind: &str) -> bool {
    behind.trim_start().is_empty() || !behind.starts_with(char::is_whitespace)
}

/// Whether "half" is a share: not the first half of a year, and not half an hour.
fn is_half(before_text: &str, share: &str, next: &str, before: &str) -> bool {
    #[rustfmt::skip]
    const TIME: &[&str] = &[
        "first", "second", "latter", "other", "better", "early", "top", "bottom", "northern", "southern", "eastern", "western", "this", "last", "next", "previous", "final",
    ];
    const VAGUE: &[&str] = &["an", "hearted", "way", "time", "dozen", "past", "measures"];
    const COUNTED: &[&str] =
        &["million", "billion", "trillion", "per", "point", "percent", "degree"];
    let article = share == "half a" && !next.starts_with("percentage") && !COUNTED.contains(&next);
    let joined = before_text.ends_with(['-', '‑']);
    !joined
        && !TIME.contains(&before)
        && !VAGUE.contains(&next)
        && !article
        && !lists::times(Lang::En).contains(&next)
}

/// Whether "double" is a number of times and not a kind of thing.
fn is_multiple(text: &str, at: &Range<usize>, end: usize, lang: Lang) -> bool {
    if lang != Lang::En {
        return true;
    }
    let behind = &text[end..];
    let next = word_behind(behind).to_lowercase();
    let before = word_before(&text[..at.start]).to_lowercase();
    let verb = [
        "to", "will", "would", "could", "may", "might", "can", "than", "nearly", "almost", "about",
        "roughly",
    ]
    .contains(&before.as_str());
    !behind.starts_with(['-', '‑'])
        && (["the", "that", "its", "what", "as", "those", "their", "this", "in", "by", "from"]
            .contains(&next.as_str())
            || next.is_empty()
            || verb
                && !["taxation", "standards", "standard", "down", "check", "counting"]
                    .contains(&next.as_str()))
}

/// Whether a number in words counts time, joins a compound, or names things already known.
fn is_spoken_of(
    text: &str,
    at: &Range<usize>,
    end: usize,
    lower: &str,
    number: &Decimal,
    lang: Lang,
) -> bool {
    let behind = &text[end..];
    let before_text = &text[..at.start];
    let before = word_before(before_text).to_lowercase();
    let next_word = word_behind(behind);
    let next = next_word.to_lowercase();
    let times = lists::times(lang);
    let dashed = behind.strip_prefix(['-', '‑', '–']);
    let compound = dashed.is_some_and(|rest| {
        rest.starts_with(char::is_alphabetic) && !lists::COUNTED_EN.contains(&joined_word(rest))
    });
    let tail = before_text.strip_suffix(['-', '‑', '.']);
    if compound || tail.is_some_and(|text| text.ends_with(is_letter)) {
        return true;
    }
    if times.contains(&next.trim_end_matches('.')) {
        return lang != Lang::En
            || next != "times"
            || ![
                "as", "the", "that", "more", "higher", "larger", "what", "its", "faster", "bigger",
                "greater",
            ]
            .contains(&second_word(behind).as_str());
    }
    // "two consecutive quarters", "drei aufeinanderfolgende Jahre", "zehn weitere Tage"
    if next.starts_with(|char: char| char.is_lowercase())
        && times.contains(&second_word(behind).trim_end_matches('.'))
    {
        return true;
    }
    if lists::parts(lang).contains(&before.as_str()) {
        return true;
    }
    if lang == Lang::De && before == "halb" {
        return true;
    }
    // "the nineteen members" says how many there are; "the two" points to them.
    if *number > Decimal::from(12) {
        return false;
    }
    let definite =
        lists::definite(lang).contains(&before.as_str()) && measured(behind, lang).is_none();
    if !definite {
        return lang == Lang::De
            && lower == "sieben"
            && text[at.clone()].starts_with('s')
            && before.is_empty();
    }
    // "two of the five members", "zwei der fünf": there the five is a count.
    let mut earlier = words_before(before_text).skip(1);
    let part = match (lang, before.as_str()) {
        (Lang::En, "the") => {
            earlier.next() == Some("of") && earlier.next().is_some_and(|word| is_count(word, lang))
        }
        (Lang::De, "der" | "den") => match earlier.next() {
            Some("von") => earlier.next().is_some_and(|word| is_count(word, lang)),
            Some(word) => is_count(word, lang),
            None => false,
        },
        _ => false,
    };
    !part
}

/// The letters that a text begins with.
fn joined_word(text: &str) -> &str {
    &text[..text.find(|char| !is_letter(char)).unwrap_or(text.len())]
}

/// The word behind the next one.
fn second_word(behind: &str) -> String {
    let behind = behind.trim_start();
    let rest = behind.find(char::is_whitespace).map_or("", |at| &behind[at..]);
    word_behind(rest).to_lowercase()
}

/// Whether a word counts a part of something.
fn is_count(word: &str, lang: Lang) -> bool {
    let lower = word.to_lowercase();
    let digits = lower.chars().any(|char| char.is_ascii_digit()) || lower.contains(super::MASK);
    let number = words::numbers(lang).iter().any(|(known, number)| *known == lower && *number > 0);
    digits
        || number
        || lists::PARTS_EN.contains(&lower.as_str())
        || ["eines", "viele", "einige"].contains(&lower.as_str())
}
