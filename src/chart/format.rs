//! Numbers on axes and dates, in three languages.
//!
//! A table for each language does what is needed here. ICU's number formatting would be
//! 26 crates, and its short forms ("1.2bn") are not stable yet.

use super::calendar::{Civil, civil};
use super::model::{Grain, NumberFormat};
use crate::lang::Lang;

/// From here on numbers are powers of ten; nobody counts sixteen digits.
const POWERS: f64 = 1e15;

/// Labels for the ticks of one axis.
///
/// All have one unit and the same decimals, as few as keep each of them exact: a rounded
/// tick would stand in the wrong place. Zero needs no unit.
pub(super) fn ticks(values: &[f64], format: &NumberFormat, lang: Lang) -> Vec<String> {
    let greatest = values.iter().fold(0.0, |greatest: f64, value| greatest.max(value.abs()));
    let (unit, word) = short(greatest, lang);
    let decimals = values.iter().map(|value| exact_decimals(value / unit)).max().unwrap_or(0);

    values
        .iter()
        .map(|&value| match value {
            0.0 => "0".to_owned(),
            _ if greatest >= POWERS => number(value, format, lang),
            _ => {
                let digits = fixed(value.abs() / unit, decimals, lang);
                dressed(value, &format!("{digits}{word}"), format)
            }
        })
        .collect()
}

/// One number with as many decimals as it has.
pub(super) fn number(value: f64, format: &NumberFormat, lang: Lang) -> String {
    let digits = if value.abs() < POWERS {
        fixed(value.abs(), exact_decimals(value), lang)
    } else {
        power(value.abs(), lang)
    };
    dressed(value, &digits, format)
}

/// One number with so many decimals, for values that are computed here.
pub(super) fn rounded(value: f64, decimals: usize, format: &NumberFormat, lang: Lang) -> String {
    dressed(value, &fixed(value.abs(), decimals, lang), format)
}

/// A number with its sign and its unit.
fn dressed(value: f64, digits: &str, format: &NumberFormat) -> String {
    let sign = if value < 0.0 { "\u{2212}" } else { "" };
    format!("{sign}{}{digits}{}", format.prefix, format.suffix)
}

