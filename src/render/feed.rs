//! What other programs read: the feed, the sitemap and the rules for robots.

use std::fmt::Write as _;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::catalogue::Catalogue;
use super::html::{escape, href};
use crate::date::PartialDate;
use crate::lang::Lang;
use crate::model::{Page, PageKind};
use crate::resolve::{Site, words_in};
use crate::theme::Theme;

mod json;

pub(super) use json::json;

/// The briefings of a site, newest first; of one day, by their slugs.
pub(super) fn newest(site: &Site) -> Vec<&Page> {
    let mut briefings: Vec<&Page> =
        site.pages.iter().filter(|page| page.kind == PageKind::Briefing).collect();
    briefings.sort_by(|one, other| {
        let day = |page: &Page| page.date.as_ref().map(|date| date.value.last_day());
        day(other).cmp(&day(one)).then_with(|| one.slug.cmp(&other.slug))
    });
    briefings
}

/// How many briefings the feed holds: readers ask for it often, and want what is new.
const ENTRIES: usize = 50;

type Xml = Writer<Vec<u8>>;

/// Text without the control characters that XML cannot hold (XML 1.0, section 2.2).
fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

/// A document with an outermost element; nothing can fail, since it is written to memory.
fn document(write: impl FnOnce(&mut Xml)) -> Vec<u8> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))
        .expect("writing to memory cannot fail");
    write(&mut xml);
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    bytes
}

fn element(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], text: &str) {
    let start = xml.create_element(name).with_attributes(attributes.iter().copied());
    match text {
        "" => start.write_empty().map(drop),
        text => start.write_text_content(BytesText::new(&clean(text))).map(drop),
    }
    .expect("writing to memory cannot fail");
}

fn nested(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], inner: impl FnOnce(&mut Xml)) {
    xml.create_element(name)
        .with_attributes(attributes.iter().copied())
        .write_inner_content(|xml| {
            inner(xml);
            Ok(())
        })
        .map(drop)
        .expect("writing to memory cannot fail");
}

/// A day as RFC 3339 wants it: its midnight in Greenwich.
fn instant(date: PartialDate) -> String {
    format!("{}T00:00:00Z", date.first_day())
}

/// What a feed is of.
pub(super) struct Channel<'a> {
    /// Its title.
    pub title: String,
    /// The folder in the site that it stands in, and that lists the same.
    pub folder: String,
    /// The language of its title.
    pub lang: Lang,
    /// Its briefings, newest first.
    pub pages: Vec<&'a Page>,
}

/// The Atom feed of the newest briefings (RFC 4287). Needs `base_url`.
pub(super) fn atom(site: &Site, channel: &Channel) -> Vec<u8> {
    let settings = &site.settings;
    let base = &format!("{}{}", settings.base_url, channel.folder);
    let briefings = &channel.pages;
    let latest = briefings.iter().filter_map(|page| page.changed()).max();
    document(|xml| {
        let language = channel.lang.bcp47();
        nested(
            xml,
            "feed",
            &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", language)],
            |xml| {
                element(xml, "id", &[], base);
                element(xml, "title", &[], &channel.title);
                let description = settings.description.of(channel.lang);
                if !description.is_empty() {
                    element(xml, "subtitle", &[], description);
                }
                // A feed without entries is as old as the web.
                element(
                    xml,
                    "updated",
                    &[],
                    &latest.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), instant),
                );
                element(
                    xml,
                    "link",
                    &[
                        ("rel", "self"),
                        ("type", "application/atom+xml"),
                        ("href", &format!("{base}atom.xml")),
                    ],
                    "",
                );
                element(
                    xml,
                    "link",
                    &[("rel", "alternate"), ("type", "text/html"), ("href", base)],
                    "",
                );
                let name = if settings.publisher.name.is_empty() {
                    &settings.title
                } else {
                    &settings.publisher.name
                };
                nested(xml, "author", &[], |xml| element(xml, "name", &[], name));
                for page in briefings.iter().take(ENTRIES) {
                    entry(xml, page, site);
                }
            },
        );
    })
}

fn entry(xml: &mut Xml, page: &Page, site: &Site) {
    let settings = &site.settings;
    let address = format!("{}{}", settings.base_url, site.folder(page));
    let (Some(date), Some(updated)) = (page.date.as_ref().map(|date| date.value), page.changed())
    else {
        return;
    };
    nested(xml, "entry", &[("xml:lang", page.lang.bcp47())], |xml| {
        element(xml, "id", &[], &tag(site, page, date));
        element(xml, "title", &[], &words_in(&page.title.content, site, page.lang));
        element(xml, "published", &[], &instant(date));
        element(xml, "updated", &[], &instant(updated));
        element(
            xml,
            "link",
            &[("rel", "alternate"), ("type", "text/html"), ("href", &address)],
            "",
        );
        for person in page.authors.iter().filter_map(|key| site.data.people.get(&key.value)) {
            nested(xml, "author", &[], |xml| element(xml, "name", &[], &person.name));
        }
        for topic in &page.topics {
            let label = settings.topics.get(&topic.value).map_or("", |name| name.of(page.lang));
            element(xml, "category", &[("term", &topic.value), ("label", label)], "");
        }
        if let Some(summary) = &page.summary {
            element(
                xml,
                "summary",
                &[("type", "text")],
                &words_in(&summary.content, site, page.lang),
            );
        }
    });
}

