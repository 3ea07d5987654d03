//! What all pages of a site have in common, and the making of each.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use tera::{Context, Value};

use super::catalogue::{self, Catalogue};
use super::export::Exports;
use super::html::{self, Apparatus, Links};
use super::listings::{self, Listing};
use super::scope::{self, Scope};
use super::views::{
    self, CardView, DownloadView, LinkView, Maybe, NavView, OpenGraphView, PageView, PublisherView,
    SeriesView, SiteView,
};
use super::{GENERATOR, Made, cite, facts, feed, license, page, plain};
use crate::diag::{Checked, Diagnostic};
use crate::files::{FileId, Span, Spanned};
use crate::lang::Lang;
use crate::model::{Inline, Page, PageKind, Prose};
use crate::output::Content;
use crate::project::Project;
use crate::resolve::{LISTINGS, Site};
use crate::theme::{self, Theme};

/// What all pages have in common.
pub(super) struct Stage<'a> {
    pub site: &'a Site,
    pub theme: &'a Theme,
    project: &'a Project,
    /// Where problems are shown that no file of the author's is to blame for.
    pub place: Span,
    pub catalogue: Catalogue<'a>,
    /// A home page for the unknown address, which belongs to no file.
    home: Page,
    /// The site as pages outside the navigation see it, made once for each language.
    sites: BTreeMap<Lang, Value>,
    /// The cards of briefings by their files, made once: the heavy part of a list is shared
    /// by the pages that show it.
    cards: BTreeMap<FileId, CardView>,
    values: BTreeMap<FileId, Value>,
    /// The data and pictures to take away.
    pub exports: Exports,
}

