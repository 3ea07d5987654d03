//! Charts whose values go to the right: rows of bars or dots, one for each category.

use super::annotate::annotate;
use super::axis::{self, Reach, axis};
use super::bounds::Bounds;
use super::ink::{self, Ink};
use super::legend::legend;
use super::marks;
use super::metrics::{Weight, width};
use super::model::{Annotation, Kind, Labels, Mark, Place, Plot, Point, Scale, Variant};
use super::plan::{Align, LINE, Layer, Plan, SIZE, Shape, Text, lines};
use super::scale::{Axis, Field};
use super::ticks;
use super::units::count;
use super::wrap::{widest, wrap};

/// From the end of a bar to its value, and from a name to the bars.
const DISTANCE: f64 = 6.0;

/// The measures of one row in pixels.
struct Row {
    /// The name, if it stands above its bars.
    head: f64,
    /// All bars or dots.
    body: f64,
    /// Room below.
    gap: f64,
}

/// Where everything stands.
pub(super) fn plan(plot: &Plot, variant: Variant) -> Plan {
    let page = variant.width();
    let inks = ink::of_series(plot);
    let names = names(plot);
    let column = name_column(names, variant);
    let row = row(plot, names, column);

    let (mut layers, above) = heading(plot, &inks, page);
    let strip = remark_strip(plot);
    let field = field(plot, variant, column, &row, above + strip);
    let (axes, bottom) = axes(plot, &field, page);
    layers.extend(axes);
    if plot.mark != Mark::Bar {
        layers.push(guides(names.len(), &field, &row));
    }

    let front = front(plot, &inks, &field, column, &row);
    let within = Bounds { left: 0.0, top: above, right: page, bottom: field.frame.bottom };
    let notes = annotate(plot, &field, &within, &front, (page, bottom));

    layers.insert(0, notes.bands);
    layers.push(notes.rules);
    layers.extend(front);
    layers.extend(notes.front);
    Plan { width: page, height: notes.end + 4.0, field, layers, warnings: notes.warnings }
}

fn names(plot: &Plot) -> &[String] {
    match &plot.y.kind {
        Kind::Category(names) => names,
        Kind::Quantity { .. } | Kind::Time { .. } => &[],
    }
}

/// The legend, and where it ends.
fn heading(plot: &Plot, inks: &[Ink], page: f64) -> (Vec<Layer>, f64) {
    if plot.series.len() < 2 || plot.labels == Labels::None {
        return (Vec::new(), 0.0);
    }
    let (layer, end) = legend(plot, inks, 0.0, page);
    (vec![layer], end + 4.0)
}

/// Room for a line of remarks over the first row; between bars there is none.
fn remark_strip(plot: &Plot) -> f64 {
    let down = |annotation: &Annotation| matches!(annotation.place, Place::X(_) | Place::XBand(..));
    if plot.annotations.iter().any(down) { LINE + 6.0 } else { 0.0 }
}

/// Where the bars are: right of the names, left of the values at their ends.
fn field(plot: &Plot, variant: Variant, column: f64, row: &Row, top: f64) -> Field {
    let page = variant.width();
    let names = count(names(plot).len());
    let reach = match (plot.mark, shows_values(plot)) {
        (Mark::Bar, true) => Reach::Zero,
        (Mark::Bar, false) => Reach::ZeroTick,
        (_, true) => Reach::Data,
        (_, false) => Reach::Tick,
    };
    let x = axis(&plot.x, &x_values(plot), reach, ticks::room(page - column) / 2);
    let y = Axis::linear(names.max(1.0), 0.0);

    let left = left(plot, column);
    let right = right(plot, &x, left, page);
    let frame = Bounds { left, top, right, bottom: top + row.height() * names };
    Field { frame, x, y }
}

/// Grid and ticks, unless the bars tell their values, and where they end.
fn axes(plot: &Plot, field: &Field, page: f64) -> (Vec<Layer>, f64) {
    let frame = field.frame;
    if plot.mark != Mark::Bar || !shows_values(plot) {
        let room = (ticks::room(frame.width()) * 2 / 3).max(2);
        let ticks = axis::ticks(&plot.x, &field.x, room, plot.lang);
        let (below, end) = axis::below(field, &plot.x, &ticks, page);
        return (vec![axis::grid(field, &ticks), below], end);
    }

    let words = wrap(&plot.x.title, SIZE, Weight::Regular, page - frame.left);
    let first = Text::new((frame.left, frame.bottom + 8.0), "", Ink::Muted, Align::Start);
    let title = lines(&words, &first).into_iter().map(Shape::Text).collect();
    (vec![Layer::page("axis", title)], frame.bottom + LINE * count(words.len()))
}

