use proptest::prelude::*;

use super::*;

/// The numbers of a text, each in brackets.
#[track_caller]
fn check(lang: Lang, marked: &str) {
    let text: String = marked.chars().filter(|char| !matches!(char, '{' | '}')).collect();
    let mut shown = text.clone();
    for found in find(&text, lang, &["Llama", "01.AI"]).iter().rev() {
        shown.insert(found.at.end, '}');
        shown.insert(found.at.start, '{');
    }
    assert_eq!(shown, marked);
}

#[test]
fn a_number_is_found_with_what_belongs_to_it() {
    check(Lang::En, "The list has {117} services, {US$800 million} and {16.5%} of {eight} kinds.");
    check(
        Lang::De,
        "Die Liste hat {117} Dienste, {800 Mio. US-Dollar} und {16,5 %} von {acht} Arten.",
    );
    check(Lang::Zh, "名单上有{117}家，{8亿美元}，占{16.5%}，共{八}类。");
}

#[test]
fn dates_times_and_references_are_no_figures() {
    check(
        Lang::En,
        "On 28 March 2024 at 9:30, see section 3 and Table 2; on 3–5 May and 2024-03-28.",
    );
    check(
        Lang::De,
        "Am 28. März 2024 um 14.30 Uhr, siehe Abschnitt 3; vom 3. bis 5. Mai; § 12 Abs. 3.",
    );
    check(Lang::Zh, "2024年3月28日上午9时30分，见第三章、表2和附件1。");
}

#[test]
fn a_sign_between_two_numbers_belongs_to_the_first() {
    check(Lang::En, "{0$}{0}");
}

#[test]
fn names_are_no_figures() {
    check(Lang::En, "Llama 3 and 01.AI use H100 chips, GPT-4, 5G and Resolution 2231.");
}

proptest! {
    #[test]
    fn no_text_panics_and_what_is_found_lies_in_it(text in "(\\PC|[0-9一二三千万分之年月日,.: %–‑-]|two |half |of the |zwei |Abs\\. |\u{fffc}){0,40}") {
        for lang in Lang::ALL {
            let mut last = 0;
            for found in find(&text, lang, &["GLM-4", "一带"]) {
                prop_assert!(text.get(found.at.clone()).is_some_and(|part| !part.is_empty()));
                prop_assert!(last <= found.at.start);
                last = found.at.end;
            }
        }
    }
}
