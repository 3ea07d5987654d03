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
mod limits;
mod points;
mod quantity;
mod settings;
mod sums;
mod translation;
mod words;

pub use words::{words, words_in};

use std::collections::BTreeMap;

use super::tables::{self, ResolvedTable};
use super::{Site, names, select};
use crate::chart::{Labels, Mark, Plot, Stack};
use crate::date::PartialDate;
use crate::diag::{Code, Diagnostic};
use crate::files::Spanned;
use crate::lang::Lang;
use crate::model::{self, Cell, ChartSpec, Data, Dataset, Inline, Value};

/// A chart whose data is known.
#[derive(Debug, Clone)]
pub struct ResolvedChart {
    /// What is drawn, in the language of the site.
    pub plot: Plot,
    /// The same in each other language that the site has pages in.
    pub translated: BTreeMap<Lang, Plot>,
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
        let own = site.settings.language;
        if let Some(mut resolved) = chart(id, spec, site, own, problems) {
            resolved.translated = translation::plots(id, spec, site);
            charts.insert(id.clone(), resolved);
        }
    }
    charts
}

impl ResolvedChart {
    /// What is drawn on a page of a language.
    pub fn plot_in(&self, lang: Lang) -> &Plot {
        self.translated.get(&lang).unwrap_or(&self.plot)
    }
}

/// Every text of a chart that may hold links.
fn texts(spec: &ChartSpec) -> impl Iterator<Item = &[Inline]> {
    let own = [Some(&spec.headline), Some(&spec.subtitle), spec.note.as_ref(), spec.alt.as_ref()];
    let notes = spec.annotations.iter().map(|annotation| &annotation.text);
    let translated = spec.translations.values().flat_map(model::Translation::proses);
    own.into_iter().flatten().chain(notes).chain(translated).map(|text| text.content.as_slice())
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
    lang: Lang,
    problems: &mut Vec<Diagnostic>,
) -> Option<ResolvedChart> {
    let (dataset, rows) = select::selection(&spec.data, &site.data, problems)?;
    let shown = Shown { spec, data: &site.data, dataset, rows: &rows, lang };
    let columns = columns(&shown, problems)?;
    let roles = fit::roles(&shown, &columns, problems)?;
    if rows.is_empty() {
        problems.extend(no_rows(&shown, problems));
        return None;
    }

    let mut x = axis::axis(&shown, axis::Letter::X, &spec.x, columns.x, roles.x, problems);
    let mut y = match spec.y.as_ref().zip(columns.y).zip(roles.y) {
        Some(((channel, column), role)) => {
            axis::axis(&shown, axis::Letter::Y, channel, column, role, problems)
        }
        None => axis::level(&shown, &spec.x, columns.x),
    };
    let colour = points::colour(&shown, &columns, roles, problems);
    let facet = spec.facet.as_ref().zip(columns.facet);
    let facet = facet.map(|(channel, column)| axis::panels(&shown, channel, column, problems));
    x.sort_by(&y, colour.as_ref());
    y.sort_by(&x, colour.as_ref());

    let others = points::others(&shown, &columns, (&x, &y), problems);
    let axes = points::Axes {
        x: &x,
        y: &y,
        colour: colour.as_ref(),
        facet: facet.as_ref(),
        others: &others,
        text: columns.text,
    };
    let series = points::series(&shown, &axes, problems)?;
    let highlight = points::highlight(spec, &x, &y, colour.as_ref(), problems);
    limits::limits(spec, &axes, &series, &highlight, problems);
    sums::check(&shown, &axes, problems);
    let totals = points::totals(&shown, &axes, problems);
    let annotations = annotations::annotations(site, &shown, (&x, &y), &series, problems);

    let ends = others.end.as_ref().filter(|_| roles.has_ends).map(|end| {
        let begin = if y.is_quantity() { &y } else { &x };
        (begin.title.clone(), end.title.clone())
    });
    let panels = facet.as_ref().map_or_else(Vec::new, |facet| facet.names().to_vec());
    let (mut x, mut y) = (x.into_channel(), y.into_channel());
    if ends.is_some() {
        // The legend has the titles of both ends.
        let value = if matches!(y.kind, crate::chart::Kind::Category(_)) { &mut x } else { &mut y };
        value.title.clear();
    }
    let mut plot = Plot {
        id: format!("plot-{id}"),
        lang: shown.lang,
        title: words(&spec.headline.content, site),
        alt: spec.alt.as_ref().map(|alt| words(&alt.content, site)),
        stack: stack(spec),
        panels,
        weight: others.weight.map(axis::Axis::into_channel),
        ends,
        totals,
        bins: spec.bins.as_ref().and_then(|bins| usize::try_from(bins.value).ok()),
        annotations,
        highlight,
        labels: labels(spec.label),
        points: spec.points,
        ..Plot::new(mark(spec.mark.value), x, y, series)
    };
    annotations::fill(&mut plot);
    let table = table(&shown, &columns);
    let sources = table.sources.clone();
    let as_of = as_of(&shown, &columns);
    Some(ResolvedChart { plot, translated: BTreeMap::new(), table, rows, sources, as_of })
}

