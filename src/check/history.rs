//! What a fact was before, what other sources say, and what is known to be wrong: whether
//! it fits the fact's own value.

use std::collections::BTreeMap;

use crate::date::PartialDate;
use crate::diag::{Code, Diagnostic};
use crate::files::{Span, Spanned};
use crate::lang::Lang;
use crate::model::{Fact, OtherValue, Tolerance, Value};
use crate::number::{self, Decimal, Qualifier, Truth};
use crate::resolve::{Figure, FigureValue, Site, like};

/// From this ratio on, a value that follows another is more often a slip in a unit or in
/// thousands than an event: 5, so that a doubling or trebling stays silent.
const JUMP: i64 = 5;

/// The problems of all facts.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (id, fact) in &site.data.facts {
        // A fact without a value is already reported.
        let Some(figure) = site.figures.get(id) else { continue };
        history(id, fact, figure, &mut problems);
        problems.extend(fact.also.iter().filter_map(|other| also(other, fact, figure)));
        corrected(fact, figure, &mut problems);
    }
    problems
}

/// The earlier values of a fact fit it, are earlier, and the last of them is near.
fn history(id: &str, fact: &Fact, figure: &Figure, problems: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<PartialDate, Span> = BTreeMap::new();
    let mut last: Option<(PartialDate, &OtherValue)> = None;
    for earlier in &fact.history {
        let unfit = unfit(&earlier.value, figure);
        let fits = unfit.is_none();
        problems.extend(unfit);
        let Some(as_of) = &earlier.as_of else { continue };
        problems.extend(order(as_of, figure));
        if let Some(first) = seen.insert(as_of.value, as_of.span) {
            let message = format!("a second earlier value is of {}", as_of.value.iso());
            problems.push(
                Diagnostic::new(Code::WrongValue, as_of.span, message)
                    .related(first, "the first")
                    .help("keep the value that was published last, and say in its `note` what it was revised from"),
            );
        }
        if fits && last.is_none_or(|(day, _)| day < as_of.value) {
            last = Some((as_of.value, earlier));
        }
    }
    let jumped = last.and_then(|(day, earlier)| jump(id, day, earlier, figure));
    match (&fact.jump, jumped) {
        (None, Some(problem)) => problems.push(problem),
        (Some(reason), None) => problems.push(
            Diagnostic::new(Code::UnneededExemption, reason.span, "the value has not jumped, so it needs no `jump`")
                .help("take `jump` out; it is for values that are more than five times the last one, or less than a fifth"),
        ),
        _ => {}
    }
}

/// An earlier value is of an earlier time.
fn order(as_of: &Spanned<PartialDate>, figure: &Figure) -> Option<Diagnostic> {
    let own = figure.as_of?;
    (as_of.value.last_day() >= own.last_day()).then(|| {
        let (earlier, own) = (as_of.value.iso(), own.iso());
        let message = format!("the earlier value is of {earlier}, the fact of {own}");
        Diagnostic::new(Code::WrongValue, as_of.span, message).help(
            "`history` holds what the fact was before; a newer value belongs into the fact itself",
        )
    })
}

/// A value more than five times the last one, or less than a fifth of it.
fn jump(id: &str, day: PartialDate, earlier: &OtherValue, figure: &Figure) -> Option<Diagnostic> {
    let FigureValue::Number(truth) = &figure.value else { return None };
    let Value::Number(before) = &earlier.value.value else { return None };
    let (now, then) = (truth.value.abs(), before.abs());
    let same_side = truth.value.is_negative() == before.is_negative();
    let far = |more: &Decimal, less: &Decimal| *more > less * &Decimal::from(JUMP);
    let compared = same_side && !now.is_zero() && !then.is_zero();
    (compared && (far(&now, &then) || far(&then, &now))).then(|| {
        let (value, before) = (shown(&figure.value), shown(&like(figure, &earlier.value.value, earlier.decimals)));
        let message = format!("`{id}` went from {before} as of {} to {value}", day.iso());
        Diagnostic::new(Code::SuspiciousJump, figure.origin, message)
            .related(earlier.value.span, "the last value")
            .help("look for a slip in the unit or in thousands; if it is right, say why in the fact: `jump: …`")
    })
}

