//! Charts whose values go to the right: rows of bars or dots, one for each category.

mod frame;

use super::annotate::{Drawn, annotate};
use super::axis::{self, Reach, axis};
use super::bars::{self, Lane, abreast};
use super::bounds::Bounds;
use super::derive::is_total;
use super::ink::{self, Ink};
use super::labels;
use super::legend::{Entry, entries, legend};
use super::marks;
use super::metrics::Weight;
use super::model::{Annotation, Kind, Labels, Mark, Place, Plot, Point, Scale, Stack, Variant};
use super::plan::{Align, Form, LINE, Layer, Plan, SIZE, Shape, Text, lines};
use super::room::Room;
use super::scale::{Axis, Field};
use super::spans;
use super::ticks;
use super::units::count;
use super::wrap::{widest, wrap};
use frame::{has_room, sides_of_frame};

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
pub(super) fn plan(plot: &Plot, room: Room) -> Plan {
    let column = name_column(names(plot), room);
    if has_room(plot, column, room.width) {
        return with_column(plot, column, room);
    }
    // An axis tells the values where there is no room beside the marks.
    let plan = with_column(&Plot { labels: Labels::Legend, ..plot.clone() }, column, room);
    let warning = "the values do not fit beside their marks; the axis shows them".to_owned();
    let warnings = (plot.labels == Labels::Value).then_some(warning);
    Plan { warnings: warnings.into_iter().collect(), ..plan }
}

/// Where everything stands beside names in a column so wide.
fn with_column(plot: &Plot, column: f64, room: Room) -> Plan {
    let page = room.width;
    let inks = ink::of_series(plot);
    let names = names(plot);
    let row = row(plot, names, column);

    let (mut layers, above) = heading(plot, &inks, page);
    let strip = remark_strip(plot);
    let field = field(plot, page, column, &row, above + strip);
    let (axes, bottom) = axes(plot, &field, page);
    layers.extend(axes);
    if !fills(plot) {
        layers.push(guides(names.len(), &field, &row));
    }

    let (front, warnings) = front(plot, &inks, &field, column, &row);
    let within = Bounds { left: 0.0, top: above, right: page, bottom: field.frame.bottom };
    let drawn =
        Drawn { field: &field, lane: lane(&field, &row), inks: &inks, front: &front, end: bottom };
    let notes = annotate(plot, &drawn, &within, room);

    layers.insert(0, notes.bands);
    layers.push(notes.rules);
    layers.extend(front);
    layers.extend(notes.front);
    Plan { width: page, height: notes.end + 4.0, fields: vec![field], layers, warnings }
}

fn names(plot: &Plot) -> &[String] {
    match &plot.y.kind {
        Kind::Category(names) => names,
        Kind::Quantity { .. } | Kind::Time { .. } => &[],
    }
}

/// The legend and the title, and where they end.
fn heading(plot: &Plot, inks: &[Ink], page: f64) -> (Vec<Layer>, f64) {
    let entries = match &plot.ends {
        Some(names) => named_ends(plot.mark, names),
        None => entries(plot, inks, None),
    };
    let (mut layers, mut end) = (Vec::new(), 0.0);
    if !entries.is_empty() {
        let (layer, bottom) = legend(&entries, 0.0, page);
        layers.push(layer);
        end = bottom + 4.0;
    }
    // Without an axis what is measured stands above, as it does over columns.
    if tells_values(plot) && !plot.x.title.is_empty() {
        let words = wrap(&plot.x.title, SIZE, Weight::Regular, page);
        let first = Text::new((0.0, end + 8.0), "", Ink::Muted, Align::Start);
        let title = lines(&words, &first).into_iter().map(Shape::Text);
        layers.push(Layer::page("axis", title.collect()));
        end += LINE * count(words.len()) + 6.0;
    }
    (layers, end)
}

/// Whether bars tell their values themselves, and need no axis.
fn tells_values(plot: &Plot) -> bool {
    fills(plot) && shows_values(plot)
}

/// The two ends of ranges and arrows.
fn named_ends(mark: Mark, (first, second): &(String, String)) -> Vec<Entry> {
    let entry = |name: &String, mark: Mark, ink: Ink| Entry {
        name: name.clone(),
        mark,
        form: Form::Disc,
        ink,
    };
    let begin = if mark == Mark::Arrow { Mark::Line } else { Mark::Dot };
    let ink = if mark == Mark::Arrow { Ink::Series(0) } else { Ink::Note };
    vec![entry(first, begin, ink), entry(second, mark, Ink::Series(0))]
}

