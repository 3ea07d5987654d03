//! Texts that may be written once for each language.

use super::fields::{Fields, prose, text};
use super::{Entry, Node, Value};
use crate::diag::{Code, Diagnostic, one_of};
use crate::lang::Lang;
use crate::model::{Prose, Wording};

impl Fields<'_> {
    /// A text, or one for each language; empty where there is none.
    pub fn wording(&mut self, key: &'static str) -> Wording {
        let node = self.get(key);
        node.and_then(|node| wording(node, key, self.problems)).unwrap_or_default()
    }

    /// A text that must be there, or one for each language.
    pub fn need_wording(&mut self, key: &'static str) -> Wording {
        let node = self.need(key);
        node.and_then(|node| wording(node, key, self.problems)).unwrap_or_default()
    }

    /// Inline Markdown, or one for each language.
    pub fn prose_wording(&mut self, key: &'static str) -> Option<Wording<Prose>> {
        let node = self.get(key)?;
        prose_wording(node, key, self.problems)
    }

    /// Inline Markdown that must be there, or one for each language.
    pub fn need_prose_wording(&mut self, key: &'static str) -> Option<Wording<Prose>> {
        let node = self.need(key)?;
        prose_wording(node, key, self.problems)
    }
}

/// A text, or its wordings by language: `{en: Chips, de: Halbleiter}`. The first stands for
/// languages that have none of their own.
pub fn wording(node: &Node, key: &str, problems: &mut Vec<Diagnostic>) -> Option<Wording> {
    in_languages(node, problems, |node, problems| Some(text(node, key, problems)?.value))
}

/// Inline Markdown, or one for each language, read alike.
fn prose_wording(node: &Node, key: &str, problems: &mut Vec<Diagnostic>) -> Option<Wording<Prose>> {
    in_languages(node, problems, |node, problems| prose(node, key, problems))
}

fn in_languages<T: Clone>(
    node: &Node,
    problems: &mut Vec<Diagnostic>,
    read: impl Fn(&Node, &mut Vec<Diagnostic>) -> Option<T>,
) -> Option<Wording<T>> {
    let entries = match &node.value {
        Value::Mapping(entries) if !entries.is_empty() => entries,
        _ => return read(node, problems).map(Wording::plain),
    };
    let mut wording: Option<Wording<T>> = None;
    for (lang, node) in by_language(entries, problems) {
        let Some(text) = read(node, problems) else { continue };
        let wording = wording.get_or_insert_with(|| Wording::plain(text.clone()));
        wording.others.insert(lang, text);
    }
    wording
}

/// The entries of a mapping whose keys are languages.
fn by_language<'a>(entries: &'a [Entry], problems: &mut Vec<Diagnostic>) -> Vec<(Lang, &'a Node)> {
    let mut found = Vec::new();
    for entry in entries {
        match Lang::from_code(&entry.key.value) {
            Some(lang) => found.push((lang, &entry.value)),
            None => {
                let code = &entry.key.value;
                let message = format!("`{code}` is not {}", one_of(Lang::ALL.map(Lang::code)));
                problems.push(
                    Diagnostic::new(Code::UnknownKey, entry.key.span, message)
                        .help("write one text, or a text for each language"),
                );
            }
        }
    }
    found
}
