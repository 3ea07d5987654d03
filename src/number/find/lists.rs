//! The words that tell figures from other numbers, language by language, in lower case.

use crate::lang::Lang;

/// What may stand between numbers that share a month or a reference.
pub(super) const JOINERS: &[&str] = &[
    "",
    "-",
    "‑",
    "–",
    "—",
    "~",
    "～",
    ",",
    ", ",
    "/",
    "&",
    "to",
    "and",
    "or",
    ", and",
    "through",
    "bis",
    "und",
    "oder",
    "sowie",
    "bis zum",
    "und am",
    "至",
    "到",
    "和",
    "、",
    "或",
    "及",
    "bis einschließlich",
];

/// Letters that may touch digits and leave them a number.
pub(super) const SUFFIXES: &[&str] = &[
    "k",
    "m",
    "p",
    "bn",
    "mn",
    "tn",
    "mln",
    "bln",
    "trn",
    "x",
    "pp",
    "ppt",
    "pct",
    "fach",
    "fache",
    "fachen",
    "faches",
    "mal",
    "prozentig",
    "prozentige",
    "prozentigen",
    "prozentiger",
    "jährige",
    "jährigen",
    "fold",
];

/// The ends of English ordinals.
pub(super) const ORDINAL_ENDS: &[&str] = &["st", "nd", "rd", "th"];

/// The words behind a time of day.
pub(super) fn clock(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => {
            &["am", "pm", "a.m", "p.m", "o'clock", "o’clock", "gmt", "utc", "bst", "cet", "est"]
        }
        Lang::De => &["uhr", "h"],
        Lang::Zh => &[],
    }
}

/// The names of months and their short forms, without a full stop.
pub(super) fn months(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &[
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "jan",
            "feb",
            "mar",
            "apr",
            "jun",
            "jul",
            "aug",
            "sep",
            "sept",
            "oct",
            "nov",
            "dec",
        ],
        Lang::De => &[
            "januar",
            "jänner",
            "februar",
            "feber",
            "märz",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "dezember",
            "jan",
            "feb",
            "mär",
            "apr",
            "jun",
            "jul",
            "aug",
            "sep",
            "sept",
            "okt",
            "nov",
            "dez",
            "januars",
            "februars",
            "aprils",
            "junis",
            "julis",
            "augusts",
        ],
        Lang::Zh => &[],
    }
}

/// The ends of hedges that make four digits a number: "more than 2000".
pub(super) fn counting(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &["than", "least", "most", "nearly", "almost", "exactly"],
        Lang::De => &[
            "als",
            "mindestens",
            "höchstens",
            "knapp",
            "fast",
            "rund",
            "insgesamt",
            "gut",
            "etwa",
            "genau",
        ],
        Lang::Zh => &[],
    }
}

/// German words before "3.", where it is an ordinal and not the end of a sentence.
pub(super) const BEFORE_ORDINALS_DE: &[&str] = &[
    "der", "die", "das", "dem", "den", "des", "am", "vom", "zum", "zur", "im", "beim", "ihrem",
    "seinem", "ihren", "seinen", "ihre", "seine", "ein", "einen", "einem", "eine", "einer", "ab",
    "seit", "jeder", "jede", "jedes", "jedem", "jeden", "dieser", "diesem", "ihrer", "seiner",
    "unserem", "ins",
];

/// The words before a number that refers to a part, an act or a place.
pub(super) fn references(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => REFERENCES_EN,
        Lang::De => REFERENCES_DE,
        Lang::Zh => REFERENCES_ZH,
    }
}

