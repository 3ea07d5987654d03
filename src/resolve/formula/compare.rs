//! What holds of two values.

use std::cmp::Ordering;

use super::{Evaluator, Kind, Outcome, Quantity};
use crate::date::PartialDate;
use crate::diag::{Code, Diagnostic};
use crate::files::Spanned;
use crate::model::{Formula, Operator};
use crate::number::Decimal;

/// To how many digits two numbers are compared. Divisions keep forty: a third times three is
/// one.
const COMPARED_DIGITS: i32 = 30;

impl Evaluator<'_> {
    /// Whether a comparison holds, which an empty cell leaves open.
    pub(super) fn comparison(
        &mut self,
        (left, one): (&Formula, Outcome),
        operator: &Spanned<Operator>,
        (right, other): (&Formula, Outcome),
    ) -> Option<Outcome> {
        let one = year_beside(one, &other);
        let other = year_beside(other, &one);
        let holds = match (one, other) {
            (Outcome::Open, _) | (_, Outcome::Open) => return Some(Outcome::Open),
            (Outcome::Number(one), Outcome::Number(other)) => {
                let sides = match (other.beside(&one, self.data), one.beside(&other, self.data)) {
                    (Some(like), _) => (one, like),
                    (None, Some(like)) => (like, other),
                    (None, None) => {
                        let problem = self.different((left, &one), operator.span, (right, &other));
                        self.problems.push(problem);
                        return None;
                    }
                };
                by_order(operator.value, compared(&sides.0.value, &sides.1.value))
            }
            (Outcome::Date(one), Outcome::Date(other)) => {
                // A date as written is a stretch of time, and stands on the right.
                let found = if matches!(left, Formula::Date(_) | Formula::Number(..)) {
                    dates(other, mirrored(operator.value), one)
                } else {
                    dates(one, operator.value, other)
                };
                let Some(holds) = found else {
                    self.problems.push(
                        Diagnostic::new(
                            Code::FormulaError,
                            operator.span,
                            format!("nobody can tell `{}` from `{}`", one.iso(), other.iso()),
                        )
                        .help("one of the two is not known to the day; compare with a month or a year, or find out the day"),
                    );
                    return None;
                };
                holds
            }
            (Outcome::Text(one), Outcome::Text(other)) => match operator.value {
                Operator::Equal => one == other,
                Operator::NotEqual => one != other,
                _ => {
                    let sign = operator.value.sign();
                    self.problems.push(
                        Diagnostic::new(
                            Code::FormulaError,
                            operator.span,
                            format!("words are compared with `=` and `!=`, not with `{sign}`"),
                        )
                        .help("compare numbers or dates if one is to be the greater"),
                    );
                    return None;
                }
            },
            (one, other) => {
                let message = format!("{} and {} cannot be compared", one.kind(), other.kind());
                self.problems.push(
                    Diagnostic::new(Code::FormulaError, operator.span, message)
                        .related(left.span(), format!("this is {}", one.kind()))
                        .related(right.span(), format!("this is {}", other.kind()))
                        .help("compare numbers with numbers, dates with dates and words with words in quotation marks"),
                );
                return None;
            }
        };
        Some(Outcome::Truth(holds))
    }
}

/// A number as written is a year beside a date.
fn year_beside(outcome: Outcome, other: &Outcome) -> Outcome {
    match &outcome {
        Outcome::Number(Quantity { value, kind: Kind::Literal, .. })
            if matches!(other, Outcome::Date(_)) =>
        {
            PartialDate::parse_iso(&value.to_string()).map_or(outcome, Outcome::Date)
        }
        _ => outcome,
    }
}

fn compared(one: &Decimal, other: &Decimal) -> Ordering {
    let rounded = |value: &Decimal| value.round_to(COMPARED_DIGITS - value.magnitude());
    rounded(one).cmp(&rounded(other))
}

fn by_order(operator: Operator, order: Ordering) -> bool {
    match operator {
        Operator::Equal => order.is_eq(),
        Operator::NotEqual => order.is_ne(),
        Operator::Less => order.is_lt(),
        Operator::AtMost => order.is_le(),
        Operator::Greater => order.is_gt(),
        _ => order.is_ge(),
    }
}

/// The operator with its sides exchanged.
fn mirrored(operator: Operator) -> Operator {
    match operator {
        Operator::Less => Operator::Greater,
        Operator::AtMost => Operator::AtLeast,
        Operator::Greater => Operator::Less,
        Operator::AtLeast => Operator::AtMost,
        same => same,
    }
}

/// How a date, as far as it is known, stands to a day, month or year; nothing where it is
/// not known far enough. A day is in its month, not before and not after it.
fn dates(date: PartialDate, operator: Operator, stretch: PartialDate) -> Option<bool> {
    let (first, last) = (date.first_day(), date.last_day());
    let (begin, end) = (stretch.first_day(), stretch.last_day());
    let decided = |yes: bool, no: bool| if yes { Some(true) } else { no.then_some(false) };
    match operator {
        Operator::Equal => decided(stretch.contains(date), last < begin || end < first),
        Operator::NotEqual => decided(last < begin || end < first, stretch.contains(date)),
        Operator::Less => decided(last < begin, first >= begin),
        Operator::AtMost => decided(last <= end, first > end),
        Operator::Greater => decided(first > end, last <= end),
        _ => decided(first >= begin, last < begin),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(date: &str, stretch: &str, expected: &str) {
        let read = |text| PartialDate::parse_iso(text).unwrap();
        let signs = [
            Operator::Less,
            Operator::AtMost,
            Operator::Equal,
            Operator::NotEqual,
            Operator::AtLeast,
            Operator::Greater,
        ];
        let shown = signs.map(|sign| match dates(read(date), sign, read(stretch)) {
            Some(true) => format!("{} ", sign.sign()),
            Some(false) => String::new(),
            None => format!("{}? ", sign.sign()),
        });
        assert_eq!(shown.concat().trim_end(), expected, "{date} and {stretch}");
    }

    #[test]
    fn a_date_is_compared_as_far_as_it_is_known() {
        check("2024-03-28", "2024-03-28", "≤ = ≥");
        check("2024-03-28", "2024", "≤ = ≥");
        check("2023-12-31", "2024", "< ≤ ≠");
        check("2025-01", "2024", "≠ ≥ >");
        check("2024-03", "2024-03-15", "<? ≤? =? ≠? ≥? >?");
        check("2024-03", "2024-03-01", "≤? =? ≠? ≥ >?");
        check("2024-03", "2024-04-01", "< ≤ ≠");
        check("2024", "2024", "≤ = ≥");
    }
}
