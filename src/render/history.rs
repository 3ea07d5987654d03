//! What else is known of a value, for the register and the cards: what it was before, what
//! other sources say, and that it is wrong.

use std::fmt::Write as _;

use serde_json::json;

use super::facts::parts;
use super::html::{self, Apparatus};
use super::page::date_view;
use super::scope::Scope;
use super::source;
use super::views::{KnownErrorView, OtherValueView, ValueChangeView};
use crate::lang::Lang;
use crate::model::{Fact, OtherValue, Value};
use crate::number::{self, Decimal, Qualifier, Truth, Unit, UnitKind};
use crate::resolve::{Figure, FigureValue, like, words_in};

/// From so many per cent on, a change is shown without decimals.
const WHOLE_FROM: i64 = 10;

/// The mark behind a value that is known to be wrong, or nothing. The register, where the
/// value leads, has the note.
pub(super) fn mark(figure: &Figure, scope: &Scope) -> String {
    let mut html = String::new();
    if !figure.known_errors.is_empty() {
        let word = html::escape(&scope.theme.word(scope.lang, "known_error"));
        let _ = write!(
            html,
            "<sup class=\"known-error\"><span aria-hidden=\"true\">†</span><span class=\"visually-hidden\"> ({word})</span></sup>"
        );
    }
    html
}

/// The earlier values of a fact, the newest first.
pub(super) fn newest_first(fact: &Fact) -> Vec<&OtherValue> {
    let mut history: Vec<&OtherValue> = fact.history.iter().collect();
    history.sort_by_key(|earlier| earlier.as_of.as_ref().map(|date| date.value));
    history.reverse();
    history
}

/// Values of other times or sources.
pub(super) fn others(
    values: &[&OtherValue],
    figure: &Figure,
    scope: &Scope,
    apparatus: &mut Apparatus,
) -> Vec<OtherValueView> {
    let view = |other: &&OtherValue| {
        let (value, unit) = parts(&like(figure, &other.value.value, other.decimals), scope.lang);
        OtherValueView {
            value,
            unit,
            as_of: date_view(other.as_of.as_ref().map(|date| date.value), scope.lang),
            source_html: source::line(&other.sources, scope, apparatus),
            note_html: html::prose(scope.own(other.note.as_ref()), scope, apparatus),
        }
    };
    values.iter().map(view).collect()
}

/// The known errors that a fact rests on, its own first.
pub(super) fn known_errors(
    id: &str,
    figure: &Figure,
    scope: &Scope,
    apparatus: &mut Apparatus,
) -> Vec<KnownErrorView> {
    let data = &scope.site.data;
    let view = |wrong: &String| {
        let fact = data.facts.get(wrong)?;
        let error = fact.known_error.as_ref()?;
        let own = scope.site.figures.get(wrong)?;
        let corrected = error.corrected.as_ref().map(|(value, decimals)| {
            let (value, unit) = parts(&like(own, &value.value, *decimals), scope.lang);
            if unit.is_empty() { value } else { format!("{value} {unit}") }
        });
        Some(KnownErrorView {
            fact: if wrong == id { String::new() } else { fact.label.of(scope.lang).clone() },
            corrected: corrected.unwrap_or_default(),
            note: words_in(&error.note.of(scope.lang).content, scope.site, scope.lang),
            note_html: html::prose(Some(error.note.of(scope.lang)), scope, apparatus),
            source_html: source::line(&error.sources, scope, apparatus),
        })
    };
    figure.known_errors.iter().filter_map(view).collect()
}

/// Values of other times or sources for programs.
pub(super) fn others_json(values: &[&OtherValue]) -> serde_json::Value {
    let json = |other: &&OtherValue| {
        let keys = other.sources.iter().map(|key| &key.value);
        json!({
            "value": machine(&other.value.value),
            "as_of": other.as_of.as_ref().map(|date| date.value.iso()),
            "sources": keys.collect::<Vec<_>>(),
        })
    };
    values.iter().map(json).collect()
}

/// The known errors that a fact rests on for programs.
pub(super) fn known_errors_json(figure: &Figure, scope: &Scope) -> serde_json::Value {
    let json = |id: &String| {
        let error = scope.site.data.facts.get(id)?.known_error.as_ref()?;
        let corrected = error.corrected.as_ref().map(|(value, _)| machine(&value.value));
        let note = words_in(&error.note.of(scope.lang).content, scope.site, scope.lang);
        Some(json!({"fact": id, "corrected": corrected, "note": note}))
    };
    figure.known_errors.iter().filter_map(json).collect()
}

/// A value without marks of any language.
fn machine(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.iso(),
        Value::Text(text) => text.clone(),
    }
}

