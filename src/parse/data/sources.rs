//! Sources, with the field names of Hayagriva.

use super::fresh;
use crate::date::PartialDate;
use crate::diag::Diagnostic;
use crate::model::Source;
use crate::parse::yaml::{Entry, Fields};

/// The kinds of works, as Hayagriva names them.
const WORKS: [(&str, &str); 12] = [
    ("article", "article"),
    ("report", "report"),
    ("web", "web"),
    ("dataset", "dataset"),
    ("legislation", "legislation"),
    ("newspaper", "newspaper"),
    ("repository", "repository"),
    ("thesis", "thesis"),
    ("video", "video"),
    ("book", "book"),
    ("post", "post"),
    ("misc", "misc"),
];

const KINDS: [(&str, &str); 7] = [
    ("official", "official"),
    ("data", "data"),
    ("primary", "primary"),
    ("analysis", "analysis"),
    ("media", "media"),
    ("interview", "interview"),
    ("company", "company"),
];

const RELIABILITY: [(&str, &str); 4] =
    [("high", "high"), ("medium", "medium"), ("low", "low"), ("unknown", "unknown")];

/// One source.
pub(super) fn source(entry: &Entry, problems: &mut Vec<Diagnostic>) -> Source {
    let mut fields = Fields::new(&entry.value, entry.key.span, "a source", problems);
    let source = Source {
        span: entry.key.span,
        title: fields.need_text("title").map_or_else(String::new, |text| text.value),
        org: text(&mut fields, "org"),
        authors: fields.texts("author").into_iter().map(|author| author.value).collect(),
        date: fields.date("date").map(|date| date.value),
        url: fields.address("url"),
        retrieved: fields.date("retrieved").map(|date| date.value),
        archived: archived(&mut fields),
        language: text(&mut fields, "language"),
        kind: word(&mut fields, "kind", &KINDS),
        reliability: word(&mut fields, "reliability", &RELIABILITY),
        note: fields.wording("note"),
        work: word(&mut fields, "type", &WORKS),
        update_every: fresh::update_every(&mut fields),
        next_release: fields.date("next_release"),
    };
    fields.text("license");
    fields.finish();
    source
}

fn text(fields: &mut Fields, key: &'static str) -> String {
    fields.text(key).map_or_else(String::new, |text| text.value)
}

fn word(fields: &mut Fields, key: &'static str, words: &[(&'static str, &'static str)]) -> String {
    fields.choice(key, words).map_or_else(String::new, |word| word.value.to_owned())
}

fn archived(fields: &mut Fields) -> Option<(String, Option<PartialDate>)> {
    let node = fields.get("archived")?;
    let mut inner = Fields::new(node, node.span, "an archived copy", fields.problems());
    inner.need("url");
    let url = inner.address("url");
    let date = inner.date("date").map(|date| date.value);
    inner.finish();
    (!url.is_empty()).then_some((url, date))
}
