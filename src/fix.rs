//! The data's numbers written into the texts, where only the number differs.
//!
//! An author's form is kept: scale, precision, hedge, language. What would make the words round
//! a number false is left to its author, with the reason. Nothing but digits is touched.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use crate::date::PartialDate;
use crate::files::{FileId, Files, Span};
use crate::lang::Lang;
use crate::model::{Inline, Link, Target, passages, plain_text, walk};
use crate::number::{self, Decimal, Disagreement, DisagreementKind, Hedge, UnitKind};
use crate::resolve::{Figure, FigureValue, Site};

/// One text that becomes another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Where the text stands.
    pub span: Span,
    /// What is there.
    pub from: String,
    /// What the data says.
    pub to: String,
}

/// A text that disagrees and is left to its author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Where it stands.
    pub span: Span,
    /// What is there.
    pub text: String,
    /// Why it is left.
    pub reason: &'static str,
}

/// What there is to fix.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fixes {
    /// What can be written, by place.
    pub edits: Vec<Edit>,
    /// What is left, by place.
    pub refusals: Vec<Refusal>,
}

/// Whether the values of empty links are written out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Fill {
    /// They stay empty, and the build writes them.
    #[default]
    Leave,
    /// They are written, so that the text can be read where it stands.
    Write,
}

/// The edits that make the texts of a site agree with its data.
pub fn fixes(site: &Site, files: &Files, fill: Fill) -> Fixes {
    let mut fixes = Fixes::default();
    for page in &site.pages {
        for passage in passages(page) {
            in_passage(passage, page.lang, site, files, fill, &mut fixes);
        }
    }
    for (lang, prose) in site.data.texts(site.settings.language) {
        in_passage(&prose.content, lang, site, files, fill, &mut fixes);
    }
    fixes.edits.sort_by_key(|edit| edit.span);
    fixes.edits.dedup();
    fixes.refusals.sort_by_key(|refusal| refusal.span);
    fixes.refusals.dedup();
    fixes
}

fn in_passage(
    passage: &[Inline],
    lang: Lang,
    site: &Site,
    files: &Files,
    fill: Fill,
    fixes: &mut Fixes,
) {
    let mut links = Vec::new();
    let mut doubtful = false;
    walk(passage, &mut |inline| {
        let Inline::Link(link) = inline else { return };
        match &link.target {
            Target::Fact { id, as_of } => links.push((&**link, id, *as_of)),
            Target::Claim(id) => {
                doubtful |= site.claims.get(id).is_some_and(|proof| !proof.holds);
            }
            _ => {}
        }
    });
    for (link, id, as_of) in links {
        let Some(figure) = site.figures.get(id) else { continue };
        let words = plain_text(&link.content);
        if words.trim().is_empty() {
            if fill == Fill::Write {
                fixes.edits.extend(filled(link, figure, as_of, lang));
            }
            continue;
        }
        let Some(disagreement) = figure.disagreement(&words, as_of, lang) else { continue };
        let file = files.get(link.text.file);
        let found = match file.text.get(link.text.range()) {
            _ if doubtful => Err("the same text makes a claim that does not hold"),
            Some(source) if source == words => fix(&words, &disagreement, figure, as_of, lang),
            _ => Err("the text has marks of its own inside the link"),
        };
        match found {
            Ok(to) => fixes.edits.push(Edit { span: link.text, from: words, to }),
            Err(reason) => {
                fixes.refusals.push(Refusal { span: link.text, text: words, reason });
            }
        }
    }
}

/// The text of an empty link.
fn filled(link: &Link, figure: &Figure, as_of: bool, lang: Lang) -> Option<Edit> {
    let to = figure.shown(as_of, lang)?;
    is_plain(&to).then(|| Edit { span: link.text, from: String::new(), to })
}

/// What a text becomes, or why it is left as it is.
fn fix(
    words: &str,
    disagreement: &Disagreement,
    figure: &Figure,
    as_of: bool,
    lang: Lang,
) -> Result<String, &'static str> {
    match disagreement.kind {
        DisagreementKind::UnitMismatch => return Err("another unit is another statement"),
        DisagreementKind::HedgeMismatch => return Err("its hedge is not true of the data"),
        DisagreementKind::Unreadable => return Err("it cannot be read"),
        _ => {}
    }
    let suggestion = disagreement.suggestion.as_deref().ok_or("no text of its form agrees")?;
    let to = match (&figure.value, as_of) {
        (FigureValue::Number(_), false) => {
            return in_place(words, suggestion, figure, lang);
        }
        (_, true) => dated(words, figure.as_of.ok_or("the fact has no date")?, suggestion, lang),
        (FigureValue::Date(date), false) => dated(words, *date, suggestion, lang),
        (FigureValue::Text(_), false) => suggestion.to_owned(),
    };
    if is_plain(&to) { Ok(to) } else { Err("the data's words have marks of their own") }
}

