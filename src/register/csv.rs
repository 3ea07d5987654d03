//! The register for spreadsheets.

use super::Row;
use crate::date::PartialDate;
use crate::number::Decimal;

const COLUMNS: [&str; 24] = [
    "page",
    "language",
    "file",
    "line",
    "column",
    "stands",
    "sentence",
    "shown",
    "shows",
    "fact",
    "label",
    "value",
    "unit",
    "decimals",
    "qualifier",
    "as_of",
    "data",
    "sources",
    "addresses",
    "archived",
    "locator",
    "note",
    "checked_by",
    "checked_on",
];

/// A line for each number. No cell can be taken for a formula.
pub fn csv(rows: &[Row]) -> String {
    csv_of(&COLUMNS, rows.iter().map(cells))
}

fn cells(row: &Row) -> Vec<String> {
    let list = |cell: fn(&super::RowSource) -> &str, gap: &str| {
        let cells: Vec<&str> =
            row.sources.iter().map(cell).filter(|cell| !cell.is_empty()).collect();
        cells.join(gap)
    };
    let (by, on) =
        row.checked.as_ref().map_or_else(Default::default, |(by, on)| (by.clone(), on.iso()));
    vec![
        row.page.slug.clone(),
        row.page.lang.code().to_owned(),
        row.place.path.to_string(),
        row.place.line.to_string(),
        row.place.column.to_string(),
        row.stands.clone(),
        row.sentence.clone(),
        row.shown.clone(),
        row.shows.name().to_owned(),
        row.fact.clone(),
        row.label.clone(),
        row.machine.value.clone(),
        row.machine.unit.clone(),
        row.machine.decimals.map_or_else(String::new, |decimals| decimals.to_string()),
        row.machine.qualifier.to_owned(),
        row.as_of.map_or_else(String::new, PartialDate::iso),
        format!("{}:{}:{}", row.origin.path, row.origin.line, row.origin.column),
        list(|source| &source.title, "; "),
        list(|source| &source.url, " "),
        list(|source| &source.archived, " "),
        row.locator.clone(),
        row.note.clone(),
        by,
        on,
    ]
}

/// A table as CSV: a header and its rows.
pub(crate) fn csv_of(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = ::csv::WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(header).expect("writing to memory cannot fail");
    for row in rows {
        let cells = row.iter().map(|cell| guarded(cell));
        writer.write_record(cells).expect("rows are as long as the header");
    }
    let bytes = writer.into_inner().expect("writing to memory cannot fail");
    String::from_utf8(bytes).expect("cells are texts")
}

/// A cell that no spreadsheet runs: what begins like a formula gets an apostrophe before it,
/// unless it is a number, such as `-3`.
fn guarded(cell: &str) -> String {
    let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if begins && Decimal::parse(cell).is_none() { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_a_text() {
        for (cell, expected) in [
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("+49 30", "'+49 30"),
            ("-3.5", "-3.5"),
            ("-1+cmd", "'-1+cmd"),
            ("@x", "'@x"),
            ("\tx", "'\tx"),
            ("a=1", "a=1"),
        ] {
            assert_eq!(guarded(cell), expected);
        }
    }
}
