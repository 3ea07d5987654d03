//! What is known about single values: breaks, estimates, forecasts, what may still change.
//!
//! SDMX's status of an observation has a letter for each. Here each has one sign, whatever
//! the mark: expected values are dashed, provisional ones hollow, and a dashed rule stands
//! where a series breaks. The signs that occur are explained under the chart.

use super::ink::{Ink, Pen, Stroke};
use super::legend;
use super::marks::{Fill, Sign, order, sign};
use super::model::{Kind, Mark, Plot, Point, Series};
use super::plan::{Form, Layer, Shape};
use super::scale::Field;
use crate::lang::Lang;

/// How far a rule for one of several series reaches beyond its two values, in pixels.
const REACH: f64 = 10.0;

/// From the head of a row up to the middle of the gap before it, about, in pixels.
const BETWEEN: f64 = 4.0;

/// The words for a status, as they stand beside its sign or behind a value.
pub(super) fn word(flag: char, lang: Lang) -> Option<&'static str> {
    let [en, de, zh] = match flag {
        'b' => ["break in series", "Bruch in der Reihe", "序列中断"],
        'e' => ["estimate", "Schätzung", "估计值"],
        'f' => ["forecast", "Prognose", "预测值"],
        'p' => ["provisional", "vorläufig", "初步值"],
        _ => return None,
    };
    Some(match lang {
        Lang::En => en,
        Lang::De => de,
        Lang::Zh => zh,
    })
}

/// The status behind a value, as in `4.1% (estimate)`; empty for one that is observed. A
/// break is no part of the value after it.
pub(super) fn behind(point: &Point, lang: Lang) -> String {
    let word = point.flag.filter(|flag| *flag != 'b').and_then(|flag| word(flag, lang));
    match (word, lang) {
        (None, _) => String::new(),
        (Some(word), Lang::En | Lang::De) => format!(" ({word})"),
        (Some(word), Lang::Zh) => format!("（{word}）"),
    }
}

/// A break between two values of a series, as a rule to be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Break {
    /// Of all series, at a place along the axis of names or time.
    Whole(f64),
    /// Of one of several, from one value to another.
    Part(f64, f64, f64),
}

/// The breaks of a chart, in order.
///
/// A series breaks between its value before and the one that says so. Where nothing stands
/// before, there is nothing to be parted.
pub(super) fn breaks(plot: &Plot) -> Vec<Break> {
    let mut found: Vec<(f64, f64, f64, f64)> = Vec::new();
    for series in plot.main() {
        for pair in order(plot, series).windows(2) {
            let [before, after] = [pair[0], pair[1]].map(|index| &series.points[index]);
            if after.flag == Some('b') {
                let (from, to) = (plot.place(before), plot.place(after));
                found.push((from, to, plot.value(before), plot.value(after)));
            }
        }
    }
    let through = |to: f64| {
        let at = |point: &&Point| plot.place(point).total_cmp(&to).is_eq();
        let mut there = plot.main().filter_map(|series| series.points.iter().find(at));
        there.all(|point| point.flag == Some('b'))
    };
    let mut breaks: Vec<Break> = Vec::new();
    for (from, to, one, other) in found {
        // Between two names the rule stands where the place of the second begins.
        let place = match plot.aside().kind {
            Kind::Category(_) => to,
            Kind::Quantity { .. } | Kind::Time { .. } => from.midpoint(to),
        };
        let whole = Break::Whole(place);
        match through(to) {
            true if breaks.contains(&whole) => {}
            true => breaks.push(whole),
            false => breaks.push(Break::Part(place, one, other)),
        }
    }
    breaks
}

