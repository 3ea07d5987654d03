//! Who uses what in a site: the other way round from what pages say.

use std::collections::{BTreeMap, BTreeSet};

use super::figure;
use super::views::LinkView;
use crate::files::FileId;
use crate::lang::Lang;
use crate::model::{Inline, Page, Target, ViewKind, passages, views, walk};
use crate::resolve::{Site, words_in};
use crate::theme::Theme;

/// How many other briefings are shown at the end of one.
const RELATED: usize = 3;

/// The pages of a site by what they use.
#[derive(Debug, Default)]
pub(super) struct Catalogue<'a> {
    /// The languages that have pages.
    pub languages: BTreeSet<Lang>,
    /// The briefings of each language, newest first.
    pub briefings: BTreeMap<Lang, Vec<&'a Page>>,
    /// The pages that show a fact, by its id.
    pub facts: BTreeMap<&'a str, Vec<&'a Page>>,
    /// The pages that cite a source, by its key.
    pub sources: BTreeMap<&'a str, Vec<&'a Page>>,
    /// The pages that link to a term, by its id.
    pub terms: BTreeMap<&'a str, Vec<&'a Page>>,
    /// The charts and tables that show a dataset, with their pages, by the dataset's id.
    pub figures: BTreeMap<&'a str, Vec<(ViewKind, &'a str, &'a Page)>>,
    /// The entities that a page is about or links to, by its file.
    entities: BTreeMap<FileId, BTreeSet<&'a str>>,
}

impl<'a> Catalogue<'a> {
    /// The catalogue of a site.
    pub(super) fn new(site: &'a Site) -> Catalogue<'a> {
        let mut catalogue = Catalogue::default();
        catalogue.languages.insert(site.settings.language);
        for page in super::feed::newest(site) {
            catalogue.briefings.entry(page.lang).or_default().push(page);
        }
        for page in &site.pages {
            catalogue.languages.insert(page.lang);
            catalogue.page(page, site);
        }
        catalogue
    }

    fn page(&mut self, page: &'a Page, site: &'a Site) {
        for id in &page.at_a_glance {
            add(&mut self.facts, &id.value, page);
        }
        for key in page.watch.iter().filter_map(|watch| watch.source.as_ref()) {
            add(&mut self.sources, &key.value, page);
        }
        let entities = self.entities.entry(page.file).or_default();
        entities.extend(page.profile.iter().map(|entity| entity.value.as_str()));
        for passage in passages(page) {
            walk(passage, &mut |inline| match inline {
                Inline::Link(link) => match &link.target {
                    Target::Fact { id, .. } => add(&mut self.facts, id, page),
                    Target::Term(id) => add(&mut self.terms, id, page),
                    Target::Entity(id) => {
                        entities.insert(id);
                    }
                    _ => {}
                },
                Inline::Citation(citation) => {
                    for item in &citation.items {
                        add(&mut self.sources, &item.key.value, page);
                    }
                }
                _ => {}
            });
        }
        for view in views(page) {
            let id = view.id.value.as_str();
            let dataset = match view.kind {
                ViewKind::Chart => {
                    site.data.charts.get(id).map(|chart| chart.data.dataset.value.as_str())
                }
                ViewKind::Table => site.tables.get(id).map(|table| table.dataset.as_str()),
            };
            if let Some(dataset) = dataset {
                self.figures.entry(dataset).or_default().push((view.kind, id, page));
            }
        }
    }

    /// The briefings of a language.
    pub(super) fn of(&self, lang: Lang) -> &[&'a Page] {
        self.briefings.get(&lang).map_or(&[], Vec::as_slice)
    }

    /// The briefings of a language that are no profiles.
    pub(super) fn news(&self, lang: Lang) -> Vec<&'a Page> {
        self.of(lang).iter().copied().filter(|page| page.profile.is_none()).collect()
    }

    /// The briefings that have most in common with one: the entities they name, then their
    /// topics; of equals the newest.
    pub(super) fn related(&self, page: &Page) -> Vec<&'a Page> {
        let own = &self.entities[&page.file];
        let score = |other: &Page| {
            let shared = self.entities[&other.file].intersection(own).count();
            let about = |page: &Page| page.profile.as_ref().map(|entity| entity.value.clone());
            // A profile of what the page names, or of whom the profile is named in.
            let profile = about(other).is_some_and(|entity| own.contains(entity.as_str()))
                || about(page)
                    .is_some_and(|entity| self.entities[&other.file].contains(entity.as_str()));
            let topics = other
                .topics
                .iter()
                .filter(|topic| page.topics.iter().any(|known| known.value == topic.value));
            2 * shared + 4 * usize::from(profile) + topics.count()
        };
        let others = self.of(page.lang).iter().filter(|other| other.file != page.file);
        let mut found: Vec<(usize, &Page)> =
            others.map(|other| (score(other), *other)).filter(|(score, _)| *score > 0).collect();
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        found.into_iter().take(RELATED).map(|(_, page)| page).collect()
    }

    /// The briefings of a series in a language, oldest first.
    pub(super) fn series(&self, id: &str, lang: Lang) -> Vec<&'a Page> {
        let fits = |page: &&&Page| page.series.as_ref().is_some_and(|series| series.value == id);
        self.of(lang).iter().filter(fits).copied().rev().collect()
    }

    /// Links to pages of a language, each once, in the order of their titles.
    pub(super) fn links(pages: &[&Page], lang: Lang, site: &Site) -> Vec<LinkView> {
        let mut links: Vec<LinkView> = pages
            .iter()
            .filter(|page| page.lang == lang)
            .map(|page| link(page, "", site))
            .collect();
        links.sort_by(|one, other| one.title.cmp(&other.title).then(one.url.cmp(&other.url)));
        links.dedup_by(|one, other| one.url == other.url);
        links
    }

    /// Links to the charts and tables of a language that show a dataset.
    pub(super) fn figure_links(
        &self,
        dataset: &str,
        lang: Lang,
        site: &Site,
        theme: &Theme,
    ) -> Vec<LinkView> {
        let shown = self.figures.get(dataset).map_or(&[][..], Vec::as_slice).iter();
        shown
            .filter(|(.., page)| page.lang == lang)
            .map(|(kind, id, page)| {
                let same = views(page).into_iter().filter(|view| view.kind == *kind);
                let number = same.take_while(|view| view.id.value != *id).count() + 1;
                let kind = if *kind == ViewKind::Chart { "chart" } else { "table" };
                let label = figure::label(&theme.word(lang, kind), number, lang);
                let page = link(page, &format!("#{kind}-{id}"), site);
                let colon = theme.word(lang, "colon");
                let gap = if lang == Lang::Zh { "" } else { " " };
                LinkView { title: format!("{label}{colon}{gap}{}", page.title), url: page.url }
            })
            .collect()
    }
}

fn add<'a>(into: &mut BTreeMap<&'a str, Vec<&'a Page>>, id: &'a str, page: &'a Page) {
    let pages = into.entry(id).or_default();
    // A page is gone over at one go.
    if pages.last().is_none_or(|last| last.file != page.file) {
        pages.push(page);
    }
}

/// A link to a page, or to a place on it.
pub(super) fn link(page: &Page, anchor: &str, site: &Site) -> LinkView {
    LinkView {
        title: words_in(&page.title.content, site, page.lang),
        url: format!("{}{anchor}", site.folder(page)),
    }
}
