//! Numbers on axes and dates, in three languages.
//!
//! A table for each language does what is needed here. ICU's number formatting would be
//! 26 crates, and its short forms ("1.2bn") are not stable yet.

use super::calendar::{Civil, civil};
use super::model::{Grain, NumberFormat};
use crate::lang::Lang;
use crate::number::{Notation, Pattern};

/// From here on numbers are powers of ten; nobody counts sixteen digits.
const POWERS: f64 = 1e15;

/// Labels for the ticks of one axis.
///
/// All have one unit and the same decimals, as few as keep each of them exact: a rounded
/// tick would stand in the wrong place. Zero needs no unit.
pub(super) fn ticks(values: &[f64], format: &NumberFormat, lang: Lang) -> Vec<String> {
    let greatest = values.iter().fold(0.0, |greatest: f64, value| greatest.max(value.abs()));
    if let Some(pattern) = &format.pattern {
        return values
            .iter()
            .map(|&value| pattern_tick(value, values, format, pattern, lang))
            .collect();
    }
    let decimals =
        |unit: f64| values.iter().map(|value| exact_decimals(value / unit)).max().unwrap_or(0);
    let least = values.iter().map(|value| value.abs()).filter(|value| *value > 0.0);
    let smaller = short(least.min_by(f64::total_cmp).unwrap_or(0.0), lang);
    // 250m and 500m are read more easily than 0.25bn and 0.50bn.
    let (unit, word) = match short(greatest, lang) {
        (unit, _) if decimals(unit) > 1 && smaller.0 > 1.0 => smaller,
        unit => unit,
    };
    let decimals = decimals(unit);

    values
        .iter()
        .map(|&value| match value {
            0.0 => "0".to_owned(),
            _ if greatest >= POWERS => number(value, format, lang),
            _ => {
                let digits = fixed(value.abs() / unit, decimals, true, lang);
                dressed(value, &format!("{digits}{word}"), format)
            }
        })
        .collect()
}

/// A tick by the author's format, with as many more decimals as keep every tick exact.
fn pattern_tick(
    value: f64,
    all: &[f64],
    format: &NumberFormat,
    pattern: &Pattern,
    lang: Lang,
) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let factor = factor(pattern);
    let greatest =
        all.iter().fold(0.0, |greatest: f64, value| greatest.max((value * factor).abs()));
    let (unit, word) = unit(greatest, pattern, lang);
    let exact = all.iter().map(|value| exact_decimals(value * factor / unit)).max().unwrap_or(0);
    let wanted = match pattern.notation {
        Notation::Short => 0,
        Notation::Plain | Notation::Percent => pattern.precision.unwrap_or(0),
    };
    let decimals = if pattern.trims { exact } else { exact.max(wanted) };
    let digits = fixed((value * factor / unit).abs(), decimals, pattern.groups, lang);
    signed(value, &format!("{digits}{word}"), format, pattern, lang)
}

/// One number by the author's format.
fn patterned(value: f64, format: &NumberFormat, pattern: &Pattern, lang: Lang) -> String {
    let size = (value * factor(pattern)).abs();
    let (size, decimals) = match pattern.notation {
        Notation::Plain | Notation::Percent => {
            (size, pattern.precision.unwrap_or_else(|| exact_decimals(size)))
        }
        Notation::Short => (significant(size, pattern.precision.unwrap_or(3)), 12),
    };
    let (unit, word) = unit(size, pattern, lang);
    let decimals = match pattern.notation {
        Notation::Plain | Notation::Percent => decimals,
        Notation::Short if pattern.trims => exact_decimals(size / unit),
        Notation::Short => short_decimals(size / unit, pattern.precision.unwrap_or(3)),
    };
    let size = half_up(size / unit, decimals);
    let decimals = if pattern.trims { exact_decimals(size).min(decimals) } else { decimals };
    let value = if size == 0.0 { 0.0 } else { value };
    signed(
        value,
        &format!("{}{word}", fixed(size, decimals, pattern.groups, lang)),
        format,
        pattern,
        lang,
    )
}

/// How much greater a number is written than it is.
fn factor(pattern: &Pattern) -> f64 {
    if pattern.notation == Notation::Percent { 100.0 } else { 1.0 }
}

/// The unit of short numbers, with a word for thousands too, since the author asked for it.
fn unit(greatest: f64, pattern: &Pattern, lang: Lang) -> (f64, &'static str) {
    match (pattern.notation, short(greatest, lang), lang) {
        (Notation::Plain | Notation::Percent, _, _) => (1.0, ""),
        (Notation::Short, (1.0, _), Lang::En) if greatest >= 1e3 => (1e3, "k"),
        (Notation::Short, (1.0, _), Lang::De) if greatest >= 1e3 => (1e3, "\u{a0}Tsd."),
        (Notation::Short, (1.0, _), Lang::Zh) if greatest >= 1e4 => (1e4, "万"),
        (Notation::Short, unit, _) => unit,
    }
}

/// A number rounded to so many digits that count.
fn significant(value: f64, digits: usize) -> f64 {
    let digits = digits.max(1) - 1;
    format!("{:.digits$e}", value * (1.0 + HAIR)).parse().unwrap_or(value)
}

/// How many decimals leave so many digits that count.
fn short_decimals(value: f64, digits: usize) -> usize {
    let text = format!("{value:e}");
    let exponent: i64 = text.split_once('e').and_then(|(_, e)| e.parse().ok()).unwrap_or(0);
    let digits = i64::try_from(digits.max(1)).unwrap_or(1);
    usize::try_from(digits - 1 - exponent).unwrap_or(0)
}

