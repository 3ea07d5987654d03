//! People, terms and entities.

use crate::diag::Diagnostic;
use crate::model::{Entity, Person, PersonKind, Prose, Term, Wording};
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
        span: entry.key.span,
        name: fields.need_text("name").map_or_else(String::new, |text| text.value),
        kind: fields.choice("kind", &kinds).map_or(PersonKind::Person, |kind| kind.value),
        role: fields.wording("role"),
        affiliation: text(&mut fields, "affiliation"),
        url: fields.address("url"),
        orcid: text(&mut fields, "orcid"),
        about: fields.prose_wording("about"),
    };
    fields.finish();
    person
}

/// A word explained.
pub(super) fn term(entry: &Entry, problems: &mut Vec<Diagnostic>) -> Term {
    let mut fields = Fields::new(&entry.value, entry.key.span, "a term", problems);
    let mut term = fields.wording("term");
    if term.text.is_empty() {
        term = Wording::plain(entry.key.value.clone());
    }
    let short = fields.wording("short");
    let definition = fields.need_prose_wording("definition");
    let definition = definition.unwrap_or_else(|| Wording::plain(Prose::empty(entry.key.span)));
    let aliases = texts(&mut fields, "aliases");
    fields.finish();
    Term { span: entry.key.span, term, definition, short, aliases }
}

/// Somebody or something a briefing is about.
pub(super) fn entity(entry: &Entry, problems: &mut Vec<Diagnostic>) -> Entity {
    let mut fields = Fields::new(&entry.value, entry.key.span, "an entity", problems);
    let entity = Entity {
        name: fields.need_text("name").map_or_else(String::new, |text| text.value),
        description: fields.wording("description"),
        url: fields.address("url"),
        aliases: texts(&mut fields, "aliases"),
    };
    fields.text("kind");
    fields.finish();
    entity
}

fn text(fields: &mut Fields, key: &'static str) -> String {
    fields.text(key).map_or_else(String::new, |text| text.value)
}

fn texts(fields: &mut Fields, key: &'static str) -> Vec<String> {
    fields.texts(key).into_iter().map(|text| text.value).collect()
}
