//! Remarks on places along the axes.

use super::axis::{Axis, Edge};
use super::words::words;
use crate::chart::{Annotation, Place};
use crate::diag::Diagnostic;
use crate::model::{ChartSpec, Extent};
use crate::resolve::Site;

/// The remarks whose place lies on the chart.
pub(super) fn annotations(
    site: &Site,
    spec: &ChartSpec,
    x: &Axis,
    y: &Axis,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Annotation> {
    let mut annotations = Vec::new();
    for annotation in &spec.annotations {
        // One with neither or both was reported when the file was read.
        let place = match (&annotation.x, &annotation.y) {
            (Some(extent), None) => place(x, extent, Place::X, Place::XBand, problems),
            (None, Some(extent)) => place(y, extent, Place::Y, Place::YBand, problems),
            _ => None,
        };
        let text = words(&annotation.text.content, site);
        annotations.extend(place.map(|place| Annotation { place, text }));
    }
    annotations
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
