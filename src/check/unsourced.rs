//! Numbers in prose that no fact stands behind, and exemptions that exempt nothing.
//!
//! Every text is looked at alike: body, headings, front matter, charts, glossary. Quotations
//! and code are left out, because others answer for them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use crate::diag::{Code, Diagnostic, Severity};
use crate::files::Span;
use crate::lang::Lang;
use crate::model::{Block, Image, Inline, Level, Link, Page, Target, front_passages, plain_text};
use crate::number::{self, Decimal, Found, MASK, Written};
use crate::resolve::{FigureValue, Site};

/// What is the same for every text of a site.
pub(super) struct Lint<'a> {
    site: &'a Site,
    /// Names whose numbers are no figures, and what the settings leave out.
    names: Vec<&'a str>,
    /// The facts by their values, made when the first is asked for.
    facts: OnceLock<BTreeMap<Decimal, Vec<&'a str>>>,
}

/// The lint of a site: its names are gathered once.
pub(super) fn lint(site: &Site) -> Lint<'_> {
    let data = &site.data;
    let mut names: Vec<&str> = site.settings.numbers.ignore.iter().map(String::as_str).collect();
    for entity in data.entities.values() {
        names.extend(std::iter::once(&entity.name).chain(&entity.aliases).map(String::as_str));
    }
    for term in data.terms.values() {
        let all = term.term.all().chain(term.short.all()).map(String::as_str);
        names.extend(all.filter(|name| !name.is_empty()));
        names.extend(term.aliases.iter().map(String::as_str));
    }
    names.sort_unstable();
    names.dedup();
    Lint { site, names, facts: OnceLock::new() }
}

/// The bare numbers of a page.
pub(super) fn page(page: &Page, lint: &Lint) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for content in front_passages(page) {
        text(content, Place::Prose, page.lang, lint, &mut problems);
    }
    blocks(&page.body.blocks, page.lang, lint, &mut problems);
    for footnote in &page.body.footnotes {
        blocks(&footnote.blocks, page.lang, lint, &mut problems);
    }
    problems
}

/// The bare numbers in the texts of the data.
pub(super) fn data(lint: &Lint) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (lang, prose) in lint.site.data.texts(lint.site.settings.language) {
        text(&prose.content, Place::Prose, lang, lint, &mut problems);
    }
    problems
}

/// Where a text stands, which decides what its numbers are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Prose,
    TableCell,
}

fn blocks(blocks: &[Block], lang: Lang, lint: &Lint, problems: &mut Vec<Diagnostic>) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) | Block::Plain(content) => {
                text(content, Place::Prose, lang, lint, problems);
            }
            Block::Quote { alert: Some(_), blocks } => self::blocks(blocks, lang, lint, problems),
            Block::List { items, .. } => {
                for item in items {
                    self::blocks(&item.blocks, lang, lint, problems);
                }
            }
            Block::Table { head, rows, .. } => {
                for cell in head.iter().chain(rows.iter().flatten()) {
                    text(cell, Place::TableCell, lang, lint, problems);
                }
            }
            Block::Picture(image) => {
                text(&image.alt, Place::Prose, lang, lint, problems);
                problems.extend(caption(image, lang, lint));
            }
            Block::Quote { alert: None, .. }
            | Block::View(_)
            | Block::Code { .. }
            | Block::Rule => {}
        }
    }
}

/// The bare numbers of a picture's caption, which is plain text and can hold no link.
fn caption(image: &Image, lang: Lang, lint: &Lint) -> Option<Diagnostic> {
    let found = number::find(&image.title, lang, &lint.names).into_iter().next()?;
    let severity = severity(&found, lint)?;
    let written = &image.title[found.at];
    let mut problem = Diagnostic::new(
        Code::UnsourcedNumber,
        image.span,
        format!("`{written}` in this caption has no source"),
    );
    problem.severity = severity;
    Some(problem.help(
        "a caption cannot hold a link: say the number in the text, where it can be linked to its fact",
    ))
}

/// How bad a number without a source is by the settings; nothing where they look past it.
fn severity(found: &Found, lint: &Lint) -> Option<Severity> {
    let numbers = &lint.site.settings.numbers;
    let level = match found.written {
        Written::Digits => numbers.digits,
        Written::Words => numbers.words,
    };
    match level {
        Level::Off => None,
        Level::Warning => Some(Severity::Warning),
        Level::Error => Some(Severity::Error),
    }
}

