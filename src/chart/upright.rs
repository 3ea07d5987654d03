//! Charts whose values go up: lines, steps, columns and dots.

use super::annotate::annotate;
use super::axis::{self, Reach, axis, position};
use super::bounds::Bounds;
use super::ends::{Ends, ends};
use super::ink::{self, Ink};
use super::legend::legend;
use super::marks;
use super::metrics::{Weight, width};
use super::model::{Kind, Labels, Mark, Place, Plot, Point, Scale, Variant};
use super::plan::{Align, LINE, Layer, Plan, SIZE, Shape, Text, lines};
use super::scale::{Axis, Field};
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
pub(super) fn plan(plot: &Plot, variant: Variant) -> Plan {
    let page = variant.width();
    let inks = ink::of_series(plot);
    let ends = ends(plot, variant).filter(|ends| ends.fit(height(plot, variant)));

    let (mut layers, top) = heading(plot, &inks, ends.as_ref(), page);
    let x = x_axis(plot, page);
    let values = values(plot, &x, page);
    let field = field(plot, variant, x, values, ends.as_ref(), top);

    let (axes, bottom) = axes(plot, variant, &field, values);
    layers.extend(axes);
    let (front, mut warnings) = front(plot, &inks, &field, values, ends.as_ref());
    let notes = annotate(plot, &field, &field.frame, &front, (page, bottom));

    layers.insert(0, notes.bands);
    layers.push(notes.rules);
    layers.extend(front);
    layers.extend(notes.front);
    warnings.extend(notes.warnings);
    Plan { width: page, height: notes.end + 4.0, field, layers, warnings }
}

/// The height of the frame in pixels.
fn height(plot: &Plot, variant: Variant) -> f64 {
    match variant {
        Variant::Wide => plot.height.unwrap_or(270.0),
        Variant::Narrow => plot.height.unwrap_or(220.0).min(280.0),
    }
}

/// About how many ticks the y axis has.
fn y_ticks(variant: Variant) -> usize {
    match variant {
        Variant::Wide => 5,
        Variant::Narrow => 4,
    }
}

