//! Numbers written for readers, in the language of their page.

use super::{
    decimal::Decimal,
    truth::{Qualifier, Truth},
    unit::UnitKind,
};
use crate::lang::Lang;

/// Keeps a number and its sign on one line.
const NO_BREAK_SPACE: char = '\u{a0}';

/// Decimals shown beside a scale: "1.25 billion" is easier than its digits, "1.2345" is not.
const SCALED_DECIMALS: i32 = 2;

/// From this power of ten on, no language has a word that readers know.
const SCIENTIFIC_FROM: i32 = 15;

/// Below this power of ten, the zeros can no longer be counted at a glance.
const SCIENTIFIC_BELOW: i32 = -6;

/// The truth as a text may say it: "US$800 million", "about 36%", "more than 40".
///
/// Counted nouns are left to the author's sentence. What is written always agrees with the
/// truth by [`super::check`], and shows every digit that is known.
pub fn write(truth: &Truth, lang: Lang) -> String {
    let number = numbers(truth, lang);
    let written = match truth.unit.kind {
        UnitKind::Count | UnitKind::Ratio | UnitKind::Date | UnitKind::Text => number,
        UnitKind::Rank => ordinal(&number, lang),
        UnitKind::Currency => money(&number, truth, lang),
        UnitKind::Percent => match lang {
            Lang::En | Lang::Zh => format!("{number}%"),
            Lang::De => format!("{number}{NO_BREAK_SPACE}%"),
        },
        UnitKind::PercentagePoint | UnitKind::Measure => {
            let (unit, gap) = beside(truth, lang);
            format!("{number}{gap}{unit}")
        }
    };
    hedged(&written, truth, lang)
}

/// The truth in two parts for a card: the number large, the unit small beneath it.
///
/// The unit is empty where it cannot be parted from the number, as in "US$800 million".
pub fn parts(truth: &Truth, lang: Lang) -> (String, String) {
    let value = || numbers(truth, lang);
    match truth.unit.kind {
        UnitKind::Currency
        | UnitKind::Percent
        | UnitKind::Rank
        | UnitKind::Date
        | UnitKind::Text => (write(truth, lang), String::new()),
        UnitKind::Ratio => (hedged(&format!("{}×", value()), truth, lang), String::new()),
        UnitKind::Count => {
            let noun = truth.unit.noun(&last(truth), lang);
            (hedged(&value(), truth, lang), noun.to_owned())
        }
        UnitKind::PercentagePoint | UnitKind::Measure => {
            (hedged(&value(), truth, lang), beside(truth, lang).0.to_owned())
        }
    }
}

/// The number in digits with the language's marks: "1,234.5", "1.234,5".
///
/// With `decimals`, the number is rounded to them and filled up with zeros, so that the
/// numbers of a column align. Without, every digit is shown.
pub fn plain(value: &Decimal, decimals: Option<i32>, lang: Lang) -> String {
    let value = decimals.map_or_else(|| value.clone(), |decimals| value.round_to(decimals));
    let digits = value.abs().to_string();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    // No text needs more zeros than this, and a mistyped precision must not fill a page.
    let width = usize::try_from(decimals.unwrap_or(0).clamp(0, 40)).expect("it is 0 to 40");
    let (group, mark) = match lang {
        Lang::En | Lang::Zh => (',', '.'),
        Lang::De => ('.', ','),
    };

    let sign = if value.is_negative() { "−" } else { "" };
    let whole = grouped(whole, group);
    match format!("{fraction:0<width$}") {
        fraction if fraction.is_empty() => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}{mark}{fraction}"),
    }
}

/// The number, or both ends of a range, whose scale is written once: "20–30 million".
fn numbers(truth: &Truth, lang: Lang) -> String {
    let (low, Some(high)) = (truth.known(), truth.upper_known()) else {
        return number(&truth.known(), lang);
    };
    let (lower, upper) = (number(&low, lang), number(&high, lang));
    let (digits, scale) = scaled(&lower);
    let same = scale == scaled(&upper).1;
    // A scale behind the second alone would be taken for that of the first as well.
    let (lower, upper) = if same {
        (digits.to_owned(), upper)
    } else {
        (plain(&low, None, lang), plain(&high, None, lang))
    };
    let joiner = match lang {
        Lang::Zh => "至",
        Lang::En if low.is_negative() => " to ",
        Lang::De if low.is_negative() => " bis ",
        Lang::En | Lang::De => "–",
    };
    format!("{lower}{joiner}{upper}")
}

/// The digits of a written number, and the scale behind them.
fn scaled(written: &str) -> (&str, &str) {
    let scale = |char: char| char == ' ' || char.is_alphabetic();
    written.split_at(written.find(scale).unwrap_or(written.len()))
}

/// The place in an order: "3rd", "3.", "第3".
fn ordinal(number: &str, lang: Lang) -> String {
    // What is no whole number of a few figures is no place in an order.
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.to_owned();
    }
    match lang {
        Lang::En => {
            let end = match number {
                _ if number.ends_with("11") || number.ends_with("12") || number.ends_with("13") => {
                    "th"
                }
                _ if number.ends_with('1') => "st",
                _ if number.ends_with('2') => "nd",
                _ if number.ends_with('3') => "rd",
                _ => "th",
            };
            format!("{number}{end}")
        }
        Lang::De => format!("{number}."),
        Lang::Zh => format!("第{number}"),
    }
}

