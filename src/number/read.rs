//! What an author wrote: one number with its hedge and its unit.

use std::ops::Range;

use super::{
    currency,
    decimal::Decimal,
    numeral::{self, Numeral},
    scan::{Cursor, is_letter},
    words::{self, Sign},
};
use crate::lang::Lang;

/// A number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What the words around the number say about it.
    pub hedge: Hedge,
    /// The value, its scale applied: 800000000 for "US$800 million".
    pub value: Decimal,
    /// The place of the last digit written: -6 for "US$800 million", 1 for "117.0".
    pub decimals: i32,
    /// How the number is written.
    pub form: Form,
    /// The upper end, when the text gives a range: 30 of "20–30".
    pub upper: Option<End>,
    /// The power of ten of the scale: 6 for "million".
    pub scale: i32,
    /// The unit that stands beside the number.
    pub unit: UnitSeen,
    /// The bytes of the number and its scale, which a problem points at.
    pub numeral: Range<usize>,
    /// The bytes of the digits or number words alone, without the scale.
    pub digits: Range<usize>,
    /// The bytes from the hedge to the unit.
    pub said: Range<usize>,
    /// The bytes of the words that follow; empty when there are none.
    pub words: Range<usize>,
}

/// The upper end of a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// The value, its scale applied.
    pub value: Decimal,
    /// The place of the last digit written.
    pub decimals: i32,
    /// How it is written.
    pub form: Form,
}

/// What the words around a number say about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hedge {
    /// Nothing: the number is given as it is.
    #[default]
    None,
    /// "about", "rund", "约".
    About,
    /// "more than", "über", "超过".
    MoreThan,
    /// "at least", "mindestens", "至少".
    AtLeast,
    /// "fewer than", "unter", "不到".
    LessThan,
    /// "at most", "bis zu", "至多".
    AtMost,
    /// "nearly", "fast", "近": a little less.
    Nearly,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// In digits, with or without a decimal mark.
    Digits {
        /// A decimal mark is there, so that zeros behind it claim precision.
        fraction: bool,
    },
    /// In number words: "eight".
    Words,
    /// As a fraction in words, "a third", which is less exact than its digits would be.
    Fraction,
    /// As the place in an order: "third", "3rd".
    Ordinal,
}

/// The unit that stands beside a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitSeen {
    /// None that is known; `Reading::words` may still name one.
    Nothing,
    /// A sign, code or word of one of these currencies.
    Currency(Vec<&'static str>),
    /// A percentage.
    Percent,
    /// Percentage points.
    PercentagePoint,
    /// A number of times.
    Times,
}

/// Why a text could not be read as one number, and which part of it is to blame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is no number.
    NoNumber {
        /// The bytes where one was expected.
        at: Range<usize>,
    },
    /// The digits and marks make no number in any language.
    Malformed {
        /// The bytes of the digits.
        at: Range<usize>,
    },
    /// The marks are those of another language.
    WrongLocale {
        /// The bytes of the digits.
        at: Range<usize>,
    },
    /// Another number follows that makes no range, as in "8 of 12".
    SecondNumber {
        /// The bytes of what follows the first number.
        at: Range<usize>,
    },
}

impl ReadError {
    /// The bytes of the text that were not understood.
    pub fn at(&self) -> Range<usize> {
        match self {
            ReadError::NoNumber { at }
            | ReadError::Malformed { at }
            | ReadError::WrongLocale { at }
            | ReadError::SecondNumber { at } => at.clone(),
        }
    }
}

