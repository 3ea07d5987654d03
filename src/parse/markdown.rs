//! Markdown to a tree with places.
//!
//! `CommonMark` with tables, footnotes, strikethrough, alerts and heading attributes,
//! through the events of `pulldown-cmark`. What briefings add are ordinary links and
//! images with a scheme, so that previews and translators' tools show readable text. The
//! extensions left off are left off for measured reasons: with math `$5-$10` becomes a
//! formula, subscripts eat `~117~`, and smart punctuation knows only English quotes.

mod anchors;
mod citation;
mod dialect;
mod images;
mod lints;
mod prose;
mod target;

pub use prose::prose;

use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use crate::diag::{Checked, Code, Diagnostic};
use crate::files::{FileId, Span, Spanned};
use crate::model::{
    Align, Block, Document, Footnote, Image, Inline, Link, ListItem, parted, plain_text,
};
use crate::origin::Origin;
use crate::parse::hidden;
use dialect::{alert, align, is_comment, options};

/// The body of a page. `text` stands in `file` where `origin` says.
pub fn document(text: &str, file: FileId, origin: &Origin) -> Checked<Document> {
    let mut reader = Reader::new(text, file, origin);
    reader.read();
    let mut document = Document { blocks: reader.blocks, footnotes: reader.footnotes };
    let mut problems = reader.problems;
    anchors::distinct(&mut document, &mut problems);
    lints::footnotes(&document, &mut problems);
    Checked { value: document, problems }
}

/// How deeply blocks and emphasis may be nested.
const DEEPEST: usize = 100;

/// What is open while the events come in.
enum Open {
    Paragraph,
    Heading { level: u8, id: Option<String>, range: Range<usize> },
    Quote { alert: Option<&'static str> },
    List { start: Option<u64>, items: Vec<ListItem> },
    Item,
    Table { align: Vec<Align>, head: Vec<Vec<Inline>>, rows: Vec<Vec<Vec<Inline>>> },
    Row { cells: Vec<Vec<Inline>> },
    Cell,
    Code { language: String, text: String },
    Footnote { label: Spanned<String> },
    Emphasis,
    Strong,
    Strikethrough,
    Link { address: String, title: String, range: Range<usize>, cited: bool },
    Image { address: String, title: String, range: Range<usize> },
    Html,
}

struct Reader<'text> {
    text: &'text str,
    file: FileId,
    origin: &'text Origin,
    open: Vec<Open>,
    /// Blocks of the containers that are open, innermost last.
    nested: Vec<Vec<Block>>,
    /// Words of the inline containers that are open, innermost last.
    inlines: Vec<Vec<Inline>>,
    blocks: Vec<Block>,
    footnotes: Vec<Footnote>,
    problems: Vec<Diagnostic>,
}

