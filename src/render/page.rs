//! The view of a page: everything its template shows.
//!
//! Texts are made in the order in which a reader meets them, because sources are numbered
//! by their first citation. The lists at the foot come last: they hold what the texts
//! before them used.

mod around;

pub(super) use around::{author, home};

use super::html::{self, Apparatus, Links};
use super::license::license;
use super::scope::Scope;
use super::views::{
    ArchivedView, AssumptionView, ChangeView, CommentView, DateView, FigureEntryView, FootnoteView,
    GlanceView, JudgementView, Maybe, OpenGraphView, PageView, ScaleView, SourceView, TermView,
    TocView, WatchView,
};
use super::{cite, facts, history, meta, source};
use crate::date::{PartialDate, Period};
use crate::lang::Lang;
use crate::model::{
    Block, Citation, Confidence, Inline, Judgement, Likelihood, Page, PageKind, Prose, Source,
    Target, Term, ViewKind, views,
};
use crate::resolve::words_in;
use around::{authors, crumbs, downloads, topic_view, translations};

/// Words an attentive reader takes in a minute (Brysbaert 2019, "How many words do we read
/// per minute?", finds 238 for English non-fiction).
const WORDS_A_MINUTE: usize = 238;

/// Characters a minute in Chinese; a word has about one and a half.
const CHARACTERS_A_MINUTE: usize = 350;

/// The view of a page, with the problems of the templates it used.
pub(super) fn page(scope: &Scope) -> (PageView, Vec<crate::diag::Diagnostic>) {
    let page = scope.page;
    let mut apparatus = Apparatus::default();
    let app = &mut apparatus;

    let title_html = html::inline(&page.title.content, Links::Quiet, scope, app);
    let summary_html = html::prose(page.summary.as_ref(), scope, app);
    let headline = page.judgements.first().map(|judgement| &judgement.text.content);
    let headline_html =
        headline.map_or_else(String::new, |text| html::inline(text, Links::Dropped, scope, app));
    let key_points = proses(&page.key_points, scope, app);
    let comment = comment(scope, app);
    let at_a_glance =
        page.at_a_glance.iter().filter_map(|id| glance(&id.value, scope, app)).collect();
    let body_html = html::blocks(&page.body.blocks, scope, app);
    let judgements = page.judgements.iter().map(|item| judgement(item, scope, app)).collect();
    let assumptions = page
        .assumptions
        .iter()
        .map(|item| AssumptionView {
            id: item.id.value.clone(),
            text_html: html::inline(&item.text.content, Links::Kept, scope, app),
        })
        .collect();
    let watch = watch(scope, app);
    let caveats = proses(&page.caveats, scope, app);
    let method_html = html::prose(page.method.as_ref(), scope, app);
    let changes = changes(scope, app);
    let footnotes = footnotes(scope, app);
    let terms = terms(scope, app);
    let claims = facts::claims(scope, app);
    let facts = facts::register(scope, app);
    let sources = sources(scope, app);

    let title = words_in(&page.title.content, scope.site, scope.lang);
    let summary = page
        .summary
        .as_ref()
        .map_or_else(String::new, |text| words_in(&text.content, scope.site, scope.lang));
    let url = scope.site.folder(page);
    let canonical = absolute(scope, &url);
    let crumbs = crumbs(scope);
    let date = date_view(page.date.as_ref().map(|date| date.value), scope.lang);
    let updated = date_view(page.updated.as_ref().map(|date| date.value), scope.lang);
    let view = PageView {
        kind: kind(page.kind),
        description: summary.clone(),
        json_ld: meta::json_ld(scope, &title, &summary, &canonical, &crumbs),
        og: OpenGraphView {
            kind: if page.kind == PageKind::Briefing { "article" } else { "website" },
            title: title.clone(),
            description: summary.clone(),
            url: canonical.clone(),
            image: String::new(),
        },
        title,
        title_html,
        summary,
        summary_html,
        canonical,
        body_html,
        toc: contents(scope),
        date,
        updated,
        data_as_of: date_view(data_as_of(scope), scope.lang),
        reading_minutes: reading_minutes(page),
        words: page.length.words,
        type_label: type_label(scope),
        authors: authors(scope),
        topics: page.topics.iter().filter_map(|topic| topic_view(topic, scope)).collect(),
        at_a_glance,
        key_points,
        comment,
        headline_html,
        judgements,
        scale: scale(scope),
        assumptions,
        watch,
        method_html,
        caveats,
        figures: figures(scope),
        sources,
        facts_json: facts::address_of(&url, "json", &facts),
        facts_csv: facts::address_of(&url, "csv", &facts),
        claims,
        facts,
        footnotes,
        terms,
        license: Maybe(page.license.as_deref().map(license)),
        crumbs,
        series: Maybe(None),
        next_update: date_view(page.next_update.as_ref().map(|date| date.value), scope.lang),
        changes,
        related: Vec::new(),
        cite: if page.kind == PageKind::Briefing { cite::line(scope) } else { String::new() },
        cite_styles: if page.kind == PageKind::Briefing { cite::styles(scope) } else { Vec::new() },
        cite_files: Vec::new(),
        downloads: downloads(scope),
        report: meta::report(scope),
        translations: translations(scope),
        url,
    };
    (view, apparatus.problems)
}

