//! Charts whose values go up: lines, steps, columns and dots.

use super::annotate::{Drawn, annotate};
use super::axis::{self, Reach, axis, position};
use super::bars::{self, Lane, abreast};
use super::bounds::Bounds;
use super::ends::{self, Ends, ends};
use super::ink::{self, Ink};
use super::labels;
use super::legend::{entries, legend};
use super::marks;
use super::metrics::{Weight, width};
use super::model::{Kind, Labels, Mark, Plot, Point, Scale, Stack, Variant};
use super::plan::{Align, LINE, Layer, Plan, SIZE, Shape, Text, lines};
use super::room::Room;
use super::scale::{Axis, Field};
use super::spans;
use super::ticks;
use super::units::count;
use super::wrap::{pieces, wrap};

/// The part of its place that a group of columns fills.
const FILLED: f64 = 0.72;

/// A column is no wider than this, or two of them would look like walls.
const WIDEST_COLUMN: f64 = 56.0;

/// Who tells the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Values {
    /// Each column, with a number over it; an axis would say it twice.
    Columns,
    /// The y axis.
    Axis,
}

/// Where everything stands.
pub(super) fn plan(plot: &Plot, room: Room) -> Plan {
    let page = room.width;
    let inks = ink::of_series(plot);
    let ends = ends(plot, room).filter(|ends| ends.fit(height(plot, room)));

    let (mut layers, top) = heading(plot, &inks, ends.as_ref(), page);
    let x = x_axis(plot, page);
    let values = values(plot, &x, page);
    let field = field(plot, room, x, values, ends.as_ref(), top);

    let (axes, bottom) = axes(plot, room, &field, values);
    layers.extend(axes);
    let (front, warnings) = front(plot, &inks, &field, values, ends.as_ref());
    let drawn =
        Drawn { field: &field, lane: lane(plot, &field), inks: &inks, front: &front, end: bottom };
    let notes = annotate(plot, &drawn, &field.frame, room);

    layers.insert(0, notes.bands);
    layers.push(notes.rules);
    layers.extend(front);
    layers.extend(notes.front);
    Plan { width: page, height: notes.end + 4.0, fields: vec![field], layers, warnings }
}

/// The height of the frame in pixels.
fn height(plot: &Plot, room: Room) -> f64 {
    match (room.height, room.variant) {
        (Some(height), _) => height,
        (None, Variant::Wide) => plot.height.unwrap_or(270.0),
        (None, Variant::Narrow) => plot.height.unwrap_or(220.0).min(280.0),
    }
}

/// About how many ticks the y axis has.
fn y_ticks(room: Room) -> usize {
    match (room.height, room.variant) {
        (Some(height), _) if height < 180.0 => 3,
        (_, Variant::Wide) => 5,
        (_, Variant::Narrow) => 4,
    }
}

/// What stands above the data, the legend and the title of the y axis, and where it ends.
fn heading(plot: &Plot, inks: &[Ink], ends: Option<&Ends>, page: f64) -> (Vec<Layer>, f64) {
    let (mut layers, mut end) = (Vec::new(), 0.0);
    let entries = entries(plot, inks, ends);
    if !entries.is_empty() {
        let (layer, bottom) = legend(&entries, 0.0, page);
        layers.push(layer);
        end = bottom;
    }
    if !plot.y.title.is_empty() {
        let words = wrap(&plot.y.title, SIZE, Weight::Regular, page);
        let first = Text::new((0.0, end + 8.0), "", Ink::Muted, Align::Start);
        let title = lines(&words, &first).into_iter().map(Shape::Text);
        layers.push(Layer::page("axis", title.collect()));
        end += LINE * count(words.len()) + 4.0;
    }
    (layers, end)
}

/// Where the data are: right of the ticks, left of the names at the ends of lines.
fn field(plot: &Plot, room: Room, x: Axis, values: Values, ends: Option<&Ends>, top: f64) -> Field {
    let page = room.width;
    let reach = match (from_zero(plot), values) {
        (true, Values::Columns) => Reach::Zero,
        (true, Values::Axis) => Reach::ZeroTick,
        (false, _) => Reach::Tick,
    };
    let y = axis(&plot.y, &y_values(plot), reach, y_ticks(room));

    let (left, right, top) = match values {
        Values::Columns => (0.0, page, top + 20.0),
        Values::Axis => {
            let ticks = axis::ticks(&plot.y, &y, y_ticks(room), plot.lang);
            let left = axis::widest(&ticks) + 10.0;
            (left, ends.map_or(page - 10.0, |ends| ends.right(&x, left, page)), top + 10.0)
        }
    };
    let frame = Bounds { left, top, right, bottom: top + height(plot, room) };
    Field { frame, x, y }
}

