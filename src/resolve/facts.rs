//! Facts and their values: as written, from a cell, or computed.

use std::collections::BTreeMap;

use super::{formula, select};
use crate::date::PartialDate;
use crate::diag::{Code, Diagnostic, nearest};
use crate::files::{Span, Spanned};
use crate::model::{Condition, Data, Dataset, Fact, FactValue, Value};
use crate::number::{Truth, Unit, written_decimals};

/// A fact whose value is known.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The value.
    pub value: FigureValue,
    /// The time it is of.
    pub as_of: Option<PartialDate>,
    /// The sources it rests on, by key.
    pub sources: Vec<Spanned<String>>,
    /// Where the value is written: a cell, a value or a formula.
    pub origin: Span,
}

/// The value of a fact.
#[derive(Debug, Clone)]
pub enum FigureValue {
    /// A number with its unit and precision.
    Number(Truth),
    /// A day, month or year.
    Date(PartialDate),
    /// Words.
    Text(String),
}

/// The unit of a name: declared by the project, or built in.
pub(super) fn unit(
    id: &Spanned<String>,
    data: &Data,
    problems: &mut Vec<Diagnostic>,
) -> Option<Unit> {
    let found = data.units.get(&id.value).cloned().or_else(|| Unit::builtin(&id.value));
    if found.is_none() {
        let known = data.units.keys().map(String::as_str).chain(Unit::builtin_ids());
        let problem =
            Diagnostic::new(Code::UnknownUnit, id.span, format!("no unit is named `{}`", id.value));
        problems.push(match nearest(&id.value, known) {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None => problem.help(format!(
                "declare it in `data/units.yaml`: `{}: {{one: …, other: …}}`",
                id.value
            )),
        });
    }
    found
}

/// Every fact that has a value, by id.
pub(super) fn figures(data: &Data, problems: &mut Vec<Diagnostic>) -> BTreeMap<String, Figure> {
    let mut solver = Solver { data, figures: BTreeMap::new(), state: BTreeMap::new(), problems };
    for id in data.facts.keys() {
        solver.solve(id);
    }
    solver.figures
}

/// A name that leads nowhere, which is already reported.
struct Reported;

/// How far a fact is solved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Done,
}

struct Solver<'a> {
    data: &'a Data,
    figures: BTreeMap<String, Figure>,
    state: BTreeMap<String, State>,
    problems: &'a mut Vec<Diagnostic>,
}

