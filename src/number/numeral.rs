//! The numeral itself: digits with their marks, or words, and the scale behind them.

use std::ops::Range;

use super::{
    decimal::Decimal,
    read::{Form, ReadError},
    scan::Cursor,
    spelled, words,
};
use crate::lang::Lang;

/// A numeral as it stands in the text.
#[derive(Clone, Debug)]
pub(super) struct Numeral {
    /// The value with its scale.
    pub(super) value: Decimal,
    /// The place of the last digit written.
    pub(super) decimals: i32,
    /// How it is written.
    pub(super) form: Form,
    /// The bytes of the digits or words, without the scale.
    pub(super) digits: Range<usize>,
    /// The power of ten that the scale stands for.
    pub(super) scale: i32,
    /// The text says by itself that it is a number of times, as "twice" does.
    pub(super) is_multiple: bool,
}

/// The most characters of digits and marks that are taken for a number.
const LONGEST: usize = 1000;

/// The numeral at the cursor, and the place behind its scale. Nothing, if there is none.
pub(super) fn numeral(
    cursor: Cursor<'_>,
    lang: Lang,
) -> Result<Option<(Numeral, Cursor<'_>)>, ReadError> {
    if let Some(behind) = cursor.eat("第").filter(|_| lang == Lang::Zh) {
        let number = simple(behind.skip_space(), lang)?;
        let at = |after: Cursor<'_>| cursor.until(after);
        return Ok(number.map(|(number, after)| (ordinal(number, at(after)), after)));
    }
    let Some((number, after)) = simple(cursor, lang)? else { return Ok(None) };
    if let Some(end) = spelled::ordinal_end(after, lang).filter(|_| is_count(&number)) {
        let at = cursor.until(end);
        return Ok(Some((ordinal(number, at), end)));
    }
    Ok(Some(compound(number, after, cursor, lang)))
}

/// A numeral with one scale.
fn simple(cursor: Cursor<'_>, lang: Lang) -> Result<Option<(Numeral, Cursor<'_>)>, ReadError> {
    if let Some((number, after)) = digits(cursor, lang)? {
        let (number, after) = exponent(number, after);
        return Ok(Some(scale(number, after, lang)));
    }
    let words = spelled::spelled(cursor, lang);
    Ok(words.map(|(number, after)| scale(number, after, lang)))
}

/// Whether a numeral is a plain whole number in digits.
fn is_count(number: &Numeral) -> bool {
    number.form == Form::Digits { fraction: false } && number.scale == 0
}

fn ordinal(number: Numeral, digits: Range<usize>) -> Numeral {
    Numeral { form: Form::Ordinal, digits, ..number }
}

/// A smaller number behind a scale belongs to the same: "三万五千", "two thousand five hundred".
fn compound<'a>(
    number: Numeral,
    after: Cursor<'a>,
    start: Cursor<'a>,
    lang: Lang,
) -> (Numeral, Cursor<'a>) {
    let (mut number, mut after) = (number, after);
    for _ in 0..4 {
        let goes_on = match lang {
            Lang::Zh => after.eat("零").unwrap_or(after),
            Lang::En => {
                let gap = after.skip_space();
                gap.eat("and").unwrap_or(gap).skip_space()
            }
            Lang::De => break,
        };
        let in_words = number.form == Form::Words;
        if number.scale <= 0 || number.is_multiple || lang == Lang::En && !in_words {
            break;
        }
        let Some((next, end)) = simple(goes_on, lang).ok().flatten() else { break };
        let alike = next.form == number.form && !next.is_multiple;
        let below = next.value < Decimal::from(1).shifted(number.scale);
        if !alike || !below || !next.value.is_integer() || next.value.is_zero() {
            break;
        }
        let value = &number.value + &next.value;
        let digits = start.until(end);
        (number, after) = (Numeral { value, digits, ..next }, end);
    }
    (number, after)
}

