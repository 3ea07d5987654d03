//! One page after another.

use std::fmt::Write as _;

use super::Kind;
use super::data::{self, Fact};
use super::random::Random;
use super::words;

/// Sections of a briefing; with them it has about 1,200 words.
const SECTIONS: usize = 5;

/// The address of a briefing by its number.
pub(crate) fn slug(number: usize) -> String {
    format!("briefing-{number:05}")
}

/// The page that the navigation leads to.
pub(crate) fn about() -> String {
    let mut random = Random::of(6_000_000);
    format!("---\ntitle: About\n---\n\n{}\n", paragraph(6, &mut random))
}

/// The briefing of a number in a project of so many.
pub(crate) fn briefing(kind: Kind, number: usize, pages: usize) -> String {
    let mut page = Writing {
        kind,
        number,
        pages,
        facts: if kind == Kind::Full { data::facts(number) } else { Vec::new() },
        random: Random::of(number),
        text: String::with_capacity(10_000),
    };
    page.front_matter();
    page.introduction();
    for section in 0..SECTIONS {
        page.section(section);
    }
    page.notes();
    page.text
}

/// Sentences in a row.
fn paragraph(sentences: usize, random: &mut Random) -> String {
    let sentences: Vec<String> = (0..sentences).map(|_| words::sentence(random)).collect();
    sentences.join(" ")
}

struct Writing {
    kind: Kind,
    number: usize,
    pages: usize,
    facts: Vec<Fact>,
    random: Random,
    text: String,
}

impl Writing {
    fn add(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push_str("\n\n");
    }

    fn paragraph(&mut self, sentences: usize) {
        let text = paragraph(sentences, &mut self.random);
        self.add(&text);
    }

    fn front_matter(&mut self) {
        let title = words::headline(&mut self.random);
        let summary = words::headline(&mut self.random);
        let topics = words::TOPICS.len();
        let author = if self.number.is_multiple_of(3) { "data-desk" } else { "research-desk" };
        let mut front = format!(
            "---\ntitle: {title}\nsummary: {summary}, and what the desk expects to come of it.\ndate: {}-{:02}-{:02}\nauthors: [{author}]\ntopics: [{}, {}]\n",
            2020 + self.number % 6,
            self.number / 6 % 12 + 1,
            self.number / 72 % 28 + 1,
            words::TOPICS[self.number % topics].0,
            words::TOPICS[(self.number + 3) % topics].0,
        );
        if self.kind == Kind::Full {
            self.analysis(&mut front);
        }
        front.push_str("---");
        self.add(&front);
    }

    /// Key points, a judgement and what to watch.
    fn analysis(&mut self, front: &mut String) {
        let ids: Vec<&str> = self.facts.iter().map(|fact| fact.id.as_str()).collect();
        let _ = writeln!(front, "at_a_glance: [{}]", ids.join(", "));
        front.push_str("key_points:\n");
        for _ in 0..2 {
            let _ = writeln!(front, "  - \"{}\"", words::sentence(&mut self.random));
        }
        let _ = writeln!(
            front,
            "judgements:\n  - id: course\n    text: \"It is *likely* that {} will hold this course.\"\n    likelihood: likely\n    confidence: moderate\n    because: [\"fact:{}\", \"@{}\"]\n    assumes: [calm]\n    alternatives:\n      - {}\n    horizon: P12M",
            words::subject(&mut self.random),
            ids[0],
            data::source_of(self.number, 0),
            words::point(&mut self.random),
        );
        let _ = writeln!(front, "assumptions:\n  calm: {}", words::point(&mut self.random));
    }