impl<'a> Stage<'a> {
    /// What the pages of a site have in common.
    pub(super) fn new(
        site: &'a Site,
        theme: &'a Theme,
        project: &'a Project,
        place: Span,
    ) -> Stage<'a> {
        let title = Inline::Text(Spanned::new(site.settings.title.clone(), place));
        let title = Prose { content: vec![title], span: place };
        let mut stage = Stage {
            site,
            theme,
            project,
            place,
            catalogue: Catalogue::new(site),
            home: Page::bare(PageKind::Home, String::new(), site.settings.language, title),
            sites: BTreeMap::new(),
            cards: BTreeMap::new(),
            values: BTreeMap::new(),
            exports: Exports::new(site, theme, project, place),
        };
        let none = "\0";
        stage.sites = Lang::ALL
            .into_iter()
            .map(|lang| (lang, views::value(&stage.site_view(none, lang))))
            .collect();
        let briefings = site.pages.iter().filter(|page| page.kind == PageKind::Briefing);
        stage.cards = briefings.map(|page| (page.file, stage.card(page))).collect();
        stage.values = stage.cards.iter().map(|(file, card)| (*file, views::value(card))).collect();
        stage
    }

    pub(super) fn scope<'b>(&'b self, page: &'b Page) -> Scope<'b> {
        Scope::new(page, self.site, self.theme, &self.project.files)
    }

    /// The folder of a language; empty for the site's own.
    pub(super) fn home_of(&self, lang: Lang) -> String {
        page::home(self.site, lang)
    }

    /// The home page that the author has written in a language.
    pub(super) fn written_home(&self, lang: Lang) -> Option<&Page> {
        self.site.pages.iter().find(|page| page.kind == PageKind::Home && page.lang == lang)
    }

    /// The cards of pages, as templates read them.
    pub(super) fn cards_of(&self, pages: &[&Page]) -> Value {
        let cards = pages.iter().filter_map(|page| self.values.get(&page.file).cloned());
        Value::from(cards.collect::<Vec<_>>())
    }

    /// What a home page shows besides its own text: the newest briefings, and apart from
    /// them the profiles, which are looked up more than read as news.
    pub(super) fn home_parts(&self, lang: Lang) -> Vec<(&'static str, Value)> {
        let briefings = self.catalogue.news(lang);
        let profiles = self.catalogue.of(lang).iter().copied();
        let profiles: Vec<&Page> = profiles.filter(|page| page.profile.is_some()).collect();
        let first = &briefings[..briefings.len().min(listings::page_size(self.site))];
        let paging = listings::paging(&self.home_of(lang), 1, briefings.len(), self.site);
        vec![
            ("briefings", self.cards_of(first)),
            ("profiles", self.cards_of(&profiles)),
            ("paging", views::value(&paging)),
        ]
    }

    /// The size of a file of the site, in words.
    pub(super) fn size_of(&self, address: &str, lang: Lang) -> String {
        self.exports
            .files
            .get(address)
            .map_or_else(String::new, |(bytes, _)| size(bytes.len(), lang))
    }

    fn card(&self, page: &Page) -> CardView {
        let scope = self.scope(page);
        let mut apparatus = Apparatus::default();
        let mut text = |prose: Option<&Prose>| {
            prose.map_or_else(String::new, |prose| {
                html::inline(&prose.content, Links::Dropped, &scope, &mut apparatus)
            })
        };
        let people = page.authors.iter().filter_map(|key| self.site.data.people.get(&key.value));
        let topics =
            page.topics.iter().filter_map(|topic| self.site.settings.topics.get(&topic.value));
        CardView {
            type_label: page::type_label(&scope),
            title_html: text(Some(&page.title)),
            summary_html: text(page.summary.as_ref()),
            headline_html: text(page.judgements.first().map(|judgement| &judgement.text)),
            url: self.site.folder(page),
            date: page::date_view(page.date.as_ref().map(|date| date.value), page.lang),
            updated: page::date_view(page.updated.as_ref().map(|date| date.value), page.lang),
            authors: people.map(|person| person.name.clone()).collect(),
            topics: topics.map(|topic| topic.of(page.lang).to_owned()).collect(),
            reading_minutes: page::reading_minutes(page),
        }
    }

    /// The view of the site as a page at `current` sees it.
    fn site_view(&self, current: &str, lang: Lang) -> SiteView {
        let settings = &self.site.settings;
        let home = self.home_of(lang);
        let kinds = listings::kinds(self.site, &self.catalogue, lang);
        let list = |kind: &str| {
            let key = if kind == "series" { "all_series" } else { kind };
            let url = listings::folder(kind, self.site, lang);
            NavView { title: self.theme.word(lang, key), current: url == current, url }
        };
        let named = |slug: &str| {
            if LISTINGS.contains(&slug) && kinds.contains(&slug) {
                return Some(list(slug));
            }
            let page = self.site.page(slug, lang)?;
            let LinkView { title, url } = catalogue::link(page, "", self.site);
            Some(NavView { title, current: url == current, url })
        };
        let feed = |name: &str| {
            if settings.base_url.is_empty() { String::new() } else { name.to_owned() }
        };
        SiteView {
            title: settings.title.clone(),
            description: settings.description.of(lang).clone(),
            base_url: settings.base_url.clone(),
            publisher: PublisherView {
                name: settings.publisher.name.clone(),
                url: settings.publisher.url.clone(),
                contact: settings.publisher.contact.clone(),
            },
            license: Maybe(
                (!settings.license.is_empty()).then(|| license::license(&settings.license)),
            ),
            nav: settings.nav.iter().filter_map(|slug| named(&slug.value)).collect(),
            lists: kinds.iter().map(|kind| list(kind)).collect(),
            home,
            feed: feed("atom.xml"),
            json_feed: feed("feed.json"),
            logo: settings.brand.logo.as_ref().map_or_else(String::new, |logo| logo.value.clone()),
            brand: self.theme.brand_sheet().to_owned(),
            fonts: theme::fonts(&settings.brand, lang),
            generator: GENERATOR.to_owned(),
        }
    }

    fn context(&self, page: &Page, view: &PageView, root: &str) -> Context {
        let mut context = Context::new();
        context.insert("root", root);
        context.insert("lang", page.lang.bcp47());
        context.insert_value("strings", self.theme.strings(page.lang));
        // Only pages of the navigation see a site of their own, with themselves marked in it.
        let settings = &self.site.settings;
        let in_nav = settings.nav.iter().any(|slug| slug.value == page.slug)
            || LISTINGS.contains(&page.slug.as_str());
        let site = if in_nav {
            views::value(&self.site_view(&self.site.folder(page), page.lang))
        } else {
            self.sites[&page.lang].clone()
        };
        context.insert_value("site", site);
        context.insert_value("page", views::value(view));
        context
    }

    /// The files of one page that an author has written.
    pub(super) fn page(&self, page: &Page) -> Checked<Vec<Made>> {
        let scope = self.scope(page);
        let (mut view, mut problems) = page::page(&scope);
        self.complete(&mut view, page);
        let mut files = Vec::new();
        if page.kind == PageKind::Briefing {
            files = self.companions(&scope, &mut view);
            let card = self.exports.card(&scope, &view);
            if let Some((address, ..)) = &card {
                view.og.image = page::absolute(&scope, address);
            }
            files.extend(card);
        }
        for (url, text) in facts::files(&view, &scope) {
            let kind = if url.ends_with(".json") { "JSON" } else { "CSV" };
            let title = self.theme.word(page.lang, "register");
            let size = size(text.len(), page.lang);
            view.downloads.push(DownloadView { title, kind, size, url: url.clone() });
            files.push((url, text.into_bytes().into(), page.span));
        }
        let mut context = self.context(page, &view, &scope.root);
        let template = match page.kind {
            PageKind::Home => {
                for (name, value) in self.home_parts(page.lang) {
                    context.insert_value(name, value);
                }
                "home.html"
            }
            PageKind::Briefing => "briefing.html",
            PageKind::Plain | PageKind::Listing => "page.html",
        };
        let path = format!("{}index.html", view.url);
        files.extend(self.rendered(template, &context, path, page.span, &mut problems));
        Checked { value: files, problems }
    }

    /// What a page shows of other pages, and of files.
    fn complete(&self, view: &mut PageView, page: &Page) {
        for download in &mut view.downloads {
            download.size = self.size_of(&download.url, page.lang);
        }
        if page.kind != PageKind::Briefing {
            return;
        }
        let cards = self.catalogue.related(page).into_iter();
        view.related = cards.filter_map(|other| self.cards.get(&other.file).cloned()).collect();
        view.series = Maybe(self.series(page));
    }

    fn series(&self, page: &Page) -> Option<SeriesView> {
        let id = &page.series.as_ref()?.value;
        let name = self.site.settings.series.get(id)?;
        let pages = self.catalogue.series(id, page.lang);
        let at = pages.iter().position(|other| other.file == page.file)?;
        let link = |at: Option<usize>| {
            Maybe(at.and_then(|at| pages.get(at)).map(|page| catalogue::link(page, "", self.site)))
        };
        Some(SeriesView {
            id: id.clone(),
            title: name.of(page.lang).to_owned(),
            url: format!("{}series/{id}/", self.home_of(page.lang)),
            number: at + 1,
            count: pages.len(),
            previous: link(at.checked_sub(1)),
            next: link(Some(at + 1)),
        })
    }

    /// The files beside a briefing: references for programs, and the page as plain text.
    fn companions(&self, scope: &Scope, view: &mut PageView) -> Vec<Made> {
        let word = |key: &str| self.theme.word(scope.lang, key);
        let texts = [
            ("cite.bib", "BibTeX", word("reference"), cite::bibtex(scope)),
            ("cite.ris", "RIS", word("reference"), cite::ris(scope)),
            ("cite.json", "CSL-JSON", word("reference"), cite::csl(scope)),
            ("index.md", "Markdown", word("plain_text"), plain::text(scope, view)),
        ];
        let mut files = Vec::new();
        for (name, kind, title, text) in texts {
            let url = format!("{}{name}", view.url);
            let size = size(text.len(), scope.lang);
            view.cite_files.push(DownloadView { title, kind, size, url: url.clone() });
            files.push((url, text.into_bytes().into(), scope.page.span));
        }
        files
    }

    /// The file of a list that the program makes.
    pub(super) fn listing(&self, listing: &Listing) -> Checked<Vec<Made>> {
        let page = &listing.page;
        let scope = self.scope(page);
        let (mut view, mut problems) = page::page(&scope);
        view.kind = listing.kind;
        if page.kind == PageKind::Listing && !listing.crumbs.is_empty() {
            view.crumbs.extend(listing.crumbs.iter().cloned());
        }
        let mut context = self.context(page, &view, &scope.root);
        for (name, value) in &listing.parts {
            context.insert_value(*name, value.clone());
        }
        let path = format!("{}index.html", view.url);
        let made = self.rendered(listing.template, &context, path, self.place, &mut problems);
        Checked { value: made, problems }
    }

    fn rendered(
        &self,
        template: &str,
        context: &Context,
        path: String,
        span: Span,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<Made> {
        match self.theme.render(template, context) {
            Ok(html) => vec![(path, html.into_bytes().into(), span)],
            Err(error) => {
                problems.push(self.theme.problem(&error, &self.project.files, span));
                Vec::new()
            }
        }
    }

    /// The page a server shows for an unknown address, at whatever depth it was asked for:
    /// its links begin at the site's base path.
    pub(super) fn not_found(&self) -> Checked<Vec<Made>> {
        let mut problems = Vec::new();
        let scope = self.scope(&self.home);
        let (mut view, _) = page::page(&scope);
        view.kind = "404";
        view.title = self.theme.word(self.home.lang, "not_found");
        view.title_html = html::escape(&view.title);
        view.og = OpenGraphView { title: view.title.clone(), url: String::new(), ..view.og };
        view.canonical = String::new();
        view.json_ld = String::new();
        view.description = String::new();
        let context = self.context(&self.home, &view, &base_path(&self.site.settings.base_url));
        let made =
            self.rendered("404.html", &context, "404.html".to_owned(), self.place, &mut problems);
        Checked { value: made, problems }
    }

    /// A page at each address where one stood before, which leads on to where it is now,
    /// and the same for hosts that read a `_redirects` file.
    pub(super) fn aliases(&self) -> Vec<Made> {
        let mut made: Vec<Made> = Vec::new();
        let mut rules = String::new();
        let base = base_path(&self.site.settings.base_url);
        for page in &self.site.pages {
            for alias in &page.aliases {
                let folder = format!("{}/", alias.value);
                let url = format!("{}{}", scope::root(&folder), self.site.folder(page));
                let address = self.site.folder(page);
                let whole = page::absolute(&self.scope(page), &address);
                let html =
                    feed::redirect(&url, &whole, &catalogue::link(page, "", self.site).title);
                made.push((format!("{folder}index.html"), html.into_bytes().into(), alias.span));
                let _ = writeln!(rules, "{base}{folder} {base}{address} 301");
            }
        }
        if !rules.is_empty() {
            made.push(("_redirects".to_owned(), rules.into_bytes().into(), self.place));
        }
        made
    }

    /// What other programs read: feeds, the sitemap, the description of the data. `made` are
    /// the pages, whose plain texts the feeds hold.
    pub(super) fn for_programs(&self, listings: &[Listing], made: &[Made]) -> Vec<Made> {
        let site = self.site;
        let text = |text: String| -> Arc<[u8]> { text.into_bytes().into() };
        let mut files: Vec<Made> = Vec::new();
        let mut push = |path: &str, bytes: Arc<[u8]>| {
            files.push((path.to_owned(), bytes.into(), self.place));
        };
        let texts: BTreeMap<&str, &[u8]> = made
            .iter()
            .filter(|(path, ..)| path.ends_with("index.md"))
            .filter_map(|(path, content, _)| match content {
                Content::Made(bytes) => Some((path.as_str(), &**bytes)),
                Content::Late(_) => None,
            })
            .collect();
        let briefings: Vec<&Page> = feed::newest(site);
        if !site.settings.base_url.is_empty() {
            let all = feed::Channel {
                title: site.settings.title.clone(),
                folder: String::new(),
                lang: site.settings.language,
                pages: briefings.clone(),
            };
            push("atom.xml", feed::atom(site, &all).into());
            push("feed.json", text(feed::json(site, &all, &texts)));
            for listing in listings.iter().filter(|listing| !listing.goes_on) {
                let Some(topic) = &listing.topic else { continue };
                let fits = |page: &&Page| page.topics.iter().any(|known| known.value == *topic);
                let pages = self.catalogue.of(listing.page.lang).iter().copied();
                let name = catalogue::link(&listing.page, "", site).title;
                let channel = feed::Channel {
                    title: format!("{} – {name}", site.settings.title),
                    folder: site.folder(&listing.page),
                    lang: listing.page.lang,
                    pages: pages.filter(fits).collect(),
                };
                push(&format!("{}atom.xml", channel.folder), feed::atom(site, &channel).into());
                let json = feed::json(site, &channel, &texts);
                push(&format!("{}feed.json", channel.folder), text(json));
            }
            let lists = listings.iter().filter(|listing| !listing.goes_on);
            let lists: Vec<&Page> = lists.map(|listing| &listing.page).collect();
            push("sitemap.xml", feed::sitemap(site, &lists).into());
        }
        push("robots.txt", text(feed::robots(site)));
        push("llms.txt", text(feed::llms(site, &self.catalogue, self.theme)));
        push("_headers", text(format!("{HEADERS}{}", super::embed::headers(self))));
        files
    }

    /// Assets, images, data and pictures of charts.
    pub(super) fn files(&self) -> Vec<Made> {
        let assets = self.theme.assets.iter();
        let mut made: Vec<Made> =
            assets.map(|(path, bytes)| (path.clone(), bytes.clone().into(), self.place)).collect();
        for path in &self.site.images {
            let bytes = match self.project.assets.get(path) {
                Some(bytes) => Arc::clone(bytes),
                None => match self.project.files.find(path) {
                    Some(id) => self.project.files.get(id).text.as_bytes().into(),
                    None => continue,
                },
            };
            made.push((scope::image(path).to_owned(), bytes.into(), self.place));
        }
        let data = self.exports.files.iter();
        made.extend(data.map(|(path, (bytes, span))| (path.clone(), bytes.clone().into(), *span)));
        made.extend(self.exports.pictures.iter().cloned());
        made
    }
}

