//! Facts that are older than they may be.

use jiff::civil::Date;

use crate::diag::{Code, Diagnostic};
use crate::resolve::Site;

/// The facts that are stale on a day. A fact without `stale_after` never is.
pub(super) fn check(site: &Site, today: Date) -> Vec<Diagnostic> {
    let facts = site.data.facts.iter();
    facts
        .filter_map(|(id, fact)| {
            let as_of = site.figures.get(id)?.as_of.as_ref()?;
            let until = fact.stale_after.as_ref()?.after(as_of.last_day());
            (today > until).then(|| {
                Diagnostic::new(Code::StaleFact, fact.span, format!("`{id}` is of {} and was good until {until}", as_of.iso()))
                    .help("look for a newer value; if this one still stands, write a later `as_of` or a longer `stale_after`")
            })
        })
        .collect()
}
