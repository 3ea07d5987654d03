//! Charts in the other languages of a site.

use std::collections::{BTreeMap, BTreeSet};

use super::words_in;
use crate::chart::{Channel, Kind, Plot};
use crate::lang::Lang;
use crate::model::{ChartSpec, Prose};
use crate::resolve::Site;

/// The chart in each language that the site has pages in, besides its own.
///
/// Numbers, dates and the description always follow the page. Words do as far as they are
/// translated.
pub(super) fn plots(id: &str, spec: &ChartSpec, site: &Site) -> BTreeMap<Lang, Plot> {
    let own = site.settings.language;
    let pages: BTreeSet<Lang> = site.pages.iter().map(|page| page.lang).collect();
    let mut plots = BTreeMap::new();
    for lang in pages.into_iter().filter(|lang| *lang != own) {
        // What is wrong with the chart is reported once, in the site's own language.
        if let Some(chart) = super::chart(id, spec, site, lang, &mut Vec::new()) {
            plots.insert(lang, translated(chart.plot, spec, site, lang));
        }
    }
    plots
}

fn translated(mut plot: Plot, spec: &ChartSpec, site: &Site, lang: Lang) -> Plot {
    let text = |prose: &Prose| words_in(&prose.content, site, lang);
    plot.title = text(spec.headline_in(lang));
    let Some(texts) = spec.translations.get(&lang) else { return plot };
    if let Some(alt) = &texts.alt {
        plot.alt = Some(text(alt));
    }
    for (annotation, prose) in plot.annotations.iter_mut().zip(&texts.annotations) {
        annotation.text = text(prose);
    }

    let words = &texts.words;
    for channel in [&mut plot.x, &mut plot.y].into_iter().chain(&mut plot.weight) {
        channel_in(channel, words);
    }
    for series in &mut plot.series {
        word(&mut series.name, words);
        for point in &mut series.points {
            word(&mut point.name, words);
        }
    }
    let names = plot.panels.iter_mut().chain(&mut plot.totals).chain(&mut plot.highlight);
    for name in names {
        word(name, words);
    }
    super::annotations::fill(&mut plot);
    if let Some((first, second)) = &mut plot.ends {
        title(first, words);
        title(second, words);
    }
    plot
}

fn channel_in(channel: &mut Channel, words: &BTreeMap<String, String>) {
    title(&mut channel.title, words);
    if let Kind::Category(names) = &mut channel.kind {
        for name in names {
            word(name, words);
        }
    }
}

/// A word of the data, if it is translated.
fn word(text: &mut String, words: &BTreeMap<String, String>) {
    if let Some(translated) = words.get(text.as_str()) {
        text.clone_from(translated);
    }
}

/// The title of a column, which may have a unit in brackets behind it.
fn title(text: &mut String, words: &BTreeMap<String, String>) {
    let behind = |open: char| text.find(open).filter(|_| !words.contains_key(text.as_str()));
    let end = behind('（').or_else(|| behind('(')).unwrap_or(text.len());
    let (name, unit) = text.split_at(end);
    let space = &name[name.trim_end().len()..];
    if let Some(translated) = words.get(name.trim_end()) {
        *text = format!("{translated}{space}{unit}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_keeps_its_unit() {
        let words = BTreeMap::from([("Score".to_owned(), "Wert".to_owned())]);
        for (from, to) in [
            ("Score (points)", "Wert (points)"),
            ("Score（分）", "Wert（分）"),
            ("Scores", "Scores"),
        ] {
            let mut text = from.to_owned();
            title(&mut text, &words);
            assert_eq!(text, to);
        }
    }
}
