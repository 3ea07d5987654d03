//! Rows of a dataset that fit conditions.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, nearest, one_of};
use crate::files::Spanned;
use crate::model::{Cell, ColumnType, Condition, Data, Dataset, Selection};

/// The dataset of a name, or a problem that says which there are. What rests on one whose
/// columns could not be read is silent: that is already reported.
pub(super) fn dataset<'a>(
    name: &Spanned<String>,
    data: &'a Data,
    problems: &mut Vec<Diagnostic>,
) -> Option<&'a Dataset> {
    if data.broken.contains(&format!("dataset:{}", name.value)) {
        return None;
    }
    let found = data.datasets.get(&name.value);
    if found.is_none() {
        problems.push(unknown(Code::UnknownDataset, "dataset", name, data.datasets.keys()));
    }
    found
}

/// A name that leads nowhere, with the nearest that does.
pub(super) fn unknown<'a>(
    code: Code,
    kind: &str,
    name: &Spanned<String>,
    known: impl IntoIterator<Item = &'a String>,
) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().map(String::as_str).collect();
    let problem = Diagnostic::new(code, name.span, format!("no {kind} is named `{}`", name.value));
    match nearest(&name.value, known.iter().copied()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None if known.is_empty() => problem.help(match place(code) {
            Some(place) => format!("there is no {kind} yet; write it in {place}"),
            None => format!("there is no {kind} yet"),
        }),
        None => problem.help(format!("there is {}", one_of(known))),
    }
}

/// Where things of a kind are written, by the code of their absence.
fn place(code: Code) -> Option<&'static str> {
    Some(match code {
        Code::UnknownFact => "`data/facts.yaml`",
        Code::UnknownSource => "`data/sources.yaml`",
        Code::UnknownDataset => "a file in `data/datasets/`",
        Code::UnknownChart => "a file in `data/charts/`",
        Code::UnknownTable => "a file in `data/tables/` or `data/datasets/`",
        Code::UnknownTerm => "`data/glossary.yaml`",
        Code::UnknownEntity => "`data/entities.yaml`",
        Code::UnknownPerson => "`data/people.yaml`",
        Code::UnknownTopic => "`briefing.yaml`, under `topics:`",
        Code::UnknownPage => "a file in `content/`",
        Code::UnknownJudgement => "the front matter",
        _ => return None,
    })
}

/// The number of a column, or a problem that says which there are.
pub fn column(
    name: &Spanned<String>,
    dataset: &Dataset,
    problems: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let found = dataset.column(&name.value);
    if found.is_none() {
        let known = || dataset.columns.iter().map(|column| column.name.value.as_str());
        let problem = Diagnostic::new(
            Code::UnknownColumn,
            name.span,
            format!("the dataset has no column `{}`", name.value),
        )
        .related(dataset.span, "its columns are declared here");
        problems.push(match nearest(&name.value, known()) {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None => problem.help(format!("it has {}", one_of(known()))),
        });
    }
    found
}

/// The rows that fit all conditions, by their numbers. A value that no row of its column
/// has is a problem: it is most often a slip.
pub(super) fn rows(
    conditions: &[Condition],
    dataset: &Dataset,
    problems: &mut Vec<Diagnostic>,
) -> Option<Vec<usize>> {
    let mut wanted = Vec::new();
    for condition in conditions {
        let at = column(&condition.column, dataset, problems)?;
        wanted.push((at, condition));
    }
    for (at, condition) in &wanted {
        for value in &condition.values {
            if !dataset.rows.iter().any(|row| is(&row[*at], &value.value)) {
                problems.extend(dataset.whole.then(|| no_such_value(*at, value, dataset)));
                return None;
            }
        }
    }
    let fits = |row: &[Cell]| {
        wanted
            .iter()
            .all(|(at, condition)| condition.values.iter().any(|value| is(&row[*at], &value.value)))
    };
    Some(dataset.rows.iter().enumerate().filter(|(_, row)| fits(row)).map(|(at, _)| at).collect())
}

