//! What follows from the data: sums of stacks, steps of waterfalls, counts of histograms,
//! quartiles.
//!
//! A [`Plot`] holds the values of its rows. Here each becomes what is drawn for it: a bar
//! from one sum to the next, a bar for as many rows as lie in a part of the axis.

use std::collections::BTreeMap;

use super::axis::index;
use super::format;
use super::model::{Kind, Mark, NumberFormat, Plot, Point, Series, Stack};
use super::ticks;
use super::units::{count, times};
use crate::lang::Lang;

/// The chart as it is drawn.
pub(super) fn derived(plot: Plot) -> Plot {
    match (plot.mark, plot.stack) {
        (Mark::Histogram, _) => histogram(plot),
        (Mark::Waterfall, _) => waterfall(plot),
        (Mark::Bar | Mark::Area, Stack::Zero | Stack::Normalize) => stacked(plot),
        _ => plot,
    }
}

/// Where a stack stands: its panel, and the bits of its place, which order places of one
/// sign and tell all apart.
type Spot = (usize, u64);

/// Every value from the sum of those before it to the sum with it.
fn stacked(mut plot: Plot) -> Plot {
    let spot = |plot: &Plot, series: &Series, point: &Point| -> Spot {
        (series.panel, plot.place(point).to_bits())
    };
    let mut totals: BTreeMap<Spot, f64> = BTreeMap::new();
    for series in plot.main() {
        for point in &series.points {
            *totals.entry(spot(&plot, series, point)).or_default() += plot.value(point).abs();
        }
    }

    let mut ends: BTreeMap<Spot, (f64, f64)> = BTreeMap::new();
    let mut all = plot.series.clone();
    for series in all.iter_mut().filter(|series| series.mark.is_none()) {
        let (panel, mut points) = (series.panel, std::mem::take(&mut series.points));
        for point in &mut points {
            let at = (panel, plot.place(point).to_bits());
            let value = match plot.stack {
                Stack::Normalize => part(plot.value(point), totals[&at]),
                Stack::None | Stack::Zero => plot.value(point),
            };
            let (below, above) = ends.entry(at).or_default();
            let end = if value < 0.0 { below } else { above };
            let base = *end;
            *end += value;
            let raw = point.label.clone();
            *point = Point { base: Some(base), ..plot.with_value(point, *end) };
            if plot.stack == Stack::Normalize {
                point.base_label = raw;
                point.label = percent(value, plot.lang);
            }
        }
        series.points = points;
    }
    plot.series = all;
    if plot.stack == Stack::Normalize {
        let kind = percentages(plot.lang);
        let measure = if plot.lies() { &mut plot.x } else { &mut plot.y };
        measure.kind = kind;
        // The title names the unit of the values, and the axis has parts of 100 %.
        measure.title.clear();
    }
    plot
}

/// A value as a part of a total in percent. The total is not zero: the resolver saw to it.
fn part(value: f64, total: f64) -> f64 {
    if total > 0.0 { 100.0 * value / total } else { 0.0 }
}

/// A part in whole percent, as it stands in its bar.
fn percent(value: f64, lang: Lang) -> String {
    format::rounded(value, 0, &percent_format(lang), lang)
}

fn percent_format(lang: Lang) -> NumberFormat {
    let suffix = if lang == Lang::De { "\u{a0}%" } else { "%" };
    NumberFormat { decimals: Some(0), suffix: suffix.to_owned(), ..NumberFormat::default() }
}

/// An axis of parts of the whole.
fn percentages(lang: Lang) -> Kind {
    Kind::Quantity {
        domain: Some((0.0, 100.0)),
        scale: super::model::Scale::Linear,
        zero: true,
        format: percent_format(lang),
    }
}

