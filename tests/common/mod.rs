//! What the tests of the whole program share.
#![allow(dead_code, reason = "each test uses a part of it")]
#![expect(clippy::disallowed_methods, reason = "tests set up the world that they look at")]

pub(crate) mod diff;
pub(crate) mod gallery;
pub(crate) mod golden;
pub(crate) mod program;
pub(crate) mod tree;

use std::path::{Path, PathBuf};

use briefing::diag::{self, Colour, Format};
use briefing::files::Files;
use briefing::{Build, Project};

/// The folder of the repository.
pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file of the repository.
#[track_caller]
pub(crate) fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A project of texts by their paths, sorted into texts and assets as [`briefing::load`] does it.
pub(crate) fn project<P: Into<String>, T: Into<String>>(
    files: impl IntoIterator<Item = (P, T)>,
) -> Project {
    let files = files.into_iter().map(|(path, text)| (path.into(), text.into()));
    let (texts, assets): (Vec<(String, String)>, Vec<_>) =
        files.partition(|(path, _)| is_text(path));
    let assets = assets.into_iter().map(|(path, text)| (path, text.into_bytes().into()));
    Project { files: Files::new(texts), assets: assets.collect(), problems: Vec::new() }
}

/// Whether a file is a text by the ending of its name.
fn is_text(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["md", "yaml", "yml", "csv", "html", "css", "svg", "txt", "xml", "json"].contains(&ending)
}

/// The problems of a build, a line each, as `--format short` has them.
pub(crate) fn short(build: &Build, project: &Project) -> String {
    diag::render(&build.problems, &project.files, Format::Short, Colour::Never, 0)
}
