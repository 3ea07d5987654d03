//! A text that agrees with the data, as near as possible to the one that does not.

use std::ops::Range;

use super::{
    compare::{compared, read_beside},
    decimal::Decimal,
    numeral::plain_elsewhere,
    read::{Form, Hedge, Reading},
    truth::Truth,
    words, write,
};
use crate::lang::Lang;

/// The first candidate that agrees: the author's form before ours.
pub(super) fn agreeing(text: &str, truth: &Truth, lang: Lang) -> Option<String> {
    let number = read_beside(text, &truth.unit, lang).ok();
    let with_hedge = number
        .as_ref()
        .filter(|reading| reading.hedge == Hedge::None)
        .map(|_| write::hedged(text.trim(), truth, lang));
    let single = number.filter(|reading| reading.upper.is_none() && truth.upper.is_none());
    let kept_form = single.and_then(|reading| {
        let written = in_form_of(&reading, truth, text, lang)?;
        Some(replaced(text, reading.digits, &written))
    });
    let swapped = super::read(text, lang).err().and_then(|error| {
        let at = error.at();
        let value = Decimal::parse(&plain_elsewhere(&text[at.clone()], lang)?)?;
        Some(replaced(text, at, &write::plain(&value, None, lang)))
    });
    [kept_form, with_hedge, swapped, Some(write::write(truth, lang))]
        .into_iter()
        .flatten()
        .find(|candidate| compared(candidate, truth, lang).is_ok())
}

fn replaced(text: &str, at: Range<usize>, with: &str) -> String {
    format!("{}{with}{}", &text[..at.start], &text[at.end..])
}

/// The data's value in words or digits, at the scale and the precision the author chose.
fn in_form_of(reading: &Reading, truth: &Truth, text: &str, lang: Lang) -> Option<String> {
    let place = reading.decimals.min(truth.decimals.unwrap_or(i32::MAX));
    // The sign stands outside the digits and stays the author's.
    let value = truth.value.round_to(place).shifted(-reading.scale).abs();
    // Eight hundred million is not "80,000万", and 800,000 is not "0 billion".
    let longest = if lang == Lang::Zh { 3 } else { 2 };
    let fits_scale = reading.scale <= 0 || value.magnitude() <= longest;
    if !fits_scale || value.is_zero() != truth.value.is_zero() {
        return None;
    }

    match reading.form {
        Form::Fraction | Form::Ordinal => None,
        Form::Digits { .. } => Some(write::plain(&value, None, lang)),
        Form::Words => {
            let word =
                value.to_string().parse().ok().and_then(|number| words::number_word(number, lang));
            let capital = text[reading.digits.clone()].starts_with(char::is_uppercase);
            Some(match word {
                Some(word) if capital => capitalised(word),
                Some(word) => word.to_owned(),
                None => write::plain(&value, None, lang),
            })
        }
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