/// Each value from where the one before it ended; totals from zero.
fn waterfall(mut plot: Plot) -> Plot {
    let mut series = plot.series.first().cloned().unwrap_or_default();
    series.points.sort_by(|a, b| plot.place(a).total_cmp(&plot.place(b)));
    let mut sum = 0.0;
    for point in &mut series.points {
        let value = plot.value(point);
        let total = is_total(&plot, point);
        let base = if total { 0.0 } else { sum };
        sum = base + value;
        if !total && value > 0.0 && !point.label.starts_with('+') {
            point.label.insert(0, '+');
        }
        *point = Point { base: Some(base), ..plot.with_value(point, sum) };
    }
    plot.series.splice(..1.min(plot.series.len()), [series]);
    plot
}

/// Whether the bar of a point is a total.
pub(super) fn is_total(plot: &Plot, point: &Point) -> bool {
    let Kind::Category(names) = &plot.aside().kind else { return false };
    let name = index(plot.place(point)).and_then(|index| names.get(index));
    name.is_some_and(|name| plot.totals.contains(name))
}

/// A bar for each part of the axis, as high as the number of values in it.
///
/// A value on an edge is counted in the part above it; the greatest in the last.
fn histogram(mut plot: Plot) -> Plot {
    let mut values: Vec<f64> = plot.points().map(|point| point.x).collect();
    values.sort_by(f64::total_cmp);
    let (Some(&low), Some(&high)) = (values.first(), values.last()) else { return plot };
    let decimals = match &plot.x.kind {
        Kind::Quantity { format, .. } => format.decimals,
        Kind::Time { .. } | Kind::Category(_) => None,
    };
    let bins = plot.bins.unwrap_or_else(|| suitable(values.len()));
    let edges = ticks::edges(low, high, bins, decimals);

    let (name, panel) = (String::new(), 0);
    let points = edges.windows(2).enumerate().map(|(at, edge)| {
        let last = at + 2 == edges.len();
        let inside = |value: &&f64| **value >= edge[0] && (**value < edge[1] || last);
        let number = values.iter().filter(inside).count();
        let ends = [edge[0], edge[1]].map(|edge| super::axis::words(&plot.x, edge, plot.lang));
        Point {
            x: edge[0].midpoint(edge[1]),
            y: count(number),
            label: number.to_string(),
            name: ends.join("–"),
            ..Point::default()
        }
    });
    let points = points.collect();
    plot.series = vec![Series { name, panel, points, ..Series::default() }];
    plot
}

/// A number of bars that shows the shape of so many values: twice the cube root (Rice).
fn suitable(values: usize) -> usize {
    times(2.0 * libm::cbrt(count(values)), 1.0).clamp(4, 20)
}

/// The numbers of a box.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quartiles {
    /// The least value that is no outlier.
    pub(super) low: f64,
    pub(super) lower: f64,
    pub(super) median: f64,
    pub(super) upper: f64,
    /// The greatest value that is no outlier.
    pub(super) high: f64,
    /// Values farther from the box than one and a half times its length (Tukey).
    pub(super) outliers: Vec<f64>,
}

/// The quartiles of some values, between two of them where none is in the middle.
pub(super) fn quartiles(values: &[f64]) -> Option<Quartiles> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    let at = |part: f64| {
        let place = part * count(last);
        let below = index(place.floor()).unwrap_or(0).min(last);
        let above = (below + 1).min(last);
        values[below] + (values[above] - values[below]) * (place - place.floor())
    };
    let (lower, median, upper) = (at(0.25), at(0.5), at(0.75));
    let reach = 1.5 * (upper - lower);
    let usual = |value: &&f64| **value >= lower - reach && **value <= upper + reach;
    let low = *values.iter().find(usual)?;
    let high = *values.iter().rev().find(usual)?;
    let outliers = values.iter().filter(|value| !usual(value)).copied().collect();
    Some(Quartiles { low, lower, median, upper, high, outliers })
}

