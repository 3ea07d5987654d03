//! Where the frame of a chart in rows begins and ends, between the names and the page's end.

use super::{fills, labelled, shows_values, sides, value_distance, x_values};
use crate::chart::axis::{Reach, axis};
use crate::chart::metrics::{Weight, width};
use crate::chart::model::Plot;
use crate::chart::plan::SIZE;
use crate::chart::scale::Axis;
use crate::chart::ticks;

/// Where the frame begins and ends. Each depends on the other, since a value in the middle
/// of the axis moves with both.
pub(super) fn sides_of_frame(plot: &Plot, x: &Axis, column: f64, page: f64) -> (f64, f64) {
    let first = left(plot, x, column, page - 40.0);
    let mut ends = (first, right(plot, x, first, page));
    for _ in 0..8 {
        if fits_between(plot, x, ends, (after_names(column), page)) {
            break;
        }
        ends.0 = left(plot, x, column, ends.1);
        ends.1 = right(plot, x, ends.0, page);
    }
    ends
}

/// Whether all values stand between the names and the end of the page.
fn fits_between(
    plot: &Plot,
    x: &Axis,
    (left, right): (f64, f64),
    (names, page): (f64, f64),
) -> bool {
    let at = |value: f64| left + x.fraction(value) * (right - left);
    let wide = |label: &str| value_distance(plot) + width(label, SIZE, Weight::Regular);
    labelled(plot).map(|point| sides(plot, point)).all(|sides| {
        sides.left.is_none_or(|(value, label)| at(value) - wide(label) >= names - 0.5)
            && sides.right.is_none_or(|(value, label)| at(value) + wide(label) <= page)
    })
}

/// Whether values have room beside their marks, and marks beside their values.
pub(super) fn has_room(plot: &Plot, column: f64, page: f64) -> bool {
    if !shows_values(plot) {
        return true;
    }
    let reach = if fills(plot) { Reach::Zero } else { Reach::Data };
    let x = axis(&plot.x, &x_values(plot), reach, ticks::room(page - column) / 2);
    let ends = sides_of_frame(plot, &x, column, page);
    ends.1 - ends.0 >= LEAST && fits_between(plot, &x, ends, (after_names(column), page))
}

/// The least width in which marks can be compared.
const LEAST: f64 = 60.0;

/// Where the names beside the marks end.
pub(super) fn after_names(column: f64) -> f64 {
    if column > 0.0 { column + 10.0 } else { 0.0 }
}

/// Where the frame begins: after the names and the values at the left of marks, as far as
/// these reach beyond it.
fn left(plot: &Plot, x: &Axis, column: f64, right: f64) -> f64 {
    let names = after_names(column);
    let least = names + if fills(plot) { 0.0 } else { 8.0 };
    if !shows_values(plot) {
        return least;
    }
    labelled(plot)
        .filter_map(|point| sides(plot, point).left)
        .map(|(value, label)| {
            let room = value_distance(plot) + width(label, SIZE, Weight::Regular) + 1.0;
            let fraction = x.fraction(value);
            let needed = names + room;
            // The label ends at left + fraction * (right - left), and begins right of names.
            if fraction < 1.0 { (needed - fraction * right) / (1.0 - fraction) } else { least }
        })
        .fold(least, f64::max)
}

/// Where the frame may end, so that the value of each bar stays on the page.
fn right(plot: &Plot, x: &Axis, left: f64, page: f64) -> f64 {
    let edge = page - if fills(plot) { 1.0 } else { 12.0 };
    labelled(plot)
        .filter(|_| shows_values(plot))
        .filter_map(|point| sides(plot, point).right)
        .map(|(value, label)| {
            let label = value_distance(plot) + width(label, SIZE, Weight::Regular) + 1.0;
            let fraction = x.fraction(value);
            if fraction > 0.0 { left + (page - label - left) / fraction } else { edge }
        })
        .fold(edge, f64::min)
        .max(left + 40.0)
}
