//! Formulas over facts and columns: `first-batch * 2 + sum(approvals.new where year = 2024)`.
//!
//! Ids contain hyphens, so a minus is one only with spaces around it or before a number.

mod call;

use std::ops::Range;

use crate::date::PartialDate;
use crate::diag::{Code, Diagnostic};
use crate::files::{FileId, Span, Spanned};
use crate::model::{Formula, Operator};
use crate::number::Decimal;
use crate::origin::Origin;

/// How deeply parentheses may be nested.
const DEEPEST: usize = 32;

/// How many facts, numbers and signs a formula may have: whoever walks it later walks it by
/// recursion.
const LONGEST: usize = 200;

/// Words that join expressions, and are no names.
const JOINING: [&str; 5] = ["and", "or", "not", "where", "among"];

const SIGNS: [(&str, Operator); 17] = [
    ("!=", Operator::NotEqual),
    ("≠", Operator::NotEqual),
    ("<=", Operator::AtMost),
    ("≤", Operator::AtMost),
    (">=", Operator::AtLeast),
    ("≥", Operator::AtLeast),
    ("=", Operator::Equal),
    ("<", Operator::Less),
    (">", Operator::Greater),
    ("+", Operator::Add),
    ("-", Operator::Subtract),
    ("−", Operator::Subtract),
    ("*", Operator::Multiply),
    ("×", Operator::Multiply),
    ("/", Operator::Divide),
    ("and", Operator::And),
    ("or", Operator::Or),
];

/// The formula a text writes, or the one problem that stops it.
pub fn formula(text: &str, file: FileId, origin: &Origin) -> Result<Formula, Diagnostic> {
    let names = Names::Facts;
    let mut reader = Reader { text, at: 0, depth: 0, length: 0, names, file, origin };
    let formula = reader.expression(0)?;
    match reader.next() {
        None => Ok(formula),
        Some(character) => {
            let at = reader.at..reader.at + character.len_utf8();
            Err(reader.problem(at, format!("`{character}` has no place here")))
        }
    }
}

/// What names mean where the reader stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    /// Facts.
    Facts,
    /// Columns of the dataset that a condition is about.
    Columns,
}

struct Reader<'text> {
    text: &'text str,
    at: usize,
    depth: usize,
    /// The facts, numbers and signs so far.
    length: usize,
    names: Names,
    file: FileId,
    origin: &'text Origin,
}

