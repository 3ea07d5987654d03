//! The lists that the program makes: of topics, series and authors, of all sources, of the
//! data and of the glossary.
//!
//! A list exists where there is something to list, in each language that has pages, unless
//! the author has written a page of the same address.

use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::{self, Catalogue};
use super::html::{self, Apparatus, Links};
use super::views::{
    ColumnView, DatasetView, DownloadView, EntryView, LinkView, Maybe, PagingView, PersonView,
    SourceEntryView, SourceFactView, TermEntryView, TermView,
};
use super::{Stage, figure, license, page, source};
use crate::files::Spanned;
use crate::lang::Lang;
use crate::model::{Column, ColumnType, Dataset, Inline, Page, PageKind, Prose, Source};
use crate::number::UnitKind;
use crate::resolve::{Site, sources_of};
use tera::Value;

/// How many briefings a list shows where the settings do not say.
const PAGE_SIZE: usize = 20;

/// A page that the program makes.
pub(super) struct Listing {
    /// Its title, language and place.
    pub page: Page,
    /// What templates call it.
    pub kind: &'static str,
    /// The template that makes it.
    pub template: &'static str,
    /// The way to it from the home page.
    pub crumbs: Vec<LinkView>,
    /// What its template sees besides the page.
    pub parts: Vec<(&'static str, Value)>,
    /// Whether it goes on with a list that began on another page.
    pub goes_on: bool,
    /// The topic it lists, if it lists one.
    pub topic: Option<String>,
}

/// Where the list of a kind stands for readers of a language. Datasets and terms of which nobody
/// has translated one are listed in the site's own language.
pub(super) fn folder(kind: &str, site: &Site, lang: Lang) -> String {
    let translated = match kind {
        "data" => site.data.datasets.values().any(|dataset| dataset.title.is_in(lang)),
        "glossary" => site.data.terms.values().any(|term| term.definition.is_in(lang)),
        _ => true,
    };
    let lang = if translated { lang } else { site.settings.language };
    format!("{}{kind}/", page::home(site, lang))
}

/// The kinds of list that readers of a language find, in the order of the footer.
pub(super) fn kinds(site: &Site, catalogue: &Catalogue, lang: Lang) -> Vec<&'static str> {
    let briefings = catalogue.of(lang);
    let data = &site.data;
    let written = |slug: &str| site.addresses.by_slug.contains_key(&(slug.to_owned(), lang));
    crate::resolve::LISTINGS
        .into_iter()
        .filter(|kind| match *kind {
            "topics" => briefings.iter().any(|page| !page.topics.is_empty()),
            "series" => briefings.iter().any(|page| page.series.is_some()),
            "authors" => briefings.iter().any(|page| !page.authors.is_empty()),
            "sources" => !data.sources.is_empty(),
            "data" => !data.datasets.is_empty(),
            _ => !data.terms.is_empty(),
        })
        .filter(|kind| !written(kind))
        .collect()
}

/// Every list of a site.
pub(super) fn all(stage: &Stage) -> Vec<Listing> {
    let mut listings = Vec::new();
    for lang in &stage.catalogue.languages {
        let maker = Maker { stage, site: stage.site, lang: *lang };
        let own = |kind: &&str| {
            let home = page::home(stage.site, *lang);
            folder(kind, stage.site, *lang) == format!("{home}{kind}/")
        };
        for kind in kinds(stage.site, &stage.catalogue, *lang).into_iter().filter(own) {
            match kind {
                "topics" => maker.topics(&mut listings),
                "series" => maker.series(&mut listings),
                "authors" => maker.authors(&mut listings),
                "sources" => listings.push(maker.sources()),
                "data" => listings.push(maker.data()),
                _ => listings.push(maker.glossary()),
            }
        }
        maker.home(&mut listings);
    }
    listings
}

/// How many briefings a list shows at a time.
pub(super) fn page_size(site: &Site) -> usize {
    if site.settings.page_size == 0 { PAGE_SIZE } else { site.settings.page_size }
}

/// Where a list that begins in `folder` stands on its page `number`, and what is round it.
pub(super) fn paging(folder: &str, number: usize, total: usize, site: &Site) -> PagingView {
    let count = total.div_ceil(page_size(site)).max(1);
    let address = |number: usize| match number {
        0 => String::new(),
        1 => folder.to_owned(),
        number => format!("{folder}page/{number}/"),
    };
    PagingView {
        number,
        count,
        previous: address(number - 1),
        has_previous: number > 1,
        next: if number < count { address(number + 1) } else { String::new() },
    }
}

struct Maker<'a, 'b> {
    stage: &'b Stage<'a>,
    site: &'a Site,
    lang: Lang,
}

impl Maker<'_, '_> {
    fn word(&self, key: &str) -> String {
        self.stage.theme.word(self.lang, key)
    }

