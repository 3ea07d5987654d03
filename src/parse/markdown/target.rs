//! What a link's address means.

use std::ops::Range;

use crate::diag::{Checked, Code, Diagnostic, nearest, one_of};
use crate::files::{Span, Spanned};
use crate::model::Target;

/// The schemes of links that are ours.
const SCHEMES: [&str; 9] =
    ["fact", "claim", "chart", "table", "timeline", "term", "who", "judge", "page"];

/// The schemes of addresses elsewhere.
const WEB: [&str; 4] = ["https", "http", "mailto", "tel"];

/// Where the visible text and the address of `[text](address "title")` stand in the
/// source; a reference link has no address of its own.
pub(super) fn parts(source: &str, range: &Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    let whole = &source[range.clone()];
    let open = range.start + whole.find('[').map_or(0, |at| at + 1);
    let Some(close) = closing(source, open, range.end) else {
        return (open..range.end, None);
    };
    let text = open..close;
    let behind = &source[close..range.end];
    let Some(inner) = behind.strip_prefix("](") else { return (text, None) };
    let lead = inner.len() - inner.trim_start().len();
    let start = close + 2 + lead;
    let address = &source[start..range.end];
    if let Some(bracketed) = address.strip_prefix('<') {
        let length = bracketed.find('>').unwrap_or(bracketed.len());
        return (text, Some(start + 1..start + 1 + length));
    }
    let length = address.find(|c: char| c.is_whitespace()).unwrap_or(address.len() - 1);
    let length = length.min(address.len().saturating_sub(usize::from(address.ends_with(')'))));
    (text, Some(start..start + length))
}

/// The bracket that closes the one before `open`, with those inside in pairs.
fn closing(source: &str, open: usize, end: usize) -> Option<usize> {
    let (mut depth, mut escaped, mut code) = (0, false, false);
    for (at, character) in source[open..end].char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '`' => code = !code,
            _ if code => {}
            '[' => depth += 1,
            ']' if depth == 0 => return Some(open + at),
            ']' => depth -= 1,
            _ => {}
        }
    }
    // A lone backtick opens no code; count again without.
    source[open..end].find("](").map(|at| open + at)
}

/// The meaning of an address. `text` is where the visible text stands, and `words` what
/// it says.
pub(super) fn read(
    address: &Spanned<String>,
    text: Span,
    title: &str,
    words: &str,
) -> Checked<Target> {
    let mut problems = Vec::new();
    let target = target(address, &mut problems);
    match &target {
        _ if address.value.trim().is_empty() => problems.push(
            Diagnostic::new(Code::EmptyLink, text, "this link leads nowhere")
                .help("write the address between the parentheses: `[text](https://…)`"),
        ),
        Target::NoFact if title.trim().is_empty() => problems.push(
            Diagnostic::new(Code::MissingReason, address.span, "this exemption does not say why")
                .help("write the reason behind it: `[seven](fact:none \"idiom\")`"),
        ),
        Target::Web(_)
        | Target::File { .. }
        | Target::Anchor(_)
        | Target::Claim(_)
        | Target::Term(_)
        | Target::Entity(_)
        | Target::Judgement(_)
            if words.trim().is_empty() =>
        {
            problems.push(
                Diagnostic::new(Code::EmptyLink, text, "this link has no text")
                    .help("write between the brackets what a reader will find there"),
            );
        }
        _ => {}
    }
    Checked { value: target, problems }
}

fn target(address: &Spanned<String>, problems: &mut Vec<Diagnostic>) -> Target {
    let whole = address.value.as_str();
    if let Some(anchor) = whole.strip_prefix('#') {
        return Target::Anchor(anchor.to_owned());
    }
    if whole.trim().is_empty() {
        return Target::Refused;
    }
    let Some((scheme, rest)) = scheme(whole) else { return path(whole) };
    let id = || rest.to_owned();
    match scheme.as_str() {
        "fact" if rest == "none" => Target::NoFact,
        "fact" => fact(rest, address, problems),
        "claim" => Target::Claim(id()),
        "chart" | "timeline" => Target::Chart(id()),
        "table" => Target::Table(id()),
        "term" => Target::Term(id()),
        "who" => Target::Entity(id()),
        "judge" => Target::Judgement(id()),
        "page" => {
            let (slug, anchor) = split_anchor(rest);
            Target::Page { slug, anchor }
        }
        name if WEB.contains(&name) => Target::Web(whole.to_owned()),
        name => {
            problems.push(unknown_scheme(name, address));
            Target::Refused
        }
    }
}

fn fact(rest: &str, address: &Spanned<String>, problems: &mut Vec<Diagnostic>) -> Target {
    let (id, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut as_of = false;
    for option in query.split('&').filter(|option| !option.is_empty()) {
        if option == "show=as-of" {
            as_of = true;
            continue;
        }
        let at = address.value.find(option).unwrap_or(0);
        problems.push(
            Diagnostic::new(
                Code::UnknownOption,
                address.part(at..at + option.len()),
                format!("a fact has no option `{option}`"),
            )
            .help("it has `?show=as-of`, which shows the day the fact is of"),
        );
    }
    Target::Fact { id: id.to_owned(), as_of }
}

/// The scheme of an address, in lower case, and what stands behind its colon.
///
/// White space and control characters are left out first, as browsers do, so that
/// `java\tscript:` does not pass for a path.
fn scheme(address: &str) -> Option<(String, &str)> {
    let colon = address.find(':')?;
    let before: String =
        address[..colon].chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let word = before.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let begins = before.starts_with(|c: char| c.is_ascii_alphabetic());
    (word && begins).then(|| (before.to_ascii_lowercase(), &address[colon + 1..]))
}

fn path(whole: &str) -> Target {
    let (path, anchor) = split_anchor(whole);
    Target::File { path, anchor }
}

fn split_anchor(text: &str) -> (String, Option<String>) {
    match text.split_once('#') {
        Some((path, anchor)) => (path.to_owned(), Some(anchor.to_owned())),
        None => (text.to_owned(), None),
    }
}

fn unknown_scheme(name: &str, address: &Spanned<String>) -> Diagnostic {
    let known = || SCHEMES.into_iter().chain(WEB);
    let problem = Diagnostic::new(
        Code::UnknownScheme,
        address.part(0..address.value.find(':').unwrap_or(0)),
        format!("`{name}:` means nothing here"),
    );
    match nearest(name, known()) {
        Some(near) => problem.help(format!("did you mean `{near}:`?")),
        None => problem.help(format!("links begin with {}, or are a path", one_of(known()))),
    }
}

/// Whether an image's address is a chart, a table or a path.
pub(super) fn image(address: &Spanned<String>) -> Checked<()> {
    let mut problems = Vec::new();
    match scheme(&address.value) {
        None => {}
        Some((name, _)) if ["chart", "table", "timeline"].contains(&name.as_str()) => {}
        Some((name, _)) if WEB.contains(&name.as_str()) => problems.push(
            Diagnostic::new(Code::UnknownScheme, address.span, "this image is on another site")
                .help("put a copy beside the page and name the file: pages ask nothing of other sites"),
        ),
        Some((name, _)) => {
            let problem = Diagnostic::new(
                Code::UnknownScheme,
                address.part(0..address.value.find(':').unwrap_or(0)),
                format!("`{name}:` means nothing in an image"),
            );
            let known = ["chart", "table", "timeline"];
            problems.push(match nearest(&name, known) {
                Some(near) => problem.help(format!("did you mean `{near}:`?")),
                None => problem.help("images are a path, `chart:ID` or `table:ID`"),
            });
        }
    }
    Checked { value: (), problems }
}
