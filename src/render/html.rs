//! Markdown's tree as HTML.
//!
//! HTML is safe by construction: every text is escaped, and only elements written here
//! come out. What a page cites, checks, explains and annotates on the way is kept in its
//! [`Apparatus`], from which the lists at its foot are made.

use std::fmt::Write as _;

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

pub(super) use super::apparatus::Apparatus;
use super::scope::Scope;
use super::{citations, facts, figure, history, quotation};
use crate::lang::Lang;
use crate::model::{
    Align, Block, Citation, Image, Inline, Link, ListItem, Prose, Target, plain_text,
};
use crate::resolve::FigureValue;

/// Whether a text has links and anchors of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Links {
    /// All of them, and a button beside each fact that opens its card.
    Kept,
    /// All of them, without buttons: the text names something, and those who hear the name
    /// would hear the buttons' names too.
    Quiet,
    /// None: the text stands inside a link, or a second time on its page.
    Dropped,
}

/// A text as HTML.
pub(super) fn inline(
    content: &[Inline],
    links: Links,
    scope: &Scope,
    apparatus: &mut Apparatus,
) -> String {
    let mut writer = Writer { out: String::new(), links, scope, apparatus };
    writer.inlines(content);
    writer.out
}

/// A text as HTML, or nothing.
pub(super) fn prose(prose: Option<&Prose>, scope: &Scope, apparatus: &mut Apparatus) -> String {
    prose.map_or_else(String::new, |prose| inline(&prose.content, Links::Kept, scope, apparatus))
}

/// A body as HTML.
pub(super) fn blocks(blocks: &[Block], scope: &Scope, apparatus: &mut Apparatus) -> String {
    let mut writer = Writer { out: String::new(), links: Links::Kept, scope, apparatus };
    writer.blocks(blocks);
    writer.out
}

/// Text made safe for an element or a quoted attribute.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_html(&mut out, text).expect("writing to a string cannot fail");
    out
}

/// An address made safe for an attribute.
pub(super) fn href(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    escape_href(&mut out, address).expect("writing to a string cannot fail");
    out
}

/// A percent sign stays on the line of its number.
fn unbroken(text: &str) -> String {
    text.replace(" %", "\u{a0}%")
}

