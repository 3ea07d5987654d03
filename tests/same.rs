//! The same input gives the same bytes, wherever and however it is built.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests set up the world that they look at"
)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use briefing::{Options, Project, build};
use proptest::prelude::*;
use tempfile::TempDir;
use walkdir::WalkDir;

use common::program::{briefing, run, write};
use common::repository;
use common::tree::{copy_project, differences, tree};

#[test]
fn a_second_build_gives_the_same_bytes() {
    let first = made(&load(&repository()));
    let second = made(&load(&repository()));
    assert_eq!(first.1, "", "the bundled project has no problems");
    assert!(first.0.len() > 10);
    assert!(first == second);
}

#[test]
fn the_order_of_the_files_is_irrelevant() {
    let texts: Vec<(String, String)> = texts(&repository().join("tests/sites/briefing"));
    let straight = made(&common::project(texts.clone()));
    let reversed = made(&common::project(texts.into_iter().rev()));
    assert!(!straight.0.is_empty());
    assert!(straight == reversed);
}

#[test]
fn folder_time_zone_language_and_threads_leave_no_trace() {
    let (one, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let deep = other.path().join("a folder/with änderungen/深");
    fs::create_dir_all(&deep).unwrap();
    copy_project(&repository(), one.path());
    copy_project(&repository(), &deep);

    let mut here = briefing(one.path());
    here.args(["build", "--date", "2026-11-22", "-j", "1"]);
    here.envs([("TZ", "Pacific/Kiritimati"), ("LC_ALL", "C"), ("LANG", "C"), ("HOME", "/nowhere")]);
    let mut there = briefing(&deep);
    there.args(["build", "--date", "2026-11-22", "-j", "4", "-o", "elsewhere"]);
    there.envs([
        ("TZ", "Pacific/Pago_Pago"),
        ("LC_ALL", "de_DE.UTF-8"),
        ("LANG", "zh_CN.UTF-8"),
        ("USER", "somebody"),
    ]);
    there.env_remove("HOME");
    for command in [&mut here, &mut there] {
        let said = run(command);
        assert_eq!(said.exit, Some(0), "{}", said.stderr);
    }

    let (here, there) = (tree(&one.path().join("public")), tree(&deep.join("elsewhere")));
    assert_eq!(differences(&here, &there), Vec::<String>::new());
    for (path, bytes) in &here {
        for trace in [one.path(), repository().as_path()] {
            let trace = trace.to_str().unwrap().as_bytes();
            assert!(
                !bytes.windows(trace.len()).any(|bytes| bytes == trace),
                "{path} names a folder"
            );
        }
    }
}

#[test]
fn the_day_of_the_build_is_in_no_file() {
    let project = load(&repository());
    let on =
        |year| Options { now: Some(jiff::civil::date(year, 7, 1).into()), ..Options::default() };
    let early = build(&project, &on(1971)).output.expect("the bundled project has no errors");
    let late = build(&project, &on(2100)).output.expect("the bundled project has no errors");
    assert!(early.iter().eq(late.iter()));
}

#[test]
fn a_second_build_touches_no_file() {
    let folder = TempDir::new().unwrap();
    copy_project(&repository(), folder.path());
    let public = folder.path().join("public");
    let command = || run(briefing(folder.path()).args(["build", "--date", "2026-11-22"]));

    assert_eq!(command().exit, Some(0));
    let before = stamps(&public);
    let said = command();
    assert!(said.stderr.contains("; 0 files written to public, "), "{}", said.stderr);
    assert_eq!(before, stamps(&public));

    // And the stamps would tell: a text that changes is a file that changes.
    let about = common::text(&folder.path().join("content/about.md"));
    write(folder.path(), &[("content/about.md", &format!("{about}\nAnd more.\n"))]);
    assert_eq!(command().exit, Some(0));
    assert_ne!(before, stamps(&public));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Authors type, delete and paste anywhere. Whatever comes of it is the same twice, in
    /// whatever order the files are given, and is a list of problems or a site.
    #[test]
    fn an_edit_anywhere_gives_the_same_site_or_problems(
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0_usize..4, piece()), 1..4),
    ) {
        let mut files = texts(&repository().join("tests/sites/briefing"));
        for (file, place, deleted, inserted) in &edits {
            let at = file.index(files.len());
            edit(&mut files[at].1, *place, *deleted, inserted);
        }

        let project = common::project(files.clone());
        let (output, problems) = made(&project);
        prop_assert!(!output.is_empty() || !problems.is_empty());
        let again = made(&common::project(files.into_iter().rev()));
        prop_assert!((output, problems) == again);
    }
}

/// What an author may type by design or by slip.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "",
        " ",
        "\n",
        "\n\n",
        "\t",
        "- ",
        ": ",
        "#",
        "\"",
        "'",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "|",
        "*",
        "**",
        "_",
        "`",
        "~",
        "---\n",
        "```\n",
        "[^x]",
        "[@x]",
        "![](chart:services)",
        "](fact:approved)",
        "<b>",
        "&amp;",
        "&#0;",
        "\\",
        "0",
        "9",
        ".",
        ",",
        "%",
        "-",
        "1e400",
        "é",
        "数",
        "\u{202e}",
        "\u{0}",
        "\u{feff}",
        "🙂",
        "null",
        "~",
        "&a",
        "*a",
        "!!x",
        "? ",
        "> ",
    ];
    prop::sample::select(pieces.map(str::to_owned).to_vec())
}

/// Deletes some characters at a place and puts others there.
fn edit(text: &mut String, place: prop::sample::Index, deleted: usize, inserted: &str) {
    let mut letters: Vec<char> = text.chars().collect();
    let start = place.index(letters.len() + 1);
    let end = (start + deleted).min(letters.len());
    letters.splice(start..end, inserted.chars());
    *text = letters.into_iter().collect();
}

/// Every file of a site, and its problems.
fn made(project: &Project) -> (BTreeMap<String, Vec<u8>>, String) {
    let built = build(project, &Options::default());
    let problems = common::short(&built, project);
    let output = built.output.unwrap_or_default();
    (output.iter().map(|(path, bytes)| (path.to_string(), bytes.to_vec())).collect(), problems)
}

fn load(folder: &Path) -> Project {
    briefing::load::project(folder).expect("the folder has a `briefing.yaml`")
}

/// The texts of a project in a folder.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let files = load(folder).files;
    files.iter().map(|(_, file)| (file.path.to_string(), file.text.to_string())).collect()
}

/// What changes when a file or folder is written: its number and its times.
fn stamps(folder: &Path) -> BTreeMap<String, (u64, i64, i64)> {
    let entries =
        WalkDir::new(folder).into_iter().map(|entry| entry.expect("the folder can be read"));
    entries
        .map(|entry| {
            let metadata = fs::symlink_metadata(entry.path()).unwrap();
            let stamp = (metadata.ino(), metadata.mtime(), metadata.mtime_nsec());
            (entry.path().display().to_string(), stamp)
        })
        .collect()
}
