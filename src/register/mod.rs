//! The register: every checked number of a site in the order in which it is read, with
//! what the data says, for a second pair of eyes.
//!
//! [`rows`] makes it of a site; [`text()`], [`csv()`], [`json()`] and [`markdown()`] show it.
//! Numbers in the headlines, annotations and notes of charts, on cards, in key points and in
//! alternative texts are rows like those in sentences.

pub(crate) mod columns;
mod csv;
mod json;
mod markdown;
mod sentence;
mod text;
pub(crate) mod texts;

pub(crate) use csv::csv_of;
pub(crate) use json::{checked_json, place, sources_json};

pub use csv::csv;
pub use json::json;
pub use markdown::markdown;
pub use text::{count, text};

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::date::PartialDate;
use crate::diag;
use crate::files::{Files, Place, Span};
use crate::lang::Lang;
use crate::model::{Inline, Link, Page, Prose, SignOff, Target, ViewKind, Wording, walk};
use crate::resolve::{Figure, FigureValue, Site, Term, words_in};
use texts::{Flat, Passage, Piece, Reference};

/// One checked number where it is shown.
#[derive(Debug, Clone)]
pub struct Row {
    /// The page that shows it.
    pub page: OnPage,
    /// Where it is written.
    pub place: Place,
    /// What kind of text it stands in: "key point 2", "chart `approvals`, headline".
    pub stands: String,
    /// The sentence.
    pub sentence: String,
    /// Where in the sentence the number is.
    pub at: Range<usize>,
    /// The text that readers see.
    pub shown: String,
    /// Whether the text is the value or the day it is of.
    pub shows: Shows,
    /// The fact's id.
    pub fact: String,
    /// What it counts.
    pub label: String,
    /// The value as the page would write it, with its unit.
    pub value: String,
    /// The value for machines.
    pub machine: Machine,
    /// The time it is of.
    pub as_of: Option<PartialDate>,
    /// Where the value is written.
    pub origin: Place,
    /// Where it comes from.
    pub sources: Vec<RowSource>,
    /// The page, paragraph or table of the source; may be empty.
    pub locator: String,
    /// What exactly is counted; may be empty.
    pub definition: String,
    /// What readers should know; may be empty.
    pub note: String,
    /// Who compared it with its source, by name, and when.
    pub checked: Option<(String, PartialDate)>,
}

/// The page of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnPage {
    /// Its title.
    pub title: String,
    /// Its name in its address; empty for the home page.
    pub slug: String,
    /// Its language.
    pub lang: Lang,
    /// Its file.
    pub path: String,
}

/// What of a fact a text shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// The value.
    Value,
    /// The day it is of.
    AsOf,
    /// No fact but a claim: words that an expression over facts proves.
    Claim,
}

impl Shows {
    /// The word for programs.
    pub fn name(self) -> &'static str {
        match self {
            Shows::Value => "value",
            Shows::AsOf => "as-of",
            Shows::Claim => "claim",
        }
    }
}

/// A source of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowSource {
    /// Its key.
    pub key: String,
    /// The title of the work.
    pub title: String,
    /// Who published it; may be empty.
    pub org: String,
    /// Its address; may be empty.
    pub url: String,
    /// When it was read.
    pub retrieved: Option<PartialDate>,
    /// The copy kept by an archive; may be empty.
    pub archived: String,
}

/// A value for machines: every digit, and what it is counted in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine {
    /// A decimal number, both ends of a range as `20/30`, an ISO date or words.
    pub value: String,
    /// The unit's id, `date` or `text`.
    pub unit: String,
    /// The precision, as in XBRL; nothing where every digit is known.
    pub decimals: Option<i32>,
    /// `exactly`, `about`, …
    pub qualifier: &'static str,
}

