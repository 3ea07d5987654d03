//! The languages a page can be written in.
//!
//! A language decides how numbers and dates are read and written, and nothing else: three
//! are enough to meet every convention the tool has to know (marks swapped, words joined,
//! scales of ten thousand).

/// The language of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// English: `1,234.5`, "US$800 million".
    #[default]
    En,
    /// German: `1.234,5`, "800 Mio. US$".
    De,
    /// Chinese in simplified characters: `1,234.5`, "8亿美元".
    Zh,
}

impl Lang {
    /// Every language, in the order of the enum.
    pub const ALL: [Lang; 3] = [Lang::En, Lang::De, Lang::Zh];

    /// The language named by the code used in settings and file names.
    pub fn from_code(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The code used in settings and file names.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::De => "de",
            Lang::Zh => "zh",
        }
    }

    /// The tag for `lang` attributes.
    ///
    /// Chinese names its script, because browsers choose the font by it.
    pub fn bcp47(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::De => "de",
            Lang::Zh => "zh-Hans",
        }
    }

    /// The name in the language itself, for those who look for it.
    pub fn own_name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::De => "Deutsch",
            Lang::Zh => "中文",
        }
    }

    /// The English name, for messages.
    pub fn name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::De => "German",
            Lang::Zh => "Chinese",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_leads_back_to_its_language() {
        for lang in Lang::ALL {
            assert_eq!(Lang::from_code(lang.code()), Some(lang));
        }
    }

    #[test]
    fn a_code_is_written_exactly() {
        for code in ["", "EN", "en-GB", "fr"] {
            assert_eq!(Lang::from_code(code), None, "{code}");
        }
    }
}
