//! Reading a mapping field by field.
//!
//! Each reader asks for the keys it knows; [`Fields::finish`] then reports the others,
//! so the list of known keys is never written down twice. A key that is missing only
//! because it is misspelt is reported once, as unknown.

use super::{Entry, Node, Value};
use crate::date::{DateError, PartialDate, Period};
use crate::diag::{Code, Diagnostic, nearest, one_of};
use crate::files::{Span, Spanned};
use crate::model::Prose;
use crate::number::Decimal;
use crate::origin::Origin;
use crate::parse::markdown;

/// A mapping that is being read.
pub struct Fields<'a> {
    entries: &'a [Entry],
    /// Where to point when a key is missing.
    place: Span,
    /// What the mapping describes: `a fact`.
    what: &'static str,
    known: Vec<&'static str>,
    /// What is missing, with the keys that would fill the gap, until the unknown keys are
    /// known.
    missing: Vec<(Vec<&'static str>, Diagnostic)>,
    /// Whether the mapping itself could not be read, which is already reported.
    unreadable: bool,
    pub(super) problems: &'a mut Vec<Diagnostic>,
}

impl Drop for Fields<'_> {
    fn drop(&mut self) {
        self.problems.extend(self.missing.drain(..).map(|(_, problem)| problem));
    }
}

