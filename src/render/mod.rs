//! From a site to the bytes of every file.
//!
//! Rendering reads no clock and no disk: the same site and theme give the same bytes.

mod citations;
mod correction;
mod facts;
mod feed;
mod figure;
mod history;
mod html;
mod meta;
mod page;
mod scope;
mod source;
mod views;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde_json::json;
use tera::{Context, Value};

use crate::diag::{Checked, Code, Diagnostic};
use crate::files::{FileId, Span};
use crate::lang::Lang;
use crate::model::{Page, PageKind, Prose};
use crate::output::{OutPath, Output};
use crate::project::Project;
use crate::resolve::{Figure, FigureValue, Site, csv_text};
use crate::theme::Theme;
use html::{Apparatus, Links};
use scope::Scope;
use views::{CardView, Maybe, NavView, OpenGraphView, PageView, PublisherView, SiteView};

/// What made a site, as its files say.
const GENERATOR: &str = concat!("briefing ", env!("CARGO_PKG_VERSION"));

/// A file before it is put among the others, with the place that asked for it.
type Made = (String, Arc<[u8]>, Span);

/// Every file of a site by its path.
pub fn site(site: &Site, theme: &Theme, project: &Project) -> Checked<Output> {
    let mut problems = Vec::new();
    let mut made = Vec::new();
    // A project has at least its settings.
    let Some((first, _)) = project.files.iter().next() else {
        return Checked::clean(Output::new());
    };
    let place = Span::start_of(project.files.find("briefing.yaml").unwrap_or(first));

    let mut stage = Stage {
        site,
        theme,
        project,
        place,
        home: home_page(site, place.file),
        sites: BTreeMap::new(),
    };
    stage.sites = Lang::ALL
        .into_iter()
        .map(|lang| (lang, views::value(&stage.site_view(&stage.home, lang))))
        .collect();
    let cards = stage.cards();
    let pages: Vec<Checked<Vec<Made>>> =
        site.pages.par_iter().map(|page| stage.page(page, &cards)).collect();
    for page in pages {
        made.extend(page.take(&mut problems));
    }
    if !site
        .pages
        .iter()
        .any(|page| page.kind == PageKind::Home && page.lang == site.settings.language)
    {
        made.extend(stage.page(&stage.home, &cards).take(&mut problems));
    }
    made.extend(stage.not_found().take(&mut problems));
    made.extend(stage.data());
    made.extend(stage.files());

    let mut output = Output::new();
    let mut places = BTreeMap::new();
    for (path, bytes, span) in made {
        if let Some(problem) = insert(&mut output, &path, bytes, span, &places) {
            problems.push(problem);
        }
        places.entry(path).or_insert(span);
    }
    let manifest = manifest(&output, site).into_bytes();
    problems.extend(insert(&mut output, "manifest.json", manifest.into(), place, &places));
    Checked { value: output, problems }
}

/// Adds a file to the output, or says why it cannot be there. `places` are those of the
/// files before it.
fn insert(
    output: &mut Output,
    path: &str,
    bytes: Arc<[u8]>,
    span: Span,
    places: &BTreeMap<String, Span>,
) -> Option<Diagnostic> {
    let path = match OutPath::new(path) {
        Ok(path) => path,
        Err(error) => {
            let message = format!("`{path}` cannot be an address: {error}");
            let problem = Diagnostic::new(Code::BadFileName, span, message);
            return Some(problem.help("rename the file with small letters, digits and hyphens"));
        }
    };
    let collision = output.insert(path, bytes).err()?;
    let problem = Diagnostic::new(Code::PathCollision, span, collision.to_string())
        .help("rename one of the two files they come from");
    match places.get(collision.other.as_str()) {
        Some(first) if *first != span => Some(problem.related(*first, "the other comes from here")),
        _ => Some(problem),
    }
}

