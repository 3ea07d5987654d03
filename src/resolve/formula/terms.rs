//! An expression with its values, for people to read: "117 > 2 × 8".

use super::{Evaluator, Outcome};
use crate::lang::Lang;
use crate::model::{Formula, Operator, Wording};
use crate::number::{self, Decimal, Qualifier, Truth, Unit};
use crate::resolve::FigureValue;

/// A piece of an expression whose names have become values.
#[derive(Debug, Clone)]
pub enum Term {
    /// A value, and what it is called where it comes from.
    Value(FigureValue, Wording),
    /// A number as written, with its unit if it has one.
    Number(Decimal, Option<Unit>),
    /// A date or words as written.
    Written(String),
    /// What is done with the values on both sides.
    Operator(Operator),
    /// What does not hold.
    Not,
    /// A minus before a value.
    Minus,
    /// The name of a function, before its parenthesis.
    Function(&'static str),
    /// `(`
    Open,
    /// `)`
    Close,
    /// `,`
    Comma,
}

impl Term {
    /// The pieces on one line, each as `show` writes it.
    pub fn line(terms: &[Term], show: impl Fn(&Term) -> String) -> String {
        let mut line = String::new();
        let mut tight = true;
        for term in terms {
            if !tight && !matches!(term, Term::Close | Term::Comma) {
                line.push(' ');
            }
            line.push_str(&show(term));
            tight = matches!(term, Term::Open | Term::Minus | Term::Function(_));
        }
        line
    }

    /// The piece with its value, in a language.
    pub fn value(&self, lang: Lang) -> String {
        match self {
            Term::Value(FigureValue::Number(truth), _) => number::write(truth, lang),
            Term::Value(FigureValue::Date(date), _) => date.write(lang),
            Term::Value(FigureValue::Text(text), _) | Term::Written(text) => text.clone(),
            Term::Number(value, None) => number::plain(value, None, lang),
            Term::Number(value, Some(unit)) => number::write(&bare(value.clone(), unit), lang),
            Term::Operator(operator) => joining(*operator, lang).to_owned(),
            Term::Not => negating(lang).to_owned(),
            Term::Minus => "−".to_owned(),
            Term::Function(name) => (*name).to_owned(),
            Term::Open => "(".to_owned(),
            Term::Close => ")".to_owned(),
            Term::Comma => ",".to_owned(),
        }
    }

    /// The piece with the name of its value instead.
    pub fn name(&self, lang: Lang) -> String {
        match self {
            Term::Value(_, name) => name.of(lang).to_owned(),
            other => other.value(lang),
        }
    }
}

/// The sign of an operator, or the word that joins statements.
fn joining(operator: Operator, lang: Lang) -> &'static str {
    match (operator, lang) {
        (Operator::And, Lang::De) => "und",
        (Operator::Or, Lang::De) => "oder",
        (Operator::And, Lang::Zh) => "且",
        (Operator::Or, Lang::Zh) => "或",
        (operator, _) => operator.sign(),
    }
}

fn negating(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "not",
        Lang::De => "nicht",
        Lang::Zh => "非",
    }
}

fn bare(value: Decimal, unit: &Unit) -> Truth {
    Truth { value, upper: None, decimals: None, qualifier: Qualifier::Exactly, unit: unit.clone() }
}

impl Evaluator<'_> {
    /// The pieces of a formula that has a value.
    pub(in crate::resolve) fn terms(&mut self, formula: &Formula) -> Vec<Term> {
        let mut terms = Vec::new();
        self.push(formula, &mut terms);
        terms
    }

    fn push(&mut self, formula: &Formula, terms: &mut Vec<Term>) {
        match formula {
            Formula::Number(value, unit) => {
                let unit = unit.as_ref().and_then(|unit| self.data.unit(&unit.value));
                terms.push(Term::Number(value.value.clone(), unit));
            }
            Formula::Date(date) => terms.push(Term::Written(date.value.iso())),
            Formula::Text(text) => terms.push(Term::Written(format!("“{}”", text.value))),
            Formula::Cell(column) => terms.push(Term::Written(column.value.clone())),
            Formula::Fact(id) => {
                let figure = self.figures.get(&id.value);
                let label = self.data.facts.get(&id.value).map(|fact| fact.label.clone());
                if let (Some(figure), Some(label)) = (figure, label) {
                    terms.push(Term::Value(figure.value.clone(), label));
                }
            }
            Formula::Negative(inner) => {
                terms.push(Term::Minus);
                self.push_within(inner, 5, terms);
            }
            Formula::Not(inner) => {
                terms.push(Term::Not);
                self.push_within(inner, 2, terms);
            }
            Formula::Binary(left, operator, right) => {
                let closeness = operator.value.closeness();
                self.push_within(left, closeness, terms);
                terms.push(Term::Operator(operator.value));
                self.push_within(right, closeness + 1, terms);
            }
            Formula::Change(change, from, to) => {
                terms.extend([Term::Function(change.value.name()), Term::Open]);
                self.push(from, terms);
                terms.push(Term::Comma);
                self.push(to, terms);
                terms.push(Term::Close);
            }
            Formula::Over(over) => {
                if let Some(value) = self.over(over).and_then(|outcome| self.shown(outcome)) {
                    let name = Wording::plain(over.text.clone());
                    terms.push(Term::Value(value, name));
                }
            }
        }
    }

    /// A part in parentheses, where it would else fall apart.
    fn push_within(&mut self, part: &Formula, closeness: u8, terms: &mut Vec<Term>) {
        let loose = match part {
            Formula::Binary(_, operator, _) => operator.value.closeness() < closeness,
            Formula::Not(_) => closeness > 2,
            _ => false,
        };
        if loose {
            terms.push(Term::Open);
            self.push(part, terms);
            terms.push(Term::Close);
        } else {
            self.push(part, terms);
        }
    }

    fn shown(&self, outcome: Outcome) -> Option<FigureValue> {
        match outcome {
            Outcome::Number(quantity) => {
                let unit = quantity.dimension.unit(self.data).or_else(|| Unit::builtin("ratio"))?;
                Some(FigureValue::Number(bare(quantity.value, &unit)))
            }
            Outcome::Date(date) => Some(FigureValue::Date(date)),
            Outcome::Text(text) => Some(FigureValue::Text(text)),
            Outcome::Truth(_) | Outcome::Open => None,
        }
    }
}
