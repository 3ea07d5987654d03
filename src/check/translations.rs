//! A translation carries what its original carries: the same facts, citations, charts and
//! tables, section by section, and the same front matter.
//!
//! The original is the page in the site's own language. Sections are paired by the anchors
//! of their headings where both have one, and the others by their order.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic};
use crate::files::Span;
use crate::model::{
    Block, Inline, Judgement, Page, Prose, Target, ViewKind, block_passages, walk, walk_blocks,
};
use crate::resolve::Site;

/// The problems of all translations.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let own = site.settings.language;
    let translations = site.pages.iter().filter(|page| page.lang != own);
    let mut problems = Vec::new();
    for page in translations {
        let Some(original) = site.page(&page.slug, own) else { continue };
        if original.lang == own && original.kind == page.kind {
            front_matter(original, page, &mut problems);
            bodies(original, page, &mut problems);
        }
    }
    problems
}

/// What a text can refer to, and a translation must.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Fact,
    Claim,
    Chart,
    Table,
    Source,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Fact => "fact",
            Kind::Claim => "claim",
            Kind::Chart => "chart",
            Kind::Table => "table",
            Kind::Source => "source",
        }
    }
}

/// What a link refers to, of that which a translation has to carry: a line a kind.
fn of_target(target: &Target) -> Option<(Kind, &str)> {
    Some(match target {
        Target::Fact { id, .. } => (Kind::Fact, id),
        Target::Claim(id) => (Kind::Claim, id),
        _ => return None,
    })
}

/// What some texts refer to, each with its first place.
type References<'a> = BTreeMap<(Kind, &'a str), Span>;

fn refer<'a>(texts: impl IntoIterator<Item = &'a [Inline]>, references: &mut References<'a>) {
    for text in texts {
        walk(text, &mut |inline| match inline {
            Inline::Link(link) => {
                if let Some(reference) = of_target(&link.target) {
                    references.entry(reference).or_insert(link.text);
                }
            }
            Inline::Citation(citation) => {
                for item in &citation.items {
                    references.entry((Kind::Source, &item.key.value)).or_insert(item.key.span);
                }
            }
            _ => {}
        });
    }
}

fn of_proses<'a>(texts: impl IntoIterator<Item = &'a Prose>) -> References<'a> {
    let mut references = References::new();
    refer(texts.into_iter().map(|text| text.content.as_slice()), &mut references);
    references
}

fn of_blocks(blocks: &[Block]) -> References<'_> {
    let mut references = References::new();
    refer(block_passages(blocks), &mut references);
    walk_blocks(blocks, &mut |block| {
        if let Block::View(view) = block {
            let kind = match view.kind {
                ViewKind::Chart => Kind::Chart,
                ViewKind::Table => Kind::Table,
            };
            references.entry((kind, &view.id.value)).or_insert(view.id.span);
        }
    });
    references
}

/// What a part of the original refers to and the translation's does not, and the facts
/// that only the translation has. `place` is where the translation's part begins.
fn compare(
    original: &References,
    translation: &References,
    place: Span,
    what: &str,
    problems: &mut Vec<Diagnostic>,
) {
    for ((kind, id), span) in original.iter().filter(|(key, _)| !translation.contains_key(key)) {
        let code = match kind {
            Kind::Fact | Kind::Claim => Code::TranslationMissingFact,
            Kind::Chart | Kind::Table | Kind::Source => Code::TranslationMissingView,
        };
        let message = format!("{what} lacks the {} `{id}` of the original", kind.word());
        problems.push(
            Diagnostic::new(code, place, message)
                .related(*span, "it stands here in the original")
                .help("translate the sentence that has it, or take it out of the original too"),
        );
    }
    let extra = translation.iter().filter(|(key, _)| !original.contains_key(key));
    for ((_, id), span) in extra.filter(|((kind, _), _)| *kind == Kind::Fact) {
        let message = format!("the original does not have the fact `{id}` in this place");
        problems.push(
            Diagnostic::new(Code::TranslationExtraFact, *span, message)
                .help("bring it into the same section of the original, or take it out here"),
        );
    }
}

/// A part of a body: from a heading to the next, or what stands before the first.
struct Section<'a> {
    /// The heading's anchor; empty before the first.
    anchor: &'a str,
    /// The heading, or the front matter before the first.
    place: Span,
    references: References<'a>,
}

