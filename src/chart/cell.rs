//! Heat maps: a shaded cell where two names meet.

use super::axis::{Reach, axis, position};
use super::bounds::Bounds;
use super::format;
use super::ink::{DIVERGING, Ink, Pen, SHADES, Stroke, of_series};
use super::marks::{Fill, tip};
use super::metrics::{Weight, width};
use super::model::{Kind, Plot, Variant};
use super::plan::{Align, LINE, Layer, Plan, SIZE, Shape, Text, lines};
use super::room::Room;
use super::scale::{Axis, Field};
use super::status::{self, Untold, rim};
use super::units::{count, whole};
use super::wrap::{pieces, widest, wrap};

/// The height of a row whose name has no more than two lines.
const ROW: f64 = 34.0;

/// Width and height of a step in the legend.
const STEP: (f64, f64) = (22.0, 10.0);

/// How values become shades.
struct Shading {
    axis: Axis,
    /// Whether zero lies within, so that the scale has a middle.
    diverges: bool,
}

impl Shading {
    fn of(plot: &Plot) -> Option<Self> {
        let channel = plot.weight.as_ref()?;
        let values: Vec<f64> = plot.points().filter_map(|point| point.weight).collect();
        let axis = axis(channel, &values, Reach::Data, 5);
        let diverges = axis.low < 0.0 && axis.high > 0.0;
        let far = axis.high.max(-axis.low);
        let axis = if diverges { Axis { low: -far, high: far, ..axis } } else { axis };
        Some(Self { axis, diverges })
    }

    fn steps(&self) -> u8 {
        if self.diverges { DIVERGING } else { SHADES }
    }

    fn step(&self, step: u8) -> Ink {
        if self.diverges { Ink::Diverging(step) } else { Ink::Shade(step) }
    }

    fn ink(&self, value: f64) -> Ink {
        let steps = self.steps();
        let place = (self.axis.fraction(value) * f64::from(steps)).floor();
        let step = u8::try_from(whole(place.clamp(0.0, f64::from(steps - 1)))).unwrap_or(0);
        self.step(step)
    }
}

/// Where everything stands.
pub(super) fn plan(plot: &Plot, room: Room) -> Plan {
    let (columns, rows) = (names(&plot.x.kind), names(&plot.y.kind));
    let shading = Shading::of(plot);
    let (mut layers, top) = match &shading {
        Some(shading) => legend(plot, shading, room.width),
        None => (Vec::new(), 0.0),
    };

    let column = name_column(rows, room);
    let left = column + 10.0;
    let band = (room.width - left) / count(columns.len().max(1));
    let keyed = columns.iter().any(|name| longest_word(name) > band - 6.0);
    let (head, height) = headings(columns, (left, top), band, keyed);
    layers.push(head);
    let top = top + height;

    let row = row_height(rows, column);
    let bottom = top + row * count(rows.len());
    let frame = Bounds { left, top, right: room.width, bottom };
    let field = Field {
        frame,
        x: Axis::linear(0.0, count(columns.len().max(1))),
        y: Axis::linear(count(rows.len().max(1)), 0.0),
    };
    layers.push(row_names(rows, column, &field));
    if let Some(shading) = &shading {
        layers.extend(cells(plot, shading, &field, (band, row)));
    }

    let mut end = bottom;
    if keyed {
        let (key, below) = key(columns, room.width, end + 4.0);
        layers.push(key);
        end = below;
    }
    let (signs, end) = status::key(plot, &of_series(plot), Untold::Nothing, room.width, end);
    layers.extend(signs);
    Plan { width: room.width, height: end + 6.0, fields: vec![field], layers, warnings: Vec::new() }
}

fn names(kind: &Kind) -> &[String] {
    match kind {
        Kind::Category(names) => names,
        Kind::Quantity { .. } | Kind::Time { .. } => &[],
    }
}

fn longest_word(name: &str) -> f64 {
    let words = pieces(name);
    words.iter().map(|word| width(word.trim_end(), SIZE, Weight::Regular)).fold(0.0, f64::max)
}

/// The width of the rows' names, which wrap where they are long.
fn name_column(rows: &[String], room: Room) -> f64 {
    let most = match room.variant {
        Variant::Wide => 0.3,
        Variant::Narrow => 0.34,
    } * room.width;
    let wrapped: Vec<String> =
        rows.iter().flat_map(|name| wrap(name, SIZE, Weight::Regular, most)).collect();
    widest(&wrapped, SIZE, Weight::Regular)
}

/// The names over the columns, or letters for them if they have no room, and their height.
fn headings(columns: &[String], (left, top): (f64, f64), band: f64, keyed: bool) -> (Layer, f64) {
    let blocks: Vec<Vec<String>> =
        columns
            .iter()
            .enumerate()
            .map(|(at, name)| {
                if keyed { vec![letter(at)] } else { wrap(name, SIZE, Weight::Regular, band - 6.0) }
            })
            .collect();
    let most = blocks.iter().map(Vec::len).max().unwrap_or(1);
    let height = LINE * count(most) + 6.0;
    let mut shapes = Vec::new();
    for (at, words) in blocks.iter().enumerate() {
        let x = left + band * (count(at) + 0.5);
        let first = top + height - 10.0 - LINE * (count(words.len()) - 1.0);
        let text = Text::new((x, first), "", Ink::Muted, Align::Middle);
        let text = if keyed { text.bold() } else { text };
        shapes.extend(lines(words, &text).into_iter().map(Shape::Text));
    }
    (Layer::page("axis", shapes), height)
}

