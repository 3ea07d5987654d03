//! `briefing explain`: the page of a problem.

use briefing::diag::{self, Code};
use include_dir::{Dir, include_dir};

use super::args::Explain;
use super::{Exit, Failure, screen};

/// The manual's pages about problems, `NAME.md` for each code.
static PAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/docs/codes");

pub(crate) fn run(asked: &Explain) -> Result<Exit, Failure> {
    let text = match &asked.code {
        None => list(),
        Some(name) => page(find(name)?),
    };
    screen::result(&text)?;
    Ok(Exit::Fine)
}

/// The code of a name, which may also be pasted as problems show it: `error[fact-mismatch]`.
fn find(name: &str) -> Result<Code, Failure> {
    let inner = name.split_once('[').and_then(|(_, rest)| rest.split_once(']'));
    let bare = inner.map_or(name, |(inner, _)| inner);
    Code::find(bare).ok_or_else(|| {
        let failure = Failure::usage(format!("no problem is named `{bare}`"));
        match diag::nearest(bare, Code::ALL.iter().map(|code| code.name())) {
            Some(nearest) => failure.help(format!("did you mean `{nearest}`?")),
            None => failure.help("`briefing explain` lists them all"),
        }
    })
}

/// The page as it stands in the manual; a code without one has at least its meaning.
fn page(code: Code) -> String {
    let page = PAGES.get_file(format!("{}.md", code.name())).and_then(|file| file.contents_utf8());
    match page {
        Some(page) => format!("{}\n", page.trim_end()),
        None => format!("# {}\n\n{}\n", code.name(), code.meaning()),
    }
}

/// Every code, how bad it is and what it means, a line each.
fn list() -> String {
    let widest = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or(0);
    let line = |code: &Code| {
        let severity = code.severity().word();
        format!("{:widest$}  {severity:7}  {}\n", code.name(), code.meaning())
    };
    Code::ALL.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_by_its_name_or_as_it_was_shown() {
        assert_eq!(find("fact-mismatch").ok(), Some(Code::FactMismatch));
        assert_eq!(find("error[fact-mismatch]").ok(), Some(Code::FactMismatch));
    }

    #[test]
    fn an_unknown_code_is_an_error_of_usage_with_a_guess() {
        let failure = find("fact-missmatch").expect_err("there is no such code");
        assert_eq!(failure.exit, Exit::Usage);
        assert_eq!(failure.error.to_string(), "no problem is named `fact-missmatch`");
        assert_eq!(failure.help, "did you mean `fact-mismatch`?");
    }

    #[test]
    fn every_code_has_something_to_say() {
        for code in Code::ALL {
            assert!(page(*code).contains(code.name()), "{}", code.name());
        }
        assert_eq!(list().lines().count(), Code::ALL.len());
    }

    #[test]
    fn every_page_is_the_page_of_a_code() {
        for file in PAGES.files() {
            let name = file.path().file_stem().and_then(|name| name.to_str()).unwrap_or_default();
            assert!(Code::find(name).is_some() || name == "README", "no code is named {name}");
        }
    }
}
