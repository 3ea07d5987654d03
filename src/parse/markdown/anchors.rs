//! The anchors of headings.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic};
use crate::files::Span;
use crate::model::{Block, Document};

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
pub(super) fn distinct(document: &mut Document, problems: &mut Vec<Diagnostic>) {
    let mut seen = Seen::default();
    seen.distinct(&mut document.blocks, problems);
    for footnote in &mut document.footnotes {
        seen.distinct(&mut footnote.blocks, problems);
    }
}

/// The anchors so far.
#[derive(Default)]
struct Seen {
    places: BTreeMap<String, Span>,
    /// The last number given to an anchor: of a hundred thousand headings alike, none
    /// counts from the beginning again.
    numbers: BTreeMap<String, usize>,
}

impl Seen {
    fn distinct(&mut self, blocks: &mut [Block], problems: &mut Vec<Diagnostic>) {
        for block in blocks {
            match block {
                Block::Quote { blocks, .. } => self.distinct(blocks, problems),
                Block::List { items, .. } => {
                    for item in items {
                        self.distinct(&mut item.blocks, problems);
                    }
                }
                Block::Heading { anchor, span, .. } => {
                    let written = anchor.span != *span;
                    match self.places.get(&anchor.value) {
                        _ if written && is_own(&anchor.value) => {
                            problems.push(own(&anchor.value, anchor.span));
                        }
                        Some(first) if written => {
                            problems.push(twice(&anchor.value, anchor.span, *first));
                            continue;
                        }
                        Some(_) => anchor.value = self.numbered(&anchor.value),
                        None => {}
                    }
                    self.places.insert(anchor.value.clone(), anchor.span);
                }
                _ => {}
            }
        }
    }

    fn numbered(&mut self, anchor: &str) -> String {
        let number = self.numbers.entry(anchor.to_owned()).or_insert(1);
        loop {
            *number += 1;
            let numbered = format!("{anchor}-{number}");
            if !self.places.contains_key(&numbered) {
                return numbered;
            }
        }
    }
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