/// The one row that fits.
pub(super) fn one_row(
    name: &Spanned<String>,
    conditions: &[Condition],
    dataset: &Dataset,
    problems: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let rows = rows(conditions, dataset, problems)?;
    let words = || {
        conditions
            .iter()
            .map(|condition| condition.column.value.clone())
            .collect::<Vec<_>>()
            .join("`, `")
    };
    match rows[..] {
        [row] => Some(row),
        // A row that could not be read is already reported.
        [] if !dataset.whole => None,
        [] => {
            let (message, help) = if dataset.rows.is_empty() {
                (format!("`{}` has no rows yet", name.value), "write its first row")
            } else {
                (
                    format!("no row of `{}` fits all of `{}`", name.value, words()),
                    "each value stands in some row, but no row has them all",
                )
            };
            problems.push(Diagnostic::new(Code::NoSuchRow, name.span, message).help(help));
            None
        }
        [first, second, ..] => {
            let place =
                |row: usize| dataset.rows[row].first().map_or(dataset.span, |cell| cell.span);
            problems.push(
                Diagnostic::new(
                    Code::SeveralRows,
                    name.span,
                    format!("{} rows of `{}` fit", rows.len(), name.value),
                )
                .related(place(first), "one")
                .related(place(second), "another")
                .help("add to `where` what tells them apart"),
            );
            None
        }
    }
}

/// The dataset and rows of a view.
pub(super) fn selection<'a>(
    selection: &Selection,
    data: &'a Data,
    problems: &mut Vec<Diagnostic>,
) -> Option<(&'a Dataset, Vec<usize>)> {
    let dataset = dataset(&selection.dataset, data, problems)?;
    let rows = rows(&selection.conditions, dataset, problems)?;
    Some((dataset, rows))
}

fn is(cell: &Cell, wanted: &str) -> bool {
    cell.text.trim() == wanted
}

pub(super) fn no_such_value(at: usize, value: &Spanned<String>, dataset: &Dataset) -> Diagnostic {
    let column = &dataset.columns[at];
    let mut seen = BTreeSet::new();
    let known: Vec<&str> = dataset
        .rows
        .iter()
        .map(|row| row[at].text.trim())
        .filter(|text| !text.is_empty() && seen.insert(*text))
        .collect();
    let problem = Diagnostic::new(
        Code::NoSuchRow,
        value.span,
        format!("no row has `{}` as its `{}`", value.value, column.name.value),
    );
    match nearest(&value.value, known.iter().copied()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None if known.is_empty() => problem.help("the dataset has no rows yet"),
        None => problem.help(format!("the rows have {}", one_of(known))),
    }
}

/// The sources of rows: those in their source columns, or else those of the dataset.
pub fn sources_of(dataset: &Dataset, rows: &[usize]) -> Vec<Spanned<String>> {
    let mut sources: Vec<Spanned<String>> = Vec::new();
    let mut add = |source: Spanned<String>| {
        if !sources.iter().any(|known| known.value == source.value) {
            sources.push(source);
        }
    };
    if let Some(at) = dataset.column_of(&ColumnType::Source) {
        for row in rows {
            keys(&dataset.rows[*row][at]).into_iter().for_each(&mut add);
        }
    }
    if sources.is_empty() {
        return dataset.sources.clone();
    }
    sources
}

/// The keys in a cell of a source column, each at its place.
pub(super) fn keys(cell: &Cell) -> Vec<Spanned<String>> {
    let mut at = 0;
    cell.text
        .split(';')
        .filter_map(|part| {
            let lead = part.len() - part.trim_start().len();
            let key = part.trim();
            let straight = cell.text.len() == (cell.span.end - cell.span.start) as usize;
            let span = if straight {
                cell.span.slice(at + lead..at + lead + key.len())
            } else {
                cell.span
            };
            at += part.len() + 1;
            (!key.is_empty()).then(|| Spanned::new(key.to_owned(), span))
        })
        .collect()
}
