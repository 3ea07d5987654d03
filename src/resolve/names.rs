//! Every name of a page and of the data leads somewhere.

mod texts;

use std::collections::BTreeSet;

use super::select::unknown;
use super::{Site, facts, paths, select};
use crate::diag::{Code, Diagnostic, nearest};
use crate::files::Spanned;
use crate::model::{
    ColumnType, Inline, Link, Page, PageKind, Target, ViewKind, images, passages, views, walk,
};
use crate::project::Project;
use texts::{Kind, TABLE, cited, data_link, id_of, timeline, unknown_anchor, unknown_page};

pub(super) use texts::{anchors, prose};

/// The names in the data that are not those of facts and views: sources and units.
pub(super) fn data(site: &Site, problems: &mut Vec<Diagnostic>) {
    let data = &site.data;
    let source = |key: &Spanned<String>, problems: &mut Vec<Diagnostic>| {
        if !data.sources.contains_key(&key.value) {
            problems.push(unknown(Code::UnknownSource, "source", key, data.sources.keys()));
        }
    };
    for fact in data.facts.values() {
        fact.keys().for_each(|key| source(key, problems));
        let signed = fact.checked.iter().filter(|signed| signed.names_a_key());
        for by in signed.map(|signed| &signed.by) {
            if !data.people.contains_key(&by.value) {
                problems.push(unknown(Code::UnknownPerson, "person", by, data.people.keys()));
            }
        }
    }
    for dataset in data.datasets.values() {
        dataset.sources.iter().for_each(|key| source(key, problems));
        for unit in dataset.columns.iter().filter_map(|column| column.unit.as_ref()) {
            facts::unit(unit, data, problems);
        }
        if let Some(at) = dataset.column_of(&ColumnType::Source) {
            for row in &dataset.rows {
                for key in select::keys(&row[at]) {
                    source(&key, problems);
                }
            }
        }
    }
    let views = data
        .charts
        .values()
        .map(|chart| &chart.sources)
        .chain(data.tables.values().map(|table| &table.sources));
    views.flatten().for_each(|key| source(key, problems));

    let texts = data.notes().flat_map(crate::model::Wording::all);
    prose(texts.map(|text| text.content.as_slice()), site, problems);
}

/// Lists that the program makes, which the navigation can name.
pub const LISTINGS: [&str; 6] = ["topics", "series", "authors", "sources", "data", "glossary"];

/// The names in the settings.
pub(super) fn settings(site: &Site, problems: &mut Vec<Diagnostic>) {
    let plain =
        || site.pages.iter().filter(|page| page.kind == PageKind::Plain).map(|page| &page.slug);
    for slug in &site.settings.nav {
        let listed = LISTINGS.contains(&slug.value.as_str());
        if !listed && !plain().any(|known| *known == slug.value) {
            problems.push(unknown(Code::UnknownPage, "page", slug, plain()));
        }
    }
}

/// The names in a page, by its number; also the images it shows.
pub(super) fn page(
    number: usize,
    site: &Site,
    project: &Project,
) -> (BTreeSet<String>, Vec<Diagnostic>) {
    let page = &site.pages[number];
    let shown = views(page).into_iter().map(|view| (view.kind, view.id.value.as_str())).collect();
    let (images_shown, problems) = (BTreeSet::new(), Vec::new());
    let mut names = Names { page, number, shown, site, project, images: images_shown, problems };
    names.front_matter();
    for passage in passages(page) {
        names.passage(passage);
    }
    names.views();
    for image in images(page) {
        names.image(&image.address);
    }
    (names.images, names.problems)
}

struct Names<'a> {
    page: &'a Page,
    /// The number of the page.
    number: usize,
    /// The charts and tables that stand on the page.
    shown: BTreeSet<(ViewKind, &'a str)>,
    site: &'a Site,
    project: &'a Project,
    images: BTreeSet<String>,
    problems: Vec<Diagnostic>,
}

