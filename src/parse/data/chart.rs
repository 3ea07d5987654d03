//! Charts and tables as their authors specify them.

mod needs;
mod translations;

use crate::diag::{Code, Diagnostic, nearest, one_of};
use crate::files::Spanned;
use crate::model::{
    Annotation, Channel, ChartSpec, Direction, Extent, Labels, LayerSpec, Mark, Scale, Selection,
    Sort, Stack, TableSpec, ViewKind,
};
use crate::number::Pattern;
use crate::parse::yaml::{self, Fields, Node, Value};

const LABELS: [(&str, Labels); 5] = [
    ("auto", Labels::Auto),
    ("value", Labels::Value),
    ("end", Labels::End),
    ("legend", Labels::Legend),
    ("none", Labels::None),
];

const STACKS: [(&str, Stack); 3] =
    [("none", Stack::None), ("zero", Stack::Zero), ("normalize", Stack::Normalize)];

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
    let mut channels = Channels::read(&mut fields);
    let complete = mark.as_ref().is_some_and(|mark| needs::check(mark, &channels, &mut fields));
    let layers = layers(&mut fields, mark.as_ref(), &channels);
    let stack = fields.choice("stack", &STACKS);
    let label = fields.choice("label", &LABELS).map_or(Labels::Auto, |label| label.value);
    let highlight = fields.texts("highlight");
    let totals = fields.texts("totals");
    let bins = fields.integer("bins");
    let annotations = fields.items("annotations");
    let annotations =
        annotations.iter().filter_map(|node| annotation(node, fields.problems())).collect();
    let points = fields.truth("points").unwrap_or(false);
    let note = fields.prose("note");
    let alt = fields.prose("alt");
    let sources = fields.texts("source");
    let translations = translations::read(ViewKind::Chart, &mut fields);
    fields.finish();
    if !complete {
        return None;
    }
    Some(ChartSpec {
        span: name.span,
        headline: headline?,
        subtitle: subtitle?,
        data: data?,
        mark: mark?,
        x: channels.x.take()?,
        y: channels.y,
        x2: channels.x2,
        y2: channels.y2,
        color: channels.color,
        size: channels.size,
        text: channels.text,
        detail: channels.detail,
        facet: channels.facet,
        layers,
        stack,
        totals,
        bins,
        label,
        highlight,
        annotations,
        points,
        note,
        alt,
        sources,
        translations,
    })
}

/// The columns that a chart shows, by the direction or look that shows them.
struct Channels {
    x: Option<Channel>,
    y: Option<Channel>,
    x2: Option<Channel>,
    y2: Option<Channel>,
    color: Option<Channel>,
    size: Option<Channel>,
    text: Option<Channel>,
    detail: Option<Channel>,
    facet: Option<Channel>,
}

impl Channels {
    fn read(fields: &mut Fields) -> Self {
        let mut read = |key| channel_at(fields, key);
        Channels {
            x: read("x"),
            y: read("y"),
            x2: read("x2"),
            y2: read("y2"),
            color: read("color"),
            size: read("size"),
            text: read("text"),
            detail: read("detail"),
            facet: read("facet"),
        }
    }
}

fn channel_at(fields: &mut Fields, key: &'static str) -> Option<Channel> {
    fields.get(key).and_then(|node| channel(node, key, fields.problems()))
}

/// The marks that can be layers over others.
const LAYERS: [Mark; 5] = [Mark::Band, Mark::Line, Mark::Step, Mark::Dot, Mark::Rule];

/// The layers of a chart. They share its axes, so they only say their values.
fn layers(
    fields: &mut Fields,
    chart: Option<&Spanned<Mark>>,
    channels: &Channels,
) -> Vec<LayerSpec> {
    let nodes = fields.items("layers");
    let lies = channels.x2.is_some() && channels.y2.is_none();
    let mut layers = Vec::new();
    for node in nodes {
        let mut inner = Fields::new(node, node.span, "a layer", fields.problems());
        let mark = mark(&mut inner);
        let title = inner.text("title").map(|text| text.value);
        let (x, y) = (channel_at(&mut inner, "x"), channel_at(&mut inner, "y"));
        let (x2, y2) = (channel_at(&mut inner, "x2"), channel_at(&mut inner, "y2"));
        let (value, end) = match (x, y) {
            (Some(x), None) => (Some(x), x2),
            (None, Some(y)) => (Some(y), y2),
            (None, None) if lies => (None, x2),
            _ => {
                let problem = Diagnostic::new(
                    Code::MissingKey,
                    node.span,
                    "a layer has either `x` or `y`: the other is the chart's",
                );
                inner.problem(problem.help("write the one that has the layer's numbers"));
                (None, None)
            }
        };
        if let Some(mark) = &mark {
            if !LAYERS.contains(&mark.value) {
                let message = format!("`{}` cannot be a layer", mark.value.word());
                let problem = Diagnostic::new(Code::UnknownMark, mark.span, message);
                let words: Vec<&str> = LAYERS.iter().map(|mark| mark.word()).collect();
                inner.problem(problem.help(format!("a layer can be {}", one_of(words))));
                continue;
            }
            if mark.value == Mark::Band && value.is_some() && end.is_none() {
                let problem = Diagnostic::new(
                    Code::MissingKey,
                    node.span,
                    "a band needs `y2`, the column where it ends",
                );
                inner.problem(problem.help("write `y2: …` beside `y`"));
                continue;
            }
        }
        inner.finish();
        if let (Some(mark), Some(value), Some(_)) = (mark, value, chart) {
            layers.push(LayerSpec { mark, value, end, title });
        }
    }
    layers
}

