//! Quotations: the words, and who said them.

use serde_json::{Value, json};

use super::html::{self, Apparatus, Links, href};
use super::scope::Scope;
use crate::model::{
    Block, Inline, Person, PersonKind, Source, block_passages, plain_text, quotation, quotations,
    walk,
};
use crate::resolve::words_in;

/// Quoted blocks as HTML: a figure with its attribution, or what is quoted alone.
pub(super) fn html(blocks: &[Block], scope: &Scope, apparatus: &mut Apparatus) -> String {
    let Some(quotation) = quotation(blocks) else {
        return format!("<blockquote>\n{}</blockquote>\n", html::blocks(blocks, scope, apparatus));
    };
    let source = cited(quotation.attribution, scope).find(|source| !source.url.is_empty());
    let cite = source.map_or_else(String::new, |source| format!(" cite=\"{}\"", href(&source.url)));
    let words = html::blocks(quotation.words, scope, apparatus);
    let attribution = html::inline(quotation.attribution, Links::Kept, scope, apparatus);
    format!(
        "<figure class=\"quotation\"><blockquote{cite}>\n{words}</blockquote><figcaption>{attribution}</figcaption></figure>\n"
    )
}

/// The quotations of a page and its comment, for programs.
pub(super) fn structured(scope: &Scope) -> Vec<Value> {
    let quoted = quotations(scope.page).into_iter().map(|quotation| {
        let passages = block_passages(quotation.words).into_iter();
        let text: Vec<String> =
            passages.map(|passage| words_in(passage, scope.site, scope.lang)).collect();
        let credit = plain_text(quotation.attribution);
        let mut value = json!({
            "@type": "Quotation",
            "text": text.join("\n"),
            "creditText": credit.trim_start_matches(['—', ' ']).trim_end(),
        });
        let works: Vec<Value> = cited(quotation.attribution, scope).map(work).collect();
        if let (false, Some(object)) = (works.is_empty(), value.as_object_mut()) {
            object.insert("citation".to_owned(), Value::Array(works));
        }
        value
    });
    let comment = scope.page.comment.iter().filter_map(|comment| {
        let person = scope.site.data.people.get(&comment.by.value)?;
        Some(json!({
            "@type": "Quotation",
            "text": words_in(&comment.text.content, scope.site, scope.lang),
            "creator": {"@type": kind(person), "name": person.name},
        }))
    });
    comment.chain(quoted).collect()
}

/// What somebody is, to schema.org.
pub(super) fn kind(person: &Person) -> &'static str {
    if person.kind == PersonKind::Person { "Person" } else { "Organization" }
}

fn work(source: &Source) -> Value {
    let mut value = json!({"@type": "CreativeWork", "name": source.title});
    if let (false, Some(object)) = (source.url.is_empty(), value.as_object_mut()) {
        object.insert("url".to_owned(), json!(source.url));
    }
    value
}

/// The sources that a text cites.
fn cited<'a>(content: &'a [Inline], scope: &'a Scope) -> impl Iterator<Item = &'a Source> {
    let mut keys: Vec<&str> = Vec::new();
    walk(content, &mut |inline| {
        if let Inline::Citation(citation) = inline {
            keys.extend(citation.items.iter().map(|item| item.key.value.as_str()));
        }
    });
    keys.into_iter().filter_map(|key| scope.site.data.sources.get(key))
}
