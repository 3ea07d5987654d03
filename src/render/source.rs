//! Sources as readers see them.

use std::fmt::Write as _;

use super::html::{Apparatus, escape, href};
use super::scope::Scope;
use crate::files::Spanned;
use crate::lang::Lang;
use crate::model::Source;
use crate::resolve::Site;

/// How many sources a line names before it says how many more there are.
const NAMED: usize = 4;

/// Who a source is, in a few words: its corporate author, else its first author, else its
/// title.
pub(super) fn name(source: &Source) -> &str {
    match (source.org.is_empty(), source.authors.first()) {
        (false, _) => &source.org,
        (true, Some(author)) => author,
        (true, None) => &source.title,
    }
}

/// The names of sources, each once.
pub(super) fn names(keys: &[Spanned<String>], site: &Site) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for source in keys.iter().filter_map(|key| site.data.sources.get(&key.value)) {
        let name = name(source);
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// The source line of a chart or of a fact: names that lead to the list of sources.
pub(super) fn line(keys: &[Spanned<String>], scope: &Scope, apparatus: &mut Apparatus) -> String {
    let mut named: Vec<&str> = Vec::new();
    let mut links = Vec::new();
    for key in keys {
        let Some(source) = scope.site.data.sources.get(&key.value) else { continue };
        apparatus.source(&key.value);
        let name = name(source);
        if named.contains(&name) {
            continue;
        }
        named.push(name);
        links.push(format!("<a href=\"#source-{}\">{}</a>", escape(&key.value), escape(name)));
    }
    shortened(links, scope)
}

/// The same as plain text, for a chart that stands without a list of sources.
pub(super) fn plain_line(keys: &[Spanned<String>], scope: &Scope) -> String {
    let names = names(keys, scope.site);
    shortened(names.iter().map(|name| escape(name)).collect(), scope)
}

/// Names in a row, and how many more there are.
fn shortened(mut names: Vec<String>, scope: &Scope) -> String {
    let more = names.len().saturating_sub(NAMED);
    // One more takes no more room than saying so.
    if more > 1 {
        names.truncate(NAMED);
        let words = scope.theme.word(scope.lang, "and_more").replace("%n", &more.to_string());
        names.push(escape(&words));
    }
    names.join(&scope.theme.word(scope.lang, "semicolon"))
}

/// A source in full: who, what, when.
pub(super) fn full(source: &Source, scope: &Scope) -> String {
    let mut parts = Vec::new();
    let authors: Vec<&str> = source.authors.iter().map(String::as_str).collect();
    let comma = scope.theme.word(scope.lang, "comma");
    let who = match (authors.is_empty(), source.org.is_empty()) {
        (false, false) => format!("{}{comma}{}", authors.join(&comma), source.org),
        (false, true) => authors.join(&comma),
        (true, _) => source.org.clone(),
    };
    if !who.is_empty() {
        parts.push(escape(&who));
    }
    let title = if source.url.is_empty() {
        format!("<cite class=\"source-title\">{}</cite>", escape(&source.title))
    } else {
        format!(
            "<cite class=\"source-title\"><a href=\"{}\">{}</a></cite>",
            href(&source.url),
            escape(&source.title)
        )
    };
    parts.push(title);
    if let Some(date) = source.date {
        parts.push(format!(
            "<time datetime=\"{}\">{}</time>",
            date.iso(),
            escape(&date.write(scope.lang))
        ));
    }
    let stop = scope.theme.word(scope.lang, "stop");
    let mut html = parts.join(&comma);
    html.push_str(&stop);
    let note = source.note.of(scope.lang);
    if !note.is_empty() {
        let note = note.trim().trim_end_matches(['.', '。']);
        let gap = if scope.lang == Lang::Zh { "" } else { " " };
        let _ = write!(html, "{gap}<span class=\"source-note\">{}{stop}</span>", escape(note));
    }
    html
}
