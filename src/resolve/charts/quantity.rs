//! Axes of numbers.

use super::Shown;
use super::axis::{Axis, Letter, Places};
use super::settings::between;
use crate::chart::{self, Kind, NumberFormat};
use crate::diag::{Code, Diagnostic};
use crate::files::{Span, Spanned};
use crate::lang::Lang;
use crate::model::{Cell, Channel, Column, ColumnType, Mark, Scale, Value};
use crate::number::{Decimal, Notation, Pattern, Unit, UnitKind};
use crate::resolve::facts;

/// The axis of a column of numbers.
pub(super) fn quantity<'a>(
    shown: &Shown<'a>,
    letter: Letter,
    channel: &'a Channel,
    column: usize,
    problems: &mut Vec<Diagnostic>,
) -> Axis<'a> {
    let declared = &shown.dataset.columns[column];
    // Unknown units are reported with the dataset.
    let unit =
        declared.unit.as_ref().and_then(|unit| facts::unit(unit, shown.data, &mut Vec::new()));
    let scale = match channel.scale.value {
        Scale::Linear => chart::Scale::Linear,
        Scale::Log => chart::Scale::Log,
    };
    let values = shown.cells(column).map(|cell| match &cell.value {
        Some(Value::Number(number)) => Some(number.to_f64()).filter(|value| value.is_finite()),
        _ => None,
    });
    let kind = Kind::Quantity {
        domain: None,
        scale,
        zero: zero(shown.spec.mark.value, letter, channel),
        format: format(channel, unit.as_ref(), &declared.kind, shown.lang),
    };
    let mut axis = Axis {
        column,
        channel,
        declared,
        title: title(channel, declared, unit.as_ref(), shown.lang),
        unit,
        kind,
        places: Places::Values(values.collect()),
    };

    problems.extend(unbounded(shown, &axis));
    let mark = shown.spec.mark.value;
    let lengths = from_zero(mark);
    if lengths && scale == chart::Scale::Log {
        let message = format!("{} cannot begin at zero on a logarithmic axis", plural(mark));
        problems.push(truncated(channel.scale.span, message));
        return axis;
    }
    if scale == chart::Scale::Log {
        problems.extend(without_logarithm(shown, &axis));
    }
    axis.read_domain(shown, problems);
    if lengths && (mark != Mark::Area || letter == Letter::Y) {
        problems.extend(cut_bars(mark, &axis));
    }
    axis
}

/// Whether an axis of numbers reaches zero if its author does not say.
///
/// Heights of lines are compared, so theirs does. Dots are compared with each other.
fn zero(mark: Mark, letter: Letter, channel: &Channel) -> bool {
    let usual = match (mark, letter) {
        (Mark::Area, Letter::X) => false,
        _ if from_zero(mark) => true,
        (Mark::Line | Mark::Step, Letter::Y) => channel.domain.is_none(),
        _ => false,
    };
    let always = from_zero(mark) && (mark, letter) != (Mark::Area, Letter::X);
    always || channel.zero.as_ref().map_or(usual, |zero| zero.value)
}

/// Whether the length or area of a mark says how much it is.
pub(super) fn from_zero(mark: Mark) -> bool {
    matches!(mark, Mark::Bar | Mark::Lollipop | Mark::Area | Mark::Waterfall)
}

/// How ticks are written: the signs that a reader knows stand at each of them.
fn format(channel: &Channel, unit: Option<&Unit>, kind: &ColumnType, lang: Lang) -> NumberFormat {
    let pattern = channel.format.as_ref().map(|pattern| of_unit(&pattern.value, unit));
    let decimals = (*kind == ColumnType::Integer).then_some(0);
    let (prefix, suffix) = match (unit.map(|unit| (unit, unit.kind)), lang) {
        (Some((_, UnitKind::Percent)), Lang::En | Lang::Zh) => (String::new(), "%".to_owned()),
        (Some((_, UnitKind::Percent)), Lang::De) => (String::new(), "\u{a0}%".to_owned()),
        (Some((unit, UnitKind::Currency)), Lang::En) if unit.symbol.is_empty() => {
            (format!("{}\u{a0}", unit.id), String::new())
        }
        (Some((unit, UnitKind::Currency)), Lang::En) => (unit.symbol.clone(), String::new()),
        (Some((unit, UnitKind::Currency)), Lang::De) => {
            let sign = if unit.symbol.is_empty() { &unit.id } else { &unit.symbol };
            (String::new(), format!("\u{a0}{sign}"))
        }
        (Some((unit, UnitKind::Currency)), Lang::Zh) => {
            (String::new(), unit.noun(&Decimal::from(2), lang).to_owned())
        }
        _ => (String::new(), String::new()),
    };
    NumberFormat { decimals, prefix, suffix, pattern }
}

/// The author's format for values of a unit: those in percent are no parts of one.
fn of_unit(pattern: &Pattern, unit: Option<&Unit>) -> Pattern {
    let percent = unit.is_some_and(|unit| unit.kind == UnitKind::Percent);
    match pattern.notation {
        Notation::Percent if percent => Pattern { notation: Notation::Plain, ..pattern.clone() },
        _ => pattern.clone(),
    }
}