/// A, B, C: the sign of a column whose name stands below.
fn letter(at: usize) -> String {
    let letter = u8::try_from(at).unwrap_or(25).min(25) + b'A';
    char::from(letter).to_string()
}

/// The names of the columns under the cells, each after its letter.
fn key(columns: &[String], page: f64, mut end: f64) -> (Layer, f64) {
    let indent = 20.0;
    let mut shapes = Vec::new();
    for (at, name) in columns.iter().enumerate() {
        let y = end + 10.0;
        shapes.push(Shape::Text(Text::new((0.0, y), letter(at), Ink::Muted, Align::Start).bold()));
        let words = wrap(name, SIZE, Weight::Regular, page - indent);
        let text = Text::new((indent, y), "", Ink::Muted, Align::Start);
        shapes.extend(lines(&words, &text).into_iter().map(Shape::Text));
        end += 2.0 + LINE * count(words.len().max(1));
    }
    (Layer::page("axis", shapes), end)
}

/// The height of each row, for as many lines as the longest name has.
fn row_height(rows: &[String], column: f64) -> f64 {
    let lines = rows.iter().map(|name| wrap(name, SIZE, Weight::Regular, column + 0.5).len());
    ROW.max(LINE * count(lines.max().unwrap_or(1)) + 2.0)
}

fn row_names(rows: &[String], column: f64, field: &Field) -> Layer {
    let mut shapes = Vec::new();
    for (at, name) in rows.iter().enumerate() {
        let words = wrap(name, SIZE, Weight::Regular, column + 0.5);
        let middle = field.y(count(at) + 0.5);
        let first = middle - LINE / 2.0 * (count(words.len()) - 1.0);
        let text = Text::new((column, first), "", Ink::Text, Align::End);
        shapes.extend(lines(&words, &text).into_iter().map(Shape::Text));
    }
    Layer::page("axis", shapes)
}

/// The cells, and their values where these fit.
fn cells(plot: &Plot, shading: &Shading, field: &Field, (band, row): (f64, f64)) -> Vec<Layer> {
    let (across, down) = (1.0 / band, 1.0 / row);
    let (mut cells, mut values) = (Vec::new(), Vec::new());
    for series in &plot.series {
        for (at, point) in series.points.iter().enumerate() {
            let Some(weight) = point.weight else { continue };
            let ink = shading.ink(weight);
            let tip = tip(plot, series, at).map(|tip| {
                let column = super::axis::words(&plot.x, point.x, plot.lang);
                format!("{column}, {tip}")
            });
            cells.push(Shape::Area {
                corners: [
                    (point.x + across, point.y + down),
                    (point.x + 1.0 - across, point.y + 1.0 - down),
                ],
                ink,
                tip,
            });
            let stroke = match Fill::of(point) {
                Fill::Whole => None,
                Fill::Dashed => Some(Stroke::Dashed),
                Fill::Hollow => Some(Stroke::Solid),
            };
            cells.extend(stroke.map(|stroke| {
                let (across, down) = (4.0 * across, 4.0 * down);
                let corners = [
                    (point.x + across, point.y + down),
                    (point.x + 1.0 - across, point.y + 1.0 - down),
                ];
                rim(corners, Pen { ink: ink.on(), width: 1.4, stroke })
            }));
            let fits = width(&point.label, SIZE, Weight::Regular) <= band - 4.0;
            if fits && plot.labels != super::model::Labels::None {
                let place = (position(&plot.x, point.x), position(&plot.y, point.y));
                let text = Text::new(field.at(place), &point.label, ink.on(), Align::Middle);
                values.push(Shape::Text(text));
            }
        }
    }
    vec![Layer::data("series", cells), Layer::page("labels", values)]
}

/// What the shades mean: the title, the steps, and the values at both ends.
fn legend(plot: &Plot, shading: &Shading, page: f64) -> (Vec<Layer>, f64) {
    let Some(channel) = &plot.weight else { return (Vec::new(), 0.0) };
    let Kind::Quantity { format, .. } = &channel.kind else { return (Vec::new(), 0.0) };
    let mut y = 8.0;
    let mut shapes = Vec::new();
    let words = wrap(&channel.title, SIZE, Weight::Regular, page);
    let title = Text::new((0.0, y), "", Ink::Muted, Align::Start);
    shapes.extend(lines(&words, &title).into_iter().map(Shape::Text));
    y += LINE * count(words.len()) + 2.0;

    let ends = [shading.axis.low, shading.axis.high];
    let [low, high] = ends.map(|end| format::number(end, format, plot.lang));
    let start = width(&low, SIZE, Weight::Regular) + 6.0;
    shapes.push(Shape::Text(Text::new((0.0, y), low, Ink::Muted, Align::Start)));
    let rest = page - start - 6.0 - width(&high, SIZE, Weight::Regular);
    let across = STEP.0.min(rest / f64::from(shading.steps())).max(2.0);
    for step in 0..shading.steps() {
        let x = start + across * f64::from(step);
        shapes.push(Shape::Area {
            corners: [(x, y - STEP.1 / 2.0), (x + across - 1.0, y + STEP.1 / 2.0)],
            ink: shading.step(step),
            tip: None,
        });
    }
    let end = start + across * f64::from(shading.steps()) + 5.0;
    shapes.push(Shape::Text(Text::new((end, y), high, Ink::Muted, Align::Start)));
    (vec![Layer::page("legend", shapes)], y + 16.0)
}