/// A home page for a project that has not written one.
fn home_page(site: &Site, file: FileId) -> Page {
    let span = Span::start_of(file);
    let title =
        crate::model::Inline::Text(crate::files::Spanned::new(site.settings.title.clone(), span));
    Page {
        file,
        kind: PageKind::Home,
        slug: String::new(),
        lang: site.settings.language,
        title: Prose { content: vec![title], span },
        summary: None,
        date: None,
        updated: None,
        authors: Vec::new(),
        topics: Vec::new(),
        at_a_glance: Vec::new(),
        key_points: Vec::new(),
        judgements: Vec::new(),
        assumptions: Vec::new(),
        watch: Vec::new(),
        method: None,
        caveats: Vec::new(),
        license: None,
        draft: false,
        body: crate::model::Document::default(),
        length: crate::model::Length::default(),
        span,
    }
}

/// What all pages have in common.
struct Stage<'a> {
    site: &'a Site,
    theme: &'a Theme,
    project: &'a Project,
    place: Span,
    home: Page,
    /// The site as pages outside the navigation see it, made once for each language.
    sites: BTreeMap<Lang, Value>,
}

/// The cards of all briefings of each language, as template values made once: the heavy
/// part of a list is shared by the pages that show it.
type Cards = BTreeMap<Lang, Value>;

