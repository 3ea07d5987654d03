//! From what files say to a site in which every name is the thing it names.
//!
//! Names that lead nowhere are reported here and left out, so that what follows never
//! meets one. A problem is reported once: what rests on a broken thing stays silent.

mod charts;
mod claims;
mod corrections;
mod facts;
mod figure;
mod formula;
mod hidden;
mod merge;
mod names;
mod paths;
mod reach;
mod select;
mod tables;
mod units;

pub use charts::{ResolvedChart, words, words_in};
pub use claims::Proof;
pub use facts::{Figure, FigureValue, like};
pub use formula::Term;
pub use names::LISTINGS;
pub use paths::join as join_paths;
pub use reach::{Thing, ThingKind, reached};
pub use select::{column as column_of, sources_of};
pub use tables::{ResolvedTable, TableColumn, csv_of, csv_text, table_column};

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::date::Moment;
use crate::diag::{Checked, Diagnostic};
use crate::files::FileId;
use crate::lang::Lang;
use crate::model::{Data, Page, Settings};
use crate::parse;
use crate::project::Project;

/// Whether pages marked as drafts belong to the site.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Drafts {
    /// They do not exist.
    #[default]
    Hide,
    /// They are pages like others.
    Show,
}

/// A project whose names are resolved.
#[derive(Debug, Default)]
pub struct Site {
    /// The settings.
    pub settings: Settings,
    /// The pages, in the order of their files; drafts only when asked for.
    pub pages: Vec<Page>,
    /// Drafts, and pages whose day has not come, which readers do not see.
    pub hidden: Vec<Page>,
    /// Everything in `data/`.
    pub data: Data,
    /// The facts that have a value.
    pub figures: BTreeMap<String, Figure>,
    /// The claims that can be worked out.
    pub claims: BTreeMap<String, Proof>,
    /// The charts that can be drawn.
    pub charts: BTreeMap<String, ResolvedChart>,
    /// The tables that can be shown, also those that are a whole dataset.
    pub tables: BTreeMap<String, ResolvedTable>,
    /// The addresses that pages and links use.
    pub addresses: Addresses,
    /// The images that pages show, by their paths in the project.
    pub images: BTreeSet<String>,
}

/// Where pages stand.
#[derive(Debug, Default)]
pub struct Addresses {
    /// The number of a page by its file's path.
    pub by_path: BTreeMap<String, usize>,
    /// The number of a page by its slug and language.
    pub by_slug: BTreeMap<(String, Lang), usize>,
    /// The number of the profile of an entity, by the entity and the page's language.
    pub by_entity: BTreeMap<(String, Lang), usize>,
    /// The places on each page that links can name, by the page's number.
    pub anchors: Vec<BTreeSet<String>>,
}

impl Site {
    /// The page a slug names, in a language or else in the site's own.
    pub fn page(&self, slug: &str, lang: Lang) -> Option<&Page> {
        self.pages.get(self.page_number(slug, lang)?)
    }

    /// The number of that page.
    fn page_number(&self, slug: &str, lang: Lang) -> Option<usize> {
        let by_slug = &self.addresses.by_slug;
        let own = by_slug.get(&(slug.to_owned(), lang));
        own.or_else(|| by_slug.get(&(slug.to_owned(), self.settings.language))).copied()
    }

    /// A page in each of its languages, its own among them; none where it has only one.
    pub fn translations(&self, page: &Page) -> Vec<&Page> {
        let by_slug = &self.addresses.by_slug;
        let same = |lang| by_slug.get(&(page.slug.clone(), lang));
        let pages: Vec<&Page> =
            Lang::ALL.into_iter().filter_map(same).map(|at| &self.pages[*at]).collect();
        if pages.len() < 2 { Vec::new() } else { pages }
    }

    /// The profile of an entity, in a language or else in the site's own.
    pub fn profile(&self, entity: &str, lang: Lang) -> Option<&Page> {
        let of = |lang| self.addresses.by_entity.get(&(entity.to_owned(), lang));
        let at = of(lang).or_else(|| of(self.settings.language))?;
        self.pages.get(*at)
    }

