//! What links and citations name, wherever they stand, and what they may name in texts of
//! the data, which belong to no page.

use crate::diag::{Code, Diagnostic, nearest, one_of};
use crate::files::Spanned;
use crate::model::{Block, Data, Inline, Link, Mark, Page, Target, ViewKind, walk, walk_blocks};
use crate::resolve::Site;
use crate::resolve::select::unknown;

/// Short texts of the data, such as headlines and notes.
pub(in crate::resolve) fn prose<'a>(
    texts: impl IntoIterator<Item = &'a [Inline]>,
    site: &Site,
    problems: &mut Vec<Diagnostic>,
) {
    for text in texts {
        walk(text, &mut |inline| match inline {
            Inline::Link(link) => {
                problems.extend(data_link(link, site));
                problems.extend(homeless_link(link, site));
            }
            Inline::Citation(citation) => {
                citation.items.iter().for_each(|item| problems.extend(cited(&item.key, site)));
            }
            Inline::Image(image) if !image.address.value.contains(':') => {
                problems.push(homeless_image(&image.address));
            }
            _ => {}
        });
    }
}

pub(super) fn cited(key: &Spanned<String>, site: &Site) -> Option<Diagnostic> {
    let known = site.data.sources.contains_key(&key.value);
    (!known).then(|| unknown(Code::UnknownSource, "source", key, site.data.sources.keys()))
}

/// The id of an address such as `fact:ID`, at its place.
pub(super) fn id_of(link: &Link, id: &str) -> Spanned<String> {
    let start = link.address.value.find(':').map_or(0, |at| at + 1);
    Spanned::new(id.to_owned(), link.address.part(start..start + id.len()))
}

/// A kind of thing that links name.
pub(super) struct Kind {
    code: Code,
    pub(super) name: &'static str,
    pub(super) has: fn(&Data, &str) -> bool,
    ids: fn(&Data) -> Vec<&String>,
}

const FACT: Kind = Kind {
    code: Code::UnknownFact,
    name: "fact",
    has: |data, id| data.facts.contains_key(id),
    ids: |data| data.facts.keys().collect(),
};
const CLAIM: Kind = Kind {
    code: Code::UnknownClaim,
    name: "claim",
    has: |data, id| data.claims.contains_key(id),
    ids: |data| data.claims.keys().collect(),
};
const CHART: Kind = Kind {
    code: Code::UnknownChart,
    name: "chart",
    has: |data, id| data.charts.contains_key(id),
    ids: |data| data.charts.keys().collect(),
};
pub(super) const TABLE: Kind = Kind {
    code: Code::UnknownTable,
    name: "table",
    has: |data, id| data.tables.contains_key(id) || data.datasets.contains_key(id),
    ids: |data| data.tables.keys().chain(data.datasets.keys()).collect(),
};
const TERM: Kind = Kind {
    code: Code::UnknownTerm,
    name: "term",
    has: |data, id| data.terms.contains_key(id),
    ids: |data| data.terms.keys().collect(),
};
const ENTITY: Kind = Kind {
    code: Code::UnknownEntity,
    name: "entity",
    has: |data, id| data.entities.contains_key(id),
    ids: |data| data.entities.keys().collect(),
};

impl Kind {
    /// The problem of an id that is not there. All ids are gathered for its help only:
    /// a large site has as many links as ids.
    pub(super) fn missing(&self, id: &Spanned<String>, data: &Data) -> Option<Diagnostic> {
        let there = (self.has)(data, &id.value);
        let broken = || data.broken.contains(&format!("{}:{}", self.name, id.value));
        (!there && !broken()).then(|| unknown(self.code, self.name, id, (self.ids)(data)))
    }
}

impl From<ViewKind> for &'static Kind {
    fn from(kind: ViewKind) -> &'static Kind {
        match kind {
            ViewKind::Chart => &CHART,
            ViewKind::Table => &TABLE,
        }
    }
}

/// What was called a timeline and is a chart of another mark, or none at all.
pub(super) fn timeline(id: &Spanned<String>, data: &Data) -> Option<Diagnostic> {
    let named = || {
        let charts = data.charts.iter();
        charts.filter(|(_, chart)| chart.mark.value == Mark::Timeline).map(|(id, _)| id)
    };
    if data.broken.contains(&format!("chart:{}", id.value)) {
        return None;
    }
    let Some(chart) = data.charts.get(&id.value) else {
        return Some(unknown(CHART.code, "timeline", id, named()));
    };
    if chart.mark.value == Mark::Timeline {
        return None;
    }
    let (name, mark) = (&id.value, chart.mark.value.word());
    let message = format!("`{name}` is no timeline, but a chart of `mark: {mark}`");
    Some(
        Diagnostic::new(CHART.code, id.span, message)
            .related(chart.mark.span, "the chart")
            .help(format!("write `chart:{name}`")),
    )
}