    fn introduction(&mut self) {
        self.paragraph(3);
        let facts = std::mem::take(&mut self.facts);
        let stated: Vec<String> =
            facts.iter().enumerate().map(|(at, fact)| self.stated(fact, at)).collect();
        self.facts = facts;
        let rest = paragraph(2, &mut self.random);
        self.add(&format!("{}{rest}", stated.concat()));
        if self.kind == Kind::Full {
            let id = data::id("chart", self.number);
            if data::has_chart(self.number) {
                self.add(&format!(
                    "As [](chart:{id}) shows, {}\n\n![](chart:{id})",
                    "the two regions part ways."
                ));
            }
            if data::has_table(self.number) {
                self.add(&format!("![](table:{})", data::id("table", self.number)));
            }
        }
    }

    /// A sentence that rests on a fact, with its source.
    fn stated(&mut self, fact: &Fact, at: usize) -> String {
        format!(
            "{} reports [{}](fact:{}) {} [@{}]. ",
            words::capital(words::subject(&mut self.random)),
            fact.text,
            fact.id,
            fact.noun,
            data::source_of(self.number, at),
        )
    }

    fn section(&mut self, section: usize) {
        let heading = words::headline(&mut self.random);
        self.add(&format!("## {heading}"));
        self.paragraph(3);
        match section {
            0 => self.list(),
            1 => self.table(),
            2 => self.steps(),
            3 => self.quotation(),
            _ => {}
        }
        self.linked(section);
        if section % 2 == 1 {
            let heading = words::headline(&mut self.random);
            self.add(&format!("### {heading}"));
            self.paragraph(2);
        }
        self.paragraph(2);
    }

    /// A paragraph with a link to another page, a footnote, and what else it may hold.
    fn linked(&mut self, section: usize) {
        let other = slug(self.random.below(self.pages));
        let before = words::sentence(&mut self.random);
        let link = match (self.kind, section % 2) {
            (Kind::Full, 0) => format!("[an earlier briefing](page:{other})"),
            _ => format!("[an earlier briefing](../{other}/index.md)"),
        };
        let note = match section {
            1 => "[^method]",
            3 => "[^limits]",
            _ => "",
        };
        let cited = match self.kind {
            Kind::Full => format!(" [@{}]", data::source_of(self.number, section)),
            Kind::Plain => String::new(),
        };
        let named = match (self.kind, section) {
            (Kind::Full, 0) => {
                "The [filing](term:filing) came late, and the [agency](who:energy-agency) said so."
            }
            (Kind::Full, 2) => "The [likely](judge:course) course is the old one.",
            (Kind::Full, 4) => "The [run rate](term:run-rate) hides the season.",
            _ => "The [notice](https://sources.example/notice) says nothing of it.",
        };
        self.add(&format!("{before} This was the subject of {link}{cited}.{note} {named}"));
    }

    fn list(&mut self) {
        for _ in 0..4 {
            let item = words::point(&mut self.random);
            let _ = writeln!(self.text, "- {item}");
        }
        let (first, second) = (words::point(&mut self.random), words::point(&mut self.random));
        self.add(&format!("  - {first}\n  - {second}"));
    }

    fn steps(&mut self) {
        for step in 1..=4 {
            let item = words::point(&mut self.random);
            let _ = writeln!(self.text, "{step}. {item}");
        }
        self.text.push('\n');
    }

    fn table(&mut self) {
        self.text.push_str("| Region | What changed | Since |\n| --- | --- | --- |\n");
        for _ in 0..6 {
            let place = words::capital(words::place(&mut self.random));
            let what = words::point(&mut self.random);
            let since = words::theme(&mut self.random);
            let _ = writeln!(self.text, "| {place} | {what} | {since} |");
        }
        self.text.push('\n');
    }

    fn quotation(&mut self) {
        let (said, noted) = (words::sentence(&mut self.random), words::sentence(&mut self.random));
        self.add(&format!("> {said}"));
        match self.kind {
            Kind::Full => self.add(&format!("> [!NOTE]\n> {noted}")),
            Kind::Plain => self.add(&noted),
        }
    }

    fn notes(&mut self) {
        let (method, limits) =
            (words::sentence(&mut self.random), words::sentence(&mut self.random));
        let _ = write!(self.text, "[^method]: {method}\n\n[^limits]: {limits}\n");
    }
}