/// A value by the author's format, with the sign of its unit if it has one: of `channel`, or
/// of the axis that it shares.
pub(super) fn formatted(
    value: f64,
    (channel, shared): (&Channel, &Channel),
    (unit, kind): (Option<&Unit>, &ColumnType),
    lang: Lang,
) -> Option<String> {
    let of = if channel.format.is_some() { channel } else { shared };
    of.format.as_ref()?;
    let mut format = format(of, unit, kind, lang);
    if let Some(unit) =
        unit.filter(|unit| unit.kind == UnitKind::Measure && !unit.symbol.is_empty())
    {
        format.suffix = format!("\u{a0}{}", unit.symbol);
    }
    Some(chart::written(value, &format, lang))
}

/// The author's title, or the column's with the unit in brackets if nothing else says it.
pub(super) fn title(channel: &Channel, column: &Column, unit: Option<&Unit>, lang: Lang) -> String {
    let title = channel.title.as_ref().unwrap_or_else(|| column.title.of(lang));
    let unsaid = unit.filter(|unit| {
        let silent =
            matches!(unit.kind, UnitKind::Count | UnitKind::Measure | UnitKind::PercentagePoint);
        silent && channel.title.is_none()
    });
    let noun = unsaid.map_or("", |unit| match unit.symbol.as_str() {
        "" => unit.noun(&Decimal::from(2), lang),
        symbol => symbol,
    });
    if noun.is_empty() || title.to_lowercase().contains(&noun.to_lowercase()) {
        return title.clone();
    }
    if lang == Lang::Zh { format!("{title}（{noun}）") } else { format!("{title} ({noun})") }
}

/// Numbers of more than 308 digits, which no drawing can hold.
fn unbounded(shown: &Shown, axis: &Axis) -> Option<Diagnostic> {
    let mut cells = shown.cells(axis.column).filter(|cell| match &cell.value {
        Some(Value::Number(number)) => !number.to_f64().is_finite(),
        _ => false,
    });
    let cell = cells.next()?;
    Some(too_large(cell.span, &cell.text, cells.count()))
}

fn too_large(span: Span, text: &str, others: usize) -> Diagnostic {
    let message = format!("`{}` is too large to be drawn{}", text.trim(), and(others));
    Diagnostic::new(Code::OutsideDomain, span, message).help("use a larger unit, such as millions")
}

/// Zero and less, which have no logarithm.
fn without_logarithm(shown: &Shown, axis: &Axis) -> Option<Diagnostic> {
    let low = |(row, _): &(usize, &Cell)| axis.at(*row).is_some_and(|value| value <= 0.0);
    let mut cells = shown.cells(axis.column).enumerate().filter(low);
    let (_, cell) = cells.next()?;
    Some(no_logarithm(axis.channel, cell.span, &cell.text, cells.count()))
}

fn no_logarithm(channel: &Channel, span: Span, text: &str, others: usize) -> Diagnostic {
    let message = format!("`{}` cannot stand on a logarithmic axis{}", text.trim(), and(others));
    Diagnostic::new(Code::LogOfZero, span, message)
        .related(channel.scale.span, "the axis is logarithmic")
        .help("use `scale: linear`, or leave the row out with `where`")
}

/// Marks whose size counts, as messages name them.
fn plural(mark: Mark) -> &'static str {
    match mark {
        Mark::Area => "areas",
        Mark::Lollipop => "lollipops",
        _ => "bars",
    }
}

/// Bars of which a part would not be drawn, so that their lengths lie.
fn cut_bars(mark: Mark, axis: &Axis) -> Option<Diagnostic> {
    let marks = plural(mark);
    let channel = axis.channel;
    if let (Some((from, to)), false) = (&channel.domain, axis.holds(0.0)) {
        let message = format!(
            "{marks} begin at zero, but the axis goes from `{}` to `{}`",
            from.value, to.value
        );
        return Some(truncated(between(from, to), message));
    }
    let zero = channel.zero.as_ref().filter(|zero| !zero.value)?;
    Some(truncated(zero.span, format!("{marks} begin at zero, but the axis does not")))
}

fn truncated(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::TruncatedBars, span, message).help(
        "let the axis begin at zero, or use `mark: dot`, which compares places and not lengths",
    )
}

/// The number of a text in the chart's file.
pub(super) fn read(
    channel: &Channel,
    text: &Spanned<String>,
    scale: chart::Scale,
) -> Result<f64, Diagnostic> {
    let Some(number) = Decimal::parse(text.value.trim()) else {
        let problem = Diagnostic::new(
            Code::NotANumber,
            text.span,
            format!("`{}` is not a number", text.value),
        );
        return Err(
            problem.help("write numbers plainly, as in `1234.5`; the chart adds separators")
        );
    };
    let value = number.to_f64();
    if scale == chart::Scale::Log && value <= 0.0 {
        return Err(no_logarithm(channel, text.span, &text.value, 0)
            .help("write a number above zero, or use `scale: linear`"));
    }
    if !value.is_finite() {
        return Err(too_large(text.span, &text.value, 0));
    }
    Ok(value)
}

/// How many more cells have a problem that is told at the first: they have one cause.
pub(super) fn and(others: usize) -> String {
    if others == 0 { String::new() } else { format!(" ({others} more like it)") }
}
