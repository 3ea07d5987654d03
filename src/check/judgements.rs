//! Likelihood words are those their judgements declare, and stand apart from confidence
//! (ICD 203, section D.6.e.(2)).

use crate::diag::{Code, Diagnostic};
use crate::files::Span;
use crate::lang::Lang;
use crate::model::{Inline, Judgement, Likelihood, Page, Target, passages, plain_text, walk};
use crate::register;
use crate::resolve::Site;

/// The problems of a page's judgements.
pub(super) fn page(page: &Page, site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    if page.judgements.is_empty() {
        return problems;
    }
    for passage in passages(page) {
        walk(passage, &mut |inline| problems.extend(word(inline, page)));
        problems.extend(confident_words(passage, page, site));
    }
    for judgement in &page.judgements {
        problems.extend(own_words(judgement, page.lang));
        let text = plain_text(&judgement.text.content).to_lowercase();
        let confident = says_confidence(&text, page.lang);
        let likely = !likelihoods(&text, page.lang).is_empty();
        if confident && likely {
            problems.push(with_confidence(judgement.text.span));
        }
    }
    problems.extend(mixed(page));
    problems
}

fn with_confidence(span: Span) -> Diagnostic {
    Diagnostic::new(Code::LikelihoodWithConfidence, span, "this sentence gives a likelihood and a confidence")
        .help("readers take the two for one; say how likely it is in the sentence, and let `confidence:` say how sound the basis is")
}

/// The likelihoods of judgements that a text repeats in one sentence with a confidence. The
/// judgements' own texts are read elsewhere.
fn confident_words(passage: &[Inline], page: &Page, site: &Site) -> Vec<Diagnostic> {
    let own = |text: &[Inline]| {
        page.judgements
            .iter()
            .any(|judgement| std::ptr::eq(judgement.text.content.as_slice(), text))
    };
    let mut repeats = false;
    walk(passage, &mut |inline| repeats |= is_of_judgement(inline));
    if !repeats || own(passage) {
        return Vec::new();
    }
    let links = register::links(passage, site, page.lang).into_iter();
    links
        .filter(|(link, _)| matches!(link.target, Target::Judgement(_)))
        .filter(|(_, sentence)| says_confidence(&sentence.to_lowercase(), page.lang))
        .map(|(link, _)| with_confidence(link.text))
        .collect()
}

fn is_of_judgement(inline: &Inline) -> bool {
    matches!(inline, Inline::Link(link) if matches!(link.target, Target::Judgement(_)))
}

/// Whether a sentence in lower case says how sound its own basis is.
fn says_confidence(sentence: &str, lang: Lang) -> bool {
    let (degrees, nouns): (&[&str], &[&str]) = match lang {
        Lang::En => (&["low", "moderate", "high"], &["confidence"]),
        Lang::De => (
            &["gering", "niedrig", "mittler", "mäßig", "hoh"],
            &["verlässlichkeit", "konfidenz", "zuversicht"],
        ),
        Lang::Zh => {
            let words = ["把握程度", "把握不大", "把握较大", "把握很大", "置信度"];
            return words.iter().any(|word| sentence.contains(word));
        }
    };
    let words: Vec<&str> = sentence.split(|c: char| !c.is_alphabetic()).collect();
    words.windows(2).any(|pair| {
        nouns.contains(&pair[1]) && degrees.iter().any(|degree| pair[0].starts_with(degree))
    })
}

/// The words of a likelihood, to be chosen from.
fn choice(likelihood: Likelihood, lang: Lang) -> String {
    let words = likelihood.words(lang).into_iter().map(|word| format!("`{word}`"));
    words.collect::<Vec<_>>().join(" or ")
}

