//! People, terms and entities.

use crate::diag::Diagnostic;
use crate::model::{Entity, Person, PersonKind, Prose, Term};
use crate::parse::yaml::{Entry, Fields};

/// Somebody who signs briefings.
pub(super) fn person(entry: &Entry, problems: &mut Vec<Diagnostic>) -> Person {
    let kinds = [
        ("person", PersonKind::Person),
        ("institution", PersonKind::Institution),
        ("role", PersonKind::Role),
    ];
    let mut fields = Fields::new(&entry.value, entry.key.span, "a person", problems);
    let person = Person {
        name: fields.need_text("name").map_or_else(String::new, |text| text.value),
        kind: fields.choice("kind", &kinds).map_or(PersonKind::Person, |kind| kind.value),
        role: text(&mut fields, "role"),
        affiliation: text(&mut fields, "affiliation"),
        url: fields.address("url"),
    };
    fields.text("orcid");
    fields.prose("about");
    fields.finish();
    person
}

/// A word explained.
pub(super) fn term(entry: &Entry, problems: &mut Vec<Diagnostic>) -> Term {
    let mut fields = Fields::new(&entry.value, entry.key.span, "a term", problems);
    let term = fields.text("term").map_or_else(|| entry.key.value.clone(), |text| text.value);
    let short = text(&mut fields, "short");
    let definition =
        fields.need_prose("definition").unwrap_or_else(|| Prose::empty(entry.key.span));
    fields.texts("aliases");
    fields.finish();
    Term { term, definition, short }
}

/// Somebody or something a briefing is about.
pub(super) fn entity(entry: &Entry, problems: &mut Vec<Diagnostic>) -> Entity {
    let mut fields = Fields::new(&entry.value, entry.key.span, "an entity", problems);
    let entity = Entity {
        name: fields.need_text("name").map_or_else(String::new, |text| text.value),
        description: text(&mut fields, "description"),
        url: fields.address("url"),
    };
    fields.text("kind");
    fields.texts("aliases");
    fields.finish();
    entity
}

fn text(fields: &mut Fields, key: &'static str) -> String {
    fields.text(key).map_or_else(String::new, |text| text.value)
}