/// Grid, ticks and baseline, and where they end.
fn axes(plot: &Plot, room: Room, field: &Field, values: Values) -> (Vec<Layer>, f64) {
    let mut layers = Vec::new();
    let mut lower = field.clone();
    match values {
        Values::Axis => {
            let ticks = axis::ticks(&plot.y, &field.y, y_ticks(room), plot.lang);
            layers.extend(axis::left(field, &ticks));
        }
        Values::Columns => {
            // The values of columns that go down stand under them.
            let down = |point: &&Point| point.y < point.base.unwrap_or(0.0);
            let low = |point: &Point| field.y(point.y) + 17.0 > field.frame.bottom;
            if plot.points().filter(down).any(low) {
                lower.frame.bottom += 18.0;
            }
        }
    }

    let page = room.width;
    let room = ticks::room(field.frame.width());
    let ticks = match plot.mark {
        Mark::Histogram => axis::ticks_at(&plot.x, &edges(plot, &field.x), plot.lang),
        _ => axis::ticks(&plot.x, &field.x, room, plot.lang),
    };
    let (below, end) = axis::below(&lower, &plot.x, &ticks, page);
    layers.push(baseline(field, &lower.frame, plot));
    layers.push(below);
    (layers, end)
}

/// The data and their labels, and which labels found no place.
fn front(
    plot: &Plot,
    inks: &[Ink],
    field: &Field,
    values: Values,
    ends: Option<&Ends>,
) -> (Vec<Layer>, Vec<String>) {
    let lane = lane(plot, field);
    let mut layers = marks(plot, inks, lane);
    if let Some(ends) = ends {
        let labels = ends.layers(inks, field, &layers);
        layers.extend(labels);
    }

    let mut warnings = Vec::new();
    let named = plot.points().any(|point| !point.name.is_empty());
    match (plot.mark, plot.labels, values) {
        _ if is_stacked(plot) && matches!(plot.labels, Labels::Auto | Labels::Value) => {
            layers.push(bars::inner_values(plot, inks, field, lane));
        }
        (Mark::Bar | Mark::Histogram | Mark::Waterfall, _, Values::Columns) => {
            layers.push(labels::columns(plot, field, lane));
        }
        (Mark::Bar, Labels::Value, Values::Axis) => {
            warnings.push("the values do not fit over the columns; the axis shows them".to_owned());
        }
        (Mark::Dot, Labels::Value, _) => layers.push(labels::dots(plot, field, &mut warnings)),
        (Mark::Dot, Labels::Auto, _) if named => {
            layers.push(labels::dots(plot, field, &mut warnings));
        }
        _ => {}
    }
    (layers, warnings)
}

/// The marks, from those that fill an area to those that are thin.
fn marks(plot: &Plot, inks: &[Ink], lane: Lane) -> Vec<Layer> {
    let of = |wanted: Mark| {
        marks::in_order(plot, inks)
            .filter(move |(_, series, _)| plot.mark_of(series) == wanted)
            .map(|(_, series, ink)| (series, ink))
    };
    let mut layers: Vec<Layer> =
        of(Mark::Band).map(|(series, ink)| spans::band(plot, series, ink)).collect();
    layers.extend(of(Mark::Area).map(|(series, ink)| spans::area(plot, series, ink)));
    if is_columns(plot) {
        layers.extend(bars::bars(plot, inks, lane));
        match plot.mark {
            Mark::Waterfall => layers.push(bars::steps(plot, lane)),
            _ if is_stacked(plot) => layers.push(bars::seams(plot, lane)),
            _ => {}
        }
    }
    layers.extend(marks::lines(plot, inks));
    layers.extend(marks::dots(plot, inks, None));
    layers.extend(of(Mark::Rule).map(|(series, _)| bars::rules(plot, series, Ink::Note, lane)));
    layers
}

/// Whether the chart is one of columns.
fn is_columns(plot: &Plot) -> bool {
    matches!(plot.mark, Mark::Bar | Mark::Histogram | Mark::Waterfall)
}

/// Whether columns stand on each other.
fn is_stacked(plot: &Plot) -> bool {
    plot.mark == Mark::Bar && plot.stack != Stack::None
}

/// Whether lengths or areas begin at zero.
fn from_zero(plot: &Plot) -> bool {
    is_columns(plot) || plot.mark == Mark::Area
}

/// Where columns stand.
fn lane(plot: &Plot, field: &Field) -> Lane {
    let pixel = (field.x.high - field.x.low) / field.frame.width();
    let width = match plot.mark {
        Mark::Histogram => slot(plot, &field.x) - pixel,
        _ => group_width(plot, field),
    };
    let middle = position(&plot.x, 0.0);
    Lane { start: middle - width / 2.0, width, pixel }
}

