//! Functions over the rows of a dataset.

use std::cmp::Ordering;

use super::{Evaluator, Kind, MOST_ROWS, Outcome, Quantity, Row};
use crate::diag::{Code, Diagnostic};
use crate::files::Spanned;
use crate::model::{Dataset, Formula, Function, Operator, Over, Value};
use crate::number::{Decimal, Unit};
use crate::resolve::select;

impl Evaluator<'_> {
    /// The value of a function over a dataset. What rests on rows that could not be read is
    /// silent: they are already reported.
    pub(super) fn over(&mut self, over: &Over) -> Option<Outcome> {
        let dataset = select::dataset(&over.dataset, self.data, self.problems)?;
        let column = match &over.column {
            Some(column) => Some(select::column(column, dataset, self.problems)?),
            None => None,
        };
        self.known(over.condition.as_ref(), dataset)?;
        self.known(over.among.as_ref(), dataset)?;
        if !dataset.whole {
            return None;
        }
        let mut rows = self.rows(over.among.as_ref(), dataset, over)?;
        if let Some(at) = column {
            self.fits(over, dataset, at)?;
            rows.retain(|row| dataset.rows[*row][at].value.is_some());
        }
        let outcome = match (over.function.value, column) {
            (Function::Rank, Some(at)) => self.rank(over, dataset, at, &rows)?,
            (function, column) => {
                let picked = self.rows(over.condition.as_ref(), dataset, over)?;
                rows.retain(|row| picked.binary_search(row).is_ok());
                match column {
                    Some(at) if function != Function::Count => {
                        self.of_column(over, dataset, at, &mut rows)?
                    }
                    _ => count(rows.len()),
                }
            }
        };
        self.used.entry(over.dataset.value.clone()).or_default().extend(rows);
        Some(match outcome {
            Outcome::Number(number) => Outcome::Number(self.measurable(number, over.span)?),
            other => other,
        })
    }

    /// Whether the columns of a condition are there, and have the words that it looks for.
    fn known(&mut self, condition: Option<&Formula>, dataset: &Dataset) -> Option<()> {
        let Some(condition) = condition else { return Some(()) };
        let mut columns = Vec::new();
        for column in condition.cells() {
            columns.push(select::column(column, dataset, self.problems));
        }
        if columns.contains(&None) {
            return None;
        }
        let mut unknown = Vec::new();
        condition.walk(&mut |part| {
            let Formula::Binary(left, operator, right) = part else { return };
            if !matches!(operator.value, Operator::Equal | Operator::NotEqual) {
                return;
            }
            let ((Formula::Cell(column), Formula::Text(text))
            | (Formula::Text(text), Formula::Cell(column))) = (&**left, &**right)
            else {
                return;
            };
            let Some(at) = dataset.column(&column.value) else { return };
            let same = |value: &Option<Value>| *value == Some(Value::Text(text.value.clone()));
            let words = dataset.columns[at].kind.is_number() || dataset.columns[at].kind.is_date();
            if !words && dataset.whole && !dataset.rows.iter().any(|row| same(&row[at].value)) {
                unknown.push(select::no_such_value(at, text, dataset));
            }
        });
        let is_known = unknown.is_empty();
        self.problems.extend(unknown);
        is_known.then_some(())
    }

    /// The rows for which a condition holds, by their numbers.
    fn rows(
        &mut self,
        condition: Option<&Formula>,
        dataset: &Dataset,
        over: &Over,
    ) -> Option<Vec<usize>> {
        let all = 0..dataset.rows.len();
        let Some(left) = self.rows_left.checked_sub(all.len()) else {
            *self.rows_left = 0;
            self.problems.push(
                Diagnostic::new(
                    Code::FormulaError,
                    over.function.span,
                    format!("the formulas up to here look at more than {MOST_ROWS} rows"),
                )
                .help("give what several formulas work out to a fact of its own, and name that"),
            );
            return None;
        };
        *self.rows_left = left;
        let Some(condition) = condition else { return Some(all.collect()) };
        let mut rows = Vec::new();
        for number in all {
            // The first row that a condition cannot be asked of stands for all.
            let outcome = self.part(condition, Some(Row { dataset, number }))?;
            if self.truth(&outcome, condition)? == Some(true) {
                rows.push(number);
            }
        }
        Some(rows)
    }

    /// Whether a function can be asked of what its column holds.
    fn fits(&mut self, over: &Over, dataset: &Dataset, at: usize) -> Option<()> {
        let column = &dataset.columns[at];
        let fits = match over.function.value {
            Function::Count | Function::First | Function::Last => true,
            Function::Min | Function::Max => column.kind.is_number() || column.kind.is_date(),
            Function::Sum | Function::Mean | Function::Rank => column.kind.is_number(),
        };
        if !fits {
            let (name, words) = (over.function.value.name(), column.kind.words());
            let place = over.column.as_ref().map_or(over.span, |column| column.span);
            self.problems.push(
                Diagnostic::new(
                    Code::FormulaError,
                    place,
                    format!("`{}` holds {words}, of which there is no `{name}`", column.name.value),
                )
                .related(column.name.span, "the column")
                .help("name a column of numbers, or `count` the rows"),
            );
        }
        fits.then_some(())
    }

    fn of_column(
        &mut self,
        over: &Over,
        dataset: &Dataset,
        at: usize,
        rows: &mut Vec<usize>,
    ) -> Option<Outcome> {
        if rows.is_empty() {
            self.problems.push(no_row(over, "no row fits that has a value here"));
            return None;
        }
        let value = |row: usize| dataset.rows[row][at].value.as_ref();
        let unit = dataset.columns[at].unit.as_ref();
        let unit = unit.and_then(|unit| self.data.unit(&unit.value));
        let outcome = |value: Option<&Value>| {
            Some(match value? {
                Value::Number(number) => {
                    Outcome::Number(Quantity::measured(number.clone(), unit.as_ref()))
                }
                Value::Date(date) => Outcome::Date(*date),
                Value::Text(text) => Outcome::Text(text.clone()),
            })
        };
        let numbers = rows.iter().filter_map(|row| match value(*row) {
            Some(Value::Number(number)) => Some(number),
            _ => None,
        });
        match over.function.value {
            Function::Min => outcome(rows.iter().filter_map(|row| value(*row)).min()),
            Function::Max => outcome(rows.iter().filter_map(|row| value(*row)).max()),
            Function::First | Function::Last => {
                let row = self.by_date(over, dataset, rows)?;
                *rows = vec![row];
                outcome(value(row))
            }
            function => {
                let mut sum = Decimal::zero();
                for number in numbers {
                    sum = &sum + number;
                }
                if function == Function::Mean {
                    let many = i64::try_from(rows.len()).unwrap_or(i64::MAX);
                    sum = sum.checked_div(&Decimal::from(many))?;
                }
                Some(Outcome::Number(Quantity::measured(sum, unit.as_ref())))
            }
        }
    }

    /// The earliest or the latest of some rows, by the first date of each. Where a dataset has
    /// no dates, its rows are in their order.
    fn by_date(&mut self, over: &Over, dataset: &Dataset, rows: &[usize]) -> Option<usize> {
        let is_last = over.function.value == Function::Last;
        let Some(date) = dataset.columns.iter().position(|column| column.kind.is_date()) else {
            return if is_last { rows.last() } else { rows.first() }.copied();
        };
        let day = |row: &usize| &dataset.rows[*row][date].value;
        let dated = rows.iter().filter(|row| day(row).is_some());
        let order = |one: &&usize, other: &&usize| -> Ordering { day(one).cmp(day(other)) };
        let found = if is_last { dated.clone().max_by(order) } else { dated.clone().min_by(order) };
        let Some(row) = found else {
            self.problems.push(no_row(over, "no row that fits has a date"));
            return None;
        };
        let mut same = dated.filter(|other| day(other) == day(row));
        if let (Some(one), Some(another)) = (same.next(), same.next()) {
            let place = |row: usize| dataset.rows[row][date].span;
            self.problems.push(
                Diagnostic::new(
                    Code::SeveralRows,
                    over.function.span,
                    format!("two rows are the {}", if is_last { "latest" } else { "earliest" }),
                )
                .related(place(*one), "one")
                .related(place(*another), "another")
                .help("add to `where` what tells them apart"),
            );
            return None;
        }
        Some(*row)
    }

    /// The place of the one row that a condition picks among others, the greatest first; those
    /// that are equal share a place.
    fn rank(
        &mut self,
        over: &Over,
        dataset: &Dataset,
        at: usize,
        rows: &[usize],
    ) -> Option<Outcome> {
        let picked = self.rows(over.condition.as_ref(), dataset, over)?;
        let own: Vec<usize> =
            rows.iter().copied().filter(|row| picked.binary_search(row).is_ok()).collect();
        let place = |row: usize| dataset.rows[row].first().map_or(dataset.span, |cell| cell.span);
        let row = match own[..] {
            [row] => row,
            [] => {
                self.problems.push(no_row(over, "no row fits that has a value here"));
                return None;
            }
            [one, another, ..] => {
                self.problems.push(
                    Diagnostic::new(
                        Code::SeveralRows,
                        over.function.span,
                        format!("{} rows fit, and a rank is that of one", own.len()),
                    )
                    .related(place(one), "one")
                    .related(place(another), "another")
                    .help("add to `where` what tells them apart; `among` says which rows it is ranked with"),
                );
                return None;
            }
        };
        let value = &dataset.rows[row][at].value;
        let greater = rows.iter().filter(|other| dataset.rows[**other][at].value > *value);
        let rank = Unit::builtin("rank").expect("ranks are built in");
        let number = Decimal::from(i64::try_from(greater.count() + 1).unwrap_or(i64::MAX));
        Some(Outcome::Number(Quantity::measured(number, Some(&rank))))
    }
}

fn count(rows: usize) -> Outcome {
    let number = Decimal::from(i64::try_from(rows).unwrap_or(i64::MAX));
    Outcome::Number(Quantity::plain(number, Kind::Rows))
}

fn no_row(over: &Over, message: &str) -> Diagnostic {
    let place: &Spanned<String> = over.column.as_ref().unwrap_or(&over.dataset);
    Diagnostic::new(Code::NoSuchRow, place.span, message)
        .help("look at the rows, and at what `where` asks of them")
}