impl Break {
    /// The ends of its rule in pixels.
    pub(super) fn ends(self, plot: &Plot, field: &Field) -> [(f64, f64); 2] {
        let frame = field.frame;
        let (place, reach) = match self {
            Self::Whole(place) => (place, None),
            Self::Part(place, one, other) => (place, Some((one, other))),
        };
        if plot.lies() {
            let y = field.y(place) - BETWEEN;
            let (left, right) = reach.map_or((frame.left, frame.right), |(one, other)| {
                let (one, other) = (field.x(one), field.x(other));
                ((one.min(other) - REACH).max(frame.left), one.max(other) + REACH)
            });
            return [(left, y), (right.min(frame.right), y)];
        }
        let x = field.x(place);
        let (top, bottom) = reach.map_or((frame.top, frame.bottom), |(one, other)| {
            let (one, other) = (field.y(one), field.y(other));
            ((one.min(other) - REACH).max(frame.top), one.max(other) + REACH)
        });
        [(x, top), (x, bottom.min(frame.bottom))]
    }
}

/// The rule at a break.
pub(super) fn rule(ends: [(f64, f64); 2]) -> Shape {
    Shape::Path {
        points: ends.to_vec(),
        pen: Pen { ink: Ink::Note, width: 1.2, stroke: Stroke::Dashed },
        tip: None,
    }
}

/// What the signs of a chart mean, between the two sides of the page, and where that ends.
///
/// `untold` says whether some break has no words beside it.
pub(super) fn key(
    plot: &Plot,
    inks: &[Ink],
    untold: Untold,
    page: f64,
    end: f64,
) -> (Vec<Layer>, f64) {
    let mut items = Vec::new();
    let flagged = |flags: &[char]| flagged(plot, inks, flags);
    let words = |flags: &[char]| {
        let mut words: Vec<&str> = Vec::new();
        for &flag in flags.iter().filter(|flag| flagged(&[**flag]).is_some()) {
            words.extend(word(flag, plot.lang));
        }
        words.join(match plot.lang {
            Lang::En => " or ",
            Lang::De => " oder ",
            Lang::Zh => "或",
        })
    };
    if let Some((mark, ink)) = flagged(&['e', 'f']) {
        items.push((expected(mark, ink), words(&['e', 'f'])));
    }
    if let Some((mark, ink)) = flagged(&['p']) {
        items.push((provisional(mark, ink), words(&['p'])));
    }
    if untold == Untold::Breaks {
        let across = [(0.0, 0.0), (13.0, 0.0)];
        let ends = if plot.lies() { across } else { [(6.0, -7.0), (6.0, 7.0)] };
        let word = word('b', plot.lang).unwrap_or_default();
        items.push((vec![rule(ends)], word.to_owned()));
    }
    if items.is_empty() {
        return (Vec::new(), end);
    }
    let (layer, bottom) = legend::flow("signs", items, Ink::Muted, (0.0, page));
    let top = end + 8.0;
    (vec![layer.moved((0.0, top), 0)], top + bottom - 4.0)
}

/// Whether some rule stands for a break without saying so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Untold {
    Nothing,
    Breaks,
}

/// How points with one of some flags are drawn, if there are any: the mark of the first,
/// and its colour if all of them have it.
fn flagged(plot: &Plot, inks: &[Ink], flags: &[char]) -> Option<(Mark, Ink)> {
    let has = |series: &Series| {
        let mark = plot.mark_of(series);
        let shown = !matches!(mark, Mark::Band | Mark::Histogram | Mark::Box);
        shown && series.points.iter().any(|p| p.flag.is_some_and(|flag| flags.contains(&flag)))
    };
    let mut found = plot.series.iter().zip(inks).filter(|(series, _)| has(series));
    let (series, &ink) = found.next()?;
    let one = found.all(|(_, other)| *other == ink) && plot.mark != Mark::Cell;
    Some((plot.mark_of(series), if one { ink } else { Ink::Note }))
}

/// The sign of what is expected, at the left end of its words.
fn expected(mark: Mark, ink: Ink) -> Vec<Shape> {
    let line = |width| Shape::Path {
        points: vec![(0.0, 0.0), (13.0, 0.0)],
        pen: Pen { ink, width, stroke: Stroke::Dashed },
        tip: None,
    };
    match mark {
        Mark::Dot | Mark::Lollipop | Mark::Timeline => dot(ink, Fill::Dashed),
        Mark::Bar | Mark::Waterfall | Mark::Area | Mark::Cell => block(ink, Fill::Dashed),
        _ => vec![line(2.4)],
    }
}

