//! The data of a site described for programs: a Data Package.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::{figure, license};
use crate::files::Span;
use crate::lang::Lang;
use crate::model::{Column, ColumnType, Dataset, plain_text};
use crate::resolve::{Site, sources_of};

/// `datapackage.json` (Data Package, version 2.0, datapackage.org): what each file holds,
/// where it comes from, and what may be done with it. `files` are the bytes by address.
pub(super) fn text(site: &Site, files: &BTreeMap<String, (Arc<[u8]>, Span)>) -> String {
    let settings = &site.settings;
    let name = slug(&settings.title);
    let resources: Vec<Value> = site
        .data
        .datasets
        .iter()
        .filter_map(|(id, dataset)| {
            let (bytes, _) = files.get(&figure::csv_address(id))?;
            Some(resource(id, dataset, bytes, site))
        })
        .collect();
    let mut package = Map::new();
    package.insert(
        "$schema".to_owned(),
        json!("https://datapackage.org/profiles/2.0/datapackage.json"),
    );
    package.insert("name".to_owned(), json!(name));
    package.insert("title".to_owned(), json!(settings.title));
    put(&mut package, "description", settings.description.of(settings.language));
    put(&mut package, "homepage", &settings.base_url);
    if !settings.publisher.name.is_empty() {
        let mut publisher = Map::new();
        publisher.insert("title".to_owned(), json!(settings.publisher.name));
        put(&mut publisher, "path", &settings.publisher.url);
        publisher.insert("roles".to_owned(), json!(["publisher"]));
        package.insert("contributors".to_owned(), json!([publisher]));
    }
    if !settings.license.is_empty() {
        package.insert("licenses".to_owned(), json!([license_of(&settings.license)]));
    }
    package.insert("resources".to_owned(), json!(resources));
    let mut text = serde_json::to_string_pretty(&package).expect("values of JSON are JSON");
    text.push('\n');
    text
}

/// Says a thing, if there is something to say.
pub(super) fn put(into: &mut Map<String, Value>, key: &str, text: &str) {
    if !text.is_empty() {
        into.insert(key.to_owned(), json!(text));
    }
}

/// A title as the name of a package: small letters, digits and hyphens.
fn slug(title: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric();
    let words = title.split(|c| !fits(c)).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    if name.is_empty() { "data".to_owned() } else { name }
}

fn license_of(id: &str) -> Value {
    let view = license::license(id);
    let mut license = Map::new();
    license.insert("name".to_owned(), json!(view.id));
    license.insert("title".to_owned(), json!(view.name));
    put(&mut license, "path", &view.url);
    Value::Object(license)
}

fn resource(id: &str, dataset: &Dataset, bytes: &[u8], site: &Site) -> Value {
    let lang = site.settings.language;
    let mut resource = Map::new();
    resource.insert("name".to_owned(), json!(id));
    resource.insert("type".to_owned(), json!("table"));
    // The description lies beside the files.
    resource.insert("path".to_owned(), json!(format!("{id}.csv")));
    resource.insert("title".to_owned(), json!(dataset.title.of(lang)));
    let note =
        dataset.note.as_ref().map_or_else(String::new, |note| plain_text(&note.of(lang).content));
    let parts = [dataset.description.of(lang).as_str(), &note];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    put(&mut resource, "description", &parts.join(" "));
    resource.insert("format".to_owned(), json!("csv"));
    resource.insert("mediatype".to_owned(), json!("text/csv"));
    resource.insert("encoding".to_owned(), json!("utf-8"));
    resource.insert("bytes".to_owned(), json!(bytes.len()));
    resource.insert("hash".to_owned(), json!(format!("sha256:{:x}", Sha256::digest(bytes))));
    if !dataset.license.is_empty() {
        resource.insert("licenses".to_owned(), json!([license_of(&dataset.license)]));
    }
    let rows: Vec<usize> = (0..dataset.rows.len()).collect();
    let sources: Vec<Value> = sources_of(dataset, &rows)
        .iter()
        .filter_map(|key| {
            let source = site.data.sources.get(&key.value)?;
            let mut view = Map::new();
            view.insert("title".to_owned(), json!(source.title));
            put(&mut view, "path", &source.url);
            Some(Value::Object(view))
        })
        .collect();
    if !sources.is_empty() {
        resource.insert("sources".to_owned(), json!(sources));
    }
    let fields: Vec<Value> = dataset.columns.iter().map(|column| field(column, lang)).collect();
    let mut schema = Map::new();
    schema.insert(
        "$schema".to_owned(),
        json!("https://datapackage.org/profiles/2.0/tableschema.json"),
    );
    schema.insert("fields".to_owned(), json!(fields));
    let keys: Vec<&str> = dataset
        .columns
        .iter()
        .filter(|column| column.key)
        .map(|column| column.name.value.as_str())
        .collect();
    if !keys.is_empty() {
        schema.insert("primaryKey".to_owned(), json!(keys));
    }
    schema.insert("missingValues".to_owned(), json!([""]));
    resource.insert("schema".to_owned(), Value::Object(schema));
    Value::Object(resource)
}

fn field(column: &Column, lang: Lang) -> Value {
    let (kind, format) = match &column.kind {
        ColumnType::Date => ("date", ""),
        ColumnType::Month => ("yearmonth", ""),
        ColumnType::Year => ("year", ""),
        ColumnType::Integer => ("integer", ""),
        ColumnType::Decimal => ("number", ""),
        ColumnType::Text | ColumnType::Enum(_) | ColumnType::Flag => ("string", ""),
        ColumnType::Source => ("list", ";"),
    };
    let mut field = Map::new();
    field.insert("name".to_owned(), json!(column.name.value));
    field.insert("type".to_owned(), json!(kind));
    put(&mut field, "delimiter", format);
    field.insert("title".to_owned(), json!(column.title.of(lang)));
    put(&mut field, "description", column.description.of(lang));
    if let Some(unit) = &column.unit {
        field.insert("unit".to_owned(), json!(unit.value));
    }
    let mut constraints = Map::new();
    if column.required {
        constraints.insert("required".to_owned(), json!(true));
    }
    for (key, bound) in [("minimum", &column.min), ("maximum", &column.max)] {
        if let Some(bound) = bound {
            let text = bound.to_string();
            let number = serde_json::from_str(&text).unwrap_or(Value::String(text));
            constraints.insert(key.to_owned(), number);
        }
    }
    if let ColumnType::Enum(words) = &column.kind {
        constraints.insert("enum".to_owned(), json!(words));
    }
    if !constraints.is_empty() {
        field.insert("constraints".to_owned(), Value::Object(constraints));
    }
    Value::Object(field)
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_package_is_named_with_small_letters() {
        assert_eq!(slug("Model notes, 2026"), "model-notes-2026");
        assert_eq!(slug("简报"), "data");
    }
}
