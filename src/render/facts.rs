//! Checked facts as readers meet them: in the text, on a card, in the register, and as
//! files for other programs.
//!
//! A number in the text is a link to its entry in the register, which every browser can
//! follow. Where the browser has popovers, a button behind the number opens a small card
//! with value, date and source; there is one card for each fact of a page, however often
//! the fact is used. Neither needs a script.

use serde_json::json;

use super::html::{self, Apparatus, Links, escape, href};
use super::page::date_view;
use super::scope::Scope;
use super::source;
use super::views::{
    CheckedView, ClaimView, DateView, FactCardView, FactView, Maybe, PageView, UseView,
};
use super::{correction, history};
use crate::files::Spanned;
use crate::lang::Lang;
use crate::model::{Fact, SignOff, Source};
use crate::number;
use crate::register::{self, Machine};
use crate::resolve::{Figure, FigureValue, Term, words_in};

/// How many sources a card names before it leaves the others to the register.
const ON_A_CARD: usize = 2;

/// What stands before a checked value: the link to the register, with the anchor that the
/// register leads back to.
pub(super) fn open(id: &str, anchor: &str) -> String {
    let (id, anchor) = (escape(id), escape(anchor));
    format!("<span class=\"fact-use\"><a class=\"fact\" href=\"#fact-{id}\" id=\"{anchor}\">")
}

/// What stands behind it. The button has a name but no text of its own, so that a sentence
/// can be copied as it was written, and is no stop of the Tab key: the link before it leads to
/// all that the card says, and a page of numbers has stops enough.
pub(super) fn close(id: &str, button: Option<&str>) -> String {
    let button = button.map_or_else(String::new, |name| {
        format!(
            "<button class=\"fact-open\" type=\"button\" tabindex=\"-1\" popovertarget=\"card-{}\" aria-label=\"{}\"></button>",
            escape(id),
            escape(name)
        )
    });
    format!("</a>{button}</span>")
}

/// A value as HTML whose number stays on a line with what belongs to it: "US$2.9 billion", "28 March",
/// "2.1 × 10²⁵".
pub(super) fn on_one_line(value: &str) -> String {
    let is_number = |text: &str| text.trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit());
    let is_sign = |c: char| matches!(c, '×' | '$' | '€' | '£' | '¥');
    let mut words = value.split(' ').peekable();
    let mut out = String::with_capacity(value.len());
    while let Some(word) = words.next() {
        out.push_str(word);
        let Some(next) = words.peek() else { break };
        let begins = next.starts_with(|c: char| c.is_ascii_digit());
        let joined = is_number(word) || begins && word.ends_with(is_sign);
        out.push(if joined { '\u{a0}' } else { ' ' });
    }
    out
}

/// Every fact used on the page, in the order of use. Definitions and notes may use more.
pub(super) fn register(scope: &Scope, apparatus: &mut Apparatus) -> Vec<FactView> {
    let mut made: Vec<FactView> = Vec::new();
    while let Some((id, _)) = apparatus.facts.get(made.len()) {
        let id = id.clone();
        made.push(entry(&id, scope, apparatus));
    }
    for (view, (_, uses)) in made.iter_mut().zip(&apparatus.facts) {
        let uses = uses.iter();
        view.uses = uses
            .map(|(text, anchor)| UseView { text: text.clone(), anchor: anchor.clone() })
            .collect();
    }
    made
}

/// Every claim that the page makes, in the order of use. The facts it rests on are used with it.
pub(super) fn claims(scope: &Scope, apparatus: &mut Apparatus) -> Vec<ClaimView> {
    let mut made: Vec<ClaimView> = Vec::new();
    while let Some((id, uses)) = apparatus.claims.get(made.len()).cloned() {
        let (proof, claim) = (&scope.site.claims[&id], &scope.site.data.claims[&id]);
        let facts = claim.holds.iter().flat_map(|holds| holds.value.facts());
        facts.for_each(|fact| apparatus.fact_without_use(&fact.value));
        let words = uses.first().map_or_else(String::new, |(text, _)| text.clone());
        made.push(ClaimView {
            label: match claim.label.of(scope.lang).as_str() {
                "" => words,
                label => label.to_owned(),
            },
            expression: Term::line(&proof.terms, |term| term.name(scope.lang)),
            values: Term::line(&proof.terms, |term| term.value(scope.lang)),
            as_of: date_view(proof.as_of, scope.lang),
            source_html: source::line(&proof.sources, scope, apparatus),
            note_html: html::prose(scope.own(claim.note.as_ref()), scope, apparatus),
            uses: uses.into_iter().map(|(text, anchor)| UseView { text, anchor }).collect(),
            id,
        });
    }
    made
}

