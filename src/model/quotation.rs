//! Quotations: words that somebody said, with who said them.

use super::document::{Block, Inline, plain_text};
use super::page::Page;
use super::walk::walk_blocks;

/// A quotation with its attribution.
#[derive(Debug, Clone, Copy)]
pub struct Quotation<'a> {
    /// The words.
    pub words: &'a [Block],
    /// Who said them, where and when: the line that begins with a dash.
    pub attribution: &'a [Inline],
}

/// The quotation that quoted blocks are, if their last paragraph begins with a dash.
pub fn quotation(blocks: &[Block]) -> Option<Quotation<'_>> {
    let (last, words) = blocks.split_last()?;
    let Block::Paragraph(attribution) = last else { return None };
    let said = !words.is_empty() && plain_text(attribution).trim_start().starts_with('—');
    said.then_some(Quotation { words, attribution })
}

/// Every quotation of a page that says who is quoted.
pub fn quotations(page: &Page) -> Vec<Quotation<'_>> {
    let mut found = Vec::new();
    walk_blocks(&page.body.blocks, &mut |block| {
        if let Block::Quote { alert: None, blocks } = block {
            found.extend(quotation(blocks));
        }
    });
    found
}

/// A paragraph with a line that begins with a dash, as two.
pub fn parted(mut content: Vec<Inline>) -> (Vec<Inline>, Option<Vec<Inline>>) {
    let attribution = content.windows(2).rposition(|pair| {
        matches!(pair, [Inline::SoftBreak | Inline::HardBreak, Inline::Text(text)] if text.value.starts_with('—'))
    });
    let Some(at) = attribution else { return (content, None) };
    let behind = content.split_off(at + 1);
    content.pop();
    (content, Some(behind))
}
