//! What the author probably meant.

use std::cmp::Reverse;

/// The known name that `name` was probably meant to be.
///
/// Capitals and the kind of hyphen do not count. Otherwise up to a third of the letters
/// may differ, the limit that rustc and Cargo use; of names equally near, the one that
/// begins alike wins, and then the alphabet decides, so that the order of `known` does
/// not matter. A name that only goes on where `name` stops, as `approvals-growth` does
/// for `approvals`, is taken when nothing is nearer.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = folded(name);
    let length = wanted.chars().count();
    let limit = (length / 3).max(1);

    let first = wanted.bytes().next();
    known
        .into_iter()
        .filter_map(|candidate| {
            // Most of thousands of names are told apart by their lengths and first letters.
            let begins = candidate.bytes().next().map(|byte| byte.to_ascii_lowercase()) == first;
            let apart = candidate.is_ascii() && candidate.len().abs_diff(length) > limit;
            if apart && candidate.len() == candidate.trim().len() && !begins {
                return None;
            }
            let folded = folded(candidate);
            let goes_on = length >= 3 && folded.starts_with(&wanted);
            if !goes_on && folded.chars().count().abs_diff(length) > limit {
                // The distance is at least this difference, and dear to compute for thousands.
                return None;
            }
            let distance = strsim::damerau_levenshtein(&wanted, &folded);
            let near = distance <= limit && distance < length;
            let rank = (!near, distance, Reverse(common_prefix(&wanted, &folded)), candidate);
            (near || goes_on).then_some(rank)
        })
        .min()
        .map(|(.., candidate)| candidate)
}

/// Small letters, and `-` for `_` and spaces.
fn folded(name: &str) -> String {
    name.trim().to_lowercase().replace(['_', ' '], "-")
}

fn common_prefix(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count()
}

/// So many names are read; more are not.
const MOST_NAMES: usize = 12;

/// The names to choose from, in the order given: "`a`, `b` or `c`".
///
/// A long list ends in "…" after twelve names.
pub fn one_of(names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut names = names.into_iter().map(|name| format!("`{}`", name.as_ref()));
    let mut shown: Vec<String> = names.by_ref().take(MOST_NAMES).collect();

    if names.next().is_some() {
        return format!("{}, …", shown.join(", "));
    }
    match shown.pop() {
        None => String::new(),
        Some(only) if shown.is_empty() => only,
        Some(last) => format!("{} or {last}", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, known: &[&str], expected: Option<&str>) {
        assert_eq!(nearest(name, known.iter().copied()), expected);
        assert_eq!(nearest(name, known.iter().rev().copied()), expected, "in the other order");
    }

    #[test]
    fn a_slip_of_the_fingers_is_understood() {
        check("aproved", &["approved", "rejected"], Some("approved"));
        check("tilte", &["title", "date"], Some("title"));
        check("sumary", &["summary", "series"], Some("summary"));
    }

    #[test]
    fn capitals_and_underscores_do_not_count() {
        check("At_A_Glance", &["at-a-glance", "authors"], Some("at-a-glance"));
        check("TITLE", &["title", "table"], Some("title"));
    }

    #[test]
    fn nothing_alike_gives_nothing() {
        check("gdp", &["approved", "rejected"], None);
        check("a", &["b"], None);
        check("", &["a", ""], None);
        check("date", &[], None);
    }

    #[test]
    fn of_equally_near_names_the_one_that_begins_alike_wins() {
        check("models", &["modems", "bodels", "models2"], Some("models2"));
        check("cat", &["car", "bat"], Some("car"));
    }

    #[test]
    fn and_then_the_alphabet_decides() {
        check("fact-c", &["fact-b", "fact-a"], Some("fact-a"));
    }

    #[test]
    fn the_beginning_of_a_name_is_enough() {
        check("approvals", &["approvals-growth", "rejections"], Some("approvals-growth"));
        check("ap", &["approvals-growth"], None);
    }

    #[test]
    fn letters_are_characters() {
        check("审批数量值", &["审批数量表", "日期"], Some("审批数量表"));
    }

    #[test]
    fn names_are_listed_as_a_sentence() {
        assert_eq!(one_of([""; 0]), "");
        assert_eq!(one_of(["a"]), "`a`");
        assert_eq!(one_of(["a", "b"]), "`a` or `b`");
        assert_eq!(one_of(["a", "b", "c"]), "`a`, `b` or `c`");
    }

    #[test]
    fn a_long_list_is_cut() {
        let names: Vec<String> = (0..13).map(|number| number.to_string()).collect();
        let text = one_of(&names);
        assert!(text.starts_with("`0`, `1`, ") && text.ends_with(", `11`, …"), "{text}");
        assert!(one_of(&names[..12]).ends_with(" or `11`"));
    }
}
