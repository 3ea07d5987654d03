//! Charts and tables as their authors specify them.

use crate::diag::{Code, Diagnostic, nearest};
use crate::files::Spanned;
use crate::model::{
    Annotation, Channel, ChartSpec, Direction, Extent, Labels, Mark, Scale, Selection, Sort,
    TableSpec,
};
use crate::parse::yaml::{self, Fields, Node, Value};

const MARKS: [(&str, Mark); 4] =
    [("line", Mark::Line), ("step", Mark::Step), ("bar", Mark::Bar), ("dot", Mark::Dot)];

const LABELS: [(&str, Labels); 5] = [
    ("auto", Labels::Auto),
    ("value", Labels::Value),
    ("end", Labels::End),
    ("legend", Labels::Legend),
    ("none", Labels::None),
];

const SCALES: [(&str, Scale); 2] = [("linear", Scale::Linear), ("log", Scale::Log)];

/// One chart.
pub(super) fn chart(
    name: &Spanned<String>,
    node: &Node,
    problems: &mut Vec<Diagnostic>,
) -> Option<ChartSpec> {
    let mut fields = Fields::new(node, name.span, "a chart", problems);
    let headline = fields.need_prose("headline");
    let subtitle = fields.need_prose("subtitle");
    let data = selection(&mut fields);
    let mark = mark(&mut fields);
    let x = fields.need("x").and_then(|node| channel(node, "x", fields.problems()));
    let y = fields.need("y").and_then(|node| channel(node, "y", fields.problems()));
    let color = fields.get("color").and_then(|node| channel(node, "color", fields.problems()));
    let unstacked = fields.choice("stack", &[("none", ())]).is_some();
    let label = fields.choice("label", &LABELS).map_or(Labels::Auto, |label| label.value);
    let highlight = fields.texts("highlight");
    let annotations = fields.items("annotations");
    let annotations =
        annotations.iter().filter_map(|node| annotation(node, fields.problems())).collect();
    let points = fields.truth("points").unwrap_or(false);
    let note = fields.prose("note");
    let alt = fields.prose("alt");
    let sources = fields.texts("source");
    fields.finish();
    Some(ChartSpec {
        span: name.span,
        headline: headline?,
        subtitle: subtitle?,
        data: data?,
        mark: mark?,
        x: x?,
        y: y?,
        color,
        unstacked,
        label,
        highlight,
        annotations,
        points,
        note,
        alt,
        sources,
    })
}

fn mark(fields: &mut Fields) -> Option<Spanned<Mark>> {
    fields.need("mark");
    let word = fields.text("mark")?;
    let found = MARKS.iter().find(|(name, _)| *name == word.value);
    if found.is_none() {
        let problem = Diagnostic::new(
            Code::UnknownMark,
            word.span,
            format!("there is no mark `{}`", word.value),
        );
        let names = MARKS.iter().map(|(name, _)| *name);
        fields.problem(match (word.value.as_str(), nearest(&word.value, names)) {
            ("pie" | "donut" | "doughnut", _) => problem
                .help("use `bar`: lengths from one line are compared more exactly than angles"),
            (_, Some(near)) => problem.help(format!("did you mean `{near}`?")),
            _ => problem.help("the marks are `line`, `step`, `bar` and `dot`"),
        });
    }
    found.map(|(_, mark)| Spanned::new(*mark, word.span))
}

/// `data: approvals`, or `data: {from: approvals, where: {…}}`.
fn selection(fields: &mut Fields) -> Option<Selection> {
    let node = fields.need("data")?;
    if let Value::Mapping(_) = node.value {
        let mut inner = Fields::new(node, node.span, "`data`", fields.problems());
        let dataset = inner.need_text("from");
        let conditions = inner.named("where");
        let conditions = super::conditions(conditions, inner.problems());
        inner.finish();
        return dataset.map(|dataset| Selection { dataset, conditions });
    }
    let dataset = yaml::text(node, "data", fields.problems())?;
    Some(Selection { dataset, conditions: Vec::new() })
}

