//! The texts of a project, and places in them.
//!
//! Everything an author writes is kept as text under a [`FileId`], and every value made
//! of it carries a [`Span`] of bytes. People are shown a [`Place`]: line and column in
//! characters, as editors count them.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// A file of the project, by its number in [`Files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A stretch of bytes in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file it is in.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes `start..end` of a file.
    pub fn new(file: FileId, start: usize, end: usize) -> Span {
        Span { file, start: offset(start), end: offset(end.max(start)) }
    }

    /// The empty place before the first byte of a file.
    pub fn start_of(file: FileId) -> Span {
        Span { file, start: 0, end: 0 }
    }

    /// A part of this span, counted in bytes from its start.
    #[must_use]
    pub fn slice(self, range: std::ops::Range<usize>) -> Span {
        let (start, end) = (self.start as usize, self.end as usize);
        Span::new(self.file, (start + range.start).min(end), (start + range.end).min(end))
    }

    /// The bytes as a range, for slicing the file's text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Files are limited to ten megabytes long before an offset leaves 32 bits.
fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// A value and the place where the author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value at its place.
    pub fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }
}

impl Spanned<String> {
    /// The place of some bytes of the text; the whole of it where it was written with escapes,
    /// which make the text shorter than its source.
    pub fn part(&self, range: std::ops::Range<usize>) -> Span {
        let straight = self.span.range().len() == self.value.len();
        if straight { self.span.slice(range) } else { self.span }
    }
}

/// A place as people count: lines and characters from one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's path from the project's folder, with `/`.
    pub path: Arc<str>,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The line of the end, from 1.
    pub end_line: usize,
    /// The column one past the last character, from 1.
    pub end_column: usize,
}

/// One text of a project.
#[derive(Debug)]
pub struct File {
    /// The path from the project's folder, with `/`.
    pub path: Arc<str>,
    /// The whole text, without a byte order mark.
    pub text: Arc<str>,
    /// The first byte of each line, found when the first problem asks for it.
    lines: OnceLock<Vec<usize>>,
}

impl File {
    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let breaks = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect()
        })
    }

    fn position(&self, byte: usize) -> (usize, usize) {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let line = self.lines().partition_point(|start| *start <= byte) - 1;
        let column = self.text[self.lines()[line]..byte].chars().count();
        (line + 1, column + 1)
    }
}

/// All texts of a project, in the order of their paths.
#[derive(Debug, Default)]
pub struct Files {
    files: Vec<File>,
    by_path: BTreeMap<Arc<str>, FileId>,
}

impl Files {
    /// The texts by their paths from the project's folder.
    ///
    /// The order of the paths is the order of the ids, so that the same project numbers
    /// its files alike on every machine.
    pub fn new(texts: impl IntoIterator<Item = (String, String)>) -> Files {
        let sorted: BTreeMap<String, String> = texts.into_iter().collect();
        let mut files = Files::default();
        for (path, text) in sorted {
            files.add(path, text);
        }
        files
    }

    /// Adds a text behind the others.
    pub fn add(&mut self, path: String, text: String) -> FileId {
        let id =
            FileId(u32::try_from(self.files.len()).expect("a project has fewer than 2^32 files"));
        let path: Arc<str> = path.into();
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.into(),
            None => text.into(),
        };
        self.by_path.insert(Arc::clone(&path), id);
        self.files.push(File { path, text, lines: OnceLock::new() });
        id
    }

    /// The file of an id.
    pub fn get(&self, id: FileId) -> &File {
        &self.files[id.0 as usize]
    }

    /// The id of a path.
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    /// Every file with its id, in the order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &File)> {
        self.by_path_order().map(|id| (id, self.get(id)))
    }

    fn by_path_order(&self) -> impl Iterator<Item = FileId> {
        (0..self.files.len()).map(|at| FileId(u32::try_from(at).expect("ids are 32 bits")))
    }

    /// The text of a span.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.file).text.get(span.range()).unwrap_or("")
    }

    /// The place of a span, as people count.
    pub fn place(&self, span: Span) -> Place {
        let file = self.get(span.file);
        let (line, column) = file.position(span.start as usize);
        let (end_line, end_column) = file.position(span.end as usize);
        Place { path: Arc::clone(&file.path), line, column, end_line, end_column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, start: usize, end: usize) -> (usize, usize, usize, usize) {
        let files = Files::new([("a.md".to_owned(), text.to_owned())]);
        let id = files.find("a.md").expect("the file was just added");
        let place = files.place(Span::new(id, start, end));
        (place.line, place.column, place.end_line, place.end_column)
    }

    #[test]
    fn a_part_of_an_escaped_text_is_all_of_it() {
        let file = Files::new([("a".to_owned(), "#one\\,¡".to_owned())]).find("a").expect("added");
        let whole = Span::new(file, 0, 8);
        let written = Spanned::new("#one\\,¡".to_owned(), whole);
        assert_eq!(written.part(1..4), Span::new(file, 1, 4));
        let escaped = Spanned::new("#one,¡".to_owned(), whole);
        assert_eq!(escaped.part(1..7), whole);
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        assert_eq!(place("one\ntwo", 0, 3), (1, 1, 1, 4));
        assert_eq!(place("one\ntwo", 4, 7), (2, 1, 2, 4));
    }

    #[test]
    fn columns_are_characters_and_not_bytes() {
        assert_eq!(place("审批: 117", 8, 11), (1, 5, 1, 8));
    }

    #[test]
    fn a_span_past_the_end_is_the_end() {
        assert_eq!(place("ab", 7, 9), (1, 3, 1, 3));
    }

    #[test]
    fn a_byte_order_mark_is_not_counted() {
        assert_eq!(place("\u{feff}ab", 0, 1), (1, 1, 1, 2));
    }
}
