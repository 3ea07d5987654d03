//! Fixes of upstream data, between the reading of rows and everything that uses them.

use std::collections::{BTreeMap, BTreeSet};

use super::select;
use crate::diag::{Code, Diagnostic};
use crate::files::{Span, Spanned};
use crate::model::{
    Cell, ColumnType, Corrected, CorrectedKind, Correction, CorrectionAction, Dataset,
};
use crate::number::Decimal;
use crate::parse::data::{RawRow, typed_row};

/// The rows of a dataset, corrected and typed. A cell that is corrected keeps its place,
/// and what was done is kept for readers.
///
/// Corrections look at the texts of the source, and all of them at the same: none sees what
/// another has done.
pub(super) fn rows(
    dataset: &mut Dataset,
    raw: Vec<RawRow>,
    corrections: &[&Correction],
    problems: &mut Vec<Diagnostic>,
) {
    let mut changes = Changes::default();
    if !corrections.is_empty() {
        let untyped = |text: &Spanned<String>| Cell {
            value: None,
            text: text.value.clone(),
            span: text.span,
        };
        dataset.rows = raw.iter().map(|row| row.iter().map(untyped).collect()).collect();
        for correction in corrections {
            // What cannot be corrected is already reported.
            let _ = correct(correction, dataset, &mut changes, problems);
        }
    }
    let rows = raw.into_iter().enumerate().filter(|(at, _)| !changes.dropped.contains(at));
    dataset.rows = rows
        .map(|(at, row)| {
            let places: Vec<Span> = row.iter().map(|text| text.span).collect();
            let row = row.into_iter().enumerate();
            // A slip in a correction is shown where it was written.
            let row = row.map(|(column, text)| changes.cells.remove(&(at, column)).unwrap_or(text));
            let mut cells = typed_row(&dataset.columns, row.collect(), problems);
            cells.iter_mut().zip(places).for_each(|(cell, place)| cell.span = place);
            cells
        })
        .collect();
    dataset.corrected = changes.made;
}

/// What corrections do to a dataset.
#[derive(Default)]
struct Changes {
    /// New texts by row and column, at the places where they are written.
    cells: BTreeMap<(usize, usize), Spanned<String>>,
    dropped: BTreeSet<usize>,
    made: Vec<Corrected>,
}

/// Nothing where a name leads nowhere or the guard does not hold, which is then reported.
fn correct(
    correction: &Correction,
    dataset: &Dataset,
    changes: &mut Changes,
    problems: &mut Vec<Diagnostic>,
) -> Option<()> {
    let column = select::column(&correction.column, dataset, problems)?;
    let row = select::one_row(&correction.dataset, &correction.conditions, dataset, problems)?;
    let cell = &dataset.rows[row][column];
    if !is(cell.text.trim(), correction.expect.value.trim()) {
        problems.push(outdated(correction, cell));
        return None;
    }
    let kind = match &correction.action {
        CorrectionAction::Drop => {
            changes.dropped.insert(row);
            CorrectedKind::Dropped
        }
        CorrectionAction::Override(value) => {
            changes.cells.insert((row, column), value.clone());
            CorrectedKind::Changed
        }
        CorrectionAction::Scale(factor) => {
            let scaled = scaled(cell, factor, problems)?;
            changes.cells.insert((row, column), Spanned::new(scaled, factor.span));
            CorrectedKind::Changed
        }
        CorrectionAction::Flag(flag) => {
            let Some(flags) = dataset.column_of(&ColumnType::Flag) else {
                problems.push(no_flags(correction, flag, dataset));
                return None;
            };
            changes.cells.insert((row, flags), flag.clone());
            CorrectedKind::Flagged
        }
    };
    changes.made.push(Corrected {
        span: cell.span,
        row: name_of(&dataset.rows[row], dataset),
        column: dataset.columns[column].title.clone(),
        was: cell.text.trim().to_owned(),
        kind,
        reason: correction.reason.clone(),
    });
    Some(())
}

/// Whether two texts are one value: `177` is `177.0`.
fn is(text: &str, expected: &str) -> bool {
    let numbers = Decimal::parse(text).zip(Decimal::parse(expected));
    text == expected || numbers.is_some_and(|(one, other)| one == other)
}

fn outdated(correction: &Correction, cell: &Cell) -> Diagnostic {
    let (column, expected) = (&correction.column.value, correction.expect.value.trim());
    let there = match cell.text.trim() {
        "" => "empty".to_owned(),
        text => format!("`{text}`"),
    };
    let message = format!("`{column}` is {there} in this row, the correction expects `{expected}`");
    Diagnostic::new(Code::CorrectionOutdated, correction.expect.span, message)
        .related(cell.span, "the cell")
        .help("the source was repaired or has changed: take the correction out, or look again at what is wrong")
}

