//! What marks that are neither lines nor bars say, in words.

use super::axis::{position, words};
use super::derive::{by_place, derived, quartiles};
use super::marks::order;
use super::model::{Kind, Mark, Plot, Point, Scale, Series};
use super::spans::told;
use super::timeline::dates;
use crate::lang::Lang;

/// Steps of a waterfall that are told; the table has the others.
const MOST_STEPS: usize = 12;

/// The row with the greatest change between its two ends.
pub(super) fn change(plot: &Plot) -> Vec<String> {
    let size = |point: &Point| match &plot.measure().kind {
        // On a logarithm a change is a factor.
        Kind::Quantity { scale: Scale::Log, .. } => {
            let (value, base) = (plot.value(point), point.base.unwrap_or(1.0));
            (value / base).max(base / value)
        }
        _ => (plot.value(point) - point.base.unwrap_or(0.0)).abs(),
    };
    let greatest = plot.points().min_by(|a, b| size(b).total_cmp(&size(a)));
    greatest
        .map(|point| {
            let name = words(plot.aside(), plot.place(point), plot.lang);
            let (from, to) = (&point.base_label, &point.label);
            match plot.lang {
                Lang::En => format!("Largest distance: {name}, from {from} to {to}."),
                Lang::De => format!("Größter Abstand: {name}, von {from} bis {to}."),
                Lang::Zh => format!("差距最大：{name}，从{from}到{to}。"),
            }
        })
        .into_iter()
        .collect()
}

/// The greatest and the least cell.
pub(super) fn cells(plot: &Plot) -> Vec<String> {
    let name = |point: &Point| {
        let (row, column) =
            (words(&plot.y, point.y, plot.lang), words(&plot.x, point.x, plot.lang));
        let comma = if plot.lang == Lang::Zh { "，" } else { ", " };
        format!("{row}{comma}{column}{comma}{}", point.label)
    };
    let weight = |point: &Point| point.weight.unwrap_or(0.0);
    let highest = plot.points().min_by(|a, b| weight(b).total_cmp(&weight(a)));
    let lowest = plot.points().min_by(|a, b| weight(a).total_cmp(&weight(b)));
    let (Some(highest), Some(lowest)) = (highest.map(name), lowest.map(name)) else {
        return Vec::new();
    };
    match plot.lang {
        Lang::En => vec![format!("Highest: {highest}."), format!("Lowest: {lowest}.")],
        Lang::De => vec![format!("Höchster Wert: {highest}."), format!("Niedrigster: {lowest}.")],
        Lang::Zh => vec![format!("最高：{highest}；"), format!("最低：{lowest}。")],
    }
}

/// How many values, how far they reach, and where most of them are.
pub(super) fn spread(plot: &Plot) -> Vec<String> {
    let values = || plot.points().map(|point| point.x);
    let (Some(low), Some(high)) =
        (values().min_by(f64::total_cmp), values().max_by(f64::total_cmp))
    else {
        return Vec::new();
    };
    let number = values().count();
    let [low, high] = [low, high].map(|value| words(&plot.x, value, plot.lang));
    let drawn = derived(plot.clone());
    let most = drawn.points().min_by(|a, b| b.y.total_cmp(&a.y));
    let (bin, size) = most.map_or(("", ""), |bin| (bin.name.as_str(), bin.label.as_str()));
    vec![match plot.lang {
        Lang::En => format!("{number} values from {low} to {high}; most, {size}, lie in {bin}."),
        Lang::De => {
            format!("{number} Werte von {low} bis {high}; die meisten, {size}, liegen in {bin}.")
        }
        Lang::Zh => format!("共{number}个值，从{low}到{high}；{bin}之间最多，有{size}个。"),
    }]
}

/// The numbers of each box.
pub(super) fn boxes(plot: &Plot) -> Vec<String> {
    let stop = if plot.lang == Lang::Zh { "。" } else { "." };
    by_place(plot)
        .into_iter()
        .filter_map(|(place, values)| {
            Some(format!("{}{stop}", told(plot, place, &quartiles(&values)?)))
        })
        .collect()
}

/// Each step of a waterfall.
pub(super) fn steps(plot: &Plot) -> Vec<String> {
    let drawn = derived(plot.clone());
    let (colon, between, stop) = match plot.lang {
        Lang::En | Lang::De => (": ", "; ", "."),
        Lang::Zh => ("：", "；", "。"),
    };
    let steps: Vec<String> = drawn
        .points()
        .take(MOST_STEPS)
        .map(|point| {
            let name = words(drawn.aside(), drawn.place(point), plot.lang);
            format!("{name}{colon}{}", point.label)
        })
        .collect();
    vec![format!("{}{stop}", steps.join(between))]
}

