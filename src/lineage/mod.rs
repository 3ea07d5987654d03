//! Lineage: what a fact, claim, dataset, chart or source rests on, and what rests on it.
//!
//! [`graph`] joins everything of a site that names something else, down to single sentences.
//! [`around`] is the part of it about one thing, and [`tree`], [`mermaid`], [`dot`] and
//! [`json`] show that part.

mod show;

pub use show::{dot, json, mermaid, tree};

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::nearest;
use crate::files::{Files, Span};
use crate::lang::Lang;
use crate::model::{Data, FactValue, Formula, Target, ViewKind};
use crate::number;
use crate::register::{
    self,
    texts::{self, Passage, Piece, Reference},
};
use crate::resolve::{FigureValue, Site};

/// One thing, or one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// `fact`, `claim`, `dataset`, `source`, `chart`, `table` or `text`.
    pub kind: &'static str,
    /// What it is, in words: a label with its value, a title, a sentence.
    pub label: String,
    /// Where it is written: `path:line:column`.
    pub place: String,
    /// Its address elsewhere; may be empty.
    pub url: String,
}

/// Things by their names, such as `fact:approved-services`, and what each rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Graph {
    /// The things.
    pub nodes: BTreeMap<String, Node>,
    /// What each rests on.
    pub rests_on: BTreeMap<String, BTreeSet<String>>,
    /// What rests on each.
    pub bears: BTreeMap<String, BTreeSet<String>>,
}

/// Everything of a site that names something else.
pub fn graph(site: &Site, files: &Files) -> Graph {
    let mut maker = Maker { graph: Graph::default(), site, files };
    maker.data();
    for page in &site.pages {
        for piece in texts::page(page) {
            match piece {
                Piece::Text(passage) => maker.passage(&passage, page.lang),
                Piece::Glance(id) => {
                    let text = maker.text(id.span, "at a glance", "a card");
                    maker.edge(&text, format!("fact:{}", id.value));
                }
                Piece::View(view) => {
                    let (kind, id) = (view.kind, &view.id.value);
                    let text = maker.text(view.id.span, "text", "shown here");
                    maker.edge(&text, named(kind, id, &site.data));
                }
            }
        }
    }
    let Graph { nodes, rests_on, .. } = &mut maker.graph;
    // What leads nowhere is reported elsewhere.
    for (_, below) in rests_on.iter_mut() {
        below.retain(|id| nodes.contains_key(id));
    }
    let mut bears: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (from, below) in rests_on.iter() {
        for to in below {
            bears.entry(to.clone()).or_default().insert(from.clone());
        }
    }
    Graph { bears, ..maker.graph }
}

/// The part of a graph that a thing rests on or that rests on it; what it may have been meant
/// to be, where there is none of the name.
pub fn around(graph: &Graph, name: &str) -> Result<Graph, Option<String>> {
    if !graph.nodes.contains_key(name) {
        return Err(nearest(name, graph.nodes.keys().map(String::as_str)).map(str::to_owned));
    }
    let mut seen = reached(name, &graph.rests_on);
    seen.extend(reached(name, &graph.bears));
    let keep = |edges: &BTreeMap<String, BTreeSet<String>>| {
        let inside = edges.iter().filter(|(id, _)| seen.contains(*id));
        inside
            .map(|(id, others)| (id.clone(), others.intersection(&seen).cloned().collect()))
            .collect()
    };
    let nodes = graph.nodes.iter().filter(|(id, _)| seen.contains(*id));
    Ok(Graph {
        nodes: nodes.map(|(id, node)| (id.clone(), node.clone())).collect(),
        rests_on: keep(&graph.rests_on),
        bears: keep(&graph.bears),
    })
}

/// Everything that edges lead to, each once, however they run in circles.
fn reached(name: &str, edges: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let mut seen = BTreeSet::from([name.to_owned()]);
    let mut open = vec![name.to_owned()];
    while let Some(id) = open.pop() {
        for other in edges.get(&id).into_iter().flatten() {
            if seen.insert(other.clone()) {
                open.push(other.clone());
            }
        }
    }
    seen
}

/// The name of a view; a table may be a dataset shown whole.
fn named(kind: ViewKind, id: &str, data: &Data) -> String {
    match kind {
        ViewKind::Chart => format!("chart:{id}"),
        ViewKind::Table if data.tables.contains_key(id) => format!("table:{id}"),
        ViewKind::Table => format!("dataset:{id}"),
    }
}

struct Maker<'a> {
    graph: Graph,
    site: &'a Site,
    files: &'a Files,
}

