//! What somebody has to look at again, and by when: facts, sources and indicators.

use jiff::civil::Date;

use crate::date::PartialDate;
use crate::diag::{Code, Diagnostic, Severity};
use crate::files::Span;
use crate::model::{Fact, Page, Source, plain_text};
use crate::resolve::Site;

/// How many facts a message names before it counts the others.
const NAMED: usize = 3;

/// What it is that falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueKind {
    /// A fact is older than it may be.
    Fact,
    /// A fact is to be looked at again, whatever its age.
    Review,
    /// A source has published anew, or should have.
    Source,
    /// An indicator was to be seen by now.
    Indicator,
}

impl DueKind {
    /// The word for lists.
    pub fn word(self) -> &'static str {
        match self {
            DueKind::Fact => "fact",
            DueKind::Review => "review",
            DueKind::Source => "source",
            DueKind::Indicator => "indicator",
        }
    }
}

/// Something that is good until a day.
#[derive(Debug, Clone)]
pub struct Due {
    /// The last day on which all is well.
    pub until: Date,
    /// What it is.
    pub kind: DueKind,
    /// Its id; empty for indicators.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Where it is written.
    pub span: Span,
    /// What is wrong from the next day on.
    problem: Diagnostic,
}

/// Everything that falls due some day, in the order of days and places.
pub fn due(site: &Site) -> Vec<Due> {
    let facts = site.data.facts.iter();
    let mut found: Vec<Due> = facts.flat_map(|(id, fact)| fact_due(id, fact, site)).collect();
    let sources = site.data.sources.iter();
    found.extend(sources.filter_map(|(id, source)| source_due(id, source, site)));
    found.extend(site.pages.iter().flat_map(indicators_due));
    found.sort_by_key(|due| (due.until, due.span, due.kind));
    found
}

/// What is due on a day: a warning, and an error once the settings' time of grace is over.
pub(super) fn check(site: &Site, today: Date) -> Vec<Diagnostic> {
    let grace = site.settings.grace;
    due(site)
        .into_iter()
        .filter(|due| due.until < today)
        .map(|due| late(due.problem, grace.map(|grace| grace.after(due.until)), today))
        .collect()
}

/// A problem as it is once a time of grace that ends on a day is over.
fn late(mut problem: Diagnostic, grace: Option<Date>, today: Date) -> Diagnostic {
    if let Some(end) = grace.filter(|end| *end < today) {
        problem.severity = Severity::Error;
        problem.message = format!("{}; the time of grace ended on {end}", problem.message);
    }
    problem
}

fn fact_due(id: &str, fact: &Fact, site: &Site) -> Vec<Due> {
    let due = |until, kind, span, message: String, help: &str| Due {
        until,
        kind,
        id: id.to_owned(),
        name: fact.label.of(site.settings.language).clone(),
        span,
        problem: Diagnostic::new(Code::StaleFact, span, message).help(help),
    };
    let as_of = site.figures.get(id).and_then(|figure| figure.as_of);
    let stale = as_of.zip(fact.stale_after).map(|(as_of, period)| {
        let until = period.after(as_of.last_day());
        let message = format!("`{id}` is of {} and was good until {until}", as_of.iso());
        let help = "look for a newer value; if this one still stands, write a later `as_of` or a longer `stale_after`";
        due(until, DueKind::Fact, fact.span, message, help)
    });
    let review = fact.review_by.as_ref().map(|day| {
        let message = format!("`{id}` was to be looked at again by {}", day.value.iso());
        let help = "compare it with its source; if it still stands, write a later `review_by`";
        due(day.value.last_day(), DueKind::Review, day.span, message, help)
    });
    stale.into_iter().chain(review).collect()
}

/// A source is due after the day of its next release, else one period after the day it was
/// published or read, whichever is later: who read it then saw the newest.
fn source_due(id: &str, source: &Source, site: &Site) -> Option<Due> {
    let (until, message) = match (&source.next_release, &source.update_every) {
        (Some(next), _) => {
            let day = next.value;
            (day.last_day(), format!("`{id}` was to be published anew by {}", day.iso()))
        }
        (None, Some(period)) => {
            let newest = last_seen(source)?;
            let until = period.after(newest.last_day());
            let of = newest.iso();
            let every = period.words();
            (
                until,
                format!("`{id}` is of {of} and published anew every {every}, last good on {until}"),
            )
        }
        (None, None) => return None,
    };
    let facts: Vec<(&str, Span)> = resting(id, site);
    let mut problem = Diagnostic::new(Code::SourceDue, source.span, message + &named(&facts));
    for (_, span) in facts.iter().take(NAMED) {
        problem = problem.related(*span, "rests on it");
    }
    let problem = problem.help("look for the new release, check what rests on it, and bring `date`, `retrieved` or `next_release` up to date");
    let (id, name, span) = (id.to_owned(), source.title.clone(), source.span);
    Some(Due { until, kind: DueKind::Source, id, name, span, problem })
}

/// The later of the days on which a source was published and read.
fn last_seen(source: &Source) -> Option<PartialDate> {
    let last = |date: Option<PartialDate>| date.map(PartialDate::last_day);
    if last(source.retrieved) > last(source.date) { source.retrieved } else { source.date }
}

/// The facts that rest on a source.
fn resting<'a>(key: &str, site: &'a Site) -> Vec<(&'a str, Span)> {
    let on_it = site
        .figures
        .iter()
        .filter(|(_, figure)| figure.sources.iter().any(|source| source.value == key));
    on_it.filter_map(|(id, _)| Some((id.as_str(), site.data.facts.get(id)?.span))).collect()
}

/// "; `a` and `b` rest on it", "; `a`, `b`, `c` and 4 more facts rest on it"
fn named(facts: &[(&str, Span)]) -> String {
    let names: Vec<String> = facts.iter().take(NAMED).map(|(id, _)| format!("`{id}`")).collect();
    let Some((last, others)) = names.split_last() else { return String::new() };
    match (facts.len() - names.len(), others.is_empty()) {
        (0, true) => format!("; {last} rests on it"),
        (0, false) => format!("; {} and {last} rest on it", others.join(", ")),
        (1, _) => format!("; {} and one more fact rest on it", names.join(", ")),
        (more, _) => format!("; {} and {more} more facts rest on it", names.join(", ")),
    }
}

fn indicators_due(page: &Page) -> Vec<Due> {
    let dated = page.watch.iter().filter_map(|watch| Some((watch, watch.by.as_ref()?)));
    dated
        .map(|(watch, by)| {
            let message = format!("the indicator was to be seen by {}", by.value.iso());
            let problem = Diagnostic::new(Code::IndicatorDue, by.span, message).help(
                "say in the text whether it was seen; then take it out, or give it a later `by`",
            );
            Due {
                until: by.value.last_day(),
                kind: DueKind::Indicator,
                id: String::new(),
                name: plain_text(&watch.indicator.content),
                span: by.span,
                problem,
            }
        })
        .collect()
}
