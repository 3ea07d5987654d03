//! Which colour is which series.

use super::ends::{Ends, is_labelled};
use super::ink::{Ink, Pen, is_below};
use super::marks::forms;
use super::metrics::Weight;
use super::model::{Labels, Mark, Plot};
use super::plan::{Align, Form, Layer, SIZE, Shape, Text, lines};
use super::units::count;
use super::wrap::{widest, wrap};

/// Height of one line of the legend.
const ROW: f64 = 20.0;

/// From a swatch's left to its name.
const INDENT: f64 = 18.0;

/// What a legend explains.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) mark: Mark,
    pub(super) form: Form,
    pub(super) ink: Ink,
}

/// What needs a legend: series that are not named at their ends, unless there is only one
/// and it is the chart's own.
pub(super) fn entries(plot: &Plot, inks: &[Ink], ends: Option<&Ends>) -> Vec<Entry> {
    if plot.labels == Labels::None {
        return Vec::new();
    }
    let mut entries: Vec<Entry> = Vec::new();
    let mut layered = false;
    for ((series, &ink), form) in plot.series.iter().zip(inks).zip(forms(plot)) {
        let mark = plot.mark_of(series);
        let named = ends.is_some() && is_labelled(mark);
        let known = plot.series.iter().any(|other| {
            other.name == series.name && ends.is_some() && is_labelled(plot.mark_of(other))
        });
        let listed = entries.iter().any(|entry| entry.name == series.name);
        if series.name.is_empty() || named || known || listed {
            continue;
        }
        layered |= series.mark.is_some();
        entries.push(Entry { name: series.name.clone(), mark, form, ink });
    }
    // Parts below zero stand from the outside in, as they do in the picture.
    let below = |entry: &Entry| {
        let own = plot.series.iter().filter(|series| series.name == entry.name);
        own.clone().next().is_some() && own.into_iter().all(|series| is_below(plot, series))
    };
    let (mut ordered, above): (Vec<Entry>, Vec<Entry>) = entries.into_iter().partition(below);
    ordered.reverse();
    ordered.extend(above);
    let entries = ordered;
    if entries.len() > 1 || layered { entries } else { Vec::new() }
}

/// The entries between `left` and `right`, wrapped, and where the legend ends.
pub(super) fn legend(entries: &[Entry], left: f64, right: f64) -> (Layer, f64) {
    let items = entries.iter().map(|Entry { name, mark, form, ink }| {
        (vec![swatch(*mark, *form, (0.0, 0.0), *ink)], name.clone())
    });
    flow("legend", items.collect(), Ink::Text, (left, right))
}

/// Signs with their words beside each other, wrapped between two sides, and where they end.
/// A sign is drawn with its middle left at zero.
pub(super) fn flow(
    name: &'static str,
    items: Vec<(Vec<Shape>, String)>,
    ink: Ink,
    (left, right): (f64, f64),
) -> (Layer, f64) {
    let (mut x, mut y) = (left, 0.0);
    let mut row_end: f64 = ROW;
    let mut shapes = Vec::new();

    for (sign, words) in items {
        let words = wrap(&words, SIZE, Weight::Regular, right - left - INDENT);
        let entry = INDENT + widest(&words, SIZE, Weight::Regular);
        if x > left && x + entry > right {
            (x, y) = (left, row_end);
        }

        shapes.extend(Layer::page(name, sign).moved((x, y + 8.0), 0).shapes);
        let first = Text::new((x + INDENT, y + 8.0), "", ink, Align::Start);
        shapes.extend(lines(&words, &first).into_iter().map(Shape::Text));
        row_end = row_end.max(y + ROW * count(words.len()));
        x += entry + 16.0;
    }
    (Layer::page(name, shapes), row_end + 4.0)
}

/// A sample of the mark, with its middle left at the place.
fn swatch(mark: Mark, form: Form, (x, y): (f64, f64), ink: Ink) -> Shape {
    let block = |ink| Shape::Area { corners: [(x, y - 6.0), (x + 12.0, y + 6.0)], ink, tip: None };
    let line = |width| Shape::Path {
        points: vec![(x, y), (x + 13.0, y)],
        pen: Pen::solid(ink, width),
        tip: None,
    };
    match mark {
        Mark::Dot | Mark::Range | Mark::Lollipop | Mark::Timeline => {
            Shape::Dot { at: (x + 6.0, y), radius: 5.0, form, ink, tip: None }
        }
        Mark::Arrow => {
            let points = vec![(x + 13.0, y), (x + 1.0, y - 5.0), (x + 1.0, y + 5.0)];
            Shape::Fill { points, ink, tip: None }
        }
        Mark::Line | Mark::Step | Mark::Slope => line(3.0),
        Mark::Rule => line(2.6),
        Mark::Band => block(ink.pale()),
        Mark::Area | Mark::Bar | Mark::Cell | Mark::Histogram | Mark::Box | Mark::Waterfall => {
            block(ink)
        }
    }
}
