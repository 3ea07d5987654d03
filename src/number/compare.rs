//! Whether a text says what the data says, and the sentence that tells the author so.

use std::ops::Range;

use super::{
    decimal::Decimal,
    numeral::plain_elsewhere,
    read::{Form, ReadError, Reading, UnitSeen},
    scan::is_letter,
    shown::{self, Shown},
    suggest,
    truth::Truth,
    unit::{Unit, UnitKind},
    write,
};
use crate::{date::PartialDate, lang::Lang};

/// A text that does not say what the data says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// In which way.
    pub kind: DisagreementKind,
    /// One sentence: what the text says, then what the data says.
    pub message: String,
    /// The bytes of the text to point at.
    pub at: Range<usize>,
    /// A text that agrees, as near to the author's as could be found; it replaces the whole.
    pub suggestion: Option<String>,
}

/// In which way a text does not say what the data says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DisagreementKind {
    /// Another number.
    FactMismatch,
    /// Another unit.
    UnitMismatch,
    /// More digits than are known.
    FalsePrecision,
    /// A hedge that is missing or untrue.
    HedgeMismatch,
    /// The marks of another language.
    WrongLocale,
    /// Digits that can be read in two ways, neither of which is the data's.
    Ambiguous,
    /// No single number.
    Unreadable,
}

use DisagreementKind::{FactMismatch, FalsePrecision, UnitMismatch, Unreadable, WrongLocale};

/// Whether the text of a page in `lang` agrees with a number of the data.
pub fn check(text: &str, truth: &Truth, lang: Lang) -> Result<(), Disagreement> {
    if compared(text, truth, lang).is_ok() {
        return Ok(());
    }
    // A text may name another unit that measures the same.
    let truth = &truth.as_named_in(text, lang);
    compared(text, truth, lang).map_err(|disagreement| {
        let suggestion = suggest::agreeing(text, truth, lang);
        Disagreement { suggestion, ..disagreement }
    })
}

/// The length of the unit's word beside the number of a text; 0 where it stands for none.
pub(super) fn named_beside(text: &str, unit: &Unit, lang: Lang) -> usize {
    read_beside(text, unit, lang)
        .map_or(0, |reading| shown::named(&text[reading.numeral.end..], unit, lang))
}

/// Whether the text agrees with a date of the data. "March 2024" does with 2024-03-28.
pub fn check_date(text: &str, date: PartialDate, lang: Lang) -> Result<(), Disagreement> {
    let written = date.write(lang);
    let said = PartialDate::read(text, lang)
        .or_else(|| PartialDate::read(&in_year(text, date, lang), lang));
    let (kind, message) = match said {
        None => (Unreadable, format!("`{}` is not a date", text.trim())),
        Some(said) if said.contains(date) => return Ok(()),
        Some(said) if date.contains(said) => (
            FalsePrecision,
            format!("the text says {}, the data knows only {written}", text.trim()),
        ),
        Some(_) => {
            (FactMismatch, format!("the text says {}, the data says {written}", text.trim()))
        }
    };
    // A text that is vaguer than the data stays so.
    let day = date.first_day();
    let suggestion = match (said, date) {
        (Some(PartialDate::Month(..)), PartialDate::Day(_)) => {
            PartialDate::Month(day.year(), day.month()).write(lang)
        }
        (Some(PartialDate::Year(_)), _) => PartialDate::Year(day.year()).write(lang),
        _ => written,
    };
    Err(Disagreement { kind, message, at: trimmed(text), suggestion: Some(suggestion) })
}

/// A text with the year of the data: the sentence before may have named it.
fn in_year(text: &str, date: PartialDate, lang: Lang) -> String {
    let (text, year) = (text.trim(), date.first_day().year());
    match lang {
        Lang::En | Lang::De => format!("{text} {year}"),
        Lang::Zh => format!("{year}年{text}"),
    }
}

/// Whether the text is the words of the data, white space aside.
pub fn check_words(text: &str, words: &str) -> Result<(), Disagreement> {
    if text.split_whitespace().eq(words.split_whitespace()) {
        return Ok(());
    }
    Err(Disagreement {
        kind: FactMismatch,
        message: format!("the text says `{}`, the data says `{words}`", text.trim()),
        at: trimmed(text),
        suggestion: Some(words.to_owned()),
    })
}

/// The comparison without a suggestion, which [`suggest`] also puts its candidates to.
pub(super) fn compared(text: &str, truth: &Truth, lang: Lang) -> Result<(), Disagreement> {
    let disagree = |kind, message, at| Err(Disagreement { kind, message, at, suggestion: None });
    let reading = match read_beside(text, &truth.unit, lang) {
        Ok(reading) => reading,
        Err(error) => {
            let (kind, message) = unreadable(text, &error, lang);
            return disagree(kind, message, error.at());
        }
    };
    let at = reading.numeral.clone();

    let Some(shown) = Shown::in_unit(&reading, text, &truth.unit, lang) else {
        let at = unit_said(text, &reading);
        let said = &text[at.clone()];
        let message = format!("the text says `{said}`, the data is in {}", truth.unit.label());
        return disagree(UnitMismatch, message, at);
    };
    let Some(kind) = shown.disagreement(reading.hedge, truth) else {
        return Ok(());
    };
    if kind == FactMismatch && agrees_with_marks_swapped(text, &reading, truth, lang) {
        let digits = &text[reading.digits.clone()];
        return disagree(WrongLocale, wrong_marks(digits, lang), at);
    }

    if kind == FactMismatch
        && let Some((one, other)) = two_ways(&text[reading.digits.clone()], lang)
    {
        let digits = &text[reading.digits.clone()];
        let known = write::write(truth, lang);
        let message =
            format!("`{digits}` can be read as {one} or as {other}, the data says {known}");
        return disagree(DisagreementKind::Ambiguous, message, at);
    }

    // "5 kg" differs from "5,000 kg" in its number, and says more with its unit.
    let with_unit = truth.unit.kind == UnitKind::Measure
        && shown::named(&text[reading.numeral.end..], &truth.unit, lang) > 0;
    let said = if with_unit { text } else { &text[reading.said.clone()] }.trim();
    let known = write::write(truth, lang);
    let message = match kind {
        FalsePrecision => format!("the text says {said}, the data is only as precise as {known}"),
        _ => format!("the text says {said}, the data says {known}"),
    };
    disagree(kind, message, at)
}

