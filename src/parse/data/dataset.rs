//! Datasets: typed columns, and rows inline or in a CSV file beside them.

use std::collections::{BTreeMap, BTreeSet};

use crate::date::PartialDate;
use crate::diag::{Code, Diagnostic, nearest, one_of};
use crate::files::{Span, Spanned};
use crate::model::{Cell, Column, ColumnType, Dataset, RowCheck, Value, Wording};
use crate::number::Decimal;
use crate::parse::yaml::{self, Entry, Fields, Node};

/// A dataset whose rows are still texts, perhaps in another file.
#[derive(Debug)]
pub struct RawDataset {
    /// Everything but the rows.
    pub dataset: Dataset,
    /// The rows.
    pub rows: RawRows,
    /// Whether its columns could be read; where not, that is reported.
    pub columns: Columns,
}

/// Whether the columns of a dataset are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Columns {
    /// Each of them.
    Known,
    /// One of them could not be read, so that nobody knows what its cells are.
    Broken,
}

/// Where the rows of a dataset are.
#[derive(Debug)]
pub enum RawRows {
    /// In a CSV file, named as written, beside the YAML file.
    File(Spanned<String>),
    /// In the YAML file.
    Inline(Vec<RawRow>),
}

/// The texts of a row, in the order of the columns.
pub type RawRow = Vec<Spanned<String>>;

/// One dataset.
pub(super) fn dataset(
    name: &Spanned<String>,
    node: &Node,
    problems: &mut Vec<Diagnostic>,
) -> RawDataset {
    let mut fields = Fields::new(node, name.span, "a dataset", problems);
    let title = fields.need_wording("title");
    let description = fields.wording("description");
    let sources = fields.texts("source");
    let license = fields.text("license").map_or_else(String::new, |text| text.value);
    let note = fields.prose_wording("note");
    fields.need("columns");
    let columns = columns(fields.named("columns"), fields.problems());
    let known = if columns.is_some() { Columns::Known } else { Columns::Broken };
    let columns = columns.unwrap_or_default();
    let checks =
        fields.items("checks").iter().filter_map(|node| check(node, fields.problems())).collect();
    let mut whole = true;
    let rows = match fields.need("rows").map(|node| (node, &node.value)) {
        Some((node, yaml::Value::Text(path, _))) => {
            RawRows::File(Spanned::new(path.clone(), node.span))
        }
        Some((node, _)) if known == Columns::Known => {
            let before = fields.problems().len();
            let rows = inline_rows(node, &columns, fields.problems());
            whole = fields.problems().len() == before;
            RawRows::Inline(rows)
        }
        _ => {
            whole = false;
            RawRows::Inline(Vec::new())
        }
    };
    fields.text("update_every");
    let by_row = columns.iter().any(|column| column.kind == ColumnType::Source);
    if !fields.says("source") && !by_row {
        let problem = Diagnostic::new(Code::MissingKey, name.span, "a dataset needs `source`");
        fields.lack(
            &["source", "columns"],
            problem.help(
                "name one source for all rows with `source: KEY`, or add a column of `type: source`",
            ),
        );
    }
    fields.finish();

    let dataset = Dataset {
        span: name.span,
        title,
        description,
        sources,
        license,
        note,
        columns,
        rows: Vec::new(),
        whole,
        checks,
        corrected: Vec::new(),
    };
    RawDataset { dataset, rows, columns: known }
}

/// The columns, each once; nothing if one of them cannot be read, for then nobody knows what
/// its cells are.
fn columns(entries: &[Entry], problems: &mut Vec<Diagnostic>) -> Option<Vec<Column>> {
    let mut seen = BTreeSet::new();
    let read: Vec<Option<Column>> = entries
        .iter()
        // Twice is already a duplicate key.
        .filter(|entry| seen.insert(&entry.key.value))
        .map(|entry| column(&entry.key, &entry.value, problems))
        .collect();
    let columns: Vec<Column> = read.into_iter().collect::<Option<_>>()?;
    (!columns.is_empty()).then_some(columns)
}