impl Solver<'_> {
    fn solve(&mut self, id: &str) {
        if self.state.contains_key(id) {
            return;
        }
        let Some(fact) = self.data.facts.get(id) else { return };
        self.state.insert(id.to_owned(), State::Open);
        if let Some(figure) = self.figure(fact) {
            self.figures.insert(id.to_owned(), figure);
        }
        self.state.insert(id.to_owned(), State::Done);
    }

    fn figure(&mut self, fact: &Fact) -> Option<Figure> {
        match &fact.value {
            FactValue::Missing => None,
            FactValue::Given(value) => self.given(fact, value),
            FactValue::From { dataset, conditions, column } => {
                self.from(fact, dataset, conditions, column)
            }
            FactValue::Formula(formula, span) => self.computed(fact, formula, *span),
        }
    }

    fn given(&mut self, fact: &Fact, value: &Spanned<Value>) -> Option<Figure> {
        let unit = self.own_unit(fact).ok()?;
        Some(Figure {
            value: valued(fact, value.value.clone(), unit, fact.decimals),
            as_of: fact.as_of,
            sources: fact.sources.clone(),
            origin: value.span,
        })
    }

    /// The unit a fact names, if it names one. Where there is none of the name, the fact's
    /// value means nothing.
    fn own_unit(&mut self, fact: &Fact) -> Result<Option<Unit>, Reported> {
        match &fact.unit {
            None => Ok(None),
            Some(id) => unit(id, self.data, self.problems).map(Some).ok_or(Reported),
        }
    }

    fn from(
        &mut self,
        fact: &Fact,
        name: &Spanned<String>,
        conditions: &[Condition],
        column: &Spanned<String>,
    ) -> Option<Figure> {
        let dataset = select::dataset(name, self.data, self.problems)?;
        let at = select::column(column, dataset, self.problems)?;
        // A dataset without its rows is already reported.
        if self.data.broken.contains(&format!("dataset:{}", name.value)) {
            return None;
        }
        let row = self.row(name, conditions, dataset)?;
        let cell = &dataset.rows[row][at];
        if cell.text.trim().is_empty() {
            self.problems.push(
                Diagnostic::new(
                    Code::EmptyCell,
                    column.span,
                    format!("`{}` is empty in this row", column.value),
                )
                .related(cell.span, "the row")
                .help("fill the cell, or take the fact from another row"),
            );
            return None;
        }
        // A cell that cannot be read is already reported.
        let value = cell.value.clone()?;
        let unit = self.unit_of_column(fact, dataset, at).ok()?;
        let decimals = fact.decimals.or(match value {
            Value::Number(_) => Some(written_decimals(cell.text.trim())),
            _ => None,
        });
        let sources = if fact.sources.is_empty() {
            select::sources_of(dataset, &[row])
        } else {
            fact.sources.clone()
        };
        Some(Figure {
            value: valued(fact, value, unit, decimals),
            as_of: fact.as_of.or_else(|| date_of(dataset, row)),
            sources,
            origin: cell.span,
        })
    }

    /// The one row that fits.
    fn row(
        &mut self,
        name: &Spanned<String>,
        conditions: &[Condition],
        dataset: &Dataset,
    ) -> Option<usize> {
        let rows = select::rows(conditions, dataset, self.problems)?;
        let words = || {
            conditions
                .iter()
                .map(|condition| condition.column.value.clone())
                .collect::<Vec<_>>()
                .join("`, `")
        };
        match rows[..] {
            [row] => Some(row),
            [] => {
                self.problems.push(
                    Diagnostic::new(
                        Code::NoSuchRow,
                        name.span,
                        format!("no row of `{}` fits all of `{}`", name.value, words()),
                    )
                    .help("each value stands in some row, but no row has them all"),
                );
                None
            }
            [first, second, ..] => {
                let place =
                    |row: usize| dataset.rows[row].first().map_or(dataset.span, |cell| cell.span);
                self.problems.push(
                    Diagnostic::new(
                        Code::SeveralRows,
                        name.span,
                        format!("{} rows of `{}` fit", rows.len(), name.value),
                    )
                    .related(place(first), "one")
                    .related(place(second), "another")
                    .help("add to `where` what tells them apart"),
                );
                None
            }
        }
    }

    /// The fact's own unit, or its column's; the two must not differ.
    fn unit_of_column(
        &mut self,
        fact: &Fact,
        dataset: &Dataset,
        at: usize,
    ) -> Result<Option<Unit>, Reported> {
        let column = dataset.columns[at].unit.as_ref();
        if let (Some(own), Some(column)) = (&fact.unit, column)
            && own.value != column.value
        {
            self.problems.push(
                Diagnostic::new(
                    Code::UnitConflict,
                    own.span,
                    format!("the fact is in `{}`, its column in `{}`", own.value, column.value),
                )
                .related(column.span, "the column's unit")
                .help("take the unit out of the fact: it follows its column"),
            );
        }
        // The column's own unit is checked with the dataset.
        let mut silent = Vec::new();
        match (&fact.unit, column) {
            (Some(own), None) => unit(own, self.data, self.problems).map(Some).ok_or(Reported),
            (_, Some(column)) => unit(column, self.data, &mut silent).map(Some).ok_or(Reported),
            (None, None) => Ok(None),
        }
    }

    fn computed(
        &mut self,
        fact: &Fact,
        formula: &crate::model::Formula,
        span: Span,
    ) -> Option<Figure> {
        let mut sources: Vec<Spanned<String>> = fact.sources.clone();
        let mut as_of = fact.as_of;
        let mut whole = true;
        for name in formula.facts() {
            if !self.data.facts.contains_key(&name.value) {
                self.problems.push(select::unknown(
                    Code::UnknownFact,
                    "fact",
                    name,
                    self.data.facts.keys(),
                ));
                whole = false;
                continue;
            }
            if self.state.get(&name.value) == Some(&State::Open) {
                self.problems.push(
                    Diagnostic::new(
                        Code::FormulaCycle,
                        name.span,
                        format!("`{}` rests on this fact itself", name.value),
                    )
                    .related(fact.span, "the fact")
                    .help("give one of the facts in the circle a value of its own"),
                );
                whole = false;
                continue;
            }
            self.solve(&name.value);
            // A fact without a value is already reported.
            let Some(figure) = self.figures.get(&name.value) else {
                whole = false;
                continue;
            };
            for source in &figure.sources {
                if !sources.iter().any(|known| known.value == source.value) {
                    sources.push(source.clone());
                }
            }
            if fact.as_of.is_none() {
                as_of = as_of.max(figure.as_of);
            }
        }
        if !whole {
            return None;
        }
        let declared = self.own_unit(fact).ok()?;
        let result = formula::evaluate(formula, &self.figures, self.problems)?;
        let (value, unit) = formula::in_unit(
            result,
            declared,
            fact.unit.as_ref().map_or(span, |unit| unit.span),
            self.problems,
        )?;
        let truth = Truth { value, decimals: fact.decimals, qualifier: fact.qualifier, unit };
        Some(Figure { value: FigureValue::Number(truth), as_of, sources, origin: span })
    }
}

/// A value with what the fact says of it.
fn valued(fact: &Fact, value: Value, unit: Option<Unit>, decimals: Option<i32>) -> FigureValue {
    match value {
        Value::Number(value) => {
            let unit = unit.unwrap_or_else(|| Unit::builtin("ratio").expect("ratio is built in"));
            FigureValue::Number(Truth { value, decimals, qualifier: fact.qualifier, unit })
        }
        Value::Date(date) => FigureValue::Date(date),
        Value::Text(text) => FigureValue::Text(text),
    }
}

/// The first date of a row: the time its values are of.
fn date_of(dataset: &Dataset, row: usize) -> Option<PartialDate> {
    let at = dataset.columns.iter().position(|column| column.kind.is_date())?;
    match &dataset.rows[row][at].value {
        Some(Value::Date(date)) => Some(*date),
        _ => None,
    }
}