/// The one number or range of a text on a page in `lang`, such as "more than US$0.8 billion" or
/// "between 20 and 30".
pub fn read(text: &str, lang: Lang) -> Result<Reading, ReadError> {
    let start = Cursor::new(text).skip_space();
    let opened = start.eat_longest(words::openings(lang));
    let first = match opened {
        Some((_, after)) => {
            part(text, after.skip_space(), lang).or_else(|_| part(text, start, lang))?
        }
        None => part(text, start, lang)?,
    };
    let opening = opened.map_or(Opening::None, |(opening, _)| opening);
    let part = match upper(text, &first, opening, lang)? {
        Some(second) => ranged(first, second)?,
        None => first,
    };

    let words = trailing_words(text, part.end);
    if is_second_number(&text[words.clone()], lang) {
        return Err(ReadError::SecondNumber { at: words });
    }
    Ok(Reading {
        hedge: part.hedge,
        value: part.value,
        decimals: part.decimals,
        form: part.form,
        upper: part.upper,
        scale: part.scale,
        unit: part.unit,
        numeral: part.numeral,
        digits: part.digits,
        said: start.at()..part.end.at(),
        words,
    })
}

/// The word that opens a range, and what may stand between its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// None: "20–30", "20 to 30".
    None,
    /// "from", "von": nothing more is allowed than without.
    From,
    /// "between", "zwischen": an "and" joins.
    Between,
}

/// One number with all that belongs to it, up to the words that follow.
struct Part<'a> {
    hedge: Hedge,
    value: Decimal,
    decimals: i32,
    form: Form,
    upper: Option<End>,
    scale: i32,
    unit: UnitSeen,
    numeral: Range<usize>,
    digits: Range<usize>,
    end: Cursor<'a>,
}

fn part<'a>(text: &str, start: Cursor<'a>, lang: Lang) -> Result<Part<'a>, ReadError> {
    let front = front(start, lang);
    let (number, after) = numeral::numeral(front.end, lang)?.ok_or(ReadError::NoNumber {
        at: front.end.at()..text.trim_end().len().max(front.end.at()),
    })?;
    let (inner, number, after) = hedge_before_scale(number, after, lang);
    let (number, after) = short_scale_of_money(&front, number, after);
    let (number, tenths, after) = tenths(number, after, lang);
    let numeral = number.digits.start..after.at();

    let mut back = back(&front, &number, after, lang);
    if tenths == Tenths::Yes {
        back.unit = UnitSeen::Percent;
    }
    let value = if front.negative { -&number.value } else { number.value };
    Ok(Part {
        hedge: first_said([front.hedge, inner, back.hedge]),
        value,
        decimals: number.decimals,
        form: number.form,
        upper: None,
        scale: number.scale,
        unit: back.unit,
        numeral,
        digits: number.digits,
        end: back.end,
    })
}

