//! The bundled briefing: whatever number of it is broken, wherever it stands, is caught there.

mod common;

use std::collections::BTreeMap;

use briefing::diag::Severity;
use briefing::files::Files;
use briefing::register::{self, Row, Shows};
use briefing::{Options, Project, look};

use common::repository;

#[test]
fn breaking_any_number_in_any_place_is_caught_there() {
    let project = briefing::load::project(&repository()).expect("the repository is a project");
    let site = look(&project, &Options::default()).value;
    let pages = register::pages(None, None, &site, &project.files).expect("all pages are there");
    let rows = register::rows(&pages, &site, &project.files);

    // A chart's headline is read on every page that shows it, and stands in one place.
    let mut places: BTreeMap<(String, usize, usize), &Row> = BTreeMap::new();
    // The words of a claim are free: what is proved is its expression.
    for row in rows.iter().filter(|row| row.shows != Shows::Claim) {
        places.insert((row.place.path.to_string(), row.place.line, row.place.column), row);
    }
    let mut files: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for ((path, ..), row) in &places {
        files.entry(path).or_default().push(row);
    }
    let mut tried = 0;
    let mut missed = Vec::new();
    for (path, rows) in files {
        let (count, unseen) = broken_at_once(&project, path, &rows);
        tried += count;
        missed.extend(unseen);
    }
    assert!(tried > 150, "only {tried} places");
    assert!(missed.is_empty(), "{} of {tried}:\n{}", missed.len(), missed.join("\n"));
}

/// Breaks every number of a file at once, and gives how many there are and which of them
/// nobody noticed. Numbers that the program writes itself cannot be broken in the text.
fn broken_at_once(project: &Project, path: &str, rows: &[&Row]) -> (usize, Vec<String>) {
    let id = project.files.find(path).expect("rows stand in files of the project");
    let text = &project.files.get(id).text;
    let offset = |row: &Row| {
        let start: usize = text.split_inclusive('\n').take(row.place.line - 1).map(str::len).sum();
        let before = text[start..].chars().take(row.place.column - 1);
        start + before.map(char::len_utf8).sum::<usize>()
    };
    let written: Vec<(usize, &&Row)> = rows
        .iter()
        .map(|row| (offset(row), row))
        .filter(|(at, row)| text[*at..].starts_with(&row.shown))
        .collect();

    // Each break moves those behind it on the same line.
    let (mut changed, mut end) = (String::new(), 0);
    let mut broken_at = Vec::new();
    for (at, row) in &written {
        changed.push_str(&text[end..*at]);
        let start = changed.len();
        changed.push_str(&broken(&row.shown));
        broken_at.push(start..changed.len());
        end = at + row.shown.len();
    }
    changed.push_str(&text[end..]);

    let files = Files::new(project.files.iter().map(|(other, file)| {
        let text = if other == id { changed.clone() } else { file.text.to_string() };
        (file.path.to_string(), text)
    }));
    let project = Project { files, assets: project.assets.clone(), problems: Vec::new() };
    let looked = look(&project, &Options::default());
    let id = project.files.find(path).expect("the file is still there");
    let caught = |place: &std::ops::Range<usize>| {
        looked.problems.iter().any(|problem| {
            let span = problem.span;
            let inside = span.start as usize >= place.start && span.start as usize <= place.end;
            problem.severity == Severity::Error && span.file == id && inside
        })
    };
    let unseen = written.iter().zip(&broken_at).filter(|(_, place)| !caught(place));
    let unseen = unseen.map(|((_, row), place)| {
        format!("{path}:{}: `{}` became `{}`", row.place.line, row.shown, &changed[place.clone()])
    });
    (written.len(), unseen.collect())
}

/// A number that is far from the one in the text.
fn broken(shown: &str) -> String {
    let smaller = [
        "less",
        "fewer",
        "under",
        "up to",
        "at most",
        "weniger",
        "unter",
        "höchstens",
        "不到",
        "至多",
    ];
    match shown.find(|char: char| char.is_ascii_digit()) {
        Some(_) if smaller.iter().any(|word| shown.contains(word)) => {
            shown.replace(|char: char| char.is_ascii_digit(), "0")
        }
        Some(at) => format!("{}9{}", &shown[..at], &shown[at..]),
        None => "999".to_owned(),
    }
}
