//! Two texts, line by line, as a reader of a failed test wants them.

use std::fmt::Write as _;

/// How many equal lines are shown around a difference.
const AROUND: usize = 3;

/// The lines that differ, `-` expected and `+` actual, with some that do not around them.
pub(crate) fn lines(expected: &str, actual: &str) -> String {
    let old: Vec<&str> = expected.lines().collect();
    let new: Vec<&str> = actual.lines().collect();
    let lines = aligned(&old, &new);

    if lines.iter().all(|(mark, _)| *mark == ' ') {
        return "  the texts differ only in how their lines end\n".to_owned();
    }
    let near = |at: usize| {
        let (from, to) = (at.saturating_sub(AROUND), (at + AROUND + 1).min(lines.len()));
        lines[from..to].iter().any(|(mark, _)| *mark != ' ')
    };
    let mut text = String::new();
    let mut skipping = false;
    for (at, (mark, line)) in lines.iter().enumerate() {
        if near(at) {
            writeln!(text, "  {mark} {line}").expect("writing to a string cannot fail");
            skipping = false;
        } else if !skipping {
            text.push_str("    …\n");
            skipping = true;
        }
    }
    text
}

/// Both texts as one list of lines, by the longest common subsequence of what lies between
/// the equal beginning and the equal end.
fn aligned<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(char, &'a str)> {
    let start = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let end = old_rest
        .iter()
        .rev()
        .zip(new_rest.iter().rev())
        .take_while(|(one, other)| one == other)
        .count();
    let tail = &old_rest[old_rest.len() - end..];
    let (old_rest, new_rest) =
        (&old_rest[..old_rest.len() - end], &new_rest[..new_rest.len() - end]);

    let mut all: Vec<_> = old[..start].iter().map(|line| (' ', *line)).collect();
    all.extend(middle(old_rest, new_rest));
    all.extend(tail.iter().map(|line| (' ', *line)));
    all
}

fn middle<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(char, &'a str)> {
    // A table of this size takes too long to be worth a minimal difference.
    if old.len() * new.len() > 4_000_000 {
        let removed = old.iter().map(|line| ('-', *line));
        return removed.chain(new.iter().map(|line| ('+', *line))).collect();
    }

    let mut common = vec![vec![0_u32; new.len() + 1]; old.len() + 1];
    for one in (0..old.len()).rev() {
        for other in (0..new.len()).rev() {
            common[one][other] = if old[one] == new[other] {
                common[one + 1][other + 1] + 1
            } else {
                common[one + 1][other].max(common[one][other + 1])
            };
        }
    }

    let (mut one, mut other) = (0, 0);
    let mut lines = Vec::new();
    while one < old.len() || other < new.len() {
        let new_is_left = other < new.len();
        if one < old.len() && new_is_left && old[one] == new[other] {
            lines.push((' ', old[one]));
            (one, other) = (one + 1, other + 1);
        } else if one < old.len()
            && (!new_is_left || common[one + 1][other] >= common[one][other + 1])
        {
            lines.push(('-', old[one]));
            one += 1;
        } else {
            lines.push(('+', new[other]));
            other += 1;
        }
    }
    lines
}