/// Digits with the language's marks.
fn digits(cursor: Cursor<'_>, lang: Lang) -> Result<Option<(Numeral, Cursor<'_>)>, ReadError> {
    let run = run_of_digits(cursor.rest());
    if run.is_empty() {
        return Ok(None);
    }
    let after = cursor.advance(run.len());
    let at = cursor.until(after);

    let plain = match plain(run, lang) {
        Some(plain) => plain,
        None if run.len() > LONGEST || plain_elsewhere(run, lang).is_none() => {
            return Err(ReadError::Malformed { at });
        }
        None => return Err(ReadError::WrongLocale { at }),
    };
    let value = Decimal::parse(&plain).ok_or(ReadError::Malformed { at: at.clone() })?;
    let decimals = super::decimal::written_decimals(&plain);
    let form = Form::Digits { fraction: plain.contains('.') };
    let number = Numeral { value, decimals, form, digits: at, scale: 0, is_multiple: false };
    Ok(Some((number, after)))
}

/// The digits at the start of a text, with every mark that stands before another digit.
pub(super) fn run_of_digits(text: &str) -> &str {
    let mut end = 0;
    for (index, char) in text.char_indices() {
        match char {
            _ if digit(char).is_some() => end = index + char.len_utf8(),
            _ if is_mark(char) && end == index => {}
            ' ' if end == index && is_spaced_group(text, index) => {}
            _ => break,
        }
    }
    let run = &text[..end];
    // ".5" is a number, ",5" the end of a clause.
    let starts_well = run.starts_with('.') || run.chars().next().and_then(digit).is_some();
    if starts_well { run } else { "" }
}

/// Whether a plain space parts thousands, "1 234": three digits follow, and one to three stand
/// before.
fn is_spaced_group(text: &str, space: usize) -> bool {
    let is_digit = |char: char| char.is_ascii_digit();
    let before = &text[..space];
    let leading = before.len() - before.trim_end_matches(is_digit).len();
    let behind = &text[space + 1..];
    let following = behind.len() - behind.trim_start_matches(is_digit).len();
    let spaced = before.len() == leading && leading <= 3 || leading == 3 && before.contains(' ');
    spaced && following == 3
}

/// A figure from 0 to 9, also in the full width of Chinese type.
pub(super) fn digit(char: char) -> Option<char> {
    let ascii = match char {
        '０'..='９' => char::from_u32(u32::from(char) - u32::from('０') + u32::from('0'))?,
        _ => char,
    };
    ascii.is_ascii_digit().then_some(ascii)
}

fn is_mark(char: char) -> bool {
    matches!(char, '.' | ',') || char != ' ' && is_neutral_mark(char)
}

/// Marks between thousands that no language uses for decimals: narrow spaces, apostrophes.
fn is_neutral_mark(char: char) -> bool {
    matches!(char, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '’')
}

/// The number of a run in plain notation, if the run is well formed in the language.
pub(super) fn plain(run: &str, lang: Lang) -> Option<String> {
    match lang {
        Lang::En | Lang::Zh => plain_with(run, '.', ','),
        Lang::De => plain_with(run, ',', '.'),
    }
}

/// The number of a run in plain notation, if it is well formed with the marks swapped.
pub(super) fn plain_elsewhere(run: &str, lang: Lang) -> Option<String> {
    match lang {
        Lang::En | Lang::Zh => plain_with(run, ',', '.'),
        Lang::De => plain_with(run, '.', ','),
    }
}

fn plain_with(run: &str, decimal: char, group: char) -> Option<String> {
    if run.len() > LONGEST {
        return None;
    }
    let (whole, fraction) = match run.split_once(decimal) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (run, None),
    };
    let mark = whole.chars().find(|char| digit(*char).is_none());
    if mark.is_some_and(|mark| mark != group && !is_neutral_mark(mark)) {
        return None;
    }

    let groups: Vec<&str> = mark.map_or(vec![whole], |mark| whole.split(mark).collect());
    let lengths: Vec<usize> = groups.iter().map(|group| group.chars().count()).collect();
    let grouped_well = lengths.len() == 1
        || ((1..=3).contains(&lengths[0]) && lengths[1..].iter().all(|length| *length == 3));
    if !grouped_well {
        return None;
    }

    let figures = |part: &str| part.chars().map(digit).collect::<Option<String>>();
    let whole = groups.iter().map(|group| figures(group)).collect::<Option<String>>()?;
    let whole = if whole.is_empty() { "0" } else { &whole };
    match fraction {
        Some(fraction) => Some(format!("{whole}.{}", figures(fraction)?)),
        None => Some(whole.to_owned()),
    }
}