/// A suggestion that differs in its digits only, and leaves the words round them true.
fn in_place(
    words: &str,
    suggestion: &str,
    figure: &Figure,
    lang: Lang,
) -> Result<String, &'static str> {
    let FigureValue::Number(truth) = &figure.value else { return Err("it is no number") };
    let digits = number::read(words, lang).ok().map(|reading| reading.digits);
    let digits: Range<usize> = digits.unwrap_or_else(|| number::digits_of(words));
    let (before, behind) = (&words[..digits.start], &words[digits.end..]);
    let kept = suggestion.len() >= before.len() + behind.len()
        && suggestion.starts_with(before)
        && suggestion.ends_with(behind);
    if !kept {
        return Err("the number does not fit into the words round it");
    }
    let old = number::read(words, lang).ok();
    let new = number::read(suggestion, lang).map_err(|_| "no text of its form agrees")?;
    if let Some(old) = &old {
        if old.value.is_negative() != new.value.is_negative() {
            return Err("the sign changes, and with it the sentence");
        }
        let one = |value: &Decimal| value.abs() == Decimal::from(1);
        let counts = matches!(truth.unit.kind, UnitKind::Count | UnitKind::Measure);
        if counts && lang != Lang::Zh && one(&old.value) != one(&new.value) {
            return Err("the words round it are for one, or for several");
        }
        if old.hedge != Hedge::None && old.hedge != new.hedge {
            return Err("its hedge is not true of the data");
        }
    }
    Ok(suggestion.to_owned())
}

/// The date in the author's own form.
fn dated(words: &str, date: PartialDate, suggestion: &str, lang: Lang) -> String {
    let text = words.trim();
    let lead = &words[..words.len() - words.trim_start().len()];
    let tail = &words[words.trim_end().len()..];
    let written = if PartialDate::parse_iso(text).is_ok() && text.contains('-') {
        date.iso()
    } else {
        match date.like(text, lang) {
            Some(like) => like,
            None => suggestion.to_owned(),
        }
    };
    format!("{lead}{written}{tail}")
}

/// Whether a text means itself in Markdown and in YAML.
fn is_plain(text: &str) -> bool {
    !text.contains(['*', '_', '[', ']', '<', '`', '\\', '"', '#', '|', '\n'])
        && !text.contains(": ")
}

/// The texts of the files that edits change, by file.
pub fn applied(edits: &[Edit], files: &Files) -> BTreeMap<FileId, String> {
    let mut texts: BTreeMap<FileId, String> = BTreeMap::new();
    // From the end, so that no edit moves the place of another.
    for edit in edits.iter().rev() {
        let file = edit.span.file;
        let text = texts.entry(file).or_insert_with(|| files.get(file).text.to_string());
        text.replace_range(edit.span.range(), &edit.to);
    }
    texts
}

