//! What a fact was before, what other sources say, and what is known to be wrong.

use crate::diag::{Code, Diagnostic};
use crate::files::Spanned;
use crate::model::{KnownError, OtherValue, Prose, Tolerance, Value, Wording};
use crate::number::{Decimal, written_decimals};
use crate::parse::yaml::{self, Fields, Node};

/// `history: [{value, as_of, source, note}]`: the earlier values of a fact in `unit`.
pub(super) fn history(fields: &mut Fields, unit: Option<&str>) -> Vec<OtherValue> {
    let items = fields.items("history").iter();
    items
        .filter_map(|node| {
            let mut inner = Fields::new(node, node.span, "an earlier value", fields.problems());
            inner.need("as_of");
            let other = other(&mut inner, unit);
            inner.finish();
            other.filter(|other| other.as_of.is_some())
        })
        .collect()
}

/// `also: [{value, source, as_of, note}]`: what other sources say of a fact in `unit`.
pub(super) fn also(fields: &mut Fields, unit: Option<&str>) -> Vec<OtherValue> {
    let items = fields.items("also").iter();
    items
        .filter_map(|node| {
            let mut inner =
                Fields::new(node, node.span, "another source's value", fields.problems());
            inner.need("source");
            let other = other(&mut inner, unit);
            inner.finish();
            other.filter(|other| !other.sources.is_empty())
        })
        .collect()
}

fn other(fields: &mut Fields, unit: Option<&str>) -> Option<OtherValue> {
    let value = fields.need("value").and_then(|node| value(node, "value", unit, fields.problems()));
    let as_of = fields.date("as_of");
    let (sources, note) = (fields.texts("source"), fields.prose_wording("note"));
    value.map(|(value, decimals)| OtherValue { value, decimals, as_of, sources, note })
}

/// `known_error: {corrected, note, source}`.
pub(super) fn known_error(fields: &mut Fields, unit: Option<&str>) -> Option<KnownError> {
    let node = fields.get("known_error")?;
    let mut inner = Fields::new(node, node.span, "a known error", fields.problems());
    let corrected =
        inner.get("corrected").and_then(|node| value(node, "corrected", unit, inner.problems()));
    // Without its note the error still has to be shown.
    let note = inner.need_prose_wording("note");
    let note = note.unwrap_or_else(|| Wording::plain(Prose::empty(node.span)));
    let sources = inner.texts("source");
    inner.finish();
    Some(KnownError { span: node.span, corrected, note, sources })
}

/// `tolerance: 2` in the fact's unit, or `tolerance: 1%` of its value.
pub(super) fn tolerance(fields: &mut Fields) -> Option<Tolerance> {
    let text = fields.text("tolerance")?;
    let tolerance = match text.value.strip_suffix('%') {
        Some(number) => Decimal::parse(number.trim_end()).map(Tolerance::Percent),
        None => Decimal::parse(&text.value).map(Tolerance::Absolute),
    };
    let fits = |tolerance: &Tolerance| match tolerance {
        Tolerance::Percent(number) | Tolerance::Absolute(number) => !number.is_negative(),
    };
    let tolerance = tolerance.filter(fits);
    if tolerance.is_none() {
        let message = format!("`tolerance` is `{}`, which is no distance", text.value);
        fields.problem(
            Diagnostic::new(Code::WrongValue, text.span, message)
                .help("write a share of the value, `1%`, or a number in its unit, `2`"),
        );
    }
    tolerance
}

/// A value written like that of a fact in `unit`, and the precision of a number. A fact from
/// a cell need not say its unit: then what looks like a number is one, and so is a date.
fn value(
    node: &Node,
    key: &str,
    unit: Option<&str>,
    problems: &mut Vec<Diagnostic>,
) -> Option<(Spanned<Value>, Option<i32>)> {
    let (value, decimals) = match unit {
        Some("date") => (Value::Date(yaml::date(node, key, problems)?.value), None),
        Some("text") => (Value::Text(yaml::text(node, key, problems)?.value), None),
        Some(_) => number(yaml::decimal(node, key, problems)?),
        None => match yaml::text(node, key, problems)?.value {
            text if Decimal::parse(&text).is_some() => number(yaml::decimal(node, key, problems)?),
            text => match crate::date::PartialDate::parse_iso(&text) {
                Ok(date) => (Value::Date(date), None),
                Err(_) => (Value::Text(text), None),
            },
        },
    };
    Some((Spanned::new(value, node.span), decimals))
}

fn number((number, written): (Decimal, String)) -> (Value, Option<i32>) {
    (Value::Number(number), Some(written_decimals(&written)))
}
