//! The manual is executed: its examples are projects, and what it says that they report is
//! what they report.
//!
//! A fenced block with a language and a path is a file; a block `problems` is what the
//! files so far report, in the short format. A section stands for itself, and one named
//! "Mended" goes on from the one before. `UPDATE=1 cargo test --test docs` rewrites the
//! `problems` blocks.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "tests set up the world that they look at")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::os::unix::fs::symlink;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use briefing::diag::Code;
use briefing::{Options, Project, Review};
use walkdir::WalkDir;

use common::{diff, golden, program, repository};

/// The languages of blocks that are files.
const LANGUAGES: [&str; 6] = ["yaml", "markdown", "csv", "html", "css", "text"];

/// How long an example's file may be; longer ones are not read.
const LONGEST_EXAMPLE: usize = 25;

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let codes: BTreeSet<String> = Code::ALL.iter().map(|code| code.name().to_owned()).collect();
    let pages: BTreeSet<String> = code_pages().iter().map(|page| name(page)).collect();

    let missing: Vec<_> = codes.difference(&pages).map(String::as_str).collect();
    let strays: Vec<_> = pages.difference(&codes).map(String::as_str).collect();
    let failures = [
        ("codes without a page in docs/codes", missing),
        ("pages of no code in docs/codes", strays),
    ]
    .into_iter()
    .filter(|(_, names)| !names.is_empty())
    .map(|(what, names)| format!("{} {what}: {}", names.len(), names.join(", ")));
    golden::none(&failures.collect::<Vec<_>>());
}

#[test]
fn the_pages_of_the_codes_say_what_the_program_says() {
    let mut failures = Vec::new();
    for path in code_pages() {
        let page = Page::read(&path);
        let mut complain = |what: String| failures.push(format!("{}: {what}", page.shown()));

        let code = name(&path);
        if page.text.lines().next() != Some(&format!("# {code}")) {
            complain(format!("the first line is not `# {code}`"));
        }
        if page.steps.is_empty() {
            let tests = ["tests/cli.rs", "tests/external.rs"].map(|path| repository().join(path));
            if !tests.iter().any(|path| common::text(path).contains(&code)) {
                complain(format!("there is no example, and no test of the program names `{code}`"));
            }
            continue;
        }
        for (path, lines) in page.steps.iter().flat_map(Step::files) {
            if lines > LONGEST_EXAMPLE {
                complain(format!("`{path}` has {lines} lines, more than {LONGEST_EXAMPLE}"));
            }
        }

        let results = page.run(&mut complain);
        for (step, reported) in page.steps.iter().zip(&results) {
            match step.section.as_str() {
                "Wrong" if !reported.contains(&format!("[{code}]")) => {
                    complain(format!(
                        "line {}: what is wrong does not report `{code}`:\n{reported}",
                        step.line
                    ));
                }
                "Mended" if !reported.is_empty() => {
                    complain(format!(
                        "line {}: what is mended still reports problems:\n{reported}",
                        step.line
                    ));
                }
                "Wrong" | "Mended" => {}
                other => complain(format!(
                    "line {}: the section is `{other}`, not `Wrong` or `Mended`",
                    step.line
                )),
            }
        }
        let sections: Vec<_> = page.steps.iter().map(|step| step.section.as_str()).collect();
        if !sections.contains(&"Wrong") || !sections.contains(&"Mended") {
            complain("an example needs a section `Wrong` and a section `Mended`, each with a `problems` block".to_owned());
        }
    }
    golden::none(&failures);
}

#[test]
fn the_examples_of_the_manual_say_what_the_program_says() {
    let mut failures = Vec::new();
    for path in manual_pages() {
        let page = Page::read(&path);
        page.run(&mut |what| failures.push(format!("{}: {what}", page.shown())));
    }
    golden::none(&failures);
}

/// The pages of the diagnostics, by name.
fn code_pages() -> Vec<PathBuf> {
    pages(&repository().join("docs/codes"))
        .into_iter()
        .filter(|page| name(page) != "README")
        .collect()
}

