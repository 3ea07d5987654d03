//! Rules of the craft that a reader feels and a dictionary does not know (ONS service
//! manual, "Main points"; ICD 203, section D.6): warnings, each with its reason in the
//! manual.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic};
use crate::files::Spanned;
use crate::lang::Lang;
use crate::model::{
    FactValue, Inline, Judgement, Page, PageKind, Prose, Target, ViewKind, block_passages,
    passages, plain_text, views, walk,
};
use crate::resolve::Site;

/// Words in a judgement that can be true whatever happens.
const WEASELS: [(Lang, &[&str]); 3] = [
    (Lang::En, &["may", "might", "could", "possible", "possibly", "perhaps", "conceivably"]),
    (Lang::De, &["könnte", "könnten", "möglicherweise", "eventuell", "vielleicht", "denkbar"]),
    (Lang::Zh, &["或许", "也许", "说不定", "有可能"]),
];

/// Abbreviations that are words by now, to readers of analyses.
const KNOWN: [&str; 40] = [
    "AD", "AI", "BBC", "BC", "CEO", "CFO", "CNN", "CO", "COVID", "CSV", "CTO", "EU", "FAQ", "GB",
    "GDP", "GPS", "HTML", "ID", "IMF", "IT", "JSON", "KI", "NATO", "NGO", "OECD", "PC", "PDF",
    "PNG", "SVG", "TV", "UK", "UN", "URL", "US", "USA", "USB", "USD", "WHO", "WTO", "XML",
];

/// What a page could say better.
pub(super) fn page(page: &Page, site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for judgement in &page.judgements {
        problems.extend(weasel(judgement, page.lang));
        problems.extend(without_basis(judgement));
    }
    if page.kind == PageKind::Briefing {
        problems.extend(page.key_points.iter().filter_map(|point| orphan(point, page, site)));
        problems.extend(abbreviations(page, site));
    }
    problems
}

/// The texts of a stretch, with those inside others and their places.
fn texts(content: &[Inline]) -> Vec<&Spanned<String>> {
    let mut texts = Vec::new();
    walk(content, &mut |inline| {
        if let Inline::Text(text) = inline {
            texts.push(text);
        }
    });
    texts
}

/// The words of a text, each with where it begins. Chinese, which has no spaces between words,
/// only parts those of other scripts.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let chinese = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}');
    let part = move |c: char| {
        (c.is_alphanumeric() && !chinese(c)) || matches!(c, '-' | '\'' | '’' | '.' | '&' | '+')
    };
    let mut at = 0;
    text.split(move |c: char| !part(c)).map(move |word| {
        let start = at;
        // The character that parts two words may have any length.
        at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
        (start, word)
    })
}

/// A judgement that no outcome can refute.
fn weasel(judgement: &Judgement, lang: Lang) -> Option<Diagnostic> {
    let (_, weasels) = WEASELS.iter().find(|(known, _)| *known == lang)?;
    let found = texts(&judgement.text.content).into_iter().find_map(|text| {
        if lang == Lang::Zh {
            let weasel = weasels.iter().find(|weasel| text.value.contains(**weasel))?;
            let at = text.value.find(weasel)?;
            return Some((*weasel, text.part(at..at + weasel.len())));
        }
        words(&text.value).find_map(|(at, word)| {
            let word = word.trim_end_matches('.');
            let weasel = weasels.iter().find(|weasel| **weasel == word)?;
            Some((*weasel, text.part(at..at + word.len())))
        })
    });
    let (weasel, span) = found?;
    let message = format!("`{weasel}` makes this judgement true whatever happens");
    Some(
        Diagnostic::new(Code::WeaselWord, span, message).help(
            "say how likely it is, with the word of its `likelihood:`, or under which condition",
        ),
    )
}

/// A judgement that does not say what it rests on.
fn without_basis(judgement: &Judgement) -> Option<Diagnostic> {
    judgement.because.is_empty().then(|| {
        let id = &judgement.id;
        let message = format!("the judgement `{}` does not say what it rests on", id.value);
        Diagnostic::new(Code::JudgementWithoutBasis, id.span, message).help(
            "name facts, charts or sources: `because: [\"fact:ID\", \"chart:ID\", \"@source\"]`",
        )
    })
}

/// A key point none of whose facts the text shows.
fn orphan(point: &Prose, page: &Page, site: &Site) -> Option<Diagnostic> {
    let named = facts(&point.content);
    if named.is_empty() {
        return None;
    }
    let mut shown: BTreeSet<&str> = BTreeSet::new();
    for passage in block_passages(&page.body.blocks) {
        shown.extend(facts(passage));
    }
    let datasets: BTreeSet<&str> = views(page)
        .into_iter()
        .filter_map(|view| match view.kind {
            ViewKind::Chart => {
                site.data.charts.get(&view.id.value).map(|chart| chart.data.dataset.value.as_str())
            }
            ViewKind::Table => site.tables.get(&view.id.value).map(|table| table.dataset.as_str()),
        })
        .collect();
    let in_view = |id: &str| match site.data.facts.get(id).map(|fact| &fact.value) {
        Some(FactValue::From { dataset, .. }) => datasets.contains(dataset.value.as_str()),
        // What has no value is reported elsewhere.
        None | Some(FactValue::Missing) => true,
        Some(FactValue::Given(_) | FactValue::Formula(..)) => false,
    };
    if named.iter().any(|id| shown.contains(id) || in_view(id)) {
        return None;
    }
    let problem = Diagnostic::new(
        Code::OrphanKeyPoint,
        point.span,
        "the text below says nothing of this key point",
    );
    Some(problem.help("say in the text what it rests on, with the same facts, or leave it out"))
}