impl<'a> Fields<'a> {
    /// The fields of a mapping that describes `what`; none, with a problem, of anything
    /// else. Missing keys are reported at `place`, such as the fact's own name.
    pub fn new(
        node: &'a Node,
        place: Span,
        what: &'static str,
        problems: &'a mut Vec<Diagnostic>,
    ) -> Fields<'a> {
        let entries = match &node.value {
            Value::Mapping(entries) => entries.as_slice(),
            Value::Null | Value::Unreadable => &[],
            value => {
                problems.push(
                    Diagnostic::new(
                        Code::WrongType,
                        node.span,
                        format!("{what} is a mapping of keys to values, not {}", value.kind()),
                    )
                    .help("write `key: value`, one a line, indented alike"),
                );
                &[]
            }
        };
        // What is not a mapping has no keys to miss.
        let unreadable = !matches!(node.value, Value::Mapping(_) | Value::Null);
        let (known, missing) = (Vec::new(), Vec::new());
        Fields { entries, place, what, known, missing, unreadable, problems }
    }

    /// The problems so far, for a reader with one of its own.
    pub fn problem(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// Where a missing key is reported.
    pub fn place(&self) -> Span {
        self.place
    }

    /// Something is missing that one of `keys` would give.
    pub fn lack(&mut self, keys: &[&'static str], problem: Diagnostic) {
        if !self.unreadable {
            self.missing.push((keys.to_vec(), problem));
        }
    }

    /// The value of a key, unless it is absent or says nothing.
    pub fn get(&mut self, key: &'static str) -> Option<&'a Node> {
        self.known.push(key);
        let entry = self.entries.iter().find(|entry| entry.key.value == key)?;
        let says = entry.value.value != Value::Unreadable && !is_blank(&entry.value.value);
        says.then_some(&entry.value)
    }

    /// Whether anything is written under a key, even what cannot be read.
    pub fn says(&self, key: &str) -> bool {
        let mut entries = self.entries.iter();
        entries.any(|entry| {
            let value = &entry.value.value;
            let empty = matches!(value, Value::Sequence(items) if items.is_empty());
            entry.key.value == key && !is_blank(value) && !empty
        })
    }

    /// Whether the value of a key could not be read, which is already reported.
    fn is_unreadable(&self, key: &str) -> bool {
        let mut entries = self.entries.iter();
        entries.any(|entry| entry.key.value == key && entry.value.value == Value::Unreadable)
    }

    /// Where a key itself stands.
    pub fn key(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|entry| entry.key.value == key).map(|entry| entry.key.span)
    }

    /// The value of a key that must be there.
    pub fn need(&mut self, key: &'static str) -> Option<&'a Node> {
        let value = self.get(key);
        if value.is_none() && !self.is_unreadable(key) {
            let problem = match self.key(key) {
                Some(span) => {
                    Diagnostic::new(Code::MissingKey, span, format!("`{key}` has no value"))
                }
                None => Diagnostic::new(
                    Code::MissingKey,
                    self.place,
                    format!("{} needs `{key}`", self.what),
                ),
            };
            self.lack(&[key], problem.help(format!("write `{key}: …` here")));
        }
        value
    }

    /// A text.
    pub fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.get(key)?;
        text(node, key, self.problems)
    }

    /// A text that must be there.
    pub fn need_text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.need(key)?;
        text(node, key, self.problems)
    }

    /// An address of the web, as written; empty where there is none.
    pub fn address(&mut self, key: &'static str) -> String {
        let Some(url) = self.text(key) else { return String::new() };
        if !is_address(&url.value) {
            self.problems.push(
                Diagnostic::new(
                    Code::WrongValue,
                    url.span,
                    format!("`{key}` is `{}`, which is not a web address", url.value),
                )
                .help("write it whole: `https://example.org/report`"),
            );
            return String::new();
        }
        url.value
    }

    /// Inline Markdown.
    pub fn prose(&mut self, key: &'static str) -> Option<Prose> {
        let node = self.get(key)?;
        prose(node, key, self.problems)
    }

    /// Inline Markdown that must be there.
    pub fn need_prose(&mut self, key: &'static str) -> Option<Prose> {
        let node = self.need(key)?;
        prose(node, key, self.problems)
    }

    /// A list of inline Markdown.
    pub fn proses(&mut self, key: &'static str) -> Vec<Prose> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let problems = &mut *self.problems;
        list(node).iter().filter_map(|item| prose(item, key, problems)).collect()
    }

    /// A list of texts; one text is a list of one.
    pub fn texts(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let problems = &mut *self.problems;
        list(node).iter().filter_map(|item| text(item, key, problems)).collect()
    }

    /// `true` or `false`.
    pub fn truth(&mut self, key: &'static str) -> Option<bool> {
        let node = self.get(key)?;
        match node.value {
            Value::Bool(value) => Some(value),
            _ => {
                self.wrong(node, key, "`true` or `false`");
                None
            }
        }
    }

    /// A whole number.
    pub fn integer(&mut self, key: &'static str) -> Option<Spanned<i64>> {
        let node = self.get(key)?;
        let number = match &node.value {
            Value::Number(text) => text.parse().ok(),
            _ => None,
        };
        if number.is_none() {
            self.wrong(node, key, "a whole number");
        }
        number.map(|number| Spanned::new(number, node.span))
    }

    /// A decimal number and the text it was written as.
    pub fn decimal(&mut self, key: &'static str) -> Option<Spanned<Decimal>> {
        let node = self.get(key)?;
        decimal(node, key, self.problems).map(|(number, _)| Spanned::new(number, node.span))
    }

    /// A day, month or year.
    pub fn date(&mut self, key: &'static str) -> Option<Spanned<PartialDate>> {
        let node = self.get(key)?;
        date(node, key, self.problems)
    }

    /// A length of time, such as `P90D`.
    pub fn period(&mut self, key: &'static str) -> Option<Spanned<Period>> {
        let text = self.text(key)?;
        let period = Period::parse(&text.value);
        if period.is_none() {
            let message = format!("`{key}` is `{}`, which is not a duration", text.value);
            self.problems.push(
                Diagnostic::new(Code::WrongValue, text.span, message)
                    .help("write days, weeks, months or years as `P90D`, `P2W`, `P6M` or `P1Y`"),
            );
        }
        period.map(|period| Spanned::new(period, text.span))
    }

    /// One of a few words.
    pub fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&'static str, T)],
    ) -> Option<Spanned<T>> {
        let word = self.text(key)?;
        let found = choices.iter().find(|(name, _)| *name == word.value);
        if found.is_none() {
            let names = || choices.iter().map(|(name, _)| *name);
            let mut problem = Diagnostic::new(
                Code::WrongValue,
                word.span,
                format!("`{key}` is `{}`, which is not {}", word.value, one_of(names())),
            );
            if let Some(name) = nearest(&word.value, names()) {
                problem = problem.help(format!("did you mean `{name}`?"));
            }
            self.problems.push(problem);
        }
        found.map(|(_, choice)| Spanned::new(*choice, word.span))
    }

    /// The entries of a mapping under a key: names the author chose, and their values.
    pub fn named(&mut self, key: &'static str) -> &'a [Entry] {
        let Some(node) = self.get(key) else { return &[] };
        match &node.value {
            Value::Mapping(entries) => entries,
            _ => {
                self.wrong(node, key, "a mapping of names to values");
                &[]
            }
        }
    }

    /// The items of a list under a key; one thing is a list of one.
    pub fn items(&mut self, key: &'static str) -> &'a [Node] {
        self.get(key).map_or(&[], list)
    }

    fn wrong(&mut self, node: &Node, key: &str, expected: &str) {
        self.problems.push(wrong(node, key, expected));
    }

    /// Lends the list of problems to a reader of a nested value.
    pub fn problems(&mut self) -> &mut Vec<Diagnostic> {
        self.problems
    }

    /// Reports the keys nobody asked for.
    pub fn finish(mut self) {
        for entry in self.entries {
            let key = entry.key.value.as_str();
            if self.known.contains(&key) {
                continue;
            }
            let mut problem = Diagnostic::new(
                Code::UnknownKey,
                entry.key.span,
                format!("{} has no `{key}`", self.what),
            );
            problem = match nearest(key, self.known.iter().copied()) {
                Some(name) => {
                    self.missing.retain(|(keys, _)| !keys.contains(&name));
                    problem.help(format!("did you mean `{name}`?"))
                }
                None => problem.help(format!("it has {}", one_of(self.known.iter().copied()))),
            };
            self.problems.push(problem);
        }
    }
}

/// Whether a text is an address of the web: a scheme, and the name of a host behind it.
pub fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let odd = |c: char| c.is_whitespace() || c.is_control() || "\"<>".contains(c);
    rest.is_some_and(|rest| !rest.starts_with(['/', '?', '#']) && !rest.is_empty())
        && !text.contains(odd)
}

