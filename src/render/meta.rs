//! What machines read about a page: structured data, and where errors are reported.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::quotation;
use super::scope::Scope;
use super::views::LinkView;
use crate::model::PageKind;
use crate::resolve::words_in;

/// Structured data by schema.org, safe inside a script element.
pub(super) fn json_ld(
    scope: &Scope,
    title: &str,
    summary: &str,
    canonical: &str,
    crumbs: &[LinkView],
) -> String {
    let settings = &scope.site.settings;
    let page = scope.page;
    let publisher = organization(scope);
    let mut data = match page.kind {
        PageKind::Briefing => json!({
            "@context": "https://schema.org",
            "@type": ["Article", "Report"],
            "headline": title,
            "description": summary,
            "inLanguage": scope.lang.bcp47(),
            "datePublished": page.date.as_ref().map(|date| date.value.iso()),
            "dateModified": page.updated.as_ref().or(page.date.as_ref()).map(|date| date.value.iso()),
            "author": authors(scope),
            "publisher": publisher,
            "license": page.license.as_ref().or(Some(&settings.license)).filter(|id| !id.is_empty()).map(|id| license_url(id)),
            "keywords": page.topics.iter().filter_map(|topic| settings.topics.get(&topic.value)).map(|name| name.of(scope.lang)).collect::<Vec<_>>(),
            "isAccessibleForFree": true,
            "hasPart": quotation::structured(scope),
        }),
        PageKind::Home => json!({
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": settings.title,
            "description": settings.description.of(scope.lang),
            "inLanguage": scope.lang.bcp47(),
            "publisher": publisher,
        }),
        PageKind::Plain | PageKind::Listing => json!({
            "@context": "https://schema.org",
            "@type": "WebPage",
            "name": title,
            "description": summary,
            "inLanguage": scope.lang.bcp47(),
        }),
    };
    if let Some(object) = data.as_object_mut() {
        if !canonical.is_empty() {
            object.insert("url".to_owned(), json!(canonical));
        }
        object.retain(|_, value| !is_empty(value));
    }
    // Search engines want whole addresses of the way to a page.
    if !canonical.is_empty() && !crumbs.is_empty() {
        data = json!([data, breadcrumbs(crumbs, title, canonical, &settings.base_url)]);
    }
    safe(&data)
}

/// JSON that cannot end the element it stands in.
fn safe(data: &Value) -> String {
    let text = serde_json::to_string(data).expect("values of JSON are JSON");
    text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

fn license_url(id: &str) -> String {
    let license = super::license::license(id);
    if license.url.is_empty() { license.id } else { license.url }
}

fn organization(scope: &Scope) -> Value {
    let publisher = &scope.site.settings.publisher;
    match (publisher.name.is_empty(), publisher.url.is_empty()) {
        (true, _) => Value::Null,
        (false, true) => json!({"@type": "Organization", "name": publisher.name}),
        (false, false) => {
            json!({"@type": "Organization", "name": publisher.name, "url": publisher.url})
        }
    }
}

fn authors(scope: &Scope) -> Vec<Value> {
    let people = scope.page.authors.iter().filter_map(|key| scope.site.data.people.get(&key.value));
    people
        .map(|person| {
            let kind = quotation::kind(person);
            if person.url.is_empty() {
                json!({"@type": kind, "name": person.name})
            } else {
                json!({"@type": kind, "name": person.name, "url": person.url})
            }
        })
        .collect()
}

/// Where readers report an error of a page, with the page, its address and its day named, so that
/// they only have to say what is wrong.
pub(super) fn report(scope: &Scope) -> String {
    let publisher = &scope.site.settings.publisher;
    let to = if publisher.report.is_empty() { &publisher.contact } else { &publisher.report };
    let title = words_in(&scope.page.title.content, scope.site, scope.lang);
    let folder = scope.site.folder(scope.page);
    let whole = super::page::absolute(scope, &folder);
    let address = if whole.is_empty() { format!("/{folder}") } else { whole };
    let day = scope.page.updated.as_ref().or(scope.page.date.as_ref());
    let day = day.map_or_else(String::new, |day| day.value.iso());
    if !to.contains('@') || to.contains("://") {
        let parts = [("{title}", &title), ("{address}", &address), ("{date}", &day)];
        return parts.iter().fold(to.clone(), |to, (name, part)| to.replace(name, &percent(part)));
    }
    // RFC 6068, section 5: lines of a body end with CR and LF. Two more leave room to write.
    let lines: Vec<&str> = [&title, &address, &day]
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(String::as_str)
        .collect();
    let body = format!("{}\r\n\r\n", lines.join("\r\n"));
    let subject = format!("{} {title}", scope.theme.word(scope.lang, "error_in"));
    format!("mailto:{to}?subject={}&body={}", percent(&subject), percent(&body))
}

/// Text as part of an address (RFC 3986, section 2.3).
fn percent(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The way to a page, for search engines; empty for the home page.
fn breadcrumbs(crumbs: &[LinkView], title: &str, canonical: &str, base: &str) -> Value {
    let before = crumbs.iter().map(|crumb| (crumb.title.as_str(), format!("{base}{}", crumb.url)));
    let all = before.chain([(title, canonical.to_owned())]);
    let items: Vec<Value> = all
        .enumerate()
        .map(|(at, (name, item))| {
            json!({"@type": "ListItem", "position": at + 1, "name": name, "item": item})
        })
        .collect();
    json!({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items})
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn an_address_holds_letters_and_digits_only() {
        assert_eq!(percent("a b/é?"), "a%20b%2F%C3%A9%3F");
    }
}
