//! Facts, datasets, sources and the other things of `data/`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::chart::{ChartSpec, TableSpec};
use super::correction::Corrected;
use super::document::Prose;
use super::formula::Formula;
use super::fresh::SignOff;
use super::history::{KnownError, OtherValue, Tolerance};
use super::wording::Wording;
use crate::date::{PartialDate, Period};
use crate::files::{Span, Spanned};
use crate::lang::Lang;
use crate::number::{Decimal, Qualifier, Unit};

/// Base units above and below the line, by id.
pub type Bases = (Vec<String>, Vec<String>);

/// Units that measure the same, by their bases.
pub type Kin = BTreeMap<Bases, Arc<[Unit]>>;

/// Everything in `data/`, by id.
#[derive(Debug, Default)]
pub struct Data {
    /// Where values come from.
    pub sources: BTreeMap<String, Source>,
    /// Sourced values used in prose.
    pub facts: BTreeMap<String, Fact>,
    /// Phrases whose truth is an expression over facts.
    pub claims: BTreeMap<String, Claim>,
    /// Typed tables.
    pub datasets: BTreeMap<String, Dataset>,
    /// Views drawn from datasets.
    pub charts: BTreeMap<String, ChartSpec>,
    /// Views that show rows of datasets.
    pub tables: BTreeMap<String, TableSpec>,
    /// Authors: people, roles and institutions.
    pub people: BTreeMap<String, Person>,
    /// Words explained.
    pub terms: BTreeMap<String, Term>,
    /// Those the briefings are about.
    pub entities: BTreeMap<String, Entity>,
    /// Units this project declares, beside the built-in ones.
    pub units: BTreeMap<String, Unit>,
    /// The declared units that measure the same, by the base units they are made of.
    pub kin: Kin,
    /// What is there but could not be read, as `chart:ID`: what refers to it is not at fault.
    pub broken: BTreeSet<String>,
}

impl Data {
    /// The texts of the data that may hold links, each in its language: what has none is in the
    /// site's own.
    pub fn texts(&self, own: Lang) -> Vec<(Lang, &Prose)> {
        let views = self.views().into_iter().map(|prose| (own, prose));
        let mut texts: Vec<_> = views.chain(self.notes().flat_map(|note| note.each(own))).collect();
        let charts = self.charts.values().flat_map(|chart| &chart.translations);
        let tables = self.tables.values().flat_map(|table| &table.translations);
        for (lang, translation) in charts.chain(tables) {
            texts.extend(translation.proses().map(|prose| (*lang, prose)));
        }
        texts
    }

    /// What is said of facts, claims, datasets, terms and people.
    pub fn notes(&self) -> impl Iterator<Item = &Wording<Prose>> {
        let datasets = self.datasets.values().filter_map(|dataset| dataset.note.as_ref());
        let facts = self.facts.values().flat_map(Fact::texts);
        let claims = self.claims.values().filter_map(|claim| claim.note.as_ref());
        let terms = self.terms.values().map(|term| &term.definition);
        let people = self.people.values().filter_map(|person| person.about.as_ref());
        datasets.chain(facts).chain(claims).chain(terms).chain(people)
    }

    /// The texts of charts and tables in the site's own language.
    fn views(&self) -> Vec<&Prose> {
        let mut found = Vec::new();
        for chart in self.charts.values() {
            found.extend([&chart.headline, &chart.subtitle]);
            found.extend(chart.note.iter().chain(&chart.alt));
            found.extend(chart.annotations.iter().map(|annotation| &annotation.text));
        }
        for table in self.tables.values() {
            found.push(&table.headline);
            found.extend(table.subtitle.iter().chain(&table.note));
        }
        found
    }

    /// The unit of an id: declared by the project, or built in.
    pub fn unit(&self, id: &str) -> Option<Unit> {
        self.units.get(id).cloned().or_else(|| {
            let unit = Unit::builtin(id)?;
            let scale = unit.scale();
            match self.kin.get(&(scale.above, scale.below)) {
                Some(kin) => Some(Unit { kin: Arc::clone(kin), ..unit }),
                None => Some(unit),
            }
        })
    }
}

