use super::*;
use crate::files::Files;

/// Reads a document; the values that are no collections are `line:column-end path type text`,
/// a line each, the problems `line:column code`.
#[track_caller]
fn check(document: &str, expected: &str) {
    let files = Files::new([("a.yaml".to_owned(), document.to_owned())]);
    let id = files.find("a.yaml").expect("just added");
    let read = parse(id, &files.get(id).text, 0);
    let mut lines = Vec::new();
    show(&read.value, "", &files, &mut lines);
    for problem in &read.problems {
        let place = files.place(problem.span);
        lines.push(format!("{}:{} {}", place.line, place.column, problem.code.name()));
    }
    assert_eq!(lines.join("\n"), expected);
}

fn show(node: &Node, path: &str, files: &Files, lines: &mut Vec<String>) {
    let place = files.place(node.span);
    let place = format!("{}:{}-{}", place.line, place.column, place.end_column);
    match &node.value {
        Value::Null => lines.push(format!("{place} {path} null")),
        Value::Unreadable => lines.push(format!("{place} {path} unreadable")),
        Value::Bool(value) => lines.push(format!("{place} {path} bool {value}")),
        Value::Number(text) => lines.push(format!("{place} {path} number {text}")),
        Value::Text(text, _) => lines.push(format!("{place} {path} text {text}")),
        Value::Sequence(items) => {
            for (at, item) in items.iter().enumerate() {
                show(item, &format!("{path}[{at}]"), files, lines);
            }
        }
        Value::Mapping(entries) => {
            for entry in entries {
                show(&entry.value, &format!("{path}.{}", entry.key.value), files, lines);
            }
        }
    }
}

#[test]
fn plain_values_have_the_types_of_yaml_1_2() {
    check("a: true\nb: yes\nc: NO\n", "1:4-8 .a bool true\n2:4-7 .b text yes\n3:4-6 .c text NO");
    check("a: ~\nb: null\nc:\n", "1:4-5 .a null\n2:4-8 .b null\n3:2-2 .c null");
    check(
        "a: 1e3\nb: -.5\nc: 0x1F\nd: 1.2.3\n",
        "1:4-7 .a number 1e3\n2:4-7 .b number -.5\n3:4-8 .c text 0x1F\n4:4-9 .d text 1.2.3",
    );
    check(
        "a: 1.10\nb: \"1\"\nc: .inf\n",
        "1:4-8 .a number 1.10\n2:4-7 .b text 1\n3:4-8 .c text .inf",
    );
}

#[test]
fn every_value_knows_its_place() {
    check("a: 'x y' # so\n", "1:4-9 .a text x y");
    check("a: 'it''s' # 'so'\nb: \"\\\"\" # \"\n", "1:4-11 .a text it's\n2:4-8 .b text \"");
    check(
        "审: 批  # so\nb: [é, \"审\"]\n",
        "1:4-5 .审 text 批\n2:5-6 .b[0] text é\n2:8-11 .b[1] text 审",
    );
    check("a: {b: {c: 1}}\n", "1:12-13 .a.b.c number 1");
    check("- x\n- y: z\n", "1:3-4 [0] text x\n2:6-7 [1].y text z");
    check("a: x\r\nb: y\r\n", "1:4-5 .a text x\n2:4-5 .b text y");
}

#[test]
fn nothing_is_null() {
    for document in ["", "# so\n", "---\n"] {
        let files = Files::new([("a.yaml".to_owned(), document.to_owned())]);
        let read = parse(files.find("a.yaml").expect("just added"), document, 0);
        assert!(read.value.is_null() && read.problems.is_empty(), "{document}");
    }
}

#[test]
fn a_key_stands_once() {
    check("a: 1\na: 2\n", "1:4-5 .a number 1\n2:4-5 .a number 2\n2:1 duplicate-key");
    check("a: {b: 1, b: 2}\n", "1:8-9 .a.b number 1\n1:14-15 .a.b number 2\n1:11 duplicate-key");
}

#[test]
fn after_a_mistake_the_next_entry_is_read() {
    check("a: [x](y)\nb: 1\n", "1:4-7 .a unreadable\n2:4-5 .b number 1\n1:7 yaml-syntax");
    check(
        "审: [x](y)\n批: [x](y)\nb: 1\n",
        "1:4-7 .审 unreadable\n2:4-7 .批 unreadable\n3:4-5 .b number 1\n1:7 yaml-syntax\n2:7 yaml-syntax",
    );
    check("a:\n\tb: 1\nc: 2\n", "1:1-2 .a unreadable\n3:4-5 .c number 2\n2:1 tab-indent");
}

#[test]
fn what_hides_where_a_value_comes_from_is_refused() {
    check(
        "a: &x 1\nb: *x\n",
        "1:4-8 .a number 1\n2:4-6 .b unreadable\n1:4 yaml-feature\n2:4 yaml-feature",
    );
    check("a: !!str 1\n", "1:4-11 .a number 1\n1:4 yaml-feature");
    check("a: {<<: {b: 1}}\n", "1:5 yaml-feature");
    check("a: 1\n---\nb: 1\n", "1:4-5 .a number 1\n2:1 yaml-syntax");
    check("[a]: 1\nb: 2\n", "2:4-5 .b number 2\n1:1 wrong-type");
}

#[test]
fn hidden_characters_do_not_pass_behind_escapes() {
    check("a: \"x\\u202e\"\n", "1:4-13 .a text x\u{202e}\n1:4 hidden-character");
    check("a: \"x\\ty\\n\"\n", "1:4-12 .a text x\ty\n");
}

#[test]
fn towers_end_with_a_problem() {
    for document in ["[".repeat(100_000), "{a: ".repeat(100_000), "- ".repeat(100_000)] {
        let files = Files::new([("a.yaml".to_owned(), document.clone())]);
        let read = parse(files.find("a.yaml").expect("just added"), &document, 0);
        assert!(
            read.problems.iter().any(|problem| problem.code == Code::TooDeep),
            "{}",
            &document[..4]
        );
    }
}
