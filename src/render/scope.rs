//! What is known while a page is written: its site, theme, language and place.

use crate::files::Files;
use crate::lang::Lang;
use crate::model::{Page, ViewKind, Wording, views};
use crate::resolve::{Site, join_paths};
use crate::theme::Theme;

/// A page in the making.
pub(super) struct Scope<'a> {
    /// The site.
    pub site: &'a Site,
    /// The theme.
    pub theme: &'a Theme,
    /// The texts of the project, for places.
    pub files: &'a Files,
    /// The page.
    pub page: &'a Page,
    /// Its language.
    pub lang: Lang,
    /// The way from the page to the site's root: `../`.
    pub root: String,
    /// Whether there are pictures as PNG.
    pub has_pictures: bool,
}

impl<'a> Scope<'a> {
    /// The scope of a page.
    pub(super) fn new(
        page: &'a Page,
        site: &'a Site,
        theme: &'a Theme,
        files: &'a Files,
    ) -> Scope<'a> {
        let root = root(&site.folder(page));
        let has_pictures = cfg!(feature = "png") && site.settings.png;
        Scope { site, theme, files, page, lang: page.lang, root, has_pictures }
    }

    /// The address of another page from this one.
    pub(super) fn address_of(&self, page: &Page, anchor: Option<&str>) -> String {
        let anchor = anchor.map_or_else(String::new, |anchor| format!("#{anchor}"));
        format!("{}{}{anchor}", self.root, self.site.folder(page))
    }

    /// The address of the page that a path from this page's file names.
    pub(super) fn address_of_file(&self, path: &str, anchor: Option<&str>) -> Option<String> {
        let own = &self.files.get(self.page.file).path;
        let at = self.site.addresses.by_path.get(&join_paths(own, path)?)?;
        Some(self.address_of(&self.site.pages[*at], anchor))
    }

    /// The address of an image beside this page's file.
    pub(super) fn address_of_image(&self, path: &str) -> Option<String> {
        let own = &self.files.get(self.page.file).path;
        let target = join_paths(own, path)?;
        self.site.images.contains(&target).then(|| format!("{}{}", self.root, image(&target)))
    }

    /// The language that a chart's words are translated to on this page, if they are.
    pub(super) fn translated(&self, chart: &str) -> Option<Lang> {
        let chart = self.site.charts.get(chart)?;
        chart.translated.contains_key(&self.lang).then_some(self.lang)
    }

    /// A text of the data in the page's language.
    pub(super) fn own<'t, T>(&self, text: Option<&'t Wording<T>>) -> Option<&'t T> {
        text.map(|text| text.of(self.lang))
    }

    /// The number of a chart or table among its kind on this page, from 1.
    pub(super) fn figure_number(&self, kind: &str, id: &str) -> usize {
        let wanted = if kind == "chart" { ViewKind::Chart } else { ViewKind::Table };
        let mut same = views(self.page).into_iter().filter(|view| view.kind == wanted);
        same.position(|view| view.id.value == id).map_or(0, |at| at + 1)
    }
}

/// Where an image of the project stands in the site.
pub(super) fn image(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}

/// The way from a folder of the site to its root.
pub(super) fn root(folder: &str) -> String {
    match folder.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}
