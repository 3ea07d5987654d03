//! What belongs to pages that readers do not see yet, and to nothing else.
//!
//! An embargoed number must not leave the house in a list of sources, a data file or the
//! manifest. So what only hidden pages rest on is taken out before anything is made of it.
//! What no page rests on stays, and is reported as unused.

use std::collections::BTreeSet;

use super::reach::{Thing, ThingKind, reached};
use crate::model::{Data, Page};

/// Takes out of the data what hidden pages rest on and visible ones do not.
pub(super) fn withhold(data: &mut Data, pages: &[Page], hidden: &[Page]) {
    if hidden.is_empty() {
        return;
    }
    let seen = reached(pages, data);
    let gone: BTreeSet<Thing> = reached(hidden, data).difference(&seen).cloned().collect();
    let is_gone = |kind: ThingKind, id: &str| gone.contains(&(kind, id.to_owned()));
    data.facts.retain(|id, _| !is_gone(ThingKind::Fact, id));
    data.claims.retain(|id, _| !is_gone(ThingKind::Claim, id));
    data.charts.retain(|id, _| !is_gone(ThingKind::Chart, id));
    data.tables.retain(|id, _| !is_gone(ThingKind::Table, id));
    data.datasets.retain(|id, _| !is_gone(ThingKind::Dataset, id));
    data.sources.retain(|id, _| !is_gone(ThingKind::Source, id));
    data.terms.retain(|id, _| !is_gone(ThingKind::Term, id));
    data.people.retain(|id, _| !is_gone(ThingKind::Person, id));
}