/// The reading of a text whose end may be the unit's own word.
///
/// Only the unit can tell that "100m" is a hundred metres and not a hundred million, and
/// that "5千瓦" is five kilowatts and not five thousand watts.
pub(super) fn read_beside(text: &str, unit: &Unit, lang: Lang) -> Result<Reading, ReadError> {
    let number = unit
        .words(lang)
        .into_iter()
        .filter_map(|word| text.trim_end().strip_suffix(word))
        .filter(|number| unit.kind == UnitKind::Measure && !number.ends_with(is_letter))
        .min_by_key(|number| number.len());
    match number.map(|number| super::read(number, lang)) {
        Some(Ok(reading)) if reading.words.is_empty() => Ok(reading),
        _ => super::read(text, lang),
    }
}

/// Whether the marks alone are wrong: `1.234` on an English page where the data says 1234.
fn agrees_with_marks_swapped(text: &str, reading: &Reading, truth: &Truth, lang: Lang) -> bool {
    let digits = &text[reading.digits.clone()];
    let swapped = plain_elsewhere(digits, lang).and_then(|plain| {
        let value = Decimal::parse(&plain)?.shifted(reading.scale);
        let value = if reading.value.is_negative() { -&value } else { value };
        let decimals = super::decimal::written_decimals(&plain) - reading.scale;
        let form = Form::Digits { fraction: plain.contains('.') };
        Shown::in_unit(
            &Reading { value, decimals, form, ..reading.clone() },
            text,
            &truth.unit,
            lang,
        )
    });
    swapped.is_some_and(|shown| shown.disagreement(reading.hedge, truth).is_none())
}

/// Where a text says its unit: in the words behind the number, or with a sign beside it.
fn unit_said(text: &str, reading: &Reading) -> Range<usize> {
    let said = match reading.unit {
        UnitSeen::Nothing => reading.words.clone(),
        _ => reading.said.clone(),
    };
    let inner = trimmed(&text[said.clone()]);
    said.start + inner.start..said.start + inner.end
}

fn unreadable(text: &str, error: &ReadError, lang: Lang) -> (DisagreementKind, String) {
    let part = text[error.at()].trim();
    match error {
        ReadError::NoNumber { .. } if part.is_empty() => {
            (Unreadable, "the text has no number".to_owned())
        }
        ReadError::NoNumber { .. } | ReadError::Malformed { .. } => {
            (Unreadable, format!("`{part}` is not a number"))
        }
        ReadError::SecondNumber { .. } => {
            (Unreadable, format!("`{part}` is a second number, a link holds one"))
        }
        ReadError::WrongLocale { .. } => (WrongLocale, wrong_marks(part, lang)),
    }
}

/// The two numbers that digits with one mark before three figures may be: `1.234` is a decimal
/// in English and a thousand in German, and many write the other's.
fn two_ways(digits: &str, lang: Lang) -> Option<(String, String)> {
    let (whole, rest) = digits.split_once(['.', ','])?;
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let two = figures(whole) && whole.len() <= 3 && !whole.starts_with('0') && figures(rest);
    if !two || rest.len() != 3 {
        return None;
    }
    let decimal = Decimal::parse(&format!("{whole}.{rest}"))?;
    let thousands = Decimal::parse(&format!("{whole}{rest}"))?;
    let mut ways = [write::plain(&decimal, Some(3), lang), write::plain(&thousands, None, lang)];
    // What this language reads comes first.
    if ways[1] == digits {
        ways.swap(0, 1);
        // A comma in English and a point in German part thousands by their own rules.
        return None;
    }
    let [one, other] = ways;
    Some((one, other))
}

fn wrong_marks(digits: &str, lang: Lang) -> String {
    let meant = plain_elsewhere(digits, lang).and_then(|plain| {
        let decimals = super::decimal::written_decimals(&plain);
        Some(write::plain(&Decimal::parse(&plain)?, Some(decimals), lang))
    });
    let name = lang.name();
    match meant {
        Some(meant) => {
            format!("`{digits}` has the marks of another language, in {name} it is `{meant}`")
        }
        None => format!("`{digits}` has the marks of another language than {name}"),
    }
}

/// The bytes of the first digits of a text with their marks, where it cannot be read.
pub fn digits_of(text: &str) -> Range<usize> {
    let start = text.find(|char: char| char.is_ascii_digit()).unwrap_or(text.len());
    start..start + super::numeral::run_of_digits(&text[start..]).len()
}

fn trimmed(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

#[cfg(test)]
#[path = "compare_tests.rs"]
mod tests;
