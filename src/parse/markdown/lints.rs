//! Slips that Markdown leaves silent.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic, nearest};
use crate::files::Span;
use crate::model::{Block, Document, Inline, block_passages, walk};

/// How strong emphasis is written.
const ASTERISKS: &str = "in `**strong**` no space and no quotation mark stands just inside the asterisks; asterisks that are meant are written `\\*\\*`";

/// Asterisks that did not become emphasis, and footnotes that have no text: both stay in
/// the page as they were typed, and no other tool says so.
///
/// `source` gives what an author typed for a text, where it can be told, and how many
/// bytes of it stand before the text.
pub(super) fn words<'text>(
    content: &[Inline],
    source: &impl Fn(Span) -> Option<(&'text str, usize)>,
    problems: &mut Vec<Diagnostic>,
) {
    walk(content, &mut |inline| {
        if let Inline::Text(text) = inline {
            // Escapes make a text shorter than its source.
            let plain = text.value.len() == (text.span.end - text.span.start) as usize;
            let typed = source(text.span).or(plain.then_some((text.value.as_str(), 0)));
            if let Some((typed, before)) = typed {
                let place = |at: usize, length: usize| {
                    let at = at.saturating_sub(before);
                    text.span.slice(at..at + length)
                };
                literal(typed, place, problems);
            }
        }
    });
}

/// The places of a mark in what an author typed, but for those escaped by a backslash.
fn marks<'text>(typed: &'text str, mark: &'text str) -> impl Iterator<Item = usize> + 'text {
    let found = typed.match_indices(mark).map(|(at, _)| at);
    found.filter(|at| typed[..*at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 0)
}

fn literal(typed: &str, place: impl Fn(usize, usize) -> Span, problems: &mut Vec<Diagnostic>) {
    if let Some(at) = marks(typed, "**").next() {
        problems.push(
            Diagnostic::new(
                Code::LiteralAsterisks,
                place(at, 2),
                "these asterisks stay in the text",
            )
            .help(ASTERISKS),
        );
    }
    for at in marks(typed, "[^") {
        let Some(length) = typed[at..].find(']') else { continue };
        let label = &typed[at + 2..at + length];
        if !label.is_empty() && !label.contains(char::is_whitespace) {
            problems.push(
                Diagnostic::new(
                    Code::UndefinedFootnote,
                    place(at, length + 1),
                    format!("no footnote is written for `[^{label}]`"),
                )
                .help(format!("add a paragraph that begins with `[^{label}]: `")),
            );
        }
    }
}

/// Footnotes nobody refers to, and labels given twice.
pub(super) fn footnotes(document: &Document, problems: &mut Vec<Diagnostic>) {
    let used = read_footnotes(document);
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for footnote in &document.footnotes {
        let label = &footnote.label;
        if let Some(first) = seen.get(label.value.as_str()) {
            problems.push(
                Diagnostic::new(
                    Code::DuplicateFootnote,
                    label.span,
                    format!("the footnote `{}` is written a second time", label.value),
                )
                .related(*first, "the first time")
                .help("give one of the two another label"),
            );
            continue;
        }
        seen.insert(&label.value, label.span);
        if !used.contains(label.value.as_str()) {
            let problem = Diagnostic::new(
                Code::UnusedFootnote,
                label.span,
                format!("nothing refers to the footnote `{}`", label.value),
            );
            problems.push(match nearest(&label.value, used.iter().copied()) {
                Some(near) => problem.help(format!("did you mean `{near}`?")),
                None => problem
                    .help(format!("write `[^{}]` where it belongs, or take it out", label.value)),
            });
        }
    }
}

/// The labels that a reader comes to from the text, also by way of other footnotes.
fn read_footnotes(document: &Document) -> BTreeSet<&str> {
    let mut texts: BTreeMap<&str, &[Block]> = BTreeMap::new();
    for footnote in &document.footnotes {
        texts.entry(&footnote.label.value).or_insert(&footnote.blocks);
    }
    let mut waiting = Vec::new();
    marked(&document.blocks, &mut waiting);
    let mut used = BTreeSet::new();
    while let Some(label) = waiting.pop() {
        if used.insert(label)
            && let Some(blocks) = texts.get(label)
        {
            marked(blocks, &mut waiting);
        }
    }
    used
}

/// The labels of the marks in some blocks.
fn marked<'a>(blocks: &'a [Block], labels: &mut Vec<&'a str>) {
    for text in block_passages(blocks) {
        walk(text, &mut |inline| {
            if let Inline::Footnote(label) = inline {
                labels.push(&label.value);
            }
        });
    }
}
