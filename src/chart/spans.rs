//! Marks from one value to another: areas, bands, ranges, arrows, boxes.

use super::axis::words;
use super::bars::{Lane, center};
use super::derive::{Quartiles, by_place, quartiles};
use super::format;
use super::ink::{self, Ink, Pen, Stroke};
use super::marks::{Sign, order, sign, tip};
use super::model::{Kind, Mark, Plot, Point, Scale, Series, Stack};
use super::plan::{At, Layer, Shape};
use super::scale::Field;
use crate::lang::Lang;

/// The fill under a line, with the line on it: pale if areas stand before each other, and
/// whole if they stand on each other.
pub(super) fn area(plot: &Plot, series: &Series, ink: Ink) -> Layer {
    let mut shapes = Vec::new();
    let whole = plot.stack != Stack::None;
    for run in runs(plot, series) {
        for (points, stroke) in stretches(&run) {
            let (lower, upper) = outlines(plot, points);
            let observed = stroke == Stroke::Solid;
            let fill = if whole && observed { ink } else { ink.pale() };
            let named = (!series.name.is_empty()).then(|| series.name.clone());
            shapes.push(Shape::Fill { points: closed(&lower, &upper), ink: fill, tip: named });
            let pen = match (whole, observed) {
                (true, true) => Pen::solid(Ink::Surface, 1.0),
                (true, false) => Pen { ink, width: 1.6, stroke },
                (false, _) => Pen { ink, width: 2.2, stroke },
            };
            shapes.push(Shape::Path { points: upper, pen, tip: None });
        }
    }
    for (at, point) in series.points.iter().enumerate().filter(|(_, p)| p.flag == Some('p')) {
        let place = plot.pair(center(plot, point, None), plot.value(point));
        let dot = Sign { radius: 3.6, ..Sign::of(ink, point) };
        shapes.extend(sign(place, dot, tip(plot, series, at)));
    }
    Layer::data("series", shapes)
}

/// A pale band between two values, without a rim: its ends are no observations.
pub(super) fn band(plot: &Plot, series: &Series, ink: Ink) -> Layer {
    let fills = runs(plot, series).into_iter().map(|run| {
        let (lower, upper) = outlines(plot, &run);
        let tip = (!series.name.is_empty()).then(|| series.name.clone());
        Shape::Fill { points: closed(&lower, &upper), ink: ink.pale(), tip }
    });
    Layer::data("series", fills.collect())
}

/// The points of a series in order, parted at breaks.
fn runs<'a>(plot: &Plot, series: &'a Series) -> Vec<Vec<&'a Point>> {
    let mut runs: Vec<Vec<&Point>> = Vec::new();
    for &index in &order(plot, series) {
        let point = &series.points[index];
        match runs.last_mut().filter(|_| !point.is_apart()) {
            Some(run) => run.push(point),
            None => runs.push(vec![point]),
        }
    }
    runs
}

/// The parts of a run that are observed and those that are not, each with the point at
/// which it begins.
fn stretches<'a, 'b>(run: &'b [&'a Point]) -> Vec<(&'b [&'a Point], Stroke)> {
    let mut stretches = Vec::new();
    let mut start = 0;
    for at in 1..run.len() {
        let stroke = Stroke::of(run[at]);
        if run.get(at + 1).is_none_or(|next| Stroke::of(next) != stroke) {
            stretches.push((&run[start..=at], stroke));
            start = at;
        }
    }
    stretches
}

/// The lower and the upper outline of a run.
fn outlines(plot: &Plot, run: &[&Point]) -> (Vec<At>, Vec<At>) {
    let at = |value: fn(&Plot, &Point) -> f64| {
        run.iter().map(|point| plot.pair(center(plot, point, None), value(plot, point))).collect()
    };
    (at(|_, point| point.base.unwrap_or(0.0)), at(Plot::value))
}

fn closed(lower: &[At], upper: &[At]) -> Vec<At> {
    upper.iter().chain(lower.iter().rev()).copied().collect()
}

/// Two dots and a line between them, or an arrow from the first to the second.
pub(super) fn ranges(plot: &Plot, lane: Lane, field: &Field) -> Vec<Layer> {
    let mut shapes = Vec::new();
    for series in plot.main() {
        for (at, point) in series.points.iter().enumerate() {
            let Some(base) = point.base else { continue };
            let middle = center(plot, point, Some(lane));
            let (from, to) = (plot.pair(middle, base), plot.pair(middle, plot.value(point)));
            let ink = ink::of_category(plot, Ink::Series(0), plot.place(point));
            let tip = tip(plot, series, at);
            let stroke = Stroke::of(point);
            if plot.mark == Mark::Arrow && from != to {
                shapes.extend(arrow(field, (from, to), Pen { ink, width: 2.4, stroke }, tip));
                continue;
            }
            if plot.mark == Mark::Arrow {
                // What did not change goes nowhere.
                shapes.push(Shape::disc(to, 3.0, ink, tip));
                continue;
            }
            let pen = Pen { ink: Ink::Neutral, width: 2.0, stroke };
            shapes.push(Shape::Path { points: vec![from, to], pen, tip: None });
            for (at, ink) in [(from, Ink::Note), (to, ink)] {
                let dot = Sign { radius: 5.5, ..Sign::of(ink, point) };
                shapes.extend(sign(at, dot, tip.clone()));
            }
        }
    }
    vec![Layer::data("series", shapes)]
}

