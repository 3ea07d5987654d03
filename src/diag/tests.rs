//! The same problems through each format, side by side.

use super::*;

/// Two files of a project, and two problems in them.
fn problems() -> (Files, Vec<Diagnostic>) {
    let files = Files::new(
        [
            ("content/a, b/index.md", "Intro.\n\nThe list: [118](fact:approved) 服务.\n"),
            ("data/x.csv", "as_of,filed\n2024-03-28,117\n"),
        ]
        .map(|(path, text)| (path.to_owned(), text.to_owned())),
    );
    let page = files.find("content/a, b/index.md").expect("the file was just added");
    let data = files.find("data/x.csv").expect("the file was just added");

    let mismatch =
        Diagnostic::new(Code::FactMismatch, Span::new(page, 19, 22), "118 is 100% wrong")
            .label("117 services")
            .related(Span::new(data, 23, 26), "from here")
            .help("write 117, as in\n`data/x.csv`");
    let unused = Diagnostic::new(Code::UnusedFact, Span::new(data, 0, 26), "nothing uses it");
    (files, vec![mismatch, unused])
}

#[track_caller]
fn check(format: Format, expected: &str) {
    let (files, problems) = problems();
    assert_eq!(render(&problems, &files, format, Colour::Never, 80), expected);
}

#[test]
fn human() {
    check(
        Format::Human,
        "\
error[fact-mismatch]: 118 is 100% wrong
 --> content/a, b/index.md:3:12
  |
3 | The list: [118](fact:approved) 服务.
  |            ^^^ 117 services
  |
 ::: data/x.csv:2:12
  |
2 | 2024-03-28,117
  |            --- from here
  |
  = help: write 117, as in `data/x.csv`
  = more: briefing explain fact-mismatch

warning[unused-fact]: nothing uses it
 --> data/x.csv:1:1
  |
1 | / as_of,filed
2 | | 2024-03-28,117
  | |______________^
  |
  = more: briefing explain unused-fact
",
    );
}

#[test]
fn short() {
    check(
        Format::Short,
        "\
content/a, b/index.md:3:12: error[fact-mismatch]: 118 is 100% wrong
  help: write 117, as in `data/x.csv`
data/x.csv:1:1: warning[unused-fact]: nothing uses it
",
    );
}

#[test]
fn json() {
    check(
        Format::Json,
        concat!(
            r#"{"code":"fact-mismatch","severity":"error","message":"118 is 100% wrong","#,
            r#""label":"117 services","help":"write 117, as in\n`data/x.csv`","#,
            r#""path":"content/a, b/index.md","line":3,"column":12,"end_line":3,"end_column":15,"#,
            r#""related":[{"path":"data/x.csv","line":2,"column":12,"message":"from here"}]}"#,
            "\n",
            r#"{"code":"unused-fact","severity":"warning","message":"nothing uses it","#,
            r#""label":"","help":"","#,
            r#""path":"data/x.csv","line":1,"column":1,"end_line":2,"end_column":15,"related":[]}"#,
            "\n",
        ),
    );
}

#[test]
fn github() {
    check(
        Format::Github,
        "\
::error file=content/a%2C b/index.md,line=3,col=12,endLine=3,endColumn=15,title=fact-mismatch\
::118 is 100%25 wrong%0Ahelp: write 117, as in%0A`data/x.csv`
::warning file=data/x.csv,line=1,endLine=2,title=unused-fact::nothing uses it
",
    );
}

#[test]
fn paths_lead_from_the_reader_to_the_project() {
    let (files, problems) = problems();
    for (folder, path) in
        [("", "data/x.csv"), ("..", "../data/x.csv"), ("/srv/", "/srv/data/x.csv")]
    {
        let text = render_from(&problems[1..], &files, folder, Format::Short, Colour::Never, 80);
        assert_eq!(text, format!("{path}:1:1: warning[unused-fact]: nothing uses it\n"));
    }
}

#[test]
fn colours_are_escape_codes_or_nothing() {
    let (files, problems) = problems();
    assert!(render(&problems, &files, Format::Human, Colour::Always, 80).contains("\u{1b}["));
    assert!(!render(&problems, &files, Format::Human, Colour::Never, 80).contains('\u{1b}'));
}

