//! What templates see.
//!
//! Templates never see the model: a view is a contract with people who write themes. Its
//! fields are described in `docs/templates.md`; fields whose names end in `_html` are
//! finished HTML, all others are plain text and are escaped by the templates. A field
//! that has nothing to say is an empty text or an empty list, never absent.

mod facts;
mod site;

pub(super) use facts::{
    CheckedView, ClaimView, CorrectionView, FactCardView, FactView, KnownErrorView, OtherValueView,
    UseView, ValueChangeView,
};

use serde::{Serialize, Serializer};
use tera::Value;

pub(super) use site::*;

/// Fields that are finished HTML although their names do not end in `_html`.
const HTML: [&str; 6] = ["html", "key_points", "because", "alternatives", "caveats", "json_ld"];

/// A view as templates read it: plain texts are escaped where they are shown, finished
/// HTML is not.
pub(super) fn value<T: Serialize>(view: &T) -> Value {
    safe(Value::from_serializable(view), false)
}

fn safe(value: Value, html: bool) -> Value {
    if value.is_map() {
        let map = value.into_map().unwrap_or_default();
        let fields = map.into_iter().map(|(key, value)| {
            let html =
                key.as_str().is_some_and(|key| key.ends_with("_html") || HTML.contains(&key));
            (key, safe(value, html))
        });
        return Value::from(fields.collect::<tera::Map>());
    }
    if let Some(items) = value.as_array() {
        return Value::from(items.iter().map(|item| safe(item.clone(), html)).collect::<Vec<_>>());
    }
    if html { value.mark_safe() } else { value }
}

/// A day, month or year for people and for machines.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DateView {
    /// `2024-08-28`
    pub iso: String,
    /// `28 August 2024`
    pub text: String,
}

/// A view, or an empty text where there is none.
#[derive(Debug, Clone)]
pub(super) struct Maybe<T>(pub Option<T>);

impl<T: Serialize> Serialize for Maybe<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(value) => value.serialize(serializer),
            None => serializer.serialize_str(""),
        }
    }
}

/// A page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PageView {
    /// `home`, `briefing`, `page`, `404`, or that of a list: `topics`, `topic`, `series`,
    /// `one-series`, `authors`, `author`, `sources`, `data`, `glossary`.
    pub kind: &'static str,
    /// The title as plain text.
    pub title: String,
    /// The title.
    pub title_html: String,
    /// The summary as plain text.
    pub summary: String,
    /// The summary.
    pub summary_html: String,
    /// The address from the root.
    pub url: String,
    /// The whole address; empty without `base_url`.
    pub canonical: String,
    /// What search engines show.
    pub description: String,
    /// Structured data (schema.org), ready for its script element.
    pub json_ld: String,
    /// For previews of links.
    pub og: OpenGraphView,
    /// The body.
    pub body_html: String,
    /// The headings of the body.
    pub toc: Vec<TocView>,
    /// When it was published.
    pub date: Maybe<DateView>,
    /// When it was updated.
    pub updated: Maybe<DateView>,
    /// The oldest day among the facts at a glance.
    pub data_as_of: Maybe<DateView>,
    /// Minutes of reading.
    pub reading_minutes: usize,
    /// Words of the body.
    pub words: usize,
    /// What kind of publication it is.
    pub type_label: String,
    /// Who signs it.
    pub authors: Vec<AuthorView>,
    /// What it is about.
    pub topics: Vec<TopicView>,
    /// Facts shown as cards.
    pub at_a_glance: Vec<GlanceView>,
    /// The main points, as HTML.
    pub key_points: Vec<String>,
    /// What somebody who answers for the page says of it.
    pub comment: Maybe<CommentView>,
    /// The first judgement.
    pub headline_html: String,
    /// The judgements.
    pub judgements: Vec<JudgementView>,
    /// The words of likelihood, where the page uses one.
    pub scale: Vec<ScaleView>,
    /// The assumptions.
    pub assumptions: Vec<AssumptionView>,
    /// What to watch.
    pub watch: Vec<WatchView>,
    /// How it was done.
    pub method_html: String,
    /// What to keep in mind, as HTML.
    pub caveats: Vec<String>,
    /// The charts and tables of the body.
    pub figures: Vec<FigureEntryView>,
    /// The sources cited, in the order of their numbers.
    pub sources: Vec<SourceView>,
    /// Every fact used on the page.
    pub facts: Vec<FactView>,
    /// The claims the page makes, in the order of use.
    pub claims: Vec<ClaimView>,
    /// The facts for programs, from the root; empty where there are none.
    pub facts_json: String,
    /// The facts for spreadsheets, from the root; empty where there are none.
    pub facts_csv: String,
    /// The footnotes.
    pub footnotes: Vec<FootnoteView>,
    /// The terms linked to.
    pub terms: Vec<TermView>,
    /// The page's own licence, if it differs from the site's.
    pub license: Maybe<LicenseView>,
    /// The way to it from the home page, which comes first.
    pub crumbs: Vec<LinkView>,
    /// The series it belongs to; may be empty.
    pub series: Maybe<SeriesView>,
    /// When the next version is due.
    pub next_update: Maybe<DateView>,
    /// What has changed since it was published, newest first.
    pub changes: Vec<ChangeView>,
    /// Other briefings on the same things.
    pub related: Vec<CardView>,
    /// How to cite it; empty for plain pages.
    pub cite: String,
    /// How to cite it in styles that journals ask for.
    pub cite_styles: Vec<CiteView>,
    /// Files for programs that keep references, and the page as plain text.
    pub cite_files: Vec<DownloadView>,
    /// Files that go with it: the data of its charts and tables.
    pub downloads: Vec<DownloadView>,
    /// Where errors are reported, with the page's name filled in; may be empty.
    pub report: String,
    /// The same page in other languages.
    pub translations: Vec<TranslationView>,
}