/// The power of ten of `3e25`, `3 × 10^25` and `3 × 10²⁵`.
fn exponent(number: Numeral, after: Cursor<'_>) -> (Numeral, Cursor<'_>) {
    match short_exponent(after).or_else(|| power_of_ten(after)) {
        Some((exponent, after)) => (scaled(number, exponent), after),
        None => (number, after),
    }
}

fn short_exponent(cursor: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    let after = cursor.rest().strip_prefix(['e', 'E']).map(|_| cursor.advance(1))?;
    signed_figures(after)
}

fn power_of_ten(cursor: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    let cross = cursor.skip_space();
    let sign = cross.peek().filter(|char| matches!(char, '×' | 'x' | '·' | '*'))?;
    let ten = cross.advance(sign.len_utf8()).skip_space();
    let power = ten.rest().strip_prefix("10").map(|_| ten.advance(2))?;
    match power.rest().strip_prefix('^') {
        Some(_) => signed_figures(power.advance(1)),
        None => superscript(power),
    }
}

fn signed_figures(cursor: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    let text = cursor.rest();
    let sign = text.chars().next().filter(|char| matches!(char, '-' | '+' | '−'));
    let start = sign.map_or(0, char::len_utf8);
    let figures = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    let exponent: i32 = text[start..start + figures].parse().ok().filter(|size| *size <= 400)?;
    let negative = matches!(sign, Some('-' | '−'));
    Some((if negative { -exponent } else { exponent }, cursor.advance(start + figures)))
}

fn superscript(cursor: Cursor<'_>) -> Option<(i32, Cursor<'_>)> {
    let plain = |char: char| match char {
        '⁻' => Some('-'),
        _ => "⁰¹²³⁴⁵⁶⁷⁸⁹"
            .chars()
            .position(|raised| raised == char)
            .and_then(|index| char::from_digit(u32::try_from(index).ok()?, 10)),
    };
    let raised: String = cursor.rest().chars().take_while(|char| plain(*char).is_some()).collect();
    let figures: String = raised.chars().filter_map(plain).collect();
    let exponent: i32 = figures.parse().ok().filter(|size: &i32| size.abs() <= 400)?;
    Some((exponent, cursor.advance(raised.len())))
}

/// The words for powers of ten behind a numeral: "million", "hundred thousand", "万".
pub(super) fn scale(number: Numeral, after: Cursor<'_>, lang: Lang) -> (Numeral, Cursor<'_>) {
    let attached = matches!(number.form, Form::Digits { .. })
        .then(|| after.eat_longest(words::SCALES_ATTACHED))
        .flatten()
        .filter(|_| lang != Lang::De);
    if let Some((exponent, after)) = attached {
        return (scaled(number, exponent), after);
    }

    // Two words at most: "hundred million", "千万".
    let (mut number, mut after) = (number, after);
    for _ in 0..2 {
        let gap = after.skip_space();
        let word = gap.eat("-").unwrap_or(gap);
        let Some((exponent, end)) = word.eat_longest(words::scales(lang)) else {
            break;
        };
        (number, after) = (scaled(number, exponent), end);
    }
    (number, after)
}

/// The number times a power of ten, its last place moved along.
pub(super) fn scaled(number: Numeral, exponent: i32) -> Numeral {
    let form = if number.form == Form::Fraction { Form::Words } else { number.form };
    let decimals =
        if number.form == Form::Fraction { number.value.last_place() } else { number.decimals };
    Numeral {
        value: number.value.shifted(exponent),
        decimals: decimals - exponent,
        scale: number.scale + exponent,
        form,
        ..number
    }
}
