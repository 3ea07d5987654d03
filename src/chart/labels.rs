//! Values and names beside their marks.

use super::bars::{Lane, center};
use super::bounds::Bounds;
use super::ink::Ink;
use super::marks::radius;
use super::model::{Labels, Place, Plot, Point};
use super::place::{around, clearest};
use super::plan::{Align, LINE, Layer, SIZE, Shape, Text, lines};
use super::scale::Field;
use super::units::count;
use super::wrap::balanced;

/// From the middle of a dot to its value.
const DISTANCE: f64 = 11.0;

/// The value over each column, or under it if it goes down.
pub(super) fn columns(plot: &Plot, field: &Field, lane: Lane) -> Layer {
    let main = plot.main().enumerate();
    let texts = main.flat_map(|(rank, series)| {
        series.points.iter().map(move |point| {
            let x = lane.middle(plot, point, rank);
            let away = if point.y < point.base.unwrap_or(0.0) { 10.0 } else { -10.0 };
            let at = (field.x(x), field.y(point.y) + away);
            let text = Text::new(at, &point.label, Ink::Text, Align::Middle);
            // A level may be marked behind it.
            Shape::Text(if plot.annotations.is_empty() { text } else { text.halo() })
        })
    });
    Layer::page("labels", texts.collect())
}

/// The value at the right or left of each dot, clear of other dots and their values.
pub(super) fn beside(plot: &Plot, field: &Field, lane: Lane, warnings: &mut Vec<String>) -> Layer {
    let points = || plot.main().flat_map(|series| &series.points);
    let at = |point: &Point| field.at((point.x, center(plot, point, Some(lane))));
    let mut taken: Vec<Bounds> = points().map(|point| Bounds::around(at(point), 4.5)).collect();
    let mut shapes = Vec::new();
    for point in points() {
        let (x, y) = at(point);
        let sides = [(x + DISTANCE, Align::Start), (x - DISTANCE, Align::End)];
        let texts = sides.map(|(x, align)| Text::new((x, y), &point.label, Ink::Text, align));
        let clear = texts.into_iter().find(|text| {
            let bounds = text.bounds();
            bounds.left >= field.frame.left - 6.0 && !taken.iter().any(|taken| taken.hits(&bounds))
        });
        match clear {
            Some(text) => {
                taken.push(text.bounds());
                shapes.push(Shape::Text(text.halo()));
            }
            None => warnings.push(format!("no room for the label `{}`", point.label)),
        }
    }
    Layer::page("labels", shapes)
}

/// The name or value beside each dot where there is room.
pub(super) fn dots(plot: &Plot, field: &Field, warnings: &mut Vec<String>) -> Layer {
    let largest = plot.points().filter_map(|point| point.weight).fold(0.0, f64::max);
    let place = |point: &Point| {
        let x = super::axis::position(&plot.x, point.x);
        (field.at((x, point.y)), radius(point, largest))
    };
    let dots: Vec<Bounds> = plot
        .points()
        .map(|point| {
            let (at, radius) = place(point);
            Bounds::around(at, radius + 0.5)
        })
        .collect();
    let rules = rules(plot, field);
    let within = Bounds { top: field.frame.top - 6.0, ..field.frame.grown(8.0) };
    let mut wanted: Vec<Wanted> = plot
        .points()
        .enumerate()
        .map(|(own, point)| {
            let words = text(plot, point);
            let (at, radius) = place(point);
            let blocks = candidates(&words, at, radius);
            let bounds: Vec<Bounds> = blocks.iter().map(|block| around(block)).collect();
            let others = dots.iter().enumerate().filter(|(other, _)| *other != own);
            let apart = others.map(|(_, dot)| apart(dot)).chain(rules.iter().copied()).collect();
            let free = |bounds: &&Bounds| {
                within.holds(bounds) && !dots.iter().any(|taken| taken.hits(bounds))
            };
            let choices = bounds.iter().filter(free).count();
            Wanted { words, blocks, bounds, apart, choices }
        })
        .collect();
    // Those with the fewest choices choose first.
    wanted.sort_by_key(|wanted| wanted.choices);

    let mut shapes = Vec::new();
    let mut taken: Vec<Bounds> = Vec::new();
    for Wanted { words, blocks, bounds, apart: mut far, .. } in wanted {
        // A name that touches another dot or name could be read as theirs.
        far.extend(taken.iter().map(apart));
        let near: Vec<Bounds> = dots.iter().chain(&taken).copied().collect();
        let places = [clearest(&bounds, &far, &within), clearest(&bounds, &near, &within)];
        match places.into_iter().flatten().find(|(_, hits)| *hits == 0) {
            Some((index, _)) => {
                taken.push(bounds[index]);
                shapes.extend(blocks[index].iter().cloned().map(Shape::Text));
            }
            None => warnings.push(format!("no room for the label `{words}`")),
        }
    }
    Layer::page("labels", shapes)
}

/// What a name of another dot keeps off, if it can.
fn apart(bounds: &Bounds) -> Bounds {
    Bounds { left: bounds.left - 6.0, right: bounds.right + 6.0, ..*bounds }
}

/// The room of the lines that annotations draw through the field.
fn rules(plot: &Plot, field: &Field) -> Vec<Bounds> {
    let frame = field.frame;
    let rules = plot.annotations.iter().filter_map(|annotation| match annotation.place {
        Place::X(at) => {
            let x = field.x(at);
            Some(Bounds { left: x - 1.0, right: x + 1.0, ..frame })
        }
        Place::Y(at) => {
            let y = field.y(at);
            Some(Bounds { top: y - 1.0, bottom: y + 1.0, ..frame })
        }
        _ => None,
    });
    rules.collect()
}

/// A label that looks for a place.
struct Wanted {
    words: String,
    blocks: Vec<Vec<Text>>,
    bounds: Vec<Bounds>,
    /// What it keeps off if it can: the other dots with some room, and lines.
    apart: Vec<Bounds>,
    /// How many of them are clear of dots.
    choices: usize,
}

/// What stands beside a dot: its name if it has one, and its value if that is asked for.
fn text(plot: &Plot, point: &Point) -> String {
    match (point.name.as_str(), plot.labels) {
        ("", _) => point.label.clone(),
        (name, Labels::Value) => format!("{name} {}", point.label),
        (name, _) => name.to_owned(),
    }
}

/// Where a text may stand around a dot: beside it, above and below, at its corners, and in
/// two lines.
fn candidates(words: &str, (x, y): (f64, f64), radius: f64) -> Vec<Vec<Text>> {
    let (near, over) = (radius + 4.5, radius + 9.5);
    let corner = 0.7 * radius + 3.0;
    let mut candidates = Vec::new();
    for width in [f64::MAX, 110.0, 76.0] {
        let words = balanced(words, SIZE, super::metrics::Weight::Regular, width);
        let extra = LINE * (count(words.len()) - 1.0);
        for (across, down, align) in [
            (near, -extra / 2.0, Align::Start),
            (-near, -extra / 2.0, Align::End),
            (0.0, -over - extra, Align::Middle),
            (0.0, over, Align::Middle),
            (corner, -corner - 5.0 - extra, Align::Start),
            (corner, corner + 5.0, Align::Start),
            (-corner, -corner - 5.0 - extra, Align::End),
            (-corner, corner + 5.0, Align::End),
        ] {
            let first = Text::new((x + across, y + down), "", Ink::Text, align).halo();
            candidates.push(lines(&words, &first));
        }
    }
    candidates
}
