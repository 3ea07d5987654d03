//! The feed as JSON Feed, version 1.1 (jsonfeed.org).

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Channel, ENTRIES, instant, tag};
use crate::model::{Page, Person};
use crate::resolve::{Site, words_in};

/// The feed of a channel. `texts` are the plain texts of briefings, by their addresses.
/// Needs `base_url`.
pub(in crate::render) fn json(
    site: &Site,
    channel: &Channel,
    texts: &BTreeMap<&str, &[u8]>,
) -> String {
    let settings = &site.settings;
    let base = &settings.base_url;
    let mut feed = Map::new();
    let mut put = |key: &str, value: Value| {
        if value != Value::String(String::new()) {
            feed.insert(key.to_owned(), value);
        }
    };
    put("version", json!("https://jsonfeed.org/version/1.1"));
    put("title", json!(channel.title));
    put("home_page_url", json!(format!("{base}{}", channel.folder)));
    put("feed_url", json!(format!("{base}{}feed.json", channel.folder)));
    put("description", json!(settings.description.of(channel.lang)));
    put("language", json!(channel.lang.bcp47()));
    if !settings.publisher.name.is_empty() {
        let mut author = Map::new();
        author.insert("name".to_owned(), json!(settings.publisher.name));
        if !settings.publisher.url.is_empty() {
            author.insert("url".to_owned(), json!(settings.publisher.url));
        }
        put("authors", json!([author]));
    }
    let pages = channel.pages.iter().take(ENTRIES);
    let items: Vec<Value> = pages.filter_map(|page| item(site, page, texts)).collect();
    put("items", json!(items));
    let mut text = serde_json::to_string_pretty(&feed).expect("values of JSON are JSON");
    text.push('\n');
    text
}

fn item(site: &Site, page: &Page, texts: &BTreeMap<&str, &[u8]>) -> Option<Value> {
    let folder = site.folder(page);
    let date = page.date.as_ref()?.value;
    let text = texts.get(format!("{folder}index.md").as_str());
    let text = text.map_or_else(String::new, |bytes| String::from_utf8_lossy(bytes).into_owned());
    let summary = page.summary.as_ref();
    let authors = page.authors.iter().filter_map(|key| site.data.people.get(&key.value));
    let topics = page.topics.iter().filter_map(|topic| site.settings.topics.get(&topic.value));
    Some(json!({
        "id": tag(site, page, date),
        "url": format!("{}{folder}", site.settings.base_url),
        "title": words_in(&page.title.content, site, page.lang),
        "summary": summary.map_or_else(String::new, |text| words_in(&text.content, site, page.lang)),
        "content_text": text,
        "date_published": instant(date),
        "date_modified": instant(page.changed()?),
        "language": page.lang.bcp47(),
        "authors": authors.map(author).collect::<Vec<_>>(),
        "tags": topics.map(|name| name.of(page.lang)).collect::<Vec<_>>(),
    }))
}

fn author(person: &Person) -> Value {
    match person.url.as_str() {
        "" => json!({"name": person.name}),
        url => json!({"name": person.name, "url": url}),
    }
}
