//! Who looked at a value a second time, and when it is to be looked at again.

use crate::date::PartialDate;
use crate::files::Spanned;

/// A second pair of eyes: who compared a fact with its source, and on which day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignOff {
    /// A key of `people.yaml`, or a name as it is to be printed.
    pub by: Spanned<String>,
    /// The day.
    pub on: Spanned<PartialDate>,
}

impl SignOff {
    /// Whether `by` is a key and not a name: keys are made of small letters, digits and
    /// hyphens, names have capitals, spaces or letters of another script.
    pub fn names_a_key(&self) -> bool {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        self.by.value.chars().all(fits)
    }
}