/// How far a number is from the last value before it; ranges, dates and words do not change
/// by so much.
pub(super) fn change(fact: &Fact, figure: &Figure, lang: Lang) -> Option<ValueChangeView> {
    let last = *newest_first(fact).first()?;
    let FigureValue::Number(now) = &figure.value else { return None };
    if now.upper.is_some() {
        return None;
    }
    let Value::Number(before) = &last.value.value else { return None };
    let difference = &now.value - before;
    let shown = Truth {
        value: difference.abs(),
        upper: None,
        // No more digits than both values have.
        decimals: match (now.decimals, last.decimals) {
            (Some(now), Some(before)) => Some(now.min(before)),
            (now, before) => now.or(before),
        },
        qualifier: Qualifier::Exactly,
        unit: match now.unit.kind {
            UnitKind::Percent => Unit::builtin("percentage-point").unwrap_or(now.unit.clone()),
            _ => now.unit.clone(),
        },
    };
    let (direction, sign) = match (difference.is_zero(), difference.is_negative()) {
        (true, _) => ("none", ""),
        (false, true) => ("down", "−"),
        (false, false) => ("up", "+"),
    };
    let (size, unit) = number::parts(&shown, lang);
    let (before_value, before_unit) = parts(&like(figure, &last.value.value, last.decimals), lang);
    Some(ValueChangeView {
        direction,
        difference: format!("{sign}{size}"),
        unit,
        percent: share(&difference, before, now.unit.kind).map_or_else(String::new, |share| {
            let decimals = i32::from(share.abs() < Decimal::from(WHOLE_FROM));
            format!("{sign}{}", number::percent(&share.abs(), decimals, lang))
        }),
        before: before_value,
        before_unit,
        since: date_view(last.as_of.as_ref().map(|date| date.value), lang),
    })
}

/// A difference in per cent of the value before; nothing where that says nothing: of shares
/// and ratios, and of what was zero or less.
fn share(difference: &Decimal, before: &Decimal, kind: UnitKind) -> Option<Decimal> {
    let of_things =
        !matches!(kind, UnitKind::Percent | UnitKind::PercentagePoint | UnitKind::Ratio);
    let positive = !before.is_negative() && !before.is_zero();
    (of_things && positive).then(|| difference.checked_div(before).map(|part| part.shifted(2)))?
}

#[cfg(test)]
mod tests {
    use crate::{Options, Project, build};

    /// A file of a project with the fact `f`, and `g` that rests on it.
    fn page(path: &str, fact: &str) -> String {
        let facts = format!(
            "f: {{label: The list, value: 868, unit: item, as_of: 2026-04, source: s, {fact}}}\ng: {{label: G, formula: f * 2, unit: item}}\n"
        );
        let page = "---\ntitle: T\nsummary: S\ndate: 2026\nat_a_glance: [f]\n---\n\n[868](fact:f) [1,736](fact:g) [](fact:f?show=as-of) [@s]\n";
        let project = Project::in_memory([
            ("briefing.yaml", "title: T\n"),
            ("data/sources.yaml", "s: {title: S}\n"),
            ("data/facts.yaml", &facts),
            ("content/a/index.md", page),
        ]);
        let built = build(&project, &Options::default());
        assert!(built.problems.is_empty(), "{:?}", built.problems);
        let output = built.output.expect("nothing is wrong");
        output.text(path).to_owned()
    }

    #[test]
    fn the_register_and_the_card_say_what_was_before() {
        let html = page(
            "a/index.html",
            "history: [{value: 302, as_of: 2024}, {value: 748, as_of: 2025-12-31, note: Notice}]",
        );
        let register = "Before: 748 items, as of <time datetime=\"2025-12-31\">31 December 2025</time>. Notice</span>\n\
            <span class=\"register-note\">Before: 302 items, as of <time datetime=\"2024\">2024</time></span>";
        assert!(html.contains(register), "{html}");
        let card = "<dd class=\"glance-change\">+16% since <time datetime=\"2025-12-31\">31 December 2025</time></dd>";
        assert!(html.contains(card), "{html}");
        assert!(!html.contains("class=\"known-error\""));
    }

    #[test]
    fn each_use_of_a_known_error_has_its_mark_and_the_register_its_note() {
        let html =
            page("a/index.html", "known_error: {corrected: 867, note: A *slip*., source: s}");
        // The card, the text and the text that rests on it; the day is not wrong.
        assert_eq!(html.matches("<sup class=\"known-error\">").count(), 3, "{html}");
        for note in [
            "† </span>Known to be wrong: A <em>slip</em>. Right value: 867 items.",
            "† </span>Known to be wrong, The list: A <em>slip</em>.",
        ] {
            assert!(html.contains(note), "{note}\n{html}");
        }
    }

    #[test]
    fn what_other_sources_say_stands_in_the_register() {
        let html = page(
            "a/index.html",
            "also: [{value: 870, source: s, as_of: 2026-04-30}], tolerance: 2",
        );
        let other = "Another source: 870 items, as of <time datetime=\"2026-04-30\">30 April 2026</time> (<a href=\"#source-s\">S</a>)";
        assert!(html.contains(other), "{html}");
    }

    #[test]
    fn programs_get_plain_values() {
        let more = "history: [{value: 1748, as_of: 2025, source: s}], known_error: {corrected: 867, note: A *slip*}";
        let json: serde_json::Value =
            serde_json::from_str(&page("a/facts.json", more)).expect("the file is JSON");
        let fact = &json["facts"][0];
        assert_eq!(
            fact["history"][0].to_string(),
            "{\"value\":\"1748\",\"as_of\":\"2025\",\"sources\":[\"s\"]}"
        );
        assert_eq!(
            fact["known_errors"][0].to_string(),
            "{\"fact\":\"f\",\"corrected\":\"867\",\"note\":\"A slip\"}"
        );
    }
}
