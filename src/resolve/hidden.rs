//! What belongs to pages that readers do not see yet, and to nothing else.
//!
//! An embargoed number must not leave the house in a list of sources, a data file or the
//! manifest. So what only hidden pages rest on is taken out before anything is made of it.
//! What no page rests on stays, and is reported as unused.

use std::collections::BTreeSet;

use super::select::keys;
use crate::model::{
    ColumnType, Data, Dataset, FactValue, Formula, Inline, Page, Person, Prose, Target, Term,
    Translation, ViewKind, passages, views, walk,
};

/// Takes out of the data what hidden pages rest on and visible ones do not.
pub(super) fn withhold(data: &mut Data, pages: &[Page], hidden: &[Page]) {
    if hidden.is_empty() {
        return;
    }
    let seen = reached(pages, data);
    let gone: BTreeSet<Thing> = reached(hidden, data).difference(&seen).cloned().collect();
    let is_gone = |kind: Kind, id: &str| gone.contains(&(kind, id.to_owned()));
    data.facts.retain(|id, _| !is_gone(Kind::Fact, id));
    data.charts.retain(|id, _| !is_gone(Kind::Chart, id));
    data.tables.retain(|id, _| !is_gone(Kind::Table, id));
    data.datasets.retain(|id, _| !is_gone(Kind::Dataset, id));
    data.sources.retain(|id, _| !is_gone(Kind::Source, id));
    data.terms.retain(|id, _| !is_gone(Kind::Term, id));
    data.people.retain(|id, _| !is_gone(Kind::Person, id));
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Fact,
    Chart,
    Table,
    Dataset,
    Source,
    Term,
    Person,
}

type Thing = (Kind, String);

/// Everything that pages rest on, directly or by way of something else.
fn reached(pages: &[Page], data: &Data) -> BTreeSet<Thing> {
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
    let named = |kind, ids: &[crate::files::Spanned<String>]| {
        ids.iter().map(|id| (kind, id.value.clone())).collect::<Vec<_>>()
    };
    found.extend(named(Kind::Fact, &page.at_a_glance));
    found.extend(named(Kind::Person, &page.authors));
    found.extend(page.comment.iter().map(|comment| (Kind::Person, comment.by.value.clone())));
    let watched = page.watch.iter().filter_map(|watch| watch.source.as_ref());
    found.extend(watched.map(|key| (Kind::Source, key.value.clone())));
    for view in views(page) {
        let kind = if view.kind == ViewKind::Chart { Kind::Chart } else { Kind::Table };
        found.push((kind, view.id.value.clone()));
    }
    for passage in passages(page) {
        of_text(passage, found);
    }
}

fn of_text(content: &[Inline], found: &mut Vec<Thing>) {
    walk(content, &mut |inline| match inline {
        Inline::Link(link) => match &link.target {
            Target::Fact { id, .. } => found.push((Kind::Fact, id.clone())),
            Target::Chart(id) => found.push((Kind::Chart, id.clone())),
            Target::Table(id) => found.push((Kind::Table, id.clone())),
            Target::Term(id) => found.push((Kind::Term, id.clone())),
            _ => {}
        },
        Inline::Citation(citation) => {
            let keys = citation.items.iter().map(|item| (Kind::Source, item.key.value.clone()));
            found.extend(keys);
        }
        _ => {}
    });
}

fn of_thing((kind, id): &Thing, data: &Data, found: &mut Vec<Thing>) {
    let mut texts: Vec<&Prose> = Vec::new();
    match kind {
        Kind::Fact => {
            let Some(fact) = data.facts.get(id) else { return };
            sources(&fact.sources, found);
            texts.extend(&fact.note);
            match &fact.value {
                FactValue::From { dataset, .. } => {
                    found.push((Kind::Dataset, dataset.value.clone()));
                }
                FactValue::Formula(formula, _) => {
                    formula.walk(&mut |part| match part {
                        Formula::Fact(id) => found.push((Kind::Fact, id.value.clone())),
                        Formula::Over(over) => {
                            found.push((Kind::Dataset, over.dataset.value.clone()));
                        }
                        _ => {}
                    });
                }
                FactValue::Given(_) | FactValue::Missing => {}
            }
        }
        Kind::Chart => {
            let Some(chart) = data.charts.get(id) else { return };
            found.push((Kind::Dataset, chart.data.dataset.value.clone()));
            sources(&chart.sources, found);
            texts.extend([&chart.headline, &chart.subtitle]);
            texts.extend(chart.note.iter().chain(&chart.alt));
            texts.extend(chart.annotations.iter().map(|annotation| &annotation.text));
            texts.extend(chart.translations.values().flat_map(Translation::proses));
        }
        Kind::Table => match data.tables.get(id) {
            Some(table) => {
                found.push((Kind::Dataset, table.data.dataset.value.clone()));
                sources(&table.sources, found);
                texts.push(&table.headline);
                texts.extend(table.subtitle.iter().chain(&table.note));
                texts.extend(table.translations.values().flat_map(Translation::proses));
            }
            // A dataset can be shown under its own name.
            None => found.push((Kind::Dataset, id.clone())),
        },
        Kind::Dataset => {
            let Some(dataset) = data.datasets.get(id) else { return };
            sources(&dataset.sources, found);
            found.extend(row_sources(dataset));
            texts.extend(&dataset.note);
        }
        Kind::Term => texts.extend(data.terms.get(id).into_iter().flat_map(Term::texts)),
        Kind::Person => texts.extend(data.people.get(id).into_iter().flat_map(Person::texts)),
        Kind::Source => {}
    }
    for text in texts {
        of_text(&text.content, found);
    }
}

fn sources(keys: &[crate::files::Spanned<String>], found: &mut Vec<Thing>) {
    found.extend(keys.iter().map(|key| (Kind::Source, key.value.clone())));
}

fn row_sources(dataset: &Dataset) -> Vec<Thing> {
    let Some(at) = dataset.column_of(&ColumnType::Source) else { return Vec::new() };
    let keys = dataset.rows.iter().flat_map(|row| keys(&row[at]));
    keys.map(|key| (Kind::Source, key.value)).collect()
}
