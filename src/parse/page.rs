//! A Markdown file: front matter and body.

mod history;

use std::collections::BTreeMap;

use super::data::check_id;
use super::markdown;
use super::yaml::{self, Entry, Fields, Node};
use crate::diag::{Checked, Code, Diagnostic};
use crate::files::{File, FileId, Span};
use crate::lang::Lang;
use crate::model::{
    Assumption, Comment, Confidence, Judgement, Length, Likelihood, Page, PageKind, Prose, Watch,
};
use crate::origin::Origin;

/// The longest summary that search engines and cards show whole, in characters
/// (UK Office for National Statistics, service manual, "Summary").
const SUMMARY: usize = 160;

/// The most main points a reader keeps (the same manual, "Main points").
const KEY_POINTS: usize = 6;

const CONFIDENCES: [(&str, Confidence); 3] =
    [("low", Confidence::Low), ("moderate", Confidence::Moderate), ("high", Confidence::High)];

/// The page a file of `content/` is. `default` is the language of pages that name none.
pub fn page(id: FileId, file: &File, default: Lang) -> Checked<Option<Page>> {
    let mut problems = Vec::new();
    let Some((kind, slug, lang)) = address(id, file, default, &mut problems) else {
        return Checked { value: None, problems };
    };
    let (front, start, body) = front_matter(id, file, &mut problems);
    let span = Span::new(id, 0, 3.min(file.text.len()));
    let root = match front {
        Some(front) => yaml::parse(id, front, start).take(&mut problems),
        // What a page without front matter lacks is already said.
        None => Node { value: yaml::Value::Unreadable, span },
    };
    let mut page = fields(&root, span, kind, slug, lang, &mut problems);
    let origin = Origin::straight(body);
    page.body = markdown::document(&file.text[body..], id, &origin).take(&mut problems);
    page.length = crate::model::length(&page);
    Checked { value: Some(page), problems }
}

/// What a page is and where it stands, by its file's path: `content/SLUG/index.de.md`.
fn address(
    id: FileId,
    file: &File,
    default: Lang,
    problems: &mut Vec<Diagnostic>,
) -> Option<(PageKind, String, Lang)> {
    let inner = file.path.strip_prefix("content/")?.strip_suffix(".md")?;
    let (inner, lang) = match inner.rsplit_once('.') {
        Some((stem, code)) => match Lang::from_code(code) {
            Some(lang) => (stem, lang),
            None => {
                problems.push(
                    bad_name(id, &format!("`{code}` is not a language"))
                        .help("translations end in `.de.md`, `.en.md` or `.zh.md`"),
                );
                return None;
            }
        },
        None => (inner, default),
    };
    let (kind, slug) = match inner.split_once('/') {
        None if inner == "index" => (PageKind::Home, ""),
        None => (PageKind::Plain, inner),
        Some((slug, "index")) => (PageKind::Briefing, slug),
        Some(_) => {
            problems.push(
                bad_name(id, "this page stands too deep")
                    .help("a briefing is `content/SLUG/index.md`, a plain page `content/NAME.md`"),
            );
            return None;
        }
    };
    let fits = slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let language = Lang::from_code(slug).is_some();
    if !fits || language || RESERVED.contains(&slug) {
        problems.push(bad_name(id, &format!("`{slug}` cannot be an address")).help("name it with small letters, digits and hyphens, and not like a folder of the site's own"));
        return None;
    }
    Some((kind, slug.to_owned(), lang))
}

/// Names the site itself uses, or that some systems cannot store.
const RESERVED: [&str; 13] = [
    "assets", "charts", "data", "topics", "series", "authors", "tables", "404", "con", "prn",
    "aux", "nul", "index",
];

fn bad_name(id: FileId, what: &str) -> Diagnostic {
    Diagnostic::new(Code::BadFileName, Span::start_of(id), what)
}