impl Machine {
    /// The value of a fact.
    pub fn of(figure: &Figure) -> Machine {
        let whole = |value: String, unit: &str| Machine {
            value,
            unit: unit.to_owned(),
            decimals: None,
            qualifier: "exactly",
        };
        match &figure.value {
            FigureValue::Number(truth) => Machine {
                value: truth.plain(),
                unit: truth.unit.id.clone(),
                decimals: truth.decimals,
                qualifier: truth.qualifier.name(),
            },
            FigureValue::Date(date) => whole(date.iso(), "date"),
            FigureValue::Text(text) => whole(text.clone(), "text"),
        }
    }
}

/// The pages that are asked for: by their slugs or files, all where nothing is asked, in
/// one language or in all. An error is the slug or file that was probably meant.
pub fn pages<'a>(
    asked: Option<&str>,
    lang: Option<Lang>,
    site: &'a Site,
    files: &Files,
) -> Result<Vec<&'a Page>, Option<String>> {
    let path = |page: &Page| files.get(page.file).path.to_string();
    let Some(asked) = asked else {
        return Ok(of_language(site.pages.iter(), lang));
    };
    let wanted = asked.trim_start_matches("./").trim_matches('/');
    let slug = wanted.strip_prefix("content/").unwrap_or(wanted);
    let fits = |page: &&Page| path(page) == wanted || (!slug.is_empty() && page.slug == slug);
    let found: Vec<&Page> = site.pages.iter().filter(fits).collect();
    if found.is_empty() {
        let names = site.pages.iter().flat_map(|page| [page.slug.clone(), path(page)]);
        let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
        return Err(diag::nearest(wanted, names.iter().map(String::as_str)).map(str::to_owned));
    }
    Ok(of_language(found.into_iter(), lang))
}

fn of_language<'a>(pages: impl Iterator<Item = &'a Page>, lang: Option<Lang>) -> Vec<&'a Page> {
    pages.filter(|page| lang.is_none_or(|lang| page.lang == lang)).collect()
}

/// Every fact that a site shows, with the first place that shows it.
pub(crate) fn first_uses(site: &Site) -> BTreeMap<String, Span> {
    let mut first = BTreeMap::new();
    let mut see = |passage: &Passage| {
        walk(passage.content, &mut |inline| {
            if let Inline::Link(link) = inline
                && let Target::Fact { id, .. } = &link.target
            {
                first.entry(id.clone()).or_insert(link.text);
            }
        });
    };
    for page in &site.pages {
        for piece in texts::page(page) {
            match piece {
                Piece::Text(passage) => see(&passage),
                Piece::View(view) => {
                    let id = &view.id.value;
                    texts::view(view.kind, id, page.lang, site).iter().for_each(&mut see);
                }
                Piece::Glance(_) => {}
            }
        }
    }
    let lang = site.settings.language;
    let terms = site.data.terms.keys().filter_map(|id| texts::term(id, lang, site));
    terms.for_each(|text| see(&text));
    for id in site.pages.iter().flat_map(|page| &page.at_a_glance) {
        first.entry(id.value.clone()).or_insert(id.span);
    }
    first
}

/// The checked numbers of some pages in the order in which they are read.
pub fn rows(pages: &[&Page], site: &Site, files: &Files) -> Vec<Row> {
    pages.iter().flat_map(|page| of_page(page, site, files)).collect()
}

fn of_page(page: &Page, site: &Site, files: &Files) -> Vec<Row> {
    let on = OnPage {
        title: words_in(&page.title.content, site, page.lang),
        slug: page.slug.clone(),
        lang: page.lang,
        path: files.get(page.file).path.to_string(),
    };
    let mut reader = Reader { on, site, files, rows: Vec::new(), terms: Vec::new() };
    for piece in texts::page(page) {
        match piece {
            Piece::Text(passage) => reader.passage(&passage),
            Piece::Glance(id) => reader.glance(&id.value, id.span),
            Piece::View(view) => reader.view(view.kind, &view.id.value),
        }
    }
    reader.foot();
    reader.rows
}

