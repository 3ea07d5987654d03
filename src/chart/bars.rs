//! Marks that fill a part of their place: bars, columns, lollipops, rules.

use super::axis::position;
use super::derive::is_total;
use super::ink::{self, Ink, Pen, Stroke};
use super::marks::{Fill, Sign, sign, tip};
use super::metrics::{Weight, width};
use super::model::{Mark, Plot, Point, Series, Stack};
use super::plan::{Align, Layer, SIZE, Shape, Text};
use super::scale::Field;
use super::status::filled;
use super::units::count;

/// Where marks stand within their place, in units of the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Lane {
    /// From the place to the first mark.
    pub(super) start: f64,
    /// The width of all marks of a place.
    pub(super) width: f64,
    /// A pixel.
    pub(super) pixel: f64,
}

/// How many marks stand side by side at one place.
pub(super) fn abreast(plot: &Plot) -> usize {
    match (plot.mark, plot.stack) {
        (Mark::Bar | Mark::Lollipop, Stack::None) => plot.main().count().max(1),
        _ => 1,
    }
}

impl Lane {
    /// The beginning and the width of one of several marks.
    fn of(self, plot: &Plot, point: &Point, rank: usize) -> (f64, f64) {
        let number = abreast(plot);
        let each = self.width / count(number);
        let gap = if number > 1 { self.pixel } else { 0.0 };
        let rank = count(rank % number);
        (plot.place(point) + self.start + rank * each, each - gap)
    }

    /// The middle of one of several marks.
    pub(super) fn middle(self, plot: &Plot, point: &Point, rank: usize) -> f64 {
        let (start, width) = self.of(plot, point, rank);
        start + width / 2.0
    }
}

/// The bars of all series.
pub(super) fn bars(plot: &Plot, inks: &[Ink], lane: Lane) -> Vec<Layer> {
    let main = plot.series.iter().zip(inks).filter(|(series, _)| series.mark.is_none());
    main.enumerate()
        .map(|(rank, (series, &ink))| {
            let bars = series.points.iter().enumerate().flat_map(|(at, point)| {
                let (start, width) = lane.of(plot, point, rank);
                let base = point.base.unwrap_or(0.0);
                let corners = [plot.pair(start, base), plot.pair(start + width, plot.value(point))];
                let ink = ink_of(plot, ink, point);
                filled(corners, ink, Fill::of(point), tip(plot, series, at))
            });
            Layer::data("series", bars.collect())
        })
        .collect()
}

/// The colour of a bar: in a waterfall it says where the bar goes.
pub(super) fn ink_of(plot: &Plot, ink: Ink, point: &Point) -> Ink {
    if plot.mark == Mark::Waterfall {
        return match point.base {
            _ if is_total(plot, point) => Ink::Neutral,
            Some(base) if plot.value(point) < base => Ink::Series(1),
            _ => Ink::Series(0),
        };
    }
    ink::of_category(plot, ink, plot.place(point))
}

/// Thin lines from the end of each bar of a waterfall to the next.
pub(super) fn steps(plot: &Plot, lane: Lane) -> Layer {
    let points: Vec<&Point> = plot.points().collect();
    let lines = points.windows(2).map(|pair| {
        let value = plot.value(pair[0]);
        let from = plot.place(pair[0]) + lane.start + lane.width;
        let to = plot.place(pair[1]) + lane.start;
        Shape::Path {
            points: vec![plot.pair(from, value), plot.pair(to, value)],
            pen: Pen::solid(Ink::Neutral, 1.0),
            tip: None,
        }
    });
    Layer::data("steps", lines.collect())
}