/// The values at each place, in order.
pub(super) fn by_place(plot: &Plot) -> Vec<(f64, Vec<f64>)> {
    let mut groups: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    for point in plot.points() {
        if let Some(place) = index(plot.place(point)) {
            groups.entry(place).or_default().push(plot.value(point));
        }
    }
    groups.into_iter().map(|(place, values)| (count(place), values)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::model::{Channel, Scale};
    use super::*;

    fn names(names: &[&str]) -> Channel {
        let names = names.iter().map(|&name| name.to_owned()).collect();
        Channel { title: String::new(), kind: Kind::Category(names) }
    }

    fn numbers() -> Channel {
        let format = NumberFormat::default();
        let kind = Kind::Quantity { domain: None, scale: Scale::Linear, zero: false, format };
        Channel { title: String::new(), kind }
    }

    fn plot(mark: Mark, stack: Stack, series: &[&[f64]]) -> Plot {
        let series = series.iter().map(|values| {
            let points = (0..u32::MAX).zip(*values);
            let points = points.map(|(at, &y)| Point { x: f64::from(at), y, ..Point::default() });
            Series { points: points.collect(), ..Series::default() }
        });
        Plot { stack, ..Plot::new(mark, names(&["a", "b", "c"]), numbers(), series.collect()) }
    }

    /// Each point as `base–value`.
    #[track_caller]
    fn check(plot: Plot, expected: &str) {
        let drawn = derived(plot);
        let points = drawn.points().map(|point| {
            let base = point.base.unwrap_or_default();
            format!("{base}–{}", point.y)
        });
        assert_eq!(points.collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn a_stack_adds_up_and_negative_values_go_down() {
        check(plot(Mark::Bar, Stack::Zero, &[&[1.0, 2.0], &[3.0, 4.0]]), "0–1 0–2 1–4 2–6");
        check(plot(Mark::Bar, Stack::Zero, &[&[1.0], &[-3.0], &[2.0]]), "0–1 0–-3 1–3");
        check(plot(Mark::Bar, Stack::None, &[&[1.0], &[3.0]]), "0–1 0–3");
    }

    #[test]
    fn parts_of_a_whole_end_at_a_hundred() {
        let drawn = derived(plot(Mark::Bar, Stack::Normalize, &[&[1.0], &[3.0]]));
        let labels: Vec<&str> = drawn.points().map(|point| point.label.as_str()).collect();
        assert_eq!(labels, ["25%", "75%"]);
        check(plot(Mark::Bar, Stack::Normalize, &[&[1.0], &[3.0]]), "0–25 25–100");
    }

    #[test]
    fn a_waterfall_goes_on_from_where_it_was() {
        let mut plot = plot(Mark::Waterfall, Stack::None, &[&[5.0, -2.0, 3.0]]);
        plot.totals = vec!["a".to_owned(), "c".to_owned()];
        check(plot, "0–5 5–3 0–3");
    }

    #[test]
    fn a_histogram_counts_every_value_once() {
        let values = [0.0, 1.0, 9.0, 10.0, 19.0, 20.0];
        let points = values.map(|x| Point { x, ..Point::default() });
        let series = Series { points: points.to_vec(), ..Series::default() };
        let plot = Plot {
            bins: Some(2),
            ..Plot::new(Mark::Histogram, numbers(), numbers(), vec![series])
        };
        check(plot, "0–3 0–3");
    }

    #[test]
    fn quartiles_lie_between_values_and_outliers_outside() {
        let box_ = quartiles(&[4.0, 1.0, 2.0, 3.0, 40.0]).expect("there are values");
        assert_eq!((box_.lower, box_.median, box_.upper), (2.0, 3.0, 4.0));
        assert_eq!((box_.low, box_.high), (1.0, 4.0));
        assert_eq!(box_.outliers, [40.0]);
        assert_eq!(quartiles(&[]), None);
        assert_eq!(quartiles(&[7.0]).map(|box_| box_.median), Some(7.0));
    }
}
