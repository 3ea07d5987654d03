//! The texts of a chart or table in other languages.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, one_of};
use crate::lang::Lang;
use crate::model::{Translation, ViewKind};
use crate::parse::yaml::{self, Fields};

/// What stands under `translations` of a chart or table, by language.
pub(super) fn read(kind: ViewKind, fields: &mut Fields) -> BTreeMap<Lang, Translation> {
    let mut translations = BTreeMap::new();
    for entry in fields.named("translations") {
        let Some(lang) = Lang::from_code(&entry.key.value) else {
            let message = format!("`{}` is no language", entry.key.value);
            let codes = Lang::ALL.map(Lang::code);
            fields.problem(
                Diagnostic::new(Code::WrongValue, entry.key.span, message)
                    .help(format!("the languages are {}", one_of(codes))),
            );
            continue;
        };
        let node = &entry.value;
        let mut inner = Fields::new(node, entry.key.span, "a translation", fields.problems());
        let mut words = BTreeMap::new();
        for word in inner.named("words") {
            let translated = yaml::text(&word.value, "words", inner.problems());
            words.extend(translated.map(|text| (word.key.value.clone(), text.value)));
        }
        // A table has no picture to describe or to write in.
        let (alt, annotations) = match kind {
            ViewKind::Chart => (inner.prose("alt"), inner.proses("annotations")),
            ViewKind::Table => (None, Vec::new()),
        };
        let translation = Translation {
            headline: inner.prose("headline"),
            subtitle: inner.prose("subtitle"),
            note: inner.prose("note"),
            alt,
            annotations,
            words,
        };
        inner.finish();
        translations.insert(lang, translation);
    }
    translations
}

#[cfg(test)]
mod tests {
    use crate::files::Files;

    #[test]
    fn a_table_has_no_words_of_a_picture() {
        let text =
            "headline: H\ndata: d\ntranslations:\n  de: {headline: K, alt: A, annotations: [B]}\n";
        let files = Files::new([("data/tables/t.yaml".to_owned(), text.to_owned())]);
        let id = files.find("data/tables/t.yaml").expect("just added");
        let read = crate::parse::data::file(id, files.get(id));
        let said: Vec<String> = read.problems.into_iter().map(|problem| problem.message).collect();
        assert_eq!(said, ["a translation has no `alt`", "a translation has no `annotations`"]);
    }
}