/// How many events, and the first and the last of them.
pub(super) fn events(plot: &Plot) -> Vec<String> {
    let mut points: Vec<&Point> = plot.points().collect();
    points.sort_by(|a, b| a.x.total_cmp(&b.x));
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Vec::new() };
    let number = points.len();
    let [(first_day, first), (last_day, last)] =
        [first, last].map(|point| (dates(plot, point), point.name.trim_end_matches(['.', '。'])));
    vec![match plot.lang {
        Lang::En => {
            format!("{number} events, from {first_day} ({first}) to {last_day} ({last}).")
        }
        Lang::De => {
            format!("{number} Ereignisse, vom {first_day} ({first}) bis {last_day} ({last}).")
        }
        Lang::Zh => format!("共{number}件事，从{first_day}（{first}）到{last_day}（{last}）。"),
    }]
}

/// Where a series breaks.
pub(super) fn breaks(plot: &Plot, series: &Series) -> Option<String> {
    let order = order(plot, series);
    let broken = order.iter().skip(1).map(|&index| &series.points[index]);
    let broken = broken.filter(|point| point.flag == Some('b'));
    let list = broken.map(|point| words(plot.aside(), plot.place(point), plot.lang));
    broken_before(plot, list.collect())
}

fn broken_before(plot: &Plot, places: Vec<String>) -> Option<String> {
    let list = joined(plot, places)?;
    Some(match plot.lang {
        Lang::En => format!("The series breaks before {list}."),
        Lang::De => format!("Bruch in der Reihe vor {list}."),
        Lang::Zh => format!("序列在{list}之前中断。"),
    })
}

/// Which values are no observations, or may still change.
pub(super) fn statuses(plot: &Plot) -> Vec<String> {
    let [estimates, forecasts, provisional] = ['e', 'f', 'p'].map(|flag| flagged(plot, flag));
    let kinds = [
        (estimates, ["Estimates", "Schätzungen", "估计值"]),
        (forecasts, ["Forecasts", "Prognosen", "预测值"]),
        (provisional, ["Provisional", "Vorläufig", "初步值"]),
    ];
    let told = kinds.into_iter().filter_map(|(places, [en, de, zh])| {
        let list = joined(plot, places)?;
        Some(match plot.lang {
            Lang::En => format!("{en}: {list}."),
            Lang::De => format!("{de}: {list}."),
            Lang::Zh => format!("{zh}：{list}。"),
        })
    });
    let names = matches!(plot.aside().kind, Kind::Category(_)) && plot.mark != Mark::Slope;
    // Lines tell their breaks one by one.
    let broken = names.then(|| broken_before(plot, flagged(plot, 'b'))).flatten();
    broken.into_iter().chain(told).collect()
}

/// Where values have a flag, with the series where not all have it there.
fn flagged(plot: &Plot, flag: char) -> Vec<String> {
    if matches!(plot.mark, Mark::Histogram | Mark::Box) {
        return Vec::new();
    }
    let places = |flag: Option<char>| {
        let mut found: Vec<(f64, &str)> = Vec::new();
        for series in plot.main() {
            let points = series.points.iter().filter(|point| flag.is_none() || point.flag == flag);
            found.extend(points.map(|point| (plot.place(point), series.name.as_str())));
        }
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        found
    };
    let (all, with) = (places(None), places(Some(flag)));
    let at = |list: &[(f64, &str)], place: f64| {
        list.iter().filter(|(other, _)| other.total_cmp(&place).is_eq()).count()
    };
    let mut told: Vec<String> = Vec::new();
    for &(place, name) in &with {
        let where_ = words(plot.aside(), place, plot.lang);
        let words = match (at(&with, place) == at(&all, place) || name.is_empty(), plot.lang) {
            (true, _) => where_,
            (false, Lang::Zh) => format!("{where_}（{name}）"),
            (false, _) => format!("{where_} ({name})"),
        };
        if !told.contains(&words) {
            told.push(words);
        }
    }
    told
}

/// A list in words, if there is anything in it; the table has what is too much for it.
fn joined(plot: &Plot, mut words: Vec<String>) -> Option<String> {
    let more = words.len().saturating_sub(MOST_STEPS);
    words.truncate(MOST_STEPS);
    let comma = if plot.lang == Lang::Zh { "、" } else { ", " };
    let list = words.join(comma);
    (!words.is_empty()).then(|| match (more, plot.lang) {
        (0, _) => list,
        (_, Lang::En) => format!("{list} and {more} more"),
        (_, Lang::De) => format!("{list} und {more} weitere"),
        (_, Lang::Zh) => format!("{list}等（另有{more}个）"),
    })
}

