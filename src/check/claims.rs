//! The phrase of every claim against the expression that must hold.

use crate::diag::{Code, Diagnostic};
use crate::lang::Lang;
use crate::model::{Link, plain_text};
use crate::resolve::{Site, Term};

/// A claim that does not hold, at the words that make it.
pub(super) fn link(link: &Link, id: &str, lang: Lang, site: &Site) -> Option<Diagnostic> {
    let proof = site.claims.get(id).filter(|proof| !proof.holds)?;
    let words = plain_text(&link.content);
    let values = Term::line(&proof.terms, |term| term.value(lang));
    let problem = Diagnostic::new(
        Code::FalseClaim,
        link.text,
        format!("the text says `{}`, and the data does not", words.trim()),
    );
    Some(
        problem
            .label(format!("{values} is false"))
            .related(proof.origin, "this must hold")
            .help("say what the data says, or mend the data or the claim if the text is right"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, Project, build};

    /// The label of the problem of a claim that rests on `a`, 6 models, and `b`, 2 models.
    #[track_caller]
    fn check(holds: &str, expected: &str) {
        let facts = format!(
            "a: {{label: A, value: 6, unit: item, as_of: 2024, source: s}}\n\
             b: {{label: B, value: 2, unit: item, as_of: 2024, source: s}}\n\
             claims: {{c: {{holds: '{holds}'}}}}\n"
        );
        let page = "---\ntitle: T\n---\n\nIt [grew](claim:c) from [2](fact:b) to [6](fact:a).\n";
        let project = Project::in_memory([
            ("briefing.yaml", "title: T\n"),
            ("data/sources.yaml", "s: {title: S}\n"),
            ("data/facts.yaml", facts.as_str()),
            ("content/page.md", page),
        ]);
        let built = build(&project, &Options::default());
        let said: Vec<String> = built
            .problems
            .iter()
            .map(|problem| {
                format!("{}: {} {}", problem.code.name(), problem.message, problem.label)
            })
            .collect();
        assert_eq!(said.join("\n").trim(), expected, "{holds}");
    }

    #[test]
    fn a_claim_that_holds_is_fine() {
        check("a > 2 * b", "");
        check("a = 6 item and not (b > a)", "");
        check("change(b, a) = 4 item", "");
    }

    #[test]
    fn a_false_claim_shows_its_values() {
        let said = "false-claim: the text says `grew`, and the data does not";
        check("a > 3 * b", &format!("{said} 6 > 3 × 2 is false"));
        check("a < b or pct(b, a) > 250%", &format!("{said} 6 < 2 or pct(2, 6) > 250% is false"));
    }

    #[test]
    fn an_expression_is_read_in_the_language_of_its_page() {
        let facts = "a: {label: {en: Apples, de: Äpfel}, value: 6, unit: item, as_of: 2024, source: s}\n\
             claims: {c: {holds: a > 1 item and not (a > 9 item)}}\n";
        let project = Project::in_memory([
            ("briefing.yaml", "title: T\n"),
            ("data/sources.yaml", "s: {title: S}\n"),
            ("data/facts.yaml", facts),
        ]);
        let site = crate::resolve::site(&project, crate::Drafts::Hide, None).value;
        let shown = |lang| Term::line(&site.claims["c"].terms, |term| term.name(lang));
        assert_eq!(shown(Lang::En), "Apples > 1 and not Apples > 9");
        assert_eq!(shown(Lang::De), "Äpfel > 1 und nicht Äpfel > 9");
    }

    #[test]
    fn what_is_no_statement_cannot_be_claimed() {
        check("a + b", "formula-error: this gives a value, and nothing that is true or false");
        check("a > c", "unknown-fact: no fact is named `c`");
    }
}