/// The bare numbers of one stretch of text, and its exemptions that exempt nothing.
fn text(content: &[Inline], place: Place, lang: Lang, lint: &Lint, problems: &mut Vec<Diagnostic>) {
    let flat = Flat::of(content, Exempt::Masked);
    for found in number::find(&flat.text, lang, &lint.names) {
        problems.extend(problem(&found, &flat, place, lang, lint));
    }
    if flat.exempt.is_empty() {
        return;
    }
    let open = Flat::of(content, Exempt::Shown);
    let found = number::find(&open.text, lang, &lint.names);
    for (link, at) in &open.exempt {
        let needed = found.iter().any(|found| found.at.start < at.end && at.start < found.at.end);
        if !needed {
            problems.push(unneeded(link));
        }
    }
}

fn unneeded(link: &Link) -> Diagnostic {
    let words = plain_text(&link.content);
    Diagnostic::new(
        Code::UnneededExemption,
        link.text,
        format!("`{words}` is not taken for a figure, so it needs no exemption"),
    )
    .help("write the words without the link")
}

fn problem(
    found: &Found,
    flat: &Flat,
    place: Place,
    lang: Lang,
    lint: &Lint,
) -> Option<Diagnostic> {
    let severity = severity(found, lint)?;
    let written = &flat.text[found.at.clone()];
    let (code, message) = match place {
        Place::Prose => (Code::UnsourcedNumber, format!("`{written}` has no source")),
        Place::TableCell => {
            (Code::HandTypedTableNumber, format!("`{written}` is typed into a table by hand"))
        }
    };
    let mut problem = Diagnostic::new(code, flat.span(&found.at), message);
    problem.severity = match place {
        Place::TableCell => Severity::Warning,
        // The source is there for readers to look up, only nobody holds the number against it.
        Place::Prose if flat.is_cited(&found.at) => Severity::Warning,
        Place::Prose => severity,
    };
    Some(problem.help(way_out(written, place, lang, lint)))
}

fn way_out(written: &str, place: Place, lang: Lang, lint: &Lint) -> String {
    let fact = lint.fact_of(written, lang);
    match (fact, place) {
        (Some(id), _) => {
            format!("link it to the fact that has this value: `[{written}](fact:{id})`")
        }
        (None, Place::TableCell) => format!(
            "show a dataset with `![](table:ID)`, link the number to its fact, or say why it is none: `[{written}](fact:none \"reason\")`"
        ),
        (None, Place::Prose) => format!(
            "link it to its fact, `[{written}](fact:ID)`, or say why it is none: `[{written}](fact:none \"reason\")`"
        ),
    }
}

impl<'a> Lint<'a> {
    /// The one fact whose value a text writes.
    fn fact_of(&self, written: &str, lang: Lang) -> Option<&'a str> {
        let reading = number::read(written, lang).ok()?;
        let facts = self.facts.get_or_init(|| {
            let mut facts: BTreeMap<Decimal, Vec<&str>> = BTreeMap::new();
            for (id, figure) in &self.site.figures {
                if let FigureValue::Number(truth) = &figure.value {
                    facts.entry(truth.known()).or_default().push(id);
                }
            }
            facts
        });
        let [id] = facts.get(&reading.value)?[..] else { return None };
        let FigureValue::Number(truth) = &self.site.figures.get(id)?.value else { return None };
        number::check(written, truth, lang).is_ok().then_some(id)
    }
}

/// Whether exempted words are part of the text that is looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exempt {
    Masked,
    Shown,
}

/// A stretch of text in a row, and the way back to its file.
struct Flat<'a> {
    text: String,
    /// Where each piece begins in `text`, and where it stands.
    pieces: Vec<(usize, usize, Span)>,
    /// Where citations stand in `text`.
    citations: Vec<usize>,
    /// Exempted words, and their bytes in `text`.
    exempt: Vec<(&'a Link, Range<usize>)>,
}

impl<'a> Flat<'a> {
    fn of(content: &'a [Inline], exempt: Exempt) -> Flat<'a> {
        let mut flat = Flat {
            text: String::new(),
            pieces: Vec::new(),
            citations: Vec::new(),
            exempt: Vec::new(),
        };
        flat.push(content, exempt);
        flat
    }

    fn push(&mut self, content: &'a [Inline], exempt: Exempt) {
        for inline in content {
            match inline {
                Inline::Text(text) => {
                    self.pieces.push((self.text.len(), text.value.len(), text.span));
                    self.text.push_str(&text.value);
                }
                Inline::Code(_) | Inline::Footnote(_) => self.text.push(MASK),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                    self.push(inner, exempt);
                }
                Inline::SoftBreak | Inline::HardBreak => self.text.push(' '),
                Inline::Link(link) => self.push_link(link, exempt),
                Inline::Image(image) => self.push(&image.alt, exempt),
                Inline::Citation(_) => {
                    self.citations.push(self.text.len());
                    self.text.push(MASK);
                }
            }
        }
    }