impl<'text> Reader<'text> {
    fn new(text: &'text str, file: FileId, origin: &'text Origin) -> Self {
        Reader {
            text,
            file,
            origin,
            open: Vec::new(),
            nested: vec![Vec::new()],
            inlines: vec![Vec::new()],
            blocks: Vec::new(),
            footnotes: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.origin.span(self.file, range)
    }

    fn problem(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    fn read(&mut self) {
        let text = self.text;
        let broken = RefCell::new(Vec::new());
        let callback = |link: BrokenLink<'text>| match link.link_type {
            LinkType::Shortcut | LinkType::Collapsed | LinkType::Reference
                if link.reference.starts_with('@') =>
            {
                Some((CowStr::Borrowed("cite:"), CowStr::Borrowed("")))
            }
            LinkType::Reference | LinkType::Collapsed => {
                broken.borrow_mut().push((link.span, link.reference.to_string()));
                None
            }
            _ => None,
        };
        let events = Parser::new_with_broken_link_callback(text, options(), Some(callback));
        for (event, range) in events.into_offset_iter() {
            if self.open.len() > DEEPEST {
                self.too_deep(range);
                break;
            }
            self.event(event, range);
        }
        self.flush_plain();
        self.blocks = self.nested.pop().unwrap_or_default();
        for (range, label) in broken.into_inner() {
            let problem = Diagnostic::new(
                Code::UndefinedReference,
                self.span(range),
                format!("no line defines the reference `{label}`"),
            )
            .help(format!("add the line `[{label}]: https://…`, or write the address behind the text: `[text](https://…)`"));
            self.problem(problem);
        }
    }

    /// Leaves the rest unread: whoever walks the tree later walks it by recursion.
    fn too_deep(&mut self, range: Range<usize>) {
        let span = self.span(range.start..range.start + 1);
        let message =
            format!("lists, quotations and emphasis stand in one another more than {DEEPEST} deep");
        self.problem(
            Diagnostic::new(Code::TooDeep, span, message)
                .help("take out the signs `>`, `-`, `*` or `_` that are not meant"),
        );
        self.open.clear();
        self.nested.truncate(1);
        self.inlines.truncate(1);
    }

    fn event(&mut self, event: Event<'text>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.words(&text, range),
            Event::Code(text) => self.push(Inline::Code(text.into_string())),
            Event::SoftBreak => self.push(Inline::SoftBreak),
            Event::HardBreak => self.push(Inline::HardBreak),
            Event::Rule => {
                self.flush_plain();
                self.block(Block::Rule);
            }
            Event::FootnoteReference(label) => {
                let span = self.span(range);
                self.push(Inline::Footnote(Spanned::new(label.into_string(), span)));
            }
            Event::Html(text) => {
                if !is_comment(&text) && !self.open.iter().any(|open| matches!(open, Open::Html)) {
                    self.raw_html(range);
                }
            }
            Event::InlineHtml(text) => {
                // An element is one problem, at its first tag.
                let closes = text.starts_with("</")
                    && self.problems.iter().any(|problem| problem.code == Code::RawHtml);
                if !is_comment(&text) && !closes {
                    self.raw_html(range);
                }
            }
            // Not enabled.
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn raw_html(&mut self, range: Range<usize>) {
        let end = self.text[range.clone()].trim_end().len();
        let span = self.span(range.start..range.start + end);
        self.problem(
            Diagnostic::new(Code::RawHtml, span, "HTML stands in the text")
                .help("write it in Markdown; a `<` that is meant as such is written `\\<`"),
        );
    }

    fn words(&mut self, text: &str, range: Range<usize>) {
        if let Some(Open::Code { text: code, .. }) = self.open.last_mut() {
            code.push_str(text);
            return;
        }
        let source = &self.text[range.clone()];
        let span = self.span(range);
        self.problems.extend(hidden::behind_an_escape(text, source, span));
        match self.inlines.last_mut().and_then(|inlines| inlines.last_mut()) {
            // Escapes, brackets and entities split the words; put them together again.
            Some(Inline::Text(before)) if before.span.end == span.start => {
                before.value.push_str(text);
                before.span.end = span.end;
            }
            _ => self.push(Inline::Text(Spanned::new(text.to_owned(), span))),
        }
    }

    fn push(&mut self, inline: Inline) {
        self.inlines.last_mut().expect("the outermost list is never taken").push(inline);
    }

    fn block(&mut self, block: Block) {
        self.nested.last_mut().expect("the outermost list is never taken").push(block);
    }

    /// Words that stand in a list item without a paragraph of their own.
    fn flush_plain(&mut self) {
        let content = std::mem::take(self.inlines.last_mut().expect("never empty"));
        if !content.is_empty() {
            let content = self.linted(content);
            self.block(Block::Plain(content));
        }
    }

    /// The words of a block, looked over for slips.
    fn linted(&mut self, content: Vec<Inline>) -> Vec<Inline> {
        images::among_words(&content, &mut self.problems);
        // Where the text stands in the file as it is, escapes and entities can be seen.
        let base = self.origin.byte(0);
        let straight = self.origin.byte(self.text.len()) == base + self.text.len();
        let source = |span: Span| {
            let start = (span.start as usize).checked_sub(base)?;
            let end = (span.end as usize).checked_sub(base)?;
            // A backslash before the first character belongs to what was typed.
            let escape = usize::from(self.text.get(..start)?.ends_with('\\'));
            let typed = self.text.get(start - escape..end).filter(|_| straight)?;
            Some((typed, escape))
        };
        lints::words(&content, &source, &mut self.problems);
        content
    }

    fn start(&mut self, tag: Tag<'text>, range: Range<usize>) {
        let inline = matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        );
        if !inline {
            self.flush_plain();
        }
        let open = match tag {
            Tag::Paragraph => Open::Paragraph,
            Tag::Heading { level, id, .. } => Open::Heading {
                level: level as u8,
                id: id.map(CowStr::into_string),
                range: range.clone(),
            },
            Tag::BlockQuote(kind) => {
                self.nested.push(Vec::new());
                Open::Quote { alert: kind.map(alert) }
            }
            Tag::List(start) => Open::List { start, items: Vec::new() },
            Tag::Item => {
                self.nested.push(Vec::new());
                self.inlines.push(Vec::new());
                self.open.push(Open::Item);
                return;
            }
            Tag::Table(columns) => Open::Table {
                align: columns.into_iter().map(align).collect(),
                head: Vec::new(),
                rows: Vec::new(),
            },
            Tag::TableHead | Tag::TableRow => Open::Row { cells: Vec::new() },
            Tag::TableCell => Open::Cell,
            Tag::CodeBlock(kind) => Open::Code {
                language: match kind {
                    CodeBlockKind::Fenced(info) => {
                        info.split_whitespace().next().unwrap_or("").to_owned()
                    }
                    CodeBlockKind::Indented => String::new(),
                },
                text: String::new(),
            },
            Tag::FootnoteDefinition(label) => {
                self.nested.push(Vec::new());
                let place = range.start..range.start + label.len() + 3;
                Open::Footnote { label: Spanned::new(label.into_string(), self.span(place)) }
            }
            Tag::Emphasis => Open::Emphasis,
            Tag::Strong => Open::Strong,
            Tag::Strikethrough => Open::Strikethrough,
            Tag::Link { dest_url, title, link_type, .. } => Open::Link {
                cited: &*dest_url == "cite:"
                    && matches!(
                        link_type,
                        LinkType::ShortcutUnknown
                            | LinkType::CollapsedUnknown
                            | LinkType::ReferenceUnknown
                    ),
                address: match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                },
                title: title.into_string(),
                range: range.clone(),
            },
            Tag::Image { dest_url, title, .. } => Open::Image {
                address: dest_url.into_string(),
                title: title.into_string(),
                range: range.clone(),
            },
            Tag::HtmlBlock => {
                if !is_comment(&self.text[range.clone()]) {
                    self.raw_html(range.clone());
                }
                Open::Html
            }
            // Not enabled.
            _ => Open::Html,
        };
        self.inlines.push(Vec::new());
        self.open.push(open);
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        if tag == TagEnd::Item {
            self.flush_plain();
        }
        let content = self.inlines.pop().unwrap_or_default();
        match self.open.pop() {
            None | Some(Open::Html) => {}
            Some(Open::Paragraph) => self.paragraph(content),
            Some(Open::Heading { level, id, range }) => self.heading(level, id, &range, content),
            Some(Open::Quote { alert }) => {
                let mut blocks = self.nested.pop().unwrap_or_default();
                if let (None, Some(Block::Paragraph(content))) = (alert, blocks.last_mut()) {
                    let (words, attribution) = parted(std::mem::take(content));
                    *content = words;
                    blocks.extend(attribution.map(Block::Paragraph));
                }
                self.block(Block::Quote { alert, blocks });
            }
            Some(Open::Item) => {
                let blocks = self.nested.pop().unwrap_or_default();
                if let Some(Open::List { items, .. }) = self.open.last_mut() {
                    items.push(ListItem { blocks });
                }
            }
            Some(Open::List { start, items }) => self.block(Block::List { start, items }),
            Some(Open::Cell) => {
                let content = self.linted(content);
                if let Some(Open::Row { cells }) = self.open.last_mut() {
                    cells.push(content);
                }
            }
            Some(Open::Row { cells }) => {
                if let Some(Open::Table { head, rows, .. }) = self.open.last_mut() {
                    if tag == TagEnd::TableHead { *head = cells } else { rows.push(cells) }
                }
            }
            Some(Open::Table { align, head, rows }) => {
                self.block(Block::Table { align, head, rows });
            }
            Some(Open::Code { language, text }) => self.block(Block::Code { language, text }),
            Some(Open::Footnote { label }) => {
                let blocks = self.nested.pop().unwrap_or_default();
                self.footnotes.push(Footnote { label, blocks });
            }
            Some(Open::Emphasis) => self.push(Inline::Emphasis(content)),
            Some(Open::Strong) => self.push(Inline::Strong(content)),
            Some(Open::Strikethrough) => self.push(Inline::Strikethrough(content)),
            Some(Open::Link { cited: true, range, .. }) => {
                let source = &self.text[range.clone()];
                let place = |part: Range<usize>| {
                    self.span(range.start + part.start..range.start + part.end)
                };
                let citation = citation::read(source, place).take(&mut self.problems);
                self.push(Inline::Citation(citation));
            }
            Some(Open::Link { address, title, range, cited: false }) => {
                let link = self.link(address, title, content, range);
                self.push(Inline::Link(Box::new(link)));
            }
            Some(Open::Image { address, title, range: start }) => {
                let image = self.image(address, title, content, start.start..range.end);
                self.push(Inline::Image(Box::new(image)));
            }
        }
    }

