//! Facts and their values: as written, from a cell, or computed.

use std::collections::{BTreeMap, BTreeSet};

use super::formula::{self, Basis, Evaluator, Outcome};
use super::select;
use crate::date::PartialDate;
use crate::diag::{Code, Diagnostic, nearest};
use crate::files::{Span, Spanned};
use crate::model::{Condition, Data, Dataset, Fact, FactValue, Value};
use crate::number::{Qualifier, Truth, Unit, UnitKind, written_decimals};

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
    /// The facts it rests on that are known to be wrong, itself among them, by id.
    pub known_errors: Vec<String>,
}

/// The value of a fact.
#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "nearly all facts are numbers")]
pub enum FigureValue {
    /// A number with its unit and precision.
    Number(Truth),
    /// A day, month or year.
    Date(PartialDate),
    /// Words.
    Text(String),
}

/// A value of another time or source, in the unit of a fact.
pub fn like(figure: &Figure, value: &Value, decimals: Option<i32>) -> FigureValue {
    match (value, &figure.value) {
        (Value::Number(value), FigureValue::Number(truth)) => FigureValue::Number(Truth {
            value: value.clone(),
            upper: None,
            decimals,
            qualifier: Qualifier::Exactly,
            unit: truth.unit.clone(),
        }),
        // A number beside a date or words is already reported.
        (Value::Number(value), _) => FigureValue::Text(value.to_string()),
        (Value::Date(date), _) => FigureValue::Date(*date),
        (Value::Text(text), _) => FigureValue::Text(text.clone()),
    }
}

/// The unit of a name: declared by the project, or built in.
pub(super) fn unit(
    id: &Spanned<String>,
    data: &Data,
    problems: &mut Vec<Diagnostic>,
) -> Option<Unit> {
    let found = data.unit(&id.value);
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

/// Every fact that has a value, by id. Formulas look at no more than some rows in all.
pub(super) fn figures(
    data: &Data,
    rows_left: &mut usize,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Figure> {
    let (figures, state) = (BTreeMap::new(), BTreeMap::new());
    let mut solver = Solver { data, figures, state, rows_left, problems };
    data.facts.keys().for_each(|id| solver.solve(id));
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
    state: BTreeMap<&'a str, State>,
    /// How many rows formulas may still look at.
    rows_left: &'a mut usize,
    problems: &'a mut Vec<Diagnostic>,
}

impl<'a> Solver<'a> {
    /// Solves a fact after those that it rests on. The facts that wait for others stand in a
    /// list and not on the stack, which a long chain of them would break.
    fn solve(&mut self, id: &'a str) {
        let mut waiting = vec![id];
        while let Some(id) = waiting.last().copied() {
            let fact = &self.data.facts[id];
            if self.state.get(id) == Some(&State::Done) {
                waiting.pop();
                continue;
            }
            self.state.insert(id, State::Open);
            if let Some(first) = self.untouched(fact) {
                waiting.push(first);
                continue;
            }
            if let Some(mut figure) = self.figure(fact) {
                figure.known_errors = self.known_errors(id, fact);
                self.figures.insert(id.to_owned(), figure);
            }
            self.state.insert(id, State::Done);
            waiting.pop();
        }
    }

    /// Which facts are known to be wrong of those that a fact rests on, itself first.
    fn known_errors(&self, id: &str, fact: &Fact) -> Vec<String> {
        let own = fact.known_error.iter().map(|_| id.to_owned());
        let mut errors: Vec<String> = own.collect();
        if let FactValue::Formula(formula, _) = &fact.value {
            let parts = formula.facts();
            let parts = parts.iter().filter_map(|name| self.figures.get(&name.value));
            for error in parts.flat_map(|figure| &figure.known_errors) {
                if !errors.contains(error) {
                    errors.push(error.clone());
                }
            }
        }
        errors
    }

    /// The first fact that a fact rests on and that nobody has looked at.
    fn untouched(&self, fact: &'a Fact) -> Option<&'a str> {
        let FactValue::Formula(formula, _) = &fact.value else { return None };
        let names = formula.facts().into_iter().map(|name| name.value.as_str());
        let mut there = names.filter(|name| self.data.facts.contains_key(*name));
        there.find(|name| !self.state.contains_key(name))
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
            known_errors: Vec::new(),
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
        let row = select::one_row(name, conditions, dataset, self.problems)?;
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
            known_errors: Vec::new(),
        })
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
        let mut whole = true;
        let mut circles = BTreeSet::new();
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
            if self.state.get(name.value.as_str()) == Some(&State::Open) {
                if circles.insert(&name.value) {
                    self.problems.push(
                        Diagnostic::new(
                            Code::FormulaCycle,
                            name.span,
                            format!("`{}` rests on this fact itself", name.value),
                        )
                        .related(fact.span, "the fact")
                        .help("give one of the facts in the circle a value of its own"),
                    );
                }
                whole = false;
                continue;
            }
            // A fact without a value is already reported.
            whole &= self.figures.contains_key(&name.value);
        }
        if !whole {
            return None;
        }
        let declared = self.own_unit(fact).ok()?;
        let mut evaluator = Evaluator::new(self.data, &self.figures, self.rows_left, self.problems);
        let outcome = evaluator.outcome(formula)?;
        let mut basis = Basis::default();
        basis.add(fact.sources.iter().cloned());
        let found = evaluator.basis(formula);
        basis.add(found.sources);
        let value = self.result(fact, formula, span, outcome, declared)?;
        let as_of = fact.as_of.or(found.as_of);
        Some(Figure {
            value,
            as_of,
            sources: basis.sources,
            origin: span,
            known_errors: Vec::new(),
        })
    }

    /// What a formula gives, as the value of a fact.
    fn result(
        &mut self,
        fact: &Fact,
        formula: &crate::model::Formula,
        span: Span,
        outcome: Outcome,
        declared: Option<Unit>,
    ) -> Option<FigureValue> {
        let place = fact.unit.as_ref().map_or(span, |unit| unit.span);
        let kind = declared.as_ref().map(|unit| unit.kind);
        let (value, own) = match outcome {
            Outcome::Number(result) => {
                let (value, unit) =
                    formula::in_unit(result, declared, place, self.data, self.problems)?;
                let Fact { decimals, qualifier, .. } = *fact;
                return Some(FigureValue::Number(Truth {
                    value,
                    upper: None,
                    decimals,
                    qualifier,
                    unit,
                }));
            }
            Outcome::Date(date) => (FigureValue::Date(date), UnitKind::Date),
            Outcome::Text(text) => (FigureValue::Text(text), UnitKind::Text),
            Outcome::Truth(_) | Outcome::Open => {
                self.problems.push(
                    Diagnostic::new(
                        Code::FormulaError,
                        formula.span(),
                        "this is a comparison, and a fact has a value",
                    )
                    .help("write what is to hold as a claim: `claims: {ID: {holds: …}}`"),
                );
                return None;
            }
        };
        if kind.is_some_and(|kind| kind != own) {
            let words = if own == UnitKind::Date { "a date" } else { "words" };
            self.problems.push(
                Diagnostic::new(Code::UnitConflict, place, format!("the formula gives {words}"))
                    .help("take the unit out of the fact: it follows its formula"),
            );
            return None;
        }
        Some(value)
    }
}