fn channel(node: &Node, name: &'static str, problems: &mut Vec<Diagnostic>) -> Option<Channel> {
    if !matches!(node.value, Value::Mapping(_)) {
        let field = yaml::text(node, name, problems)?;
        return Some(Channel {
            scale: Spanned::new(Scale::Linear, field.span),
            field,
            title: None,
            domain: None,
            zero: None,
            sort: Sort::Rows,
        });
    }
    let mut fields = Fields::new(node, node.span, "a channel", problems);
    let field = fields.need_text("field");
    let title = fields.text("title").map(|text| text.value);
    let domain = domain(&mut fields);
    let scale = fields.choice("scale", &SCALES);
    let zero = fields.get("zero").map(|node| node.span);
    let zero = zero.and_then(|span| Some(Spanned::new(fields.truth("zero")?, span)));
    let sort = sort(&mut fields);
    fields.finish();
    let field = field?;
    Some(Channel {
        scale: scale.unwrap_or(Spanned::new(Scale::Linear, field.span)),
        field,
        title,
        domain,
        zero,
        sort,
    })
}

fn domain(fields: &mut Fields) -> Option<(Spanned<String>, Spanned<String>)> {
    let node = fields.get("domain")?;
    match extent(node, "domain", fields.problems()) {
        Some(Extent::Between(from, to)) => Some((from, to)),
        Some(Extent::At(_)) => {
            fields.problem(
                Diagnostic::new(Code::WrongType, node.span, "`domain` is one value, not two")
                    .help("write the two ends of the axis: `domain: [0, 100]`"),
            );
            None
        }
        None => None,
    }
}

/// The order of categories: `order` lists them, `sort` says by what.
fn sort(fields: &mut Fields) -> Sort {
    let listed = fields.texts("order");
    let Some(node) = fields.get("sort") else {
        return if listed.is_empty() { Sort::Rows } else { Sort::Listed(listed) };
    };
    if let Value::Sequence(_) = node.value {
        return Sort::Listed(fields.texts("sort"));
    }
    let words = [("x", false), ("y", false), ("-x", true), ("-y", true)];
    let names: Vec<(&'static str, Option<bool>)> = words
        .iter()
        .map(|(name, falling)| (*name, Some(*falling)))
        .chain([("none", None)])
        .collect();
    match fields.choice("sort", &names).and_then(|word| word.value) {
        Some(true) => Sort::Falling,
        Some(false) => Sort::Rising,
        None => Sort::Rows,
    }
}

fn extent(node: &Node, key: &str, problems: &mut Vec<Diagnostic>) -> Option<Extent> {
    let Value::Sequence(items) = &node.value else {
        return yaml::text(node, key, problems).map(Extent::At);
    };
    let texts: Vec<_> = items.iter().filter_map(|item| yaml::text(item, key, problems)).collect();
    match <[Spanned<String>; 2]>::try_from(texts) {
        Ok([from, to]) => Some(Extent::Between(from, to)),
        Err(texts) => {
            if texts.len() == items.len() {
                problems.push(
                    Diagnostic::new(
                        Code::WrongType,
                        node.span,
                        format!("`{key}` lists {} values, not two", texts.len()),
                    )
                    .help(format!("write where it begins and ends: `{key}: [a, b]`")),
                );
            }
            None
        }
    }
}

fn annotation(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Annotation> {
    let mut fields = Fields::new(node, node.span, "an annotation", problems);
    let x = fields.get("x").and_then(|node| extent(node, "x", fields.problems()));
    let y = fields.get("y").and_then(|node| extent(node, "y", fields.problems()));
    let text = fields.need_prose("text");
    if x.is_none() == y.is_none() {
        fields.problem(
            Diagnostic::new(Code::MissingKey, node.span, "an annotation stands at an `x` or at a `y`")
                .help("write `x: 2023-10-17` for a line across time, `y: 100` for a level, two values in brackets for a stretch"),
        );
    }
    fields.finish();
    Some(Annotation { x, y, text: text?, span: node.span })
}

/// One table.
pub(super) fn table(
    name: &Spanned<String>,
    node: &Node,
    problems: &mut Vec<Diagnostic>,
) -> Option<TableSpec> {
    let mut fields = Fields::new(node, name.span, "a table", problems);
    let headline = fields.need_prose("headline");
    let subtitle = fields.prose("subtitle");
    let data = selection(&mut fields);
    let columns = fields.texts("columns");
    let sort = fields.text("sort").map(|text| match text.value.strip_prefix('-') {
        Some(column) => (
            Spanned::new(column.to_owned(), text.span.slice(1..usize::MAX / 2)),
            Direction::Falling,
        ),
        None => (text, Direction::Rising),
    });
    let note = fields.prose("note");
    let sources = fields.texts("source");
    fields.finish();
    Some(TableSpec {
        span: name.span,
        headline: headline?,
        subtitle,
        data: data?,
        columns,
        sort,
        note,
        sources,
    })
}
