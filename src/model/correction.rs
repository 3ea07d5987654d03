//! Fixes of upstream data that say what they expect to find.

use super::data::Condition;
use super::wording::Wording;
use crate::files::{Span, Spanned};
use crate::number::Decimal;

/// A fix of one cell or row that its publisher got wrong.
#[derive(Debug, Clone)]
pub struct Correction {
    /// Where it is written.
    pub span: Span,
    /// The dataset.
    pub dataset: Spanned<String>,
    /// What the row must say.
    pub conditions: Vec<Condition>,
    /// The column that is wrong, or shows that the row still is.
    pub column: Spanned<String>,
    /// What stands there as long as the source is not repaired.
    pub expect: Spanned<String>,
    /// What is done.
    pub action: CorrectionAction,
    /// What readers are told.
    pub reason: Wording,
}

/// What a correction does.
#[derive(Debug, Clone)]
pub enum CorrectionAction {
    /// The cell says something else.
    Override(Spanned<String>),
    /// The cell's number is multiplied.
    Scale(Spanned<Decimal>),
    /// The row's flag is this letter.
    Flag(Spanned<String>),
    /// The row is left out.
    Drop,
}

/// A correction as it was made in a dataset, for readers.
#[derive(Debug, Clone)]
pub struct Corrected {
    /// The place of the cell.
    pub span: Span,
    /// What tells its row from others.
    pub row: String,
    /// The title of its column.
    pub column: Wording,
    /// What the source says.
    pub was: String,
    /// What was done.
    pub kind: CorrectedKind,
    /// Why.
    pub reason: Wording,
}

/// What was done to a row, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorrectedKind {
    /// A cell was changed.
    Changed,
    /// A flag was set.
    Flagged,
    /// The row was left out.
    Dropped,
}
