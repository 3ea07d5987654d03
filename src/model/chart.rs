//! Charts and tables as their authors specify them.

use std::collections::BTreeMap;

use super::data::Condition;
use super::document::Prose;
use crate::files::{Span, Spanned};
use crate::lang::Lang;
use crate::number::Pattern;

/// What a chart draws for each row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Points joined by straight lines.
    Line,
    /// A line that holds each value until the next.
    Step,
    /// A line with what is under it filled.
    Area,
    /// What lies between two values.
    Band,
    /// Bars from zero.
    Bar,
    /// Thin lines from zero with a dot at their end.
    Lollipop,
    /// Points.
    Dot,
    /// Two points and what lies between them.
    Range,
    /// From one value to another, with a head.
    Arrow,
    /// A short line at a value: a layer over other marks.
    Rule,
    /// Lines between two moments.
    Slope,
    /// Shaded cells of a table.
    Cell,
    /// How many rows lie in each part of the axis.
    Histogram,
    /// Quartiles and extremes of the rows of a name.
    Box,
    /// Bars that add up.
    Waterfall,
    /// Events in time.
    Timeline,
}

impl Mark {
    /// Every mark with the word for it, in the order of the manual.
    pub const ALL: [(&str, Mark); 16] = [
        ("line", Mark::Line),
        ("step", Mark::Step),
        ("area", Mark::Area),
        ("band", Mark::Band),
        ("bar", Mark::Bar),
        ("lollipop", Mark::Lollipop),
        ("dot", Mark::Dot),
        ("range", Mark::Range),
        ("arrow", Mark::Arrow),
        ("rule", Mark::Rule),
        ("slope", Mark::Slope),
        ("cell", Mark::Cell),
        ("histogram", Mark::Histogram),
        ("box", Mark::Box),
        ("waterfall", Mark::Waterfall),
        ("timeline", Mark::Timeline),
    ];

    /// The word for it, as authors write it.
    pub fn word(self) -> &'static str {
        let found = Mark::ALL.iter().find(|(_, mark)| *mark == self);
        found.map_or("", |(word, _)| word)
    }
}

/// How bars or areas of several series stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stack {
    /// Each from zero.
    None,
    /// On top of each other.
    Zero,
    /// On top of each other, as parts of 100 %.
    Normalize,
}

/// How values become lengths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Equal differences are equal lengths.
    Linear,
    /// Equal ratios are equal lengths.
    Log,
}

/// Where series and values are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Labels {
    /// The chart decides.
    Auto,
    /// Each value at its mark.
    Value,
    /// Each series at its end.
    End,
    /// A legend above.
    Legend,
    /// None.
    None,
}

/// The order of categories.
#[derive(Debug, Clone, PartialEq)]
pub enum Sort {
    /// As the rows come.
    Rows,
    /// By the other axis, rising.
    Rising,
    /// By the other axis, falling.
    Falling,
    /// As listed.
    Listed(Vec<Spanned<String>>),
}

/// The rows a view shows.
#[derive(Debug, Clone)]
pub struct Selection {
    /// The dataset.
    pub dataset: Spanned<String>,
    /// What its rows must say.
    pub conditions: Vec<Condition>,
}

/// A column on an axis or as colour.
#[derive(Debug, Clone)]
pub struct Channel {
    /// The column.
    pub field: Spanned<String>,
    /// The title of the axis, if not the column's.
    pub title: Option<String>,
    /// The ends of the axis, as written.
    pub domain: Option<(Spanned<String>, Spanned<String>)>,
    /// Linear or logarithmic.
    pub scale: Spanned<Scale>,
    /// Whether the axis begins at zero.
    pub zero: Option<Spanned<bool>>,
    /// The order of categories.
    pub sort: Sort,
    /// How its numbers are written.
    pub format: Option<Spanned<Pattern>>,
}

/// One place or a stretch on an axis, as written.
#[derive(Debug, Clone)]
pub enum Extent {
    /// One value.
    At(Spanned<String>),
    /// From one to another.
    Between(Spanned<String>, Spanned<String>),
}

/// A note bound to a place in the data.
#[derive(Debug, Clone)]
pub struct Annotation {
    /// Where on the x axis.
    pub x: Option<Extent>,
    /// Where on the y axis.
    pub y: Option<Extent>,
    /// What the row says whose mark it is about, and where that is written.
    pub at: Option<Spanned<Vec<Condition>>>,
    /// How far right and down of its mark its words should stand, in pixels.
    pub shift: Option<(f64, f64)>,
    /// What it says.
    pub text: Prose,
    /// Where it is written.
    pub span: Span,
}

