//! The rows as points, and what a reader can tell apart.

use std::collections::BTreeMap;

use super::axis::{self, Axis, Letter};
use super::fit::{Role, Roles};
use super::quantity::{formatted, quantity};
use super::words::label;
use super::{Columns, Shown};
use crate::chart::{Point, Series};
use crate::diag::{Code, Diagnostic, nearest, one_of};
use crate::model::{Channel, ChartSpec, ColumnType, Mark, Value};

/// Everything that rows are drawn by.
pub(super) struct Axes<'a, 'b> {
    pub(super) x: &'b Axis<'a>,
    pub(super) y: &'b Axis<'a>,
    pub(super) colour: Option<&'b Axis<'a>>,
    pub(super) facet: Option<&'b Axis<'a>>,
    pub(super) others: &'b Others<'a>,
    /// The column with the names of single marks.
    pub(super) text: Option<usize>,
}

/// Numbers beside those of the two directions.
pub(super) struct Others<'a> {
    /// Where marks end.
    pub(super) end: Option<Axis<'a>>,
    /// The shade of a cell, the area of a dot.
    pub(super) weight: Option<Axis<'a>>,
    /// The values of layers, with the ends of bands.
    pub(super) layers: Vec<(Axis<'a>, Option<Axis<'a>>)>,
}

impl<'a, 'b> Axes<'a, 'b> {
    /// The axis of values: of two axes of numbers the one that goes up.
    pub(super) fn measure(&self) -> &'b Axis<'a> {
        if self.y.is_quantity() { self.y } else { self.x }
    }

    /// The axis along which values stand side by side.
    pub(super) fn aside(&self) -> &'b Axis<'a> {
        if self.y.is_quantity() { self.x } else { self.y }
    }
}

/// The axes of numbers that share a direction with the chart's own, and weights.
pub(super) fn others<'a>(
    shown: &Shown<'a>,
    columns: &Columns,
    (x, y): (&Axis, &Axis),
    problems: &mut Vec<Diagnostic>,
) -> Others<'a> {
    let spec = shown.spec;
    let measure = if y.is_quantity() { y } else { x };
    let letter = if y.is_quantity() { Letter::Y } else { Letter::X };
    let mut read = |channel: &'a Channel, column: usize, shared: bool| {
        let axis = quantity(shown, letter, channel, column, problems);
        if shared {
            problems.extend(foreign(&axis, measure));
            problems.extend(beyond(shown, &axis, measure));
        }
        axis
    };

    let end = spec.x2.as_ref().or(spec.y2.as_ref()).zip(columns.end);
    let end = end.map(|(channel, column)| match spec.mark.value {
        Mark::Timeline => {
            axis::axis(shown, Letter::X, channel, column, Role::Time, &mut Vec::new())
        }
        _ => read(channel, column, true),
    });
    let weight = match spec.mark.value {
        Mark::Cell => spec.color.as_ref().zip(columns.colour),
        _ => spec.size.as_ref().zip(columns.size),
    };
    let weight = weight.map(|(channel, column)| read(channel, column, false));
    let layers = spec.layers.iter().zip(&columns.layers);
    let layers = layers.map(|(layer, &(value, end))| {
        let end = layer.end.as_ref().zip(end);
        (read(&layer.value, value, true), end.map(|(channel, column)| read(channel, column, true)))
    });
    Others { end, weight, layers: layers.collect() }
}

/// A column in another unit than the axis that it would share.
fn foreign(axis: &Axis, measure: &Axis) -> Option<Diagnostic> {
    let (own, other) = (axis.unit.as_ref()?, measure.unit.as_ref()?);
    if own.id == other.id {
        return None;
    }
    let (named, first) = (&axis.declared.name.value, &measure.declared.name.value);
    let message = format!(
        "`{named}` is in `{}` and `{first}` in `{}`, and one axis cannot show both",
        own.id, other.id
    );
    Some(
        Diagnostic::new(Code::MixedUnits, axis.span(), message)
            .related(measure.span(), "the axis is this column's")
            .help("draw two charts: where a second axis begins and ends would decide what seems to go together"),
    )
}

