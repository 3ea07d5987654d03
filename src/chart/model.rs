//! What a chart says, before anybody decides where things stand.

use super::units::count;
use crate::lang::Lang;
use crate::number::Pattern;

/// A chart with its data resolved: names are texts, values are numbers.
///
/// All words are plain text, without markup and not escaped.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// Unique on the page; other ids in the SVG begin with it.
    pub id: String,
    /// The language of the words, of numbers on the axes and of dates.
    pub lang: Lang,
    /// The headline: what the chart shows. It becomes the picture's name.
    pub title: String,
    /// The author's own description; [`describe`](super::describe()) writes one otherwise.
    pub alt: Option<String>,
    /// How points are drawn.
    pub mark: Mark,
    /// How bars or areas of several series stand together.
    pub stack: Stack,
    /// What runs from left to right.
    pub x: Channel,
    /// What runs from bottom to top; for categories, from top to bottom.
    pub y: Channel,
    /// The data, in the order of the legend and of the colours.
    pub series: Vec<Series>,
    /// The names of small multiples, in order; empty for a single chart.
    pub panels: Vec<String>,
    /// What the shade of a cell or the area of a dot measures.
    pub weight: Option<Channel>,
    /// The names of the two ends of ranges and arrows.
    pub ends: Option<(String, String)>,
    /// Names whose bar in a waterfall is a total and stands from zero.
    pub totals: Vec<String>,
    /// About how many bars a histogram has, if not as many as suit the data.
    pub bins: Option<usize>,
    /// Remarks on places along the axes.
    pub annotations: Vec<Annotation>,
    /// Names of the series, or of the categories of a single series, that keep a
    /// colour while all others turn grey. Empty: all keep theirs.
    pub highlight: Vec<String>,
    /// Where values and names of series are written.
    pub labels: Labels,
    /// Whether lines show their points.
    pub points: bool,
    /// Height in pixels where the data do not decide it, as they do for rows of bars.
    pub height: Option<f64>,
}

/// How points are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A line from point to point.
    Line,
    /// A line that keeps a value until the next.
    Step,
    /// A line with what is under it filled.
    Area,
    /// What lies between two values, beside or behind a line.
    Band,
    /// Bars from zero: rows when `y` has the categories, columns otherwise.
    Bar,
    /// A thin line from zero with a dot at its end.
    Lollipop,
    /// Points by themselves.
    Dot,
    /// Two dots and what lies between them.
    Range,
    /// From one value to another, with a head.
    Arrow,
    /// A short line across the place of a value: a target, or a value to compare with.
    Rule,
    /// Lines between two moments.
    Slope,
    /// Shaded cells of a table.
    Cell,
    /// How many values lie in each part of their range.
    Histogram,
    /// Quartiles and extremes.
    Box,
    /// Bars that add up, each from the end of the one before.
    Waterfall,
    /// Events in time.
    Timeline,
}

/// How bars or areas of several series stand together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stack {
    /// Each from zero: bars side by side, areas before each other.
    #[default]
    None,
    /// On top of each other; negative values below zero.
    Zero,
    /// On top of each other, as parts of 100 %.
    Normalize,
}

/// One of the two directions.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel {
    /// What is measured, and in which unit. Empty where the subtitle says it.
    pub title: String,
    /// What stands along it.
    pub kind: Kind,
}

/// What stands along an axis.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Numbers.
    Quantity {
        /// Where the axis begins and ends, at least. It never hides data.
        domain: Option<(f64, f64)>,
        /// How numbers are spaced.
        scale: Scale,
        /// Whether the axis must reach zero. Bars always do.
        zero: bool,
        /// How ticks are written.
        format: NumberFormat,
    },
    /// Days since 1970-01-01.
    Time {
        /// Where the axis begins and ends, at least.
        domain: Option<(f64, f64)>,
        /// How exact the dates are.
        grain: Grain,
    },
    /// Names; a point holds the place of its name in the list, from 0.
    Category(Vec<String>),
}

/// How numbers are spaced along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Equal differences, equal lengths.
    Linear,
    /// Equal ratios, equal lengths. All values must be above zero.
    Log,
}

/// How exact dates are, and so how they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// 31 Aug 2023
    Day,
    /// Aug 2023
    Month,
    /// 2023
    Year,
}