fn scaled(
    cell: &Cell,
    factor: &Spanned<Decimal>,
    problems: &mut Vec<Diagnostic>,
) -> Option<String> {
    let Some(number) = Decimal::parse(cell.text.trim()) else {
        let message = format!("`{}` is not a number, so it cannot be scaled", cell.text.trim());
        problems.push(
            Diagnostic::new(Code::NotANumber, factor.span, message)
                .related(cell.span, "the cell")
                .help("write the right value instead: `action: override`, `value: …`"),
        );
        return None;
    };
    Some((&number * &factor.value).to_string())
}

fn no_flags(correction: &Correction, flag: &Spanned<String>, dataset: &Dataset) -> Diagnostic {
    let message = format!("`{}` has no column for flags", correction.dataset.value);
    Diagnostic::new(Code::UnknownColumn, flag.span, message)
        .related(dataset.span, "its columns are declared here")
        .help("give it one: `status: {type: flag}`")
}

/// What tells a row from others: the texts of its key columns, else its first.
fn name_of(row: &[Cell], dataset: &Dataset) -> String {
    let keys = dataset.columns.iter().zip(row).filter(|(column, _)| column.key);
    let keys: Vec<&str> = keys.map(|(_, cell)| cell.text.trim()).collect();
    if keys.is_empty() {
        return row.first().map_or_else(String::new, |cell| cell.text.trim().to_owned());
    }
    keys.join(", ")
}

#[cfg(test)]
mod tests {
    use crate::Project;
    use crate::diag::{self, Colour, Format};
    use crate::resolve::{Drafts, csv_text, site};

    /// The rows of a dataset as CSV once a correction was made, or the problems.
    #[track_caller]
    fn check(correction: &str, expected: &str) {
        let corrections = format!("- {{{correction}}}\n");
        let project = Project::in_memory([
            ("briefing.yaml", "title: T\n"),
            ("data/sources.yaml", "s: {title: S}\n"),
            ("data/corrections.yaml", corrections.as_str()),
            (
                "data/datasets/d.yaml",
                "title: D\nsource: s\ncolumns:\n  year: {type: year, key: true}\n  \
                 n: {type: integer, min: 0}\n  flag: {type: flag}\nrows: d.csv\n",
            ),
            ("data/datasets/d.csv", "year,n,flag\n2023,64,\n2024,177,\n2025,302,\n2025,302,\n"),
        ]);
        let site = site(&project, Drafts::Hide, None);
        let problems = diag::sorted(site.problems);
        let said = diag::render(&problems, &project.files, Format::Short, Colour::Never, 0);
        let said: Vec<&str> = said.lines().filter(|line| !line.starts_with("  ")).collect();
        if said.is_empty() {
            let rows = csv_text(&site.value.data.datasets["d"]);
            let rows: Vec<&str> = rows.lines().skip(1).take(2).collect();
            assert_eq!(rows.join(" "), expected, "{correction}");
        } else {
            let said = said.join(" ");
            assert_eq!(said.replace("data/corrections.yaml:1:", ""), expected, "{correction}");
        }
    }

    const GUARD: &str =
        "dataset: d, where: {year: 2024}, column: n, expect: {eq: 177}, reason: R, ";

    #[test]
    fn each_action_does_what_it_says() {
        check(&format!("{GUARD}action: override, value: 117"), "2023,64, 2024,117,");
        check(&format!("{GUARD}action: scale, factor: 1000"), "2023,64, 2024,177000,");
        check(&format!("{GUARD}action: flag, flag: e"), "2023,64, 2024,177,e");
        check(&format!("{GUARD}action: drop, status: reported, provider: P"), "2023,64, 2025,302,");
    }

    #[test]
    fn a_guard_that_does_not_hold_stops_the_correction() {
        let outdated =
            "50: error[correction-outdated]: `n` is `64` in this row, the correction expects `177`";
        check(
            "dataset: d, where: {year: 2023}, column: n, expect: {eq: 177}, reason: R, action: override, value: 117",
            &outdated.replace("50:", "61:"),
        );
    }

    #[test]
    fn what_leads_nowhere_is_said_once() {
        let with = |from: &str, to: &str| {
            format!("{}action: override, value: 117", GUARD.replace(from, to))
        };
        check(
            &with("dataset: d", "dataset: e"),
            "13: error[unknown-dataset]: no dataset is named `e`",
        );
        check(
            &with("column: n", "column: m"),
            "45: error[unknown-column]: the dataset has no column `m`",
        );
        check(&with("2024", "2026"), "30: error[no-such-row]: no row has `2026` as its `year`");
        check(&with("2024", "2025"), "13: error[several-rows]: 2 rows of `d` fit");
        check(
            &with("reason: R, ", "raeson: R, "),
            "67: error[unknown-key]: a correction has no `raeson`",
        );
        check(&with("reason: R, ", ""), "3: error[missing-key]: a correction needs `reason`");
        check(
            &format!("{GUARD}action: override, value: many"),
            "103: error[not-a-number]: `many` is not a number",
        );
        check(
            &format!("{GUARD}action: override"),
            "3: error[missing-key]: a correction needs `value`",
        );
        check(
            &format!("{GUARD}action: patch"),
            "86: error[wrong-value]: `action` is `patch`, which is not `override`, `scale`, `flag` or `drop`",
        );
    }
}
