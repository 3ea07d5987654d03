//! What templates see of facts.

use serde::Serialize;

use super::{DateView, Maybe};

/// A fact in the register.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct FactView {
    /// Its id.
    pub id: String,
    /// What it counts.
    pub label: String,
    /// The value.
    pub value: String,
    /// The word behind it; may be empty.
    pub unit: String,
    /// The time it is of.
    pub as_of: Maybe<DateView>,
    /// `exactly`, `about`, …
    pub qualifier: &'static str,
    /// Where it comes from: names that lead to the list of sources, and the passage.
    pub source_html: String,
    /// What exactly is counted.
    pub definition_html: String,
    /// What readers should know.
    pub note_html: String,
    /// Who compared it with its source, and when.
    pub checked: Maybe<CheckedView>,
    /// The known errors in it and in what it rests on.
    pub known_errors: Vec<KnownErrorView>,
    /// Its values before, the newest first.
    pub history: Vec<OtherValueView>,
    /// What other sources say.
    pub also: Vec<OtherValueView>,
    /// What was corrected in the cell it is taken from.
    pub corrections: Vec<CorrectionView>,
    /// Where it stands on the page.
    pub uses: Vec<UseView>,
    /// What its card shows; empty where nothing opens one.
    pub card: Maybe<FactCardView>,
}

/// A claim in the register.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct ClaimView {
    /// Its id.
    pub id: String,
    /// What it says; the words of its first use where its author named it no other way.
    pub label: String,
    /// What must hold, in the names of the facts: "Services filed > 2 × First batch".
    pub expression: String,
    /// The same in values: "117 > 2 × 8".
    pub values: String,
    /// The latest time of what it rests on.
    pub as_of: Maybe<DateView>,
    /// What it rests on: names that lead to the list of sources.
    pub source_html: String,
    /// What readers should know.
    pub note_html: String,
    /// Where it stands on the page.
    pub uses: Vec<UseView>,
}

/// A second pair of eyes.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct CheckedView {
    /// Who.
    pub by: String,
    /// When.
    pub on: DateView,
}

/// A fact on the small card beside its number. Its texts stand in the register too, so
/// that they have no anchors here.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct FactCardView {
    /// Its anchor, without `#`.
    pub anchor: String,
    /// Where it comes from: links to the sources themselves, and the passage.
    pub source_html: String,
    /// What readers should know, without links.
    pub note_html: String,
}

/// A place where a fact stands.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct UseView {
    /// The text there.
    pub text: String,
    /// Its anchor, without `#`.
    pub anchor: String,
}

/// How far a value is from the one before it.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct ValueChangeView {
    /// `up`, `down` or `none`.
    pub direction: &'static str,
    /// The difference with its sign: `+120`.
    pub difference: String,
    /// The word behind it; may be empty.
    pub unit: String,
    /// The difference in per cent of the value before: `+16%`; may be empty.
    pub percent: String,
    /// The value before.
    pub before: String,
    /// The word behind it; may be empty.
    pub before_unit: String,
    /// The time the value before is of.
    pub since: Maybe<DateView>,
}

/// A value of an earlier time or another source.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct OtherValueView {
    /// The value.
    pub value: String,
    /// The word behind it; may be empty.
    pub unit: String,
    /// The time it is of.
    pub as_of: Maybe<DateView>,
    /// Where it comes from; may be empty.
    pub source_html: String,
    /// What readers should know; may be empty.
    pub note_html: String,
}

/// That a published value is known to be wrong.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct KnownErrorView {
    /// The label of the fact that is wrong, where another fact rests on it; else empty.
    pub fact: String,
    /// The right value with its unit; may be empty.
    pub corrected: String,
    /// What is wrong, in plain words.
    pub note: String,
    /// What is wrong.
    pub note_html: String,
    /// Who says so; may be empty.
    pub source_html: String,
}

/// A fix of the data behind a figure or a fact.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct CorrectionView {
    /// What was done: "Corrected", "Left out", "Flagged".
    pub label: String,
    /// What tells the row from others.
    pub row: String,
    /// The title of the column.
    pub column: String,
    /// What the source says: "177 in the source".
    pub was: String,
    /// Why.
    pub reason: String,
}
