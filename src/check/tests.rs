//! What the checks that look at facts, sources and pages over time say of small projects.

use crate::diag::{self, Colour, Format};
use crate::{Options, Project, build};

/// The problems of a project on a day, a line each, without help; each file is given by its
/// path and text.
#[track_caller]
pub(super) fn said(texts: &[(&str, &str)], today: &str) -> String {
    let project = Project::in_memory(texts.iter().copied());
    let today: jiff::civil::Date = today.parse().expect("tests name days");
    let built = build(&project, &Options { now: Some(today.into()), ..Options::default() });
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

/// The problems of a fact of 100 items as of March 2024, with more said of it.
#[track_caller]
fn fact(more: &str, expected: &str) {
    let facts = format!(
        "f: {{label: L, value: 100, unit: item, as_of: 2024-03-31, source: s,\n  {more}}}\n"
    );
    let texts = [
        ("briefing.yaml", "title: T\n"),
        ("data/sources.yaml", "s: {title: S}\nt: {title: T}\n"),
        ("data/facts.yaml", &facts),
        ("content/index.md", "---\ntitle: T\n---\n\nIt is [100](fact:f) [@t].\n"),
    ];
    assert_eq!(said(&texts, "2024-04-01"), expected, "{more}");
}

#[test]
fn an_earlier_value_is_earlier_and_of_one_kind() {
    fact("history: [{value: 64, as_of: 2023-12-31, source: t, note: Worked back}]", "");
    fact("history: [{value: 64, as_of: 2023}, {value: 63, as_of: 2022}]", "");
    let place = "data/facts.yaml:2:";
    let said = |column: u8, rest: &str| format!("{place}{column}: error{rest}");
    fact(
        "history: [{value: 64, as_of: 2024}]",
        &said(32, "[wrong-value]: the earlier value is of 2024, the fact of 2024-03-31"),
    );
    fact(
        "history: [{value: 64, as_of: 2023}, {value: 63, as_of: 2023}]",
        &said(58, "[wrong-value]: a second earlier value is of 2023"),
    );
    fact(
        "history: [{value: many, as_of: 2023}]",
        &said(21, "[not-a-number]: `many` is not a number"),
    );
    fact("history: [{value: 64}]", &said(13, "[missing-key]: an earlier value needs `as_of`"));
    fact(
        "history: [{value: 64, as_of: 2023, sauce: t}]",
        &said(38, "[unknown-key]: an earlier value has no `sauce`"),
    );
    fact(
        "history: [{value: 64, as_of: 2023, source: x}]",
        &said(46, "[unknown-source]: no source is named `x`"),
    );
}

#[test]
fn a_jump_is_more_than_five_times_the_last_value() {
    fact("history: [{value: 20, as_of: 2023}, {value: 1, as_of: 2022}]", "");
    let said = "data/facts.yaml:1:22: warning[suspicious-jump]: `f` went from 19 items as of 2023 to 100 items";
    fact("history: [{value: 1, as_of: 2022}, {value: 19, as_of: 2023}]", said);
    fact("history: [{value: 19, as_of: 2023}], jump: The register was opened", "");
    let said = "data/facts.yaml:1:22: warning[suspicious-jump]: `f` went from 501 items as of 2023 to 100 items";
    fact("history: [{value: 501, as_of: 2023}]", said);
    fact("history: [{value: 0, as_of: 2023}]", "");
    fact("history: [{value: -10, as_of: 2023}]", "");
    let said = "data/facts.yaml:2:47: error[unneeded-exemption]: the value has not jumped, so it needs no `jump`";
    fact("history: [{value: 50, as_of: 2023}],  jump: Law", said);
}

#[test]
fn sources_agree_within_rounding_or_the_tolerance() {
    for agreeing in [
        "also: [{value: 100.4, source: t}]",
        "also: [{value: 118, source: t, as_of: 2024-04}]",
        "also: [{value: 102, source: t, as_of: 2024-03}], tolerance: 2",
        "also: [{value: 99, source: t}], tolerance: 1%",
        "also: [{value: 100.0, source: t}], tolerance: 0",
    ] {
        fact(agreeing, "");
    }
    let said = |value: &str| {
        format!(
            "data/facts.yaml:2:18: warning[sources-disagree]: `t` says {value} items, `s` says 100 items"
        )
    };
    fact("also: [{value: 101, source: t}]", &said("101"));
    fact("also: [{value: 98.9, source: t}], tolerance: 1%", &said("98.9"));
    fact("also: [{value: 103, source: t, as_of: 2024}], tolerance: 2", &said("103"));
    fact(
        "also: [{value: 103}]",
        "data/facts.yaml:2:10: error[missing-key]: another source's value needs `source`",
    );
    fact(
        "also: [{value: 100, source: t}], tolerance: some",
        "data/facts.yaml:2:47: error[wrong-value]: `tolerance` is `some`, which is no distance",
    );
}

#[test]
fn a_known_error_has_a_note_and_another_value() {
    fact("known_error: {corrected: 99, note: A slip, source: t}", "");
    fact("known_error: {note: Wrong}", "");
    fact(
        "known_error: {corrected: 100, note: A slip}",
        "data/facts.yaml:2:28: error[wrong-value]: the corrected value is the published one",
    );
    fact(
        "known_error: {corrected: 99}",
        "data/facts.yaml:2:16: error[missing-key]: a known error needs `note`",
    );
}

#[test]
fn a_known_error_does_not_stand_where_its_note_cannot() {
    let facts = "f: {label: L, value: 100, unit: item, as_of: 2024, source: s, known_error: {note: A slip}}\n\
        g: {label: G, formula: f * 2, unit: item}\n";
    let page = "---\ntitle: Of [100](fact:f)\nsummary: Of [200](fact:g)\ndate: 2024\nkey_points: [\"[100](fact:f)\"]\n\
        judgements:\n  - {id: a, text: \"From [2024](fact:f?show=as-of) it is *likely* [200](fact:g)\", likelihood: likely, confidence: low, because: [\"@s\"]}\n\
        ---\n\nIt is [100](fact:f). ![Of [100](fact:f)](a.svg)\n";
    let texts = [
        ("briefing.yaml", "title: T\n"),
        ("data/sources.yaml", "s: {title: S}\n"),
        ("data/facts.yaml", facts),
        ("content/a/index.md", page),
        ("content/a/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ];
    let listed =
        "a text of lists, feeds and search engines cannot show that `f` is known to be wrong";
    let alt = "an alternative text cannot show that `f` is known to be wrong";
    let expected = [(2, 12, listed), (3, 14, listed), (7, 67, listed), (10, 28, alt)].map(
        |(line, column, said)| {
            format!("content/a/index.md:{line}:{column}: error[known-error-unshown]: {said}")
        },
    );
    assert_eq!(said(&texts, "2024-04-01"), expected.join("\n"));
}

/// The problems of a German translation, beside an original with two sections.
#[track_caller]
fn translation(head: &str, body: &str, expected: &str) {
    let facts = "a: {label: {en: A, de: A}, value: 7, unit: item, as_of: 2024, source: s}\n\
        b: {label: {en: B, de: B}, value: 8, unit: item, as_of: 2024, source: s}\n\
        c: {label: {en: C, de: C}, value: 9, unit: item, as_of: 2024, source: s}\n";
    let judgement = "judgements:\n  - {id: j, text: \"It is *likely* [9](fact:c)\", likelihood: likely, confidence: low, because: [\"@s\"]}\n";
    let original = format!(
        "---\ntitle: T\nkey_points: [\"[7](fact:a)\"]\nat_a_glance: [a]\n{judgement}---\n\n\
        Of [7](fact:a) [@s].\n\n## Early\n\n[8](fact:b) [8](fact:b)\n\n## Late\n\n[9](fact:c) [@s]\n\n![](table:d)\n"
    );
    let translated =
        format!("---\ntitle: T\n{}---\n\n{body}", head.replace("JUDGEMENT", judgement));
    let texts = [
        ("briefing.yaml", "title: T\n"),
        ("data/sources.yaml", "s: {title: S}\n"),
        ("data/facts.yaml", facts),
        (
            "data/datasets/d.yaml",
            "title: {en: D, de: D}\nsource: s\ncolumns: {n: {type: integer}}\nrows: [[1]]\n",
        ),
        ("content/a.md", &original),
        ("content/a.de.md", &translated),
    ];
    assert_eq!(said(&texts, "2024-04-01").replace("content/a.de.md:", ""), expected);
}

const HEAD: &str = "key_points: [\"[7](fact:a)\"]\nat_a_glance: [a]\nJUDGEMENT";
const BODY: &str = "Von [7](fact:a) [@s].\n\n## Früh\n\n[8](fact:b)\n\n## Spät\n\n[9](fact:c) [@s]\n\n![](table:d)\n";

#[test]
fn a_translation_carries_the_same_section_by_section() {
    translation(HEAD, BODY, "");
    translation(
        HEAD,
        &BODY.replace("[8](fact:b)", "Viel"),
        "11:1: error[translation-missing-fact]: this section lacks the fact `b` of the original",
    );
    translation(
        HEAD,
        &BODY.replace("[8](fact:b)", "[8](fact:b) [9](fact:c)"),
        "13:14: warning[translation-extra-fact]: the original does not have the fact `c` in this place",
    );
    translation(
        HEAD,
        &BODY.replace("Von [7](fact:a) [@s]", "Von [7](fact:a)").replace("![](table:d)", ""),
        "1:1: warning[translation-missing-view]: the text before the first heading lacks the source `s` of the original\n\
         15:1: warning[translation-missing-view]: this section lacks the table `d` of the original",
    );
}

#[test]
fn a_missing_section_is_one_problem() {
    let one = "## Früh\n\n[8](fact:b)\n\n";
    let said = "1:1: error[translation-missing-section]: the translation lacks the section `early` of the original";
    translation(HEAD, &BODY.replace(one, ""), said);
    let two = BODY.find("## Spät").expect("the body has it");
    translation(HEAD, &BODY[..two], &said.replace("`early`", "`late`"));
    // An anchor in braces says which section it is, wherever it stands.
    let swapped = BODY.replace("## Spät", "## Spät {#late}").replace("## Früh", "## Früh {#early}");
    translation(HEAD, &swapped.replace(&one.replace("Früh", "Früh {#early}"), ""), said);
}

#[test]
fn the_front_matter_of_a_translation_is_that_of_its_original() {
    translation(
        &HEAD.replace("[\"[7](fact:a)\"]", "[\"[7](fact:a)\", Mehr]").replace("[a]\n", "[b]\n"),
        BODY,
        "3:14: error[translation-differs]: the original has 1 key point, the translation 2\n\
         4:15: error[translation-differs]: the original has `a` at a glance, the translation `b`",
    );
    let other = "judgements:\n  - {id: j, text: \"Es ist *likely* viel\", likelihood: likely, confidence: high, because: [\"@s\"]}\n";
    translation(
        &HEAD.replace("JUDGEMENT", other),
        BODY,
        "6:10: error[translation-missing-fact]: this judgement lacks the fact `c` of the original\n\
         6:10: error[translation-differs]: `j` has another confidence than in the original",
    );
    translation(
        &HEAD.replace("JUDGEMENT", ""),
        BODY,
        "1:1: error[translation-differs]: the translation lacks the judgement `j`",
    );
}

/// A draft takes away what only it rests on, and a claim that others make is not among that.
#[test]
fn what_a_claim_rests_on_stays_beside_a_draft() {
    let texts = [
        ("briefing.yaml", "title: T\n"),
        ("data/sources.yaml", "s: {title: S}\n"),
        (
            "data/facts.yaml",
            "a: {label: A, value: 8, unit: item, as_of: 2024, source: s}\n\
             b: {label: B, value: 117, unit: item, as_of: 2024, source: s}\n\
             c: {label: C, value: 500, unit: item, as_of: 2024, source: s}\n\
             claims:\n  growth: {holds: b > 2 * a}\n  more: {holds: c > b}\n",
        ),
        ("content/a.md", "---\ntitle: A\n---\n\nIt [more than doubled](claim:growth).\n"),
        (
            "content/b.md",
            "---\ntitle: B\ndraft: true\n---\n\nFrom [8](fact:a) to [117](fact:b); it [rose](claim:more).\n",
        ),
    ];
    assert_eq!(said(&texts, "2024-04-01"), "");
}
