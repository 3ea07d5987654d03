//! The register as a worksheet: it prints, and is pasted into a pull request.

use std::fmt::Write as _;

use super::text::{at, checked, count, named};
use super::{Row, RowSource, Shows};

/// A task for each number, a heading for each page.
pub fn markdown(rows: &[Row]) -> String {
    let mut out = String::new();
    let mut rest = rows;
    while let Some(first) = rest.first() {
        let length = rest.iter().take_while(|row| row.page == first.page).count();
        let (page, others) = rest.split_at(length);
        if !out.is_empty() {
            out.push('\n');
        }
        let _ = writeln!(out, "## {}\n", plain(&first.page.title));
        let _ = writeln!(out, "{} · {}", code(&first.page.path), count(page));
        for row in page {
            task(&mut out, row);
        }
        rest = others;
    }
    out
}

fn task(out: &mut String, row: &Row) {
    let tick = if row.is_signed() { 'x' } else { ' ' };
    let (before, after) = row.sentence.split_at(row.at.start);
    let (number, after) = after.split_at(row.at.len());
    let number = match number.trim() {
        "" => String::new(),
        number => format!("**{}**", plain(number)),
    };
    let as_of = row.as_of.map_or_else(String::new, |date| format!(", as of {}", date.iso()));
    let shows = match row.shows {
        Shows::Value => "",
        Shows::Claim => "; the text claims it",
        Shows::AsOf => "; the text shows the day",
    };
    let _ = writeln!(out, "\n- [{tick}] {}{number}{}  ", plain(before), plain(after));
    let _ = writeln!(out, "  {}, {}  ", code(&at(&row.place)), in_words(&row.stands));
    let _ = writeln!(
        out,
        "  Data: {}{as_of}{shows}. {} ({}, {})  ",
        plain(&row.value),
        plain(&row.label),
        code(&row.fact),
        code(&at(&row.origin))
    );
    let notes = [&row.definition, &row.note];
    for note in notes.into_iter().filter(|note| !note.is_empty()) {
        let _ = writeln!(out, "  Note: {}  ", plain(note));
    }
    let last = row.sources.len().saturating_sub(1);
    for (at, source) in row.sources.iter().enumerate() {
        let locator = if at == last { row.locator.as_str() } else { "" };
        let _ = writeln!(out, "  Source: {}  ", self::source(source, locator));
    }
    let _ = writeln!(out, "  Checked: {}", plain(&checked(row)));
}

fn source(source: &RowSource, locator: &str) -> String {
    let name = plain(&named(source, locator));
    let name = match address(&source.url) {
        Some(url) => format!("[{name}]({url})"),
        None => name,
    };
    match address(&source.archived) {
        Some(url) => format!("{name}, [archived copy]({url})"),
        None => name,
    }
}

/// An address that can stand in the brackets of a link.
fn address(url: &str) -> Option<String> {
    let url = url.trim();
    let web = url.starts_with("https://") || url.starts_with("http://");
    let safe = |url: &str| url.replace('<', "%3C").replace('>', "%3E").replace(' ', "%20");
    web.then(|| format!("<{}>", safe(url)))
}

/// A text that Markdown shows as it is, on one line.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in crate::diag::visible(text).chars() {
        if "\\`*_[]<>#|~&!".contains(char) {
            out.push('\\');
        }
        out.push(char);
    }
    out
}

/// A name or a path as it is written; backticks cannot stand in it.
fn code(text: &str) -> String {
    format!("`{}`", crate::diag::visible(text).replace('`', "'"))
}

/// Where something stands; ids keep their backticks.
fn in_words(stands: &str) -> String {
    crate::diag::visible(stands)
}
