//! Characters that cannot be seen and change what readers take a text for.

use crate::diag::{Code, Diagnostic};
use crate::files::{FileId, Files, Span};

/// The hidden characters of the texts and data, the first of each line.
///
/// Changes of writing direction (Unicode Standard Annex #9, sections 2.1 to 2.4) can make
/// a page show another number than its source; control characters break feeds and tables.
pub(super) fn check(files: &Files) -> Vec<Diagnostic> {
    let written = files.iter().filter(|(_, file)| !file.path.starts_with("templates/"));
    written.flat_map(|(id, file)| in_text(id, &file.text)).collect()
}

fn in_text(id: FileId, text: &str) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some((at, hidden)) = line.char_indices().find(|(_, character)| is_hidden(*character))
        {
            let span = Span::new(id, start + at, start + at + hidden.len_utf8());
            let kind = if hidden.is_control() {
                "a control character"
            } else {
                "a change of writing direction"
            };
            let code = u32::from(hidden);
            problems.push(
                Diagnostic::new(
                    Code::HiddenCharacter,
                    span,
                    format!("{kind}, U+{code:04X}, stands here"),
                )
                .help("delete it; it often comes along when text is copied from elsewhere"),
            );
        }
        start += line.len();
    }
    problems
}

fn is_hidden(character: char) -> bool {
    let direction = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    direction || character.is_control() && !matches!(character, '\n' | '\r' | '\t')
}
