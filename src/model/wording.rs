//! Texts of the data that may be said in several languages.

use std::collections::BTreeMap;

use crate::lang::Lang;

/// A text, plain or with links, that may be said in several languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording<T = String> {
    /// What it is in languages that have no text of their own.
    pub text: T,
    /// The texts of languages; the one that stands for the others is among them, unless it is the
    /// only one and of no language.
    pub others: BTreeMap<Lang, T>,
}

impl<T> Wording<T> {
    /// One text for all languages.
    pub fn plain(text: T) -> Wording<T> {
        Wording { text, others: BTreeMap::new() }
    }

    /// The text in a language, or else the one that stands for it.
    pub fn of(&self, lang: Lang) -> &T {
        self.others.get(&lang).unwrap_or(&self.text)
    }

    /// Whether there is a text of a language's own.
    pub fn is_in(&self, lang: Lang) -> bool {
        self.others.contains_key(&lang)
    }

    /// Every text once, with its language; a text of no language is in the project's own.
    pub fn each(&self, own: Lang) -> impl Iterator<Item = (Lang, &T)> {
        let only = self.others.is_empty().then_some((own, &self.text));
        only.into_iter().chain(self.others.iter().map(|(lang, text)| (*lang, text)))
    }

    /// Every text once.
    pub fn all(&self) -> impl Iterator<Item = &T> {
        let only = self.others.is_empty().then_some(&self.text);
        only.into_iter().chain(self.others.values())
    }
}
