//! Every text of a site in which a fact can stand, with where it stands.

use std::ops::Range;

use crate::files::Spanned;
use crate::lang::Lang;
use crate::model::{
    Block, ChartSpec, Citation, Inline, Link, Page, Prose, TableSpec, Target, View, ViewKind,
    Wording, plain_text,
};
use crate::resolve::{Site, words_in};

/// A text and where it stands, in words: "key point 2", "chart `approvals`, headline".
#[derive(Debug, Clone)]
pub(crate) struct Passage<'a> {
    /// Where it stands.
    pub(crate) stands: String,
    /// The judgement it belongs to, if it belongs to one.
    pub(crate) judgement: Option<&'a str>,
    /// What it says.
    pub(crate) content: &'a [Inline],
}

/// A piece of a page.
#[derive(Debug, Clone)]
pub(crate) enum Piece<'a> {
    /// A text.
    Text(Passage<'a>),
    /// A fact on a card.
    Glance(&'a Spanned<String>),
    /// A chart or table.
    View(&'a View),
}

/// A page in the order in which it is read.
pub(crate) fn page(page: &Page) -> Vec<Piece<'_>> {
    let mut pieces = Pieces(Vec::new());
    pieces.text("title", &page.title.content);
    pieces.proses("summary", &page.summary);
    pieces.counted("key point", &page.key_points);
    pieces.proses("comment", page.comment.iter().map(|comment| &comment.text));
    pieces.0.extend(page.at_a_glance.iter().map(Piece::Glance));
    pieces.blocks(&page.body.blocks, "text");
    for judgement in &page.judgements {
        let id = judgement.id.value.as_str();
        let first = pieces.0.len();
        pieces.text(format!("judgement `{id}`"), &judgement.text.content);
        pieces.proses(&format!("judgement `{id}`, basis"), &judgement.because);
        pieces.proses(&format!("judgement `{id}`, alternative"), &judgement.alternatives);
        for piece in &mut pieces.0[first..] {
            if let Piece::Text(passage) = piece {
                passage.judgement = Some(id);
            }
        }
    }
    for assumption in &page.assumptions {
        pieces.text(format!("assumption `{}`", assumption.id.value), &assumption.text.content);
    }
    pieces.counted("sign to watch", page.watch.iter().map(|watch| &watch.indicator));
    pieces.counted("caveat", &page.caveats);
    pieces.proses("method", &page.method);
    for footnote in &page.body.footnotes {
        pieces.blocks(&footnote.blocks, &format!("footnote `{}`", footnote.label.value));
    }
    pieces.0
}

/// The texts of a chart or table on a page of a language.
pub(crate) fn view<'a>(kind: ViewKind, id: &str, lang: Lang, site: &'a Site) -> Vec<Passage<'a>> {
    let data = &site.data;
    match kind {
        ViewKind::Chart => data.charts.get(id).map_or_else(Vec::new, |spec| chart(id, spec, lang)),
        ViewKind::Table => match (data.tables.get(id), data.datasets.get(id)) {
            (Some(spec), _) => table(id, spec, lang),
            (None, Some(dataset)) => {
                let stands = format!("dataset `{id}`, note");
                let note = dataset.note.iter().map(|note| note.of(lang));
                note.map(|note| passage(stands.clone(), &note.content)).collect()
            }
            (None, None) => Vec::new(),
        },
    }
}

fn chart<'a>(id: &str, spec: &'a ChartSpec, lang: Lang) -> Vec<Passage<'a>> {
    let part = |part: &str| format!("chart `{id}`, {part}");
    let mut found = vec![
        passage(part("headline"), &spec.headline_in(lang).content),
        passage(part("subtitle"), &spec.subtitle_in(lang).content),
    ];
    let annotations = spec.annotations_in(lang);
    found.extend(annotations.map(|text| passage(part("annotation"), &text.content)));
    found.extend(spec.alt_in(lang).map(|alt| passage(part("description"), &alt.content)));
    found.extend(spec.note_in(lang).map(|note| passage(part("note"), &note.content)));
    found
}

fn table<'a>(id: &str, spec: &'a TableSpec, lang: Lang) -> Vec<Passage<'a>> {
    let part = |part: &str| format!("table `{id}`, {part}");
    let mut found = vec![passage(part("headline"), &spec.headline_in(lang).content)];
    let subtitle = spec.subtitle_in(lang);
    found.extend(subtitle.map(|text| passage(part("subtitle"), &text.content)));
    found.extend(spec.note_in(lang).map(|note| passage(part("note"), &note.content)));
    found
}

/// The texts that go with a fact in the register.
pub(crate) fn fact<'a>(id: &str, lang: Lang, site: &'a Site) -> Vec<Passage<'a>> {
    let Some(fact) = site.data.facts.get(id) else { return Vec::new() };
    let part = |part: &str, text: &'a Wording<Prose>| {
        passage(format!("fact `{id}`, {part}"), text.of(lang).content.as_slice())
    };
    let definition = fact.definition.iter().map(|text| part("definition", text));
    definition.chain(fact.note.iter().map(|text| part("note", text))).collect()
}

