//! The gallery: each thing a chart can be, with its pictures.
//!
//! `tests/charts/` is a project that the program builds like any other. A chart is a file
//! in `data/charts/` and a line `![](chart:NAME)` on one of the pages; `NAME.svg` is the
//! file that readers take away, `NAME.narrow.svg` what a page shows on a telephone, and
//! `NAME.de.svg` the same in another language. `UPDATE=1 cargo test --test charts` draws
//! them, and writes the chart's file below the line that shows it.

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use quick_xml::events::{BytesStart, Event};
use walkdir::WalkDir;

use common::gallery::{GALLERY, Gallery, Pictures, folder, own, pictures, spec, yaml};
use common::{golden, repository};

#[test]
fn the_gallery_is_built_without_a_problem() {
    let Gallery { project, build, .. } = &*GALLERY;
    assert_eq!(common::short(build, project), "");
}

#[test]
fn every_chart_is_drawn_as_before() {
    let mut failures = Vec::new();
    let pictures = pictures();
    for Pictures { name, file, narrow, .. } in &pictures {
        for (ending, svg) in [("svg", file), ("narrow.svg", narrow)] {
            let path = folder().join(format!("{name}.{ending}"));
            failures.extend(golden::compare(&path, svg).err());
        }
    }
    failures.extend(strays(&pictures));
    golden::none(&failures);
}

/// What a reader of the gallery sees below a picture is what it was drawn from.
#[test]
fn every_chart_stands_on_a_page_above_its_file() {
    let mut failures = Vec::new();
    let mut shown = BTreeSet::new();
    let files = GALLERY.project.files.iter();
    for (_, file) in files.filter(|(_, file)| file.path.starts_with("content/")) {
        let mut page = String::new();
        for part in parts(&file.text) {
            match part {
                Part::Text(text) => page.push_str(&text),
                Part::Chart(name) => {
                    let _ = write!(page, "![](chart:{name})\n\n```yaml\n{}```\n", spec(&name));
                    shown.insert(name);
                }
            }
        }
        failures.extend(golden::compare(&folder().join(&*file.path), &page).err());
    }
    let missing = charts().into_iter().filter(|name| !shown.contains(name));
    failures.extend(missing.map(|name| {
        format!("no page in tests/charts/content shows `{name}`: write `![](chart:{name})` on one")
    }));
    golden::none(&failures);
}

/// The manual's page has the same words, with pictures that GitHub shows too.
#[test]
fn the_manual_shows_the_gallery() {
    let mut page = String::from(MANUAL);
    let settings = yaml(own("briefing.yaml"));
    let slugs = settings["nav"].as_sequence().expect("the settings list the pages");
    for slug in slugs.iter().map(|slug| slug.as_str().expect("pages are named by words")) {
        let text = own(&format!("content/{slug}.md"));
        let mut halves = text.splitn(3, "---\n").skip(1);
        let front = yaml(halves.next().expect("a page has front matter"));
        let body = halves.next().expect("a page has a body");
        let word = |key: &str| front[key].as_str().expect("a page has a title and a summary");
        let _ = write!(page, "\n## {}\n\n{}\n", word("title"), word("summary"));
        for part in parts(body) {
            match part {
                Part::Text(text) => page.push_str(&text.replace("\n## ", "\n### ")),
                Part::Chart(name) => {
                    let alt = yaml(spec(&name))["headline"]
                        .as_str()
                        .expect("a chart has a headline")
                        .replace(['[', ']', '"', '\\'], "");
                    let _ = write!(
                        page,
                        "![{alt}](../tests/charts/{name}.svg)\n\n\
                         [`{name}.yaml`](../tests/charts/data/charts/{name}.yaml)\n"
                    );
                }
            }
        }
    }
    let path = repository().join("docs/gallery.md");
    golden::none(&golden::compare(&path, &page).err().into_iter().collect::<Vec<_>>());
}

const MANUAL: &str = "\
# Gallery

Every kind of chart, as the program draws it for files to take away; below each picture is the file that its author wrote. The data
are made up to show what a mark can do: they are no statistics, and nothing in these pictures should be quoted. Which mark suits
what is said in [Charts](charts.md) too.

On a page the charts take its colours, and on a telephone they are drawn anew for its width. That is best seen in the
gallery itself, [`tests/charts`](../tests/charts), a project like any other:

    briefing serve --root tests/charts --open
";

#[test]
fn every_picture_is_sound() {
    let mut failures = Vec::new();
    for Pictures { name, file, wide, narrow } in pictures() {
        for (which, svg) in [("the file", file), ("wide", wide), ("narrow", narrow)] {
            let faults = faults(&svg);
            failures.extend(faults.iter().map(|fault| format!("{name}, {which}: {fault}")));
        }
    }
    golden::none(&failures);
}

