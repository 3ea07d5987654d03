//! Mutated inputs: whatever a text becomes, nothing panics and every place lies in its file.
//!
//! The seeds are the corpora, the bundled briefing and the pages of the problems; each is cut,
//! doubled, spliced with another and sprinkled with characters that parsers stumble over. The
//! number of rounds is bounded, and `FUZZ=100` makes it a hundred times as many.

#![expect(clippy::disallowed_methods, reason = "tests set up the world that they look at")]

mod common;

use briefing::lang::Lang;
use briefing::number::{self, Decimal, Qualifier, Truth, Unit};
use briefing::{Options, Project, look};
use walkdir::WalkDir;

use common::repository;

/// Characters and words that mean something to one of the readers.
const SPRINKLED: &[&str] = &[
    "[",
    "](fact:",
    ")",
    "`",
    "*",
    "\"",
    "'",
    "{",
    "}",
    ": ",
    "\n",
    "- ",
    "|",
    "#",
    "–",
    "\u{a0}",
    "。",
    "万",
    "亿",
    "三",
    "第",
    "一",
    "百分之",
    "½",
    "½",
    "0",
    "9",
    ".",
    ",",
    "%",
    "US$",
    "€",
    "e400",
    "10^",
    "²",
    "between ",
    " and ",
    " to ",
    "und",
    "zwei",
    "hundert",
    "-",
    "−",
    "\u{fffc}",
    "\u{200b}",
    "\u{1f600}",
    "ß",
    "İ",
    "claims: {",
    "range: [",
    "where ",
    "sum(",
    "formula: ",
];

/// A small generator: the same numbers on every machine (xorshift, G. Marsaglia, 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most.max(1) as u64).expect("it is below a usize")
    }
}

fn times() -> usize {
    let asked = std::env::var("FUZZ").ok();
    asked.and_then(|asked| asked.parse().ok()).unwrap_or(1)
}

fn mutated(seeds: &[String], random: &mut Random) -> String {
    let mut text = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.below(4) {
        let place = |text: &str, random: &mut Random| {
            let mut at = random.below(text.len() + 1);
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (one, other) = (place(&text, random), place(&text, random));
        let (start, end) = (one.min(other), one.max(other));
        match random.below(5) {
            0 => text.replace_range(start..end, ""),
            1 => text.insert_str(start, SPRINKLED[random.below(SPRINKLED.len())]),
            2 => {
                let part = text[start..end].to_owned();
                text.insert_str(end, &part);
            }
            3 => text.replace_range(start..end, SPRINKLED[random.below(SPRINKLED.len())]),
            _ => {
                let other = &seeds[random.below(seeds.len())];
                let cut = place(other, random);
                text.replace_range(start..end, &other[cut..]);
            }
        }
        text.truncate(text.floor_char_boundary(20_000));
    }
    text
}

#[test]
fn numbers_are_read_and_found_in_whatever_stands_there() {
    let seeds: Vec<String> = Lang::ALL
        .iter()
        .flat_map(|lang| {
            let path = repository().join(format!("tests/corpus/{}.txt", lang.code()));
            let text = std::fs::read_to_string(path).expect("the corpus is there");
            text.lines().map(|line| line.replace(['{', '}'], "")).collect::<Vec<_>>()
        })
        .filter(|line| !line.is_empty())
        .collect();
    let units = ["service", "USD", "percent", "kg", "ratio", "rank", "percentage-point"];
    let truths: Vec<Truth> = units
        .iter()
        .map(|id| Truth {
            value: Decimal::parse("117.5").expect("a number"),
            upper: None,
            decimals: Some(1),
            qualifier: Qualifier::About,
            unit: Unit::builtin(id).unwrap_or_else(|| Unit::declared(id, id, "services")),
        })
        .collect();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for round in 0..4_000 * times() {
        let text = mutated(&seeds, &mut random);
        let lang = Lang::ALL[round % 3];
        for found in number::find(&text, lang, &["GLM-4", "三星"]) {
            assert!(text.get(found.at.clone()).is_some(), "{text}");
        }
        if let Ok(reading) = number::read(&text, lang) {
            assert!(text.get(reading.numeral.clone()).is_some(), "{text}");
        }
        if let Err(problem) = number::check(&text, &truths[round % truths.len()], lang) {
            assert!(text.get(problem.at.clone()).is_some(), "{text}");
        }
    }
}

#[test]
fn projects_are_looked_at_whatever_their_files_say() {
    let read = |folder: &str, ending: &str| -> Vec<String> {
        let files = WalkDir::new(repository().join(folder)).sort_by_file_name().into_iter();
        let files = files.map(|entry| entry.expect("the folder can be read").into_path());
        files
            .filter(|path| path.to_string_lossy().ends_with(ending))
            .map(|path| std::fs::read_to_string(path).expect("a text"))
            .collect()
    };
    let pages = [read("content", ".md"), read("docs/codes", ".md")].concat();
    let data = read("data", ".yaml");
    let charts = [read("data/charts", ".yaml"), read("tests/charts/data/charts", ".yaml")].concat();
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    for _ in 0..150 * times() {
        let (page, facts) = (mutated(&pages, &mut random), mutated(&data, &mut random));
        let chart = mutated(&charts, &mut random);
        let project = Project::in_memory([
            ("briefing.yaml", "title: T\n"),
            ("content/a/index.md", page.as_str()),
            ("content/a/index.de.md", page.as_str()),
            ("data/facts.yaml", facts.as_str()),
            ("data/charts/c.yaml", chart.as_str()),
            ("data/datasets/approvals.yaml", facts.as_str()),
            ("data/corrections.yaml", chart.as_str()),
        ]);
        for problem in look(&project, &Options::default()).problems {
            let text = &project.files.get(problem.span.file).text;
            assert!(text.get(problem.span.range()).is_some(), "{problem:?}\n{page}\n{facts}");
        }
    }
}
