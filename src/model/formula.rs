//! Formulas and claims: expressions over facts and the columns of datasets.

use crate::date::PartialDate;
use crate::files::{Span, Spanned};
use crate::number::Decimal;

/// What is done with two values.
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
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
    /// `and`
    And,
    /// `or`
    Or,
}

impl Operator {
    /// The sign that people read.
    pub fn sign(self) -> &'static str {
        match self {
            Operator::Add => "+",
            Operator::Subtract => "−",
            Operator::Multiply => "×",
            Operator::Divide => "/",
            Operator::Equal => "=",
            Operator::NotEqual => "≠",
            Operator::Less => "<",
            Operator::AtMost => "≤",
            Operator::Greater => ">",
            Operator::AtLeast => "≥",
            Operator::And => "and",
            Operator::Or => "or",
        }
    }

    /// Whether it holds two values against each other.
    pub fn is_comparison(self) -> bool {
        use Operator::{AtLeast, AtMost, Equal, Greater, Less, NotEqual};
        matches!(self, Equal | NotEqual | Less | AtMost | Greater | AtLeast)
    }

    /// How closely it binds: the closer, the greater.
    pub fn closeness(self) -> u8 {
        match self {
            Operator::Or => 0,
            Operator::And => 1,
            Operator::Multiply | Operator::Divide => 4,
            Operator::Add | Operator::Subtract => 3,
            _ => 2,
        }
    }
}

/// What is said of the values of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// The values added up.
    Sum,
    /// The sum over the number of values.
    Mean,
    /// The least value.
    Min,
    /// The greatest value.
    Max,
    /// How many rows or values there are.
    Count,
    /// The place of one row's value among all, the greatest first.
    Rank,
    /// The value of the earliest row.
    First,
    /// The value of the latest row.
    Last,
}

impl Function {
    /// Every function, in the order they are documented.
    pub const ALL: [Function; 8] = [
        Function::Sum,
        Function::Mean,
        Function::Min,
        Function::Max,
        Function::Count,
        Function::Rank,
        Function::First,
        Function::Last,
    ];

    /// Its name in a formula.
    pub fn name(self) -> &'static str {
        match self {
            Function::Sum => "sum",
            Function::Mean => "mean",
            Function::Min => "min",
            Function::Max => "max",
            Function::Count => "count",
            Function::Rank => "rank",
            Function::First => "first",
            Function::Last => "last",
        }
    }
}

/// How far it is from one value to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// `change(a, b)`: b − a.
    Difference,
    /// `pct(a, b)`: the same in per cent of a.
    Percent,
}

impl Change {
    /// Its name in a formula.
    pub fn name(self) -> &'static str {
        match self {
            Change::Difference => "change",
            Change::Percent => "pct",
        }
    }
}

/// A function over the rows of a dataset: `sum(approvals.new where status = "filed")`.
#[derive(Debug, Clone, PartialEq)]
pub struct Over {
    /// The function; the place is its name's.
    pub function: Spanned<Function>,
    /// The dataset.
    pub dataset: Spanned<String>,
    /// The column; without one, rows are counted.
    pub column: Option<Spanned<String>>,
    /// Which rows are taken; all if absent.
    pub condition: Option<Formula>,
    /// For a rank, the rows it is a place among; all if absent.
    pub among: Option<Formula>,
    /// The whole of it.
    pub span: Span,
    /// The whole of it as written.
    pub text: String,
}

/// A formula as a tree.
#[derive(Debug, Clone, PartialEq)]
pub enum Formula {
    /// A number, perhaps with a unit.
    Number(Spanned<Decimal>, Option<Spanned<String>>),
    /// A day, month or year.
    Date(Spanned<PartialDate>),
    /// Words in quotation marks.
    Text(Spanned<String>),
    /// A fact by its id.
    Fact(Spanned<String>),
    /// A cell of the row that a condition looks at, by its column.
    Cell(Spanned<String>),
    /// A minus before a value.
    Negative(Box<Formula>),
    /// What does not hold.
    Not(Box<Formula>),
    /// Two values and what is done with them; the place is the operator's.
    Binary(Box<Formula>, Spanned<Operator>, Box<Formula>),
    /// The way from one value to another.
    Change(Spanned<Change>, Box<Formula>, Box<Formula>),
    /// A function over a dataset.
    Over(Box<Over>),
}

impl Formula {
    /// Whether it is true or false, and not a value.
    pub fn is_statement(&self) -> bool {
        match self {
            Formula::Not(_) => true,
            Formula::Binary(_, operator, _) => {
                let joins = matches!(operator.value, Operator::And | Operator::Or);
                joins || operator.value.is_comparison()
            }
            _ => false,
        }
    }

    /// The datasets it looks at, in the order they are written.
    pub fn datasets(&self) -> Vec<&Spanned<String>> {
        let mut datasets = Vec::new();
        self.walk(&mut |part| {
            if let Formula::Over(over) = part {
                datasets.push(&over.dataset);
            }
        });
        datasets
    }

    /// The facts it rests on, in the order they are written.
    pub fn facts(&self) -> Vec<&Spanned<String>> {
        let mut facts = Vec::new();
        self.walk(&mut |part| {
            if let Formula::Fact(id) = part {
                facts.push(id);
            }
        });
        facts
    }

    /// The columns that a condition looks at, in the order they are written.
    pub fn cells(&self) -> Vec<&Spanned<String>> {
        let mut cells = Vec::new();
        self.walk(&mut |part| {
            if let Formula::Cell(column) = part {
                cells.push(column);
            }
        });
        cells
    }

    /// Every part, itself first; the conditions of functions are formulas of their own.
    pub fn walk<'a>(&'a self, see: &mut impl FnMut(&'a Formula)) {
        see(self);
        match self {
            Formula::Negative(inner) | Formula::Not(inner) => inner.walk(see),
            Formula::Binary(left, _, right) | Formula::Change(_, left, right) => {
                left.walk(see);
                right.walk(see);
            }
            _ => {}
        }
    }

    /// Where it stands, from its first value to its last.
    pub fn span(&self) -> Span {
        match self {
            Formula::Number(number, None) => number.span,
            Formula::Number(number, Some(unit)) => Span { end: unit.span.end, ..number.span },
            Formula::Date(date) => date.span,
            Formula::Text(text) | Formula::Fact(text) | Formula::Cell(text) => text.span,
            Formula::Negative(inner) | Formula::Not(inner) => inner.span(),
            Formula::Binary(left, _, right) => Span { end: right.span().end, ..left.span() },
            Formula::Change(name, _, right) => Span { end: right.span().end, ..name.span },
            Formula::Over(over) => over.span,
        }
    }
}
