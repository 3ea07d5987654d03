//! People, terms and entities.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::model::{Entity, Person, PersonKind, Prose, Term, Wording};
use crate::parse::yaml::{self, Entry, Fields};

/// Somebody who signs briefings.
pub(super) fn person(entry: &Entry, problems: &mut Vec<Diagnostic>) -> Person {
    let kinds = [
        ("person", PersonKind::Person),
        ("institution", PersonKind::Institution),
        ("role", PersonKind::Role),
    ];
    let mut fields = Fields::new(&entry.value, entry.key.span, "a person", problems);
    let about = fields.get("about");
    let about = about.and_then(|node| yaml::prose_wording(node, "about", fields.problems()));
    let (about, abouts) =
        about.map_or_else(Default::default, |(about, abouts)| (Some(about), abouts));
    let person = Person {
        name: fields.need_text("name").map_or_else(String::new, |text| text.value),
        kind: fields.choice("kind", &kinds).map_or(PersonKind::Person, |kind| kind.value),
        role: wording(&mut fields, "role"),
        affiliation: text(&mut fields, "affiliation"),
        url: fields.address("url"),
        orcid: text(&mut fields, "orcid"),
        about,
        abouts,
    };
    fields.finish();
    person
}

/// A word explained.
pub(super) fn term(entry: &Entry, problems: &mut Vec<Diagnostic>) -> Term {
    let mut fields = Fields::new(&entry.value, entry.key.span, "a term", problems);
    let term = match wording(&mut fields, "term") {
        term if term.text.is_empty() => {
            Wording { text: entry.key.value.clone(), others: BTreeMap::new() }
        }
        term => term,
    };
    let short = wording(&mut fields, "short");
    let definition = fields.need("definition");
    let definition =
        definition.and_then(|node| yaml::prose_wording(node, "definition", fields.problems()));
    let (definition, definitions) =
        definition.unwrap_or_else(|| (Prose::empty(entry.key.span), BTreeMap::new()));
    let aliases = texts(&mut fields, "aliases");
    fields.finish();
    Term { term, definition, definitions, short, aliases }
}

/// Somebody or something a briefing is about.
pub(super) fn entity(entry: &Entry, problems: &mut Vec<Diagnostic>) -> Entity {
    let mut fields = Fields::new(&entry.value, entry.key.span, "an entity", problems);
    let entity = Entity {
        name: fields.need_text("name").map_or_else(String::new, |text| text.value),
        description: wording(&mut fields, "description"),
        url: fields.address("url"),
        aliases: texts(&mut fields, "aliases"),
    };
    fields.text("kind");
    fields.finish();
    entity
}

fn wording(fields: &mut Fields, key: &'static str) -> Wording {
    let node = fields.get(key);
    let wording = node.and_then(|node| yaml::wording(node, key, fields.problems()));
    wording.unwrap_or_default()
}

fn text(fields: &mut Fields, key: &'static str) -> String {
    fields.text(key).map_or_else(String::new, |text| text.value)
}

fn texts(fields: &mut Fields, key: &'static str) -> Vec<String> {
    fields.texts(key).into_iter().map(|text| text.value).collect()
}