fn kind(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Home => "home",
        PageKind::Briefing => "briefing",
        PageKind::Plain | PageKind::Listing => "page",
    }
}

/// What kind of publication a page is, in its language.
pub(super) fn type_label(scope: &Scope) -> String {
    let key = if scope.page.profile.is_some() { "type_profile" } else { "type_briefing" };
    scope.theme.word(scope.lang, key)
}

fn changes(scope: &Scope, apparatus: &mut Apparatus) -> Vec<ChangeView> {
    let changes = scope.page.changes.iter();
    changes
        .map(|change| ChangeView {
            date: date_view(Some(change.date.value), scope.lang),
            kind: change.kind.name(),
            label: scope.theme.word(scope.lang, &format!("change_{}", change.kind.name())),
            text_html: html::inline(&change.text.content, Links::Kept, scope, apparatus),
        })
        .collect()
}

/// What somebody who answers for the page says of it.
fn comment(scope: &Scope, apparatus: &mut Apparatus) -> Maybe<CommentView> {
    let comment = scope.page.comment.as_ref();
    Maybe(comment.and_then(|comment| {
        let id = &comment.by.value;
        let person = scope.site.data.people.get(id)?;
        Some(CommentView {
            text_html: html::inline(&comment.text.content, Links::Kept, scope, apparatus),
            by: around::author(id, person, scope.site, scope.lang),
        })
    }))
}

fn proses(texts: &[Prose], scope: &Scope, apparatus: &mut Apparatus) -> Vec<String> {
    texts.iter().map(|text| html::inline(&text.content, Links::Kept, scope, apparatus)).collect()
}

/// An address of the site in full, if the site knows where it will stand.
pub(super) fn absolute(scope: &Scope, url: &str) -> String {
    let base = &scope.site.settings.base_url;
    if base.is_empty() { String::new() } else { format!("{base}{url}") }
}

/// A date for people and machines.
pub(super) fn date_view(date: Option<PartialDate>, lang: Lang) -> Maybe<DateView> {
    Maybe(date.map(|date| DateView { iso: date.iso(), text: date.write(lang) }))
}

fn glance(id: &str, scope: &Scope, apparatus: &mut Apparatus) -> Option<GlanceView> {
    let figure = scope.site.figures.get(id)?;
    let fact = scope.site.data.facts.get(id)?;
    let (value, unit) = facts::parts(&figure.value, scope.lang);
    let use_anchor = apparatus.fact(id, &[value.as_str(), unit.as_str()].join(" "));
    Some(GlanceView {
        use_anchor,
        id: id.to_owned(),
        value,
        unit,
        label: fact.label.of(scope.lang).clone(),
        as_of: date_view(figure.as_of, scope.lang),
        anchor: format!("#fact-{id}"),
        mark_html: history::mark(figure, scope),
        change: Maybe(history::change(fact, figure, scope.lang)),
    })
}

/// The word of the theme for a likelihood.
fn term(likelihood: Likelihood, scope: &Scope) -> String {
    let key = format!("likelihood_{}", likelihood.terms.0.replace(' ', "_"));
    scope.theme.word(scope.lang, &key)
}

fn range(likelihood: Likelihood, lang: Lang) -> String {
    let gap = if lang == Lang::De { "\u{a0}" } else { "" };
    format!("{}–{}{gap}%", likelihood.range.0, likelihood.range.1)
}

/// The whole scale, for pages that use a word of it.
fn scale(scope: &Scope) -> Vec<ScaleView> {
    let used = scope.page.judgements.iter().any(|judgement| judgement.likelihood.is_some());
    let all = Likelihood::ALL.into_iter().filter(|_| used);
    all.map(|one| ScaleView { term: term(one, scope), range: range(one, scope.lang) }).collect()
}