#[test]
fn no_problems_are_no_text() {
    for format in [Format::Human, Format::Short, Format::Json, Format::Github] {
        assert_eq!(render(&[], &Files::default(), format, Colour::Never, 80), "");
    }
}

/// The excerpt of one problem in `a.md`: the lines from the arrow to the help.
#[track_caller]
fn excerpt(text: &str, start: usize, end: usize, width: usize, expected: &str) {
    let files = Files::new([("a.md".to_owned(), text.to_owned())]);
    let file = files.find("a.md").expect("the file was just added");
    let problem =
        Diagnostic::new(Code::UnknownFact, Span::new(file, start, end), "wrong").label("this");
    let shown = render(&[problem], &files, Format::Human, Colour::Never, width);
    let lines: Vec<&str> =
        shown.lines().skip(1).take_while(|line| !line.starts_with("  = ")).collect();
    assert_eq!(lines.join("\n"), format!("{}\n  |", expected.trim_matches('\n')));
}

#[test]
fn carets_stand_under_wide_characters() {
    excerpt(
        "审批: 数量增长了",
        8,
        14,
        80,
        "
 --> a.md:1:5
  |
1 | 审批: 数量增长了
  |       ^^^^ this",
    );
}

#[test]
fn tabs_are_shown_as_spaces() {
    excerpt(
        "\tab\tc: x",
        4,
        5,
        80,
        "
 --> a.md:1:5
  |
1 |     ab    c: x
  |           ^ this",
    );
}

#[test]
fn an_empty_span_is_one_caret() {
    excerpt(
        "abc\ndef",
        5,
        5,
        80,
        "
 --> a.md:2:2
  |
2 | def
  |  ^ this",
    );
}

#[test]
fn the_end_of_a_file_can_be_shown() {
    excerpt(
        "abc",
        3,
        3,
        80,
        "
 --> a.md:1:4
  |
1 | abc
  |    ^ this",
    );
    excerpt(
        "abc\n",
        4,
        4,
        80,
        "
 --> a.md:2:1
  |
2 |
  | ^ this",
    );
    excerpt(
        "abc",
        90,
        99,
        80,
        "
 --> a.md:1:4
  |
1 | abc
  |    ^ this",
    );
}

#[test]
fn an_empty_file_can_be_shown() {
    excerpt(
        "",
        0,
        0,
        80,
        "
 --> a.md:1:1
  |
1 |
  | ^ this",
    );
}

#[test]
fn lines_may_end_as_on_windows() {
    excerpt(
        "abc\r\ndef\r\nghi",
        5,
        8,
        80,
        "
 --> a.md:2:1
  |
2 | def
  | ^^^ this",
    );
}

#[test]
fn escape_codes_of_an_author_do_not_reach_the_terminal() {
    excerpt(
        "a\u{1b}[31m\u{202e}bc",
        9,
        11,
        80,
        "
 --> a.md:1:8
  |
1 | a␛[31m�bc
  |        ^^ this",
    );
}

#[test]
fn a_long_paragraph_is_shown_around_the_place() {
    let text = "The list has grown. ".repeat(100);
    excerpt(
        &text,
        1004,
        1008,
        60,
        "
 --> a.md:1:1005
  |
1 | ...list has grown. The list has grown. The list has g...
  |                        ^^^^ this",
    );
}

#[test]
fn two_places_far_apart_in_a_long_line_are_two_excerpts() {
    let files = Files::new([("a.md".to_owned(), "The list has grown. ".repeat(100))]);
    let file = files.find("a.md").expect("the file was just added");
    let problem = Diagnostic::new(Code::DuplicateFootnote, Span::new(file, 1504, 1508), "twice")
        .related(Span::new(file, 4, 8), "first");
    let shown = render(&[problem], &files, Format::Human, Colour::Never, 60);
    assert!(shown.lines().all(|line| line.chars().count() <= 60), "{shown}");
    assert!(shown.contains("--> a.md:1:1505") && shown.contains("::: a.md:1:5"), "{shown}");
}

#[test]
fn an_unlikely_width_is_not_believed() {
    excerpt(
        "abc",
        0,
        3,
        0,
        "
 --> a.md:1:1
  |
1 | abc
  | ^^^ this",
    );
}