#[rustfmt::skip]
const REFERENCES_EN: &[&str] = &[
    "section", "sections", "sec", "sect", "chapter", "chapters", "ch", "page", "pages", "pp", "p", "article", "articles", "art",
    "arts", "table", "tables", "figure", "figures", "fig", "figs", "chart", "charts", "box", "boxes", "annex", "annexes",
    "appendix", "exhibit", "note", "notes", "footnote", "footnotes", "endnote", "no", "nos", "number", "para", "paras",
    "paragraph", "paragraphs", "clause", "clauses", "schedule", "phase", "phases", "stage", "stages", "tier", "tiers", "level", "levels",
    "step", "steps", "option", "options", "scenario", "scenarios", "rule", "rules", "principle", "principles", "resolution", "resolutions", "order",
    "directive", "regulation", "act", "law", "title", "volume", "vol", "issue", "version", "versions", "ver", "release", "part", "parts",
    "week", "weeks", "day", "round", "rounds", "line", "lines", "route", "highway", "flight", "room", "floor", "group", "groups", "category",
    "categories", "class", "type", "grade", "pillar", "pillars", "goal", "goals", "target", "question", "questions", "lot", "block", "unit", "zone",
    "district", "channel", "mark", "generation", "item", "items", "point", "measure", "recommendation", "recommendations", "iso", "iec", "din", "en", "rfc", "ieee",
    "ifrs", "ias", "cop", "gate", "platform", "pier", "terminal", "reactor", "camp", "ward", "precinct", "proposition",
    "amendment", "protocol", "chapter", "verse", "episode", "season", "series", "batch", "wave", "cluster", "column", "row",
    "equation", "eq", "model", "basel", "sdg", "priority", "indicator", "criterion", "quarter", "scope", "scopes", "case", "bill", "form", "size", "top", "code",
];

#[rustfmt::skip]
const REFERENCES_DE: &[&str] = &[
    "abschnitt", "abschnitte", "abschnitten", "kapitel", "kapiteln", "seite", "seiten", "s", "artikel", "artikeln", "art", "abs", "absatz", "absätze", "satz",
    "nr", "nrn", "nummer", "nummern", "ziffer", "ziffern", "ziff", "tabelle", "tabellen", "tab", "abbildung", "abbildungen", "abb",
    "grafik", "grafiken", "schaubild", "schaubilder", "anhang", "anlage", "anlagen", "fußnote", "fußnoten", "fn", "rn", "rz", "randnummer", "band", "bd",
    "heft", "teil", "teile", "phase", "phasen", "stufe", "stufen", "schritt", "option", "optionen", "szenario", "variante", "varianten", "punkt", "platz",
    "plätze", "rang", "ränge", "gruppe", "gruppen", "klasse", "klassen", "kategorie", "kategorien", "typ", "ziel", "ziele", "linie", "raum", "woche", "wochen",
    "kw", "az", "anm", "order", "ifrs", "ias", "kalenderwoche", "kalenderwochen", "tag", "quartal", "runde", "paket", "version", "versionen", "verordnung", "richtlinie", "resolution", "drucksache", "zeile", "zeilen",
    "spalte", "frage", "fragen", "säule", "säulen", "etappe", "block", "reaktor", "halle", "gleis", "tor", "ebene", "level", "agenda", "artikels",
    "paragraf", "paragraph", "paragrafen", "buchstabe", "anmerkung", "beispiel", "kasten", "karte", "diagramm", "gleichung", "maßnahme", "maßnahmen", "empfehlung",
    "empfehlungen", "iso", "iec", "din", "en", "vde", "bgbl", "sdg", "basel", "formel", "welle", "generation", "unterabsatz", "uabs", "protokoll", "ausgabe", "jahrgang", "jg", "los", "bauabschnitt",
    "gesetz", "titel", "haushaltstitel", "kap", "einzelplan", "windows", "boeing", "airbus", "these", "baureihe", "wahlkreis", "modell", "steuerklasse", "pflegegrad", "pflegestufe", "größe", "zone",
];

#[rustfmt::skip]
const REFERENCES_ZH: &[&str] = &[
    "表", "图", "附件", "附录", "附表", "附图", "编号", "注", "专栏", "页", "第", "方案", "情景", "阶段", "版本", "级别", "章", "号", "公式", "案例", "选项", "步骤", "标准", "决议",
];

