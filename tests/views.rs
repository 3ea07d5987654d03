//! The page of the manual that lists what templates see is made of the code, and the lists of parts and blocks follow it.
//!
//! `UPDATE=1 cargo test --test views` rewrites `docs/views.md`.

#![expect(clippy::disallowed_methods, reason = "the folder of templates is the list of them")]

mod common;

use std::fmt::Write as _;

use common::{golden, repository};

/// The files that hold the views, in the order of the page.
const FILES: [&str; 3] = ["views/site.rs", "views.rs", "views/facts.rs"];

const HEAD: &str = "# What templates see

This page is made of the program's own descriptions, and a test holds it to them. [Templates](templates.md) says how to use it.

Fields whose names end in `_html`, and those marked HTML, are finished HTML; all other texts are escaped where they are shown.
What has nothing to say is an empty text or an empty list. A number is a number, `true` or `false` a truth.

";

#[test]
fn the_manual_lists_every_field_that_templates_see() {
    let folder = repository().join("src/render");
    let views: Vec<View> =
        FILES.iter().flat_map(|name| views(&common::text(&folder.join(name)))).collect();
    assert!(views.len() > 30, "there are more views than {}", views.len());
    for view in &views {
        assert!(!view.about.is_empty(), "{} is not described", view.name);
        for field in &view.fields {
            assert!(!field.about.is_empty(), "{}.{} is not described", view.name, field.name);
        }
    }
    let mut page = HEAD.to_owned();
    for view in views.iter().filter(|view| view.name != "Maybe") {
        let _ = write!(
            page,
            "## {}\n\n{}\n\n| field | type | is |\n| --- | --- | --- |\n",
            title(&view.name),
            view.about
        );
        for field in &view.fields {
            let _ =
                writeln!(page, "| `{}` | {} | {} |", field.name, kind(field), cell(&field.about));
        }
        page.push('\n');
    }
    let page = format!("{}\n", page.trim_end());
    if let Err(problem) = golden::compare(&repository().join("docs/views.md"), &page) {
        panic!("{problem}");
    }
}

#[test]
fn the_manual_lists_every_template_part_and_block() {
    let page = common::text(&repository().join("docs/templates.md"));
    let lists = |row: &str, name: &str| row.contains(&format!("`{name}`"));
    let parts = page.lines().find(|line| line.starts_with("| `parts/*.html` |")).unwrap();
    for file in std::fs::read_dir(repository().join("templates/parts")).unwrap() {
        let file = file.unwrap().file_name().into_string().unwrap();
        let part = file.strip_suffix(".html").unwrap();
        assert!(lists(parts, part), "the row of parts does not list {part}");
    }
    let blocks = page.lines().skip_while(|line| !line.starts_with("| template | blocks |"));
    let blocks: Vec<&str> = blocks.take_while(|line| line.starts_with('|')).collect();
    for file in std::fs::read_dir(repository().join("templates")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        if !name.ends_with(".html") {
            continue;
        }
        let text = common::text(&repository().join("templates").join(&name));
        for block in text.split("{% block ").skip(1).filter_map(|rest| rest.split(' ').next()) {
            let known =
                block == "main" || blocks.iter().any(|row| lists(row, &name) && lists(row, block));
            assert!(known, "no row says that {name} has the block {block}");
        }
    }
}

struct View {
    name: String,
    about: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    kind: String,
    about: String,
}

/// The structures of a file with their fields, each with its comment.
fn views(text: &str) -> Vec<View> {
    let mut views: Vec<View> = Vec::new();
    let mut about = Vec::new();
    let mut renamed = None;
    let mut inside = false;
    for line in text.lines() {
        let line = line.trim();
        if let Some(comment) = line.strip_prefix("///") {
            about.push(comment.trim().to_owned());
        } else if let Some(name) = line.strip_prefix("#[serde(rename = \"") {
            renamed = name.strip_suffix("\")]").map(str::to_owned);
        } else if line.starts_with("#[") {
            // Other attributes say nothing to readers.
        } else if let Some(name) = structure(line) {
            views.push(View { name, about: about.join(" "), fields: Vec::new() });
            about.clear();
            inside = true;
        } else if line == "}" {
            inside = false;
            about.clear();
        } else if inside && let Some((name, kind)) = field(line) {
            let view = views.last_mut().expect("a field is inside a structure");
            let name = renamed.take().unwrap_or(name);
            view.fields.push(Field { name, kind, about: about.join(" ") });
            about.clear();
        } else {
            about.clear();
        }
    }
    views
}

/// `pub(super) struct CardView {`
fn structure(line: &str) -> Option<String> {
    let name = line.split_once("struct ")?.1.strip_suffix(" {")?;
    line.starts_with("pub").then(|| name.trim_end_matches("View").to_owned())
}

/// `pub title: String,`
fn field(line: &str) -> Option<(String, String)> {
    let (name, kind) = line.strip_prefix("pub ")?.strip_suffix(',')?.split_once(": ")?;
    Some((name.to_owned(), kind.to_owned()))
}

fn title(name: &str) -> String {
    name.to_lowercase()
}

/// A type in words, with a link to the view that it is made of.
fn kind(field: &Field) -> String {
    let written = words(&field.kind);
    let html = ["html", "key_points", "because", "alternatives", "caveats", "json_ld"];
    if field.name.ends_with("_html") || html.contains(&field.name.as_str()) {
        return written.replace("text", "HTML");
    }
    written
}

fn words(kind: &str) -> String {
    let inner = |prefix: &str| kind.strip_prefix(prefix).and_then(|rest| rest.strip_suffix('>'));
    if let Some(inner) = inner("Vec<") {
        return format!("list of {}", words(inner));
    }
    if let Some(inner) = inner("Maybe<") {
        return format!("{}, or empty", words(inner));
    }
    match kind {
        "String" | "&'static str" => "text".to_owned(),
        "usize" | "u8" => "number".to_owned(),
        "bool" => "truth".to_owned(),
        view => {
            let name = view.trim_end_matches("View").to_lowercase();
            format!("[{name}](#{name})")
        }
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
