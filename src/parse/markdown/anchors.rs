//! The anchors of headings.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic};
use crate::files::Span;
use crate::model::Block;

/// Anchors that the page makes for itself: by name, and by what they begin with.
const OWN: [&str; 2] = ["main", "latest"];
const OWN_BEGINNINGS: [&str; 11] = [
    "part-",
    "fact-",
    "use-",
    "source-",
    "note-",
    "chart-",
    "table-",
    "term-",
    "judgement-",
    "assumption-",
    "plot-",
];

fn is_own(anchor: &str) -> bool {
    OWN.contains(&anchor) || OWN_BEGINNINGS.iter().any(|begin| anchor.starts_with(begin))
}

/// An anchor made of a heading that cannot meet one of the page's own. A heading without
/// letters still has one.
pub(super) fn of_heading(text: &str) -> String {
    let slug = slug(text);
    if slug.is_empty() || is_own(&slug) { format!("section-{slug}") } else { slug }
}

/// Lower case, words joined by hyphens; letters of any language stay.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for character in text.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') && !['\'', '’'].contains(&character) {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// Makes the anchors of a body differ: those made of headings are numbered where two would
/// be alike; those the author wrote twice are a problem.
pub(super) fn distinct(blocks: &mut [Block], problems: &mut Vec<Diagnostic>) {
    distinct_from(blocks, &mut BTreeMap::new(), problems);
}

fn distinct_from(
    blocks: &mut [Block],
    seen: &mut BTreeMap<String, Span>,
    problems: &mut Vec<Diagnostic>,
) {
    for block in blocks {
        match block {
            Block::Quote { blocks, .. } => distinct_from(blocks, seen, problems),
            Block::List { items, .. } => {
                for item in items {
                    distinct_from(&mut item.blocks, seen, problems);
                }
            }
            Block::Heading { anchor, span, .. } => {
                let written = anchor.span != *span;
                match seen.get(&anchor.value) {
                    _ if written && is_own(&anchor.value) => {
                        problems.push(own(&anchor.value, anchor.span));
                    }
                    Some(first) if written => {
                        problems.push(twice(&anchor.value, anchor.span, *first));
                        continue;
                    }
                    Some(_) => anchor.value = numbered(&anchor.value, seen),
                    None => {}
                }
                seen.insert(anchor.value.clone(), anchor.span);
            }
            _ => {}
        }
    }
}

fn numbered(anchor: &str, seen: &BTreeMap<String, Span>) -> String {
    let mut number = 2;
    while seen.contains_key(&format!("{anchor}-{number}")) {
        number += 1;
    }
    format!("{anchor}-{number}")
}

fn own(anchor: &str, span: Span) -> Diagnostic {
    let message = format!("`{anchor}` is an anchor that pages make for themselves");
    Diagnostic::new(Code::BadId, span, message)
        .help(format!("choose another: `{{#about-{anchor}}}`"))
}

fn twice(anchor: &str, span: Span, first: Span) -> Diagnostic {
    let message = format!("the anchor `{anchor}` stands here a second time");
    Diagnostic::new(Code::DuplicateAnchor, span, message)
        .related(first, "the first time")
        .help("give one of the two another name")
}