impl Maker<'_> {
    fn node(&mut self, name: &str, kind: &'static str, label: String, span: Span, url: &str) {
        let place = self.files.place(span);
        let place = format!("{}:{}:{}", place.path, place.line, place.column);
        let node = Node { kind, label, place, url: url.to_owned() };
        self.graph.nodes.entry(name.to_owned()).or_insert(node);
    }

    fn edge(&mut self, from: &str, to: String) {
        self.graph.rests_on.entry(from.to_owned()).or_default().insert(to);
    }

    fn data(&mut self) {
        let site = self.site;
        let (data, lang) = (&site.data, site.settings.language);
        for (id, source) in &data.sources {
            let name = format!("source:{id}");
            self.node(&name, "source", source.title.clone(), source.span, &source.url);
        }
        for (id, dataset) in &data.datasets {
            let name = format!("dataset:{id}");
            self.node(&name, "dataset", dataset.title.clone(), dataset.span, "");
            let rows: Vec<usize> = (0..dataset.rows.len()).collect();
            for source in crate::resolve::sources_of(dataset, &rows) {
                self.edge(&name, format!("source:{}", source.value));
            }
        }
        for (id, fact) in &data.facts {
            let name = format!("fact:{id}");
            let value = site.figures.get(id).map(|figure| match &figure.value {
                FigureValue::Number(truth) => number::write(truth, lang),
                FigureValue::Date(date) => date.write(lang),
                FigureValue::Text(text) => text.clone(),
            });
            let label = match value {
                Some(value) => format!("{}: {value}", fact.label),
                None => fact.label.clone(),
            };
            self.node(&name, "fact", label, fact.span, "");
            for source in &fact.sources {
                self.edge(&name, format!("source:{}", source.value));
            }
            match &fact.value {
                FactValue::From { dataset, .. } => {
                    self.edge(&name, format!("dataset:{}", dataset.value));
                    // The row has sources of its own among those of the dataset.
                    let row = site.figures.get(id).map(|figure| figure.sources.clone());
                    for source in row.unwrap_or_default() {
                        self.edge(&name, format!("source:{}", source.value));
                    }
                }
                FactValue::Formula(formula, _) => self.formula(&name, formula),
                FactValue::Given(_) | FactValue::Missing => {}
            }
        }
        for (id, claim) in &data.claims {
            let name = format!("claim:{id}");
            let label = if claim.label.is_empty() { id.clone() } else { claim.label.clone() };
            self.node(&name, "claim", label, claim.span, "");
            if let Some(holds) = &claim.holds {
                self.formula(&name, &holds.value);
            }
        }
        for (id, chart) in &data.charts {
            let label = crate::resolve::words_in(&chart.headline.content, site, lang);
            let used = (chart.data.dataset.value.as_str(), chart.span);
            self.view(ViewKind::Chart, id, label, used);
        }
        for (id, table) in &data.tables {
            let label = crate::resolve::words_in(&table.headline.content, site, lang);
            let used = (table.data.dataset.value.as_str(), table.span);
            self.view(ViewKind::Table, id, label, used);
        }
    }

    fn view(&mut self, kind: ViewKind, id: &str, label: String, (dataset, span): (&str, Span)) {
        let name = named(kind, id, &self.site.data);
        let word = if kind == ViewKind::Chart { "chart" } else { "table" };
        self.node(&name, word, label, span, "");
        self.edge(&name, format!("dataset:{dataset}"));
        let lang = self.site.settings.language;
        for passage in texts::view(kind, id, self.site) {
            for (_, reference) in texts::flat(passage.content, self.site, lang).references {
                self.reference(&name, &reference);
            }
        }
    }

    fn formula(&mut self, name: &str, formula: &Formula) {
        for fact in formula.facts() {
            self.edge(name, format!("fact:{}", fact.value));
        }
        for dataset in formula.datasets() {
            self.edge(name, format!("dataset:{}", dataset.value));
        }
    }

    /// A sentence for each thing that a text names.
    fn passage(&mut self, passage: &Passage<'_>, lang: Lang) {
        let flat = texts::flat(passage.content, self.site, lang);
        for (at, reference) in &flat.references {
            let span = match reference {
                Reference::Link(link) => link.text,
                Reference::Citation(citation) => citation.span,
            };
            let mut about = Vec::new();
            names(reference, &self.site.data, &mut about);
            if about.is_empty() {
                continue;
            }
            let sentence = register::sentence_of(&flat, at, lang);
            let words = flat.words[sentence].trim().to_owned();
            let text = self.text(span, &passage.stands, &words);
            for name in about {
                self.edge(&text, name);
            }
        }
    }

    fn reference(&mut self, from: &str, reference: &Reference<'_>) {
        let mut about = Vec::new();
        names(reference, &self.site.data, &mut about);
        for name in about {
            self.edge(from, name);
        }
    }

    /// A place in a text, under a name of its own.
    fn text(&mut self, span: Span, stands: &str, words: &str) -> String {
        let place = self.files.place(span);
        let name = format!("text:{}:{}:{}", place.path, place.line, place.column);
        let label = if stands == "text" { words.to_owned() } else { format!("{stands}: {words}") };
        self.node(&name, "text", label, span, "");
        name
    }
}