/// How numbers on an axis are written, in the order and with the marks of the language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberFormat {
    /// Digits after the decimal mark; as few as keep every tick exact when not given.
    pub decimals: Option<usize>,
    /// Before the number, as in `US$`.
    pub prefix: String,
    /// After the number with the space that belongs there, as in `%` or ` Mrd. €`.
    pub suffix: String,
    /// What the author wants, if it is not what reads best.
    pub pattern: Option<Pattern>,
}

/// Points of one colour.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// Its name in legend and labels; empty when there is only one and it needs none.
    pub name: String,
    /// Its own mark, if it is a layer beside the chart's.
    pub mark: Option<Mark>,
    /// The small multiple in which it stands.
    pub panel: usize,
    /// Its points, in any order along a number or time.
    pub points: Vec<Point>,
}

/// One observation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Point {
    /// Where it stands on the x axis.
    pub x: f64,
    /// Where it stands on the y axis.
    pub y: f64,
    /// The value as the reader sees it, exact and in the language.
    pub label: String,
    /// Where its mark begins on the axis of values, if not at zero: the other end of a
    /// range or band.
    pub base: Option<f64>,
    /// The value of the base as the reader sees it.
    pub base_label: String,
    /// Its own name, written beside it.
    pub name: String,
    /// A third number: the shade of a cell, the area of a dot.
    pub weight: Option<f64>,
    /// The observation's status by SDMX's code list: `b` break before it, `e` estimated,
    /// `f` forecast, `p` provisional.
    pub flag: Option<char>,
    /// Whether values before it are missing, so that no line leads here.
    pub gap: bool,
    /// The number of its row, by which remarks find it.
    pub row: usize,
}

/// A remark.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation {
    /// What it is about.
    pub place: Place,
    /// The words.
    pub text: String,
    /// How far right and down of what it is about the author wants them, in pixels.
    pub shift: Option<(f64, f64)>,
}

/// What a remark is about, in the units of the axis. A category is its place in the list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// A moment or value on the x axis.
    X(f64),
    /// A period or range on the x axis.
    XBand(f64, f64),
    /// A value on the y axis.
    Y(f64),
    /// A range on the y axis.
    YBand(f64, f64),
    /// A value on each axis.
    At(f64, f64),
    /// The mark of a row, by its number.
    Row(usize),
}

/// Where values and names of series are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Labels {
    /// What reads best: names at the ends of lines, values at bars.
    Auto,
    /// The value at each bar or dot, or at the end of each line.
    Value,
    /// The name of the series at the end of its line.
    End,
    /// A legend above the chart and values on the axis.
    Legend,
    /// No labels; values on the axis.
    None,
}

/// The two layouts, chosen by the width that the page has for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// For the column of a page.
    Wide,
    /// For a telephone.
    Narrow,
}

/// The words that travel with a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// The message.
    pub headline: String,
    /// Measure, place and period.
    pub subtitle: String,
    /// What readers should know, as in `Note: …`; may be empty.
    pub note: String,
    /// The whole line, as in `Source: Cyberspace Administration of China`.
    pub source: String,
}

/// A drawn chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// How high it is, in whole pixels.
    pub height: u32,
    /// The SVG element.
    pub svg: String,
    /// What did not find a place, for the author.
    pub warnings: Vec<String>,
}

impl Plot {
    /// A chart with the usual settings, in English, without words.
    pub fn new(mark: Mark, x: Channel, y: Channel, series: Vec<Series>) -> Self {
        Self {
            id: String::new(),
            lang: Lang::En,
            title: String::new(),
            alt: None,
            mark,
            stack: Stack::None,
            x,
            y,
            series,
            panels: Vec::new(),
            weight: None,
            ends: None,
            totals: Vec::new(),
            bins: None,
            annotations: Vec::new(),
            highlight: Vec::new(),
            labels: Labels::Auto,
            points: false,
            height: None,
        }
    }

    /// The mark of a series.
    pub(super) fn mark_of(&self, series: &Series) -> Mark {
        series.mark.unwrap_or(self.mark)
    }

    /// The series that are no layers, in order.
    pub(super) fn main(&self) -> impl Iterator<Item = &Series> {
        self.series.iter().filter(|series| series.mark.is_none())
    }

    /// Whether the axis of values runs from left to right.
    pub(super) fn lies(&self) -> bool {
        matches!(self.y.kind, Kind::Category(_))
    }

