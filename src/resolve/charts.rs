//! Charts: from what an author specifies to numbers and names that can be drawn.
//!
//! The drawing takes much for granted, and all of it is made sure here: columns fit their
//! channels, every value lies on its axis, no two marks share a place, bars begin at
//! zero. plotters would put a value outside an axis on its edge and say nothing.
//!
//! A row whose cell for `x` or `y` is empty is no mark. It leaves a gap in a line, and
//! the place of its name stays: a missing value is not zero.

mod annotations;
mod axis;
mod fit;
mod points;
mod quantity;
mod settings;
mod words;

pub use words::{words, words_in};

use std::collections::BTreeMap;

use super::tables::{self, ResolvedTable};
use super::{Site, names, select};
use crate::chart::{Labels, Mark, Plot};
use crate::date::PartialDate;
use crate::diag::{Code, Diagnostic};
use crate::files::Spanned;
use crate::lang::Lang;
use crate::model::{self, Cell, ChartSpec, Data, Dataset, Inline, Value};

/// A chart whose data is known.
#[derive(Debug, Clone)]
pub struct ResolvedChart {
    /// What is drawn.
    pub plot: Plot,
    /// The rows it shows, with the columns it draws and those that tell rows apart.
    pub table: ResolvedTable,
    /// The numbers of the rows in the dataset.
    pub rows: Vec<usize>,
    /// Its own sources, or else those of the rows.
    pub sources: Vec<Spanned<String>>,
    /// The latest date of the rows.
    pub as_of: Option<PartialDate>,
}

/// Every chart that can be drawn, by id.
pub(super) fn charts(
    site: &Site,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<String, ResolvedChart> {
    let mut charts = BTreeMap::new();
    for (id, spec) in &site.data.charts {
        names::prose(texts(spec), site, problems);
        if let Some(chart) = chart(id, spec, site, problems) {
            charts.insert(id.clone(), chart);
        }
    }
    charts
}

/// Every text of a chart that may hold links.
fn texts(spec: &ChartSpec) -> impl Iterator<Item = &[Inline]> {
    let own = [Some(&spec.headline), Some(&spec.subtitle), spec.note.as_ref(), spec.alt.as_ref()];
    let notes = spec.annotations.iter().map(|annotation| &annotation.text);
    own.into_iter().flatten().chain(notes).map(|text| text.content.as_slice())
}

/// What all channels of a chart are resolved against.
struct Shown<'a> {
    spec: &'a ChartSpec,
    data: &'a Data,
    dataset: &'a Dataset,
    /// The numbers of the rows in the dataset.
    rows: &'a [usize],
    lang: Lang,
}

impl<'a> Shown<'a> {
    /// The cells of a column, one for each row shown.
    fn cells(&self, column: usize) -> impl Iterator<Item = &'a Cell> {
        let dataset = self.dataset;
        self.rows.iter().map(move |row| &dataset.rows[*row][column])
    }

    /// The cell of a column in the row of a place among those shown.
    fn cell(&self, column: usize, at: usize) -> &'a Cell {
        &self.dataset.rows[self.rows[at]][column]
    }
}

fn chart(
    id: &str,
    spec: &ChartSpec,
    site: &Site,
    problems: &mut Vec<Diagnostic>,
) -> Option<ResolvedChart> {
    let (dataset, rows) = select::selection(&spec.data, &site.data, problems)?;
    let shown =
        Shown { spec, data: &site.data, dataset, rows: &rows, lang: site.settings.language };
    let columns = columns(&shown, problems)?;
    let roles = fit::roles(&shown, columns, problems)?;
    if rows.is_empty() {
        problems.extend(no_rows(&shown, problems));
        return None;
    }

    let mut x = axis::axis(&shown, axis::Letter::X, &spec.x, columns.x, roles.x, problems);
    let mut y = axis::axis(&shown, axis::Letter::Y, &spec.y, columns.y, roles.y, problems);
    let colour = points::colour(&shown, columns, roles, problems);
    x.sort_by(&y, colour.as_ref());
    y.sort_by(&x, colour.as_ref());

    let series = points::series(&shown, &x, &y, colour.as_ref(), problems)?;
    let highlight = points::highlight(spec, &x, &y, colour.as_ref(), problems);
    points::limits(spec, &series, &highlight, &[&x, &y], problems);
    let annotations = annotations::annotations(site, spec, &x, &y, problems);

    let plot = Plot {
        id: format!("plot-{id}"),
        lang: shown.lang,
        title: words(&spec.headline.content, site),
        alt: spec.alt.as_ref().map(|alt| words(&alt.content, site)),
        mark: mark(spec.mark.value),
        x: x.into_channel(),
        y: y.into_channel(),
        series,
        annotations,
        highlight,
        labels: labels(spec.label),
        points: spec.points,
        height: None,
    };
    let table = table(&shown, columns);
    let sources = table.sources.clone();
    let as_of = as_of(&shown, columns);
    Some(ResolvedChart { plot, table, rows, sources, as_of })
}