/// All other pages of the manual.
fn manual_pages() -> Vec<PathBuf> {
    let codes = repository().join("docs/codes");
    pages(&repository().join("docs")).into_iter().filter(|page| !page.starts_with(&codes)).collect()
}

fn pages(folder: &Path) -> Vec<PathBuf> {
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = walk.map(|entry| entry.expect("the manual can be read").into_path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect()
}

fn name(page: &Path) -> String {
    page.file_stem().expect("a page has a name").to_string_lossy().into_owned()
}

/// A page of the manual and the projects in it.
struct Page {
    path: PathBuf,
    text: String,
    steps: Vec<Step>,
    /// How the page's projects are built: the day they are read on, if the page names one, and
    /// whether facts need a second pair of eyes.
    options: Options,
}

/// A project up to a `problems` block, and what the block says.
#[derive(Clone)]
struct Step {
    /// The heading above it.
    section: String,
    files: BTreeMap<String, String>,
    /// Files that cannot be shown as they are.
    bytes: BTreeMap<String, Encoding>,
    /// The block's lines in the page, and the number of the first.
    problems: Range<usize>,
    line: usize,
}

/// How the text of a block becomes bytes on a disk.
#[derive(Clone, Copy)]
enum Encoding {
    /// A byte for each character.
    Latin1,
    /// Two bytes, little end first, with a mark.
    Utf16,
    /// A symbolic link to where the text says.
    Link,
}

impl Step {
    /// The files with the number of their lines.
    fn files(&self) -> impl Iterator<Item = (&str, usize)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.lines().count()))
    }

    /// What the project reports.
    fn run(&self, options: &Options) -> String {
        let project = if self.bytes.is_empty() {
            common::project(self.files.clone())
        } else {
            self.on_disk()
        };
        common::short(&briefing::build(&project, options), &project)
    }

    /// The project loaded from a folder, for files that memory cannot hold.
    fn on_disk(&self) -> Project {
        let folder = tempfile::tempdir().expect("there is a place for temporary folders");
        for (path, text) in &self.files {
            program::write(folder.path(), &[(path, text)]);
            let path_on_disk = folder.path().join(path);
            let bytes = match self.bytes.get(path) {
                None => continue,
                Some(Encoding::Latin1) => text
                    .chars()
                    .map(|letter| u8::try_from(letter).expect("the block is Latin-1"))
                    .collect::<Vec<_>>(),
                Some(Encoding::Utf16) => std::iter::once(0xfeff)
                    .chain(text.encode_utf16())
                    .flat_map(u16::to_le_bytes)
                    .collect(),
                Some(Encoding::Link) => {
                    std::fs::remove_file(&path_on_disk).expect("the file was just written");
                    symlink(text.trim(), &path_on_disk).expect("the folder can be written");
                    continue;
                }
            };
            std::fs::write(path_on_disk, bytes).expect("a temporary folder can be written");
        }
        briefing::load::project(folder.path()).expect("the folder has a `briefing.yaml`")
    }
}

impl Page {
    fn read(path: &Path) -> Page {
        let text = common::text(path);
        let mut page =
            Page { path: path.to_owned(), text, steps: Vec::new(), options: Options::default() };
        page.parse();
        page
    }

    fn shown(&self) -> String {
        self.path.strip_prefix(repository()).unwrap_or(&self.path).display().to_string()
    }

