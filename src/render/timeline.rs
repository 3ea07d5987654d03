//! The events of a timeline as a list: for those who cannot see the picture, for telephones,
//! where a picture of words is too small to read, and for paper.

use super::html::{self, Apparatus, Links};
use super::page::date_view;
use super::scope::Scope;
use super::views::EventView;
use crate::date::PartialDate;
use crate::files::Span;
use crate::model::{Channel, ChartSpec, Citation, Cited, Inline, Mark, Value};
use crate::resolve::{ResolvedChart, ResolvedTable, sources_of};

/// The events of a chart, the earliest first; none if it is no timeline. `table` has the
/// chart's rows in the words of the page.
pub(super) fn events(
    spec: &ChartSpec,
    chart: &ResolvedChart,
    table: &ResolvedTable,
    scope: &Scope,
    apparatus: &mut Apparatus,
) -> Vec<EventView> {
    if spec.mark.value != Mark::Timeline {
        return Vec::new();
    }
    let own = [Some(&spec.x), spec.x2.as_ref(), spec.text.as_ref(), spec.detail.as_ref()];
    let [date, until, text, detail] = own.map(|channel| column(channel?, table));
    let series = spec.color.as_ref().and_then(|channel| column(channel, table));
    let others = (0..table.columns.len())
        .filter(|at| ![date, until, text, detail, series].contains(&Some(*at)));
    let labels: Vec<usize> = series.into_iter().chain(others).collect();

    let mut rows: Vec<(PartialDate, usize)> = (0..table.rows.len())
        .filter_map(|row| Some((day(value(table, row, date)?)?, row)))
        .collect();
    rows.sort();
    let dataset = scope.site.data.datasets.get(&table.dataset);
    let mut sources = |row: usize| match dataset.zip(chart.rows.get(row)) {
        Some((dataset, at)) => {
            let keys = sources_of(dataset, &[*at]).into_iter();
            let items = keys.map(|key| Cited { key, locator: String::new() }).collect();
            marks(items, dataset.span, scope, apparatus)
        }
        None => String::new(),
    };
    rows.into_iter()
        .filter_map(|(date, row)| {
            let words = |column| words(table, row, column, scope);
            Some(EventView {
                date: date_view(Some(date), scope.lang).0?,
                until: date_view(value(table, row, until).and_then(day), scope.lang),
                text: words(text),
                detail: words(detail),
                labels: labels
                    .iter()
                    .map(|at| words(Some(*at)))
                    .filter(|label| !label.is_empty())
                    .collect(),
                sources_html: sources(row),
            })
        })
        .collect()
}

/// The place of a channel's column in a table.
fn column(channel: &Channel, table: &ResolvedTable) -> Option<usize> {
    table.columns.iter().position(|column| column.name == channel.field.value)
}

fn value(table: &ResolvedTable, row: usize, column: Option<usize>) -> Option<&Value> {
    table.rows[row][column?].as_ref()
}

/// A cell in words; empty where it is.
fn words(table: &ResolvedTable, row: usize, column: Option<usize>, scope: &Scope) -> String {
    let cell = column.zip(value(table, row, column));
    cell.map_or_else(String::new, |(at, value)| {
        super::figure::cell(&table.columns[at], value, scope.lang)
    })
}

fn day(value: &Value) -> Option<PartialDate> {
    match value {
        Value::Date(date) => Some(*date),
        Value::Number(_) | Value::Text(_) => None,
    }
}

/// The marks of sources, as those of a citation.
fn marks(items: Vec<Cited>, span: Span, scope: &Scope, apparatus: &mut Apparatus) -> String {
    if items.is_empty() {
        return String::new();
    }
    let citation = Inline::Citation(Citation { items, span });
    html::inline(&[citation], Links::Kept, scope, apparatus)
}