/// The numbers of the columns that a chart draws.
#[derive(Clone, Copy)]
struct Columns {
    x: usize,
    y: usize,
    colour: Option<usize>,
}

/// The columns of all channels; every name is looked up, even when one is unknown.
fn columns(shown: &Shown, problems: &mut Vec<Diagnostic>) -> Option<Columns> {
    let mut find =
        |channel: &model::Channel| select::column(&channel.field, shown.dataset, problems);
    let (x, y) = (find(&shown.spec.x), find(&shown.spec.y));
    let colour = shown.spec.color.as_ref().map(&mut find);
    Some(Columns { x: x?, y: y?, colour: colour.map_or(Some(None), |found| found.map(Some))? })
}

/// A chart without rows, unless the dataset itself lost them and that is reported.
fn no_rows(shown: &Shown, problems: &[Diagnostic]) -> Option<Diagnostic> {
    let Shown { spec, dataset, .. } = shown;
    let name = &spec.data.dataset;
    let broken =
        !dataset.whole || problems.iter().any(|problem| problem.span.file == dataset.span.file);
    if dataset.rows.is_empty() {
        let message = format!("`{}` has no rows", name.value);
        let problem = Diagnostic::new(Code::EmptyChart, name.span, message)
            .related(dataset.span, "the dataset");
        return (!broken)
            .then(|| problem.help("write its rows, or name the file that has them under `rows`"));
    }

    let columns: Vec<String> = spec
        .data
        .conditions
        .iter()
        .map(|condition| format!("`{}`", condition.column.value))
        .collect();
    let message = format!("no row of `{}` fits all of {}", name.value, columns.join(", "));
    let problem = Diagnostic::new(Code::EmptyChart, name.span, message);
    Some(problem.help("each value stands in some row, but no row has them all"))
}

/// The rows with the columns drawn, and the key, which tells rows apart that look alike.
fn table(shown: &Shown, columns: Columns) -> ResolvedTable {
    let drawn = [Some(columns.x), Some(columns.y), columns.colour];
    let all = shown.dataset.columns.iter().enumerate();
    let wanted: Vec<usize> = all
        .filter(|(at, column)| column.key || drawn.contains(&Some(*at)))
        .map(|(at, _)| at)
        .collect();
    let id = &shown.spec.data.dataset.value;
    let mut table = tables::from_rows(id, shown.dataset, shown.rows, &wanted, shown.data);
    if !shown.spec.sources.is_empty() {
        table.sources.clone_from(&shown.spec.sources);
    }
    table
}

/// The latest date on an axis, or else in the dataset's first column of dates.
fn as_of(shown: &Shown, columns: Columns) -> Option<PartialDate> {
    let is_date = |at: &usize| shown.dataset.columns[*at].kind.is_date();
    let own = [columns.x, columns.y].into_iter().find(is_date);
    let at = own.or_else(|| (0..shown.dataset.columns.len()).find(is_date))?;
    let dates = shown.cells(at).filter_map(|cell| match cell.value {
        Some(Value::Date(date)) => Some(date),
        _ => None,
    });
    dates.max()
}

fn mark(mark: model::Mark) -> Mark {
    match mark {
        model::Mark::Line => Mark::Line,
        model::Mark::Step => Mark::Step,
        model::Mark::Bar => Mark::Bar,
        model::Mark::Dot => Mark::Dot,
    }
}

fn labels(labels: model::Labels) -> Labels {
    match labels {
        model::Labels::Auto => Labels::Auto,
        model::Labels::Value => Labels::Value,
        model::Labels::End => Labels::End,
        model::Labels::Legend => Labels::Legend,
        model::Labels::None => Labels::None,
    }
}

#[cfg(test)]
mod tests;