    fn prose(&self, title: String) -> Prose {
        let span = self.stage.place;
        Prose { content: vec![Inline::Text(Spanned::new(title, span))], span }
    }

    fn listing(
        &self,
        slug: &str,
        kind: &'static str,
        template: &'static str,
        title: String,
    ) -> Listing {
        let page = Page::bare(PageKind::Listing, slug.to_owned(), self.lang, self.prose(title));
        let crumbs = Vec::new();
        Listing { page, kind, template, crumbs, parts: Vec::new(), goes_on: false, topic: None }
    }

    /// The summary of a list is a sentence of the theme.
    fn summed_up(&self, mut listing: Listing, key: &str) -> Listing {
        listing.page.summary = Some(self.prose(self.word(key)));
        listing
    }

    fn crumb(&self, kind: &str, key: &str) -> LinkView {
        LinkView { title: self.word(key), url: format!("{}{kind}/", self.stage.home_of(self.lang)) }
    }

    /// A list of briefings, on as many pages as it needs.
    fn briefings(
        &self,
        first: &dyn Fn(String) -> Listing,
        slug: &str,
        pages: &[&Page],
    ) -> Vec<Listing> {
        let folder = format!("{}{slug}/", self.stage.home_of(self.lang));
        let chunks = pages.chunks(page_size(self.site)).enumerate();
        chunks
            .map(|(at, chunk)| {
                let number = at + 1;
                let mut listing = match number {
                    1 => first(slug.to_owned()),
                    number => first(format!("{slug}/page/{number}")),
                };
                let paging = paging(&folder, number, pages.len(), self.site);
                listing.goes_on = number > 1;
                listing.parts.push(("briefings", self.stage.cards_of(chunk)));
                listing.parts.push(("paging", super::views::value(&paging)));
                listing
            })
            .collect()
    }

    /// The home page, where none is written, and the pages on which its list goes on.
    fn home(&self, listings: &mut Vec<Listing>) {
        let lang = self.lang;
        let briefings = self.stage.catalogue.news(lang);
        let title = || self.site.settings.title.clone();
        if self.stage.written_home(lang).is_none() {
            let mut home = self.listing("", "home", "home.html", title());
            home.page.kind = PageKind::Home;
            home.parts = self.stage.home_parts(lang);
            listings.push(home);
        }
        let size = page_size(self.site);
        for (at, chunk) in briefings.chunks(size).enumerate().skip(1) {
            let number = at + 1;
            let mut listing = self.listing(&format!("page/{number}"), "home", "home.html", title());
            let paging = paging(&self.stage.home_of(lang), number, briefings.len(), self.site);
            listing.goes_on = true;
            listing.parts.push(("briefings", self.stage.cards_of(chunk)));
            listing.parts.push(("profiles", Value::from(Vec::<Value>::new())));
            listing.parts.push(("paging", super::views::value(&paging)));
            listings.push(listing);
        }
    }

    /// The list of topics, and the briefings of each.
    fn topics(&self, listings: &mut Vec<Listing>) {
        let briefings = self.stage.catalogue.of(self.lang);
        let mut entries = Vec::new();
        for (id, name) in &self.site.settings.topics {
            let fits = |page: &&&Page| page.topics.iter().any(|topic| topic.value == *id);
            let pages: Vec<&Page> = briefings.iter().filter(fits).copied().collect();
            let title = name.of(self.lang);
            let slug = format!("topics/{id}");
            entries.extend(self.entry(title, &slug, String::new(), pages.len()));
            let first = |slug: String| {
                let mut listing = self.listing(&slug, "topic", "list.html", title.to_owned());
                listing.crumbs = vec![self.crumb("topics", "topics")];
                listing.topic = Some(id.clone());
                listing
            };
            listings.extend(self.briefings(&first, &slug, &pages));
        }
        listings.push(self.entries("topics", "topics", "topics_intro", &entries));
    }

    /// The list of series, and the briefings of each, oldest first.
    fn series(&self, listings: &mut Vec<Listing>) {
        let mut entries = Vec::new();
        for (id, name) in &self.site.settings.series {
            let pages = self.stage.catalogue.series(id, self.lang);
            let title = name.of(self.lang);
            let slug = format!("series/{id}");
            entries.extend(self.entry(title, &slug, String::new(), pages.len()));
            let first = |slug: String| {
                let mut listing = self.listing(&slug, "one-series", "list.html", title.to_owned());
                listing.crumbs = vec![self.crumb("series", "series")];
                listing
            };
            listings.extend(self.briefings(&first, &slug, &pages));
        }
        listings.push(self.entries("series", "series", "series_intro", &entries));
    }

