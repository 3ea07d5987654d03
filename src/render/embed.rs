//! Charts alone, for the frames of other sites: a page for each chart in each of its
//! languages, and what oEmbed tells programs that make such frames.

use std::fmt::Write as _;

use serde_json::json;

use super::html::{Apparatus, escape};
use super::listings::Listing;
use super::stage::Stage;
use super::views::FigureView;
use super::{Made, catalogue, export, figure, page, source, views};
use crate::files::Spanned;
use crate::lang::Lang;
use crate::model::{Inline, Page, PageKind, Prose, ViewKind};
use crate::resolve::{Site, words_in};

/// The room that headline, source and table take below and above a chart, in pixels.
const WORDS: u32 = 320;

/// Where the page of a chart stands.
pub(super) fn address(chart: &str, site: &Site, lang: Lang) -> String {
    format!("{}embed/{chart}/", page::home(site, lang))
}

/// What an author of another site pastes into a page; empty without `base_url`.
pub(super) fn code(chart: &str, title: &str, height: u32, site: &Site, lang: Lang) -> String {
    let base = &site.settings.base_url;
    if base.is_empty() {
        return String::new();
    }
    format!(
        "<iframe src=\"{base}{}\" title=\"{}\" width=\"100%\" height=\"{}\" style=\"border:0\" loading=\"lazy\"></iframe>",
        address(chart, site, lang),
        escape(title),
        height + WORDS,
    )
}

/// The pages of all charts that some page shows, in the languages of those pages.
pub(super) fn all(stage: &Stage) -> Vec<Listing> {
    let site = stage.site;
    let charts = site.charts.keys();
    charts
        .flat_map(|id| {
            stage.catalogue.languages.iter().filter_map(move |lang| one(id, *lang, stage))
        })
        .collect()
}

fn one(id: &str, lang: Lang, stage: &Stage) -> Option<Listing> {
    let (site, spec) = (stage.site, stage.site.data.charts.get(id)?);
    let users = stage.catalogue.figures.get(spec.data.dataset.value.as_str())?;
    let shows = |user: &&(ViewKind, &str, &Page)| {
        user.0 == ViewKind::Chart && user.1 == id && user.2.lang == lang
    };
    let (.., on) = users.iter().find(shows)?;
    let title = words_in(&spec.headline_in(lang).content, site, lang);
    let text = Inline::Text(Spanned::new(title.clone(), spec.span));
    let title_of_page = Prose { content: vec![text], span: spec.span };
    let page = Page::bare(PageKind::Listing, format!("embed/{id}"), lang, title_of_page);
    let scope = stage.scope(&page);
    let mut figure = figure::chart_view(id, &scope, &mut Apparatus::default())?;
    plain(&mut figure, id, &scope);
    let card = export::picture_address(id, scope.translated(id), "card.png");
    let card = if scope.has_pictures { page::absolute(&scope, &card) } else { String::new() };
    let from = catalogue::link(on, &format!("chart-{id}"), site);
    Some(Listing {
        kind: "embed",
        template: "embed.html",
        crumbs: Vec::new(),
        parts: vec![
            ("figure", views::value(&figure)),
            ("from", views::value(&from)),
            ("card", card.into()),
            ("oembed", page::absolute(&scope, &oembed_address(id, scope.translated(id))).into()),
        ],
        // It is part of another page, and not to be found by itself.
        goes_on: true,
        topic: None,
        page,
    })
}

/// The words of a figure without links into a page that is not there.
fn plain(figure: &mut FigureView, id: &str, scope: &super::scope::Scope) {
    let site = scope.site;
    let Some(spec) = site.data.charts.get(id) else { return };
    let words = |prose: &Prose| escape(&words_in(&prose.content, site, scope.lang));
    figure.label = String::new();
    figure.headline_html = words(spec.headline_in(scope.lang));
    figure.subtitle_html = words(spec.subtitle_in(scope.lang));
    figure.note_html = spec.note_in(scope.lang).map(words).unwrap_or_default();
    let sources = site.charts.get(id).map_or_else(Vec::new, |chart| chart.sources.clone());
    figure.source_html = source::plain_line(&sources, scope);
    figure.embed_code = String::new();
    for event in &mut figure.events {
        event.sources_html = String::new();
    }
}

/// Where programs read how to embed a chart.
fn oembed_address(id: &str, lang: Option<Lang>) -> String {
    export::picture_address(id, lang, "oembed.json")
}

/// What oEmbed (oembed.com, version 1.0) tells of each page with a chart; nothing without
/// `base_url`, since frames need whole addresses.
pub(super) fn oembed(stage: &Stage, listings: &[Listing]) -> Vec<Made> {
    let settings = &stage.site.settings;
    if settings.base_url.is_empty() {
        return Vec::new();
    }
    let embeds = listings.iter().filter(|listing| listing.kind == "embed");
    embeds
        .filter_map(|listing| {
            let id = listing.page.slug.strip_prefix("embed/")?;
            let scope = stage.scope(&listing.page);
            let title = words_in(&listing.page.title.content, stage.site, listing.page.lang);
            let chart = stage.site.charts.get(id)?;
            let height = figure::height(chart.plot_in(listing.page.lang));
            let mut told = json!({
                "version": "1.0",
                "type": "rich",
                "title": title,
                "html": code(id, &title, height, stage.site, listing.page.lang),
                "width": 720,
                "height": height + WORDS,
                "provider_name": settings.title,
                "provider_url": settings.base_url,
            });
            if scope.has_pictures {
                let card = export::picture_address(id, scope.translated(id), "card.png");
                told["thumbnail_url"] = json!(page::absolute(&scope, &card));
                told["thumbnail_width"] = json!(1200);
                told["thumbnail_height"] = json!(630);
            }
            let mut text = serde_json::to_string_pretty(&told).expect("values of JSON are JSON");
            text.push('\n');
            let address = oembed_address(id, scope.translated(id));
            Some((address, text.into_bytes().into(), listing.page.title.span))
        })
        .collect()
}

/// The headers that let other sites show a page in a frame, which the rest does not allow.
/// A line with `!` takes a header back that an earlier rule has set.
pub(super) fn headers(stage: &Stage) -> String {
    let some = !stage.site.charts.is_empty();
    let languages = stage.catalogue.languages.iter().filter(|_| some);
    let homes = languages.map(|lang| stage.home_of(*lang));
    let mut rules = String::new();
    for home in homes {
        let _ = writeln!(
            rules,
            "/{home}embed/*\n  ! Content-Security-Policy\n  Content-Security-Policy: default-src \
             'none'; img-src 'self'; style-src 'self'; font-src 'self'; \
             connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
        );
    }
    rules
}
