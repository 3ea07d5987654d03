use super::*;
use crate::Project;
use crate::diag::Colour;
use crate::resolve::{Drafts, site};

const SOURCES: &str = "list: {title: The list, org: Registry, url: 'https://example.org/list', \
                       archived: {url: 'https://archive.example.org/list'}}\n";
const FACTS: &str = "\
approved:
  label: Services approved
  value: 117
  unit: item
  as_of: 2024-03-28
  source: list
  locator: table 2
  note: Eight of them came [first](fact:first).
  checked: {by: desk, on: 2024-08-27}
first: {label: First batch, value: 8, unit: item, as_of: 2023-08, source: list, checked: {by: Night shift, on: 2023-05-01}}
claims: {grew: {holds: approved > 2 * first, label: It more than doubled}}
opened: {label: The day it opened, value: 2023-08-15, unit: date, as_of: 2023-08-15, source: list}
";
const OTHERS: [(&str, &str); 5] = [
    ("briefing.yaml", "title: Notes\n"),
    ("data/sources.yaml", SOURCES),
    ("data/facts.yaml", FACTS),
    ("data/people.yaml", "desk: {name: Research desk, kind: role}\n"),
    ("data/glossary.yaml", "batch: {term: Batch, definition: 'The [first](fact:first) eight.'}\n"),
];

fn rows_of(pages: &[(&str, &str)]) -> Vec<Row> {
    let project = Project::in_memory(OTHERS.into_iter().chain(pages.iter().copied()));
    let site = site(&project, Drafts::Hide, None).value;
    let pages: Vec<&Page> = site.pages.iter().collect();
    rows(&pages, &site, &project.files)
}

/// A body, and a line for each number in it: where it stands, the sentence, the fact.
#[track_caller]
fn check(body: &str, expected: &[&str]) {
    let text = format!("---\ntitle: Notes\n---\n\n{body}\n");
    let rows = rows_of(&[("content/index.md", &text)]);
    let lines = rows.iter().map(|row| {
        let (before, rest) = row.sentence.split_at(row.at.start);
        let (number, after) = rest.split_at(row.at.len());
        let place = format!("{}:{}", row.place.line, row.place.column);
        format!("{place} {}: {before}[{number}]{after} ({})", row.stands, row.fact)
    });
    assert_eq!(lines.collect::<Vec<_>>(), expected);
}

#[test]
fn a_number_comes_with_its_sentence_and_its_place() {
    check(
        "It began. In *March* it held [8 items](fact:first), not more. It went on.",
        &["5:31 text: In March it held [8 items], not more. (first)"],
    );
}

#[test]
fn what_the_tool_writes_is_in_the_sentence() {
    check(
        "Since [](fact:opened) it holds [](fact:first).",
        &[
            "5:8 text: Since [15 August 2023] it holds 8. (opened)",
            "5:33 text: Since 15 August 2023 it holds [8]. (first)",
        ],
    );
}

#[test]
fn numbers_are_read_in_lists_tables_quotations_and_footnotes() {
    check(
        "## Up to [8](fact:first)\n\n- One of [8](fact:first).\n\n> Two of [8](fact:first).[^a]\n\n\
         | A |\n| --- |\n| [8](fact:first) |\n\n[^a]: Note of [8](fact:first).",
        &[
            "5:11 heading: Up to [8] (first)",
            "7:11 text: One of [8]. (first)",
            "9:11 text: Two of [8]. (first)",
            "13:4 cell of a table: [8] (first)",
            "15:16 footnote `a`: Note of [8]. (first)",
        ],
    );
}

#[test]
fn what_stands_at_the_foot_of_a_page_belongs_to_it() {
    check(
        "A [batch](term:batch) of [117](fact:approved).",
        &[
            "5:27 text: A batch of [117]. (approved)",
            "1:40 term `batch`: The [first] eight. (first)",
            "8:29 fact `approved`, note: Eight of them came [first]. (first)",
        ],
    );
}

#[test]
fn front_matter_is_read_in_the_order_of_the_page() {
    let page = "---\ntitle: Held [8](fact:first)\nsummary: All [117](fact:approved).\n\
                at_a_glance: [first]\nkey_points: ['Only [8](fact:first).']\n\
                judgements:\n  - {id: more, text: 'It *likely* grows.', likelihood: likely, \
                confidence: low, because: ['fact:first']}\n---\n\nNo numbers.\n";
    let rows = rows_of(&[("content/one/index.md", page)]);
    let stands: Vec<String> =
        rows.iter().map(|row| format!("{}: {}", row.stands, row.shown)).collect();
    assert_eq!(
        stands,
        [
            "title: 8",
            "summary: 117",
            "key point 1: 8",
            "at a glance: 8 items",
            "judgement `more`, basis: 8",
            "fact `approved`, note: first",
        ]
    );
}

#[test]
fn a_claim_is_a_row_with_its_expression() {
    let rows = rows_of(&[(
        "content/index.md",
        "---\ntitle: Notes\n---\n\nIt [more than doubled](claim:grew) to [117](fact:approved).\n",
    )]);
    let claim = &rows[0];
    assert_eq!((claim.shows, claim.machine.value.as_str()), (Shows::Claim, "true"));
    assert_eq!(claim.definition, "Services approved > 2 × First batch");
    assert_eq!(claim.value, "117 > 2 × 8");
    assert_eq!(claim.sources.len(), 1);
    // The first batch was checked before the day of its value.
    assert_eq!(claim.checked, None);
    assert_eq!(count(&rows[..2]), "1 number and 1 claim, 1 checked");
}

