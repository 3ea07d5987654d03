//! The gallery of charts, `tests/charts/`, built once for all tests of a program.

use std::path::PathBuf;
use std::sync::LazyLock;

use briefing::chart::{self, Variant};
use briefing::lang::Lang;
use briefing::resolve::{self, Site};
use briefing::{Build, Drafts, Options, Project};

/// The project, what comes of it, and its charts.
pub(crate) struct Gallery {
    pub(crate) project: Project,
    pub(crate) build: Build,
    pub(crate) site: Site,
}

pub(crate) static GALLERY: LazyLock<Gallery> = LazyLock::new(|| {
    let project = briefing::load::project(&folder()).expect("the gallery is a project");
    let build = briefing::build(&project, &Options::default());
    let site = resolve::site(&project, Drafts::Hide, None).value;
    Gallery { project, build, site }
});

/// The three pictures of a chart, in one language.
pub(crate) struct Pictures {
    /// `step`, or `step.de`.
    pub(crate) name: String,
    pub(crate) file: String,
    pub(crate) wide: String,
    pub(crate) narrow: String,
}

/// The pictures of every chart that can be drawn, in each language it was written in.
pub(crate) fn pictures() -> Vec<Pictures> {
    let Gallery { project, build, site } = &*GALLERY;
    let output = build.output.as_ref();
    let output = output.unwrap_or_else(|| panic!("{}", super::short(build, project)));
    let mut pictures = Vec::new();
    for (name, resolved) in &site.charts {
        let written = |lang: &Lang| yaml(spec(name))["translations"].get(lang.code()).is_some();
        let translated = resolved.translated.iter().filter(|(lang, _)| written(lang));
        let translated = translated.map(|(lang, plot)| (format!("{name}.{}", lang.code()), plot));
        for (name, plot) in std::iter::once((name.clone(), &resolved.plot)).chain(translated) {
            pictures.push(Pictures {
                file: output.text(&format!("charts/{name}.svg")).to_owned(),
                wide: chart::svg(plot, Variant::Wide).svg,
                narrow: chart::svg(plot, Variant::Narrow).svg,
                name,
            });
        }
    }
    pictures
}

/// What the author of a chart wrote.
pub(crate) fn spec(name: &str) -> &'static str {
    own(&format!("data/charts/{name}.yaml"))
}

/// A text of the gallery, as it was before any of these tests rewrote it.
pub(crate) fn own(path: &str) -> &'static str {
    let files = &GALLERY.project.files;
    let file = files.find(path).unwrap_or_else(|| panic!("the gallery has no {path}"));
    &files.get(file).text
}

pub(crate) fn yaml(text: &str) -> serde_yaml::Value {
    serde_yaml::from_str(text).expect("charts, settings and front matter are YAML")
}

pub(crate) fn folder() -> PathBuf {
    super::repository().join("tests/charts")
}
