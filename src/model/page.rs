//! Pages and settings.

use std::collections::BTreeMap;

use super::document::{Document, Prose};
use crate::date::{PartialDate, Period};
use crate::files::{FileId, Span, Spanned};
use crate::lang::Lang;

/// The settings of a project, `briefing.yaml`.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The site's name.
    pub title: String,
    /// What it is, in a sentence.
    pub description: String,
    /// Where it will stand, with a slash at the end; empty if not yet known.
    pub base_url: String,
    /// The language of pages that name none.
    pub language: Lang,
    /// Who publishes it.
    pub publisher: Publisher,
    /// The SPDX id of the licence of the texts; may be empty.
    pub license: String,
    /// The names of topics by their ids.
    pub topics: BTreeMap<String, String>,
    /// Plain pages in the navigation, by slug.
    pub nav: Vec<Nav>,
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
    /// Where errors are reported: an e-mail or an address; may be empty.
    pub contact: String,
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

    /// The likelihood a word means; adverbs count (`probably`, `almost certainly`).
    pub fn find(words: &str) -> Option<Likelihood> {
        let words = words.trim().to_lowercase();
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

/// How long the texts of a page are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Length {
    /// Words, between white space.
    pub words: usize,
    /// Letters and digits, which measure Chinese.
    pub characters: usize,
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
    /// Whether it is shown only when drafts are asked for.
    pub draft: bool,
    /// The body.
    pub body: Document,
    /// How long its texts are.
    pub length: Length,
    /// The front matter, where missing keys are reported.
    pub span: Span,
}

impl Page {
    /// Its folder in the site, with a slash at the end; empty for the home page.
    pub fn folder(&self, default: Lang) -> String {
        let language =
            if self.lang == default { String::new() } else { format!("{}/", self.lang.code()) };
        match self.kind {
            PageKind::Home => language,
            PageKind::Briefing | PageKind::Plain => format!("{language}{}/", self.slug),
        }
    }
}