/// A half is rounded up, as everybody learns it, though a double may fall a hair short of it.
fn half_up(value: f64, decimals: usize) -> f64 {
    let power = (0..decimals).fold(1.0, |power, _| power * 10.0);
    let scaled = value * power * (1.0 + HAIR);
    if scaled < POWERS { scaled.round() / power } else { value }
}

/// The part of a number by which a double may miss what was written.
const HAIR: f64 = 1e-12;

/// Digits with their sign, and the unit or the currency that the author wants.
fn signed(
    value: f64,
    digits: &str,
    format: &NumberFormat,
    pattern: &Pattern,
    lang: Lang,
) -> String {
    let plus = if pattern.plus && value > 0.0 { "+" } else { "" };
    let percent = match (pattern.notation, lang) {
        (Notation::Percent, Lang::De) => "\u{a0}%",
        (Notation::Percent, Lang::En | Lang::Zh) => "%",
        _ => "",
    };
    let digits = format!("{digits}{percent}");
    let currency = pattern.currency.as_str();
    let format = match (currency, lang) {
        ("", _) => format.clone(),
        (_, Lang::De) => NumberFormat {
            prefix: String::new(),
            suffix: format!("\u{a0}{currency}"),
            ..format.clone()
        },
        (_, Lang::En | Lang::Zh) => {
            NumberFormat { prefix: currency.to_owned(), suffix: String::new(), ..format.clone() }
        }
    };
    format!("{plus}{}", dressed(value, &digits, &format))
}

/// One number with as many decimals as it has.
pub(super) fn number(value: f64, format: &NumberFormat, lang: Lang) -> String {
    if let Some(pattern) = &format.pattern {
        return patterned(value, format, pattern, lang);
    }
    let digits = if value.abs() < POWERS {
        fixed(value.abs(), exact_decimals(value), true, lang)
    } else {
        power(value.abs(), lang)
    };
    dressed(value, &digits, format)
}

/// One number with so many decimals, for values that are computed here.
pub(super) fn rounded(value: f64, decimals: usize, format: &NumberFormat, lang: Lang) -> String {
    if let Some(pattern) = &format.pattern {
        return patterned(value, format, pattern, lang);
    }
    dressed(value, &fixed(value.abs(), decimals, true, lang), format)
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

/// Digits with the language's marks, in groups of three or not, of a number not below zero.
fn fixed(value: f64, decimals: usize, groups: bool, lang: Lang) -> String {
    let (group, mark) = match lang {
        Lang::De => ('.', ','),
        Lang::En | Lang::Zh => (',', '.'),
    };
    let text = format!("{value:.decimals$}");
    let (digits, fraction) = text.split_once('.').unwrap_or((&text, ""));

    let mut out = String::with_capacity(text.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if groups && index > 0 && (digits.len() - index).is_multiple_of(3) {
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
        check(&[0.0, 2.5e8, 5e8, 1e9], &plain, Lang::En, &["0", "250m", "500m", "1,000m"]);
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

    #[track_caller]
    fn check_pattern(pattern: &str, value: f64, expected: [&str; 3]) {
        let pattern = Pattern::parse(pattern);
        let format = NumberFormat { pattern, ..NumberFormat::default() };
        assert_eq!(Lang::ALL.map(|lang| number(value, &format, lang)), expected);
    }

    #[test]
    fn a_format_of_the_author_follows_the_language() {
        check_pattern(",.0f", 1234.5, ["1,235", "1.235", "1,235"]);
        check_pattern(".1f", 1234.0, ["1234.0", "1234,0", "1234.0"]);
        check_pattern(".2~f", 0.5, ["0.5", "0,5", "0.5"]);
        check_pattern(".0%", 0.616, ["62%", "62\u{a0}%", "62%"]);
        check_pattern("+", 7.25, ["+7.25", "+7,25", "+7.25"]);
        check_pattern("+", -7.25, ["\u{2212}7.25", "\u{2212}7,25", "\u{2212}7.25"]);
        check_pattern("¥,.2f", 1234.5, ["¥1,234.50", "1.234,50\u{a0}¥", "¥1,234.50"]);
        check_pattern(".2s", 1_234_567.0, ["1.2m", "1,2\u{a0}Mio.", "120万"]);
        check_pattern(".3s", 45_600.0, ["45.6k", "45,6\u{a0}Tsd.", "4.56万"]);
        check_pattern(".2~s", 2e9, ["2bn", "2\u{a0}Mrd.", "20亿"]);
        check_pattern(".2s", 999_999.0, ["1.0m", "1,0\u{a0}Mio.", "100万"]);
        check_pattern(".0f", -0.2, ["0", "0", "0"]);
        check_pattern(".1f", 0.25, ["0.3", "0,3", "0.3"]);
    }

    #[test]
    fn a_format_never_makes_a_tick_lie() {
        let with =
            |pattern| NumberFormat { pattern: Pattern::parse(pattern), ..NumberFormat::default() };
        check(&[0.0, 2.5, 5.0], &with(".0f"), Lang::En, &["0", "2.5", "5.0"]);
        check(&[0.0, 1.0, 2.0], &with(".1f"), Lang::De, &["0", "1,0", "2,0"]);
        check(&[0.0, 5000.0, 10_000.0], &with("s"), Lang::En, &["0", "5k", "10k"]);
        check(&[0.0, 0.25, 0.5], &with(".0%"), Lang::Zh, &["0", "25%", "50%"]);
        check(&[0.0, 1000.0, 2000.0], &with("f"), Lang::En, &["0", "1000", "2000"]);
    }
}