fn column(name: &Spanned<String>, node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Column> {
    let types = [
        ("date", ColumnType::Date),
        ("month", ColumnType::Month),
        ("year", ColumnType::Year),
        ("integer", ColumnType::Integer),
        ("decimal", ColumnType::Decimal),
        ("string", ColumnType::Text),
        ("enum", ColumnType::Enum(Vec::new())),
        ("flag", ColumnType::Flag),
        ("source", ColumnType::Source),
    ];
    let mut fields = Fields::new(node, name.span, "a column", problems);
    let names: Vec<(&'static str, usize)> =
        types.iter().enumerate().map(|(at, (name, _))| (*name, at)).collect();
    fields.need("type");
    let kind = fields.choice("type", &names).map(|at| types[at.value].1.clone());
    let kind = match kind {
        Some(ColumnType::Enum(_)) => fields.need("values").map(|_| {
            let values = fields.texts("values");
            ColumnType::Enum(values.into_iter().map(|value| value.value).collect())
        }),
        None => {
            fields.texts("values");
            None
        }
        other => other,
    };
    let mut title = fields.wording("title");
    if title.text.is_empty() {
        title = Wording::plain(name.value.clone());
    }
    let column = Column {
        name: name.clone(),
        title,
        kind: kind?,
        unit: fields.text("unit"),
        key: fields.truth("key").unwrap_or(false),
        required: fields.truth("required").unwrap_or(false),
        min: fields.decimal("min").map(|number| number.value),
        max: fields.decimal("max").map(|number| number.value),
        description: fields.wording("description"),
    };
    fields.finish();
    Some(column)
}

fn check(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<(RowCheck, Span)> {
    #[derive(Clone, Copy)]
    enum Rule {
        Monotonic,
        Sum,
        RowCount,
    }
    let rules = [("monotonic", Rule::Monotonic), ("sum", Rule::Sum), ("row_count", Rule::RowCount)];
    let mut fields = Fields::new(node, node.span, "a check", problems);
    fields.need("rule");
    let rule = fields.choice("rule", &rules)?;
    let check = match rule.value {
        Rule::Monotonic => fields.need_text("column").map(|column| RowCheck::Monotonic { column }),
        Rule::Sum => {
            let of = fields.texts("of");
            fields.need_text("equals").map(|equals| RowCheck::Sum { of, equals })
        }
        Rule::RowCount => {
            fields.need("equals");
            fields.integer("equals").map(|equals| RowCheck::RowCount { equals })
        }
    };
    fields.finish();
    check.map(|check| (check, node.span))
}

/// Rows written in the YAML file: mappings by column, or lists in their order.
fn inline_rows(node: &Node, columns: &[Column], problems: &mut Vec<Diagnostic>) -> Vec<RawRow> {
    yaml::list(node).iter().filter_map(|row| inline_row(row, columns, problems)).collect()
}

fn inline_row(row: &Node, columns: &[Column], problems: &mut Vec<Diagnostic>) -> Option<RawRow> {
    let empty = |span: Span| Spanned::new(String::new(), Span { end: span.start, ..span });
    let mut cell = |node: &Node, name: &str| match node.value {
        yaml::Value::Null => Some(empty(node.span)),
        // Several sources of one row.
        yaml::Value::Sequence(_) => {
            let texts: Vec<String> = yaml::list(node)
                .iter()
                .filter_map(|item| yaml::text(item, name, problems))
                .map(|text| text.value)
                .collect();
            Some(Spanned::new(texts.join(";"), node.span))
        }
        yaml::Value::Bool(value) => Some(Spanned::new(value.to_string(), node.span)),
        _ => yaml::text(node, name, problems),
    };
    match &row.value {
        yaml::Value::Mapping(entries) => {
            let mut given: BTreeMap<&str, &Entry> =
                entries.iter().rev().map(|entry| (entry.key.value.as_str(), entry)).collect();
            let cells = columns
                .iter()
                .map(|column| {
                    let name = column.name.value.as_str();
                    let entry = given.remove(name);
                    entry
                        .and_then(|entry| cell(&entry.value, name))
                        .unwrap_or_else(|| empty(row.span))
                })
                .collect();
            for entry in given.values() {
                problems.push(unknown_column(&entry.key, columns));
            }
            Some(cells)
        }
        yaml::Value::Sequence(items) => {
            if items.len() != columns.len() {
                problems.push(ragged(row.span, items.len(), columns.len()));
                return None;
            }
            let cells = items.iter().zip(columns);
            Some(
                cells
                    .map(|(item, column)| {
                        cell(item, &column.name.value).unwrap_or_else(|| empty(item.span))
                    })
                    .collect(),
            )
        }
        value => {
            problems.push(
                Diagnostic::new(
                    Code::WrongType,
                    row.span,
                    format!("a row is a mapping or a list, not {}", value.kind()),
                )
                .help("write `- {column: value, …}` or `- [value, …]`"),
            );
            None
        }
    }
}

/// A name that is not among the columns.
pub(super) fn unknown_column(name: &Spanned<String>, columns: &[Column]) -> Diagnostic {
    let known = || columns.iter().map(|column| column.name.value.as_str());
    let problem = Diagnostic::new(
        Code::UnknownColumn,
        name.span,
        format!("the dataset has no column `{}`", name.value),
    );
    match nearest(&name.value, known()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help(format!("it has {}", one_of(known()))),
    }
}

pub(super) fn ragged(span: Span, cells: usize, columns: usize) -> Diagnostic {
    let cells = if cells == 1 { "one cell".to_owned() } else { format!("{cells} cells") };
    let columns =
        if columns == 1 { "is one column".to_owned() } else { format!("are {columns} columns") };
    Diagnostic::new(Code::RaggedRow, span, format!("this row has {cells}, but there {columns}"))
        .help("a text with a comma in it needs quotes; an empty cell still needs its comma")
}

/// The cells of a row as what their columns say they are.
pub fn typed_row(columns: &[Column], raw: RawRow, problems: &mut Vec<Diagnostic>) -> Vec<Cell> {
    columns.iter().zip(raw).map(|(column, text)| typed(column, text, problems)).collect()
}

fn typed(column: &Column, raw: Spanned<String>, problems: &mut Vec<Diagnostic>) -> Cell {
    let Spanned { value: text, span } = raw;
    let trimmed = text.trim();
    if trimmed.is_empty() {
        if column.required || column.key {
            problems.push(
                Diagnostic::new(
                    Code::MissingCell,
                    span,
                    format!("`{}` is empty in this row", column.name.value),
                )
                .related(column.name.span, "the column needs a value in each row")
                .help("fill the cell: a column marked `key` or `required` has a value in each row"),
            );
        }
        return Cell { value: None, text, span };
    }
    let value = match &column.kind {
        ColumnType::Integer | ColumnType::Decimal => number(column, trimmed, span, problems),
        ColumnType::Date | ColumnType::Month | ColumnType::Year => {
            date(column, trimmed, span, problems)
        }
        ColumnType::Enum(values) => word(column, values, trimmed, span, problems),
        ColumnType::Flag => {
            let letter = trimmed.chars().count() == 1
                && trimmed.starts_with(|c: char| c.is_ascii_alphabetic());
            if !letter {
                problems.push(
                    Diagnostic::new(Code::WrongValue, span, format!("`{trimmed}` is not a flag"))
                        .help("flags are one letter: `b` break, `e` estimated, `f` forecast, `p` provisional"),
                );
            }
            letter.then(|| Value::Text(trimmed.to_owned()))
        }
        ColumnType::Text | ColumnType::Source => Some(Value::Text(text.trim().to_owned())),
    };
    Cell { value, text, span }
}

fn number(
    column: &Column,
    text: &str,
    span: Span,
    problems: &mut Vec<Diagnostic>,
) -> Option<Value> {
    let Some(number) = Decimal::parse(text) else {
        problems.push(
            Diagnostic::new(Code::NotANumber, span, format!("`{text}` is not a number"))
                .help("write numbers plainly, as in `1234.5`; the page adds separators"),
        );
        return None;
    };
    if column.kind == ColumnType::Integer && !number.is_integer() {
        problems.push(
            Diagnostic::new(Code::WrongType, span, format!("`{text}` is not a whole number"))
                .related(column.name.span, "the column is `type: integer`")
                .help("make the column `type: decimal`, or mend the cell"),
        );
        return None;
    }
    let limits = [
        (&column.min, "minimum", number < column.min.clone().unwrap_or_else(|| number.clone())),
        (&column.max, "maximum", number > column.max.clone().unwrap_or_else(|| number.clone())),
    ];
    for (limit, name, beyond) in limits {
        if let (Some(limit), true) = (limit, beyond) {
            problems.push(
                Diagnostic::new(
                    Code::OutOfRange,
                    span,
                    format!(
                        "`{text}` is beyond the {name} of `{}`, which is {limit}",
                        column.name.value
                    ),
                )
                .related(column.name.span, "declared here")
                .help("mend the cell, or widen the column's limit if the value is right"),
            );
        }
    }
    Some(Value::Number(number))
}

fn date(column: &Column, text: &str, span: Span, problems: &mut Vec<Diagnostic>) -> Option<Value> {
    let date = match PartialDate::parse_iso(text) {
        Ok(date) => date,
        Err(error) => {
            problems.push(yaml::date_problem(&error, &Spanned::new(text.to_owned(), span)));
            return None;
        }
    };
    let fits = matches!(
        (&column.kind, &date),
        (ColumnType::Date, PartialDate::Day(_))
            | (ColumnType::Month, PartialDate::Month(..))
            | (ColumnType::Year, PartialDate::Year(_))
    );
    if !fits {
        let form = match column.kind {
            ColumnType::Date => "a day such as `2024-03-28`",
            ColumnType::Month => "a month such as `2024-03`",
            _ => "a year such as `2024`",
        };
        problems.push(
            Diagnostic::new(Code::WrongType, span, format!("`{text}` is not {form}"))
                .related(column.name.span, "the column's type is declared here"),
        );
        return None;
    }
    Some(Value::Date(date))
}

fn word(
    column: &Column,
    values: &[String],
    text: &str,
    span: Span,
    problems: &mut Vec<Diagnostic>,
) -> Option<Value> {
    if values.iter().any(|value| value == text) {
        return Some(Value::Text(text.to_owned()));
    }
    let known = || values.iter().map(String::as_str);
    let problem = Diagnostic::new(
        Code::WrongValue,
        span,
        format!("`{text}` is not one of the values of `{}`", column.name.value),
    )
    .related(column.name.span, "declared here");
    problems.push(match nearest(text, known()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help(format!("it can be {}", one_of(known()))),
    });
    None
}
