//! The text of every checked fact against its value.

use crate::diag::{Code, Diagnostic};
use crate::files::Span;
use crate::lang::Lang;
use crate::model::{Inline, Link, Page, Target, passages, plain_text, walk};
use crate::number::{self, Disagreement, DisagreementKind};
use crate::resolve::{Figure, FigureValue, Site};

/// The facts in a page's texts.
pub(super) fn page(page: &Page, site: &Site) -> Vec<Diagnostic> {
    texts(passages(page), page.lang, site)
}

/// The facts in the texts of the data: headlines, notes, definitions.
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
            let result = match (&figure.value, as_of) {
                (_, true) => number::check_date(&words, figure.as_of?, lang),
                (FigureValue::Number(truth), false) => number::check(&words, truth, lang),
                (FigureValue::Date(date), false) => number::check_date(&words, *date, lang),
                (FigureValue::Text(text), false) => number::check_words(&words, text),
            };
            let disagreement = result.err()?;
            Some(problem(link, &words, &disagreement, figure, lang))
        }
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
    let value = match &figure.value {
        FigureValue::Number(truth) => {
            let (value, unit) = number::parts(truth, lang);
            if unit.is_empty() { value } else { format!("{value} {unit}") }
        }
        FigureValue::Date(date) => date.write(lang),
        FigureValue::Text(text) => text.clone(),
    };
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
