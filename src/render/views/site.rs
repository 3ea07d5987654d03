//! What templates see of the site as a whole, and on the lists that the program makes.

use serde::Serialize;

use super::{AuthorView, DateView, Maybe, SourceView, TermView};

/// The site, on every page.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct SiteView {
    /// Its name.
    pub title: String,
    /// What it is.
    pub description: String,
    /// Where it stands; may be empty.
    pub base_url: String,
    /// Who publishes it.
    pub publisher: PublisherView,
    /// The licence of its texts.
    pub license: Maybe<LicenseView>,
    /// The home page of the language, from the root.
    pub home: String,
    /// The navigation.
    pub nav: Vec<NavView>,
    /// The lists that the program makes: topics, authors, sources and so on.
    pub lists: Vec<NavView>,
    /// The feed's address from the root; empty without `base_url`.
    pub feed: String,
    /// The same as JSON Feed; empty without `base_url`.
    pub json_feed: String,
    /// The name of the publisher's logo among the assets; may be empty.
    pub logo: String,
    /// The name of the stylesheet of the publisher's colours and typefaces; may be empty.
    pub brand: String,
    /// The names among the assets of the typefaces that the first screen needs, for the page to ask for at once.
    pub fonts: Vec<String>,
    /// The program and its version.
    pub generator: String,
}

/// Who publishes a site.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct PublisherView {
    /// The name.
    pub name: String,
    /// The address.
    pub url: String,
    /// An e-mail or an address.
    pub contact: String,
}

/// A licence.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct LicenseView {
    /// The SPDX id.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// Its text's address; may be empty.
    pub url: String,
}

/// An entry of the navigation.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct NavView {
    /// The page's title.
    pub title: String,
    /// Its address from the root.
    pub url: String,
    /// Whether it is the page that is shown.
    pub current: bool,
}

/// A briefing in a list.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct CardView {
    /// What kind of publication it is.
    pub type_label: String,
    /// The title, without links.
    pub title_html: String,
    /// The summary, without links.
    pub summary_html: String,
    /// The address from the root.
    pub url: String,
    /// When it was published.
    pub date: Maybe<DateView>,
    /// When it was updated.
    pub updated: Maybe<DateView>,
    /// The authors' names.
    pub authors: Vec<String>,
    /// The topics' names.
    pub topics: Vec<String>,
    /// Minutes of reading.
    pub reading_minutes: usize,
    /// The first judgement, without links.
    pub headline_html: String,
}

/// A link by its title.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct LinkView {
    /// What it leads to.
    pub title: String,
    /// The address from the root.
    pub url: String,
}

/// Where a list goes on, when it is longer than one page.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct PagingView {
    /// The number of this page, from 1.
    pub number: usize,
    /// How many pages there are.
    pub count: usize,
    /// The address of the page before, from the root; empty on the first.
    pub previous: String,
    /// Whether there is a page before.
    pub has_previous: bool,
    /// The address of the page behind, from the root; empty on the last.
    pub next: String,
}

/// An entry of a list of topics, series or authors.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct EntryView {
    /// Its name.
    pub title: String,
    /// Its address from the root.
    pub url: String,
    /// What it is; may be empty.
    pub text_html: String,
    /// How many briefings it has.
    pub count: usize,
}

/// The series of a briefing, and its place in it.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct SeriesView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its address from the root.
    pub url: String,
    /// The number of the briefing in it, from 1.
    pub number: usize,
    /// How many briefings it has.
    pub count: usize,
    /// The briefing before.
    pub previous: Maybe<LinkView>,
    /// The briefing behind.
    pub next: Maybe<LinkView>,
}

/// An entry of a page's history.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct ChangeView {
    /// When.
    pub date: Maybe<DateView>,
    /// `correction`, `revision`, `update`, `clarification` or `withdrawal`.
    pub kind: &'static str,
    /// The same in the page's language.
    pub label: String,
    /// What was changed.
    pub text_html: String,
}

/// A way of citing a page.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct CiteView {
    /// The name of the style: APA, Chicago.
    pub style: &'static str,
    /// The citation.
    pub text: String,
}

/// A person, role or institution on a page of its own.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct PersonView {
    /// As in a byline.
    pub author: AuthorView,
    /// Who they are.
    pub about_html: String,
}

/// A source with what rests on it.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct SourceEntryView {
    /// The source, as on the pages that cite it; its number is 0.
    pub source: SourceView,
    /// The facts that rest on it.
    pub facts: Vec<SourceFactView>,
    /// The datasets that rest on it.
    pub datasets: Vec<LinkView>,
    /// The pages that cite it.
    pub pages: Vec<LinkView>,
}

/// A fact in the list of sources.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct SourceFactView {
    /// What it counts.
    pub label: String,
    /// The value.
    pub value: String,
    /// The word behind it; may be empty.
    pub unit: String,
    /// Its entry in the register of the first page that uses it; may be empty.
    pub url: String,
}

/// A dataset with its dictionary.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct DatasetView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is; may be empty.
    pub description: String,
    /// What readers should know.
    pub note_html: String,
    /// The licence of the data; may be empty.
    pub license: Maybe<LicenseView>,
    /// How many rows it has.
    pub rows: usize,
    /// What the columns mean.
    pub columns: Vec<ColumnView>,
    /// Where its rows come from.
    pub sources: Vec<LinkView>,
    /// The charts and tables that show it.
    pub figures: Vec<LinkView>,
    /// The file.
    pub file: DownloadView,
}

/// A column of a dataset.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct ColumnView {
    /// Its name in the file.
    pub name: String,
    /// What people read above it.
    pub title: String,
    /// Its type: `date`, `integer`, `text` …
    #[serde(rename = "type")]
    pub kind: String,
    /// The word for its unit; may be empty.
    pub unit: String,
    /// Whether it is part of what makes a row one of its kind.
    pub key: bool,
    /// What it means; may be empty.
    pub description: String,
}

/// A term in the glossary of the site.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct TermEntryView {
    /// The term, as on the pages that use it.
    pub term: TermView,
    /// The pages that link to it.
    pub pages: Vec<LinkView>,
}

/// A file to take away.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct DownloadView {
    /// What it holds.
    pub title: String,
    /// Its type: CSV, BibTeX.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Its size in words: `1.2 kB`.
    pub size: String,
    /// Its address from the root.
    pub url: String,
}

/// The same page in another language.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct TranslationView {
    /// The language's code.
    pub lang: &'static str,
    /// The language's own name.
    pub name: &'static str,
    /// The address from the root.
    pub url: String,
    /// The whole address; empty without `base_url`.
    pub canonical: String,
}
