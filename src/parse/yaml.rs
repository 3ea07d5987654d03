//! YAML with places.
//!
//! A document becomes [`Node`]s that know where they stand, by the events of
//! `saphyr-parser`; no other YAML library keeps the places of *valid* values, and it is
//! there that a check of facts points. What is accepted is the plain part of YAML 1.2:
//! scalars, lists and mappings. Anchors, aliases, tags and merge keys are refused with a
//! reason: in data they only hide where a value comes from, and aliases multiply.

mod fields;
mod languages;
mod origin;

pub use fields::{Fields, date, date_problem, decimal, is_address, list, prose, text};
pub use languages::wording;

use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::diag::{Checked, Code, Diagnostic};
use crate::files::{FileId, Span, Spanned};
use crate::origin::Origin;
use crate::parse::hidden;
use origin::origin;

/// How deeply values may be nested. Real projects stay below ten.
const DEEPEST: usize = 64;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What was written.
    pub value: Value,
    /// Where, with the quotes of a quoted text.
    pub span: Span,
}

/// What a YAML document can say. Numbers stay as they were written.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing: an empty value, `~` or `null`.
    Null,
    /// A value that a syntax error cut short. The error is reported; what would follow
    /// from the gap is not.
    Unreadable,
    /// `true` or `false`. `yes`, `no`, `on` and `off` are texts.
    Bool(bool),
    /// A number as it was written, so that no digit is lost.
    Number(String),
    /// A text, and how its characters stand in the file.
    Text(String, Origin),
    /// A list.
    Sequence(Vec<Node>),
    /// A mapping, in the order of the file.
    Mapping(Vec<Entry>),
}

impl Value {
    /// The kind in words, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::Unreadable => "unreadable",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::Text(..) => "a text",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a mapping",
        }
    }
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key at its place.
    pub key: Spanned<String>,
    /// The value.
    pub value: Node,
}

impl Node {
    /// Nothing, at a place.
    pub fn null(span: Span) -> Node {
        Node { value: Value::Null, span }
    }

    /// Whether it says nothing.
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// The entries of a mapping; none of anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Mapping(entries) => entries,
            _ => &[],
        }
    }
}

/// The document in `text`, which stands at byte `base` of its file.
///
/// After a syntax error, reading goes on at the next line that begins without a space,
/// so that a file with three broken entries has three problems and not one.
pub fn parse(file: FileId, text: &str, base: usize) -> Checked<Node> {
    let mut problems = Vec::new();
    let whole = Span::new(file, base, base + text.len());
    if let Some(problem) = too_deep(text, whole) {
        return Checked { value: Node::null(whole), problems: vec![problem] };
    }

    // The parser counts characters; where all are ASCII, they are the bytes.
    let starts: Option<Vec<u32>> = (!text.is_ascii()).then(|| {
        let starts = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
        starts.map(|byte| u32::try_from(byte).unwrap_or(u32::MAX)).collect()
    });
    let mut root: Option<Node> = None;
    let mut from = 0;
    while from < text.len() {
        let mut reader = Reader::new(file, text, from, starts.as_deref(), base, &mut problems);
        let part = reader.read();
        let stopped = reader.stopped;
        root = match (root, part) {
            (None, part) => part,
            (Some(root), None) => Some(root),
            (Some(root), Some(part)) => Some(join(root, part)),
        };
        match stopped.and_then(|at| next_entry(text, at)) {
            Some(next) if next > from => from = next,
            _ => break,
        }
    }

    let value = root.unwrap_or_else(|| Node::null(whole));
    duplicate_keys(&value, &mut problems);
    Checked { value, problems }
}

/// The start of the next line that begins an entry of the outermost mapping.
fn next_entry(text: &str, after: usize) -> Option<usize> {
    let mut at = after.min(text.len());
    while let Some(step) = text.get(at..)?.find('\n') {
        at += step + 1;
        let begins = text[at..]
            .chars()
            .next()
            .is_some_and(|first| first.is_alphanumeric() || "\"'_".contains(first));
        if begins {
            return Some(at);
        }
    }
    None
}

/// Two parts of one document that a broken entry separates.
fn join(mut first: Node, second: Node) -> Node {
    match (&mut first.value, second.value) {
        (Value::Mapping(entries), Value::Mapping(more)) => entries.extend(more),
        (Value::Sequence(items), Value::Sequence(more)) => items.extend(more),
        _ => {}
    }
    first
}

