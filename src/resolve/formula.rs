//! The value of a formula, with its units, and what it rests on.

mod basis;
mod compare;
mod quantity;
mod rows;
mod terms;

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Figure, FigureValue};
use crate::date::PartialDate;
use crate::diag::{Code, Diagnostic};
use crate::files::{Span, Spanned};
use crate::model::{Change, Data, Formula, Operator, Value};
use crate::number::{Decimal, Unit, UnitKind};

pub(super) use basis::Basis;
pub(super) use quantity::Quantity;
use quantity::{Kind, is_beyond_measure, is_percent};
pub use terms::Term;

/// How many rows the formulas of a project may look at: far more than any briefing has, and
/// few enough that a stranger's project is built.
pub(super) const MOST_ROWS: usize = 10_000_000;

/// What a part of a formula comes to.
#[derive(Debug, Clone)]
pub(super) enum Outcome {
    /// A number with its units.
    Number(Quantity),
    /// A day, month or year.
    Date(PartialDate),
    /// Words.
    Text(String),
    /// Whether a comparison holds.
    Truth(bool),
    /// What an empty cell leaves open.
    Open,
}

impl Outcome {
    fn kind(&self) -> &'static str {
        match self {
            Outcome::Number(_) => "a number",
            Outcome::Date(_) => "a date",
            Outcome::Text(_) => "a text",
            Outcome::Truth(_) => "a comparison",
            Outcome::Open => "an empty cell",
        }
    }

    fn of(value: &FigureValue) -> Outcome {
        match value {
            FigureValue::Number(truth) => {
                Outcome::Number(Quantity::measured(truth.value.clone(), Some(&truth.unit)))
            }
            FigureValue::Date(date) => Outcome::Date(*date),
            FigureValue::Text(text) => Outcome::Text(text.clone()),
        }
    }
}

/// What formulas are worked out with.
pub(super) struct Evaluator<'a> {
    pub(super) data: &'a Data,
    pub(super) figures: &'a BTreeMap<String, Figure>,
    pub(super) problems: &'a mut Vec<Diagnostic>,
    /// How many rows may still be looked at.
    pub(super) rows_left: &'a mut usize,
    /// The rows that the values so far rest on, by dataset.
    pub(super) used: BTreeMap<String, BTreeSet<usize>>,
}

/// A row that a condition looks at.
#[derive(Clone, Copy)]
struct Row<'a> {
    dataset: &'a crate::model::Dataset,
    number: usize,
}

