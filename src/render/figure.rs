//! Numbered charts and tables.

use std::fmt::Write as _;

use tera::Context;

use super::correction;
use super::embed;
use super::export;
use super::html::{self, Apparatus, Links, escape};
use super::listings;
use super::scope::Scope;
use super::source;
use super::timeline;
use super::views::{FigureView, Maybe};
use crate::chart::{self, Variant};
use crate::diag::{Code, Diagnostic};
use crate::files::Spanned;
use crate::lang::Lang;
use crate::model::{PageKind, Prose, Translation, Value, View, ViewKind};
use crate::number::{self, Decimal, Qualifier, Truth, Unit, UnitKind};
use crate::resolve::{ResolvedTable, TableColumn};

/// "Chart 2"; Chinese has no space.
pub(super) fn label(word: &str, number: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{word}{number}"),
        Lang::En | Lang::De => format!("{word} {number}"),
    }
}

/// A chart or table as HTML, by the theme's `figure.html`.
pub(super) fn figure(view: &View, scope: &Scope, apparatus: &mut Apparatus) -> String {
    let id = &view.id.value;
    let figure = match view.kind {
        ViewKind::Chart => chart_view(id, scope, apparatus),
        ViewKind::Table => table_view(id, scope, apparatus),
    };
    // What cannot be drawn is already reported.
    let Some(figure) = figure else { return String::new() };
    let mut context = Context::new();
    context.insert("root", &scope.root);
    context.insert("lang", scope.lang.bcp47());
    context.insert_value("strings", scope.theme.strings(scope.lang));
    context.insert_value("figure", super::views::value(&figure));
    match scope.theme.render("figure.html", &context) {
        Ok(html) => html,
        Err(error) => {
            apparatus.problems.push(scope.theme.problem(&error, scope.files, view.id.span));
            String::new()
        }
    }
}

pub(super) fn chart_view(id: &str, scope: &Scope, apparatus: &mut Apparatus) -> Option<FigureView> {
    let spec = scope.site.data.charts.get(id)?;
    let chart = scope.site.charts.get(id)?;
    let plot = chart.plot_in(scope.lang);
    let words = Words {
        headline: spec.headline_in(scope.lang),
        subtitle: Some(spec.subtitle_in(scope.lang)),
        note: spec.note_in(scope.lang),
    };
    let mut figure = shared(ViewKind::Chart, id, &words, &chart.sources, scope, apparatus);
    let wide = chart::svg(plot, Variant::Wide);
    if let Some((first, others)) = wide.warnings.split_first() {
        let more = match others.len() {
            0 => String::new(),
            count => format!(" ({count} more like it)"),
        };
        apparatus.problems.push(
            Diagnostic::new(Code::CrowdedChart, spec.span, format!("{first}{more}"))
                .help("shorten the text, show fewer of them, or let the table give the values"),
        );
    }
    let title = crate::resolve::words_in(&words.headline.content, scope.site, scope.lang);
    figure.embed_code = embed::code(id, &title, wide.height, scope.site, scope.lang);
    figure.wide_svg_html = wide.svg;
    figure.narrow_svg_html = chart::svg(plot, Variant::Narrow).svg;
    let shown = in_words_of(&chart.table, spec.translations.get(&scope.lang), scope.lang);
    figure.table_html = table(&shown, scope.lang);
    figure.events = timeline::events(spec, chart, &shown, scope, apparatus);
    figure.alt = chart::describe(plot);
    figure.as_of = super::page::date_view(chart.as_of, scope.lang);
    figure.csv = export::csv_address(id);
    figure.dictionary = dictionary(&spec.data.dataset.value, scope);
    let lang = scope.translated(id);
    figure.svg = export::picture_address(id, lang, "svg");
    if scope.has_pictures {
        figure.png = export::picture_address(id, lang, "png");
    }
    let dataset = scope.site.data.datasets.get(&spec.data.dataset.value);
    figure.corrections = correction::of_dataset(dataset, scope);
    figure.rows = chart.table.rows.len();
    Some(figure)
}

fn table_view(id: &str, scope: &Scope, apparatus: &mut Apparatus) -> Option<FigureView> {
    let resolved = scope.site.tables.get(id)?;
    let dataset = scope.site.data.datasets.get(&resolved.dataset)?;
    let title = Prose {
        content: vec![crate::model::Inline::Text(Spanned::new(
            dataset.title.of(scope.lang).clone(),
            dataset.span,
        ))],
        span: dataset.span,
    };
    let spec = scope.site.data.tables.get(id);
    let words = match spec {
        Some(spec) => Words {
            headline: spec.headline_in(scope.lang),
            subtitle: spec.subtitle_in(scope.lang),
            note: spec.note_in(scope.lang),
        },
        None => Words { headline: &title, subtitle: None, note: scope.own(dataset.note.as_ref()) },
    };
    let mut figure = shared(ViewKind::Table, id, &words, &resolved.sources, scope, apparatus);
    let texts = spec.and_then(|spec| spec.translations.get(&scope.lang));
    figure.table_html = table(&in_words_of(resolved, texts, scope.lang), scope.lang);
    figure.csv = csv_address(&resolved.dataset);
    figure.dictionary = dictionary(&resolved.dataset, scope);
    figure.corrections = correction::of_dataset(Some(dataset), scope);
    figure.rows = resolved.rows.len();
    Some(figure)
}

/// The texts round a figure.
struct Words<'a> {
    headline: &'a Prose,
    subtitle: Option<&'a Prose>,
    note: Option<&'a Prose>,
}

