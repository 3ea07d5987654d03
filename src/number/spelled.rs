//! Numbers in words: "eight", "two thirds", "vierzehnfach", "一百一十七".

use std::ops::Range;

use super::{
    decimal::Decimal,
    numeral::Numeral,
    read::Form,
    scan::{Cursor, is_letter},
    words,
};
use crate::lang::Lang;

/// The number that the words at the cursor spell, without a scale behind them.
pub(super) fn spelled(cursor: Cursor<'_>, lang: Lang) -> Option<(Numeral, Cursor<'_>)> {
    let whole = || fraction(cursor, lang).or_else(|| multiple(cursor, lang));
    whole().or_else(|| ordinal(cursor, lang)).or_else(|| match lang {
        Lang::En | Lang::De => number_words(cursor, lang),
        Lang::Zh => chinese(cursor),
    })
}

/// "third", "twenty-first", "dritte": the place in an order, up to a hundred.
fn ordinal(cursor: Cursor<'_>, lang: Lang) -> Option<(Numeral, Cursor<'_>)> {
    let length = cursor.rest().find(|char| !is_letter(char) && char != '-');
    let word = cursor.rest()[..length.unwrap_or(cursor.rest().len())].to_lowercase();
    let number = match lang {
        Lang::En => english_ordinal(&word)?,
        Lang::De => {
            let stem =
                ["er", "en", "es", "em", "e"].iter().find_map(|end| word.strip_suffix(end))?;
            german_ordinal(stem)?
        }
        Lang::Zh => return None,
    };
    let after = cursor.advance(word.len());
    // A word may change its length with its case, and then it is no word of ours.
    let whole = cursor.eat_part(&word)?.at() == after.at();
    whole.then(|| (in_words(Decimal::from(number), Form::Ordinal, cursor.until(after)), after))
}

fn english_ordinal(word: &str) -> Option<i64> {
    const SMALL: [&str; 19] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ];
    let small = |word: &str| {
        let at = SMALL.iter().position(|known| *known == word)?;
        i64::try_from(at + 1).ok()
    };
    let tens = |word: &str| {
        let known = words::numbers(Lang::En).iter().find(|(known, _)| *known == word);
        known.map(|(_, number)| *number).filter(|number| *number >= 20 && number % 10 == 0)
    };
    if let Some((left, right)) = word.split_once('-') {
        return Some(tens(left)? + small(right).filter(|ones| *ones < 10)?);
    }
    let round = || tens(&format!("{}y", word.strip_suffix("ieth")?));
    small(word).or_else(round).or_else(|| (word == "hundredth").then_some(100))
}

fn german_ordinal(stem: &str) -> Option<i64> {
    match stem {
        "erst" => Some(1),
        "dritt" => Some(3),
        "siebt" => Some(7),
        "acht" => Some(8),
        _ => {
            let twenties =
                stem.strip_suffix("st").and_then(compound).filter(|number| *number >= 20);
            let teens = || stem.strip_suffix('t').and_then(compound).filter(|number| *number < 20);
            twenties.or_else(teens)
        }
    }
}

