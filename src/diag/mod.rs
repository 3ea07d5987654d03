//! Problems of a project, for people and for machines.
//!
//! A [`Diagnostic`] has a [`Code`], a place, a sentence and, where there is one, a way
//! out. A stage of the build gives [`Checked`]: its value *and* its problems, so that
//! later stages report too and an author sees everything in one run.

mod code;
mod github;
mod human;
mod json;
mod short;
mod suggest;

pub use code::Code;
pub use suggest::{nearest, one_of};

use crate::files::{Files, Span};

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// The site is written; `--strict` makes it an error.
    Warning,
}

impl Severity {
    /// The word shown to people.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// A second place that explains a problem: where the data stands, where the name was
/// used first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Related {
    /// The place.
    pub span: Span,
    /// What it has to do with the problem; may be empty.
    pub message: String,
}

/// One thing wrong in a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its name, which is also the name of its page in `docs/codes/`.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub span: Span,
    /// What is wrong: lower case, no full stop, what is there before what should be.
    pub message: String,
    /// What the place is, shown beside the carets; may be empty.
    pub label: String,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// What to do; may be empty.
    pub help: String,
}

impl Diagnostic {
    /// A problem with the severity its code has by nature.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity(),
            span,
            message: message.into(),
            label: String::new(),
            related: Vec::new(),
            help: String::new(),
        }
    }

    /// Says what the place is, beside the carets.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Diagnostic {
        self.label = label.into();
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = help.into();
        self
    }

    /// Shows another place.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Diagnostic {
        self.related.push(Related { span, message: message.into() });
        self
    }
}

/// A value and the problems met while it was made.
#[derive(Debug, Clone, Default)]
pub struct Checked<T> {
    /// The value, as whole as the problems allow.
    pub value: T,
    /// What is wrong, in any order; [`sorted`] puts them in theirs.
    pub problems: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value without problems.
    pub fn clean(value: T) -> Checked<T> {
        Checked { value, problems: Vec::new() }
    }

    /// The value; its problems go to `problems`.
    pub fn take(self, problems: &mut Vec<Diagnostic>) -> T {
        problems.extend(self.problems);
        self.value
    }

    /// The same problems with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Checked<U> {
        Checked { value: change(self.value), problems: self.problems }
    }
}

/// The problems in the order of their places, each once.
///
/// Ids of files follow their paths, so the order is the same on every machine.
pub fn sorted(mut problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let key = |problem: &Diagnostic| (problem.span, problem.code, problem.message.clone());
    problems.sort_by_cached_key(key);
    problems.dedup_by_key(|problem| key(problem));
    problems
}

/// Warnings as errors, for `--strict`.
#[must_use]
pub fn strict(mut problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    for problem in &mut problems {
        problem.severity = Severity::Error;
    }
    problems
}

/// Whether any problem is an error.
pub fn has_errors(problems: &[Diagnostic]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}

/// How problems are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With the text, carets and help; colours where the terminal has them.
    Human,
    /// One line a problem, and its help on a line of its own.
    Short,
    /// One JSON object a line.
    Json,
    /// Workflow commands, which GitHub shows beside the changed lines.
    Github,
}

/// Whether escape codes for colours are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    Never,
    /// ANSI escape codes.
    Always,
}

/// The problems as text in a format, in the order given.
///
/// Paths are those in `files`: from the project's folder.
pub fn render(
    problems: &[Diagnostic],
    files: &Files,
    format: Format,
    colour: Colour,
    width: usize,
) -> String {
    render_from(problems, files, "", format, colour, width)
}

/// The same with paths that lead to the project in `folder`.
///
/// A reader in another folder can then click on them, and GitHub finds the file.
pub fn render_from(
    problems: &[Diagnostic],
    files: &Files,
    folder: &str,
    format: Format,
    colour: Colour,
    width: usize,
) -> String {
    match format {
        Format::Human => human::render(problems, files, folder, colour, width),
        Format::Short => short::render(problems, files, folder),
        Format::Json => json::render(problems, files, folder),
        Format::Github => github::render(problems, files, folder),
    }
}

/// A path of the project behind its folder, which may be empty.
pub fn shown_path(folder: &str, path: &str) -> String {
    match folder {
        "" => path.to_owned(),
        folder if folder.ends_with('/') => format!("{folder}{path}"),
        folder => format!("{folder}/{path}"),
    }
}

/// A text on one line, without characters that would move the cursor, change colours or
/// turn the direction of reading: messages quote what strangers wrote.
pub(crate) fn visible(text: &str) -> String {
    let one_line = text.replace("\r\n", " ").replace(['\n', '\r'], " ");
    annotate_snippets::normalize_untrusted_str(&one_line)
}

#[cfg(test)]
mod tests;
