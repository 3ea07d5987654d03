//! Text in lines of a width, as terminals count it.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Marks that no line of Chinese begins with.
const CLOSING: &str = "，。、；：！？）》」』】”’";

/// The text in lines that are at most so wide. Only words that are wider alone are wider.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for (word, gap) in words(text) {
        let line = lines.last_mut().expect("there is a first line");
        let gap = if gap && !line.is_empty() { " " } else { "" };
        if line.is_empty() || line.width() + gap.len() + word.width() <= width {
            line.push_str(gap);
            line.push_str(&word);
        } else {
            lines.push(word);
        }
    }
    lines
}

/// The words, each with whether a space stands before it. Every character of Chinese is a
/// word of its own, together with the marks that close it.
fn words(text: &str) -> Vec<(String, bool)> {
    let mut words: Vec<(String, bool)> = Vec::new();
    for part in text.split_whitespace() {
        let mut gap = true;
        let mut joins = false;
        for char in part.chars() {
            let wide = char.width().unwrap_or(0) > 1;
            match words.last_mut() {
                Some((word, _)) if !gap && (CLOSING.contains(char) || (joins && !wide)) => {
                    word.push(char);
                }
                _ => words.push((char.to_string(), gap)),
            }
            joins = !wide;
            gap = false;
        }
    }
    words
}

/// The lines below one another, each behind so many spaces.
pub(crate) fn block(text: &str, indent: usize, width: usize) -> String {
    let gap = " ".repeat(indent);
    let lines = wrap(text, width.saturating_sub(indent).max(20));
    lines.iter().flat_map(|line| [gap.as_str(), line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, width: usize, expected: &[&str]) {
        assert_eq!(wrap(text, width), expected);
    }

    #[test]
    fn lines_break_between_words() {
        check("one two  three", 7, &["one two", "three"]);
        check("a verylongword b", 4, &["a", "verylongword", "b"]);
        check("", 4, &[""]);
    }

    #[test]
    fn chinese_breaks_anywhere_but_before_a_closing_mark() {
        check("共有117个服务。", 8, &["共有117", "个服务。"]);
        check("个服务，好", 6, &["个服", "务，好"]);
    }
}
