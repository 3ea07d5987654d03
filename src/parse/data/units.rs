//! Units that a project declares.

use std::sync::Arc;

use crate::diag::{Code, Diagnostic};
use crate::files::Spanned;
use crate::lang::Lang;
use crate::number::{Fraction, Unit};
use crate::parse::yaml::{Entry, Fields, Value};

/// A unit and the unit that it is so many of, by name.
#[derive(Debug, Clone)]
pub struct RawUnit {
    /// The unit by itself.
    pub unit: Unit,
    /// What it is measured in, and how many of it.
    pub of: Option<(Spanned<String>, Fraction)>,
}

/// A unit that this project counts in: `service: {one: service, other: services}`, or
/// `lakh: {one: lakh, other: lakhs, of: person, factor: 100000}`.
pub(super) fn unit(entry: &Entry, problems: &mut Vec<Diagnostic>) -> RawUnit {
    let mut fields = Fields::new(&entry.value, entry.key.span, "a unit", problems);
    let id = &entry.key.value;
    let one = fields.text("one").map_or_else(|| id.clone(), |text| text.value);
    let other = fields.text("other").map_or_else(|| one.clone(), |text| text.value);
    let symbol = fields.text("symbol").map_or_else(String::new, |text| text.value);
    let mut unit = Unit { symbol, kin: Arc::new([]), ..Unit::declared(id, &one, &other) };
    for (lang, key) in [(Lang::De, "de"), (Lang::Zh, "zh")] {
        if let Some((one, other)) = noun(&mut fields, key) {
            unit = unit.with(lang, &one, &other);
        }
    }
    let of = fields.text("of");
    let factor = factor(&mut fields);
    for (key, there, other) in
        [("of", of.is_some(), "factor"), ("factor", fields.says("factor"), "of")]
    {
        if there && !fields.says(other) {
            let place = fields.key(key).unwrap_or(fields.place());
            let message = format!("`{key}` stands without `{other}`");
            let problem = Diagnostic::new(Code::MissingKey, place, message)
                .help("say how many of which unit one is: `of: kg, factor: 1000`");
            fields.lack(&["of", "factor"], problem);
        }
    }
    fields.finish();
    RawUnit { unit, of: of.zip(factor) }
}

/// The noun in another language: one word for any number, or `{one: …, other: …}`.
fn noun(fields: &mut Fields, key: &'static str) -> Option<(String, String)> {
    let node = fields.get(key)?;
    if !matches!(node.value, Value::Mapping(_)) {
        let noun = fields.text(key)?.value;
        return Some((noun.clone(), noun));
    }
    let mut inner = Fields::new(node, node.span, "a noun", fields.problems());
    let one = inner.need_text("one");
    let other = inner.text("other");
    inner.finish();
    let one = one?.value;
    let other = other.map_or_else(|| one.clone(), |other| other.value);
    Some((one, other))
}

fn factor(fields: &mut Fields) -> Option<Fraction> {
    let written = fields.text("factor")?;
    let factor = Fraction::parse(&written.value);
    if factor.is_none() {
        fields.problem(
            Diagnostic::new(
                Code::WrongValue,
                written.span,
                format!("`factor` is `{}`, which is not a number above zero", written.value),
            )
            .help("write how many of the other unit one is: `1000`, `0.45359237` or `1/3`"),
        );
    }
    factor
}
