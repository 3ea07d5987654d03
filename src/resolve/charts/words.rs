//! Texts of the data without markup, and numbers as labels.

use crate::lang::Lang;
use crate::model::{Inline, Target, plain_text};
use crate::number::{self, Decimal, Qualifier, Truth, Unit, UnitKind, written_decimals};
use crate::resolve::Site;

/// A text without markup in the site's own language.
pub fn words(content: &[Inline], site: &Site) -> String {
    words_in(content, site, site.settings.language)
}

/// A text without markup; a link to a fact that has no words of its own says its value.
pub fn words_in(content: &[Inline], site: &Site, lang: Lang) -> String {
    let pieces = content.iter().map(|inline| match inline {
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
            words_in(inner, site, lang)
        }
        Inline::Link(link) => match &link.target {
            Target::Fact { id, as_of } if link.content.is_empty() => value(id, *as_of, site, lang),
            _ => words_in(&link.content, site, lang),
        },
        other => plain_text(std::slice::from_ref(other)),
    });
    pieces.collect()
}

/// The value of a fact, or the day it is of; empty for one that is reported elsewhere.
fn value(id: &str, as_of: bool, site: &Site, lang: Lang) -> String {
    let figure = site.figures.get(id);
    figure.and_then(|figure| figure.shown(as_of, lang)).unwrap_or_default()
}

/// A cell's number as readers see it beside its mark: as exact as it was written, with
/// the unit's sign if it has one. Nouns are left to the title of the axis.
pub(super) fn label(value: &Decimal, written: &str, unit: Option<&Unit>, lang: Lang) -> String {
    let decimals = written_decimals(written.trim());
    let signed = unit.filter(|unit| match unit.kind {
        UnitKind::Percent | UnitKind::Currency => true,
        UnitKind::Measure => !unit.symbol.is_empty(),
        _ => false,
    });
    // A cell that says `8e8` leaves its zeros open, and `2.1e25` would be a row of them.
    let power = decimals < 0;
    match signed {
        Some(unit) if unit.kind == UnitKind::Percent && !power => {
            number::percent(value, decimals, lang)
        }
        None if !power => number::plain(value, Some(decimals), lang),
        unit => {
            let unit = unit.cloned().unwrap_or_else(|| Unit::declared("", "", ""));
            let value = value.clone();
            let truth = Truth {
                value,
                upper: None,
                decimals: Some(decimals),
                qualifier: Qualifier::Exactly,
                unit,
            };
            number::write(&truth, lang)
        }
    }
}
