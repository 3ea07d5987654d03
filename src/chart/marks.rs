//! The data themselves.

use super::axis::{position, words};
use super::bars::{Lane, center};
use super::ink::{self, Ink, Pen, Stroke};
use super::model::{Kind, Mark, Plot, Point, Series};
use super::plan::{At, Form, Layer, Shape};
use super::status;
use crate::lang::Lang;

/// How many marks of a series have a tooltip. More would be hundreds of elements that
/// neither a keyboard nor a finger can reach; the table has every value.
const TIPS: usize = 40;

/// Radius of the dot of the greatest weight.
const LARGEST: f64 = 22.0;

/// Width of the lines of series.
const LINE_WIDTH: f64 = 2.2;

/// A dot: how large, of which form and colour, and how it is filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sign {
    pub(super) radius: f64,
    pub(super) form: Form,
    pub(super) ink: Ink,
    pub(super) fill: Fill,
}

/// How a mark says what is known about its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fill {
    /// It is observed.
    Whole,
    /// It is an estimate or a forecast.
    Dashed,
    /// It is provisional.
    Hollow,
}

impl Fill {
    /// The fill by a point's status.
    pub(super) fn of(point: &Point) -> Self {
        match point.flag {
            Some('e' | 'f') => Self::Dashed,
            Some('p') => Self::Hollow,
            _ => Self::Whole,
        }
    }
}

impl Sign {
    /// The usual dot for a point.
    pub(super) fn of(ink: Ink, point: &Point) -> Self {
        Self { radius: 4.5, form: Form::Disc, ink, fill: Fill::of(point) }
    }
}

/// The points of all series that are dots, grey ones behind, in the middle of a lane if
/// there are lanes.
pub(super) fn dots(plot: &Plot, inks: &[Ink], lane: Option<Lane>) -> Vec<Layer> {
    let forms = forms(plot);
    let largest = plot.points().filter_map(|point| point.weight).fold(0.0, f64::max);
    if largest > 0.0 {
        return vec![bubbles(plot, inks, lane, largest)];
    }
    in_order(plot, inks)
        .filter(|(_, series, _)| plot.mark_of(series) == Mark::Dot)
        .map(|(rank, series, ink)| {
            let dots = series.points.iter().enumerate().flat_map(|(index, point)| {
                let ink = ink::of_category(plot, ink, category(plot, point));
                let at = plot.pair(center(plot, point, lane), plot.value(point));
                let sign_ = Sign { form: forms[rank], ..Sign::of(ink, point) };
                sign(at, sign_, tip(plot, series, index))
            });
            Layer::data("series", dots.collect())
        })
        .collect()
}

/// Dots whose areas count, the largest behind, each with a rim: none hides another whole.
fn bubbles(plot: &Plot, inks: &[Ink], lane: Option<Lane>, largest: f64) -> Layer {
    let mut dots: Vec<(f64, Vec<Shape>)> = Vec::new();
    for (_, series, ink) in in_order(plot, inks) {
        if plot.mark_of(series) != Mark::Dot {
            continue;
        }
        for (index, point) in series.points.iter().enumerate() {
            let ink = ink::of_category(plot, ink, category(plot, point));
            let at = plot.pair(center(plot, point, lane), plot.value(point));
            let radius = radius(point, largest);
            let mut shapes = vec![Shape::disc(at, radius + 1.0, Ink::Surface, None)];
            let dot = Sign { radius, ..Sign::of(ink, point) };
            shapes.extend(sign(at, dot, tip(plot, series, index)));
            dots.push((radius, shapes));
        }
    }
    dots.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    Layer::data("series", dots.into_iter().flat_map(|(_, shapes)| shapes).collect())
}

/// The form of each series: discs if there is only one name among those with a colour, or
/// if areas are compared.
pub(super) fn forms(plot: &Plot) -> Vec<Form> {
    let sized = plot.points().any(|point| point.weight.is_some());
    let mut names: Vec<&str> = Vec::new();
    let forms = plot.series.iter().map(|series| {
        let found = names.iter().position(|name| *name == series.name);
        let rank = found.unwrap_or_else(|| {
            names.push(&series.name);
            names.len() - 1
        });
        if sized { Form::Disc } else { Form::of(rank) }
    });
    forms.collect()
}

/// The radius of a dot: its area is in proportion, and the least can still be seen.
pub(super) fn radius(point: &Point, largest: f64) -> f64 {
    match point.weight {
        Some(weight) if largest > 0.0 => (LARGEST * (weight / largest).max(0.0).sqrt()).max(2.0),
        _ => 4.5,
    }
}

