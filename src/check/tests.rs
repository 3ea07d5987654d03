//! What the checks that look at facts, sources and pages over time say of small projects.

use crate::diag::{self, Colour, Format};
use crate::{Options, Project, build};

/// The problems of a project on a day, a line each, without help; each file is given by its
/// path and text.
#[track_caller]
pub(super) fn said(texts: &[(&str, &str)], today: &str) -> String {
    let project = Project::in_memory(texts.iter().copied());
    let today = today.parse().expect("tests name days");
    let built = build(&project, &Options { today: Some(today), ..Options::default() });
    let said = diag::render(&built.problems, &project.files, Format::Short, Colour::Never, 0);
    let lines: Vec<&str> = said.lines().filter(|line| !line.starts_with("  ")).collect();
    lines.join("\n")
}

/// The same of a page that uses the fact `f`, a source `s` and settings.
#[track_caller]
fn due(settings: &str, source: &str, fact: &str, today: &str, expected: &str) {
    let settings = format!("title: T\n{settings}");
    let sources = format!("s: {{title: S{source}}}\n");
    let facts = format!("f: {{label: L, value: 7, unit: item, as_of: 2024-01, source: s{fact}}}\n");
    let page = "---\ntitle: T\n---\n\nIt is [7](fact:f).\n";
    let texts = [
        ("briefing.yaml", settings.as_str()),
        ("data/sources.yaml", &sources),
        ("data/facts.yaml", &facts),
        ("content/index.md", page),
    ];
    assert_eq!(said(&texts, today), expected);
}

#[test]
fn a_fact_is_good_until_its_last_day_and_no_longer() {
    let stale = ", stale_after: P90D";
    due("", "", stale, "2024-04-30", "");
    let said =
        "data/facts.yaml:1:1: warning[stale-fact]: `f` is of 2024-01 and was good until 2024-04-30";
    due("", "", stale, "2024-05-01", said);
    due("", "", ", stale_after: never", "2999-01-01", "");
}

#[test]
fn a_review_is_due_after_its_day() {
    let review = ", review_by: 2024-06";
    due("", "", review, "2024-06-30", "");
    let said =
        "data/facts.yaml:1:75: warning[stale-fact]: `f` was to be looked at again by 2024-06";
    due("", "", review, "2024-07-01", said);
}

#[test]
fn a_source_is_due_when_it_has_published_anew() {
    let next = ", next_release: 2024-03-15, update_every: P1M, date: 2024-01";
    due("", next, "", "2024-03-15", "");
    let said = "data/sources.yaml:1:1: warning[source-due]: `s` was to be published anew by 2024-03-15; `f` rests on it";
    due("", next, "", "2024-03-16", said);
}

#[test]
fn a_source_without_a_day_is_due_one_period_after_it_was_last_seen() {
    let every = ", date: 2023, retrieved: 2024-02-10, update_every: P3M";
    due("", every, "", "2024-05-10", "");
    let said = "data/sources.yaml:1:1: warning[source-due]: `s` is of 2024-02-10 and published anew every 3 months, last good on 2024-05-10; `f` rests on it";
    due("", every, "", "2024-05-11", said);
    let said =
        "data/sources.yaml:1:29: error[missing-key]: `update_every` has no day to count from";
    due("", ", update_every: P3M", "", "2024-05-11", said);
}

#[test]
fn what_is_due_is_an_error_once_the_time_of_grace_is_over() {
    let (grace, review) = ("freshness: {grace: P10D}\n", ", review_by: 2024-06-30");
    let said =
        "data/facts.yaml:1:75: warning[stale-fact]: `f` was to be looked at again by 2024-06-30";
    due(grace, "", review, "2024-07-10", said);
    let said = "data/facts.yaml:1:75: error[stale-fact]: `f` was to be looked at again by 2024-06-30; the time of grace ended on 2024-07-10";
    due(grace, "", review, "2024-07-11", said);
    let said =
        "briefing.yaml:2:20: error[wrong-value]: `grace` is `10 days`, which is not a duration";
    due("freshness: {grace: 10 days}\n", "", "", "2024-07-11", said);
}

#[test]
fn an_indicator_is_due_after_its_day() {
    let page = "---\ntitle: T\nwatch:\n  - {indicator: It rains, by: 2024-06-30}\n---\n\nText.\n";
    let texts = [("briefing.yaml", "title: T\n"), ("content/index.md", page)];
    assert_eq!(said(&texts, "2024-06-30"), "");
    assert_eq!(
        said(&texts, "2024-07-01"),
        "content/index.md:4:31: warning[indicator-due]: the indicator was to be seen by 2024-06-30"
    );
}

#[test]
fn many_facts_that_rest_on_a_source_are_counted() {
    let facts: String = ["a", "b", "c", "d", "e"]
        .map(|id| format!("{id}: {{label: L, value: 7, unit: item, as_of: 2024, source: s}}\n"))
        .concat();
    let page =
        "---\ntitle: T\n---\n\n[7](fact:a) [7](fact:b) [7](fact:c) [7](fact:d) [7](fact:e)\n";
    let texts = [
        ("briefing.yaml", "title: T\n"),
        ("data/sources.yaml", "s: {title: S, next_release: 2024-03}\n"),
        ("data/facts.yaml", facts.as_str()),
        ("content/index.md", page),
    ];
    let said = said(&texts, "2024-04-01");
    assert!(said.ends_with("; `a`, `b`, `c` and 2 more facts rest on it"), "{said}");
}