    /// The folder of a page in the site, with a slash at the end.
    pub fn folder(&self, page: &Page) -> String {
        page.folder(self.settings.language)
    }
}

/// Whether readers may see a page. One with an embargo needs a time to be known, and that its
/// own has come: what leaves the house too early cannot be called back.
fn is_public(page: &Page, now: Option<Moment>) -> bool {
    let due = page
        .embargo
        .as_ref()
        .is_none_or(|embargo| now.is_some_and(|now| embargo.value.is_over(now)));
    !page.draft && due
}

/// Parses the files of a project, in parallel, and links what they say. `now` is the time
/// at which it is read; without it no embargo has ended.
pub fn site(project: &Project, drafts: Drafts, now: Option<Moment>) -> Checked<Site> {
    let mut problems = Vec::new();
    let files = &project.files;
    let settings = match files.find("briefing.yaml") {
        Some(id) => parse::settings::settings(id, files.get(id)).take(&mut problems),
        None => Settings::default(),
    };

    let language = settings.language;
    let unread: BTreeSet<FileId> =
        project.problems.iter().map(|problem| problem.span.file).collect();
    let ids = |folder: &str, endings: &[&str]| -> Vec<FileId> {
        let fits = |path: &str| {
            path.starts_with(folder) && endings.iter().any(|ending| path.ends_with(ending))
        };
        let found = files.iter().filter(|(id, file)| fits(&file.path) && !unread.contains(id));
        found.map(|(id, _)| id).collect()
    };
    let parsed: Vec<Checked<Option<Page>>> = ids("content/", &[".md"])
        .into_par_iter()
        .map(|id| parse::page::page(id, files.get(id), language))
        .collect();
    let data: Vec<_> = ids("data/", &[".yaml", ".yml"])
        .into_par_iter()
        .map(|id| parse::data::file(id, files.get(id)))
        .collect();

    let pages: Vec<Page> = parsed.into_iter().filter_map(|page| page.take(&mut problems)).collect();
    let (pages, hidden): (Vec<Page>, Vec<Page>) =
        pages.into_iter().partition(|page| drafts == Drafts::Show || is_public(page, now));
    let parts = data.into_iter().map(|part| part.take(&mut problems)).collect();
    let mut data = merge::data(project, parts, &mut problems);
    hidden::withhold(&mut data, &pages, &hidden);
    merge::unread(project, &mut problems);

    let mut site = Site { settings, pages, hidden, data, ..Site::default() };
    site.addresses = addresses(&site, project);
    names::data(&site, &mut problems);
    let mut rows_left = formula::MOST_ROWS;
    site.figures = facts::figures(&site.data, &mut rows_left, &mut problems);
    site.claims = claims::proofs(&site.data, &site.figures, &mut rows_left, &mut problems);
    site.charts = charts::charts(&site, &mut problems);
    site.tables = tables::tables(&site, &mut problems);
    let seen: Vec<(BTreeSet<String>, Vec<Diagnostic>)> = (0..site.pages.len())
        .into_par_iter()
        .map(|number| names::page(number, &site, project))
        .collect();
    for (images, found) in seen {
        site.images.extend(images);
        problems.extend(found);
    }
    names::settings(&site, &mut problems);
    Checked { value: site, problems }
}

fn addresses(site: &Site, project: &Project) -> Addresses {
    let anchors = site.pages.par_iter().map(|page| names::anchors(page).into_iter().collect());
    let mut addresses = Addresses { anchors: anchors.collect(), ..Addresses::default() };
    for (at, page) in site.pages.iter().enumerate() {
        let path = &project.files.get(page.file).path;
        addresses.by_path.insert(path.to_string(), at);
        addresses.by_slug.insert((page.slug.clone(), page.lang), at);
        if let Some(entity) = &page.profile {
            addresses.by_entity.entry((entity.value.clone(), page.lang)).or_insert(at);
        }
    }
    addresses
}
