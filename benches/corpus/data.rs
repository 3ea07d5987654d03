//! Settings and everything in `data/`.

use std::fmt::Write as _;

use super::File;
use super::random::Random;
use super::words;

/// Things of a kind in one file.
const A_FILE: usize = 100;

/// Months in the dataset of a chart.
const MONTHS: usize = 24;

/// What a fact is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A value in the facts' file.
    Value,
    /// A cell of the page's dataset.
    Cell,
    /// A formula over the page's first fact.
    Formula,
}

/// A fact and how a page writes it.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    pub(crate) id: String,
    /// The visible text of links to it.
    pub(crate) text: String,
    /// The noun behind the link.
    pub(crate) noun: &'static str,
    /// Its entry in `data/facts/`.
    yaml: String,
}

/// Whether a page has a chart: every fifth.
pub(crate) const fn has_chart(page: usize) -> bool {
    page.is_multiple_of(5)
}

/// Whether a page has a table of its own: every tenth, none that has a chart.
pub(crate) const fn has_table(page: usize) -> bool {
    page % 10 == 3
}

/// The facts of a page: two on average, one to three.
pub(crate) fn facts(page: usize) -> Vec<Fact> {
    let mut random = Random::of(page + 1_000_000);
    let count = [2, 1, 3, 2][page % 4];
    (0..count).map(|at| fact(page, at, &mut random)).collect()
}

fn fact(page: usize, at: usize, random: &mut Random) -> Fact {
    let id = format!("{}-{at}", id("fact", page));
    let origin = match at {
        0 if has_chart(page) => Origin::Cell,
        1 if page.is_multiple_of(3) => Origin::Formula,
        _ => Origin::Value,
    };
    let source = source_of(page, at);
    let (text, noun, value) = match origin {
        Origin::Cell => {
            let last = count_of(page, 0, MONTHS - 1);
            let from = format!(
                "  from: {{dataset: {}, where: {{month: {}, region: North}}, column: services}}\n  unit: service\n  decimals: 0\n",
                self::id("series", page),
                month(MONTHS - 1)
            );
            (grouped(last), "services", from)
        }
        Origin::Formula => {
            let first = format!("{}-0", self::id("fact", page));
            let value = format!("  formula: {first} / {first}\n  unit: ratio\n  decimals: 1\n");
            ("1.0".to_owned(), "times that", value)
        }
        // A formula needs a number first.
        Origin::Value => given(&source, if at == 0 { 4 } else { 5 }, random),
    };
    let label = format!("{} of {}", words::capital(words::theme(random)), words::subject(random));
    let yaml = format!("{id}:\n  label: {label}\n{value}");
    Fact { id, text, noun, yaml }
}

/// A value that is written with the fact, in one of the first forms that readers meet.
fn given(source: &str, forms: usize, random: &mut Random) -> (String, &'static str, String) {
    let count = random.between(1_100, 9_900);
    let tenths = random.between(1, 10);
    let whole = random.between(11, 90);
    let (text, noun, value) = match random.below(forms) {
        0 => {
            (grouped(count), "services", format!("value: {count}\n  unit: service\n  decimals: 0"))
        }
        1 => {
            let share = format!("{whole}.{tenths}");
            (format!("{share}%"), "of them", format!("value: {share}\n  unit: percent"))
        }
        2 => {
            let value = format!("value: {count}000000\n  unit: USD\n  decimals: -6");
            (format!("US${} million", grouped(count)), "in all", value)
        }
        3 => {
            let qualified = format!("value: {whole}\n  unit: plant\n  qualifier: more-than");
            (format!("more than {whole}"), "plants", qualified)
        }
        _ => {
            let day = format!("value: 2025-06-{:02}\n  unit: date", whole % 28 + 1);
            (format!("{} June 2025", whole % 28 + 1), "at the latest", day)
        }
    };
    (text, noun, format!("  {value}\n  as_of: 2026-05-31\n  source: {source}\n"))
}

/// A number with thousands, as English readers write them.
fn grouped(number: usize) -> String {
    match number {
        0..1_000 => number.to_string(),
        _ => format!("{},{:03}", number / 1_000, number % 1_000),
    }
}

