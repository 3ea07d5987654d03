//! Whether the columns of a chart are of types that its mark can draw.

use super::{Columns, Shown};
use crate::diag::{Code, Diagnostic};
use crate::model::{Channel, Column, ColumnType, Mark};

/// What a column is in the direction that shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Numbers along an axis.
    Quantity,
    /// Days along an axis.
    Time,
    /// Names side by side, or the names of series.
    Names,
}

/// The roles of both directions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Roles {
    pub(super) x: Role,
    /// None where a mark has no second direction.
    pub(super) y: Option<Role>,
    /// Whether each mark has two ends with names of their own.
    pub(super) has_ends: bool,
}

/// From so many dates on, columns stand on the calendar and have no names of their own.
const MOST_NAMED_DATES: usize = 12;

/// The roles of the columns, or a problem at the first that does not fit.
pub(super) fn roles(
    shown: &Shown,
    columns: &Columns,
    problems: &mut Vec<Diagnostic>,
) -> Option<Roles> {
    let spec = shown.spec;
    let mark = spec.mark.value;
    let column = |at: usize| &shown.dataset.columns[at];
    let x = (&spec.x, column(columns.x));
    let y = spec.y.as_ref().zip(columns.y.map(column));

    let mut misfits: Vec<Diagnostic> = drawable(x.0, x.1).into_iter().collect();
    misfits.extend(y.and_then(|y| drawable(y.0, y.1)));
    if misfits.is_empty() {
        misfits.extend(match (mark, y) {
            (Mark::Histogram, _) => (!x.1.kind.is_number()).then(|| {
                needs(x, "x", "a histogram", "numbers")
                    .help("take a column of numbers for `x`; to count names, use `mark: bar`")
            }),
            (Mark::Timeline, _) => (!x.1.kind.is_date()).then(|| {
                needs(x, "x", "a timeline", "dates").help("take a column of dates for `x`")
            }),
            (_, None) => None,
            (Mark::Line | Mark::Step | Mark::Area | Mark::Band, Some(y)) => lines(mark, x, y),
            (Mark::Dot, Some(y)) => dots(x, y),
            (Mark::Cell, Some(y)) => cells(x, y),
            (Mark::Slope, Some(y)) => (!y.1.kind.is_number()).then(|| {
                needs(y, "y", "a slope", "numbers").help("take a column of numbers for `y`")
            }),
            (_, Some(y)) => bars(mark, x, y),
        });
    }
    misfits.extend(others(shown, columns));
    let fits = misfits.is_empty();
    problems.extend(misfits);

    let named = matches!(
        mark,
        Mark::Bar
            | Mark::Lollipop
            | Mark::Waterfall
            | Mark::Box
            | Mark::Range
            | Mark::Arrow
            | Mark::Slope
            | Mark::Cell
    );
    let many = mark == Mark::Bar && many_dates(shown, columns.x);
    let role = |column: &Column| match &column.kind {
        kind if kind.is_number() && mark != Mark::Cell => Role::Quantity,
        kind if kind.is_date() && !named => Role::Time,
        _ => Role::Names,
    };
    let has_ends = matches!(mark, Mark::Range | Mark::Arrow);
    let x = if many && x.1.kind.is_date() { Role::Time } else { role(x.1) };
    fits.then(|| Roles { x, y: y.map(|y| role(y.1)), has_ends })
}

/// Whether a column has more dates than columns can have names.
fn many_dates(shown: &Shown, column: usize) -> bool {
    let dates: std::collections::BTreeSet<&str> =
        shown.cells(column).map(|cell| cell.text.trim()).collect();
    dates.len() > MOST_NAMED_DATES
}

/// What does not fit among colours, sizes, ends, layers and panels.
fn others(shown: &Shown, columns: &Columns) -> Vec<Diagnostic> {
    let spec = shown.spec;
    let column = |at: usize| &shown.dataset.columns[at];
    let mark = spec.mark.value;
    let mut misfits = Vec::new();
    if let Some(colour) = spec.color.as_ref().zip(columns.colour.map(column)) {
        misfits.extend(match mark {
            Mark::Cell => numbers(colour, "color", "the shade of a cell"),
            _ => colours(colour.0, colour.1),
        });
    }
    if let Some(size) = spec.size.as_ref().zip(columns.size.map(column)) {
        misfits.extend(numbers(size, "size", "the area of a dot"));
    }
    if let Some(facet) = spec.facet.as_ref().zip(columns.facet.map(column)) {
        misfits.extend(facets(mark, facet));
    }
    let end = spec.x2.as_ref().or(spec.y2.as_ref()).zip(columns.end.map(column));
    if let Some(end) = end {
        misfits.extend(match mark {
            Mark::Timeline => (!end.1.kind.is_date()).then(|| {
                needs(end, "x2", "a period", "dates").help("take a column of dates for `x2`")
            }),
            _ => numbers(end, if spec.x2.is_some() { "x2" } else { "y2" }, "the end of a mark"),
        });
    }
    for (layer, (value, end)) in spec.layers.iter().zip(&columns.layers) {
        misfits.extend(numbers((&layer.value, column(*value)), "y", "a layer"));
        let end = layer.end.as_ref().zip(end.map(column));
        misfits.extend(end.and_then(|end| numbers(end, "y2", "a layer")));
    }
    misfits
}

