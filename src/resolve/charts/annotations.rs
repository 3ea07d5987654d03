//! Remarks on places along the axes, and on marks.

use super::Shown;
use super::axis::{Axis, Edge};
use super::words::words;
use crate::chart::{Annotation, Place, Plot, Series, value_at};
use crate::diag::{Code, Diagnostic};
use crate::files::Spanned;
use crate::model::{self, Condition, Extent, Mark};
use crate::resolve::{Site, select};

/// What stands in a remark's words for the value of what it is about.
const VALUE: &str = "{value}";

/// The remarks whose place lies on the chart.
pub(super) fn annotations(
    site: &Site,
    shown: &Shown,
    (x, y): (&Axis, &Axis),
    series: &[Series],
    problems: &mut Vec<Diagnostic>,
) -> Vec<Annotation> {
    let mut annotations = Vec::new();
    for annotation in &shown.spec.annotations {
        if let Some(problem) = unmarked(shown.spec.mark.value, annotation) {
            problems.push(problem);
            continue;
        }
        // One with neither was reported when the file was read.
        let place = match (&annotation.x, &annotation.y, &annotation.at) {
            (Some(Extent::At(across)), Some(Extent::At(up)), _) => {
                let ends = (at(x, across, problems), at(y, up, problems));
                ends.0.zip(ends.1).map(|(x, y)| Place::At(x, y))
            }
            (Some(extent), None, _) => place(x, extent, Place::X, Place::XBand, problems),
            (None, Some(extent), _) => place(y, extent, Place::Y, Place::YBand, problems),
            (None, None, Some(conditions)) => row(shown, conditions, series, problems),
            _ => None,
        };
        let text = words(&annotation.text.content, site);
        let shift = annotation.shift;
        annotations.extend(place.map(|place| Annotation { place, text, shift }));
    }
    annotations
}

/// Writes the values that remarks name into their words.
pub(super) fn fill(plot: &mut Plot) {
    for at in 0..plot.annotations.len() {
        if plot.annotations[at].text.contains(VALUE) {
            let value = value_at(plot, plot.annotations[at].place);
            plot.annotations[at].text = plot.annotations[at].text.replace(VALUE, &value);
        }
    }
}

/// A remark in a chart that has no place for it.
fn unmarked(mark: Mark, annotation: &model::Annotation) -> Option<Diagnostic> {
    let (message, help) = match mark {
        Mark::Timeline => (
            "a timeline has no remarks beside its events",
            "write what happened as a row of the data, or say it in `note`",
        ),
        Mark::Slope | Mark::Cell => (
            "there is no place for a remark between the words of this chart",
            "say it in `note`, or use another mark",
        ),
        Mark::Histogram | Mark::Box if annotation.at.is_some() => (
            "rows have no marks of their own in this chart",
            "write the place as `x` or `y`, or use `mark: dot`",
        ),
        _ => return None,
    };
    Some(Diagnostic::new(Code::UnfitChannel, annotation.span, message).help(help))
}

/// The mark of the one row that fits, among those shown.
fn row(
    shown: &Shown,
    conditions: &Spanned<Vec<Condition>>,
    series: &[Series],
    problems: &mut Vec<Diagnostic>,
) -> Option<Place> {
    let Shown { spec, dataset, rows, .. } = shown;
    let name = Spanned::new(spec.data.dataset.value.clone(), conditions.span);
    let all = spec.data.conditions.iter().chain(&conditions.value).cloned().collect::<Vec<_>>();
    let found = select::one_row(&name, &all, dataset, problems)?;
    let row = rows.iter().position(|row| *row == found)?;
    let own = series.iter().filter(|series| series.mark.is_none());
    if !own.flat_map(|series| &series.points).any(|point| point.row == row) {
        problems.push(
            Diagnostic::new(Code::NoSuchRow, conditions.span, "this row has no mark in the chart")
                .help("fill its empty cells, or choose another row"),
        );
        return None;
    }
    Some(Place::Row(row))
}

/// One value on an axis.
fn at(axis: &Axis, text: &Spanned<String>, problems: &mut Vec<Diagnostic>) -> Option<f64> {
    let extent = Extent::At(text.clone());
    match place(axis, &extent, Place::X, Place::XBand, problems)? {
        Place::X(value) => Some(value),
        _ => None,
    }
}

fn place(
    axis: &Axis,
    extent: &Extent,
    at: fn(f64) -> Place,
    between: fn(f64, f64) -> Place,
    problems: &mut Vec<Diagnostic>,
) -> Option<Place> {
    let (place, ends) = match extent {
        Extent::At(text) => {
            let value =
                axis.read(text, Edge::Start).map_err(|problem| problems.push(problem)).ok()?;
            (at(value), vec![(text, value)])
        }
        Extent::Between(from, to) => {
            let (start, end) = axis.stretch(from, to, problems)?;
            (between(start, end), vec![(from, start), (to, end)])
        }
    };
    let beyond = ends.iter().find(|(_, value)| !axis.holds(*value));
    if let Some((text, _)) = beyond {
        problems.push(axis.outside(text.span, &text.value, 0));
        return None;
    }
    Some(place)
}
