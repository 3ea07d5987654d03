//! What pages rest on: the facts, sources and texts of `data/` that they name, and what those
//! rest on in turn.

use std::collections::BTreeSet;

use super::select::keys;
use crate::files::Spanned;
use crate::model::{
    ColumnType, Data, Dataset, FactValue, Formula, Inline, Page, Prose, Target, Translation,
    ViewKind, Wording, passages, views, walk,
};

/// A kind of thing in `data/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ThingKind {
    /// One sourced value.
    Fact,
    /// A phrase that is proved.
    Claim,
    /// A drawn view.
    Chart,
    /// A view of rows.
    Table,
    /// A typed table.
    Dataset,
    /// Where values come from.
    Source,
    /// A word explained.
    Term,
    /// An author.
    Person,
}

/// A thing by its kind and id.
pub type Thing = (ThingKind, String);

/// Everything that pages rest on, directly or by way of something else.
pub fn reached<'a>(pages: impl IntoIterator<Item = &'a Page>, data: &Data) -> BTreeSet<Thing> {
    let mut open = Vec::new();
    for page in pages {
        of_page(page, &mut open);
    }
    let mut reached = BTreeSet::new();
    while let Some(thing) = open.pop() {
        if reached.insert(thing.clone()) {
            of_thing(&thing, data, &mut open);
        }
    }
    reached
}

fn of_page(page: &Page, found: &mut Vec<Thing>) {
    let named = |kind, ids: &[Spanned<String>]| {
        ids.iter().map(|id| (kind, id.value.clone())).collect::<Vec<_>>()
    };
    found.extend(named(ThingKind::Fact, &page.at_a_glance));
    found.extend(named(ThingKind::Person, &page.authors));
    found.extend(page.comment.iter().map(|comment| (ThingKind::Person, comment.by.value.clone())));
    let watched = page.watch.iter().filter_map(|watch| watch.source.as_ref());
    found.extend(watched.map(|key| (ThingKind::Source, key.value.clone())));
    for view in views(page) {
        let kind = if view.kind == ViewKind::Chart { ThingKind::Chart } else { ThingKind::Table };
        found.push((kind, view.id.value.clone()));
    }
    for passage in passages(page) {
        of_text(passage, found);
    }
}

fn of_text(content: &[Inline], found: &mut Vec<Thing>) {
    walk(content, &mut |inline| match inline {
        Inline::Link(link) => match &link.target {
            Target::Fact { id, .. } => found.push((ThingKind::Fact, id.clone())),
            Target::Claim(id) => found.push((ThingKind::Claim, id.clone())),
            Target::Chart(id) => found.push((ThingKind::Chart, id.clone())),
            Target::Table(id) => found.push((ThingKind::Table, id.clone())),
            Target::Term(id) => found.push((ThingKind::Term, id.clone())),
            _ => {}
        },
        Inline::Citation(citation) => {
            let keys =
                citation.items.iter().map(|item| (ThingKind::Source, item.key.value.clone()));
            found.extend(keys);
        }
        _ => {}
    });
}

fn of_thing((kind, id): &Thing, data: &Data, found: &mut Vec<Thing>) {
    let mut texts: Vec<&Prose> = Vec::new();
    match kind {
        ThingKind::Fact => {
            let Some(fact) = data.facts.get(id) else { return };
            sources(fact.keys(), found);
            texts.extend(fact.texts().flat_map(Wording::all));
            match &fact.value {
                FactValue::From { dataset, .. } => {
                    found.push((ThingKind::Dataset, dataset.value.clone()));
                }
                FactValue::Formula(formula, _) => of_formula(formula, found),
                FactValue::Given(_) | FactValue::Missing => {}
            }
        }
        ThingKind::Claim => {
            let Some(claim) = data.claims.get(id) else { return };
            claim.holds.iter().for_each(|holds| of_formula(&holds.value, found));
            texts.extend(claim.note.iter().flat_map(Wording::all));
        }
        ThingKind::Chart => {
            let Some(chart) = data.charts.get(id) else { return };
            found.push((ThingKind::Dataset, chart.data.dataset.value.clone()));
            sources(&chart.sources, found);
            texts.extend([&chart.headline, &chart.subtitle]);
            texts.extend(chart.note.iter().chain(&chart.alt));
            texts.extend(chart.annotations.iter().map(|annotation| &annotation.text));
            texts.extend(chart.translations.values().flat_map(Translation::proses));
        }
        ThingKind::Table => match data.tables.get(id) {
            Some(table) => {
                found.push((ThingKind::Dataset, table.data.dataset.value.clone()));
                sources(&table.sources, found);
                texts.push(&table.headline);
                texts.extend(table.subtitle.iter().chain(&table.note));
                texts.extend(table.translations.values().flat_map(Translation::proses));
            }
            // A dataset can be shown under its own name.
            None => found.push((ThingKind::Dataset, id.clone())),
        },
        ThingKind::Dataset => {
            let Some(dataset) = data.datasets.get(id) else { return };
            sources(&dataset.sources, found);
            found.extend(row_sources(dataset));
            texts.extend(dataset.note.iter().flat_map(Wording::all));
        }
        ThingKind::Term => {
            texts.extend(data.terms.get(id).into_iter().flat_map(|term| term.definition.all()));
        }
        ThingKind::Person => {
            let about = data.people.get(id).and_then(|person| person.about.as_ref());
            texts.extend(about.into_iter().flat_map(Wording::all));
        }
        ThingKind::Source => {}
    }
    for text in texts {
        of_text(&text.content, found);
    }
}

fn of_formula(formula: &Formula, found: &mut Vec<Thing>) {
    formula.walk(&mut |part| match part {
        Formula::Fact(id) => found.push((ThingKind::Fact, id.value.clone())),
        Formula::Over(over) => found.push((ThingKind::Dataset, over.dataset.value.clone())),
        _ => {}
    });
}

fn sources<'a>(keys: impl IntoIterator<Item = &'a Spanned<String>>, found: &mut Vec<Thing>) {
    found.extend(keys.into_iter().map(|key| (ThingKind::Source, key.value.clone())));
}

fn row_sources(dataset: &Dataset) -> Vec<Thing> {
    let Some(at) = dataset.column_of(&ColumnType::Source) else { return Vec::new() };
    let keys = dataset.rows.iter().flat_map(|row| keys(&row[at]));
    keys.map(|key| (ThingKind::Source, key.value)).collect()
}