/// Whether marks fill their rows from zero, so that nothing needs to guide the eye.
fn fills(plot: &Plot) -> bool {
    matches!(plot.mark, Mark::Bar | Mark::Waterfall | Mark::Lollipop)
}

/// Whether rows of bars stand on each other.
fn is_stacked(plot: &Plot) -> bool {
    plot.mark == Mark::Bar && plot.stack != Stack::None
}

/// Room for a line of remarks over the first row; between bars there is none.
fn remark_strip(plot: &Plot) -> f64 {
    let down = |annotation: &Annotation| matches!(annotation.place, Place::X(_) | Place::XBand(..));
    if plot.annotations.iter().any(down) { LINE + 6.0 } else { 0.0 }
}

/// Where the bars are: right of the names, left of the values at their ends.
fn field(plot: &Plot, page: f64, column: f64, row: &Row, top: f64) -> Field {
    let names = count(names(plot).len());
    let reach = match (fills(plot), shows_values(plot)) {
        (true, true) => Reach::Zero,
        (true, false) => Reach::ZeroTick,
        (_, true) => Reach::Data,
        (_, false) => Reach::Tick,
    };
    let x = axis(&plot.x, &x_values(plot), reach, ticks::room(page - column) / 2);
    let y = Axis::linear(names.max(1.0), 0.0);

    let (left, right) = sides_of_frame(plot, &x, column, page);
    let frame = Bounds { left, top, right, bottom: top + row.height() * names };
    Field { frame, x, y }
}

/// Grid and ticks, unless the bars tell their values, and where they end.
fn axes(plot: &Plot, field: &Field, page: f64) -> (Vec<Layer>, f64) {
    let frame = field.frame;
    if !tells_values(plot) {
        let room = (ticks::room(frame.width()) * 2 / 3).max(2);
        // A single tick would give no scale.
        let ticks = (room..room + 6)
            .map(|room| axis::ticks(&plot.x, &field.x, room, plot.lang))
            .find(|ticks| ticks.len() > 1)
            .unwrap_or_else(|| axis::ticks(&plot.x, &field.x, room, plot.lang));
        let (below, end) = axis::below(field, &plot.x, &ticks, page);
        return (vec![axis::grid(field, &ticks), below], end);
    }
    (Vec::new(), frame.bottom)
}

/// Where marks stand in their rows.
fn lane(field: &Field, row: &Row) -> Lane {
    let pixel = (field.y.low - field.y.high).abs() / field.frame.height();
    Lane { start: row.head / row.height(), width: row.body / row.height(), pixel }
}

/// Names, data and values.
fn front(
    plot: &Plot,
    inks: &[Ink],
    field: &Field,
    column: f64,
    row: &Row,
) -> (Vec<Layer>, Vec<String>) {
    let names = names(plot);
    let lane = lane(field, row);
    let mut warnings = Vec::new();

    let mut layers = vec![name_labels(names, column, field, row)];
    match plot.mark {
        Mark::Bar | Mark::Waterfall => layers.extend(bars::bars(plot, inks, lane)),
        Mark::Lollipop => layers.extend(bars::lollipops(plot, inks, lane)),
        Mark::Range | Mark::Arrow => layers.extend(spans::ranges(plot, lane, field)),
        Mark::Box => layers.extend(spans::boxes(plot, lane)),
        Mark::Dot if plot.main().count() > 1 => layers.push(spans::distances(plot, lane)),
        _ => {}
    }
    match plot.mark {
        Mark::Waterfall => layers.push(bars::steps(plot, lane)),
        _ if is_stacked(plot) => layers.push(bars::seams(plot, lane)),
        _ => {}
    }
    if fills(plot) {
        let between = if column > 0.0 { Names::Beside } else { Names::Above };
        layers.push(baseline(names.len(), between, field, row));
    }
    layers.extend(marks::dots(plot, inks, Some(lane)));
    let rules = plot.series.iter().filter(|series| series.mark == Some(Mark::Rule));
    layers.extend(rules.map(|series| bars::rules(plot, series, Ink::Note, lane)));
    if is_stacked(plot) {
        if matches!(plot.labels, Labels::Auto | Labels::Value) {
            layers.push(bars::inner_values(plot, inks, field, lane));
        }
    } else if shows_values(plot) && plot.mark == Mark::Dot {
        layers.push(labels::beside(plot, field, lane, &mut warnings));
    } else if shows_values(plot) {
        layers.push(value_labels(plot, field, lane));
    }
    (layers, warnings)
}