/// Nesting beyond the limit, found by counting brackets and indents before any parser
/// sees the text: parsers spend quadratic time on it.
fn too_deep(text: &str, whole: Span) -> Option<Diagnostic> {
    let (mut depth, mut deepest, mut at) = (0usize, 0usize, 0usize);
    for (byte, character) in text.bytes().enumerate() {
        match character {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            // Brackets in plain text need no partner; a line's end forgets a few of them,
            // a bomb stands in one flow of brackets.
            b'\n' if depth < DEEPEST / 2 => depth = 0,
            _ => {}
        }
        if depth > deepest {
            (deepest, at) = (depth, byte);
        }
    }
    (deepest > DEEPEST).then(|| deep(whole.slice(at..at + 1)))
}

fn deep(span: Span) -> Diagnostic {
    Diagnostic::new(Code::TooDeep, span, format!("this is nested more than {DEEPEST} levels deep"))
        .help(
            "data of a briefing needs three or four levels; check the brackets and the indentation",
        )
}

/// One run of the parser, from an offset of the text to its end or to a syntax error.
struct Reader<'text, 'out> {
    parser: Parser<'text, saphyr_parser::StrInput<'text>>,
    text: &'text str,
    from: usize,
    /// The first byte of each character from `from` on; `None` when all are ASCII.
    starts: Option<&'text [u32]>,
    file: FileId,
    base: usize,
    problems: &'out mut Vec<Diagnostic>,
    stopped: Option<usize>,
}

/// What ends a collection early: a syntax error, already reported.
struct Stopped;

impl<'text, 'out> Reader<'text, 'out> {
    fn new(
        file: FileId,
        text: &'text str,
        from: usize,
        starts: Option<&'text [u32]>,
        base: usize,
        problems: &'out mut Vec<Diagnostic>,
    ) -> Self {
        let starts =
            starts.map(|all| &all[all.partition_point(|start| (*start as usize) < from)..]);
        let parser = Parser::new_from_str(&text[from..]);
        Reader { parser, text, from, starts, file, base, problems, stopped: None }
    }