/// A great number as a power of ten, as in 2.5 × 10²⁴.
fn power(value: f64, lang: Lang) -> String {
    let text = format!("{value:e}");
    let (factor, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let raised: String = exponent
        .chars()
        .map(|digit| match digit {
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '4' => '⁴',
            '5' => '⁵',
            '6' => '⁶',
            '7' => '⁷',
            '8' => '⁸',
            '9' => '⁹',
            _ => '⁰',
        })
        .collect();

    match (factor, lang) {
        ("1", _) => format!("10{raised}"),
        (_, Lang::De) => format!("{} × 10{raised}", factor.replace('.', ",")),
        (_, Lang::En | Lang::Zh) => format!("{factor} × 10{raised}"),
    }
}

/// A day as the language writes it in short, no more exact than the data.
pub(super) fn date(days: i64, grain: Grain, lang: Lang) -> String {
    let Civil { year, month, day } = civil(days);
    let name = month_name(month, lang);
    match (grain, lang) {
        (Grain::Year, _) => year.to_string(),
        (Grain::Month, Lang::Zh) => format!("{year}年{name}"),
        (Grain::Month, _) => format!("{name} {year}"),
        (Grain::Day, Lang::Zh) => format!("{year}年{name}{day}日"),
        (Grain::Day, Lang::De) => format!("{day}. {name} {year}"),
        (Grain::Day, Lang::En) => format!("{day} {name} {year}"),
    }
}

/// A month's short name, 1 to 12.
pub(super) fn month_name(month: i64, lang: Lang) -> String {
    const EN: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    const DE: [&str; 12] = [
        "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.",
        "Dez.",
    ];

    let index = usize::try_from(month - 1).unwrap_or(0).min(11);
    match lang {
        Lang::En => EN[index].to_owned(),
        Lang::De => DE[index].to_owned(),
        Lang::Zh => format!("{month}月"),
    }
}

/// The unit in which an axis up to `greatest` is written, and its word.
///
/// From a million on: shorter numbers are read as they are.
fn short(greatest: f64, lang: Lang) -> (f64, &'static str) {
    let units: &[(f64, &str)] = match lang {
        Lang::En => &[(1e12, "tn"), (1e9, "bn"), (1e6, "m")],
        Lang::De => &[(1e12, "\u{a0}Bio."), (1e9, "\u{a0}Mrd."), (1e6, "\u{a0}Mio.")],
        Lang::Zh => &[(1e12, "万亿"), (1e8, "亿"), (1e6, "万")],
    };
    match units.iter().find(|(from, _)| greatest >= *from) {
        Some(&(_, "万")) => (1e4, "万"),
        Some(&unit) => unit,
        None => (1.0, ""),
    }
}

/// How many decimals a number needs to be written exactly, up to six.
fn exact_decimals(value: f64) -> usize {
    let mut scaled = value.abs();
    for decimals in 0..6 {
        if (scaled - scaled.round()).abs() <= 1e-9 * scaled.max(1.0) {
            return decimals;
        }
        scaled *= 10.0;
    }
    6
}

/// Digits in groups of three with the language's marks, of a number not below zero.
fn fixed(value: f64, decimals: usize, lang: Lang) -> String {
    let (group, mark) = match lang {
        Lang::De => ('.', ','),
        Lang::En | Lang::Zh => (',', '.'),
    };
    let text = format!("{value:.decimals$}");
    let (digits, fraction) = text.split_once('.').unwrap_or((&text, ""));

    let mut out = String::with_capacity(text.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(mark);
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(values: &[f64], format: &NumberFormat, lang: Lang, expected: &[&str]) {
        assert_eq!(ticks(values, format, lang), expected);
    }

    fn percent(suffix: &str) -> NumberFormat {
        NumberFormat { suffix: suffix.to_owned(), ..NumberFormat::default() }
    }

    #[test]
    fn an_axis_has_one_unit_and_no_rounded_tick() {
        let plain = NumberFormat::default();
        check(&[0.0, 25.0, 100.0], &plain, Lang::En, &["0", "25", "100"]);
        check(&[0.0, 0.25, 0.5], &plain, Lang::En, &["0", "0.25", "0.50"]);
        check(&[0.0, 1.25e8, 2.5e8], &plain, Lang::Zh, &["0", "1.25亿", "2.50亿"]);
        check(&[0.0, 2e9, 4e9], &plain, Lang::De, &["0", "2\u{a0}Mrd.", "4\u{a0}Mrd."]);
        check(&[500_000.0, 1e6], &plain, Lang::Zh, &["50万", "100万"]);
    }

    #[test]
    fn signs_and_units_stand_as_the_language_has_them() {
        check(&[-20.0, 0.0, 20.0], &percent("%"), Lang::En, &["\u{2212}20%", "0", "20%"]);
        check(&[1250.5], &percent("\u{202f}%"), Lang::De, &["1.250,5\u{202f}%"]);
        let dollars = NumberFormat { prefix: "US$".to_owned(), ..NumberFormat::default() };
        check(&[-5.0, 10_000.0], &dollars, Lang::En, &["\u{2212}US$5", "US$10,000"]);
    }

    #[test]
    fn great_numbers_are_powers_of_ten() {
        let plain = NumberFormat::default();
        check(&[1e20, 1e26], &plain, Lang::En, &["10²⁰", "10²⁶"]);
        assert_eq!(number(2.05e24, &plain, Lang::De), "2,05 × 10²⁴");
    }

    #[test]
    fn dates_are_no_more_exact_than_the_data() {
        assert_eq!(date(19_600, Grain::Day, Lang::En), "31 Aug 2023");
        assert_eq!(date(19_600, Grain::Day, Lang::De), "31. Aug. 2023");
        assert_eq!(date(19_600, Grain::Day, Lang::Zh), "2023年8月31日");
        assert_eq!(date(19_600, Grain::Month, Lang::Zh), "2023年8月");
        assert_eq!(date(19_600, Grain::Year, Lang::De), "2023");
    }
}
