//! What readers take away: data, and pictures of charts that still say what they show.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::drawing::Drawing;
use super::scope::Scope;
use super::views::PageView;
use super::{Made, correction, csvw, figure, package, page, source};
use crate::chart::{self, Plot};
use crate::diag::{Code, Diagnostic};
use crate::files::Span;
use crate::lang::Lang;
use crate::model::{ChartSpec, plain_text};
use crate::output::Content;
use crate::project::Project;
use crate::resolve::{ResolvedChart, Site, csv_of, csv_text, words_in};
use crate::theme::Theme;

/// The colour of publishers that name none.
const PANEL: &str = "#10263f";

/// The files that readers take away.
pub(super) struct Exports {
    /// Data and charts, by their addresses: what pages name with their sizes.
    pub files: BTreeMap<String, Small>,
    /// What takes long to draw.
    pub pictures: Vec<Made>,
    /// What pictures cannot show.
    pub problems: Vec<Diagnostic>,
    /// What pictures are drawn with.
    pub drawing: Drawing,
}

impl Exports {
    /// Everything of a site; `place` is for what has none of its own.
    pub(super) fn new(site: &Site, theme: &Theme, project: &Project, place: Span) -> Self {
        let mut exports = Self {
            files: BTreeMap::new(),
            pictures: Vec::new(),
            problems: Vec::new(),
            drawing: Drawing::new(site, project),
        };
        for (id, dataset) in &site.data.datasets {
            let address = figure::csv_address(id);
            let described = csvw::dataset(id, dataset, site);
            exports.text(csvw::address_of(&address), described, dataset.span);
            exports.text(address, csv_text(dataset), dataset.span);
        }
        let charts: Vec<&String> = site.charts.keys().collect();
        let drawn: Vec<Drawn> = charts
            .into_par_iter()
            .filter_map(|id| {
                let (spec, resolved) = (site.data.charts.get(id)?, &site.charts[id]);
                Some(Maker { id, spec, resolved, site, theme }.drawn(&exports.drawing))
            })
            .collect();
        for drawn in drawn {
            exports.files.extend(drawn.files);
            exports.pictures.extend(drawn.pictures);
            exports.problems.extend(drawn.problem);
        }
        if !site.data.datasets.is_empty() {
            let package = package::text(site, &exports.files);
            exports.text("data/datapackage.json".to_owned(), package, place);
        }
        exports
    }

    /// The picture that networks show for a link to a briefing.
    pub(super) fn card(&self, scope: &Scope, view: &PageView) -> Option<Made> {
        let values = view.at_a_glance.iter();
        let words = chart::BriefingCard {
            site: scope.site.settings.title.clone(),
            kind: view.type_label.clone(),
            title: view.title.clone(),
            summary: view.summary.clone(),
            values: values.map(|glance| (glance.value.clone(), glance.label.clone())).collect(),
            date: view.date.0.as_ref().map_or_else(String::new, |date| date.text.clone()),
            panel: panel(scope.site),
        };
        let svg = chart::briefing_card(&words, scope.lang);
        let about = [("Title", view.title.as_str()), ("Description", view.summary.as_str())];
        let picture = self.drawing.picture(&svg, &about)?;
        Some((format!("{}card.png", view.url), Content::Late(picture), scope.page.span))
    }

    fn text(&mut self, address: String, text: String, span: Span) {
        self.files.insert(address, (text.into_bytes().into(), span));
    }
}

/// Where a chart's own data stand.
pub(super) fn csv_address(chart: &str) -> String {
    format!("charts/{chart}.csv")
}

/// Where a chart's picture stands, in its own language or another.
pub(super) fn picture_address(chart: &str, lang: Option<Lang>, ending: &str) -> String {
    match lang {
        None => format!("charts/{chart}.{ending}"),
        Some(lang) => format!("charts/{chart}.{}.{ending}", lang.code()),
    }
}

/// A file that is small: its bytes, and the place that asked for it.
type Small = (Arc<[u8]>, Span);

/// The files of one chart.
struct Drawn {
    files: Vec<(String, Small)>,
    pictures: Vec<Made>,
    problem: Option<Diagnostic>,
}

/// A chart, and what is known around it.
struct Maker<'a> {
    id: &'a str,
    spec: &'a ChartSpec,
    resolved: &'a ResolvedChart,
    site: &'a Site,
    theme: &'a Theme,
}

