//! What else is known of a fact: what it was before, what others say, and that it is wrong.

use super::data::{Fact, Value};
use super::document::Prose;
use super::wording::Wording;
use crate::date::PartialDate;
use crate::files::{Span, Spanned};
use crate::number::Decimal;

/// A value that a fact had before, or that another source gives.
#[derive(Debug, Clone)]
pub struct OtherValue {
    /// The value.
    pub value: Spanned<Value>,
    /// How far a number is known, by the way it is written.
    pub decimals: Option<i32>,
    /// The time it is of.
    pub as_of: Option<Spanned<PartialDate>>,
    /// The keys of its sources.
    pub sources: Vec<Spanned<String>>,
    /// What readers should know of it.
    pub note: Option<Wording<Prose>>,
}

/// How far two sources may be apart and still agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tolerance {
    /// So many per cent of the fact's value.
    Percent(Decimal),
    /// So much, in the fact's unit.
    Absolute(Decimal),
}

/// A published value that stands although it is known to be wrong.
#[derive(Debug, Clone)]
pub struct KnownError {
    /// Where its key's value stands.
    pub span: Span,
    /// The right value, where it is known, and how far.
    pub corrected: Option<(Spanned<Value>, Option<i32>)>,
    /// What readers are told.
    pub note: Wording<Prose>,
    /// Who says so, by key.
    pub sources: Vec<Spanned<String>>,
}

impl Fact {
    /// Every source that the fact names, for whatever reason.
    pub fn keys(&self) -> impl Iterator<Item = &Spanned<String>> {
        let others = self.history.iter().chain(&self.also).flat_map(|other| &other.sources);
        let error = self.known_error.iter().flat_map(|error| &error.sources);
        self.sources.iter().chain(others).chain(error)
    }

    /// Every text of the fact that readers see.
    pub fn texts(&self) -> impl Iterator<Item = &Wording<Prose>> {
        let others = self.history.iter().chain(&self.also).filter_map(|other| other.note.as_ref());
        let error = self.known_error.iter().map(|error| &error.note);
        self.definition.iter().chain(&self.note).chain(others).chain(error)
    }
}