    /// The channel of values.
    pub(super) fn measure(&self) -> &Channel {
        if self.lies() { &self.x } else { &self.y }
    }

    /// The channel along which values stand side by side.
    pub(super) fn aside(&self) -> &Channel {
        if self.lies() { &self.y } else { &self.x }
    }

    /// Where a point stands among its neighbours.
    pub(super) fn place(&self, point: &Point) -> f64 {
        if self.lies() { point.y } else { point.x }
    }

    /// How much a point is.
    pub(super) fn value(&self, point: &Point) -> f64 {
        if self.lies() { point.x } else { point.y }
    }

    /// A place and a value as a pair on both axes.
    pub(super) fn pair(&self, place: f64, value: f64) -> (f64, f64) {
        if self.lies() { (value, place) } else { (place, value) }
    }

    /// The same point with another value.
    pub(super) fn with_value(&self, point: &Point, value: f64) -> Point {
        let (x, y) = self.pair(self.place(point), value);
        Point { x, y, ..point.clone() }
    }

    /// Every point with its series.
    pub(super) fn points(&self) -> impl Iterator<Item = &Point> {
        self.series.iter().flat_map(|series| &series.points)
    }

    /// The same chart without points that have no place: not finite, not above zero on a
    /// logarithm, not in the list of categories.
    ///
    /// The resolver reports them; here they must not be drawn, since plotters puts them
    /// at zero. A point that is left out leaves a gap in its line.
    pub(super) fn finite(&self) -> Self {
        let (x, y) = (self.x.kind.clone(), self.y.kind.clone());
        let measure = self.measure().kind.clone();
        let mut plot = self.clone();
        for series in &mut plot.series {
            let mut gap = false;
            series.points.retain_mut(|point| {
                let based = point.base.is_none_or(|base| drawable(&measure, base));
                let finite = drawable(&x, point.x) && drawable(&y, point.y) && based;
                point.gap |= finite && gap;
                gap = !finite;
                finite
            });
        }
        plot.annotations.retain(|annotation| match annotation.place {
            Place::X(at) => drawable(&x, at),
            Place::Y(at) => drawable(&y, at),
            Place::XBand(from, to) => drawable(&x, from) && drawable(&x, to),
            Place::YBand(from, to) => drawable(&y, from) && drawable(&y, to),
            Place::At(at, up) => drawable(&x, at) && drawable(&y, up),
            Place::Row(_) => true,
        });
        plot
    }

    /// The same chart with its axes exchanged, for columns whose names do not fit.
    pub(super) fn transposed(&self) -> Self {
        let mut plot = self.clone();
        std::mem::swap(&mut plot.x, &mut plot.y);
        for point in plot.series.iter_mut().flat_map(|series| &mut series.points) {
            std::mem::swap(&mut point.x, &mut point.y);
        }
        for annotation in &mut plot.annotations {
            annotation.place = match annotation.place {
                Place::X(value) => Place::Y(value),
                Place::XBand(from, to) => Place::YBand(from, to),
                Place::Y(value) => Place::X(value),
                Place::YBand(from, to) => Place::XBand(from, to),
                Place::At(x, y) => Place::At(y, x),
                Place::Row(row) => Place::Row(row),
            };
        }
        plot
    }
}

impl Point {
    /// Whether no line leads here from the value before.
    pub(super) fn is_apart(&self) -> bool {
        self.gap || self.flag == Some('b')
    }

    /// Whether the value is estimated or forecast, and not observed.
    pub(super) fn is_expected(&self) -> bool {
        matches!(self.flag, Some('e' | 'f'))
    }
}

/// Whether a value has a place on an axis.
fn drawable(kind: &Kind, value: f64) -> bool {
    match kind {
        Kind::Quantity { scale: Scale::Log, .. } => value.is_finite() && value > 0.0,
        Kind::Category(names) => (0.0..count(names.len())).contains(&value),
        Kind::Quantity { scale: Scale::Linear, .. } | Kind::Time { .. } => value.is_finite(),
    }
}

impl Variant {
    /// Its name in classes and ids.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }

    /// Its width in pixels.
    ///
    /// 680 is the measure of the theme's text column; 320 is the narrowest telephone, on
    /// which 288 remain beside the margins, so that text of 13 pixels has nearly 12.
    pub(super) const fn width(self) -> f64 {
        match self {
            Self::Wide => 680.0,
            Self::Narrow => 320.0,
        }
    }
}
