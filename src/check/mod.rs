//! Whether the texts and the data of a site agree. A family of rules a file.

mod characters;
mod claims;
mod craft;
mod datasets;
mod due;
mod estimates;
mod history;
mod judgements;
mod known_errors;
mod numbers;
mod quotations;
#[cfg(test)]
mod tests;
mod translations;
mod unchecked;
mod unsourced;
mod untranslated;
mod unused;

pub use due::{Due, DueKind, due};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::files::Files;
use crate::resolve::Site;

/// The facts in use that nobody has compared with their source, for releases that need it.
pub fn unchecked(site: &Site) -> Vec<Diagnostic> {
    unchecked::check(site)
}

/// Every disagreement in a site. `today` is the day against which facts grow stale
/// and sources and indicators fall due; without it none do.
pub fn site(site: &Site, files: &Files, today: Option<Date>) -> Vec<Diagnostic> {
    let mut problems = datasets::check(site);
    problems.extend(characters::check(files));
    let lint = unsourced::lint(site);
    let pages: Vec<Vec<Diagnostic>> = site
        .pages
        .par_iter()
        .map(|page| {
            let mut problems = numbers::page(page, site);
            problems.extend(judgements::page(page, site));
            problems.extend(estimates::page(page));
            problems.extend(craft::page(page, site));
            problems.extend(quotations::page(page));
            problems.extend(unsourced::page(page, &lint));
            problems
        })
        .collect();
    problems.extend(pages.into_iter().flatten());
    problems.extend(numbers::data(site));
    problems.extend(unsourced::data(&lint));
    problems.extend(history::check(site));
    problems.extend(known_errors::check(site));
    problems.extend(translations::check(site));
    problems.extend(untranslated::check(site));
    problems.extend(unused::check(site));
    if let Some(today) = today {
        problems.extend(due::check(site, today));
    }
    problems
}
