//! Markdown as a tree, with the place of everything that is checked.

use crate::files::{Span, Spanned};

/// The body of a page.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The blocks in order.
    pub blocks: Vec<Block>,
    /// The footnotes in the order they are written.
    pub footnotes: Vec<Footnote>,
}

/// A short text of the data that may hold links, citations and emphasis.
#[derive(Debug, Clone, PartialEq)]
pub struct Prose {
    /// What it says.
    pub content: Vec<Inline>,
    /// Where it is written.
    pub span: Span,
}

impl Prose {
    /// No text, at a place.
    pub fn empty(span: Span) -> Prose {
        Prose { content: Vec::new(), span }
    }
}

/// A footnote's text.
#[derive(Debug, Clone)]
pub struct Footnote {
    /// Its label, without `^`.
    pub label: Spanned<String>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// As the language writes.
    Start,
    /// In the middle.
    Center,
    /// At the end, as numbers do.
    End,
}

/// A block of Markdown.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading.
    Heading {
        /// Two to six; the first level is the page's title.
        level: u8,
        /// The anchor, as written in braces or made of the text.
        anchor: Spanned<String>,
        /// The text.
        content: Vec<Inline>,
        /// The whole line.
        span: Span,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// Text of a list item that is not set apart as a paragraph.
    Plain(Vec<Inline>),
    /// A chart or table as a numbered block.
    View(View),
    /// An image alone in its paragraph.
    Picture(Image),
    /// A quotation; an alert has a kind.
    Quote {
        /// `note`, `tip`, `important`, `warning` or `caution`.
        alert: Option<&'static str>,
        /// What is quoted.
        blocks: Vec<Block>,
    },
    /// A list.
    List {
        /// The first number of a numbered list.
        start: Option<u64>,
        /// The items.
        items: Vec<ListItem>,
    },
    /// A small table typed in the text.
    Table {
        /// How each column stands.
        align: Vec<Align>,
        /// The cells of the head.
        head: Vec<Vec<Inline>>,
        /// The rows of cells.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// Text shown as it is.
    Code {
        /// The language named behind the fence.
        language: String,
        /// The text.
        text: String,
    },
    /// A line across.
    Rule,
}

/// One item of a list.
#[derive(Debug, Clone)]
pub struct ListItem {
    /// What it says.
    pub blocks: Vec<Block>,
}

/// What kind of view a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ViewKind {
    /// `![](chart:ID)`
    Chart,
    /// `![](table:ID)`
    Table,
}

/// A chart or table in a page.
#[derive(Debug, Clone)]
pub struct View {
    /// Chart or table.
    pub kind: ViewKind,
    /// Its id at its place.
    pub id: Spanned<String>,
    /// Whether it was called a timeline, which is a chart of that mark.
    pub as_timeline: bool,
}

/// A piece of text within a block.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Words.
    Text(Spanned<String>),
    /// Text shown as it is.
    Code(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck out.
    Strikethrough(Vec<Inline>),
    /// A line end in the source.
    SoftBreak,
    /// A line end on the page.
    HardBreak,
    /// A link of any scheme.
    Link(Box<Link>),
    /// An image among words.
    Image(Box<Image>),
    /// `[@key, p. 3; @other]`
    Citation(Citation),
    /// The mark of a footnote.
    Footnote(Spanned<String>),
}

/// A link and what it means.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Where it leads, or what it checks.
    pub target: Target,
    /// The address as written.
    pub address: Spanned<String>,
    /// The visible text.
    pub content: Vec<Inline>,
    /// Where the visible text stands, also when it is empty.
    pub text: Span,
    /// The title behind the address.
    pub title: String,
}

/// The meaning of a link's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// `fact:ID`, with the options behind `?`.
    Fact {
        /// The fact.
        id: String,
        /// Show the day the fact is of, not its value: `?show=as-of`.
        as_of: bool,
    },
    /// `claim:ID`
    Claim(String),
    /// `fact:none "reason"`: not a fact.
    NoFact,
    /// `chart:ID`
    Chart(String),
    /// `table:ID`
    Table(String),
    /// `term:ID`
    Term(String),
    /// `who:ID`
    Entity(String),
    /// `judge:ID`
    Judgement(String),
    /// `page:SLUG#ANCHOR`
    Page {
        /// The page.
        slug: String,
        /// The place on it.
        anchor: Option<String>,
    },
    /// A path of the project: `../about.md#method`.
    File {
        /// The path from this file's folder.
        path: String,
        /// The place on it.
        anchor: Option<String>,
    },
    /// A place on this page.
    Anchor(String),
    /// An address elsewhere: `https`, `http`, `mailto` or `tel`.
    Web(String),
    /// An address that was refused, already reported.
    Refused,
}

/// An image.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// The path as written.
    pub address: Spanned<String>,
    /// The text for those who cannot see it.
    pub alt: Vec<Inline>,
    /// The caption.
    pub title: String,
    /// The whole of it.
    pub span: Span,
}

/// A reference to sources.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    /// The sources in order.
    pub items: Vec<Cited>,
    /// The brackets and what is in them.
    pub span: Span,
}

/// One source of a citation.
#[derive(Debug, Clone, PartialEq)]
pub struct Cited {
    /// The source's key at its place.
    pub key: Spanned<String>,
    /// The page, section or table; may be empty.
    pub locator: String,
}

/// The words of a text, without what is around them.
pub fn plain_text(content: &[Inline]) -> String {
    let mut text = String::new();
    push_plain(content, &mut text);
    text
}

/// Adds the words of a text to `out`.
pub(super) fn push_plain(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) => out.push_str(&text.value),
            Inline::Code(text) => out.push_str(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                push_plain(inner, out);
            }
            Inline::Link(link) => push_plain(&link.content, out),
            Inline::Image(image) => push_plain(&image.alt, out),
            Inline::SoftBreak | Inline::HardBreak => out.push(' '),
            Inline::Citation(_) | Inline::Footnote(_) => {}
        }
    }
}