fn judgement(judgement: &Judgement, scope: &Scope, apparatus: &mut Apparatus) -> JudgementView {
    let likelihood = judgement.likelihood;
    JudgementView {
        id: judgement.id.value.clone(),
        text_html: html::inline(&judgement.text.content, Links::Kept, scope, apparatus),
        likelihood: likelihood.map_or_else(String::new, |likelihood| term(likelihood, scope)),
        range: likelihood.map_or_else(String::new, |likelihood| range(likelihood, scope.lang)),
        low: likelihood.map_or(0, |likelihood| likelihood.range.0.into()),
        high: likelihood.map_or(0, |likelihood| likelihood.range.1.into()),
        confidence: match judgement.confidence {
            Some(Confidence::Low) => "low",
            Some(Confidence::Moderate) => "moderate",
            Some(Confidence::High) => "high",
            None => "",
        },
        because: judgement
            .because
            .iter()
            .map(|reason| self::reason(reason, scope, apparatus))
            .collect(),
        assumes: judgement
            .assumes
            .iter()
            .filter_map(|id| {
                scope.page.assumptions.iter().find(|assumption| assumption.id.value == id.value)
            })
            .map(|assumption| AssumptionView {
                id: assumption.id.value.clone(),
                text_html: html::inline(&assumption.text.content, Links::Dropped, scope, apparatus),
            })
            .collect(),
        alternatives: proses(&judgement.alternatives, scope, apparatus),
        horizon: judgement
            .horizon
            .as_ref()
            .map_or_else(String::new, |horizon| until(&horizon.value, scope)),
    }
}

/// What a judgement rests on. A bare reference says what it refers to.
fn reason(reason: &Prose, scope: &Scope, apparatus: &mut Apparatus) -> String {
    match &reason.content[..] {
        [Inline::Link(link)] if link.content.is_empty() => {
            let label = match &link.target {
                Target::Fact { id, .. } => {
                    let fact = scope.site.data.facts.get(id);
                    fact.map(|fact| fact.label.of(scope.lang).clone())
                }
                Target::Chart(id) => {
                    scope.site.charts.get(id).map(|chart| chart.plot_in(scope.lang).title.clone())
                }
                _ => None,
            };
            let reference = html::inline(&reason.content, Links::Kept, scope, apparatus);
            match label {
                Some(label) => format!("{} ({reference})", html::escape(&label)),
                None => reference,
            }
        }
        [Inline::Citation(citation)] => {
            // Two sources of one publisher are told apart by their numbers.
            let items = citation.items.iter().filter_map(|item| {
                let source = scope.site.data.sources.get(&item.key.value)?;
                let one = Citation { items: vec![item.clone()], ..citation.clone() };
                let mark = html::inline(&[Inline::Citation(one)], Links::Kept, scope, apparatus);
                Some(format!("{}{mark}", html::escape(source::name(source))))
            });
            let items: Vec<String> = items.collect();
            items.join(&scope.theme.word(scope.lang, "semicolon"))
        }
        content => html::inline(content, Links::Kept, scope, apparatus),
    }
}

/// A time frame in words: `P12M` is "12 months".
fn until(horizon: &str, scope: &Scope) -> String {
    if let Ok(date) = PartialDate::parse_iso(horizon) {
        return date.write(scope.lang);
    }
    let Some(Period { years, months, days }) = Period::parse(horizon) else {
        return horizon.to_owned();
    };
    let parts = [(years, "year", "years"), (months, "month", "months"), (days, "day", "days")];
    let said: Vec<String> = parts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, other)| {
            let word = scope.theme.word(scope.lang, if count == 1 { one } else { other });
            if scope.lang == Lang::Zh {
                format!("{count}{word}")
            } else {
                format!("{count} {word}")
            }
        })
        .collect();
    said.join(" ")
}

fn watch(scope: &Scope, apparatus: &mut Apparatus) -> Vec<WatchView> {
    scope
        .page
        .watch
        .iter()
        .map(|item| WatchView {
            indicator_html: html::inline(&item.indicator.content, Links::Kept, scope, apparatus),
            by: date_view(item.by.as_ref().map(|date| date.value), scope.lang),
            moves: item.moves.as_ref().map_or_else(String::new, |id| id.value.clone()),
            source_html: item.source.as_ref().map_or_else(String::new, |key| {
                source::line(std::slice::from_ref(key), scope, apparatus)
            }),
        })
        .collect()
}

/// The footnotes in the order of their first marks; those that footnotes refer to last.
fn footnotes(scope: &Scope, apparatus: &mut Apparatus) -> Vec<FootnoteView> {
    let mut texts = Vec::new();
    let mut at = 0;
    while let Some((label, _)) = apparatus.footnotes.get(at) {
        let label = label.clone();
        let written =
            scope.page.body.footnotes.iter().find(|footnote| footnote.label.value == label);
        texts.push(
            written.map_or_else(String::new, |footnote| {
                html::blocks(&footnote.blocks, scope, apparatus)
            }),
        );
        at += 1;
    }
    texts
        .into_iter()
        .zip(&apparatus.footnotes)
        .enumerate()
        .map(|(at, (html, (_, marks)))| FootnoteView {
            number: html::letter(at + 1),
            id: (at + 1).to_string(),
            html,
            back: (1..=*marks).map(|mark| format!("note-{}-ref-{mark}", at + 1)).collect(),
        })
        .collect()
}

