//! Charts and tables as their authors specify them.

use super::data::Condition;
use super::document::Prose;
use crate::files::{Span, Spanned};

/// What a chart draws for each row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Points joined by straight lines.
    Line,
    /// A line that holds each value until the next.
    Step,
    /// Bars from zero.
    Bar,
    /// Points.
    Dot,
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
    /// Bottom to top.
    pub y: Channel,
    /// What splits the rows into series.
    pub color: Option<Channel>,
    /// Whether `stack: none` was said.
    pub unstacked: bool,
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
}

/// Which way an order runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The least first.
    Rising,
    /// The greatest first.
    Falling,
}