fn sections(page: &Page) -> Vec<Section<'_>> {
    let blocks = &page.body.blocks;
    let is_heading = |block: &Block| matches!(block, Block::Heading { .. });
    let mut starts: Vec<usize> = (0..blocks.len()).filter(|at| is_heading(&blocks[*at])).collect();
    starts.insert(0, 0);
    starts.dedup();
    let ends = starts.iter().skip(1).copied().chain([blocks.len()]);
    let parts = starts.iter().zip(ends).map(|(start, end)| &blocks[*start..end]);
    parts
        .map(|part| {
            let (anchor, place) = match part.first() {
                Some(Block::Heading { anchor, span, .. }) => (anchor.value.as_str(), *span),
                _ => ("", page.span),
            };
            Section { anchor, place, references: of_blocks(part) }
        })
        .collect()
}

fn bodies(original: &Page, page: &Page, problems: &mut Vec<Diagnostic>) {
    let (originals, translations) = (sections(original), sections(page));
    let mut paired = BTreeSet::new();
    for (at, section) in originals.iter().zip(pairs(&originals, &translations)) {
        match section {
            Some(other) => {
                paired.insert(other);
                let translation = &translations[other];
                let what = if translation.anchor.is_empty() {
                    "the text before the first heading"
                } else {
                    "this section"
                };
                compare(&at.references, &translation.references, translation.place, what, problems);
            }
            None => problems.push(missing_section(at, page)),
        }
    }
    for (_, section) in translations.iter().enumerate().filter(|(at, _)| !paired.contains(at)) {
        compare(&References::new(), &section.references, section.place, "this section", problems);
    }

    let place = page.body.footnotes.first().map_or(page.span, |note| note.label.span);
    let (theirs, own) = (of_footnotes(original), of_footnotes(page));
    compare(&theirs, &own, place, "the list of footnotes", problems);
}

fn missing_section(section: &Section, page: &Page) -> Diagnostic {
    let name = match section.anchor {
        "" => "text before the first heading".to_owned(),
        anchor => format!("section `{anchor}`"),
    };
    let message = format!("the translation lacks the {name} of the original");
    Diagnostic::new(Code::TranslationMissingSection, page.span, message)
        .related(section.place, "it begins here in the original")
        .help("translate it; headings with the same anchor in braces, `## … {#anchor}`, are known to be one")
}

fn of_footnotes(page: &Page) -> References<'_> {
    let mut references = References::new();
    for footnote in &page.body.footnotes {
        for (key, span) in of_blocks(&footnote.blocks) {
            references.entry(key).or_insert(span);
        }
    }
    references
}

/// The section of the translation for each of the original, by its number.
///
/// The text before the first heading and sections with one anchor are pairs. Between them,
/// as many sections are pairs in their order; where a side has more, those are left over
/// that have the least in common.
fn pairs(originals: &[Section], translations: &[Section]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; originals.len()];
    let (mut from, mut to) = (0, 0);
    for (at, original) in originals.iter().enumerate() {
        let same = |section: &Section| section.anchor == original.anchor;
        let Some(found) = translations[to..].iter().position(same).map(|found| found + to) else {
            continue;
        };
        between(originals, translations, from..at, to..found, &mut pairs);
        pairs[at] = Some(found);
        (from, to) = (at + 1, found + 1);
    }
    between(originals, translations, from..originals.len(), to..translations.len(), &mut pairs);
    pairs
}

/// Pairs sections in their order so that as much as can be is in common: the longest common
/// subsequence of Wagner and Fischer (1974), with weights.
fn between(
    originals: &[Section],
    translations: &[Section],
    ours: std::ops::Range<usize>,
    theirs: std::ops::Range<usize>,
    pairs: &mut [Option<usize>],
) {
    if ours.len() == theirs.len() {
        ours.zip(theirs).for_each(|(one, other)| pairs[one] = Some(other));
        return;
    }
    // A pair of sections is worth one, and two for each thing in common.
    let worth = |one: usize, other: usize| {
        let other = &translations[other].references;
        1 + 2 * originals[one].references.keys().filter(|key| other.contains_key(key)).count()
    };
    let (height, width) = (ours.len(), theirs.len());
    let mut best = vec![vec![0; width + 1]; height + 1];
    for one in (0..height).rev() {
        for other in (0..width).rev() {
            let paired = worth(ours.start + one, theirs.start + other) + best[one + 1][other + 1];
            best[one][other] = paired.max(best[one + 1][other]).max(best[one][other + 1]);
        }
    }
    let (mut one, mut other) = (0, 0);
    while one < height && other < width {
        let pair = worth(ours.start + one, theirs.start + other) + best[one + 1][other + 1];
        if best[one][other] == pair {
            pairs[ours.start + one] = Some(theirs.start + other);
            (one, other) = (one + 1, other + 1);
        } else if best[one][other] == best[one + 1][other] {
            one += 1;
        } else {
            other += 1;
        }
    }
}

