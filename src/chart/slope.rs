//! Charts of two moments: a line for each series, named where it ends.

use super::axis::{Reach, axis};
use super::bounds::Bounds;
use super::ink::{self, Ink, Pen, Stroke};
use super::marks::{Sign, in_order, sign, tip};
use super::metrics::{Weight, width};
use super::model::{Kind, Plot, Point};
use super::place::stack_down;
use super::plan::{Align, LINE, Layer, Plan, SIZE, Shape, Text, lines};
use super::room::Room;
use super::scale::{Axis, Field};
use super::status::{self, Untold};
use super::units::count;
use super::wrap::{widest, wrap};

/// From a line's end to its label.
const DISTANCE: f64 = 9.0;

/// A label at one end of a line.
struct Label {
    words: Vec<String>,
    ink: Ink,
    /// Where the line ends, and how high its label would stand.
    wanted: f64,
}

/// Where everything stands.
pub(super) fn plan(plot: &Plot, room: Room) -> Plan {
    let inks = ink::of_series(plot);
    let top = LINE + 8.0;
    let height = room.height.unwrap_or(if room.is_narrow() { 260.0 } else { 320.0 });
    let field = field(plot, room, top, height);

    let mut layers = vec![moments(plot, &field)];
    layers.extend(in_order(plot, &inks).map(|(_, series, ink)| {
        let mut points: Vec<&Point> = series.points.iter().collect();
        points.sort_by(|a, b| a.x.total_cmp(&b.x));
        let places: Vec<_> = points.iter().map(|point| (point.x, point.y)).collect();
        let named = Some(series.name.clone());
        let stroke = points.last().map_or(Stroke::Solid, |last| Stroke::of(last));
        let pen = Pen { ink, width: 2.2, stroke };
        let mut shapes = vec![Shape::Path { points: places, pen, tip: named }];
        shapes.extend(series.points.iter().enumerate().flat_map(|(at, point)| {
            let dot = Sign { radius: 4.0, ..Sign::of(ink, point) };
            sign((point.x, point.y), dot, tip(plot, series, at))
        }));
        Layer::data("series", shapes)
    }));
    let mut end = field.frame.bottom;
    for (moment, align) in [(0.0, Align::End), (1.0, Align::Start)] {
        let (labels, bottom) = side(plot, &inks, &field, room, moment, align);
        layers.extend(labels);
        end = end.max(bottom);
    }
    let (signs, end) = status::key(plot, &inks, Untold::Nothing, room.width, end + 2.0);
    layers.extend(signs);
    Plan {
        width: room.width,
        height: end + 10.0,
        fields: vec![field],
        layers,
        warnings: Vec::new(),
    }
}

/// Where the lines are: between the values on the left and the names on the right.
fn field(plot: &Plot, room: Room, top: f64, height: f64) -> Field {
    let values: Vec<f64> = plot.points().map(|point| point.y).collect();
    let y = axis(&plot.y, &values, Reach::Data, 5);
    let margin = (y.high - y.low) / 40.0;
    let y = Axis { low: y.low - margin, high: y.high + margin, ..y };
    let widest_at = |moment: f64| {
        let labels = plot.series.iter().filter_map(|series| {
            let point = series.points.iter().find(|point| point.x.total_cmp(&moment).is_eq())?;
            Some(widest(&words(&series.name, point, room, moment), SIZE, Weight::Bold))
        });
        labels.fold(0.0, f64::max)
    };
    let heads = names(plot).map(|name| width(name, SIZE, Weight::Bold) / 2.0);
    let left = (widest_at(0.0) + DISTANCE + 1.0).max(heads[0]);
    let right = room.width - (widest_at(1.0) + DISTANCE + 1.0).max(heads[1]);
    let frame = Bounds { left, top, right, bottom: top + height };
    Field { frame, x: Axis::linear(0.0, 1.0), y }
}

/// The names of the two moments.
fn names(plot: &Plot) -> [&str; 2] {
    match &plot.x.kind {
        Kind::Category(names) => [0, 1].map(|index| names.get(index).map_or("", String::as_str)),
        Kind::Quantity { .. } | Kind::Time { .. } => ["", ""],
    }
}

/// The two moments and a line down from each.
fn moments(plot: &Plot, field: &Field) -> Layer {
    let mut shapes = Vec::new();
    for (name, x) in names(plot).into_iter().zip([field.frame.left, field.frame.right]) {
        let at = (x, 8.0);
        shapes.push(Shape::Text(Text::new(at, name, Ink::Muted, Align::Middle).bold()));
        shapes.push(super::axis::line(
            (x, field.frame.top - 4.0),
            (x, field.frame.bottom + 4.0),
            Ink::Grid,
        ));
    }
    Layer::page("axis", shapes)
}

/// The value on the left; name and value on the right, in lines where room is narrow.
fn words(name: &str, point: &Point, room: Room, moment: f64) -> Vec<String> {
    if moment < 0.5 {
        return vec![point.label.clone()];
    }
    let most = if room.is_narrow() { 112.0 } else { 220.0 };
    wrap(&format!("{} {name}", point.label), SIZE, Weight::Bold, most)
}

/// The labels at one side, and how far down they reach.
fn side(
    plot: &Plot,
    inks: &[Ink],
    field: &Field,
    room: Room,
    moment: f64,
    align: Align,
) -> (Vec<Layer>, f64) {
    let mut labels: Vec<Label> = plot
        .series
        .iter()
        .zip(inks)
        .filter_map(|(series, &ink)| {
            let point = series.points.iter().find(|point| point.x.total_cmp(&moment).is_eq())?;
            let words = words(&series.name, point, room, moment);
            Some(Label { words, ink, wanted: field.y(point.y) })
        })
        .collect();
    labels.sort_by(|a, b| a.wanted.total_cmp(&b.wanted));
    let height = |label: &Label| LINE * count(label.words.len()) + 0.5;
    let heights: Vec<f64> = labels.iter().map(height).collect();
    let wanted: Vec<f64> = labels.iter().map(|label| label.wanted - height(label) / 2.0).collect();
    let tops = stack_down(&wanted, &heights, field.frame.top - LINE / 2.0);
    let places = tops.iter().zip(&heights).map(|(top, height)| top + height / 2.0);

    let edge = field.x(moment);
    let away = if moment < 0.5 { -DISTANCE } else { DISTANCE };
    let (mut texts, mut leaders) = (Vec::new(), Vec::new());
    let mut end = field.frame.bottom;
    for (label, y) in labels.iter().zip(places) {
        let first = y - LINE / 2.0 * (count(label.words.len()) - 1.0);
        let text = Text::new((edge + away, first), "", label.ink, align).halo();
        let text = if moment < 0.5 { text } else { text.bold() };
        let block = lines(&label.words, &text);
        end = block.iter().map(|text| text.bounds().bottom).fold(end, f64::max);
        texts.extend(block.into_iter().map(Shape::Text));
        if (y - label.wanted).abs() > 9.0 {
            let points = vec![(edge, label.wanted), (edge + away * 0.8, y)];
            leaders.push(Shape::Path { points, pen: Pen::solid(Ink::Neutral, 0.8), tip: None });
        }
    }
    (vec![Layer::page("leaders", leaders), Layer::page("labels", texts)], end)
}
