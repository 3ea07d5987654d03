//! Checks over the rows of datasets: those declared, and that keys are unique.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic};
use crate::files::Span;
use crate::model::{Cell, Dataset, RowCheck, Value};
use crate::number::Decimal;
use crate::resolve::{Site, column_of};

/// The problems of all datasets.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let broken = |id: &str| site.data.broken.contains(&format!("dataset:{id}"));
    // Without its columns, nothing can be said of a dataset.
    for (_, dataset) in site.data.datasets.iter().filter(|(id, _)| !broken(id)) {
        keys(dataset, &mut problems);
        for (check, span) in &dataset.checks {
            rule(check, *span, dataset, &mut problems);
        }
    }
    problems
}

/// The columns marked `key` together tell rows apart.
fn keys(dataset: &Dataset, problems: &mut Vec<Diagnostic>) {
    let columns: Vec<usize> =
        (0..dataset.columns.len()).filter(|at| dataset.columns[*at].key).collect();
    if columns.is_empty() {
        return;
    }
    let mut seen: BTreeMap<Vec<&str>, Span> = BTreeMap::new();
    for row in &dataset.rows {
        let key: Vec<&str> = columns.iter().map(|at| row[*at].text.trim()).collect();
        let place = row[columns[0]].span;
        let words = key.join(", ");
        if let Some(first) = seen.get(&key) {
            problems.push(
                Diagnostic::new(Code::DuplicateRow, place, format!("a second row has the key `{words}`"))
                    .related(*first, "the first")
                    .help("take one of the two out, or mark with `key: true` every column that tells rows apart"),
            );
        } else {
            seen.insert(key, place);
        }
    }
}

fn rule(check: &RowCheck, span: Span, dataset: &Dataset, problems: &mut Vec<Diagnostic>) {
    match check {
        RowCheck::Monotonic { column } => {
            if let Some(at) = column_of(column, dataset, problems) {
                monotonic(at, span, dataset, problems);
            }
        }
        RowCheck::Sum { of, equals } => {
            let parts: Vec<usize> =
                of.iter().filter_map(|name| column_of(name, dataset, problems)).collect();
            if let Some(total) = column_of(equals, dataset, problems)
                && parts.len() == of.len()
            {
                sum(&parts, total, span, dataset, problems);
            }
        }
        RowCheck::RowCount { equals } => {
            let count = dataset.rows.len();
            // A row that could not be read is already reported.
            if dataset.whole && usize::try_from(equals.value) != Ok(count) {
                problems.push(
                    Diagnostic::new(
                        Code::FailedCheck,
                        equals.span,
                        match count {
                            1 => format!("there is one row, not {}", equals.value),
                            _ => format!("there are {count} rows, not {}", equals.value),
                        },
                    )
                    .help("find the row that was lost or added, or mend the check"),
                );
            }
        }
    }
}

fn monotonic(at: usize, check: Span, dataset: &Dataset, problems: &mut Vec<Diagnostic>) {
    let cells = dataset.rows.iter().map(|row| &row[at]).filter(|cell| cell.value.is_some());
    let mut before: Option<&Cell> = None;
    for cell in cells {
        if let Some(before) = before
            && cell.value < before.value
        {
            problems.push(
                Diagnostic::new(
                    Code::FailedCheck,
                    cell.span,
                    format!(
                        "`{}` falls from {} to {}",
                        dataset.columns[at].name.value,
                        before.text.trim(),
                        cell.text.trim()
                    ),
                )
                .related(check, "this check says it never falls")
                .related(before.span, "the row before")
                .help("mend the row, or take the check out if the series may fall"),
            );
        }
        before = Some(cell);
    }
}

fn sum(
    parts: &[usize],
    total: usize,
    check: Span,
    dataset: &Dataset,
    problems: &mut Vec<Diagnostic>,
) {
    // A cell that cannot be read is already reported.
    let unreadable = |cell: &Cell| cell.value.is_none() && !cell.text.trim().is_empty();
    for row in &dataset.rows {
        if parts.iter().any(|at| unreadable(&row[*at])) {
            continue;
        }
        let Some(Value::Number(expected)) = &row[total].value else { continue };
        let mut found = Decimal::zero();
        for at in parts {
            if let Some(Value::Number(part)) = &row[*at].value {
                found = &found + part;
            }
        }
        if found != *expected {
            problems.push(
                Diagnostic::new(
                    Code::FailedCheck,
                    row[total].span,
                    format!("the parts add up to {found}, the total is {expected}"),
                )
                .related(check, "this check says they are equal")
                .help("mend the total or one of its parts"),
            );
        }
    }
}