/// Whether a value says nothing: no value, or a text without a letter.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Text(text, _) => text.trim().is_empty(),
        _ => false,
    }
}

/// The items of a list; one thing is a list of one, nothing is a list of none.
pub fn list(node: &Node) -> &[Node] {
    match &node.value {
        Value::Sequence(items) => items,
        Value::Null | Value::Unreadable => &[],
        _ => std::slice::from_ref(node),
    }
}

fn wrong(node: &Node, key: &str, expected: &str) -> Diagnostic {
    let there = match &node.value {
        Value::Text(text, _) if text.chars().count() < 40 => format!("`{text}`"),
        Value::Number(text) => format!("`{text}`"),
        value => value.kind().to_owned(),
    };
    Diagnostic::new(
        Code::WrongType,
        node.span,
        format!("`{key}` is {there}, which is not {expected}"),
    )
}

/// A text; a number is the text it was written as.
pub fn text(node: &Node, key: &str, problems: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
    match &node.value {
        Value::Text(text, _) | Value::Number(text) => Some(Spanned::new(text.clone(), node.span)),
        Value::Unreadable => None,
        _ => {
            let mut problem = wrong(node, key, "a text");
            if matches!(node.value, Value::Mapping(_)) {
                problem = problem.help("a text with `: ` in it needs quotes");
            }
            problems.push(problem);
            None
        }
    }
}

/// Inline Markdown, read.
pub fn prose(node: &Node, key: &str, problems: &mut Vec<Diagnostic>) -> Option<Prose> {
    let text = text(node, key, problems)?;
    let origin = match &node.value {
        Value::Text(_, origin) => origin.clone(),
        _ => Origin::straight(node.span.start as usize),
    };
    Some(markdown::prose(&text.value, node.span, &origin).take(problems))
}

/// A decimal number, quoted or not, and how it was written.
pub fn decimal(
    node: &Node,
    key: &str,
    problems: &mut Vec<Diagnostic>,
) -> Option<(Decimal, String)> {
    let written = match &node.value {
        Value::Number(written) | Value::Text(written, _) => written,
        Value::Unreadable => return None,
        _ => {
            problems.push(wrong(node, key, "a number"));
            return None;
        }
    };
    let number = Decimal::parse(written);
    if number.is_none() {
        problems.push(
            Diagnostic::new(Code::NotANumber, node.span, format!("`{written}` is not a number"))
                .help("write numbers plainly, as in `1234.5` or `8e8`; the page adds separators"),
        );
    }
    number.map(|number| (number, written.clone()))
}

/// A day, month or year.
pub fn date(
    node: &Node,
    key: &str,
    problems: &mut Vec<Diagnostic>,
) -> Option<Spanned<PartialDate>> {
    if !matches!(node.value, Value::Text(..) | Value::Number(_) | Value::Unreadable) {
        problems.push(wrong(node, key, "a date"));
        return None;
    }
    let written = text(node, key, problems)?;
    match PartialDate::parse_iso(&written.value) {
        Ok(date) => Some(Spanned::new(date, node.span)),
        Err(error) => {
            problems.push(date_problem(&error, &written));
            None
        }
    }
}

/// A text that is not a date, or not one of this calendar.
pub fn date_problem(error: &DateError, written: &Spanned<String>) -> Diagnostic {
    let text = &written.value;
    match error {
        DateError::Impossible => Diagnostic::new(
            Code::ImpossibleDate,
            written.span,
            format!("there is no date `{text}`"),
        )
        .help("check the month and the day against a calendar"),
        DateError::NotADate => {
            Diagnostic::new(Code::NotADate, written.span, format!("`{text}` is not a date"))
                .help("write the year first: `2024-03-28`, `2024-03` or `2024`")
        }
    }
}