/// For previews of links (Open Graph).
#[derive(Debug, Clone, Serialize)]
pub(super) struct OpenGraphView {
    /// `article` or `website`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The title.
    pub title: String,
    /// The description.
    pub description: String,
    /// The whole address; may be empty.
    pub url: String,
    /// A picture's whole address; may be empty.
    pub image: String,
}

/// A heading in the list of contents.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TocView {
    /// Its anchor.
    pub id: String,
    /// Its text, without links.
    pub title_html: String,
    /// 2 or 3.
    pub level: u8,
    /// The headings below it.
    pub children: Vec<TocView>,
}

/// An author.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AuthorView {
    /// The name.
    pub name: String,
    /// What they do.
    pub role: String,
    /// Where they belong.
    pub affiliation: String,
    /// Their own address.
    pub url: String,
    /// Their page in the site, from the root.
    pub page: String,
    /// Their address at orcid.org; may be empty.
    pub orcid: String,
    /// `person`, `institution` or `role`.
    pub kind: &'static str,
}

/// A topic.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TopicView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its page, from the root.
    pub url: String,
}

/// A fact on a card.
#[derive(Debug, Clone, Serialize)]
pub(super) struct GlanceView {
    /// The fact's id.
    pub id: String,
    /// The value.
    pub value: String,
    /// The word behind it; may be empty.
    pub unit: String,
    /// What it counts.
    pub label: String,
    /// The time it is of.
    pub as_of: Maybe<DateView>,
    /// The link to the register, with `#`.
    pub anchor: String,
    /// The card's own anchor, which the register leads back to; without `#`.
    pub use_anchor: String,
    /// The mark of a value that is known to be wrong; empty for others.
    pub mark_html: String,
    /// How far it is from its last value before; empty where none is known.
    pub change: Maybe<ValueChangeView>,
}

/// A judgement.
#[derive(Debug, Clone, Serialize)]
pub(super) struct JudgementView {
    /// Its id.
    pub id: String,
    /// The sentence.
    pub text_html: String,
    /// The likelihood's word.
    pub likelihood: String,
    /// Its range: `55–80%`.
    pub range: String,
    /// The lower end of the range in percent, for drawings.
    pub low: u32,
    /// The upper end.
    pub high: u32,
    /// `low`, `moderate` or `high`.
    pub confidence: &'static str,
    /// What it rests on, as HTML.
    pub because: Vec<String>,
    /// The assumptions it needs.
    pub assumes: Vec<AssumptionView>,
    /// What else could happen, as HTML.
    pub alternatives: Vec<String>,
    /// Until when.
    pub horizon: String,
}

