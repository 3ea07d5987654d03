//! What the value of a formula rests on.

use super::Evaluator;
use crate::date::PartialDate;
use crate::files::Spanned;
use crate::model::Formula;
use crate::resolve::facts::date_of;
use crate::resolve::select;

/// The sources of a formula's value, and the latest time of what it rests on.
#[derive(Debug, Default)]
pub(in crate::resolve) struct Basis {
    /// The keys of the sources, each once.
    pub(in crate::resolve) sources: Vec<Spanned<String>>,
    /// The latest time.
    pub(in crate::resolve) as_of: Option<PartialDate>,
}

impl Basis {
    /// Adds sources that are not yet there.
    pub(in crate::resolve) fn add(&mut self, sources: impl IntoIterator<Item = Spanned<String>>) {
        for source in sources {
            if !self.sources.iter().any(|known| known.value == source.value) {
                self.sources.push(source);
            }
        }
    }
}

impl Evaluator<'_> {
    /// What a formula rests on that has been worked out: its facts, and the rows it looked at.
    pub(in crate::resolve) fn basis(&self, formula: &Formula) -> Basis {
        let mut basis = Basis::default();
        for figure in formula.facts().into_iter().filter_map(|id| self.figures.get(&id.value)) {
            basis.add(figure.sources.iter().cloned());
            basis.as_of = basis.as_of.max(figure.as_of);
        }
        for (id, rows) in &self.used {
            let Some(dataset) = self.data.datasets.get(id) else { continue };
            let rows: Vec<usize> = rows.iter().copied().collect();
            basis.add(select::sources_of(dataset, &rows));
            let dates = rows.iter().filter_map(|row| date_of(dataset, *row));
            basis.as_of = basis.as_of.max(dates.max());
        }
        basis
    }
}
