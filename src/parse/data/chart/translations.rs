//! The texts of a chart in other languages.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, one_of};
use crate::lang::Lang;
use crate::model::Translation;
use crate::parse::yaml::{self, Fields};

/// What stands under `translations`, by language.
pub(super) fn read(fields: &mut Fields) -> BTreeMap<Lang, Translation> {
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
        let translation = Translation {
            headline: inner.prose("headline"),
            subtitle: inner.prose("subtitle"),
            note: inner.prose("note"),
            alt: inner.prose("alt"),
            annotations: inner.proses("annotations"),
            words,
        };
        inner.finish();
        translations.insert(lang, translation);
    }
    translations
}
