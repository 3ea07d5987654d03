//! Facts, charts and sources that nothing shows.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic, nearest};
use crate::model::{ColumnType, FactValue, Inline, Page, Target, ViewKind, passages, views, walk};
use crate::resolve::Site;

/// What is used, by id.
#[derive(Default)]
struct Used<'a> {
    facts: BTreeSet<&'a str>,
    claims: BTreeSet<&'a str>,
    sources: BTreeSet<&'a str>,
    charts: BTreeSet<&'a str>,
    tables: BTreeSet<&'a str>,
}

/// Everything that is written but never shown.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut used = used(site);
    let data = &site.data;
    with_meant(&mut used.facts, &data.facts);
    with_meant(&mut used.claims, &data.claims);
    with_meant(&mut used.sources, &data.sources);
    with_meant(&mut used.charts, &data.charts);
    with_meant(&mut used.tables, &data.tables);
    let mut problems = Vec::new();
    // A fact that cannot be read may rest on any other.
    let unread = data.facts.values().any(|fact| matches!(fact.value, FactValue::Missing));
    let facts = data.facts.iter().filter(|_| !unread);
    for (id, fact) in facts.filter(|(id, _)| !used.facts.contains(id.as_str())) {
        problems.push(
            Diagnostic::new(Code::UnusedFact, fact.span, format!("nothing shows the fact `{id}`"))
                .help(format!("link a number to it, `[…](fact:{id})`, or take it out")),
        );
    }
    for (id, claim) in data.claims.iter().filter(|(id, _)| !used.claims.contains(id.as_str())) {
        problems.push(
            Diagnostic::new(
                Code::UnusedClaim,
                claim.span,
                format!("no text makes the claim `{id}`"),
            )
            .help(format!("link the words that make it, `[…](claim:{id})`, or take it out")),
        );
    }
    for (id, source) in data.sources.iter().filter(|(id, _)| !used.sources.contains(id.as_str())) {
        problems.push(
            Diagnostic::new(
                Code::UnusedSource,
                source.span,
                format!("nothing rests on the source `{id}`"),
            )
            .help(format!("cite it, `[@{id}]`, or take it out")),
        );
    }
    let charts = data.charts.iter().map(|(id, chart)| (id, chart.span, "chart", &used.charts));
    let tables = data.tables.iter().map(|(id, table)| (id, table.span, "table", &used.tables));
    for (id, span, kind, used) in charts.chain(tables) {
        if !used.contains(id.as_str()) {
            problems.push(
                Diagnostic::new(
                    Code::UnusedChart,
                    span,
                    format!("no page shows the {kind} `{id}`"),
                )
                .help(format!(
                    "show it in a paragraph of its own, `![]({kind}:{id})`, or take it out"
                )),
            );
        }
    }
    problems
}

/// Counts what a misspelt name was probably meant to use: the name is already reported. Of
/// many only some are looked at, because a comparison with all that is known is dear.
fn with_meant<'a, T>(used: &mut BTreeSet<&'a str>, known: &'a BTreeMap<String, T>) {
    let misspelt = used.iter().filter(|name| !known.contains_key(**name)).take(100);
    let meant: Vec<&str> =
        misspelt.filter_map(|name| nearest(name, known.keys().map(String::as_str))).collect();
    used.extend(meant);
}

fn used(site: &Site) -> Used<'_> {
    let mut used = Used::default();
    site.pages.iter().for_each(|page| in_page(page, &mut used));
    let data = &site.data;
    for (_, text) in data.texts(site.settings.language) {
        in_text(&text.content, &mut used);
    }
    for chart in data.charts.values() {
        used.sources.extend(chart.sources.iter().map(|key| key.value.as_str()));
    }
    for table in data.tables.values() {
        used.sources.extend(table.sources.iter().map(|key| key.value.as_str()));
    }
    for fact in data.facts.values() {
        used.sources.extend(fact.keys().map(|key| key.value.as_str()));
        if let FactValue::Formula(formula, _) = &fact.value {
            used.facts.extend(formula.facts().into_iter().map(|id| id.value.as_str()));
        }
    }
    for claim in data.claims.values() {
        let facts = claim.holds.iter().flat_map(|holds| holds.value.facts());
        used.facts.extend(facts.map(|id| id.value.as_str()));
    }
    for dataset in data.datasets.values() {
        used.sources.extend(dataset.sources.iter().map(|key| key.value.as_str()));
        if let Some(at) = dataset.column_of(&ColumnType::Source) {
            let cells = dataset.rows.iter().map(|row| row[at].text.as_str());
            used.sources.extend(cells.flat_map(|text| text.split(';')).map(str::trim));
        }
    }
    used
}

fn in_page<'a>(page: &'a Page, used: &mut Used<'a>) {
    used.facts.extend(page.at_a_glance.iter().map(|id| id.value.as_str()));
    used.sources.extend(
        page.watch.iter().filter_map(|watch| watch.source.as_ref()).map(|key| key.value.as_str()),
    );
    for view in views(page) {
        match view.kind {
            ViewKind::Chart => used.charts.insert(&view.id.value),
            ViewKind::Table => used.tables.insert(&view.id.value),
        };
    }
    for text in passages(page) {
        in_text(text, used);
    }
}

fn in_text<'a>(text: &'a [Inline], used: &mut Used<'a>) {
    walk(text, &mut |inline| match inline {
        Inline::Link(link) => match &link.target {
            Target::Fact { id, .. } => drop(used.facts.insert(id)),
            Target::Claim(id) => drop(used.claims.insert(id)),
            Target::Chart(id) => drop(used.charts.insert(id)),
            Target::Table(id) => drop(used.tables.insert(id)),
            _ => {}
        },
        // A chart among words is reported where it stands.
        Inline::Image(image) => match image.address.value.split_once(':') {
            Some(("chart", id)) => drop(used.charts.insert(id)),
            Some(("table", id)) => drop(used.tables.insert(id)),
            _ => {}
        },
        Inline::Citation(citation) => {
            used.sources.extend(citation.items.iter().map(|item| item.key.value.as_str()));
        }
        _ => {}
    });
}
