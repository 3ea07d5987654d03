//! Fixes of upstream data, `data/corrections.yaml`.

use crate::diag::{Code, Diagnostic};
use crate::files::Spanned;
use crate::model::{Correction, CorrectionAction};
use crate::parse::yaml::{self, Fields, Node, Value};

/// What a correction can do.
#[derive(Debug, Clone, Copy)]
enum Action {
    Override,
    Scale,
    Flag,
    Drop,
}

const ACTIONS: [(&str, Action); 4] = [
    ("override", Action::Override),
    ("scale", Action::Scale),
    ("flag", Action::Flag),
    ("drop", Action::Drop),
];

/// How far the publisher has come; for the desk, not for readers.
const STATUS: [(&str, ()); 4] =
    [("open", ()), ("reported", ()), ("acknowledged", ()), ("fixed-upstream", ())];

/// The corrections of a file, which is a list of them.
pub(super) fn corrections(root: &Node, problems: &mut Vec<Diagnostic>) -> Vec<Correction> {
    match &root.value {
        Value::Sequence(items) => {
            items.iter().filter_map(|item| correction(item, problems)).collect()
        }
        Value::Null | Value::Unreadable => Vec::new(),
        value => {
            let message = format!("this file is a list of corrections, not {}", value.kind());
            problems.push(
                Diagnostic::new(Code::WrongType, root.span, message)
                    .help("begin each with a hyphen: `- dataset: …`"),
            );
            Vec::new()
        }
    }
}

fn correction(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Correction> {
    let mut fields = Fields::new(node, node.span, "a correction", problems);
    let dataset = fields.need_text("dataset");
    let conditions = fields.named("where");
    let conditions = super::conditions(conditions, fields.problems());
    let column = fields.need_text("column");
    fields.need("action");
    let action = match fields.choice("action", &ACTIONS) {
        Some(word) => action(word.value, &mut fields),
        None => {
            // Nobody knows which of them the action would have needed.
            for key in ["value", "factor", "flag"] {
                fields.get(key);
            }
            None
        }
    };
    let expect = expect(&mut fields);
    let reason = fields.need_wording("reason");
    fields.text("provider");
    fields.choice("status", &STATUS);
    fields.finish();
    Some(Correction {
        span: node.span,
        dataset: dataset?,
        conditions,
        column: column?,
        expect: expect?,
        action: action?,
        reason,
    })
}

/// What an action does, with the key that says how.
fn action(action: Action, fields: &mut Fields) -> Option<CorrectionAction> {
    match action {
        Action::Override => fields.need_text("value").map(CorrectionAction::Override),
        Action::Flag => fields.need_text("flag").map(CorrectionAction::Flag),
        Action::Drop => Some(CorrectionAction::Drop),
        Action::Scale => {
            let node = fields.need("factor")?;
            let (factor, _) = yaml::decimal(node, "factor", fields.problems())?;
            Some(CorrectionAction::Scale(Spanned::new(factor, node.span)))
        }
    }
}

/// `expect: {eq: 177}`
fn expect(fields: &mut Fields) -> Option<Spanned<String>> {
    let node = fields.need("expect")?;
    let mut inner = Fields::new(node, node.span, "`expect`", fields.problems());
    let text = inner.need_text("eq");
    inner.finish();
    text
}
