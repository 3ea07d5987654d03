//! `briefing check --expiring`: what falls due within a time.

use briefing::check::Due;
use briefing::date::Period;
use briefing::diag::{Format, shown_path};
use briefing::files::Files;
use jiff::civil::Date;
use serde_json::json;

/// What is due already or falls due within a time from a day.
pub(crate) fn within(period: Period, today: Date, mut due: Vec<Due>) -> Vec<Due> {
    let end = period.after(today);
    due.retain(|due| due.until <= end);
    due
}

/// The list, a line each: for people, or as JSON objects.
pub(crate) fn list(due: &[Due], files: &Files, format: Format, folder: &str) -> String {
    due.iter().map(|due| line(due, files, format, folder) + "\n").collect()
}

fn line(due: &Due, files: &Files, format: Format, folder: &str) -> String {
    let place = files.place(due.span);
    let path = shown_path(folder, &place.path);
    let Due { until, kind, id, name, .. } = due;
    match format {
        Format::Json => json!({
            "until": until.to_string(),
            "kind": kind.word(),
            "id": id,
            "name": name,
            "path": path,
            "line": place.line,
            "column": place.column,
        })
        .to_string(),
        Format::Human | Format::Short | Format::Github => {
            let id = if id.is_empty() { String::new() } else { format!(" `{id}`") };
            let (line, column) = (place.line, place.column);
            format!("{until} {path}:{line}:{column}: {}{id}: {name}", kind.word())
        }
    }
}
