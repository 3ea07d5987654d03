//! Axes: how far they reach, their ticks, and how both are shown.

use super::calendar::civil;
use super::format;
use super::ink::{Ink, Pen};
use super::metrics::{Weight, width};
use super::model::{Channel, Grain, Kind, Scale};
use super::plan::{Align, LINE, Layer, SIZE, Shape, Text, lines};
use super::scale::{Axis, Field};
use super::ticks;
use super::units::{count, whole};
use super::wrap::wrap;
use crate::lang::Lang;

/// A tick and what stands at it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    pub(super) at: f64,
    pub(super) label: String,
    /// What begins here, on the line below: a year, or the month of days.
    pub(super) group: Option<String>,
}

/// How an axis ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Where the data end.
    Data,
    /// At the first tick beyond the data.
    Tick,
    /// At zero or where the data end, whichever is farther.
    Zero,
    /// At the first tick beyond both.
    ZeroTick,
}

/// The axis of a channel over its values, with about `ticks` ticks.
pub(super) fn axis(channel: &Channel, values: &[f64], reach: Reach, ticks: usize) -> Axis {
    match &channel.kind {
        Kind::Category(names) => Axis::linear(0.0, count(names.len().max(1))),
        Kind::Time { domain, grain } => time_axis(range(values, *domain), *grain, reach),
        Kind::Quantity { domain, scale: Scale::Log, .. } => {
            let (low, high) = range(values, *domain).unwrap_or((1.0, 10.0));
            let margin = libm::pow(high / low, MARGIN).max(1.05);
            Axis { scale: Scale::Log, low: low / margin, high: high * margin }
        }
        Kind::Quantity { domain, scale: Scale::Linear, zero, format } => {
            let zero = *zero || matches!(reach, Reach::Zero | Reach::ZeroTick);
            let rounded = matches!(reach, Reach::Tick | Reach::ZeroTick);
            let (low, high) = range(values, *domain).unwrap_or((0.0, 1.0));
            let (low, high) = if zero { (low.min(0.0), high.max(0.0)) } else { (low, high) };
            let (low, high) = opened(low, high);

            let beyond_domain = domain.is_none_or(|(from, to)| low < from || high > to);
            if rounded && beyond_domain {
                let (low, high) = ticks::widened(low, high, ticks, format.decimals);
                return Axis::linear(low, high);
            }
            Axis::linear(low, high)
        }
    }
}

/// The part of an axis without ticks at its ends that stays free, so that no dot is cut.
const MARGIN: f64 = 0.03;

/// An axis over days; around a single one if there is only one.
fn time_axis(days: Option<(f64, f64)>, grain: Grain, reach: Reach) -> Axis {
    let around = match grain {
        Grain::Day => 15.0,
        Grain::Month => 92.0,
        Grain::Year => 366.0,
    };
    match (days, reach) {
        (None, _) => Axis::linear(0.0, 0.0),
        (Some((low, high)), _) if low >= high => Axis::linear(low - around, high + around),
        (Some((low, high)), Reach::Tick) => {
            let margin = MARGIN * (high - low);
            Axis::linear(low - margin, high + margin)
        }
        (Some((low, high)), _) => Axis::linear(low, high),
    }
}

/// The ticks of an axis, about as many as `ticks`.
pub(super) fn ticks(channel: &Channel, axis: &Axis, ticks: usize, lang: Lang) -> Vec<Tick> {
    match &channel.kind {
        Kind::Category(names) => names
            .iter()
            .enumerate()
            .map(|(index, name)| Tick { at: count(index) + 0.5, label: name.clone(), group: None })
            .collect(),
        Kind::Time { grain, .. } => ticks::time(axis.low, axis.high, ticks, *grain, lang)
            .into_iter()
            .map(|tick| Tick { at: tick.at, label: tick.label, group: tick.group })
            .collect(),
        Kind::Quantity { format, .. } => {
            let values = match axis.scale {
                Scale::Linear => ticks::linear(axis.low, axis.high, ticks, format.decimals),
                Scale::Log => ticks::logarithmic(axis.low, axis.high),
            };
            let labels = match axis.scale {
                Scale::Linear => format::ticks(&values, format, lang),
                Scale::Log => values.iter().map(|&v| format::number(v, format, lang)).collect(),
            };
            values
                .into_iter()
                .zip(labels)
                .map(|(at, label)| Tick { at, label, group: None })
                .collect()
        }
    }
}

