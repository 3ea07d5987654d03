//! Whether values that are drawn as parts of a sum are ones.

use std::collections::BTreeMap;

use super::Shown;
use super::axis::Axis;
use super::points::Axes;
use crate::diag::{Code, Diagnostic};
use crate::files::Span;
use crate::model::{Cell, Mark, Stack, Value};
use crate::number::{Decimal, written_decimals};

/// Problems of stacks and waterfalls.
pub(super) fn check(shown: &Shown, axes: &Axes, problems: &mut Vec<Diagnostic>) {
    let spec = shown.spec;
    match (spec.mark.value, spec.stack.as_ref().map(|stack| stack.value)) {
        (Mark::Waterfall, _) => problems.extend(waterfall(shown, axes)),
        (Mark::Bar | Mark::Area, Some(stack @ (Stack::Zero | Stack::Normalize))) => {
            let found = negative(shown, axes, stack)
                .or_else(|| empty_total(shown, axes, stack))
                .or_else(|| hole(shown, axes));
            problems.extend(found);
        }
        _ => {}
    }
}

fn unfit(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(Code::UnfitStack, span, message)
}

/// A negative value is no part of a whole, and an area cannot go back.
fn negative(shown: &Shown, axes: &Axes, stack: Stack) -> Option<Diagnostic> {
    let mark = shown.spec.mark.value;
    if mark == Mark::Bar && stack == Stack::Zero {
        return None;
    }
    let measure = axes.measure();
    let row = (0..shown.rows.len()).find(|&row| measure.at(row).is_some_and(|v| v < 0.0))?;
    let cell = shown.cell(measure.column, row);
    let what = if stack == Stack::Normalize { "part of 100 %" } else { "part of an area" };
    let help = "use `mark: bar` with `stack: none` or `stack: zero`, which go below zero";
    Some(
        unfit(cell.span, format!("`{}` is less than zero, and no {what}", cell.text.trim()))
            .help(help),
    )
}

/// Parts of nothing.
fn empty_total(shown: &Shown, axes: &Axes, stack: Stack) -> Option<Diagnostic> {
    if stack != Stack::Normalize {
        return None;
    }
    let (measure, aside) = (axes.measure(), axes.aside());
    let mut totals: BTreeMap<(usize, u64), (f64, usize)> = BTreeMap::new();
    for row in 0..shown.rows.len() {
        let panel = axes.facet.and_then(|facet| facet.rank(row)).unwrap_or(0);
        if let (Some(place), Some(value)) = (aside.at(row), measure.at(row)) {
            let total = totals.entry((panel, place.to_bits())).or_insert((0.0, row));
            total.0 += value;
        }
    }
    let (_, row) = totals.into_values().find(|(total, _)| *total <= 0.0)?;
    let cell = shown.cell(aside.column, row);
    let message =
        format!("the values at `{}` add up to zero, which has no parts", cell.text.trim());
    Some(unfit(cell.span, message).help("leave it out with `where`, or use `stack: zero`"))
}

/// A stack of areas needs every value: one that is missing would pull the others down.
fn hole(shown: &Shown, axes: &Axes) -> Option<Diagnostic> {
    let colour = axes.colour.filter(|_| shown.spec.mark.value == Mark::Area)?;
    let (measure, aside) = (axes.measure(), axes.aside());
    let mut places: BTreeMap<(usize, u64), (Vec<usize>, usize)> = BTreeMap::new();
    for row in 0..shown.rows.len() {
        let panel = axes.facet.and_then(|facet| facet.rank(row)).unwrap_or(0);
        if let (Some(place), Some(rank)) = (aside.at(row), colour.rank(row)) {
            let (ranks, _) =
                places.entry((panel, place.to_bits())).or_insert_with(|| (Vec::new(), row));
            if measure.at(row).is_some() {
                ranks.push(rank);
            }
        }
    }
    let all = colour.names().len();
    let (ranks, row) = places.into_values().find(|(ranks, _)| ranks.len() < all)?;
    let missing = (0..all).find(|rank| !ranks.contains(rank))?;
    let cell = shown.cell(aside.column, row);
    let message = format!(
        "`{}` has no value at `{}`, and areas on each other need one everywhere",
        colour.names()[missing],
        cell.text.trim()
    );
    let help = "add the row, leave the date out with `where`, or use `mark: bar`";
    Some(unfit(cell.span, message).help(help))
}

/// A total that its steps do not lead to.
///
/// Values may be rounded, so each may be half a unit of its last digit off.
fn waterfall(shown: &Shown, axes: &Axes) -> Option<Diagnostic> {
    let aside = axes.aside();
    let totals: Vec<usize> =
        shown.spec.totals.iter().filter_map(|name| aside.find(&name.value)).collect();
    let mut rows: Vec<(usize, usize)> =
        (0..shown.rows.len()).filter_map(|row| Some((aside.rank(row)?, row))).collect();
    rows.sort_unstable();

    let (mut sum, mut slack) = (Decimal::zero(), Decimal::zero());
    for (index, (rank, row)) in rows.into_iter().enumerate() {
        let cell = shown.cell(axes.measure().column, row);
        let Some(Value::Number(value)) = &cell.value else { continue };
        slack = &slack + &half_unit(cell);
        if !totals.contains(&rank) {
            sum = &sum + value;
            continue;
        }
        if index > 0 && (&sum - value).abs() > slack {
            return Some(broken(aside, rank, cell, &sum));
        }
        sum = value.clone();
        slack = half_unit(cell);
    }
    None
}

fn broken(aside: &Axis, rank: usize, cell: &Cell, sum: &Decimal) -> Diagnostic {
    let message = format!(
        "the steps before `{}` add up to {sum}, not to {}",
        aside.names()[rank],
        cell.text.trim()
    );
    Diagnostic::new(Code::BrokenWaterfall, cell.span, message)
        .help("add the step that is missing, or take the name out of `totals` if it is a step")
}

/// Half a unit of a cell's last digit.
fn half_unit(cell: &Cell) -> Decimal {
    let half = Decimal::parse("0.5").expect("0.5 is a number");
    half.shifted(-written_decimals(cell.text.trim()))
}
