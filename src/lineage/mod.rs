//! Lineage: what a fact, claim, dataset, chart or source rests on, and what rests on it.
//!
//! [`graph`] joins everything of a site that names something else, down to single sentences.
//! [`around`] is the part of it about one thing, and [`tree`], [`mermaid`], [`dot`] and
//! [`json`] show that part.

mod show;

pub use show::{dot, json, mermaid, tree};

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::nearest;
use crate::files::{Files, Place, Span};
use crate::lang::Lang;
use crate::model::{Data, Dataset, Fact, FactValue, Formula, Page, Target, ViewKind};
use crate::register::{
    self,
    texts::{self, Passage, Piece, Reference},
};
use crate::resolve::{Figure, Site, sources_of, words_in};

/// One thing, or one place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// What it says: a label with its value, a title, a sentence.
    pub label: String,
    /// Where it is written.
    pub place: Place,
    /// The address of a source; may be empty.
    pub url: String,
    /// The address of the page that a text or a judgement is on: `/china-llms/`; may be empty.
    pub page: String,
}

/// The kinds of things, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A sourced value.
    Fact,
    /// A phrase that is proved.
    Claim,
    /// One cell of a dataset.
    Cell,
    /// A typed table.
    Dataset,
    /// Where a value comes from.
    Source,
    /// A chart.
    Chart,
    /// A table that is shown.
    Table,
    /// An analytic statement.
    Judgement,
    /// A sentence, a card, a note.
    Text,
}

impl Kind {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Fact => "fact",
            Kind::Claim => "claim",
            Kind::Cell => "cell",
            Kind::Dataset => "dataset",
            Kind::Source => "source",
            Kind::Chart => "chart",
            Kind::Table => "table",
            Kind::Judgement => "judgement",
            Kind::Text => "text",
        }
    }
}

/// Things by their names, such as `fact:approved-services`, and what each rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Graph {
    /// The things.
    pub nodes: BTreeMap<String, Node>,
    /// What each rests on.
    pub rests_on: Edges,
    /// What rests on each.
    pub bears: Edges,
}

/// The names of others, by name.
pub type Edges = BTreeMap<String, BTreeSet<String>>;

/// Everything of a site that names something else.
pub fn graph(site: &Site, files: &Files) -> Graph {
    let mut maker = Maker { graph: Graph::default(), site, files, folder: None };
    maker.data();
    for page in &site.pages {
        maker.page(page);
    }
    let Graph { nodes, rests_on, .. } = &mut maker.graph;
    // What leads nowhere is reported elsewhere.
    for below in rests_on.values_mut() {
        below.retain(|id| nodes.contains_key(id));
    }
    let mut bears = Edges::new();
    for (from, below) in rests_on.iter() {
        for to in below {
            bears.entry(to.clone()).or_default().insert(from.clone());
        }
    }
    Graph { bears, ..maker.graph }
}

/// The part of a graph that a thing rests on or that rests on it; what it may have been meant
/// to be, where there is none of the name.
///
/// A dataset is opened only when it is the thing that is asked for: a value rests on the
/// sources of its row, not on those of all rows, and with the source of one row the values of
/// the others do not fall.
pub fn around(graph: &Graph, name: &str) -> Result<Graph, Option<String>> {
    if !graph.nodes.contains_key(name) {
        let known = graph.nodes.iter().filter(|(_, node)| node.kind != Kind::Text);
        return Err(nearest(name, known.map(|(name, _)| name.as_str())).map(str::to_owned));
    }
    let part = Graph {
        nodes: BTreeMap::new(),
        rests_on: reached(name, graph, &graph.rests_on),
        bears: reached(name, graph, &graph.bears),
    };
    let all = part.rests_on.iter().chain(&part.bears);
    let mut seen: BTreeSet<&String> = all.flat_map(|(from, to)| to.iter().chain([from])).collect();
    let own = name.to_owned();
    seen.insert(&own);
    let nodes = seen.into_iter().map(|id| (id.clone(), graph.nodes[id].clone()));
    Ok(Graph { nodes: nodes.collect(), ..part })
}