impl Row {
    fn height(&self) -> f64 {
        self.head + self.body + self.gap
    }
}

/// The width of the names' column; none in the narrow variant if they are long, for they
/// stand above their bars then.
fn name_column(names: &[String], room: Room) -> f64 {
    let page = room.width;
    let longest = widest(names, SIZE, Weight::Regular);
    match room.is_narrow() {
        true if longest > 0.28 * page => 0.0,
        false if longest > 0.34 * page => {
            let wrapped =
                names.iter().flat_map(|name| wrap(name, SIZE, Weight::Regular, 0.34 * page));
            widest(&wrapped.collect::<Vec<_>>(), SIZE, Weight::Regular)
        }
        _ => longest,
    }
}

fn row(plot: &Plot, names: &[String], column: f64) -> Row {
    let (body, gap): (f64, f64) = match (plot.mark, abreast(plot)) {
        (Mark::Bar | Mark::Waterfall, 1) if names.len() > 20 => (16.0, 5.0),
        (Mark::Bar | Mark::Waterfall, 1) => (22.0, 10.0),
        (Mark::Bar, series) => (16.0 * count(series), 14.0),
        (Mark::Lollipop, series) => (16.0 * count(series), 8.0),
        (Mark::Box, _) => (20.0, 12.0),
        _ => (16.0, 10.0),
    };
    if column > 0.0 {
        // Names of several lines may be higher than their bars.
        let lines = names.iter().map(|name| wrapped_beside(name, column).len()).max();
        let more = (LINE * count(lines.unwrap_or(1)) - body).max(0.0);
        return Row { head: more / 2.0, body, gap: gap.max(more / 2.0 + 3.0) };
    }
    let most = names.iter().map(|name| wrapped_above(name).len()).max();
    Row { head: LINE * count(most.unwrap_or(1)) + 4.0, body, gap }
}

/// Whether values stand beside their marks.
fn shows_values(plot: &Plot) -> bool {
    match plot.mark {
        _ if is_stacked(plot) => false,
        Mark::Bar | Mark::Waterfall | Mark::Lollipop | Mark::Range | Mark::Arrow => {
            matches!(plot.labels, Labels::Auto | Labels::Value | Labels::End)
        }
        Mark::Box => false,
        _ => plot.labels == Labels::Value,
    }
}

/// The points whose values are written: those of layers are told by their place.
fn labelled(plot: &Plot) -> impl Iterator<Item = &Point> {
    plot.main().flat_map(|series| &series.points)
}

/// The values that the x axis must hold.
fn x_values(plot: &Plot) -> Vec<f64> {
    let annotated = plot.annotations.iter().flat_map(|annotation| annotation.place.on_x());
    let ends = plot.points().flat_map(|point| std::iter::once(point.x).chain(point.base));
    ends.chain(annotated).collect()
}

/// The texts to the left and to the right of a mark, with the values at which they stand.
#[derive(Default)]
struct Sides<'a> {
    left: Option<(f64, &'a str)>,
    right: Option<(f64, &'a str)>,
    /// The same within the mark, at its end.
    inside: Option<(f64, &'a str)>,
}

/// What stands on both sides of a point's mark. Values that go down stand on the left.
fn sides<'a>(plot: &Plot, point: &'a Point) -> Sides<'a> {
    let own = Some((point.x, point.label.as_str()));
    match (plot.mark, point.base) {
        (Mark::Range | Mark::Arrow, Some(base)) => {
            let other = Some((base, point.base_label.as_str()));
            if point.label == point.base_label {
                Sides { right: own, ..Sides::default() }
            } else if base <= point.x {
                Sides { left: other, right: own, inside: None }
            } else {
                Sides { left: own, right: other, inside: None }
            }
        }
        // Between zero and a step there is room that nothing else needs, and the scale
        // gains what the labels do not take on the right.
        (Mark::Waterfall, _) if is_total(plot, point) && reaches_far(plot, point.x) => {
            Sides { inside: own, ..Sides::default() }
        }
        (Mark::Waterfall, Some(base)) if point.x < base || reaches_far(plot, base) => {
            Sides { left: Some((base.min(point.x), &point.label)), ..Sides::default() }
        }
        // Of several dots in a row those at the ends are told.
        (Mark::Dot, _) if plot.main().count() > 1 => match spans::extremes(plot, point) {
            (least, most) if point.x >= most && most > least => {
                Sides { right: own, ..Sides::default() }
            }
            (least, most) if point.x <= least && most > least => {
                Sides { left: own, ..Sides::default() }
            }
            _ => Sides::default(),
        },
        (Mark::Bar | Mark::Lollipop, _) if point.x < 0.0 => Sides { left: own, ..Sides::default() },
        _ => Sides { right: own, ..Sides::default() },
    }
}

