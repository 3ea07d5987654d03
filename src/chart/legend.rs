//! Which colour is which series.

use super::ink::{Ink, Pen};
use super::metrics::Weight;
use super::model::{Mark, Plot};
use super::plan::{Align, Layer, SIZE, Shape, Text, lines};
use super::units::count;
use super::wrap::{widest, wrap};

/// Height of one line of the legend.
const ROW: f64 = 20.0;

/// From a swatch's left to its name.
const INDENT: f64 = 18.0;

/// The names of all series with their colours between `left` and `right`, wrapped, and
/// where the legend ends.
pub(super) fn legend(plot: &Plot, inks: &[Ink], left: f64, right: f64) -> (Layer, f64) {
    let (mut x, mut y) = (left, 0.0);
    let mut row_end: f64 = ROW;
    let mut shapes = Vec::new();

    let named = plot.series.iter().zip(inks).filter(|(series, _)| !series.name.is_empty());
    for (series, &ink) in named {
        let words = wrap(&series.name, SIZE, Weight::Regular, right - left - INDENT);
        let entry = INDENT + widest(&words, SIZE, Weight::Regular);
        if x > left && x + entry > right {
            (x, y) = (left, row_end);
        }

        shapes.push(swatch(plot.mark, (x, y + 8.0), ink));
        let name = Text::new((x + INDENT, y + 8.0), "", Ink::Text, Align::Start);
        shapes.extend(lines(&words, &name).into_iter().map(Shape::Text));
        row_end = row_end.max(y + ROW * count(words.len()));
        x += entry + 16.0;
    }
    (Layer::page("legend", shapes), row_end + 4.0)
}

/// A sample of the mark, with its middle left at the place.
fn swatch(mark: Mark, (x, y): (f64, f64), ink: Ink) -> Shape {
    match mark {
        Mark::Bar => Shape::Area { corners: [(x, y - 6.0), (x + 12.0, y + 6.0)], ink, tip: None },
        Mark::Dot => Shape::Dot { at: (x + 6.0, y), radius: 5.0, ink, tip: None },
        Mark::Line | Mark::Step => Shape::Path {
            points: vec![(x, y), (x + 13.0, y)],
            pen: Pen::solid(ink, 3.0),
            tip: None,
        },
    }
}
