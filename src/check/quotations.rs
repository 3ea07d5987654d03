//! Quotations and comments: short enough to be read, and with a way to where they were said.

use crate::diag::{Code, Diagnostic};
use crate::files::Span;
use crate::lang::Lang;
use crate::model::{
    Block, Inline, Page, Quotation, Target, block_passages, plain_text, quotation, walk,
    walk_blocks,
};

/// The most words of a comment (UK Office for National Statistics, service manual,
/// "Statistician's comment").
const WORDS: usize = 75;

/// As many characters of Chinese: a word has about one and a half.
const CHARACTERS: usize = 110;

/// The problems of a page's quotations and of its comment.
pub(super) fn page(page: &Page) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    if let Some(comment) = &page.comment {
        let length = length(&[&comment.text.content], page.lang);
        problems.extend(long("this comment", length, comment.text.span, page.lang));
    }
    walk_blocks(&page.body.blocks, &mut |block| {
        let Block::Quote { alert: None, blocks } = block else { return };
        let quotation = quotation(blocks);
        let passages = block_passages(quotation.map_or(&blocks[..], |quotation| quotation.words));
        if let Some(span) = stretch(&passages) {
            let length = length(&passages, page.lang);
            problems.extend(long("this quotation", length, span, page.lang));
        }
        problems.extend(quotation.and_then(without_source));
    });
    problems
}

/// How long texts are, in what the language is measured by.
fn length(passages: &[&[Inline]], lang: Lang) -> usize {
    let texts = passages.iter().map(|passage| plain_text(passage));
    let lengths = texts.map(|text| match lang {
        Lang::Zh => text.chars().filter(|char| char.is_alphanumeric()).count(),
        Lang::En | Lang::De => {
            text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
        }
    });
    lengths.sum()
}

fn long(what: &str, length: usize, span: Span, lang: Lang) -> Option<Diagnostic> {
    let (most, unit) = match lang {
        Lang::Zh => (CHARACTERS, "characters"),
        Lang::En | Lang::De => (WORDS, "words"),
    };
    (length > most).then(|| {
        let message = format!("{what} has {length} {unit}");
        Diagnostic::new(Code::LongQuotation, span, message).help(format!(
            "{most} are enough: keep the sentence that matters, and say the rest in your own words"
        ))
    })
}

/// A quotation that nobody can look up.
fn without_source(quotation: Quotation) -> Option<Diagnostic> {
    let mut found = false;
    let passages = block_passages(quotation.words);
    for passage in passages.into_iter().chain([quotation.attribution]) {
        walk(passage, &mut |inline| {
            found |= match inline {
                Inline::Citation(_) => true,
                Inline::Link(link) => leads_on(&link.target),
                _ => false,
            };
        });
    }
    if found {
        return None;
    }
    let problem = Diagnostic::new(
        Code::QuotationWithoutSource,
        stretch(&[quotation.attribution])?,
        "nothing here leads to where this was said",
    );
    Some(problem.help("cite the source behind the name, `[@key]`, or link the name with `who:`"))
}

/// Whether a link leads to who speaks, or to where it can be read.
fn leads_on(target: &Target) -> bool {
    matches!(target, Target::Entity(_) | Target::Web(_) | Target::Page { .. } | Target::File { .. })
}

/// From the first word of some texts to the last.
fn stretch(passages: &[&[Inline]]) -> Option<Span> {
    let mut spans = Vec::new();
    for passage in passages {
        walk(passage, &mut |inline| {
            if let Inline::Text(text) = inline {
                spans.push(text.span);
            }
        });
    }
    let (first, last) = (spans.first()?, spans.last()?);
    Some(Span { file: first.file, start: first.start, end: last.end.max(first.end) })
}