    /// The list of authors, and the briefings of each.
    fn authors(&self, listings: &mut Vec<Listing>) {
        let briefings = self.stage.catalogue.of(self.lang);
        let mut entries = Vec::new();
        for (id, person) in &self.site.data.people {
            let fits = |page: &&&Page| page.authors.iter().any(|author| author.value == *id);
            let pages: Vec<&Page> = briefings.iter().filter(fits).copied().collect();
            let slug = format!("authors/{id}");
            let about = person.about.as_ref().map(|about| about.of(self.lang));
            let first = |slug: String| {
                let mut listing = self.listing(&slug, "author", "list.html", person.name.clone());
                listing.crumbs = vec![self.crumb("authors", "authors")];
                let about_html = self.text(&listing.page, about);
                let author = page::author(id, person, self.site, self.lang);
                let view = PersonView { author, about_html };
                listing.parts.push(("person", super::views::value(&view)));
                listing
            };
            let made = self.briefings(&first, &slug, &pages);
            let about = made.first().map(|listing| self.text(&listing.page, about));
            entries.extend(self.entry(&person.name, &slug, about.unwrap_or_default(), pages.len()));
            listings.extend(made);
        }
        listings.push(self.entries("authors", "authors", "authors_intro", &entries));
    }

    fn entry(&self, title: &str, slug: &str, text_html: String, count: usize) -> Option<EntryView> {
        let url = format!("{}{slug}/", self.stage.home_of(self.lang));
        (count > 0).then(|| EntryView { title: title.to_owned(), url, text_html, count })
    }

    fn entries(
        &self,
        kind: &'static str,
        title: &str,
        intro: &str,
        entries: &[EntryView],
    ) -> Listing {
        let listing = self.listing(kind, kind, "entries.html", self.word(title));
        let mut listing = self.summed_up(listing, intro);
        listing.parts.push(("entries", super::views::value(&entries)));
        listing
    }

    /// A text of the data as it stands on a list: without anchors of its own.
    fn text(&self, page: &Page, prose: Option<&Prose>) -> String {
        let Some(prose) = prose else { return String::new() };
        let scope = self.stage.scope(page);
        html::inline(&prose.content, Links::Dropped, &scope, &mut Apparatus::default())
    }

    /// Every source, with what rests on it.
    fn sources(&self) -> Listing {
        let listing = self.listing("sources", "sources", "sources.html", self.word("sources"));
        let mut listing = self.summed_up(listing, "sources_intro");
        let scope = self.stage.scope(&listing.page);
        let mut sources: Vec<(&String, &Source)> = self.site.data.sources.iter().collect();
        sources.sort_by_cached_key(|(key, source)| {
            (source::name(source).to_lowercase(), source.date, (*key).clone())
        });
        let facts = self.facts_by_source();
        let datasets = self.datasets_by_source();
        let none = Vec::new();
        let entries: Vec<SourceEntryView> = sources
            .into_iter()
            .map(|(key, source)| SourceEntryView {
                source: page::source_view(key, source, 0, &scope),
                facts: facts.get(key).cloned().unwrap_or_default(),
                datasets: datasets.get(key).cloned().unwrap_or_default(),
                pages: Catalogue::links(
                    self.stage.catalogue.sources.get(key.as_str()).unwrap_or(&none),
                    self.lang,
                    self.site,
                ),
            })
            .collect();
        listing.parts.push(("sources", super::views::value(&entries)));
        listing
    }

    /// The facts that are shown and rest on a source, by the source's key.
    fn facts_by_source(&self) -> BTreeMap<String, Vec<SourceFactView>> {
        let mut found: BTreeMap<String, Vec<SourceFactView>> = BTreeMap::new();
        for (id, figure) in &self.site.figures {
            let pages = self.stage.catalogue.facts.get(id.as_str()).map_or(&[][..], Vec::as_slice);
            let Some(page) = pages.iter().find(|page| page.lang == self.lang) else { continue };
            let Some(fact) = self.site.data.facts.get(id) else { continue };
            let (value, unit) = super::facts::parts(&figure.value, self.lang);
            let url = catalogue::link(page, &format!("#fact-{id}"), self.site).url;
            let view = SourceFactView { label: fact.label.of(self.lang).clone(), value, unit, url };
            let keys: BTreeSet<&str> =
                figure.sources.iter().map(|key| key.value.as_str()).collect();
            for key in keys {
                found.entry(key.to_owned()).or_default().push(view.clone());
            }
        }
        found
    }

    /// The datasets that rest on a source, by the source's key.
    fn datasets_by_source(&self) -> BTreeMap<String, Vec<LinkView>> {
        let mut found: BTreeMap<String, Vec<LinkView>> = BTreeMap::new();
        let has_page = kinds(self.site, &self.stage.catalogue, self.lang).contains(&"data");
        for (id, dataset) in self.site.data.datasets.iter().filter(|_| has_page) {
            let url = format!("{}#dataset-{id}", folder("data", self.site, self.lang));
            let link = LinkView { title: dataset.title.of(self.lang).clone(), url };
            for key in rests_on(dataset) {
                found.entry(key).or_default().push(link.clone());
            }
        }
        found
    }

