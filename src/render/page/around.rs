//! What stands round a text: the way to it, its authors and topics, its files, its
//! translations.

use super::super::figure;
use super::super::scope::Scope;
use super::super::views::{AuthorView, DownloadView, LinkView, TopicView, TranslationView};
use super::absolute;
use crate::files::Spanned;
use crate::lang::Lang;
use crate::model::{Page, PageKind, Person, PersonKind, ViewKind, views};
use crate::resolve::Site;

/// The way to a page from the home page; none to the home page itself.
pub(super) fn crumbs(scope: &Scope) -> Vec<LinkView> {
    let page = scope.page;
    if page.kind == PageKind::Home {
        return Vec::new();
    }
    let settings = &scope.site.settings;
    let home = home(scope.site, scope.lang);
    let title = scope.theme.word(scope.lang, "home");
    let mut crumbs = vec![LinkView { title, url: home.clone() }];
    if let Some(series) = &page.series
        && let Some(name) = settings.series.get(&series.value)
    {
        let title = name.of(scope.lang).to_owned();
        crumbs.push(LinkView { title, url: format!("{home}series/{}/", series.value) });
    }
    crumbs
}

pub(super) fn authors(scope: &Scope) -> Vec<AuthorView> {
    let people = scope.page.authors.iter().filter_map(|key| {
        let person = scope.site.data.people.get(&key.value)?;
        Some(author(&key.value, person, scope.site, scope.lang))
    });
    people.collect()
}

/// Somebody who signs, in a byline of a language.
pub(in crate::render) fn author(id: &str, person: &Person, site: &Site, lang: Lang) -> AuthorView {
    let signs = |page: &Page| {
        page.kind == PageKind::Briefing
            && page.lang == lang
            && page.authors.iter().any(|author| author.value == id)
    };
    let has_page = site.pages.iter().any(signs);
    let home = home(site, lang);
    AuthorView {
        name: person.name.clone(),
        role: person.role.of(lang).to_owned(),
        affiliation: person.affiliation.clone(),
        url: person.url.clone(),
        page: if has_page { format!("{home}authors/{id}/") } else { String::new() },
        orcid: if person.orcid.is_empty() {
            String::new()
        } else {
            format!("https://orcid.org/{}", person.orcid.trim_start_matches("https://orcid.org/"))
        },
        kind: match person.kind {
            PersonKind::Person => "person",
            PersonKind::Institution => "institution",
            PersonKind::Role => "role",
        },
    }
}

/// The folder of a language in the site; empty for the site's own.
pub(in crate::render) fn home(site: &Site, lang: Lang) -> String {
    if lang == site.settings.language { String::new() } else { format!("{}/", lang.code()) }
}

pub(super) fn topic_view(topic: &Spanned<String>, scope: &Scope) -> Option<TopicView> {
    let title = scope.site.settings.topics.get(&topic.value)?.of(scope.lang).to_owned();
    let id = topic.value.clone();
    // Only briefings are listed under their topics.
    let url = match scope.page.kind {
        PageKind::Briefing => format!("{}topics/{id}/", home(scope.site, scope.lang)),
        PageKind::Home | PageKind::Plain | PageKind::Listing => String::new(),
    };
    Some(TopicView { id, title, url })
}

/// The data of the page's charts and tables.
pub(super) fn downloads(scope: &Scope) -> Vec<DownloadView> {
    let data = &scope.site.data;
    let mut downloads: Vec<DownloadView> = Vec::new();
    for view in views(scope.page) {
        let id = &view.id.value;
        let dataset = match view.kind {
            ViewKind::Chart => data.charts.get(id).map(|chart| &chart.data.dataset.value),
            ViewKind::Table => scope.site.tables.get(id).map(|table| &table.dataset),
        };
        let Some((name, dataset)) = dataset.and_then(|name| Some((name, data.datasets.get(name)?)))
        else {
            continue;
        };
        let url = figure::csv_address(name);
        if downloads.iter().all(|known| known.url != url) {
            // The size is that of the file, which is made beside the pages.
            let (title, size) = (dataset.title.of(scope.lang).clone(), String::new());
            downloads.push(DownloadView { title, kind: "CSV", size, url });
        }
    }
    downloads
}

/// The same page in other languages, in the order of the languages.
pub(super) fn translations(scope: &Scope) -> Vec<TranslationView> {
    let pages = scope.site.translations(scope.page).into_iter();
    pages
        .map(|page| {
            let url = scope.site.folder(page);
            TranslationView {
                lang: page.lang.bcp47(),
                name: page.lang.own_name(),
                canonical: absolute(scope, &url),
                url,
            }
        })
        .collect()
}
