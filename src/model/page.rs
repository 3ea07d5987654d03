//! Pages and settings.

use std::collections::BTreeMap;

use super::brand::Brand;
use super::document::{Document, Prose};
use super::wording::Wording;
use crate::date::{Embargo, PartialDate, Period};
use crate::diag::Code;
use crate::files::{FileId, Span, Spanned};
use crate::lang::Lang;

/// The settings of a project, `briefing.yaml`.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The site's name.
    pub title: String,
    /// What it is, in a sentence.
    pub description: Wording,
    /// Where it will stand, with a slash at the end; empty if not yet known.
    pub base_url: String,
    /// The language of pages that name none.
    pub language: Lang,
    /// Who publishes it.
    pub publisher: Publisher,
    /// The SPDX id of the licence of the texts; may be empty.
    pub license: String,
    /// The names of topics by their ids.
    pub topics: BTreeMap<String, Wording>,
    /// The names of series by their ids.
    pub series: BTreeMap<String, Wording>,
    /// Plain pages in the navigation, by slug.
    pub nav: Vec<Nav>,
    /// How many briefings a list shows before it goes on on another page; 0 is unsaid.
    pub page_size: usize,
    /// Whether charts and briefings have pictures as PNG.
    pub png: bool,
    /// The publisher's own colours, logo and typefaces.
    pub brand: Brand,
    /// How numbers without a source are met.
    pub numbers: Numbers,
    /// How long what is due is a warning before it is an error; without it, it stays one.
    pub grace: Option<Period>,
}

/// How numbers in prose that no fact stands behind are met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    /// Numbers in digits.
    pub digits: Level,
    /// Numbers in words, among which more are figures of speech.
    pub words: Level,
    /// Phrases whose numbers are no figures: "Area 51".
    pub ignore: Vec<String>,
}

impl Default for Numbers {
    fn default() -> Numbers {
        Numbers { digits: Level::Error, words: Level::Warning, ignore: Vec::new() }
    }
}

/// What a rule makes of what it finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Nothing.
    Off,
    /// A warning.
    Warning,
    /// An error.
    Error,
}

/// A page in the navigation.
pub type Nav = Spanned<String>;

/// Who publishes a site.
#[derive(Debug, Clone, Default)]
pub struct Publisher {
    /// The name.
    pub name: String,
    /// The address; may be empty.
    pub url: String,
    /// Where readers write to: an e-mail or an address; may be empty.
    pub contact: String,
    /// Where errors are reported, if elsewhere: an e-mail, or an address in which `{title}`,
    /// `{address}` and `{date}` stand for the page's.
    pub report: String,
}

/// What a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageKind {
    /// `content/index.md`
    Home,
    /// `content/SLUG/index.md`
    Briefing,
    /// `content/NAME.md`
    Plain,
    /// A list that the program makes: of a topic, of all sources. Its slug is its folder.
    Listing,
}

/// How likely something is, in the terms of ICD 203.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Likelihood {
    /// Its number among the seven, from 0.
    pub rank: usize,
    /// The two words that mean it.
    pub terms: (&'static str, &'static str),
    /// The range of probability in per cent.
    pub range: (u8, u8),
}

impl Likelihood {
    /// The words that mean it in a language, the usual one first.
    pub fn words(self, lang: Lang) -> Vec<&'static str> {
        match lang {
            Lang::En => vec![self.terms.0, self.terms.1],
            Lang::De => vec![LIKELIHOODS_DE[self.rank]],
            Lang::Zh => vec![LIKELIHOODS_ZH[self.rank]],
        }
    }
}

impl Likelihood {
    /// The seven terms of Intelligence Community Directive 203 (2015), section D.6.e.(2)(a).
    pub const ALL: [Likelihood; 7] = [
        likelihood(0, "almost no chance", "remote", 1, 5),
        likelihood(1, "very unlikely", "highly improbable", 5, 20),
        likelihood(2, "unlikely", "improbable", 20, 45),
        likelihood(3, "roughly even chance", "roughly even odds", 45, 55),
        likelihood(4, "likely", "probable", 55, 80),
        likelihood(5, "very likely", "highly probable", 80, 95),
        likelihood(6, "almost certain", "nearly certain", 95, 99),
    ];

