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
    pub(super) y: Role,
}

/// The roles of the columns, or a problem at the first that does not fit.
pub(super) fn roles(
    shown: &Shown,
    columns: Columns,
    problems: &mut Vec<Diagnostic>,
) -> Option<Roles> {
    let spec = shown.spec;
    let column = |at: usize| &shown.dataset.columns[at];
    let (x, y) = (column(columns.x), column(columns.y));
    let colour = spec.color.as_ref().zip(columns.colour.map(column));

    let drawable = drawable(&spec.x, x).or_else(|| drawable(&spec.y, y));
    let misfit = drawable.or_else(|| match spec.mark.value {
        Mark::Bar => bars((&spec.x, x), (&spec.y, y)),
        Mark::Line | Mark::Step => lines((&spec.x, x), (&spec.y, y)),
        Mark::Dot => dots((&spec.x, x), (&spec.y, y)),
    });
    let colourless = colour.and_then(|(channel, column)| colours(channel, column));
    let fits = misfit.is_none() && colourless.is_none();
    problems.extend(misfit.into_iter().chain(colourless));

    let role = |column: &Column| match &column.kind {
        kind if kind.is_number() => Role::Quantity,
        kind if kind.is_date() && spec.mark.value != Mark::Bar => Role::Time,
        _ => Role::Names,
    };
    fits.then(|| Roles { x: role(x), y: role(y) })
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

fn bars(x: Shows, y: Shows) -> Option<Diagnostic> {
    let (named, other) = (&x.1.name.value, &y.1.name.value);
    match (x.1.kind.is_number(), y.1.kind.is_number()) {
        (true, true) => Some(
            unfit(
                x.0,
                x.1,
                format!(
                    "`{named}` and `{other}` both have numbers, but bars need names or dates on one axis"
                ),
            )
            .help("take a column of words or dates for one of them, or use `mark: dot`"),
        ),
        (false, false) => Some(numberless(x, y, "bars")),
        _ => None,
    }
}

fn numberless(x: Shows, y: Shows, marks: &str) -> Diagnostic {
    let (named, other) = (&x.1.name.value, &y.1.name.value);
    let message =
        format!("neither `{named}` nor `{other}` has numbers, but {marks} need them on one axis");
    unfit(y.0, y.1, message)
        .help("take a column of numbers for `y`, or for `x` if names are to stand below each other")
}

fn lines(x: Shows, y: Shows) -> Option<Diagnostic> {
    if !y.1.kind.is_number() {
        return Some(
            needs(y, "y", "a line", "numbers")
                .help("take a column of numbers for `y`, or use another mark"),
        );
    }
    let runs = x.1.kind.is_number() || x.1.kind.is_date();
    (!runs).then(|| {
        needs(x, "x", "a line", "dates or numbers").help(
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