fn facts(content: &[Inline]) -> Vec<&str> {
    let mut facts = Vec::new();
    walk(content, &mut |inline| {
        if let Inline::Link(link) = inline
            && let Target::Fact { id, .. } = &link.target
        {
            facts.push(id.as_str());
        }
    });
    facts
}

/// Abbreviations that the page nowhere explains, each at its first place.
fn abbreviations(page: &Page, site: &Site) -> Vec<Diagnostic> {
    let mut known: BTreeSet<&str> = KNOWN.into_iter().collect();
    let data = &site.data;
    for term in data.terms.values() {
        known.extend(term.term.all().chain(term.short.all()).flat_map(|name| named(name)));
        known.extend(term.aliases.iter().flat_map(|alias| named(alias)));
    }
    for entity in data.entities.values() {
        known.extend(named(&entity.name));
        known.extend(entity.aliases.iter().flat_map(|alias| named(alias)));
    }
    let passages = passages(page);
    let whole: Vec<String> = passages.iter().map(|passage| plain_text(passage)).collect();
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    for passage in &passages {
        let linked = explained_by_links(passage);
        for text in texts(passage) {
            for (at, word) in words(&text.value) {
                let Some((offset, abbreviation)) = abbreviation(word) else { continue };
                if known.contains(abbreviation)
                    || linked.contains(abbreviation)
                    || !seen.insert(abbreviation.to_owned())
                    || whole.iter().any(|text| explains(text, abbreviation))
                {
                    continue;
                }
                let span = text.part(at + offset..at + offset + abbreviation.len());
                let message = format!("`{abbreviation}` is not explained on this page");
                problems.push(Diagnostic::new(Code::UnexplainedAbbreviation, span, message).help(
                    format!("write it out once, `The Full Name ({abbreviation})`, or enter it in `data/glossary.yaml`"),
                ));
            }
        }
    }
    problems
}

/// The parts of a name, so that `ERNIE Bot` explains `ERNIE`.
fn named(name: &str) -> impl Iterator<Item = &str> {
    words(name).map(|(_, word)| word).filter_map(|word| Some(abbreviation(word)?.1))
}

/// Abbreviations inside links that lead to what they stand for.
fn explained_by_links(content: &[Inline]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk(content, &mut |inline| {
        if let Inline::Link(link) = inline
            && matches!(link.target, Target::Term(_) | Target::Entity(_) | Target::Web(_))
        {
            let text = plain_text(&link.content);
            found.extend(named(&text).map(str::to_owned));
        }
    });
    found
}

/// The abbreviation that a word is: two to five capitals, a plural's `s` behind them. A
/// name with digits or hyphens, such as `GPT-4`, is a name. Gives where it begins.
fn abbreviation(word: &str) -> Option<(usize, &str)> {
    let trimmed = word.trim_matches(['\'', '’', '.', '-', '&', '+']);
    let offset = word.find(trimmed)?;
    let stem = trimmed.strip_suffix("’s").or_else(|| trimmed.strip_suffix("'s")).unwrap_or(trimmed);
    let stem = stem.strip_suffix('s').unwrap_or(stem);
    let fits = (2..=5).contains(&stem.len()) && stem.bytes().all(|byte| byte.is_ascii_uppercase());
    // Roman numerals number things.
    let numeral = stem.bytes().all(|byte| b"IVX".contains(&byte));
    (fits && !numeral).then_some((offset, stem))
}

/// Whether a text writes an abbreviation out: `Full Name (FN)` or `FN (Full Name)`.
fn explains(text: &str, abbreviation: &str) -> bool {
    let behind =
        [format!("({abbreviation})"), format!("({abbreviation}s)"), format!("（{abbreviation}）")];
    behind.iter().any(|written| text.contains(written.as_str()))
        || text.contains(&format!("{abbreviation} ("))
        || text.contains(&format!("{abbreviation}（"))
}

#[cfg(test)]
mod tests {
    use super::{abbreviation, explains, words};

    #[test]
    fn an_abbreviation_is_a_few_capitals() {
        #[track_caller]
        fn check(word: &str, expected: Option<&str>) {
            assert_eq!(abbreviation(word).map(|(_, stem)| stem), expected);
        }
        check("NTIA", Some("NTIA"));
        check("LLMs", Some("LLM"));
        check("NTIA’s", Some("NTIA"));
        check("(BIS", None);
        check("GPT-4", None);
        check("H20", None);
        check("Act", None);
        check("II", None);
        check("ENFORCE", None);
    }

    #[test]
    fn an_abbreviation_is_explained_by_its_full_name_beside_it() {
        assert!(explains("the Bureau of Industry and Security (BIS)", "BIS"));
        assert!(explains("BIS (Bureau of Industry and Security)", "BIS"));
        assert!(!explains("the BIS says", "BIS"));
    }

    #[test]
    fn words_know_where_they_begin() {
        let text = "Für “die” NTIA建议";
        for (at, word) in words(text) {
            assert_eq!(&text[at..at + word.len()], word);
        }
        assert!(words(text).any(|(_, word)| word == "NTIA"), "Chinese ends a word");
    }
}