/// What charts and tables have in common.
fn shared(
    kind: ViewKind,
    id: &str,
    words: &Words,
    sources: &[Spanned<String>],
    scope: &Scope,
    apparatus: &mut Apparatus,
) -> FigureView {
    let kind = if kind == ViewKind::Chart { "chart" } else { "table" };
    let number = scope.figure_number(kind, id);
    FigureView {
        kind,
        id: id.to_owned(),
        anchor: format!("{kind}-{id}"),
        number,
        label: label(&scope.theme.word(scope.lang, kind), number, scope.lang),
        headline_html: html::inline(&words.headline.content, Links::Quiet, scope, apparatus),
        subtitle_html: html::prose(words.subtitle, scope, apparatus),
        wide_svg_html: String::new(),
        narrow_svg_html: String::new(),
        table_html: String::new(),
        events: Vec::new(),
        events_open: scope.page.kind != PageKind::Briefing,
        note_html: html::prose(words.note, scope, apparatus),
        source_html: source::line(sources, scope, apparatus),
        alt: String::new(),
        as_of: Maybe(None),
        csv: String::new(),
        dictionary: String::new(),
        embed_code: String::new(),
        svg: String::new(),
        png: String::new(),
        corrections: Vec::new(),
        rows: 0,
    }
}

/// Where readers find what the columns of a dataset mean: in the list of the data, unless
/// the author has written a page in its place.
fn dictionary(dataset: &str, scope: &Scope) -> String {
    let lang = scope.lang;
    let folder = listings::folder("data", scope.site, lang);
    let written = scope.site.pages.iter().any(|page| scope.site.folder(page) == folder);
    if written { String::new() } else { format!("{folder}#dataset-{dataset}") }
}

/// How high a chart is on a wide page, in pixels.
pub(super) fn height(plot: &chart::Plot) -> u32 {
    chart::svg(plot, Variant::Wide).height
}

/// Where a dataset stands in the site.
pub(super) fn csv_address(dataset: &str) -> String {
    format!("data/{dataset}.csv")
}

/// A table with the words of another language, as far as they are given.
pub(super) fn in_words_of(
    table: &ResolvedTable,
    texts: Option<&Translation>,
    lang: Lang,
) -> ResolvedTable {
    let mut table = table.clone();
    let Some(Translation { words, .. }) = texts else { return table };
    let translate = |text: &mut String| {
        if let Some(translated) = words.get(text.as_str()) {
            text.clone_from(translated);
        }
    };
    let titles = table.columns.iter_mut().map(|column| &mut column.title);
    for title in titles.filter(|title| !title.others.contains_key(&lang)) {
        translate(&mut title.text);
    }
    for value in table.rows.iter_mut().flatten().flatten() {
        if let Value::Text(text) = value {
            translate(text);
        }
    }
    table
}

/// Rows and columns as an HTML table. Numbers of a column have the same decimals, so that
/// they stand under one another; the unit stands in the head.
pub(super) fn table(table: &ResolvedTable, lang: Lang) -> String {
    let mut out = String::from("<table class=\"data\">\n<thead><tr>");
    for column in &table.columns {
        let class = if column.kind.is_number() { " class=\"num\"" } else { "" };
        let _ = write!(out, "<th scope=\"col\"{class}>{}</th>", escape(&heading(column, lang)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (at, (column, value)) in table.columns.iter().zip(row).enumerate() {
            let text = value.as_ref().map_or_else(String::new, |value| cell(column, value, lang));
            let text = escape(&text);
            let class = match &column.kind {
                kind if kind.is_number() => " class=\"num\"",
                kind if kind.is_date() => " class=\"date\"",
                _ => "",
            };
            let _ = match at {
                0 => write!(out, "<th scope=\"row\"{class}>{text}</th>"),
                _ => write!(out, "<td{class}>{text}</td>"),
            };
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table>");
    out
}

/// The title of a column, with the unit where the cells do not show it.
pub(super) fn heading(column: &TableColumn, lang: Lang) -> String {
    let unit = match &column.unit {
        Some(unit) if !in_cells(unit.kind) => unit.noun(&2.into(), lang).to_owned(),
        _ => String::new(),
    };
    let title = column.title.of(lang);
    let said = title.to_lowercase().contains(&unit.to_lowercase());
    if unit.is_empty() || said { title.clone() } else { format!("{title} ({unit})") }
}

/// Units that belong to each number, as signs do.
fn in_cells(kind: UnitKind) -> bool {
    matches!(
        kind,
        UnitKind::Percent | UnitKind::Currency | UnitKind::Ratio | UnitKind::Date | UnitKind::Text
    )
}

/// From ten to this power a number's zeros are counted for the reader: `2.05 × 10²⁴`.
const SCIENTIFIC_FROM: i32 = 15;

fn bare(value: &Decimal, unit: Unit) -> Truth {
    Truth { value: value.clone(), upper: None, decimals: None, qualifier: Qualifier::Exactly, unit }
}

pub(super) fn cell(column: &TableColumn, value: &Value, lang: Lang) -> String {
    match (value, &column.unit) {
        (Value::Number(value), Some(unit)) if unit.kind == UnitKind::Currency => {
            number::write(&bare(value, unit.clone()), lang)
        }
        (Value::Number(value), Some(unit)) if unit.kind == UnitKind::Percent => {
            number::percent(value, column.decimals, lang)
        }
        (Value::Number(value), _) if value.magnitude() >= SCIENTIFIC_FROM => {
            number::write(&bare(value, Unit::declared("", "", "")), lang)
        }
        (Value::Number(value), _) => number::plain(value, Some(column.decimals), lang),
        (Value::Date(date), _) => date.write_short(lang),
        (Value::Text(text), _) => text.clone(),
    }
}