/// The terms linked to, in alphabetical order.
fn terms(scope: &Scope, apparatus: &mut Apparatus) -> Vec<TermView> {
    let mut views = Vec::new();
    let mut at = 0;
    while let Some(id) = apparatus.terms.get(at).cloned() {
        at += 1;
        let Some(term) = scope.site.data.terms.get(&id) else { continue };
        let shown = term_name(term, scope.lang);
        let definition_html =
            html::inline(&term.definition.of(scope.lang).content, Links::Kept, scope, apparatus);
        views.push(TermView { id, term: shown, definition_html });
    }
    views.sort_by_cached_key(|view| view.term.to_lowercase());
    views
}

/// A term with its abbreviation.
pub(super) fn term_name(term: &Term, lang: Lang) -> String {
    match (term.term.of(lang), term.short.of(lang).as_str(), lang) {
        (name, "", _) => name.to_owned(),
        (name, short, Lang::Zh) => format!("{name}（{short}）"),
        (name, short, Lang::En | Lang::De) => format!("{name} ({short})"),
    }
}

fn sources(scope: &Scope, apparatus: &Apparatus) -> Vec<SourceView> {
    let keys = apparatus.sources.iter().enumerate();
    let sources = keys.filter_map(|(at, key)| {
        Some(source_view(key, scope.site.data.sources.get(key)?, at + 1, scope))
    });
    sources.collect()
}

/// A source with its number on a page.
pub(super) fn source_view(key: &str, source: &Source, number: usize, scope: &Scope) -> SourceView {
    SourceView {
        number,
        id: key.to_owned(),
        html: source::full(source, scope),
        kind: source.kind.clone(),
        language: source.language.clone(),
        reliability: source.reliability.clone(),
        retrieved: date_view(source.retrieved, scope.lang),
        archived: Maybe(source.archived.as_ref().map(|(url, date)| ArchivedView {
            url: url.clone(),
            date: date_view(*date, scope.lang),
        })),
    }
}

/// The headings of the second and third level, as a tree.
fn contents(scope: &Scope) -> Vec<TocView> {
    let mut contents: Vec<TocView> = Vec::new();
    for block in &scope.page.body.blocks {
        let Block::Heading { level, anchor, content, .. } = block else { continue };
        let mut apparatus = Apparatus::default();
        let entry = TocView {
            id: anchor.value.clone(),
            title_html: html::inline(content, Links::Dropped, scope, &mut apparatus),
            level: *level,
            children: Vec::new(),
        };
        match (level, contents.last_mut()) {
            (3, Some(parent)) => parent.children.push(entry),
            (2 | 3, _) => contents.push(entry),
            _ => {}
        }
    }
    contents
}

/// The oldest day among the facts at a glance: no headline figure is older.
fn data_as_of(scope: &Scope) -> Option<PartialDate> {
    let facts = scope.page.at_a_glance.iter().filter_map(|id| scope.site.figures.get(&id.value));
    facts.filter_map(|figure| figure.as_of).min()
}

/// Minutes of reading, at least one.
pub(super) fn reading_minutes(page: &Page) -> usize {
    let minutes = match page.lang {
        Lang::Zh => page.length.characters.div_ceil(CHARACTERS_A_MINUTE),
        Lang::En | Lang::De => page.length.words.div_ceil(WORDS_A_MINUTE),
    };
    minutes.max(1)
}

fn figures(scope: &Scope) -> Vec<FigureEntryView> {
    let data = &scope.site.data;
    views(scope.page)
        .into_iter()
        .filter_map(|view| {
            let id = &view.id.value;
            let text = |prose: &Prose| {
                html::inline(&prose.content, Links::Dropped, scope, &mut Apparatus::default())
            };
            let dataset =
                || data.datasets.get(id).map(|dataset| html::escape(dataset.title.of(scope.lang)));
            let (kind, headline_html) = match view.kind {
                ViewKind::Chart => ("chart", text(data.charts.get(id)?.headline_in(scope.lang))),
                ViewKind::Table => match data.tables.get(id) {
                    Some(table) => ("table", text(table.headline_in(scope.lang))),
                    None => ("table", dataset()?),
                },
            };
            Some(FigureEntryView {
                kind,
                number: scope.figure_number(kind, id),
                id: id.clone(),
                headline_html,
            })
        })
        .collect()
}