/// The sign of what may still change.
fn provisional(mark: Mark, ink: Ink) -> Vec<Shape> {
    match mark {
        Mark::Bar | Mark::Waterfall | Mark::Cell => block(ink, Fill::Hollow),
        _ => dot(ink, Fill::Hollow),
    }
}

fn dot(ink: Ink, fill: Fill) -> Vec<Shape> {
    sign((6.0, 0.0), Sign { radius: 4.5, form: Form::Disc, ink, fill }, None)
}

fn block(ink: Ink, fill: Fill) -> Vec<Shape> {
    filled([(0.5, -5.5), (12.5, 5.5)], ink, fill, None)
}

/// A rectangle whose value is observed, expected or provisional.
///
/// A dashed rim and a pale fill are told from a whole one in every colour scheme, on paper
/// and by every program that draws SVG; patterns of lines are not.
pub(super) fn filled(
    corners: [(f64, f64); 2],
    ink: Ink,
    fill: Fill,
    tip: Option<String>,
) -> Vec<Shape> {
    let (inner, stroke) = match fill {
        Fill::Whole => return vec![Shape::Area { corners, ink, tip }],
        Fill::Dashed if ink == Ink::Note => (Ink::Faint, Stroke::Dashed),
        Fill::Dashed => (ink.pale(), Stroke::Dashed),
        Fill::Hollow => (Ink::Surface, Stroke::Solid),
    };
    // The surface below keeps lines of the grid off words in the bar.
    let below =
        (fill == Fill::Dashed).then_some(Shape::Area { corners, ink: Ink::Surface, tip: None });
    let over = Shape::Area { corners, ink: inner, tip };
    below.into_iter().chain([over, rim(corners, Pen { ink, width: 1.6, stroke })]).collect()
}

/// The outline of a rectangle.
pub(super) fn rim([(x1, y1), (x2, y2)]: [(f64, f64); 2], pen: Pen) -> Shape {
    let points = vec![(x1, y1), (x2, y1), (x2, y2), (x1, y2), (x1, y1)];
    Shape::Path { points, pen, tip: None }
}

#[cfg(test)]
mod tests {
    use super::super::model::{Channel, Grain};
    use super::*;

    fn plot(series: &[&[(f64, f64, Option<char>)]]) -> Plot {
        let time = Kind::Time { domain: None, grain: Grain::Year };
        let format = super::super::model::NumberFormat::default();
        let scale = super::super::model::Scale::Linear;
        let number = Kind::Quantity { domain: None, scale, zero: false, format };
        let channel = |kind| Channel { title: String::new(), kind };
        let series = series.iter().enumerate().map(|(at, points)| {
            let point =
                |&(x, y, flag): &(f64, f64, Option<char>)| Point { x, y, flag, ..Point::default() };
            let points = points.iter().map(point).collect();
            Series { name: at.to_string(), points, ..Series::default() }
        });
        Plot::new(Mark::Line, channel(time), channel(number), series.collect())
    }

    #[test]
    fn a_break_stands_between_two_values() {
        let one = plot(&[&[(0.0, 1.0, None), (10.0, 5.0, Some('b')), (20.0, 6.0, None)]]);
        assert_eq!(breaks(&one), [Break::Whole(5.0)]);
        let first = plot(&[&[(0.0, 1.0, Some('b')), (10.0, 5.0, None)]]);
        assert_eq!(breaks(&first), []);
    }

    #[test]
    fn a_break_of_one_series_of_several_is_its_own() {
        let whole: &[_] = &[(0.0, 1.0, None), (10.0, 5.0, Some('b'))];
        let other: &[_] = &[(0.0, 3.0, None), (10.0, 4.0, None)];
        assert_eq!(breaks(&plot(&[whole, whole])), [Break::Whole(5.0)]);
        assert_eq!(breaks(&plot(&[whole, other])), [Break::Part(5.0, 1.0, 5.0)]);
    }
}
