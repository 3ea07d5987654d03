//! Facts.

use super::{fresh, history};
use crate::diag::{Code, Diagnostic};
use crate::files::{Span, Spanned};
use crate::model::{Fact, FactValue, Value};
use crate::number::{Decimal, Qualifier, written_decimals};
use crate::origin::Origin;
use crate::parse::formula;
use crate::parse::yaml::{self, Entry, Fields, Node};

const QUALIFIERS: [(&str, Qualifier); 7] = [
    ("exactly", Qualifier::Exactly),
    ("about", Qualifier::About),
    ("at-least", Qualifier::AtLeast),
    ("more-than", Qualifier::MoreThan),
    ("at-most", Qualifier::AtMost),
    ("fewer-than", Qualifier::FewerThan),
    ("between", Qualifier::Between),
];

/// One fact.
pub(super) fn fact(entry: &Entry, problems: &mut Vec<Diagnostic>) -> Fact {
    let mut fields = Fields::new(&entry.value, entry.key.span, "a fact", problems);
    let label = fields.need_wording("label");
    let unit = fields.text("unit");
    let Written { value, decimals: written, upper } = value(&mut fields, unit.as_ref());
    let qualifier = qualifier(&mut fields, upper.as_ref());
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
    let kind = unit.as_ref().map(|unit| unit.value.clone());
    let kind = kind.as_deref();
    let fact = Fact {
        span: entry.key.span,
        label,
        upper,
        unit,
        decimals: decimals.or(written),
        qualifier,
        as_of: as_of.map(|date| date.value),
        sources,
        locator: fields.wording("locator"),
        definition: fields.prose_wording("definition"),
        note: fields.prose_wording("note"),
        stale_after,
        review_by: fields.date("review_by"),
        checked,
        history: history::history(&mut fields, kind),
        jump: fields.text("jump"),
        also: history::also(&mut fields, kind),
        tolerance: history::tolerance(&mut fields),
        known_error: history::known_error(&mut fields, kind),
        value,
    };
    fields.finish();
    fact
}

/// What a fact says its value is.
struct Written {
    value: FactValue,
    /// The precision it was written with, if it was written here.
    decimals: Option<i32>,
    /// The upper end of a range.
    upper: Option<Decimal>,
}

impl Written {
    fn single(value: FactValue, decimals: Option<i32>) -> Written {
        Written { value, decimals, upper: None }
    }
}

fn value(fields: &mut Fields, unit: Option<&Spanned<String>>) -> Written {
    let forms = [
        ("value", fields.get("value")),
        ("from", fields.get("from")),
        ("formula", fields.get("formula")),
        ("range", fields.get("range")),
    ];
    let mut given = forms.iter().filter_map(|(name, node)| node.map(|node| (*name, node)));
    let (Some((name, node)), None) = (given.next(), given.next()) else {
        let spans: Vec<(&str, Span)> =
            forms.iter().filter_map(|(name, _)| Some((*name, fields.key(name)?))).collect();
        let problem = form_problem(fields.place(), &spans);
        match spans[..] {
            [] => fields.lack(&["value", "from", "formula", "range"], problem),
            _ => fields.problem(problem),
        }
        return Written::single(FactValue::Missing, None);
    };
    match name {
        "value" => {
            let (value, decimals) = literal(node, unit, fields.problems());
            Written::single(value, decimals)
        }
        "from" => Written::single(from(node, fields.problems()), None),
        "range" => range(node, fields.problems()),
        _ => Written::single(computed(node, fields.problems()), None),
    }
}

/// `range: [20, 30]`: two numbers, the lower first.
fn range(node: &Node, problems: &mut Vec<Diagnostic>) -> Written {
    let nothing = Written::single(FactValue::Missing, None);
    let help = "write both ends, the lower first: `range: [20, 30]`";
    let [lower, upper] = yaml::list(node) else {
        problems.push(
            Diagnostic::new(Code::WrongType, node.span, "`range` is not a list of two numbers")
                .help(help),
        );
        return nothing;
    };
    let lower = yaml::decimal(lower, "range", problems);
    let upper = yaml::decimal(upper, "range", problems);
    let (Some((lower, first)), Some((upper, second))) = (lower, upper) else { return nothing };
    if lower > upper {
        problems.push(
            Diagnostic::new(
                Code::WrongValue,
                node.span,
                format!("this range begins at {lower} and ends at {upper}"),
            )
            .help(help),
        );
        return nothing;
    }
    let decimals = written_decimals(&first).max(written_decimals(&second));
    Written {
        value: FactValue::Given(Spanned::new(Value::Number(lower), node.span)),
        decimals: Some(decimals),
        upper: Some(upper),
    }
}

/// A range is `between` its ends, and nothing else is.
fn qualifier(fields: &mut Fields, upper: Option<&Decimal>) -> Qualifier {
    let named = fields.choice("qualifier", &QUALIFIERS);
    let fits = |named: &Spanned<Qualifier>| upper.is_some() == (named.value == Qualifier::Between);
    if let Some(named) = named.as_ref().filter(|named| !fits(named)) {
        let message = match upper {
            Some(_) => format!("a range cannot be `{}` as well", named.value.name()),
            None => "`between` needs both ends".to_owned(),
        };
        fields.problem(
            Diagnostic::new(Code::WrongValue, named.span, message)
                .help("a range is `range: [20, 30]` instead of `value`, and needs no `qualifier`"),
        );
    }
    match upper {
        Some(_) => Qualifier::Between,
        None => named.map_or(Qualifier::Exactly, |named| named.value),
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
            problem.related(given[0].1, "the first").help("keep one: `value` is written here, `from` is a cell of a dataset, `formula` is computed, `range` has two ends")
        }
        _ => Diagnostic::new(Code::FactForm, place, "this fact has no value").help(
            "give it `value: 117`, `from: {dataset: …, where: {…}, column: …}`, `formula: a / b` or `range: [20, 30]`",
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