/// A link to a thing of the data that is not there.
pub(super) fn data_link(link: &Link, site: &Site) -> Option<Diagnostic> {
    if let Target::Chart(id) = &link.target
        && link.address.value.to_ascii_lowercase().starts_with("timeline:")
    {
        return timeline(&id_of(link, id), &site.data);
    }
    let (kind, id) = match &link.target {
        Target::Fact { id, .. } => (FACT, id),
        Target::Claim(id) => (CLAIM, id),
        Target::Chart(id) => (CHART, id),
        Target::Table(id) => (TABLE, id),
        Target::Term(id) => (TERM, id),
        Target::Entity(id) => (ENTITY, id),
        _ => return None,
    };
    kind.missing(&id_of(link, id), &site.data)
}

/// A link of the data that would lead elsewhere on each page that shows it.
fn homeless_link(link: &Link, site: &Site) -> Option<Diagnostic> {
    let problem = match &link.target {
        Target::Page { slug, anchor } => {
            return match (site.page_number(slug, site.settings.language), anchor) {
                (Some(page), Some(anchor)) => unknown_anchor(link, anchor, page, site),
                (Some(_), None) => None,
                (None, _) => Some(unknown_page(link, slug, site)),
            };
        }
        Target::File { path, .. } => Some(format!("`{path}` is a path from no page")),
        Target::Anchor(anchor) => Some(format!("`#{anchor}` is a place on no page")),
        Target::Judgement(id) => Some(format!("`{id}` is a judgement of no page")),
        _ => None,
    }?;
    let help = "texts of the data are shown on several pages; name the page: `[text](page:about)`";
    Some(Diagnostic::new(Code::UnknownPage, link.address.span, problem).help(help))
}

/// An image of the data, whose path would begin in another folder on each page.
fn homeless_image(address: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is a path from no page", address.value);
    Diagnostic::new(Code::MissingImage, address.span, message)
        .help("texts of the data are shown on several pages; put the image into the text of a page")
}

pub(super) fn unknown_page(link: &Link, slug: &str, site: &Site) -> Diagnostic {
    let slugs = site.pages.iter().map(|page| &page.slug).filter(|slug| !slug.is_empty());
    unknown(Code::UnknownPage, "page", &id_of(link, slug), slugs)
}

/// A place that a page, by its number, does not have.
pub(super) fn unknown_anchor(
    link: &Link,
    anchor: &str,
    page: usize,
    site: &Site,
) -> Option<Diagnostic> {
    if site.addresses.anchors[page].contains(anchor) {
        return None;
    }
    let known = anchors(&site.pages[page]);
    let start = link.address.value.find('#').map_or(0, |at| at + 1);
    let span = link.address.part(start..start + anchor.len());
    let problem =
        Diagnostic::new(Code::UnknownAnchor, span, format!("the page has no place `{anchor}`"));
    Some(match nearest(anchor, known.iter().map(String::as_str)) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None if known.is_empty() => {
            problem.help("give a heading an anchor: `## Heading {#anchor}`")
        }
        None => problem.help(format!("it has {}", one_of(known.iter().map(String::as_str)))),
    })
}

/// The anchors of a page: its headings, charts, tables and judgements.
pub(in crate::resolve) fn anchors(page: &Page) -> Vec<String> {
    let mut anchors = Vec::new();
    let mut add = |block: &Block| match block {
        Block::Heading { anchor, .. } => anchors.push(anchor.value.clone()),
        Block::View(view) => {
            let kind = if view.kind == ViewKind::Chart { "chart" } else { "table" };
            anchors.push(format!("{kind}-{}", view.id.value));
        }
        _ => {}
    };
    walk_blocks(&page.body.blocks, &mut add);
    for footnote in &page.body.footnotes {
        walk_blocks(&footnote.blocks, &mut add);
    }
    anchors.extend(
        page.judgements.iter().map(|judgement| format!("judgement-{}", judgement.id.value)),
    );
    anchors
}