impl<'a> Evaluator<'a> {
    pub(super) fn new(
        data: &'a Data,
        figures: &'a BTreeMap<String, Figure>,
        rows_left: &'a mut usize,
        problems: &'a mut Vec<Diagnostic>,
    ) -> Evaluator<'a> {
        Evaluator { data, figures, problems, rows_left, used: BTreeMap::new() }
    }

    /// What a formula comes to, unless a part of it has no value, which is then reported.
    pub(super) fn outcome(&mut self, formula: &Formula) -> Option<Outcome> {
        self.part(formula, None)
    }

    fn part(&mut self, formula: &Formula, row: Option<Row<'_>>) -> Option<Outcome> {
        match formula {
            Formula::Number(value, unit) => self.number(value, unit.as_ref()),
            Formula::Date(date) => Some(Outcome::Date(date.value)),
            Formula::Text(text) => Some(Outcome::Text(text.value.clone())),
            Formula::Fact(id) => self.fact(id),
            Formula::Cell(column) => self.cell(&column.value, row?),
            Formula::Negative(inner) => {
                let outcome = self.part(inner, row)?;
                let Outcome::Number(number) = self.counted(outcome, inner)? else {
                    return Some(Outcome::Open);
                };
                Some(Outcome::Number(Quantity { value: -&number.value, ..number }))
            }
            Formula::Not(inner) => {
                let outcome = self.part(inner, row)?;
                let truth = self.truth(&outcome, inner)?;
                Some(truth.map_or(Outcome::Open, |truth| Outcome::Truth(!truth)))
            }
            Formula::Binary(left, operator, right) => self.binary(left, operator, right, row),
            Formula::Change(change, from, to) => self.change(change, from, to, row),
            Formula::Over(over) => self.over(over),
        }
    }

    /// The value of a fact. One without a value is already reported.
    fn fact(&mut self, id: &Spanned<String>) -> Option<Outcome> {
        let value = &self.figures.get(&id.value)?.value;
        if let FigureValue::Number(truth) = value
            && truth.upper.is_some()
        {
            self.problems.push(
                Diagnostic::new(
                    Code::FormulaError,
                    id.span,
                    format!("`{}` is a range, and formulas compute with single numbers", id.value),
                )
                .help("name a fact that is one number, or give each end a fact of its own"),
            );
            return None;
        }
        Some(Outcome::of(value))
    }

    fn number(
        &mut self,
        value: &Spanned<Decimal>,
        unit: Option<&Spanned<String>>,
    ) -> Option<Outcome> {
        let Some(id) = unit else {
            return Some(Outcome::Number(Quantity::plain(value.value.clone(), Kind::Literal)));
        };
        let unit = super::facts::unit(id, self.data, self.problems)?;
        if matches!(unit.kind, UnitKind::Date | UnitKind::Text) {
            self.problems.push(
                Diagnostic::new(
                    Code::UnitConflict,
                    id.span,
                    format!("`{}` is no unit of a number", id.value),
                )
                .help("write a date as `2024-03-28`, and words in quotation marks"),
            );
            return None;
        }
        Some(Outcome::Number(Quantity::measured(value.value.clone(), Some(&unit))))
    }

    /// The value of a cell. One that cannot be read is already reported, and leaves open what
    /// an empty one does.
    fn cell(&mut self, column: &str, row: Row<'_>) -> Option<Outcome> {
        let at = row.dataset.column(column)?;
        Some(match &row.dataset.rows[row.number][at].value {
            None => Outcome::Open,
            Some(Value::Date(date)) => Outcome::Date(*date),
            Some(Value::Text(text)) => Outcome::Text(text.clone()),
            Some(Value::Number(number)) => {
                let unit = row.dataset.columns[at].unit.as_ref();
                let unit = unit.and_then(|unit| self.data.unit(&unit.value));
                Outcome::Number(Quantity::measured(number.clone(), unit.as_ref()))
            }
        })
    }

    /// A number, or what is open; anything else is a problem.
    fn counted(&mut self, outcome: Outcome, part: &Formula) -> Option<Outcome> {
        if matches!(outcome, Outcome::Number(_) | Outcome::Open) {
            return Some(outcome);
        }
        let kind = outcome.kind();
        let (message, help) = match part {
            Formula::Fact(name) | Formula::Cell(name) => (
                format!("`{}` is {kind}, and formulas compute with numbers", name.value),
                "name a fact that is a number",
            ),
            _ => (
                format!("{kind} stands where a number should be"),
                "compute with numbers, and compare what comes of it",
            ),
        };
        self.problems.push(Diagnostic::new(Code::FormulaError, part.span(), message).help(help));
        None
    }

    /// Whether something holds, where that is not open.
    #[expect(
        clippy::option_option,
        reason = "no value at all, and one that an empty cell leaves open"
    )]
    fn truth(&mut self, outcome: &Outcome, part: &Formula) -> Option<Option<bool>> {
        match outcome {
            Outcome::Truth(truth) => Some(Some(*truth)),
            Outcome::Open => Some(None),
            other => {
                let message = format!("{} stands where a comparison should be", other.kind());
                self.problems.push(
                    Diagnostic::new(Code::FormulaError, part.span(), message)
                        .help("compare it with something: `a > b`"),
                );
                None
            }
        }
    }

    fn binary(
        &mut self,
        left: &Formula,
        operator: &Spanned<Operator>,
        right: &Formula,
        row: Option<Row<'_>>,
    ) -> Option<Outcome> {
        let sides = (self.part(left, row), self.part(right, row));
        let sides = (sides.0?, sides.1?);
        if operator.value.is_comparison() {
            return self.comparison((left, sides.0), operator, (right, sides.1));
        }
        if matches!(operator.value, Operator::And | Operator::Or) {
            let truths = (self.truth(&sides.0, left), self.truth(&sides.1, right));
            let (one, other) = (truths.0?, truths.1?);
            // What decides alone decides also beside what is open.
            let deciding = operator.value == Operator::Or;
            return Some(match (one, other) {
                (Some(truth), _) | (_, Some(truth)) if truth == deciding => Outcome::Truth(truth),
                (Some(one), Some(other)) => {
                    let both = if deciding { one || other } else { one && other };
                    Outcome::Truth(both)
                }
                _ => Outcome::Open,
            });
        }
        let numbers = (self.counted(sides.0, left), self.counted(sides.1, right));
        let (Outcome::Number(one), Outcome::Number(other)) = (numbers.0?, numbers.1?) else {
            return Some(Outcome::Open);
        };
        self.arithmetic((left, one), operator, (right, other)).map(Outcome::Number)
    }

    fn arithmetic(
        &mut self,
        (left, one): (&Formula, Quantity),
        operator: &Spanned<Operator>,
        (right, other): (&Formula, Quantity),
    ) -> Option<Quantity> {
        let result = match operator.value {
            Operator::Add | Operator::Subtract => {
                let (one, other) = match (other.like(&one, self.data), one.like(&other, self.data))
                {
                    (Some(like), _) => (one, like),
                    (None, Some(like)) => (like, other),
                    (None, None) => {
                        let problem = self.different((left, &one), operator.span, (right, &other));
                        self.problems.push(problem);
                        return None;
                    }
                };
                let value = match operator.value {
                    Operator::Add => &one.value + &other.value,
                    _ => &one.value - &other.value,
                };
                Quantity { value, kind: one.kind.beside(other.kind), ..one }
            }
            Operator::Divide => match one.over(other, self.data) {
                Some(quotient) => quotient,
                None => {
                    self.problems.push(
                        Diagnostic::new(Code::FormulaError, operator.span, "this divides by zero")
                            .help("check the fact behind the `/`"),
                    );
                    return None;
                }
            },
            _ => one.times(other, self.data),
        };
        self.measurable(result, operator.span)
    }

    /// A result, unless it is none that anybody measured.
    fn measurable(&mut self, result: Quantity, place: Span) -> Option<Quantity> {
        if is_beyond_measure(&result.value) {
            self.problems.push(
                Diagnostic::new(
                    Code::FormulaError,
                    place,
                    "this gives more digits than any measured number has",
                )
                .help("check the facts beside the sign, and what they rest on"),
            );
            return None;
        }
        Some(result)
    }

    /// Two quantities that are not counted alike, each at its place.
    fn different(
        &self,
        (left, one): (&Formula, &Quantity),
        place: Span,
        (right, other): (&Formula, &Quantity),
    ) -> Diagnostic {
        let (one_words, other_words) = (one.dimension.words(), other.dimension.words());
        let message = format!("{one_words} and {other_words} are different units");
        let money = |quantity: &Quantity| {
            let unit = quantity.dimension.unit(self.data);
            unit.is_some_and(|unit| unit.kind == UnitKind::Currency)
        };
        let literal = [(one, other), (other, one)]
            .into_iter()
            .find(|(one, _)| one.kind == Kind::Literal)
            .and_then(|(number, other)| {
                Some(format!("{} {}", number.value, other.dimension.unit(self.data)?.id))
            });
        Diagnostic::new(Code::UnitConflict, place, message)
            .related(left.span(), format!("this is in {one_words}"))
            .related(right.span(), format!("this is in {other_words}"))
            .help(match literal {
                Some(number) => format!("say what the number counts: `{number}`"),
                None if money(one) && money(other) => {
                    "write the rate of the day as a fact, and convert one by a formula".to_owned()
                }
                None => {
                    "add, subtract and compare only what is counted in the same unit".to_owned()
                }
            })
    }

    fn change(
        &mut self,
        change: &Spanned<Change>,
        from: &Formula,
        to: &Formula,
        row: Option<Row<'_>>,
    ) -> Option<Outcome> {
        let sides = (self.part(from, row), self.part(to, row));
        let numbers = (self.counted(sides.0?, from), self.counted(sides.1?, to));
        let (Outcome::Number(before), Outcome::Number(after)) = (numbers.0?, numbers.1?) else {
            return Some(Outcome::Open);
        };
        let minus = Spanned::new(Operator::Subtract, change.span);
        let difference = self.arithmetic((to, after), &minus, (from, before.clone()))?;
        if change.value == Change::Difference {
            return Some(Outcome::Number(difference));
        }
        if before.value <= Decimal::zero() {
            let message = format!("nothing is a percentage of {}", before.value);
            self.problems.push(
                Diagnostic::new(Code::FormulaError, from.span(), message).help(
                    "a change in per cent begins above zero; say how far it went with `change`",
                ),
            );
            return None;
        }
        let ratio = difference.over(before, self.data)?;
        let percent = Unit::builtin("percent").expect("percent is built in");
        Some(Outcome::Number(Quantity::measured(ratio.value.shifted(2), Some(&percent))))
    }
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
    let derived = match result.kind {
        Kind::Rows => Unit::builtin("item"),
        _ => result.dimension.unit(data),
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
    let wanted = Quantity::measured(Decimal::zero(), Some(&declared));
    let ratio = Quantity {
        kind: if result.kind == Kind::Rows { Kind::Rows } else { Kind::Measured },
        ..result
    };
    if let Some(like) = ratio.like(&wanted, data) {
        return Some((like.value, declared));
    }
    // The difference of two percentages is in percentage points.
    if declared.kind == UnitKind::PercentagePoint {
        if is_percent(&ratio.dimension) {
            return Some((ratio.value, declared));
        }
        if ratio.dimension.is_plain() {
            return Some((ratio.value.shifted(2), declared));
        }
    }
    // Two units over each other have no name of their own; the author gives them one, but
    // not the name of one of the two.
    let mut factors = ratio.dimension.above.iter().chain(&ratio.dimension.below);
    if derived.is_none() && !factors.any(|factor| *factor == declared.id) {
        return Some((ratio.value, declared));
    }
    problems.push(
        Diagnostic::new(
            Code::UnitConflict,
            place,
            format!(
                "the formula gives {}, the fact says `{}`",
                ratio.dimension.words(),
                declared.id
            ),
        )
        .help("mend the formula, or the unit of the fact"),
    );
    None
}

#[cfg(test)]
#[path = "formula/tests.rs"]
mod tests;