/// A value beyond the ends that the author set for the axis.
fn beyond(shown: &Shown, axis: &Axis, measure: &Axis) -> Option<Diagnostic> {
    let outside = |row: &usize| axis.at(*row).is_some_and(|value| !measure.holds(value));
    let mut rows = (0..shown.rows.len()).filter(outside);
    let cell = shown.cell(axis.column, rows.next()?);
    let problem = measure.outside(cell.span, &cell.text, rows.count());
    Some(problem.help("widen the `domain`, or leave the row out with `where`"))
}

/// The series, if rows are split into any.
///
/// A colour that repeats the names of the bars splits nothing: there is one bar for each
/// name, and it already stands by its name.
pub(super) fn colour<'a>(
    shown: &Shown<'a>,
    columns: &Columns,
    roles: Roles,
    problems: &mut Vec<Diagnostic>,
) -> Option<Axis<'a>> {
    let spec = shown.spec;
    let channel = spec.color.as_ref().filter(|_| spec.mark.value != Mark::Cell)?;
    let column = columns.colour?;
    if matches!(spec.mark.value, Mark::Bar | Mark::Lollipop | Mark::Area) {
        let names = if roles.y == Some(Role::Names) { columns.y } else { Some(columns.x) };
        if names == Some(column) {
            return None;
        }
        if spec.stack.is_none() {
            problems.push(unstacked(spec.mark.value, channel));
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

/// Bars or areas of which nobody said whether they add up.
fn unstacked(mark: Mark, channel: &Channel) -> Diagnostic {
    let (what, apart) = match mark {
        Mark::Area => ("areas", "before each other"),
        Mark::Lollipop => ("lollipops", "side by side"),
        _ => ("bars", "side by side"),
    };
    let message =
        format!("{what} are split by `{}`, and nothing says how they stand", channel.field.value);
    let problem = Diagnostic::new(Code::UnstackedColour, channel.field.span, message);
    if mark == Mark::Lollipop {
        return problem.help("write `stack: none`: they stand side by side, each from zero");
    }
    problem.help(format!(
        "write `stack: none` if they stand {apart}, each from zero; `stack: zero` if they add up; `stack: normalize` for parts of 100 %"
    ))
}

/// Whether the dataset itself reports empty cells of a column.
fn needed(axis: &Axis) -> bool {
    axis.declared.required || axis.declared.key
}

/// The points of each series, the chart's own and then those of its layers; nothing if
/// there is not a single one.
pub(super) fn series(
    shown: &Shown,
    axes: &Axes,
    problems: &mut Vec<Diagnostic>,
) -> Option<Vec<Series>> {
    let spec = shown.spec;
    let own = Drawn {
        mark: spec.mark.value,
        value: None,
        end: axes.others.end.as_ref(),
        is_layer: false,
    };
    let mut all = drawn(shown, axes, &own, problems);
    if all.iter().all(|series| series.points.is_empty()) {
        problems.extend(nothing(shown, axes.x, axes.y, axes.colour));
        return None;
    }

    let mut compared = false;
    for (layer, (value, end)) in spec.layers.iter().zip(&axes.others.layers) {
        let mark = layer.mark.value;
        let drawn_layer = Drawn { mark, value: Some(value), end: end.as_ref(), is_layer: true };
        let mut series = drawn(shown, axes, &drawn_layer, problems);
        let lines = matches!(mark, Mark::Line | Mark::Step | Mark::Dot);
        compared |= lines && axes.colour.is_none();
        for series in &mut series {
            series.mark = Some(super::mark(mark));
            if axes.colour.is_none() {
                series.name = match &layer.title {
                    Some(title) => title.clone(),
                    None if mark == Mark::Band => String::new(),
                    None => value.declared.title.of(shown.lang).clone(),
                };
            }
        }
        all.extend(series);
    }
    if compared {
        for series in all.iter_mut().filter(|series| series.mark.is_none()) {
            series.name.clone_from(&axes.measure().title);
        }
    }
    Some(all)
}

/// What is drawn for each row: the chart's own mark, or a layer.
struct Drawn<'a, 'b> {
    mark: Mark,
    /// The values of a layer, instead of those of the chart.
    value: Option<&'b Axis<'a>>,
    /// Where marks end.
    end: Option<&'b Axis<'a>>,
    is_layer: bool,
}

/// The series of one mark, one for each colour and panel.
fn drawn(shown: &Shown, axes: &Axes, what: &Drawn, problems: &mut Vec<Diagnostic>) -> Vec<Series> {
    let colours = axes.colour.map_or_else(|| vec![String::new()], |axis| axis.names().to_vec());
    let panels = axes.facet.map_or(1, |axis| axis.names().len());
    let mut drawn: Vec<Vec<Mayhap>> = (0..colours.len() * panels).map(|_| Vec::new()).collect();
    let mut taken: BTreeMap<(usize, [u64; 2]), usize> = BTreeMap::new();

    for row in 0..shown.rows.len() {
        let rank = axes.colour.map_or(Some(0), |axis| axis.rank(row));
        let panel = axes.facet.map_or(Some(0), |axis| axis.rank(row));
        let (Some(rank), Some(panel), Some(aside)) = (rank, panel, axes.aside().at(row)) else {
            continue;
        };
        let series = panel * colours.len() + rank;
        let Some(point) = point(shown, axes, what, row) else {
            drawn[series].push(Mayhap { x: aside, point: None });
            continue;
        };
        if let Some(place) = place(what.mark, axes, &point)
            && let Some(first) = taken.insert((series, place), row)
        {
            if !what.is_layer {
                problems.push(twice(shown, axes, (first, row)));
            }
            taken.insert((series, place), first);
            continue;
        }
        drawn[series].push(Mayhap { x: aside, point: Some(point) });
    }

    let runs = matches!(what.mark, Mark::Line | Mark::Step | Mark::Area | Mark::Band);
    let series = drawn.into_iter().enumerate().map(|(at, mayhaps)| Series {
        name: colours[at % colours.len()].clone(),
        mark: None,
        panel: at / colours.len(),
        points: if runs { with_gaps(mayhaps) } else { present(mayhaps) },
    });
    series.filter(|series| panels == 1 || !series.points.is_empty()).collect()
}

/// A place on the x axis where a point may be missing.
struct Mayhap {
    x: f64,
    point: Option<Point>,
}

fn present(mayhaps: Vec<Mayhap>) -> Vec<Point> {
    mayhaps.into_iter().filter_map(|mayhap| mayhap.point).collect()
}

/// Points along a line; those before which a value is missing say so.
fn with_gaps(mut mayhaps: Vec<Mayhap>) -> Vec<Point> {
    mayhaps.sort_by(|one, other| one.x.total_cmp(&other.x));
    let mut gap = false;
    let points = mayhaps.into_iter().filter_map(|mayhap| {
        let missing = std::mem::replace(&mut gap, mayhap.point.is_none());
        let point = mayhap.point?;
        Some(Point { gap: missing, ..point })
    });
    points.collect()
}

/// What two marks of a series must not share: names and times stand for one mark only,
/// dots for as many as do not cover each other, and counted rows for any number.
fn place(mark: Mark, axes: &Axes, point: &Point) -> Option<[u64; 2]> {
    // Adding zero makes -0 the same as 0.
    let bits = |value: f64| (value + 0.0).to_bits();
    let both = [bits(point.x), bits(point.y)];
    match mark {
        Mark::Histogram | Mark::Box | Mark::Timeline => None,
        Mark::Dot | Mark::Cell => Some(both),
        _ if axes.y.is_quantity() => Some([both[0], 0]),
        _ => Some([0, both[1]]),
    }
}

/// The mark of a row, unless one of its cells is empty.
fn point(shown: &Shown, axes: &Axes, what: &Drawn, row: usize) -> Option<Point> {
    let measure = what.value.unwrap_or_else(|| axes.measure());
    let (mut value, mut base) = (measure.at(row)?, None);
    // What shares the axis is written as the axis is.
    let shared = axes.measure();
    let (mut label, mut base_label) = (number(shown, measure, shared, row), String::new());
    if let Some(end) = what.end {
        let ends = end.at(row);
        if what.mark == Mark::Timeline {
            base = ends;
        } else {
            (base, value) = (Some(value), ends?);
            base_label = std::mem::replace(&mut label, number(shown, end, shared, row));
        }
    }
    let weight = axes.others.weight.as_ref().filter(|_| !what.is_layer);
    let weight = match weight {
        Some(axis) => Some(axis.at(row)?),
        None => None,
    };
    if let (Mark::Cell, Some(axis)) = (what.mark, &axes.others.weight) {
        label = number(shown, axis, axis, row);
    }
    if what.mark == Mark::Timeline {
        label = date(shown, axes.x.column, row);
        if let (Some(end), Some(_)) = (what.end, base) {
            base_label = date(shown, end.column, row);
        }
    }
    let aside = axes.aside().at(row)?;
    let upright = axes.y.is_quantity() || what.mark == Mark::Cell;
    let (x, y) = match (upright, what.mark) {
        (_, Mark::Cell) => (axes.x.at(row)?, axes.y.at(row)?),
        (true, _) => (aside, value),
        (false, _) => (value, aside),
    };
    let name = axes.text.map_or_else(String::new, |column| text(shown, column, row));
    let name = if what.is_layer { String::new() } else { name };
    let flag = flag(shown, row).filter(|flag| *flag != 'b' || axes.aside().runs());
    Some(Point { x, y, label, base, base_label, name, weight, flag, gap: false, row })
}

/// A number as readers see it beside its mark.
fn number(shown: &Shown, axis: &Axis, shared: &Axis, row: usize) -> String {
    let cell = shown.cell(axis.column, row);
    let channels = (axis.channel, shared.channel);
    let of = (axis.unit.as_ref(), &axis.declared.kind);
    let formatted = axis.at(row).and_then(|value| formatted(value, channels, of, shown.lang));
    match &cell.value {
        _ if formatted.is_some() => formatted.unwrap_or_default(),
        Some(Value::Number(number)) => label(number, &cell.text, axis.unit.as_ref(), shown.lang),
        _ => String::new(),
    }
}

/// A date as readers see it.
fn date(shown: &Shown, column: usize, row: usize) -> String {
    match shown.cell(column, row).value {
        Some(Value::Date(date)) => date.write_short(shown.lang),
        _ => String::new(),
    }
}

/// The words of a cell.
fn text(shown: &Shown, column: usize, row: usize) -> String {
    let cell = shown.cell(column, row);
    match &cell.value {
        Some(Value::Date(date)) => date.write_short(shown.lang),
        Some(Value::Text(text)) => text.clone(),
        _ => cell.text.trim().to_owned(),
    }
}

/// The observation's status.
fn flag(shown: &Shown, row: usize) -> Option<char> {
    let column = shown.dataset.column_of(&ColumnType::Flag)?;
    let cell = shown.cell(column, row);
    cell.value.as_ref()?;
    cell.text.trim().chars().next().map(|flag| flag.to_ascii_lowercase())
}

fn twice(shown: &Shown, axes: &Axes, (first, second): (usize, usize)) -> Diagnostic {
    let by = axes.aside();
    let cell = shown.cell(by.column, second);
    let of = axes.colour.map(|colour| shown.cell(colour.column, second).text.trim());
    let whose = of.map_or_else(String::new, |name| format!(" of `{name}`"));
    let message = format!("a second row{whose} stands at `{}`", cell.text.trim());
    let help = match axes.colour {
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

/// The totals of a waterfall, as readers see their names.
pub(super) fn totals(shown: &Shown, axes: &Axes, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let aside = axes.aside();
    let mut totals = Vec::new();
    for wanted in &shown.spec.totals {
        match aside.find(&wanted.value) {
            Some(rank) => totals.push(aside.names()[rank].clone()),
            None => problems.push(aside.no_name(wanted)),
        }
    }
    totals
}