/// The reading of one page.
struct Reader<'a> {
    on: OnPage,
    site: &'a Site,
    files: &'a Files,
    rows: Vec<Row>,
    terms: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    fn view(&mut self, kind: ViewKind, id: &str) {
        self.passages(&texts::view(kind, id, self.on.lang, self.site));
    }

    /// What stands at the foot of the page: the terms it uses, and the definitions and notes
    /// of its facts, which may use more of both.
    fn foot(&mut self) {
        let (mut terms, mut facts, mut seen) = (0, 0, BTreeSet::new());
        loop {
            if let Some(term) = self.terms.get(terms).copied() {
                terms += 1;
                if let Some(passage) = texts::term(term, self.on.lang, self.site) {
                    self.passage(&passage);
                }
            } else if let Some(row) = self.rows.get(facts) {
                facts += 1;
                let id = row.fact.clone();
                if row.shows != Shows::Claim && seen.insert(id.clone()) {
                    self.passages(&texts::fact(&id, self.on.lang, self.site));
                }
            } else {
                return;
            }
        }
    }

    fn passages(&mut self, passages: &[Passage<'a>]) {
        for passage in passages {
            self.passage(passage);
        }
    }

    fn passage(&mut self, passage: &Passage<'a>) {
        let flat = texts::flat(passage.content, self.site, self.on.lang);
        for (at, reference) in &flat.references {
            match reference {
                Reference::Link(Link { target: Target::Term(id), .. }) => {
                    if !self.terms.contains(&id.as_str()) {
                        self.terms.push(id);
                    }
                }
                Reference::Link(link) => self.link(link, at, &flat, &passage.stands),
                Reference::Citation(_) => {}
            }
        }
    }

    fn link(&mut self, link: &Link, at: &Range<usize>, flat: &Flat, stands: &str) {
        let (row, shows) = match &link.target {
            Target::Fact { id, as_of: false } => (self.row(id, link.text, stands), Shows::Value),
            Target::Fact { id, as_of: true } => (self.row(id, link.text, stands), Shows::AsOf),
            Target::Claim(id) => (self.claim(id, link.text, stands), Shows::Claim),
            _ => return,
        };
        let Some(row) = row else { return };
        let sentence = sentence_of(flat, at, self.on.lang);
        self.rows.push(Row {
            shown: flat.words[at.clone()].trim().to_owned(),
            shows,
            at: at.start - sentence.start..at.end - sentence.start,
            sentence: flat.words[sentence].to_owned(),
            ..row
        });
    }

    fn glance(&mut self, id: &str, span: Span) {
        let Some(row) = self.row(id, span, "at a glance") else { return };
        let end = row.value.len();
        let sentence = format!("{} {}", row.value, row.label);
        self.rows.push(Row { shown: row.value.clone(), at: 0..end, sentence, ..row });
    }

    /// What the data says of a claim. It is as good as the facts it rests on: when all of them
    /// are checked, it is, since the last of them was.
    fn claim(&self, id: &str, span: Span, stands: &str) -> Option<Row> {
        let (site, lang) = (self.site, self.on.lang);
        let proof = site.claims.get(id)?;
        let claim = site.data.claims.get(id)?;
        let facts = claim.holds.iter().flat_map(|holds| holds.value.facts());
        let checked = facts.map(|fact| {
            let checked = site.data.facts.get(&fact.value)?.checked.as_ref()?;
            let as_of = site.figures.get(&fact.value)?.as_of;
            is_signed(Some(checked.on.value), as_of).then_some(checked)
        });
        let checked: Option<Vec<&SignOff>> = checked.collect();
        let last =
            checked.and_then(|all| all.into_iter().max_by_key(|one| one.on.value.last_day()));
        let expression = Term::line(&proof.terms, |term| term.name(lang));
        let label = match claim.label.of(lang).as_str() {
            "" => expression.clone(),
            label => label.to_owned(),
        };
        Some(Row {
            fact: id.to_owned(),
            value: Term::line(&proof.terms, |term| term.value(lang)),
            machine: Machine {
                value: proof.holds.to_string(),
                unit: "claim".to_owned(),
                decimals: None,
                qualifier: "exactly",
            },
            as_of: proof.as_of,
            origin: self.files.place(proof.origin),
            sources: proof.sources.iter().filter_map(|key| source(&key.value, site)).collect(),
            definition: if label == expression { String::new() } else { expression },
            note: self.words(claim.note.as_ref()),
            checked: last.map(|checked| self.signed(checked)),
            ..self.blank(label, span, stands)
        })
    }

    /// What the data says of a fact, at a place; nothing for one without a value, which is
    /// already reported.
    fn row(&self, id: &str, span: Span, stands: &str) -> Option<Row> {
        let (site, lang) = (self.site, self.on.lang);
        let figure = site.figures.get(id)?;
        let fact = site.data.facts.get(id)?;
        Some(Row {
            fact: id.to_owned(),
            value: figure.value.write_with_unit(lang),
            machine: Machine::of(figure),
            as_of: figure.as_of,
            origin: self.files.place(figure.origin),
            sources: figure.sources.iter().filter_map(|key| source(&key.value, site)).collect(),
            locator: fact.locator.of(lang).clone(),
            definition: self.words(fact.definition.as_ref()),
            note: self.words(fact.note.as_ref()),
            checked: fact.checked.as_ref().map(|checked| self.signed(checked)),
            ..self.blank(fact.label.of(lang).clone(), span, stands)
        })
    }

    /// A row of which only the place and the label are known.
    fn blank(&self, label: String, span: Span, stands: &str) -> Row {
        let place = self.files.place(span);
        let machine = Machine {
            value: String::new(),
            unit: String::new(),
            decimals: None,
            qualifier: "exactly",
        };
        Row {
            page: self.on.clone(),
            place: place.clone(),
            stands: stands.to_owned(),
            sentence: String::new(),
            at: 0..0,
            shown: String::new(),
            shows: Shows::Value,
            fact: String::new(),
            label,
            value: String::new(),
            machine,
            as_of: None,
            origin: place,
            sources: Vec::new(),
            locator: String::new(),
            definition: String::new(),
            note: String::new(),
            checked: None,
        }
    }

    fn words(&self, prose: Option<&Wording<Prose>>) -> String {
        let lang = self.on.lang;
        let words = |prose: &Wording<Prose>| words_in(&prose.of(lang).content, self.site, lang);
        prose.map_or_else(String::new, words)
    }

    fn signed(&self, checked: &SignOff) -> (String, PartialDate) {
        (name(&checked.by.value, self.site).to_owned(), checked.on.value)
    }
}

