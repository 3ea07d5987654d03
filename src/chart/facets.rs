//! Small multiples: one chart again and again, over the same axes.

use super::axis::{Reach, axis};
use super::ends::is_labelled;
use super::ink::{self, Ink};
use super::legend::{entries, legend};
use super::metrics::Weight;
use super::model::{Channel, Kind, Labels, Mark, Place, Plot, Series};
use super::plan::{Align, LINE, Layer, Plan, SIZE, Shape, Text, lines};
use super::room::Room;
use super::status::{self, Untold};
use super::units::count;
use super::wrap::{widest, wrap};

/// Between two panels.
const GAP: (f64, f64) = (22.0, 16.0);

/// Where everything stands: panels from left to right, in rows.
pub(super) fn plan(plot: &Plot, room: Room) -> Plan {
    let inks = ink::of_series(plot);
    let (mut layers, mut end) = heading(plot, &inks, room.width);
    let shared = shared(plot);
    let columns = columns(plot, room);
    let width = (room.width - GAP.0 * (count(columns) - 1.0)) / count(columns);
    let height = if room.is_narrow() { 96.0 } else { 124.0 };

    let mut fields = Vec::new();
    let mut warnings = Vec::new();
    for (row, names) in plot.panels.chunks(columns).enumerate() {
        let heads: Vec<Vec<String>> =
            names.iter().map(|name| wrap(name, SIZE, Weight::Bold, width)).collect();
        let head = LINE * count(heads.iter().map(Vec::len).max().unwrap_or(1)) + 4.0;
        let mut bottom = end;
        for (at, words) in heads.iter().enumerate() {
            let panel = row * columns + at;
            let left = count(at) * (width + GAP.0);
            let first = Text::new((left, end + 8.0), "", Ink::Text, Align::Start).bold();
            let title = lines(words, &first).into_iter().map(Shape::Text);
            layers.push(Layer::page("axis", title.collect()));

            let plan = super::placed(&one(plot, &shared, panel), room.part(width, height));
            let place = (left, end + head);
            let number = fields.len();
            layers.extend(plan.layers.into_iter().map(|layer| layer.moved(place, number)));
            fields.extend(plan.fields.into_iter().map(|field| field.moved(place)));
            warnings.extend(plan.warnings);
            bottom = bottom.max(end + head + plan.height);
        }
        end = bottom + GAP.1;
    }
    let untold = (0..plot.panels.len()).map(|panel| status::breaks(&one(plot, &shared, panel)));
    let untold = if untold.into_iter().all(|breaks| breaks.is_empty()) {
        Untold::Nothing
    } else {
        Untold::Breaks
    };
    let (signs, below) = status::key(plot, &inks, untold, room.width, end - GAP.1);
    layers.extend(signs);
    Plan { width: room.width, height: below, fields, layers, warnings }
}

/// The legend and what is measured, once for all panels, and where they end.
fn heading(plot: &Plot, inks: &[Ink], page: f64) -> (Vec<Layer>, f64) {
    let (mut layers, mut end) = (Vec::new(), 0.0);
    let entries = entries(plot, inks, None);
    if !entries.is_empty() {
        let (layer, bottom) = legend(&entries, 0.0, page);
        layers.push(layer);
        end = bottom;
    }
    let title = &plot.measure().title;
    if !title.is_empty() {
        let words = wrap(title, SIZE, Weight::Regular, page);
        let first = Text::new((0.0, end + 8.0), "", Ink::Muted, Align::Start);
        let title = lines(&words, &first).into_iter().map(Shape::Text);
        layers.push(Layer::page("axis", title.collect()));
        end += LINE * count(words.len()) + 8.0;
    }
    (layers, end)
}

/// How many panels stand side by side. Rows of bars need their width for names.
fn columns(plot: &Plot, room: Room) -> usize {
    let most = match (room.is_narrow(), plot.lies()) {
        (true, true) => 1,
        (false, true) if plot.panels.len() == 3 && has_short_names(plot) => 3,
        (true, false) | (false, true) => 2,
        (false, false) => 3,
    };
    match plot.panels.len() {
        panels if panels < most => panels.max(1),
        4 if most == 3 => 2,
        _ => most,
    }
}

/// Whether the names of rows leave room for three panels of bars side by side.
fn has_short_names(plot: &Plot) -> bool {
    match &plot.y.kind {
        Kind::Category(names) => widest(names, SIZE, Weight::Regular) <= 80.0,
        Kind::Quantity { .. } | Kind::Time { .. } => false,
    }
}

/// The two directions with ends that hold the data of every panel: without the same axes
/// small charts cannot be compared.
fn shared(plot: &Plot) -> (Channel, Channel) {
    let reach = match plot.mark {
        Mark::Bar | Mark::Area | Mark::Waterfall | Mark::Lollipop => Reach::ZeroTick,
        _ => Reach::Tick,
    };
    let values: Vec<f64> = plot
        .points()
        .flat_map(|point| std::iter::once(plot.value(point)).chain(point.base))
        .collect();
    let measure = fixed(plot.measure(), &values, reach);
    let places: Vec<f64> = plot.points().map(|point| plot.place(point)).collect();
    let aside = fixed(plot.aside(), &places, Reach::Data);
    if plot.lies() { (measure, aside) } else { (aside, measure) }
}

/// A channel whose axis ends where that of all values does.
fn fixed(channel: &Channel, values: &[f64], reach: Reach) -> Channel {
    let all = axis(channel, values, reach, 3);
    let mut channel = Channel { title: String::new(), ..channel.clone() };
    match &mut channel.kind {
        Kind::Quantity { domain, .. } => *domain = Some((all.low, all.high)),
        Kind::Time { domain, .. } => {
            let ends = values.iter().copied();
            let low = ends.clone().min_by(f64::total_cmp);
            *domain = domain.or(low.zip(ends.max_by(f64::total_cmp)));
        }
        Kind::Category(_) => {}
    }
    channel
}

/// The chart of one panel. A colour that it lacks keeps its place, so that the others
/// keep their colours.
fn one(plot: &Plot, (x, y): &(Channel, Channel), panel: usize) -> Plot {
    let mut series: Vec<Series> = Vec::new();
    for known in &plot.series {
        let placed = |series: &Series| series.name == known.name && series.mark == known.mark;
        if !series.iter().any(placed) {
            let here = plot.series.iter().find(|series| series.panel == panel && placed(series));
            let empty = Series { points: Vec::new(), ..known.clone() };
            series.push(here.cloned().unwrap_or(empty));
        }
    }
    let several = series.iter().filter(|series| series.mark.is_none()).count() > 1;
    let labels = match plot.labels {
        Labels::Auto if plot.lies() => Labels::Auto,
        Labels::Auto if several || !is_labelled(plot.mark) => Labels::None,
        Labels::Legend | Labels::End => Labels::None,
        labels => labels,
    };
    for series in &mut series {
        series.panel = 0;
    }
    let rows: Vec<usize> =
        series.iter().flat_map(|series| &series.points).map(|point| point.row).collect();
    let annotations = plot.annotations.iter().filter_map(|annotation| {
        let mut annotation = annotation.clone();
        match annotation.place {
            Place::Row(row) => rows.contains(&row).then_some(annotation),
            _ => {
                // What is marked in every panel is said once.
                if panel > 0 {
                    annotation.text.clear();
                }
                Some(annotation)
            }
        }
    });
    Plot {
        x: x.clone(),
        y: y.clone(),
        series,
        panels: Vec::new(),
        annotations: annotations.collect(),
        labels,
        ..plot.clone()
    }
}
