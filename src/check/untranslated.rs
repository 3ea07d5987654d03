//! Texts of the data that pages show in another language than their own.
//!
//! Numbers, dates and the descriptions of charts follow the page by themselves. Headlines,
//! labels and notes do not: a German reader would meet an English sentence.
//!
//! A chart or table has to speak the language of each page that it stands on. Of facts,
//! claims, datasets, sources, terms and authors all have to, once one of their kind does: before that
//! the author has not begun to translate them.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic};
use crate::files::Span;
use crate::lang::Lang;
use crate::model::{
    ChartSpec, Column, Dataset, Fact, OtherValue, Person, TableSpec, Translation, Wording,
};
use crate::resolve::{Site, Thing, ThingKind, reached};

/// What lacks words, once for each language.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let langs: BTreeSet<Lang> = site.pages.iter().map(|page| page.lang).collect();
    let mut problems = Vec::new();
    for lang in langs {
        let pages = site.pages.iter().filter(|page| page.lang == lang);
        let things = reached(pages, &site.data);
        let texts = Texts { lang, own: site.settings.language };
        let begun = texts.begun(site);
        let wanted = things.iter().filter(|(kind, _)| begun.contains(kind));
        problems.extend(wanted.filter_map(|thing| texts.of(thing, site)));
    }
    problems
}

/// What is wanted of the texts that the pages of a language show.
#[derive(Clone, Copy)]
struct Texts {
    lang: Lang,
    /// The language of texts that name none.
    own: Lang,
}

/// The keys of a thing under which it has no words.
type Lacks = Vec<&'static str>;

impl Texts {
    fn of(self, (kind, id): &Thing, site: &Site) -> Option<Diagnostic> {
        let data = &site.data;
        match kind {
            ThingKind::Fact => {
                let fact = data.facts.get(id)?;
                self.each("fact", fact.span, &self.fact(fact))
            }
            ThingKind::Claim => {
                let claim = data.claims.get(id)?;
                let label = self.lacks_text(&claim.label);
                let note = self.lacks_any(claim.note.as_ref());
                self.each("claim", claim.span, &named([("label", label), ("note", note)]))
            }
            ThingKind::Dataset => {
                let dataset = data.datasets.get(id)?;
                self.each("dataset", dataset.span, &self.dataset(dataset))
            }
            ThingKind::Source => {
                let source = data.sources.get(id)?;
                let note = self.lacks_text(&source.note);
                self.each("source", source.span, &named([("note", note)]))
            }
            ThingKind::Term => {
                let term = data.terms.get(id)?;
                let definition = self.lacks(&term.definition);
                self.each("term", term.span, &named([("definition", definition)]))
            }
            ThingKind::Person => {
                let person = data.people.get(id)?;
                self.each("author", person.span, &self.person(person))
            }
            ThingKind::Chart => {
                let chart = data.charts.get(id)?;
                let texts = chart.translations.get(&self.lang);
                self.view("chart", chart.span, texts, &chart_lacks(chart, texts))
            }
            ThingKind::Table => {
                let table = data.tables.get(id)?;
                let texts = table.translations.get(&self.lang);
                self.view("table", table.span, texts, &table_lacks(table, texts))
            }
        }
    }

    /// The kinds of things that somebody has begun to say in the language of the pages.
    fn begun(self, site: &Site) -> BTreeSet<ThingKind> {
        let (data, lang) = (&site.data, self.lang);
        let about = |person: &Person| person.about.as_ref().is_some_and(|about| about.is_in(lang));
        let kinds = [
            (ThingKind::Chart, true),
            (ThingKind::Table, true),
            (ThingKind::Fact, data.facts.values().any(|fact| fact.label.is_in(lang))),
            (ThingKind::Claim, data.claims.values().any(|claim| claim.label.is_in(lang))),
            (ThingKind::Dataset, data.datasets.values().any(|dataset| dataset.title.is_in(lang))),
            (ThingKind::Source, data.sources.values().any(|source| source.note.is_in(lang))),
            (ThingKind::Term, data.terms.values().any(|term| term.definition.is_in(lang))),
            (ThingKind::Person, data.people.values().any(|one| one.role.is_in(lang) || about(one))),
        ];
        kinds.into_iter().filter_map(|(kind, begun)| begun.then_some(kind)).collect()
    }

    /// Whether a text that says something says nothing in the language of the pages.
    fn lacks<T>(self, text: &Wording<T>) -> bool {
        if text.others.is_empty() { self.lang != self.own } else { !text.is_in(self.lang) }
    }

    fn lacks_any<T>(self, text: Option<&Wording<T>>) -> bool {
        text.is_some_and(|text| self.lacks(text))
    }