/// Where a value comes from.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where its key stands.
    pub span: Span,
    /// The title of the work.
    pub title: String,
    /// The corporate author or publisher; may be empty.
    pub org: String,
    /// Persons, as they are to be printed.
    pub authors: Vec<String>,
    /// When it was published.
    pub date: Option<PartialDate>,
    /// Its address; may be empty.
    pub url: String,
    /// When it was read.
    pub retrieved: Option<PartialDate>,
    /// A copy kept by an archive: address and day.
    pub archived: Option<(String, Option<PartialDate>)>,
    /// The language it is in; may be empty.
    pub language: String,
    /// `official`, `media`, …; may be empty.
    pub kind: String,
    /// `high`, `medium`, `low` or `unknown`; may be empty.
    pub reliability: String,
    /// What readers should know of it; may be empty.
    pub note: Wording,
    /// The kind of work: `report`, `article`, …
    pub work: String,
    /// How often it is published anew.
    pub update_every: Option<Period>,
    /// The day of its next release.
    pub next_release: Option<Spanned<PartialDate>>,
}

/// A value of a fact or a cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A number.
    Number(Decimal),
    /// A day, month or year.
    Date(PartialDate),
    /// Words.
    Text(String),
}

/// One sourced value used in prose.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Where its id stands.
    pub span: Span,
    /// What it counts.
    pub label: Wording,
    /// Where the value comes from.
    pub value: FactValue,
    /// The upper end, where the value is the lower end of a range.
    pub upper: Option<Decimal>,
    /// The unit's id.
    pub unit: Option<Spanned<String>>,
    /// The precision, as in XBRL: 0 units, 1 tenths, -6 millions.
    pub decimals: Option<i32>,
    /// How exact the value claims to be.
    pub qualifier: Qualifier,
    /// The time the value is of.
    pub as_of: Option<PartialDate>,
    /// The sources' keys.
    pub sources: Vec<Spanned<String>>,
    /// The page, paragraph or table; may be empty.
    pub locator: Wording,
    /// What exactly is counted.
    pub definition: Option<Wording<Prose>>,
    /// What readers should know of it.
    pub note: Option<Wording<Prose>>,
    /// How long after `as_of` it may be shown without a second look.
    pub stale_after: Option<Period>,
    /// The day by which somebody has to look at it again, whatever it is of.
    pub review_by: Option<Spanned<PartialDate>>,
    /// Who compared it with its source.
    pub checked: Option<SignOff>,
    /// What it was before, as the author ordered it.
    pub history: Vec<OtherValue>,
    /// Why it is far from what it was before; where it is not, there is no reason to give.
    pub jump: Option<Spanned<String>>,
    /// What other sources say.
    pub also: Vec<OtherValue>,
    /// How far they may be apart.
    pub tolerance: Option<Tolerance>,
    /// That the published value is wrong.
    pub known_error: Option<KnownError>,
}

/// A phrase whose truth is an expression over facts: "more than doubled".
#[derive(Debug, Clone)]
pub struct Claim {
    /// Where its id stands.
    pub span: Span,
    /// What must hold; nothing if it could not be read, which is reported.
    pub holds: Option<Spanned<Formula>>,
    /// What it says, for the register; may be empty.
    pub label: Wording,
    /// What readers should know of it.
    pub note: Option<Wording<Prose>>,
}

/// Where a fact's value comes from.
#[derive(Debug, Clone)]
pub enum FactValue {
    /// Written in the fact itself.
    Given(Spanned<Value>),
    /// A cell of a dataset.
    From {
        /// The dataset.
        dataset: Spanned<String>,
        /// What the row must say.
        conditions: Vec<Condition>,
        /// The column.
        column: Spanned<String>,
    },
    /// Computed from other facts.
    Formula(Formula, Span),
    /// Nothing that could be read; already reported.
    Missing,
}

/// What a row must say in a column.
#[derive(Debug, Clone)]
pub struct Condition {
    /// The column.
    pub column: Spanned<String>,
    /// The texts it may have.
    pub values: Vec<Spanned<String>>,
}

/// The type of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnType {
    /// A day.
    Date,
    /// A month.
    Month,
    /// A year.
    Year,
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal,
    /// Words.
    Text,
    /// One of the listed words.
    Enum(Vec<String>),
    /// An SDMX observation status.
    Flag,
    /// Keys of sources, separated by `;`.
    Source,
}

impl ColumnType {
    /// Whether its values are numbers.
    pub fn is_number(&self) -> bool {
        matches!(self, ColumnType::Integer | ColumnType::Decimal)
    }

    /// Whether its values are dates.
    pub fn is_date(&self) -> bool {
        matches!(self, ColumnType::Date | ColumnType::Month | ColumnType::Year)
    }

