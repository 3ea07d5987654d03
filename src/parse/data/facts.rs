//! Facts.

use super::fresh;
use crate::diag::{Code, Diagnostic};
use crate::files::{Span, Spanned};
use crate::model::{Fact, FactValue, Value};
use crate::number::{Qualifier, written_decimals};
use crate::origin::Origin;
use crate::parse::formula;
use crate::parse::yaml::{self, Entry, Fields, Node};

const QUALIFIERS: [(&str, Qualifier); 6] = [
    ("exactly", Qualifier::Exactly),
    ("about", Qualifier::About),
    ("at-least", Qualifier::AtLeast),
    ("more-than", Qualifier::MoreThan),
    ("at-most", Qualifier::AtMost),
    ("fewer-than", Qualifier::FewerThan),
];

/// One fact.
pub(super) fn fact(entry: &Entry, problems: &mut Vec<Diagnostic>) -> Fact {
    let mut fields = Fields::new(&entry.value, entry.key.span, "a fact", problems);
    let label = fields.need_text("label").map_or_else(String::new, |text| text.value);
    let unit = fields.text("unit");
    let (value, written) = value(&mut fields, unit.as_ref());
    let decimals = fields
        .integer("decimals")
        .map(|number| i32::try_from(number.value.clamp(-400, 400)).unwrap_or(0));
    let given = matches!(value, FactValue::Given(_));
    let as_of = if given {
        fields.need("as_of").and_then(|node| yaml::date(node, "as_of", fields.problems()))
    } else {
        fields.date("as_of")
    };
    let sources = fields.texts("source");
    if given && !fields.says("source") {
        let place = fields.place();
        fields.lack(
            &["source"],
            Diagnostic::new(Code::MissingKey, place, "a fact needs `source`")
                .help("name the source's key from `data/sources.yaml`: `source: …`"),
        );
    }
    if given
        && !fields.says("unit")
        && matches!(value, FactValue::Given(Spanned { value: Value::Number(_), .. }))
    {
        let place = fields.place();
        fields.lack(
            &["unit"],
            Diagnostic::new(Code::MissingKey, place, "a fact needs `unit`")
                .help("say what the number counts: `unit: service`, `unit: percent`, `unit: USD`"),
        );
    }
    let stale_after = fresh::stale_after(&mut fields);
    let checked = fresh::checked(&mut fields);
    let fact = Fact {
        span: entry.key.span,
        label,
        unit,
        decimals: decimals.or(written),
        qualifier: fields
            .choice("qualifier", &QUALIFIERS)
            .map_or(Qualifier::Exactly, |word| word.value),
        as_of: as_of.map(|date| date.value),
        sources,
        locator: fields.text("locator").map_or_else(String::new, |text| text.value),
        definition: fields.prose("definition"),
        note: fields.prose("note"),
        stale_after,
        review_by: fields.date("review_by"),
        checked,
        value,
    };
    fields.finish();
    fact
}

/// The value, and the precision it was written with if it was written here.
fn value(fields: &mut Fields, unit: Option<&Spanned<String>>) -> (FactValue, Option<i32>) {
    let forms = [
        ("value", fields.get("value")),
        ("from", fields.get("from")),
        ("formula", fields.get("formula")),
    ];
    let mut given = forms.iter().filter_map(|(name, node)| node.map(|node| (*name, node)));
    let (Some((name, node)), None) = (given.next(), given.next()) else {
        let spans: Vec<(&str, Span)> =
            forms.iter().filter_map(|(name, _)| Some((*name, fields.key(name)?))).collect();
        let problem = form_problem(fields.place(), &spans);
        match spans[..] {
            [] => fields.lack(&["value", "from", "formula"], problem),
            _ => fields.problem(problem),
        }
        return (FactValue::Missing, None);
    };
    match name {
        "value" => literal(node, unit, fields.problems()),
        "from" => (from(node, fields.problems()), None),
        _ => (computed(node, fields.problems()), None),
    }
}

fn form_problem(place: Span, given: &[(&str, Span)]) -> Diagnostic {
    match given {
        [.., (last, span)] if given.len() > 1 => {
            let problem = Diagnostic::new(
                Code::FactForm,
                *span,
                format!("this fact has `{last}` beside `{}`", given[0].0),
            );
            problem.related(given[0].1, "the first").help("keep one: `value` is written here, `from` is a cell of a dataset, `formula` is computed")
        }
        _ => Diagnostic::new(Code::FactForm, place, "this fact has no value").help(
            "give it `value: 117`, `from: {dataset: …, where: {…}, column: …}` or `formula: a / b`",
        ),
    }
}

fn literal(
    node: &Node,
    unit: Option<&Spanned<String>>,
    problems: &mut Vec<Diagnostic>,
) -> (FactValue, Option<i32>) {
    let unit = unit.map_or("", |unit| unit.value.as_str());
    let given = match unit {
        "date" => yaml::date(node, "value", problems).map(|date| (Value::Date(date.value), None)),
        "text" => yaml::text(node, "value", problems).map(|text| (Value::Text(text.value), None)),
        _ => yaml::decimal(node, "value", problems).map(|(number, written)| {
            let decimals = written_decimals(&written);
            (Value::Number(number), Some(decimals))
        }),
    };
    match given {
        Some((value, decimals)) => (FactValue::Given(Spanned::new(value, node.span)), decimals),
        None => (FactValue::Missing, None),
    }
}

fn from(node: &Node, problems: &mut Vec<Diagnostic>) -> FactValue {
    let mut fields = Fields::new(node, node.span, "`from`", problems);
    let dataset = fields.need_text("dataset");
    let conditions = fields.named("where");
    let conditions = super::conditions(conditions, fields.problems());
    let column = fields.need_text("column");
    fields.finish();
    match (dataset, column) {
        (Some(dataset), Some(column)) => FactValue::From { dataset, conditions, column },
        _ => FactValue::Missing,
    }
}

fn computed(node: &Node, problems: &mut Vec<Diagnostic>) -> FactValue {
    let Some(text) = yaml::text(node, "formula", problems) else { return FactValue::Missing };
    let origin = match &node.value {
        yaml::Value::Text(_, origin) => origin.clone(),
        _ => Origin::straight(node.span.start as usize),
    };
    match formula::formula(&text.value, node.span.file, &origin) {
        Ok(formula) => FactValue::Formula(formula, node.span),
        Err(problem) => {
            problems.push(problem);
            FactValue::Missing
        }
    }
}
