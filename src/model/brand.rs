//! What a publisher changes in the look of the theme.

use crate::files::Spanned;

/// A publisher's own colours, logo and typefaces, each where it is given.
#[derive(Debug, Clone, Default)]
pub struct Brand {
    /// The colour of links and marks, `#rrggbb`.
    pub accent: Option<Spanned<String>>,
    /// The same on dark screens.
    pub accent_dark: Option<Spanned<String>>,
    /// The ground of the headline judgement and the line over each page.
    pub panel: Option<Spanned<String>>,
    /// The name of the logo among the assets.
    pub logo: Option<Spanned<String>>,
    /// The name of the typeface of running text among the assets.
    pub font_text: Option<Spanned<String>>,
    /// The name of the typeface of headings and labels among the assets.
    pub font_sans: Option<Spanned<String>>,
}
