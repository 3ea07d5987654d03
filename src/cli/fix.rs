//! `briefing fix`: the data's numbers written into the texts.

use anyhow::Context as _;
use briefing::diag::{Code, Diagnostic, Severity};
use briefing::files::Files;
use briefing::fix::{self, Fill, Fixes};

use super::args::Fix;
use super::engine::{Clock, Job, Looked};
use super::screen::{self, Screen};
use super::surroundings::Surroundings;
use super::{Exit, Failure, summary};

pub(crate) fn run(
    asked: &Fix,
    surroundings: &Surroundings,
    screen: &Screen,
) -> Result<Exit, Failure> {
    let job = Job::new(&asked.project, surroundings, Clock::Ignored)?;
    let looked = job.look().map_err(Failure::usage)?;
    // Data that is wrong is not to be written into texts.
    let Looked { problems, .. } = &looked;
    if problems.iter().any(|problem| is_of_data(problem, &looked.files)) {
        job.show_errors(&looked, screen);
        job.summary(screen, "fix: nothing written; mend the data first");
        return Ok(Exit::Problems);
    }

    let fill = if asked.fill { Fill::Write } else { Fill::Leave };
    let fixes = fix::fixes(&looked.site, &looked.files, fill);
    if asked.dry_run {
        screen::result(&fix::diff(&fixes.edits, &looked.files))?;
    } else {
        screen::result(&list(&fixes, &looked.files))?;
        for (file, text) in fix::applied(&fixes.edits, &looked.files) {
            let path = job.root.join(&*looked.files.get(file).path);
            briefing::write::text(&path, &text)
                .with_context(|| format!("`{}` cannot be written", path.display()))
                .map_err(Failure::world)?;
        }
    }
    for refusal in &fixes.refusals {
        let place = looked.files.place(refusal.span);
        screen.problems(&format!(
            "{}:{}:{}: `{}` is left: {}\n",
            place.path, place.line, place.column, refusal.text, refusal.reason
        ));
    }
    job.summary(screen, &told(&fixes, asked));
    Ok(if fixes.refusals.is_empty() { Exit::Fine } else { Exit::Problems })
}

/// Whether an error is one of the data itself, and not of a text that disagrees with it.
fn is_of_data(problem: &Diagnostic, files: &Files) -> bool {
    const OF_TEXTS: [Code; 9] = [
        Code::FactMismatch,
        Code::UnitMismatch,
        Code::FalsePrecision,
        Code::HedgeMismatch,
        Code::WrongLocaleNumber,
        Code::AmbiguousNumber,
        Code::UnreadableNumber,
        Code::UnsourcedNumber,
        Code::FalseClaim,
    ];
    let in_content = files.get(problem.span.file).path.starts_with("content/");
    problem.severity == Severity::Error && !in_content && !OF_TEXTS.contains(&problem.code)
}

/// A line for each edit: `content/a.md:5:2: 118 → 117`.
fn list(fixes: &Fixes, files: &Files) -> String {
    let lines = fixes.edits.iter().map(|edit| {
        let place = files.place(edit.span);
        let from = if edit.from.is_empty() { "(empty)" } else { &edit.from };
        format!("{}:{}:{}: {from} → {}\n", place.path, place.line, place.column, edit.to)
    });
    lines.collect()
}

fn told(fixes: &Fixes, asked: &Fix) -> String {
    let texts = |count: usize| summary::counted(count, "text");
    let done = if asked.dry_run { "would be written" } else { "written" };
    let left = match fixes.refusals.len() {
        0 => String::new(),
        left => format!("; {} left to you", texts(left)),
    };
    match fixes.edits.len() {
        0 if fixes.refusals.is_empty() => "fix: all numbers agree; nothing to write".to_owned(),
        count => format!("fix: {} {done}{left}", texts(count)),
    }
}