    /// The kind of its values in words.
    pub fn words(&self) -> &'static str {
        match self {
            ColumnType::Date | ColumnType::Month | ColumnType::Year => "dates",
            ColumnType::Integer | ColumnType::Decimal => "numbers",
            ColumnType::Text | ColumnType::Enum(_) => "words",
            ColumnType::Flag => "flags",
            ColumnType::Source => "sources",
        }
    }
}

/// A column of a dataset.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name at its place.
    pub name: Spanned<String>,
    /// What people read above it.
    pub title: Wording,
    /// What its cells are.
    pub kind: ColumnType,
    /// The unit's id, for numbers.
    pub unit: Option<Spanned<String>>,
    /// Whether it is part of what makes a row one of its kind.
    pub key: bool,
    /// Whether a cell may be empty.
    pub required: bool,
    /// The least value allowed.
    pub min: Option<Decimal>,
    /// The greatest value allowed.
    pub max: Option<Decimal>,
    /// What it means; may be empty.
    pub description: Wording,
}

/// A cell: its value if it has one, the text as written, and its place.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The value; nothing where the cell is empty or unreadable.
    pub value: Option<Value>,
    /// The text as written.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// What must hold over the rows of a dataset.
#[derive(Debug, Clone)]
pub enum RowCheck {
    /// The column never falls from one row to the next.
    Monotonic {
        /// The column.
        column: Spanned<String>,
    },
    /// In every row, the columns of a list add up to another.
    Sum {
        /// What is added.
        of: Vec<Spanned<String>>,
        /// What it must equal.
        equals: Spanned<String>,
    },
    /// The number of rows.
    RowCount {
        /// How many there must be.
        equals: Spanned<i64>,
    },
}

/// A typed table.
#[derive(Debug, Clone)]
pub struct Dataset {
    /// Its file.
    pub span: Span,
    /// Its title.
    pub title: Wording,
    /// What it is; may be empty.
    pub description: Wording,
    /// The sources of all rows.
    pub sources: Vec<Spanned<String>>,
    /// The SPDX id of its licence; may be empty.
    pub license: String,
    /// What readers should know of it.
    pub note: Option<Wording<Prose>>,
    /// The columns in order.
    pub columns: Vec<Column>,
    /// The rows of cells, in the order of the columns.
    pub rows: Vec<Vec<Cell>>,
    /// Whether every row could be read; where not, it is reported, and what is missing from
    /// the rows is nobody's slip.
    pub whole: bool,
    /// What must hold.
    pub checks: Vec<(RowCheck, Span)>,
    /// What was corrected in its rows.
    pub corrected: Vec<Corrected>,
}

impl Dataset {
    /// The number of a column by its name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name.value == name)
    }

    /// The number of the first column of a type.
    pub fn column_of(&self, kind: &ColumnType) -> Option<usize> {
        self.columns.iter().position(|column| column.kind == *kind)
    }
}

/// What an author is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonKind {
    /// A human being.
    Person,
    /// An organisation.
    Institution,
    /// A role or desk within one.
    Role,
}

/// Somebody who signs briefings.
#[derive(Debug, Clone)]
pub struct Person {
    /// Where its key stands.
    pub span: Span,
    /// The name as it is printed.
    pub name: String,
    /// Person, institution or role.
    pub kind: PersonKind,
    /// What they do; may be empty.
    pub role: Wording,
    /// Where they belong; may be empty.
    pub affiliation: String,
    /// Their address; may be empty.
    pub url: String,
    /// Their number at orcid.org; may be empty.
    pub orcid: String,
    /// Who they are, in a sentence or two.
    pub about: Option<Wording<Prose>>,
}

/// A word explained.
#[derive(Debug, Clone)]
pub struct Term {
    /// Where its key stands.
    pub span: Span,
    /// The word in full.
    pub term: Wording,
    /// What it means.
    pub definition: Wording<Prose>,
    /// Its abbreviation; may be empty.
    pub short: Wording,
    /// Other forms of it.
    pub aliases: Vec<String>,
}

/// Somebody or something a briefing is about.
#[derive(Debug, Clone)]
pub struct Entity {
    /// The name.
    pub name: String,
    /// What it is, in a sentence; may be empty.
    pub description: Wording,
    /// Its own address; may be empty.
    pub url: String,
    /// Other names, and those of its products.
    pub aliases: Vec<String>,
}