/// A hair of the surface between the parts of stacks, so that no colour touches another.
pub(super) fn seams(plot: &Plot, lane: Lane) -> Layer {
    let points = plot.main().flat_map(|series| &series.points);
    // A part with a rim needs none.
    let parted = |point: &&Point| {
        Fill::of(point) == Fill::Whole && point.base.is_some_and(|base| base != 0.0)
    };
    let lines = points.filter(parted).map(|point| {
        let (start, width) = lane.of(plot, point, 0);
        let base = point.base.unwrap_or(0.0);
        Shape::Path {
            points: vec![plot.pair(start, base), plot.pair(start + width, base)],
            pen: Pen::solid(Ink::Surface, 1.0),
            tip: None,
        }
    });
    Layer::data("seams", lines.collect())
}

/// The values inside the parts of stacks, where they fit.
///
/// One that does not fit is left out: the axis and the table tell it.
pub(super) fn inner_values(plot: &Plot, inks: &[Ink], field: &Field, lane: Lane) -> Layer {
    let mut shapes = Vec::new();
    for (series, &ink) in plot.series.iter().zip(inks).filter(|(s, _)| s.mark.is_none()) {
        for point in &series.points {
            let (start, thick) = lane.of(plot, point, 0);
            let (base, value) = (point.base.unwrap_or(0.0), plot.value(point));
            let (x1, y1) = field.at(plot.pair(start, base));
            let (x2, y2) = field.at(plot.pair(start + thick, value));
            let fits = width(&point.label, SIZE, Weight::Regular) + 6.0 <= (x2 - x1).abs()
                && (y2 - y1).abs() >= 15.0;
            if fits {
                let at = (x1.midpoint(x2), y1.midpoint(y2));
                let ink = match Fill::of(point) {
                    Fill::Whole => ink::of_category(plot, ink, plot.place(point)).on(),
                    Fill::Dashed | Fill::Hollow => Ink::Text,
                };
                shapes.push(Shape::Text(Text::new(at, &point.label, ink, Align::Middle)));
            }
        }
    }
    Layer::page("labels", shapes)
}

/// Stems from zero with a dot at their end.
pub(super) fn lollipops(plot: &Plot, inks: &[Ink], lane: Lane) -> Vec<Layer> {
    let main = plot.series.iter().zip(inks).filter(|(series, _)| series.mark.is_none());
    main.enumerate()
        .map(|(rank, (series, &ink))| {
            let shapes = series.points.iter().enumerate().flat_map(|(at, point)| {
                let middle = lane.middle(plot, point, rank);
                let ink = ink::of_category(plot, ink, plot.place(point));
                let end = plot.pair(middle, plot.value(point));
                let stem = Shape::Path {
                    points: vec![plot.pair(middle, 0.0), end],
                    pen: Pen { ink, width: 2.0, stroke: Stroke::of(point) },
                    tip: None,
                };
                let dot = Sign { radius: 5.5, ..Sign::of(ink, point) };
                std::iter::once(stem).chain(sign(end, dot, tip(plot, series, at)))
            });
            Layer::data("series", shapes.collect())
        })
        .collect()
}

/// Short lines across the places of a layer.
pub(super) fn rules(plot: &Plot, series: &Series, ink: Ink, lane: Lane) -> Layer {
    let reach = 3.0 * lane.pixel;
    let lines = series.points.iter().enumerate().flat_map(|(at, point)| {
        let start = plot.place(point) + lane.start - reach;
        let value = plot.value(point);
        let end = start + lane.width + 2.0 * reach;
        let points = vec![plot.pair(start, value), plot.pair(end, value)];
        // A rim keeps it apart from the bar that it crosses.
        let rim = Pen::solid(Ink::Surface, 5.0);
        [
            Shape::Path { points: points.clone(), pen: rim, tip: None },
            Shape::Path {
                points,
                pen: Pen { ink, width: 2.6, stroke: Stroke::of(point) },
                tip: tip(plot, series, at),
            },
        ]
    });
    Layer::data("series", lines.collect())
}

/// The middle of a place on the axis of names or time.
pub(super) fn center(plot: &Plot, point: &Point, lane: Option<Lane>) -> f64 {
    match lane {
        Some(lane) => plot.place(point) + lane.start + lane.width / 2.0,
        None => position(plot.aside(), plot.place(point)),
    }
}
