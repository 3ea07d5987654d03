//! The README is true: its commands exist, its examples are run, its links lead somewhere.

#![cfg(unix)]

mod common;

use std::collections::BTreeSet;

use briefing::{Options, build};
use tempfile::TempDir;

use common::program::{briefing, run, write};
use common::repository;
use common::tree::copy_project;

/// The bundled page that the README's example of a mistake is taken from.
const EXAMPLE: &str = "content/china-llms/index.md";

#[test]
fn every_command_exists_with_its_options() {
    let folder = TempDir::new().unwrap();
    let commands = commands(&readme());
    assert!(commands.len() >= 4, "the README shows how to check and build: {commands:?}");
    for command in commands {
        // With `--help` the arguments are read and nothing is done.
        let said = run(briefing(folder.path()).args(command.split_whitespace()).arg("--help"));
        assert_eq!(said.exit, Some(0), "`briefing {command}`: {}", said.stderr);
    }
}

#[test]
fn the_example_of_a_mistake_is_what_the_program_says() {
    let readme = readme();
    let blocks = blocks(&readme);
    let line = &blocks
        .iter()
        .find(|block| block.info == "markdown")
        .expect("the README shows a mistake")
        .text;
    let shown = &blocks
        .iter()
        .find(|block| block.info == "text")
        .expect("the README shows what is said")
        .text;

    // The mistake is put where the sentence stands in the bundled briefing.
    let folder = TempDir::new().unwrap();
    copy_project(&repository(), folder.path());
    let page = common::text(&folder.path().join(EXAMPLE));
    let wrong = line.trim();
    let right = wrong.replacen("[118]", "[117]", 1);
    assert_ne!(wrong, right, "the example says 118 for 117");
    assert_eq!(page.matches(&right).count(), 1, "`{right}` stands once in {EXAMPLE}");
    write(folder.path(), &[(EXAMPLE, &page.replace(&right, wrong))]);

    let said = run(briefing(folder.path()).args(["build", "--date", "2026-11-22"]));
    assert_eq!(said.exit, Some(1));
    assert!(said.stderr == *shown, "\n{}", common::diff::lines(shown, &said.stderr));
}

#[test]
fn the_first_project_has_no_problems() {
    let readme = readme();
    let files = blocks(&readme).into_iter().filter_map(|block| Some((block.path?, block.text)));
    let files: Vec<(String, String)> = files.collect();
    let names: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    assert!(
        names.contains(&"briefing.yaml") && names.iter().any(|name| name.ends_with(".md")),
        "{names:?}"
    );

    let project = common::project(files);
    let built = build(&project, &Options::default());
    assert_eq!(common::short(&built, &project), "");
    assert!(built.output.is_some());
}

#[test]
fn every_link_to_a_file_leads_to_one() {
    let readme = readme();
    let targets = readme.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    let missing: Vec<&str> = targets
        .filter(|target| !target.is_empty() && !target.contains(':'))
        .filter(|target| !repository().join(target).exists())
        .collect();
    assert!(missing.is_empty(), "the README leads to files that are not there: {missing:?}");
}

fn readme() -> String {
    common::text(&repository().join("README.md"))
}

/// A fenced block, and the file that the line before it names.
struct Block {
    info: String,
    path: Option<String>,
    text: String,
}

fn blocks(readme: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    let mut before = "";
    for line in readme.split_inclusive('\n') {
        let info = line.trim_end().strip_prefix("```");
        match (open.as_mut(), info) {
            (Some(_), Some("")) => blocks.extend(open.take()),
            (Some(block), _) => block.text.push_str(line),
            (None, Some(info)) => {
                let mut spans = before.split('`').skip(1).step_by(2);
                let path = spans.find(|span| {
                    [".yaml", ".md", ".csv"].iter().any(|ending| span.ends_with(ending))
                });
                let path = path.map(str::to_owned);
                open = Some(Block { info: info.to_owned(), path, text: String::new() });
            }
            (None, None) if !line.trim().is_empty() => before = line,
            (None, None) => {}
        }
    }
    blocks
}

/// The arguments of every command shown: in a block, indented, or between backticks.
fn commands(readme: &str) -> BTreeSet<String> {
    let blocks = blocks(readme);
    let in_blocks =
        blocks.iter().filter(|block| block.info == "sh").flat_map(|block| block.text.lines());
    let indented = readme.lines().filter_map(|line| line.strip_prefix("    "));
    let in_text = readme.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
    let shown = in_blocks.chain(indented).chain(in_text).map(|line| line.trim_start_matches("$ "));
    let arguments = shown.filter_map(|line| {
        let line = line.split('#').next().unwrap_or_default().trim();
        line.strip_prefix("briefing ").or_else(|| line.strip_prefix("cargo run --release -- "))
    });
    arguments.map(str::to_owned).collect()
}