/// A page that uses words of both rows of the scale: readers take two words for two
/// likelihoods, and these are one.
fn mixed(page: &Page) -> Option<Diagnostic> {
    if page.lang != Lang::En {
        return None;
    }
    let mut said: Vec<(&'static str, Likelihood, Span)> = Vec::new();
    for judgement in &page.judgements {
        let text = plain_text(&judgement.text.content).to_lowercase();
        let found = likelihoods(&text, page.lang).into_iter();
        said.extend(found.map(|(word, likelihood)| (word, likelihood, judgement.text.span)));
    }
    for passage in passages(page) {
        walk(passage, &mut |inline| {
            if let Inline::Link(link) = inline
                && let Target::Judgement(_) = link.target
            {
                let text = plain_text(&link.content).to_lowercase();
                let found = likelihoods(&text, page.lang).into_iter();
                said.extend(found.map(|(word, likelihood)| (word, likelihood, link.text)));
            }
        });
    }
    let second = |word: &str, likelihood: Likelihood| word == likelihood.terms.1;
    let (first, likelihood, span) = *said.first()?;
    let row = second(first, likelihood);
    let (other, _, place) =
        *said.iter().find(|(word, likelihood, _)| second(word, *likelihood) != row)?;
    let message = format!("`{other}` is of the other row of the scale than `{first}`");
    let problem = Diagnostic::new(Code::MixedLikelihoodTerms, place, message)
        .related(span, format!("`{first}` stands here"));
    Some(
        problem.help(
            "use the words of one row throughout: readers take two words for two likelihoods",
        ),
    )
}

/// A judgement whose own sentence says another likelihood than it declares.
fn own_words(judgement: &Judgement, lang: Lang) -> Option<Diagnostic> {
    let declared = judgement.likelihood?;
    let said = likelihoods(&plain_text(&judgement.text.content).to_lowercase(), lang);
    let other = said.first().filter(|_| !said.iter().any(|(_, found)| *found == declared))?;
    let message =
        format!("the sentence says `{}`, the judgement says `{}`", other.0, declared.terms.0);
    Some(
        Diagnostic::new(Code::JudgementMismatch, judgement.text.span, message).help(format!(
            "write {} in the sentence, or change `likelihood:`",
            choice(declared, lang)
        )),
    )
}

/// The likelihoods that a sentence in lower case names; of words within others, such as
/// `likely` in `very likely`, the longer.
fn likelihoods(sentence: &str, lang: Lang) -> Vec<(&'static str, Likelihood)> {
    let of = |likelihood: Likelihood| {
        likelihood.words(lang).into_iter().map(move |word| (word, likelihood))
    };
    let mut terms: Vec<(&'static str, Likelihood)> =
        Likelihood::ALL.into_iter().flat_map(of).collect();
    terms.sort_by_key(|(term, _)| std::cmp::Reverse(term.len()));
    let mut rest = sentence.to_owned();
    let mut found = Vec::new();
    for (term, likelihood) in terms {
        // Chinese has no spaces between words.
        let letter = |c: Option<char>| lang != Lang::Zh && c.is_some_and(char::is_alphabetic);
        let whole = rest.match_indices(term).find(|(at, _)| {
            let (before, behind) = (&rest[..*at], &rest[at + term.len()..]);
            !letter(before.chars().next_back()) && !letter(behind.chars().next())
        });
        if let Some((at, _)) = whole {
            found.push((term, likelihood));
            rest.replace_range(at..at + term.len(), "·");
        }
    }
    found
}

/// The word of a link such as `[likely](judge:chips)`.
fn word(inline: &Inline, page: &Page) -> Option<Diagnostic> {
    let Inline::Link(link) = inline else { return None };
    let Target::Judgement(id) = &link.target else { return None };
    let judgement = page.judgements.iter().find(|judgement| judgement.id.value == *id)?;
    let declared = judgement.likelihood?;
    let words = plain_text(&link.content);
    let found = Likelihood::find(&words, page.lang);
    if found == Some(declared) {
        return None;
    }
    let (low, high) = declared.range;
    let problem = Diagnostic::new(
        Code::JudgementMismatch,
        link.text,
        format!("the text says `{words}`, the judgement says `{}`", declared.terms.0),
    )
    .label(format!("`{}` means {low} to {high} per cent", declared.terms.0))
    .related(judgement.id.span, "the judgement");
    Some(problem.help(format!("write {}, or change the judgement", choice(declared, page.lang))))
}