/// The front matter, where it begins, and where the body begins.
fn front_matter<'a>(
    id: FileId,
    file: &'a File,
    problems: &mut Vec<Diagnostic>,
) -> (Option<&'a str>, usize, usize) {
    let text = &*file.text;
    let first = text.lines().next().unwrap_or("");
    if first.trim_end() != "---" {
        problems.push(
            Diagnostic::new(
                Code::MissingFrontMatter,
                Span::new(id, 0, first.len()),
                "this page does not begin with front matter",
            )
            .help("begin it with a line `---`, then `title: …`, then another line `---`"),
        );
        return (None, 0, 0);
    }
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return (Some(&text[start..at]), start, at + line.len());
        }
        at += line.len();
    }
    problems.push(
        Diagnostic::new(
            Code::UnclosedFrontMatter,
            Span::new(id, 0, 3),
            "the front matter has no end",
        )
        .help("close it with a line `---` before the text begins"),
    );
    // What follows the first empty line is taken for the text, so that it is checked too.
    let end = text[start..].find("\n\n").map_or(text.len(), |at| start + at + 1);
    (Some(&text[start..end]), start, end)
}

fn fields(
    root: &Node,
    span: Span,
    kind: PageKind,
    slug: String,
    lang: Lang,
    problems: &mut Vec<Diagnostic>,
) -> Page {
    let briefing = kind == PageKind::Briefing;
    let what = if briefing { "a briefing" } else { "a page" };
    let mut fields = Fields::new(root, span, what, problems);
    let title = fields.need_prose("title").unwrap_or_else(|| Prose::empty(span));
    let summary = if briefing { fields.need_prose("summary") } else { fields.prose("summary") };
    if briefing {
        fields.need("date");
    }
    let page = Page {
        file: span.file,
        kind,
        slug,
        lang,
        title,
        summary,
        date: fields.date("date"),
        updated: fields.date("updated"),
        authors: fields.texts("authors"),
        topics: fields.texts("topics"),
        at_a_glance: fields.texts("at_a_glance"),
        key_points: fields.proses("key_points"),
        comment: comment(&mut fields),
        judgements: judgements(&mut fields),
        assumptions: assumptions(&mut fields),
        watch: watch(&mut fields),
        method: fields.prose("method"),
        caveats: fields.proses("caveats"),
        license: fields.text("license").map(|text| text.value),
        series: fields.text("series"),
        profile: fields.text("profile"),
        aliases: history::aliases(&mut fields),
        next_update: fields.date("next_update"),
        changes: history::changes(&mut fields),
        allow: history::allow(&mut fields),
        draft: fields.truth("draft").unwrap_or(false),
        embargo: history::embargo(&mut fields),
        body: crate::model::Document::default(),
        length: Length::default(),
        span,
    };
    fields.finish();
    craft(&page, problems);
    page
}

/// Rules of the craft that concern lengths.
fn craft(page: &Page, problems: &mut Vec<Diagnostic>) {
    if let Some(summary) = &page.summary {
        let length = crate::model::plain_text(&summary.content).chars().count();
        if length > SUMMARY {
            problems.push(
                Diagnostic::new(Code::LongSummary, summary.span, format!("the summary has {length} characters"))
                    .help(format!("search engines and cards cut it after {SUMMARY}; say what happened and why it matters")),
            );
        }
    }
    if let Some(point) = page.key_points.get(KEY_POINTS) {
        problems.push(
            Diagnostic::new(
                Code::TooManyKeyPoints,
                point.span,
                format!("this is key point {} of {}", KEY_POINTS + 1, page.key_points.len()),
            )
            .help(format!(
                "readers keep {KEY_POINTS} at most; rank them and let the others stand in the text"
            )),
        );
    }
}

fn comment(fields: &mut Fields) -> Option<Comment> {
    let node = fields.get("comment")?;
    let mut inner = Fields::new(node, node.span, "a comment", fields.problems());
    let text = inner.need_prose("text");
    let by = inner.need_text("by");
    inner.finish();
    Some(Comment { text: text?, by: by? })
}