/// The letter of a footnote: a, b, …, z, aa, ab.
pub(super) fn letter(number: usize) -> String {
    let mut number = number;
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(b'a' + u8::try_from(number % 26).expect("below 26"));
        number /= 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// Characters that are written without spaces between words: Chinese and Japanese, with
/// their punctuation.
pub(super) fn is_unspaced(char: char) -> bool {
    matches!(char, '\u{2e80}'..='\u{312f}' | '\u{31a0}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// The last character of HTML that readers see.
fn text_before(html: &str) -> Option<char> {
    let mut html = html;
    while let Some(inside) = html.strip_suffix('>') {
        html = &inside[..inside.rfind('<')?];
    }
    html.chars().next_back()
}

struct Writer<'a> {
    out: String,
    links: Links,
    scope: &'a Scope<'a>,
    apparatus: &'a mut Apparatus,
}

impl Writer<'_> {
    fn text(&mut self, text: &str) {
        escape_html_body_text(&mut self.out, text).expect("writing to a string cannot fail");
    }

    fn word(&self, key: &str) -> String {
        self.scope.theme.word(self.scope.lang, key)
    }

    fn wrapped(&mut self, element: &str, content: &[Inline]) {
        let _ = write!(self.out, "<{element}>");
        self.inlines(content);
        let _ = write!(self.out, "</{element}>");
    }

    fn inlines(&mut self, content: &[Inline]) {
        for (at, inline) in content.iter().enumerate() {
            match inline {
                Inline::Text(text) => self.text(&unbroken(&text.value)),
                Inline::Code(code) => {
                    self.out.push_str("<code>");
                    self.text(code);
                    self.out.push_str("</code>");
                }
                Inline::Emphasis(inner) => self.wrapped("em", inner),
                Inline::Strong(inner) => self.wrapped("strong", inner),
                Inline::Strikethrough(inner) => self.wrapped("del", inner),
                Inline::SoftBreak => self.soft_break(&content[at + 1..]),
                Inline::HardBreak => self.out.push_str("<br>\n"),
                Inline::Link(link) => self.link(link),
                Inline::Image(image) => self.image(image),
                Inline::Citation(citation) => self.citation(citation),
                Inline::Footnote(label) => self.footnote(&label.value),
            }
        }
    }

    /// A line end is a space between words; Chinese has none. Beside a word or a number of
    /// another script it has none on Chinese pages only.
    fn soft_break(&mut self, after: &[Inline]) {
        let before = text_before(&self.out).is_some_and(is_unspaced);
        let after = plain_text(after).chars().next().map(is_unspaced);
        let joined = match self.scope.lang {
            Lang::Zh => before || after == Some(true),
            Lang::En | Lang::De => before && after != Some(false),
        };
        if !joined {
            self.out.push('\n');
        }
    }

    fn link(&mut self, link: &Link) {
        let links = self.links;
        match &link.target {
            Target::Fact { id, as_of } => self.fact(link, id, *as_of),
            Target::Claim(id) => self.claim(link, id),
            _ if links == Links::Dropped => self.link_words(link),
            Target::NoFact | Target::Refused => self.inlines(&link.content),
            Target::Chart(id) => self.cross_reference(link, "chart", id),
            Target::Table(id) => self.cross_reference(link, "table", id),
            Target::Term(id) => {
                if !self.apparatus.terms.contains(id) {
                    self.apparatus.terms.push(id.clone());
                }
                self.anchor_link("term", &format!("term-{id}"), &link.content);
            }
            Target::Judgement(id) => {
                self.anchor_link("judge", &format!("judgement-{id}"), &link.content);
            }
            Target::Entity(id) => self.entity(link, id),
            Target::Page { slug, anchor } => {
                let Some(page) = self.scope.site.page(slug, self.scope.lang) else {
                    return self.inlines(&link.content);
                };
                let address = self.scope.address_of(page, anchor.as_deref());
                if link.content.is_empty() {
                    let titled = Link { content: page.title.content.clone(), ..link.clone() };
                    self.links = Links::Dropped;
                    self.plain_link(Some(&address), &titled);
                    self.links = links;
                } else {
                    self.plain_link(Some(&address), link);
                }
            }
            Target::File { path, anchor } => {
                let address = self.scope.address_of_file(path, anchor.as_deref());
                self.plain_link(address.as_deref(), link);
            }
            Target::Anchor(anchor) => self.plain_link(Some(&format!("#{anchor}")), link),
            Target::Web(address) => self.plain_link(Some(address), link),
        }
    }

    /// The words of a link that is not one here.
    fn link_words(&mut self, link: &Link) {
        match &link.target {
            Target::Chart(id) if link.content.is_empty() => self.label("chart", id),
            Target::Table(id) if link.content.is_empty() => self.label("table", id),
            _ => self.inlines(&link.content),
        }
    }

    fn label(&mut self, kind: &str, id: &str) {
        let number = self.scope.figure_number(kind, id);
        let word = self.word(kind);
        self.text(&figure::label(&word, number, self.scope.lang));
    }

    fn plain_link(&mut self, address: Option<&str>, link: &Link) {
        let Some(address) = address else { return self.inlines(&link.content) };
        let _ = write!(self.out, "<a href=\"{}\"", href(address));
        if !link.title.is_empty() {
            let _ = write!(self.out, " title=\"{}\"", escape(&link.title));
        }
        self.out.push('>');
        self.inlines(&link.content);
        self.out.push_str("</a>");
    }

    fn anchor_link(&mut self, class: &str, anchor: &str, content: &[Inline]) {
        let _ = write!(self.out, "<a class=\"{class}\" href=\"#{}\">", escape(anchor));
        self.inlines(content);
        self.out.push_str("</a>");
    }

    fn cross_reference(&mut self, link: &Link, kind: &str, id: &str) {
        let _ = write!(self.out, "<a class=\"xref\" href=\"#{kind}-{}\">", escape(id));
        self.link_words(link);
        self.out.push_str("</a>");
    }

    fn entity(&mut self, link: &Link, id: &str) {
        let entity = self.scope.site.data.entities.get(id);
        let profile = self.scope.site.profile(id, self.scope.lang);
        let profile = profile.filter(|page| page.file != self.scope.page.file);
        let profile = profile.map(|page| self.scope.address_of(page, None));
        let own = entity.map_or("", |entity| entity.url.as_str());
        let url = profile.as_deref().unwrap_or(own);
        let title = entity.map_or("", |entity| entity.description.of(self.scope.lang));
        let title =
            if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) };
        let end = if url.is_empty() {
            let _ = write!(self.out, "<span class=\"entity\"{title}>");
            "</span>"
        } else {
            let _ = write!(self.out, "<a class=\"entity\" href=\"{}\"{title}>", href(url));
            "</a>"
        };
        self.inlines(&link.content);
        self.out.push_str(end);
    }

    /// A checked value: its machine form, and a link to the register.
    fn fact(&mut self, link: &Link, id: &str, as_of: bool) {
        let Some(figure) = self.scope.site.figures.get(id) else {
            return self.inlines(&link.content);
        };
        let lang = self.scope.lang;
        let written = plain_text(&link.content);
        let shown = match written.trim() {
            "" => figure.shown(as_of, lang).unwrap_or_else(|| figure.value.write(lang)),
            _ => written,
        };
        let kept = self.links != Links::Dropped;
        if kept {
            let anchor = self.apparatus.fact(id, &shown);
            self.out.push_str(&facts::open(id, &anchor));
        }
        let date = match (&figure.value, as_of) {
            (_, true) => figure.as_of,
            (FigureValue::Date(date), false) => Some(*date),
            _ => None,
        };
        let (open, close) = match (&figure.value, date) {
            (_, Some(date)) => (format!("<time datetime=\"{}\">", date.iso()), "</time>"),
            (FigureValue::Number(truth), None) => {
                (format!("<data value=\"{}\">", truth.plain()), "</data>")
            }
            (FigureValue::Text(_) | FigureValue::Date(_), None) => (String::new(), ""),
        };
        self.out.push_str(&open);
        let start = self.out.len();
        if link.content.is_empty() {
            self.text(&shown);
        } else {
            self.inlines(&link.content);
        }
        let value = facts::on_one_line(&self.out.split_off(start));
        self.out.push_str(&value);
        self.out.push_str(close);
        if !as_of {
            self.out.push_str(&history::mark(figure, self.scope));
        }
        if kept {
            let name = self.word("fact_source").replace("%n", shown.trim());
            let button = (self.links == Links::Kept).then_some(name.as_str());
            self.out.push_str(&facts::close(id, button));
        }
    }

    /// The words of a claim, with a link to what proves them.
    fn claim(&mut self, link: &Link, id: &str) {
        let proved = self.scope.site.claims.contains_key(id);
        if self.links == Links::Dropped || !proved {
            return self.inlines(&link.content);
        }
        let anchor = self.apparatus.claim(id, &plain_text(&link.content));
        let (id, anchor) = (escape(id), escape(&anchor));
        let _ = write!(self.out, "<a class=\"claim\" href=\"#claim-{id}\" id=\"{anchor}\">");
        self.inlines(&link.content);
        self.out.push_str("</a>");
    }

    fn citation(&mut self, citation: &Citation) {
        if self.links == Links::Dropped {
            // The space before it belonged to it.
            self.out.truncate(self.out.trim_end().len());
            return;
        }
        self.out.truncate(self.out.trim_end_matches([' ', '\n']).len());
        let word = escape(&self.word("citation"));
        let marks = citation.items.iter().map(|item| {
            let key = &item.key.value;
            citations::Mark { number: self.apparatus.source(key), key, locator: &item.locator }
        });
        let marks = marks.collect();
        self.out.push_str(&citations::marks(marks, &word));
    }

    fn footnote(&mut self, label: &str) {
        if self.links == Links::Dropped {
            return;
        }
        let (number, mark) = self.apparatus.footnote(label);
        let word = escape(&self.word("footnote"));
        let letter = letter(number);
        let _ = write!(
            self.out,
            "<sup class=\"note\"><a href=\"#note-{number}\" id=\"note-{number}-ref-{mark}\" role=\"doc-noteref\" aria-label=\"{word} {letter}\">{letter}</a></sup>"
        );
    }

    fn image(&mut self, image: &Image) {
        let alt = plain_text(&image.alt);
        let Some(address) = self.scope.address_of_image(&image.address.value) else {
            return self.text(&alt);
        };
        let _ = write!(
            self.out,
            "<img src=\"{}\" alt=\"{}\" loading=\"lazy\">",
            href(&address),
            escape(&alt)
        );
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, anchor, content, .. } => {
                let _ = write!(self.out, "<h{level} id=\"{}\">", escape(&anchor.value));
                let links = std::mem::replace(&mut self.links, Links::Quiet);
                self.inlines(content);
                self.links = links;
                let _ = writeln!(self.out, "</h{level}>");
            }
            Block::Paragraph(content) => {
                self.wrapped("p", content);
                self.out.push('\n');
            }
            Block::Plain(content) => self.inlines(content),
            Block::View(view) => {
                let html = figure::figure(view, self.scope, self.apparatus);
                self.out.push_str(&html);
                self.out.push('\n');
            }
            Block::Picture(image) => {
                self.out.push_str("<figure class=\"image\">");
                self.image(image);
                if !image.title.is_empty() {
                    let _ = write!(self.out, "<figcaption>{}</figcaption>", escape(&image.title));
                }
                self.out.push_str("</figure>\n");
            }
            Block::Quote { alert: Some(kind), blocks } => self.alert(kind, blocks),
            Block::Quote { alert: None, blocks } => {
                let html = quotation::html(blocks, self.scope, self.apparatus);
                self.out.push_str(&html);
            }
            Block::List { start, items } => self.list(*start, items),
            Block::Table { align, head, rows } => self.table(align, head, rows),
            Block::Code { language, text } => {
                let class = if language.is_empty() {
                    String::new()
                } else {
                    format!(" class=\"language-{}\"", escape(language))
                };
                let _ = write!(self.out, "<pre tabindex=\"0\"><code{class}>");
                self.text(text);
                self.out.push_str("</code></pre>\n");
            }
            Block::Rule => self.out.push_str("<hr>\n"),
        }
    }

    fn alert(&mut self, kind: &str, blocks: &[Block]) {
        let title = escape(&self.word(&format!("alert_{kind}")));
        let _ = writeln!(
            self.out,
            "<aside class=\"alert alert-{kind}\" aria-label=\"{title}\">\n<p class=\"alert-title\">{title}</p>"
        );
        self.blocks(blocks);
        self.out.push_str("</aside>\n");
    }

    fn list(&mut self, start: Option<u64>, items: &[ListItem]) {
        let element = if start.is_some() { "ol" } else { "ul" };
        let _ = match start {
            Some(start) if start != 1 => writeln!(self.out, "<ol start=\"{start}\">"),
            _ => writeln!(self.out, "<{element}>"),
        };
        for item in items {
            self.out.push_str("<li>");
            self.blocks(&item.blocks);
            self.out.push_str("</li>\n");
        }
        let _ = writeln!(self.out, "</{element}>");
    }

    /// A table typed in the text. It scrolls by itself where it is wider than the page.
    fn table(&mut self, align: &[Align], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        let word = escape(&self.word("table"));
        let _ = writeln!(
            self.out,
            "<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{word}\"><table>\n<thead><tr>"
        );
        for (at, cell) in head.iter().enumerate() {
            self.cell("th scope=\"col\"", "th", align.get(at), cell);
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in rows {
            self.out.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                self.cell("td", "td", align.get(at), cell);
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody></table></div>\n");
    }

    fn cell(&mut self, open: &str, close: &str, align: Option<&Align>, content: &[Inline]) {
        let class = match align {
            Some(Align::End) => " class=\"num\"",
            Some(Align::Center) => " class=\"center\"",
            _ => "",
        };
        let _ = write!(self.out, "<{open}{class}>");
        self.inlines(content);
        let _ = write!(self.out, "</{close}>");
    }
}

#[cfg(test)]
mod tests {
    use super::unbroken;

    #[test]
    fn a_line_does_not_begin_with_a_percent_sign() {
        assert_eq!(
            unbroken("um 97,5 % und 3 %, 4 Punkte"),
            "um 97,5\u{a0}% und 3\u{a0}%, 4 Punkte"
        );
    }
}