/// Whether the two measures of dots go together, where they do so clearly.
///
/// Half of the variation of one is explained by the other at a correlation of 0.7.
pub(super) fn together(plot: &Plot) -> Option<String> {
    let place = |kind: &Kind, value: f64| match kind {
        Kind::Quantity { scale: Scale::Log, .. } => libm::log10(value),
        _ => value,
    };
    let pairs: Vec<(f64, f64)> = plot
        .points()
        .map(|point| {
            let (x, y) = (position(&plot.x, point.x), position(&plot.y, point.y));
            (place(&plot.x.kind, x), place(&plot.y.kind, y))
        })
        .collect();
    let correlation = correlation(&pairs).filter(|_| pairs.len() >= 8)?;
    let up = match correlation {
        value if value > 0.7 => true,
        value if value < -0.7 => false,
        _ => return None,
    };
    Some(
        match (plot.lang, up) {
            (Lang::En, true) => "Higher values of one go with higher values of the other.",
            (Lang::En, false) => "Higher values of one go with lower values of the other.",
            (Lang::De, true) => "Höhere Werte des einen gehen mit höheren des anderen einher.",
            (Lang::De, false) => "Höhere Werte des einen gehen mit niedrigeren des anderen einher.",
            (Lang::Zh, true) => "两者同向变化。",
            (Lang::Zh, false) => "两者反向变化。",
        }
        .to_owned(),
    )
}

/// Pearson's correlation, if both vary.
fn correlation(pairs: &[(f64, f64)]) -> Option<f64> {
    let number = super::units::count(pairs.len());
    let (sum_x, sum_y) = pairs.iter().fold((0.0, 0.0), |(x, y), pair| (x + pair.0, y + pair.1));
    let (mean_x, mean_y) = (sum_x / number, sum_y / number);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (x, y) in pairs {
        let (x, y) = (x - mean_x, y - mean_y);
        xx += x * x;
        yy += y * y;
        xy += x * y;
    }
    let correlation = xy / (xx * yy).sqrt();
    correlation.is_finite().then_some(correlation)
}

#[cfg(test)]
mod tests {
    use super::super::describe;
    use super::super::model::{Channel, Grain, Mark, NumberFormat, Series};
    use super::*;

    fn numbers(title: &str) -> Channel {
        let format = NumberFormat::default();
        let kind = Kind::Quantity { domain: None, scale: Scale::Linear, zero: false, format };
        Channel { title: title.to_owned(), kind }
    }

    fn names(names: &[&str]) -> Channel {
        let names = names.iter().map(|&name| name.to_owned()).collect();
        Channel { title: String::new(), kind: Kind::Category(names) }
    }

    fn point(x: f64, y: f64, label: &str) -> Point {
        Point { x, y, label: label.to_owned(), ..Point::default() }
    }

    #[track_caller]
    fn check(mark: Mark, x: Channel, y: Channel, points: Vec<Point>, expected: &str) {
        let series = Series { points, ..Series::default() };
        assert_eq!(describe(&Plot::new(mark, x, y, vec![series])), expected);
    }

    #[test]
    fn a_range_is_told_by_its_greatest_distance() {
        let with = |point: Point, base: f64, label: &str| Point {
            base: Some(base),
            base_label: label.to_owned(),
            ..point
        };
        let points =
            vec![with(point(4.0, 0.0, "4"), 3.0, "3"), with(point(1.0, 1.0, "1"), 9.0, "9")];
        check(
            Mark::Range,
            numbers(""),
            names(&["a", "b"]),
            points,
            "Range plot with 2 categories. Largest distance: b, from 9 to 1.",
        );
    }

    #[test]
    fn a_histogram_is_told_by_its_highest_bar() {
        let points = [1.0, 2.0, 11.0, 12.0, 13.0, 38.0].map(|x| point(x, 0.0, "")).to_vec();
        check(
            Mark::Histogram,
            numbers("Days"),
            numbers(""),
            points,
            "Histogram: Days. 6 values from 1 to 38; most, 3, lie in 10–20.",
        );
    }

    #[test]
    fn a_line_tells_its_breaks_and_what_is_expected() {
        let years =
            Channel { title: String::new(), kind: Kind::Time { domain: None, grain: Grain::Year } };
        let flagged = |point: Point, flag| Point { flag: Some(flag), ..point };
        let points = vec![
            point(18_262.0, 5.0, "5"),
            flagged(point(18_628.0, 2.0, "2"), 'b'),
            flagged(point(18_993.0, 6.0, "6"), 'f'),
        ];
        check(
            Mark::Line,
            years,
            numbers(""),
            points,
            "Line chart. It rose from 5 in 2020 to 6 in 2022, with a low of 2 in 2021. \
             The series breaks before 2021. Forecasts: 2022.",
        );
    }

    #[test]
    fn measures_go_together_only_where_that_is_clear() {
        let line: Vec<(f64, f64)> = (0..8).map(|at| (f64::from(at), f64::from(-at))).collect();
        assert_eq!(correlation(&line).map(f64::round), Some(-1.0));
        assert_eq!(correlation(&[(1.0, 1.0), (1.0, 2.0)]), None);
    }
}
