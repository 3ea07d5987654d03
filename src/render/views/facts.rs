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