fn front_matter(original: &Page, page: &Page, problems: &mut Vec<Diagnostic>) {
    compare(&of_head(original), &of_head(page), page.title.span, "the title or summary", problems);

    let (points, own) = (&original.key_points, &page.key_points);
    if points.len() == own.len() {
        for (point, own) in points.iter().zip(own) {
            let place = own.span;
            compare(&of_proses([point]), &of_proses([own]), place, "this key point", problems);
        }
    } else {
        let place = own.first().map_or(page.span, |point| point.span);
        let noun = if points.len() == 1 { "key point" } else { "key points" };
        let (theirs, ours) = (points.len(), own.len());
        let message = format!("the original has {theirs} {noun}, the translation {ours}");
        problems.push(differs(place, message, points.first().map(|point| point.span)));
    }
    glance(original, page, problems);
    judgements(original, page, problems);

    compare(&of_rest(original), &of_rest(page), page.span, "the front matter", problems);
}

fn of_head(page: &Page) -> References<'_> {
    of_proses([&page.title].into_iter().chain(&page.summary))
}

/// The comment, assumptions, indicators, method and caveats.
fn of_rest(page: &Page) -> References<'_> {
    let assumptions = page.assumptions.iter().map(|assumption| &assumption.text);
    let indicators = page.watch.iter().map(|watch| &watch.indicator);
    let comment = page.comment.iter().map(|comment| &comment.text);
    let texts = comment.chain(assumptions).chain(indicators);
    of_proses(texts.chain(&page.method).chain(&page.caveats))
}

fn differs(place: Span, message: String, original: Option<Span>) -> Diagnostic {
    let problem = Diagnostic::new(Code::TranslationDiffers, place, message).help(
        "bring the two in line; what only readers of one language need belongs into the text",
    );
    match original {
        Some(span) => problem.related(span, "the original"),
        None => problem,
    }
}

fn glance(original: &Page, page: &Page, problems: &mut Vec<Diagnostic>) {
    let ids = |page: &Page| -> Vec<String> {
        page.at_a_glance.iter().map(|id| id.value.clone()).collect()
    };
    let (theirs, own) = (ids(original), ids(page));
    if theirs != own {
        let list = |ids: &[String]| match ids {
            [] => "nothing".to_owned(),
            ids => format!("`{}`", ids.join("`, `")),
        };
        let place = page.at_a_glance.first().map_or(page.span, |id| id.span);
        let message = format!(
            "the original has {} at a glance, the translation {}",
            list(&theirs),
            list(&own)
        );
        problems.push(differs(place, message, original.at_a_glance.first().map(|id| id.span)));
    }
}

fn judgements(original: &Page, page: &Page, problems: &mut Vec<Diagnostic>) {
    for judgement in &original.judgements {
        let id = &judgement.id.value;
        let Some(own) = page.judgements.iter().find(|own| own.id.value == *id) else {
            let message = format!("the translation lacks the judgement `{id}`");
            problems.push(differs(page.span, message, Some(judgement.id.span)));
            continue;
        };
        let term = |judgement: &Judgement| judgement.likelihood.map_or("", |one| one.terms.0);
        if term(judgement) != term(own) {
            let message = format!(
                "`{id}` is `{}` in the original and `{}` in the translation",
                term(judgement),
                term(own)
            );
            problems.push(differs(own.id.span, message, Some(judgement.id.span)));
        }
        if judgement.confidence != own.confidence {
            let message = format!("`{id}` has another confidence than in the original");
            problems.push(differs(own.id.span, message, Some(judgement.id.span)));
        }
        let (theirs, ours) = (of_judgement(judgement), of_judgement(own));
        compare(&theirs, &ours, own.id.span, "this judgement", problems);
    }
    let known = |id: &str| original.judgements.iter().any(|judgement| judgement.id.value == id);
    for own in page.judgements.iter().filter(|own| !known(&own.id.value)) {
        let message = format!("the original has no judgement `{}`", own.id.value);
        problems.push(differs(own.id.span, message, None));
    }
}

fn of_judgement(judgement: &Judgement) -> References<'_> {
    let texts = [&judgement.text].into_iter();
    of_proses(texts.chain(&judgement.because).chain(&judgement.alternatives))
}
