//! Breaking text into lines by its real width.

use super::metrics::{Weight, is_wide, width};

/// The text in lines of at most `max` pixels.
///
/// Lines break at spaces, after hyphens and slashes, and between Chinese characters
/// except where punctuation forbids it. A word longer than a line is cut, since a text
/// that leaves the picture cannot be read at all.
pub(super) fn wrap(text: &str, size: f64, weight: Weight, max: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();

    for piece in pieces(text) {
        let longer = format!("{line}{piece}");
        if width(longer.trim_end(), size, weight) <= max {
            line = longer;
            continue;
        }
        if !line.trim_end().is_empty() {
            lines.push(line.trim_end().to_owned());
        }
        line = piece;
        while width(line.trim_end(), size, weight) > max {
            let Some(head) = cut(&mut line, size, weight, max) else {
                break;
            };
            lines.push(head);
        }
    }
    if !line.trim_end().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The text in as many lines, but about equally long: no single word in the last, and
/// no hyphen at an end that the wider lines do not have.
pub(super) fn balanced(text: &str, size: f64, weight: Weight, max: f64) -> Vec<String> {
    let mut lines = wrap(text, size, weight, max);
    let whole = |word: &&str| !word.contains(is_wide);
    let words: Vec<String> = text.split(' ').filter(whole).map(str::to_owned).collect();
    let word = widest(&words, size, weight);
    let mut narrower = max.min(widest(&lines, size, weight));

    while lines.len() > 1 && narrower - 4.0 > word {
        narrower -= 4.0;
        let tried = wrap(text, size, weight, narrower);
        if tried.len() > lines.len() {
            break;
        }
        lines = tried;
    }
    lines
}

/// The width of the widest line.
pub(super) fn widest<'a>(
    lines: impl IntoIterator<Item = &'a String>,
    size: f64,
    weight: Weight,
) -> f64 {
    lines.into_iter().map(|line| width(line, size, weight)).fold(0.0, f64::max)
}

/// The parts of a text between which a line may break, spaces at their ends.
pub(super) fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut before = ' ';
    let mut characters = text.chars().peekable();

    while let Some(character) = characters.next() {
        piece.push(character);
        if characters.peek().is_some_and(|&next| may_break(before, character, next)) {
            pieces.push(std::mem::take(&mut piece));
        }
        before = character;
    }
    if !piece.is_empty() {
        pieces.push(piece);
    }
    pieces
}

/// Whether a line may end after `character`.
fn may_break(before: char, character: char, next: char) -> bool {
    match (character, next) {
        (_, ' ') => false,
        (' ', _) => true,
        _ if opens(character) || closes(next) => false,
        ('-' | '–' | '/', next) => before.is_alphanumeric() && next.is_alphabetic(),
        _ => is_wide(character) || is_wide(next),
    }
}

/// Punctuation that must not end a line.
fn opens(character: char) -> bool {
    matches!(
        character,
        '（' | '《' | '〈' | '「' | '『' | '【' | '“' | '‘' | '(' | '[' | '¥' | '￥'
    )
}

/// Punctuation that must not begin a line.
fn closes(character: char) -> bool {
    matches!(
        character,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '》'
            | '〉'
            | '」'
            | '』'
            | '】'
            | '”'
            | '’'
            | '%'
            | '％'
            | '…'
            | ')'
            | ']'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
    )
}

/// Takes from a word that is too long as much as fits, with a hyphen.
fn cut(word: &mut String, size: f64, weight: Weight, max: f64) -> Option<String> {
    let ends = word.char_indices().map(|(at, character)| at + character.len_utf8());
    let end = ends
        .take_while(|&end| width(&format!("{}-", &word[..end]), size, weight) <= max)
        .last()
        .unwrap_or_else(|| word.chars().next().map_or(0, char::len_utf8));
    if end == 0 || end >= word.len() {
        return None;
    }

    let rest = word.split_off(end);
    let head = std::mem::replace(word, rest);
    Some(if head.ends_with(is_wide) { head } else { format!("{head}-") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, max: f64, expected: &[&str]) {
        let lines = wrap(text, 13.0, Weight::Regular, max);
        assert_eq!(lines, expected);
        for line in &lines {
            assert!(width(line, 13.0, Weight::Regular) <= max, "{line} is too wide");
        }
    }

    #[test]
    fn lines_break_at_spaces() {
        check(
            "First batch of 8 released to the public",
            110.0,
            &["First batch of 8", "released to the", "public"],
        );
        check("short", 110.0, &["short"]);
        check("", 110.0, &[]);
    }

    #[test]
    fn balanced_lines_are_about_equally_long() {
        let lines = balanced("Interim measures take effect", 13.0, Weight::Regular, 150.0);
        assert_eq!(lines, ["Interim measures", "take effect"]);
        let hyphen = balanced("DeepSeek-R1 released", 13.0, Weight::Regular, 104.0);
        assert_eq!(hyphen, ["DeepSeek-R1", "released"]);
        let one = balanced("Target", 13.0, Weight::Regular, 150.0);
        assert_eq!(one, ["Target"]);
    }

    #[test]
    fn chinese_breaks_anywhere_but_before_a_comma() {
        check(
            "价格战开始，多家厂商下调接口价格",
            66.0,
            &["价格战开", "始，多家厂", "商下调接口", "价格"],
        );
    }

    #[test]
    fn a_long_word_breaks_at_its_hyphen_or_is_cut() {
        check("KI-Dienstleistungsunternehmen", 100.0, &["KI-", "Dienstleistungs-", "unternehmen"]);
    }

    #[test]
    fn a_column_narrower_than_a_letter_still_ends() {
        assert_eq!(wrap("北京", 13.0, Weight::Regular, 1.0), ["北", "京"]);
    }
}
