//! Charts on pages of a language that they have no words in.
//!
//! Numbers, dates and the description follow the page by themselves. A headline does not:
//! a German reader would meet an English sentence.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic};
use crate::files::Span;
use crate::lang::Lang;
use crate::model::{ChartSpec, ViewKind, views};
use crate::resolve::Site;

/// The charts that lack words, once for each language.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let own = site.settings.language;
    let mut shown: BTreeMap<(&str, Lang), Span> = BTreeMap::new();
    for page in site.pages.iter().filter(|page| page.lang != own) {
        for view in views(page).iter().filter(|view| view.kind == ViewKind::Chart) {
            shown.entry((&view.id.value, page.lang)).or_insert(view.id.span);
        }
    }

    let problems = shown.into_iter().filter_map(|((id, lang), place)| {
        let chart = site.data.charts.get(id)?;
        let lacks = lacks(chart, lang);
        let message = match lacks.as_slice() {
            [] => return None,
            _ if !chart.translations.contains_key(&lang) => {
                format!(
                    "a {} page shows this chart, which has no words in that language",
                    lang.name()
                )
            }
            lacks => {
                let lacks = lacks.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>();
                format!("a {} page shows this chart without its {}", lang.name(), lacks.join(", "))
            }
        };
        let help = format!("write them under `translations: {{{}: …}}`", lang.code());
        Some(
            Diagnostic::new(Code::UntranslatedChart, chart.span, message)
                .related(place, "it is shown here")
                .help(help),
        )
    });
    problems.collect()
}

/// The texts that a chart has and its translation lacks.
fn lacks(chart: &ChartSpec, lang: Lang) -> Vec<&'static str> {
    let texts = chart.translations.get(&lang);
    let has = |of: fn(&crate::model::Translation) -> bool| texts.is_some_and(of);
    let annotations = texts.map_or(0, |texts| texts.annotations.len());
    let found = [
        ("headline", true, has(|texts| texts.headline.is_some())),
        ("subtitle", true, has(|texts| texts.subtitle.is_some())),
        ("note", chart.note.is_some(), has(|texts| texts.note.is_some())),
        ("alt", chart.alt.is_some(), has(|texts| texts.alt.is_some())),
        ("annotations", true, annotations >= chart.annotations.len()),
    ];
    found
        .into_iter()
        .filter(|(_, wanted, there)| *wanted && !there)
        .map(|(name, ..)| name)
        .collect()
}