/// A value with what the fact says of it.
fn valued(fact: &Fact, value: Value, unit: Option<Unit>, decimals: Option<i32>) -> FigureValue {
    match value {
        Value::Number(value) => {
            let unit = unit.unwrap_or_else(|| Unit::builtin("ratio").expect("ratio is built in"));
            let upper = fact.upper.clone();
            FigureValue::Number(Truth { value, upper, decimals, qualifier: fact.qualifier, unit })
        }
        Value::Date(date) => FigureValue::Date(date),
        Value::Text(text) => FigureValue::Text(text),
    }
}

/// The first date of a row: the time its values are of.
pub(super) fn date_of(dataset: &Dataset, row: usize) -> Option<PartialDate> {
    let at = dataset.columns.iter().position(|column| column.kind.is_date())?;
    match &dataset.rows[row][at].value {
        Some(Value::Date(date)) => Some(*date),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::Project;
    use crate::diag::{self, Colour, Format};
    use crate::lang::Lang;
    use crate::number;
    use crate::resolve::{Drafts, FigureValue, site};

    const DATA: [(&str, &str); 4] = [
        ("briefing.yaml", "title: T\n"),
        ("data/sources.yaml", "s: {title: S}\n"),
        ("data/units.yaml", "model: {one: model, other: models}\n"),
        (
            "data/datasets/d.yaml",
            "title: D\nsource: s\ncolumns:\n  year: {type: year}\n  name: {type: string}\n  \
             n: {type: integer, unit: model}\n  share: {type: decimal, unit: percent}\nrows:\n  \
             - [2023, A, 8, 12.50]\n  - [2024, A, ~, 20]\n  - [2024, B, 117, 80]\n",
        ),
    ];

    /// The facts `a` is `6 models`, `b` is `2 models`, `p` is `25 %`, `day` a date, and `x` as
    /// given: its value and when it is of, or the problems.
    #[track_caller]
    fn check(x: &str, expected: &str) {
        let given = |id: &str, value: &str, unit: &str| {
            format!("{id}: {{label: L, value: {value}, unit: {unit}, as_of: 2024, source: s}}\n")
        };
        let facts = [
            given("a", "6", "model"),
            given("b", "2", "model"),
            given("p", "25", "percent"),
            given("day", "2024-05", "date"),
            format!("x: {{label: L, {x}}}\n"),
        ];
        let facts = facts.concat();
        let texts = DATA.into_iter().chain([("data/facts.yaml", facts.as_str())]);
        let project = Project::in_memory(texts);
        let site = site(&project, Drafts::Hide, None);
        let shown = site.value.figures.get("x").map_or_else(String::new, |figure| {
            let value = match &figure.value {
                FigureValue::Number(truth) => {
                    let (value, unit) = number::parts(truth, Lang::En);
                    [value, unit].join(" ").trim().to_owned()
                }
                FigureValue::Date(date) => date.iso(),
                FigureValue::Text(text) => text.clone(),
            };
            let as_of = figure.as_of.map_or_else(String::new, |date| format!(", {}", date.iso()));
            format!("{value}{as_of}\n")
        });
        let problems = diag::sorted(site.problems);
        let said = diag::render(&problems, &project.files, Format::Short, Colour::Never, 0);
        let said: Vec<&str> = said.lines().filter(|line| !line.starts_with("  ")).collect();
        let said: Vec<&str> =
            said.iter().map(|line| line.trim_start_matches("data/facts.yaml:5:")).collect();
        assert_eq!([shown, said.join("\n")].concat().trim_end(), expected);
    }

    #[test]
    fn a_cell_gives_its_value_unit_and_date() {
        check("from: {dataset: d, where: {year: 2023}, column: n}", "8 models, 2023");
        check("from: {dataset: d, where: {name: B}, column: name}", "B, 2024");
        check("from: {dataset: d, where: {name: [B]}, column: n}, as_of: 2025", "117 models, 2025");
    }

    #[test]
    fn a_cell_must_be_one_and_full() {
        check(
            "from: {dataset: d, where: {name: A}, column: n}",
            "31: error[several-rows]: 2 rows of `d` fit",
        );
        check(
            "from: {dataset: d, where: {name: A, year: 2024}, column: n}",
            "72: error[empty-cell]: `n` is empty in this row",
        );
        check(
            "from: {dataset: d, where: {name: B, year: 2023}, column: n}",
            "31: error[no-such-row]: no row of `d` fits all of `name`, `year`",
        );
        check(
            "from: {dataset: d, where: {name: C}, column: n}",
            "48: error[no-such-row]: no row has `C` as its `name`",
        );
        check(
            "from: {dataset: d, where: {name: B}, column: n}, unit: percent",
            "117 models, 2024\n70: error[unit-conflict]: the fact is in `percent`, its column in `model`",
        );
    }

    #[test]
    fn units_go_through_a_formula() {
        check("formula: a + b", "8 models, 2024");
        check("formula: a / b", "3×, 2024");
        check("formula: a * 2 - b", "10 models, 2024");
        check("formula: b / a, unit: percent, decimals: 1", "33.3%, 2024");
        check(
            "formula: a + p",
            "26: error[unit-conflict]: `model` and `percent` are different units",
        );
        check(
            "formula: a + 1",
            "26: error[unit-conflict]: `model` and a plain number are different units",
        );
        check("formula: a * b", "24: error[unit-conflict]: the formula gives `model × model`");
        check(
            "formula: a / b, unit: model",
            "37: error[unit-conflict]: the formula gives a plain number, the fact says `model`",
        );
    }

    #[test]
    fn a_formula_without_a_value_says_why_once() {
        check("formula: a / (b - b)", "26: error[formula-error]: this divides by zero");
        check(
            "formula: a + day",
            "28: error[formula-error]: `day` is a date, and formulas compute with numbers",
        );
        check("formula: a + aa", "28: error[unknown-fact]: no fact is named `aa`");
        check("formula: x + x", "24: error[formula-cycle]: `x` rests on this fact itself");
        check(
            "value: [1], unit: model, as_of: 2024, source: s",
            "22: error[wrong-type]: `value` is a list, which is not a number",
        );
        check(
            "value: 1, unit: [m], as_of: 2024, source: {a: b}",
            "1×, 2024\n31: error[wrong-type]: `unit` is a list, which is not a text\n57: error[wrong-type]: `source` is a mapping, which is not a text",
        );
    }

    #[test]
    fn who_checked_a_fact_is_a_key_or_a_name() {
        let given = "value: 1, unit: item, as_of: 2024, source: s";
        check(
            &format!("{given}, review_by: 2025, checked: {{by: A. Reader, on: 2024-05}}"),
            "1 item, 2024",
        );
        check(
            &format!("{given}, checked: {{by: ab, on: 2024-05}}"),
            "1 item, 2024\n75: error[unknown-person]: no person is named `ab`",
        );
        check(
            &format!("{given}, checked: {{by: A, no: 2024}}"),
            "1 item, 2024\n78: error[unknown-key]: `checked` has no `no`",
        );
    }
}
