//! The rows as points, and what a reader can tell apart.

use std::collections::BTreeMap;

use super::axis::{self, Axis};
use super::fit::{Role, Roles};
use super::words::label;
use super::{Columns, Shown};
use crate::chart::{Point, Series};
use crate::diag::{Code, Diagnostic, nearest, one_of};
use crate::model::{ChartSpec, ColumnType, Mark};

/// The palette has six colours; no seventh stays apart for the colour-blind.
const MOST_COLOURS: usize = 6;

/// Grey lines need not be told apart, only be followed.
const MOST_SERIES: usize = 15;

/// More bars than this are read as a texture. A table is better.
const MOST_BARS: usize = 40;

/// The series, if rows are split into any.
///
/// A colour that repeats the names of the bars splits nothing: there is one bar for each
/// name, and it already stands by its name.
pub(super) fn colour<'a>(
    shown: &Shown<'a>,
    columns: Columns,
    roles: Roles,
    problems: &mut Vec<Diagnostic>,
) -> Option<Axis<'a>> {
    let spec = shown.spec;
    let channel = spec.color.as_ref()?;
    let column = columns.colour?;
    if spec.mark.value == Mark::Bar {
        let names = if roles.x == Role::Names { columns.x } else { columns.y };
        if names == column {
            return None;
        }
        if !spec.unstacked {
            let message = format!(
                "bars are split by `{}`, and nothing says how they stand",
                channel.field.value
            );
            problems.push(
                Diagnostic::new(Code::UnstackedColour, channel.field.span, message)
                    .help("write `stack: none`: they stand side by side, each from zero"),
            );
        }
    }

    let colours = axis::colours(shown, channel, column, problems);
    let mut empty = shown.cells(column).filter(|cell| cell.text.trim().is_empty());
    if let Some(cell) = empty.next().filter(|_| !needed(&colours)) {
        let others = super::quantity::and(empty.count());
        let message = format!(
            "`{}` is empty in this row, and the chart colours by it{others}",
            channel.field.value
        );
        problems.push(
            Diagnostic::new(Code::MissingCell, cell.span, message)
                .related(channel.field.span, "the chart")
                .help("fill the cell, or leave the row out with `where`"),
        );
    }
    Some(colours)
}

/// Whether the dataset itself reports empty cells of a column.
fn needed(axis: &Axis) -> bool {
    axis.declared.required || axis.declared.key
}