    /// The outermost value, as far as it can be read.
    fn read(&mut self) -> Option<Node> {
        let mut documents = 0;
        let mut root = None;
        while let Ok((event, span)) = self.next() {
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(_) => {
                    documents += 1;
                    if documents == 2 {
                        self.problems.push(
                            Diagnostic::new(
                                Code::YamlSyntax,
                                span,
                                "a second document begins here",
                            )
                            .help("a file holds one document; take the line `---` out"),
                        );
                        break;
                    }
                }
                Event::StreamStart | Event::DocumentEnd | Event::Nothing => {}
                event => root = self.node(event, span, 0),
            }
            if self.stopped.is_some() {
                break;
            }
        }
        root
    }

    fn next(&mut self) -> Result<(Event<'text>, Span), Stopped> {
        if self.stopped.is_some() {
            return Err(Stopped);
        }
        match self.parser.next() {
            Some(Ok((event, span))) => {
                let (start, end) = (self.byte(span.start.index()), self.byte(span.end.index()));
                Ok((event, Span::new(self.file, self.base + start, self.base + end)))
            }
            Some(Err(error)) => {
                let at = self.byte(error.marker().index());
                self.stopped = Some(at);
                // A character that cannot be seen is reported as such.
                if !self.text[at..].starts_with(hidden::is_hidden) {
                    let problem = syntax_error(self.text, at, error.info());
                    self.problems.push(problem.at(self.file, self.base));
                }
                Err(Stopped)
            }
            None => Err(Stopped),
        }
    }

    /// The parser counts characters from where it began; we count bytes of the text.
    fn byte(&self, character: usize) -> usize {
        let byte = match self.starts {
            None => self.from + character,
            Some(starts) => starts.get(character).map_or(self.text.len(), |byte| *byte as usize),
        };
        byte.min(self.text.len())
    }

    fn node(&mut self, event: Event<'text>, span: Span, depth: usize) -> Option<Node> {
        if depth > DEEPEST {
            self.problems.push(deep(span));
            self.stopped = Some(self.text.len());
            return None;
        }
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.feature(anchor > 0, "an anchor", span);
                self.feature(tag.is_some(), "a tag", span);
                Some(self.scalar(&text, style, span))
            }
            Event::SequenceStart(anchor, tag) => {
                self.feature(anchor > 0, "an anchor", span);
                self.feature(tag.is_some(), "a tag", span);
                Some(self.sequence(span, depth))
            }
            Event::MappingStart(anchor, tag) => {
                self.feature(anchor > 0, "an anchor", span);
                self.feature(tag.is_some(), "a tag", span);
                Some(self.mapping(span, depth))
            }
            Event::Alias(_) => {
                self.feature(true, "an alias", span);
                Some(Node { value: Value::Unreadable, span })
            }
            _ => None,
        }
    }

    fn feature(&mut self, used: bool, what: &str, span: Span) {
        if used {
            self.problems.push(
                Diagnostic::new(Code::YamlFeature, span, format!("{what} is not allowed in data"))
                    .help("write the value out where it is needed; a text that begins with `&`, `*` or `!` needs quotes"),
            );
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) -> Node {
        let value = match style {
            ScalarStyle::Plain => plain(text),
            _ => None,
        };
        let whole = self.text;
        let source = &whole[span.start as usize - self.base..span.end as usize - self.base];
        self.problems.extend(hidden::behind_an_escape(text, source, span));
        let value = value.unwrap_or_else(|| {
            let start = span.start as usize;
            Value::Text(text.to_owned(), origin(text, source, start, style))
        });
        let trimmed = origin::length(source, style);
        let span = Span::new(self.file, span.start as usize, span.start as usize + trimmed);
        Node { value, span }
    }

    fn sequence(&mut self, span: Span, depth: usize) -> Node {
        let mut items = Vec::new();
        let mut end = span.end;
        while let Ok((event, place)) = self.next() {
            if matches!(event, Event::SequenceEnd) {
                end = end.max(place.end);
                break;
            }
            let Some(item) = self.node(event, place, depth + 1) else { break };
            end = end.max(item.span.end);
            items.push(item);
        }
        Node { value: Value::Sequence(items), span: self.tidy(span, end) }
    }

    fn mapping(&mut self, span: Span, depth: usize) -> Node {
        let mut entries = Vec::new();
        let mut end = span.end;
        while let Ok((event, place)) = self.next() {
            if matches!(event, Event::MappingEnd) {
                end = end.max(place.end);
                break;
            }
            let Some(key) = self.node(event, place, depth + 1) else { break };
            let span = key.span;
            let Some(key) = self.key(key) else {
                // What stands behind a refused key is refused with it.
                let so_far = self.problems.len();
                let _ = self.next().map(|(event, place)| self.node(event, place, depth + 1));
                self.problems.truncate(so_far);
                continue;
            };
            let value = match self.next() {
                Ok((event, place)) => self.node(event, place, depth + 1),
                Err(Stopped) => None,
            };
            let broken = Node { value: Value::Unreadable, span };
            let value = if self.stopped.is_some() { broken } else { value.unwrap_or(broken) };
            end = end.max(value.span.end);
            entries.push(Entry { key, value });
        }
        // An error behind a value on its line belongs to the value: `a: [b](c)`.
        if let (Some(stopped), Some(last)) = (self.stopped, entries.last_mut()) {
            let behind = self.text.get(last.value.span.end as usize - self.base..stopped);
            if behind.is_some_and(|behind| !behind.contains('\n')) {
                last.value.value = Value::Unreadable;
            }
        }
        // A block mapping has no bracket; it begins at its first key.
        let start =
            entries.first().map_or(span.start, |entry| span.start.min(entry.key.span.start));
        let span = Span { start, ..span };
        Node { value: Value::Mapping(entries), span: self.tidy(span, end) }
    }

    /// Without the blank lines behind a block, which the parser counts in.
    fn tidy(&self, span: Span, end: u32) -> Span {
        let start = span.start as usize - self.base;
        let text = self.text.get(start..end as usize - self.base).unwrap_or("");
        Span::new(self.file, self.base + start, self.base + start + text.trim_end().len())
    }

    fn key(&mut self, key: Node) -> Option<Spanned<String>> {
        match key.value {
            Value::Text(text, _) if text == "<<" => {
                self.feature(true, "a merge key", key.span);
                None
            }
            Value::Text(text, _) | Value::Number(text) => Some(Spanned::new(text, key.span)),
            Value::Bool(value) => Some(Spanned::new(value.to_string(), key.span)),
            value => {
                self.problems.push(Diagnostic::new(
                    Code::WrongType,
                    key.span,
                    format!("a key is a word, not {}", value.kind()),
                ));
                None
            }
        }
    }
}