/// The numbers of the columns that a chart draws.
struct Columns {
    x: usize,
    y: Option<usize>,
    /// Of `x2` or `y2`.
    end: Option<usize>,
    colour: Option<usize>,
    size: Option<usize>,
    text: Option<usize>,
    detail: Option<usize>,
    facet: Option<usize>,
    /// Of each layer: its values, and where a band ends.
    layers: Vec<(usize, Option<usize>)>,
}

impl Columns {
    /// Every column that is drawn.
    fn all(&self) -> Vec<usize> {
        let own = [self.y, self.end, self.colour, self.size, self.text, self.detail, self.facet];
        let layers = self.layers.iter().flat_map(|(value, end)| [Some(*value), *end]);
        std::iter::once(self.x).chain(own.into_iter().chain(layers).flatten()).collect()
    }
}

/// The columns of all channels; every name is looked up, even when one is unknown.
fn columns(shown: &Shown, problems: &mut Vec<Diagnostic>) -> Option<Columns> {
    let spec = shown.spec;
    let mut find =
        |channel: &model::Channel| select::column(&channel.field, shown.dataset, problems);
    let x = find(&spec.x);
    let end = spec.x2.as_ref().or(spec.y2.as_ref());
    let optional = [
        spec.y.as_ref(),
        end,
        spec.color.as_ref(),
        spec.size.as_ref(),
        spec.text.as_ref(),
        spec.detail.as_ref(),
        spec.facet.as_ref(),
    ]
    .map(|channel| channel.map(&mut find));
    let layers: Vec<_> = spec
        .layers
        .iter()
        .map(|layer| (find(&layer.value), layer.end.as_ref().map(&mut find)))
        .collect();

    // A channel that is there needs its column.
    let [y, end, colour, size, text, detail, facet] = optional.map(|found| match found {
        None => Some(None),
        Some(found) => found.map(Some),
    });
    let layers = layers.into_iter().map(|(value, end)| match end {
        None => Some((value?, None)),
        Some(end) => Some((value?, Some(end?))),
    });
    Some(Columns {
        x: x?,
        y: y?,
        end: end?,
        colour: colour?,
        size: size?,
        text: text?,
        detail: detail?,
        facet: facet?,
        layers: layers.collect::<Option<_>>()?,
    })
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
fn table(shown: &Shown, columns: &Columns) -> ResolvedTable {
    let drawn = columns.all();
    let all = shown.dataset.columns.iter().enumerate();
    let wanted: Vec<usize> =
        all.filter(|(at, column)| column.key || drawn.contains(at)).map(|(at, _)| at).collect();
    let id = &shown.spec.data.dataset.value;
    let mut table = tables::from_rows(id, shown.dataset, shown.rows, &wanted, shown.data);
    if !shown.spec.sources.is_empty() {
        table.sources.clone_from(&shown.spec.sources);
    }
    table
}

/// The latest date on an axis, or else in the dataset's first column of dates.
fn as_of(shown: &Shown, columns: &Columns) -> Option<PartialDate> {
    let is_date = |at: &usize| shown.dataset.columns[*at].kind.is_date();
    let own = [Some(columns.x), columns.y].into_iter().flatten().find(is_date);
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
        model::Mark::Area => Mark::Area,
        model::Mark::Band => Mark::Band,
        model::Mark::Bar => Mark::Bar,
        model::Mark::Lollipop => Mark::Lollipop,
        model::Mark::Dot => Mark::Dot,
        model::Mark::Range => Mark::Range,
        model::Mark::Arrow => Mark::Arrow,
        model::Mark::Rule => Mark::Rule,
        model::Mark::Slope => Mark::Slope,
        model::Mark::Cell => Mark::Cell,
        model::Mark::Histogram => Mark::Histogram,
        model::Mark::Box => Mark::Box,
        model::Mark::Waterfall => Mark::Waterfall,
        model::Mark::Timeline => Mark::Timeline,
    }
}

fn stack(spec: &ChartSpec) -> Stack {
    match spec.stack.as_ref().map(|stack| stack.value) {
        Some(model::Stack::Zero) => Stack::Zero,
        Some(model::Stack::Normalize) => Stack::Normalize,
        Some(model::Stack::None) | None => Stack::None,
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
mod marks_tests;
#[cfg(test)]
mod tests;
