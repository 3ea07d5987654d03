//! The text of every checked fact against its value, and of every claim.

use super::claims;
use crate::diag::{Code, Diagnostic};
use crate::files::Span;
use crate::lang::Lang;
use crate::model::{Inline, Link, Page, Target, passages, plain_text, walk};
use crate::number::{Disagreement, DisagreementKind};
use crate::resolve::{Figure, FigureValue, Site};

/// The facts and claims in a page's texts.
pub(super) fn page(page: &Page, site: &Site) -> Vec<Diagnostic> {
    texts(passages(page), page.lang, site)
}

/// The facts and claims in the texts of the data: headlines, notes, definitions.
pub(super) fn data(site: &Site) -> Vec<Diagnostic> {
    let all = site.data.texts(site.settings.language);
    all.into_iter()
        .flat_map(|(lang, prose)| texts([prose.content.as_slice()], lang, site))
        .collect()
}

fn texts<'a>(
    texts: impl IntoIterator<Item = &'a [Inline]>,
    lang: Lang,
    site: &Site,
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for text in texts {
        walk(text, &mut |inline| {
            if let Inline::Link(link) = inline {
                problems.extend(self::link(link, lang, site));
            }
        });
    }
    problems
}

fn link(link: &Link, lang: Lang, site: &Site) -> Option<Diagnostic> {
    let words = plain_text(&link.content);
    match &link.target {
        // Empty links are written by the tool.
        Target::Fact { .. } if words.trim().is_empty() => None,
        Target::Fact { id, as_of } => {
            let figure = site.figures.get(id)?;
            let disagreement = figure.disagreement(&words, *as_of, lang)?;
            Some(problem(link, &words, &disagreement, figure, lang))
        }
        Target::Claim(id) => claims::link(link, id, lang, site),
        _ => None,
    }
}

fn problem(
    link: &Link,
    words: &str,
    disagreement: &Disagreement,
    figure: &Figure,
    lang: Lang,
) -> Diagnostic {
    let code = match disagreement.kind {
        DisagreementKind::FactMismatch => Code::FactMismatch,
        DisagreementKind::UnitMismatch => Code::UnitMismatch,
        DisagreementKind::FalsePrecision => Code::FalsePrecision,
        DisagreementKind::HedgeMismatch => Code::HedgeMismatch,
        DisagreementKind::WrongLocale => Code::WrongLocaleNumber,
        DisagreementKind::Ambiguous => Code::AmbiguousNumber,
        DisagreementKind::Unreadable => Code::UnreadableNumber,
    };
    // The words of emphasis and code are shorter than their source; there the whole text is
    // the place.
    let straight = words.len() == (link.text.end - link.text.start) as usize;
    let span: Span = if straight { link.text.slice(disagreement.at.clone()) } else { link.text };
    let mut problem = Diagnostic::new(code, span, disagreement.message.clone())
        .label(what_the_data_says(figure, lang))
        .related(figure.origin, "the data stands here");
    if let Some(suggestion) = &disagreement.suggestion {
        problem = problem.help(match disagreement.kind {
            DisagreementKind::Unreadable | DisagreementKind::WrongLocale => {
                format!("write `{suggestion}`")
            }
            _ => format!("write `{suggestion}`, or mend the data if the text is right"),
        });
    }
    problem
}

/// "117 services as of 28 March 2024, from `cac-2024-04`"
fn what_the_data_says(figure: &Figure, lang: Lang) -> String {
    let value = figure.value.write_with_unit(lang);
    let as_of = match (&figure.value, &figure.as_of) {
        (FigureValue::Number(_), Some(date)) => format!(" as of {}", date.iso()),
        _ => String::new(),
    };
    let from = figure
        .sources
        .first()
        .map_or_else(String::new, |source| format!(", from `{}`", source.value));
    format!("{value}{as_of}{from}")
}