/// What a plain scalar means in the core schema of YAML 1.2; `None` is a text.
fn plain(text: &str) -> Option<Value> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Some(Value::Null),
        "true" | "True" | "TRUE" => Some(Value::Bool(true)),
        "false" | "False" | "FALSE" => Some(Value::Bool(false)),
        _ => is_number(text).then(|| Value::Number(text.to_owned())),
    }
}

/// Whether a plain scalar is a number: `[-+]? ( . [0-9]+ | [0-9]+ ( . [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
/// as in section 10.3.2 of the YAML 1.2.2 specification. Octal and hexadecimal are texts.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let exponent_fits = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    exponent_fits && digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty())
}

/// A syntax error before it knows its file.
struct SyntaxError {
    code: Code,
    at: usize,
    length: usize,
    message: String,
    help: &'static str,
}

impl SyntaxError {
    fn at(self, file: FileId, base: usize) -> Diagnostic {
        let start = base + self.at;
        Diagnostic::new(self.code, Span::new(file, start, start + self.length), self.message)
            .help(self.help)
    }
}

/// The parser's words in the author's.
fn syntax_error(text: &str, at: usize, info: &str) -> SyntaxError {
    if let Some(tab) = indenting_tab(text, at, info) {
        return SyntaxError {
            code: Code::TabIndent,
            at: tab,
            length: 1,
            message: "a tab stands in the indentation".to_owned(),
            help: "YAML is indented with spaces; set the editor to write two spaces for a tab",
        };
    }
    let length = text[at..].chars().next().filter(|first| *first != '\n').map_or(0, char::len_utf8);
    SyntaxError {
        code: Code::YamlSyntax,
        at,
        length,
        message: format!("this is not YAML: {info}"),
        help: syntax_help(line_at(text, at), info),
    }
}

/// The line a byte is in.
fn line_at(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
    text[start..].lines().next().unwrap_or("")
}

/// The tab that stops the parser: in the indentation of the line it stopped at, or of the
/// next ones when it says so, for then it stopped before.
fn indenting_tab(text: &str, at: usize, info: &str) -> Option<usize> {
    let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
    let lines = if info.contains("tab") { 3 } else { 1 };
    let mut from = start;
    for line in text[start..].split_inclusive('\n').take(lines) {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indent].find('\t') {
            return Some(from + tab);
        }
        from += line.len();
    }
    None
}

/// What most likely mends a line that is not YAML.
fn syntax_help(line: &str, info: &str) -> &'static str {
    let value = line.split_once(": ").map_or(line, |(_, value)| value).trim_start();
    let value = value.trim_start_matches("- ");
    if value.starts_with(['[', '{', '*', '&', '@', '`', '%', '!', '|', '>']) {
        "a text that begins with a sign such as `[`, `*`, `&` or `@` needs quotes: `key: \"[117](fact:id) services\"`"
    } else if line.matches(": ").count() > 1 {
        "a text with `: ` in it needs quotes: `key: \"one: two\"`"
    } else if info.contains("quote") || info.contains("EOF") || info.contains("end of stream") {
        "a quoted text ends with the quote it began with; a `\"` inside needs `\\\"`"
    } else {
        "check the indentation, the colon with its space and the quotes of this line and the one before"
    }
}

fn duplicate_keys(node: &Node, problems: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::Sequence(items) => items.iter().for_each(|item| duplicate_keys(item, problems)),
        Value::Mapping(entries) => {
            let mut seen = std::collections::BTreeMap::new();
            for entry in entries {
                if let Some(first) = seen.get(entry.key.value.as_str()) {
                    problems.push(
                        Diagnostic::new(
                            Code::DuplicateKey,
                            entry.key.span,
                            format!("`{}` stands here a second time", entry.key.value),
                        )
                        .related(*first, "the first time")
                        .help("keep one of the two, or give one another name"),
                    );
                } else {
                    seen.insert(entry.key.value.as_str(), entry.key.span);
                }
                duplicate_keys(&entry.value, problems);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;
