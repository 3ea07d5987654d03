//! The data themselves.

use super::axis::{position, words};
use super::ink::{self, Ink, Pen, Stroke};
use super::model::{Kind, Mark, Plot, Point, Series};
use super::plan::{At, Layer, Shape};
use super::scale::Field;
use super::units::count;
use crate::lang::Lang;

/// How many marks of a series have a tooltip. More would be hundreds of elements that
/// neither a keyboard nor a finger can reach; the table has every value.
const TIPS: usize = 40;

/// Width of the lines of series.
const LINE_WIDTH: f64 = 2.2;

/// The lines of all series, grey ones behind.
pub(super) fn lines(plot: &Plot, inks: &[Ink]) -> Vec<Layer> {
    in_order(plot, inks)
        .map(|(_, series, ink)| Layer::data("series", line(plot, series, ink)))
        .collect()
}

/// The points of all series, grey ones behind.
pub(super) fn dots(plot: &Plot, inks: &[Ink]) -> Vec<Layer> {
    in_order(plot, inks)
        .map(|(_, series, ink)| {
            let dots = series.points.iter().enumerate().flat_map(|(index, point)| {
                let ink = ink::of_category(plot, ink, category(plot, point));
                dot(plot, point, 4.5, ink, tip(plot, series, index))
            });
            Layer::data("series", dots.collect())
        })
        .collect()
}

/// Columns side by side, `width` of the x axis for each place.
pub(super) fn columns(plot: &Plot, inks: &[Ink], field: &Field, width: f64) -> Vec<Layer> {
    let bar = width / count(plot.series.len().max(1));
    let gap = gap(plot, (field.x.high - field.x.low) / field.frame.width());

    plot.series
        .iter()
        .zip(inks)
        .enumerate()
        .map(|(rank, (series, &ink))| {
            let bars = series.points.iter().enumerate().map(|(index, point)| {
                let left = position(&plot.x, point.x) - width / 2.0 + count(rank) * bar;
                Shape::Area {
                    corners: [(left, 0.0), (left + bar - gap, point.y)],
                    ink: ink::of_category(plot, ink, point.x),
                    tip: tip(plot, series, index),
                }
            });
            Layer::data("series", bars.collect())
        })
        .collect()
}

/// Bars below each other, `height` of the y axis for each place, from `top` in its band.
pub(super) fn bars(plot: &Plot, inks: &[Ink], field: &Field, (top, height): At) -> Vec<Layer> {
    let bar = height / count(plot.series.len().max(1));
    let gap = gap(plot, (field.y.low - field.y.high).abs() / field.frame.height());

    plot.series
        .iter()
        .zip(inks)
        .enumerate()
        .map(|(rank, (series, &ink))| {
            let bars = series.points.iter().enumerate().map(|(index, point)| {
                let top = point.y + top + count(rank) * bar;
                Shape::Area {
                    corners: [(0.0, top), (point.x, top + bar - gap)],
                    ink: ink::of_category(plot, ink, point.y),
                    tip: tip(plot, series, index),
                }
            });
            Layer::data("series", bars.collect())
        })
        .collect()
}

/// A pixel between the bars of a group, in units of the axis.
fn gap(plot: &Plot, pixel: f64) -> f64 {
    if plot.series.len() > 1 { pixel } else { 0.0 }
}

/// Series with their colours, highlighted ones last and so in front.
pub(super) fn in_order<'a>(
    plot: &'a Plot,
    inks: &'a [Ink],
) -> impl Iterator<Item = (usize, &'a Series, Ink)> {
    let all = || plot.series.iter().zip(inks).enumerate().map(|(at, (s, &ink))| (at, s, ink));
    let grey = all().filter(|&(_, _, ink)| ink == Ink::Neutral);
    grey.chain(all().filter(|&(_, _, ink)| ink != Ink::Neutral))
}

/// What a tooltip says about a point: series, place and value.
pub(super) fn tip(plot: &Plot, series: &Series, index: usize) -> Option<String> {
    if series.points.len() > TIPS {
        return None;
    }
    let point = &series.points[index];
    let (channel, place) = match plot.y.kind {
        Kind::Category(_) => (&plot.y, point.y),
        Kind::Quantity { .. } | Kind::Time { .. } => (&plot.x, point.x),
    };
    let place = words(channel, place, plot.lang);
    let (comma, colon) = match plot.lang {
        Lang::En | Lang::De => (", ", ": "),
        Lang::Zh => ("，", "："),
    };
    let name =
        if series.name.is_empty() { String::new() } else { format!("{}{comma}", series.name) };
    Some(format!("{name}{place}{colon}{}", point.label))
}