/// The number behind a dash or a joining word, when there is one.
fn upper<'a>(
    text: &str,
    first: &Part<'a>,
    opening: Opening,
    lang: Lang,
) -> Result<Option<Part<'a>>, ReadError> {
    let gap = first.end.skip_space();
    let joiners = words::joiners(lang).iter();
    let usable = joiners.filter(|(_, needs)| *needs == Opening::None || *needs == opening);
    let joined = usable.filter_map(|(joiner, _)| gap.eat(joiner)).max_by_key(|after| after.at());
    let Some(after) = joined else { return Ok(None) };
    match part(text, after.skip_space(), lang) {
        Ok(second) if second.hedge == Hedge::None => Ok(Some(second)),
        Ok(_) | Err(ReadError::NoNumber { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Two numbers as the ends of a range. The first takes scale and unit from the second where it
/// has none of its own: "20–30 million", "20 to 30%".
fn ranged<'a>(first: Part<'a>, second: Part<'a>) -> Result<Part<'a>, ReadError> {
    let mantissa = second.value.shifted(-second.scale);
    let shared = first.scale == 0 && second.scale != 0 && first.value.abs() <= mantissa.abs();
    let scale = if shared { second.scale } else { 0 };
    let unit = match (first.unit, second.unit) {
        (UnitSeen::Nothing, unit) | (unit, UnitSeen::Nothing) => unit,
        (first, UnitSeen::Currency(codes)) => common(&first, codes),
        (first, second) if first == second => second,
        _ => return Err(ReadError::SecondNumber { at: second.numeral }),
    };
    let numeral = first.numeral.start..second.numeral.end;
    Ok(Part {
        value: first.value.shifted(scale),
        decimals: first.decimals - scale,
        upper: Some(End { value: second.value, decimals: second.decimals, form: second.form }),
        scale: second.scale,
        unit,
        digits: numeral.clone(),
        numeral,
        end: second.end,
        ..first
    })
}

/// Whether a number counts in tenths, as Chinese does with 成.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tenths {
    Yes,
    No,
}

/// "三成" is 30 per cent, "七成五" 75.
fn tenths(number: Numeral, after: Cursor<'_>, lang: Lang) -> (Numeral, Tenths, Cursor<'_>) {
    let Some(behind) = after.eat("成").filter(|_| lang == Lang::Zh && number.scale == 0) else {
        return (number, Tenths::No, after);
    };
    let more = numeral::numeral(behind, lang).ok().flatten();
    let (fives, end) = match more {
        Some((more, end)) if more.value < Decimal::from(10) && more.scale == 0 => (more.value, end),
        _ => (Decimal::zero(), behind),
    };
    let tens = numeral::scaled(number, 1);
    let decimals = if fives.is_zero() { tens.decimals } else { 0 };
    let value = &tens.value + &fives;
    (Numeral { value, decimals, scale: 0, ..tens }, Tenths::Yes, end)
}

/// The hedge that counts when an author wrote several.
fn first_said(hedges: [Hedge; 3]) -> Hedge {
    hedges.into_iter().find(|hedge| *hedge != Hedge::None).unwrap_or_default()
}

/// Chinese may put its "more than" inside the number: "100多万".
fn hedge_before_scale(
    number: Numeral,
    after: Cursor<'_>,
    lang: Lang,
) -> (Hedge, Numeral, Cursor<'_>) {
    let inside = after.eat("多").or_else(|| after.eat("余")).filter(|_| lang == Lang::Zh);
    if let Some(behind) = inside {
        let before = number.scale;
        let (scaled, end) = numeral::scale(number.clone(), behind, lang);
        if scaled.scale != before {
            return (Hedge::MoreThan, scaled, end);
        }
    }
    (Hedge::None, number, after)
}

/// The "m" of "US$5 m", which behind a space means millions for money only.
fn short_scale_of_money<'a>(
    front: &Front<'_>,
    number: Numeral,
    after: Cursor<'a>,
) -> (Numeral, Cursor<'a>) {
    let is_money = matches!(front.unit, UnitSeen::Currency(_)) && number.scale == 0;
    match after.skip_space().eat_longest(words::SCALES_ATTACHED).filter(|_| is_money) {
        Some((exponent, end)) => (numeral::scaled(number, exponent), end),
        None => (number, after),
    }
}

/// What stands before the digits.
struct Front<'a> {
    hedge: Hedge,
    negative: bool,
    unit: UnitSeen,
    end: Cursor<'a>,
}

fn front(start: Cursor<'_>, lang: Lang) -> Front<'_> {
    let mut front =
        Front { hedge: Hedge::None, negative: false, unit: UnitSeen::Nothing, end: start };

    // Nobody writes more than hedge, sign, currency, sign, and a neutral word between them.
    for _ in 0..6 {
        let here = front.end;
        if let Some((hedge, after)) = here.eat_longest(words::hedges(lang)) {
            front.hedge = if front.hedge == Hedge::None { hedge } else { front.hedge };
            front.end = after.skip_space();
        } else if let Some((negative, after)) = sign(here, lang) {
            front.negative |= negative;
            front.end = after.skip_space();
        } else if let Some(after) = here.eat("百分之").filter(|_| lang == Lang::Zh) {
            front.unit = UnitSeen::Percent;
            front.end = after.skip_space();
        } else if let Some((codes, after)) = currency::eat(here) {
            front.unit = UnitSeen::Currency(codes);
            front.end = after.skip_space();
        } else {
            break;
        }
    }
    front
}

/// A plus or minus, and whether it is a minus. A dash counts, since editors make one of it.
fn sign(cursor: Cursor<'_>, lang: Lang) -> Option<(bool, Cursor<'_>)> {
    let word = match lang {
        Lang::En | Lang::De => "minus",
        Lang::Zh => "负",
    };
    let char = cursor.peek()?;
    match char {
        '-' | '−' | '–' => Some((true, cursor.advance(char.len_utf8()))),
        '+' => Some((false, cursor.advance(1))),
        _ => Some((true, cursor.eat(word)?)),
    }
}

/// What stands behind the numeral.
struct Back<'a> {
    hedge: Hedge,
    unit: UnitSeen,
    end: Cursor<'a>,
}