/// The lines of all series that are lines, grey ones behind.
pub(super) fn lines(plot: &Plot, inks: &[Ink]) -> Vec<Layer> {
    in_order(plot, inks)
        .filter(|(_, series, _)| matches!(plot.mark_of(series), Mark::Line | Mark::Step))
        .map(|(_, series, ink)| Layer::data("series", line(plot, series, ink)))
        .collect()
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
    let place = match plot.mark {
        Mark::Histogram => point.name.clone(),
        _ => words(plot.aside(), plot.place(point), plot.lang),
    };
    let (comma, colon) = match plot.lang {
        Lang::En | Lang::De => (", ", ": "),
        Lang::Zh => ("，", "："),
    };
    let own = if plot.mark == Mark::Dot { point.name.as_str() } else { "" };
    let names = [series.name.as_str(), own].into_iter().filter(|name| !name.is_empty());
    let name: String = names.flat_map(|name| [name, comma]).collect();
    let status = status::behind(point, plot.lang);
    Some(format!("{name}{place}{colon}{}{status}", value(plot, series, point)))
}

/// The value of a point with the other end or the raw value, as far as there is one.
fn value(plot: &Plot, series: &Series, point: &Point) -> String {
    let (label, base) = (&point.label, &point.base_label);
    match plot.mark_of(series) {
        _ if base.is_empty() => label.clone(),
        Mark::Range | Mark::Arrow => format!("{base} → {label}"),
        Mark::Band => format!("{base}–{label}"),
        _ => match plot.lang {
            Lang::En | Lang::De => format!("{label} ({base})"),
            Lang::Zh => format!("{label}（{base}）"),
        },
    }
}

/// The line of one series with its points.
fn line(plot: &Plot, series: &Series, ink: Ink) -> Vec<Shape> {
    let order = order(plot, series);
    let points: Vec<(At, &Point)> = order
        .iter()
        .map(|&index| {
            let point = &series.points[index];
            ((position(&plot.x, point.x), point.y), point)
        })
        .collect();
    let mut shapes: Vec<Shape> = runs(plot.mark_of(series), &points)
        .into_iter()
        .map(|(points, stroke)| Shape::Path {
            points,
            pen: Pen { ink, width: LINE_WIDTH, stroke },
            tip: (!series.name.is_empty()).then(|| series.name.clone()),
        })
        .collect();

    for (rank, (&index, (_, point))) in order.iter().zip(&points).enumerate() {
        let gap_after = points.get(rank + 1).is_none_or(|(_, next)| next.is_apart());
        let gap_before = rank == 0 || point.is_apart();
        let alone = gap_before && gap_after;
        if plot.points || point.flag == Some('p') || alone {
            let at = (position(&plot.x, point.x), point.y);
            let usual = Sign::of(ink, point);
            // The line to it is dashed already.
            let fill = if point.is_expected() && !alone { Fill::Whole } else { usual.fill };
            let radius = if fill == Fill::Whole { 3.0 } else { 3.6 };
            shapes.extend(sign(at, Sign { radius, fill, ..usual }, tip(plot, series, index)));
        }
    }
    shapes
}

/// The points of a series in the order of the axis along which they stand.
pub(super) fn order(plot: &Plot, series: &Series) -> Vec<usize> {
    let place = |index: usize| plot.place(&series.points[index]);
    let mut order: Vec<usize> = (0..series.points.len()).collect();
    order.sort_by(|&a, &b| place(a).total_cmp(&place(b)));
    order
}

/// The pieces of a line: broken before a `b`, dashed towards an estimate or a forecast.
fn runs(mark: Mark, points: &[(At, &Point)]) -> Vec<(Vec<At>, Stroke)> {
    let mut runs: Vec<(Vec<At>, Stroke)> = Vec::new();
    for pair in points.windows(2) {
        let ((from, _), (to, point)) = (pair[0], pair[1]);
        if point.is_apart() {
            continue;
        }
        let stroke = Stroke::of(point);

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

/// A dot at a place; a ring if its value is not observed.
pub(super) fn sign(at: At, sign: Sign, tip: Option<String>) -> Vec<Shape> {
    let Sign { radius, form, ink, fill } = sign;
    let stroke = match fill {
        Fill::Whole => return vec![Shape::Dot { at, radius, form, ink, tip }],
        Fill::Dashed => Stroke::Fine,
        Fill::Hollow => Stroke::Solid,
    };
    let pen = Pen { ink, width: 1.6, stroke };
    vec![
        Shape::Dot { at, radius, form, ink: Ink::Surface, tip },
        Shape::Ring { at, radius: radius - 0.5, form, pen },
    ]
}

/// The category of a point, on whichever axis has them.
fn category(plot: &Plot, point: &Point) -> f64 {
    if matches!(plot.y.kind, Kind::Category(_)) { point.y } else { point.x }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: f64, y: f64, flag: Option<char>) -> Point {
        Point { x, y, flag, ..Point::default() }
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
