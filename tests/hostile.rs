//! No text stops a build: whatever stands in a project is a site or a list of problems, soon.

mod common;

use std::time::{Duration, Instant};

use briefing::diag::{self, Colour, Format};
use briefing::{Build, Options, Project, build};
use proptest::prelude::*;

/// A small project with a little of everything.
const SOUND: [(&str, &str); 9] = [
    ("briefing.yaml", "title: Notes\nbase_url: https://example.org/\ntopics: {ai: AI}\n"),
    ("data/sources.yaml", "list: {title: The list, url: \"https://example.org/list\"}\n"),
    ("data/units.yaml", "service: {one: service, other: services}\n"),
    ("data/glossary.yaml", "llm: {definition: \"A model; see [it](term:llm).\"}\n"),
    (
        "data/facts.yaml",
        "approved: {label: Approved, value: 117, unit: service, as_of: 2024-03, source: list}\n\
         growth: {label: Growth, formula: approved / second, decimals: 1, unit: ratio}\n\
         second: {label: Second, from: {dataset: filed, where: {day: 2024-01-01}, column: number}}\n",
    ),
    (
        "data/datasets/filed.yaml",
        "title: Filed\nsource: list\ncolumns:\n  day: {type: date, key: true}\n  \
         number: {type: integer, unit: service}\nchecks: [{rule: monotonic, column: number}]\n\
         rows: filed.csv\n",
    ),
    ("data/datasets/filed.csv", "day,number\n2024-01-01,8\n2024-02-01,\"117\"\n"),
    (
        "data/charts/filed.yaml",
        "headline: Up to [117](fact:approved) services\nsubtitle: Services filed\ndata: filed\n\
         mark: line\nx: day\ny: number\n",
    ),
    (
        "content/index.md",
        "---\ntitle: Notes\nsummary: All of them.\ntopics: [ai]\nkey_points:\n  \
         - The list has [117](fact:approved) services.\n---\n\n## One {#one}\n\n\
         A [model](term:llm) and [14.6 times](fact:growth) [@list], see [above](#one).[^a]\n\n\
         ![](chart:filed)\n\n![](table:filed)\n\n[^a]: Again[^a], [8](fact:second) services.\n",
    ),
];

/// The sound project with another text in one of its files, or one more file.
fn with(path: &str, text: &str) -> Project {
    let others = SOUND.iter().filter(|(known, _)| *known != path);
    common::project(others.copied().chain([(path, text)]))
}

fn built(project: &Project) -> Build {
    build(
        project,
        &Options { now: Some(jiff::civil::date(2026, 1, 1).into()), ..Options::default() },
    )
}

/// Builds the sound project with another text in a file; the problems are
/// `line:column code`, a line each.
#[track_caller]
fn check(path: &str, text: &str, expected: &[&str]) {
    let project = with(path, text);
    let built = built(&project);
    let found: Vec<String> = built
        .problems
        .iter()
        .map(|problem| {
            let place = project.files.place(problem.span);
            let own = if *place.path == *path { String::new() } else { format!("{} ", place.path) };
            format!("{own}{}:{} {}", place.line, place.column, problem.code.name())
        })
        .collect();
    assert_eq!(found, expected);
    shown(&built, &project);
}

/// Every way of showing problems copes with their places.
fn shown(build: &Build, project: &Project) {
    for format in [Format::Human, Format::Short, Format::Json, Format::Github] {
        diag::render(&build.problems, &project.files, format, Colour::Never, 80);
    }
}

/// The front matter of the sound page.
fn page(body: &str) -> String {
    let rest = "[117](fact:approved) [14.6 times](fact:growth)\n\n![](chart:filed)\n\n[@list]\n";
    format!("---\ntitle: Notes\n---\n\n{body}\n\n{rest}")
}

#[test]
fn the_sound_project_is_sound() {
    check("content/about.md", "---\ntitle: About\n---\n", &[]);
}

#[test]
fn pages_that_are_hardly_pages() {
    let path = "content/b.md";
    check(path, "", &["1:1 missing-front-matter"]);
    check(path, "Text.\n", &["1:1 missing-front-matter"]);
    check(path, "---\n---\n", &["1:1 missing-key"]);
    check(path, "---\ntitle: ''\n---\n", &["2:1 missing-key"]);
    check(path, "---\ntitle: B\n", &["1:1 unclosed-front-matter"]);
    check(path, "\u{feff}---\r\ntitle: B\r\n---\r\n\r\nText.\r\n", &[]);
    check(path, "---\ntitle: B\ndate: 2024-02-30\n---\n", &["3:7 impossible-date"]);
    check(path, "---\ntitle: B\ndate: 2024-02-03T10:00Z\n---\n", &["3:7 not-a-date"]);
    check(path, "---\ntitle: B\n---\n\u{0}\n", &["4:1 hidden-character"]);
    check(
        path,
        "---\ntitle: \"B\\u202e\"\n---\n&#x202e;\n",
        &["2:8 hidden-character", "4:1 hidden-character"],
    );
}

