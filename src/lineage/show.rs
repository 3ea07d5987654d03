//! A part of a graph for people and for programs.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::json;

use super::{Graph, Node};

/// Both directions as trees: what a thing rests on, then what rests on it. What has been shown
/// is named only.
pub fn tree(graph: &Graph, name: &str) -> String {
    let mut out = format!("{}\n", line(name, graph));
    for (title, edges) in [("rests on", &graph.rests_on), ("bears", &graph.bears)] {
        if edges.get(name).is_some_and(|others| !others.is_empty()) {
            let _ = write!(out, "\n{title}\n");
            branches(name, graph, edges, &mut out);
        }
    }
    out
}

/// The branches below a thing. They wait in a list and not on the stack, which a long chain of
/// facts would break.
fn branches(
    name: &str,
    graph: &Graph,
    edges: &BTreeMap<String, BTreeSet<String>>,
    out: &mut String,
) {
    let below = |name: &str, indent: &str| -> Vec<(String, String, bool)> {
        let others: Vec<&String> = edges.get(name).into_iter().flatten().collect();
        let count = others.len();
        let each = others.into_iter().enumerate();
        each.map(|(at, id)| (id.clone(), indent.to_owned(), at + 1 == count)).rev().collect()
    };
    let mut shown = BTreeSet::from([name.to_owned()]);
    let mut waiting = below(name, "");
    while let Some((id, indent, last)) = waiting.pop() {
        let corner = if last { "└─ " } else { "├─ " };
        let first = shown.insert(id.clone());
        let text = if first { line(&id, graph) } else { format!("{id} (above)") };
        let _ = writeln!(out, "{indent}{corner}{text}");
        if first {
            let deeper = format!("{indent}{}", if last { "   " } else { "│  " });
            waiting.extend(below(&id, &deeper));
        }
    }
}

/// A thing on one line. A sentence has no name but its place.
fn line(name: &str, graph: &Graph) -> String {
    let Some(node) = graph.nodes.get(name) else { return name.to_owned() };
    let Node { kind, label, place, url } = node;
    let name = if *kind == "text" { String::new() } else { format!("{name}  ") };
    let url = if url.is_empty() { String::new() } else { format!("  {url}") };
    format!("{name}{label}  ({place}){url}")
}

/// A Mermaid flow chart: arrows lead from what rests to what it rests on.
pub fn mermaid(graph: &Graph) -> String {
    let mut out = String::from("flowchart LR\n");
    let numbers = numbers(graph);
    for (name, node) in &graph.nodes {
        let label = shown(name, node).replace('"', "#quot;").replace(['\n', '\r'], " ");
        let _ = writeln!(out, "  n{}[\"{label}\"]", numbers[name.as_str()]);
    }
    for (from, to) in edges(graph) {
        let _ = writeln!(out, "  n{} --> n{}", numbers[from], numbers[to]);
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
        let _ = writeln!(out, "  n{} -> n{};", numbers[from], numbers[to]);
    }
    out.push_str("}\n");
    out
}

/// Nodes and edges for programs.
pub fn json(graph: &Graph, name: &str) -> String {
    let nodes = graph.nodes.iter().map(|(id, node)| {
        json!({"id": id, "kind": node.kind, "label": node.label, "place": node.place, "url": node.url})
    });
    let edges = edges(graph).map(|(from, to)| json!({"from": from, "rests_on": to}));
    let whole = json!({
        "about": name,
        "nodes": nodes.collect::<Vec<_>>(),
        "edges": edges.collect::<Vec<_>>(),
    });
    format!("{whole:#}\n")
}

fn shown(name: &str, node: &Node) -> String {
    let name = if node.kind == "text" { &node.place } else { name };
    format!("{name}: {}", node.label)
}

fn numbers(graph: &Graph) -> BTreeMap<&str, usize> {
    graph.nodes.keys().enumerate().map(|(at, name)| (name.as_str(), at + 1)).collect()
}

fn edges(graph: &Graph) -> impl Iterator<Item = (&str, &str)> {
    let all = graph.rests_on.iter();
    all.flat_map(|(from, others)| others.iter().map(|to| (from.as_str(), to.as_str())))
}
