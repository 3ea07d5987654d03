//! Sentences in the manner of analysts, without a number in them.
//!
//! Every number of a page is a checked fact, so that no check of bare numbers, now or
//! later, finds anything in these projects.

use super::random::Random;

/// The topics of the site: id and name.
pub(crate) const TOPICS: [(&str, &str); 8] = [
    ("chips", "Chips"),
    ("data-centres", "Data centres"),
    ("energy", "Energy"),
    ("models", "Models"),
    ("ports", "Ports and shipping"),
    ("regulation", "Regulation"),
    ("research", "Research"),
    ("trade", "Trade"),
];

/// The terms of the glossary: id, term and definition.
pub(crate) const TERMS: [(&str, &str, &str); 4] = [
    ("capacity", "Capacity", "What a plant could make in a year if it never stood still."),
    (
        "filing",
        "Filing",
        "The notice that a provider gives to a regulator before it opens a service.",
    ),
    ("licence", "Licence", "The permission of a government to ship a good across its border."),
    ("run-rate", "Run rate", "The latest month taken for the whole year."),
];

/// Organisations that pages speak of: id and name.
pub(crate) const ENTITIES: [(&str, &str); 4] = [
    ("energy-agency", "Energy Agency"),
    ("port-authority", "Port Authority"),
    ("standards-body", "Standards Body"),
    ("trade-ministry", "Ministry of Trade"),
];

const SUBJECTS: [&str; 24] = [
    "the regulator",
    "the ministry of trade",
    "a majority of suppliers",
    "the largest foundry in the region",
    "most operators of data centres",
    "the customs service",
    "a group of provincial governments",
    "the state grid",
    "independent laboratories",
    "the central bank",
    "foreign investors",
    "the export control office",
    "smaller manufacturers",
    "the industry association",
    "several research institutes",
    "the port authority",
    "domestic cloud providers",
    "the competition watchdog",
    "shipping lines on the northern route",
    "universities with their own clusters",
    "the parliamentary committee",
    "equipment makers",
    "buyers in neighbouring countries",
    "the national standards body",
];

const VERBS: [&str; 20] = [
    "postponed",
    "quietly widened",
    "announced",
    "stopped publishing",
    "revised",
    "defended",
    "began to enforce",
    "reported a fall in",
    "depended on",
    "tested",
    "withdrew from",
    "negotiated",
    "finished the review of",
    "misjudged",
    "moved ahead with",
    "declined to comment on",
    "financed",
    "limited",
    "prepared the market for",
    "outgrew",
];

const OBJECTS: [&str; 24] = [
    "the licensing of advanced equipment",
    "its programme for regional computing centres",
    "long contracts for electricity",
    "the supply of high-bandwidth memory",
    "a common method of measuring emissions",
    "the stockpile of critical minerals",
    "rules on the transfer of personal data",
    "subsidies for mature production lines",
    "the second phase of the railway corridor",
    "inspections at the land border",
    "the register of approved services",
    "open models and their licences",
    "the reform of wholesale prices",
    "joint ventures with foreign partners",
    "the quota for rare earth exports",
    "a test of the new payment system",
    "the insurance of cargo in contested waters",
    "training runs on domestic chips",
    "the forecast for peak demand",
    "its own figures on employment",
    "cooling systems without fresh water",
    "the recycling of battery materials",
    "the exchange of scientific staff",
    "guarantees for loans to suppliers",
];

const TAILS: [&str; 24] = [
    "although neither side has said so in public",
    "which surprised those who had read the draft",
    "because the old procedure took longer than a budget year",
    "while its competitors waited for clearer rules",
    "and the effect can already be seen in freight rates",
    "as far as the published tables show",
    "despite pressure from the provinces",
    "so that comparisons with earlier periods need care",
    "before the question came to a vote",
    "in line with what the desk had expected",
    "but the details are left to a later notice",
    "since the previous arrangement had no legal basis",
    "without naming the companies concerned",
    "where the grid could not carry the load",
    "according to officials who took part in the talks",
    "and this is unlikely to change before the next review",
    "if the accounts of the two largest buyers are to be trusted",
    "which leaves little room for the smaller ones",
    "after a winter of thin margins",
    "even where the law would have allowed more",
    "as the minutes of the hearing make plain",
    "though the sample is small and drawn from the coast",
    "whenever prices rise faster than wages",
    "and nobody has yet tested it in court",
];

const OPENINGS: [&str; 12] = [
    "By contrast,",
    "In the coastal provinces,",
    "For the time being,",
    "On paper,",
    "Seen from abroad,",
    "In practice,",
    "According to the same notice,",
    "Outside the capital,",
    "As in earlier cycles,",
    "At the border,",
    "Among specialists,",
    "Over the summer,",
];

const QUALITIES: [&str; 12] = [
    "slower", "narrower", "deeper", "quieter", "wider", "firmer", "looser", "fairer", "harder",
    "calmer", "cheaper", "steadier",
];

const THEMES: [&str; 16] = [
    "supply",
    "licences",
    "prices",
    "demand",
    "inspection",
    "capacity",
    "storage",
    "freight",
    "credit",
    "standards",
    "memory",
    "training",
    "cooling",
    "power",
    "imports",
    "research",
];

const PLACES: [&str; 10] = [
    "the north",
    "the coast",
    "the interior",
    "the delta",
    "the border regions",
    "the capital",
    "the islands",
    "the old industrial belt",
    "the free trade zones",
    "the river ports",
];

/// A sentence of about eighteen words.
pub(crate) fn sentence(random: &mut Random) -> String {
    let subject = random.one_of(&SUBJECTS);
    let verb = random.one_of(&VERBS);
    let object = marked(random.one_of(&OBJECTS), random);
    let tail = random.one_of(&TAILS);
    if random.below(3) == 0 {
        let opening = random.one_of(&OPENINGS);
        format!("{opening} {subject} {verb} {object}, {tail}.")
    } else {
        format!("{} {verb} {object}, {tail}.", capital(subject))
    }
}

/// Now and then, words are emphasised.
fn marked(words: &str, random: &mut Random) -> String {
    match random.below(24) {
        0 => format!("**{words}**"),
        1 => format!("*{words}*"),
        2 => format!("`{words}`"),
        _ => words.to_owned(),
    }
}

/// A point of a list: an object and what became of it.
pub(crate) fn point(random: &mut Random) -> String {
    let object = capital(random.one_of(&OBJECTS));
    format!("{object}, {}", random.one_of(&TAILS))
}

/// A headline such as "Slower licences in the delta".
pub(crate) fn headline(random: &mut Random) -> String {
    let quality = capital(random.one_of(&QUALITIES));
    format!("{quality} {} in {}", random.one_of(&THEMES), random.one_of(&PLACES))
}

/// What a chart or table measures.
pub(crate) fn theme(random: &mut Random) -> &'static str {
    random.one_of(&THEMES)
}

/// A part of a country.
pub(crate) fn place(random: &mut Random) -> &'static str {
    random.one_of(&PLACES)
}

/// Somebody or something that acts.
pub(crate) fn subject(random: &mut Random) -> &'static str {
    random.one_of(&SUBJECTS)
}

/// The text with a capital letter; all words here are ASCII.
pub(crate) fn capital(text: &str) -> String {
    let (first, rest) = text.split_at(1);
    first.to_uppercase() + rest
}
