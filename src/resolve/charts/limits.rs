//! What a reader can tell apart.

use super::points::Axes;
use crate::chart::Series;
use crate::diag::{Code, Diagnostic};
use crate::files::Span;
use crate::model::{ChartSpec, Mark};

/// The palette has six colours; no seventh stays apart for the colour-blind.
const MOST_COLOURS: usize = 6;

/// Grey lines need not be told apart, only be followed.
const MOST_SERIES: usize = 15;

/// More bars than this are read as a texture. A table is better.
const MOST_BARS: usize = 40;

/// More columns along a calendar than this have no gaps between them any more.
const MOST_COLUMNS: usize = 120;

/// More small charts than this do not fit one screen.
const MOST_PANELS: usize = 12;

/// More events than this are a list.
const MOST_EVENTS: usize = 24;

/// More cells than this have no room for their numbers.
const MOST_CELLS: (usize, usize) = (12, 30);

const FEWER: &str = "choose fewer with `where`";

/// More than a reader can tell apart.
pub(super) fn limits(
    spec: &ChartSpec,
    axes: &Axes,
    series: &[Series],
    highlight: &[String],
    problems: &mut Vec<Diagnostic>,
) {
    let found = [
        colours(spec, axes, highlight),
        panels(axes),
        moments(spec, axes),
        cells(spec, axes),
        marks(spec, axes, series),
    ];
    // One chart has one problem of this kind: mending the first may mend the others.
    problems.extend(found.into_iter().flatten().next());
}

fn too_many(span: Span, message: String, help: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::TooManySeries, span, message).help(help)
}

fn colours(spec: &ChartSpec, axes: &Axes, highlight: &[String]) -> Option<Diagnostic> {
    let colour = axes.colour?;
    let names = colour.names();
    let count = names.len();
    let kept = names.iter().filter(|name| highlight.contains(name)).count();
    if count <= MOST_COLOURS || (spec.mark.value == Mark::Slope && count <= MOST_SERIES) {
        return None;
    }
    let span = colour.span();
    if count > MOST_SERIES {
        return Some(too_many(
            span,
            format!("{count} series, but {MOST_SERIES} are the most"),
            FEWER,
        ));
    }
    if kept == 0 {
        let message = format!("{count} series, but only {MOST_COLOURS} colours can be told apart");
        let help =
            format!("{FEWER}, or name those that matter under `highlight`: the others turn grey");
        return Some(too_many(span, message, help));
    }
    (kept > MOST_COLOURS).then(|| {
        let message =
            format!("{kept} highlighted series, but only {MOST_COLOURS} colours can be told apart");
        too_many(span, message, "highlight fewer")
    })
}

fn panels(axes: &Axes) -> Option<Diagnostic> {
    let facet = axes.facet?;
    let count = facet.names().len();
    (count > MOST_PANELS).then(|| {
        let message = format!("{count} small charts, but {MOST_PANELS} fit one screen");
        too_many(facet.span(), message, FEWER)
    })
}

/// A slope joins two moments.
fn moments(spec: &ChartSpec, axes: &Axes) -> Option<Diagnostic> {
    let count = axes.x.names().len();
    (spec.mark.value == Mark::Slope && count != 2).then(|| {
        let name = &axes.x.declared.name.value;
        let message = format!("a slope joins two moments, and `{name}` has {count}");
        Diagnostic::new(Code::UnfitChannel, axes.x.span(), message)
            .help("choose two of them with `where`, or use `mark: line`")
    })
}

fn cells(spec: &ChartSpec, axes: &Axes) -> Option<Diagnostic> {
    let (columns, rows) = (axes.x.names().len(), axes.y.names().len());
    (spec.mark.value == Mark::Cell && (columns > MOST_CELLS.0 || rows > MOST_CELLS.1)).then(|| {
        let (most_columns, most_rows) = MOST_CELLS;
        let message = format!(
            "{columns} columns and {rows} rows of cells, but {most_columns} and {most_rows} are the most"
        );
        too_many(axes.x.span(), message, FEWER)
    })
}

fn marks(spec: &ChartSpec, axes: &Axes, series: &[Series]) -> Option<Diagnostic> {
    let points: usize = series.iter().map(|series| series.points.len()).sum();
    if spec.mark.value == Mark::Timeline {
        return (points > MOST_EVENTS).then(|| {
            let message = format!("{points} events, but {MOST_EVENTS} are the most");
            too_many(axes.x.span(), message, format!("{FEWER}, or show a table"))
        });
    }
    if spec.mark.value == Mark::Box || spec.mark.value == Mark::Cell {
        return None;
    }
    let names = [axes.x, axes.y].into_iter().find(|axis| !axis.names().is_empty());
    let stacked = spec.stack.as_ref().is_some_and(|s| s.value != crate::model::Stack::None);
    let each = axes.facet.map_or(1, |facet| facet.names().len()).max(1);
    let (count, most, what, axis) = match (spec.mark.value, names) {
        (Mark::Bar, None) => (axes.x.distinct(), MOST_COLUMNS, "columns", axes.x),
        (_, None) => return None,
        (Mark::Bar, Some(axis)) if !stacked => {
            ((points / each).max(axis.names().len()), MOST_BARS, "bars", axis)
        }
        (_, Some(axis)) => (axis.names().len(), MOST_BARS, "names", axis),
    };
    (count > most).then(|| {
        let message = format!("{count} {what}, but a reader compares {most} at most");
        too_many(axis.span(), message, format!("{FEWER}, or show a table"))
    })
}