/// An id that stays when the page moves (RFC 4151): the host, the year, the slug.
fn tag(site: &Site, page: &Page, date: PartialDate) -> String {
    let rest = site.settings.base_url.split("://").nth(1).unwrap_or("");
    let host = rest.split(['/', ':']).next().unwrap_or("");
    format!("tag:{host},{}:{}{}", date.first_day().year(), page.slug, language_suffix(site, page))
}

fn language_suffix(site: &Site, page: &Page) -> String {
    if page.lang == site.settings.language {
        String::new()
    } else {
        format!(".{}", page.lang.code())
    }
}

/// The sitemap (sitemaps.org, protocol 0.9). A page's day is that of its last change in
/// substance, never that of the build. Needs `base_url`.
pub(super) fn sitemap(site: &Site, listings: &[&Page]) -> Vec<u8> {
    let base = &site.settings.base_url;
    let newest = newest(site).iter().filter_map(|page| page.changed()).max();
    document(|xml| {
        nested(
            xml,
            "urlset",
            &[
                ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
                ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
            ],
            |xml| {
                // Of the lists only the home page shows what is new.
                for page in site.pages.iter().chain(listings.iter().copied()) {
                    let is_home = page.kind == PageKind::Home;
                    let changed = if is_home { newest } else { page.changed() };
                    let address = |page: &Page| format!("{base}{}", site.folder(page));
                    let others: Vec<(&str, String)> = site
                        .translations(page)
                        .iter()
                        .map(|other| (other.lang.bcp47(), address(other)))
                        .collect();
                    url(xml, &address(page), changed, &others);
                }
            },
        );
    })
}

/// One page, with its translations by language if it has any.
fn url(
    xml: &mut Xml,
    address: &str,
    changed: Option<PartialDate>,
    translations: &[(&str, String)],
) {
    nested(xml, "url", &[], |xml| {
        element(xml, "loc", &[], address);
        if let Some(changed) = changed {
            element(xml, "lastmod", &[], &changed.iso());
        }
        for (language, address) in translations {
            let attributes =
                [("rel", "alternate"), ("hreflang", *language), ("href", address.as_str())];
            element(xml, "xhtml:link", &attributes, "");
        }
    });
}

/// The rules for robots: all of it, and where the sitemap is.
pub(super) fn robots(site: &Site) -> String {
    let base = &site.settings.base_url;
    let sitemap =
        if base.is_empty() { String::new() } else { format!("\nSitemap: {base}sitemap.xml\n") };
    format!("User-agent: *\nAllow: /\n{sitemap}")
}

/// A page that leads on to another: at once, and by a link for those whom it does not.
pub(super) fn redirect(url: &str, whole: &str, title: &str) -> String {
    let canonical = if whole.is_empty() {
        String::new()
    } else {
        format!("<link rel=\"canonical\" href=\"{}\">\n", href(whole))
    };
    let (url, title) = (href(url), escape(title));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>{title}</title>\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={url}\">\n\
         <meta name=\"robots\" content=\"noindex\">\n{canonical}</head>\n<body>\n\
         <main><h1>{title}</h1>\n<p><a href=\"{url}\">{url}</a></p></main>\n</body>\n</html>\n"
    )
}

/// What a site holds, for language models and those who work with them (llmstxt.org): the
/// plain texts of its briefings, and its data.
pub(super) fn llms(site: &Site, catalogue: &Catalogue, theme: &Theme) -> String {
    let settings = &site.settings;
    let base = &settings.base_url;
    let mut text = format!("# {}\n", settings.title);
    let description = settings.description.of(settings.language);
    if !description.is_empty() {
        let _ = write!(text, "\n> {description}\n");
    }
    for lang in &catalogue.languages {
        let briefings = catalogue.of(*lang);
        if briefings.is_empty() {
            continue;
        }
        let _ = write!(text, "\n## {} ({})\n\n", theme.word(*lang, "briefings"), lang.own_name());
        for page in briefings {
            let title = words_in(&page.title.content, site, page.lang);
            let summary = page.summary.as_ref().map_or_else(String::new, |summary| {
                format!(": {}", words_in(&summary.content, site, page.lang))
            });
            let _ = writeln!(text, "- [{title}]({base}{}index.md){summary}", site.folder(page));
        }
    }
    if !site.data.datasets.is_empty() {
        let _ = write!(text, "\n## {}\n\n", theme.word(settings.language, "data"));
        for (id, dataset) in &site.data.datasets {
            let _ =
                writeln!(text, "- [{}]({base}data/{id}.csv)", dataset.title.of(settings.language));
        }
        let package = theme.word(settings.language, "data_package");
        let _ = writeln!(text, "- [{package}]({base}data/datapackage.json)");
    }
    text
}
