//! What is done with a fact whose value is known: it is written, and texts are held against it.

use super::facts::{Figure, FigureValue};
use crate::lang::Lang;
use crate::number::{self, Disagreement};

impl FigureValue {
    /// The value as a text would write it: "US$800 million", "28 March 2024". Counted nouns are
    /// left to the sentence.
    pub fn write(&self, lang: Lang) -> String {
        match self {
            FigureValue::Number(truth) => number::write(truth, lang),
            FigureValue::Date(date) => date.write(lang),
            FigureValue::Text(text) => text.clone(),
        }
    }

    /// The value with what it counts: "117 services".
    pub fn write_with_unit(&self, lang: Lang) -> String {
        let FigureValue::Number(truth) = self else { return self.write(lang) };
        let (value, unit) = number::parts(truth, lang);
        if unit.is_empty() { value } else { format!("{value} {unit}") }
    }
}

impl Figure {
    /// What an empty link shows: the value, or with `?show=as-of` the day it is of. Nothing for
    /// a day that is not known.
    pub fn shown(&self, as_of: bool, lang: Lang) -> Option<String> {
        if as_of {
            return self.as_of.map(|date| date.write(lang));
        }
        Some(self.value.write(lang))
    }

    /// How the text of a link disagrees with the value, or with the day it is of.
    pub fn disagreement(&self, words: &str, as_of: bool, lang: Lang) -> Option<Disagreement> {
        let result = match (&self.value, as_of) {
            (_, true) => number::check_date(words, self.as_of?, lang),
            (FigureValue::Number(truth), false) => number::check(words, truth, lang),
            (FigureValue::Date(date), false) => number::check_date(words, *date, lang),
            (FigureValue::Text(text), false) => number::check_words(words, text),
        };
        result.err()
    }
}
