//! Characters that cannot be seen and change what readers take a text for.

use crate::diag::{Code, Diagnostic};
use crate::files::Span;

/// Whether a character cannot be seen and does not belong into a text.
///
/// Changes of writing direction (Unicode Standard Annex #9, sections 2.1 to 2.4) can make
/// a page show another number than its source; control characters break feeds and tables.
pub fn is_hidden(character: char) -> bool {
    let direction = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    direction || character.is_control() && !matches!(character, '\n' | '\r' | '\t')
}

/// What is said of a hidden character.
pub fn problem(character: char, span: Span) -> Diagnostic {
    let kind = if character.is_control() {
        "a control character"
    } else {
        "a change of writing direction"
    };
    let code = u32::from(character);
    let message = format!("{kind}, U+{code:04X}, stands here");
    Diagnostic::new(Code::HiddenCharacter, span, message)
        .help("delete it; it often comes along when text is copied from elsewhere")
}

/// A hidden character that an author wrote as an escape or entity, such as `\u202e` or
/// `&#x202e;`. One that stands in the source itself is found with the file.
pub(super) fn behind_an_escape(text: &str, source: &str, span: Span) -> Option<Diagnostic> {
    let character = text.chars().find(|character| is_hidden(*character))?;
    (!source.contains(character)).then(|| problem(character, span))
}