#[test]
fn links_that_lead_astray() {
    let scheme = "5:5 unknown-scheme";
    for address in ["javascript:x", "JaVaScRiPt:x", "data:text/html,x", "&#106;avascript:x"] {
        check("content/b.md", &page(&format!("[a]({address})")), &[scheme]);
    }
    check("content/b.md", &page("审[a](fact:审批)"), &["5:11 unknown-fact"]);
    let source = |url: &str| format!("list: {{title: L, url: \"{url}\"}}\n");
    check("data/sources.yaml", &source("javascript:alert(1)"), &["1:23 wrong-value"]);
    check("data/sources.yaml", &source("https://"), &["1:23 wrong-value"]);
}

#[test]
fn names_that_lead_to_themselves() {
    let note =
        "llm: {definition: \"[b](term:b)\"}\nb: {definition: \"[a](term:llm) [c](term:c)\"}\n";
    check("data/glossary.yaml", note, &["2:41 unknown-term"]);
    check("content/b.md", &page("a[^a]\n\n[^a]: [^b]\n\n[^b]: [^a]"), &[]);
    check(
        "content/b.md",
        &page("[^a]: [^b]\n\n[^b]: [^a]"),
        &["5:1 unused-footnote", "7:1 unused-footnote"],
    );
    let facts = SOUND[4].1;
    let circle =
        format!("{facts}a: {{label: A, formula: b + b}}\nb: {{label: B, formula: a * 2}}\n");
    check("data/facts.yaml", &circle, &["4:1 unused-fact", "5:24 formula-cycle"][1..]);
}

#[test]
fn formulas_without_end() {
    let facts = |more: &str| format!("{}{more}", SOUND[4].1);
    let minus = format!("a: {{label: A, formula: \"{}b\"}}\n", "-".repeat(100_000));
    check("data/facts.yaml", &facts(&minus), &["4:225 formula-syntax"]);
    let squares = (0..60)
        .map(|at| format!("a{at:02}: {{label: A, formula: a{:02} * a{:02}}}\n", at + 1, at + 1));
    let one = "a60: {label: A, value: 1234567, unit: ratio, as_of: 2024, source: list}\n";
    let squares: String = squares.chain([one.to_owned()]).collect();
    let problems = built(&with("data/facts.yaml", &facts(&squares))).problems;
    let errors: Vec<_> =
        problems.iter().filter(|problem| problem.code.name() == "formula-error").collect();
    assert_eq!(errors.len(), 1);
    let zero = "a: {label: A, formula: approved / (second - second)}\n";
    check("data/facts.yaml", &facts(zero), &["4:1 unused-fact", "4:33 formula-error"]);
}

#[test]
fn tables_of_all_kinds() {
    let csv = |text: &str, expected: &[&str]| check("data/datasets/filed.csv", text, expected);
    csv("\u{feff}day,number\r\n2024-01-01,8\r\n2024-02-01,117\r\n", &[]);
    csv("day,number\r2024-01-01,8\r2024-02-01,117\r", &[]);
    csv("number,day\n8,2024-01-01\n\n\"117\",\"2024-02-01\"", &[]);
    csv("", &["1:1 missing-cell"]);
    csv("day;number\n2024-01-01;8\n", &["1:1 unknown-column"]);
    csv("day,number,day\n2024-01-01,8,2024-01-01\n", &["1:12 duplicate-key"]);
    csv("day,number\n2024-01-01,8,9\n2024-02-01\n", &["2:1 ragged-row", "3:1 ragged-row"]);
    csv("day,number\n2024-01-01,\"8\n2024-02-01,9\n", &["2:12 ragged-row"]);
    csv("day,number\n\"2024-01-01\",8\n2024-02-01,\"1,7\"\n", &["3:12 not-a-number"]);
    csv("day,number\n2024-01-01,8\n2024-02-01,NaN\n", &["3:12 not-a-number"]);
    csv("day,number\n2024-01-01,8\n2024-02-01,1e401\n", &["3:12 not-a-number"]);
    csv("day,number\n2024-01-01,8\n2024-02-01,=1+1\n", &["3:12 not-a-number"]);
}