    /// Finds the files and the `problems` blocks.
    fn parse(&mut self) {
        let mut step = new_step(String::new());
        let text = self.text.clone();
        let mut at = 0;
        let mut fence: Option<Fence> = None;
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let start = at;
            at += line.len();
            let bare = line.trim_end();

            if let Some(open) = &fence {
                if closes(bare, open.ticks) {
                    let open = fence.take().expect("a fence is open");
                    self.block(&open, start, &mut step);
                }
            } else if let Some((ticks, info)) = opens(bare) {
                fence = Some(Fence { ticks, info: info.to_owned(), start: at, line: number + 2 });
            } else if let Some(heading) = bare.strip_prefix('#') {
                let heading = heading.trim_start_matches('#').trim().to_owned();
                match heading.as_str() {
                    "Mended" => step.section = heading,
                    _ => step = new_step(heading),
                }
            } else if let Some(inner) =
                bare.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"))
            {
                self.instruction(inner.trim(), &mut step);
            }
        }
        assert!(fence.is_none(), "{}: a fence is not closed", self.shown());
    }

    /// A block that ends at byte `end`.
    fn block(&mut self, fence: &Fence, end: usize, step: &mut Step) {
        let text = &self.text[fence.start..end];
        match fence.info.trim().split_once(' ') {
            None if fence.info.trim() == "problems" => {
                step.problems = fence.start..end;
                step.line = fence.line;
                self.steps.push(step.clone());
            }
            Some(("remove", path)) => drop(step.files.remove(path)),
            Some((language, path)) if LANGUAGES.contains(&language) => {
                if step.section == "Mended" {
                    step.bytes.remove(path);
                }
                step.files.insert(path.to_owned(), text.to_owned());
            }
            _ => {}
        }
    }

    /// `day: 2026-01-01`, `review: required` or `bytes content/index.md: latin-1`; other comments
    /// mean nothing.
    fn instruction(&mut self, text: &str, step: &mut Step) {
        let Some((what, value)) = text.split_once(':') else { return };
        let value = value.trim();
        if what == "day" {
            let day: jiff::civil::Date =
                value.parse().unwrap_or_else(|error| panic!("{}: {value}: {error}", self.shown()));
            self.options.now = Some(day.into());
        } else if what == "review" {
            assert_eq!(value, "required", "{}", self.shown());
            self.options.review = Review::Required;
        } else if let Some(path) = what.strip_prefix("bytes ") {
            let encoding = match value {
                "latin-1" => Encoding::Latin1,
                "utf-16" => Encoding::Utf16,
                "link" => Encoding::Link,
                other => panic!("{}: `{other}` is not `latin-1`, `utf-16` or `link`", self.shown()),
            };
            step.bytes.insert(path.trim().to_owned(), encoding);
        }
    }

    /// What each step reports, and complaints where the page says something else.
    fn run(&self, complain: &mut impl FnMut(String)) -> Vec<String> {
        let mut results = Vec::new();
        let mut text = self.text.clone();
        // From the last, so that the places of the others stay right.
        for step in self.steps.iter().rev() {
            let options = self.options.clone();
            let owned = std::panic::AssertUnwindSafe(step.clone());
            let reported = catch_unwind(move || {
                let step = owned;
                step.run(&options)
            })
            .unwrap_or_else(|_| {
                complain(format!(
                    "line {}: the program stopped on a mistake of its own",
                    step.line
                ));
                self.text[step.problems.clone()].to_owned()
            });
            let expected = &self.text[step.problems.clone()];
            if *expected != reported && !golden::updating() {
                let differences = diff::lines(expected, &reported);
                complain(format!(
                    "line {}: the program reports something else\n{differences}",
                    step.line
                ));
            }
            text.replace_range(step.problems.clone(), &reported);
            results.push(reported);
        }
        if golden::updating() && text != self.text {
            std::fs::write(&self.path, text).expect("the manual can be written");
        }
        results.reverse();
        results
    }
}

/// A fence that is open: how many backticks, what it says, and where its text begins.
struct Fence {
    ticks: usize,
    info: String,
    start: usize,
    line: usize,
}

fn new_step(section: String) -> Step {
    let settings = ("briefing.yaml".to_owned(), "title: Notes\n".to_owned());
    Step {
        section,
        files: BTreeMap::from([settings]),
        bytes: BTreeMap::new(),
        problems: 0..0,
        line: 0,
    }
}

fn opens(line: &str) -> Option<(usize, &str)> {
    let info = line.trim_start_matches('`');
    let ticks = line.len() - info.len();
    (ticks >= 3 && !info.contains('`')).then_some((ticks, info))
}

fn closes(line: &str, ticks: usize) -> bool {
    line.len() >= ticks && line.bytes().all(|byte| byte == b'`')
}