/// A line from the least to the greatest of several dots in a row: the distance between
/// them is what they are compared for.
pub(super) fn distances(plot: &Plot, lane: Lane) -> Layer {
    let lines = plot.main().next().into_iter().flat_map(|series| &series.points).map(|point| {
        let middle = center(plot, point, Some(lane));
        let (least, most) = extremes(plot, point);
        Shape::Path {
            points: vec![plot.pair(middle, least), plot.pair(middle, most)],
            pen: Pen::solid(Ink::Neutral, 2.0),
            tip: None,
        }
    });
    Layer::data("steps", lines.collect())
}

/// The least and the greatest value of all series in the row of a point.
pub(super) fn extremes(plot: &Plot, point: &Point) -> (f64, f64) {
    let beside = |other: &&Point| plot.place(other).total_cmp(&plot.place(point)).is_eq();
    let values = plot.main().flat_map(|series| &series.points).filter(beside);
    let own = plot.value(point);
    values
        .map(|other| plot.value(other))
        .fold((own, own), |(least, most), value| (least.min(value), most.max(value)))
}

/// A line with a head. The head is as long as there is room for.
fn arrow(field: &Field, (from, to): (At, At), pen: Pen, tip: Option<String>) -> Vec<Shape> {
    let ((x1, y1), (x2, y2)) = (field.at(from), field.at(to));
    let length = (x2 - x1).abs().max((y2 - y1).abs());
    let head = 10.0_f64.min(length);
    let part = if length > 0.0 { head / length } else { 0.0 };
    let back = (x2 - (x2 - x1) * part, y2 - (y2 - y1) * part);
    let half = 5.0 * head / 10.0;
    let (across, down) = if (x2 - x1).abs() > (y2 - y1).abs() { (0.0, half) } else { (half, 0.0) };
    let corners = [(x2, y2), (back.0 - across, back.1 - down), (back.0 + across, back.1 + down)];
    let place = |at: At| field.value_at(at);
    vec![
        Shape::Path { points: vec![from, place(back)], pen, tip: tip.clone() },
        Shape::Fill { points: corners.map(place).to_vec(), ink: pen.ink, tip },
    ]
}

/// A box from the lower to the upper quartile with its median, whiskers and outliers.
pub(super) fn boxes(plot: &Plot, lane: Lane) -> Vec<Layer> {
    let mut shapes = Vec::new();
    for (place, values) in by_place(plot) {
        let Some(found) = quartiles(&values) else { continue };
        let (start, end) = (place + lane.start, place + lane.start + lane.width);
        let middle = start.midpoint(end);
        let ink = ink::of_category(plot, Ink::Series(0), place);
        let line = |from: At, to: At, ink: Ink, width: f64| Shape::Path {
            points: vec![from, to],
            pen: Pen::solid(ink, width),
            tip: None,
        };
        for (from, to) in [(found.low, found.lower), (found.upper, found.high)] {
            shapes.push(line(plot.pair(middle, from), plot.pair(middle, to), ink, 1.4));
        }
        for end_value in [found.low, found.high] {
            let (near, far) = (middle - lane.width / 4.0, middle + lane.width / 4.0);
            shapes.push(line(plot.pair(near, end_value), plot.pair(far, end_value), ink, 1.4));
        }
        shapes.push(Shape::Area {
            corners: [plot.pair(start, found.lower), plot.pair(end, found.upper)],
            ink,
            tip: Some(told(plot, place, &found)),
        });
        let median = found.median;
        shapes.push(line(plot.pair(start, median), plot.pair(end, median), ink.on(), 2.2));
        shapes.extend(found.outliers.iter().map(|&value| {
            Shape::disc(plot.pair(middle, value), 2.6, ink, Some(number(plot, value)))
        }));
    }
    vec![Layer::data("series", shapes)]
}

/// The numbers of a box in words.
pub(super) fn told(plot: &Plot, place: f64, found: &Quartiles) -> String {
    let name = words(plot.aside(), place, plot.lang);
    let [median, lower, upper] =
        [found.median, found.lower, found.upper].map(|value| number(plot, value));
    match plot.lang {
        Lang::En => format!("{name}: median {median}, middle half {lower} to {upper}"),
        Lang::De => format!("{name}: Median {median}, mittlere Hälfte {lower} bis {upper}"),
        Lang::Zh => format!("{name}：中位数{median}，中间一半为{lower}至{upper}"),
    }
}

/// A computed value, with one digit more than the axis where it has none of its own.
fn number(plot: &Plot, value: f64) -> String {
    match &plot.measure().kind {
        Kind::Quantity { format, scale: Scale::Linear | Scale::Log, .. } => {
            let decimals = usize::from((value - value.round()).abs() >= 1e-9);
            format::rounded(value, decimals, format, plot.lang)
        }
        Kind::Time { .. } | Kind::Category(_) => words(plot.measure(), value, plot.lang),
    }
}
