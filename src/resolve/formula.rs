//! The value of a formula, with its units.

use std::collections::BTreeMap;

use super::facts::{Figure, FigureValue};
use crate::diag::{Code, Diagnostic};
use crate::files::{Span, Spanned};
use crate::model::{Data, Formula, Operator};
use crate::number::{Decimal, Unit, UnitKind};

/// A number on the way through a formula.
#[derive(Debug, Clone)]
pub(super) struct Quantity {
    value: Decimal,
    dimension: Dimension,
}

/// What a quantity is counted in: units above and below the line, by id and sorted. None
/// at all is a plain number or a ratio.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Dimension {
    above: Vec<String>,
    below: Vec<String>,
}

impl Dimension {
    fn of(unit: &Unit) -> Dimension {
        match unit.kind {
            UnitKind::Ratio => Dimension::default(),
            _ => Dimension { above: vec![unit.id.clone()], below: Vec::new() },
        }
    }

    fn is_plain(&self) -> bool {
        self.above.is_empty() && self.below.is_empty()
    }

    fn inverse(self) -> Dimension {
        Dimension { above: self.below, below: self.above }
    }

    fn times(mut self, other: Dimension) -> Dimension {
        self.above.extend(other.above);
        self.below.extend(other.below);
        let mut above = Vec::new();
        for unit in self.above {
            match self.below.iter().position(|below| *below == unit) {
                Some(at) => drop(self.below.remove(at)),
                None => above.push(unit),
            }
        }
        above.sort();
        self.below.sort();
        Dimension { above, below: self.below }
    }

    fn words(&self) -> String {
        let above = if self.above.is_empty() { "1".to_owned() } else { self.above.join(" × ") };
        match (self.is_plain(), self.below.is_empty()) {
            (true, _) => "a plain number".to_owned(),
            (false, true) => format!("`{above}`"),
            (false, false) => format!("`{above} / {}`", self.below.join(" × ")),
        }
    }
}

/// The value of a formula whose facts all have one.
pub(super) fn evaluate(
    formula: &Formula,
    figures: &BTreeMap<String, Figure>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Quantity> {
    match formula {
        Formula::Number(value) => {
            Some(Quantity { value: value.clone(), dimension: Dimension::default() })
        }
        Formula::Fact(id) => fact(id, figures, problems),
        Formula::Negative(inner) => {
            let inner = evaluate(inner, figures, problems)?;
            Some(Quantity { value: -&inner.value, dimension: inner.dimension })
        }
        Formula::Binary(left, operator, right) => {
            let left = evaluate(left, figures, problems);
            let right = evaluate(right, figures, problems);
            binary(left?, operator, right?, problems)
        }
    }
}

fn fact(
    id: &Spanned<String>,
    figures: &BTreeMap<String, Figure>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Quantity> {
    match &figures.get(&id.value)?.value {
        FigureValue::Number(truth) => {
            Some(Quantity { value: truth.value.clone(), dimension: Dimension::of(&truth.unit) })
        }
        other => {
            let kind = if matches!(other, FigureValue::Date(_)) { "a date" } else { "a text" };
            problems.push(
                Diagnostic::new(
                    Code::FormulaError,
                    id.span,
                    format!("`{}` is {kind}, and formulas compute with numbers", id.value),
                )
                .help("name a fact that is a number"),
            );
            None
        }
    }
}

fn binary(
    left: Quantity,
    operator: &Spanned<Operator>,
    right: Quantity,
    problems: &mut Vec<Diagnostic>,
) -> Option<Quantity> {
    let (value, dimension) = match operator.value {
        Operator::Add | Operator::Subtract => {
            if left.dimension != right.dimension {
                problems.push(
                    Diagnostic::new(
                        Code::UnitConflict,
                        operator.span,
                        format!(
                            "{} and {} are different units",
                            left.dimension.words(),
                            right.dimension.words()
                        ),
                    )
                    .help("add and subtract only what is counted in the same unit"),
                );
                return None;
            }
            let value = match operator.value {
                Operator::Add => &left.value + &right.value,
                _ => &left.value - &right.value,
            };
            (value, left.dimension)
        }
        Operator::Multiply => (&left.value * &right.value, left.dimension.times(right.dimension)),
        Operator::Divide => {
            let Some(value) = left.value.checked_div(&right.value) else {
                problems.push(
                    Diagnostic::new(Code::FormulaError, operator.span, "this divides by zero")
                        .help("check the fact behind the `/`"),
                );
                return None;
            };
            (value, left.dimension.times(right.dimension.inverse()))
        }
    };
    if is_beyond_measure(&value) {
        problems.push(
            Diagnostic::new(
                Code::FormulaError,
                operator.span,
                "this gives more digits than any measured number has",
            )
            .help("check the facts beside the sign, and what they rest on"),
        );
        return None;
    }
    Some(Quantity { value, dimension })
}

/// Whether a number is out of the bounds of those that can be written, with room for what
/// is exact on the way: facts that square each other would otherwise fill the memory.
fn is_beyond_measure(value: &Decimal) -> bool {
    const FARTHEST: i32 = 800;
    value.magnitude().abs() > FARTHEST || value.last_place().abs() > FARTHEST
}

/// A result in the unit that the fact declares. A plain number can be declared a ratio,
/// or per cent, which is a hundred times as many.
pub(super) fn in_unit(
    result: Quantity,
    declared: Option<Unit>,
    place: Span,
    data: &Data,
    problems: &mut Vec<Diagnostic>,
) -> Option<(Decimal, Unit)> {
    let derived = match (&result.dimension.above[..], &result.dimension.below[..]) {
        ([], []) => Unit::builtin("ratio"),
        ([unit], []) => data.unit(unit),
        _ => None,
    };
    let Some(declared) = declared else {
        if derived.is_none() {
            problems.push(
                Diagnostic::new(
                    Code::UnitConflict,
                    place,
                    format!("the formula gives {}", result.dimension.words()),
                )
                .help("declare a unit for it with `unit: …`, or change the formula"),
            );
        }
        return derived.map(|unit| (result.value, unit));
    };
    let same = result.dimension == Dimension::of(&declared);
    if same {
        return Some((result.value, declared));
    }
    let percent = matches!(declared.kind, UnitKind::Percent | UnitKind::PercentagePoint);
    if percent && result.dimension.is_plain() {
        let hundred = Decimal::parse("100").expect("100 is a number");
        return Some((&result.value * &hundred, declared));
    }
    // Two units over each other have no name of their own; the author gives them one, but
    // not the name of one of the two.
    let factors = result.dimension.above.iter().chain(&result.dimension.below);
    if derived.is_none() && !factors.into_iter().any(|factor| *factor == declared.id) {
        return Some((result.value, declared));
    }
    // The difference of two percentages is in percentage points.
    if declared.kind == UnitKind::PercentagePoint && result.dimension.above == ["percent"] {
        return Some((result.value, declared));
    }
    problems.push(
        Diagnostic::new(
            Code::UnitConflict,
            place,
            format!(
                "the formula gives {}, the fact says `{}`",
                result.dimension.words(),
                declared.id
            ),
        )
        .help("mend the formula, or the unit of the fact"),
    );
    None
}
