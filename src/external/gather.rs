//! The addresses elsewhere that a project names.

use crate::files::{Files, Span, Spanned};
use crate::model::{Inline, Target, passages, walk};
use crate::resolve::Site;

/// The addresses of sources, of their archived copies, and of links in pages, in the
/// order of their places. Those of other schemes than `http` and `https` are left out.
pub fn addresses(site: &Site, files: &Files) -> Vec<Spanned<String>> {
    let mut found = of_sources(site, files);
    for page in &site.pages {
        for passage in passages(page) {
            walk(passage, &mut |inline| {
                if let Inline::Link(link) = inline
                    && let Target::Web(address) = &link.target
                {
                    found.push(Spanned::new(address.clone(), link.address.span));
                }
            });
        }
    }
    found.retain(|address| is_web(&address.value));
    found.sort_by(|one, other| (one.span, &one.value).cmp(&(other.span, &other.value)));
    found
}

fn of_sources(site: &Site, files: &Files) -> Vec<Spanned<String>> {
    let sources = &site.data.sources;
    let mut keys: Vec<Span> = sources.values().map(|source| source.span).collect();
    keys.sort_unstable();

    let mut found = Vec::new();
    for source in sources.values() {
        let next = keys.iter().find(|key| key.file == source.span.file && **key > source.span);
        let archived = source.archived.iter().map(|(url, _)| url);
        for address in std::iter::once(&source.url).chain(archived) {
            let span = place(files, source.span, next.copied(), address);
            found.push(Spanned::new(address.clone(), span));
        }
    }
    found
}

/// Where an address stands in its source, which knows only the place of its key.
///
/// A copy's address often ends in the one it was made of, so only an address that stands
/// alone is meant. One written with escapes is not found, and the key stands for it.
fn place(files: &Files, key: Span, next: Option<Span>, address: &str) -> Span {
    let text = &files.get(key.file).text;
    let (start, end) = (key.end as usize, next.map_or(text.len(), |next| next.start as usize));
    let within = text.get(start..end).unwrap_or_default();
    let edge = |c: char| c.is_whitespace() || "\"',{}[]".contains(c);
    let alone = |at: usize| {
        within[..at].ends_with(edge) && within[at + address.len()..].chars().next().is_none_or(edge)
    };
    match within.match_indices(address).find(|(at, _)| alone(*at)) {
        Some((at, _)) => Span::new(key.file, start + at, start + at + address.len()),
        None => key,
    }
}

fn is_web(address: &str) -> bool {
    let begins = |scheme: &str| {
        address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    begins("https://") || begins("http://")
}