/// An assumption.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AssumptionView {
    /// Its id.
    pub id: String,
    /// The sentence.
    pub text_html: String,
}

/// An indicator to follow.
#[derive(Debug, Clone, Serialize)]
pub(super) struct WatchView {
    /// What would be seen.
    pub indicator_html: String,
    /// By when.
    pub by: Maybe<DateView>,
    /// The judgement it would move, by id.
    pub moves: String,
    /// Where it can be seen.
    pub source_html: String,
}

/// A chart or table of a page, for a list of figures.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FigureEntryView {
    /// `chart` or `table`.
    pub kind: &'static str,
    /// Its number among its kind.
    pub number: usize,
    /// Its id.
    pub id: String,
    /// Its message, without links.
    pub headline_html: String,
}

/// A numbered chart or table.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FigureView {
    /// `chart` or `table`.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// Its anchor.
    pub anchor: String,
    /// Its number among its kind.
    pub number: usize,
    /// `Chart 1`
    pub label: String,
    /// The message.
    pub headline_html: String,
    /// Measure, place and period.
    pub subtitle_html: String,
    /// The picture for wide columns; empty for tables.
    pub wide_svg_html: String,
    /// The picture for telephones; empty for tables.
    pub narrow_svg_html: String,
    /// The data as a table.
    pub table_html: String,
    /// The events of a timeline, the earliest first; empty for everything else.
    pub events: Vec<EventView>,
    /// Whether they are shown at once, as on a page that is no briefing: there a timeline is what
    /// the page is for.
    pub events_open: bool,
    /// What readers should know.
    pub note_html: String,
    /// Where the data come from.
    pub source_html: String,
    /// The description for those who do not see the picture.
    pub alt: String,
    /// The time the data are of.
    pub as_of: Maybe<DateView>,
    /// The data's address from the root.
    pub csv: String,
    /// Where readers find what its columns mean, from the root; empty where nothing says it.
    pub dictionary: String,
    /// What another site pastes to show the chart; empty for tables, and without `base_url`.
    pub embed_code: String,
    /// The picture's address from the root; empty for tables.
    pub svg: String,
    /// The picture as PNG from the root; empty for tables, and where no such pictures are made.
    pub png: String,
    /// What was corrected in its data.
    pub corrections: Vec<CorrectionView>,
    /// How many rows the table has.
    pub rows: usize,
}

/// A word of likelihood.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ScaleView {
    /// The word.
    pub term: String,
    /// What it stands for, in per cent.
    pub range: String,
}

/// A comment on a briefing.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CommentView {
    /// The words.
    pub text_html: String,
    /// Whose they are.
    pub by: AuthorView,
}

/// An event of a timeline.
#[derive(Debug, Clone, Serialize)]
pub(super) struct EventView {
    /// When it was, or when it began, as far as that is known: a day, a month or a year.
    pub date: DateView,
    /// When it ended, if it lasted.
    pub until: Maybe<DateView>,
    /// What happened.
    pub text: String,
    /// What it means; may be empty.
    pub detail: String,
    /// What else tells it apart, such as who acted: the words of its series and of its key.
    pub labels: Vec<String>,
    /// The marks of its sources.
    pub sources_html: String,
}

/// A source.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SourceView {
    /// Its number on the page.
    pub number: usize,
    /// Its key.
    pub id: String,
    /// The source, formatted.
    pub html: String,
    /// `official`, `media`, …; may be empty.
    pub kind: String,
    /// Its language; may be empty.
    pub language: String,
    /// `high`, `medium`, `low` or `unknown`; may be empty.
    pub reliability: String,
    /// When it was read.
    pub retrieved: Maybe<DateView>,
    /// The archived copy.
    pub archived: Maybe<ArchivedView>,
}

/// A copy kept by an archive.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ArchivedView {
    /// Its address.
    pub url: String,
    /// Its day.
    pub date: Maybe<DateView>,
}

/// A footnote.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FootnoteView {
    /// What stands in the text: a letter.
    pub number: String,
    /// Its id.
    pub id: String,
    /// What it says.
    pub html: String,
    /// The anchors of its marks.
    pub back: Vec<String>,
}

/// A term of the glossary.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TermView {
    /// Its id.
    pub id: String,
    /// The word.
    pub term: String,
    /// What it means.
    pub definition_html: String,
}
