//! The register for the terminal.

use std::fmt::Write as _;

use anstyle::Style;

use super::columns::{block, wrap};
use super::{Row, RowSource, Shows};
use crate::diag::{Colour, visible};

/// Where the text of a row begins, and where its values do.
const INDENT: usize = 8;
const VALUES: usize = 18;

/// A paragraph for each number, in lines of a width.
pub fn text(rows: &[Row], width: usize, colour: Colour) -> String {
    let width = width.clamp(40, 110);
    let mut out = String::new();
    let mut rest = rows;
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|row| row.page == first.page).count();
        let (page, others) = rest.split_at(count);
        heading(&mut out, page, width, colour);
        for (at, row) in page.iter().enumerate() {
            self::row(&mut out, at + 1, row, width, colour);
        }
        rest = others;
    }
    out
}

/// How many numbers and claims there are, and how many of them somebody has checked.
pub fn count(rows: &[Row]) -> String {
    let claims = rows.iter().filter(|row| row.shows == Shows::Claim).count();
    let counted = |count: usize, noun: &str| match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    };
    let numbers = counted(rows.len() - claims, "number");
    let all = match claims {
        0 => numbers,
        claims => format!("{numbers} and {}", counted(claims, "claim")),
    };
    match rows.iter().filter(|row| row.is_signed()).count() {
        0 => format!("{all}, none checked"),
        checked if checked == rows.len() => format!("{all}, all checked"),
        checked => format!("{all}, {checked} checked"),
    }
}

fn heading(out: &mut String, rows: &[Row], width: usize, colour: Colour) {
    let page = &rows[0].page;
    if !out.is_empty() {
        out.push('\n');
    }
    for line in wrap(&visible(&page.title), width) {
        let _ = writeln!(out, "{}", styled(&line, bold(), colour));
    }
    let _ = writeln!(out, "{} · {}", visible(&page.path), count(rows));
}

fn row(out: &mut String, number: usize, row: &Row, width: usize, colour: Colour) {
    let tick = if row.is_signed() { 'x' } else { ' ' };
    let shown = styled(&visible(&row.shown), bold(), colour);
    let _ = writeln!(out, "\n[{tick}] {number:>3} {shown}");
    let place = format!("{} · {}", at(&row.place), row.stands);
    out.push_str(&styled(&block(&visible(&place), INDENT, width), dim(), colour));
    out.push_str(&block(&visible(&marked(row)), INDENT, width));

    for (label, lines) in facts(row) {
        for (at, line) in lines.iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            let label = styled(&format!("{label:<width$}", width = VALUES - INDENT), dim(), colour);
            let value = block(&visible(line), VALUES, width);
            let _ = write!(out, "{:INDENT$}{label}{}", "", value.trim_start());
        }
    }
}

/// The sentence with the number in brackets, as its author wrote it.
fn marked(row: &Row) -> String {
    let (before, rest) = row.sentence.split_at(row.at.start);
    let (number, after) = rest.split_at(row.at.len());
    format!("{before}[{number}]{after}")
}

/// What the data says, by label, in lines.
fn facts(row: &Row) -> Vec<(&'static str, Vec<String>)> {
    let as_of = row.as_of.map_or_else(String::new, |date| format!(", as of {}", date.iso()));
    let shows = match row.shows {
        Shows::Value => "",
        Shows::Claim => "; the text claims it",
        Shows::AsOf => "; the text shows the day",
    };
    let mut data = vec![
        format!("{}{as_of}{shows}", row.value),
        format!("{}: {}", row.fact, row.label),
        at(&row.origin),
    ];
    data.extend([&row.definition, &row.note].into_iter().filter(|text| !text.is_empty()).cloned());
    let last = row.sources.len().saturating_sub(1);
    let sources = row.sources.iter().enumerate().flat_map(|(at, source)| {
        let locator = if at == last { row.locator.as_str() } else { "" };
        self::source(source, locator)
    });
    vec![("data", data), ("source", sources.collect()), ("checked", vec![checked(row)])]
}

fn source(source: &RowSource, locator: &str) -> Vec<String> {
    let mut lines = vec![named(source, locator)];
    if !source.url.is_empty() {
        lines.push(source.url.clone());
    }
    if !source.archived.is_empty() {
        lines.push(format!("archived: {}", source.archived));
    }
    lines
}

/// Who published it, its title, and the passage.
pub(super) fn named(source: &RowSource, locator: &str) -> String {
    let parts = [source.org.as_str(), &source.title, locator];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// Who checked it, when, and whether that was before the value.
pub(super) fn checked(row: &Row) -> String {
    match &row.checked {
        None => "not yet".to_owned(),
        Some((by, on)) if row.is_signed() => format!("by {by} on {}", on.iso()),
        Some((by, on)) => format!("by {by} on {}, before the day of the value", on.iso()),
    }
}

/// A place as editors open it.
pub(super) fn at(place: &crate::files::Place) -> String {
    format!("{}:{}:{}", place.path, place.line, place.column)
}

fn bold() -> Style {
    Style::new().bold()
}

fn dim() -> Style {
    Style::new().dimmed()
}

fn styled(text: &str, style: Style, colour: Colour) -> String {
    match colour {
        Colour::Never => text.to_owned(),
        Colour::Always => format!("{style}{text}{style:#}"),
    }
}

impl Row {
    /// Whether somebody has compared the value with its source since the time it is of.
    pub fn is_signed(&self) -> bool {
        let on = self.checked.as_ref().map(|(_, on)| *on);
        super::is_signed(on, self.as_of)
    }
}
