//! A briefing as plain text with a little Markdown: for those who read in a terminal, for
//! programs, and for whoever wants the words without the page.
//!
//! Numbers are written out, citations are numbers of the list at the end, and a chart is
//! its message with the table of its data.

use std::fmt::Write as _;

use super::scope::Scope;
use super::views::PageView;
use super::{figure, html, page};
use crate::lang::Lang;
use crate::model::{Block, Inline, Link, ListItem, Target, View, ViewKind};
use crate::resolve::{ResolvedTable, words_in};

/// The text of a briefing. The numbers of its sources are those of the page, `view`.
pub(super) fn text(scope: &Scope, view: &PageView) -> String {
    let mut writer = Writer { scope, view, out: String::new() };
    writer.head();
    writer.blocks(&scope.page.body.blocks, "");
    writer.foot();
    let mut text = writer.out.trim_end().to_owned();
    text.push('\n');
    text
}

struct Writer<'a> {
    scope: &'a Scope<'a>,
    view: &'a PageView,
    out: String,
}

impl Writer<'_> {
    fn word(&self, key: &str) -> String {
        self.scope.theme.word(self.scope.lang, key)
    }

    fn heading(&mut self, level: usize, text: &str) {
        let _ = write!(self.out, "{} {text}\n\n", "#".repeat(level));
    }

    fn labelled(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            let colon = self.word("colon");
            let gap = if self.scope.lang == Lang::Zh { "" } else { " " };
            let _ = writeln!(self.out, "{}{colon}{gap}{value}  ", self.word(key));
        }
    }

    fn head(&mut self) {
        let Writer { scope, view, .. } = *self;
        self.heading(1, &view.title);
        if !view.summary.is_empty() {
            let _ = write!(self.out, "{}\n\n", view.summary);
        }
        let names: Vec<&str> = view.authors.iter().map(|author| author.name.as_str()).collect();
        let date = |date: &super::views::Maybe<super::views::DateView>| {
            date.0.as_ref().map_or_else(String::new, |date| date.text.clone())
        };
        self.labelled("authors", &names.join(&self.word("comma")));
        self.labelled("published", &date(&view.date));
        self.labelled("updated", &date(&view.updated));
        self.labelled("next_update", &date(&view.next_update));
        if !view.canonical.is_empty() {
            let _ = writeln!(self.out, "<{}>  ", view.canonical);
        }
        self.out.push('\n');
        let page = scope.page;
        if let Some((comment, view)) = page.comment.as_ref().zip(self.view.comment.0.as_ref()) {
            let text = self.inline(&comment.text.content).replace('\n', "\n> ");
            let _ = write!(self.out, "> {text}\n>\n> — {}\n\n", view.by.name);
        }
        if !page.key_points.is_empty() {
            self.heading(2, &self.word("key_points"));
            for point in &page.key_points {
                let point = self.inline(&point.content);
                let _ = writeln!(self.out, "- {point}");
            }
            self.out.push('\n');
        }
    }

    /// What rests on the evidence, and the evidence.
    fn foot(&mut self) {
        let page = self.scope.page;
        if !page.judgements.is_empty() {
            self.heading(2, &self.word("judgements"));
            for (judgement, view) in page.judgements.iter().zip(&self.view.judgements) {
                let text = self.inline(&judgement.text.content);
                let confidence = match view.confidence {
                    "" => String::new(),
                    key => self.word(&format!("confidence_{key}")),
                };
                let colon = self.word("colon");
                let (one, other) = (self.word("likelihood"), self.word("confidence"));
                let _ = writeln!(
                    self.out,
                    "- {text} ({one}{colon} {}, {}; {other}{colon} {confidence})",
                    view.likelihood, view.range
                );
            }
            self.out.push('\n');
        }
        if !page.caveats.is_empty() {
            self.heading(2, &self.word("caveats"));
            for caveat in &page.caveats {
                let caveat = self.inline(&caveat.content);
                let _ = writeln!(self.out, "- {caveat}");
            }
            self.out.push('\n');
        }
        if let Some(method) = &page.method {
            self.heading(2, &self.word("method"));
            let method = self.inline(&method.content);
            let _ = write!(self.out, "{method}\n\n");
        }
        self.notes();
        self.sources();
        if let Some(license) = self.view.license.0.as_ref() {
            self.labelled("licence", &license.name);
        }
        let cite = self.view.cite.clone();
        self.labelled("cite", &cite);
    }

    fn notes(&mut self) {
        if self.view.footnotes.is_empty() {
            return;
        }
        self.heading(2, &self.word("notes"));
        for footnote in &self.scope.page.body.footnotes {
            let _ = write!(self.out, "[^{}]: ", footnote.label.value);
            self.blocks(&footnote.blocks, "");
        }
    }

    fn sources(&mut self) {
        if self.view.sources.is_empty() {
            return;
        }
        self.heading(2, &self.word("sources"));
        for view in &self.view.sources {
            let Some(source) = self.scope.site.data.sources.get(&view.id) else { continue };
            let who = super::source::name(source);
            let title = if who == source.title { "" } else { source.title.as_str() };
            let date = source.date.map_or_else(String::new, |date| date.write(self.scope.lang));
            let url =
                if source.url.is_empty() { String::new() } else { format!("<{}>", source.url) };
            let comma = self.word("comma");
            let parts = [who, title, &date, &url];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            let _ = writeln!(self.out, "{}. {}", view.number, parts.join(&comma));
        }
        self.out.push('\n');
    }

    /// Blocks one below the other; `indent` stands before each line but the first of an item.
    fn blocks(&mut self, blocks: &[Block], indent: &str) {
        for block in blocks {
            self.block(block, indent);
        }
    }

    fn block(&mut self, block: &Block, indent: &str) {
        match block {
            Block::Heading { level, content, .. } => {
                let text = self.inline(content);
                self.heading(usize::from(*level), &text);
            }
            Block::Paragraph(content) | Block::Plain(content) => {
                let text = self.inline(content);
                let text = text.replace('\n', &format!("\n{indent}"));
                let _ = write!(self.out, "{text}\n\n{indent}");
                self.out.truncate(self.out.trim_end_matches(' ').len());
            }
            Block::View(view) => self.figure(view),
            Block::Picture(image) => {
                let alt = self.inline(&image.alt);
                let _ = write!(self.out, "[{alt}]\n\n");
            }
            Block::Quote { blocks, .. } => {
                let before = self.out.len();
                self.blocks(blocks, "");
                let quoted = self.out.split_off(before);
                for line in quoted.trim_end().lines() {
                    let _ = writeln!(self.out, "{}", format!("> {line}").trim_end());
                }
                self.out.push('\n');
            }
            Block::List { start, items } => self.list(*start, items, indent),
            Block::Table { head, rows, .. } => {
                let head: Vec<String> = head.iter().map(|cell| self.inline(cell)).collect();
                let rows =
                    rows.iter().map(|row| row.iter().map(|cell| self.inline(cell)).collect());
                let rows = rows.collect::<Vec<Vec<String>>>();
                self.table(&head, &rows);
            }
            Block::Code { text, .. } => {
                let _ = write!(self.out, "```\n{}\n```\n\n", text.trim_end());
            }
            Block::Rule => self.out.push_str("---\n\n"),
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[ListItem], indent: &str) {
        for (at, item) in (0..).zip(items) {
            let mark = start.map_or_else(|| "- ".to_owned(), |start| format!("{}. ", start + at));
            let inner = format!("{indent}{}", " ".repeat(mark.len()));
            let _ = write!(self.out, "{indent}{mark}");
            self.blocks(&item.blocks, &inner);
            self.out.truncate(self.out.trim_end().len());
            self.out.push('\n');
        }
        self.out.push('\n');
    }

    /// A chart or table: its message, and its data.
    fn figure(&mut self, view: &View) {
        let (scope, id) = (self.scope, view.id.value.as_str());
        let kind = if view.kind == ViewKind::Chart { "chart" } else { "table" };
        let label = figure::label(&self.word(kind), scope.figure_number(kind, id), scope.lang);
        let data = &scope.site.data;
        let (headline, table) = match view.kind {
            ViewKind::Chart => (
                data.charts
                    .get(id)
                    .map(|chart| self.inline(&chart.headline_in(scope.lang).content)),
                data.charts
                    .get(id)
                    .zip(scope.site.charts.get(id))
                    .map(|(spec, chart)| (&chart.table, spec.translations.get(&scope.lang))),
            ),
            ViewKind::Table => (
                match data.tables.get(id) {
                    Some(table) => Some(self.inline(&table.headline_in(scope.lang).content)),
                    None => {
                        data.datasets.get(id).map(|dataset| dataset.title.of(scope.lang).clone())
                    }
                },
                scope.site.tables.get(id).map(|table| {
                    let spec = data.tables.get(id);
                    (table, spec.and_then(|spec| spec.translations.get(&scope.lang)))
                }),
            ),
        };
        let (Some(headline), Some((table, texts))) = (headline, table) else { return };
        let _ = write!(self.out, "**{label}{}** {headline}\n\n", self.word("colon"));
        self.data(&figure::in_words_of(table, texts, self.scope.lang));
    }

    fn data(&mut self, table: &ResolvedTable) {
        let lang = self.scope.lang;
        let head: Vec<String> =
            table.columns.iter().map(|column| figure::heading(column, lang)).collect();
        let cell = |(column, value): (_, &Option<crate::model::Value>)| {
            value.as_ref().map_or_else(String::new, |value| figure::cell(column, value, lang))
        };
        let rows: Vec<Vec<String>> = table
            .rows
            .iter()
            .map(|row| table.columns.iter().zip(row).map(cell).collect())
            .collect();
        self.table(&head, &rows);
    }

    fn table(&mut self, head: &[String], rows: &[Vec<String>]) {
        let line = |cells: &[String]| {
            let cells = cells.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " "));
            format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
        };
        self.out.push_str(&line(head));
        let _ = writeln!(self.out, "|{}", " --- |".repeat(head.len()));
        for row in rows {
            self.out.push_str(&line(row));
        }
        self.out.push('\n');
    }

    /// A stretch of text in one line, but for breaks that its author wants.
    fn inline(&self, content: &[Inline]) -> String {
        let mut out = String::new();
        for inline in content {
            match inline {
                Inline::Text(text) => out.push_str(&text.value),
                Inline::Code(text) => {
                    let _ = write!(out, "`{text}`");
                }
                Inline::Emphasis(inner) => {
                    let _ = write!(out, "*{}*", self.inline(inner));
                }
                Inline::Strong(inner) => {
                    let _ = write!(out, "**{}**", self.inline(inner));
                }
                Inline::Strikethrough(inner) => {
                    let _ = write!(out, "~~{}~~", self.inline(inner));
                }
                Inline::SoftBreak => {
                    let joined = self.scope.lang == Lang::Zh
                        && out.chars().next_back().is_some_and(html::is_unspaced);
                    out.push_str(if joined { "" } else { " " });
                }
                Inline::HardBreak => out.push_str("  \n"),
                Inline::Link(link) => out.push_str(&self.link(link)),
                Inline::Image(image) => out.push_str(&self.inline(&image.alt)),
                Inline::Citation(citation) => {
                    let numbers: Vec<String> = citation
                        .items
                        .iter()
                        .filter_map(|item| {
                            let mut known = self.view.sources.iter();
                            let source = known.find(|source| source.id == item.key.value)?;
                            let locator = match item.locator.as_str() {
                                "" => String::new(),
                                locator => format!(", {locator}"),
                            };
                            Some(format!("{}{locator}", source.number))
                        })
                        .collect();
                    let _ = write!(out, "[{}]", numbers.join("; "));
                }
                Inline::Footnote(label) => {
                    let _ = write!(out, "[^{}]", label.value);
                }
            }
        }
        out
    }

    fn link(&self, link: &Link) -> String {
        let scope = self.scope;
        let words = self.inline(&link.content);
        match &link.target {
            Target::Chart(id) if words.is_empty() => self.reference("chart", id),
            Target::Table(id) if words.is_empty() => self.reference("table", id),
            Target::Fact { .. } if words.is_empty() => {
                words_in(&[Inline::Link(Box::new(link.clone()))], scope.site, scope.lang)
            }
            Target::Web(address) => format!("[{words}]({address})"),
            Target::Page { slug, .. } => {
                let Some(page) = scope.site.page(slug, scope.lang) else { return words };
                let address = page::absolute(scope, &scope.site.folder(page));
                let title = words_in(&page.title.content, scope.site, scope.lang);
                let words = if words.is_empty() { title } else { words };
                if address.is_empty() { words } else { format!("[{words}]({address})") }
            }
            _ => words,
        }
    }

    fn reference(&self, kind: &str, id: &str) -> String {
        figure::label(&self.word(kind), self.scope.figure_number(kind, id), self.scope.lang)
    }
}