fn judgements(fields: &mut Fields) -> Vec<Judgement> {
    let nodes = fields.items("judgements").iter();
    let judgements: Vec<Judgement> =
        nodes.filter_map(|node| judgement(node, fields.problems())).collect();
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for Judgement { id, .. } in &judgements {
        check_id(id, fields.problems());
        if let Some(first) = seen.get(id.value.as_str()) {
            fields.problem(
                Diagnostic::new(
                    Code::DuplicateId,
                    id.span,
                    format!("the judgement `{}` is here a second time", id.value),
                )
                .related(*first, "the first time")
                .help("keep one of the two, or give one another id"),
            );
        } else {
            seen.insert(&id.value, id.span);
        }
    }
    judgements
}

fn judgement(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Judgement> {
    let mut fields = Fields::new(node, node.span, "a judgement", problems);
    let id = fields.need_text("id");
    let text = fields.need_prose("text");
    let likelihood = likelihood(&mut fields);
    fields.need("confidence");
    let confidence = fields.choice("confidence", &CONFIDENCES).map(|word| word.value);
    let because = because(&mut fields);
    let judgement = Judgement {
        id: id?,
        text: text?,
        likelihood,
        confidence,
        because,
        assumes: fields.texts("assumes"),
        alternatives: fields.proses("alternatives"),
        horizon: fields.text("horizon"),
    };
    fields.finish();
    Some(judgement)
}

fn likelihood(fields: &mut Fields) -> Option<Likelihood> {
    let terms: Vec<(&'static str, Likelihood)> = Likelihood::ALL
        .into_iter()
        .flat_map(|likelihood| [(likelihood.terms.0, likelihood), (likelihood.terms.1, likelihood)])
        .collect();
    fields.need("likelihood");
    fields.choice("likelihood", &terms).map(|word| word.value)
}

/// What a judgement rests on. `fact:ID`, `chart:ID` and `@source` are references; anything
/// else is inline Markdown.
fn because(fields: &mut Fields) -> Vec<Prose> {
    let items = fields.items("because");
    items
        .iter()
        .filter_map(|node| {
            let text = yaml::text(node, "because", fields.problems())?;
            let bare = !text.value.contains(char::is_whitespace);
            let (before, behind) = match text.value.as_str() {
                // Nothing else begins with `@`; several sources are parted by `;`.
                value if value.starts_with('@') => ("[", "]"),
                value
                    if bare
                        && ["fact:", "chart:", "table:"]
                            .iter()
                            .any(|scheme| value.starts_with(scheme)) =>
                {
                    ("[](", ")")
                }
                _ => return yaml::prose(node, "because", fields.problems()),
            };
            let quote =
                usize::from(text.value.len() + 1 < (node.span.end - node.span.start) as usize);
            let start = node.span.start as usize + quote;
            let wrapped = format!("{before}{}{behind}", text.value);
            let origin = Origin::of_pairs(
                start,
                (0..=wrapped.len())
                    .map(|at| (at, start + at.saturating_sub(before.len()).min(text.value.len()))),
            );
            Some(markdown::prose(&wrapped, node.span, &origin).take(fields.problems()))
        })
        .collect()
}

fn assumptions(fields: &mut Fields) -> Vec<Assumption> {
    let entries: &[Entry] = fields.named("assumptions");
    entries
        .iter()
        .filter_map(|entry| {
            check_id(&entry.key, fields.problems());
            let text = yaml::prose(&entry.value, &entry.key.value, fields.problems())?;
            Some(Assumption { id: entry.key.clone(), text })
        })
        .collect()
}

fn watch(fields: &mut Fields) -> Vec<Watch> {
    fields
        .items("watch")
        .iter()
        .filter_map(|node| {
            let mut inner = Fields::new(node, node.span, "an indicator", fields.problems());
            let indicator = inner.need_prose("indicator");
            let by = inner.date("by");
            let moves = inner.text("moves");
            let source = inner.text("source");
            inner.finish();
            Some(Watch { indicator: indicator?, by, moves, source })
        })
        .collect()
}