    /// The likelihood a word of a language means; adverbs count (`probably`, `almost
    /// certainly`), and so do the endings of German adjectives.
    pub fn find(words: &str, lang: Lang) -> Option<Likelihood> {
        let words = words.trim().to_lowercase();
        let others = match lang {
            Lang::En => None,
            Lang::De => Some(&LIKELIHOODS_DE),
            Lang::Zh => Some(&LIKELIHOODS_ZH),
        };
        if let Some(terms) = others {
            let endings =
                if lang == Lang::De { &["", "e", "er", "es", "en", "em"][..] } else { &[""] };
            let is = |term: &str| {
                words.strip_prefix(term).is_some_and(|ending| endings.contains(&ending))
            };
            return Likelihood::ALL.into_iter().find(|likelihood| is(terms[likelihood.rank]));
        }
        let words = match words.as_str() {
            "almost certainly" => "almost certain",
            "nearly certainly" => "nearly certain",
            "probably" => "probable",
            "improbably" => "improbable",
            "roughly even" | "even odds" | "even chance" => "roughly even chance",
            other => other,
        };
        Likelihood::ALL
            .into_iter()
            .find(|likelihood| likelihood.terms.0 == words || likelihood.terms.1 == words)
    }
}

/// What the seven terms are in German, in their order.
const LIKELIHOODS_DE: [&str; 7] = [
    "so gut wie ausgeschlossen",
    "sehr unwahrscheinlich",
    "unwahrscheinlich",
    "etwa gleich wahrscheinlich",
    "wahrscheinlich",
    "sehr wahrscheinlich",
    "so gut wie sicher",
];

/// What the seven terms are in Chinese, in their order.
const LIKELIHOODS_ZH: [&str; 7] =
    ["几乎不可能", "很不可能", "不太可能", "可能性大致各半", "可能", "很可能", "几乎肯定"];

const fn likelihood(
    rank: usize,
    one: &'static str,
    other: &'static str,
    low: u8,
    high: u8,
) -> Likelihood {
    Likelihood { rank, terms: (one, other), range: (low, high) }
}

/// How sound the basis of a judgement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confidence {
    /// Little or doubtful evidence.
    Low,
    /// Credible evidence with gaps.
    Moderate,
    /// Good evidence from several sides.
    High,
}

/// An analytic statement.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// Its id at its place.
    pub id: Spanned<String>,
    /// The sentence.
    pub text: Prose,
    /// How likely it is.
    pub likelihood: Option<Likelihood>,
    /// How sound its basis is.
    pub confidence: Option<Confidence>,
    /// What it rests on: `fact:ID`, `chart:ID`, `@source`.
    pub because: Vec<Prose>,
    /// The assumptions it needs, by id.
    pub assumes: Vec<Spanned<String>>,
    /// What else could happen.
    pub alternatives: Vec<Prose>,
    /// Until when; as written.
    pub horizon: Option<Spanned<String>>,
}

/// Something taken for granted.
#[derive(Debug, Clone)]
pub struct Assumption {
    /// Its id at its place.
    pub id: Spanned<String>,
    /// The sentence.
    pub text: Prose,
}

/// An indicator to follow.
#[derive(Debug, Clone)]
pub struct Watch {
    /// What would be seen.
    pub indicator: Prose,
    /// By when.
    pub by: Option<Spanned<PartialDate>>,
    /// The judgement it would move.
    pub moves: Option<Spanned<String>>,
    /// Where it can be seen.
    pub source: Option<Spanned<String>>,
}

/// What kind of change a page has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Something was wrong.
    Correction,
    /// Better data were put in.
    Revision,
    /// Something new was added.
    Update,
    /// The same was said more clearly.
    Clarification,
    /// The page no longer stands.
    Withdrawal,
}

impl ChangeKind {
    /// The kinds by their words.
    pub const ALL: [(&'static str, ChangeKind); 5] = [
        ("correction", ChangeKind::Correction),
        ("revision", ChangeKind::Revision),
        ("update", ChangeKind::Update),
        ("clarification", ChangeKind::Clarification),
        ("withdrawal", ChangeKind::Withdrawal),
    ];

    /// Its word in front matter.
    pub fn name(self) -> &'static str {
        let known = ChangeKind::ALL.iter().find(|(_, kind)| *kind == self);
        known.map_or("update", |(name, _)| name)
    }
}