/// The points of each series; nothing if there is not a single one.
pub(super) fn series(
    shown: &Shown,
    x: &Axis,
    y: &Axis,
    colour: Option<&Axis>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Vec<Series>> {
    let names = colour.map_or_else(|| vec![String::new()], |colour| colour.names().to_vec());
    let mut drawn: Vec<Vec<Mayhap>> = names.iter().map(|_| Vec::new()).collect();
    let mut taken: BTreeMap<(usize, [u64; 2]), usize> = BTreeMap::new();

    for row in 0..shown.rows.len() {
        let (Some(rank), Some(at)) = (colour.map_or(Some(0), |colour| colour.rank(row)), x.at(row))
        else {
            continue;
        };
        let Some(height) = y.at(row) else {
            drawn[rank].push(Mayhap { x: at, point: None });
            continue;
        };
        let place = place(shown.spec.mark.value, x, at, height);
        if let Some(first) = taken.insert((rank, place), row) {
            problems.push(twice(shown, x, y, colour, (first, row)));
            taken.insert((rank, place), first);
            continue;
        }
        drawn[rank].push(Mayhap { x: at, point: Some(point(shown, x, y, row, (at, height))) });
    }

    if drawn.iter().flatten().all(|mayhap| mayhap.point.is_none()) {
        problems.extend(nothing(shown, x, y, colour));
        return None;
    }
    let lines = matches!(shown.spec.mark.value, Mark::Line | Mark::Step);
    let points =
        drawn.into_iter().map(|mayhaps| if lines { with_gaps(mayhaps) } else { present(mayhaps) });
    Some(names.into_iter().zip(points).map(|(name, points)| Series { name, points }).collect())
}

/// A place on the x axis where a point may be missing.
struct Mayhap {
    x: f64,
    point: Option<Point>,
}

fn present(mayhaps: Vec<Mayhap>) -> Vec<Point> {
    mayhaps.into_iter().filter_map(|mayhap| mayhap.point).collect()
}

/// Points along a line, with a break (`b`) where a value is missing before them.
fn with_gaps(mut mayhaps: Vec<Mayhap>) -> Vec<Point> {
    mayhaps.sort_by(|one, other| one.x.total_cmp(&other.x));
    let mut gap = false;
    let points = mayhaps.into_iter().filter_map(|mayhap| {
        let missing = std::mem::replace(&mut gap, mayhap.point.is_none());
        let point = mayhap.point?;
        Some(if missing { Point { flag: Some('b'), ..point } } else { point })
    });
    points.collect()
}

/// What two marks of a series must not share: names and times stand for one mark only,
/// and dots for as many as do not cover each other.
fn place(mark: Mark, x: &Axis, at: f64, height: f64) -> [u64; 2] {
    // Adding zero makes -0 the same as 0.
    let bits = |value: f64| (value + 0.0).to_bits();
    match mark {
        Mark::Dot => [bits(at), bits(height)],
        Mark::Bar if x.is_quantity() => [0, bits(height)],
        Mark::Line | Mark::Step | Mark::Bar => [bits(at), 0],
    }
}

fn point(shown: &Shown, x: &Axis, y: &Axis, row: usize, (at, height): (f64, f64)) -> Point {
    let value = if y.is_quantity() { y } else { x };
    let cell = shown.cell(value.column, row);
    let label = match &cell.value {
        Some(crate::model::Value::Number(number)) => {
            label(number, &cell.text, value.unit.as_ref(), shown.lang)
        }
        _ => String::new(),
    };
    let flag = shown.dataset.column_of(&ColumnType::Flag).map(|column| shown.cell(column, row));
    let flag =
        flag.filter(|cell| cell.value.is_some()).and_then(|cell| cell.text.trim().chars().next());
    Point { x: at, y: height, label, flag: flag.map(|flag| flag.to_ascii_lowercase()) }
}

fn twice(
    shown: &Shown,
    x: &Axis,
    y: &Axis,
    colour: Option<&Axis>,
    (first, second): (usize, usize),
) -> Diagnostic {
    let by = if shown.spec.mark.value == Mark::Bar && x.is_quantity() { y } else { x };
    let cell = shown.cell(by.column, second);
    let of = colour.map(|colour| shown.cell(colour.column, second).text.trim());
    let whose = of.map_or_else(String::new, |name| format!(" of `{name}`"));
    let message = format!("a second row{whose} stands at `{}`", cell.text.trim());
    let help = match colour {
        None => "choose one of them with `where`, or split the rows with `color`",
        Some(_) => "choose one of them with `where`",
    };
    Diagnostic::new(Code::DuplicatePoint, cell.span, message)
        .related(shown.cell(by.column, first).span, "the first")
        .help(help)
}

/// A chart without points, unless that is the fault of cells that are reported already.
fn nothing(shown: &Shown, x: &Axis, y: &Axis, colour: Option<&Axis>) -> Option<Diagnostic> {
    let broken = |axis: &Axis| {
        let cells = shown.cells(axis.column).enumerate();
        let mut without = cells.filter(|(row, _)| axis.at(*row).is_none());
        without.any(|(_, cell)| needed(axis) || !cell.text.trim().is_empty())
    };
    let colourless =
        colour.is_some_and(|colour| shown.cells(colour.column).any(|cell| cell.value.is_none()));
    if broken(x) || broken(y) || colourless {
        return None;
    }
    let [x, y] = [x, y].map(|axis| &shown.dataset.columns[axis.column].name.value);
    let name = &shown.spec.data.dataset;
    let message = format!("no row has both `{x}` and `{y}`");
    Some(
        Diagnostic::new(Code::EmptyChart, name.span, message)
            .help("fill their cells, or choose other rows with `where`"),
    )
}

/// The names that keep their colour, as readers see them.
pub(super) fn highlight(
    spec: &ChartSpec,
    x: &Axis,
    y: &Axis,
    colour: Option<&Axis>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let named = || [colour, Some(x), Some(y)].into_iter().flatten();
    let mut highlight = Vec::new();
    for wanted in &spec.highlight {
        if let Some(name) =
            named().find_map(|axis| Some(axis.names()[axis.find(&wanted.value)?].clone()))
        {
            highlight.push(name);
            continue;
        }
        let known: Vec<&str> = named().flat_map(Axis::names).map(String::as_str).collect();
        let message = format!("there is no `{}` to highlight", wanted.value);
        let problem = Diagnostic::new(Code::WrongValue, wanted.span, message);
        problems.push(match nearest(&wanted.value, known.iter().copied()) {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None if known.is_empty() => problem.help("split the rows into series with `color`"),
            None => problem.help(format!("there is {}", one_of(known))),
        });
    }
    highlight
}

/// More than a reader can tell apart.
pub(super) fn limits(
    spec: &ChartSpec,
    series: &[Series],
    highlight: &[String],
    axes: &[&Axis],
    problems: &mut Vec<Diagnostic>,
) {
    let fewer = "choose fewer with `where`";
    if let Some(channel) = spec.color.as_ref().filter(|_| series.len() > MOST_COLOURS) {
        let kept = series.iter().filter(|series| highlight.contains(&series.name)).count();
        let (message, help) = match series.len() {
            count if count > MOST_SERIES => {
                (format!("{count} series, but {MOST_SERIES} are the most"), fewer.to_owned())
            }
            count if kept == 0 => (
                format!("{count} series, but only {MOST_COLOURS} colours can be told apart"),
                format!(
                    "{fewer}, or name those that matter under `highlight`: the others turn grey"
                ),
            ),
            _ if kept > MOST_COLOURS => (
                format!(
                    "{kept} highlighted series, but only {MOST_COLOURS} colours can be told apart"
                ),
                "highlight fewer".to_owned(),
            ),
            _ => return,
        };
        problems.push(Diagnostic::new(Code::TooManySeries, channel.field.span, message).help(help));
        return;
    }

    let Some(names) = axes.iter().find(|axis| !axis.names().is_empty()) else { return };
    let bars: usize = series.iter().map(|series| series.points.len()).sum();
    let (count, what) = match spec.mark.value {
        Mark::Bar => (bars.max(names.names().len()), "bars"),
        _ => (names.names().len(), "names"),
    };
    if count > MOST_BARS {
        let message = format!("{count} {what}, but a reader compares {MOST_BARS} at most");
        let help = format!("{fewer}, or show a table");
        problems.push(Diagnostic::new(Code::TooManySeries, names.span(), message).help(help));
    }
}