#[test]
fn data_that_is_hardly_yaml() {
    let facts = |text: &str, expected: &[&str]| check("data/glossary.yaml", text, expected);
    let term = "llm: {definition: A model.}\n";
    facts(&format!("{term}{term}"), &["2:1 duplicate-key"]);
    facts(&format!("{term}a:\n\tdefinition: x\n"), &["3:1 tab-indent"]);
    facts(
        &format!("{term}a: &b {{definition: x}}\nc: *b\n"),
        &["2:4 yaml-feature", "3:4 yaml-feature"],
    );
    facts(&format!("{term}a: {}", "[".repeat(100_000)), &["2:100003 too-deep"]);
    facts(&format!("{term}a: {{definition: [x]}}\n"), &["2:17 wrong-type"]);
    facts(&format!("{term}a: {{definition: x\u{0}}}\n"), &["2:18 hidden-character"]);
    facts(&format!("{term}null: {{definition: x}}\n"), &["2:1 wrong-type"]);
    facts(&format!("{term}...\n---\n{term}"), &["3:1 yaml-syntax"]);
}

#[test]
fn much_of_everything_is_built_soon() {
    let headings = "## One\n\n".repeat(20_000);
    let links = (0..3000)
        .map(|at| format!("## One {at}\n\n[x](#one-{at})\n\n"))
        .collect::<Vec<_>>()
        .concat();
    let chain = (0..5000)
        .map(|at| format!("c{at:05}: {{label: C, formula: c{:05} + 1}}\n", at + 1))
        .collect::<Vec<_>>()
        .concat();
    let broken =
        (0..2000).map(|at| format!("s{at}:\n  title: [审](c)\n")).collect::<Vec<_>>().concat();
    let columns =
        format!("|{}\n|{}\n|{}\n", "a|".repeat(10_000), "-|".repeat(10_000), "b|".repeat(10_000));
    for (path, text) in [
        ("content/b.md", page(&headings)),
        ("content/b.md", page(&links)),
        ("content/b.md", page(&columns)),
        ("content/b.md", page(&"- ".repeat(100_000))),
        ("content/b.md", page(&format!("[{}](x)", "a".repeat(1_000_000)))),
        (
            "data/facts.yaml",
            format!("{}{chain}c05000: {{label: C, formula: approved / approved}}\n", SOUND[4].1),
        ),
        ("data/sources.yaml", broken),
        ("data/sources.yaml", format!("a: {}", "- ".repeat(100_000))),
    ] {
        let start = Instant::now();
        built(&with(path, &text));
        let took = start.elapsed();
        assert!(took < Duration::from_secs(20), "{path} took {took:?}: {}", &text[..60]);
    }
}

/// A sign that means something to one of the readers, or a character of any kind.
fn sign() -> impl Strategy<Value = String> {
    let signs = [
        "\n",
        "\r",
        "\n\n",
        " ",
        "    ",
        "\t",
        "- ",
        ": ",
        ",",
        ";",
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
        "|-|\n",
        "*",
        "**",
        "`",
        "```\n",
        "> ",
        "1. ",
        "---\n",
        "[^a]: ",
        "[^a]",
        "[@list]",
        "![](",
        "](fact:",
        "](term:llm)",
        "<b>",
        "<!--",
        "&#x202e;",
        "\\",
        "1e400",
        "0",
        "-",
        "%",
        "€",
        "审",
        "\u{0}",
        "\u{feff}",
        "🙂",
        "e\u{301}",
        "~",
        "&a ",
        "*a",
        "!!str ",
        "? ",
        ">\n  ",
        "|2\n",
        "\"\\u12",
    ];
    prop_oneof![
        4 => prop::sample::select(signs.map(str::to_owned).to_vec()),
        1 => any::<char>().prop_map(String::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// A file is cut at a place, and any text stands there in place of what was, or of a part.
    #[test]
    fn no_text_in_any_file_panics_a_build(
        file in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        kept in any::<prop::sample::Index>(),
        signs in prop::collection::vec(sign(), 0..12),
    ) {
        let (path, text) = SOUND[file.index(SOUND.len())];
        let letters: Vec<char> = text.chars().collect();
        let start = place.index(letters.len() + 1);
        let end = start + kept.index(letters.len() - start + 1);
        let before: String = letters[..start].iter().collect();
        let behind: String = letters[end..].iter().collect();

        let project = with(path, &format!("{before}{}{behind}", signs.concat()));
        let built = built(&project);
        shown(&built, &project);
        prop_assert!(built.output.is_some() || !built.problems.is_empty());
        for problem in &built.problems {
            let text = &project.files.get(problem.span.file).text;
            prop_assert!(text.get(problem.span.range()).is_some(), "{problem:?} cuts a character");
        }
    }
}
