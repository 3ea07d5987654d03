//! The rows of a CSV file (RFC 4180), each cell at its place.

use std::collections::BTreeMap;

use csv::{ByteRecord, ReaderBuilder};

use super::dataset::{RawRow, ragged, unknown_column};
use crate::diag::{Code, Diagnostic};
use crate::files::{File, FileId, Span, Spanned};
use crate::model::Column;

/// The rows of a CSV file in the order of the columns, each cell at its place.
pub fn csv_rows(
    id: FileId,
    file: &File,
    columns: &[Column],
    problems: &mut Vec<Diagnostic>,
) -> Vec<RawRow> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).from_reader(file.text.as_bytes());
    let mut record = ByteRecord::new();
    let mut rows = Vec::new();
    let mut order: Option<Vec<Option<usize>>> = None;
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        let start =
            record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let cells = cells(id, &file.text, start, &record);
        if let Some(open) = open_quote(&file.text, &cells) {
            problems.push(open);
            break;
        }
        match &order {
            None => {
                let named = header(&cells, columns, problems);
                // What stands under a name that nobody knows is missing elsewhere.
                if named.contains(&None) {
                    return rows;
                }
                order = Some(named);
            }
            Some(order) => {
                let span = Span {
                    end: cells.last().map_or(0, |cell| cell.span.end),
                    ..cells.first().map_or(Span::start_of(id), |cell| cell.span)
                };
                if cells.len() != order.len() {
                    problems.push(ragged(span, cells.len(), order.len()));
                    continue;
                }
                let mut row: RawRow = columns
                    .iter()
                    .map(|_| Spanned::new(String::new(), Span { end: span.start, ..span }))
                    .collect();
                for (cell, column) in cells.into_iter().zip(order) {
                    if let Some(column) = column {
                        row[*column] = cell;
                    }
                }
                rows.push(row);
            }
        }
    }
    if order.is_none() {
        problems.push(
            Diagnostic::new(
                Code::MissingCell,
                Span::start_of(id),
                "this file has no first line with the names of its columns",
            )
            .help(format!(
                "begin it with `{}`",
                columns
                    .iter()
                    .map(|column| column.name.value.as_str())
                    .collect::<Vec<_>>()
                    .join(",")
            )),
        );
    }
    rows
}

/// Which column each cell of the first line names.
fn header(
    cells: &[Spanned<String>],
    columns: &[Column],
    problems: &mut Vec<Diagnostic>,
) -> Vec<Option<usize>> {
    let places: BTreeMap<&str, usize> =
        columns.iter().enumerate().map(|(at, column)| (column.name.value.as_str(), at)).collect();
    let mut named: BTreeMap<usize, Span> = BTreeMap::new();
    let order: Vec<Option<usize>> = cells
        .iter()
        .map(|cell| {
            let found = places.get(cell.value.trim()).copied();
            if let Some(first) = found.and_then(|at| named.get(&at)) {
                problems.push(
                    Diagnostic::new(
                        Code::DuplicateKey,
                        cell.span,
                        format!("the column `{}` stands here a second time", cell.value.trim()),
                    )
                    .related(*first, "the first time")
                    .help("keep one of the two, or give one another name"),
                );
            } else if let Some(at) = found {
                named.insert(at, cell.span);
            } else {
                let problem = unknown_column(cell, columns);
                problems.push(problem.related(
                    columns.first().map_or(cell.span, |column| column.name.span),
                    "the columns are declared here",
                ));
            }
            found
        })
        .collect();
    // A column that is missing because its name is misspelt is already reported.
    if order.contains(&None) {
        return order;
    }
    for (at, column) in columns.iter().enumerate() {
        if !named.contains_key(&at) {
            let name = &column.name;
            let span = cells.first().map_or(name.span, |cell| cell.span);
            problems.push(
                Diagnostic::new(Code::UnknownColumn, span, format!("the first line does not name the column `{}`", name.value))
                    .related(name.span, "declared here")
                    .help("name every declared column in the first line, or take the column out of `columns`"),
            );
        }
    }
    order
}