/// The size of a file in words: `812 B`, `1.2 kB`.
pub(super) fn size(bytes: usize, lang: Lang) -> String {
    let tenths = |unit: usize| {
        let tenths = (bytes * 10 + unit / 2) / unit;
        let mark = if lang == Lang::De { ',' } else { '.' };
        match tenths {
            tenths if tenths >= 100 => format!("{}", (tenths + 5) / 10),
            tenths => format!("{}{mark}{}", tenths / 10, tenths % 10),
        }
    };
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", tenths(1_000)),
        _ => format!("{} MB", tenths(1_000_000)),
    }
}

/// What hosts that read a `_headers` file answer with. Pages need nothing that this
/// forbids: no script, no style in the page, nothing from another site.
const HEADERS: &str = "\
/*
  Content-Security-Policy: default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
/assets/*
  Cache-Control: public, max-age=31536000, immutable
";

/// The path of an address: `/briefings/` of `https://example.org/briefings/`.
fn base_path(base_url: &str) -> String {
    let rest = base_url.split_once("://").map_or("", |(_, rest)| rest);
    rest.find('/').map_or_else(|| "/".to_owned(), |at| rest[at..].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_two_digits_at_least() {
        #[track_caller]
        fn check(bytes: usize, expected: &str) {
            assert_eq!(size(bytes, Lang::En), expected);
        }
        check(812, "812 B");
        check(1_234, "1.2 kB");
        check(45_678, "46 kB");
        check(2_345_678, "2.3 MB");
        assert_eq!(size(1_234, Lang::De), "1,2 kB");
    }
}