/// Ticks at given values.
pub(super) fn ticks_at(channel: &Channel, values: &[f64], lang: Lang) -> Vec<Tick> {
    let Kind::Quantity { format, .. } = &channel.kind else { return Vec::new() };
    let labels = format::ticks(values, format, lang);
    let ticks = values.iter().zip(labels);
    ticks.map(|(&at, label)| Tick { at, label, group: None }).collect()
}

/// Where a value stands on its axis: a category in the middle of its band.
pub(super) fn position(channel: &Channel, value: f64) -> f64 {
    match channel.kind {
        Kind::Category(_) => value + 0.5,
        Kind::Quantity { .. } | Kind::Time { .. } => value,
    }
}

/// A value on an axis in words.
pub(super) fn words(channel: &Channel, value: f64, lang: Lang) -> String {
    match &channel.kind {
        Kind::Category(names) => {
            index(value).and_then(|index| names.get(index)).cloned().unwrap_or_default()
        }
        Kind::Time { grain, .. } => format::date(whole(value.floor()), *grain, lang),
        Kind::Quantity { format, .. } => format::number(value, format, lang),
    }
}

/// The place of a category in its list.
pub(super) fn index(category: f64) -> Option<usize> {
    usize::try_from(whole(category)).ok()
}

/// The width of the widest tick.
pub(super) fn widest(ticks: &[Tick]) -> f64 {
    ticks.iter().map(|tick| width(&tick.label, SIZE, Weight::Regular)).fold(0.0, f64::max)
}

/// Horizontal lines behind the data, and the numbers to their left.
pub(super) fn left(field: &Field, ticks: &[Tick]) -> Vec<Layer> {
    let (left, right) = (field.frame.left, field.frame.right);
    let (mut grid, mut labels) = (Vec::new(), Vec::new());
    for tick in ticks {
        let y = field.y(tick.at);
        grid.push(line((left, y), (right, y), Ink::Grid));
        let at = (left - 8.0, y);
        labels.push(Shape::Text(Text::new(at, &tick.label, Ink::Muted, Align::End)));
    }
    vec![Layer::page("grid", grid), Layer::page("axis", labels)]
}

/// Vertical lines behind the data, for rows.
pub(super) fn grid(field: &Field, ticks: &[Tick]) -> Layer {
    let (top, bottom) = (field.frame.top, field.frame.bottom);
    let lines = ticks.iter().map(|tick| {
        let x = field.x(tick.at);
        line((x, top), (x, bottom), Ink::Grid)
    });
    Layer::page("grid", lines.collect())
}

/// Ticks, labels and title under the data, and where they end.
///
/// A label that would touch the one before it is left out, unless it is a category.
pub(super) fn below(field: &Field, channel: &Channel, ticks: &[Tick], page: f64) -> (Layer, f64) {
    let frame = &field.frame;
    let categories = matches!(channel.kind, Kind::Category(_));
    let band = frame.width() / count(ticks.len().max(1));
    let (mut shapes, mut end) = (Vec::new(), frame.bottom + 6.0);
    let (mut label_end, mut group_end) = (f64::MIN, f64::MIN);

    for tick in ticks {
        let x = field.x(tick.at);
        let strong = tick.group.is_some() || (!categories && begins_a_year(channel, tick));
        if !categories {
            let length = if strong { 8.0 } else { 5.0 };
            shapes.push(line((x, frame.bottom), (x, frame.bottom + length), Ink::Axis));
        }

        let at = (x, frame.bottom + 17.0);
        let label = Text::new(at, &tick.label, Ink::Muted, Align::Middle);
        let words =
            if categories { wrap_label(&tick.label, band) } else { vec![tick.label.clone()] };
        let mut block = lines(&words, &label);
        for text in &mut block {
            *text = text.clone().kept_between(0.0, page);
        }
        let first = block.iter().map(|text| text.bounds().left).fold(f64::MAX, f64::min);
        if first > label_end + 6.0 {
            label_end = block.iter().map(|text| text.bounds().right).fold(label_end, f64::max);
            end = end.max(frame.bottom + 9.0 + LINE * count(block.len()));
            shapes.extend(block.into_iter().map(Shape::Text));
        }

        let Some(group) = &tick.group else { continue };
        let at = (x, frame.bottom + 17.0 + LINE);
        let text = Text::new(at, group, Ink::Muted, Align::Middle).bold().kept_between(0.0, page);
        if text.bounds().left > group_end + 6.0 {
            group_end = text.bounds().right;
            end = end.max(frame.bottom + 9.0 + 2.0 * LINE);
            shapes.push(Shape::Text(text));
        }
    }

    if !channel.title.is_empty() {
        let words = wrap(&channel.title, SIZE, Weight::Regular, page);
        let title = Text::new((frame.right, end + 12.0), "", Ink::Muted, Align::End);
        end += 4.0 + LINE * count(words.len());
        let block = lines(&words, &title).into_iter().map(|text| text.kept_between(0.0, page));
        shapes.extend(block.map(Shape::Text));
    }
    (Layer::page("axis", shapes), end)
}

