//! Formulas over facts.

use crate::files::Spanned;
use crate::number::Decimal;

/// An arithmetic operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// A formula as a tree.
#[derive(Debug, Clone, PartialEq)]
pub enum Formula {
    /// A number without a unit.
    Number(Decimal),
    /// A fact by its id.
    Fact(Spanned<String>),
    /// A minus before a value.
    Negative(Box<Formula>),
    /// Two values and what is done with them; the place is the operator's.
    Binary(Box<Formula>, Spanned<Operator>, Box<Formula>),
}

impl Formula {
    /// The facts it rests on, in the order they are written.
    pub fn facts(&self) -> Vec<&Spanned<String>> {
        match self {
            Formula::Number(_) => Vec::new(),
            Formula::Fact(id) => vec![id],
            Formula::Negative(inner) => inner.facts(),
            Formula::Binary(left, _, right) => {
                let mut facts = left.facts();
                facts.extend(right.facts());
                facts
            }
        }
    }
}
