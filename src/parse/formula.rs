//! Formulas over facts: `first-batch * 2 + (other - third) / 3`.
//!
//! Ids contain hyphens, so a minus is one only with spaces around it or before a number.

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

/// The formula a text writes, or the one problem that stops it.
pub fn formula(text: &str, file: FileId, origin: &Origin) -> Result<Formula, Diagnostic> {
    let mut reader = Reader { text, at: 0, depth: 0, length: 0, file, origin };
    let formula = reader.sum()?;
    reader.spaces();
    match reader.rest().chars().next() {
        None => Ok(formula),
        Some(character) => {
            let at = reader.at..reader.at + character.len_utf8();
            Err(reader.problem(at, format!("`{character}` has no place here")))
        }
    }
}

struct Reader<'text> {
    text: &'text str,
    at: usize,
    depth: usize,
    /// The facts, numbers and signs so far.
    length: usize,
    file: FileId,
    origin: &'text Origin,
}

impl<'text> Reader<'text> {
    fn rest(&self) -> &'text str {
        &self.text[self.at..]
    }

    fn spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        self.origin.span(self.file, range)
    }

    fn problem(&self, range: std::ops::Range<usize>, message: String) -> Diagnostic {
        Diagnostic::new(Code::FormulaSyntax, self.span(range), message)
            .help("a formula is made of facts' names, numbers, `+`, `-` with spaces around it, `*`, `/` and parentheses")
    }

    /// Takes one of the operators, if it comes next.
    fn operator(&mut self, among: &[(char, Operator)]) -> Option<Spanned<Operator>> {
        self.spaces();
        let next = self.rest().chars().next()?;
        let (_, operator) = among.iter().find(|(sign, _)| *sign == next)?;
        let span = self.span(self.at..self.at + next.len_utf8());
        self.at += next.len_utf8();
        Some(Spanned::new(*operator, span))
    }

    fn sum(&mut self) -> Result<Formula, Diagnostic> {
        let signs = [('+', Operator::Add), ('-', Operator::Subtract), ('−', Operator::Subtract)];
        let mut left = self.product()?;
        while let Some(operator) = self.operator(&signs) {
            left = Formula::Binary(Box::new(left), operator, Box::new(self.product()?));
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Formula, Diagnostic> {
        let signs = [('*', Operator::Multiply), ('×', Operator::Multiply), ('/', Operator::Divide)];
        let mut left = self.atom()?;
        while let Some(operator) = self.operator(&signs) {
            left = Formula::Binary(Box::new(left), operator, Box::new(self.atom()?));
        }
        Ok(left)
    }

    fn atom(&mut self) -> Result<Formula, Diagnostic> {
        self.spaces();
        let start = self.at;
        self.length += 1;
        if self.length > LONGEST {
            let message = format!("the formula has more than {LONGEST} facts, numbers and signs");
            return Err(self.problem(start..start, message).help(
                "give parts of it to facts of their own, or add the values up in a dataset",
            ));
        }
        match self.rest().chars().next() {
            Some('(') => self.parenthesis(),
            Some('-' | '−') => {
                self.at += self.rest().chars().next().map_or(0, char::len_utf8);
                Ok(Formula::Negative(Box::new(self.atom()?)))
            }
            Some(first) if first.is_ascii_alphanumeric() || first == '.' => {
                let length = self.word();
                self.at += length;
                let word = &self.text[start..start + length];
                Ok(match Decimal::parse(word) {
                    Some(number) => Formula::Number(number),
                    None => {
                        let span = self.span(start..start + length);
                        Formula::Fact(Spanned::new(word.to_owned(), span))
                    }
                })
            }
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

    /// The length of the id or number that comes next.
    fn word(&self) -> usize {
        let rest = self.rest();
        rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-._".contains(c))).unwrap_or(rest.len())
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
        let inner = self.sum()?;
        self.spaces();
        if !self.rest().starts_with(')') {
            return Err(self.problem(start..start + 1, "this parenthesis is not closed".to_owned()));
        }
        self.at += 1;
        self.depth -= 1;
        Ok(inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Files;

    fn show(formula: &Formula) -> String {
        match formula {
            Formula::Number(number) => number.to_string(),
            Formula::Fact(id) => id.value.clone(),
            Formula::Negative(inner) => format!("-{}", show(inner)),
            Formula::Binary(left, operator, right) => {
                let sign = match operator.value {
                    Operator::Add => '+',
                    Operator::Subtract => '-',
                    Operator::Multiply => '*',
                    Operator::Divide => '/',
                };
                format!("({} {sign} {})", show(left), show(right))
            }
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let files = Files::new([("a".to_owned(), text.to_owned())]);
        let file = files.find("a").expect("just added");
        let shown = match formula(text, file, &Origin::straight(0)) {
            Ok(formula) => show(&formula),
            Err(problem) => format!("{}: {}", files.place(problem.span).column, problem.message),
        };
        assert_eq!(shown, expected);
    }

    #[test]
    fn products_bind_closer_than_sums() {
        check("a + b * 2 / c", "(a + ((b * 2) / c))");
        check("(a + b) * 2", "((a + b) * 2)");
    }

    #[test]
    fn a_hyphen_inside_a_name_is_no_minus() {
        check("first-batch - second-batch", "(first-batch - second-batch)");
        check("-first-batch", "-first-batch");
        check("1e3 - a", "(1000 - a)");
    }

    #[test]
    fn what_is_missing_is_said_at_its_place() {
        check("a +", "4: the formula ends where a fact or a number should be");
        check("(a + b", "1: this parenthesis is not closed");
        check("a b", "3: `b` has no place here");
        check("a % b", "3: `%` has no place here");
        check("", "1: the formula ends where a fact or a number should be");
        check("a / 审", "5: `审` stands where a fact or a number should be");
    }

    #[test]
    fn a_formula_is_neither_long_nor_deep_without_end() {
        check(&"(".repeat(100), "33: more than 32 parentheses are open");
        let long = "the formula has more than 200 facts, numbers and signs";
        check(&"-".repeat(100_000), &format!("201: {long}"));
        check(&"a + ".repeat(100_000), &format!("801: {long}"));
    }
}