/// The change of each line, as `diff -U0` writes it.
pub fn diff(edits: &[Edit], files: &Files) -> String {
    let mut out = String::new();
    for (file, new) in applied(edits, files) {
        let file = files.get(file);
        let _ = writeln!(out, "--- a/{0}\n+++ b/{0}", file.path);
        for (at, (old, new)) in file.text.lines().zip(new.lines()).enumerate() {
            if old != new {
                let line = at + 1;
                let _ = writeln!(out, "@@ -{line} +{line} @@\n-{old}\n+{new}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diag::has_errors;
    use crate::{Drafts, Options, Project, build, resolve};

    fn project(value: &str, unit: &str, text: &str, file: &str) -> Project {
        let facts =
            format!("f: {{label: F, value: {value}, unit: {unit}, as_of: 2024, source: s}}\n");
        let page = format!("---\ntitle: T\n---\n\n{text}\n");
        Project::in_memory([
            ("briefing.yaml", "title: T\nnumbers: {digits: off, words: off}\n"),
            ("data/sources.yaml", "s: {title: S}\n"),
            ("data/units.yaml", "service: {one: service, other: services}\n"),
            ("data/facts.yaml", facts.as_str()),
            (file, page.as_str()),
        ])
    }

    /// The text after the fix, or the reason why it stays.
    #[track_caller]
    fn check_in(file: &str, value: &str, unit: &str, text: &str, expected: &str) {
        let project = project(value, unit, text, file);
        let site = resolve::site(&project, Drafts::Hide, None).value;
        let fixes = fixes(&site, &project.files, Fill::Leave);
        let shown = match (&fixes.edits[..], &fixes.refusals[..]) {
            ([], [refusal]) => refusal.reason.to_owned(),
            (edits, _) => {
                let texts = applied(edits, &project.files);
                let new = texts.values().next().cloned().unwrap_or_default();
                new.lines().nth(4).unwrap_or("nothing").to_owned()
            }
        };
        assert_eq!(shown, expected);
    }

    #[track_caller]
    fn check(value: &str, unit: &str, text: &str, expected: &str) {
        check_in("content/a.md", value, unit, text, expected);
    }

    #[test]
    fn the_number_is_written_in_the_authors_form() {
        check("117", "service", "[118](fact:f)", "[117](fact:f)");
        check("9e8", "USD", "[US$800 million](fact:f) and", "[US$900 million](fact:f) and");
        check("17.25", "percent", "[16.5%](fact:f)", "[17.3%](fact:f)");
        check("9", "service", "[Eight services](fact:f)", "[Nine services](fact:f)");
        check("130", "service", "[about 150](fact:f)", "[about 130](fact:f)");
        check("1509", "service", "[1.509](fact:f)", "[1,509](fact:f)");
        check("117", "service", "[117](fact:f)", "nothing");
    }

    #[test]
    fn each_language_has_its_marks() {
        check_in("content/a.de.md", "1234.5", "EUR", "[1.233,5 €](fact:f)", "[1.234,5 €](fact:f)");
        check_in("content/a.zh.md", "9e8", "USD", "[8亿美元](fact:f)", "[9亿美元](fact:f)");
        check_in("content/a.zh.md", "9", "service", "[八](fact:f)", "[九](fact:f)");
    }

    #[test]
    fn dates_keep_their_form() {
        check("2024-03-28", "date", "[27 March 2024](fact:f)", "[28 March 2024](fact:f)");
        check("2024-03-28", "date", "[March 27, 2024](fact:f)", "[March 28, 2024](fact:f)");
        check("2024-03-28", "date", "[2024-03-27](fact:f)", "[2024-03-28](fact:f)");
        check("2024-03-28", "date", "[April 2024](fact:f)", "[March 2024](fact:f)");
        check("2024-03-28", "date", "[27 March](fact:f)", "[28 March](fact:f)");
        check_in(
            "content/a.de.md",
            "2024-03-28",
            "date",
            "[27.3.2024](fact:f)",
            "[28.3.2024](fact:f)",
        );
    }

    #[test]
    fn what_would_make_the_words_false_is_left() {
        check(
            "90",
            "service",
            "[more than 100](fact:f)",
            "the number does not fit into the words round it",
        );
        check("117", "USD", "[€117](fact:f)", "another unit is another statement");
        check(
            "1",
            "service",
            "[2](fact:f) services",
            "the words round it are for one, or for several",
        );
        check("-3", "percent", "[3%](fact:f)", "the sign changes, and with it the sentence");
        check(
            "117",
            "service",
            "[**118**](fact:f)",
            "the text has marks of its own inside the link",
        );
        check("117", "service", "[a lot](fact:f)", "it cannot be read");
    }

    #[test]
    fn a_false_claim_keeps_its_numbers() {
        let page = "---\ntitle: T\n---\n\n[More than doubled](claim:c) to [118](fact:f).\n";
        let project = Project::in_memory([
            ("briefing.yaml", "title: T\n"),
            ("data/sources.yaml", "s: {title: S}\n"),
            (
                "data/facts.yaml",
                "f: {label: F, value: 117, unit: item, as_of: 2024, source: s}\nclaims: {c: {holds: f > 200 item}}\n",
            ),
            ("content/a.md", page),
        ]);
        let site = resolve::site(&project, Drafts::Hide, None).value;
        let fixes = fixes(&site, &project.files, Fill::Leave);
        assert_eq!(fixes.edits, []);
        assert_eq!(fixes.refusals[0].reason, "the same text makes a claim that does not hold");
    }

    #[test]
    fn a_diff_shows_whole_lines() {
        let project =
            project("117", "service", "One [118](fact:f), [119](fact:f).", "content/a.md");
        let site = resolve::site(&project, Drafts::Hide, None).value;
        let edits = fixes(&site, &project.files, Fill::Leave).edits;
        assert_eq!(
            diff(&edits, &project.files),
            "--- a/content/a.md\n+++ b/content/a.md\n@@ -5 +5 @@\n\
             -One [118](fact:f), [119](fact:f).\n+One [117](fact:f), [117](fact:f).\n"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        /// What is fixed passes, and there is nothing more to fix.
        #[test]
        fn a_fix_passes_and_is_the_last(
            value in "(-)?[1-9][0-9]{0,8}(\\.[0-9]{1,3})?",
            unit in "service|USD|percent|ratio|kg|rank",
            text in "(about |more than |nearly |rund |über |约|超过)?(US\\$)?(-)?[0-9]{1,4}([.,][0-9]{1,3})?( million| Mio\\.|亿|%| kg| times)?|eight|two thirds|八|20–30",
            file in "content/a(\\.de|\\.zh)?\\.md",
        ) {
            let before = project(&value, &unit, &format!("[{text}](fact:f)"), &file);
            let site = resolve::site(&before, Drafts::Hide, None).value;
            let edits = fixes(&site, &before.files, Fill::Write).edits;
            for new in applied(&edits, &before.files).values() {
                let line = new.lines().nth(4).unwrap_or_default();
                let after = project(&value, &unit, line, &file);
                let built = build(&after, &Options::default());
                prop_assert!(!has_errors(&built.problems), "{} {:?}", line, built.problems);
                let site = resolve::site(&after, Drafts::Hide, None).value;
                prop_assert_eq!(fixes(&site, &after.files, Fill::Write), Fixes::default());
            }
        }
    }
}
