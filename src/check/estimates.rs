//! Words of the scale of likelihood that no judgement stands behind (ICD 203, section D.6.e.(2)).

use std::ops::Range;

use crate::diag::{Code, Diagnostic};
use crate::lang::Lang;
use crate::model::{Block, Inline, Likelihood, Page, Target};

/// The words of the scale that a page's texts use without a link to a judgement. A page
/// without judgements does not speak in the words of the scale.
pub(super) fn page(page: &Page) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    if page.judgements.is_empty() {
        return problems;
    }
    for text in page.summary.iter().chain(&page.key_points).chain(&page.caveats) {
        inlines(&text.content, page, &mut problems);
    }
    blocks(&page.body.blocks, page, &mut problems);
    for footnote in &page.body.footnotes {
        blocks(&footnote.blocks, page, &mut problems);
    }
    problems
}

fn blocks(all: &[Block], page: &Page, problems: &mut Vec<Diagnostic>) {
    for block in all {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) | Block::Plain(content) => {
                inlines(content, page, problems);
            }
            Block::List { items, .. } => {
                for item in items {
                    blocks(&item.blocks, page, problems);
                }
            }
            Block::Quote { alert: Some(_), blocks: inner } => blocks(inner, page, problems),
            // What others say is theirs; tables explain the words, or repeat a judgement.
            Block::Quote { alert: None, .. }
            | Block::Table { .. }
            | Block::View(_)
            | Block::Picture(_)
            | Block::Code { .. }
            | Block::Rule => {}
        }
    }
}

fn inlines(content: &[Inline], page: &Page, problems: &mut Vec<Diagnostic>) {
    for inline in content {
        match inline {
            Inline::Text(text) => {
                for (at, likelihood) in estimates(&text.value, page.lang) {
                    let word = &text.value[at.clone()];
                    let message = format!("no judgement says this `{word}`");
                    let span = text.part(at.clone());
                    let problem = Diagnostic::new(Code::UndeclaredEstimate, span, message);
                    problems.push(problem.help(help(word, likelihood, page)));
                }
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) => inlines(inner, page, problems),
            Inline::Link(link) if !matches!(link.target, Target::Judgement(_)) => {
                inlines(&link.content, page, problems);
            }
            _ => {}
        }
    }
}

fn help(word: &str, likelihood: Likelihood, page: &Page) -> String {
    let same = page.judgements.iter().find(|known| known.likelihood == Some(likelihood));
    let id = same.map_or("ID", |judgement| judgement.id.value.as_str());
    format!(
        "link it to the judgement that it repeats, `[{word}](judge:{id})`, or say it in words that are not of the scale"
    )
}

/// The words of the scale in a text. Left out are those that are mostly said of other things,
/// comparisons, and words in quotation marks.
fn estimates(text: &str, lang: Lang) -> Vec<(Range<usize>, Likelihood)> {
    let mut rest = text.to_lowercase();
    // A letter whose small form is longer would move every place behind it.
    if rest.len() != text.len() {
        return Vec::new();
    }
    let terms = Likelihood::ALL.into_iter().flat_map(|likelihood| {
        likelihood.words(lang).into_iter().map(move |word| (word, likelihood))
    });
    let mut terms: Vec<_> = terms.filter(|(word, _)| !COMMON.contains(word)).collect();
    terms.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    let mut found = Vec::new();
    for (word, likelihood) in terms {
        while let Some(at) = place(&rest, word, lang) {
            if !is_said_otherwise(&rest[..at.start]) {
                found.push((at.clone(), likelihood));
            }
            rest.replace_range(at.clone(), &".".repeat(at.len()));
        }
    }
    found.sort_by_key(|(at, _)| at.start);
    found
}

/// Words that mostly mean something else: a remote place, and whatever is possible.
const COMMON: [&str; 2] = ["remote", "可能"];

/// Where a word stands by itself; Chinese has no spaces between words.
fn place(text: &str, word: &str, lang: Lang) -> Option<Range<usize>> {
    let letter = |c: Option<char>| lang != Lang::Zh && c.is_some_and(char::is_alphabetic);
    let mut all = text.match_indices(word);
    let (at, _) = all.find(|(at, _)| {
        let (before, behind) = (&text[..*at], &text[at + word.len()..]);
        !letter(before.chars().next_back()) && !letter(behind.chars().next())
    })?;
    Some(at..at + word.len())
}

/// Whether what stands before a word makes it a comparison, or opens quotation marks.
fn is_said_otherwise(before: &str) -> bool {
    const COMPARISONS: [&str; 11] =
        ["more", "less", "most", "least", "as", "how", "equally", "wie", "so", "gleich", "ebenso"];
    if before.ends_with(['“', '„', '"', '‘', '«', '「', '《']) {
        return true;
    }
    let last = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next();
    last.is_some_and(|last| COMPARISONS.contains(&last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, lang: Lang, expected: &[&str]) {
        let found = estimates(text, lang);
        let words: Vec<&str> = found.into_iter().map(|(at, _)| &text[at]).collect();
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn the_longest_word_of_the_scale_is_found() {
        check("It is very likely, and not unlikely.", Lang::En, &["very likely", "unlikely"]);
        check("Likely so; likely.", Lang::En, &["Likely", "likely"]);
        check("Das ist sehr wahrscheinlich.", Lang::De, &["sehr wahrscheinlich"]);
        check("So gut wie ausgeschlossen", Lang::De, &["So gut wie ausgeschlossen"]);
        check("这很可能延续下去，几乎肯定。", Lang::Zh, &["很可能", "几乎肯定"]);
    }

    #[test]
    fn what_is_no_estimate_is_left_alone() {
        check("A remote place, more likely than the other, how likely?", Lang::En, &[]);
        check("The word “likely” and the likelihood", Lang::En, &[]);
        check("Wie wahrscheinlich ist das? Wahrscheinlichkeit", Lang::De, &[]);
        check("有可能，可能性不大", Lang::Zh, &[]);
    }
}