fn mark(fields: &mut Fields) -> Option<Spanned<Mark>> {
    fields.need("mark");
    let word = fields.text("mark")?;
    let found = Mark::ALL.iter().find(|(name, _)| *name == word.value);
    if found.is_none() {
        let problem = Diagnostic::new(
            Code::UnknownMark,
            word.span,
            format!("there is no mark `{}`", word.value),
        );
        let names = || Mark::ALL.iter().map(|(name, _)| *name);
        fields.problem(match (advice(&word.value), nearest(&word.value, names())) {
            (Some(advice), _) => problem.help(advice),
            (None, Some(near)) => problem.help(format!("did you mean `{near}`?")),
            _ => problem.help(format!("the marks are {}", one_of(names()))),
        });
    }
    found.map(|(_, mark)| Spanned::new(*mark, word.span))
}

/// What to use for a mark that other programs have.
fn advice(word: &str) -> Option<&'static str> {
    Some(match word {
        "pie" | "donut" | "doughnut" | "arc" => {
            "use `bar`, with `stack: normalize` for parts of a whole: lengths are compared more exactly than angles"
        }
        "column" | "columns" => "use `bar` with the names on `x` and the numbers on `y`",
        "scatter" | "point" | "circle" | "bubble" => "use `dot`, with `size` for bubbles",
        "dumbbell" => "use `range`, with `x` and `x2`",
        "heatmap" | "rect" | "matrix" => "use `cell`",
        "boxplot" => "use `box`",
        "errorbar" | "errorband" | "ribbon" => "use `band`, with `y` and `y2`",
        "stacked-bar" | "stackedbar" => "use `bar` with `stack: zero` or `stack: normalize`",
        "event" | "events" => "use `timeline`",
        _ => return None,
    })
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
            format: None,
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
    let format = format(&mut fields);
    if let Some(span) = fields.key("axis") {
        fields.get("axis");
        fields.problem(
            Diagnostic::new(Code::SecondAxis, span, "there is one axis for numbers, and no second")
                .help("draw two charts, or split the rows with `facet`: where a second axis begins and ends would decide what seems to go together"),
        );
    }
    fields.finish();
    let field = field?;
    Some(Channel {
        scale: scale.unwrap_or(Spanned::new(Scale::Linear, field.span)),
        field,
        title,
        domain,
        zero,
        sort,
        format,
    })
}

/// How numbers are written: `,.0f`.
fn format(fields: &mut Fields) -> Option<Spanned<Pattern>> {
    let text = fields.text("format")?;
    let pattern = Pattern::parse(&text.value);
    if pattern.is_none() {
        let message = format!("`{}` is no format of numbers", text.value);
        let problem = Diagnostic::new(Code::WrongValue, text.span, message);
        fields.problem(problem.help(Pattern::KNOWN));
    }
    pattern.map(|pattern| Spanned::new(pattern, text.span))
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
    let at = fields.key("at");
    let conditions = fields.named("at");
    let at = at.map(|span| Spanned::new(super::conditions(conditions, fields.problems()), span));
    let text = fields.need_prose("text");
    let shift = [fields.decimal("dx"), fields.decimal("dy")];
    let shift = shift.iter().any(Option::is_some).then(|| {
        let [across, down] = shift.map(|by| by.map_or(0.0, |by| by.value.to_f64()));
        (across, down)
    });
    let stretch = |extent: &Option<Extent>| matches!(extent, Some(Extent::Between(..)));
    let misplaced = match (&at, &x, &y) {
        (Some(at), None, None) if at.value.is_empty() => {
            Some("`at` says of no column what stands in it")
        }
        (None, None, None) => Some("an annotation stands at an `x`, at a `y`, or `at` a row"),
        (Some(_), Some(_), _) | (Some(_), _, Some(_)) => {
            Some("an annotation stands at an `x` or `y`, or `at` a row, and not at both")
        }
        (None, Some(_), Some(_)) if stretch(&x) || stretch(&y) => {
            Some("a point has one `x` and one `y`, and a stretch has only one of them")
        }
        _ => None,
    };
    if let Some(message) = misplaced {
        fields.problem(
            Diagnostic::new(Code::MissingKey, node.span, message)
                .help("write `x: 2023-10-17` for a line across time, `y: 100` for a level, two values in brackets for a stretch, both for a point, or `at: {column: value}` for the mark of a row"),
        );
    }
    fields.finish();
    let text = text?;
    misplaced.is_none().then_some(Annotation { x, y, at, shift, text, span: node.span })
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
        Some(column) => {
            (Spanned::new(column.to_owned(), text.part(1..text.value.len())), Direction::Falling)
        }
        None => (text, Direction::Rising),
    });
    let note = fields.prose("note");
    let sources = fields.texts("source");
    let translations = translations::read(ViewKind::Table, &mut fields);
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
        translations,
    })
}