#[test]
fn a_picture_with_faults_is_told_from_a_sound_one() {
    let sound =
        r#"<svg aria-labelledby="a"><title id="a">A</title><desc>B</desc><path d="M1 2"/></svg>"#;
    assert_eq!(faults(sound), Vec::<String>::new());
    for (svg, fault) in [
        ("<svg><title>A</title></svg>", "there is no `desc`"),
        ("<svg><title></title><desc>B</desc></svg>", "`title` is empty"),
        ("<svg><title>A</title><desc>B</desc><g style='x'/></svg>", "`style` stands at `g`"),
        ("<svg><title>A</title><desc>B</desc><g d='M1 NaN'/></svg>", "`d` of `g` is `M1 NaN`"),
        ("<svg><title>A</title><desc>B</desc><g x='inf'/></svg>", "`x` of `g` is `inf`"),
        ("<svg><title>A</title><desc>B</desc><script/></svg>", "there is a `script`"),
        ("<svg><title id='a'>A</title><desc id='a'>B</desc></svg>", "the id `a` stands twice"),
    ] {
        assert!(faults(svg).iter().any(|found| found == fault), "{svg}: {:?}", faults(svg));
    }
    assert!(faults("<svg><g></svg>")[0].starts_with("not XML"));
}

/// A page of the gallery, in pieces.
enum Part {
    Text(String),
    /// A line that shows a chart, without the chart's file that may stand below it.
    Chart(String),
}

fn parts(page: &str) -> Vec<Part> {
    let mut parts = vec![Part::Text(String::new())];
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        let name = line.strip_prefix("![](chart:").and_then(|rest| rest.strip_suffix(')'));
        if let Some(name) = name {
            let mut rest = lines.clone();
            let block = [rest.next(), rest.next()] == [Some(""), Some("```yaml")];
            if block && rest.by_ref().any(|line| line == "```") {
                lines = rest;
            }
            parts.extend([Part::Chart(name.to_owned()), Part::Text(String::new())]);
        } else if let Some(Part::Text(text)) = parts.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    parts
}

/// What no picture may be.
fn faults(svg: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut ids = BTreeSet::new();
    let mut texts: Vec<(String, String)> = Vec::new();
    let mut reader = quick_xml::Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                let name = look_at(&element, &mut ids, &mut faults);
                texts.push((name, String::new()));
            }
            Ok(Event::Empty(element)) => {
                look_at(&element, &mut ids, &mut faults);
            }
            Ok(Event::Text(text)) => {
                if let Some((_, inner)) = texts.last_mut() {
                    inner.push_str(&text);
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                faults.insert(0, format!("not XML at byte {}: {error}", reader.error_position()));
                return faults;
            }
        }
    }
    for wanted in ["title", "desc"] {
        match texts.iter().find(|(name, _)| name == wanted) {
            None => faults.push(format!("there is no `{wanted}`")),
            Some((_, text)) if text.trim().is_empty() => {
                faults.push(format!("`{wanted}` is empty"));
            }
            Some(_) => {}
        }
    }
    faults
}

/// The name of an element; what is wrong with it goes to `faults`.
fn look_at(element: &BytesStart, ids: &mut BTreeSet<String>, faults: &mut Vec<String>) -> String {
    let name = element.name().as_ref().to_owned();
    if name == "script" || name == "style" || name == "foreignObject" {
        faults.push(format!("there is a `{name}`"));
    }
    for attribute in element.attributes() {
        let attribute = match attribute {
            Ok(attribute) => attribute,
            Err(error) => {
                faults.push(format!("`{name}`: {error}"));
                continue;
            }
        };
        let (key, value) = (attribute.key.as_ref(), &*attribute.value);
        if key == "style" || key.starts_with("on") {
            faults.push(format!("`{key}` stands at `{name}`"));
        }
        let mut words = value.split(|c: char| !c.is_ascii_alphabetic());
        if !key.starts_with("aria-") && words.any(|word| ["NaN", "inf"].contains(&word)) {
            faults.push(format!("`{key}` of `{name}` is `{value}`"));
        }
        if key == "id" && !ids.insert(value.to_owned()) {
            faults.push(format!("the id `{value}` stands twice"));
        }
    }
    name
}

/// Pictures whose chart is gone.
fn strays(pictures: &[Pictures]) -> Vec<String> {
    let names: BTreeSet<&str> = pictures.iter().map(|picture| &*picture.name).collect();
    let files = files("").into_iter().filter(|path| has_ending(path, "svg"));
    let strays = files.filter(|path| !names.contains(stem(path).trim_end_matches(".narrow")));
    strays.map(|path| format!("{} is a picture of no chart", path.display())).collect()
}

/// The names of the charts.
fn charts() -> Vec<String> {
    files("data/charts").iter().map(|path| stem(path)).collect()
}

/// The files of a folder of the gallery.
fn files(inner: &str) -> Vec<PathBuf> {
    let walk = WalkDir::new(folder().join(inner)).max_depth(1).sort_by_file_name();
    let entries = walk.into_iter().map(|entry| entry.expect("the repository can be read"));
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found == ending)
}

/// `step.de.narrow` of `step.de.narrow.svg`.
fn stem(path: &Path) -> String {
    path.file_stem().expect("a file has a name").to_string_lossy().into_owned()
}