/// Another source says the same, as far as both are known.
fn also(other: &OtherValue, fact: &Fact, figure: &Figure) -> Option<Diagnostic> {
    if let Some(problem) = unfit(&other.value, figure) {
        return Some(problem);
    }
    // Values of different times are no disagreement.
    let times = other.as_of.as_ref().map(|day| day.value).zip(figure.as_of);
    if times.is_some_and(|(one, own)| !one.contains(own) && !own.contains(one)) {
        return None;
    }
    let agree = match (&figure.value, &other.value.value) {
        (FigureValue::Number(truth), Value::Number(number)) => {
            numbers_agree(truth, number, other.decimals, fact.tolerance.as_ref())
        }
        (FigureValue::Date(own), Value::Date(date)) => own.contains(*date) || date.contains(*own),
        (FigureValue::Text(own), Value::Text(text)) => {
            own.split_whitespace().eq(text.split_whitespace())
        }
        _ => true,
    };
    if agree {
        return None;
    }
    let key = |sources: &[Spanned<String>]| {
        sources.first().map_or_else(|| "the fact".to_owned(), |key| format!("`{}`", key.value))
    };
    let said = shown(&like(figure, &other.value.value, other.decimals));
    let message = format!(
        "{} says {said}, {} says {}",
        key(&other.sources),
        key(&figure.sources),
        shown(&figure.value)
    );
    let problem = Diagnostic::new(Code::SourcesDisagree, other.value.span, message)
        .related(figure.origin, "the fact's own value");
    Some(problem.help("find out which is right, and say in the text that they differ; a `tolerance` in the fact, such as `1%` or `2`, allows a difference"))
}

/// Whether a number of another source is within the tolerance, else within what rounding
/// explains: each number stands for itself give or take half of its last digit. A bound
/// agrees with what keeps to it.
fn numbers_agree(
    truth: &Truth,
    number: &Decimal,
    decimals: Option<i32>,
    tolerance: Option<&Tolerance>,
) -> bool {
    // From the nearer end, where the fact is a range.
    let end = truth.upper.as_ref().filter(|upper| number >= upper).unwrap_or(&truth.value);
    let apart = (end - number).abs();
    let bound = match truth.qualifier {
        Qualifier::AtLeast | Qualifier::MoreThan => *number >= truth.value,
        Qualifier::AtMost | Qualifier::FewerThan => *number <= truth.value,
        Qualifier::Exactly | Qualifier::About | Qualifier::Between => {
            truth.upper.as_ref().is_some_and(|upper| truth.value <= *number && *number <= *upper)
        }
    };
    let half = |decimals: Option<i32>| {
        decimals.map_or_else(Decimal::zero, |decimals| Decimal::from(5).shifted(-decimals - 1))
    };
    match tolerance {
        _ if bound || apart.is_zero() => true,
        Some(Tolerance::Absolute(allowed)) => apart <= *allowed,
        Some(Tolerance::Percent(share)) => apart <= (&truth.value.abs() * share).shifted(-2),
        // Neighbours, such as 117 and 118, only touch.
        None => apart < &half(truth.decimals) + &half(decimals),
    }
}

/// The right value of a known error is of the fact's kind, and another.
fn corrected(fact: &Fact, figure: &Figure, problems: &mut Vec<Diagnostic>) {
    let Some((value, _)) = fact.known_error.as_ref().and_then(|error| error.corrected.as_ref())
    else {
        return;
    };
    if let Some(problem) = unfit(value, figure) {
        problems.push(problem);
        return;
    }
    let same = match (&figure.value, &value.value) {
        (FigureValue::Number(truth), Value::Number(number)) => truth.value == *number,
        (FigureValue::Date(own), Value::Date(date)) => own == date,
        (FigureValue::Text(own), Value::Text(text)) => own == text,
        _ => false,
    };
    if same {
        problems.push(
            Diagnostic::new(
                Code::WrongValue,
                value.span,
                "the corrected value is the published one",
            )
            .related(figure.origin, "the published value")
            .help(
                "write the right value here, or take `known_error` out if the fact was put right",
            ),
        );
    }
}

/// A value of another kind than the fact's.
fn unfit(value: &Spanned<Value>, figure: &Figure) -> Option<Diagnostic> {
    let kind = match &value.value {
        Value::Number(_) => "a number",
        Value::Date(_) => "a date",
        Value::Text(_) => "a text",
    };
    let own = match &figure.value {
        FigureValue::Number(_) => "a number",
        FigureValue::Date(_) => "a date",
        FigureValue::Text(_) => "a text",
    };
    (kind != own).then(|| {
        Diagnostic::new(Code::WrongType, value.span, format!("this is {kind}, the fact is {own}"))
            .related(figure.origin, "the fact's own value")
            .help("write it like the fact's own value, in the same unit")
    })
}

/// A value as messages say it.
fn shown(value: &FigureValue) -> String {
    match value {
        FigureValue::Number(truth) => {
            let (value, unit) = number::parts(truth, Lang::En);
            if unit.is_empty() { value } else { format!("{value} {unit}") }
        }
        FigureValue::Date(date) => date.iso(),
        FigureValue::Text(text) => format!("`{text}`"),
    }
}
