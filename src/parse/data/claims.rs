//! Claims: phrases whose truth is an expression over facts.

use crate::diag::{Code, Diagnostic};
use crate::files::Spanned;
use crate::model::{Claim, Formula};
use crate::origin::Origin;
use crate::parse::formula;
use crate::parse::yaml::{self, Entry, Fields, Node};

/// The key of facts' files under which claims stand.
pub(super) const KEY: &str = "claims";

/// One claim.
pub(super) fn claim(entry: &Entry, problems: &mut Vec<Diagnostic>) -> Claim {
    let mut fields = Fields::new(&entry.value, entry.key.span, "a claim", problems);
    let holds = fields.need("holds").and_then(|node| holds(node, fields.problems()));
    let claim = Claim {
        span: entry.key.span,
        holds,
        label: fields.wording("label"),
        note: fields.prose_wording("note"),
    };
    fields.finish();
    claim
}

/// The expression, if it can be read and says something that can be true.
fn holds(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Spanned<Formula>> {
    let text = yaml::text(node, "holds", problems)?;
    let origin = match &node.value {
        yaml::Value::Text(_, origin) => origin.clone(),
        _ => Origin::straight(node.span.start as usize),
    };
    match formula::formula(&text.value, node.span.file, &origin) {
        Ok(formula) if formula.is_statement() => Some(Spanned::new(formula, node.span)),
        Ok(formula) => {
            let message = "this gives a value, and nothing that is true or false";
            problems.push(
                Diagnostic::new(Code::FormulaError, formula.span(), message)
                    .help("compare it with something: `approved-services > 2 * first-batch`"),
            );
            None
        }
        Err(problem) => {
            problems.push(problem);
            None
        }
    }
}