/// An entry of a page's history.
#[derive(Debug, Clone)]
pub struct PageChange {
    /// When.
    pub date: Spanned<PartialDate>,
    /// What kind of change it was.
    pub kind: ChangeKind,
    /// What was changed, and what that means.
    pub text: Prose,
}

/// How long the texts of a page are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Length {
    /// Words, between white space.
    pub words: usize,
    /// Letters and digits, which measure Chinese.
    pub characters: usize,
}

/// What somebody who answers for a briefing says of it, in their own words.
#[derive(Debug, Clone)]
pub struct Comment {
    /// The words.
    pub text: Prose,
    /// Whose they are, by key.
    pub by: Spanned<String>,
}

/// A page as written.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its file.
    pub file: FileId,
    /// Home, briefing or plain.
    pub kind: PageKind,
    /// The name in its address; empty for the home page.
    pub slug: String,
    /// Its language.
    pub lang: Lang,
    /// The title.
    pub title: Prose,
    /// The summary.
    pub summary: Option<Prose>,
    /// When it was published.
    pub date: Option<Spanned<PartialDate>>,
    /// When it was last changed in substance.
    pub updated: Option<Spanned<PartialDate>>,
    /// Who signs it, by key.
    pub authors: Vec<Spanned<String>>,
    /// What it is about, by id.
    pub topics: Vec<Spanned<String>>,
    /// Facts shown as cards.
    pub at_a_glance: Vec<Spanned<String>>,
    /// The main points.
    pub key_points: Vec<Prose>,
    /// What somebody who answers for it says of it.
    pub comment: Option<Comment>,
    /// The judgements.
    pub judgements: Vec<Judgement>,
    /// The assumptions.
    pub assumptions: Vec<Assumption>,
    /// What to watch.
    pub watch: Vec<Watch>,
    /// How it was done.
    pub method: Option<Prose>,
    /// What readers should keep in mind.
    pub caveats: Vec<Prose>,
    /// The SPDX id of its own licence.
    pub license: Option<String>,
    /// The series it belongs to, by id.
    pub series: Option<Spanned<String>>,
    /// The entity it is a profile of, by id.
    pub profile: Option<Spanned<String>>,
    /// Folders of the site at which it stood before.
    pub aliases: Vec<Spanned<String>>,
    /// When the next version is due.
    pub next_update: Option<Spanned<PartialDate>>,
    /// What has changed since it was published, newest first.
    pub changes: Vec<PageChange>,
    /// Warnings that do not hold on this page.
    pub allow: Vec<Code>,
    /// Whether it is shown only when drafts are asked for.
    pub draft: bool,
    /// The day or hour before which it is not shown.
    pub embargo: Option<Spanned<Embargo>>,
    /// The body.
    pub body: Document,
    /// How long its texts are.
    pub length: Length,
    /// The front matter, where missing keys are reported.
    pub span: Span,
}

impl Page {
    /// A page with a title and nothing else.
    pub fn bare(kind: PageKind, slug: String, lang: Lang, title: Prose) -> Page {
        let span = title.span;
        Page {
            file: span.file,
            kind,
            slug,
            lang,
            title,
            summary: None,
            date: None,
            updated: None,
            authors: Vec::new(),
            topics: Vec::new(),
            at_a_glance: Vec::new(),
            key_points: Vec::new(),
            comment: None,
            judgements: Vec::new(),
            assumptions: Vec::new(),
            watch: Vec::new(),
            method: None,
            caveats: Vec::new(),
            license: None,
            series: None,
            profile: None,
            aliases: Vec::new(),
            next_update: None,
            changes: Vec::new(),
            allow: Vec::new(),
            draft: false,
            embargo: None,
            body: Document::default(),
            length: Length::default(),
            span,
        }
    }

    /// When it last changed in substance.
    pub fn changed(&self) -> Option<PartialDate> {
        self.updated.as_ref().or(self.date.as_ref()).map(|date| date.value)
    }

    /// Its folder in the site, with a slash at the end; empty for the home page.
    pub fn folder(&self, default: Lang) -> String {
        let language =
            if self.lang == default { String::new() } else { format!("{}/", self.lang.code()) };
        match self.kind {
            PageKind::Home => language,
            PageKind::Briefing | PageKind::Plain | PageKind::Listing => {
                format!("{language}{}/", self.slug)
            }
        }
    }
}