/// Each link of a text with the sentence round it, in plain words.
pub(crate) fn links<'a>(content: &'a [Inline], site: &Site, lang: Lang) -> Vec<(&'a Link, String)> {
    let flat = texts::flat(content, site, lang);
    let links = flat.references.iter().filter_map(|(at, reference)| match reference {
        Reference::Link(link) => Some((*link, flat.words[sentence_of(&flat, at, lang)].to_owned())),
        Reference::Citation(_) => None,
    });
    links.collect()
}

/// The sentence of a passage round a reference.
pub(crate) fn sentence_of(flat: &Flat, at: &Range<usize>, lang: Lang) -> Range<usize> {
    sentence::around(&flat.words, at.clone(), lang)
}

pub(crate) fn source(key: &str, site: &Site) -> Option<RowSource> {
    let source = site.data.sources.get(key)?;
    Some(RowSource {
        key: key.to_owned(),
        title: source.title.clone(),
        org: source.org.clone(),
        url: source.url.clone(),
        retrieved: source.retrieved,
        archived: source.archived.as_ref().map_or_else(String::new, |(url, _)| url.clone()),
    })
}

/// Somebody's name: that of a key of `people.yaml`, or as written.
pub(crate) fn name<'a>(by: &'a str, site: &'a Site) -> &'a str {
    site.data.people.get(by).map_or(by, |person| &person.name)
}

/// Whether a day of comparison is not before the time that a value is of.
pub fn is_signed(on: Option<PartialDate>, as_of: Option<PartialDate>) -> bool {
    let Some(on) = on else { return false };
    as_of.is_none_or(|as_of| on.last_day() >= as_of.first_day())
}

#[cfg(test)]
mod tests;