/// The words behind a name and its number that begin something new.
#[rustfmt::skip]
pub(super) const FUNCTION_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "been", "before", "but", "by", "can", "could", "did", "does", "during", "for", "from", "had",
    "has", "have", "if", "in", "into", "is", "it", "its", "may", "might", "must", "nor", "not", "of", "on", "or", "over", "shall", "should", "since",
    "so", "than", "that", "the", "their", "then", "there", "this", "to", "under", "until", "was", "were", "when", "where", "which",
    "while", "who", "will", "with", "would", "after", "requires", "sets", "came", "took", "remains", "runs", "uses", "applies", "entered", "says",
];

/// The words for units of time: what is counted in them in words is no figure.
#[rustfmt::skip]
pub(super) fn times(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &[
            "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "weekend", "weekends", "fortnights", "month",
            "months", "quarter", "quarters", "year", "years", "decade", "decades", "century", "centuries", "generation", "generations", "times",
            "terms", "nights", "night", "season", "seasons", "millennia", "year's", "years'", "years’", "months'", "months’", "weeks'", "weeks’", "days'", "days’",
        ],
        Lang::De => &[
            "sekunde", "sekunden", "minute", "minuten", "stunde", "stunden", "tag", "tage", "tagen", "woche", "wochen", "monat", "monate",
            "monaten", "quartal", "quartale", "quartalen", "jahr", "jahre", "jahren", "jahrzehnt", "jahrzehnte", "jahrzehnten",
            "jahrhundert", "jahrhunderte", "jahrhunderten", "jahres", "generationen", "mal", "nächte", "nächten", "wochenenden", "legislaturperioden", "halbjahre", "halbjahren", "werktagen", "werktage", "arbeitstagen", "arbeitstage", "amtszeiten", "monats",
        ],
        Lang::Zh => &[],
    }
}

/// The words that make a small number one already spoken of: "the two countries".
#[rustfmt::skip]
pub(super) fn definite(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &[
            "the", "these", "those", "all", "both", "its", "their", "our", "his", "her", "other", "last", "first", "next", "past",
            "previous", "remaining", "same", "any", "every", "each", "top", "whose", "your", "my", "leading", "largest", "biggest", "latest",
        ],
        Lang::De => &[
            "die", "der", "den", "diese", "dieser", "diesen", "beiden", "beide", "alle", "allen", "aller", "seine", "seinen", "seiner", "ihre",
            "ihren", "ihrer", "anderen", "andere", "letzten", "nächsten", "ersten", "vergangenen", "übrigen", "jene", "jenen", "unsere", "unseren", "sämtliche", "kommenden", "folgenden", "genannten", "jeweils", "je", "verbleibenden", "größten",
        ],
        Lang::Zh => &[],
    }
}

/// Words before "of the five", which make the five a count again: "two of the five".
#[rustfmt::skip]
pub(super) const PARTS_EN: &[&str] = &["some", "most", "none", "all", "each", "any", "half"];

/// The words before a number in words that refers to a part: "pillar two", "Phase zwei".
#[rustfmt::skip]
pub(super) fn parts(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &[
            "pillar", "phase", "stage", "chapter", "part", "step", "option", "scenario", "tier", "level", "article", "section", "act", "line", "annex", "volume", "platform", "gate", "round",
        ],
        Lang::De => &["säule", "phase", "stufe", "kapitel", "teil", "schritt", "option", "szenario", "artikel", "abschnitt", "ebene", "nummer", "band", "klasse", "variante", "platz", "rang"],
        Lang::Zh => &[],
    }
}

/// What a number in words may count in a compound: "a seven-member panel".
#[rustfmt::skip]
pub(super) const COUNTED_EN: &[&str] = &[
    "member", "seat", "point", "person", "nation", "country", "strong", "page", "storey", "story", "mile", "kilometre", "metre", "megawatt", "gigawatt", "percent", "percentage", "unit", "judge",
];