/// The cells of a record with their places, found by walking its source again: the reader
/// of the `csv` crate gives the record's first byte only.
fn cells(id: FileId, text: &str, start: usize, record: &ByteRecord) -> Vec<Spanned<String>> {
    let bytes = text.as_bytes();
    // The reader may leave the line end of the record before at the front.
    let mut at =
        start + bytes[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    record
        .iter()
        .map(|cell| {
            let value = String::from_utf8_lossy(cell).into_owned();
            let end = field_end(bytes, at);
            let span = Span::new(id, at, end);
            at = end + 1;
            Spanned::new(value, span)
        })
        .collect()
}

/// A quote that nothing closes, which makes one cell of the rest of the file.
fn open_quote(text: &str, cells: &[Spanned<String>]) -> Option<Diagnostic> {
    let span = cells.last()?.span;
    let cell = text.get(span.range())?;
    let quotes = cell.bytes().filter(|byte| *byte == b'"').count();
    let open = span.end as usize == text.len() && cell.starts_with('"') && quotes % 2 == 1;
    open.then(|| {
        Diagnostic::new(Code::RaggedRow, span.slice(0..1), "this quote is not closed")
            .help("end the cell with a `\"`; a quote inside a cell in quotes is written `\"\"`")
    })
}

/// One past the last byte of the field that begins at `start` (RFC 4180, section 2).
fn field_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    let mut quoted = bytes.get(at) == Some(&b'"');
    if quoted {
        at += 1;
    }
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' if quoted && bytes.get(at + 1) == Some(&b'"') => at += 1,
            b'"' if quoted => quoted = false,
            b',' | b'\n' | b'\r' if !quoted => break,
            _ => {}
        }
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Files;
    use crate::model::{ColumnType, Wording};

    /// Reads a file for the columns `a` and `b`; each cell is `line:column text`, each
    /// problem `line:column message`.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let files = Files::new([("d.csv".to_owned(), text.to_owned())]);
        let id = files.find("d.csv").expect("just added");
        let column = |name: &str| Column {
            name: Spanned::new(name.to_owned(), Span::start_of(id)),
            title: Wording::plain(name.to_owned()),
            kind: ColumnType::Text,
            unit: None,
            key: false,
            required: false,
            min: None,
            max: None,
            description: Wording::default(),
        };
        let mut problems = Vec::new();
        let rows = csv_rows(id, files.get(id), &[column("a"), column("b")], &mut problems);
        let shown = |span: Span, text: &str| {
            let place = files.place(span);
            format!("{}:{} {text}", place.line, place.column)
        };
        let cells = rows.iter().flatten().map(|cell| shown(cell.span, &cell.value));
        let problems = problems.iter().map(|problem| shown(problem.span, &problem.message));
        assert_eq!(cells.chain(problems).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_cell_stands_where_it_is_written() {
        check("a,b\n1,2\n\n审批, x \n", &["2:1 1", "2:3 2", "4:1 审批", "4:4  x "]);
        check("b,a\r\n1,2\r\n", &["2:3 2", "2:1 1"]);
        check("\u{feff}a,b\n,\n", &["2:1 ", "2:2 "]);
    }

    #[test]
    fn quotes_hold_commas_quotes_and_line_ends() {
        check("a,b\n\"x, \"\"y\"\"\",2\n", &["2:1 x, \"y\"", "2:12 2"]);
        check("a,b\n\"x\ny\",2\n3,4", &["2:1 x\ny", "3:4 2", "4:1 3", "4:3 4"]);
        check("a,b\nx\"y,\"\"\n", &["2:1 x\"y", "2:5 "]);
    }

    #[test]
    fn a_quote_that_is_not_closed_is_told_once() {
        check("a,b\n1,\"x\n2,y\n3,z\n", &["2:3 this quote is not closed"]);
        check("a,b\n1,\"\"\"", &["2:3 this quote is not closed"]);
    }

    #[test]
    fn the_first_line_names_each_column_once() {
        check("a\n1\n", &["2:1 1", "2:1 ", "1:1 the first line does not name the column `b`"]);
        check("a,b,b\n", &["1:5 the column `b` stands here a second time"]);
        check("a;b\n1;2\n", &["1:1 the dataset has no column `a;b`"]);
        check("", &["1:1 this file has no first line with the names of its columns"]);
    }

    #[test]
    fn rows_are_as_long_as_the_first() {
        check(
            "a,b\n1\n1,2,3\n1,2\n",
            &[
                "4:1 1",
                "4:3 2",
                "2:1 this row has one cell, but there are 2 columns",
                "3:1 this row has 3 cells, but there are 2 columns",
            ],
        );
    }
}