/// What the glossary says of a term.
pub(crate) fn term<'a>(id: &str, lang: Lang, site: &'a Site) -> Option<Passage<'a>> {
    let term = site.data.terms.get(id)?;
    Some(passage(format!("term `{id}`"), &term.definition.of(lang).content))
}

fn passage(stands: impl Into<String>, content: &[Inline]) -> Passage<'_> {
    Passage { stands: stands.into(), judgement: None, content }
}

struct Pieces<'a>(Vec<Piece<'a>>);

impl<'a> Pieces<'a> {
    fn text(&mut self, stands: impl Into<String>, content: &'a [Inline]) {
        self.0.push(Piece::Text(passage(stands, content)));
    }

    fn proses(&mut self, stands: &str, texts: impl IntoIterator<Item = &'a Prose>) {
        texts.into_iter().for_each(|text| self.text(stands, &text.content));
    }

    fn counted(&mut self, stands: &str, texts: impl IntoIterator<Item = &'a Prose>) {
        for (at, text) in texts.into_iter().enumerate() {
            self.text(format!("{stands} {}", at + 1), &text.content);
        }
    }

    fn blocks(&mut self, blocks: &'a [Block], stands: &str) {
        for block in blocks {
            match block {
                Block::Heading { content, .. } => self.text("heading", content),
                Block::Paragraph(content) | Block::Plain(content) => self.text(stands, content),
                Block::View(view) => self.0.push(Piece::View(view)),
                Block::Picture(image) => self.text("alternative text", &image.alt),
                Block::Quote { blocks, .. } => self.blocks(blocks, stands),
                Block::List { items, .. } => {
                    for item in items {
                        self.blocks(&item.blocks, stands);
                    }
                }
                Block::Table { head, rows, .. } => {
                    let cells = head.iter().chain(rows.iter().flatten());
                    cells.for_each(|cell| self.text("cell of a table", cell));
                }
                Block::Code { .. } | Block::Rule => {}
            }
        }
    }
}

/// A passage in plain words, as readers see them, with the place of each reference in it.
#[derive(Debug, Default)]
pub(crate) struct Flat<'a> {
    /// The words. Values that the tool writes are in them.
    pub(crate) words: String,
    /// Links and citations in order.
    pub(crate) references: Vec<(Range<usize>, Reference<'a>)>,
}

/// What a passage refers to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Reference<'a> {
    /// A link of any kind.
    Link(&'a Link),
    /// Sources.
    Citation(&'a Citation),
}

/// The words of a text on a page in a language.
pub(crate) fn flat<'a>(content: &'a [Inline], site: &Site, lang: Lang) -> Flat<'a> {
    let mut flat = Flat::default();
    flat.push(content, site, lang);
    flat
}

impl<'a> Flat<'a> {
    fn push(&mut self, content: &'a [Inline], site: &Site, lang: Lang) {
        for inline in content {
            let start = self.words.len();
            match inline {
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                    self.push(inner, site, lang);
                }
                Inline::Link(link) => {
                    let at = self.references.len();
                    self.references.push((start..start, Reference::Link(link)));
                    if let ([], Target::Chart(id) | Target::Table(id), 2..) =
                        (&link.content[..], &link.target, content.len())
                    {
                        // Among words it says "Chart 2"; which number it has is the page's affair.
                        self.words.extend(["`", id, "`"]);
                    } else if link.content.is_empty() {
                        self.words.push_str(&self::own_words(inline, link, site, lang));
                    } else {
                        self.push(&link.content, site, lang);
                    }
                    self.references[at].0.end = self.words.len();
                }
                Inline::Image(image) => self.push(&image.alt, site, lang),
                Inline::Citation(citation) => {
                    // The space before it belongs to it.
                    self.words.truncate(self.words.trim_end().len());
                    let end = self.words.len();
                    self.references.push((end..end, Reference::Citation(citation)));
                }
                // A line end is a space between words; Chinese has none.
                Inline::SoftBreak if lang == Lang::Zh && !self.words.is_ascii() => {}
                other => self.words.push_str(&plain_text(std::slice::from_ref(other))),
            }
        }
    }
}

/// What a link without words of its own says.
fn own_words(inline: &Inline, link: &Link, site: &Site, lang: Lang) -> String {
    let data = &site.data;
    let prose = |text: &Prose| words_in(&text.content, site, lang);
    match &link.target {
        Target::Chart(id) => data.charts.get(id).map(|chart| prose(chart.headline_in(lang))),
        Target::Table(id) => data.tables.get(id).map(|table| prose(table.headline_in(lang))),
        Target::Page { slug, .. } => site.page(slug, lang).map(|page| prose(&page.title)),
        _ => Some(words_in(std::slice::from_ref(inline), site, lang)),
    }
    .unwrap_or_default()
}
