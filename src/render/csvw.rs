//! What the columns of a CSV file mean, for programs and for people: CSV on the Web
//! (W3C, csvw.org), in a file beside each.

use serde_json::{Map, Value, json};

use super::package::put;
use super::{export, figure, license, source};
use crate::files::Spanned;
use crate::lang::Lang;
use crate::model::{ChartSpec, Column, ColumnType, Dataset, plain_text};
use crate::resolve::{ResolvedChart, Site, TableColumn, sources_of, words_in};

/// Where the description of a CSV file stands, as the standard says.
pub(super) fn address_of(csv: &str) -> String {
    format!("{csv}-metadata.json")
}

/// The description of a dataset's file.
pub(super) fn dataset(id: &str, dataset: &Dataset, site: &Site) -> String {
    let lang = site.settings.language;
    let columns: Vec<Value> = dataset
        .columns
        .iter()
        .map(|column| {
            let unit = column.unit.as_ref().map_or("", |unit| unit.value.as_str());
            let about = About {
                name: &column.name.value,
                title: column.title.of(lang),
                unit,
                column: Some(column),
                lang,
            };
            about.described(&column.kind)
        })
        .collect();
    let keys: Vec<&str> = dataset
        .columns
        .iter()
        .filter(|column| column.key)
        .map(|column| column.name.value.as_str())
        .collect();
    let rows: Vec<usize> = (0..dataset.rows.len()).collect();
    let note =
        dataset.note.as_ref().map_or_else(String::new, |note| plain_text(&note.of(lang).content));
    let parts: Vec<&str> = [dataset.description.of(lang).as_str(), &note]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    File {
        url: file_name(&figure::csv_address(id)),
        title: dataset.title.of(lang),
        description: &parts.join(" "),
        license: &dataset.license,
        sources: &sources_of(dataset, &rows),
        columns,
        keys,
    }
    .text(site)
}

/// The description of a chart's own file: the columns that it shows.
pub(super) fn chart(id: &str, spec: &ChartSpec, chart: &ResolvedChart, site: &Site) -> String {
    let lang = site.settings.language;
    let dataset = site.data.datasets.get(&spec.data.dataset.value);
    let columns: Vec<Value> = chart
        .table
        .columns
        .iter()
        .map(|shown: &TableColumn| {
            let known = dataset.into_iter().flat_map(|dataset| &dataset.columns);
            let column = known.into_iter().find(|column| column.name.value == shown.name);
            let unit = shown.unit.as_ref().map_or("", |unit| unit.id.as_str());
            let title = shown.title.of(lang);
            About { name: &shown.name, title, unit, column, lang }.described(&shown.kind)
        })
        .collect();
    File {
        url: file_name(&export::csv_address(id)),
        title: &words_in(&spec.headline.content, site, lang),
        description: &words_in(&spec.subtitle.content, site, lang),
        license: dataset.map_or("", |dataset| dataset.license.as_str()),
        sources: &chart.sources,
        columns,
        keys: Vec::new(),
    }
    .text(site)
}

fn file_name(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or(address)
}

/// A CSV file.
struct File<'a> {
    /// Its name; the description lies beside it.
    url: &'a str,
    title: &'a str,
    description: &'a str,
    license: &'a str,
    sources: &'a [Spanned<String>],
    columns: Vec<Value>,
    keys: Vec<&'a str>,
}

impl File<'_> {
    fn text(self, site: &Site) -> String {
        let language = site.settings.language.bcp47();
        let mut file = Map::new();
        file.insert(
            "@context".to_owned(),
            json!(["http://www.w3.org/ns/csvw", {"@language": language}]),
        );
        file.insert("url".to_owned(), json!(self.url));
        let license = license::license(self.license).url;
        let publisher = &site.settings.publisher.name;
        for (key, text) in [
            ("dc:title", self.title),
            ("dc:description", self.description),
            ("dc:license", &license),
            ("dc:publisher", publisher),
        ] {
            put(&mut file, key, text);
        }
        let known = self.sources.iter().filter_map(|key| site.data.sources.get(&key.value));
        let sources: Vec<Value> = known
            .map(|source| {
                let name = json!(format!("{}: {}", source::name(source), source.title));
                if source.url.is_empty() {
                    name
                } else {
                    json!({"@id": source.url, "dc:title": name})
                }
            })
            .collect();
        if !sources.is_empty() {
            file.insert("dc:source".to_owned(), json!(sources));
        }
        let mut schema = Map::new();
        schema.insert("columns".to_owned(), json!(self.columns));
        if !self.keys.is_empty() {
            schema.insert("primaryKey".to_owned(), json!(self.keys));
        }
        file.insert("tableSchema".to_owned(), Value::Object(schema));
        let mut text = serde_json::to_string_pretty(&file).expect("values of JSON are JSON");
        text.push('\n');
        text
    }
}

/// A column, as far as it is known.
struct About<'a> {
    name: &'a str,
    title: &'a str,
    unit: &'a str,
    column: Option<&'a Column>,
    /// The language of the file.
    lang: Lang,
}

impl About<'_> {
    fn described(&self, kind: &ColumnType) -> Value {
        let datatype = match kind {
            ColumnType::Date => json!({"base": "date", "format": "yyyy-MM-dd"}),
            ColumnType::Month => json!("gYearMonth"),
            ColumnType::Year => json!("gYear"),
            ColumnType::Integer => json!("integer"),
            ColumnType::Decimal => json!("decimal"),
            ColumnType::Text | ColumnType::Enum(_) | ColumnType::Flag | ColumnType::Source => {
                json!("string")
            }
        };
        let mut column = Map::new();
        column.insert("name".to_owned(), json!(self.name));
        column.insert("titles".to_owned(), json!(self.name));
        put(&mut column, "dc:title", self.title);
        let description = self.column.map_or("", |column| column.description.of(self.lang));
        put(&mut column, "dc:description", description);
        // The standard has no word for units; Data Packages use this one.
        put(&mut column, "schema:unitText", self.unit);
        column.insert("datatype".to_owned(), datatype);
        if matches!(kind, ColumnType::Source) {
            column.insert("separator".to_owned(), json!(";"));
        }
        if self.column.is_some_and(|column| column.required) {
            column.insert("required".to_owned(), json!(true));
        }
        Value::Object(column)
    }
}