/// Names, data and values.
fn front(plot: &Plot, inks: &[Ink], field: &Field, column: f64, row: &Row) -> Vec<Layer> {
    let names = names(plot);
    let band = (row.head / row.height(), row.body / row.height());

    let mut layers = vec![name_labels(names, column, field, row)];
    match plot.mark {
        Mark::Bar => {
            layers.extend(marks::bars(plot, inks, field, band));
            layers.push(baseline(names.len(), field, row));
        }
        Mark::Line | Mark::Step | Mark::Dot => {
            layers.extend(in_rows(marks::dots(plot, inks), band));
        }
    }
    if shows_values(plot) {
        layers.push(value_labels(plot, field, band));
    }
    layers
}

impl Row {
    fn height(&self) -> f64 {
        self.head + self.body + self.gap
    }
}

/// The width of the names' column; none in the narrow variant if they are long, for they
/// stand above their bars then.
fn name_column(names: &[String], variant: Variant) -> f64 {
    let page = variant.width();
    let longest = widest(names, SIZE, Weight::Regular);
    match variant {
        Variant::Narrow if longest > 0.28 * page => 0.0,
        Variant::Wide if longest > 0.34 * page => {
            let wrapped =
                names.iter().flat_map(|name| wrap(name, SIZE, Weight::Regular, 0.34 * page));
            widest(&wrapped.collect::<Vec<_>>(), SIZE, Weight::Regular)
        }
        _ => longest,
    }
}

fn row(plot: &Plot, names: &[String], column: f64) -> Row {
    let series = plot.series.len().max(1);
    let body = match (plot.mark, series) {
        (Mark::Bar, 1) if names.len() > 20 => 16.0,
        (Mark::Bar, 1) => 22.0,
        (Mark::Bar, _) => 16.0 * count(series),
        _ => 16.0,
    };
    let gap = match (plot.mark, series) {
        (Mark::Bar, 1) if names.len() > 20 => 5.0,
        (Mark::Bar, 1) => 10.0,
        (Mark::Bar, _) => 14.0,
        _ => 10.0,
    };
    let head = if column > 0.0 {
        0.0
    } else {
        let most = names.iter().map(|name| wrapped_above(name).len()).max();
        LINE * count(most.unwrap_or(1)) + 4.0
    };
    Row { head, body, gap }
}

/// Whether values stand beside their marks.
fn shows_values(plot: &Plot) -> bool {
    match plot.mark {
        Mark::Bar => matches!(plot.labels, Labels::Auto | Labels::Value | Labels::End),
        Mark::Line | Mark::Step | Mark::Dot => plot.labels == Labels::Value,
    }
}

fn points(plot: &Plot) -> impl Iterator<Item = &Point> {
    plot.series.iter().flat_map(|series| &series.points)
}

/// The values that the x axis must hold.
fn x_values(plot: &Plot) -> Vec<f64> {
    let annotated = plot.annotations.iter().flat_map(|annotation| match annotation.place {
        Place::X(at) => vec![at],
        Place::XBand(from, to) => vec![from, to],
        Place::Y(_) | Place::YBand(..) => Vec::new(),
    });
    points(plot).map(|point| point.x).chain(annotated).collect()
}

/// Where the frame begins: after the names and the values of negative bars.
fn left(plot: &Plot, column: f64) -> f64 {
    let names = if column > 0.0 { column + 10.0 } else { 0.0 };
    let negative = points(plot)
        .filter(|point| shows_values(plot) && point.x < 0.0)
        .map(|point| DISTANCE + width(&point.label, SIZE, Weight::Regular))
        .fold(0.0, f64::max);
    names + negative + if plot.mark == Mark::Bar { 0.0 } else { 8.0 }
}

