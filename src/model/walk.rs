//! Going over every text of a page.

use super::document::{Block, Image, Inline, Prose, View, push_plain};
use super::page::{Length, Page};

/// Every stretch of inline text of a page: front matter first, then the body, footnotes
/// last.
pub fn passages(page: &Page) -> Vec<&[Inline]> {
    let mut found = front_passages(page);
    in_blocks(&page.body.blocks, &mut found);
    for footnote in &page.body.footnotes {
        in_blocks(&footnote.blocks, &mut found);
    }
    found
}

/// Every stretch of inline text of a page's front matter.
pub fn front_passages(page: &Page) -> Vec<&[Inline]> {
    let mut found: Vec<&[Inline]> = vec![&page.title.content];
    let mut proses: Vec<&Prose> = page.summary.iter().chain(&page.key_points).collect();
    proses.extend(page.comment.iter().map(|comment| &comment.text));
    for judgement in &page.judgements {
        proses.push(&judgement.text);
        proses.extend(judgement.because.iter().chain(&judgement.alternatives));
    }
    proses.extend(page.assumptions.iter().map(|assumption| &assumption.text));
    proses.extend(page.watch.iter().map(|watch| &watch.indicator));
    proses.extend(page.method.iter().chain(&page.caveats));
    proses.extend(page.changes.iter().map(|change| &change.text));
    found.extend(proses.into_iter().map(|prose| prose.content.as_slice()));
    found
}

/// Every stretch of inline text of some blocks, with those inside others.
pub fn block_passages(blocks: &[Block]) -> Vec<&[Inline]> {
    let mut found = Vec::new();
    in_blocks(blocks, &mut found);
    found
}

fn in_blocks<'a>(blocks: &'a [Block], found: &mut Vec<&'a [Inline]>) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) | Block::Plain(content) => {
                found.push(content);
            }
            Block::Quote { blocks, .. } => in_blocks(blocks, found),
            Block::List { items, .. } => {
                for item in items {
                    in_blocks(&item.blocks, found);
                }
            }
            Block::Table { head, rows, .. } => {
                found.extend(head.iter().chain(rows.iter().flatten()).map(Vec::as_slice));
            }
            Block::Picture(image) => found.push(&image.alt),
            Block::View(_) | Block::Code { .. } | Block::Rule => {}
        }
    }
}

/// How long the texts of a page are: its front matter's and its body's.
pub fn length(page: &Page) -> Length {
    let mut length = Length::default();
    let mut text = String::new();
    for passage in passages(page) {
        text.clear();
        push_plain(passage, &mut text);
        let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
        length.words += words.count();
        length.characters += text.chars().filter(|character| character.is_alphanumeric()).count();
    }
    length
}

/// Every piece of a stretch, with those inside others.
pub fn walk<'a>(content: &'a [Inline], see: &mut impl FnMut(&'a Inline)) {
    for inline in content {
        see(inline);
        match inline {
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                walk(inner, see);
            }
            Inline::Link(link) => walk(&link.content, see),
            Inline::Image(image) => walk(&image.alt, see),
            _ => {}
        }
    }
}

/// Every block of a body, with those inside others.
pub fn walk_blocks<'a>(blocks: &'a [Block], see: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        see(block);
        match block {
            Block::Quote { blocks, .. } => walk_blocks(blocks, see),
            Block::List { items, .. } => {
                for item in items {
                    walk_blocks(&item.blocks, see);
                }
            }
            _ => {}
        }
    }
}

/// The charts and tables of a page in order.
pub fn views(page: &Page) -> Vec<&View> {
    let mut views = Vec::new();
    walk_blocks(&page.body.blocks, &mut |block| {
        if let Block::View(view) = block {
            views.push(view);
        }
    });
    views
}

/// The images of a page: those alone in a paragraph and those among words.
pub fn images(page: &Page) -> Vec<&Image> {
    let mut images = Vec::new();
    let mut blocks = Vec::new();
    walk_blocks(&page.body.blocks, &mut |block| {
        if let Block::Picture(image) = block {
            blocks.push(image);
        }
    });
    for passage in passages(page) {
        walk(passage, &mut |inline| {
            if let Inline::Image(image) = inline {
                images.push(&**image);
            }
        });
    }
    blocks.extend(images);
    blocks
}