impl Maker<'_> {
    fn drawn(&self, drawing: &Drawing) -> Drawn {
        let mut made = Drawn { files: Vec::new(), pictures: Vec::new(), problem: None };
        let mut text = |address: String, text: String| {
            made.files.push((address, (text.into_bytes().into(), self.spec.span)));
        };
        let csv = csv_address(self.id);
        text(csvw::address_of(&csv), csvw::chart(self.id, self.spec, self.resolved, self.site));
        text(csv, csv_of(&self.resolved.table));

        let mut missing = Vec::new();
        let own = std::iter::once((None, &self.resolved.plot));
        let others = self.resolved.translated.iter().map(|(lang, plot)| (Some(*lang), plot));
        for (lang, plot) in own.chain(others) {
            let caption = self.caption(plot);
            let svg = chart::file(plot, &caption).svg;
            missing.extend(drawing.missing(&svg));
            let about = self.about(&caption);
            let card = chart::card(plot, &self.card(&caption, plot.lang));
            for (svg, ending) in [(&svg, "png"), (&card, "card.png")] {
                let address = picture_address(self.id, lang, ending);
                let picture =
                    drawing.picture(svg, &about.each_ref().map(|(k, t)| (*k, t.as_str())));
                made.pictures
                    .extend(picture.map(|late| (address, Content::Late(late), self.spec.span)));
            }
            let address = picture_address(self.id, lang, "svg");
            made.files.push((address, (svg.into_bytes().into(), self.spec.span)));
        }
        made.problem = self.gap(missing);
        made
    }

    /// The words that travel with the picture.
    fn caption(&self, plot: &Plot) -> chart::Caption {
        let lang = plot.lang;
        let word = |key: &str| self.theme.word(lang, key);
        let colon = self.colon(lang);
        let note = self.spec.note_in(lang).into_iter().map(|note| {
            format!("{}{colon}{}", word("note"), words_in(&note.content, self.site, lang))
        });
        let dataset = &self.spec.data.dataset.value;
        let corrections = correction::lines(dataset, self.site, self.theme, lang);
        let notes: Vec<String> = note.chain(corrections).collect();

        let (source, as_of) = (self.source(lang), self.as_of(lang));
        let dot = if as_of.is_empty() { "" } else { " · " };
        chart::Caption {
            headline: plot.title.clone(),
            subtitle: words_in(&self.spec.subtitle_in(lang).content, self.site, lang),
            note: notes.join(" "),
            source: format!("{source}{dot}{as_of}"),
        }
    }

    /// As in `Source: Cyberspace Administration of China`.
    fn source(&self, lang: Lang) -> String {
        let names = source::names(&self.resolved.sources, self.site);
        let word = |key: &str| self.theme.word(lang, key);
        format!("{}{}{}", word("source"), self.colon(lang), names.join(&word("semicolon")))
    }

    /// The colon with the space behind it; a Chinese one has its space within.
    fn colon(&self, lang: Lang) -> String {
        let space = if lang == Lang::Zh { "" } else { " " };
        format!("{}{space}", self.theme.word(lang, "colon"))
    }

    /// As in `Data as of 28 March 2024`.
    fn as_of(&self, lang: Lang) -> String {
        let date = page::date_view(self.resolved.as_of, lang).0;
        date.map_or_else(String::new, |date| {
            let space = if lang == Lang::Zh { "" } else { " " };
            format!("{}{space}{}", self.theme.word(lang, "data_as_of"), date.text)
        })
    }

    fn card(&self, caption: &chart::Caption, lang: Lang) -> chart::ChartCard {
        chart::ChartCard {
            headline: caption.headline.clone(),
            subtitle: caption.subtitle.clone(),
            source: self.source(lang),
            as_of: self.as_of(lang),
            site: self.site.settings.title.clone(),
            panel: panel(self.site),
        }
    }

    /// What a picture's file says of itself, by the keywords of PNG.
    fn about(&self, caption: &chart::Caption) -> [(&'static str, String); 4] {
        let settings = &self.site.settings;
        [
            ("Title", caption.headline.clone()),
            ("Description", format!("{} {}", caption.subtitle, caption.source)),
            ("Author", settings.publisher.name.clone()),
            ("Copyright", settings.license.clone()),
        ]
    }

    /// That no font has a character of the chart.
    fn gap(&self, mut missing: Vec<char>) -> Option<Diagnostic> {
        let mut seen = BTreeSet::new();
        missing.retain(|character| seen.insert(*character));
        let first: String = missing.iter().take(5).collect();
        (!missing.is_empty()).then(|| {
            let headline = plain_text(&self.spec.headline.content);
            let message = format!("no font has “{first}”, so pictures of “{headline}” lack it");
            Diagnostic::new(Code::MissingGlyph, self.spec.span, message).help(
                "put a font that has it, as TTF, OTF or WOFF2, into `templates/assets/fonts/`",
            )
        })
    }
}

/// The colour of a site's publisher, against which white can be read.
fn panel(site: &Site) -> String {
    site.settings.brand.panel.as_ref().map_or(PANEL, |panel| panel.value.as_str()).to_owned()
}
