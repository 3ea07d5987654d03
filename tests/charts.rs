//! Each thing a chart can be, as a specification and its pictures.
//!
//! `tests/charts/NAME.yaml` is a chart as an author writes it, over a dataset in
//! `tests/charts/data/`; `NAME.svg` is the file that readers take away, and
//! `NAME.narrow.svg` what a page shows on a telephone. A first line `# language: de` is
//! the site's language. `UPDATE=1 cargo test --test charts` redraws them.

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use briefing::chart::{self, Variant};
use briefing::{Drafts, Options, Project, resolve};
use quick_xml::events::{BytesStart, Event};
use walkdir::WalkDir;

use common::{golden, repository};

#[test]
fn every_chart_is_drawn_as_before() {
    let mut failures = Vec::new();
    for path in charts() {
        let pictures = match Pictures::of(&path) {
            Ok(pictures) => pictures,
            Err(reported) => {
                failures.push(format!("{} has problems:\n{reported}", path.display()));
                continue;
            }
        };
        for (ending, svg) in [("svg", &pictures.file), ("narrow.svg", &pictures.narrow)] {
            failures.extend(golden::compare(&path.with_extension(ending), svg).err());
        }
    }
    failures.extend(strays());
    golden::none(&failures);
}

/// The gallery of the manual is these charts, each with its specification.
#[test]
fn the_gallery_shows_every_chart() {
    let mut page = String::from(GALLERY);
    for path in charts() {
        let (name, spec) = (stem(&path), common::text(&path));
        let yaml: serde_yaml::Value = serde_yaml::from_str(&spec).expect("a chart is YAML");
        let headline = yaml["headline"].as_str().expect("a chart has a headline");
        let alt = headline.replace(['[', ']', '"', '\\'], "");
        let _ = write!(
            page,
            "\n## {name}\n\n![{alt}](../tests/charts/{name}.svg)\n\n```yaml\n{}\n```\n",
            spec.trim_end()
        );
    }
    let path = repository().join("docs/gallery.md");
    golden::none(&golden::compare(&path, &page).err().into_iter().collect::<Vec<_>>());
}

const GALLERY: &str = "\
# Gallery

Every kind of chart, as the program draws it for files to take away, with what its author wrote. The data, in
[`tests/charts/data`](../tests/charts/data), are made up to show what a mark can do: they are no statistics, and nothing in these
pictures should be quoted. On a page there is a narrow picture for telephones too, both in the colours of the page. Which mark suits
what is said in [Charts](charts.md).
";

#[test]
fn every_picture_is_sound() {
    let mut failures = Vec::new();
    for path in charts() {
        let Ok(pictures) = Pictures::of(&path) else { continue };
        let Pictures { file, wide, narrow } = pictures;
        for (name, svg) in [("the file", file), ("wide", wide), ("narrow", narrow)] {
            let faults = faults(&svg);
            failures
                .extend(faults.iter().map(|fault| format!("{}, {name}: {fault}", path.display())));
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

/// The three pictures of a chart.
struct Pictures {
    file: String,
    wide: String,
    narrow: String,
}

impl Pictures {
    /// The pictures, or what is wrong with the chart.
    fn of(path: &Path) -> Result<Pictures, String> {
        let name = stem(path);
        let project = project(path);
        let built = briefing::build(&project, &Options::default());
        let reported = common::short(&built, &project);
        if !reported.is_empty() {
            return Err(reported);
        }

        let output = built.output.expect("there are no problems");
        let site = resolve::site(&project, Drafts::Hide, None).value;
        let plot = &site.charts[&name].plot;
        Ok(Pictures {
            file: output.text(&format!("charts/{name}.svg")).to_owned(),
            wide: chart::svg(plot, Variant::Wide).svg,
            narrow: chart::svg(plot, Variant::Narrow).svg,
        })
    }
}

/// A project that is this chart and a page that shows it.
fn project(path: &Path) -> Project {
    let (name, spec) = (stem(path), common::text(path));
    let lang =
        spec.lines().next().and_then(|line| line.strip_prefix("# language: ")).unwrap_or("en");
    let yaml: serde_yaml::Value = serde_yaml::from_str(&spec).expect("a chart is YAML");
    let data = yaml["data"].as_str().or_else(|| yaml["data"]["from"].as_str());
    let data = data.expect("a chart names its data");

    let folder = path.parent().expect("charts are in a folder").join("data");
    let shared = |file: &str| common::text(&folder.join(file));
    let mut files = vec![
        (
            "briefing.yaml".to_owned(),
            format!("title: Charts\nlanguage: {lang}\nnumbers: {{digits: off, words: off}}\n"),
        ),
        ("content/index.md".to_owned(), format!("---\ntitle: Charts\n---\n\n![](chart:{name})\n")),
        (format!("data/charts/{name}.yaml"), spec),
        (format!("data/datasets/{data}.yaml"), shared(&format!("{data}.yaml"))),
        ("data/sources.yaml".to_owned(), shared("sources.yaml")),
        ("data/units.yaml".to_owned(), shared("units.yaml")),
    ];
    if folder.join(format!("{data}.csv")).exists() {
        files.push((format!("data/datasets/{data}.csv"), shared(&format!("{data}.csv"))));
    }
    common::project(files)
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
fn strays() -> Vec<String> {
    let names: BTreeSet<String> = charts().iter().map(|path| stem(path)).collect();
    let pictures =
        files().into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "svg"));
    let strays = pictures.filter(|path| !names.contains(&stem(path)));
    strays.map(|path| format!("{} is a picture of no chart", path.display())).collect()
}

fn charts() -> Vec<PathBuf> {
    let files = files().into_iter();
    files.filter(|path| path.extension().is_some_and(|ending| ending == "yaml")).collect()
}

fn files() -> Vec<PathBuf> {
    let walk = WalkDir::new(repository().join("tests/charts")).max_depth(1).sort_by_file_name();
    walk.into_iter().map(|entry| entry.expect("the repository can be read").into_path()).collect()
}

/// `arena` of `arena.narrow.svg`.
fn stem(path: &Path) -> String {
    let name = path.file_name().expect("a file has a name").to_string_lossy();
    name.split('.').next().unwrap_or_default().to_owned()
}