    fn lacks_text(self, text: &Wording) -> bool {
        !text.text.is_empty() && self.lacks(text)
    }

    fn fact(self, fact: &Fact) -> Lacks {
        let notes =
            |values: &[OtherValue]| values.iter().any(|value| self.lacks_any(value.note.as_ref()));
        named([
            ("label", self.lacks_text(&fact.label)),
            // "p. 3" needs no second wording.
            ("locator", !fact.locator.others.is_empty() && self.lacks(&fact.locator)),
            ("definition", self.lacks_any(fact.definition.as_ref())),
            ("note", self.lacks_any(fact.note.as_ref())),
            ("history", notes(&fact.history)),
            ("also", notes(&fact.also)),
            ("known_error", self.lacks_any(fact.known_error.as_ref().map(|error| &error.note))),
        ])
    }

    fn dataset(self, dataset: &Dataset) -> Lacks {
        // A column without a title shows its name.
        let titled = |column: &Column| column.title.text != column.name.value;
        let mut columns = dataset.columns.iter();
        named([
            ("title", self.lacks_text(&dataset.title)),
            ("description", self.lacks_text(&dataset.description)),
            ("note", self.lacks_any(dataset.note.as_ref())),
            (
                "columns",
                columns.any(|column| {
                    self.lacks_text(&column.description)
                        || titled(column) && self.lacks_text(&column.title)
                }),
            ),
        ])
    }

    fn person(self, person: &Person) -> Lacks {
        named([
            ("role", self.lacks_text(&person.role)),
            ("about", self.lacks_any(person.about.as_ref())),
        ])
    }

    /// The problem of a thing whose texts are written a language each.
    fn each(self, what: &str, span: Span, lacks: &[&str]) -> Option<Diagnostic> {
        let first = lacks.first()?;
        let (own, other) = (self.own.code(), self.lang.code());
        let help = if self.lang == self.own {
            format!("add the text of the site's own language, `{own}: …`")
        } else {
            match *first {
                "columns" => {
                    format!("write each title in both languages, `title: {{{own}: …, {other}: …}}`")
                }
                key => format!("write a text for each language, `{key}: {{{own}: …, {other}: …}}`"),
            }
        };
        Some(self.problem(what, span, lacks).help(help))
    }

    /// The problem of a chart or table, whose texts stand in one place a language.
    fn view(
        self,
        what: &str,
        span: Span,
        texts: Option<&Translation>,
        lacks: &[&str],
    ) -> Option<Diagnostic> {
        if lacks.is_empty() || self.lang == self.own {
            return None;
        }
        let problem = match texts {
            Some(_) => self.problem(what, span, lacks),
            None => {
                let lang = self.lang.name();
                let message =
                    format!("{lang} pages show this {what}, which has no words in that language");
                Diagnostic::new(Code::UntranslatedText, span, message)
            }
        };
        let help = format!("write them under `translations: {{{}: …}}`", self.lang.code());
        Some(problem.help(help))
    }

    fn problem(self, what: &str, span: Span, lacks: &[&str]) -> Diagnostic {
        let lacks: Vec<String> = lacks.iter().map(|key| format!("`{key}`")).collect();
        let lang = self.lang.name();
        let message =
            format!("{lang} pages show this {what}, which has no {lang} {}", lacks.join(", "));
        Diagnostic::new(Code::UntranslatedText, span, message)
    }
}

/// The texts that a chart has and its translation lacks.
fn chart_lacks(chart: &ChartSpec, texts: Option<&Translation>) -> Lacks {
    let has = |of: fn(&Translation) -> bool| texts.is_some_and(of);
    let annotations = texts.map_or(0, |texts| texts.annotations.len());
    named([
        ("headline", !has(|texts| texts.headline.is_some())),
        ("subtitle", !has(|texts| texts.subtitle.is_some())),
        ("note", chart.note.is_some() && !has(|texts| texts.note.is_some())),
        ("alt", chart.alt.is_some() && !has(|texts| texts.alt.is_some())),
        ("annotations", annotations < chart.annotations.len()),
    ])
}

/// The texts that a table has and its translation lacks.
fn table_lacks(table: &TableSpec, texts: Option<&Translation>) -> Lacks {
    let has = |of: fn(&Translation) -> bool| texts.is_some_and(of);
    named([
        ("headline", !has(|texts| texts.headline.is_some())),
        ("subtitle", table.subtitle.is_some() && !has(|texts| texts.subtitle.is_some())),
        ("note", table.note.is_some() && !has(|texts| texts.note.is_some())),
    ])
}

fn named<const N: usize>(texts: [(&'static str, bool); N]) -> Lacks {
    texts.into_iter().filter_map(|(name, lacks)| lacks.then_some(name)).collect()
}