fn entry(id: &str, scope: &Scope, apparatus: &mut Apparatus) -> FactView {
    let figure = &scope.site.figures[id];
    let fact = &scope.site.data.facts[id];
    let (value, unit) = parts(&figure.value, scope.lang);
    let locator = match fact.locator.of(scope.lang).as_str() {
        "" => String::new(),
        locator => format!("{}{}", scope.theme.word(scope.lang, "comma"), escape(locator)),
    };
    FactView {
        id: id.to_owned(),
        label: fact.label.of(scope.lang).clone(),
        value,
        unit,
        as_of: date_view(figure.as_of, scope.lang),
        qualifier: qualifier(figure),
        source_html: source::line(&figure.sources, scope, apparatus) + &locator,
        definition_html: html::prose(scope.own(fact.definition.as_ref()), scope, apparatus),
        note_html: html::prose(scope.own(fact.note.as_ref()), scope, apparatus),
        checked: Maybe(fact.checked.as_ref().map(|checked| self::checked(checked, scope))),
        known_errors: history::known_errors(id, figure, scope, apparatus),
        history: history::others(&history::newest_first(fact), figure, scope, apparatus),
        also: history::others(&fact.also.iter().collect::<Vec<_>>(), figure, scope, apparatus),
        corrections: correction::of_cell(figure.origin, scope),
        uses: Vec::new(),
        card: Maybe(Some(FactCardView {
            anchor: format!("card-{id}"),
            source_html: addresses(&figure.sources, scope) + &locator,
            note_html: scope.own(fact.note.as_ref()).map_or_else(String::new, |note| {
                html::inline(&note.content, Links::Dropped, scope, &mut Apparatus::default())
            }),
        })),
    }
}

/// A value in two parts: the number, with "about" or "at least" where it is no exact one,
/// and the word behind it.
pub(super) fn parts(value: &FigureValue, lang: Lang) -> (String, String) {
    match value {
        FigureValue::Number(truth) => number::parts(truth, lang),
        FigureValue::Date(date) => (date.write(lang), String::new()),
        FigureValue::Text(text) => (text.clone(), String::new()),
    }
}

fn qualifier(figure: &Figure) -> &'static str {
    match &figure.value {
        FigureValue::Number(truth) => truth.qualifier.name(),
        FigureValue::Date(_) | FigureValue::Text(_) => "exactly",
    }
}

fn checked(checked: &SignOff, scope: &Scope) -> CheckedView {
    let on = checked.on.value;
    CheckedView {
        by: register::name(&checked.by.value, scope.site).to_owned(),
        on: DateView { iso: on.iso(), text: on.write(scope.lang) },
    }
}

/// The sources as links to their own addresses: whoever opens a card wants to see them.
fn addresses(keys: &[Spanned<String>], scope: &Scope) -> String {
    let sources: Vec<&Source> =
        keys.iter().filter_map(|key| scope.site.data.sources.get(&key.value)).collect();
    let links = sources.iter().take(ON_A_CARD).map(|source| address(source, scope));
    let mut links: Vec<String> = links.collect();
    if let more @ 1.. = sources.len().saturating_sub(ON_A_CARD) {
        let words = scope.theme.word(scope.lang, "and_more").replace("%n", &more.to_string());
        links.push(escape(&words));
    }
    links.join(&scope.theme.word(scope.lang, "semicolon"))
}

fn address(source: &Source, scope: &Scope) -> String {
    let name = source::name(source);
    let title = match source.url.as_str() {
        "" => format!("<cite>{}</cite>", escape(&source.title)),
        url => format!("<cite><a href=\"{}\">{}</a></cite>", href(url), escape(&source.title)),
    };
    if name == source.title {
        return title;
    }
    format!("{}{}{title}", escape(name), scope.theme.word(scope.lang, "comma"))
}

/// The address of the facts of a page for programs; empty where it has none.
pub(super) fn address_of(folder: &str, ending: &str, facts: &[FactView]) -> String {
    if facts.is_empty() { String::new() } else { format!("{folder}facts.{ending}") }
}