/// The end of an ordinal in digits: "3rd", "3." before a word or at the end.
pub(super) fn ordinal_end(after: Cursor<'_>, lang: Lang) -> Option<Cursor<'_>> {
    match lang {
        Lang::En => ["st", "nd", "rd", "th"].iter().find_map(|end| after.eat_exact(end)),
        Lang::De => {
            let end = after.eat_exact(".")?;
            let rest = end.rest();
            (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some(end)
        }
        Lang::Zh => None,
    }
}

/// "half", "two thirds", "三分之一".
fn fraction(cursor: Cursor<'_>, lang: Lang) -> Option<(Numeral, Cursor<'_>)> {
    let ((numerator, denominator), after) = match lang {
        Lang::Zh => {
            cursor.eat_longest(words::fractions(lang)).or_else(|| chinese_fraction(cursor))?
        }
        _ => cursor.eat_longest(words::fractions(lang))?,
    };
    let value = Decimal::from(numerator).checked_div(&Decimal::from(denominator))?;
    Some((in_words(value, Form::Fraction, cursor.until(after)), after))
}

fn chinese_fraction(cursor: Cursor<'_>) -> Option<((i64, i64), Cursor<'_>)> {
    let (denominator, after) = chinese_number(cursor)?;
    let (numerator, after) = chinese_number(after.eat("分之")?)?;
    Some(((numerator, denominator), after))
}

/// "twice", "doppelt".
fn multiple(cursor: Cursor<'_>, lang: Lang) -> Option<(Numeral, Cursor<'_>)> {
    let (number, after) = cursor.eat_longest(words::multiples(lang))?;
    let number = in_words(Decimal::from(number), Form::Words, cursor.until(after));
    Some((Numeral { is_multiple: true, ..number }, after))
}

/// "eight", "twenty-one", "one hundred and seventeen", and the number of "fourteenfold".
fn number_words(cursor: Cursor<'_>, lang: Lang) -> Option<(Numeral, Cursor<'_>)> {
    let (first, mut after) = number_word(cursor, lang)?;
    let mut total = first;

    // "twenty-one", then "one hundred and seventeen".
    if lang == Lang::En {
        (total, after) = tens_and_ones(total, after);
        if let Some(hundred) = after.skip_space().eat("hundred") {
            (total, after) = (total * 100, hundred);
        }
        let gap = after.skip_space();
        let rest = gap.eat("and").unwrap_or(gap).skip_space();
        if let Some((more, end)) =
            number_word(rest, lang).filter(|_| total >= 100 && total % 100 == 0)
        {
            let (more, end) = tens_and_ones(more, end);
            (total, after) = (total + more, end);
        }
    }

    let number = in_words(Decimal::from(total), Form::Words, cursor.until(after));
    Some(and_a_half(number, cursor, after, lang))
}

/// "three and a half".
fn and_a_half<'a>(
    number: Numeral,
    cursor: Cursor<'a>,
    after: Cursor<'a>,
    lang: Lang,
) -> (Numeral, Cursor<'a>) {
    let half = after.skip_space().eat("and a half").filter(|_| lang == Lang::En);
    let Some(half) = half else {
        return (number, after);
    };
    let value = &number.value + &Decimal::from(5).shifted(-1);
    (Numeral { value, decimals: 1, digits: cursor.until(half), ..number }, half)
}

fn tens_and_ones(tens: i64, after: Cursor<'_>) -> (i64, Cursor<'_>) {
    if !(20..100).contains(&tens) || tens % 10 != 0 {
        return (tens, after);
    }
    let ones = after.eat("-").unwrap_or(after.skip_space());
    match number_word(ones, Lang::En) {
        Some((more @ 1..=9, end)) => (tens + more, end),
        _ => (tens, after),
    }
}

/// One number word; "a" and "an" count before a scale only, as in "a million".
fn number_word(cursor: Cursor<'_>, lang: Lang) -> Option<(i64, Cursor<'_>)> {
    let whole = cursor.eat_longest(words::numbers(lang));
    let article = || {
        let after = cursor.eat("a").filter(|_| lang == Lang::En)?;
        after.skip_space().eat_longest(words::scales(lang)).map(|_| (1, after))
    };
    whole
        .or_else(article)
        .or_else(|| word_with_fold(cursor, lang))
        .or_else(|| if lang == Lang::De { german_compound(cursor) } else { None })
}

/// The number word in front of "fold" or "fach", written as one word.
fn word_with_fold(cursor: Cursor<'_>, lang: Lang) -> Option<(i64, Cursor<'_>)> {
    words::numbers(lang).iter().find_map(|(word, number)| {
        let after = cursor.eat_part(word)?;
        let ends = ["fold", "fach", "fache", "fachen"].iter().any(|end| after.eat(end).is_some());
        ends.then_some((*number, after))
    })
}

/// A German number in one word: "einundzwanzig", "zweihundert".
fn german_compound(cursor: Cursor<'_>) -> Option<(i64, Cursor<'_>)> {
    let rest = cursor.rest();
    let length = rest.find(|char| !is_letter(char)).unwrap_or(rest.len());
    let number = compound(&rest[..length].to_lowercase())?;
    Some((number, cursor.advance(length)))
}

/// Hundreds before tens: the "und" inside "hundert" joins nothing.
fn compound(word: &str) -> Option<i64> {
    // No German number below a thousand comes near this length.
    if word.len() > 40 {
        return None;
    }
    let simple = |word: &str| {
        let known = words::numbers(Lang::De).iter().find(|(known, _)| *known == word);
        known.map(|(_, number)| *number)
    };
    if let Some((hundreds, rest)) = word.split_once("hundert") {
        let hundreds = if hundreds.is_empty() { 1 } else { simple(hundreds)? };
        let rest = if rest.is_empty() { 0 } else { compound(rest)? };
        return ((1..=9).contains(&hundreds) && rest < 100).then_some(hundreds * 100 + rest);
    }
    let Some((ones, tens)) = word.split_once("und") else {
        return simple(word);
    };
    let (ones, tens) = (simple(ones)?, simple(tens)?);
    ((1..=9).contains(&ones) && (20..=90).contains(&tens)).then_some(tens + ones)
}

/// Chinese numerals up to 9,999; 万 and 亿 behind them are scales.
fn chinese(cursor: Cursor<'_>) -> Option<(Numeral, Cursor<'_>)> {
    let (number, after) = chinese_number(cursor)?;
    Some((in_words(Decimal::from(number), Form::Words, cursor.until(after)), after))
}

fn chinese_number(cursor: Cursor<'_>) -> Option<(i64, Cursor<'_>)> {
    let (mut total, mut pending, mut length) = (0, None, 0);
    for char in cursor.rest().chars() {
        match (chinese_digit(char), chinese_unit(char)) {
            (Some(digit), _) if pending.is_none_or(|pending| pending == 0) => pending = Some(digit),
            (_, Some(unit)) => {
                total += pending.take().filter(|digit| *digit > 0).unwrap_or(1) * unit;
            }
            _ => break,
        }
        length += char.len_utf8();
    }
    // A numeral is short: anything longer is a row of digits and not a quantity.
    let short = length > 0 && length <= 3 * 9;
    short.then(|| (total + pending.unwrap_or(0), cursor.advance(length)))
}

fn chinese_digit(char: char) -> Option<i64> {
    let index = match char {
        '〇' => Some(0),
        '两' | '兩' => Some(2),
        _ => "零一二三四五六七八九".chars().position(|known| known == char),
    };
    index.and_then(|index| i64::try_from(index).ok())
}

fn chinese_unit(char: char) -> Option<i64> {
    match char {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

fn in_words(value: Decimal, form: Form, digits: Range<usize>) -> Numeral {
    // Two decimals: "a third" stands for 33 of a hundred, and nobody means more by it.
    let decimals = if form == Form::Fraction { 2 } else { 0 };
    Numeral { value, decimals, form, digits, scale: 0, is_multiple: false }
}