/// A chart as written.
#[derive(Debug, Clone)]
pub struct ChartSpec {
    /// Its file.
    pub span: Span,
    /// The message.
    pub headline: Prose,
    /// Measure, place and period.
    pub subtitle: Prose,
    /// The rows.
    pub data: Selection,
    /// The mark.
    pub mark: Spanned<Mark>,
    /// Left to right.
    pub x: Channel,
    /// Bottom to top; histograms and timelines have none.
    pub y: Option<Channel>,
    /// Where marks end that begin at `x`.
    pub x2: Option<Channel>,
    /// Where marks end that begin at `y`.
    pub y2: Option<Channel>,
    /// What splits the rows into series, or shades the cells.
    pub color: Option<Channel>,
    /// The area of dots.
    pub size: Option<Channel>,
    /// The names of single marks.
    pub text: Option<Channel>,
    /// What an event of a timeline means; its list says it.
    pub detail: Option<Channel>,
    /// What splits the rows into small multiples.
    pub facet: Option<Channel>,
    /// Further marks over the same axes.
    pub layers: Vec<LayerSpec>,
    /// How bars or areas of several series stand together, if that was said.
    pub stack: Option<Spanned<Stack>>,
    /// Names whose bar in a waterfall is a total.
    pub totals: Vec<Spanned<String>>,
    /// About how many bars a histogram has.
    pub bins: Option<Spanned<i64>>,
    /// Where names and values stand.
    pub label: Labels,
    /// The series that keep their colour.
    pub highlight: Vec<Spanned<String>>,
    /// Notes in the chart.
    pub annotations: Vec<Annotation>,
    /// Whether lines show their points.
    pub points: bool,
    /// What readers should know.
    pub note: Option<Prose>,
    /// The author's own description.
    pub alt: Option<Prose>,
    /// Sources, if not those of the rows.
    pub sources: Vec<Spanned<String>>,
    /// Its texts in other languages.
    pub translations: BTreeMap<Lang, Translation>,
}

/// The texts of a chart in another language; those that are absent stay as they are.
#[derive(Debug, Clone)]
pub struct Translation {
    /// The message.
    pub headline: Option<Prose>,
    /// Measure, place and period.
    pub subtitle: Option<Prose>,
    /// What readers should know.
    pub note: Option<Prose>,
    /// The author's own description.
    pub alt: Option<Prose>,
    /// Notes in the chart, in the order of those in the chart's own language.
    pub annotations: Vec<Prose>,
    /// Words of the data, such as titles of columns and names: the original and its translation.
    pub words: BTreeMap<String, String>,
}

impl Translation {
    /// Every text that may hold links.
    pub fn proses(&self) -> impl Iterator<Item = &Prose> {
        let own = [&self.headline, &self.subtitle, &self.note, &self.alt];
        own.into_iter().flatten().chain(&self.annotations)
    }
}

impl ChartSpec {
    /// The message in a language, or else in the chart's own.
    pub fn headline_in(&self, lang: Lang) -> &Prose {
        let translated = self.translations.get(&lang).and_then(|texts| texts.headline.as_ref());
        translated.unwrap_or(&self.headline)
    }

    /// Measure, place and period in a language, or else in the chart's own.
    pub fn subtitle_in(&self, lang: Lang) -> &Prose {
        let translated = self.translations.get(&lang).and_then(|texts| texts.subtitle.as_ref());
        translated.unwrap_or(&self.subtitle)
    }

    /// The author's own description in a language, or else in the chart's own.
    pub fn alt_in(&self, lang: Lang) -> Option<&Prose> {
        let translated = self.translations.get(&lang).and_then(|texts| texts.alt.as_ref());
        translated.or(self.alt.as_ref())
    }

    /// The words of the remarks in a language, each or else in the chart's own.
    pub fn annotations_in(&self, lang: Lang) -> impl Iterator<Item = &Prose> {
        let translated = self.translations.get(&lang).map_or(&[][..], |texts| &texts.annotations);
        let own = self.annotations.iter().map(|annotation| &annotation.text);
        own.enumerate().map(move |(at, own)| translated.get(at).unwrap_or(own))
    }

    /// What readers should know in a language, or else in the chart's own.
    pub fn note_in(&self, lang: Lang) -> Option<&Prose> {
        let translated = self.translations.get(&lang).and_then(|texts| texts.note.as_ref());
        translated.or(self.note.as_ref())
    }
}

/// A further mark over the axes of a chart.
#[derive(Debug, Clone)]
pub struct LayerSpec {
    /// The mark.
    pub mark: Spanned<Mark>,
    /// Its values, in the direction of the chart's.
    pub value: Channel,
    /// Where a band ends.
    pub end: Option<Channel>,
    /// Its name in the legend, if not the column's.
    pub title: Option<String>,
}

/// A table as written.
#[derive(Debug, Clone)]
pub struct TableSpec {
    /// Its file.
    pub span: Span,
    /// The message.
    pub headline: Prose,
    /// Measure, place and period.
    pub subtitle: Option<Prose>,
    /// The rows.
    pub data: Selection,
    /// The columns; all but sources and flags if none are listed.
    pub columns: Vec<Spanned<String>>,
    /// The column to order by, and whether falling.
    pub sort: Option<(Spanned<String>, Direction)>,
    /// What readers should know.
    pub note: Option<Prose>,
    /// Sources, if not those of the rows.
    pub sources: Vec<Spanned<String>>,
    /// Its texts in other languages.
    pub translations: BTreeMap<Lang, Translation>,
}

impl TableSpec {
    /// The message in a language, or else in the table's own.
    pub fn headline_in(&self, lang: Lang) -> &Prose {
        let translated = self.translations.get(&lang).and_then(|texts| texts.headline.as_ref());
        translated.unwrap_or(&self.headline)
    }

    /// Measure, place and period in a language, or else in the table's own.
    pub fn subtitle_in(&self, lang: Lang) -> Option<&Prose> {
        let translated = self.translations.get(&lang).and_then(|texts| texts.subtitle.as_ref());
        translated.or(self.subtitle.as_ref())
    }

    /// What readers should know in a language, or else in the table's own.
    pub fn note_in(&self, lang: Lang) -> Option<&Prose> {
        let translated = self.translations.get(&lang).and_then(|texts| texts.note.as_ref());
        translated.or(self.note.as_ref())
    }
}

/// Which way an order runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The least first.
    Rising,
    /// The greatest first.
    Falling,
}
