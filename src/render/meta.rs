//! What machines read about a page: structured data, and how to cite it.

use serde_json::{Value, json};

use super::scope::Scope;
use crate::lang::Lang;
use crate::model::{PageKind, PersonKind};
use crate::resolve::words;

/// Structured data by schema.org, safe inside a script element.
pub(super) fn json_ld(scope: &Scope, title: &str, summary: &str, canonical: &str) -> String {
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
            "keywords": page.topics.iter().filter_map(|topic| settings.topics.get(&topic.value)).collect::<Vec<_>>(),
            "isAccessibleForFree": true,
        }),
        PageKind::Home => json!({
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": settings.title,
            "description": settings.description,
            "inLanguage": scope.lang.bcp47(),
            "publisher": publisher,
        }),
        PageKind::Plain => json!({
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
    let license = super::page::license(id);
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
            let kind = if person.kind == PersonKind::Person { "Person" } else { "Organization" };
            if person.url.is_empty() {
                json!({"@type": kind, "name": person.name})
            } else {
                json!({"@type": kind, "name": person.name, "url": person.url})
            }
        })
        .collect()
}

/// How to cite a briefing, in one line: who, when, what, where.
pub(super) fn citation(scope: &Scope) -> String {
    let page = scope.page;
    let people = page.authors.iter().filter_map(|key| scope.site.data.people.get(&key.value));
    let mut names: Vec<&str> = people.map(|person| person.name.as_str()).collect();
    let settings = &scope.site.settings;
    if names.is_empty() {
        names.push(if settings.publisher.name.is_empty() {
            &settings.title
        } else {
            &settings.publisher.name
        });
    }
    let date = page.date.as_ref().map_or_else(String::new, |date| date.value.iso());
    let title = words(&page.title.content, scope.site);
    let address = super::page::absolute(scope, &scope.site.folder(page));
    let publisher = match settings.publisher.name.as_str() {
        name if names.contains(&name) => "",
        name => name,
    };
    let names = names.join(&scope.theme.word(scope.lang, "comma"));
    if scope.lang == Lang::Zh {
        let date = if date.is_empty() { date } else { format!("（{date}）") };
        let publisher =
            if publisher.is_empty() { String::new() } else { format!("{publisher}。") };
        return format!("{names}{date}：《{title}》。{publisher}{address}");
    }
    let date = if date.is_empty() { date } else { format!(" ({date})") };
    // A title that asks needs no stop.
    let stop = if title.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    let publisher = if publisher.is_empty() { String::new() } else { format!(" {publisher}.") };
    let address = if address.is_empty() { address } else { format!(" {address}") };
    format!("{names}{date}: {title}{stop}{publisher}{address}")
}
