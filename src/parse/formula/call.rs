//! Functions of a formula: over a column with `where`, and from one value to another.

use super::{Names, Reader};
use crate::diag::{Diagnostic, nearest, one_of};
use crate::files::Spanned;
use crate::model::{Change, Formula, Function, Over};

impl Reader<'_> {
    /// The function of a name, in whose parenthesis the reader stands.
    pub(super) fn call(
        &mut self,
        name: &Spanned<&str>,
        start: usize,
    ) -> Result<Formula, Diagnostic> {
        let at = start..start + name.value.len();
        if self.names == Names::Columns {
            let message = format!("`{}` stands inside `where`", name.value);
            return Err(self.problem(at, message).help(
                "a condition looks at one row: compare its columns, or give what the function says to a fact of its own",
            ));
        }
        let open = self.at;
        let find = |change: Change| (change.name() == name.value).then_some(change);
        let change = [Change::Difference, Change::Percent].into_iter().find_map(find);
        let function = Function::ALL.into_iter().find(|function| function.name() == name.value);
        self.at += 1;
        match (change, function) {
            (Some(change), _) => self.change(Spanned::new(change, name.span), open),
            (_, Some(function)) => self.over(Spanned::new(function, name.span), start, open),
            _ => {
                let known = || {
                    let columns = Function::ALL.into_iter().map(Function::name);
                    columns.chain(["change", "pct"])
                };
                let problem = self.problem(at, format!("no function is named `{}`", name.value));
                Err(match nearest(name.value, known()) {
                    Some(near) => problem.help(format!("did you mean `{near}`?")),
                    None => problem.help(format!("there is {}", one_of(known()))),
                })
            }
        }
    }

    fn change(&mut self, name: Spanned<Change>, open: usize) -> Result<Formula, Diagnostic> {
        self.depth += 1;
        if self.depth > super::DEEPEST {
            let message = format!("more than {} parentheses are open", super::DEEPEST);
            return Err(self.problem(open..open + 1, message));
        }
        let from = self.expression(0)?;
        if !self.takes(',') {
            let message = format!("`{}` goes from one value to another", name.value.name());
            return Err(self.problem(self.at..self.at, message).help(format!(
                "write both, with a comma: `{}(before, after)`",
                name.value.name()
            )));
        }
        let to = self.expression(0)?;
        self.close(open)?;
        self.depth -= 1;
        Ok(Formula::Change(name, Box::new(from), Box::new(to)))
    }

    /// `sum(approvals.new where status = "filed")`
    fn over(
        &mut self,
        function: Spanned<Function>,
        start: usize,
        open: usize,
    ) -> Result<Formula, Diagnostic> {
        let (dataset, column) = self.column(function.value)?;
        let condition = self.condition("where")?;
        let among_at = self.at;
        let among = self.condition("among")?;
        if among.is_some() && function.value != Function::Rank {
            let message = format!("`{}` has no `among`", function.value.name());
            return Err(self
                .problem(among_at..self.at, message)
                .help("`among` says which rows a rank is a place among; `where` picks rows"));
        }
        if function.value == Function::Rank && condition.is_none() {
            let message = "`rank` does not say which row is meant".to_owned();
            return Err(self
                .problem(start..self.at, message)
                .help("pick one: `rank(arena.score where model = \"GLM-4\")`"));
        }
        self.close(open)?;
        let span = self.span(start..self.at);
        let text = self.text[start..self.at].to_owned();
        Ok(Formula::Over(Box::new(Over {
            function,
            dataset,
            column,
            condition,
            among,
            span,
            text,
        })))
    }

    /// `dataset.column`; rows are counted without a column.
    fn column(
        &mut self,
        function: Function,
    ) -> Result<(Spanned<String>, Option<Spanned<String>>), Diagnostic> {
        self.next();
        let start = self.at;
        let word = &self.text[start..start + self.word()];
        let part = |from: usize, to: usize| {
            Spanned::new(word[from..to].to_owned(), self.span(start + from..start + to))
        };
        let found = match word.split_once('.') {
            Some((dataset, column)) if !dataset.is_empty() && !column.is_empty() => {
                (part(0, dataset.len()), Some(part(dataset.len() + 1, word.len())))
            }
            None if function == Function::Count && !word.is_empty() => (part(0, word.len()), None),
            _ => {
                let name = function.name();
                let message = format!("`{name}` does not say over which column it goes");
                return Err(self.problem(start..start + word.len(), message).help(format!(
                    "name the dataset and its column: `{name}(approvals.services)`"
                )));
            }
        };
        self.at += word.len();
        Ok(found)
    }

    /// What rows must say, behind a word.
    fn condition(&mut self, word: &str) -> Result<Option<Formula>, Diagnostic> {
        if !self.takes_word(word) {
            return Ok(None);
        }
        self.names = Names::Columns;
        let condition = self.expression(0);
        self.names = Names::Facts;
        condition.map(Some)
    }
}
