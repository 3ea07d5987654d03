//! The register for programs.

use serde_json::{Value, json};

use super::{Row, RowSource};
use crate::date::PartialDate;
use crate::files::{Place, Spanned};
use crate::model::SignOff;
use crate::resolve::Site;

/// One document: a list of all rows. Every key is always there; what does not apply is
/// `null` or an empty text.
pub fn json(rows: &[Row]) -> String {
    let rows: Vec<Value> = rows.iter().map(row).collect();
    let mut text = serde_json::to_string_pretty(&rows).expect("values of JSON are JSON");
    text.push('\n');
    text
}

fn row(row: &Row) -> Value {
    json!({
        "page": {
            "slug": row.page.slug,
            "lang": row.page.lang.code(),
            "title": row.page.title,
            "path": row.page.path,
        },
        "place": place(&row.place),
        "stands": row.stands,
        "sentence": row.sentence,
        "shown": row.shown,
        "shows": row.shows.name(),
        "fact": row.fact,
        "label": row.label,
        "value": row.machine.value,
        "unit": row.machine.unit,
        "decimals": row.machine.decimals,
        "qualifier": row.machine.qualifier,
        "as_of": row.as_of.map(PartialDate::iso),
        "data": place(&row.origin),
        "sources": row.sources.iter().map(source).collect::<Vec<_>>(),
        "locator": row.locator,
        "definition": row.definition,
        "note": row.note,
        "checked": row.checked.as_ref().map(|(by, on)| json!({"by": by, "on": on.iso()})),
    })
}

/// A place in a file of the project.
pub(crate) fn place(place: &Place) -> Value {
    json!({"path": &*place.path, "line": place.line, "column": place.column})
}

fn source(source: &RowSource) -> Value {
    json!({
        "id": source.key,
        "title": source.title,
        "org": source.org,
        "url": source.url,
        "archived": source.archived,
        "retrieved": source.retrieved.map(PartialDate::iso),
    })
}

/// The sources of a fact, by key.
pub(crate) fn sources_json(keys: &[Spanned<String>], site: &Site) -> Vec<Value> {
    let sources = keys.iter().filter_map(|key| super::source(&key.value, site));
    sources.map(|known| source(&known)).collect()
}

/// Who checked a fact, by name, and when.
pub(crate) fn checked_json(checked: &SignOff, site: &Site) -> Value {
    json!({"by": super::name(&checked.by.value, site), "on": checked.on.value.iso()})
}
