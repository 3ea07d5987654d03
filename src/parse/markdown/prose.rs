//! Short texts of the data and the front matter, which are sentences and no documents.

use super::Reader;
use crate::diag::{Checked, Code, Diagnostic};
use crate::files::Span;
use crate::model::{Block, Inline, Prose};
use crate::origin::Origin;

/// A short text of the data: the words of one paragraph.
pub fn prose(text: &str, span: Span, origin: &Origin) -> Checked<Prose> {
    if let Some(prose) = sentences(text, span, origin) {
        return prose;
    }
    // A text such as `1. January` or `# 1` is a list or a heading to Markdown; to its author
    // it is a sentence.
    let (escaped, origin) = escaped(text, origin);
    sentences(&escaped, span, &origin).unwrap_or_else(|| {
        let problem = Diagnostic::new(Code::WrongValue, span, "this text is more than a paragraph")
            .help(
                "write it without lists, tables and headings; those belong into the text of a page",
            );
        Checked { value: Prose::empty(span), problems: vec![problem] }
    })
}

/// The words of paragraphs; nothing if there is anything else.
fn sentences(text: &str, span: Span, origin: &Origin) -> Option<Checked<Prose>> {
    let mut reader = Reader::new(text, span.file, origin);
    reader.read();
    let mut content = Vec::new();
    for block in reader.blocks {
        let inlines = match block {
            Block::Paragraph(inlines) | Block::Plain(inlines) => inlines,
            Block::Picture(image) => vec![Inline::Image(Box::new(image))],
            _ => return None,
        };
        if !content.is_empty() {
            content.push(Inline::SoftBreak);
        }
        content.extend(inlines);
    }
    let whole = reader.footnotes.is_empty();
    whole.then_some(Checked { value: Prose { content, span }, problems: reader.problems })
}

/// A text whose first sign is no sign to Markdown any more: `1\. January`, `\# 1`.
fn escaped(text: &str, origin: &Origin) -> (String, Origin) {
    let start = text.len() - text.trim_start().len();
    let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    let at = start + digits;
    let escaped = format!("{}\\{}", &text[start..at], &text[at..]);
    let bytes = (0..=escaped.len()).map(|byte| {
        let typed = start + byte - usize::from(byte > digits);
        (byte, origin.byte(typed))
    });
    let origin = Origin::of_pairs(origin.byte(start), bytes);
    (escaped, origin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Files;
    use crate::model::{plain_text, walk};

    /// What a text says, and `column address` of each of its links.
    #[track_caller]
    fn check(text: &str, expected: &str, links: &[&str]) {
        let files = Files::new([("a".to_owned(), text.to_owned())]);
        let span = Span::new(files.find("a").expect("just added"), 0, text.len());
        let read = prose(text, span, &Origin::straight(0));
        let mut found = Vec::new();
        walk(&read.value.content, &mut |inline| {
            if let Inline::Link(link) = inline {
                let column = files.place(link.address.span).column;
                found.push(format!("{column} {}", link.address.value));
            }
        });
        let problems: Vec<_> = read.problems.iter().map(|problem| &*problem.message).collect();
        let said = [plain_text(&read.value.content), problems.join("; ")].concat();
        assert_eq!(
            (said.as_str(), found),
            (expected, links.iter().map(|link| (*link).to_owned()).collect())
        );
    }

    #[test]
    fn a_text_is_one_paragraph() {
        check("The list has [117](fact:a) names.", "The list has 117 names.", &["20 fact:a"]);
        check("One.\n\nTwo.", "One. Two.", &[]);
        check("", "", &[]);
    }

    #[test]
    fn a_sentence_may_begin_like_a_list_or_heading() {
        check("1. January: [117](fact:a)", "1. January: 117", &["19 fact:a"]);
        check("  2) 审 [117](fact:a)", "2) 审 117", &["14 fact:a"]);
        check("# 1 of [117](fact:a)", "# 1 of 117", &["14 fact:a"]);
        check("- [117](fact:a)", "- 117", &["9 fact:a"]);
        check("> 100 [117](fact:a)", "> 100 117", &["13 fact:a"]);
        check("---", "---", &[]);
    }

    #[test]
    fn what_is_more_than_sentences_is_told() {
        let more = "this text is more than a paragraph";
        check("# a\n\n# b", more, &[]);
        check("|a|\n|-|\n|[6](fact:a)|", more, &[]);
        check("a[^b]\n\n[^b]: c", more, &[]);
    }
}