impl Names<'_> {
    fn front_matter(&mut self) {
        let Names { page, site, .. } = *self;
        let data = &site.data;
        for author in page.authors.iter().chain(page.comment.iter().map(|comment| &comment.by)) {
            if !data.people.contains_key(&author.value) {
                self.problems.push(unknown(
                    Code::UnknownPerson,
                    "person",
                    author,
                    data.people.keys(),
                ));
            }
        }
        for topic in &page.topics {
            if !site.settings.topics.contains_key(&topic.value) {
                self.problems.push(unknown(
                    Code::UnknownTopic,
                    "topic",
                    topic,
                    site.settings.topics.keys(),
                ));
            }
        }
        if let Some(series) = &page.series
            && !site.settings.series.contains_key(&series.value)
        {
            let known = site.settings.series.keys();
            self.problems.push(unknown(Code::UnknownSeries, "series", series, known));
        }
        if let Some(entity) = &page.profile
            && !data.entities.contains_key(&entity.value)
        {
            let known = data.entities.keys();
            self.problems.push(unknown(Code::UnknownEntity, "entity", entity, known));
        }
        for fact in &page.at_a_glance {
            if !data.facts.contains_key(&fact.value) {
                self.problems.push(unknown(Code::UnknownFact, "fact", fact, data.facts.keys()));
            }
        }
        for source in page.watch.iter().filter_map(|watch| watch.source.as_ref()) {
            self.problems.extend(cited(source, site));
        }
        let judgements = || page.judgements.iter().map(|judgement| &judgement.id.value);
        for moved in page.watch.iter().filter_map(|watch| watch.moves.as_ref()) {
            if !judgements().any(|id| *id == moved.value) {
                self.problems.push(unknown(
                    Code::UnknownJudgement,
                    "judgement of this page",
                    moved,
                    judgements(),
                ));
            }
        }
        let assumptions = || page.assumptions.iter().map(|assumption| &assumption.id.value);
        for assumed in page.judgements.iter().flat_map(|judgement| &judgement.assumes) {
            if !assumptions().any(|id| *id == assumed.value) {
                self.problems.push(unknown(
                    Code::UnknownJudgement,
                    "assumption of this page",
                    assumed,
                    assumptions(),
                ));
            }
        }
    }

    fn passage(&mut self, content: &[Inline]) {
        let mut links = Vec::new();
        walk(content, &mut |inline| match inline {
            Inline::Link(link) => links.push(link),
            Inline::Citation(citation) => {
                let unknown = citation.items.iter().filter_map(|item| cited(&item.key, self.site));
                self.problems.extend(unknown.collect::<Vec<_>>());
            }
            _ => {}
        });
        for link in links {
            self.link(link);
        }
    }

    fn link(&mut self, link: &Link) {
        match &link.target {
            Target::Judgement(id) => self.judgement(link, id),
            Target::Anchor(anchor) => self.anchor(link, anchor, self.number),
            Target::Page { slug, anchor } => self.by_slug(link, slug, anchor.as_deref()),
            Target::File { path, anchor } => self.by_path(link, path, anchor.as_deref()),
            Target::Chart(id) => {
                self.problems.extend(data_link(link, self.site));
                self.shown(link, ViewKind::Chart, id);
            }
            Target::Table(id) => {
                self.problems.extend(data_link(link, self.site));
                self.shown(link, ViewKind::Table, id);
            }
            _ => self.problems.extend(data_link(link, self.site)),
        }
    }

    /// A cross-reference needs its chart or table on the same page.
    fn shown(&mut self, link: &Link, kind: ViewKind, id: &str) {
        let known = match kind {
            ViewKind::Chart => self.site.data.charts.contains_key(id),
            ViewKind::Table => (TABLE.has)(&self.site.data, id),
        };
        if known && !self.shown.contains(&(kind, id)) {
            let word = if kind == ViewKind::Chart { "chart" } else { "table" };
            self.problems.push(
                Diagnostic::new(
                    Code::UnknownAnchor,
                    link.address.span,
                    format!("the {word} `{id}` is not on this page"),
                )
                .help(format!("show it in a paragraph of its own: `![]({word}:{id})`")),
            );
        }
    }

    fn judgement(&mut self, link: &Link, id: &str) {
        let judgements = || self.page.judgements.iter().map(|judgement| &judgement.id.value);
        if !judgements().any(|known| known == id) {
            let problem = unknown(
                Code::UnknownJudgement,
                "judgement of this page",
                &id_of(link, id),
                judgements(),
            );
            self.problems.push(problem);
        }
    }

    fn by_slug(&mut self, link: &Link, slug: &str, anchor: Option<&str>) {
        match (self.site.page_number(slug, self.page.lang), anchor) {
            (Some(page), Some(anchor)) => self.anchor(link, anchor, page),
            (Some(_), None) => {}
            (None, _) => self.problems.push(unknown_page(link, slug, self.site)),
        }
    }

    fn by_path(&mut self, link: &Link, path: &str, anchor: Option<&str>) {
        let own = &self.project.files.get(self.page.file).path;
        let target = paths::join(own, path);
        let found = target.as_ref().and_then(|target| self.site.addresses.by_path.get(target));
        match (found, anchor) {
            (Some(page), Some(anchor)) => self.anchor(link, anchor, *page),
            (Some(_), None) => {}
            (None, _) => {
                let problem = self.no_such_file(link, path, target.as_deref());
                self.problems.push(problem);
            }
        }
    }

    fn no_such_file(&self, link: &Link, path: &str, target: Option<&str>) -> Diagnostic {
        let span = link.address.part(0..path.len());
        if let Some(target) = target
            && self.project.files.find(target).is_some()
        {
            let draft = target.starts_with("content/") && target.ends_with(".md");
            let why = if draft { "is a draft, which readers do not see" } else { "is not a page" };
            return Diagnostic::new(Code::UnknownPage, span, format!("`{path}` {why}"))
                .help("link to a page of `content/`, or to a web address");
        }
        let own = &self.project.files.get(self.page.file).path;
        let known: Vec<String> =
            self.site.addresses.by_path.keys().map(|known| relative(own, known)).collect();
        let problem =
            Diagnostic::new(Code::UnknownPage, span, format!("there is no page `{path}`"));
        match nearest(path, known.iter().map(String::as_str)) {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None if is_host(path) => {
                problem.help(format!("a web address begins with its scheme: `https://{path}`"))
            }
            None => problem
                .help("links to pages name their file, from this file's folder: `../about.md`"),
        }
    }

    fn anchor(&mut self, link: &Link, anchor: &str, page: usize) {
        self.problems.extend(unknown_anchor(link, anchor, page, self.site));
    }

    fn views(&mut self) {
        let views = views(self.page);
        let data = &self.site.data;
        for (at, view) in views.iter().enumerate() {
            let kind: &Kind = view.kind.into();
            if view.as_timeline {
                self.problems.extend(timeline(&view.id, data));
                if !(kind.has)(data, &view.id.value) {
                    continue;
                }
            }
            if !(kind.has)(data, &view.id.value) {
                self.problems.extend(kind.missing(&view.id, data));
                continue;
            }
            let kind = kind.name;
            let first = views[..at]
                .iter()
                .find(|other| other.kind == view.kind && other.id.value == view.id.value);
            if let Some(first) = first {
                self.problems.push(
                    Diagnostic::new(
                        Code::DuplicateAnchor,
                        view.id.span,
                        format!("this {kind} stands on the page a second time"),
                    )
                    .related(first.id.span, "the first time")
                    .help(format!("refer to it instead: `[]({kind}:{})`", view.id.value)),
                );
            }
        }
    }

    /// An image is a picture of the project, below `content/`.
    fn image(&mut self, address: &Spanned<String>) {
        let own = &self.project.files.get(self.page.file).path;
        let Some(target) = paths::join(own, &address.value) else {
            self.problems.push(missing_image(address, "begin it in this page's folder"));
            return;
        };
        // Charts, tables and other sites are looked at where they are read.
        if address.value.contains(':') {
            return;
        }
        if !self.is_picture(&target) {
            let problem = self.no_such_image(address, own);
            self.problems.push(problem);
        } else if target.starts_with("content/") {
            self.images.insert(target);
        } else {
            let help = "images stand in `content/`, beside the page that shows them; move it there";
            self.problems.push(
                Diagnostic::new(
                    Code::MissingImage,
                    address.span,
                    format!("`{}` is not in `content/`", address.value),
                )
                .help(help),
            );
        }
    }

    fn is_picture(&self, path: &str) -> bool {
        let project = self.project;
        let drawing = path.ends_with(".svg") && project.files.find(path).is_some();
        drawing || project.assets.contains_key(path)
    }

    fn no_such_image(&self, address: &Spanned<String>, own: &str) -> Diagnostic {
        let drawings = self.project.files.iter().map(|(_, file)| &*file.path);
        let pictures = self.project.assets.keys().map(String::as_str);
        let known: Vec<String> = drawings
            .filter(|path| path.ends_with(".svg"))
            .chain(pictures)
            .filter(|path| path.starts_with("content/"))
            .map(|known| relative(own, known))
            .collect();
        match nearest(&address.value, known.iter().map(String::as_str)) {
            Some(near) => missing_image(address, &format!("did you mean `{near}`?")),
            None => missing_image(
                address,
                "put the file beside this page and write its name, with its ending",
            ),
        }
    }
}

fn missing_image(address: &Spanned<String>, help: &str) -> Diagnostic {
    let message = format!("there is no image `{}`", address.value);
    Diagnostic::new(Code::MissingImage, address.span, message).help(help)
}

/// Whether a path looks like the address of a web site without its scheme.
fn is_host(path: &str) -> bool {
    const ENDINGS: [&str; 10] =
        [".com", ".org", ".net", ".int", ".edu", ".gov", ".eu", ".de", ".cn", ".uk"];
    let host = path.split('/').next().unwrap_or("");
    host.starts_with("www.") || ENDINGS.iter().any(|ending| host.ends_with(ending))
}

/// The way from a file's folder to another file.
fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = from.len() - 1;
    let shared = from[..folders].iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = "../".repeat(folders - shared);
    format!("{up}{}", to[shared..].join("/"))
}
