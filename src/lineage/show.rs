//! A part of a graph for people and for programs.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::json;

use super::{Edges, Graph, Kind, Node};
use crate::diag::visible;
use crate::files::Place;
use crate::register::place;

/// Both directions as trees: what a thing rests on, then what rests on it, and the pages that
/// show it. What has been shown is named only.
pub fn tree(graph: &Graph, name: &str) -> String {
    let mut out = format!("{}\n", line(name, graph));
    let both = [("What it rests on", &graph.rests_on), ("What rests on it", &graph.bears)];
    for (title, edges) in both {
        if edges.get(name).is_some_and(|others| !others.is_empty()) {
            let _ = write!(out, "\n{title}\n");
            branches(name, graph, edges, &mut out);
        }
    }
    out.push_str(&pages(graph, name));
    out
}

/// The branches below a thing. They wait in a list and not on the stack, which a long chain of
/// facts would break.
fn branches(name: &str, graph: &Graph, edges: &Edges, out: &mut String) {
    let below = |name: &str, indent: &str| -> Vec<(String, String, bool)> {
        let mut others: Vec<&String> = edges.get(name).into_iter().flatten().collect();
        others.sort_by_key(|id| order(id, graph));
        let count = others.len();
        let each = others.into_iter().enumerate();
        each.map(|(at, id)| (id.clone(), indent.to_owned(), at + 1 == count)).rev().collect()
    };
    let mut shown = BTreeSet::from([name.to_owned()]);
    let mut waiting = below(name, "");
    while let Some((id, indent, last)) = waiting.pop() {
        let corner = if last { "└─ " } else { "├─ " };
        let first = shown.insert(id.clone());
        let text = if first { line(&id, graph) } else { again(&id, graph) };
        let _ = writeln!(out, "{indent}{corner}{text}");
        if first {
            let deeper = format!("{indent}{}", if last { "   " } else { "│  " });
            waiting.extend(below(&id, &deeper));
        }
    }
}

/// By kind, then as the files go.
fn order<'a>(id: &str, graph: &'a Graph) -> Option<(Kind, &'a str, usize, usize)> {
    let node = graph.nodes.get(id)?;
    Some((node.kind, &*node.place.path, node.place.line, node.place.column))
}

/// A thing on one line. Cells and places in texts have no name but where they are.
fn line(name: &str, graph: &Graph) -> String {
    let Some(node) = graph.nodes.get(name) else { return name.to_owned() };
    let name = if has_name(node) { format!("{name}  ") } else { String::new() };
    let url = if node.url.is_empty() { String::new() } else { format!("  {}", node.url) };
    visible(&format!("{name}{}  ({}){url}", node.label, at(&node.place)))
}

/// A thing that has been shown above.
fn again(name: &str, graph: &Graph) -> String {
    match graph.nodes.get(name) {
        Some(node) if !has_name(node) => format!("{} (above)", at(&node.place)),
        _ => format!("{name} (above)"),
    }
}

fn has_name(node: &Node) -> bool {
    !matches!(node.kind, Kind::Text | Kind::Cell)
}

fn at(place: &Place) -> String {
    format!("{}:{}:{}", place.path, place.line, place.column)
}

/// The pages that show what rests on a thing, with the number of places on each.
fn pages(graph: &Graph, name: &str) -> String {
    let below = graph.bears.values().flatten().collect::<BTreeSet<_>>();
    let mut pages: BTreeMap<&str, usize> = BTreeMap::new();
    for node in below.into_iter().filter(|id| *id != name).filter_map(|id| graph.nodes.get(id)) {
        if node.kind == Kind::Text && !node.page.is_empty() {
            *pages.entry(&node.page).or_default() += 1;
        }
    }
    if pages.is_empty() {
        return String::new();
    }
    let pages: Vec<String> = pages
        .into_iter()
        .map(|(page, count)| match count {
            1 => format!("{page}  1 place\n"),
            _ => format!("{page}  {count} places\n"),
        })
        .collect();
    format!("\nPages\n{}", pages.concat())
}

/// A Mermaid flow chart: arrows lead from what rests to what it rests on.
pub fn mermaid(graph: &Graph) -> String {
    let mut out = String::from("flowchart LR\n");
    let numbers = numbers(graph);
    for (name, node) in &graph.nodes {
        let label = shown(name, node).replace('#', "#35;").replace('"', "#quot;");
        let label = label.replace('<', "#lt;").replace('>', "#gt;");
        let _ = writeln!(out, "  n{}[\"{label}\"]", numbers[name.as_str()]);
    }
    for (from, to) in edges(graph) {
        let _ = writeln!(out, "  n{} --> n{}", numbers[from.as_str()], numbers[to.as_str()]);
    }
    out
}

/// A graph in the language of Graphviz.
pub fn dot(graph: &Graph) -> String {
    let mut out = String::from("digraph lineage {\n  rankdir=LR;\n  node [shape=box];\n");
    let numbers = numbers(graph);
    for (name, node) in &graph.nodes {
        let label = shown(name, node).replace('\\', "\\\\").replace('"', "\\\"");
        let _ = writeln!(out, "  n{} [label=\"{label}\"];", numbers[name.as_str()]);
    }
    for (from, to) in edges(graph) {
        let _ = writeln!(out, "  n{} -> n{};", numbers[from.as_str()], numbers[to.as_str()]);
    }
    out.push_str("}\n");
    out
}

/// Nodes and edges for programs.
pub fn json(graph: &Graph, name: &str) -> String {
    let nodes = graph.nodes.iter().map(|(id, node)| {
        json!({
            "id": id,
            "kind": node.kind.name(),
            "label": node.label,
            "place": place(&node.place),
            "url": node.url,
            "page": node.page,
        })
    });
    let edges = edges(graph).into_iter().map(|(from, to)| json!({"from": from, "rests_on": to}));
    let whole = json!({
        "about": name,
        "nodes": nodes.collect::<Vec<_>>(),
        "edges": edges.collect::<Vec<_>>(),
    });
    format!("{whole:#}\n")
}

fn shown(name: &str, node: &Node) -> String {
    let place = at(&node.place);
    let name = if has_name(node) { name } else { &place };
    visible(&format!("{name}: {}", node.label))
}

fn numbers(graph: &Graph) -> BTreeMap<&str, usize> {
    graph.nodes.keys().enumerate().map(|(at, name)| (name.as_str(), at + 1)).collect()
}

/// Each edge once, whichever way it was found: from what rests to what it rests on.
fn edges(graph: &Graph) -> BTreeSet<(&String, &String)> {
    let up =
        graph.rests_on.iter().flat_map(|(from, others)| others.iter().map(move |to| (from, to)));
    let down =
        graph.bears.iter().flat_map(|(to, others)| others.iter().map(move |from| (from, to)));
    up.chain(down).collect()
}