    /// Every dataset, with what its columns mean.
    fn data(&self) -> Listing {
        let listing = self.listing("data", "data", "data.html", self.word("data"));
        let mut listing = self.summed_up(listing, "data_intro");
        let datasets: Vec<DatasetView> = self
            .site
            .data
            .datasets
            .iter()
            .map(|(id, dataset)| self.dataset(id, dataset, &listing.page))
            .collect();
        listing.parts.push(("datasets", super::views::value(&datasets)));
        let package = DownloadView {
            title: self.word("data_package"),
            kind: "JSON",
            size: self.stage.size_of("data/datapackage.json", self.lang),
            url: "data/datapackage.json".to_owned(),
        };
        listing.parts.push(("package", super::views::value(&package)));
        listing
    }

    fn dataset(&self, id: &str, dataset: &Dataset, page: &Page) -> DatasetView {
        let url = figure::csv_address(id);
        let has_sources = kinds(self.site, &self.stage.catalogue, self.lang).contains(&"sources");
        let sources = rests_on(dataset).into_iter().filter_map(|key| {
            let title = source::name(self.site.data.sources.get(&key)?).to_owned();
            let url = format!("{}sources/#source-{key}", self.stage.home_of(self.lang));
            Some(LinkView { title, url: if has_sources { url } else { String::new() } })
        });
        DatasetView {
            id: id.to_owned(),
            title: dataset.title.of(self.lang).clone(),
            description: dataset.description.of(self.lang).clone(),
            note_html: self.text(page, dataset.note.as_ref().map(|note| note.of(self.lang))),
            license: Maybe(
                (!dataset.license.is_empty()).then(|| license::license(&dataset.license)),
            ),
            rows: dataset.rows.len(),
            columns: dataset.columns.iter().map(|column| self.column(column)).collect(),
            sources: sources.collect(),
            figures: self.stage.catalogue.figure_links(id, self.lang, self.site, self.stage.theme),
            file: DownloadView {
                title: dataset.title.of(self.lang).clone(),
                kind: "CSV",
                size: self.stage.size_of(&url, self.lang),
                url,
            },
        }
    }

    fn column(&self, column: &Column) -> ColumnView {
        let unit = column.unit.as_ref().and_then(|unit| {
            let data = &self.site.data;
            data.units
                .get(&unit.value)
                .cloned()
                .or_else(|| crate::number::Unit::builtin(&unit.value))
        });
        ColumnView {
            name: column.name.value.clone(),
            title: column.title.of(self.lang).clone(),
            kind: self.word(&format!("column_{}", type_name(&column.kind))),
            unit: unit.map_or_else(String::new, |unit| match unit.kind {
                UnitKind::Percent => unit.symbol,
                _ => unit.noun(&2.into(), self.lang).to_owned(),
            }),
            key: column.key,
            description: column.description.of(self.lang).clone(),
        }
    }

    /// Every term, in the order of the alphabet.
    fn glossary(&self) -> Listing {
        let listing = self.listing("glossary", "glossary", "glossary.html", self.word("glossary"));
        let mut listing = self.summed_up(listing, "glossary_intro");
        let none = Vec::new();
        let mut terms: Vec<TermEntryView> = self
            .site
            .data
            .terms
            .iter()
            .map(|(id, term)| TermEntryView {
                term: TermView {
                    id: id.clone(),
                    term: page::term_name(term, self.lang),
                    definition_html: self.text(&listing.page, Some(term.definition.of(self.lang))),
                },
                pages: Catalogue::links(
                    self.stage.catalogue.terms.get(id.as_str()).unwrap_or(&none),
                    self.lang,
                    self.site,
                ),
            })
            .collect();
        terms.sort_by_cached_key(|view| view.term.term.to_lowercase());
        listing.parts.push(("terms", super::views::value(&terms)));
        listing
    }
}

/// The sources of a dataset: its own and those of its rows, each once.
fn rests_on(dataset: &Dataset) -> BTreeSet<String> {
    let rows: Vec<usize> = (0..dataset.rows.len()).collect();
    let all = dataset.sources.iter().cloned().chain(sources_of(dataset, &rows));
    all.map(|key| key.value).collect()
}

/// The word for a column's type in settings, and in the theme's words.
pub(super) fn type_name(kind: &ColumnType) -> &'static str {
    match kind {
        ColumnType::Date => "date",
        ColumnType::Month => "month",
        ColumnType::Year => "year",
        ColumnType::Integer => "integer",
        ColumnType::Decimal => "decimal",
        ColumnType::Text => "text",
        ColumnType::Enum(_) => "enum",
        ColumnType::Flag => "flag",
        ColumnType::Source => "source",
    }
}