fn back<'a>(front: &Front<'_>, number: &Numeral, after: Cursor<'a>, lang: Lang) -> Back<'a> {
    let unit = if number.is_multiple { UnitSeen::Times } else { front.unit.clone() };
    let mut back = Back { hedge: Hedge::None, unit, end: after };
    hedge_after(&mut back, lang);

    let gap = back.end.skip_space();
    let word = gap.eat_exact("-").unwrap_or(gap);
    if let Some((sign, end)) = word.eat_longest(words::signs(lang)) {
        back.unit = match sign {
            Sign::Percent => UnitSeen::Percent,
            Sign::PercentagePoint => UnitSeen::PercentagePoint,
            Sign::Times => UnitSeen::Times,
        };
        back.end = end;
    } else if let Some((codes, end)) = currency::eat(word) {
        back.unit = common(&back.unit, codes);
        back.end = end;
    }
    hedge_after(&mut back, lang);
    back
}

fn hedge_after(back: &mut Back<'_>, lang: Lang) {
    if let Some((hedge, end)) = back.end.skip_space().eat_longest(words::hedges_after(lang)) {
        back.hedge = hedge;
        back.end = end;
    }
}

/// The currencies that a sign before and a word behind the number both allow.
fn common(before: &UnitSeen, behind: Vec<&'static str>) -> UnitSeen {
    match before {
        UnitSeen::Currency(codes) => {
            UnitSeen::Currency(codes.iter().copied().filter(|code| behind.contains(code)).collect())
        }
        _ => UnitSeen::Currency(behind),
    }
}

/// The bytes of the words behind the number, without spaces and punctuation around them.
fn trailing_words(text: &str, end: Cursor<'_>) -> Range<usize> {
    let start = end.skip_space();
    let rest = start.rest().strip_prefix('-').filter(|rest| rest.starts_with(is_letter));
    let rest = rest.unwrap_or(start.rest());
    let kept =
        rest.trim_end_matches(|char: char| char.is_whitespace() || ".,;:!?。，；：".contains(char));
    let from = text.len() - rest.len();
    from..from + kept.len()
}

/// Whether what follows holds a number of its own, as the end of "100–200" or "8 of 12".
fn is_second_number(rest: &str, lang: Lang) -> bool {
    let has_digits = rest.split(char::is_whitespace).any(|word| {
        let word = word.trim_start_matches(|char: char| !char.is_alphanumeric());
        word.starts_with(|char: char| char.is_ascii_digit())
    });
    has_digits || starts_with_number_word(rest, lang)
}

/// Whether a number word comes first, or behind a joining word: "five hundred", "in three".
fn starts_with_number_word(rest: &str, lang: Lang) -> bool {
    const JOINING: &[&str] = &["and", "to", "or", "in", "out of", "und", "bis", "oder", "von"];
    let start = Cursor::new(rest);
    let behind = JOINING.iter().find_map(|word| start.eat(word)).map(Cursor::skip_space);
    [Some(start), behind].into_iter().flatten().any(|cursor| {
        let number = numeral::numeral(cursor, lang).ok().flatten();
        number.is_some_and(|(number, _)| lang != Lang::Zh || is_chinese_number(cursor, &number))
    })
}

/// In Chinese, "一" and "十" begin words too, and only longer numerals are numbers for sure.
fn is_chinese_number(cursor: Cursor<'_>, number: &Numeral) -> bool {
    number.value >= Decimal::from(10) && !cursor.rest().starts_with(['十', '百', '千'])
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
