use super::*;
use crate::{Drafts, Project, resolve};

const DATA: [(&str, &str); 5] = [
    ("briefing.yaml", "title: T\n"),
    (
        "data/sources.yaml",
        "s: {title: The source, url: 'https://example.org/'}\nr: {title: Of the other row}\n",
    ),
    (
        "data/datasets/d.yaml",
        "title: D\ncolumns:\n  year: {type: year, key: true}\n  n: {type: integer, unit: item}\n  \
         from: {type: source}\nrows:\n  - [2024, 117, s]\n  - [2025, 302, r]\n",
    ),
    (
        "data/facts.yaml",
        "a: {label: A, from: {dataset: d, where: {year: 2024}, column: n}}\n\
         b: {label: B, value: 8, unit: item, as_of: 2023, source: s}\n\
         g: {label: Growth, formula: a / b, decimals: 1}\n\
         claims: {c: {holds: a > 2 * b, label: More than doubled}}\n",
    ),
    (
        "content/page/index.md",
        "---\ntitle: T\nsummary: S.\ndate: 2024-01-01\nat_a_glance: [b]\njudgements:\n  - {id: j, text: It \
         will *likely* go on., likelihood: likely, confidence: low, because: ['fact:g']}\n---\n\n\
         One. It [more than doubled](claim:c), by [14.6](fact:g). It will [likely](judge:j) last. \
         Two [@r].\n",
    ),
];

fn made() -> Graph {
    let project = Project::in_memory(DATA);
    let site = resolve::site(&project, Drafts::Hide, None).value;
    graph(&site, &project.files)
}

#[track_caller]
fn check(name: &str, expected: &str) {
    let graph = made();
    let shown = match around(&graph, name) {
        Ok(part) => tree(&part, name),
        Err(meant) => format!("{meant:?}"),
    };
    assert_eq!(shown.trim_end(), expected);
}

#[test]
fn a_fact_shows_both_directions() {
    check(
        "fact:a",
        "\
fact:a  A: 117 items  (data/facts.yaml:1:1)

What it rests on
└─ n (2024)  (data/datasets/d.yaml:7:12)
   ├─ dataset:d  D  (data/datasets/d.yaml:1:1)
   └─ source:s  The source  (data/sources.yaml:1:1)  https://example.org/

What rests on it
├─ fact:g  Growth: 14.6×  [a / b]  (data/facts.yaml:3:1)
│  ├─ judgement `j`, basis: 14.6  (content/page/index.md:7:92)
│  │  └─ judgement:page/j  It will likely go on.  (content/page/index.md:7:10)
│  │     └─ It will likely last.  (content/page/index.md:10:67)
│  └─ It more than doubled, by 14.6.  (content/page/index.md:10:43)
└─ claim:c  More than doubled  [a > 2 * b]  (data/facts.yaml:4:10)
   └─ It more than doubled, by 14.6.  (content/page/index.md:10:10)

Pages
/page/  4 places",
    );
}

#[test]
fn with_the_source_of_a_row_no_other_row_falls() {
    check(
        "source:r",
        "\
source:r  Of the other row  (data/sources.yaml:2:1)

What rests on it
├─ dataset:d  D  (data/datasets/d.yaml:1:1)
└─ Two.  (content/page/index.md:10:94)

Pages
/page/  1 place",
    );
}

#[test]
fn a_dataset_that_is_asked_for_is_opened() {
    let graph = made();
    let part = around(&graph, "dataset:d").unwrap();
    assert_eq!(part.rests_on["dataset:d"].len(), 2);
    assert!(part.nodes.contains_key("fact:a") && part.nodes.contains_key("claim:c"));
}

#[test]
fn what_is_shown_twice_is_marked() {
    let graph = made();
    let shown = tree(&around(&graph, "fact:g").unwrap(), "fact:g");
    assert_eq!(shown.matches("The source").count(), 1, "{shown}");
    assert!(shown.contains("source:s (above)"), "{shown}");
}

#[test]
fn a_slip_has_a_guess_which_is_no_place_in_a_text() {
    check("fact:gg", "Some(\"fact:g\")");
    check("text:content/page/index.md:10:1", "None");
}

#[test]
fn graphs_have_each_thing_once() {
    let part = around(&made(), "source:s").unwrap();
    for shown in [mermaid(&part), dot(&part)] {
        assert_eq!(shown.matches("The source").count(), 1, "{shown}");
    }
    let read: serde_json::Value = serde_json::from_str(&json(&part, "source:s")).unwrap();
    assert_eq!(read["nodes"].as_array().unwrap().len(), part.nodes.len());
    let edges = read["edges"].as_array().unwrap();
    let known = |end: &serde_json::Value| part.nodes.contains_key(end.as_str().unwrap());
    assert!(edges.iter().all(|edge| known(&edge["from"]) && known(&edge["rests_on"])), "{read}");
}

#[test]
fn graphs_cannot_be_broken_by_what_strangers_write() {
    let place = Place { path: "a".into(), line: 1, column: 1, end_line: 1, end_column: 1 };
    let label = "\"] --> <script>\nclick\\".to_owned();
    let (url, page) = (String::new(), String::new());
    let node = Node { kind: Kind::Fact, label, place, url, page };
    let graph = Graph { nodes: BTreeMap::from([("fact:x".to_owned(), node)]), ..Graph::default() };
    assert_eq!(
        mermaid(&graph),
        "flowchart LR\n  n1[\"fact:x: #quot;] --#gt; #lt;script#gt; click\\\"]\n"
    );
    assert!(
        dot(&graph).contains("[label=\"fact:x: \\\"] --> <script> click\\\\\"];"),
        "{}",
        dot(&graph)
    );
}

#[test]
fn facts_in_circles_and_long_chains_come_to_an_end() {
    let mut facts = String::from(
        "p: {label: P, formula: q + q}\nq: {label: Q, formula: p + p}\nf0: {label: F, value: 1, unit: item, as_of: 2024, source: s}\n",
    );
    for at in 1..3000 {
        let fact = format!("f{at}: {{label: F, formula: f{} * 1}}\n", at - 1);
        facts.push_str(&fact);
    }
    let texts = DATA.into_iter().filter(|(path, _)| !path.starts_with("data/facts"));
    let project = Project::in_memory(texts.chain([("data/facts.yaml", facts.as_str())]));
    let site = resolve::site(&project, Drafts::Hide, None).value;
    let graph = graph(&site, &project.files);
    assert!(tree(&around(&graph, "fact:p").unwrap(), "fact:p").contains("fact:p (above)"));
    let part = around(&graph, "fact:f0").unwrap();
    assert!(part.nodes.len() > 2999, "{}", part.nodes.len());
    assert!(tree(&part, "fact:f0").lines().count() > 2999);
}