impl Stage<'_> {
    fn scope<'b>(&'b self, page: &'b Page) -> Scope<'b> {
        Scope::new(page, self.site, self.theme, &self.project.files)
    }

    fn cards(&self) -> Cards {
        let newest = feed::newest(self.site);
        let of = |lang: Lang| {
            let cards: Vec<CardView> = newest
                .iter()
                .filter(|page| page.lang == lang)
                .map(|page| self.card(page))
                .collect();
            (lang, views::value(&cards))
        };
        Lang::ALL.into_iter().map(of).collect()
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
            title_html: text(Some(&page.title)),
            summary_html: text(page.summary.as_ref()),
            headline_html: text(page.judgements.first().map(|judgement| &judgement.text)),
            url: self.site.folder(page),
            date: page::date_view(page.date.as_ref().map(|date| date.value), page.lang),
            updated: page::date_view(page.updated.as_ref().map(|date| date.value), page.lang),
            authors: people.map(|person| person.name.clone()).collect(),
            topics: topics.cloned().collect(),
            reading_minutes: page::reading_minutes(page),
        }
    }

    /// The view of the site as one page sees it.
    fn site_view(&self, current: &Page, lang: Lang) -> SiteView {
        let settings = &self.site.settings;
        let nav = settings.nav.iter().filter_map(|slug| self.site.page(&slug.value, lang));
        SiteView {
            title: settings.title.clone(),
            description: settings.description.clone(),
            base_url: settings.base_url.clone(),
            publisher: PublisherView {
                name: settings.publisher.name.clone(),
                url: settings.publisher.url.clone(),
                contact: settings.publisher.contact.clone(),
            },
            license: Maybe(
                (!settings.license.is_empty()).then(|| page::license(&settings.license)),
            ),
            nav: nav
                .map(|page| NavView {
                    title: crate::resolve::words(&page.title.content, self.site),
                    url: self.site.folder(page),
                    current: page.file == current.file && page.kind == current.kind,
                })
                .collect(),
            feed: if settings.base_url.is_empty() { String::new() } else { "atom.xml".to_owned() },
            generator: GENERATOR.to_owned(),
        }
    }

    fn context(&self, page: &Page, view: &PageView, root: &str) -> Context {
        let mut context = Context::new();
        context.insert("root", root);
        context.insert("lang", page.lang.bcp47());
        context.insert_value("strings", self.theme.strings(page.lang));
        // Only pages of the navigation see a site of their own, with themselves marked in it.
        let in_nav = self.site.settings.nav.iter().any(|slug| slug.value == page.slug);
        let site = if in_nav {
            views::value(&self.site_view(page, page.lang))
        } else {
            self.sites[&page.lang].clone()
        };
        context.insert_value("site", site);
        context.insert_value("page", views::value(view));
        context
    }

    /// The files of one page.
    fn page(&self, page: &Page, cards: &Cards) -> Checked<Vec<Made>> {
        let scope = self.scope(page);
        let (view, mut problems) = page::page(&scope);
        let mut context = self.context(page, &view, &scope.root);
        let template = match page.kind {
            PageKind::Home => {
                context.insert_value("briefings", cards[&page.lang].clone());
                "home.html"
            }
            PageKind::Briefing => "briefing.html",
            PageKind::Plain => "page.html",
        };
        let path = format!("{}index.html", view.url);
        let mut made = self.rendered(template, &context, path, page.span, &mut problems);
        let machine = facts::files(&view, &scope).into_iter();
        made.extend(machine.map(|(path, text)| (path, text.into_bytes().into(), page.span)));
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
    fn not_found(&self) -> Checked<Vec<Made>> {
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

    /// Data and pictures to take away.
    fn data(&self) -> Vec<Made> {
        let datasets = self.site.data.datasets.par_iter().map(|(id, dataset)| {
            (figure::csv_address(id), csv_text(dataset).into_bytes().into(), dataset.span)
        });
        let charts = self.site.charts.par_iter().filter_map(|(id, _)| {
            let span = self.site.data.charts.get(id)?.span;
            Some((figure::svg_address(id), figure::picture(id, self.site, self.theme)?, span))
        });
        datasets.chain(charts).collect()
    }

    /// Assets, images, and what other programs read.
    fn files(&self) -> Vec<Made> {
        let text = |text: String| -> Arc<[u8]> { text.into_bytes().into() };
        let assets = self.theme.assets.iter();
        let mut made: Vec<Made> =
            assets.map(|(path, bytes)| (path.clone(), Arc::clone(bytes), self.place)).collect();
        for path in &self.site.images {
            let bytes = match self.project.assets.get(path) {
                Some(bytes) => Arc::clone(bytes),
                None => match self.project.files.find(path) {
                    Some(id) => self.project.files.get(id).text.as_bytes().into(),
                    None => continue,
                },
            };
            made.push((scope::image(path).to_owned(), bytes, self.place));
        }
        if !self.site.settings.base_url.is_empty() {
            made.push(("atom.xml".to_owned(), feed::atom(self.site).into(), self.place));
            made.push(("sitemap.xml".to_owned(), feed::sitemap(self.site).into(), self.place));
        }
        made.push(("robots.txt".to_owned(), text(feed::robots(self.site)), self.place));
        made.push(("_headers".to_owned(), text(HEADERS.to_owned()), self.place));
        made
    }
}

/// What hosts that read a `_headers` file answer with. Pages need nothing that this
/// forbids: no script, no style in the page, nothing from another site.
const HEADERS: &str = "\
/*
  Content-Security-Policy: default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
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

/// Every file with its hash and every fact with its value. It marks the folder as ours.
fn manifest(output: &Output, site: &Site) -> String {
    let files: BTreeMap<&str, String> = output
        .iter()
        .map(|(path, bytes)| (path.as_str(), blake3::hash(bytes).to_hex().to_string()))
        .collect();
    let facts: BTreeMap<&str, serde_json::Value> =
        site.figures.iter().map(|(id, figure)| (id.as_str(), fact(figure))).collect();
    let manifest = json!({"generator": GENERATOR, "facts": facts, "files": files});
    let mut text = serde_json::to_string_pretty(&manifest).expect("values of JSON are JSON");
    text.push('\n');
    text
}

fn fact(figure: &Figure) -> serde_json::Value {
    let as_of = figure.as_of.map(super::date::PartialDate::iso);
    match &figure.value {
        FigureValue::Number(truth) => {
            json!({"value": truth.value.to_string(), "unit": truth.unit.id, "as_of": as_of})
        }
        FigureValue::Date(date) => json!({"value": date.iso(), "unit": "date", "as_of": as_of}),
        FigureValue::Text(text) => json!({"value": text, "unit": "text", "as_of": as_of}),
    }
}