/// The facts of a page for programs and for spreadsheets.
pub(super) fn files(page: &PageView, scope: &Scope) -> Vec<(String, String)> {
    if page.facts.is_empty() {
        return Vec::new();
    }
    vec![(page.facts_json.clone(), json(page, scope)), (page.facts_csv.clone(), csv(page, scope))]
}

/// A fact of the page with what it is made of.
fn known<'a>(view: &FactView, scope: &Scope<'a>) -> (&'a Fact, Machine) {
    let fact = &scope.site.data.facts[&view.id];
    (fact, Machine::of(&scope.site.figures[&view.id]))
}

fn json(page: &PageView, scope: &Scope) -> String {
    let facts = page.facts.iter().map(|view| {
        let (fact, machine) = known(view, scope);
        let figure = &scope.site.figures[&view.id];
        let uses = view.uses.iter().map(|used| json!({"text": used.text, "anchor": used.anchor}));
        json!({
            "id": view.id,
            "label": view.label,
            "value": machine.value,
            "unit": machine.unit,
            "decimals": machine.decimals,
            "qualifier": machine.qualifier,
            "as_of": figure.as_of.map(crate::date::PartialDate::iso),
            "sources": register::sources_json(&figure.sources, scope.site),
            "locator": fact.locator.of(scope.lang),
            "definition": text(scope.own(fact.definition.as_ref()), scope),
            "note": text(scope.own(fact.note.as_ref()), scope),
            "checked": fact.checked.as_ref().map(|checked| register::checked_json(checked, scope.site)),
            "history": history::others_json(&history::newest_first(fact)),
            "also": history::others_json(&fact.also.iter().collect::<Vec<_>>()),
            "known_errors": history::known_errors_json(figure, scope),
            "uses": uses.collect::<Vec<_>>(),
        })
    });
    let page = json!({"title": page.title, "lang": scope.lang.bcp47(), "url": page.url});
    let all = json!({"page": page, "facts": facts.collect::<Vec<_>>()});
    let mut text = serde_json::to_string_pretty(&all).expect("values of JSON are JSON");
    text.push('\n');
    text
}

/// The columns of `facts.csv`.
const COLUMNS: [&str; 12] = [
    "id",
    "label",
    "value",
    "unit",
    "decimals",
    "qualifier",
    "as_of",
    "sources",
    "addresses",
    "locator",
    "note",
    "uses",
];

fn csv(page: &PageView, scope: &Scope) -> String {
    let rows = page.facts.iter().map(|view| {
        let (fact, machine) = known(view, scope);
        let figure = &scope.site.figures[&view.id];
        let sources = || figure.sources.iter().map(|key| &key.value);
        let urls = sources().filter_map(|key| Some(scope.site.data.sources.get(key)?.url.as_str()));
        let urls: Vec<&str> = urls.filter(|url| !url.is_empty()).collect();
        let keys: Vec<&str> = sources().map(String::as_str).collect();
        let anchors: Vec<&str> = view.uses.iter().map(|used| used.anchor.as_str()).collect();
        vec![
            view.id.clone(),
            view.label.clone(),
            machine.value,
            machine.unit,
            machine.decimals.map_or_else(String::new, |decimals| decimals.to_string()),
            machine.qualifier.to_owned(),
            figure.as_of.map_or_else(String::new, crate::date::PartialDate::iso),
            keys.join("; "),
            urls.join(" "),
            fact.locator.of(scope.lang).clone(),
            text(scope.own(fact.note.as_ref()), scope),
            anchors.join(" "),
        ]
    });
    register::csv_of(&COLUMNS, rows)
}

/// A short text of the data in plain words.
fn text(prose: Option<&crate::model::Prose>, scope: &Scope) -> String {
    prose.map_or_else(String::new, |prose| words_in(&prose.content, scope.site, scope.lang))
}

#[cfg(test)]
mod tests {
    use super::on_one_line;

    #[test]
    fn a_number_stays_with_what_belongs_to_it() {
        for (value, expected) in [
            ("US$2.9 billion", "US$2.9_billion"),
            ("more than 117 services", "more than 117_services"),
            ("1,5 Milliarden US-Dollar", "1,5_Milliarden US-Dollar"),
            ("28. März 2024", "28._März 2024"),
            ("2.1 × 10²⁵ FLOP", "2.1_×_10²⁵ FLOP"),
            ("<em>14.6</em> times", "<em>14.6</em> times"),
            ("fourteen times", "fourteen times"),
        ] {
            assert_eq!(on_one_line(value), expected.replace('_', "\u{a0}"));
        }
    }
}