#[test]
fn a_check_before_the_day_of_the_value_does_not_count() {
    let day = |text: &str| PartialDate::parse_iso(text).ok();
    for (on, as_of, expected) in [
        (None, None, false),
        (day("2024-01-01"), None, true),
        (day("2024-03-01"), day("2024-03"), true),
        (day("2024-03"), day("2024-03-31"), true),
        (day("2024-02-29"), day("2024-03"), false),
    ] {
        assert_eq!(is_signed(on, as_of), expected, "{on:?} {as_of:?}");
    }
}

#[test]
fn each_form_shows_text_value_and_source() {
    let page =
        "---\ntitle: Notes\n---\n\nIt held [117](fact:approved) *items* and [8](fact:first).\n";
    let rows = &rows_of(&[("content/index.md", page)])[..2];

    assert_eq!(
        text(rows, 70, Colour::Never),
        "\
Notes
content/index.md · 2 numbers, 1 checked

[x]   1 117
        content/index.md:5:10 · text
        It held [117] items and 8.
        data      117 items, as of 2024-03-28
                  approved: Services approved
                  data/facts.yaml:3:10
                  Eight of them came first.
        source    Registry, The list, table 2
                  https://example.org/list
                  archived: https://archive.example.org/list
        checked   by Research desk on 2024-08-27

[ ]   2 8
        content/index.md:5:43 · text
        It held 117 items and [8].
        data      8 items, as of 2023-08
                  first: First batch
                  data/facts.yaml:10:36
        source    Registry, The list
                  https://example.org/list
                  archived: https://archive.example.org/list
        checked   by Night shift on 2023-05-01, before the day of the
                  value
"
    );
    assert_eq!(
        markdown(&rows[..1]),
        "\
## Notes

`content/index.md` · 1 number, all checked

- [x] It held **117** items and 8.  
  `content/index.md:5:10`, text  
  Data: 117 items, as of 2024-03-28. Services approved (`approved`, `data/facts.yaml:3:10`)  
  Note: Eight of them came first.  
  Source: [Registry, The list, table 2](<https://example.org/list>), [archived copy](<https://archive.example.org/list>)  
  Checked: by Research desk on 2024-08-27
"
    );
    assert_eq!(
        csv(&rows[..1]).lines().nth(1),
        Some(
            ",en,content/index.md,5,10,text,It held 117 items and 8.,117,value,approved,Services \
             approved,117,item,0,exactly,2024-03-28,data/facts.yaml:3:10,The list,\
             https://example.org/list,https://archive.example.org/list,table 2,Eight of them came \
             first.,Research desk,2024-08-27"
        )
    );
    let json: serde_json::Value = serde_json::from_str(&json(rows)).expect("it is JSON");
    assert_eq!(json[0]["sources"][0]["archived"], "https://archive.example.org/list");
    assert_eq!(json[1]["checked"]["on"], "2023-05-01");
}

#[test]
fn markdown_of_strangers_stays_text() {
    let page = "---\ntitle: 'A \\*b\\* | c'\n---\n\nSee \\<b\\> \\[x\\](y) [8](fact:first).\n";
    let shown = markdown(&rows_of(&[("content/index.md", page)]));
    assert!(shown.starts_with("## A \\*b\\* \\| c\n"), "{shown}");
    assert!(shown.contains("See \\<b\\> \\[x\\](y) **8**."), "{shown}");
}

#[test]
fn pages_are_named_by_slug_or_file() {
    let page = "---\ntitle: T\nsummary: S.\ndate: 2024-01-01\n---\n\nT.\n";
    let all = [
        ("content/one/index.md", page),
        ("content/one/index.de.md", page),
        ("content/two.md", page),
    ];
    let project = Project::in_memory(OTHERS.into_iter().chain(all));
    let site = site(&project, Drafts::Hide, None).value;
    let found = |asked: Option<&str>, lang| {
        pages(asked, lang, &site, &project.files).map(|pages| pages.len())
    };
    assert_eq!(found(None, None), Ok(3));
    assert_eq!(found(Some("one"), None), Ok(2));
    assert_eq!(found(Some("one"), Some(Lang::De)), Ok(1));
    assert_eq!(found(Some("content/one/"), None), Ok(2));
    assert_eq!(found(Some("./content/one/index.de.md"), None), Ok(1));
    assert_eq!(found(Some("tvo"), None), Err(Some("two".to_owned())));
    assert_eq!(found(Some("zebra"), None), Err(None));
}

#[test]
fn a_page_has_the_texts_of_its_charts_in_its_language() {
    let chart = "headline: From [8](fact:first) on\nsubtitle: Services\ndata: batches\nmark: step\nx: day\ny: n\n\
                 note: There were [117](fact:approved).\ntranslations:\n  de:\n    headline: Es waren [117](fact:approved)\n    \
                 subtitle: Dienste\n";
    let dataset = "title: Batches\nsource: list\ncolumns: {day: {type: date, key: true}, n: {type: integer}}\n\
                   rows: [[2023-08-15, 8], [2024-03-28, 117]]\n";
    let page = "---\ntitle: Notes\n---\n\n![](chart:growth)\n";
    let rows = rows_of(&[
        ("content/index.md", page),
        ("content/index.de.md", page),
        ("data/charts/growth.yaml", chart),
        ("data/datasets/batches.yaml", dataset),
    ]);
    let charts = rows.iter().filter(|row| row.stands.starts_with("chart"));
    let rows: Vec<_> = charts.map(|row| (row.page.lang, row.sentence.as_str())).collect();
    let note = "There were 117.";
    let expected =
        [(Lang::De, "Es waren 117"), (Lang::De, note), (Lang::En, "From 8 on"), (Lang::En, note)];
    assert_eq!(rows, expected);
}
