//! Facts that no second pair of eyes has compared with their source.

use crate::date::PartialDate;
use crate::diag::{Code, Diagnostic};
use crate::model::FactValue;
use crate::register;
use crate::resolve::Site;

/// The facts that a site shows, or that what it shows rests on, without a check that is as
/// young as their value.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut used = register::first_uses(site);
    let mut open: Vec<String> = used.keys().cloned().collect();
    while let Some(id) = open.pop() {
        let Some(FactValue::Formula(formula, _)) = site.data.facts.get(&id).map(|fact| &fact.value)
        else {
            continue;
        };
        for name in formula.facts() {
            if !used.contains_key(&name.value) {
                used.insert(name.value.clone(), name.span);
                open.push(name.value.clone());
            }
        }
    }

    let facts = used.iter().filter_map(|(id, place)| {
        Some((id, place, site.data.facts.get(id)?, site.figures.get(id)?))
    });
    facts
        .filter_map(|(id, place, fact, figure)| {
            let on = fact.checked.as_ref().map(|checked| checked.on.value);
            if register::is_signed(on, figure.as_of) {
                return None;
            }
            let problem = match (&fact.checked, figure.as_of) {
                (Some(checked), Some(as_of)) => Diagnostic::new(
                    Code::UncheckedFact,
                    checked.on.span,
                    format!(
                        "`{id}` was checked on {}, and its value is of {}",
                        checked.on.value.iso(),
                        PartialDate::iso(as_of)
                    ),
                ),
                _ => Diagnostic::new(
                    Code::UncheckedFact,
                    fact.span,
                    format!("nobody has checked `{id}` against its source"),
                ),
            };
            Some(problem.related(*place, "it is used here").help(
                "compare it with its source and write `checked: {by: …, on: …}` into the fact; `briefing facts` shows what to compare",
            ))
        })
        .collect()
}
