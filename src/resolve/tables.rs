//! Tables: rows of datasets as readers see them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Site, facts, names, select};
use crate::diag::Diagnostic;
use crate::files::Spanned;
use crate::model::{
    Cell, Column, ColumnType, Data, Dataset, Direction, Inline, TableSpec, Target, Translation,
    Value, ViewKind, Wording, passages, views, walk,
};
use crate::number::{Unit, written_decimals};

/// Rows and columns ready to be shown.
#[derive(Debug, Clone, Default)]
pub struct ResolvedTable {
    /// The dataset they come from.
    pub dataset: String,
    /// The columns in order.
    pub columns: Vec<TableColumn>,
    /// The rows of cells in the order of the columns; nothing where a cell is empty.
    pub rows: Vec<Vec<Option<Value>>>,
    /// The sources of the rows.
    pub sources: Vec<Spanned<String>>,
}

/// A column ready to be shown.
#[derive(Debug, Clone)]
pub struct TableColumn {
    /// Its name in the dataset.
    pub name: String,
    /// What people read above it.
    pub title: Wording,
    /// Its type.
    pub kind: ColumnType,
    /// The unit of its numbers.
    pub unit: Option<Unit>,
    /// As many decimals as its most exact cell is written with.
    pub decimals: i32,
}

/// Every table that can be shown: those with a file of their own, and each dataset that a
/// page shows whole.
pub(super) fn tables(
    site: &Site,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<String, ResolvedTable> {
    let mut tables = BTreeMap::new();
    for (id, spec) in &site.data.tables {
        let texts = [Some(&spec.headline), spec.subtitle.as_ref(), spec.note.as_ref()];
        let translated = spec.translations.values().flat_map(Translation::proses);
        let texts = texts.into_iter().flatten().chain(translated);
        names::prose(texts.map(|text| text.content.as_slice()), site, problems);
        if let Some(table) = table(spec, &site.data, problems) {
            tables.insert(id.clone(), table);
        }
    }
    for id in shown(site) {
        let Some(dataset) = site.data.datasets.get(id) else { continue };
        if !tables.contains_key(id) {
            let rows: Vec<usize> = (0..dataset.rows.len()).collect();
            tables.insert(
                id.to_owned(),
                from_rows(id, dataset, &rows, &usual_columns(dataset), &site.data),
            );
        }
    }
    tables
}

/// The ids of the tables that pages show.
fn shown(site: &Site) -> BTreeSet<&str> {
    let mut shown = BTreeSet::new();
    for page in &site.pages {
        let tables = views(page).into_iter().filter(|view| view.kind == ViewKind::Table);
        shown.extend(tables.map(|view| view.id.value.as_str()));
        for passage in passages(page) {
            walk(passage, &mut |inline| {
                if let Inline::Link(link) = inline
                    && let Target::Table(id) = &link.target
                {
                    shown.insert(id);
                }
            });
        }
    }
    shown
}

fn table(spec: &TableSpec, data: &Data, problems: &mut Vec<Diagnostic>) -> Option<ResolvedTable> {
    let (dataset, mut rows) = select::selection(&spec.data, data, problems)?;
    let columns: Vec<usize> =
        spec.columns.iter().filter_map(|name| select::column(name, dataset, problems)).collect();
    let columns = if spec.columns.is_empty() { usual_columns(dataset) } else { columns };
    if let Some((name, direction)) = &spec.sort {
        let at = select::column(name, dataset, problems)?;
        rows.sort_by(|one, other| {
            dataset.rows[*one][at].value.cmp(&dataset.rows[*other][at].value)
        });
        if *direction == Direction::Falling {
            rows.reverse();
        }
    }
    let mut table = from_rows(&spec.data.dataset.value, dataset, &rows, &columns, data);
    if !spec.sources.is_empty() {
        table.sources.clone_from(&spec.sources);
    }
    Some(table)
}

/// What a reader wants to see: everything but flags and keys of sources.
fn usual_columns(dataset: &Dataset) -> Vec<usize> {
    let usual = |column: &Column| !matches!(column.kind, ColumnType::Flag | ColumnType::Source);
    dataset
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| usual(column))
        .map(|(at, _)| at)
        .collect()
}

/// Some rows and columns of a dataset.
pub(super) fn from_rows(
    id: &str,
    dataset: &Dataset,
    rows: &[usize],
    columns: &[usize],
    data: &Data,
) -> ResolvedTable {
    ResolvedTable {
        dataset: id.to_owned(),
        columns: columns.iter().map(|at| table_column(dataset, *at, data)).collect(),
        rows: rows
            .iter()
            .map(|row| columns.iter().map(|at| dataset.rows[*row][*at].value.clone()).collect())
            .collect(),
        sources: select::sources_of(dataset, rows),
    }
}

/// A column of a dataset ready to be shown.
pub fn table_column(dataset: &Dataset, at: usize, data: &Data) -> TableColumn {
    let column = &dataset.columns[at];
    let decimals = dataset.rows.iter().map(|row| written_decimals(row[at].text.trim()));
    // Unknown units are reported with the dataset.
    let unit = column.unit.as_ref().and_then(|unit| facts::unit(unit, data, &mut Vec::new()));
    TableColumn {
        name: column.name.value.clone(),
        title: column.title.clone(),
        kind: column.kind.clone(),
        unit,
        decimals: if column.kind.is_number() { decimals.max().unwrap_or(0).max(0) } else { 0 },
    }
}

/// A whole dataset as CSV by RFC 4180: as it was written, with LF and quotes where needed.
///
/// A text that a spreadsheet would take for a formula gets a quote mark before it.
pub fn csv_text(dataset: &Dataset) -> String {
    let header = dataset.columns.iter().map(|column| column.name.value.as_str());
    let rows = dataset.rows.iter().map(|row| {
        let cells = dataset.columns.iter().zip(row);
        cells.map(|(column, cell)| exported(column, cell)).collect()
    });
    written(header, rows)
}

/// The rows and columns of a table as CSV, with plain numbers and ISO dates.
pub fn csv_of(table: &ResolvedTable) -> String {
    let header = table.columns.iter().map(|column| column.name.as_str());
    let rows = table.rows.iter().map(|row| {
        let cells = row.iter().map(|cell| match cell {
            None => String::new(),
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::Date(date)) => date.iso(),
            Some(Value::Text(text)) => guarded(text),
        });
        cells.collect()
    });
    written(header, rows)
}

/// A header and rows of the same length as CSV.
fn written<'a>(
    header: impl Iterator<Item = &'a str>,
    rows: impl Iterator<Item = Vec<String>>,
) -> String {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(header).expect("writing to memory cannot fail");
    for row in rows {
        writer.write_record(row).expect("rows are as long as the header");
    }
    let bytes = writer.into_inner().expect("writing to memory cannot fail");
    String::from_utf8(bytes).expect("cells are texts")
}

fn exported(column: &Column, cell: &Cell) -> String {
    let text = cell.text.trim();
    match column.kind {
        ColumnType::Text | ColumnType::Enum(_) => guarded(text),
        _ => text.to_owned(),
    }
}

/// A text that no spreadsheet takes for a formula.
fn guarded(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { format!("'{text}") } else { text.to_owned() }
}