/// Whether the names fit under columns; if not, rows are better.
///
/// Names are never turned: readers should not turn their heads.
pub(super) fn fits(plot: &Plot, names: &[String], room: Room) -> bool {
    if ends::is_labelled(plot.mark) {
        return true;
    }
    let band = (room.width - 40.0) / count(names.len().max(1));
    let word = |name: &String| {
        let words = pieces(name);
        words.iter().map(|word| width(word.trim_end(), SIZE, Weight::Regular)).fold(0.0, f64::max)
    };
    let room = band - 6.0;

    band / count(abreast(plot)) >= 9.0
        && names
            .iter()
            .all(|name| word(name) <= room && wrap(name, SIZE, Weight::Regular, room).len() <= 3)
}

/// The x axis; columns over time or numbers need half a column at both ends.
fn x_axis(plot: &Plot, page: f64) -> Axis {
    let mut values: Vec<f64> = plot.points().map(|point| point.x).collect();
    values.extend(plot.annotations.iter().flat_map(|annotation| annotation.place.on_x()));

    let reach = if plot.mark == Mark::Dot { Reach::Tick } else { Reach::Data };
    let mut axis = axis(&plot.x, &values, reach, ticks::room(page));
    if is_columns(plot) && !matches!(plot.x.kind, Kind::Category(_)) {
        let half = slot(plot, &axis) / 2.0;
        axis.low -= half;
        axis.high += half;
    }
    axis
}

/// The values that the y axis must hold.
fn y_values(plot: &Plot) -> Vec<f64> {
    let annotated = plot.annotations.iter().flat_map(|annotation| annotation.place.on_y());
    let ends = plot.points().flat_map(|point| std::iter::once(point.y).chain(point.base));
    ends.chain(annotated).collect()
}

/// How much of the x axis belongs to one place: the least distance between two.
fn slot(plot: &Plot, axis: &Axis) -> f64 {
    if matches!(plot.x.kind, Kind::Category(_)) {
        return 1.0;
    }
    let mut places: Vec<f64> = plot.points().map(|point| point.x).collect();
    places.sort_by(f64::total_cmp);
    let distances =
        places.windows(2).map(|pair| pair[1] - pair[0]).filter(|distance| *distance > 0.0);
    distances.min_by(f64::total_cmp).unwrap_or(axis.high - axis.low)
}

/// Where the columns of a histogram begin and end.
fn edges(plot: &Plot, axis: &Axis) -> Vec<f64> {
    let slot = slot(plot, axis);
    let edges = plot.points().map(|point| point.x - slot / 2.0);
    edges.chain(std::iter::once(axis.high)).collect()
}

/// The width of all columns at one place, in units of the x axis.
fn group_width(plot: &Plot, field: &Field) -> f64 {
    let pixel = (field.x.high - field.x.low) / field.frame.width();
    let most = WIDEST_COLUMN * count(abreast(plot)) * pixel;
    (FILLED * slot(plot, &field.x)).min(most)
}

/// Columns tell their values if each has room for its own above it.
fn values(plot: &Plot, x: &Axis, page: f64) -> Values {
    let wanted = is_columns(plot)
        && !is_stacked(plot)
        && matches!(plot.labels, Labels::Auto | Labels::Value);
    let frame = Bounds { left: 0.0, top: 0.0, right: page, bottom: 1.0 };
    let field = Field { frame, x: x.clone(), y: Axis::linear(0.0, 1.0) };

    let pixel = (x.high - x.low) / page;
    let each = match abreast(plot) {
        1 => slot(plot, x) / pixel,
        series => group_width(plot, &field) / pixel / count(series),
    };
    let labels = plot.points().map(|point| width(&point.label, SIZE, Weight::Regular));
    let widest = labels.fold(0.0, f64::max);
    if wanted && widest + 3.0 <= each { Values::Columns } else { Values::Axis }
}

/// The line on which the data stand: zero where it can be seen, and the lower edge.
fn baseline(field: &Field, lower: &Bounds, plot: &Plot) -> Layer {
    let Bounds { left, right, .. } = field.frame;
    let has_zero = field.y.scale == Scale::Linear && field.y.low <= 0.0 && field.y.high >= 0.0;
    let mut shapes = Vec::new();
    if has_zero {
        let zero = field.y(0.0);
        shapes.push(axis::line((left, zero), (right, zero), Ink::Axis));
    }
    if (!from_zero(plot) && field.y.low < 0.0) || !has_zero {
        shapes.push(axis::line((left, lower.bottom), (right, lower.bottom), Ink::Axis));
    }
    Layer::page("baseline", shapes)
}