impl<'text> Reader<'text> {
    fn rest(&self) -> &'text str {
        &self.text[self.at..]
    }

    /// The next character behind any spaces.
    fn next(&mut self) -> Option<char> {
        self.at += self.rest().len() - self.rest().trim_start().len();
        self.rest().chars().next()
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.origin.span(self.file, range)
    }

    fn problem(&self, range: Range<usize>, message: String) -> Diagnostic {
        Diagnostic::new(Code::FormulaSyntax, self.span(range), message)
            .help("a formula is made of facts' names, numbers, `+`, `-` with spaces around it, `*`, `/`, parentheses, comparisons and functions")
    }

    /// Operands joined by operators that bind at least so closely.
    fn expression(&mut self, least: u8) -> Result<Formula, Diagnostic> {
        let mut left = self.operand()?;
        while let Some((length, operator)) = self.operator() {
            if operator.closeness() < least {
                break;
            }
            let span = self.span(self.at..self.at + length);
            self.at += length;
            let right = self.expression(operator.closeness() + 1)?;
            if operator.is_comparison()
                && let Some((length, next)) = self.operator()
                && next.is_comparison()
            {
                let message = format!("a second comparison, `{}`, follows the first", next.sign());
                return Err(self.problem(self.at..self.at + length, message).help(
                    "compare two values at a time, and join comparisons: `1 < a and a < 9`",
                ));
            }
            left = Formula::Binary(Box::new(left), Spanned::new(operator, span), Box::new(right));
        }
        Ok(left)
    }

    /// The operator that comes next, and its length.
    fn operator(&mut self) -> Option<(usize, Operator)> {
        self.next()?;
        let rest = self.rest();
        let (sign, operator) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign))?;
        let is_word = sign.starts_with(|c: char| c.is_ascii_alphabetic());
        (!is_word || self.word() == sign.len()).then_some((sign.len(), *operator))
    }

    /// Takes a character, if it comes next.
    fn takes(&mut self, wanted: char) -> bool {
        let found = self.next() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    /// Takes a word, if it comes next.
    fn takes_word(&mut self, wanted: &str) -> bool {
        self.next();
        let found = &self.rest()[..self.word()] == wanted;
        if found {
            self.at += wanted.len();
        }
        found
    }

    fn operand(&mut self) -> Result<Formula, Diagnostic> {
        let next = self.next();
        let start = self.at;
        self.length += 1;
        if self.length > LONGEST {
            let message = format!("the formula has more than {LONGEST} facts, numbers and signs");
            return Err(self.problem(start..start, message).help(
                "give parts of it to facts of their own, or add the values up in a dataset",
            ));
        }
        match next {
            Some('(') => self.parenthesis(),
            Some('-' | '−') => {
                self.at += next.map_or(0, char::len_utf8);
                Ok(Formula::Negative(Box::new(self.operand()?)))
            }
            Some(mark @ ('"' | '\'')) => self.quoted(mark),
            Some(first) if first.is_ascii_alphanumeric() || first == '.' => self.named(),
            Some('=') if self.text[..start].ends_with('=') => Err(self
                .problem(start..start + 1, "`=` stands here a second time".to_owned())
                .help("a comparison is written with one `=`")),
            Some(other) => Err(self.problem(
                start..start + other.len_utf8(),
                format!("`{other}` stands where a fact or a number should be"),
            )),
            None => Err(self.problem(
                start..start,
                "the formula ends where a fact or a number should be".to_owned(),
            )),
        }
    }

    /// A number, date, name or function.
    fn named(&mut self) -> Result<Formula, Diagnostic> {
        let start = self.at;
        let word = &self.text[start..start + self.word()];
        let span = self.span(start..start + word.len());
        self.at += word.len();
        if word == "not" {
            // It binds more closely than `and`, and not as closely as a comparison.
            let closeness = Operator::Equal.closeness();
            return Ok(Formula::Not(Box::new(self.expression(closeness)?)));
        }
        if JOINING.contains(&word) {
            let message = format!("`{word}` stands where a fact or a number should be");
            return Err(self.problem(start..self.at, message));
        }
        if self.next() == Some('(') {
            return self.call(&Spanned::new(word, span), start);
        }
        self.at = start + word.len();
        if let Some(number) = Decimal::parse(word) {
            let unit = self.unit();
            return Ok(Formula::Number(Spanned::new(number, span), unit));
        }
        if let Ok(date) = PartialDate::parse_iso(word) {
            return Ok(Formula::Date(Spanned::new(date, span)));
        }
        let name = Spanned::new(word.to_owned(), span);
        Ok(match self.names {
            Names::Facts => Formula::Fact(name),
            Names::Columns => Formula::Cell(name),
        })
    }

    /// The unit behind a number: `100 kg`, `5%`.
    fn unit(&mut self) -> Option<Spanned<String>> {
        let before = self.at;
        let next = self.next();
        let start = self.at;
        let word = self.word();
        let id = match next {
            Some('%') => {
                self.at += 1;
                "percent"
            }
            Some(first)
                if first.is_ascii_alphabetic()
                    && !JOINING.contains(&&self.text[start..start + word]) =>
            {
                self.at += word;
                &self.text[start..self.at]
            }
            _ => {
                self.at = before;
                return None;
            }
        };
        Some(Spanned::new(id.to_owned(), self.span(start..self.at)))
    }

    /// The length of the id or number that comes next.
    fn word(&self) -> usize {
        let rest = self.rest();
        rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-._".contains(c))).unwrap_or(rest.len())
    }

    fn quoted(&mut self, mark: char) -> Result<Formula, Diagnostic> {
        let start = self.at;
        let inner = &self.rest()[1..];
        let Some(length) = inner.find(mark) else {
            let message = "this quotation mark is not closed".to_owned();
            return Err(self.problem(start..start + 1, message));
        };
        self.at += length + 2;
        let span = self.span(start..self.at);
        Ok(Formula::Text(Spanned::new(inner[..length].to_owned(), span)))
    }

    fn parenthesis(&mut self) -> Result<Formula, Diagnostic> {
        let start = self.at;
        self.at += 1;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(
                self.problem(start..start + 1, format!("more than {DEEPEST} parentheses are open"))
            );
        }
        let inner = self.expression(0)?;
        self.close(start)?;
        self.depth -= 1;
        Ok(inner)
    }

    /// The end of the parenthesis that begins at `start`.
    fn close(&mut self, start: usize) -> Result<(), Diagnostic> {
        if self.takes(')') {
            return Ok(());
        }
        Err(self.problem(start..start + 1, "this parenthesis is not closed".to_owned()))
    }
}

#[cfg(test)]
#[path = "formula/tests.rs"]
mod tests;