fn numbers(shows: Shows, letter: &str, what: &str) -> Option<Diagnostic> {
    (!shows.1.kind.is_number())
        .then(|| needs(shows, letter, what, "numbers").help("take a column of numbers"))
}

/// Small multiples are for marks that leave room for more than one frame.
fn facets(mark: Mark, (channel, column): Shows) -> Option<Diagnostic> {
    if let Some(problem) = drawable(channel, column) {
        return Some(problem);
    }
    if column.kind.is_number() {
        let message = format!("`{}` has numbers, but panels have names", column.name.value);
        return Some(unfit(channel, column, message).help("take a column of words or dates"));
    }
    matches!(mark, Mark::Timeline | Mark::Slope | Mark::Cell | Mark::Box | Mark::Histogram).then(
        || {
            let message = format!("`mark: {}` is not drawn as small multiples", mark.word());
            unfit(channel, column, message).help("choose rows with `where`, one chart for each")
        },
    )
}

/// Cells stand where two names meet.
fn cells(x: Shows, y: Shows) -> Option<Diagnostic> {
    let numbers = [("x", x), ("y", y)].into_iter().find(|(_, (_, column))| column.kind.is_number());
    numbers.map(|(letter, shows)| {
        needs(shows, letter, "a cell", "words or dates")
            .help("take a column of words or dates; the numbers belong to `color`")
    })
}

/// A channel and its column.
type Shows<'a> = (&'a Channel, &'a Column);

/// Flags and sources are about rows; they are no values of their own.
fn drawable(channel: &Channel, column: &Column) -> Option<Diagnostic> {
    let about_rows = matches!(column.kind, ColumnType::Flag | ColumnType::Source);
    about_rows.then(|| {
        let message =
            format!("`{}` has {}, which are not drawn", column.name.value, column.kind.words());
        unfit(channel, column, message).help("take a column of numbers, dates or words")
    })
}

fn bars(mark: Mark, x: Shows, y: Shows) -> Option<Diagnostic> {
    let (named, other) = (&x.1.name.value, &y.1.name.value);
    match (x.1.kind.is_number(), y.1.kind.is_number()) {
        (true, true) => Some(
            unfit(
                x.0,
                x.1,
                format!(
                    "`{named}` and `{other}` both have numbers, but {} names or dates on one axis",
                    plural(mark)
                ),
            )
            .help("take a column of words or dates for one of them, or use `mark: dot`"),
        ),
        (false, false) => Some(numberless(x, y, plural(mark).trim_end_matches(" need"))),
        _ => None,
    }
}

/// Marks that need a name or date for each, with their verb.
fn plural(mark: Mark) -> &'static str {
    match mark {
        Mark::Lollipop => "lollipops need",
        Mark::Range => "ranges need",
        Mark::Arrow => "arrows need",
        Mark::Box => "boxes need",
        _ => "bars need",
    }
}

fn numberless(x: Shows, y: Shows, marks: &str) -> Diagnostic {
    let (named, other) = (&x.1.name.value, &y.1.name.value);
    let message =
        format!("neither `{named}` nor `{other}` has numbers, but {marks} need them on one axis");
    unfit(y.0, y.1, message)
        .help("take a column of numbers for `y`, or for `x` if names are to stand below each other")
}

fn lines(mark: Mark, x: Shows, y: Shows) -> Option<Diagnostic> {
    let what = match mark {
        Mark::Area => "an area",
        Mark::Band => "a band",
        _ => "a line",
    };
    if !y.1.kind.is_number() {
        return Some(
            needs(y, "y", what, "numbers")
                .help("take a column of numbers for `y`, or use another mark"),
        );
    }
    let runs = x.1.kind.is_number() || x.1.kind.is_date();
    (!runs).then(|| {
        needs(x, "x", what, "dates or numbers").help(
            "take a column of dates for `x`; to compare names, use `mark: bar` or `mark: dot`",
        )
    })
}

fn dots(x: Shows, y: Shows) -> Option<Diagnostic> {
    if y.1.kind.is_date() {
        return Some(
            needs(y, "y", "a dot", "numbers or names")
                .help("let dates run from left to right: take them for `x`"),
        );
    }
    let counted = x.1.kind.is_number() || y.1.kind.is_number();
    (!counted).then(|| numberless(x, y, "dots"))
}

fn colours(channel: &Channel, column: &Column) -> Option<Diagnostic> {
    if let Some(problem) = drawable(channel, column) {
        return Some(problem.help("take a column of words or dates"));
    }
    column.kind.is_number().then(|| {
        let message = format!("`{}` has numbers, but colours tell names apart", column.name.value);
        unfit(channel, column, message)
            .help("take a column of words, or of `type: year` if these are years")
    })
}

fn needs((channel, column): Shows, letter: &str, mark: &str, needed: &str) -> Diagnostic {
    let message = format!(
        "`{}` has {}, but {mark} needs {needed} on `{letter}`",
        column.name.value,
        column.kind.words()
    );
    unfit(channel, column, message)
}

fn unfit(channel: &Channel, column: &Column, message: String) -> Diagnostic {
    Diagnostic::new(Code::UnfitChannel, channel.field.span, message)
        .related(column.name.span, "the column is declared here")
}
