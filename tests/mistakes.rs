//! The mistakes that authors make, in one project: each is caught, in one run, at its place.
//!
//! Measured on other generators, most of these pass in silence or stop at the first
//! (see the manual's comparison). `expected.txt` is what the short format says about the
//! project beside it; `UPDATE=1 cargo test --test mistakes` rewrites it.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use briefing::diag::{Code, Severity};
use briefing::{Build, Options, Project, Strictness, build};

use common::{golden, repository};

#[test]
fn every_mistake_is_caught_in_one_run_at_its_place() {
    let (project, built) = built(&Options::default());
    let expected = repository().join("tests/mistakes/expected.txt");
    let compared = golden::compare(&expected, &common::short(&built, &project));
    golden::none(&compared.err().into_iter().collect::<Vec<_>>());
}

#[test]
fn the_mistakes_are_of_many_kinds() {
    let (_, built) = built(&Options::default());
    let codes: BTreeSet<Code> = built.problems.iter().map(|problem| problem.code).collect();
    assert!(codes.len() >= 60, "only {} kinds of mistakes are caught", codes.len());
}

/// A line that ends in `# wrong: CODE` has that problem. In YAML no other line has one; in
/// Markdown, where a mark would be part of the text, some lines go without.
#[test]
fn every_mistake_is_at_the_line_that_is_marked_with_it() {
    let (project, built) = built(&Options::default());
    let mut found: BTreeMap<(String, usize), Vec<&str>> = BTreeMap::new();
    for problem in &built.problems {
        let place = project.files.place(problem.span);
        let codes = found.entry((place.path.to_string(), place.line)).or_default();
        codes.push(problem.code.name());
    }

    let mut failures = Vec::new();
    for (_, file) in project.files.iter() {
        for (at, line) in file.text.lines().enumerate() {
            let key = (file.path.to_string(), at + 1);
            let mark = line.rsplit_once("# wrong: ").map(|(_, mark)| mark);
            let codes = found.get(&key).map(|codes| codes.join(", ")).unwrap_or_default();
            let free = mark.is_none() && !file.path.ends_with(".yaml");
            if !free && mark.unwrap_or_default() != codes {
                let (path, line) = key;
                failures.push(format!(
                    "{path}:{line}: marked `{}`, found `{codes}`",
                    mark.unwrap_or_default()
                ));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}\n", failures.join("\n"));
}

#[test]
fn nothing_is_written_while_there_is_an_error() {
    let (_, built) = built(&Options::default());
    assert!(built.output.is_none());
}

#[test]
fn no_mistake_is_told_twice() {
    let (_, built) = built(&Options::default());
    let mut seen = BTreeSet::new();
    let twice =
        built.problems.iter().filter(|problem| !seen.insert((problem.span, &problem.message)));
    assert_eq!(twice.count(), 0);
}

#[test]
fn strictness_changes_how_bad_they_are_and_nothing_else() {
    let (_, lenient) = built(&Options::default());
    let (_, strict) = built(&Options { strict: Strictness::Strict, ..Options::default() });
    let places = |built: &Build| {
        let problems = built.problems.iter();
        problems
            .map(|problem| (problem.span, problem.code, problem.message.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(places(&lenient), places(&strict));
    assert!(lenient.problems.iter().any(|problem| problem.severity == Severity::Warning));
    assert!(strict.problems.iter().all(|problem| problem.severity == Severity::Error));
}

fn built(options: &Options) -> (Project, Build) {
    let folder = repository().join("tests/mistakes");
    let project = briefing::load::project(&folder).expect("the folder has a `briefing.yaml`");
    let built = build(&project, options);
    (project, built)
}
