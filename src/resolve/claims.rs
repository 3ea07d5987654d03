//! Whether claims hold.

use std::collections::BTreeMap;

use super::facts::Figure;
use super::formula::{Evaluator, Outcome, Term};
use super::select;
use crate::date::PartialDate;
use crate::diag::{Code, Diagnostic};
use crate::files::{Span, Spanned};
use crate::model::{Claim, Data, Formula};

/// A claim whose expression has come to something.
#[derive(Debug, Clone)]
pub struct Proof {
    /// Whether it holds.
    pub holds: bool,
    /// The expression with its values.
    pub terms: Vec<Term>,
    /// The sources it rests on, by key.
    pub sources: Vec<Spanned<String>>,
    /// The latest time of what it rests on.
    pub as_of: Option<PartialDate>,
    /// Where the expression is written.
    pub origin: Span,
}

/// Every claim that can be worked out, by id.
pub(super) fn proofs(
    data: &Data,
    figures: &BTreeMap<String, Figure>,
    rows_left: &mut usize,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Proof> {
    let mut proofs = BTreeMap::new();
    for (id, claim) in &data.claims {
        if let Some(proof) = proof(claim, data, figures, rows_left, problems) {
            proofs.insert(id.clone(), proof);
        }
    }
    proofs
}

fn proof(
    claim: &Claim,
    data: &Data,
    figures: &BTreeMap<String, Figure>,
    rows_left: &mut usize,
    problems: &mut Vec<Diagnostic>,
) -> Option<Proof> {
    let holds = claim.holds.as_ref()?;
    if !are_known(&holds.value, data, figures, problems) {
        return None;
    }
    let mut evaluator = Evaluator::new(data, figures, rows_left, problems);
    let outcome = evaluator.outcome(&holds.value)?;
    // Only a function over rows looks at cells, and it looks past empty ones.
    let Outcome::Truth(truth) = outcome else { return None };
    let basis = evaluator.basis(&holds.value);
    // The values were worked out once already: what they report is reported.
    let mut silent = Vec::new();
    let terms = Evaluator::new(data, figures, rows_left, &mut silent).terms(&holds.value);
    Some(Proof {
        holds: truth,
        terms,
        sources: basis.sources,
        as_of: basis.as_of,
        origin: holds.span,
    })
}

/// Whether every fact of an expression is there and has a value. One that has none is already
/// reported.
fn are_known(
    formula: &Formula,
    data: &Data,
    figures: &BTreeMap<String, Figure>,
    problems: &mut Vec<Diagnostic>,
) -> bool {
    let mut known = true;
    for name in formula.facts() {
        if !data.facts.contains_key(&name.value) {
            problems.push(select::unknown(Code::UnknownFact, "fact", name, data.facts.keys()));
        }
        known &= figures.contains_key(&name.value);
    }
    known
}
