//! How well the lint of unsourced numbers tells figures from other numbers.
//!
//! `tests/corpus/LANG.txt` holds sentences as analysts write them, each number that needs a
//! source in braces. The test builds a page of each sentence, prints precision and recall,
//! and allows less than one false alarm in a thousand words. `SHOW=1 cargo test --test corpus
//! -- --nocapture` lists what was missed and what was found in vain.

#![expect(clippy::disallowed_methods, reason = "tests set up the world that they look at")]
#![expect(clippy::print_stdout, reason = "the measure is to be read")]

mod common;

use std::fmt::Write as _;
use std::ops::Range;

use briefing::lang::Lang;
use briefing::{Options, Project, look};

use common::repository;

/// A sentence, its numbers in order, and where it stands in its file.
struct Sentence {
    line: usize,
    text: String,
    marked: Vec<Range<usize>>,
}

/// What came of a language.
#[derive(Default)]
struct Score {
    sentences: usize,
    words: usize,
    marked: usize,
    hits: usize,
    found: usize,
    false_alarms: usize,
    report: Vec<String>,
}

#[test]
fn few_numbers_are_missed_and_hardly_any_is_found_in_vain() {
    let scores = Lang::ALL.map(|lang| (lang, score(lang)));
    for (lang, score) in &scores {
        println!(
            "{}: {} sentences, {} words, {} numbers; precision {:.1}%, recall {:.1}%, {:.2} false alarms in 1,000 words",
            lang.name(),
            score.sentences,
            score.words,
            score.marked,
            percent(score.found - score.false_alarms, score.found),
            percent(score.hits, score.marked),
            per_thousand(score),
        );
        if std::env::var_os("SHOW").is_some() {
            score.report.iter().for_each(|line| println!("{line}"));
        }
    }
    for (lang, score) in &scores {
        assert!(score.sentences >= 300, "{}: {} sentences", lang.name(), score.sentences);
        assert!(per_thousand(score) < 1.0, "{}: {}", lang.name(), score.report.join("\n"));
        assert!(
            percent(score.hits, score.marked) >= 97.0,
            "{}: {}",
            lang.name(),
            score.report.join("\n")
        );
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a corpus are small")]
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { part as f64 * 100.0 / whole as f64 }
}

fn per_thousand(score: &Score) -> f64 {
    percent(score.false_alarms, score.words) * 10.0
}

fn score(lang: Lang) -> Score {
    let path = repository().join(format!("tests/corpus/{}.txt", lang.code()));
    let corpus = std::fs::read_to_string(path).expect("the corpus is part of the repository");
    let (names, sentences) = read(&corpus);
    let mut score = Score::default();
    for sentence in &sentences {
        let found = reported(&sentence.text, lang, &names);
        let overlap = |one: &Range<usize>, other: &Range<usize>| {
            one.start < other.end && other.start < one.end
        };
        let hits = sentence.marked.iter().filter(|mark| found.iter().any(|at| overlap(mark, at)));
        let hits = hits.count();
        let in_vain: Vec<_> = found
            .iter()
            .filter(|at| !sentence.marked.iter().any(|mark| overlap(mark, at)))
            .collect();
        if hits < sentence.marked.len() || !in_vain.is_empty() {
            let quoted = |ranges: &[Range<usize>]| -> Vec<String> {
                ranges.iter().map(|at| sentence.text[at.clone()].to_owned()).collect()
            };
            let missed: Vec<Range<usize>> = sentence
                .marked
                .iter()
                .filter(|mark| !found.iter().any(|at| overlap(mark, at)))
                .cloned()
                .collect();
            let in_vain: Vec<Range<usize>> = in_vain.iter().map(|at| (*at).clone()).collect();
            score.report.push(format!(
                "{}.txt:{}: missed {:?}, in vain {:?}: {}",
                lang.code(),
                sentence.line,
                quoted(&missed),
                quoted(&in_vain),
                sentence.text
            ));
        }
        score.sentences += 1;
        score.words += words(&sentence.text, lang);
        score.marked += sentence.marked.len();
        score.hits += hits;
        score.found += found.len();
        score.false_alarms += in_vain.len();
    }
    score
}

/// Words; in Chinese two characters make one, as is usual for counting them.
fn words(text: &str, lang: Lang) -> usize {
    match lang {
        Lang::Zh => text.chars().filter(|char| char.is_alphanumeric()).count() / 2,
        _ => text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count(),
    }
}

/// The declared names and the sentences of a corpus.
fn read(corpus: &str) -> (Vec<String>, Vec<Sentence>) {
    let mut names = Vec::new();
    let mut sentences = Vec::new();
    for (at, line) in corpus.lines().enumerate() {
        if let Some(list) = line.strip_prefix("names:") {
            names.extend(list.split(',').map(|name| name.trim().to_owned()));
            continue;
        }
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let (mut text, mut marked, mut open) = (String::new(), Vec::new(), 0);
        for char in line.chars() {
            match char {
                '{' => open = text.len(),
                '}' => marked.push(open..text.len()),
                _ => text.push(char),
            }
        }
        sentences.push(Sentence { line: at + 1, text, marked });
    }
    (names, sentences)
}

/// Where a build reports numbers in a sentence, as bytes of the sentence.
fn reported(sentence: &str, lang: Lang, names: &[String]) -> Vec<Range<usize>> {
    let front = "---\ntitle: T\nsummary: S\n---\n\n";
    // A mark at the start would make a list or a heading of the sentence.
    let page = format!("{front}{sentence}\n");
    let mut entities = String::new();
    for (at, name) in names.iter().enumerate() {
        let name = serde_json::to_string(name).expect("a text");
        writeln!(entities, "e{at}: {{name: {name}}}").expect("a string can be written to");
    }
    let settings = format!("title: T\nlanguage: {}\n", lang.code());
    let project = Project::in_memory([
        ("briefing.yaml", settings.as_str()),
        ("content/page.md", page.as_str()),
        ("data/entities.yaml", entities.as_str()),
        ("data/sources.yaml", "key: {title: K}\n"),
    ]);
    let looked = look(&project, &Options::default());
    let found = looked.problems.iter().filter(|problem| problem.code.name() == "unsourced-number");
    found
        .map(|problem| {
            let start = (problem.span.start as usize).saturating_sub(front.len());
            start..(problem.span.end as usize).saturating_sub(front.len())
        })
        .collect()
}