/// Where the frame may end, so that the value of each bar stays on the page.
fn right(plot: &Plot, x: &Axis, left: f64, page: f64) -> f64 {
    let edge = page - if plot.mark == Mark::Bar { 1.0 } else { 12.0 };
    points(plot)
        .filter(|point| shows_values(plot) && (point.x >= 0.0 || plot.mark != Mark::Bar))
        .map(|point| {
            let label = value_distance(plot) + width(&point.label, SIZE, Weight::Regular) + 1.0;
            let fraction = x.fraction(point.x);
            if fraction > 0.0 { left + (page - label - left) / fraction } else { edge }
        })
        .fold(edge, f64::min)
        .max(left + 40.0)
}

fn value_distance(plot: &Plot) -> f64 {
    if plot.mark == Mark::Bar { DISTANCE } else { DISTANCE + 5.0 }
}

/// The names, beside or above their bars.
fn name_labels(names: &[String], column: f64, field: &Field, row: &Row) -> Layer {
    let mut shapes = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let top = field.y(count(index));
        let block = if column > 0.0 {
            let words = wrap(name, SIZE, Weight::Regular, column + 0.5);
            let middle = top + row.body / 2.0;
            let first = middle - LINE / 2.0 * (count(words.len()) - 1.0);
            lines(&words, &Text::new((column, first), "", Ink::Text, Align::End))
        } else {
            let words = wrapped_above(name);
            let start = top + row.head - 11.0 - LINE * (count(words.len()) - 1.0);
            lines(&words, &Text::new((0.0, start), "", Ink::Text, Align::Start))
        };
        shapes.extend(block.into_iter().map(Shape::Text));
    }
    Layer::page("axis", shapes)
}

/// A name in lines that fit above its bars.
fn wrapped_above(name: &str) -> Vec<String> {
    wrap(name, SIZE, Weight::Regular, Variant::Narrow.width())
}

/// A thin line through each row of dots, for the eye to follow.
fn guides(names: usize, field: &Field, row: &Row) -> Layer {
    let shapes = (0..names).map(|index| {
        let y = field.y(count(index)) + row.head + row.body / 2.0;
        axis::line((field.frame.left, y), (field.frame.right, y), Ink::Grid)
    });
    Layer::page("grid", shapes.collect())
}

/// Dots moved from the middle of their band to the middle of its body.
fn in_rows(mut layers: Vec<Layer>, (head, body): (f64, f64)) -> Vec<Layer> {
    for shape in layers.iter_mut().flat_map(|layer| &mut layer.shapes) {
        if let Shape::Dot { at, .. } = shape {
            at.1 += head + body / 2.0 - 0.5;
        }
    }
    layers
}

/// The line from which bars begin; only beside the bars where names stand between them.
fn baseline(names: usize, field: &Field, row: &Row) -> Layer {
    if field.x.scale == Scale::Log {
        return Layer::page("baseline", Vec::new());
    }
    let x = field.x(0.0);
    let shapes = if row.head > 0.0 {
        (0..names)
            .map(|index| {
                let top = field.y(count(index)) + row.head;
                axis::line((x, top), (x, top + row.body), Ink::Axis)
            })
            .collect()
    } else {
        vec![axis::line(
            (x, field.frame.top - 3.0),
            (x, field.frame.bottom - row.gap + 3.0),
            Ink::Axis,
        )]
    };
    Layer::page("baseline", shapes)
}

/// The value at the end of each bar or dot.
fn value_labels(plot: &Plot, field: &Field, (head, body): (f64, f64)) -> Layer {
    let series_count = count(plot.series.len().max(1));
    let mut shapes = Vec::new();
    for (rank, series) in plot.series.iter().enumerate() {
        for point in &series.points {
            let middle = match plot.mark {
                Mark::Bar => head + body * (count(rank) + 0.5) / series_count,
                Mark::Line | Mark::Step | Mark::Dot => head + body / 2.0,
            };
            let (x, y) = field.at((point.x, point.y + middle));
            let negative = plot.mark == Mark::Bar && point.x < 0.0;
            let (x, align) = if negative {
                (x - DISTANCE, Align::End)
            } else {
                (x + value_distance(plot), Align::Start)
            };
            let text = Text::new((x, y), &point.label, Ink::Text, align);
            shapes.push(Shape::Text(if plot.mark == Mark::Bar { text } else { text.halo() }));
        }
    }
    Layer::page("labels", shapes)
}
