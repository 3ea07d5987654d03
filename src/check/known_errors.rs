//! A value that is known to be wrong never stands without its note.
//!
//! In the texts of a page the mark and the register show it. What leaves the page cannot:
//! pictures, alternative texts, and what lists, feeds and search engines take.

use crate::diag::{Code, Diagnostic};
use crate::model::{Inline, Page, PageKind, Prose, Target, images, walk};
use crate::resolve::Site;

/// The places of all pages and charts where a note cannot be shown.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    if site.data.facts.values().all(|fact| fact.known_error.is_none()) {
        return Vec::new();
    }
    let mut problems = Vec::new();
    for page in &site.pages {
        self::page(page, site, &mut problems);
    }
    for chart in site.data.charts.values() {
        let texts = [&chart.headline, &chart.subtitle].into_iter().chain(&chart.note);
        let texts = texts.chain(chart.annotations.iter().map(|annotation| &annotation.text));
        for text in texts {
            look(&text.content, "a picture", site, &mut problems);
        }
        if let Some(alt) = &chart.alt {
            look(&alt.content, "an alternative text", site, &mut problems);
        }
    }
    problems
}

fn page(page: &Page, site: &Site, problems: &mut Vec<Diagnostic>) {
    const LISTED: &str = "a text of lists, feeds and search engines";
    let headline = page.judgements.first().filter(|_| page.kind == PageKind::Briefing);
    let listed: Vec<&Prose> = [&page.title]
        .into_iter()
        .chain(&page.summary)
        .chain(headline.map(|judgement| &judgement.text))
        .collect();
    for text in listed {
        look(&text.content, LISTED, site, problems);
    }
    for image in images(page) {
        look(&image.alt, "an alternative text", site, problems);
    }
}

/// The facts with a known error in a text that cannot show it.
fn look(content: &[Inline], place: &str, site: &Site, problems: &mut Vec<Diagnostic>) {
    walk(content, &mut |inline| {
        let Inline::Link(link) = inline else { return };
        let Target::Fact { id, as_of: false } = &link.target else { return };
        let Some(wrong) = site.figures.get(id).and_then(|figure| figure.known_errors.first())
        else {
            return;
        };
        let note = site.data.facts.get(wrong).and_then(|fact| fact.known_error.as_ref());
        let message = format!("{place} cannot show that `{wrong}` is known to be wrong");
        let mut problem = Diagnostic::new(Code::KnownErrorUnshown, link.text, message).help(
            "leave the number out here; where the page's text gives it, the note stands beside it",
        );
        if let Some(note) = note {
            problem = problem.related(note.span, "the known error");
        }
        problems.push(problem);
    });
}