/// The things that a link or a citation names.
fn names(reference: &Reference<'_>, data: &Data, about: &mut Vec<String>) {
    match reference {
        Reference::Link(link) => about.extend(match &link.target {
            Target::Fact { id, .. } => Some(format!("fact:{id}")),
            Target::Claim(id) => Some(format!("claim:{id}")),
            Target::Chart(id) => Some(named(ViewKind::Chart, id, data)),
            Target::Table(id) => Some(named(ViewKind::Table, id, data)),
            _ => None,
        }),
        Reference::Citation(citation) => {
            about.extend(citation.items.iter().map(|item| format!("source:{}", item.key.value)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Drafts, Project, resolve};

    fn made() -> Graph {
        let project = Project::in_memory([
            ("briefing.yaml", "title: T\n"),
            ("data/sources.yaml", "s: {title: The source, url: 'https://example.org/'}\n"),
            (
                "data/datasets/d.yaml",
                "title: D\nsource: s\ncolumns:\n  year: {type: year}\n  n: {type: integer, unit: item}\nrows:\n  - [2024, 117]\n",
            ),
            (
                "data/facts.yaml",
                "a: {label: A, from: {dataset: d, where: {year: 2024}, column: n}}\n\
                 b: {label: B, value: 8, unit: item, as_of: 2023, source: s}\n\
                 g: {label: Growth, formula: a / b, decimals: 1}\n\
                 claims: {c: {holds: a > 2 * b, label: More than doubled}}\n",
            ),
            (
                "content/page.md",
                "---\ntitle: T\n---\n\nOne. It [more than doubled](claim:c), by [14.6](fact:g). Two [@s].\n",
            ),
        ]);
        let site = resolve::site(&project, Drafts::Hide, None).value;
        graph(&site, &project.files)
    }

    #[track_caller]
    fn check(name: &str, expected: &str) {
        let graph = made();
        let shown = match around(&graph, name) {
            Ok(part) => tree(&part, name),
            Err(meant) => format!("{meant:?}"),
        };
        assert_eq!(shown.trim_end(), expected);
    }

    #[test]
    fn a_fact_shows_both_directions() {
        check(
            "fact:a",
            "fact:a  A: 117  (data/facts.yaml:1:1)\n\
             \n\
             rests on\n\
             ├─ dataset:d  D  (data/datasets/d.yaml:1:1)\n\
             │  └─ source:s  The source  (data/sources.yaml:1:1)  https://example.org/\n\
             └─ source:s (above)\n\
             \n\
             bears\n\
             ├─ claim:c  More than doubled  (data/facts.yaml:4:10)\n\
             │  └─ It more than doubled, by 14.6.  (content/page.md:5:10)\n\
             └─ fact:g  Growth: 14.6  (data/facts.yaml:3:1)\n   \
                └─ It more than doubled, by 14.6.  (content/page.md:5:43)",
        );
    }

    #[test]
    fn what_is_shown_twice_is_marked() {
        let graph = made();
        let shown = tree(&around(&graph, "fact:g").unwrap(), "fact:g");
        assert!(
            shown.contains("source:s  The source  (data/sources.yaml:1:1)  https://example.org/\n"),
            "{shown}"
        );
        assert!(shown.contains("source:s (above)"), "{shown}");
    }

    #[test]
    fn a_slip_has_a_guess() {
        check("fact:gg", "Some(\"fact:g\")");
    }

    #[test]
    fn graphs_have_each_thing_once() {
        let part = around(&made(), "source:s").unwrap();
        for shown in [mermaid(&part), dot(&part)] {
            assert_eq!(shown.matches("The source").count(), 1, "{shown}");
        }
        let read: serde_json::Value = serde_json::from_str(&json(&part, "source:s")).unwrap();
        assert_eq!(read["nodes"].as_array().unwrap().len(), part.nodes.len());
    }
}
