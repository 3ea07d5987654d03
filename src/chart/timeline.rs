//! Timelines: events along a line that runs down, where there is room for their words.

use super::axis::{Reach, axis, line};
use super::bounds::Bounds;
use super::format;
use super::ink::{self, Ink, Pen, Stroke};
use super::legend::{entries, legend};
use super::marks::{Sign, forms, sign};
use super::metrics::{Weight, width};
use super::model::{Grain, Kind, Plot, Point};
use super::place::stack_down;
use super::plan::{Align, Form, LINE, Layer, Plan, SIZE, Shape, Text, lines};
use super::room::Room;
use super::scale::{Axis, Field};
use super::status::{self, Untold};
use super::ticks;
use super::units::count;
use super::wrap::wrap;
use crate::lang::Lang;

/// From one event's words to the next.
const GAP: f64 = 9.0;

/// From the line of time to the words.
const DISTANCE: f64 = 26.0;

/// An event with its words in lines.
struct Event<'a> {
    point: &'a Point,
    ink: Ink,
    form: Form,
    words: Vec<String>,
}

impl Event<'_> {
    /// The date and the words below it.
    fn height(&self) -> f64 {
        LINE * (1.0 + count(self.words.len()))
    }
}

/// Where everything stands.
pub(super) fn plan(plot: &Plot, room: Room) -> Plan {
    let inks = ink::of_series(plot);
    let entries = entries(plot, &inks, None);
    let (mut layers, top) = if entries.is_empty() {
        (Vec::new(), 0.0)
    } else {
        let (layer, end) = legend(&entries, 0.0, room.width);
        (vec![layer], end + 4.0)
    };

    let spine = spine(plot.lang);
    let left = spine + DISTANCE;
    let events = events(plot, &inks, room.width - left);
    let needed: f64 = events.iter().map(|event| event.height() + GAP).sum();
    let days: Vec<f64> = events
        .iter()
        .flat_map(|event| std::iter::once(event.point.x).chain(event.point.base))
        .collect();
    let time = axis(&plot.x, &days, Reach::Data, 10);
    let bottom = top + 10.0 + 1.15 * needed;
    let frame = Bounds { left: spine, top: top + 10.0, right: room.width, bottom };
    let field = Field { frame, x: Axis::linear(0.0, 1.0), y: Axis::linear(time.high, time.low) };

    layers.extend(scale(plot, &field));
    let (marks, texts, end) = placed(plot, &events, &field, left);
    layers.push(marks);
    layers.push(texts);
    let (signs, end) = status::key(plot, &inks, Untold::Nothing, room.width, end.max(bottom));
    layers.extend(signs);
    Plan {
        width: room.width,
        height: end + 10.0,
        fields: vec![field],
        layers,
        warnings: Vec::new(),
    }
}

/// How far right the line of time stands, so that every month has room beside it.
fn spine(lang: Lang) -> f64 {
    // A day in each month of 2000: all years are as wide as each other.
    let months = (0..12).map(|month| format::date(10_970 + 30 * month, Grain::Month, lang));
    let widest = months.map(|words| width(&words, SIZE, Weight::Bold)).fold(0.0, f64::max);
    widest + 10.0
}

/// All events, the earliest first.
fn events<'a>(plot: &'a Plot, inks: &[Ink], width: f64) -> Vec<Event<'a>> {
    let forms = forms(plot);
    let series = plot.series.iter().zip(inks).zip(forms);
    let mut events: Vec<Event> = series
        .flat_map(|((series, &ink), form)| {
            series.points.iter().map(move |point| {
                let words = wrap(&point.name, SIZE, Weight::Regular, width);
                Event { point, ink, form, words }
            })
        })
        .collect();
    events.sort_by(|a, b| a.point.x.total_cmp(&b.point.x));
    events
}

/// The line of time with years or months at its left.
fn scale(plot: &Plot, field: &Field) -> Vec<Layer> {
    let Kind::Time { grain, .. } = plot.x.kind else { return Vec::new() };
    let Bounds { left, top, bottom, .. } = field.frame;
    let most = (field.frame.height() / 40.0).max(2.0);
    let most = super::units::times(most, 1.0);
    // The axis runs down, so that its ends are exchanged.
    let ticks = ticks::time(field.y.high, field.y.low, most, grain, plot.lang);
    let mut shapes = vec![line((left, top), (left, bottom), Ink::Axis)];
    for tick in ticks {
        let y = field.y(tick.at);
        let begins = tick.group.is_some();
        let words = match (&tick.group, plot.lang) {
            (None, _) => tick.label.clone(),
            (Some(year), Lang::Zh) => format!("{year}{}", tick.label),
            (Some(year), _) => format!("{} {year}", tick.label),
        };
        shapes.push(line((left - 6.0, y), (left, y), Ink::Axis));
        let text = Text::new((left - 9.0, y), words, Ink::Muted, Align::End);
        shapes.push(Shape::Text(if begins { text.bold() } else { text }));
    }
    vec![Layer::page("axis", shapes)]
}

/// Signs on the line and words beside it, moved apart, and where they end.
fn placed(plot: &Plot, events: &[Event], field: &Field, left: f64) -> (Layer, Layer, f64) {
    let spine = field.frame.left;
    let wanted: Vec<f64> = events.iter().map(|event| field.y(event.point.x) - LINE / 2.0).collect();
    let heights: Vec<f64> = events.iter().map(|event| event.height() + GAP).collect();
    let tops = stack_down(&wanted, &heights, field.frame.top - LINE / 2.0);
    let (mut marks, mut texts) = (Vec::new(), Vec::new());
    let mut end: f64 = 0.0;

    for ((event, top), height) in events.iter().zip(&tops).zip(&heights) {
        let y = field.y(event.point.x);
        let first = top + LINE / 2.0;
        if let Some(base) = event.point.base {
            let stroke = Stroke::of(event.point);
            let pen = Pen { ink: event.ink, width: 5.0, stroke };
            let points = vec![(spine, y), (spine, field.y(base))];
            marks.push(Shape::Path { points, pen, tip: None });
        }
        let leader = vec![(spine + 7.0, y), (spine + 14.0, first), (left - 5.0, first)];
        marks.push(Shape::Path { points: leader, pen: Pen::solid(Ink::Neutral, 1.0), tip: None });
        let tip = format!("{}: {}", dates(plot, event.point), event.point.name);
        let dot = Sign { radius: 5.0, form: event.form, ..Sign::of(event.ink, event.point) };
        marks.extend(sign((spine, y), dot, Some(tip)));

        let date = Text::new((left, first), dates(plot, event.point), event.ink, Align::Start);
        texts.push(Shape::Text(date.bold()));
        let body = Text::new((left, first + LINE), "", Ink::Text, Align::Start);
        texts.extend(lines(&event.words, &body).into_iter().map(Shape::Text));
        end = end.max(top + height);
    }
    (Layer::page("series", marks), Layer::page("labels", texts), end)
}

/// When an event was, or from when to when.
pub(super) fn dates(plot: &Plot, point: &Point) -> String {
    match (point.base_label.as_str(), plot.lang) {
        ("", _) => point.label.clone(),
        (end, Lang::Zh) => format!("{}至{end}", point.label),
        (end, _) => format!("{} – {end}", point.label),
    }
}