/// The id of a page's thing of a kind.
pub(crate) fn id(kind: &str, page: usize) -> String {
    format!("{kind}-{page:05}")
}

/// The sources a page may cite: five neighbouring pages share four. The first rests under
/// its facts.
pub(crate) fn source_of(page: usize, at: usize) -> String {
    format!("source-{:05}-{}", page / 5, at % 4)
}

/// The settings, with every topic.
pub(crate) fn settings() -> String {
    let mut text = String::from(
        "title: The Desk\ndescription: A project made for measuring.\nbase_url: https://desk.example/\nlicense: CC-BY-4.0\npublisher:\n  name: The Desk\n  url: https://desk.example/\n  contact: desk@desk.example\nnav: [about]\ntopics:\n",
    );
    for (id, name) in words::TOPICS {
        let _ = writeln!(text, "  {id}: {name}");
    }
    text
}

/// Two authors; both are roles.
pub(crate) fn people() -> String {
    "research-desk: {name: Research desk, kind: role, affiliation: The Desk}\ndata-desk: {name: Data desk, kind: role, affiliation: The Desk}\n".to_owned()
}

/// Facts, sources, datasets, charts, tables, units, terms and entities.
pub(crate) fn files(pages: usize) -> Vec<File> {
    let mut files = vec![
        ("data/units.yaml".to_owned(), units()),
        ("data/glossary.yaml".to_owned(), glossary()),
        ("data/entities.yaml".to_owned(), entities()),
    ];
    let facts: Vec<String> = (0..pages).flat_map(facts).map(|fact| fact.yaml).collect();
    files.extend(in_files("facts", &facts));
    let sources: Vec<String> =
        (0..pages.div_ceil(5)).flat_map(|group| (0..4).map(move |at| source(group, at))).collect();
    files.extend(in_files("sources", &sources));
    for page in 0..pages {
        if has_chart(page) {
            files.extend(chart(page));
        }
        if has_table(page) {
            files.extend(table(page));
        }
    }
    files
}

/// Entries in files of a hundred.
fn in_files<'a>(folder: &'a str, entries: &'a [String]) -> impl Iterator<Item = File> + 'a {
    let chunks = entries.chunks(A_FILE).enumerate();
    chunks.map(move |(at, chunk)| (format!("data/{folder}/{at:03}.yaml"), chunk.join("\n")))
}

fn units() -> String {
    "plant: {one: plant, other: plants}\nservice: {one: service, other: services}\n".to_owned()
}

fn glossary() -> String {
    words::TERMS.iter().fold(String::new(), |mut text, (id, term, definition)| {
        let _ = writeln!(text, "{id}: {{term: {term}, definition: {definition}}}");
        text
    })
}

fn entities() -> String {
    words::ENTITIES.iter().fold(String::new(), |mut text, (id, name)| {
        let _ = writeln!(text, "{id}: {{name: {name}, kind: institution}}");
        text
    })
}

fn source(group: usize, at: usize) -> String {
    let mut random = Random::of(group * 4 + at + 2_000_000);
    let title = words::headline(&mut random);
    let org = words::capital(words::subject(&mut random));
    format!(
        "{}:\n  type: report\n  title: {title}\n  org: {org}\n  date: 2026-0{}-1{at}\n  url: https://sources.example/{group}/{at}\n  retrieved: 2026-06-30\n  language: en\n  kind: official\n  reliability: high\n",
        source_of(group * 5, at),
        at + 1,
    )
}

/// The name of a month, counted from the first of a dataset.
fn month(at: usize) -> String {
    format!("{}-{:02}", 2024 + at / 12, at % 12 + 1)
}

/// The services of a page's region in a month; they only grow.
fn count_of(page: usize, region: usize, month: usize) -> usize {
    let mut random = Random::of(page * 4 + region + 3_000_000);
    let step = random.between(20, 60);
    random.between(40, 200) + month * step + random.below(step)
}

