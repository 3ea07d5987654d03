//! Small projects and the whole trees that are made of them.
//!
//! `tests/sites/NAME/` is a project, and `expected/` in it is its site: a file that is
//! missing fails and so does one too many. Pages are compared inside `<main>` only, so
//! that a change of the theme's frame does not touch every site; `whole` compares all of
//! a page. `UPDATE=1 cargo test --test sites` rewrites what is expected.

#![expect(clippy::disallowed_methods, reason = "tests set up the world that they look at")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use briefing::output::Output;
use briefing::{Options, Project, build};
use walkdir::WalkDir;

use common::{golden, repository};

/// The file that lists the paths of a site; most of the theme's own files are only there.
const LIST: &str = "files.txt";

#[test]
fn every_site_is_made_as_expected() {
    let theme = output(&common::project([("briefing.yaml", "title: Notes\n")]));
    let mut failures = Vec::new();
    for folder in folders(&repository().join("tests/sites")) {
        let name = folder.file_name().expect("a site has a name").to_string_lossy().into_owned();
        let project = briefing::load::project(&folder).expect("a site has a `briefing.yaml`");
        let built = build(&project, &Options::default());
        let reported = common::short(&built, &project);
        if !reported.is_empty() {
            failures.push(format!("tests/sites/{name} has problems:\n{reported}"));
        }
        let Some(output) = built.output else { continue };

        let made = made(&output, &theme, name == "whole");
        failures.extend(differences(&folder.join("expected"), &made));
    }
    golden::none(&failures);
}

/// The texts of a site as they are kept, by path.
fn made(output: &Output, theme: &Output, whole: bool) -> BTreeMap<String, String> {
    let names = hashed_names(output);
    let mut texts = BTreeMap::new();
    let mut list = String::new();
    for (path, bytes) in output.iter() {
        let shown = plain(path.as_str(), &names);
        list.push_str(&shown);
        list.push('\n');
        // What the theme gives every site is in `templates/`, and need not be kept again.
        let is_default =
            path.as_str().starts_with("assets/") && theme.get(path.as_str()) == Some(bytes);
        if is_default {
            continue;
        }
        let text = text_of(bytes);
        let text = plain(&text, &names);
        let text = if whole || !shown.ends_with(".html") { text } else { main_part(&text) };
        texts.insert(shown, text);
    }
    texts.insert(LIST.to_owned(), list);
    texts
}

/// A text, or what stands for something else: a PNG's size, since its bytes say nothing to
/// who reads them.
fn text_of(bytes: &[u8]) -> String {
    let edge = |at: usize| {
        let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
        four.map_or(0, u32::from_be_bytes)
    };
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) if bytes.starts_with(b"\x89PNG") => {
            format!("a picture of {} by {} pixels\n", edge(16), edge(20))
        }
        Err(_) => "not a text\n".to_owned(),
    }
}

/// What differs from the tree of expected files, which is rewritten when updating.
fn differences(expected: &Path, made: &BTreeMap<String, String>) -> Vec<String> {
    let compared = made.iter().map(|(path, text)| golden::compare(&expected.join(path), text));
    let mut failures: Vec<_> = compared.filter_map(Result::err).collect();

    let kept: BTreeSet<String> = files(expected);
    for path in kept.iter().filter(|path| !made.contains_key(*path)) {
        let file = expected.join(path);
        if golden::updating() {
            fs::remove_file(file).expect("the repository can be written");
        } else {
            failures.push(format!("{} is expected, but not made", file.display()));
        }
    }
    failures
}

/// The name with a hash and the one without, for each asset and data file that has one.
fn hashed_names(output: &Output) -> Vec<(String, String)> {
    let names = output.iter().filter_map(|(path, _)| {
        let name = path.file_name();
        let mut parts: Vec<&str> = name.split('.').collect();
        let at = parts.iter().position(|part| is_hash(part, 8))?;
        parts[at] = "HASH";
        Some((name.to_owned(), parts.join(".")))
    });
    names.collect()
}

fn is_hash(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A text without what any change of any file changes: hashes, and our version.
fn plain(text: &str, names: &[(String, String)]) -> String {
    let version = concat!("briefing ", env!("CARGO_PKG_VERSION"));
    let mut text = text.replace(version, "briefing VERSION");
    for (hashed, name) in names {
        text = text.replace(hashed.as_str(), name);
    }
    let words = text.split_inclusive(|c: char| !c.is_ascii_hexdigit());
    words
        .map(|word| {
            let end = word.trim_end_matches(|c: char| !c.is_ascii_hexdigit()).len();
            if is_hash(&word[..end], 64) {
                format!("HASH{}", &word[end..])
            } else {
                word.to_owned()
            }
        })
        .collect()
}

/// What a page says, without the frame round it.
fn main_part(html: &str) -> String {
    let start = html.find("<main").unwrap_or(0);
    let end = html.rfind("</main>").map_or(html.len(), |at| at + "</main>".len());
    format!("{}\n", html.get(start..end).unwrap_or(html).trim_end())
}

fn output(project: &Project) -> Output {
    build(project, &Options::default()).output.expect("the project has no errors")
}

/// The folders in a folder, by name.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let walk = WalkDir::new(folder).min_depth(1).max_depth(1).sort_by_file_name();
    let entries = walk.into_iter().map(|entry| entry.expect("the repository can be read"));
    entries.filter(|entry| entry.file_type().is_dir()).map(walkdir::DirEntry::into_path).collect()
}

/// The files below a folder, by their paths in it.
fn files(folder: &Path) -> BTreeSet<String> {
    let entries = WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("the walk began there");
            path.to_string_lossy().into_owned()
        })
        .collect()
}