/// The number that a noun goes with: the upper end of a range.
fn last(truth: &Truth) -> Decimal {
    truth.upper_known().unwrap_or_else(|| truth.known())
}

/// The number with the scale that makes it short, without losing a digit.
fn number(value: &Decimal, lang: Lang) -> String {
    let magnitude = value.magnitude();
    if !(SCIENTIFIC_BELOW..SCIENTIFIC_FROM).contains(&magnitude) {
        let mantissa = plain(&value.shifted(-magnitude), None, lang);
        return format!("{mantissa} × 10{}", superscript(magnitude));
    }

    let scales: [(i32, &str); 3] = match lang {
        Lang::En => [(12, " trillion"), (9, " billion"), (6, " million")],
        Lang::De => [(12, " Billionen"), (9, " Mrd."), (6, " Mio.")],
        Lang::Zh => [(12, "万亿"), (8, "亿"), (4, "万")],
    };
    let fitting = scales.into_iter().find(|(exponent, _)| magnitude >= *exponent);
    match fitting.map(|(exponent, word)| (value.shifted(-exponent), word)) {
        Some((mantissa, word)) if mantissa.last_place() <= SCALED_DECIMALS => {
            let word = if mantissa == Decimal::from(1) {
                word.replace("Billionen", "Billion")
            } else {
                word.to_owned()
            };
            format!("{}{word}", plain(&mantissa, None, lang))
        }
        _ => plain(value, None, lang),
    }
}

fn superscript(exponent: i32) -> String {
    let raised = |char| match char {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' => '⁰',
        // The rest lie in the order of the digits in Unicode.
        digit => char::from_u32(u32::from(digit) - u32::from('4') + u32::from('⁴'))
            .expect("superscript four to nine are characters"),
    };
    exponent.to_string().chars().map(raised).collect()
}

fn grouped(whole: &str, mark: char) -> String {
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(mark);
        }
        grouped.push(digit);
    }
    grouped
}

fn money(number: &str, truth: &Truth, lang: Lang) -> String {
    let unit = &truth.unit;
    let sign = if unit.symbol.is_empty() { &unit.id } else { &unit.symbol };
    match lang {
        Lang::En => {
            let (minus, number) = match number.strip_prefix('−') {
                Some(number) => ("−", number),
                None => ("", number),
            };
            let gap = if unit.symbol.is_empty() { "\u{a0}" } else { "" };
            format!("{minus}{sign}{gap}{number}")
        }
        Lang::De => format!("{number}{NO_BREAK_SPACE}{sign}"),
        Lang::Zh => format!("{number}{}", unit.noun(&last(truth), lang)),
    }
}

/// A percentage with as many decimals as its neighbours in a column or chart: "76.0%".
pub fn percent(value: &Decimal, decimals: i32, lang: Lang) -> String {
    let space = if lang == Lang::De { "\u{a0}" } else { "" };
    format!("{}{space}%", plain(value, Some(decimals), lang))
}

/// The unit that is written beside a number, and the space between.
fn beside(truth: &Truth, lang: Lang) -> (&str, &'static str) {
    let unit = &truth.unit;
    if !unit.symbol.is_empty() {
        return (&unit.symbol, "\u{a0}");
    }
    let gap = if lang == Lang::Zh && unit.local.contains_key(&lang) { "" } else { " " };
    (unit.noun(&last(truth), lang), gap)
}

/// The written number with the word that the data's qualifier demands.
pub(super) fn hedged(written: &str, truth: &Truth, lang: Lang) -> String {
    let word = match (truth.qualifier, lang) {
        (Qualifier::Exactly | Qualifier::Between, _) => "",
        (Qualifier::About, Lang::En) => "about ",
        (Qualifier::About, Lang::De) => "etwa ",
        (Qualifier::About, Lang::Zh) => "约",
        (Qualifier::AtLeast, Lang::En) => "at least ",
        (Qualifier::AtLeast, Lang::De) => "mindestens ",
        (Qualifier::AtLeast, Lang::Zh) => "至少",
        (Qualifier::MoreThan, Lang::En) => "more than ",
        (Qualifier::MoreThan, Lang::De) => "mehr als ",
        (Qualifier::MoreThan, Lang::Zh) => "超过",
        (Qualifier::AtMost, Lang::En) => "at most ",
        (Qualifier::AtMost, Lang::De) => "höchstens ",
        (Qualifier::AtMost, Lang::Zh) => "至多",
        (Qualifier::FewerThan, Lang::En) if truth.unit.kind == UnitKind::Count => "fewer than ",
        (Qualifier::FewerThan, Lang::En) => "less than ",
        (Qualifier::FewerThan, Lang::De) => "weniger als ",
        (Qualifier::FewerThan, Lang::Zh) => "不到",
    };
    format!("{word}{written}")
}

#[cfg(test)]
#[path = "write_tests.rs"]
mod tests;
