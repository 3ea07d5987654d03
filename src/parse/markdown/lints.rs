//! Slips that Markdown leaves silent.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, nearest};
use crate::files::{Span, Spanned};
use crate::model::{Block, Document, Inline, ListItem};

/// Asterisks that did not become emphasis, and footnotes that have no text: both stay in
/// the page as they were typed, and no other tool says so.
pub(super) fn words(content: &[Inline], problems: &mut Vec<Diagnostic>) {
    for inline in content {
        match inline {
            Inline::Text(text) => literal(text, problems),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                words(inner, problems);
            }
            Inline::Link(link) => words(&link.content, problems),
            _ => {}
        }
    }
}

fn literal(text: &Spanned<String>, problems: &mut Vec<Diagnostic>) {
    // Escapes make the text shorter than its source; there the author meant the character.
    let plain = text.value.len() == (text.span.end - text.span.start) as usize;
    if !plain {
        return;
    }
    if let Some(at) = text.value.find("**") {
        problems.push(
            Diagnostic::new(
                Code::LiteralAsterisks,
                text.span.slice(at..at + 2),
                "these asterisks stay in the text",
            )
            .help("in `**strong**` no space and no quotation mark stands just inside the asterisks; asterisks that are meant are written `\\*\\*`"),
        );
    }
    let mut from = 0;
    while let Some(at) = text.value[from..].find("[^").map(|at| from + at) {
        let Some(length) = text.value[at..].find(']') else { break };
        let label = &text.value[at + 2..at + length];
        if !label.is_empty() && !label.contains(char::is_whitespace) {
            problems.push(
                Diagnostic::new(
                    Code::UndefinedFootnote,
                    text.span.slice(at..at + length + 1),
                    format!("no footnote is written for `[^{label}]`"),
                )
                .help(format!("add a paragraph that begins with `[^{label}]: `")),
            );
        }
        from = at + length;
    }
}

/// Footnotes nobody refers to, and labels given twice.
pub(super) fn footnotes(document: &Document, problems: &mut Vec<Diagnostic>) {
    let mut used = Vec::new();
    in_blocks(&document.blocks, &mut used);
    for footnote in &document.footnotes {
        in_blocks(&footnote.blocks, &mut used);
    }
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for footnote in &document.footnotes {
        let label = &footnote.label;
        if let Some(first) = seen.insert(&label.value, label.span) {
            problems.push(
                Diagnostic::new(
                    Code::DuplicateFootnote,
                    label.span,
                    format!("the footnote `{}` is written a second time", label.value),
                )
                .related(first, "the first time")
                .help("give one of the two another label"),
            );
        } else if !used.contains(&label.value) {
            let problem = Diagnostic::new(
                Code::UnusedFootnote,
                label.span,
                format!("nothing refers to the footnote `{}`", label.value),
            );
            problems.push(match nearest(&label.value, used.iter().map(String::as_str)) {
                Some(near) => problem.help(format!("did you mean `{near}`?")),
                None => problem
                    .help(format!("write `[^{}]` where it belongs, or take it out", label.value)),
            });
        }
    }
}

fn in_blocks(blocks: &[Block], used: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) | Block::Plain(content) => {
                in_inlines(content, used);
            }
            Block::Quote { blocks, .. } => in_blocks(blocks, used),
            Block::List { items, .. } => {
                for ListItem { blocks } in items {
                    in_blocks(blocks, used);
                }
            }
            Block::Table { head, rows, .. } => {
                head.iter().chain(rows.iter().flatten()).for_each(|cell| in_inlines(cell, used));
            }
            _ => {}
        }
    }
}

fn in_inlines(content: &[Inline], used: &mut Vec<String>) {
    for inline in content {
        match inline {
            Inline::Footnote(label) => used.push(label.value.clone()),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                in_inlines(inner, used);
            }
            Inline::Link(link) => in_inlines(&link.content, used),
            _ => {}
        }
    }
}