/// A chart with its dataset in CSV: lines, steps, bars and dots in turn.
fn chart(page: usize) -> [File; 3] {
    let name = id("series", page);
    let mut random = Random::of(page + 4_000_000);
    let theme = words::theme(&mut random);
    let place = words::place(&mut random);

    let mut rows = String::from("month,region,services,share,status,source\n");
    for at in 0..MONTHS {
        for (region, title) in ["North", "South"].iter().enumerate() {
            let count = count_of(page, region, at);
            let share = format!("{}.{}", 10 + (count + at) % 80, count % 10);
            let _ =
                writeln!(rows, "{},{title},{count},{share},,{}", month(at), source_of(page, at));
        }
    }
    let dataset = format!(
        "title: {} in {place}, by month\ndescription: Services in operation at the end of each month.\nlicense: CC-BY-4.0\ncolumns:\n  month: {{title: Month, type: month, key: true, required: true}}\n  region: {{title: Region, type: enum, values: [North, South], key: true, required: true}}\n  services: {{title: Services, type: integer, unit: service, min: 0, required: true}}\n  share: {{title: Share, type: decimal, unit: percent, min: 0, max: 100}}\n  status: {{title: Status, type: flag}}\n  source: {{title: Source, type: source, required: true}}\nchecks:\n  - {{rule: row_count, equals: {}}}\nrows: {name}.csv\n",
        words::capital(theme),
        MONTHS * 2,
    );
    let fact = &facts(page)[0];
    let view = match page / 5 % 4 {
        0 => format!(
            "data: {name}\nmark: line\nx: month\ny: {{field: services, title: Services}}\ncolor: {{field: region, order: [North, South]}}\nlabel: end\nannotations:\n  - {{x: 2024-10, text: New rules take effect}}\n"
        ),
        1 => format!(
            "data: {{from: {name}, where: {{month: [2024-06, 2024-12, 2025-06, 2025-12]}}}}\nmark: bar\nx: {{field: services, title: Services}}\ny: month\ncolor: {{field: region, order: [North, South]}}\nstack: none\nlabel: value\n"
        ),
        2 => format!(
            "data: {name}\nmark: step\nx: month\ny: {{field: services, title: Services}}\ncolor: {{field: region, order: [North, South]}}\npoints: true\nlabel: end\n"
        ),
        _ => format!(
            "data: {name}\nmark: dot\nx: {{field: share, title: Share}}\ny: {{field: services, title: Services}}\ncolor: {{field: region, order: [North, South]}}\nlabel: legend\n"
        ),
    };
    let spec = format!(
        "headline: \"The north reached [{}](fact:{}) services while the south fell behind\"\nsubtitle: Services in operation, {place}, January 2024 to December 2025\n{view}note: Months are counted at their end.\n",
        fact.text, fact.id,
    );
    [
        (format!("data/datasets/{name}.csv"), rows),
        (format!("data/datasets/{name}.yaml"), dataset),
        (format!("data/charts/{}.yaml", id("chart", page)), spec),
    ]
}

/// A table with its rows beside their columns.
fn table(page: usize) -> [File; 2] {
    let name = id("rounds", page);
    let mut random = Random::of(page + 5_000_000);
    let mut rows = String::new();
    for at in 0..12 {
        let _ = writeln!(
            rows,
            "  - {{company: Company {}, closed: 2025-{:02}-15, amount: {}000000, backers: {}}}",
            char::from(b'A' + u8::try_from(at).expect("twelve are few")),
            at + 1,
            random.between(10, 900),
            words::capital(words::subject(&mut random)),
        );
    }
    let dataset = format!(
        "title: Funding rounds\nsource: {}\ncolumns:\n  company: {{title: Company, type: string, key: true}}\n  closed: {{title: Closed, type: date}}\n  amount: {{title: Amount, type: integer, unit: USD, min: 0}}\n  backers: {{title: Backers, type: string}}\nrows:\n{rows}",
        source_of(page, 0),
    );
    let spec = format!(
        "headline: {}\nsubtitle: Rounds that were closed in the year\ndata: {name}\ncolumns: [company, closed, amount, backers]\nsort: -amount\nnote: Sums are those that were announced.\n",
        words::headline(&mut random),
    );
    [
        (format!("data/datasets/{name}.yaml"), dataset),
        (format!("data/tables/{}.yaml", id("table", page)), spec),
    ]
}