/// The edges that lead on from a thing, each once, however they run in circles.
fn reached(name: &str, graph: &Graph, edges: &Edges) -> Edges {
    let mut reached = Edges::new();
    let mut open = vec![name];
    while let Some(id) = open.pop() {
        let closed = graph.nodes[id].kind == Kind::Dataset && id != name;
        let Some(others) = edges.get(id).filter(|_| !closed && !reached.contains_key(id)) else {
            continue;
        };
        reached.insert(id.to_owned(), others.clone());
        open.extend(others.iter().map(String::as_str));
    }
    reached
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
    /// The folder of the page that is read, with a slash at the end; none for the data.
    folder: Option<String>,
}

impl<'a> Maker<'a> {
    fn node(&mut self, name: &str, kind: Kind, label: String, span: Span) {
        let place = self.files.place(span);
        let page = self.folder.as_ref().map_or_else(String::new, |folder| format!("/{folder}"));
        let node = Node { kind, label, place, url: String::new(), page };
        self.graph.nodes.entry(name.to_owned()).or_insert(node);
    }

    fn edge(&mut self, from: &str, to: String) {
        self.graph.rests_on.entry(from.to_owned()).or_default().insert(to);
    }

    fn sources<'b>(&mut self, from: &str, keys: impl IntoIterator<Item = &'b String>) {
        for key in keys {
            self.edge(from, format!("source:{key}"));
        }
    }

    fn data(&mut self) {
        let site = self.site;
        let (data, lang) = (&site.data, site.settings.language);
        for (id, source) in &data.sources {
            let name = format!("source:{id}");
            self.node(&name, Kind::Source, source.title.clone(), source.span);
            if let Some(node) = self.graph.nodes.get_mut(&name) {
                node.url.clone_from(&source.url);
            }
        }
        for (id, dataset) in &data.datasets {
            let name = format!("dataset:{id}");
            self.node(&name, Kind::Dataset, dataset.title.of(lang).clone(), dataset.span);
            let rows: Vec<usize> = (0..dataset.rows.len()).collect();
            let sources = sources_of(dataset, &rows);
            self.sources(&name, sources.iter().map(|key| &key.value));
        }
        for (id, fact) in &data.facts {
            self.fact(id, fact);
        }
        for (id, claim) in &data.claims {
            let name = format!("claim:{id}");
            let label = match claim.label.of(site.settings.language).as_str() {
                "" => id.clone(),
                label => label.to_owned(),
            };
            let label = match &claim.holds {
                Some(holds) => self.with_formula(&label, holds.span),
                None => label,
            };
            self.node(&name, Kind::Claim, label, claim.span);
            if let Some(holds) = &claim.holds {
                self.formula(&name, &holds.value);
            }
        }
        for (id, chart) in &data.charts {
            let name = format!("chart:{id}");
            let label = words_in(&chart.headline.content, site, lang);
            self.node(&name, Kind::Chart, label, chart.span);
            let sources = site.charts.get(id).map_or(&chart.sources, |chart| &chart.sources);
            self.sources(&name, sources.iter().map(|key| &key.value));
            self.view(&name, ViewKind::Chart, id, &chart.data.dataset.value);
        }
        for (id, table) in &data.tables {
            let name = format!("table:{id}");
            let label = words_in(&table.headline.content, site, lang);
            self.node(&name, Kind::Table, label, table.span);
            let sources = site.tables.get(id).map_or(&table.sources, |table| &table.sources);
            self.sources(&name, sources.iter().map(|key| &key.value));
            self.view(&name, ViewKind::Table, id, &table.data.dataset.value);
        }
        let notes = data.facts.keys().flat_map(|id| texts::fact(id, lang, site));
        let terms = data.terms.keys().filter_map(|id| texts::term(id, lang, site));
        for passage in notes.chain(terms) {
            self.passage(&passage, lang);
        }
    }

    fn fact(&mut self, id: &str, fact: &Fact) {
        let site = self.site;
        let lang = site.settings.language;
        let name = format!("fact:{id}");
        let figure = site.figures.get(id);
        let label = match figure {
            Some(figure) => {
                let value = figure.value.write_with_unit(site.settings.language);
                format!("{}: {value}", fact.label.of(lang))
            }
            None => fact.label.of(lang).clone(),
        };
        let label = match &fact.value {
            FactValue::Formula(_, span) => self.with_formula(&label, *span),
            _ => label,
        };
        self.node(&name, Kind::Fact, label, fact.span);
        self.sources(&name, fact.sources.iter().map(|key| &key.value));
        match &fact.value {
            FactValue::From { dataset, column, .. } => {
                let known = site.data.datasets.get(&dataset.value);
                match figure.zip(known) {
                    Some((figure, known)) => {
                        let cell = self.cell(&dataset.value, known, &column.value, figure);
                        self.edge(&name, cell);
                    }
                    None => self.edge(&name, format!("dataset:{}", dataset.value)),
                }
            }
            FactValue::Formula(formula, _) => {
                self.formula(&name, formula);
                // The rows that a formula computes over have sources of their own.
                let parts = formula.facts();
                let parts = parts.iter().filter_map(|part| site.figures.get(&part.value));
                let theirs: BTreeSet<&String> =
                    parts.flat_map(|part| &part.sources).map(|key| &key.value).collect();
                let all = figure.into_iter().flat_map(|figure| &figure.sources);
                let own = all.map(|key| &key.value).filter(|key| !theirs.contains(key));
                self.sources(&name, own.collect::<Vec<_>>());
            }
            FactValue::Given(_) | FactValue::Missing => {}
        }
    }

    /// The cell that a fact is taken from, with the sources of its row.
    fn cell(&mut self, id: &str, dataset: &Dataset, column: &str, figure: &Figure) -> String {
        let place = self.files.place(figure.origin);
        let name = format!("cell:{}:{}:{}", place.path, place.line, place.column);
        let lang = self.site.settings.language;
        let at = dataset.column(column);
        let own = |row: &Vec<crate::model::Cell>| {
            at.is_some_and(|at| row.get(at).is_some_and(|cell| cell.span == figure.origin))
        };
        let row = dataset.rows.iter().position(own);
        let keys = dataset.columns.iter().enumerate().filter(|(_, column)| column.key);
        let keys = keys.filter_map(|(at, _)| Some(dataset.rows.get(row?)?.get(at)?.text.trim()));
        let keys: Vec<&str> = keys.collect();
        let title = at.map_or(column, |at| dataset.columns[at].title.of(lang).as_str());
        let label = if keys.is_empty() {
            title.to_owned()
        } else {
            format!("{title} ({})", keys.join(", "))
        };
        self.node(&name, Kind::Cell, label, figure.origin);
        self.edge(&name, format!("dataset:{id}"));
        let sources = row.map_or_else(Vec::new, |row| sources_of(dataset, &[row]));
        self.sources(&name, sources.iter().map(|key| &key.value));
        name
    }

    /// A label with its formula as it is written.
    fn with_formula(&self, label: &str, span: Span) -> String {
        let formula: Vec<&str> = self.files.text(span).split_whitespace().collect();
        format!("{label}  [{}]", formula.join(" ").trim_matches(['"', '\'']))
    }

    fn formula(&mut self, name: &str, formula: &Formula) {
        for fact in formula.facts() {
            self.edge(name, format!("fact:{}", fact.value));
        }
        for dataset in formula.datasets() {
            self.edge(name, format!("dataset:{}", dataset.value));
        }
    }

    /// What a chart or table rests on besides its sources: its data, and what its texts name.
    fn view(&mut self, name: &str, kind: ViewKind, id: &str, dataset: &str) {
        self.edge(name, format!("dataset:{dataset}"));
        let translated = self.site.data.charts.get(id).filter(|_| kind == ViewKind::Chart);
        let translated = translated.into_iter().flat_map(|chart| chart.translations.keys());
        for &lang in std::iter::once(&self.site.settings.language).chain(translated) {
            for passage in texts::view(kind, id, lang, self.site) {
                for (_, reference) in texts::flat(passage.content, self.site, lang).references {
                    for about in self.names(&reference) {
                        self.edge(name, about);
                    }
                }
            }
        }
    }

    fn page(&mut self, page: &'a Page) {
        let title = words_in(&page.title.content, self.site, page.lang);
        let folder = self.site.folder(page);
        self.folder = Some(folder.clone());
        for judgement in &page.judgements {
            let label = words_in(&judgement.text.content, self.site, page.lang);
            let name = format!("judgement:{folder}{}", judgement.id.value);
            self.node(&name, Kind::Judgement, label, judgement.id.span);
        }
        for piece in texts::page(page) {
            match piece {
                Piece::Text(passage) => {
                    for text in self.passage(&passage, page.lang) {
                        if let Some(id) = passage.judgement {
                            self.edge(&format!("judgement:{folder}{id}"), text);
                        }
                    }
                }
                Piece::Glance(id) => {
                    let text = self.text(id.span, "at a glance", &title);
                    self.edge(&text, format!("fact:{}", id.value));
                }
                Piece::View(view) => {
                    let text = self.text(view.id.span, "shown", &title);
                    self.edge(&text, named(view.kind, &view.id.value, &self.site.data));
                }
            }
        }
        // The sign to watch names its source beside its text.
        for watch in &page.watch {
            if let Some(key) = &watch.source {
                let words = words_in(&watch.indicator.content, self.site, page.lang);
                let text = self.text(key.span, "sign to watch", &words);
                self.edge(&text, format!("source:{}", key.value));
            }
        }
    }

    /// A node for each place in a text that names something: its sentence.
    fn passage(&mut self, passage: &Passage<'_>, lang: Lang) -> Vec<String> {
        let flat = texts::flat(passage.content, self.site, lang);
        let mut made = Vec::new();
        for (at, reference) in &flat.references {
            let span = match reference {
                Reference::Link(link) => link.text,
                Reference::Citation(citation) => citation.span,
            };
            let about = self.names(reference);
            if about.is_empty() {
                continue;
            }
            let sentence = register::sentence_of(&flat, at, lang);
            let words = flat.words[sentence].trim().to_owned();
            let text = self.text(span, &passage.stands, &words);
            for name in about {
                self.edge(&text, name);
            }
            made.push(text);
        }
        made
    }

    /// A place in a text, under a name of its own.
    fn text(&mut self, span: Span, stands: &str, words: &str) -> String {
        let place = self.files.place(span);
        let name = format!("text:{}:{}:{}", place.path, place.line, place.column);
        let label = match (stands, words) {
            ("text", words) => words.to_owned(),
            (stands, "") => stands.to_owned(),
            (stands, words) => format!("{stands}: {words}"),
        };
        self.node(&name, Kind::Text, label, span);
        name
    }

    /// The things that a link or a citation names.
    fn names(&self, reference: &Reference<'_>) -> Vec<String> {
        let data = &self.site.data;
        match reference {
            Reference::Link(link) => match &link.target {
                Target::Fact { id, .. } => vec![format!("fact:{id}")],
                Target::Claim(id) => vec![format!("claim:{id}")],
                Target::Chart(id) => vec![named(ViewKind::Chart, id, data)],
                Target::Table(id) => vec![named(ViewKind::Table, id, data)],
                Target::Judgement(id) => {
                    let folder = self.folder.as_deref().unwrap_or_default();
                    vec![format!("judgement:{folder}{id}")]
                }
                _ => Vec::new(),
            },
            Reference::Citation(citation) => {
                citation.items.iter().map(|item| format!("source:{}", item.key.value)).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests;