/// The label of a category, in lines that fit under its band.
fn wrap_label(label: &str, band: f64) -> Vec<String> {
    wrap(label, SIZE, Weight::Regular, (band - 6.0).max(24.0))
}

/// A thin line on the page.
pub(super) fn line(from: (f64, f64), to: (f64, f64), ink: Ink) -> Shape {
    Shape::Path { points: vec![from, to], pen: Pen::solid(ink, 1.0), tip: None }
}

/// The least and the greatest of the values and the domain.
///
/// The domain never makes the axis shorter than the data: plotters would move a point
/// outside to the edge, where it states a false value.
fn range(values: &[f64], domain: Option<(f64, f64)>) -> Option<(f64, f64)> {
    let ends = domain.map_or_else(Vec::new, |(from, to)| vec![from, to]);
    let low = values.iter().chain(&ends).copied().min_by(f64::total_cmp)?;
    let high = values.iter().chain(&ends).copied().max_by(f64::total_cmp)?;
    Some((low, high))
}

/// A range with some length: around a single value if there is only one.
fn opened(low: f64, high: f64) -> (f64, f64) {
    match (low < high, low) {
        (true, _) => (low, high),
        (false, 0.0) => (0.0, 1.0),
        (false, value) => (value - value.abs() / 10.0, value + value.abs() / 10.0),
    }
}

fn begins_a_year(channel: &Channel, tick: &Tick) -> bool {
    let exact = matches!(channel.kind, Kind::Time { grain: Grain::Day | Grain::Month, .. });
    // Only days have a calendar; a number may be too large for one.
    exact && {
        let day = civil(whole(tick.at));
        (day.month, day.day) == (1, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::NumberFormat;
    use super::*;

    fn quantity(domain: Option<(f64, f64)>) -> Channel {
        let format = NumberFormat::default();
        let kind = Kind::Quantity { domain, scale: Scale::Linear, zero: false, format };
        Channel { title: String::new(), kind }
    }

    #[track_caller]
    fn check(domain: Option<(f64, f64)>, values: &[f64], reach: Reach, expected: (f64, f64)) {
        let axis = axis(&quantity(domain), values, reach, 5);
        assert_eq!((axis.low, axis.high), expected);
    }

    #[test]
    fn an_axis_reaches_as_far_as_it_should() {
        check(None, &[8.0, 117.0], Reach::Data, (8.0, 117.0));
        check(None, &[8.0, 117.0], Reach::Zero, (0.0, 117.0));
        check(None, &[8.0, 117.0], Reach::ZeroTick, (0.0, 125.0));
        check(None, &[-30.0, 20.0], Reach::ZeroTick, (-30.0, 20.0));
    }

    #[test]
    fn a_domain_never_hides_data() {
        check(Some((0.0, 100.0)), &[8.0, 17.0], Reach::Tick, (0.0, 100.0));
        check(Some((0.0, 100.0)), &[8.0, 117.0], Reach::Tick, (0.0, 125.0));
    }

    #[test]
    fn equal_values_and_none_have_an_axis_too() {
        check(None, &[7.0, 7.0], Reach::Data, (6.3, 7.7));
        check(None, &[0.0], Reach::Zero, (0.0, 1.0));
        check(None, &[], Reach::ZeroTick, (0.0, 1.0));
    }
}