/// The line of one series with its points.
fn line(plot: &Plot, series: &Series, ink: Ink) -> Vec<Shape> {
    let order = order(series);
    let points: Vec<(At, &Point)> = order
        .iter()
        .map(|&index| {
            let point = &series.points[index];
            ((position(&plot.x, point.x), point.y), point)
        })
        .collect();
    let mut shapes: Vec<Shape> = runs(plot.mark, &points)
        .into_iter()
        .map(|(points, stroke)| Shape::Path {
            points,
            pen: Pen { ink, width: LINE_WIDTH, stroke },
            tip: (!series.name.is_empty()).then(|| series.name.clone()),
        })
        .collect();

    for (rank, (&index, (_, point))) in order.iter().zip(&points).enumerate() {
        let gap_after = points.get(rank + 1).is_none_or(|(_, next)| next.flag == Some('b'));
        let gap_before = rank == 0 || point.flag == Some('b');
        if plot.points || point.flag == Some('p') || (gap_before && gap_after) {
            shapes.extend(dot(plot, point, 3.0, ink, tip(plot, series, index)));
        }
    }
    shapes
}

/// The points of a series in the order of the x axis.
fn order(series: &Series) -> Vec<usize> {
    let mut order: Vec<usize> = (0..series.points.len()).collect();
    order.sort_by(|&a, &b| series.points[a].x.total_cmp(&series.points[b].x));
    order
}

/// The pieces of a line: broken before a `b`, dashed towards an estimate or a forecast.
fn runs(mark: Mark, points: &[(At, &Point)]) -> Vec<(Vec<At>, Stroke)> {
    let mut runs: Vec<(Vec<At>, Stroke)> = Vec::new();
    for pair in points.windows(2) {
        let ((from, _), (to, point)) = (pair[0], pair[1]);
        let stroke = match point.flag {
            Some('b') => continue,
            Some('e' | 'f') => Stroke::Dashed,
            _ => Stroke::Solid,
        };

        let continues =
            runs.last().is_some_and(|(run, before)| *before == stroke && run.last() == Some(&from));
        if !continues {
            runs.push((vec![from], stroke));
        }
        if let Some((run, _)) = runs.last_mut() {
            if mark == Mark::Step {
                run.push((to.0, from.1));
            }
            run.push(to);
        }
    }
    runs
}

/// A dot at a point of the data; a ring if the value is provisional.
fn dot(plot: &Plot, point: &Point, radius: f64, ink: Ink, tip: Option<String>) -> Vec<Shape> {
    let at = (position(&plot.x, point.x), position(&plot.y, point.y));
    let disc = Shape::Dot { at, radius, ink, tip };
    if point.flag != Some('p') {
        return vec![disc];
    }
    let hole = Shape::Dot { at, radius: radius - 1.5, ink: Ink::Surface, tip: None };
    vec![disc, hole]
}

/// The category of a point, on whichever axis has them.
fn category(plot: &Plot, point: &Point) -> f64 {
    if matches!(plot.y.kind, Kind::Category(_)) { point.y } else { point.x }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: f64, y: f64, flag: Option<char>) -> Point {
        Point { x, y, label: String::new(), flag }
    }

    #[track_caller]
    fn check(mark: Mark, points: &[Point], expected: &[(&[At], Stroke)]) {
        let points: Vec<_> = points.iter().map(|point| ((point.x, point.y), point)).collect();
        let runs = runs(mark, &points);
        let runs: Vec<_> = runs.iter().map(|(run, stroke)| (run.as_slice(), *stroke)).collect();
        assert_eq!(runs, expected);
    }

    #[test]
    fn a_step_keeps_its_value_until_the_next() {
        let points = [point(0.0, 1.0, None), point(2.0, 5.0, None)];
        check(Mark::Step, &points, &[(&[(0.0, 1.0), (2.0, 1.0), (2.0, 5.0)], Stroke::Solid)]);
    }

    #[test]
    fn a_break_is_a_gap_and_a_forecast_is_dashed() {
        let points = [
            point(0.0, 1.0, None),
            point(1.0, 2.0, None),
            point(2.0, 9.0, Some('b')),
            point(3.0, 8.0, None),
            point(4.0, 7.0, Some('f')),
        ];
        check(
            Mark::Line,
            &points,
            &[
                (&[(0.0, 1.0), (1.0, 2.0)], Stroke::Solid),
                (&[(2.0, 9.0), (3.0, 8.0)], Stroke::Solid),
                (&[(3.0, 8.0), (4.0, 7.0)], Stroke::Dashed),
            ],
        );
    }

    #[test]
    fn one_point_or_none_is_no_line() {
        check(Mark::Line, &[point(0.0, 1.0, None)], &[]);
        check(Mark::Line, &[], &[]);
    }
}