/// What stands above the data, the legend and the title of the y axis, and where it ends.
fn heading(plot: &Plot, inks: &[Ink], ends: Option<&Ends>, page: f64) -> (Vec<Layer>, f64) {
    let (mut layers, mut end) = (Vec::new(), 0.0);
    if ends.is_none() && plot.series.len() > 1 && plot.labels != Labels::None {
        let (layer, bottom) = legend(plot, inks, 0.0, page);
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
fn field(
    plot: &Plot,
    variant: Variant,
    x: Axis,
    values: Values,
    ends: Option<&Ends>,
    top: f64,
) -> Field {
    let page = variant.width();
    let reach = match (plot.mark, values) {
        (Mark::Bar, Values::Columns) => Reach::Zero,
        (Mark::Bar, Values::Axis) => Reach::ZeroTick,
        _ => Reach::Tick,
    };
    let y = axis(&plot.y, &y_values(plot), reach, y_ticks(variant));

    let (left, right, top) = match values {
        Values::Columns => (0.0, page, top + 20.0),
        Values::Axis => {
            let ticks = axis::ticks(&plot.y, &y, y_ticks(variant), plot.lang);
            let left = axis::widest(&ticks) + 10.0;
            (left, ends.map_or(page - 10.0, |ends| ends.right(&x, left, page)), top + 10.0)
        }
    };
    let frame = Bounds { left, top, right, bottom: top + height(plot, variant) };
    Field { frame, x, y }
}

/// Grid, ticks and baseline, and where they end.
fn axes(plot: &Plot, variant: Variant, field: &Field, values: Values) -> (Vec<Layer>, f64) {
    let mut layers = Vec::new();
    let mut lower = field.clone();
    match values {
        Values::Axis => {
            let ticks = axis::ticks(&plot.y, &field.y, y_ticks(variant), plot.lang);
            layers.extend(axis::left(field, &ticks));
        }
        Values::Columns if points(plot).any(|point| point.y < 0.0) => lower.frame.bottom += 18.0,
        Values::Columns => {}
    }

    let room = ticks::room(field.frame.width());
    let ticks = axis::ticks(&plot.x, &field.x, room, plot.lang);
    let (below, end) = axis::below(&lower, &plot.x, &ticks, variant.width());
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
    let mut warnings = Vec::new();
    let mut layers = match plot.mark {
        Mark::Line | Mark::Step => marks::lines(plot, inks),
        Mark::Dot => marks::dots(plot, inks),
        Mark::Bar => marks::columns(plot, inks, field, group_width(plot, field)),
    };
    if let Some(ends) = ends {
        let labels = ends.layers(inks, field, &layers);
        layers.extend(labels);
    }
    match (plot.mark, plot.labels, values) {
        (Mark::Bar, _, Values::Columns) => layers.push(column_values(plot, field)),
        (Mark::Bar, Labels::Value, Values::Axis) => {
            warnings.push("the values do not fit over the columns; the axis shows them".to_owned());
        }
        (Mark::Dot, Labels::Value, _) => layers.push(dot_values(plot, field, &mut warnings)),
        _ => {}
    }
    (layers, warnings)
}

/// Whether the names fit under columns; if not, rows are better.
///
/// Names are never turned: readers should not turn their heads.
pub(super) fn fits(plot: &Plot, names: &[String], variant: Variant) -> bool {
    if matches!(plot.mark, Mark::Line | Mark::Step) {
        return true;
    }
    let band = (variant.width() - 40.0) / count(names.len().max(1));
    let word = |name: &String| {
        let words = pieces(name);
        words.iter().map(|word| width(word.trim_end(), SIZE, Weight::Regular)).fold(0.0, f64::max)
    };
    let room = band - 6.0;

    band / count(plot.series.len().max(1)) >= 9.0
        && names
            .iter()
            .all(|name| word(name) <= room && wrap(name, SIZE, Weight::Regular, room).len() <= 3)
}

/// The x axis; columns over time or numbers need half a column at both ends.
fn x_axis(plot: &Plot, page: f64) -> Axis {
    let mut values: Vec<f64> = points(plot).map(|point| point.x).collect();
    values.extend(plot.annotations.iter().flat_map(|annotation| match annotation.place {
        Place::X(at) => vec![at],
        Place::XBand(from, to) => vec![from, to],
        Place::Y(_) | Place::YBand(..) => Vec::new(),
    }));

    let reach = if plot.mark == Mark::Dot { Reach::Tick } else { Reach::Data };
    let mut axis = axis(&plot.x, &values, reach, ticks::room(page));
    if plot.mark == Mark::Bar && !matches!(plot.x.kind, Kind::Category(_)) {
        let half = slot(plot, &axis) / 2.0;
        axis.low -= half;
        axis.high += half;
    }
    axis
}

/// The values that the y axis must hold.
fn y_values(plot: &Plot) -> Vec<f64> {
    let annotated = plot.annotations.iter().flat_map(|annotation| match annotation.place {
        Place::Y(at) => vec![at],
        Place::YBand(from, to) => vec![from, to],
        Place::X(_) | Place::XBand(..) => Vec::new(),
    });
    points(plot).map(|point| point.y).chain(annotated).collect()
}

fn points(plot: &Plot) -> impl Iterator<Item = &Point> {
    plot.series.iter().flat_map(|series| &series.points)
}

/// How much of the x axis belongs to one place: the least distance between two.
fn slot(plot: &Plot, axis: &Axis) -> f64 {
    if matches!(plot.x.kind, Kind::Category(_)) {
        return 1.0;
    }
    let mut places: Vec<f64> = points(plot).map(|point| point.x).collect();
    places.sort_by(f64::total_cmp);
    let distances =
        places.windows(2).map(|pair| pair[1] - pair[0]).filter(|distance| *distance > 0.0);
    distances.min_by(f64::total_cmp).unwrap_or(axis.high - axis.low)
}

/// The width of all columns at one place, in units of the x axis.
fn group_width(plot: &Plot, field: &Field) -> f64 {
    let pixel = (field.x.high - field.x.low) / field.frame.width();
    let most = WIDEST_COLUMN * count(plot.series.len().max(1)) * pixel;
    (FILLED * slot(plot, &field.x)).min(most)
}

/// Columns tell their values if each has room for its own above it.
fn values(plot: &Plot, x: &Axis, page: f64) -> Values {
    let wanted = plot.mark == Mark::Bar && matches!(plot.labels, Labels::Auto | Labels::Value);
    let frame = Bounds { left: 0.0, top: 0.0, right: page, bottom: 1.0 };
    let field = Field { frame, x: x.clone(), y: Axis::linear(0.0, 1.0) };

    let pixel = (x.high - x.low) / page;
    let each = match plot.series.len() {
        0 | 1 => slot(plot, x) / pixel,
        series => group_width(plot, &field) / pixel / count(series),
    };
    let labels = points(plot).map(|point| width(&point.label, SIZE, Weight::Regular));
    let widest = labels.fold(0.0, f64::max);
    if wanted && widest + 3.0 <= each { Values::Columns } else { Values::Axis }
}

/// The value over each column, or under it if it is negative.
fn column_values(plot: &Plot, field: &Field) -> Layer {
    let width = group_width(plot, field);
    let bar = width / count(plot.series.len().max(1));
    let texts = plot.series.iter().enumerate().flat_map(|(rank, series)| {
        series.points.iter().map(move |point| {
            let x = position(&plot.x, point.x) - width / 2.0 + (count(rank) + 0.5) * bar;
            let away = if point.y < 0.0 { 10.0 } else { -10.0 };
            let at = (field.x(x), field.y(point.y) + away);
            Shape::Text(Text::new(at, &point.label, Ink::Text, Align::Middle))
        })
    });
    Layer::page("labels", texts.collect())
}

/// The value beside each dot where there is room.
fn dot_values(plot: &Plot, field: &Field, warnings: &mut Vec<String>) -> Layer {
    let place = |point: &Point| field.at((position(&plot.x, point.x), position(&plot.y, point.y)));
    let mut taken: Vec<Bounds> =
        points(plot).map(|point| Bounds::around(place(point), 5.0)).collect();
    let within = field.frame.grown(8.0);
    let mut shapes = Vec::new();

    for point in points(plot) {
        let (x, y) = place(point);
        let candidates = [
            Text::new((x + 9.0, y), &point.label, Ink::Text, Align::Start),
            Text::new((x - 9.0, y), &point.label, Ink::Text, Align::End),
            Text::new((x, y - 14.0), &point.label, Ink::Text, Align::Middle),
            Text::new((x, y + 14.0), &point.label, Ink::Text, Align::Middle),
        ];
        let bounds = candidates.each_ref().map(Text::bounds);
        match super::place::clearest(&bounds, &taken, &within) {
            Some((index, 0)) => {
                taken.push(bounds[index]);
                shapes.push(Shape::Text(candidates[index].clone().halo()));
            }
            _ => warnings.push(format!("no room for the label `{}`", point.label)),
        }
    }
    Layer::page("labels", shapes)
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
    if (plot.mark != Mark::Bar && field.y.low < 0.0) || !has_zero {
        shapes.push(axis::line((left, lower.bottom), (right, lower.bottom), Ink::Axis));
    }
    Layer::page("baseline", shapes)
}