    fn paragraph(&mut self, content: Vec<Inline>) {
        let block = match <[Inline; 1]>::try_from(content) {
            Ok([Inline::Image(image)]) => match images::view(&image) {
                Some(view) => Block::View(view),
                None => {
                    self.problems.extend(images::described(&image));
                    Block::Picture(*image)
                }
            },
            Ok([only]) => Block::Paragraph(self.linted(vec![only])),
            Err(content) => Block::Paragraph(self.linted(content)),
        };
        self.block(block);
    }

    fn heading(
        &mut self,
        level: u8,
        id: Option<String>,
        range: &Range<usize>,
        content: Vec<Inline>,
    ) {
        let content = self.linted(content);
        let end = self.text[range.clone()].trim_end().len();
        let span = self.span(range.start..range.start + end);
        let anchor = match id {
            Some(id) => {
                let at = self.text[range.clone()].rfind(&format!("#{id}"));
                let place = at.map(|at| range.start + at + 1..range.start + at + 1 + id.len());
                let place = place.map_or(span, |place| self.span(place));
                Spanned::new(id, place)
            }
            None => Spanned::new(anchors::of_heading(&plain_text(&content)), span),
        };
        // The title of the page is the only heading of the first level.
        self.block(Block::Heading { level: level.max(2), anchor, content, span });
    }