/// Whether a value of a waterfall lies in the outer half of its axis.
fn reaches_far(plot: &Plot, value: f64) -> bool {
    let most = labelled(plot).map(|point| point.x).fold(0.0, f64::max);
    value > most / 2.0
}

fn value_distance(plot: &Plot) -> f64 {
    match plot.mark {
        Mark::Bar | Mark::Waterfall => DISTANCE,
        Mark::Arrow => DISTANCE - 1.0,
        _ => DISTANCE + 5.0,
    }
}

/// The names, beside or above their bars.
fn name_labels(names: &[String], column: f64, field: &Field, row: &Row) -> Layer {
    let mut shapes = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let top = field.y(count(index));
        let block = if column > 0.0 {
            let words = wrapped_beside(name, column);
            let middle = top + row.head + row.body / 2.0;
            let first = middle - LINE / 2.0 * (count(words.len()) - 1.0);
            lines(&words, &Text::new((column, first), "", Ink::Text, Align::End))
        } else {
            let words = wrapped_above(name);
            let start = top + row.head - 11.0 - LINE * (count(words.len()) - 1.0);
            lines(&words, &Text::new((0.0, start), "", Ink::Text, Align::Start).halo())
        };
        shapes.extend(block.into_iter().map(Shape::Text));
    }
    Layer::page("axis", shapes)
}

/// A name in lines that fit beside its bars.
fn wrapped_beside(name: &str, column: f64) -> Vec<String> {
    wrap(name, SIZE, Weight::Regular, column + 0.5)
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

/// Where names stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Names {
    Beside,
    Above,
}

/// The line from which bars begin; only beside the bars where names stand between them.
fn baseline(names: usize, place: Names, field: &Field, row: &Row) -> Layer {
    if field.x.scale == Scale::Log {
        return Layer::page("baseline", Vec::new());
    }
    let x = field.x(0.0);
    let shapes = if place == Names::Above {
        (0..names)
            .map(|index| {
                let top = field.y(count(index)) + row.head;
                axis::line((x, top), (x, top + row.body), Ink::Axis)
            })
            .collect()
    } else {
        vec![axis::line(
            (x, (field.frame.top - 3.0).max(0.0)),
            (x, field.frame.bottom - row.gap + 3.0),
            Ink::Axis,
        )]
    };
    Layer::page("baseline", shapes)
}

/// The values at the ends of each mark.
fn value_labels(plot: &Plot, field: &Field, lane: Lane) -> Layer {
    let distance = value_distance(plot);
    let mut shapes = Vec::new();
    for (rank, series) in plot.main().enumerate() {
        for point in &series.points {
            let (_, y) = field.at((0.0, lane.middle(plot, point, rank)));
            let Sides { left, right, inside } = sides(plot, point);
            if let Some((value, label)) = inside {
                let at = (field.x(value) - distance, y);
                let text = Text::new(at, label, Ink::Neutral.on(), Align::End);
                shapes.push(Shape::Text(text));
            }
            let left = left.map(|(value, label)| (field.x(value) - distance, label, Align::End));
            let right =
                right.map(|(value, label)| (field.x(value) + distance, label, Align::Start));
            for (x, label, align) in left.into_iter().chain(right) {
                let text = Text::new((x, y), label, Ink::Text, align);
                let bars = matches!(plot.mark, Mark::Bar | Mark::Waterfall);
                let plain = bars && plot.annotations.is_empty();
                shapes.push(Shape::Text(if plain { text } else { text.halo() }));
            }
        }
    }
    Layer::page("labels", shapes)
}