    fn push_link(&mut self, link: &'a Link, exempt: Exempt) {
        match &link.target {
            Target::NoFact => {
                let start = self.text.len();
                match exempt {
                    Exempt::Masked => self.text.push(MASK),
                    Exempt::Shown => self.push(&link.content, exempt),
                }
                self.exempt.push((link, start..self.text.len()));
            }
            // Checked or reported elsewhere, or the names of things.
            Target::Fact { .. }
            | Target::Claim(_)
            | Target::Chart(_)
            | Target::Table(_)
            | Target::Term(_)
            | Target::Entity(_)
            | Target::Refused => self.text.push(MASK),
            _ => self.push(&link.content, exempt),
        }
    }

    /// Where a part of the text stands in its file.
    fn span(&self, at: &Range<usize>) -> Span {
        let piece = |byte: usize| {
            let number = self.pieces.partition_point(|(start, ..)| *start <= byte);
            self.pieces[number.saturating_sub(1)]
        };
        let place = |byte: usize| {
            let (start, length, span) = piece(byte);
            let straight = (span.end - span.start) as usize == length;
            straight.then(|| span.start as usize + (byte - start).min(length))
        };
        let last = at.end.saturating_sub(1).max(at.start);
        let (first, end) = (piece(at.start).2, piece(last).2);
        let from = place(at.start).unwrap_or(first.start as usize);
        let (start, length, span) = piece(last);
        let straight = (span.end - span.start) as usize == length;
        let to = if straight { span.start as usize + at.end - start } else { end.end as usize };
        Span::new(first.file, from, to.max(from))
    }

    /// Whether a source is cited in the sentence of a number.
    fn is_cited(&self, at: &Range<usize>) -> bool {
        const ENDS: [&str; 6] = [". ", "! ", "? ", "。", "！", "？"];
        let before = &self.text[..at.start];
        let start = ENDS.iter().filter_map(|end| before.rfind(end).map(|at| at + end.len())).max();
        let behind = &self.text[at.end..];
        let end = ENDS.iter().filter_map(|end| behind.find(end)).min();
        let sentence = start.unwrap_or(0)..end.map_or(self.text.len(), |end| at.end + end);
        self.citations.iter().any(|citation| sentence.contains(citation))
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::{self, Colour, Format};
    use crate::{Options, Project, build};

    /// The problems of a page's text, without its path.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let page = format!("---\ntitle: T\n---\n\n{text}\n");
        let project = Project::in_memory([
            ("briefing.yaml", "title: T\nnumbers: {ignore: [Area 51]}\n"),
            ("content/page.md", page.as_str()),
            ("data/sources.yaml", "s: {title: S}\n"),
            ("data/facts.yaml", "few: {label: L, value: 8, unit: item, as_of: 2024, source: s}\n"),
            ("data/entities.yaml", "llama: {name: Llama}\n"),
        ]);
        let built = build(&project, &Options::default());
        let said = diag::render(&built.problems, &project.files, Format::Short, Colour::Never, 0);
        let said: Vec<&str> = said
            .lines()
            .filter(|line| line.starts_with("content/page.md:"))
            .map(|line| line.trim_start_matches("content/page.md:"))
            .collect();
        assert_eq!(said.join("\n"), expected);
    }

    #[test]
    fn a_number_without_a_source_is_found_at_its_place() {
        check(
            "The list *holds **117** names* of Llama 3.",
            "5:19: error[unsourced-number]: `117` has no source",
        );
        check("Area 51 and `117`, [eight](fact:few).", "");
    }

    #[test]
    fn words_and_cited_numbers_are_warned_of() {
        check("It holds eleven.", "5:10: warning[unsourced-number]: `eleven` has no source");
        check(
            "One. It holds 117 [@s]. One.",
            "5:15: warning[unsourced-number]: `117` has no source",
        );
        check("One [@s]. It holds 117.", "5:20: error[unsourced-number]: `117` has no source");
    }

    #[test]
    fn quotations_are_left_alone_and_alerts_are_not() {
        check("> It holds 117.", "");
        check("> [!NOTE]\n> It holds 117.", "6:12: error[unsourced-number]: `117` has no source");
    }

    #[test]
    fn a_caption_has_no_place_for_a_source() {
        check(
            "![A list](a.png \"The 117 services\")",
            "5:1: error[unsourced-number]: `117` in this caption has no source\n\
             5:11: error[missing-image]: there is no image `a.png`",
        );
    }

    #[test]
    fn an_exemption_is_for_a_number() {
        check("They hold [seven](fact:none \"idiom\").", "");
        check(
            "In [2024](fact:none \"a year\").",
            "5:5: error[unneeded-exemption]: `2024` is not taken for a figure, so it needs no exemption",
        );
    }
}