    fn link(
        &mut self,
        address: String,
        title: String,
        content: Vec<Inline>,
        range: Range<usize>,
    ) -> Link {
        let (text, place) = target::parts(self.text, &range);
        let address = Spanned::new(
            address,
            place.map_or_else(|| self.span(range.clone()), |place| self.span(place)),
        );
        let text = self.span(text);
        if content.iter().any(|inline| matches!(inline, Inline::Link(_))) {
            self.problem(
                Diagnostic::new(Code::EmptyLink, address.span, "a link stands inside a link")
                    .help("end the first link before the second begins"),
            );
        }
        let target =
            target::read(&address, text, &title, &plain_text(&content)).take(&mut self.problems);
        Link { target, address, content, text, title }
    }

    fn image(
        &mut self,
        address: String,
        title: String,
        alt: Vec<Inline>,
        range: Range<usize>,
    ) -> Image {
        let (_, place) = target::parts(self.text, &range);
        let span = self.span(range);
        let address = Spanned::new(address, place.map_or(span, |place| self.span(place)));
        target::image(&address).take(&mut self.problems);
        Image { address, alt, title, span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{self, Colour, Format};
    use crate::files::Files;
    use crate::model::Target;

    /// The problems of a body, a line each, without their helps.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let files = Files::new([("a.md".to_owned(), text.to_owned())]);
        let id = files.find("a.md").expect("just added");
        let problems = diag::sorted(document(text, id, &Origin::straight(0)).problems);
        let shown = diag::render(&problems, &files, Format::Short, Colour::Never, 100);
        let lines: Vec<&str> = shown.lines().filter(|line| !line.starts_with("  ")).collect();
        assert_eq!(lines, expected);
    }

    fn blocks(text: &str) -> Vec<Block> {
        let files = Files::new([("a.md".to_owned(), text.to_owned())]);
        document(text, files.find("a.md").expect("just added"), &Origin::straight(0)).value.blocks
    }

    #[test]
    fn a_fact_knows_its_text_and_its_address() {
        let [Block::Paragraph(content)] = &blocks("The list has **[117](fact:a-b)** names.")[..]
        else {
            panic!("one paragraph");
        };
        let Inline::Strong(strong) = &content[1] else { panic!("strong text") };
        let Inline::Link(link) = &strong[0] else { panic!("a link") };
        assert_eq!(link.target, Target::Fact { id: "a-b".to_owned(), as_of: false });
        assert_eq!((link.text.range(), link.address.span.range()), (16..19, 21..29));
    }

    #[test]
    fn money_and_tildes_stay_as_they_are() {
        let text = "It costs $5-$10, or ~117~ of them, \"so\".";
        let [Block::Paragraph(content)] = &blocks(text)[..] else { panic!("one paragraph") };
        assert_eq!(plain_text(content), "It costs $5-$10, or 117 of them, \"so\".");
    }

    #[test]
    fn citations_stand_alone_together_and_side_by_side() {
        for text in ["[@a; @b, p. 3]", "[@a][@b, p. 3]"] {
            let [Block::Paragraph(content)] = &blocks(text)[..] else { panic!("one paragraph") };
            let Inline::Citation(citation) = &content[0] else { panic!("a citation: {content:?}") };
            let items: Vec<_> =
                citation.items.iter().map(|item| (&*item.key.value, &*item.locator)).collect();
            assert_eq!(items, [("a", ""), ("b", "p. 3")]);
        }
        check("[@a p. 3]", &["a.md:1:2: error[unknown-source]: `@a p. 3` is not a source's key"]);
        check("`[@a]` and \\[@b]", &[]);
    }

    #[test]
    fn schemes_are_read_as_browsers_read_them() {
        check(
            "[a](javascript:alert(1)) [b](JaVaScRiPt:x) [c](data:text/html,x)",
            &[
                "a.md:1:5: error[unknown-scheme]: `javascript:` means nothing here",
                "a.md:1:30: error[unknown-scheme]: `javascript:` means nothing here",
                "a.md:1:48: error[unknown-scheme]: `data:` means nothing here",
            ],
        );
        check(
            "[a](&#106;avascript:x)",
            &["a.md:1:5: error[unknown-scheme]: `javascript:` means nothing here"],
        );
        check("<someone@example.org> and [t](tel:+49)", &[]);
    }

    #[test]
    fn what_stays_in_the_text_is_told() {
        check(
            "**“bold”**x",
            &["a.md:1:1: warning[literal-asterisks]: these asterisks stay in the text"],
        );
        check(
            "R&amp;D[^a]",
            &["a.md:1:8: error[undefined-footnote]: no footnote is written for `[^a]`"],
        );
        check("\\*\\* and \\[^a]", &[]);
    }

    #[test]
    fn charts_belong_into_paragraphs_of_their_own() {
        let misplaced = "error[misplaced-view]: a chart or table stands among words";
        check("![](chart:a)", &[]);
        check("See ![](chart:a).", &[&format!("a.md:1:5: {misplaced}")]);
        check("- ![](Chart:a)", &[&format!("a.md:1:3: {misplaced}")]);
        check("## ![](table:a)", &[&format!("a.md:1:4: {misplaced}")]);
    }

    #[test]
    fn anchors_differ() {
        let anchors: Vec<String> = blocks("## One\n\n## One\n\n## Chart-like\n\n## 一二\n")
            .into_iter()
            .map(|block| match block {
                Block::Heading { anchor, .. } => anchor.value,
                _ => String::new(),
            })
            .collect();
        assert_eq!(anchors, ["one", "one-2", "section-chart-like", "一二"]);
        check(
            "## A {#a}\n\n> ## B {#a}\n",
            &["a.md:3:10: error[duplicate-anchor]: the anchor `a` stands here a second time"],
        );
    }

    #[test]
    fn towers_of_signs_end_with_a_problem() {
        for sign in [">", "- ", "*a _b "] {
            let files = Files::new([("a.md".to_owned(), sign.repeat(20_000))]);
            let id = files.find("a.md").expect("just added");
            let text = &files.get(id).text;
            let read = document(text, id, &Origin::straight(0));
            assert!(read.problems.iter().all(|problem| problem.code == Code::TooDeep), "{sign}");
        }
    }
}
